"""Papers that leave: their signatures, co-signs, reviews, seals, distribution, and what they did to older papers."""

from sqlmodel import Field, Index

from govtui.domain.clock import NEVER
from govtui.store.tables.base import Row


class Outgoing(Row, table=True):
    """One paper that leaves in the government's or the office's name, with all that the register prints.

    Its days are different things: `passed_on` a meeting passed it, `signed_on` the leader signed, `dated_on` stands on
    the paper, `issued_on` it was printed and sent, `registered_on` and `published_on` belong to its publication record.
    """

    __tablename__ = "outgoing"
    __table_args__ = (
        Index("ix_outgoing_state", "state", "id"),
        Index("ix_outgoing_ledger", "series", "year", "serial"),
        Index("ix_outgoing_number", "number"),
        Index("ix_outgoing_open", "open", "id"),
        Index("ix_outgoing_issued", "issued_on", "id"),
        Index("ix_outgoing_publish", "publish_open", "publish_due_at", "id"),
    )
    state: str = "拟稿"
    open: bool = True
    held_since: str = ""
    series: str = ""
    direction: str = "down"
    kind: str = ""
    title: str = ""
    body: str = ""
    attachments: str = ""
    addressees: str = ""
    copies_to: str = ""
    remark: str = ""
    secrecy: str = "无"
    urgency: str = "普通"
    major: bool = False
    subject: str = ""
    meeting_ref: str = ""
    passed_on: str | None = None
    drafting_unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    drafting_unit: str = ""
    drafter: str = ""
    phone: str = ""
    matter_unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    drafted_on: str | None = None
    need_failed: str = ""
    need_reason: str = ""
    answers_id: int | None = Field(default=None, foreign_key="incoming.id", index=True)
    checker: str = ""
    checked_on: str | None = None
    rechecker: str = ""
    rechecked_on: str | None = None
    cosigners: str = ""
    signer_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    signer: str = ""
    signer_title: str = ""
    signer_for: str = ""
    sign_act: str = ""
    sign_opinion: str = ""
    signed_on: str | None = None
    year: int | None = None
    serial: int | None = None
    number: str = ""
    numbered_at: str | None = None
    dated_on: str | None = None
    issued_on: str | None = None
    print_copies: int = 0
    pages: int | None = None
    printer: str = ""
    sealed_on: str | None = None
    seal_note: str = ""
    sent_on: str | None = None
    archived_on: str | None = None
    archive_no: str = ""
    publicity: str = ""
    publicity_reason: str = ""
    publish_open: bool = False
    publish_due_at: str = NEVER
    publish_basis: str = ""
    publish_provisional: bool = False
    published_on: str | None = None
    publish_channel: str = ""
    index_number: str = ""
    registered_on: str | None = None
    owner_section: str = ""
    validity: str = ""
    normative: bool = False
    force: str = ""
    force_on: str | None = None
    force_note: str = ""
    note: str = ""
    void_reason: str = ""
    incomplete: bool = False
    import_id: int | None = Field(default=None, foreign_key="import_run.id", index=True)
    created_at: str
    created_by: str


class Signature(Row, table=True):
    """A leader's sign-off: opinion, name, full date (art. 50). One that a later change overtook is no longer active."""

    __tablename__ = "signature"
    outgoing_id: int = Field(foreign_key="outgoing.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    person: str
    title: str = ""
    acting_for_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    acting_for: str = ""
    act: str = "签发"
    opinion: str = ""
    signed_on: str
    rule: str = ""
    active: bool = True
    ended: str = ""


class CoSign(Row, table=True):
    """One unit asked to co-sign (art. 11): its answer, and where it disagrees views, grounds, proposal, signature."""

    __tablename__ = "co_sign"
    outgoing_id: int = Field(foreign_key="outgoing.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    unit: str
    person: str = ""
    opinion: str = "未回复"
    asked_at: str
    answered_on: str | None = None
    views: str = ""
    grounds: str = ""
    proposal: str = ""
    signed: bool = False


class PaperReview(Row, table=True):
    """One review of a draft: at which step, by whom, which questions it failed."""

    __tablename__ = "paper_review"
    outgoing_id: int = Field(foreign_key="outgoing.id", index=True)
    stage: str
    reviewer: str
    at: str
    passed: bool = True
    failed: str = ""
    opinion: str = ""


class Distribution(Row, table=True):
    """One copy or bundle sent out: to whom, how many, by which way, who took it."""

    __tablename__ = "distribution"
    outgoing_id: int = Field(foreign_key="outgoing.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    unit: str
    copies: int = 1
    way: str = ""
    sent_on: str
    receiver: str = ""
    received_on: str | None = None


class SealUse(Row, table=True):
    """One line of the seal register: which paper, how many copies, who approved, who handled, who kept the seal."""

    __tablename__ = "seal_use"
    outgoing_id: int | None = Field(default=None, foreign_key="outgoing.id", index=True)
    used_on: str
    unit: str = ""
    seal: str = ""
    matter: str = ""
    paper: str = ""
    copies: int = 1
    approver: str = ""
    handler: str = ""
    keeper: str = ""


class PaperRelation(Row, table=True):
    """What a paper does to an older one: 废止, 修改 or 替代; `target_number` stands even where that is not here."""

    __tablename__ = "paper_relation"
    outgoing_id: int = Field(foreign_key="outgoing.id", index=True)
    kind: str
    target_id: int | None = Field(default=None, foreign_key="outgoing.id", index=True)
    target_number: str = Field(default="", index=True)
    target_title: str = ""


class OutgoingMovement(Row, table=True):
    """What happened to an outgoing paper, in the clerk's words."""

    __tablename__ = "outgoing_movement"
    outgoing_id: int = Field(foreign_key="outgoing.id", index=True)
    at: str
    kind: str
    sentence: str
    by: str = ""
