"""Topics that units put before a meeting: their gates, stamps, steps of a major decision, and history."""

from sqlmodel import Field, Index

from govtui.store.tables.base import Row


class Topic(Row, table=True):
    """A matter that a unit puts before a meeting; it stays one row however often it is deferred.

    `wanted` is the kind of meeting asked for, `basis` the task of that kind, `subject` one of the rule pack's subjects
    (art. 24). `minutes` is how long it takes. Marks: `major` decision, `county` matters, `public` interest, `finance`.
    """

    __tablename__ = "topic"
    __table_args__ = (Index("ix_topic_state", "state", "id"), Index("ix_topic_open", "open", "id"))
    state: str = "申报"
    open: bool = True
    held_since: str = ""
    wanted: str = ""
    title: str = ""
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    unit: str = ""
    head_signed: str = ""
    reporter: str = ""
    reporter_post: str = ""
    minutes: int = 15
    basis: str = ""
    subject: str = ""
    content: str = ""
    proposal: str = ""
    leaning: str = ""
    materials: str = ""
    material_copies: int = 0
    contact: str = ""
    phone: str = ""
    secrecy: str = "无"
    major: bool = False
    county: bool = False
    public: bool = False
    finance: bool = False
    legal_reviewer: str = ""
    legal_opinion: str = ""
    legal_on: str | None = None
    risk_opinion: str = ""
    risk_on: str | None = None
    fiscal_opinion: str = ""
    requested_on: str | None = None
    incoming_id: int | None = Field(default=None, foreign_key="incoming.id", index=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    deferred: int = 0
    outcome: str = ""
    decided_on: str | None = None
    return_reason: str = ""
    note: str = ""
    created_at: str
    created_by: str


class TopicUnit(Row, table=True):
    """A unit that a topic concerns: whether it was consulted and what it said, and whether it attends for the topic."""

    __tablename__ = "topic_unit"
    topic_id: int = Field(foreign_key="topic.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    unit: str
    county: bool = False
    consulted: bool = True
    attends: bool = True
    opinion: str = "未回复"
    person: str = ""
    answered_on: str | None = None
    views: str = ""
    grounds: str = ""
    adopted: str = ""


class Coordination(Row, table=True):
    """One round of coordination before the meeting (art. 42): level 1 by the lead unit, level 2 by a leader."""

    __tablename__ = "coordination"
    topic_id: int = Field(foreign_key="topic.id", index=True)
    level: int
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    person: str = ""
    title: str = ""
    on_day: str
    agreed: bool = False
    result: str = ""


class TopicCheck(Row, table=True):
    """The answer to one question of a checklist asked of a topic."""

    __tablename__ = "topic_check"
    topic_id: int = Field(foreign_key="topic.id", index=True)
    stage: str
    item: str
    passed: bool = True
    note: str = ""


class TopicStamp(Row, table=True):
    """A leader's step on a topic (art. 41): who, for whom, opinion, day. One that a change overtook is not active."""

    __tablename__ = "topic_stamp"
    topic_id: int = Field(foreign_key="topic.id", index=True)
    step: int
    slot: str
    act: str = ""
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    person: str
    title: str = ""
    for_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    for_name: str = ""
    agreed: bool = True
    opinion: str = ""
    on_day: str
    active: bool = True
    ended: str = ""


class DecisionStepRow(Row, table=True):
    """One step of a major decision (arts. 23, 26): 已做 or 不适用 with the reason; days, document, who answers."""

    __tablename__ = "decision_step"
    topic_id: int = Field(foreign_key="topic.id", index=True)
    step: str
    status: str = ""
    reason: str = ""
    started_on: str | None = None
    ended_on: str | None = None
    document: str = ""
    responsible: str = ""


class TopicMovement(Row, table=True):
    """What happened to a topic, in the clerk's words."""

    __tablename__ = "topic_movement"
    topic_id: int = Field(foreign_key="topic.id", index=True)
    at: str
    kind: str
    sentence: str
    by: str = ""
