"""Every gate of a topic before the agenda: basis, coordination, substance, review, steps, counties, stamps."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from govtui.domain.meetings.coordination import UnitAnswer
from govtui.domain.meetings.decisions import StepTaken, needed_steps
from govtui.domain.meetings.gates import Case, Gate, findings_of, gates, hinted_subject, items_of, worst
from govtui.domain.meetings.stamping import Stamped
from govtui.domain.workdays import published_calendar
from govtui.rulebook import load
from govtui.rulebook.model import Effect

BOOK = load("chenzhou-2017")
CALENDAR = published_calendar()
EXECUTIVE, SPECIAL, PLENARY = (BOOK.meeting_kind(one) for one in ("executive", "special", "plenary"))
DAY = date(2026, 11, 9)


def yes(stage: str) -> dict[str, bool]:
    return {item.id: True for item in BOOK.checklist(stage)}


STAMPS = tuple(Stamped(n, stamp.slot, DAY, "某人") for n, stamp in enumerate(EXECUTIVE.stamps))
STEPS = {step.id: StepTaken("不适用", "上位规划已走完") for step in needed_steps(BOOK)}
CLEAR = Case("关于补助资金的汇报", basis="39(四)", checks=yes("topic"), stamps=STAMPS)
MAJOR = replace(CLEAR, major=True, checks=yes("topic") | yes("matter"), steps=STEPS)


def seen(case: Case, kind: Any = EXECUTIVE) -> dict[str, Gate]:
    return {gate.id: gate for gate in gates(BOOK, case, kind, CALENDAR)}


def rules(case: Case, kind: Any = EXECUTIVE) -> list[tuple[str, Effect]]:
    return [(one.rule, one.effect) for one in findings_of(gates(BOOK, case, kind, CALENDAR))]


def test_a_topic_with_everything_in_passes_every_gate() -> None:
    assert rules(CLEAR) == []
    assert rules(MAJOR) == []
    assert [gate.word for gate in seen(MAJOR).values()] == ["通过", "不适用", "通过", "不适用", "通过", "通过", "通过"]


def test_R39b_a_topic_without_a_basis_is_warned_of_only() -> None:
    assert rules(replace(CLEAR, basis="")) == [("R39b", Effect.WARN)]
    assert seen(replace(CLEAR, basis=""))["basis"].word == "提醒"


def test_R38b_the_plenary_asks_for_one_of_its_own_tasks() -> None:
    assert ("R38b", Effect.WARN) in rules(CLEAR, PLENARY)
    assert ("R38b", Effect.WARN) not in rules(replace(CLEAR, basis="38(二)"), PLENARY)


def test_R39b_task_five_asks_for_a_legality_review() -> None:
    assert rules(replace(CLEAR, basis="39(五)")) == [("R39b", Effect.WARN)]
    assert rules(replace(CLEAR, basis="39(五)", legal_opinion="合法")) == []


@pytest.mark.parametrize("item", [item.id for item in BOOK.checklist("topic")])
def test_R42b_any_of_the_three_questions_answered_no_stops_the_topic(item: str) -> None:
    case = replace(CLEAR, checks=yes("topic") | {item: False})
    assert rules(case) == [("R42b", Effect.BLOCK)]
    assert seen(case)["substance"].word == "未过"


def test_R42b_the_same_topic_may_go_to_a_special_topic_meeting() -> None:
    failed = replace(CLEAR, checks=dict.fromkeys(yes("topic"), False), units=(UnitAnswer("市林业局"),), stamps=())
    assert {rule for rule, _ in rules(failed)} >= {"R42a", "R42b"}
    assert rules(failed, SPECIAL) == []
    assert "R42b" not in {rule for rule, _ in rules(failed, PLENARY)}


def test_R42b_questions_that_nobody_answered_stop_the_topic_and_show_as_not_looked_at() -> None:
    gate = seen(replace(CLEAR, checks={}))["substance"]
    assert (gate.word, "还没有核对" in gate.why) == ("未核", True)
    assert gate.findings[0].effect is Effect.BLOCK


@pytest.mark.parametrize("subject", ["local_law", "government_rule"])
@pytest.mark.parametrize("left", [None, "legal_opinion", "researched"])
def test_R19b_drafts_of_laws_and_rules_pass_all_eight_steps(subject: str, left: str | None) -> None:
    answers = yes("topic") | yes("legislation")
    answers = {item: passed for item, passed in answers.items() if item != left}
    case = replace(CLEAR, subject=subject, basis="39(五)", legal_opinion="合法", checks=answers)
    assert rules(case) == ([("R19b", Effect.BLOCK)] if left else [])


def test_R19b_other_subjects_are_not_asked() -> None:
    assert items_of(BOOK, replace(CLEAR, subject="field_matter"), EXECUTIVE, "legislation") == ()


def test_R23_a_major_decision_with_a_step_left_cannot_go_before_the_executive_or_plenary_meeting() -> None:
    open_step = replace(MAJOR, steps={name: one for name, one in STEPS.items() if name != "legality"})
    assert rules(open_step) == [("R23", Effect.BLOCK)]
    assert ("R23", Effect.BLOCK) in rules(open_step, PLENARY)
    assert "R23" not in {rule for rule, _ in rules(open_step, SPECIAL)}


def test_R23_a_topic_that_is_no_major_decision_needs_no_steps() -> None:
    assert seen(CLEAR)["steps"].word == "不适用"


def test_R25a_the_questions_on_a_major_matter_follow_its_marks() -> None:
    def asked(**marks: Any) -> set[str]:
        return {item.id for item in items_of(BOOK, replace(MAJOR, **marks), EXECUTIVE, "matter")}

    assert asked() == {"matter_assessed", "matter_legal"}
    assert "matter_departments" in asked(units=(UnitAnswer("市林业局"),))
    assert "matter_counties" in asked(county=True)
    assert {"matter_risk", "matter_heard"} <= asked(public=True)
    assert items_of(BOOK, CLEAR, EXECUTIVE, "matter") == ()


def test_R25a_county_matters_without_the_word_of_a_county_stop_the_topic() -> None:
    silent = UnitAnswer("云溪县", county=True)
    assert rules(replace(CLEAR, county=True)) == [("R25a", Effect.BLOCK)]
    assert rules(replace(CLEAR, county=True, units=(silent,))) == [("R25a", Effect.BLOCK)]
    assert rules(replace(CLEAR, county=True, units=(replace(silent, opinion="同意"),))) == []
    assert rules(replace(CLEAR, units=(silent,))) == []


def test_R25a_a_county_that_disagrees_has_been_heard_but_the_answer_to_it_is_missing() -> None:
    against = UnitAnswer("云溪县", county=True, opinion="不同意")
    assert rules(replace(CLEAR, county=True, units=(against,))) == [("R25a", Effect.WARN)]
    assert rules(replace(CLEAR, county=True, units=(replace(against, adopted="已采纳"),))) == []


def test_R25a_a_major_matter_of_public_interest_whose_risk_was_not_assessed() -> None:
    no_risk = replace(MAJOR, public=True, risk_opinion="低风险", checks=MAJOR.checks | {"matter_risk": False})  # type: ignore[operator]
    assert rules(no_risk) == [("R25a", Effect.BLOCK)]


def test_R24_a_subject_that_only_deciding_meetings_settle_is_warned_of_before_another_kind() -> None:
    budget = replace(CLEAR, subject="plan_budget")
    assert ("R24", Effect.WARN) in rules(budget, SPECIAL)
    assert ("R24", Effect.WARN) not in rules(budget)


def test_R24_a_title_that_hints_at_a_subject() -> None:
    hinted = replace(CLEAR, title="关于2027年财政预算草案的汇报")
    assert rules(hinted) == [("R24", Effect.WARN)]
    assert hinted_subject(BOOK, "关于植树的汇报") is None


def test_R41a_missing_steps_stop_the_topic_and_name_who_is_missing() -> None:
    (found,) = findings_of(gates(BOOK, replace(CLEAR, stamps=STAMPS[:2]), EXECUTIVE, CALENDAR))
    assert (found.rule, found.effect, "市长审定" in found.sentence) == ("R41a", Effect.BLOCK, True)
    assert seen(replace(CLEAR, stamps=()))["stamps"].word == "未核"


@pytest.mark.parametrize("order", [(1, 0, 2), (2, 1, 0), (0, 2, 1)])
def test_R41a_steps_taken_out_of_order_stop_the_topic(order: tuple[int, ...]) -> None:
    assert rules(replace(CLEAR, stamps=tuple(STAMPS[n] for n in order))) == [("R41a", Effect.BLOCK)]


def test_R41a_a_step_dated_before_the_one_ahead_of_it_stops_the_topic() -> None:
    early = (STAMPS[0], STAMPS[1], replace(STAMPS[2], on=date(2026, 11, 8)))
    assert rules(replace(CLEAR, stamps=early)) == [("R41a", Effect.BLOCK)]


def test_R41a_steps_of_another_kind_of_meeting_do_not_count() -> None:
    wrong = (replace(STAMPS[0], slot="assisting"), *STAMPS[1:])
    assert rules(replace(CLEAR, stamps=wrong)) == [("R41a", Effect.BLOCK)]
    assert rules(replace(CLEAR, stamps=()), SPECIAL) == []


def test_what_a_leader_let_pass_shows_as_passed_but_only_that_rule() -> None:
    open_gates = replace(CLEAR, checks={}, stamps=(), released=frozenset({"R42b"}))
    assert rules(open_gates) == [("R41a", Effect.BLOCK)]
    assert (seen(open_gates)["substance"].word, seen(open_gates)["substance"].why) == ("通过", "已放行")


def test_the_worst_word_stands_for_the_topic() -> None:
    assert worst(["通过", "提醒", "未核", "不适用"]) == "未核"
    assert worst(["未核", "未过"]) == "未过"
    assert worst(["不适用"]) == "不适用"
    assert worst([]) == "通过"
