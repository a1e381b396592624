"""What the prints of meetings are made from: frozen values that hold words and days, ready for Word and Excel."""

from dataclasses import dataclass
from datetime import date, datetime

from govtui.services.meetings.topics.rows import CheckRow, CoordinationRow, GateLamp, TopicUnitRow


@dataclass(frozen=True, slots=True)
class MeetingHead:
    """What every print of a meeting says of it.

    `chair` is printed as it stands (title, name, 受市长委托); `settled` when the agenda is fixed; `mark` is 取消 and
    the like, printed in front of everything else.
    """

    office: str = ""
    name: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    room: str = ""
    chair: str = ""
    recorder: str = ""
    contact: str = ""
    settled: bool = False
    mark: str = ""
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One topic of the agenda: its place from 1, its basis in the rules, its time, who waits for it."""

    position: int
    title: str
    basis: str = ""
    unit: str = ""
    reporter: str = ""
    minutes: int = 0
    starts: datetime | None = None
    ends: datetime | None = None
    attendees: tuple[str, ...] = ()
    materials: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AgendaSheet:
    """议程 of one meeting; `total` is what its topics take together, in minutes."""

    head: MeetingHead
    lines: tuple[AgendaLine, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class SignInLine:
    """One person of the sign-in sheet. `signed` says when he came; `deputy` who stands in for whom; `leave` who
    granted it; `lacks` what a leave still wants (art. 43) and is printed to strike the eye."""

    seat: int
    code: str
    unit: str
    title: str
    name: str
    signed: str = ""
    deputy: str = ""
    leave: str = ""
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class SignInGroup:
    """People in the same part: 出席, 固定列席…, or those who come in for one topic, in the window that `when` tells."""

    name: str
    when: str
    lines: tuple[SignInLine, ...]


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """签到表 of one meeting; `counts` is one sentence: expected, come, on leave, enough or not."""

    head: MeetingHead
    groups: tuple[SignInGroup, ...] = ()
    counts: str = ""


@dataclass(frozen=True, slots=True)
class SeatingRow:
    """One row of seats as seen from the hall: its name, and who sits there from the left edge of the sheet."""

    name: str
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeatingSheet:
    """座次表 of one meeting; `width` is how many seats the widest row has."""

    head: MeetingHead
    rows: tuple[SeatingRow, ...] = ()
    width: int = 0


@dataclass(frozen=True, slots=True)
class LeaveLine:
    """One leave: who asked for what reason, who granted it, when the duty room was told, who comes instead."""

    name: str
    title: str
    unit: str
    reason: str
    state: str
    approver: str
    approved: date | None
    duty_filed: datetime | None
    deputy: str
    rule: str
    lacks: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LeaveSheet:
    """请假备案 of one meeting."""

    head: MeetingHead
    lines: tuple[LeaveLine, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One matter that a meeting gave to a unit. `owner` is who supervises it, with the article; `lamp` of its day."""

    source: str
    decided: date | None
    text: str
    lead: str
    co_units: str
    leader: str
    due: date | None
    due_words: str
    lamp: str
    state: str
    owner: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DecisionSheet:
    """议定事项督查台账: the matters of one meeting (`of` names it), or of all; `left_out` are not to be supervised."""

    office: str = ""
    of: str = ""
    lines: tuple[DecisionLine, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Signature:
    """A box to sign in: whose it is (`label`) and what stands there already; empty texts leave room for the hand."""

    label: str
    opinion: str = ""
    name: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class TopicSheet:
    """议题审批表: a topic with all that was said of it, and the boxes that its leaders sign in.

    `checks` and `lamps` are printed in words, `steps` are lines about the steps of a major decision, `listings` about
    the meetings that had it. `minutes` is how long it takes (0: not said).
    """

    office: str = ""
    number: int = 0
    kind_name: str = ""
    title: str = ""
    unit: str = ""
    head_signed: str = ""
    basis: str = ""
    subject: str = ""
    marks: str = ""
    reporter: str = ""
    minutes: int = 0
    attending: tuple[str, ...] = ()
    content: str = ""
    proposal: str = ""
    units: tuple[TopicUnitRow, ...] = ()
    coordinations: tuple[CoordinationRow, ...] = ()
    leaning: str = ""
    legal: Signature = Signature("")
    risk: Signature = Signature("")
    fiscal: str = ""
    checks: tuple[CheckRow, ...] = ()
    lamps: tuple[GateLamp, ...] = ()
    steps: tuple[str, ...] = ()
    stamps: tuple[Signature, ...] = ()
    materials: str = ""
    material_copies: int = 0
    secrecy: str = ""
    contact: str = ""
    requested: date | None = None
    listings: tuple[str, ...] = ()
    mark: str = ""
    demonstration: bool = False
