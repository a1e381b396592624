"""Units, people, posts, portfolios, delegations and absences through the services."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtui.domain.refusal import Refusal, Stale
from govtui.services import journal
from govtui.services import people as office
from govtui.services.people import (
    AbsenceValues,
    DelegationValues,
    PersonValues,
    PostValues,
    UnitValues,
)
from tests.services.town import FIRST, build_town

DAY = date(2026, 11, 23)
NEXT = DAY + timedelta(days=1)
YESTERDAY = DAY - timedelta(days=1)


@pytest.fixture
def town(desk):
    return build_town(desk)


def rules(refused):
    return [finding.rule for finding in refused.value.findings]


def newest(desk):
    return journal.acts(desk, 0, 1)[0].sentence


def post_of(desk, person_id, on=DAY):
    return office.directory(desk).post_of(person_id, on)


# units


def test_unit_is_cleaned_journaled_and_found(desk):
    unit = office.add_unit(desk, UnitValues(name=" 市水利\x1b[31m局\n", short_name="水利局", number_prefix="水"))
    assert unit.name == "市水利�局"
    assert newest(desk) == "增加单位市水利�局（部门）"
    assert office.directory(desk).unit_named("水利局").id == unit.id


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (UnitValues(name=" 　 "), "请填写单位名称"),
        (UnitValues(name="。，"), "请填写单位名称"),
        (UnitValues(name="市 财政局"), "已有名为“市财政局”的单位"),
        (UnitValues(name="某局", category="机关"), "可用的有：部门、"),
        (UnitValues(name="某局", parent_id=999), "已不存在"),
        (UnitValues(name="某" * 61), "最多 60 个字"),
        (UnitValues(name="某局", sort_order=-1), "排序"),
    ],
)
def test_unit_is_refused_with_one_sentence(desk, town, values, words):
    with pytest.raises(Refusal, match=words):
        office.add_unit(desk, values)


def test_second_editor_of_a_unit_is_told_who_was_first(desk, desk_at, town):
    unit = office.directory(desk).units[town.education]
    values = UnitValues(name="市教育和体育局", category="部门")
    assert office.change_unit(desk_at(name="小王"), unit.id, unit.version, values).version == unit.version + 1
    with pytest.raises(Stale, match="小王"):
        office.change_unit(desk, unit.id, unit.version, values)


def test_unit_is_not_its_own_parent_over_any_distance(desk, town):
    below = office.add_unit(desk, UnitValues(name="教育考试院", category="事业单位", parent_id=town.education))
    with pytest.raises(Refusal, match="上级单位不能是它自己"):
        office.change_unit(desk, town.education, 1, UnitValues(name="市教育局", parent_id=below.id))


def test_unit_closes_only_when_nobody_is_in_post_and_leaves_no_portfolio(desk, town):
    with pytest.raises(Refusal, match="陆知行"):
        office.close_unit(desk, town.finance, 1, NEXT)
    office.set_portfolio(desk, [town.education], "分管", town.vice, FIRST)
    closed = office.close_unit(desk, town.education, 1, DAY)
    people = office.directory(desk)
    assert (closed.open_on(YESTERDAY), closed.open_on(DAY)) == (True, False)
    assert people.portfolio_of(town.education, "分管", YESTERDAY) is not None
    assert people.portfolio_of(town.education, "分管", DAY) is None
    with pytest.raises(Refusal, match="停用，可恢复使用"):
        office.add_unit(desk, UnitValues(name="市教育局"))
    assert office.reopen_unit(desk, town.education, closed.version).closed_on is None


# people and posts


def test_same_name_in_the_same_unit_is_refused_in_another_it_is_not(desk, town):
    with pytest.raises(Refusal, match="同一单位"):
        office.add_person(desk, PersonValues("陆知行", town.finance))
    assert office.add_person(desk, PersonValues("陆知行", town.education)).id
    with pytest.raises(Refusal, match="请填写姓名"):
        office.add_person(desk, PersonValues(""))


def test_unknown_role_is_refused_with_the_allowed_ones(desk, town):
    with pytest.raises(Refusal, match="市长、.*秘书长"):
        office.give_post(desk, PostValues(town.vice, "区长助理"))


def test_post_that_ends_before_it_begins_is_refused(desk, town):
    with pytest.raises(Refusal, match="早于"):
        office.give_post(desk, PostValues(town.vice, "vice_mayor", from_day=DAY, to_day=YESTERDAY))


def test_second_mayor_is_refused_until_the_first_has_ended(desk, town):
    successor = office.add_person(desk, PersonValues("方正平")).id
    values = PostValues(successor, "市长", from_day=NEXT)
    with pytest.raises(Refusal, match="周致远"):
        office.give_post(desk, values)
    old = post_of(desk, town.mayor)
    office.end_post(desk, old.id, old.version, DAY)
    office.give_post(desk, replace(values, order=1))
    people = office.directory(desk)
    assert people.person_in_role("mayor", DAY).name == "周致远"
    assert people.person_in_role("mayor", NEXT).name == "方正平"


def test_changed_post_ends_the_old_one_the_day_before(desk, town):
    old = post_of(desk, town.head)
    office.change_post(desk, old.id, old.version, PostValues(0, "vice_mayor", "副市长", from_day=DAY))
    people = office.directory(desk)
    assert people.title_of(town.head, YESTERDAY) == "局长"
    assert people.title_of(town.head, DAY) == "副市长"
    assert people.head_of(town.finance, DAY) is None
    now = post_of(desk, town.head)
    with pytest.raises(Refusal, match="更正任职"):
        office.change_post(desk, now.id, now.version, PostValues(0, "vice_mayor", from_day=DAY))


def test_correction_changes_the_post_itself(desk, town):
    old = post_of(desk, town.head)
    values = PostValues(0, "department_head", "党组书记、局长", unit_id=town.finance, from_day=FIRST)
    office.correct_post(desk, old.id, old.version, values)
    assert office.directory(desk).title_of(town.head, FIRST) == "党组书记、局长"
    assert len([p for p in office.directory(desk).posts if p.person_id == town.head]) == 1


def test_ending_the_last_post_ends_the_portfolio_the_same_day(desk, town):
    office.set_portfolio(desk, [town.finance, town.education], "分管", town.vice, FIRST)
    post = post_of(desk, town.vice)
    office.end_post(desk, post.id, post.version, DAY)
    assert newest(desk).endswith("其分工 2 项待重新安排")
    people = office.directory(desk)
    assert people.in_charge_of(town.finance, DAY).person_id == town.vice
    assert people.in_charge_of(town.finance, NEXT) is None


def test_retired_person_holds_nothing_and_cannot_be_chosen(desk, town):
    office.set_portfolio(desk, [town.finance], "分管", town.vice, FIRST)
    office.retire_person(desk, town.vice, 1, DAY)
    people = office.directory(desk)
    assert people.post_of(town.vice, DAY) is None
    assert people.in_charge_of(town.finance, DAY) is None
    assert people.in_charge_of(town.finance, YESTERDAY).person_id == town.vice
    with pytest.raises(Refusal, match="离任停用"):
        office.give_post(desk, PostValues(town.vice, "vice_mayor", from_day=DAY))


# the ranked list


def test_R6_order_number_of_another_leader_is_blocked_on_save(desk, town):
    new = office.add_person(desk, PersonValues("方正平")).id
    with pytest.raises(Refusal, match="领导序号 3 已由沈若愚") as refused:
        office.give_post(desk, PostValues(new, "vice_mayor", order=3, from_day=DAY))
    assert rules(refused) == ["R6"]
    assert office.directory(desk).post_of(new, DAY) is None


def test_R6_number_of_a_leader_who_left_may_be_given_from_the_day_after(desk, town):
    post = post_of(desk, town.vice)
    office.end_post(desk, post.id, post.version, DAY)
    new = office.add_person(desk, PersonValues("方正平")).id
    assert office.give_post(desk, PostValues(new, "vice_mayor", order=3, from_day=NEXT)).rank == 3


def test_new_vice_mayor_without_a_number_stands_behind_the_others_and_the_past_keeps_its_order(desk, town):
    new = office.add_person(desk, PersonValues("方正平")).id
    office.give_post(desk, PostValues(new, "vice_mayor", from_day=DAY))
    people = office.directory(desk)
    assert [(h.name, h.rank) for h in people.leaders(DAY)] == [
        ("周致远", 1),
        ("秦立本", 2),
        ("沈若愚", 3),
        ("方正平", 4),
        ("何清如", 5),
        ("杨克勤", 6),
    ]
    assert [h.rank for h in people.leaders(YESTERDAY)] == [1, 2, 3, 4, 5]
    assert office.people_findings(desk, DAY)[0].rule != "R6"


def test_leaders_are_put_in_a_new_order_from_a_day_on(desk, town):
    wanted = [town.mayor, town.executive, town.secretary, town.vice, town.deputy]
    office.order_leaders(desk, wanted, DAY)
    people = office.directory(desk)
    assert [h.person_id for h in people.leaders(DAY)] == wanted
    assert [h.person_id for h in people.leaders(YESTERDAY)][2] == town.vice
    assert office.leader_lines(desk, DAY)[2].since == FIRST
    assert newest(desk) == "自2026年11月23日起调整领导排序（2 人变动）"


@pytest.mark.parametrize("broken", ["short", "twice"])
def test_R6_order_that_misses_or_repeats_a_leader_is_refused(desk, town, broken):
    wanted = [town.mayor, town.executive, town.vice, town.secretary, town.deputy]
    wanted = wanted[:-1] if broken == "short" else [*wanted[:-1], town.mayor]
    with pytest.raises(Refusal, match="杨克勤"):
        office.order_leaders(desk, wanted)


# portfolios


def test_R8a_new_portfolio_ends_the_one_before_it(desk, town):
    office.set_portfolio(desk, [town.finance], "分管", town.vice, FIRST)
    office.set_portfolio(desk, [town.finance], "分管", town.executive, DAY)
    people = office.directory(desk)
    assert people.in_charge_of(town.finance, YESTERDAY).name == "沈若愚"
    assert people.in_charge_of(town.finance, DAY).name == "秦立本"
    assert newest(desk) == "自2026年11月23日起财政局由秦立本分管"


def test_R8a_list_empties_when_all_three_are_set(desk, town):
    assert [line.name for line in office.gap_lines(desk)] == ["市财政局", "市教育局", "高新区管委会"]
    office.set_division(desk, town.finance, town.executive, town.deputy, town.section, FIRST)
    assert [line.name for line in office.gap_lines(desk)] == ["市教育局", "高新区管委会"]
    office.set_portfolio(desk, [town.education, town.zone], "分管", town.vice, FIRST)
    assert {line.missing for line in office.gap_lines(desk)} == {("协管副秘书长", "对应科室")}


@pytest.mark.parametrize(
    ("kind", "holder", "words"),
    [
        ("分管", "head", "不在领导名单"),
        ("分管", "nobody", "已不存在"),
        ("服务", "education", "对应科室请选类别为“科室”"),
        ("主管", "vice", "没有“主管”这种分工"),
    ],
)
def test_R8a_portfolio_holder_must_be_fit(desk, town, kind, holder, words):
    with pytest.raises(Refusal, match=words):
        office.set_portfolio(desk, [town.finance], kind, getattr(town, holder, 999), DAY)


def test_R8a_vice_mayor_before_taking_office_is_refused(desk, town):
    with pytest.raises(Refusal, match="没有在任职务"):
        office.set_portfolio(desk, [town.finance], "分管", town.vice, FIRST - timedelta(days=1))


def test_portfolios_go_over_to_the_successor_at_once(desk, town):
    office.set_portfolio(desk, [town.finance, town.education], "分管", town.vice, FIRST)
    assert office.hand_over_portfolios(desk, town.vice, town.executive, DAY) == 2
    people = office.directory(desk)
    assert [u.id for u in people.portfolio_units(town.executive, "分管", DAY)] == [town.finance, town.education]
    with pytest.raises(Refusal, match="不需要移交"):
        office.hand_over_portfolios(desk, town.vice, town.executive, DAY)


def test_setting_the_same_portfolio_again_writes_nothing(desk, town):
    office.set_portfolio(desk, [town.finance], "分管", town.vice, FIRST)
    before = journal.count_acts(desk)
    office.set_portfolio(desk, [town.finance], "分管", town.vice, DAY)
    assert journal.count_acts(desk) == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    turns=st.lists(
        st.tuples(st.integers(0, 60), st.sampled_from(["executive", "vice", "mayor"])), min_size=1, max_size=6
    )
)
def test_any_sequence_of_portfolios_leaves_one_answer_a_day_and_the_last_word_counts(desk_at, turns):
    desk = desk_at()
    people = office.directory(desk)
    town = build_town(desk) if people.unit_named("市财政局") is None else known_town(people)
    unit = office.add_unit(desk, UnitValues(name=f"某局{journal.count_acts(desk)}")).id
    for offset, who in turns:
        office.set_portfolio(desk, [unit], "分管", getattr(town, who), DAY + timedelta(days=offset))
    after = office.directory(desk)
    for offset in range(-1, 62):
        day = DAY + timedelta(days=offset)
        assert sum(p.unit_id == unit and p.holds(day) for p in after.portfolios) == (
            1 if offset >= min(n for n, _ in turns) else 0
        )
    last_offset, last = turns[-1]
    assert after.in_charge_of(unit, DAY + timedelta(days=last_offset)).person_id == getattr(town, last)


def known_town(people):
    class Known:
        mayor, executive, vice = (people.people_named(n)[0].id for n in ("周致远", "秦立本", "沈若愚"))

    return Known


# delegations


def delegation(town, **changes):
    values = {"from_person_id": town.mayor, "to_person_id": town.executive, "from_day": DAY, "to_day": NEXT}
    return DelegationValues(**values | {"source": "市长11月20日批示"} | changes)


def test_R10_delegation_lets_the_executive_vice_mayor_act_within_its_dates_only(desk, town):
    office.add_delegation(desk, delegation(town))
    assert office.acting_findings(desk, town.executive, town.mayor, NEXT) == ()
    (found,) = office.acting_findings(desk, town.executive, town.mayor, NEXT + timedelta(days=1))
    assert found.rule == "R10"
    assert newest(desk) == "周致远委托秦立本主持工作（2026年11月23日至2026年11月24日）"


def test_R10_delegation_to_another_vice_mayor_is_blocked_and_released_with_a_reason(desk, town):
    with pytest.raises(Refusal, match="不任此职") as refused:
        office.add_delegation(desk, delegation(town, to_person_id=town.vice))
    assert rules(refused) == ["R10"]
    office.add_delegation(desk, delegation(town, to_person_id=town.vice), release_reason="常务副市长同时出访")
    with desk.reading() as reader:
        release = reader.row("SELECT rule, role, reason FROM rule_release")
    assert tuple(release) == ("R10", "mayor", "常务副市长同时出访")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"source": " "}, "请填写委托依据"),
        ({"to_day": YESTERDAY}, "早于"),
        ({"kind": "代管"}, "没有“代管”这种委托"),
        ({"from_day": FIRST - timedelta(days=9)}, "没有在任职务"),
    ],
)
def test_R10_delegation_needs_dates_and_source(desk, town, changes, words):
    with pytest.raises(Refusal, match=words):
        office.add_delegation(desk, delegation(town, **changes))


def test_R10_overlapping_delegation_is_blocked_the_day_after_it_is_not(desk, town):
    office.add_delegation(desk, delegation(town))
    with pytest.raises(Refusal, match="日期重叠"):
        office.add_delegation(desk, delegation(town, from_day=NEXT, to_day=NEXT))
    day_after = NEXT + timedelta(days=1)
    assert office.add_delegation(desk, delegation(town, from_day=day_after, to_day=day_after)).id


def test_R10_delegation_to_oneself_is_refused(desk, town):
    with pytest.raises(Refusal, match="同一个人"):
        office.add_delegation(desk, delegation(town, to_person_id=town.mayor))


def test_R10_delegation_ended_early_no_longer_answers(desk, town):
    found = office.add_delegation(desk, delegation(town))
    office.end_delegation(desk, found.id, found.version, DAY)
    assert office.directory(desk).acting_for(town.mayor, NEXT) is None
    with pytest.raises(Refusal, match="不能晚于原定"):
        office.end_delegation(desk, found.id, found.version + 1, NEXT)


# absences


def absence(person_id, **changes):
    return AbsenceValues(**{"person_id": person_id, "from_day": DAY, "to_day": NEXT, "place": "长江边"} | changes)


def test_R59c_absence_shows_who_acts_until_the_return(desk, town):
    found = office.report_absence(desk, absence(town.vice, acting_person_id=town.secretary))
    assert office.directory(desk).is_away(town.vice, DAY).acting.name == "何清如"
    assert [line.state for line in office.absence_lines(desk)] == ["在外"]
    office.return_from_absence(desk, found.id, found.version, NEXT)
    assert office.directory(desk).is_away(town.vice, NEXT) is None
    assert office.absence_lines(desk, NEXT) == ()
    with pytest.raises(Refusal, match="不需要再登记"):
        office.return_from_absence(desk, found.id, found.version + 1, NEXT)


def test_absence_without_return_is_listed_first_as_unreturned(desk, town):
    office.report_absence(desk, absence(town.vice))
    office.report_absence(desk, absence(town.deputy, from_day=date(2026, 11, 30), to_day=date(2026, 12, 1)))
    states = [(line.name, line.state) for line in office.absence_lines(desk, date(2026, 11, 27))]
    assert states == [("沈若愚", "未销假"), ("杨克勤", "将外出")]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"to_day": YESTERDAY}, "早于"),
        ({"kind": "旅游"}, "没有“旅游”这种外出"),
        ({"acting_person_id": "vice"}, "不能是外出者本人"),
        ({"acting_person_id": "away"}, "也外出"),
        ({"acting_person_id": "nobody"}, "已不存在"),
    ],
)
def test_absence_is_refused_with_one_sentence(desk, town, changes, words):
    office.report_absence(desk, absence(town.deputy))
    ids = {"vice": town.vice, "away": town.deputy, "nobody": 999}
    changes = {key: ids.get(value, value) for key, value in changes.items()}
    with pytest.raises(Refusal, match=words):
        office.report_absence(desk, absence(town.vice, **changes))


def test_overlapping_absence_of_one_person_is_refused(desk, town):
    office.report_absence(desk, absence(town.vice))
    with pytest.raises(Refusal, match="日期重叠"):
        office.report_absence(desk, absence(town.vice, from_day=NEXT, to_day=NEXT))


def test_R10_somebody_acts_for_the_absent_mayor_only_by_delegation(desk, town):
    with pytest.raises(Refusal) as refused:
        office.report_absence(desk, absence(town.mayor, acting_person_id=town.executive))
    assert rules(refused) == ["R10"]
    office.add_delegation(desk, delegation(town))
    office.report_absence(desk, absence(town.mayor, acting_person_id=town.executive))
    assert office.directory(desk).is_away(town.mayor, DAY).by == "委托"


def test_cancelled_absence_is_gone_and_can_be_undone(desk, town):
    found = office.report_absence(desk, absence(town.vice))
    office.cancel_absence(desk, found.id, found.version)
    assert office.directory(desk).absences == ()
    journal.undo(desk, journal.next_undo(desk).seq)
    assert office.directory(desk).is_away(town.vice, DAY) is not None
