"""Who leads, who is in charge of what, who acts: always as of a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from govtui.domain.people import (
    AbsenceRow,
    DelegationRow,
    Directory,
    PersonRow,
    PortfolioRow,
    PostRow,
    UnitRow,
    checks,
)
from govtui.rulebook import load
from govtui.rulebook.model import Effect
from tests.domain.people_rows import (
    BOOK,
    COUNTY,
    DAY,
    EDUCATION,
    FINANCE,
    FIRM,
    FORESTRY,
    HE,
    JUNE,
    LU,
    PORTFOLIOS,
    POSTS,
    QIN,
    SECTION,
    SHEN,
    UNITS,
    WEI,
    YANG,
    ZHOU,
    ZONE,
    government,
)

LAST_OF_MAY = JUNE - timedelta(days=1)


def without(*rules):
    return replace(BOOK, rules={k: v for k, v in BOOK.rules.items() if k not in rules})


def presiding(first, last, to=QIN, giver=ZHOU):
    return DelegationRow(1, 1, giver, to, "主持工作", first, last, source="市长批示")


def names(holders):
    return [holder.name for holder in holders]


def test_leaders_stand_in_ranked_order_whatever_the_order_of_rows():
    found = government(posts=list(reversed(POSTS))).leaders(DAY)
    assert names(found) == ["周致远", "秦立本", "沈若愚", "何清如", "杨克勤"]


def test_vice_mayor_in_two_roles_stands_once_at_the_foremost_place():
    posts = [*POSTS, PostRow(9, 1, QIN, None, "vice_mayor", "副市长", 3, from_day=JUNE)]
    posts[2] = replace(POSTS[2], rank=4)
    people = government(posts=posts)
    assert names(people.leaders(DAY))[:3] == ["周致远", "秦立本", "沈若愚"]
    assert people.person_in_role("executive_vice_mayor", DAY).person_id == QIN
    assert names(people.people_in_role("vice_mayor", DAY)) == ["秦立本", "沈若愚"]
    assert people.title_of(QIN, DAY) == "常务副市长、副市长"


def test_R4_head_replaced_on_1_june_counts_as_member_only_from_then():
    people = government()
    assert "魏长风" in names(people.members(LAST_OF_MAY))
    assert "陆知行" not in names(people.members(LAST_OF_MAY))
    assert "陆知行" in names(people.members(JUNE))
    assert "魏长风" not in names(people.members(JUNE))


def test_R4_deputy_secretary_and_head_of_a_county_or_institution_are_no_members():
    posts = [
        *POSTS,
        PostRow(8, 1, WEI, ZONE, "department_head", "主任", from_day=JUNE),
        PostRow(9, 1, SHEN, COUNTY, "county_head", "县长"),
    ]
    assert names(government(posts=posts).members(DAY)) == ["周致远", "秦立本", "沈若愚", "何清如", "陆知行"]


def test_R4_department_without_a_head_is_named_and_one_with_a_head_is_not():
    found = checks.member_findings(government(), DAY)
    assert [f.facts[0][1] for f in found] == ["市政府办公室", "市教育局"]
    assert {f.rule for f in found} == {"R4"}
    assert checks.member_findings(government(book=without("R4")), DAY) == ()


def test_R6_two_leaders_with_the_same_number_at_the_same_time_are_blocked():
    new = PostRow(99, 1, LU, None, "vice_mayor", "副市长", 3, from_day=JUNE)
    (found,) = checks.order_findings(government(), new)
    assert (found.rule, found.effect) == ("R6", Effect.BLOCK)
    assert "沈若愚" in found.sentence


@pytest.mark.parametrize(
    "post",
    [
        PostRow(99, 1, SHEN, None, "other_leader", "党组成员", 3),
        PostRow(99, 1, LU, None, "vice_mayor", "副市长", 6),
        PostRow(99, 1, LU, FINANCE, "department_head", "局长", 3),
    ],
    ids=["same person in a second role", "free number", "no leader"],
)
def test_R6_does_not_block(post):
    assert checks.order_findings(government(), post) == ()


def test_R6_number_of_a_leader_who_has_left_is_free_the_day_after():
    posts = [replace(POSTS[2], to_day=LAST_OF_MAY) if p.id == 3 else p for p in POSTS]
    people = government(posts=posts)
    after = PostRow(99, 1, LU, None, "vice_mayor", "副市长", 3, from_day=JUNE)
    assert checks.order_findings(people, after) == ()
    assert len(checks.order_findings(people, replace(after, from_day=LAST_OF_MAY))) == 1


def test_R6_whole_list_names_each_clash_once():
    posts = [*POSTS, PostRow(99, 1, LU, None, "vice_mayor", "副市长", 3, from_day=JUNE)]
    assert len(checks.all_order_findings(government(posts=posts), DAY)) == 1
    assert checks.all_order_findings(government(posts=posts), LAST_OF_MAY) == ()


def test_R8a_unit_maps_to_one_vice_mayor_one_deputy_secretary_and_one_section():
    people = government()
    assert people.in_charge_of(FINANCE, DAY).name == "秦立本"
    assert people.assisting(FINANCE, DAY).name == "杨克勤"
    assert people.serving_section(FINANCE, DAY).name == "财贸科"
    assert people.missing_portfolio(FINANCE, DAY) == ()


def test_R8a_gap_says_which_of_the_three_is_missing():
    people = government(portfolios=[*PORTFOLIOS, PortfolioRow(4, 1, EDUCATION, "分管", person_id=SHEN)])
    gaps = {gap.unit.id: gap.missing for gap in people.units_without_portfolio(DAY)}
    assert gaps[EDUCATION] == ("协管", "服务")
    assert gaps[COUNTY] == ("分管", "协管", "服务")
    assert FINANCE not in gaps
    assert FIRM not in gaps
    assert SECTION not in gaps
    found = [f for f in checks.portfolio_findings(people, DAY) if ("单位", "市教育局") in f.facts]
    assert [f.rule for f in found] == ["R8a"]
    assert ("缺", "协管副秘书长、对应科室") in found[0].facts


def test_R8a_portfolio_of_a_leader_who_left_leaves_a_gap():
    posts = [replace(p, to_day=LAST_OF_MAY) if p.person_id == QIN else p for p in POSTS]
    people = government(posts=posts)
    assert people.in_charge_of(FINANCE, LAST_OF_MAY).name == "秦立本"
    assert people.in_charge_of(FINANCE, JUNE) is None
    assert people.missing_portfolio(FINANCE, JUNE) == ("分管",)


def test_R8a_closed_section_serves_nobody():
    units = [replace(u, closed_on=JUNE) if u.id == SECTION else u for u in UNITS]
    people = government(units=units)
    assert people.serving_section(FINANCE, LAST_OF_MAY) is not None
    assert people.serving_section(FINANCE, JUNE) is None


def test_R72_bodies_below_departments_need_a_portfolio_only_where_the_pack_says_so():
    held = {gap.unit.id for gap in government().units_without_portfolio(DAY)}
    silent = {gap.unit.id for gap in government(book=without("R72")).units_without_portfolio(DAY)}
    assert held - silent == {ZONE, FORESTRY}
    (found,) = checks.scope_findings(government(), ZONE)
    assert (found.rule, found.effect) == ("R72", Effect.NOTE)
    assert checks.scope_findings(government(), FINANCE) == ()
    assert checks.scope_findings(government(book=without("R72")), ZONE) == ()


def test_R72_managed_body_takes_the_portfolio_of_the_department_above_it():
    three = [replace(p, id=p.id + 10, unit_id=EDUCATION) for p in PORTFOLIOS]
    people = government(portfolios=[*PORTFOLIOS, *three])
    assert people.in_charge_of(FORESTRY, DAY).name == "秦立本"
    own = PortfolioRow(30, 1, FORESTRY, "分管", person_id=SHEN)
    assert government(portfolios=[*three, own]).in_charge_of(FORESTRY, DAY).name == "沈若愚"


def test_unit_whose_parents_form_a_circle_has_no_portfolio_and_no_endless_search():
    units = [replace(u, parent_id=FORESTRY) if u.id == EDUCATION else u for u in UNITS]
    assert government(units=units).in_charge_of(FORESTRY, DAY) is None


def test_R9_daily_work_falls_to_the_secretary_general_of_the_day():
    people = government()
    assert people.person_in_role("secretary_general", DAY).person_id == HE
    assert checks.daily_findings(people, DAY) == ()


def test_R9_vacant_secretary_general_is_a_finding_from_the_day_after():
    posts = [replace(p, to_day=LAST_OF_MAY) if p.person_id == HE else p for p in POSTS]
    people = government(posts=posts)
    assert checks.daily_findings(people, LAST_OF_MAY) == ()
    (found,) = checks.daily_findings(people, JUNE)
    assert (found.rule, found.effect) == ("R9", Effect.NOTE)
    assert people.person_in_role("secretary_general", JUNE) is None


def test_R10_executive_vice_mayor_acts_only_within_the_dates():
    people = government(delegations=(presiding(date(2026, 11, 20), date(2026, 11, 25)),))
    inside = [date(2026, 11, 20), DAY, date(2026, 11, 25)]
    assert {people.acting_for(ZHOU, day).person_id for day in inside} == {QIN}
    assert {checks.acting_findings(people, QIN, ZHOU, day) for day in inside} == {()}


@pytest.mark.parametrize("day", [date(2026, 11, 19), date(2026, 11, 26)])
def test_R10_acting_a_day_outside_the_dates_is_blocked_and_falls_back_to_the_mayor(day):
    people = government(delegations=(presiding(date(2026, 11, 20), date(2026, 11, 25)),))
    assert people.acting_for(ZHOU, day) is None
    (found,) = checks.acting_findings(people, QIN, ZHOU, day)
    assert (found.rule, found.effect, found.release_role) == ("R10", Effect.BLOCK, "mayor")
    assert ("委托期", "2026年11月20日至2026年11月25日") in found.facts


def test_R10_delegation_to_another_than_the_executive_vice_mayor_is_blocked():
    people = government()
    assert checks.delegation_findings(people, presiding(DAY, DAY)) == ()
    (found,) = checks.delegation_findings(people, presiding(DAY, DAY, to=SHEN))
    assert (found.rule, found.effect) == ("R10", Effect.BLOCK)
    special = replace(presiding(DAY, DAY, to=SHEN), kind="专项工作")
    assert checks.delegation_findings(people, special) == ()
    assert checks.delegation_findings(people, presiding(DAY, DAY, to=HE, giver=SHEN)) == ()


def test_R10_delegation_past_the_end_of_the_executive_post_is_blocked():
    posts = [replace(p, to_day=DAY) if p.person_id == QIN else p for p in POSTS]
    people = government(posts=posts)
    assert checks.delegation_findings(people, presiding(DAY, DAY)) == ()
    assert len(checks.delegation_findings(people, presiding(DAY, DAY + timedelta(days=1)))) == 1


def test_R10_delegation_without_an_end_is_never_in_force():
    assert government(delegations=(presiding(DAY, None),)).acting_for(ZHOU, DAY) is None


def test_delegate_who_left_office_does_not_act():
    posts = [replace(p, to_day=LAST_OF_MAY) if p.person_id == QIN else p for p in POSTS]
    people = government(posts=posts, delegations=(presiding(date(2026, 5, 1), date(2026, 6, 30)),))
    assert people.acting_for(ZHOU, LAST_OF_MAY).person_id == QIN
    assert people.acting_for(ZHOU, JUNE) is None


def trip(**changes):
    values = {"person_id": SHEN, "kind": "出差", "from_day": date(2026, 11, 20), "to_day": date(2026, 11, 25)}
    return AbsenceRow(1, 1, **values | changes)


def test_R59c_absence_says_until_when_and_who_acts():
    people = government(absences=(trip(acting_person_id=HE),))
    away = people.is_away(SHEN, DAY)
    assert (away.person.name, away.acting.name, away.by, away.to_day) == (
        "沈若愚",
        "何清如",
        "报备",
        date(2026, 11, 25),
    )
    assert people.is_away(SHEN, date(2026, 11, 19)) is None
    assert people.is_away(SHEN, date(2026, 11, 26)) is None
    assert people.is_away(ZHOU, DAY) is None


def test_R59c_delegation_goes_before_the_person_named_on_leaving():
    absence = trip(person_id=ZHOU, acting_person_id=SHEN)
    people = government(absences=(absence,), delegations=(presiding(date(2026, 11, 20), date(2026, 11, 22)),))
    assert (people.is_away(ZHOU, date(2026, 11, 22)).acting.name, people.is_away(ZHOU, DAY).acting.name) == (
        "秦立本",
        "沈若愚",
    )


def test_return_counts_from_its_first_day_early_or_late():
    early = government(absences=(trip(returned_on=DAY),))
    assert early.is_away(SHEN, DAY - timedelta(days=1)) is not None
    assert early.is_away(SHEN, DAY) is None
    late = government(absences=(trip(returned_on=date(2026, 11, 28)),))
    assert late.is_away(SHEN, date(2026, 11, 27)) is not None
    assert late.is_away(SHEN, date(2026, 11, 28)) is None


def test_absence_past_its_end_without_return_is_open_from_the_day_after():
    absence = trip()
    assert not absence.unreturned(date(2026, 11, 25))
    assert absence.unreturned(date(2026, 11, 26))
    assert not trip(returned_on=date(2026, 11, 26)).unreturned(date(2026, 11, 30))


def test_units_and_people_are_found_by_name_whatever_the_brackets_and_blanks():
    people = government()
    assert people.unit_named(" 市财政局 ").id == FINANCE
    assert people.unit_named("财政局").id == FINANCE
    assert people.unit_named("没有的局") is None
    assert [p.id for p in people.people_named("何 清如")] == [HE]


def test_head_of_a_unit_is_the_one_of_the_day():
    people = government()
    assert (people.head_of(FINANCE, LAST_OF_MAY).person_id, people.head_of(FINANCE, JUNE).person_id) == (WEI, LU)
    assert people.head_of(EDUCATION, DAY) is None


def test_since_looks_through_a_change_of_order_number():
    first = replace(POSTS[2], from_day=date(2025, 1, 10), to_day=LAST_OF_MAY)
    second = replace(POSTS[2], id=20, rank=6, from_day=JUNE)
    people = government(posts=[first, second])
    assert people.since(second) == date(2025, 1, 10)
    assert people.since(replace(second, from_day=DAY)) == DAY


def test_deputy_secretary_leads_a_unit_list_by_portfolio():
    people = government()
    assert [u.name for u in people.portfolio_units(YANG, "协管", DAY)] == ["市财政局"]
    assert [u.name for u in people.section_units(SECTION, DAY)] == ["市财政局"]
    assert people.portfolio_units(SHEN, "分管", DAY) == ()


def test_leaders_who_sit_in_the_governments_office_do_not_head_it() -> None:
    office = UnitRow(1, 1, "某市人民政府办公室", "市政府办公室")
    people = {n: PersonRow(n, 1, name, 1) for n, name in ((1, "甲市长"), (2, "乙秘书长"), (3, "丙主任"))}
    posts = (
        PostRow(1, 1, 1, 1, "mayor", "市长", 1, True, date(2024, 1, 1), None),
        PostRow(2, 1, 2, 1, "secretary_general", "秘书长", 10, True, date(2024, 1, 1), None),
        PostRow(3, 1, 3, 1, "office_director", "办公室主任", 9999, False, date(2024, 1, 1), None),
    )
    known = Directory(load("chenzhou-2017"), {1: office}, people, posts)
    day = date(2026, 11, 23)
    assert known.head_of(1, day).name == "丙主任"  # type: ignore[union-attr]
    assert replace(known, posts=posts[:2]).head_of(1, day).name == "乙秘书长"  # type: ignore[union-attr]
    assert replace(known, posts=posts[:1]).head_of(1, day) is None
