"""The kept directory, choices and lists of the address book."""

from datetime import date

import pytest

from govtui.services import people as office
from govtui.services.people import PersonValues, PostValues, UnitValues
from tests.services.town import FIRST, build_town

DAY = date(2026, 11, 23)


@pytest.fixture
def town(desk):
    return build_town(desk)


def labels(choices):
    return [choice.label for choice in choices]


def test_directory_is_kept_until_a_people_row_is_written(desk, town):
    first = office.directory(desk)
    assert office.directory(desk) is first
    with desk.writing("setting.change") as uow:
        uow.insert_many("setting", ("key", "value"), [("office", "某办")])
        uow.say("改设置")
    assert office.directory(desk) is first
    office.add_unit(desk, UnitValues(name="市水利局"))
    assert office.directory(desk) is not first


def test_write_at_another_desk_is_seen(desk, desk_at, town):
    office.directory(desk)
    office.add_unit(desk_at(name="小王"), UnitValues(name="市水利局"))
    assert office.directory(desk).unit_named("市水利局") is not None
    assert labels(office.unit_choices(desk, "slj")) == ["市水利局"]


def test_units_are_chosen_by_text_initials_and_category(desk, town):
    assert labels(office.unit_choices(desk, "czj")) == ["市财政局"]
    assert labels(office.unit_choices(desk, "局")) == ["市财政局", "市教育局"]
    assert labels(office.unit_choices(desk, "", ("科室",))) == ["财贸科"]
    office.close_unit(desk, town.education, 1, DAY)
    assert labels(office.unit_choices(desk, "jyj")) == []


def test_people_are_chosen_leaders_first_with_title_and_unit(desk, town):
    office.add_person(desk, PersonValues("周小禾", town.finance))
    assert labels(office.person_choices(desk, "周")) == ["周致远", "周小禾"]
    (found,) = office.person_choices(desk, "lzx")
    assert (found.label, found.detail) == ("陆知行", "局长 · 财政局")
    assert labels(office.person_choices(desk, "", town.finance)) == ["陆知行", "周小禾"]


def test_leaders_are_chosen_in_ranked_order(desk, town):
    assert labels(office.leader_choices(desk, "")) == ["周致远", "秦立本", "沈若愚", "何清如", "杨克勤"]
    assert labels(office.leader_choices(desk, "", ("deputy_secretary_general",))) == ["杨克勤"]
    assert labels(office.leader_choices(desk, "qlb")) == ["秦立本"]


def test_leader_list_shows_the_division_of_work_and_who_is_away(desk, town):
    office.set_division(desk, town.finance, town.executive, town.deputy, town.section, FIRST)
    office.report_absence(desk, office.AbsenceValues(town.executive, DAY, DAY, acting_person_id=town.vice))
    lines = {line.name: line for line in office.leader_lines(desk)}
    assert lines["秦立本"].in_charge == ("财政局",)
    assert lines["杨克勤"].assisting == ("财政局",)
    assert lines["秦立本"].away == "出差至 11-23 周一，由沈若愚代行"
    assert lines["周致远"].away == ""
    (unit,) = [line for line in office.unit_lines(desk, "部门") if line.id == town.finance]
    assert (unit.head, unit.in_charge, unit.assisting, unit.section) == ("陆知行", "秦立本", "杨克勤", "财贸科")
    assert unit.missing == ()


def test_units_are_counted_by_category_and_closed_ones_shown_on_demand(desk, town):
    assert office.unit_counts(desk) == (("部门", 2), ("派出机构", 1), ("科室", 1))
    office.close_unit(desk, town.education, 1, DAY)
    assert [line.name for line in office.unit_lines(desk, "部门")] == ["市财政局"]
    assert [line.name for line in office.unit_lines(desk, "部门", with_closed=True)] == ["市财政局", "市教育局"]


def test_history_of_posts_is_newest_first_with_its_state(desk, town):
    post = office.directory(desk).post_of(town.head, DAY)
    office.change_post(desk, post.id, post.version, PostValues(0, "vice_mayor", "副市长", from_day=date(2026, 12, 1)))
    lines = office.post_lines(desk, town.head)
    assert [(line.title, line.state) for line in lines] == [("副市长", "将任"), ("局长", "在任")]


def test_delegations_in_force_and_to_come_are_listed_past_ones_on_demand(desk, town):
    def delegate(first, last):
        values = office.DelegationValues(town.mayor, town.executive, first, last, "批示")
        office.add_delegation(desk, values)

    delegate(date(2026, 11, 1), date(2026, 11, 5))
    delegate(DAY, DAY)
    delegate(date(2026, 12, 1), date(2026, 12, 5))
    assert [line.state for line in office.delegation_lines(desk)] == ["有效", "未到期"]
    assert [line.state for line in office.delegation_lines(desk, with_past=True)] == ["已过期", "有效", "未到期"]


def test_R4_R8a_R72_findings_of_the_office_name_their_rules(desk, town):
    found = office.people_findings(desk)
    assert [f.rule for f in found] == ["R4", "R8a", "R8a", "R8a"]
    assert [f.rule for f in office.unit_findings(desk, town.zone)] == ["R8a", "R72"]
    assert [f.rule for f in office.unit_findings(desk, town.section)] == []


def test_R9_office_without_a_secretary_general_says_so(desk, town):
    post = office.directory(desk).post_of(town.secretary, DAY)
    office.end_post(desk, post.id, post.version, DAY)
    assert "R9" not in [f.rule for f in office.people_findings(desk, DAY)]
    assert "R9" in [f.rule for f in office.people_findings(desk, date(2026, 11, 24))]


@pytest.mark.parametrize("name", ["[b]局[/b]", "[@click=app.quit]局", "=SUM(1)局", "🚒局"])
def test_nasty_names_stay_as_they_are(desk, name):
    office.add_unit(desk, UnitValues(name=name))
    assert [line.name for line in office.unit_lines(desk)] == [name]
