"""The steps of a major decision before the meeting (arts. 23, 26)."""

from datetime import date, timedelta

import pytest

from govtui.domain.meetings.decisions import StepTaken, needed_steps, step_findings
from govtui.domain.workdays import published_calendar
from govtui.rulebook import load
from govtui.rulebook.model import Effect

BOOK = load("chenzhou-2017")
CALENDAR = published_calendar()
START = date(2026, 9, 1)
LONG = {"started": START, "ended": START + timedelta(days=40)}
DONE = {step.id: StepTaken("已做", **LONG) for step in needed_steps(BOOK)}  # type: ignore[arg-type]


def rules(taken: dict[str, StepTaken]) -> list[tuple[str, Effect]]:
    return [(one.rule, one.effect) for one in step_findings(BOOK, taken, CALENDAR)]


def test_R23_six_steps_before_the_meeting_and_the_meeting_itself_is_the_seventh() -> None:
    assert [step.id for step in needed_steps(BOOK)] == [
        *("research", "participation", "experts", "stability", "integrity", "legality"),
    ]
    assert rules(DONE) == []


@pytest.mark.parametrize("left", [step.id for step in needed_steps(BOOK)])
def test_R23_one_step_left_open_stops_the_topic(left: str) -> None:
    assert rules({name: one for name, one in DONE.items() if name != left}) == [("R23", Effect.BLOCK)]


def test_R23_not_applicable_with_a_reason_passes_and_without_one_does_not() -> None:
    assert rules(DONE | {"experts": StepTaken("不适用", "技术上没有争议")}) == []
    assert rules(DONE | {"experts": StepTaken("不适用", "  ")}) == [("R23", Effect.BLOCK)]


def test_R26_hearing_groups_and_experts_is_never_asked_for() -> None:
    assert not {"hearing", "opinions"} & {step.id for step in needed_steps(BOOK)}


@pytest.mark.parametrize(("days", "warned"), [(25, True), (29, True), (30, False), (31, False)])
def test_R23b_public_comment_takes_thirty_days(days: int, warned: bool) -> None:
    taken = DONE | {"participation": StepTaken("已做", "", START, START + timedelta(days=days))}
    assert rules(taken) == ([("R23b", Effect.WARN)] if warned else [])


def test_R23b_a_reason_for_a_shorter_comment_lets_it_be() -> None:
    taken = DONE | {"participation": StepTaken("已做", "上级限期", START, START + timedelta(days=25))}
    assert rules(taken) == []


def test_R23b_the_legality_review_counts_working_days_not_days() -> None:
    # 2026-11-02 is a Monday: six working days end on Tuesday the 10th, seven on Wednesday the 11th.
    six = DONE | {"legality": StepTaken("已做", "", date(2026, 11, 2), date(2026, 11, 10))}
    seven = DONE | {"legality": StepTaken("已做", "", date(2026, 11, 2), date(2026, 11, 11))}
    assert rules(six) == [("R23b", Effect.WARN)]
    assert rules(seven) == []


def test_R23b_working_days_leave_out_the_national_holiday() -> None:
    over_holiday = DONE | {"legality": StepTaken("已做", "", date(2026, 9, 29), date(2026, 10, 9))}
    assert rules(over_holiday) == [("R23b", Effect.WARN)]


def test_R23b_a_step_with_a_least_time_but_no_days_is_warned_of() -> None:
    (found,) = step_findings(BOOK, DONE | {"legality": StepTaken("已做")}, CALENDAR)
    assert (found.rule, "日期" in found.sentence) == ("R23b", True)


@pytest.mark.parametrize("where", ["document", "responsible", "reason"])
def test_R23b_consultation_does_not_stand_for_the_legality_review(where: str) -> None:
    legality = StepTaken("已做", **{where: "以会签方式办理"}, **LONG)  # type: ignore[arg-type]
    sentences = [one.sentence for one in step_findings(BOOK, DONE | {"legality": legality}, CALENDAR)]
    assert sentences == ["不能以会签代替合法性审查"]


def test_R23b_a_hearing_that_was_held_needs_its_papers_a_week_before() -> None:
    hearing = {"hearing": StepTaken("已做", "", START, START + timedelta(days=6))}
    assert rules(DONE | hearing) == [("R23b", Effect.WARN)]
