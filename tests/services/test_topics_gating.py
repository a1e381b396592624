"""What is recorded of a topic before its meeting, and what it lets pass (arts. 19, 23, 25, 42)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.gates import Permit
from govtui.services.meetings import agenda
from govtui.services.meetings.topics import gating, reporting, views
from tests.offices import Office
from tests.services.meeting_rooms import (
    ASSISTING,
    EXECUTIVE,
    IN_CHARGE,
    MAYOR,
    OTHER_VICE,
    SECRETARY,
    gated,
    meeting_office,
    planned_meeting,
    ready_topic,
    reported,
    settle_steps,
    state,
    unit_rows,
)


@pytest.fixture
def office(desk: Desk) -> Office:
    """An office that holds meetings."""
    return meeting_office(desk)


def blocked(office: Office, topic: int, kind: str = "executive") -> list[str]:
    """The rules that stand between a topic and the agenda, its leaders' steps aside."""
    with office.desk.reading() as reader:
        found = gating.listing_findings(office.desk, reader, topic, kind)
    stopped = [one.rule for one in found if one not in gating.warnings(found)]
    return [rule for rule in stopped if rule != "R41a"]


def disputed(office: Office, **changes: Any) -> int:
    """A topic that the education bureau does not agree to."""
    topic = gated(office, **changes)
    gating.answer_unit(office.desk, unit_rows(office, topic)["市教育局"], "不同意", "严书华", grounds="与办学规划不符")
    return topic


def test_R42a_from_a_disagreement_to_the_agenda(office: Office) -> None:
    topic, desk = disputed(office), office.desk
    assert blocked(office, topic) == ["R42a"]
    gating.coordinate(desk, topic, 1, False, result="分歧较大")
    assert blocked(office, topic) == ["R42a"]
    gating.coordinate(desk, topic, 2, False, office.people[ASSISTING], result="仍不一致")
    assert blocked(office, topic) == ["R42a"]
    gating.set_leaning(desk, topic, "建议按财政局方案")
    assert blocked(office, topic) == []
    rounds = views.detail(desk, topic).coordinations
    assert [(one.level, one.title, one.person, one.agreed) for one in rounds] == [
        (1, "", "", False),
        (2, "副秘书长", "苏一鸣", False),
    ]


@pytest.mark.parametrize("who", [ASSISTING, IN_CHARGE])
def test_R42a_the_second_level_is_the_assisting_deputy_or_the_leader_in_charge(office: Office, who: str) -> None:
    topic = disputed(office)
    gating.coordinate(office.desk, topic, 1, False)
    gating.coordinate(office.desk, topic, 2, True, office.people[who])
    assert blocked(office, topic) == []


@pytest.mark.parametrize("who", [MAYOR, OTHER_VICE, SECRETARY, EXECUTIVE, "贺明远"])
def test_R42a_nobody_else_coordinates_at_the_second_level(office: Office, who: str) -> None:
    topic = disputed(office)
    gating.coordinate(office.desk, topic, 1, False)
    with pytest.raises(Refusal) as caught:
        gating.coordinate(office.desk, topic, 2, True, office.people[who])
    assert [one.rule for one in caught.value.findings] == ["R42a"]
    assert blocked(office, topic) == ["R42a"]


def test_R42a_another_leader_at_the_second_level_by_leave_of_the_secretary_general(office: Office) -> None:
    topic, permit = disputed(office), Permit("R42a", office.people[SECRETARY], "分管领导出差")
    gating.coordinate(office.desk, topic, 1, False)
    gating.coordinate(office.desk, topic, 2, False, office.people[OTHER_VICE], permits=[permit])
    assert blocked(office, topic) == ["R42a"], "what was let pass there was the person, not the missing leaning"


def test_R42a_a_round_dated_before_the_last_one_is_refused(office: Office) -> None:
    topic = disputed(office)
    gating.coordinate(office.desk, topic, 1, False, on=date(2026, 11, 20))
    with pytest.raises(Refusal, match="不能早于"):
        gating.coordinate(office.desk, topic, 2, True, office.people[IN_CHARGE], on=date(2026, 11, 19))


def test_R42a_an_answer_that_never_came_is_told_from_consent(office: Office) -> None:
    topic = gated(office)
    gating.answer_unit(office.desk, unit_rows(office, topic)["市教育局"], "逾期未复")
    assert blocked(office, topic) == ["R42a"]
    assert views.detail(office.desk, topic).units[0].answered is None
    with pytest.raises(Refusal, match="单位意见"):
        gating.answer_unit(office.desk, unit_rows(office, topic)["市教育局"], "基本同意")
    with pytest.raises(Refusal, match="逐个"):
        gating.answer_units(office.desk, [1], "不同意")


def test_R42b_a_question_answered_no_holds_for_the_executive_meeting_only(office: Office) -> None:
    topic = gated(office)
    gating.check(office.desk, topic, "topic", ["topic_opinion"], "没有倾向性意见")
    assert blocked(office, topic) == ["R42b"]
    assert blocked(office, topic, "special") == []
    asked = {one.id: (one.passed, one.note) for one in views.detail(office.desk, topic).checks}
    assert asked["topic_opinion"] == (False, "没有倾向性意见")
    gating.check(office.desk, topic, "topic", ())
    assert blocked(office, topic) == []


def test_questions_of_another_stage_are_refused(office: Office) -> None:
    topic = reported(office)
    with pytest.raises(Refusal, match="核对"):
        gating.check(office.desk, topic, "matter", ())
    with pytest.raises(Refusal, match="规则包"):
        gating.check(office.desk, topic, "topic", ["matter_legal"])
    with pytest.raises(Refusal):
        gating.check(office.desk, topic, "review", ())


def test_R23_six_of_seven_steps_keep_a_major_decision_off_the_agenda(office: Office) -> None:
    topic = reported(office, major=True, units=())
    gating.check(office.desk, topic, "topic", ())
    gating.check(office.desk, topic, "matter", ())
    settle_steps(office, topic, but=("legality",))
    assert blocked(office, topic) == ["R23"]
    gating.set_step(office.desk, topic, "legality", "已做", started=date(2026, 11, 2), ended=date(2026, 11, 11))
    assert blocked(office, topic) == []


def test_R23_not_applicable_without_a_reason_is_refused(office: Office) -> None:
    topic = reported(office, major=True)
    with pytest.raises(Refusal, match="理由"):
        gating.set_step(office.desk, topic, "experts", "不适用")
    with pytest.raises(Refusal, match="会议本身"):
        gating.set_step(office.desk, topic, "collective", "已做")
    with pytest.raises(Refusal, match="不能早于"):
        gating.set_step(office.desk, topic, "research", "已做", started=date(2026, 11, 2), ended=date(2026, 11, 1))


def test_R23b_a_short_legality_review_is_warned_of_when_it_is_written_down(office: Office) -> None:
    topic, days = reported(office, major=True), {"started": date(2026, 11, 2), "ended": date(2026, 11, 10)}
    done = gating.set_step(office.desk, topic, "legality", "已做", **days)  # type: ignore[arg-type]
    assert [one.rule for one in done.findings] == ["R23b"]
    done = gating.set_step(office.desk, topic, "legality", "已做", reason="上级限期", **days)  # type: ignore[arg-type]
    assert done.findings == ()


def test_R23_before_the_decision_is_recorded_the_steps_are_asked_once_more(office: Office) -> None:
    topic = ready_topic(office, major=True)
    assert gating.topic_findings(office.desk, topic, "record") == ()
    gating.set_step(office.desk, topic, "experts", "")
    assert [one.rule for one in gating.topic_findings(office.desk, topic, "record")] == ["R23"]
    plain = ready_topic(office)
    assert gating.topic_findings(office.desk, plain, "record") == ()


def test_R25a_the_county_is_heard_before_the_meeting(office: Office) -> None:
    topic = gated(office, county=True, units=("市教育局", "云溪县"))
    assert blocked(office, topic) == []
    gating.answer_units(office.desk, [unit_rows(office, topic)["云溪县"]], "未回复")
    assert blocked(office, topic) == ["R25a"]


def test_R19b_a_draft_of_a_government_rule_answers_eight_questions(office: Office) -> None:
    topic = gated(office, subject="government_rule", basis="39(五)")
    assert blocked(office, topic) == []
    gating.check(office.desk, topic, "legislation", ["legal_opinion"])
    assert blocked(office, topic) == ["R19b"]
    meeting = planned_meeting(office)
    with pytest.raises(Refusal):
        agenda.add(office.desk, meeting, [topic])


def test_R42a_what_was_let_pass_at_the_listing_still_counts_after_the_topic_was_taken_off(office: Office) -> None:
    topic, meeting = ready_topic(office), planned_meeting(office)
    gating.answer_unit(office.desk, unit_rows(office, topic)["市教育局"], "不同意")
    with pytest.raises(Refusal):
        agenda.add(office.desk, meeting, [topic])
    agenda.add(office.desk, meeting, [topic], permits=[Permit("R42a", office.people[SECRETARY], "会上再议")])
    agenda.take_off(office.desk, [agenda.board(office.desk, meeting).items[0].id], "时间不够")
    agenda.add(office.desk, meeting, [topic])
    assert state(office, topic) == "已列入"


def test_R42a_what_was_let_pass_ends_with_another_disagreement(office: Office) -> None:
    topic, meeting = ready_topic(office), planned_meeting(office)
    row = unit_rows(office, topic)["市教育局"]
    gating.answer_unit(office.desk, row, "不同意")
    agenda.add(office.desk, meeting, [topic], permits=[Permit("R42a", office.people[SECRETARY], "会上再议")])
    agenda.take_off(office.desk, [agenda.board(office.desk, meeting).items[0].id], "时间不够")
    gating.answer_unit(office.desk, row, "不同意", grounds="又有新情况")
    with pytest.raises(Refusal) as caught:
        agenda.add(office.desk, meeting, [topic])
    assert [one.rule for one in caught.value.findings] == ["R42a"]


def test_lamps_of_a_list_tell_gate_by_gate(office: Office) -> None:
    topic = reported(office, basis="", major=True, county=True)
    row = views.one_row(office.desk, topic)
    assert {lamp.id: lamp.word for lamp in row.gates} == {
        "basis": "提醒",
        "coordination": "未核",
        "substance": "未核",
        "legality": "不适用",
        "steps": "未核",
        "matter": "未核",
        "stamps": "未核",
    }
    assert row.gate == "未核"
    assert all(lamp.why and lamp.rule for lamp in row.gates if lamp.word != "不适用")


def test_why_names_article_facts_and_who_may_let_it_pass(office: Office) -> None:
    topic = disputed(office, major=True)
    told = {why.article: why for why in gating.explanations(office.desk, topic)}
    block = next(why for article, why in told.items() if "第四十二条" in article)
    assert (block.effect, block.releaser) == ("拦下", "秘书长")
    assert ("征求的部门", "市教育局 不同意") in block.facts
    special = reported(office, wanted="special")
    assert any(why.silent for why in gating.explanations(office.desk, special))


def test_nothing_more_is_recorded_once_the_topic_was_dealt_with(office: Office) -> None:
    topic = reported(office)
    reporting.withdraw(office.desk, [topic], "不再提请")
    acts: tuple[Callable[[], object], ...] = (
        lambda: gating.answer_units(office.desk, list(unit_rows(office, topic).values()), "同意"),
        lambda: gating.coordinate(office.desk, topic, 1, True),
        lambda: gating.check(office.desk, topic, "topic", ()),
        lambda: gating.assess_risk(office.desk, topic, "低风险"),
        lambda: gating.fiscal(office.desk, topic, "同意"),
    )
    for act in acts:
        with pytest.raises(Refusal):
            act()
