"""Years that nobody has published yet: the statutory days, and what the law gives back for days lost to a weekend.

Source: 全国年节及纪念日放假办法 (国务院令 270 of 1999, 513 of 2007, 644 of 2013, 795 of 2024), article 2 for the days,
article 6 for compensation. What a yearly notice may shift besides (adjusted weekends) cannot be known beforehand:
every day of such a year is marked provisional. Before 1999 the days of 1949 hold; two-day weekends are taken for all
years, which is not true before May 1995.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from govtui.domain.workdays.facts import DaySource, YearTable

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Festival:
    """One festival of the law: its name, its anchor, the first day counted from the anchor, how many days."""

    name: str
    anchor: str
    first: int
    days: int


def _law(spring_first: int, spring: int, labour: int, national: int, folk: bool) -> tuple[Festival, ...]:
    folk_days = (
        Festival("清明节", "qingming", 0, 1),
        Festival("端午节", "5-5", 0, 1),
        Festival("中秋节", "8-15", 0, 1),
    )
    return (
        Festival("元旦", "01-01", 0, 1),
        Festival("春节", "1-1", spring_first, spring),
        Festival("劳动节", "05-01", 0, labour),
        Festival("国庆节", "10-01", 0, national),
        *(folk_days if folk else ()),
    )


_LAWS: tuple[tuple[int, tuple[Festival, ...]], ...] = (
    (2025, _law(spring_first=-1, spring=4, labour=2, national=3, folk=True)),
    (2014, _law(spring_first=0, spring=3, labour=1, national=3, folk=True)),
    (2008, _law(spring_first=-1, spring=3, labour=1, national=3, folk=True)),
    (2000, _law(spring_first=0, spring=3, labour=3, national=3, folk=False)),
    (0, _law(spring_first=0, spring=3, labour=1, national=2, folk=False)),
)


def festivals(year: int) -> tuple[Festival, ...]:
    """The festivals on which everybody is off, by the law in force in `year`."""
    return next(law for start, law in _LAWS if year >= start)


@lru_cache(maxsize=512)
def statutory_days(year: int) -> tuple[tuple[str, tuple[date, ...]], ...]:
    """(festival, its statutory days) of `year` in the order of the law; one whose date nobody can tell is left out."""
    found = []
    for festival in festivals(year):
        start = _anchor(festival.anchor, year)
        if start is not None:
            first = start + festival.first * _DAY
            found.append((festival.name, tuple(first + i * _DAY for i in range(festival.days))))
    return tuple(found)


@lru_cache(maxsize=512)
def provisional_year(year: int) -> YearTable:
    """The table of `year` by the law alone: statutory days, and a following workday for each one lost to a weekend.

    Two festivals on one day give the day once and one workday more (as the notices of 2009 and 2020 did).
    """
    off: dict[date, str] = {}
    lost: list[tuple[date, str]] = []
    for day, name in sorted(_claims(year)):
        if day in off or day.weekday() >= 5:
            lost.append((day, name))
        off[day] = "、".join([off[day], name]) if day in off else name
    for day, name in lost:
        while day in off or day.weekday() >= 5:
            day += _DAY
        off[day] = name
    return YearTable({day: name for day, name in off.items() if day.year == year}, {}, DaySource.PROVISIONAL)


def _claims(year: int) -> Iterator[tuple[date, str]]:
    for name, days in statutory_days(year):
        for day in days:
            yield day, name


def _anchor(anchor: str, year: int) -> date | None:
    if anchor == "qingming":
        return qingming(year)
    month, day = (int(part) for part in anchor.split("-"))
    return date(year, month, day) if len(anchor) == 5 else lunar_day(year, month, day)


def lunar_day(year: int, month: int, day: int) -> date | None:
    """The day of a lunar date of lunar year `year` (never a leap month); None outside the lunar tables (1900–2099)."""
    from lunardate import LunarDate

    try:
        found: date = LunarDate(year, month, day).to_solar_date()
    except ValueError:
        return _after_tables(year) if (month, day) == (1, 1) else None
    return found


def _after_tables(year: int) -> date | None:
    """New Year's Day right after the last lunar year of the tables."""
    from lunardate import LunarDate

    for last in (30, 29):
        try:
            eve: date = LunarDate(year - 1, 12, last).to_solar_date()
        except ValueError:
            continue
        return eve + _DAY
    return None


def qingming(year: int) -> date:
    """清明 of `year`: solar term tables for 1900–2100, April 5 outside them."""
    from chinese_calendar import get_solar_terms

    if not 1900 <= year <= 2100:
        return date(year, 4, 5)
    found: list[date] = [day for day, name in get_solar_terms(date(year, 4, 3), date(year, 4, 7)) if name == "清明"]
    return found[0] if found else date(year, 4, 5)
