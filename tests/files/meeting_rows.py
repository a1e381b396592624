"""A meeting, a topic, minutes and a week made by hand, for what is printed of them; everybody is invented."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from govtui.domain.clock import CHINA
from govtui.services.meetings.engagements.rows import PlanEntry, WeekPlan
from govtui.services.meetings.rows import (
    AttendeeRow,
    ItemRow,
    LeaveRow,
    MeetingDetail,
    MeetingRow,
    MinutesDetail,
    MinutesRow,
    ProposedRow,
    QuorumState,
)
from govtui.services.meetings.topics.rows import (
    CheckRow,
    CoordinationRow,
    GateLamp,
    ListingRow,
    StampRow,
    StepRow,
    TopicDetail,
    TopicRow,
    TopicUnitRow,
)

DAY = date(2026, 11, 25)
NAME = "市人民政府第12次常务会议"


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    """A moment of the meeting's day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA)


ROW = MeetingRow(
    1, 1, "executive", "常务会议", NAME, "已通知", at(9), at(11, 30), "市政府一楼会议室", "高远山", 3, 9, 0, True, 0
)

FIELDS: dict[str, object] = {
    "chair_id": 11,
    "chair": "高远山",
    "chair_title": "市长",
    "chair_for_id": None,
    "chair_for": "",
    "recorder": "文秘科 周某、吴某",
    "contact": "周某",
    "phone": "0000-1234567",
    "reply_by": "2026-11-24T16:00:00+08:00",
    "papers": "汇报材料请于11月24日12:00前印制40份送秘书科。",
    "demands": "请着正装，手机静音。",
    "notified_at": "2026-11-23T10:00:00+08:00",
    "term": 1,
    "year": 2026,
    "ordinal": 12,
}

ITEMS = (
    ItemRow(
        1,
        1,
        101,
        1,
        "关于2026年市级财政预算调整方案的汇报",
        "市财政局",
        "陆知行",
        "39(四)",
        15,
        at(9),
        at(9, 15),
        "列入",
        False,
        "",
        0,
        ("市发展改革委", "市审计局"),
        "通过",
        "方案及说明",
    ),
    ItemRow(
        2,
        1,
        102,
        2,
        "关于《某市城市更新三年行动方案（2027—2029年）》及有关配套政策措施起草情况的汇报",
        "市住房城乡建设局",
        "钱一凡",
        "39(五)",
        20,
        at(9, 15),
        at(9, 35),
        "列入",
        False,
        "",
        0,
        ("市财政局", "市自然资源和规划局", "市司法局", "北湖新区管委会"),
        "提醒",
        "方案稿、合法性审查意见",
    ),
    ItemRow(
        3,
        1,
        103,
        3,
        "关于表彰年度先进集体的汇报",
        "市人力资源社会保障局",
        "何清",
        "39(七)",
        10,
        at(9, 35),
        at(9, 45),
        "列入",
        True,
        "",
        0,
        (),
        "通过",
    ),
    ItemRow(4, 1, 104, 4, "撤下的议题", "市教育局", "", "", 10, None, None, "撤下", False, "", 0, (), "通过"),
)


def person(seat: int, name: str, title: str, unit: str = "", tier: str = "member", **more: Any) -> AttendeeRow:
    """One expected person."""
    part = {"member": "出席", "fixed": "固定列席", "invited": "邀请", "topic": "议题列席"}[tier]
    plain: dict[str, Any] = {
        "id": seat,
        "version": 1,
        "person_id": 10 + seat,
        "seat": seat,
        "code": f"{seat:02d}",
        "name": name,
        "title": title,
        "unit": unit,
        "tier": tier,
        "part": part,
        "whole": tier != "topic",
        "items": (),
        "enters": None,
        "leaves": None,
        "reply": "参加",
        "deputy": "",
        "deputy_title": "",
        "signed": None,
        "late": False,
        "leave": None,
    }
    return AttendeeRow(**{**plain, **more})


LEAVES = (
    LeaveRow(
        1, 4, "顾长风", "副市长", "赴省参加会议", "批准", "高远山", date(2026, 11, 24), None, "", "", "R43a", (), False
    ),
    LeaveRow(
        2,
        8,
        "陆知行",
        "局长",
        "住院",
        "批准",
        "高远山",
        date(2026, 11, 24),
        None,
        "",
        "",
        "R43b",
        ("总值班室备案", "代会人"),
        False,
    ),
)

ATTENDEES = (
    person(1, "高远山", "市长"),
    person(2, "林向南", "常务副市长"),
    person(3, "沈清河", "副市长", signed=at(8, 52)),
    person(4, "顾长风", "副市长", reply="请假"),
    person(5, "苏一鸣", "秘书长", signed=at(9, 4), late=True),
    person(6, "杨克勤", "副秘书长", tier="fixed"),
    person(7, "郑明", "司令员", "军分区", tier="fixed", reply="代会", deputy="韩平", deputy_title="副司令员"),
    person(8, "陆知行", "局长", "市财政局", tier="topic", items=(1,), enters=at(9), leaves=at(9, 15), reply="请假"),
    person(9, "何清", "局长", "市审计局", tier="topic", items=(1,), enters=at(9), leaves=at(9, 15), reply="未回复"),
    person(10, "钱一凡", "局长", "市住房城乡建设局", tier="topic", items=(2,), enters=at(9, 15), leaves=at(9, 35)),
    person(11, "孙立", "局长", "市司法局", tier="topic", items=(2, 3), enters=at(9, 15), leaves=at(9, 45)),
)

MEETING = MeetingDetail(ROW, FIELDS, ITEMS, ATTENDEES, LEAVES, QuorumState(5, 2, None))


def meeting(**fields: Any) -> MeetingDetail:
    """The meeting with other columns."""
    return replace(MEETING, fields={**FIELDS, **fields})


# -- a topic ----------------------------------------------------------------------------------------------------------

TOPIC_FIELDS: dict[str, object] = {
    "head_signed": "钱一凡",
    "reporter": "钱一凡",
    "reporter_post": "局长",
    "subject": "field_matter",
    "content": "为做好城市更新工作，拟制定三年行动方案，明确目标任务、资金来源和责任分工。",
    "proposal": "建议原则通过，按会议意见修改后以市政府办公室名义印发。",
    "leaning": "建议采纳市财政局意见，分年度安排资金。",
    "materials": "行动方案（送审稿）、起草说明、合法性审查意见书",
    "material_copies": 40,
    "secrecy": "无",
    "contact": "冯某",
    "phone": "0000-7654321",
    "major": True,
    "county": True,
    "public": False,
    "finance": True,
    "legal_reviewer": "孙立",
    "legal_opinion": "符合法定权限和程序。",
    "legal_on": "2026-11-18",
    "risk_opinion": "低风险。",
    "risk_on": None,
    "fiscal_opinion": "2027年预算已列3000万元。",
    "return_reason": "",
}

STAMPS = (
    StampRow(0, "协调审核", "沈清河", True, "同意提请审议。", date(2026, 11, 19), True, ""),
    StampRow(1, "统筹安排", "苏一鸣", True, "已被改动替代的意见", date(2026, 11, 18), False, "标题改动"),
    StampRow(1, "统筹安排", "林向南（代苏一鸣）", True, "列入第12次常务会议。", date(2026, 11, 20), True, ""),
)

TOPIC = TopicDetail(
    TopicRow(
        102,
        3,
        ITEMS[1].title,
        "executive",
        "常务会议",
        "市住房城乡建设局",
        "审核中",
        "39(五)",
        20,
        True,
        "提醒",
        (
            GateLamp("coordinated", "充分协调", "通过"),
            GateLamp("legal", "合法性审查", "提醒", "R23b", "审查 6 个工作日，少于 7 个工作日"),
            GateLamp("risk", "风险评估", "未核"),
        ),
        "市长",
        date(2026, 11, 10),
        1,
        NAME,
        1,
    ),
    TOPIC_FIELDS,
    (
        TopicUnitRow(
            1,
            1,
            "市财政局",
            False,
            True,
            True,
            "不同意",
            "陆知行",
            date(2026, 11, 12),
            "资金应分年度安排",
            "本年预算不足",
            "部分采纳",
        ),
        TopicUnitRow(2, 2, "市司法局", False, True, True, "同意", "孙立", date(2026, 11, 13), "", "", ""),
        TopicUnitRow(3, 3, "北湖新区管委会", True, True, True, "未回复", "", None, "", "", ""),
        TopicUnitRow(4, 4, "市审计局", False, False, True, "", "", None, "", "", ""),
    ),
    (
        CoordinationRow(1, 1, "钱一凡", "局长", date(2026, 11, 14), False, "资金安排仍有分歧"),
        CoordinationRow(2, 2, "杨克勤", "副秘书长", date(2026, 11, 16), False, "列明各方理由报会议定"),
    ),
    (
        CheckRow("topic", "topic_substance", "有实质内容？", True),
        CheckRow("topic", "topic_coordinated", "已经充分协调？", False, "资金安排未一致"),
        CheckRow("matter", "matter_risk", "已作社会稳定风险评估？", None),
    ),
    STAMPS,
    (
        StepRow(
            "research",
            "调查研究",
            False,
            False,
            "开始",
            "结束",
            "已做",
            "",
            date(2026, 9, 1),
            date(2026, 9, 20),
            "调研报告",
            "市住房城乡建设局",
        ),
        StepRow("hearing", "公众参与", False, False, "开始", "结束", "不适用", "不涉及公众", None, None, "", ""),
        StepRow("discussion", "集体讨论", False, True, "开始", "结束", "", "", None, None, "", ""),
    ),
    (ListingRow(1, "市人民政府第11次常务会议", date(2026, 10, 28), "已议", "暂缓", "补充资金来源"),),
)

# -- minutes ----------------------------------------------------------------------------------------------------------

BODY = """2026年11月25日，市长高远山主持召开市人民政府第12次常务会议。
一、听取预算调整方案的汇报
会议听取了市财政局关于2026年市级财政预算调整方案的汇报，决定予以通过。由市财政局按程序报批，12月10日前完成。
出席：高远山　林向南　沈清河　苏一鸣
列席：杨克勤　韩平（代郑明）
请假：顾长风"""

MINUTES = MinutesDetail(
    MinutesRow(
        5,
        1,
        1,
        "常务会议",
        NAME + "纪要",
        "市人民政府第12次常务会议纪要",
        "待印发",
        None,
        "办结",
        "",
        "林向南（代高远山）",
        date(2026, 11, 27),
        "主动公开",
        None,
        None,
    ),
    {"series": "executive_minutes", "body": BODY, "copies_to": "市委办公室\n市人大常委会办公室", "issued_on": None},
    (),
    (
        ("finance", "林向南", "同意", date(2026, 11, 26), True),
        ("finance", "顾长风", "同意", date(2026, 11, 26), False),
        ("sign", "林向南（代高远山）", "同意印发", date(2026, 11, 27), True),
    ),
)

PROPOSED = (
    ProposedRow(
        1,
        "待立项",
        NAME,
        1,
        "完成预算调整方案报批",
        "市财政局",
        True,
        "市发展改革委、市审计局",
        "沈清河",
        date(2026, 11, 20),
        "",
        "",
    ),
    ProposedRow(2, "待立项", NAME, 1, "完成预算调整方案报批", "市审计局", False, "", "林向南", None, "长期", ""),
    ProposedRow(
        3, "不立项", NAME, 1, "印发行动方案", "市住房城乡建设局", True, "", "顾长风", date(2026, 12, 10), "", "已办结"
    ),
)

# -- a week -----------------------------------------------------------------------------------------------------------

MONDAY = date(2026, 11, 23)
LEADERS = ((11, "高远山"), (12, "林向南"), (13, "沈清河"), (14, "顾长风"), (15, "苏一鸣"))


def entry(title: str, starts: datetime, hours: float, *leaders: int, **more: Any) -> PlanEntry:
    """One line of the week plan."""
    names = dict(LEADERS)
    plain: dict[str, Any] = {
        "noun": "engagement",
        "row_id": 1,
        "starts": starts,
        "ends": starts + timedelta(hours=hours),
        "place": "市会展中心",
        "title": title,
        "leaders": tuple((one, names[one]) for one in leaders),
        "clashes": (),
        "room_clash": False,
        "host": "市商务局",
        "scope": "各县市区、市直有关单位",
        "speech": "讲话稿由市商务局备",
        "vehicle": "集体乘车",
        "contact": "冯某 0000-1234567",
        "note": "",
    }
    return PlanEntry(**{**plain, **more})


WEEK = WeekPlan(
    MONDAY,
    MONDAY + timedelta(days=6),
    (
        entry("全市安全生产电视电话会议", at(15, 0, MONDAY), 1.5, 12, 13),
        entry(NAME, at(9), 2.5, 11, 12, 13, clashes=("沈清河",), noun="meeting", place="市政府一楼会议室", vehicle=""),
        entry("招商推介会", at(10), 1, 13, clashes=("沈清河",), settled=False),
        entry("防汛工作调度", at(19), 1, 15, place="市政府一楼会议室", room_clash=True),
        entry("外地考察", at(8, 0, date(2026, 11, 26)), 36, 14, note="含住宿"),
    ),
    LEADERS,
    ((14, "顾长风", date(2026, 11, 25), date(2026, 11, 27)),),
)
