"""Decisions of a meeting and what signed minutes propose: nothing twice, nothing lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.meetings.deciding import (
    PROPOSED_STATES,
    Carrier,
    Decided,
    Known,
    carriers_of,
    dissent_findings,
    may_decide,
    proposals,
    propose,
)
from govtui.domain.refusal import Refusal
from tests.domain.people_rows import BOOK

HELD = date(2026, 11, 20)


def carrier(name, lead=False, due=None):
    return Carrier(None, name, lead, due)


def test_the_first_unit_leads_unless_another_is_marked():
    assert [one.lead for one in carriers_of([carrier("甲"), carrier("乙")], HELD)] == [True, False]
    assert [one.lead for one in carriers_of([carrier("甲"), carrier("乙", True)], HELD)] == [False, True]
    assert carriers_of([], HELD) == ()


@pytest.mark.parametrize(
    ("units", "why"),
    [
        ([carrier("甲"), carrier("甲")], "写了两次"),
        ([carrier("甲", True), carrier("乙", True)], "只能有一个牵头"),
        ([carrier("甲", due=date(2026, 11, 19))], "早于会议日期"),
    ],
)
def test_units_that_cannot_stand(units, why):
    with pytest.raises(Refusal, match=why):
        carriers_of(units, HELD)


def test_an_outcome_that_decides_nothing_takes_no_decisions():
    outcomes = BOOK.meetings
    with pytest.raises(Refusal, match="听取"):
        may_decide(outcomes.outcome("heard"), "议题")
    may_decide(outcomes.outcome("passed"), "议题")
    may_decide(None, "议题")


def test_R23b_dissent_on_a_major_decision_asks_for_the_chairs_word():
    (found,) = dissent_findings(BOOK, True, "有人不赞成", "")
    assert found.rule == "R23b"
    assert dissent_findings(BOOK, True, "有人不赞成", "工期紧") == ()
    assert dissent_findings(BOOK, True, "", "") == ()
    assert dissent_findings(BOOK, False, "有人不赞成", "") == ()


def test_R54a_one_decision_with_three_units_and_three_days_makes_three_matters():
    days = [date(2026, 12, day) for day in (10, 20, 30)]
    units = tuple(carrier(name, name == "甲", day) for name, day in zip("甲乙丙", days, strict=True))
    found = proposals([Decided(1, "修路", units)], lambda unit_id: "副市长某")
    assert [(one.carrier.unit, one.carrier.due, one.co_units) for one in found] == [
        ("甲", days[0], "乙、丙"),
        ("乙", days[1], "甲、丙"),
        ("丙", days[2], "甲、乙"),
    ]


def test_R54a_a_decision_without_a_unit_proposes_nothing():
    assert proposals([Decided(1, "原则同意", ())], lambda unit_id: "") == ()


NAMES = st.sampled_from("甲乙丙丁")
DECISIONS = st.dictionaries(st.integers(1, 5), st.sets(NAMES, max_size=4))
KNOWN = st.dictionaries(st.tuples(st.integers(1, 5), NAMES), st.sampled_from(PROPOSED_STATES))


@given(DECISIONS, KNOWN)
def test_R54a_signing_again_doubles_nothing_and_loses_nothing(wanted, known):
    decisions = [Decided(one, "事", tuple(carrier(name) for name in sorted(units))) for one, units in wanted.items()]
    before = [Known(place, key[0], key[1], state) for place, (key, state) in enumerate(known.items(), 1)]
    plan = propose(proposals(decisions, lambda unit_id: ""), before)
    pairs = [(one.decision_id, one.carrier.key) for one in plan.fresh]
    by_id = {one.id: (one.decision_id, one.key) for one in before}
    every = [*pairs, *(by_id[row_id] for row_id, _ in plan.again), *(by_id[row_id] for row_id in plan.kept)]
    assert sorted(every) == sorted((one, name) for one, units in wanted.items() for name in units)
    assert not set(pairs) & set(by_id.values())
    states = {one.id: one.state for one in before}
    assert all(states[row_id] in ("撤回", "待立项") for row_id, _ in plan.again)
    assert all(states[row_id] in ("已立项", "不立项") for row_id in plan.kept)
