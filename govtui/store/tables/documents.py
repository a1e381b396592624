"""Incoming papers, their routes, and where they have been."""

from sqlmodel import Field, Index, UniqueConstraint

from govtui.domain.clock import NEVER
from govtui.store.tables.base import Row


class Incoming(Row, table=True):
    """One incoming paper with all that the register prints."""

    __tablename__ = "incoming"
    __table_args__ = (
        UniqueConstraint("year", "serial"),
        Index("ix_incoming_state_due", "state", "due_at", "id"),
        Index("ix_incoming_sender_number", "sender_number", "sender"),
        Index("ix_incoming_received", "received_at", "id"),
        Index("ix_incoming_closed", "closed_at", "id"),
        Index("ix_incoming_state_closed", "state", "closed_at", "id"),
        Index("ix_incoming_open_due", "open", "due_at", "id"),
        Index("ix_incoming_holder", "holder_id", "state"),
        Index("ix_incoming_incomplete", "incomplete", "id"),
        Index("ix_incoming_recall", "recall_state", "id"),
    )
    year: int
    serial: int
    number: str
    received_at: str
    sender_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    sender: str = ""
    sender_number_raw: str = ""
    sender_number: str = ""
    sender_prefix: str = Field(default="", index=True)
    title: str = ""
    kind: str = ""
    doc_class: str = "阅知"
    secrecy: str = "无"
    urgency: str = "普通"
    major: bool = False
    copies: int = 1
    copy_no: str = ""
    pages: int | None = None
    attachments: str = ""
    channel: str = "office"
    multi_sent: bool = False
    signer: str = ""
    signer_principal: bool | None = None
    late_reason: str = ""
    state: str = "待拟办"
    open: bool = True
    section_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    proposal: str = ""
    holder_kind: str = "office"
    holder_id: int | None = None
    holder: str = ""
    held_since: str = ""
    due_at: str = NEVER
    due_basis: str = ""
    due_provisional: bool = False
    lead_unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    lead_unit: str = ""
    answer_number: str = ""
    result: str = ""
    closed_at: str | None = None
    failed_checks: str = ""
    return_code: str = ""
    return_reason: str = ""
    returned_at: str | None = None
    resubmits_id: int | None = Field(default=None, foreign_key="incoming.id", index=True)
    recall_state: str = ""
    signed_by: str = ""
    archive_no: str = ""
    incomplete: bool = False
    note: str = ""
    import_id: int | None = Field(default=None, foreign_key="import_run.id", index=True)
    created_at: str
    created_by: str


class Route(Row, table=True):
    """One computed (or edited, with reason) reading order of a paper; a changed class makes a new one."""

    __tablename__ = "route"
    incoming_id: int = Field(foreign_key="incoming.id", index=True)
    doc_class: str
    made_at: str
    active: bool = True
    reason: str = ""


class RouteStep(Row, table=True):
    """One reader on a route: waiting, with, done, skipped or taken back."""

    __tablename__ = "route_step"
    route_id: int = Field(foreign_key="route.id", index=True)
    incoming_id: int = Field(foreign_key="incoming.id", index=True)
    ordinal: int
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    person: str
    title: str = ""
    role: str = ""
    state: str = "待送"
    sent_at: str | None = None
    back_at: str | None = None
    mark: str = ""
    meaning: str = ""
    opinion: str = ""
    opinion_on: str | None = None
    note: str = ""


class Handling(Row, table=True):
    """A unit that handles the paper: lead or co-unit, its own date, its answer."""

    __tablename__ = "handling"
    incoming_id: int = Field(foreign_key="incoming.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    unit: str
    lead: bool = False
    assigned_at: str
    due_at: str | None = None
    replied_at: str | None = None
    answer_number: str = ""
    result: str = ""


class Movement(Row, table=True):
    """Where the paper went, in the clerk's words: the steps so far."""

    __tablename__ = "movement"
    incoming_id: int = Field(foreign_key="incoming.id", index=True)
    at: str
    kind: str
    sentence: str
    by: str = ""


class Reminder(Row, table=True):
    """A reminder given: to whom, how, by whom."""

    __tablename__ = "reminder"
    incoming_id: int = Field(foreign_key="incoming.id", index=True)
    at: str
    to_name: str
    way: str = "电话"
    text: str = ""
    by: str = ""
