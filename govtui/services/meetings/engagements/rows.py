"""What goes into and leaves the services about engagements and the week plan."""

from dataclasses import dataclass, field
from datetime import date, datetime

from govtui.domain.findings import Finding
from govtui.services.meetings.rows import Conflict


@dataclass(frozen=True, slots=True)
class LeaderAsked:
    """A leader asked to come: to do what (出席, 致辞…)."""

    person_id: int | None
    name: str
    part: str = "出席"


@dataclass(frozen=True, slots=True)
class NewEngagement:
    """A request for leaders' presence (邀请), a department's meeting (部门会议), or another entry (活动)."""

    kind: str
    title: str
    unit_id: int | None = None
    unit: str = ""
    head_signed: str = ""
    starts: datetime | None = None
    minutes: int = 0
    place: str = ""
    scope: str = ""
    people_count: int = 0
    mode: str = ""
    citywide: bool = False
    in_city_name: bool = False
    county_heads: bool = False
    speech: str = ""
    media: bool = False
    budget_source: str = ""
    vehicle: str = ""
    contact: str = ""
    phone: str = ""
    requested_on: date | None = None
    incoming_id: int | None = None
    note: str = ""
    leaders: tuple[LeaderAsked, ...] = ()


@dataclass(frozen=True, slots=True)
class LeaderSaid:
    """The answer of one leader of an engagement (`row_id` of LeaderAnswer); `instead_id` goes in his place (改派)."""

    row_id: int
    answer: str
    instead_id: int | None = None


@dataclass(frozen=True, slots=True)
class EngagementSaved:
    """What an act on an engagement did; the findings only warn."""

    id: int
    sentence: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class EngagementRow:
    """One line of the list; `leaders` in words (高远山 出席、沈清河 待定), `waits` who is next."""

    id: int
    version: int
    kind: str
    title: str
    unit: str
    state: str
    starts: datetime | None
    ends: datetime | None
    place: str
    leaders: str
    waits: str
    citywide: bool
    county_heads: bool
    conflicts: int


@dataclass(frozen=True, slots=True)
class LeaderAnswer:
    """One leader of an engagement and the answer."""

    id: int
    person_id: int | None
    name: str
    title: str
    part: str
    answer: str
    instead: str
    answered: date | None
    instead_id: int | None = None


@dataclass(frozen=True, slots=True)
class EngagementDetail:
    """An engagement whole; `stamps` are (act, person, agreed, opinion, day); `year_count` city-wide meetings so far."""

    row: EngagementRow
    fields: dict[str, object]
    leaders: tuple[LeaderAnswer, ...] = ()
    stamps: tuple[tuple[str, str, bool, str, date], ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    findings: tuple[Finding, ...] = ()
    year_count: int = 0
    history: tuple[tuple[str, str, str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One line of the week plan. `leaders` go there; `clashes` are those of them who are elsewhere at that time."""

    noun: str
    row_id: int
    starts: datetime
    ends: datetime
    place: str
    title: str
    leaders: tuple[tuple[int, str], ...]
    clashes: tuple[str, ...]
    room_clash: bool
    host: str
    scope: str
    speech: str
    vehicle: str
    contact: str
    note: str
    settled: bool = True


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """一周会议活动安排: the week's first day, its entries by time, and the leaders (person id, words) as columns.

    `away` are (person id, name, from, to) of leaders who are away in the week.
    """

    first: date
    last: date
    entries: tuple[PlanEntry, ...]
    leaders: tuple[tuple[int, str], ...]
    away: tuple[tuple[int, str, date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class CitywideYear:
    """A unit's city-wide meetings of a year as (id, title, day), in the order they were entered; `over`: more than the
    rules want (art. 45)."""

    unit_id: int | None
    unit: str
    meetings: tuple[tuple[int, str, date | None], ...]
    over: bool = False
