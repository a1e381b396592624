"""When the invented office met and will meet: two executive meetings a month, ten on special topics, four plenaries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from govtui.domain.workdays import WorkCalendar

PLENARY, EXECUTIVE, SPECIAL = "plenary", "executive", "special"
_EXECUTIVE_AT = (0.3, 0.85)
_SPECIALS = 10
_PLENARY_MONTHS = (1, 4, 7, 10)
_AHEAD = {EXECUTIVE: (3,), SPECIAL: (1, 2, 4)}
"""So many working days from today meetings of a kind are planned."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One meeting: kind, day, the hour at which it begins, whether it was held."""

    kind: str
    day: date
    hour: int
    held: bool


def year_of_meetings(rng: Random, calendar: WorkCalendar, today: date) -> list[Plan]:
    """The meetings of the twelve months before `today` and of the days after, in the order of time."""
    held = [plan for month in _months(calendar, today) for plan in _month(rng, month) if plan.day < today]
    coming = [
        Plan(kind, calendar.add_workdays(today, ahead), 9 if kind == EXECUTIVE else 15, False)
        for kind, days in _AHEAD.items()
        for ahead in days
    ]
    return sorted([*held, *coming], key=lambda plan: (plan.day, plan.hour, plan.kind))


def _months(calendar: WorkCalendar, today: date) -> Iterator[list[date]]:
    """The working days of each month that ended or runs, oldest month first."""
    first = date(today.year - 1, today.month, 1)
    for _ in range(13):
        after = (first + timedelta(days=32)).replace(day=1)
        days = [first + timedelta(days=n) for n in range((after - first).days)]
        yield [day for day in days if calendar.is_workday(day)]
        first = after


def _month(rng: Random, days: list[date]) -> Iterator[Plan]:
    for share in _EXECUTIVE_AT:
        yield Plan(EXECUTIVE, days[int(share * (len(days) - 1))], 9, True)
    if days[0].month in _PLENARY_MONTHS:
        yield Plan(PLENARY, days[len(days) // 2], 9, True)
    for day in sorted(rng.sample(days, min(_SPECIALS, len(days)))):
        yield Plan(SPECIAL, day, 15, True)
