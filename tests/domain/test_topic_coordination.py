"""Coordination before a meeting (art. 42), level by level."""

from datetime import date

import pytest

from govtui.domain.findings import Finding
from govtui.domain.meetings.coordination import BY_LEADER, BY_UNIT, Round, UnitAnswer, coordination_findings
from govtui.rulebook import load
from govtui.rulebook.model import Effect

BOOK = load("chenzhou-2017")
DAY = date(2026, 11, 9)
AGREES = UnitAnswer("市教育局", opinion="同意", answered=DAY)
AGAINST = UnitAnswer("市林业局", opinion="不同意", answered=DAY)
WITH_GROUNDS = UnitAnswer("市林业局", opinion="不同意", answered=DAY, grounds="与林地保护规划不符")


def found(*units: UnitAnswer, rounds: tuple[Round, ...] = (), leaning: str = "") -> tuple[Finding, ...]:
    return coordination_findings(BOOK, units, rounds, leaning)


def level(which: int, agreed: bool, later: int = 0) -> Round:
    return Round(which, DAY.replace(day=DAY.day + later), agreed)


def test_R42a_units_that_all_agree_pass_without_any_round() -> None:
    assert found(AGREES) == ()
    assert found() == ()


@pytest.mark.parametrize("silence", ["未回复", "逾期未复"])
def test_R42a_a_unit_that_did_not_answer_has_not_agreed(silence: str) -> None:
    stopped = found(AGREES, UnitAnswer("市林业局", opinion=silence))
    assert [(one.rule, one.effect) for one in stopped] == [("R42a", Effect.BLOCK)]
    assert "市林业局" in stopped[0].sentence
    assert "市教育局" not in stopped[0].sentence


def test_R42a_silence_stops_even_after_a_round_that_agreed() -> None:
    assert found(UnitAnswer("市林业局"), rounds=(level(BY_UNIT, True),))


def test_R42a_counties_and_units_not_consulted_are_not_asked_to_agree() -> None:
    assert found(UnitAnswer("云溪县", county=True), UnitAnswer("市林业局", consulted=False)) == ()


def test_R42a_a_disagreement_that_nobody_coordinated_stops_the_topic() -> None:
    (stopped,) = found(AGREES, AGAINST)
    assert "会前协调" in stopped.sentence


def test_R42a_level_one_failed_without_level_two_stops_the_topic() -> None:
    (stopped,) = found(WITH_GROUNDS, rounds=(level(BY_UNIT, False),), leaning="建议按方案一")
    assert (stopped.rule, stopped.effect, "第二级" in stopped.sentence) == ("R42a", Effect.BLOCK, True)


def test_R42a_level_one_failed_stops_even_when_no_disagreeing_unit_was_written_down() -> None:
    assert found(AGREES, rounds=(level(BY_UNIT, False),))


def test_R42a_level_two_before_level_one_does_not_count() -> None:
    assert found(WITH_GROUNDS, rounds=(level(BY_LEADER, False), level(BY_UNIT, False, 1)), leaning="按方案一")


@pytest.mark.parametrize(
    ("unit", "leaning", "lacks"),
    [
        (AGAINST, "建议按方案一", "市林业局的依据"),
        (WITH_GROUNDS, " ", "倾向性意见"),
        (AGAINST, "", "市林业局的依据、倾向性意见"),
    ],
)
def test_R42a_still_not_agreed_needs_grounds_and_a_leaning_opinion(unit: UnitAnswer, leaning: str, lacks: str) -> None:
    rounds = (level(BY_UNIT, False), level(BY_LEADER, False, 1))
    (stopped,) = found(AGREES, unit, rounds=rounds, leaning=leaning)
    assert stopped.sentence.endswith(f"缺{lacks}")


def test_R42a_a_dissent_with_both_levels_grounds_and_leaning_goes_to_the_meeting() -> None:
    rounds = (level(BY_UNIT, False), level(BY_LEADER, False, 1))
    assert found(AGREES, WITH_GROUNDS, rounds=rounds, leaning="建议按方案一") == ()


@pytest.mark.parametrize("which", [BY_UNIT, BY_LEADER])
def test_R42a_a_round_that_agreed_settles_what_was_said_before_it(which: int) -> None:
    rounds = (level(BY_UNIT, False), level(which, True, 1))
    assert found(AGAINST, rounds=rounds) == ()


def test_R42a_a_disagreement_after_the_round_that_agreed_opens_the_matter_again() -> None:
    late = UnitAnswer("市林业局", opinion="不同意", answered=DAY.replace(day=20))
    assert found(late, rounds=(level(BY_UNIT, False), level(BY_LEADER, True, 1)))
