"""Decisions of meetings, minutes, and what they give to others to do."""

from sqlmodel import Field, Index, UniqueConstraint

from govtui.domain.clock import NEVER
from govtui.store.tables.base import Row


class Decision(Row, table=True):
    """One decision line of an agenda item; its units and their dates stand in `decision_unit`."""

    __tablename__ = "decision"
    item_id: int = Field(foreign_key="agenda_item.id", index=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    position: int
    text: str


class DecisionUnit(Row, table=True):
    """A unit that carries out a decision: the lead one or a co-unit, with a day of its own."""

    __tablename__ = "decision_unit"
    decision_id: int = Field(foreign_key="decision.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    unit: str
    lead: bool = False
    due_on: str | None = None
    due_words: str = ""


class Minutes(Row, table=True):
    """The minutes of one meeting: text, number, sign-off, publication.

    `period` is the year or term of its number. `finance` marks revenue or expenditure (art. 44).
    """

    __tablename__ = "minutes"
    __table_args__ = (
        Index("ix_minutes_state", "state", "id"),
        Index("ix_minutes_ledger", "series", "period", "serial"),
        UniqueConstraint("meeting_id"),
        Index("ix_minutes_publish", "publish_open", "publish_due_at", "id"),
    )
    meeting_id: int = Field(foreign_key="meeting.id")
    state: str = "起草"
    title: str = ""
    body: str = ""
    copies_to: str = ""
    drafter: str = ""
    due_at: str = NEVER
    due_basis: str = ""
    due_provisional: bool = False
    finance: bool = False
    series: str = ""
    period: int | None = None
    serial: int | None = None
    number: str = ""
    signer_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    signer: str = ""
    signer_title: str = ""
    signer_for: str = ""
    sign_opinion: str = ""
    signed_on: str | None = None
    issued_on: str | None = None
    print_copies: int = 0
    publicity: str = ""
    publicity_reason: str = ""
    publish_open: bool = False
    publish_due_at: str = NEVER
    publish_basis: str = ""
    publish_provisional: bool = False
    published_on: str | None = None
    publish_channel: str = ""
    created_at: str
    created_by: str


class MinutesStamp(Row, table=True):
    """A review or the sign-off of minutes: `step` is the review's id in the rule pack, or `sign`; `about` says for
    which units. One that a later change overtook is not active."""

    __tablename__ = "minutes_stamp"
    minutes_id: int = Field(foreign_key="minutes.id", index=True)
    step: str
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    person: str
    title: str = ""
    for_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    for_name: str = ""
    about: str = ""
    opinion: str = ""
    on_day: str
    rule: str = ""
    active: bool = True
    ended: str = ""


class ProposedItem(Row, table=True):
    """A matter to supervise, proposed by signed minutes for every decision and unit; it waits to be taken up.

    `state` is 待立项, 已立项, 不立项 (with `reason`) or 撤回 (the minutes lost their signature).
    """

    __tablename__ = "proposed_item"
    __table_args__ = (Index("ix_proposed_item_state", "state", "id"),)
    minutes_id: int = Field(foreign_key="minutes.id", index=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    decision_id: int | None = Field(default=None, foreign_key="decision.id", index=True)
    state: str = "待立项"
    source: str = ""
    text: str
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    unit: str = ""
    lead: bool = True
    co_units: str = ""
    leader: str = ""
    due_on: str | None = None
    due_words: str = ""
    reason: str = ""
    item_id: int | None = None
    created_at: str
