"""Frozen values of the people tables. Days are dates; an open beginning is `date.min`, an open end is None."""

from dataclasses import dataclass
from datetime import date, timedelta

UNRANKED = 9999
"""The order number of a post that stands in no ranked list."""


def in_force(from_day: date, to_day: date | None, on: date) -> bool:
    """Whether `on` lies between the two days, both counted; an open end never ends."""
    return from_day <= on and (to_day is None or on <= to_day)


def overlap(a_from: date, a_to: date | None, b_from: date, b_to: date | None) -> bool:
    """Whether two spans share at least one day, both ends counted."""
    return (b_to is None or a_from <= b_to) and (a_to is None or b_from <= a_to)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit.

    `short_name` is how clerks call it, `number_prefix` the 机关代字 of its papers, `independent` is 独立监督 (art. 11).
    """

    id: int
    version: int
    name: str
    short_name: str = ""
    category: str = "部门"
    number_prefix: str = ""
    parent_id: int | None = None
    sort_order: int = 0
    independent: bool = False
    phone: str = ""
    closed_on: date | None = None
    note: str = ""

    def open_on(self, on: date) -> bool:
        """Whether the unit exists on that day; the day it closes is the first without it."""
        return self.closed_on is None or on < self.closed_on

    @property
    def label(self) -> str:
        """The short name, or the full one where there is none."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person; `unit_id` is where the person sits, posts say what the person is."""

    id: int
    version: int
    name: str
    unit_id: int | None = None
    office_phone: str = ""
    mobile: str = ""
    note: str = ""
    closed_on: date | None = None

    def open_on(self, on: date) -> bool:
        """Whether the person still belongs to the office's address book on that day."""
        return self.closed_on is None or on < self.closed_on


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post in force from `from_day` to `to_day`, both counted. `rank` is the order number, 1 stands in front."""

    id: int
    version: int
    person_id: int
    unit_id: int | None
    role: str
    title: str = ""
    rank: int = UNRANKED
    principal: bool = False
    from_day: date = date.min
    to_day: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the post is in force on that day."""
        return in_force(self.from_day, self.to_day, on)


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """Who is in charge of (分管) or assists with (协管) a unit, or which section serves it (服务)."""

    id: int
    version: int
    unit_id: int
    kind: str
    person_id: int | None = None
    section_id: int | None = None
    from_day: date = date.min
    to_day: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the entry is in force on that day."""
        return in_force(self.from_day, self.to_day, on)


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """One leader acts for another within dates, for a scope, on a named source (art. 10)."""

    id: int
    version: int
    from_person_id: int
    to_person_id: int
    kind: str
    from_day: date
    to_day: date | None
    scope: str = ""
    source: str = ""

    def holds(self, on: date) -> bool:
        """Whether the delegation is in force on that day; without an end it never is (R10)."""
        return self.to_day is not None and in_force(self.from_day, self.to_day, on)


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """A person is away from `from_day` to `to_day`, both counted; `returned_on` is the first day back (销假)."""

    id: int
    version: int
    person_id: int
    kind: str
    from_day: date
    to_day: date
    place: str = ""
    reason: str = ""
    returned_on: date | None = None
    acting_person_id: int | None = None

    @property
    def last_day(self) -> date:
        """The last day away as known: the day before the return, or the reported end."""
        return self.to_day if self.returned_on is None else self.returned_on - timedelta(days=1)

    def covers(self, on: date) -> bool:
        """Whether the person is away on that day."""
        return self.from_day <= on <= self.last_day

    def unreturned(self, on: date) -> bool:
        """Whether the reported end has passed and nobody has recorded the return (未销假)."""
        return self.returned_on is None and on > self.to_day
