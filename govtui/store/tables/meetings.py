"""Meetings, their agenda, attendees and leave."""

from sqlmodel import Field, Index

from govtui.store.tables.base import Row


class Meeting(Row, table=True):
    """One meeting, planned or held. Moments are stamps; `ends_at` is when it is planned to end.

    A chair by delegation (`chair_for`) names who delegated and on what word (`chair_source`).
    """

    __tablename__ = "meeting"
    __table_args__ = (
        Index("ix_meeting_state", "state", "id"),
        Index("ix_meeting_starts", "starts_at", "id"),
        Index("ix_meeting_kind", "kind", "year", "ordinal"),
    )
    kind: str
    state: str = "筹备"
    open: bool = True
    term: int = 1
    year: int = 0
    ordinal: int | None = None
    name: str = ""
    subject: str = ""
    starts_at: str = Field(default="")
    ends_at: str = ""
    room: str = ""
    chair_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    chair: str = ""
    chair_title: str = ""
    chair_for_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    chair_for: str = ""
    chair_source: str = ""
    section_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    contact: str = ""
    phone: str = ""
    reply_by: str = ""
    papers: str = ""
    demands: str = ""
    recorder: str = ""
    notified_at: str | None = None
    frozen_at: str | None = None
    opened_at: str | None = None
    closed_at: str | None = None
    cancel_reason: str = ""
    note: str = ""
    created_at: str
    created_by: str


class AgendaItem(Row, table=True):
    """A topic on the agenda of one meeting, and what became of it there; `position` counts from 1.

    `state` is 列入, 撤下 (taken off, with `reason`) or 已议; `late` was added after the agenda was frozen.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (Index("ix_agenda_item_order", "meeting_id", "position"),)
    meeting_id: int = Field(foreign_key="meeting.id")
    topic_id: int = Field(foreign_key="topic.id", index=True)
    position: int
    minutes: int = 15
    state: str = "列入"
    late: bool = False
    reason: str = ""
    outcome: str = ""
    outcome_at: str | None = None
    discussion: str = ""
    dissent: str = ""
    chair_reason: str = ""


class MeetingAttendee(Row, table=True):
    """One person expected at a meeting; `whole`: from beginning to end, else only for the topics of the unit.

    `tier` is that of the rule pack (member, invited, fixed…) or topic. `reply` is 未回复, 参加, 请假 or 代会; who comes
    instead stands in `deputy`. `signed_at` is set when the person (or the deputy) signs in. `added` by hand; `removed`
    by hand from a computed list: such a row is expected no more, but stays so that it does not come back by itself.
    """

    __tablename__ = "meeting_attendee"
    __table_args__ = (Index("ix_meeting_attendee_seat", "meeting_id", "seat"),)
    meeting_id: int = Field(foreign_key="meeting.id")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    name: str = ""
    title: str = ""
    role: str = ""
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    unit: str = ""
    tier: str = "topic"
    rule: str = ""
    whole: bool = True
    seat: int = 0
    reply: str = "未回复"
    replied_at: str | None = None
    deputy: str = ""
    deputy_title: str = ""
    signed_at: str | None = None
    late: bool = False
    added: bool = False
    removed: bool = False
    note: str = ""


class MeetingLeave(Row, table=True):
    """Leave of a meeting (art. 43): who asked, who granted it, when the duty room was told, who comes instead.

    `state` is 申请, 批准, 不批 or 撤回; `came` marks somebody who came after all (then the sign-in counts).
    """

    __tablename__ = "meeting_leave"
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    attendee_id: int = Field(foreign_key="meeting_attendee.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    name: str
    reason: str = ""
    asked_at: str = ""
    state: str = "申请"
    approver_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    approver: str = ""
    approver_for: str = ""
    approved_on: str | None = None
    duty_filed_at: str | None = None
    duty_filed_by: str = ""
    deputy: str = ""
    deputy_title: str = ""
    rule: str = ""
    came: bool = False


class MeetingMovement(Row, table=True):
    """What happened to a meeting or its minutes, in the clerk's words."""

    __tablename__ = "meeting_movement"
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    at: str
    kind: str
    sentence: str
    by: str = ""
