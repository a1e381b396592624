"""What leaves the services about incoming papers: frozen values, ready to show, print or export."""

from dataclasses import dataclass, field
from datetime import datetime

from govtui.domain.findings import Finding


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """One line of a paper list; `lamp` is a word (超期, 今日, 临期, 正常, 办结), `left` how much time there is."""

    id: int
    version: int
    number: str
    received: datetime
    sender: str
    sender_number: str
    title: str
    kind: str
    doc_class: str
    urgency: str
    secrecy: str
    state: str
    where: str
    held_since: datetime | None
    due: datetime | None
    provisional: bool
    lamp: str
    left: str
    incomplete: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    """One reader on the route of a paper; `hours` are working hours in hand (finished or so far)."""

    id: int
    ordinal: int
    person_id: int | None
    person: str
    title: str
    role: str
    state: str
    sent_at: datetime | None
    back_at: datetime | None
    mark: str
    meaning: str
    opinion: str
    note: str
    hours: float | None
    route_id: int
    active: bool


@dataclass(frozen=True, slots=True)
class HandlingRow:
    """One handling unit of a paper."""

    id: int
    version: int
    unit_id: int | None
    unit: str
    lead: bool
    assigned_at: datetime
    due: datetime | None
    replied_at: datetime | None
    answer_number: str
    result: str


@dataclass(frozen=True, slots=True)
class MovementRow:
    """One thing that happened to a paper."""

    at: datetime
    kind: str
    sentence: str
    by: str


@dataclass(frozen=True, slots=True)
class IncomingDetail:
    """Everything about one paper: its columns by name, route, units, movements, reminders, findings of the rules."""

    row: IncomingRow
    fields: dict[str, str | int | None]
    steps: tuple[StepRow, ...]
    handlings: tuple[HandlingRow, ...]
    movements: tuple[MovementRow, ...]
    reminders: tuple[MovementRow, ...]
    due_basis: str


@dataclass(frozen=True, slots=True)
class NewIncoming:
    """What the registering form hands in; only `sender` and `title` must be filled.

    `received_at` None means now. `failed_checks` are ids of initial-check questions answered with no.
    """

    sender: str
    title: str
    sender_id: int | None = None
    sender_number: str = ""
    received_at: datetime | None = None
    kind: str = ""
    doc_class: str = ""
    secrecy: str = ""
    urgency: str = ""
    major: bool = False
    copies: int = 1
    copy_no: str = ""
    pages: int | None = None
    attachments: str = ""
    channel: str = ""
    multi_sent: bool = False
    signer: str = ""
    signer_principal: bool | None = None
    late_reason: str = ""
    due: datetime | None = None
    signed_by: str = ""
    note: str = ""
    failed_checks: tuple[str, ...] = ()
    accept_duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Registered:
    """A registered paper: its number, when it is due, and what the rules say of how it came."""

    id: int
    number: str
    row: IncomingRow
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Guess:
    """What the form may fill in by itself from title, number and sender; the clerk changes what is wrong."""

    kind: str
    doc_class: str
    urgency: str
    sender_number: str
    number_status: str
    changes: tuple[str, ...]
    due: datetime | None
    section: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Twin:
    """An earlier paper with the same sender and number (or the same title and sender)."""

    id: int
    number: str
    title: str
    state: str
    where: str
    received: datetime
    same: str


@dataclass(frozen=True, slots=True)
class QueueCount:
    """One queue with how many papers wait in it."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act on several papers did: how many, the sentence for the status line, and what the rules said."""

    count: int
    sentence: str
    findings: tuple[Finding, ...] = field(default=())
