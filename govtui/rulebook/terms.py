"""Vocabulary of a rule pack: how binding, what happens, and the marks a record's fields carry for the reader."""

from enum import StrEnum
from typing import Annotated, Literal


class RulebookError(ValueError):
    """A rule pack that cannot be used.

    The message is one Chinese sentence: file, key (`roles[3].rank`), what is wrong, what is allowed.
    """

    @property
    def sentence(self) -> str:
        """The sentence as it is shown to the user."""
        return str(self)


class Strength(StrEnum):
    """How binding the wording is: 须/应当/不得 must, 一般/原则上 should, 可/根据需要 may."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"

    @property
    def label(self) -> str:
        """The strength as a clerk reads it."""
        return {"must": "应当", "should": "原则上", "may": "可以"}[self.value]


class Effect(StrEnum):
    """What the program does when a rule is not kept."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The effect as a clerk reads it."""
        return {"block": "拦下", "warn": "提醒", "note": "记录"}[self.value]


class Ref:
    """Mark of a field that names an entry of another table of the same pack."""

    def __init__(self, table: str) -> None:
        self.table = table


class Least:
    """Mark of a number that may not be smaller than `value`."""

    def __init__(self, value: int) -> None:
        self.value = value


class Derived:
    """Mark of a field that the loader works out; a pack may not write it."""


class Key:
    """Mark of a field that has another name in the file."""

    def __init__(self, name: str) -> None:
        self.name = name


RuleId = Annotated[str, Ref("rules")]
RoleId = Annotated[str, Ref("roles")]
SlotId = Annotated[str, Ref("slots")]
UrgencyName = Annotated[str, Ref("urgencies")]
KindName = Annotated[str, Ref("document_kinds")]
DocClass = Annotated[str, Ref("reading_orders")]
ReasonCode = Annotated[str, Ref("return_reasons")]
SeriesId = Annotated[str, Ref("series")]
MeetingId = Annotated[str, Ref("meeting_kinds")]
Count = Annotated[int, Least(1)]
Order = Annotated[int, Least(0)]

Unit = Literal["workday", "day", "month", "hour", "minute"]
Direction = Literal["up", "down", "level"]
Grade = Literal["无", "内部"]

SLOTS: dict[str, str] = {
    "in_charge": "分管副市长",
    "assisting": "协管副秘书长",
    "serving_section": "对应协调服务科室",
    "handling_unit": "承办单位",
    "chair": "会议主持人",
    "delegator": "委托人",
    "supervision_office": "督查室",
    "duty_room": "总值班室",
    "office": "办公室",
    "finance_vice_mayor": "分管财政的副市长",
}
"""Places in a route or a signing chain that people fill through portfolios and meetings, not through one role."""

CAPABILITIES: dict[str, str] = {
    "people": "人员与分工",
    "calendar": "工作日与期限",
    "documents.incoming": "收文办理",
    "documents.outgoing": "发文办理",
    "coordination": "部门会签",
    "meetings": "会议",
    "decisions": "重大决策",
    "supervision": "政务督查",
    "duty": "值班与外出",
    "normative": "规范性文件",
    "legislation": "立法工作",
    "cases": "限期办件",
    "disclosure": "政务公开",
    "engagements": "公务活动",
    "reports": "统计报表",
}
"""What the program can be asked to do, by the name a rule gives in `capability`."""

IN_FORCE: tuple[str, ...] = (
    *("people", "calendar", "documents.incoming", "documents.outgoing"),
    *("coordination", "disclosure", "normative", "legislation"),
    *("meetings", "decisions", "engagements"),
)
"""The capabilities at work now: rules of the others are held in the pack and not yet applied."""
