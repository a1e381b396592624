"""Collective addressees become the units they stand for; names stay names."""

from datetime import date

from govtui.domain.documents.outgoing.addressees import receivers
from govtui.domain.people import Directory, UnitRow
from govtui.rulebook import load

BOOK = load("chenzhou-2017")
DAY = date(2026, 11, 23)
UNITS = {
    1: UnitRow(1, 1, "某市财政局", "市财政局", "部门", sort_order=1),
    2: UnitRow(2, 1, "某市教育局（体育局）", "", "部门", sort_order=2),
    3: UnitRow(3, 1, "云溪县人民政府", "云溪县", "县市区", sort_order=3),
    4: UnitRow(4, 1, "竹汀区人民政府", "竹汀区", "县市区", sort_order=4),
    5: UnitRow(5, 1, "旧县人民政府", "旧县", "县市区", sort_order=5, closed_on=date(2020, 1, 1)),
    6: UnitRow(6, 1, "某市人民政府办公室", "市政府办公室", "部门", sort_order=6),
}
PEOPLE = Directory(BOOK, UNITS)


def names(*texts: str, but: str = "") -> list[str]:
    return [name for _, name in receivers(BOOK, PEOPLE, texts, DAY, but)]


def test_all_counties_and_departments_of_the_day_are_named_one_by_one() -> None:
    found = ["云溪县", "竹汀区", "市财政局", "某市教育局（体育局）", "市政府办公室"]
    assert names("各县市区人民政府，市政府各工作部门：") == found


def test_a_bracket_inside_a_name_parts_nothing() -> None:
    assert names("各县（市、区）人民政府") == ["云溪县", "竹汀区"]
    assert names("某市教育局（体育局）、市财政局") == ["某市教育局（体育局）", "市财政局"]


def test_nobody_is_named_twice_and_the_sender_not_at_all() -> None:
    both = ["市财政局", "某市教育局（体育局）"]
    assert names("市财政局", "市政府各工作部门", but="某市人民政府办公室") == both
    assert names("市政府各工作部门") == [*both, "市政府办公室"]


def test_words_that_no_unit_answers_to_stay_as_they_are() -> None:
    assert receivers(BOOK, PEOPLE, ("省直有关单位、某研究院",), DAY) == ((None, "省直有关单位"), (None, "某研究院"))
    assert receivers(BOOK, Directory(BOOK), ("各县市区人民政府",), DAY) == ((None, "各县市区人民政府"),)
