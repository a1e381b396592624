"""The exported 通讯录 says what the desk says, and comes back in without a change."""

from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from govtui.domain.clock import frozen
from govtui.files.people import import_people
from govtui.files.phonebook import export_people
from govtui.services import journal
from govtui.services import people as office
from govtui.services.people import PersonValues, PostValues, UnitValues
from govtui.services.setup import init_office

FIRST = date(2026, 1, 5)


@pytest.fixture
def exported(desk, tmp_path):
    city_office = office.add_unit(desk, UnitValues("市政府办公室")).id
    finance = office.add_unit(desk, UnitValues("市财政局", "财政局", phone="0735-2220000")).id
    office.add_unit(desk, UnitValues("=市教育局"))
    section = office.add_unit(desk, UnitValues("财贸科", category="科室")).id
    for name, role, title in (("秦立本", "executive_vice_mayor", "常务副市长"), ("杨克勤", "副秘书长", "副秘书长")):
        person = office.add_person(desk, PersonValues(name, city_office, mobile="13900000001")).id
        office.give_post(desk, PostValues(person, role, title, from_day=FIRST))
    county = office.add_unit(desk, UnitValues("某市人民政府", category="县市区")).id
    person = office.add_person(desk, PersonValues("邵远", county)).id
    office.give_post(desk, PostValues(person, "county_head", "市长", county))
    leaders = [h.person_id for h in office.directory(desk).leaders(desk.today())]
    office.set_division(desk, finance, leaders[0], leaders[1], section, FIRST)
    (path,) = export_people(desk, tmp_path).files
    return path


def rows(path, sheet):
    return [[cell.value or None for cell in row] for row in load_workbook(path)[sheet].iter_rows()]


def test_leaders_stand_in_order_with_their_division_of_work(exported):
    found = [row for row in rows(exported, "领导") if isinstance(row[0], int)]
    assert [row[:5] for row in found] == [
        [1, "秦立本", "常务副市长", "财政局", None],
        [2, "杨克勤", "副秘书长", None, "财政局"],
    ]
    assert found[0][5] == datetime(2026, 1, 5)
    assert found[0][7] == "13900000001"


def test_R8a_division_sheet_names_what_is_missing(exported):
    found = {row[1]: row[2:] for row in rows(exported, "分工") if isinstance(row[0], int)}
    assert found["市财政局"] == ["秦立本", "杨克勤", "财贸科", None]
    assert found["=市教育局"] == [None, None, None, "分管副市长、协管副秘书长、对应科室"]
    assert "财贸科" not in found


def test_every_sheet_prints_on_a4_landscape_with_its_header_on_every_page(exported):
    book = load_workbook(exported)
    assert book.sheetnames == ["领导", "人员", "单位", "分工"]
    for page in book:
        assert (page.page_setup.orientation, str(page.page_setup.paperSize)) == ("landscape", "9")
        assert page.print_title_rows


def test_exported_book_comes_back_in_without_a_change(desk, exported):
    before = journal.count_acts(desk)
    report = import_people(desk, exported)
    assert (report.imported, report.rejected, report.skipped) == (0, 0, report.read)
    people = office.directory(desk)
    assert (len(people.units), len(people.people), len(people.portfolios)) == (5, 3, 3)
    assert journal.count_acts(desk) == before


def test_exported_book_fills_an_empty_office_whole(exported, tmp_path):
    empty = init_office(
        str(tmp_path / "other.db"), "chenzhou-2017", "某市人民政府办公室", clock=frozen(datetime(2026, 11, 23, 9))
    )
    report = import_people(empty, exported)
    assert report.rejected == 0
    assert [len(office.directory(empty).people_named(name)) for name in ("秦立本", "杨克勤", "邵远")] == [1, 1, 1]
    (county_mayor,) = office.directory(empty).people_named("邵远")
    assert office.directory(empty).post_of(county_mayor.id, empty.today()).role == "county_head"
    known = office.directory(empty)
    finance = known.unit_named("财政局")
    assert finance is not None
    assert finance.name == "市财政局"
    assert known.in_charge_of(finance.id, empty.today()).name == "秦立本"
    empty.store.close()
