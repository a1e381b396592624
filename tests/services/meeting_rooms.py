"""An office that holds meetings, for tests: heads of its units, a county, topics taken all the way in one call each."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from govtui.rulebook import Rulebook
from govtui.services import people
from govtui.services.desk import Desk
from govtui.services.meetings import agenda, calling
from govtui.services.meetings.rows import NewMeeting
from govtui.services.meetings.topics import gating, reporting, stamping, views
from govtui.services.meetings.topics.rows import NewTopic, TopicSaved, TopicUnitEntry
from govtui.services.people import PersonValues, PostValues, UnitValues
from tests.offices import Office, small_office

HEADS = (
    ("市财政局", "department_head", "局长", "贺明远"),
    ("市教育局", "department_head", "局长", "严书华"),
    ("市林业局", "department_head", "局长", "柏松年"),
    ("云溪县", "county_head", "县长", "丁望川"),
)
"""Who heads the units besides the leaders of the small office."""

NINE = datetime(2026, 11, 27, 9, 0)
"""When meetings begin unless a test says otherwise: four days after the morning of the tests."""

MAYOR, EXECUTIVE, IN_CHARGE, OTHER_VICE = "高远山", "林向南", "沈清河", "顾长风"
SECRETARY, ASSISTING = "陆知行", "苏一鸣"
STAMPERS = (IN_CHARGE, SECRETARY, MAYOR)
"""Who stamps a topic of the finance bureau, in order."""

TOPIC = NewTopic(
    title="关于安排义务教育补助资金的汇报",
    wanted="executive",
    unit="市财政局",
    head_signed="贺明远",
    reporter="贺明远",
    reporter_post="市财政局局长",
    minutes=15,
    basis="39(四)",
    content="补助资金安排方案",
    proposal="请审定方案",
    units=(TopicUnitEntry(None, "市教育局"),),
)


def meeting_office(desk: Desk) -> Office:
    """The small office with a county, heads of units, and a leader in charge of every unit."""
    office = small_office(desk)
    office.units["云溪县"] = people.add_unit(desk, UnitValues("云溪县", category="县市区", number_prefix="云")).id
    for unit, role, title, name in HEADS:
        person = people.add_person(desk, PersonValues(name, unit_id=office.units[unit]))
        people.give_post(desk, PostValues(person.id, role, title, unit_id=office.units[unit], principal=True))
        office.people[name] = person.id
    section = office.units["文秘科"]
    people.set_division(desk, office.units["市林业局"], office.people[OTHER_VICE], office.people[ASSISTING], section)
    people.set_division(desk, office.units["云溪县"], office.people[OTHER_VICE], office.people[ASSISTING], section)
    return office


def reported(office: Office, **changes: Any) -> int:
    """A topic of the finance bureau as it is reported, the education bureau consulted; `units` may be names."""
    if changes.get("units") and isinstance(changes["units"][0], str):
        changes["units"] = tuple(TopicUnitEntry(None, name) for name in changes["units"])
    return reporting.report(office.desk, replace(TOPIC, **changes)).id


def unit_rows(office: Office, topic: int) -> dict[str, int]:
    """The ids of a topic's units by name."""
    return {one.unit: one.id for one in views.detail(office.desk, topic).units}


def gated(office: Office, **changes: Any) -> int:
    """One whose gates all stand open, still 申报: units agree, questions are answered with yes, steps are taken."""
    topic = reported(office, **changes)
    rows = list(unit_rows(office, topic).values())
    if rows:
        gating.answer_units(office.desk, rows, "同意")
    for stage in ("topic", "matter", "legislation"):
        if gating.questions(office.desk, topic, stage):
            gating.check(office.desk, topic, stage, ())
    gating.review_law(office.desk, topic, "周法宁", "合法")
    gating.assess_risk(office.desk, topic, "低风险")
    if views.one_row(office.desk, topic).major:
        settle_steps(office, topic)
    return topic


def settle_steps(office: Office, topic: int, but: tuple[str, ...] = ()) -> None:
    """Every step of a major decision that stands before the meeting, marked as not needed, except those in `but`."""
    for step in needed(office.desk.book):
        if step not in but:
            gating.set_step(office.desk, topic, step, "不适用", reason="上位规划已完成")


def needed(book: Rulebook) -> tuple[str, ...]:
    """The ids of the steps of a major decision that come before the meeting."""
    return tuple(step.id for step in book.decision_steps if not step.optional and not step.by_meeting)


def stamp_all(office: Office, *topics: int) -> None:
    """Take every leader's step on topics that were sent on."""
    while waiting := [one for one in topics if state(office, one) == "审核中"]:
        stamping.stamp(office.desk, waiting, None)


def ready_topic(office: Office, **changes: Any) -> int:
    """A topic in 待上会 with every gate open; any field of the entry can be changed (title=…, wanted="special", …)."""
    topic = gated(office, **changes)
    reporting.submit(office.desk, [topic])
    stamp_all(office, topic)
    assert state(office, topic) == "待上会"
    return topic


def ready_topics(office: Office, count: int, **changes: Any) -> list[int]:
    """Several of them, numbered in their titles."""
    title = changes.pop("title", "关于第{n}项工作的汇报")
    return [ready_topic(office, title=title.format(n=n), **changes) for n in range(1, count + 1)]


def state(office: Office, topic: int) -> str:
    """Where a topic stands."""
    return views.one_row(office.desk, topic).state


def revise(office: Office, topic: int, **changes: Any) -> TopicSaved:
    """Change a topic as the form does."""
    entry = replace(reporting.topic_of(office.desk, topic), **changes)
    return reporting.revise(office.desk, topic, views.one_row(office.desk, topic).version, entry)


def planned_meeting(
    office: Office, kind: str = "executive", chair: str = "", chair_for: str = "", **changes: Any
) -> int:
    """A meeting of this kind in two hours of a morning, chaired by the mayor unless `chair` (a name) is given.

    A chair by delegation: `chair_for` names who delegated, `chair_source` on what word.
    """
    entry = NewMeeting(kind, starts=NINE, minutes=120, room="第一会议室")
    entry = replace(entry, chair_id=office.people.get(chair), chair_for_id=office.people.get(chair_for))
    return calling.plan(office.desk, replace(entry, **changes)).id


def listed_meeting(office: Office, kind: str = "executive", count: int = 3, **changes: Any) -> tuple[int, list[int]]:
    """A planned meeting with topics on its agenda, and the ids of their items."""
    meeting = planned_meeting(office, kind, **changes)
    agenda.add(office.desk, meeting, ready_topics(office, count, wanted=kind))
    return meeting, items(office, meeting)


def running_meeting(office: Office, kind: str = "executive", count: int = 3, **changes: Any) -> tuple[int, list[int]]:
    """One that was opened on the morning of the tests."""
    meeting, listed = listed_meeting(office, kind, count, **{"starts": office.desk.now(), **changes})
    calling.open_meeting(office.desk, meeting)
    return meeting, listed


def items(office: Office, meeting: int) -> list[int]:
    """The items that stand on an agenda, in order."""
    return [one.id for one in agenda.board(office.desk, meeting).items]
