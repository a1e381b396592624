"""From whom leave of a meeting is asked, and what it lacks (art. 43)."""

from dataclasses import replace
from datetime import date

import pytest

from govtui.domain.findings import blocks
from govtui.domain.meetings.leaves import Absentee, Approval, Sitting, approval, approval_findings, lacks, rule_for
from govtui.domain.people import DelegationRow, PostRow
from govtui.domain.signing import Seat
from govtui.rulebook.meetings import LeaveRule
from tests.domain.people_rows import (
    BOOK,
    COUNTY,
    DAY,
    FINANCE,
    HE,
    LU,
    POSTS,
    QIN,
    SHEN,
    WEI,
    YANG,
    ZHOU,
    government,
)

CHAIR = Seat(SHEN, "沈若愚", "副市长", "vice_mayor", "chair")
EXECUTIVE = Sitting("executive", "常务会议", DAY)
SPECIAL = Sitting("special", "专题会议", DAY, CHAIR)
VICE = Absentee(SHEN, "副市长沈若愚")
HEAD = Absentee(LU, "局长陆知行", FINANCE)
PRESIDING = DelegationRow(1, 1, ZHOU, QIN, "主持工作", date(2026, 11, 20), date(2026, 11, 25), source="市长批示")


def plan(
    who: Absentee, sitting: Sitting = EXECUTIVE, on: date = DAY, delegations: tuple[DelegationRow, ...] = ()
) -> Approval:
    return approval(BOOK, replace(government(), delegations=delegations), who, sitting, on)


def found(
    who: Absentee, approver: int, sitting: Sitting = EXECUTIVE, on: date = DAY, *delegations: DelegationRow
) -> list[str]:
    people = replace(government(), delegations=delegations)
    return [one.rule for one in approval_findings(BOOK, people, plan(who, sitting, on, delegations), approver, on)]


@pytest.mark.parametrize("kind", ["plenary", "executive"])
def test_R43a_leaders_ask_the_mayor(kind: str) -> None:
    sitting = Sitting(kind, "会议", DAY)
    assert [seat.person_id for seat in plan(VICE, sitting).allowed] == [ZHOU]
    assert found(VICE, ZHOU, sitting) == []


def test_R43a_the_secretary_general_cannot_grant_it() -> None:
    assert found(VICE, HE) == ["R43a"]
    (one,) = approval_findings(BOOK, government(), plan(VICE), HE, DAY)
    assert blocks([one]) == (one,)
    assert one.sentence == "常务会议请假应由市长周致远批准，不能由秘书长何清如批准"


def test_R43a_R10_who_acts_for_the_mayor_grants_it_within_the_dates() -> None:
    seat = plan(VICE, delegations=(PRESIDING,)).seat(QIN)
    assert seat is not None
    assert seat.words == "秦立本（代周致远）"
    assert found(VICE, QIN, EXECUTIVE, DAY, PRESIDING) == []


def test_R43a_R10_the_day_after_the_delegation_ends_he_cannot() -> None:
    assert found(VICE, QIN, EXECUTIVE, date(2026, 11, 26), PRESIDING) == ["R43a", "R10"]


def test_R43a_the_executive_vice_who_acts_cannot_grant_his_own_leave() -> None:
    assert found(Absentee(QIN, "常务副市长秦立本"), QIN, EXECUTIVE, DAY, PRESIDING) == ["R43a"]


def test_R43b_a_wrong_approver_of_a_heads_leave_only_warns() -> None:
    (one,) = approval_findings(BOOK, government(), plan(HEAD), HE, DAY)
    assert (one.rule, blocks([one])) == ("R43b", ())


def test_R43b_a_head_needs_all_three_and_a_leader_only_the_word() -> None:
    assert lacks(BOOK, plan(HEAD), False, False, "") == ("市长批准", "总值班室备案", "列席副职")
    assert lacks(BOOK, plan(HEAD), True, True, " ") == ("列席副职",)
    assert lacks(BOOK, plan(HEAD), True, True, "韩副局长") == ()
    assert lacks(BOOK, plan(VICE), True, False, "") == ()


def test_R43c_a_special_meeting_is_left_with_the_chairs_word_whoever_asks() -> None:
    assert found(HEAD, SHEN, SPECIAL) == []
    assert found(HEAD, ZHOU, SPECIAL) == ["R43c"]
    assert found(HEAD, QIN, SPECIAL) == ["R43c"]


def test_R43c_without_a_chair_nobody_may_grant_it() -> None:
    open_chair = replace(SPECIAL, chair=None)
    (one,) = approval_findings(BOOK, government(), plan(HEAD, open_chair), ZHOU, DAY)
    assert "会议主持人（没有找到）" in one.sentence
    assert one.remedy == "先确定会议主持人，再登记批准"


def test_the_roles_of_the_meetings_day_choose_the_rule() -> None:
    later = PostRow(8, 1, WEI, COUNTY, "county_head", "县长", from_day=date(2026, 12, 1))
    people, who = government(posts=[*POSTS, later]), Absentee(WEI, "魏长风")
    assert rule_for(BOOK, people, who, EXECUTIVE) is None
    then = rule_for(BOOK, people, who, replace(EXECUTIVE, on=date(2026, 12, 1)))
    assert then is not None
    assert then.rule == "R43b"


@pytest.mark.parametrize(
    "who", [Absentee(YANG, "副秘书长杨克勤"), Absentee(ZHOU, "市长周致远"), Absentee(None, "钟律师")]
)
def test_where_the_rules_are_silent_anybody_may_grant_it(who: Absentee) -> None:
    assert plan(who).facts[-1] == ("批准人", "规则未明确")
    assert found(who, HE) == []
    assert lacks(BOOK, plan(who), True, False, "") == ()


def test_a_pack_whose_leave_the_chair_grants_and_a_rule_for_roles_goes_before_one_for_all() -> None:
    everybody = LeaveRule("all", ("executive",), "chair", rule="R43c")
    book = replace(BOOK, leaves=(everybody, *BOOK.leaves))
    chaired = replace(EXECUTIVE, chair=CHAIR)
    assert approval(book, government(), HEAD, chaired, DAY).title == "市长"
    assert [one.person_id for one in approval(book, government(), Absentee(YANG, "杨克勤"), chaired, DAY).allowed] == [
        SHEN
    ]
