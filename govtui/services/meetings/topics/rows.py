"""What goes into and leaves the services about topics: frozen values, ready to show, print or export."""

from dataclasses import dataclass, field
from datetime import date

from govtui.domain.findings import Finding
from govtui.domain.signing import Seat


@dataclass(frozen=True, slots=True)
class TopicUnitEntry:
    """A unit that a topic concerns, as entered: consulted before the meeting, attending for the topic, or both."""

    unit_id: int | None
    unit: str
    county: bool = False
    consulted: bool = True
    attends: bool = True


@dataclass(frozen=True, slots=True)
class NewTopic:
    """A topic as a unit reports it; `wanted` is the id of a kind of meeting, `minutes` how long it takes (0: usual)."""

    title: str
    wanted: str
    unit_id: int | None = None
    unit: str = ""
    head_signed: str = ""
    reporter: str = ""
    reporter_post: str = ""
    minutes: int = 0
    basis: str = ""
    subject: str = ""
    content: str = ""
    proposal: str = ""
    materials: str = ""
    material_copies: int = 0
    contact: str = ""
    phone: str = ""
    secrecy: str = "无"
    major: bool = False
    county: bool = False
    public: bool = False
    finance: bool = False
    requested_on: date | None = None
    incoming_id: int | None = None
    note: str = ""
    units: tuple[TopicUnitEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicSaved:
    """What reporting or revising a topic did; the findings only warn."""

    id: int
    sentence: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class GateLamp:
    """One gate of a topic: `word` is 通过, 未过, 提醒, 不适用 or 未核; `rule` explains it, `why` in one line."""

    id: str
    name: str
    word: str
    rule: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One line of a topic list. `gates` are its lamps in order, `gate` their worst word; `waits` who is next."""

    id: int
    version: int
    title: str
    wanted: str
    kind_name: str
    unit: str
    state: str
    basis: str
    minutes: int
    major: bool
    gate: str
    gates: tuple[GateLamp, ...]
    waits: str
    requested: date | None
    meeting_id: int | None
    meeting: str
    deferred: int


@dataclass(frozen=True, slots=True)
class TopicUnitRow:
    """One unit of a topic with its answer."""

    id: int
    unit_id: int | None
    unit: str
    county: bool
    consulted: bool
    attends: bool
    opinion: str
    person: str
    answered: date | None
    views: str
    grounds: str
    adopted: str


@dataclass(frozen=True, slots=True)
class CoordinationRow:
    """One round of coordination."""

    id: int
    level: int
    person: str
    title: str
    on: date
    agreed: bool
    result: str


@dataclass(frozen=True, slots=True)
class StampRow:
    """A leader's step: the act, who (李某（代张某）), what he said, when."""

    step: int
    act: str
    words: str
    agreed: bool
    opinion: str
    on: date
    active: bool
    ended: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a major decision; `status` is '' while nobody said anything."""

    id: str
    name: str
    optional: bool
    by_meeting: bool
    starts: str
    ends: str
    status: str
    reason: str
    started: date | None
    ended: date | None
    document: str
    responsible: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One question asked of a topic; `passed` is None while it was not answered."""

    stage: str
    id: str
    question: str
    passed: bool | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ListingRow:
    """One meeting that had the topic on its agenda, and what became of it there."""

    meeting_id: int
    meeting: str
    on: date | None
    state: str
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicDetail:
    """A topic whole; `fields` are its columns by name."""

    row: TopicRow
    fields: dict[str, object]
    units: tuple[TopicUnitRow, ...] = ()
    coordinations: tuple[CoordinationRow, ...] = ()
    checks: tuple[CheckRow, ...] = ()
    stamps: tuple[StampRow, ...] = ()
    steps: tuple[StepRow, ...] = ()
    listings: tuple[ListingRow, ...] = ()
    history: tuple[tuple[str, str, str, str], ...] = field(default=())
    """What happened: (moment, kind, sentence, by), oldest first."""


@dataclass(frozen=True, slots=True)
class StampPlan:
    """The next leader's step on a topic: its place in the order (from 0), who may take it; `missing` names a slot that
    nobody holds. `done` when no step is left."""

    done: bool
    step: int = 0
    slot: str = ""
    act: str = ""
    seats: tuple[Seat, ...] = ()
    missing: str = ""
    facts: tuple[tuple[str, str], ...] = ()
