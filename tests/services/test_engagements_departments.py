"""Departments' city-wide meetings: county heads, the yearly count, releases that count, and the year's list."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import people
from govtui.services.desk import Desk
from govtui.services.gates import Permit
from govtui.services.meetings.engagements import handling, judging, requesting, views
from govtui.services.people import DelegationValues
from tests.offices import Office, small_office
from tests.services.engaged import asked, leader_rows, meeting, rules_of, state


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


def permit(office: Office, who: str = "高远山") -> Permit:
    return Permit("R45a", office.people[who], "市长同意")


def changed(office: Office, found: int, *permits: Permit, **values: object) -> str:
    entry = requesting.engagement_of(office.desk, found)
    version = views.one_row(office.desk, found).version
    requesting.change(office.desk, found, version, replace(entry, **values), permits)  # type: ignore[arg-type]
    return state(office, found)


def test_R45a_with_county_heads_it_is_settled_only_after_the_mayor_allowed_it(office: Office) -> None:
    found = meeting(office, county_heads=True)
    with pytest.raises(Refusal) as refused:
        handling.settle(office.desk, [found])
    assert [one.rule for one in refused.value.findings] == ["R45a"]
    assert state(office, found) == "待处理"
    handling.allow_heads(office.desk, found, office.people["高远山"])
    handling.settle(office.desk, [found])
    detail = views.detail(office.desk, found)
    assert (detail.row.state, detail.fields["heads_approver"]) == ("已定", "高远山")


def test_R45a_a_meeting_without_county_heads_in_its_own_name_is_settled_at_once(office: Office) -> None:
    found = meeting(office)
    assert handling.settle(office.desk, [found]).findings == ()
    assert state(office, found) == "已定"


def test_R45a_nobody_but_the_mayor_allows_it(office: Office) -> None:
    found = meeting(office, county_heads=True)
    with pytest.raises(Refusal, match="应由市长高远山批准，不能由常务副市长林向南批准"):
        handling.allow_heads(office.desk, found, office.people["林向南"])
    assert views.detail(office.desk, found).fields["heads_approved_on"] is None
    with pytest.raises(Refusal, match="不用批准"):
        handling.allow_heads(office.desk, meeting(office, "市教育局"), office.people["高远山"])


def test_R10_whoever_acts_for_the_mayor_allows_it_within_the_delegation_only(office: Office) -> None:
    days = {"from_day": date(2026, 11, 20), "to_day": date(2026, 11, 22), "source": "市长批示"}
    people.add_delegation(office.desk, DelegationValues(office.people["高远山"], office.people["林向南"], **days))
    found = meeting(office, county_heads=True)
    with pytest.raises(Refusal) as refused:
        handling.allow_heads(office.desk, found, office.people["林向南"], date(2026, 11, 23))
    assert {one.rule for one in refused.value.findings} == {"R45a", "R10"}
    handling.allow_heads(office.desk, found, office.people["林向南"], date(2026, 11, 22))
    assert views.detail(office.desk, found).fields["heads_approver"] == "林向南（代高远山）"


def test_R45a_in_the_citys_name_the_mayors_leave_for_county_heads_is_not_enough(office: Office) -> None:
    found = meeting(office, county_heads=True, in_city_name=True)
    handling.allow_heads(office.desk, found, office.people["高远山"])
    with pytest.raises(Refusal, match="名义召开"):
        handling.settle(office.desk, [found])
    with pytest.raises(Refusal, match="只有市长"):
        handling.settle(office.desk, [found], [permit(office, "林向南")])
    handling.settle(office.desk, [found], [permit(office)])
    assert (state(office, found), rules_of(office, found)) == ("已定", [])
    assert any("已放行" in one.title for one in judging.explanations(office.desk, found))


def test_R45a_what_was_let_pass_counts_again_until_the_meeting_grows(office: Office) -> None:
    found = meeting(office, in_city_name=True)
    handling.settle(office.desk, [found], [permit(office)])
    assert changed(office, found, place="新礼堂") == "已定"
    with pytest.raises(Refusal) as refused:
        changed(office, found, county_heads=True)
    assert [one.rule for one in refused.value.findings] == ["R45a"]
    assert changed(office, found, permit(office), county_heads=True) == "已定"


def test_R45a_leave_for_county_heads_ends_when_they_are_no_longer_asked(office: Office) -> None:
    found = meeting(office, county_heads=True)
    handling.allow_heads(office.desk, found, office.people["高远山"])
    changed(office, found, county_heads=False)
    changed(office, found, county_heads=True)
    assert rules_of(office, found) == ["R45a"]


def test_R45a_leave_for_county_heads_is_for_the_meeting_of_that_unit(office: Office) -> None:
    found = meeting(office, county_heads=True)
    handling.allow_heads(office.desk, found, office.people["高远山"])
    handling.settle(office.desk, [found])
    assert changed(office, found, title="全市财政工作视频会议") == "已定"
    with pytest.raises(Refusal) as refused:
        changed(office, found, unit_id=office.units["市教育局"])
    assert [one.rule for one in refused.value.findings] == ["R45a"]


def test_R45a_stands_also_before_the_last_leaders_answer(office: Office) -> None:
    found = meeting(office, county_heads=True, leaders=asked(office, "沈清河"))
    handling.stamp(office.desk, [found], None)
    handling.stamp(office.desk, [found], office.people["陆知行"])
    assert state(office, found) == "待领导定"
    with pytest.raises(Refusal) as refused:
        handling.answer(office.desk, leader_rows(office, found), "出席")
    assert [one.rule for one in refused.value.findings] == ["R45a"]
    assert views.one_row(office.desk, found).leaders == "沈清河 待定"
    handling.answer(office.desk, leader_rows(office, found), "出席", permits=[permit(office)])
    assert state(office, found) == "已定"


def test_R45a_holds_where_a_leader_who_had_declined_comes_after_all(office: Office) -> None:
    found = meeting(office, leaders=asked(office, "沈清河"))
    handling.answer(office.desk, leader_rows(office, found), "婉拒")
    changed(office, found, county_heads=True)
    with pytest.raises(Refusal) as refused:
        handling.answer(office.desk, leader_rows(office, found), "出席")
    assert [one.rule for one in refused.value.findings] == ["R45a"]
    assert state(office, found) == "婉拒"


def test_R45b_the_second_of_a_unit_in_a_year_names_the_first_and_only_that_units(office: Office) -> None:
    first = meeting(office, title="全市国资工作会议", starts=datetime(2026, 3, 5, 9))
    other = meeting(office, "市教育局", place="教育局")
    second = meeting(office)
    next_year = meeting(office, starts=datetime(2027, 1, 8, 9))
    small = meeting(office, citywide=False, starts=datetime(2026, 12, 9, 9))
    (told,) = views.detail(office.desk, second).findings
    assert (told.rule, "03-05 周四《全市国资工作会议》" in told.sentence) == ("R45b", True)
    assert [rules_of(office, one) for one in (first, other, next_year, small)] == [[], [], [], []]
    assert views.detail(office.desk, second).year_count == 2
    handling.cancel(office.desk, [first], "不开了")
    assert rules_of(office, second) == []


def test_R45b_a_unit_outside_the_address_book_is_counted_by_its_name(office: Office) -> None:
    entry = replace(
        requesting.engagement_of(office.desk, meeting(office)), unit_id=None, unit="某协会（筹）", place="甲"
    )
    requesting.request(office.desk, entry)
    again = replace(entry, unit="某协会(筹)", starts=datetime(2026, 12, 20, 9))
    assert [one.rule for one in requesting.request(office.desk, again).findings] == ["R45b"]


def test_R45b_the_years_list_counts_by_unit(office: Office) -> None:
    many = [meeting(office, starts=datetime(2026, month, 8, 9)) for month in (2, 5)]
    meeting(office, "市教育局")
    meeting(office, starts=datetime(2025, 5, 8, 9))
    lines = views.yearly(office.desk, 2026)
    assert [(one.unit, len(one.meetings), one.over) for one in lines] == [("市财政局", 2, True), ("市教育局", 1, False)]
    assert [one[0] for one in lines[0].meetings] == many
