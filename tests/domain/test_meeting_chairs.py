"""Who may chair a meeting on its day: every row of the chair rules with its trap."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from govtui.domain.findings import Finding
from govtui.domain.meetings.chairs import BOOKED, Chaired, chair_findings, chairs_of, delegation_words, giver_of
from govtui.domain.people import AbsenceRow, DelegationRow
from govtui.rulebook.terms import Effect
from tests.domain.people_rows import BOOK, DAY, HE, LU, QIN, SHEN, YANG, ZHOU, government

ONE_DAY = timedelta(days=1)
WORD = "市长11月20日批示"


def delegation(giver: int, taker: int, kind: str = "主持会议", first: date = DAY, last: date = DAY) -> DelegationRow:
    return DelegationRow(1, 1, giver, taker, kind, first, last, source="批示")


def found(kind: str, chaired: Chaired, *delegations: DelegationRow, on: date = DAY) -> tuple[Finding, ...]:
    people = government(delegations=delegations)
    return chair_findings(BOOK, people, BOOK.meeting_kind(kind), chaired, on)


def rules(kind: str, chaired: Chaired, *delegations: DelegationRow, on: date = DAY) -> list[str]:
    return [one.rule for one in found(kind, chaired, *delegations, on=on)]


@pytest.mark.parametrize("kind", ["plenary", "executive", "special"])
def test_R7a_R39a_R40_the_mayor_chairs_every_meeting_in_his_own_right(kind):
    assert rules(kind, Chaired(ZHOU)) == []


@pytest.mark.parametrize("kind", ["plenary", "executive"])
def test_R7a_the_executive_vice_mayor_does_not_chair_without_a_delegation(kind):
    (one,) = found(kind, Chaired(QIN))
    assert (one.rule, one.effect, one.release_role) == ("R7a", Effect.BLOCK, "mayor")
    assert "没有委托" in one.sentence
    assert dict(one.facts)["须由谁委托"] == "市长"


@pytest.mark.parametrize("kind", ["plenary", "executive"])
@pytest.mark.parametrize("of", ["主持工作", "主持会议"])
def test_R7a_the_executive_vice_mayor_chairs_with_the_mayors_delegation_in_force(kind, of):
    assert rules(kind, Chaired(QIN), delegation(ZHOU, QIN, of)) == []
    assert rules(kind, Chaired(QIN, ZHOU), delegation(ZHOU, QIN, of)) == []


@pytest.mark.parametrize("of", ["代行签发", "专项工作", "外事活动"])
def test_R7a_a_delegation_of_another_kind_lets_nobody_chair(of):
    assert rules("executive", Chaired(QIN), delegation(ZHOU, QIN, of)) == ["R7a"]


def test_R7a_the_mayors_word_for_this_meeting_stands_for_a_delegation():
    assert rules("executive", Chaired(QIN, ZHOU, WORD)) == []


def test_R7a_the_mayor_named_without_any_word_is_no_delegation():
    (one,) = found("executive", Chaired(QIN, ZHOU))
    assert one.rule == "R7a"
    assert "没有写明委托依据" in one.sentence


def test_R7a_the_delegation_of_somebody_else_does_not_let_the_executive_vice_mayor_chair():
    (one,) = found("executive", Chaired(QIN), delegation(SHEN, QIN))
    assert "不能由副市长沈若愚委托" in one.sentence
    assert rules("executive", Chaired(QIN, HE, "秘书长口头通知")) == ["R7a"]


@pytest.mark.parametrize("day", [DAY - ONE_DAY, DAY + ONE_DAY])
def test_R10_outside_its_dates_a_delegation_lets_nobody_chair(day):
    one_day = delegation(ZHOU, QIN, "主持工作")
    assert rules("executive", Chaired(QIN), one_day, on=day) == ["R7a"]
    (one,) = found("executive", Chaired(QIN, ZHOU), one_day, on=day)
    assert "不在委托期限内" in one.sentence
    assert dict(one.facts)["期限外的委托"] == delegation_words(one_day)


def test_R10_the_words_of_a_delegation_of_the_address_book_do_not_outlive_it():
    one_day = delegation(ZHOU, QIN, "主持工作")
    words = delegation_words(one_day)
    assert words.startswith(BOOKED)
    assert rules("executive", Chaired(QIN, ZHOU, words), one_day) == []
    assert rules("executive", Chaired(QIN, ZHOU, words), one_day, on=DAY + ONE_DAY) == ["R7a"]
    assert rules("executive", Chaired(QIN, ZHOU, words)) == ["R7a"], "nor one that was deleted"


def test_R10_a_delegation_without_an_end_lets_nobody_chair():
    assert rules("executive", Chaired(QIN), replace(delegation(ZHOU, QIN), to_day=None)) == ["R7a"]


@pytest.mark.parametrize(("kind", "rule"), [("plenary", "R7a"), ("executive", "R39a")])
@pytest.mark.parametrize("person", [SHEN, HE, YANG, LU])
def test_R7a_R39a_nobody_else_chairs_even_when_the_mayor_asks(kind, rule, person):
    assert rules(kind, Chaired(person)) == [rule]
    assert rules(kind, Chaired(person, ZHOU, WORD), delegation(ZHOU, person, "主持工作")) == [rule]


@pytest.mark.parametrize("person", [ZHOU, QIN, SHEN, HE])
def test_R40_mayor_vice_mayors_and_secretary_general_chair_special_meetings(person):
    assert rules("special", Chaired(person)) == []


def test_R40_a_deputy_secretary_general_does_not_chair_without_a_delegator():
    (one,) = found("special", Chaired(YANG))
    assert (one.rule, one.effect) == ("R40", Effect.BLOCK)
    assert "没有委托" in one.sentence


@pytest.mark.parametrize("giver", [ZHOU, QIN, SHEN])
def test_R40_a_deputy_secretary_general_chairs_when_the_mayor_or_a_vice_mayor_asks(giver):
    assert rules("special", Chaired(YANG, giver, WORD)) == []
    assert rules("special", Chaired(YANG), delegation(giver, YANG)) == []


def test_R40_the_secretary_general_cannot_ask_a_deputy_to_chair_and_says_why():
    for chaired, booked in ((Chaired(YANG, HE, WORD), ()), (Chaired(YANG), (delegation(HE, YANG, "主持工作"),))):
        (one,) = found("special", chaired, *booked)
        assert one.rule == "R40"
        assert "不能由秘书长何清如委托" in one.sentence
        assert dict(one.facts)["委托人"] == "秘书长何清如"
        assert one.remedy


def test_R40_of_two_delegations_the_one_the_rules_know_counts():
    people = government(delegations=(delegation(HE, YANG, "主持工作"), replace(delegation(SHEN, YANG), id=2)))
    kind = BOOK.meeting_kind("special")
    giver = giver_of(people, kind, YANG, DAY)
    assert giver is not None
    assert giver.name == "沈若愚"
    assert chair_findings(BOOK, people, kind, Chaired(YANG), DAY) == ()


@pytest.mark.parametrize("day", [DAY - ONE_DAY, DAY + ONE_DAY])
def test_R40_R10_the_day_after_the_delegation_ends_a_deputy_does_not_chair(day):
    assert rules("special", Chaired(YANG), delegation(SHEN, YANG), on=day) == ["R40"]


def test_R40_who_delegated_must_hold_his_post_on_the_day():
    posts = [replace(post, to_day=DAY - ONE_DAY) if post.person_id == SHEN else post for post in government().posts]
    people = government(posts=posts)
    kind = BOOK.meeting_kind("special")
    assert [one.rule for one in chair_findings(BOOK, people, kind, Chaired(YANG, SHEN, WORD), DAY)] == ["R40"]
    assert chair_findings(BOOK, people, kind, Chaired(YANG, SHEN, WORD), DAY - ONE_DAY) == ()


def test_R40_a_head_of_a_department_chairs_no_special_meeting():
    (one,) = found("special", Chaired(LU, ZHOU, WORD))
    assert one.rule == "R40"
    assert "不能由局长陆知行主持" in one.sentence


def test_where_the_rules_name_no_chair_nobody_is_stopped():
    kind = BOOK.meeting_kind("special")._replace(chairs=(), delegated_chairs=())
    people = government()
    assert chairs_of(BOOK, people, kind, DAY).silent
    assert chair_findings(BOOK, people, kind, Chaired(LU), DAY) == ()


# -- who is proposed --------------------------------------------------------------------------------------------------


def away(person: int) -> AbsenceRow:
    return AbsenceRow(1, 1, person, "出差", DAY, DAY)


def expected(kind: str, *delegations: DelegationRow, absent: int | None = None) -> tuple[str, str]:
    people = government(delegations=delegations, absences=(away(absent),) if absent else ())
    seat = chairs_of(BOOK, people, BOOK.meeting_kind(kind), DAY).expected
    assert seat is not None
    return seat.name, seat.for_name


def test_R7a_the_mayor_is_proposed_and_his_delegate_while_he_is_away():
    booked = delegation(ZHOU, QIN, "主持工作")
    assert expected("executive") == ("周致远", "")
    assert expected("executive", booked) == ("周致远", ""), "he is here"
    assert expected("executive", booked, absent=ZHOU) == ("秦立本", "周致远")
    assert expected("executive", absent=ZHOU) == ("周致远", ""), "nobody was asked"


def test_R40_who_may_chair_himself_acts_for_nobody():
    booked = delegation(ZHOU, QIN, "主持工作")
    assert expected("special", booked, absent=ZHOU) == ("秦立本", "")
    people = government(delegations=(booked,), absences=(away(ZHOU),))
    assert chairs_of(BOOK, people, BOOK.meeting_kind("special"), DAY).source == ""


def test_R7a_a_plan_tells_who_may_chair_and_the_source_of_the_delegation():
    people = government(delegations=(delegation(ZHOU, QIN),), absences=(away(ZHOU),))
    plan = chairs_of(BOOK, people, BOOK.meeting_kind("plenary"), DAY)
    assert [seat.name for seat in plan.own] == ["周致远"]
    assert [(seat.name, seat.for_name) for seat in plan.delegated] == [("秦立本", "周致远")]
    assert [seat.name for seat in plan.delegators] == ["周致远"]
    assert plan.source == "通讯录登记的主持会议委托，2026年11月23日至2026年11月23日，依据：批示"
    assert dict(plan.facts)["市长周致远"] == "外出至2026年11月23日"
