"""Who signs a paper that leaves: articles 49 and 50 against the people of the day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.documents.outgoing.signing import (
    Matter,
    signer_plan,
)
from govtui.domain.findings import blocks
from govtui.domain.people import AbsenceRow, DelegationRow, Directory, PortfolioRow, PostRow
from govtui.domain.signing import signer_findings
from govtui.rulebook import load
from govtui.rulebook.model import Effect
from tests.domain.people_rows import (
    BOOK,
    DAY,
    EDUCATION,
    FINANCE,
    FORESTRY,
    HE,
    POSTS,
    QIN,
    SHEN,
    WEI,
    ZHOU,
    ZONE,
    government,
)

OTHER = load(Path(__file__).parents[1] / "rulebook" / "linhe-2024.toml")
YESTERDAY = DAY - timedelta(days=1)
CHANGED = date(2026, 11, 16)
AWAY = (AbsenceRow(1, 1, ZHOU, "出访", date(2026, 11, 18), date(2026, 11, 30)),)
UNTIL_30 = DelegationRow(1, 1, ZHOU, QIN, "主持工作", date(2026, 11, 18), date(2026, 11, 30), "", "市长批示")
UNTIL_22 = replace(UNTIL_30, to_day=YESTERDAY)
TEACHING = PortfolioRow(9, 1, EDUCATION, "分管", person_id=SHEN)
VICE = PostRow(20, 1, WEI, None, "vice_mayor", "副市长", 4)

MATTERS = {
    "order": Matter("其他", "order", "down", False),
    "order_kind": Matter("议案", "gov_letter", "level", False),
    "personnel": Matter("通知", "personnel", "down", True),
    "office_paper": Matter("通知", "office_issue", "down", False),
    "upward": Matter("请示", "gov_issue", "up", True),
    "major": Matter("决定", "gov_issue", "down", True),
    "ordinary": Matter("通知", "normative", "down", False),
}


@dataclass(frozen=True)
class Situation:
    """The government of a day and the unit that the paper is about."""

    people: Directory
    unit: int = EDUCATION


def situation(name):
    """One of the five columns of the table."""
    teaching = [TEACHING]
    two_roles = [
        *POSTS,
        PostRow(21, 1, QIN, None, "vice_mayor", "副市长", 2),
        PostRow(22, 1, ZHOU, ZONE, "department_head", "管委会主任", 90),
    ]
    changed = [replace(TEACHING, to_day=CHANGED - timedelta(days=1)), replace(TEACHING, id=10, person_id=WEI)]
    changed[1] = replace(changed[1], from_day=CHANGED)
    return {
        "mayor present": lambda: Situation(government(portfolios=teaching)),
        "mayor away with delegation": lambda: Situation(
            government(portfolios=teaching, delegations=(UNTIL_30,), absences=AWAY)
        ),
        "delegation expired yesterday": lambda: Situation(government(portfolios=teaching, delegations=(UNTIL_22,))),
        "signer holds two roles": lambda: Situation(government(posts=two_roles), FINANCE),
        "portfolio changed last week": lambda: Situation(government(posts=[*POSTS, VICE], portfolios=changed)),
    }[name]()


MAYOR_ONLY = {
    "mayor present": "周致远",
    "mayor away with delegation": "秦立本（代周致远） 周致远",
    "delegation expired yesterday": "周致远",
    "signer holds two roles": "周致远",
    "portfolio changed last week": "周致远",
}
TABLE = {
    "order": MAYOR_ONLY,
    "order_kind": MAYOR_ONLY,
    "personnel": MAYOR_ONLY,
    "upward": MAYOR_ONLY,
    "office_paper": {
        "mayor present": "沈若愚 秦立本 周致远",
        "mayor away with delegation": "沈若愚 秦立本 周致远",
        "delegation expired yesterday": "沈若愚 秦立本 周致远",
        "signer holds two roles": "秦立本 周致远",
        "portfolio changed last week": "魏长风 秦立本 周致远",
    },
    "major": dict.fromkeys(MAYOR_ONLY, "秦立本 周致远"),
    "ordinary": {
        "mayor present": "沈若愚",
        "mayor away with delegation": "沈若愚",
        "delegation expired yesterday": "沈若愚",
        "signer holds two roles": "秦立本",
        "portfolio changed last week": "魏长风",
    },
}
"""Whom each row of articles 49 and 50 allows in each situation; the first is the one expected."""
CASES = [(row, name, words) for row, columns in TABLE.items() for name, words in columns.items()]


def plan_of(row, here, on=DAY, book=BOOK):
    return signer_plan(book, here.people, MATTERS[row], here.unit, on)


def judged(row, here, signer, on=DAY, book=BOOK):
    return signer_findings(book, here.people, plan_of(row, here, on, book), signer, on)


def rules(findings):
    return [one.rule for one in findings]


def test_table_holds_every_signer_row_of_the_pack_in_five_situations():
    assert set(TABLE) == {one.id for one in BOOK.signers} == set(MATTERS)
    assert len(CASES) == 35


@pytest.mark.parametrize(("row", "name", "words"), CASES)
def test_articles_49_and_50_name_the_signer_of_the_day(row, name, words):
    here = situation(name)
    plan = plan_of(row, here)
    assert plan.rule.id == row
    assert [seat.words for seat in plan.allowed] == words.split()
    assert plan.expected.words == words.split()[0]
    allowed = {seat.person_id for seat in plan.allowed}
    assert all(judged(row, here, person) == () for person in allowed)
    for person in {ZHOU, QIN, SHEN, WEI, HE} - allowed:
        assert plan.rule.rule in rules(blocks(judged(row, here, person)))


@pytest.mark.parametrize("row", ["office_paper", "ordinary"])
def test_day_before_a_portfolio_changes_gives_the_old_leader(row):
    here = situation("portfolio changed last week")
    assert plan_of(row, here, CHANGED - timedelta(days=1)).expected.name == "沈若愚"
    assert plan_of(row, here, CHANGED).expected.name == "魏长风"
    assert rules(judged(row, here, WEI, CHANGED - timedelta(days=1))) == [plan_of(row, here).rule.rule]


def test_R49_orders_and_motions_are_signed_by_the_mayor():
    here = situation("mayor present")
    plan = plan_of("order", here)
    assert (plan.act, plan.expected.title, plan.expected.words) == ("签署", "市长", "周致远")
    assert judged("order", here, ZHOU) == ()


def test_R49_executive_vice_mayor_cannot_sign_an_order():
    (found,) = judged("order", situation("mayor present"), QIN)
    assert (found.rule, found.effect, found.release_role) == ("R49", Effect.BLOCK, "mayor")
    assert found.sentence == "公布规章、发布命令、提请审议议案应由市长周致远签署，不能由常务副市长秦立本签署"
    facts = dict(found.facts)
    assert facts["发文序列"] == "令"
    assert facts["行文方向"] == "下行"
    assert facts["任职和分工截至"] == "2026年11月23日"
    assert facts["可以签署"] == "市长周致远"
    assert facts["实际签署"] == "常务副市长秦立本"
    assert found.remedy


def test_R49_silent_pack_does_not_block():
    here = Situation(government(book=OTHER, portfolios=[TEACHING]))
    plan = plan_of("order", here, book=OTHER)
    assert (plan.rule, plan.expected, plan.allowed) == (None, None, ())
    assert ("签发人", "规则未明确") in plan.facts
    assert judged("order", here, HE, book=OTHER) == ()


def test_R49_row_of_a_pack_that_does_not_hold_the_rule_does_not_block():
    without = replace(BOOK, rules={name: rule for name, rule in BOOK.rules.items() if name != "R49"})
    here = Situation(government(book=without, portfolios=[TEACHING]))
    assert plan_of("order", here, book=without).expected.name == "周致远"
    assert judged("order", here, QIN, book=without) == ()


@pytest.mark.parametrize("row", ["upward", "personnel"])
def test_R50a_papers_to_the_province_and_personnel_papers_are_the_mayors(row):
    assert judged(row, situation("mayor present"), ZHOU) == ()


@pytest.mark.parametrize("row", ["upward", "personnel"])
def test_R50a_leader_in_charge_cannot_sign_them(row):
    (found,) = judged(row, situation("mayor present"), SHEN)
    assert (found.rule, found.effect) == ("R50a", Effect.BLOCK)
    assert "市长周致远" in found.sentence


def test_R50b_ordinary_matters_are_signed_by_the_leader_in_charge_and_major_ones_are_not():
    here = situation("mayor present")
    assert judged("ordinary", here, SHEN) == ()
    assert judged("major", here, QIN) == judged("major", here, ZHOU) == ()


def test_R50b_leader_in_charge_cannot_sign_a_major_matter_nor_the_mayor_an_ordinary_one():
    here = situation("mayor present")
    assert rules(judged("major", here, SHEN)) == ["R50b"]
    assert rules(judged("ordinary", here, ZHOU)) == ["R50b"]


def test_R50b_unit_under_another_takes_the_portfolio_above():
    people = government(portfolios=[TEACHING])
    assert signer_plan(BOOK, people, MATTERS["ordinary"], FORESTRY, DAY).expected.name == "沈若愚"


def test_R50c_leader_in_charge_and_where_needed_those_above_sign_for_the_office():
    here = situation("mayor present")
    assert [judged("office_paper", here, who) for who in (SHEN, QIN, ZHOU)] == [(), (), ()]


def test_R50c_secretary_general_is_blocked_here_and_signs_in_another_pack():
    (found,) = judged("office_paper", situation("mayor present"), HE)
    assert (found.rule, found.effect) == ("R50c", Effect.BLOCK)
    there = Situation(government(book=OTHER, portfolios=[TEACHING]))
    assert plan_of("office_paper", there, book=OTHER).expected.name == "何清如"
    assert judged("office_paper", there, HE, book=OTHER) == ()
    assert rules(judged("office_paper", there, SHEN, book=OTHER)) == ["R50c"]


@pytest.mark.parametrize(
    ("unit", "sentence"), [(EDUCATION, "市教育局在2026年11月23日没有"), (None, "没有填写归口单位")]
)
def test_R8a_warns_and_R50b_stays_shut_where_nobody_is_in_charge(unit, sentence):
    here = Situation(government(portfolios=[]), unit)
    plan = plan_of("ordinary", here)
    assert (plan.expected, plan.allowed, plan.missing) == (None, (), ("分管副市长",))
    (warned,) = plan.findings
    assert (warned.rule, warned.effect) == ("R8a", Effect.WARN)
    assert sentence in warned.sentence
    (found,) = judged("ordinary", here, SHEN)
    assert (found.rule, found.effect) == ("R50b", Effect.BLOCK)
    assert "先在通讯录登记分管副市长" in found.remedy


def test_R8a_office_papers_of_such_a_unit_go_to_those_above():
    plan = plan_of("office_paper", Situation(government(portfolios=[])))
    assert rules(plan.findings) == ["R8a"]
    assert [seat.name for seat in plan.allowed] == ["秦立本", "周致远"]


def test_R8a_says_nothing_where_the_rule_needs_nobody_in_charge():
    assert plan_of("upward", Situation(government(portfolios=[]), None)).findings == ()


@pytest.mark.parametrize("kind", ["主持工作", "代行签发"])
def test_R10_leader_in_charge_who_is_away_is_acted_for(kind):
    given_on = DelegationRow(1, 1, SHEN, WEI, kind, DAY, DAY, "教育", "市长批示")
    here = Situation(government(posts=[*POSTS, VICE], portfolios=[TEACHING], delegations=(given_on,)))
    plan = plan_of("ordinary", here)
    assert [seat.label for seat in plan.allowed] == ["副市长魏长风（代沈若愚）", "副市长沈若愚"]
    assert judged("ordinary", here, WEI) == ()


@pytest.mark.parametrize("kind", ["专项工作", "外事活动"])
def test_R10_other_delegations_do_not_let_anybody_sign(kind):
    given_on = replace(UNTIL_30, kind=kind)
    assert rules(judged("upward", Situation(government(delegations=(given_on,))), QIN)) == ["R50a"]


def test_R10_two_delegations_of_different_scope_let_both_sign():
    several = (
        DelegationRow(1, 1, ZHOU, QIN, "代行签发", DAY, DAY, "人事", "甲"),
        DelegationRow(2, 1, ZHOU, SHEN, "代行签发", DAY, DAY, "财政", "乙"),
    )
    plan = plan_of("personnel", Situation(government(delegations=several)))
    assert [seat.words for seat in plan.allowed] == ["秦立本（代周致远）", "沈若愚（代周致远）", "周致远"]
    assert dict(plan.facts)["沈若愚代周致远"] == "代行签发（财政），2026年11月23日至2026年11月23日，依据：乙"


def test_R10_delegate_without_a_post_does_not_act():
    posts = [replace(post, to_day=YESTERDAY) if post.person_id == QIN else post for post in POSTS]
    here = Situation(government(posts=posts, delegations=(UNTIL_30,), absences=AWAY))
    assert [seat.words for seat in plan_of("upward", here).allowed] == ["周致远"]
    assert rules(judged("upward", here, QIN)) == ["R50a"]


def test_R10_delegate_who_may_sign_anyway_signs_in_his_own_right():
    given_on = replace(UNTIL_30, from_person_id=SHEN)
    here = Situation(government(portfolios=[TEACHING], delegations=(given_on,)))
    assert [seat.words for seat in plan_of("office_paper", here).allowed] == ["秦立本", "沈若愚", "周致远"]
    assert plan_of("ordinary", here).expected.words == "秦立本（代沈若愚）"


def test_R10_mayor_away_without_delegation_stays_the_signer_and_the_facts_say_so():
    named = (replace(AWAY[0], acting_person_id=QIN),)
    here = Situation(government(absences=named))
    plan = plan_of("upward", here)
    assert plan.expected.words == "周致远"
    assert dict(plan.facts)["市长周致远"] == "外出至2026年11月30日，没有委托，别人不能代行"
    assert rules(judged("upward", here, QIN)) == ["R50a"]


def test_R10_delegation_in_force_while_nobody_is_reported_away_is_pointed_out():
    plan = plan_of("upward", Situation(government(delegations=(UNTIL_30,))))
    assert "没有外出登记，请核对" in dict(plan.facts)["秦立本代周致远"]
    away = plan_of("upward", Situation(government(delegations=(UNTIL_30,), absences=AWAY)))
    assert "请核对" not in dict(away.facts)["秦立本代周致远"]


def test_R10_last_day_of_a_delegation_still_counts_and_the_day_after_blocks():
    here = situation("delegation expired yesterday")
    assert judged("upward", here, QIN, YESTERDAY) == ()
    found = judged("upward", here, QIN)
    assert rules(blocks(found)) == ["R50a", "R10"]
    assert "委托期外不得代行" in found[1].sentence
    facts = dict(found[1].facts)
    assert facts["委托"] == "主持工作，2026年11月18日至2026年11月22日，依据：市长批示"
    assert (facts["代行人"], facts["委托人"], facts["签发日期"]) == ("秦立本", "周致远", "2026年11月23日")
    assert found[1].release_role == "mayor"


def test_R10_blocks_before_a_delegation_begins_and_without_an_end():
    later = replace(UNTIL_30, from_day=DAY + timedelta(days=1))
    endless = replace(UNTIL_30, to_day=None)
    for given_on in (later, endless):
        assert rules(judged("upward", Situation(government(delegations=(given_on,))), QIN)) == ["R50a", "R10"]


def test_R10_says_nothing_of_a_delegate_who_signs_in_his_own_right():
    here = situation("delegation expired yesterday")
    assert judged("major", here, QIN) == ()


def test_R10_says_nothing_of_a_delegation_by_somebody_who_does_not_sign_this_paper():
    assert rules(judged("ordinary", situation("delegation expired yesterday"), QIN)) == ["R50b"]


days = st.integers(-30, 30).map(lambda n: DAY + timedelta(days=n))


@given(st.lists(st.tuples(days, days).map(sorted), max_size=5), days)
def test_R10_an_acting_seat_stands_exactly_on_days_that_a_delegation_covers(spans, on):
    rows = tuple(DelegationRow(n, 1, ZHOU, QIN, "主持工作", *span) for n, span in enumerate(spans, 1))
    here = Situation(government(delegations=rows))
    plan = plan_of("upward", here, on)
    covered = any(first <= on <= last for first, last in spans)
    assert any(seat.for_name == "周致远" for seat in plan.allowed) == covered
    assert len({seat.person_id for seat in plan.allowed}) == len(plan.allowed)
    assert plan.expected.name == ("秦立本" if covered else "周致远")
    assert rules(judged("upward", here, QIN, on)) == ([] if covered else ["R50a", *(["R10"] if spans else [])])


@given(st.sampled_from(sorted(MATTERS)), st.sampled_from(sorted(MAYOR_ONLY)), st.booleans())
def test_nobody_stands_twice_and_nobody_acts_for_himself(row, name, unit_known):
    here = situation(name)
    plan = signer_plan(BOOK, here.people, MATTERS[row], here.unit if unit_known else None, DAY)
    assert len({seat.person_id for seat in plan.allowed}) == len(plan.allowed)
    assert all(seat.for_id != seat.person_id for seat in plan.allowed)
