"""Time as the office keeps it: China Standard Time, handed in by the caller."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "CST")

Clock = Callable[[], datetime]
"""Answers the present moment, aware, in China Standard Time."""

NEVER = "9999-12-31T23:59:59+08:00"
"""The stamp of what has no due moment: it sorts behind every real one."""

WEEKDAYS = "一二三四五六日"


def wall_clock() -> datetime:
    """The computer's own time in China Standard Time; the only place that reads it."""
    return datetime.now(CHINA)


def frozen(moment: datetime) -> Clock:
    """A clock that stands still at `moment` (naive moments are taken as China Standard Time)."""
    still = in_china(moment)
    return lambda: still


def in_china(moment: datetime) -> datetime:
    """`moment` as an aware datetime in China Standard Time."""
    return moment.replace(tzinfo=CHINA) if moment.tzinfo is None else moment.astimezone(CHINA)


def to_stamp(moment: datetime) -> str:
    """ISO text to the second with +08:00: its order as text is its order in time."""
    return in_china(moment).isoformat(timespec="seconds")


def from_stamp(text: str) -> datetime:
    """The aware moment that `to_stamp` wrote."""
    return in_china(datetime.fromisoformat(text))


def stored_moment(stamp: str | None) -> datetime | None:
    """The moment of a stored stamp; None where nothing stands, and for `NEVER`."""
    return from_stamp(stamp) if stamp and stamp != NEVER else None


def stored_day(text: str | None) -> date | None:
    """The day of a stored ISO day or stamp; None where nothing stands."""
    return date.fromisoformat(text[:10]) if text else None


def short_day(day: date) -> str:
    """A day as lists show it: `11-23 周一`."""
    return f"{day:%m-%d} 周{WEEKDAYS[day.weekday()]}"


def long_day(day: date) -> str:
    """A day as papers print it: `2026年3月5日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def week_name(day: date) -> str:
    """The ISO week that holds `day`: `2026-W47`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
