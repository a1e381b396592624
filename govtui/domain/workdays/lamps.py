"""How a deadline stands: a word for the lamp, and the working hours that something has been in hand."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from govtui.domain.clock import in_china
from govtui.domain.workdays.calendar import LAST_YEAR, WorkCalendar

DayHours = Sequence[tuple[time, time]]
"""The office's sessions of one working day, in order: ((08:00, 12:00), (14:30, 17:30))."""


class Lamp(StrEnum):
    """The word beside the dot. PROVISIONAL is a mark that stands beside another lamp, never instead of it."""

    LATE = "超期"
    TODAY = "今日"
    NEAR = "临期"
    NORMAL = "正常"
    DONE = "办结"
    PROVISIONAL = "暂定"


def lamp(due: datetime | None, now: datetime, calendar: WorkCalendar, closed: bool = False, near_days: int = 1) -> Lamp:
    """How a deadline stands at `now`.

    超期 after the moment itself, 今日 on its day, 临期 when at most `near_days` working days are left (a value of the
    rule pack), else 正常; nothing due is 正常, closed matters are 办结.
    """
    if closed:
        return Lamp.DONE
    if due is None:
        return Lamp.NORMAL
    due, now = in_china(due), in_china(now)
    if now > due:
        return Lamp.LATE
    if due.date() == now.date():
        return Lamp.TODAY
    if due.year > LAST_YEAR:
        return Lamp.NORMAL
    left = calendar.workdays_between(now.date(), due.date())
    return Lamp.NEAR if left <= near_days else Lamp.NORMAL


def working_hours_between(calendar: WorkCalendar, start: datetime, end: datetime, hours: DayHours) -> float:
    """Working hours from `start` to `end` inside the office's sessions on working days; 0 when `end` is not later."""
    start, end = in_china(start), in_china(end)
    if end <= start:
        return 0.0
    whole = sum((_span(opens, closes) for opens, closes in hours), timedelta())
    first, last = start.date(), end.date()
    if first == last:
        total = _within(calendar, first, start.time(), end.time(), hours)
    else:
        between = calendar.workdays_between(first, last - timedelta(days=1))
        total = _within(calendar, first, start.time(), time.max, hours) + between * whole
        total += _within(calendar, last, time.min, end.time(), hours)
    return total / timedelta(hours=1)


def _within(calendar: WorkCalendar, day: date, start: time, end: time, hours: DayHours) -> timedelta:
    if not calendar.is_workday(day):
        return timedelta()
    return sum((_span(max(opens, start), min(closes, end)) for opens, closes in hours), timedelta())


def _span(start: time, end: time) -> timedelta:
    if end <= start:
        return timedelta()
    return datetime.combine(date.min, end) - datetime.combine(date.min, start)
