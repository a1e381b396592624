"""What leaves the services about normative documents: frozen values, ready to show or export."""

from dataclasses import dataclass
from datetime import date, datetime

from govtui.domain.findings import Finding


@dataclass(frozen=True, slots=True)
class NewNormative:
    """What the form hands in. With `outgoing_id` what is empty is taken from that paper and from its series.

    `organ` is government or office for their own documents, '' for a department's (`issuer_unit_id`, `issuer`).
    `related_units` are those whose powers the document touches.
    """

    title: str = ""
    outgoing_id: int | None = None
    type: str = ""
    organ: str = ""
    issuer_unit_id: int | None = None
    issuer: str = ""
    co_issuers: tuple[str, ...] = ()
    related_units: tuple[str, ...] = ()
    number: str = ""
    drafter: str = ""
    trial: bool = False
    fair_competition: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """The record of a document that was published before this desk knew it; `valid_until` None is reckoned."""

    reg_number: str
    published_on: date
    effective_on: date | None = None
    registered_on: date | None = None
    valid_until: date | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True)
class FilingRow:
    """One filing: with whom, until when, with its lamp; `sent_on` None: still to be sent."""

    id: int
    version: int
    normative_id: int
    recipient: str
    due: datetime | None
    provisional: bool
    basis: str
    lamp: str
    left: str
    sent_on: date | None
    receipt: str

    @property
    def words(self) -> str:
        """The filing in one line: `省政府 2026-09-20` or `省政府 未报（2026-09-25 前）`."""
        if self.sent_on is not None:
            return f"{self.recipient} {self.sent_on.isoformat()}"
        return f"{self.recipient} 未报" + (f"（{self.due.date().isoformat()} 前）" if self.due else "")


@dataclass(frozen=True, slots=True)
class NormativeRow:
    """One line of a list. `state` is reckoned as of today; `lamp` and `left` speak of the next filing ('' for none)."""

    id: int
    version: int
    type: str
    organ: str
    reg_number: str
    number: str
    title: str
    issuer: str
    co_issuers: tuple[str, ...]
    state: str
    trial: bool
    registered_on: date | None
    published_on: date | None
    effective_on: date | None
    valid_until: date | None
    ended_on: date | None
    ended_by: str
    filings: tuple[FilingRow, ...]
    lamp: str
    left: str

    @property
    def name(self) -> str:
        """How sentences call the document."""
        return self.reg_number or self.number or f"《{self.title if len(self.title) <= 20 else self.title[:19] + '…'}》"

    @property
    def issuers(self) -> str:
        """Everybody who issues it."""
        return "、".join((self.issuer, *self.co_issuers))


@dataclass(frozen=True, slots=True)
class Related:
    """A document that renews another, or was renewed by it."""

    id: int
    name: str
    title: str
    backwards: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the review; `passed` is None before it was answered."""

    id: str
    text: str
    article: str
    passed: bool | None


@dataclass(frozen=True, slots=True)
class NormativeDetail:
    """Everything about one document: its columns by name and what belongs to it."""

    row: NormativeRow
    fields: dict[str, str | int | None]
    questions: tuple[Question, ...]
    related: tuple[Related, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A document newly opened and what the rules say of it so far."""

    id: int
    row: NormativeRow
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An outgoing paper that is normative and has no document yet."""

    id: int
    label: str
    detail: str
