"""What leaves the services about outgoing papers: frozen values, ready to show, print or export."""

from dataclasses import dataclass
from datetime import date, datetime

from govtui.domain.findings import Finding


@dataclass(frozen=True, slots=True)
class OutgoingRow:
    """One line of a list. `number` is '' until it is given; `name` is the number, else the title cut short in 《》.

    `lamp` and `left` speak of the day by which the paper must be public ('' where nothing is watched).
    """

    id: int
    version: int
    series: str
    series_name: str
    number: str
    title: str
    kind: str
    direction: str
    state: str
    unit: str
    drafter: str
    signer: str
    urgency: str
    secrecy: str
    major: bool
    publicity: str
    normative: bool
    force: str
    held_since: datetime | None
    signed_on: date | None
    issued_on: date | None
    publish_due: datetime | None
    provisional: bool
    lamp: str
    left: str
    incomplete: bool

    @property
    def name(self) -> str:
        """How sentences call the paper."""
        return self.number or f"《{self.title if len(self.title) <= 20 else self.title[:19] + '…'}》"


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One sign-off; `for_` names whom the signer acted for ('' where nobody); `ended` why it no longer counts."""

    id: int
    person_id: int | None
    person: str
    title: str
    for_: str
    act: str
    opinion: str
    signed_on: date
    rule: str
    active: bool
    ended: str

    @property
    def words(self) -> str:
        """The signer as printed: 李某（代张某） where he acted for somebody."""
        return f"{self.person}（代{self.for_}）" if self.for_ else self.person


@dataclass(frozen=True, slots=True)
class CoSignRow:
    """One unit asked to co-sign; `complete` is false where its disagreement lacks views, grounds, proposal or name."""

    id: int
    version: int
    unit_id: int | None
    unit: str
    person: str
    opinion: str
    asked_at: datetime
    answered_on: date | None
    views: str
    grounds: str
    proposal: str
    signed: bool
    complete: bool


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review: at which step (核稿, 复核 …), by whom, which questions failed (their words), what was said."""

    stage: str
    reviewer: str
    at: datetime
    passed: bool
    failed: tuple[str, ...]
    opinion: str


@dataclass(frozen=True, slots=True)
class DistributionRow:
    """One line of the distribution list; `received_on` None: not yet signed for."""

    id: int
    version: int
    unit_id: int | None
    unit: str
    copies: int
    way: str
    sent_on: date
    receiver: str
    received_on: date | None


@dataclass(frozen=True, slots=True)
class SealRow:
    """One line of the seal register."""

    id: int
    used_on: date
    unit: str
    seal: str
    matter: str
    paper: str
    copies: int
    approver: str
    handler: str
    keeper: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """What this paper does to an older one, or (`backwards`) what a newer one did to this.

    `number` and `title` are the other paper's, `on` the day the newer one was issued (None: not yet), `id` its row.
    """

    kind: str
    number: str
    title: str
    on: date | None
    id: int | None
    backwards: bool

    @property
    def sentence(self) -> str:
        """In words: `废止 某政发〔2007〕17号`, or `2017-03-10 由 某政发〔2017〕1号 废止`."""
        if not self.backwards:
            return f"{self.kind} {self.number}"
        day = f"{self.on.isoformat()} " if self.on else ""
        return f"{day}由 {self.number or '（未编号的文件）'} {self.kind}"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a paper."""

    at: datetime
    kind: str
    sentence: str
    by: str


@dataclass(frozen=True, slots=True)
class OutgoingDetail:
    """Everything about one paper: its columns by name and what belongs to it."""

    row: OutgoingRow
    fields: dict[str, str | int | None]
    signatures: tuple[SignatureRow, ...]
    cosigns: tuple[CoSignRow, ...]
    reviews: tuple[ReviewRow, ...]
    distributions: tuple[DistributionRow, ...]
    seals: tuple[SealRow, ...]
    relations: tuple[RelationRow, ...]
    happenings: tuple[Happening, ...]
    normative_id: int | None


@dataclass(frozen=True, slots=True)
class NewDraft:
    """What the drafting form hands in; only `title` must be filled, the rest is guessed or asked for at its step.

    `need_failed` are ids of questions of the pack's `need` checklist answered with no (R51); `repeals` are
    (kind, number) pairs like ("废止", "某政发〔2007〕17号") with the number in any writing.
    """

    title: str
    series: str = ""
    direction: str = ""
    kind: str = ""
    body: str = ""
    attachments: str = ""
    addressees: str = ""
    copies_to: str = ""
    remark: str = ""
    secrecy: str = ""
    urgency: str = ""
    major: bool = False
    subject: str = ""
    meeting_ref: str = ""
    passed_on: date | None = None
    drafting_unit: str = ""
    drafting_unit_id: int | None = None
    drafter: str = ""
    phone: str = ""
    matter_unit_id: int | None = None
    need_failed: tuple[str, ...] = ()
    need_reason: str = ""
    answers_id: int | None = None
    publicity: str = ""
    publicity_reason: str = ""
    normative: bool = False
    relations: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A new draft and what the rules say of it so far."""

    id: int
    row: OutgoingRow
    findings: tuple[Finding, ...] = ()
