"""Who signs minutes and who reviews them first: article 44 against the people of the day."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from govtui.domain.findings import blocks
from govtui.domain.meetings.reviews import (
    Chair,
    Given,
    WorkUnit,
    finance_hint,
    missing,
    needs,
    review_findings,
    signer_plan,
    unled_findings,
    wrong_reviewer,
)
from govtui.domain.people import DelegationRow, PortfolioRow, PostRow
from govtui.domain.signing import signer_findings
from govtui.rulebook import load
from govtui.rulebook.model import Effect
from tests.domain.people_rows import (
    BOOK,
    DAY,
    EDUCATION,
    FINANCE,
    FIRM,
    HE,
    PORTFOLIOS,
    POSTS,
    QIN,
    SHEN,
    YANG,
    ZHOU,
    government,
)

OTHER_PACK = load(Path(__file__).parents[1] / "rulebook" / "linhe-2024.toml")
HELD = date(2026, 11, 20)
PLENARY, EXECUTIVE, SPECIAL = (BOOK.meeting_kind(one) for one in ("plenary", "executive", "special"))
PRESIDING = DelegationRow(1, 1, ZHOU, QIN, "主持工作", date(2026, 11, 18), DAY, "", "市长批示")
CHAIRING = DelegationRow(2, 1, SHEN, YANG, "主持会议", HELD, HELD, "", "批示")
SIGNING = DelegationRow(3, 1, SHEN, QIN, "代行签发", DAY, DAY, "", "批示")
GONE = [replace(post, to_day=date(2026, 11, 21)) if post.person_id == SHEN else post for post in POSTS]
MOVED = [*GONE, PostRow(30, 1, SHEN, FIRM, "department_head", "董事长", 50, from_day=date(2026, 11, 22))]
TEACHING = [*PORTFOLIOS, PortfolioRow(9, 1, EDUCATION, "分管", person_id=SHEN)]


def plan(kind, chair, for_id=None, on=DAY, book=BOOK, **government_rows):
    people = government(book=book, **government_rows)
    return signer_plan(book, people, kind, Chair(chair, for_id, HELD), on), people


def allowed(*args, **kwargs):
    return " ".join(seat.words for seat in plan(*args, **kwargs)[0].allowed)


def refused(signer, *args, on=DAY, **kwargs):
    found, people = plan(*args, on=on, **kwargs)
    return [one.rule for one in blocks(signer_findings(BOOK, people, found, signer, on))]


TABLE = [
    # kind, chair, delegated by, delegations, who may sign
    (PLENARY, ZHOU, None, (), "周致远"),
    (EXECUTIVE, ZHOU, None, (), "周致远"),
    (EXECUTIVE, QIN, ZHOU, (), "周致远"),
    (EXECUTIVE, QIN, ZHOU, (PRESIDING,), "秦立本（代周致远） 周致远"),
    (SPECIAL, ZHOU, None, (), "周致远 秦立本"),
    (SPECIAL, SHEN, None, (), "沈若愚 秦立本 周致远"),
    (SPECIAL, HE, None, (), "何清如 秦立本 周致远"),
    (SPECIAL, YANG, SHEN, (), "沈若愚 秦立本 周致远"),
    (SPECIAL, YANG, SHEN, (CHAIRING,), "沈若愚 秦立本 周致远"),
    (SPECIAL, YANG, ZHOU, (), "周致远 秦立本"),
    (SPECIAL, YANG, SHEN, (SIGNING,), "秦立本 沈若愚 周致远"),
    (SPECIAL, HE, ZHOU, (), "何清如 秦立本 周致远"),
]


@pytest.mark.parametrize(("kind", "chair", "giver", "delegations", "expected"), TABLE)
def test_R44_who_signs_minutes(kind, chair, giver, delegations, expected):
    assert allowed(kind, chair, giver, delegations=delegations) == expected


@pytest.mark.parametrize(
    ("signer", "kind", "chair", "giver", "rules"),
    [
        (ZHOU, EXECUTIVE, ZHOU, None, []),
        (QIN, EXECUTIVE, QIN, ZHOU, ["R44a"]),
        (SHEN, PLENARY, ZHOU, None, ["R44a"]),
        (YANG, SPECIAL, YANG, SHEN, ["R44b"]),
        (SHEN, SPECIAL, YANG, SHEN, []),
        (QIN, SPECIAL, YANG, SHEN, []),
        (HE, SPECIAL, YANG, SHEN, ["R44b"]),
        (SHEN, SPECIAL, HE, None, ["R44b"]),
    ],
)
def test_R44a_R44b_block_every_other_signer(signer, kind, chair, giver, rules):
    assert refused(signer, kind, chair, giver) == rules


def test_R44a_R10_the_day_after_the_delegation_ends_its_holder_signs_no_more():
    after = DAY + timedelta(days=1)
    assert refused(QIN, EXECUTIVE, QIN, ZHOU, delegations=(PRESIDING,), on=DAY) == []
    assert refused(QIN, EXECUTIVE, QIN, ZHOU, delegations=(PRESIDING,), on=after) == ["R44a", "R10"]
    assert refused(ZHOU, EXECUTIVE, QIN, ZHOU, delegations=(PRESIDING,), on=after) == []


def test_R44b_a_chair_who_lost_the_post_signs_no_more_and_the_panel_says_so():
    found, people = plan(SPECIAL, SHEN, posts=MOVED)
    assert [seat.name for seat in found.allowed] == ["秦立本", "周致远"]
    assert "会议主持人" in found.missing
    assert "沈若愚" in dict(found.facts)["任职变动"]
    assert "董事长" in dict(found.facts)["任职变动"]
    assert refused(SHEN, SPECIAL, SHEN, posts=MOVED) == ["R44b"]


def test_R44b_a_delegator_who_lost_the_post_signs_no_more():
    found, _ = plan(SPECIAL, YANG, SHEN, posts=GONE)
    assert "沈若愚" not in [seat.name for seat in found.allowed]
    assert "沈若愚" in dict(found.facts)["任职变动"]


def test_R44b_a_deputy_who_chaired_without_a_delegator_leaves_only_whom_it_is_raised_to():
    assert allowed(SPECIAL, YANG) == "秦立本 周致远"


def test_minutes_without_signers_in_the_pack_are_signed_by_anybody():
    silent = SPECIAL._replace(minutes_signers=())
    for kind in (silent, None):
        found, people = plan(kind, SHEN)
        assert found.rule is None
        assert ("签发人", "规则未明确") in found.facts
        assert signer_findings(BOOK, people, found, YANG, DAY) == ()


def test_another_pack_lets_the_secretary_general_sign():
    kind = OTHER_PACK.meeting_kind("mayors_office")._replace(minutes_signers=("secretary_general",))
    found, _ = plan(kind, ZHOU, book=OTHER_PACK)
    assert [seat.name for seat in found.allowed] == ["何清如"]


# -- reviews ----------------------------------------------------------------------------------------------------------

UNITS = {"finance": WorkUnit(FINANCE, "市财政局"), "education": WorkUnit(EDUCATION, "市教育局")}


def wanted(kind=SPECIAL, finance=False, units=(), chair=SHEN, signer=SHEN, portfolios=TEACHING, on=DAY, **rows):
    people = government(portfolios=list(portfolios), **rows)
    return needs(BOOK, people, kind, finance, [UNITS[one] for one in units], chair, signer, on)


@pytest.mark.parametrize(
    ("kind", "finance", "units", "chair", "signer", "expected"),
    [
        (SPECIAL, False, (), SHEN, SHEN, []),
        (SPECIAL, True, (), SHEN, SHEN, ["finance 秦立本"]),
        (SPECIAL, True, (), QIN, QIN, ["finance 秦立本 by signature"]),
        (SPECIAL, False, ("education",), SHEN, SHEN, []),
        (SPECIAL, False, ("education", "finance"), SHEN, SHEN, ["other_portfolio 秦立本"]),
        (SPECIAL, False, ("finance",), SHEN, QIN, []),
        (SPECIAL, False, ("education",), YANG, ZHOU, ["other_portfolio 沈若愚"]),
        (SPECIAL, False, ("education",), SHEN, ZHOU, []),
        (EXECUTIVE, True, ("education", "finance"), ZHOU, ZHOU, []),
    ],
)
def test_R44c_R44d_which_reviews_minutes_need(kind, finance, units, chair, signer, expected):
    found = wanted(kind, finance, units, chair, signer)
    told = [f"{one.step} {one.principal.name}" + " by signature" * one.by_signature for one in found]
    assert told == expected


def test_R44c_a_missing_review_blocks_and_the_finance_leaders_own_signature_does_not_need_one():
    assert [one.rule for one in review_findings(BOOK, wanted(finance=True), (), DAY)] == ["R44c"]
    assert review_findings(BOOK, wanted(finance=True, chair=QIN, signer=QIN), (), DAY) == ()


def test_R44d_names_the_leader_and_the_units():
    (found,) = review_findings(BOOK, wanted(units=("education", "finance")), (), DAY)
    assert (found.rule, found.effect) == ("R44d", Effect.BLOCK)
    assert "市财政局" in found.sentence
    assert "秦立本" in found.sentence
    assert "市教育局" not in found.sentence


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (Given("other_portfolio", QIN, None, ("市财政局",), DAY), 0),
        (Given("other_portfolio", QIN, None, (), DAY), 1),
        (Given("finance", QIN, None, ("市财政局",), DAY), 1),
        (Given("other_portfolio", SHEN, None, ("市财政局",), DAY), 1),
        (Given("other_portfolio", SHEN, QIN, ("市财政局",), DAY), 0),
        (Given("other_portfolio", QIN, None, ("市财政局",), DAY + timedelta(days=1)), 1),
    ],
)
def test_R44d_only_the_right_leaders_review_of_these_units_before_the_signature_counts(given, left):
    assert len(missing(wanted(units=("finance",)), [given], DAY)) == left


def test_R44d_a_portfolio_that_changed_hands_asks_the_new_leader():
    changed = [PortfolioRow(1, 1, FINANCE, "分管", person_id=QIN, to_day=HELD)]
    changed += [PortfolioRow(8, 1, FINANCE, "分管", person_id=HE, from_day=HELD + timedelta(days=1))]
    (need,) = wanted(units=("finance",), portfolios=changed)
    assert need.principal.name == "何清如"
    assert missing([need], [Given("other_portfolio", QIN, None, ("市财政局",), HELD)], DAY) == (need,)


def test_R44c_without_a_finance_leader_the_review_is_missing_and_says_where_to_look():
    (found,) = review_findings(BOOK, wanted(finance=True, portfolios=()), (), DAY)
    assert "没有找到" in found.sentence
    assert "分工表" in found.remedy


def test_R44c_who_acts_for_the_finance_leader_may_review():
    acting = DelegationRow(5, 1, QIN, SHEN, "代行签发", DAY, DAY, "", "批示")
    (need,) = wanted(finance=True, chair=HE, signer=HE, delegations=(acting,))
    assert [seat.words for seat in need.seats] == ["沈若愚（代秦立本）", "秦立本"]


def test_R44c_somebody_elses_review_is_refused_with_the_rule():
    (need,) = wanted(finance=True)
    (found,) = wrong_reviewer(BOOK, need, "副市长沈若愚")
    assert found.rule == "R44c"
    assert "不能由副市长沈若愚审核" in found.sentence


def test_R44c_words_about_money_only_warn_and_only_where_reviews_are_asked():
    (found,) = finance_hint(BOOK, SPECIAL, False, "安排补助资金三百万元")
    assert (found.rule, found.effect, found.release_role) == ("R44c", Effect.WARN, None)
    assert finance_hint(BOOK, SPECIAL, True, "安排补助资金") == ()
    assert finance_hint(BOOK, SPECIAL, False, "加强巡查") == ()
    assert finance_hint(BOOK, EXECUTIVE, False, "安排补助资金") == ()


def test_R8a_a_department_without_a_leader_is_named_and_a_firm_is_not():
    people = government(portfolios=[])
    (found,) = unled_findings(BOOK, people, [UNITS["education"], WorkUnit(FIRM, "城投公司")], DAY)
    assert "市教育局" in found.sentence
    assert "城投公司" not in found.sentence
    assert found.effect is Effect.WARN
    assert unled_findings(BOOK, government(portfolios=TEACHING), [UNITS["education"]], DAY) == ()
    assert unled_findings(BOOK, people, [WorkUnit(None, "某单位")], DAY) == ()


def test_the_pack_asks_reviews_of_special_minutes_only():
    assert [kind.id for kind in BOOK.meeting_kinds if kind.reviews] == ["special"]
    assert [kind.reviews for kind in OTHER_PACK.meeting_kinds] == [False]
