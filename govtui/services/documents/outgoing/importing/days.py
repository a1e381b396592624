"""The days of one outgoing paper: each from its own cell, none from another; years left out are completed."""

from dataclasses import dataclass
from datetime import date

from govtui.services.documents.importing.cells import DITTO, EMPTY_DAY, Cells
from govtui.services.documents.importing.rows import Course, Rejected
from govtui.services.documents.outgoing.importing.papers import DAYS

_IN_ORDER = ("signed_on", "dated_on", "issued_on", "registered_on", "published_on", "passed_on", "archived_on")
"""The order in which days are read: those read before tell the year of one that leaves it out."""

_LATER = "archived_on"
"""Papers are filed away after everything else, perhaps in the next year."""

_NAMES = dict(DAYS)


@dataclass(frozen=True, slots=True)
class PaperDays:
    """Column → day; a cell that is empty has None. `assumed`: a year was completed from nothing but today's."""

    days: dict[str, date | None]
    assumed: bool = False

    @property
    def columns(self) -> dict[str, str | None]:
        """The columns as they are stored."""
        return {name: day.isoformat() if day else None for name, day in self.days.items()}

    @property
    def year(self) -> int | None:
        """The year in which the paper was signed, else dated, issued."""
        return next((day.year for name in _IN_ORDER[:3] if (day := self.days[name])), None)


def read_days(course: Course, cells: Cells, year: int | None, today: date) -> PaperDays:
    """The days that a row's cells name. Raises Rejected for a cell that holds no day.

    `year` is what number or sheet say; a year that only the row before knows, or nobody, is taken with a notice.
    """
    known = year or (course.day.year if course.day else None)
    days: dict[str, date | None] = {}
    near: date | None = None
    assumed = False
    for name in _IN_ORDER:
        day, lacked = _read(course, cells, name, near, known or today.year)
        days[name] = day
        assumed |= lacked and near is None and known is None
        near = near or day
    course.day = near or course.day
    return PaperDays(days, assumed)


def _read(course: Course, cells: Cells, name: str, near: date | None, year: int) -> tuple[date | None, bool]:
    """One day, and whether its cell lacked the year. A ditto mark repeats the day above."""
    cell = cells.raw(name)
    if cell is None:
        return None, False
    if isinstance(cell, str) and cells.text(name) in DITTO:
        return course.days.get(name), False
    found = cells.day(name, near.year if near else year)
    if found.day is None:
        if found.reason != EMPTY_DAY:
            raise Rejected(f"{_NAMES[name]}：{found.reason}")
        return None, False
    day, lacked = found.day, isinstance(cell, str | float) and cells.day(name, None).day is None
    if lacked and near is not None:
        day = _closest(cells, name, day, near)
    course.days[name] = day
    return day, lacked


def _closest(cells: Cells, name: str, day: date, near: date) -> date:
    """The year of a day that leaves it out: the one that brings it closest to the paper's other days."""
    others = (cells.day(name, near.year + by).day for by in (-1, 0, 1))
    able = [one for one in others if one is not None and (name != _LATER or one >= near)]
    return min(able, key=lambda one: abs(one - near), default=day)
