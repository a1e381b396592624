"""What the rules say of departments' meetings and invitations, case by case."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from govtui.domain.meetings import engagements as rules
from govtui.domain.meetings.engagements import Asked
from govtui.rulebook import Rulebook, load

BOOK = load("chenzhou-2017")
MEETING = Asked("部门会议", "全市财政工作会议", "市财政局", datetime(2026, 12, 8, 9), citywide=True, mode="视频会议")


def without(rule: str) -> Rulebook:
    """The pack without a rule."""
    return replace(BOOK, rules={name: one for name, one in BOOK.rules.items() if name != rule})


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"in_city_name": True}, "以政府或办公室名义召开"),
        ({"county_heads": True}, "请县市区政府主要负责人参加，没有市长批准"),
        ({"in_city_name": True, "county_heads": True, "heads_allowed": True}, "以政府或办公室名义召开"),
    ],
)
def test_R45a_in_the_citys_name_or_with_county_heads_unasked_it_is_blocked(
    changes: dict[str, bool], words: str
) -> None:
    (found,) = rules.heads_findings(BOOK, replace(MEETING, **changes))  # type: ignore[arg-type]
    assert (found.rule, found.effect.value, found.release_role) == ("R45a", "block", "mayor")
    assert words in found.sentence
    assert ("没有市长批准" in found.sentence) == ("heads_allowed" not in changes and "county_heads" in changes)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"county_heads": True, "heads_allowed": True},
        {"county_heads": True, "in_city_name": True, "citywide": False},
        {"county_heads": True, "in_city_name": True, "kind": "邀请"},
    ],
)
def test_R45a_does_not_bite_what_is_allowed_small_or_no_departments_meeting(changes: dict[str, object]) -> None:
    assert rules.heads_findings(BOOK, replace(MEETING, **changes)) == ()  # type: ignore[arg-type]


def test_R45a_and_R45b_are_silent_where_the_pack_does_not_hold_them() -> None:
    both = replace(MEETING, in_city_name=True, mode="现场会议")
    assert rules.heads_findings(without("R45a"), both) == ()
    assert rules.heads_findings(replace(BOOK, department_meetings=None), both) == ()
    assert rules.yearly_findings(without("R45b"), both, [("去年的", None)]) == ()
    assert rules.mode_findings(without("R45b"), both) == ()


def test_R45b_the_second_of_a_year_names_the_first_with_its_day() -> None:
    (found,) = rules.yearly_findings(BOOK, MEETING, [("全市国资工作会议", date(2026, 3, 5))])
    assert found.sentence == "市财政局2026年第 2 次全市性会议；已有03-05 周四《全市国资工作会议》"
    assert found.effect.value == "warn"
    assert rules.yearly_findings(BOOK, MEETING, []) == ()
    assert rules.yearly_findings(BOOK, replace(MEETING, citywide=False), [("甲", None)]) == ()


def test_R45b_another_pack_may_allow_more_a_year() -> None:
    assert BOOK.department_meetings is not None
    book = replace(BOOK, department_meetings=BOOK.department_meetings._replace(per_year=2))
    assert rules.yearly_findings(book, MEETING, [("甲", None)]) == ()
    assert "第 3 次" in rules.yearly_findings(book, MEETING, [("甲", None), ("乙", None)])[0].sentence


def test_R45b_a_meeting_on_the_spot_is_told_of_the_better_ways() -> None:
    (found,) = rules.mode_findings(BOOK, replace(MEETING, mode="现场会议"))
    assert found.sentence == "现场会议，尽量改用电视电话会议、视频会议"
    for fine in ({"mode": "视频会议"}, {"mode": ""}, {"mode": "现场会议", "citywide": False}):
        assert rules.mode_findings(BOOK, replace(MEETING, **fine)) == ()  # type: ignore[arg-type]


def test_R66c_only_an_entry_of_the_plan_needs_no_source_of_money() -> None:
    assert [one.rule for one in rules.budget_findings(BOOK, MEETING)] == ["R66c"]
    assert rules.budget_findings(BOOK, replace(MEETING, kind="活动")) == ()
    assert rules.budget_findings(BOOK, replace(MEETING, budget_source="部门预算")) == ()


def test_R66b_steps_are_due_where_leaders_are_asked() -> None:
    due = [step.slot for step in rules.steps_of(BOOK, "邀请", False)]
    assert due == ["serving_section", "secretary_general"]
    assert len(rules.steps_of(BOOK, "部门会议", True)) == 2
    assert rules.steps_of(BOOK, "部门会议", False) == rules.steps_of(BOOK, "活动", True) == ()
    assert rules.steps_of(replace(BOOK, invitations=None), "邀请", True) == ()


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ((), "已定"),
        (("待定", "出席"), "待领导定"),
        (("出席", "婉拒"), "已定"),
        (("改派",), "已定"),
        (("婉拒", "婉拒"), "婉拒"),
    ],
)
def test_where_it_stands_by_the_answers(answers: tuple[str, ...], state: str) -> None:
    assert rules.state_after(answers) == state
