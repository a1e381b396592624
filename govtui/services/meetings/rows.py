"""What goes into and leaves the services about meetings: frozen values, ready to show, print or export."""

from dataclasses import dataclass, field
from datetime import date, datetime

from govtui.domain.findings import Finding
from govtui.domain.signing import Seat
from govtui.services.meetings.topics.rows import TopicRow


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A meeting to plan. `ordinal` None takes the next one where the kind counts; `minutes` is how long it may take.

    A chair by delegation names the delegator (`chair_for_id`) and on what word (`chair_source`).
    """

    kind: str
    starts: datetime | None = None
    minutes: int = 0
    subject: str = ""
    ordinal: int | None = None
    room: str = ""
    chair_id: int | None = None
    chair_for_id: int | None = None
    chair_source: str = ""
    section_id: int | None = None
    contact: str = ""
    phone: str = ""
    reply_by: datetime | None = None
    papers: str = ""
    demands: str = ""
    recorder: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MeetingSaved:
    """What planning or changing a meeting did; the findings only warn."""

    id: int
    sentence: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ChairPlan:
    """Who may chair such a meeting on its day. `own` chair in their own right; others of `delegated` need a delegator
    of `delegators`; `source` names a delegation found in the address book. `silent`: the rules say nothing."""

    own: tuple[Seat, ...]
    delegated: tuple[Seat, ...]
    delegators: tuple[Seat, ...]
    expected: Seat | None
    source: str = ""
    silent: bool = False
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One line of a meeting list."""

    id: int
    version: int
    kind: str
    kind_name: str
    name: str
    state: str
    starts: datetime | None
    ends: datetime | None
    room: str
    chair: str
    topics: int
    expected: int
    signed: int
    frozen: bool
    conflicts: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two things at once: `what` is 会议室 or the leader's name; `other` the other meeting or engagement in words."""

    what: str
    other: str
    starts: datetime
    ends: datetime
    noun: str = ""
    row_id: int | None = None


@dataclass(frozen=True, slots=True)
class MeetingCount:
    """How often a kind was held in its usual span: 2026年 3 次 of 4, 11月 1 次 of 2; `finding` where it is too few."""

    kind: str
    kind_name: str
    span: str
    held: int
    planned: int
    usual: int
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of the agenda with its computed times and who waits for it."""

    id: int
    version: int
    topic_id: int
    position: int
    title: str
    unit: str
    reporter: str
    basis: str
    minutes: int
    starts: datetime | None
    ends: datetime | None
    state: str
    late: bool
    outcome: str
    decisions: int
    attendees: tuple[str, ...]
    gate: str
    materials: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """The agenda board: the meeting, its lines, what is left of its time (minutes), and the pool of ready topics."""

    meeting: MeetingRow
    items: tuple[ItemRow, ...]
    taken_off: tuple[ItemRow, ...]
    total: int
    left: int | None
    pool: tuple[TopicRow, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """A leave with what it still lacks; `lacks` is empty when the rule is satisfied (art. 43)."""

    id: int
    attendee_id: int
    person: str
    title: str
    reason: str
    state: str
    approver: str
    approved: date | None
    duty_filed: datetime | None
    deputy: str
    deputy_title: str
    rule: str
    lacks: tuple[str, ...]
    came: bool


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """One expected person. `part` is 出席, 固定列席…; `items` are the positions of the topics that he waits for (empty:
    the whole meeting), `enters` when the first of them begins. `code` are the two keys that sign him in."""

    id: int
    version: int
    person_id: int | None
    seat: int
    code: str
    name: str
    title: str
    unit: str
    tier: str
    part: str
    whole: bool
    items: tuple[int, ...]
    enters: datetime | None
    leaves: datetime | None
    reply: str
    deputy: str
    deputy_title: str
    signed: datetime | None
    late: bool
    leave: LeaveRow | None
    warning: str = ""


@dataclass(frozen=True, slots=True)
class LeavePlan:
    """Who grants this person leave of this meeting and what else is due; `silent` where the rules say nothing."""

    rule: str
    approvers: tuple[Seat, ...]
    approver_title: str
    duty_filing: bool
    deputy: bool
    silent: bool
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class QuorumState:
    """Members expected, members present (deputies do not count), and how many are needed; None: 规则未明确."""

    members: int
    present: int
    needed: int | None
    rule: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether there are enough; None where the rules set no number."""
        return None if self.needed is None else self.present >= self.needed


@dataclass(frozen=True, slots=True)
class UnitDue:
    """A unit that carries out a decision, with its own day."""

    unit_id: int | None
    unit: str
    lead: bool = False
    due: date | None = None
    due_words: str = ""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision line."""

    id: int
    version: int
    item_id: int
    position: int
    text: str
    units: tuple[UnitDue, ...]


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """A matter that signed minutes proposed to supervise."""

    id: int
    state: str
    source: str
    meeting_id: int
    text: str
    unit: str
    lead: bool
    co_units: str
    leader: str
    due: date | None
    due_words: str
    reason: str


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """One line of the list of minutes."""

    id: int
    version: int
    meeting_id: int
    kind_name: str
    title: str
    number: str
    state: str
    due: datetime | None
    lamp: str
    left: str
    signer: str
    signed: date | None
    publicity: str
    publish_due: datetime | None
    published: date | None


@dataclass(frozen=True, slots=True)
class ReviewNeed:
    """A review that minutes need (art. 44): who may give it, about what, whether it is given; `by_signature` where the
    reviewer signs the minutes himself."""

    step: str
    matter: str
    about: str
    rule: str
    seats: tuple[Seat, ...]
    missing: str
    done: bool
    words: str = ""
    by_signature: bool = False
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingDetail:
    """A meeting whole; `fields` are its columns by name."""

    row: MeetingRow
    fields: dict[str, object]
    items: tuple[ItemRow, ...] = ()
    attendees: tuple[AttendeeRow, ...] = ()
    leaves: tuple[LeaveRow, ...] = ()
    quorum: QuorumState | None = None
    conflicts: tuple[Conflict, ...] = ()
    minutes_id: int | None = None
    history: tuple[tuple[str, str, str, str], ...] = field(default=())
    """What happened: (moment, kind, sentence, by), oldest first."""


@dataclass(frozen=True, slots=True)
class MinutesDetail:
    """Minutes whole; `fields` are the columns by name, `stamps` are (step, words, opinion, day, in force)."""

    row: MinutesRow
    fields: dict[str, object]
    reviews: tuple[ReviewNeed, ...] = ()
    stamps: tuple[tuple[str, str, str, date, bool], ...] = ()
    proposed: tuple[ProposedRow, ...] = ()
