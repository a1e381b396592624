"""Engagements: requests for leaders' presence, departments' city-wide meetings, and other entries of the week plan."""

from sqlmodel import Field, Index

from govtui.store.tables.base import Row


class Engagement(Row, table=True):
    """Something at a time and place that a leader may attend, or a department's city-wide meeting (arts. 45, 66).

    `kind` is 邀请, 部门会议 or 活动. `county_heads`: county heads are asked to come, which `heads_approver` let be.
    """

    __tablename__ = "engagement"
    __table_args__ = (Index("ix_engagement_state", "state", "id"), Index("ix_engagement_starts", "starts_at", "id"))
    kind: str = "邀请"
    state: str = "待处理"
    open: bool = True
    title: str = ""
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    unit: str = ""
    head_signed: str = ""
    starts_at: str = ""
    ends_at: str = ""
    place: str = ""
    scope: str = ""
    people_count: int = 0
    mode: str = ""
    citywide: bool = False
    in_city_name: bool = False
    county_heads: bool = False
    heads_approver_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    heads_approver: str = ""
    heads_approved_on: str | None = None
    speech: str = ""
    media: bool = False
    budget_source: str = ""
    vehicle: str = ""
    contact: str = ""
    phone: str = ""
    result: str = ""
    requested_on: str | None = None
    incoming_id: int | None = Field(default=None, foreign_key="incoming.id", index=True)
    note: str = ""
    created_at: str
    created_by: str


class EngagementLeader(Row, table=True):
    """A leader asked to an engagement and the answer: 待定, 出席, 婉拒 or 改派 (then `instead` says who goes)."""

    __tablename__ = "engagement_leader"
    engagement_id: int = Field(foreign_key="engagement.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    name: str
    title: str = ""
    part: str = ""
    answer: str = "待定"
    instead_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    instead: str = ""
    answered_on: str | None = None


class EngagementStamp(Row, table=True):
    """One step of the office's procedure on an engagement: who, opinion, day."""

    __tablename__ = "engagement_stamp"
    engagement_id: int = Field(foreign_key="engagement.id", index=True)
    step: int
    slot: str
    act: str = ""
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    person: str
    agreed: bool = True
    opinion: str = ""
    on_day: str
    active: bool = True


class EngagementMovement(Row, table=True):
    """What happened to an engagement, in the clerk's words."""

    __tablename__ = "engagement_movement"
    engagement_id: int = Field(foreign_key="engagement.id", index=True)
    at: str
    kind: str
    sentence: str
    by: str = ""
