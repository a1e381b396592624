"""Normative documents: unified number, publication, force, validity, filings."""

from sqlmodel import Field, Index, UniqueConstraint

from govtui.domain.clock import NEVER
from govtui.store.tables.base import Row


class NormativeDocument(Row, table=True):
    """A normative document or a government rule (art. 21): the city's own (`outgoing_id`) or a department's.

    `organ` is government or office for their own papers, '' for a department's. `failed` and `steps_failed` are ids of
    questions answered with no. Releases with ids above `release_mark` still count: what they let pass is unchanged.
    `valid_until` is the first day on which the document is no longer in force, `review_on` the day its review begins.
    """

    __tablename__ = "normative_document"
    __table_args__ = (
        UniqueConstraint("issuer_code", "reg_year", "reg_serial"),
        Index("ix_normative_document_valid", "state", "valid_until", "id"),
    )
    outgoing_id: int | None = Field(default=None, foreign_key="outgoing.id", index=True)
    type: str = "规范性文件"
    organ: str = ""
    issuer_unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    issuer: str = ""
    co_issuers: str = ""
    related_units: str = ""
    issuer_code: str = ""
    number: str = ""
    title: str = ""
    drafter: str = ""
    legal_reviewer: str = ""
    legal_reviewed_on: str | None = None
    legal_opinion: str = ""
    failed: str = ""
    checked: bool = False
    steps_failed: str = ""
    consulted_from: str | None = None
    consulted_to: str | None = None
    consult_exempt: str = ""
    leaning: str = ""
    release_mark: int = 0
    fair_competition: str = ""
    reg_year: int | None = None
    reg_serial: int | None = None
    reg_number: str = Field(default="", index=True)
    registered_on: str | None = None
    published_on: str | None = None
    channel: str = ""
    effective_on: str | None = None
    effective_reason: str = ""
    trial: bool = False
    valid_until: str | None = None
    review_on: str | None = None
    evaluated_on: str | None = None
    outcome: str = ""
    evaluation: str = ""
    evaluate_by: str | None = None
    state: str = "起草"
    ended_on: str | None = None
    ended_by: str = ""
    renews_id: int | None = Field(default=None, foreign_key="normative_document.id", index=True)
    note: str = ""
    created_at: str
    created_by: str


class Filing(Row, table=True):
    """One filing for the record after publication (art. 31): with whom, by when, when it was sent."""

    __tablename__ = "filing"
    __table_args__ = (Index("ix_filing_open", "sent_on", "due_at", "id"),)
    normative_id: int = Field(foreign_key="normative_document.id", index=True)
    recipient: str
    due_at: str = NEVER
    due_basis: str = ""
    due_provisional: bool = False
    sent_on: str | None = None
    receipt: str = ""
