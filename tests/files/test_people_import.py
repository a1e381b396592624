"""Units, people and the division of work from foreign sheets: nothing disappears, one batch, undone whole."""

from datetime import date, datetime

import pytest

from govtui.domain.refusal import Refusal
from govtui.files.people import import_people, import_units, read_people, write_people_template
from govtui.files.workbooks import read_sheets
from govtui.services import journal
from govtui.services import people as office
from govtui.services.people import PersonValues, PostValues, add_person, give_post

DAY = date(2026, 11, 23)


def workbook(path, **sheets):
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


UNITS = [
    ["全市单位名录"],
    ["序号", "单位名称", "简称", "单位类别", "机关代字"],
    [1, "市政府办公室", "市府办", "部门", "府办"],
    [2, "市财政局", "财政局", "市直部门", "财"],
    [3, "市教育局", "教育局", None, None],
    [4, "清溪县人民政府", "清溪县", "县区", None],
    [5, "高新区管委会", "高新区", "派出机构", None],
    [6, "财贸科", None, "科室", None],
    [None, None, None, None, None],
    ["合计", 6, None, None, None],
]
PEOPLE = [
    ["姓名", "单位", "职务", "手机", "任职时间"],
    ["周致远", "市政府", "市委副书记、市长", "13900000001", "2026年1月5日"],
    ["秦立本", "市政府", "常务副市长", None, None],
    ["沈若愚", None, "副市长", None, "2026.1.5"],
    ["何清如", "市政府", "秘书长", None, None],
    ["杨克勤", "市政府办公室", "副秘书长", None, None],
    ["陆知行", "财政局", "党组书记、局长", 13900000006.0, None],
    ["魏长风", "市财政局", "副局长", None, None],
    ["江一帆", "财贸科", "科长", None, None],
    ["许可", "财贸科", "四级主任科员", None, None],
    ["方正平", "清溪县", "县长", None, None],
]
DIVISION = [
    ["单位", "分管领导", "协管副秘书长", "对口科室"],
    ["财政局", "秦立本", "杨克勤", "财贸科"],
    ["教育局", "沈若愚", "杨克勤", "财贸科"],
]


@pytest.fixture
def whole(tmp_path):
    return workbook(tmp_path / "通讯录.xlsx", 分工=DIVISION, 人员=PEOPLE, 单位=UNITS)


def counts(report):
    assert report.read == report.imported + report.rejected + report.skipped
    return report.imported, report.rejected, report.skipped


def test_one_workbook_fills_the_office_whatever_the_order_of_sheets(desk, whole):
    assert counts(import_people(desk, whole)) == (6 + 10 + 2, 0, 2)
    people = office.directory(desk)
    assert [h.name for h in people.leaders(DAY)] == ["周致远", "秦立本", "沈若愚", "何清如", "杨克勤"]
    assert [h.role for h in people.leaders(DAY)] == [
        "mayor",
        "executive_vice_mayor",
        "vice_mayor",
        "secretary_general",
        "deputy_secretary_general",
    ]
    finance = people.unit_named("市财政局")
    assert people.in_charge_of(finance.id, DAY).name == "秦立本"
    assert people.assisting(finance.id, DAY).name == "杨克勤"
    assert people.serving_section(finance.id, DAY).name == "财贸科"
    assert people.head_of(finance.id, DAY).name == "陆知行"
    assert people.people_named("陆知行")[0].mobile == "13900000006"
    assert people.people_named("周致远")[0].mobile == "13900000001"
    assert people.post_of(people.people_named("周致远")[0].id, DAY).from_day == date(2026, 1, 5)
    roles = {h.name: h.role for name in ("许可", "江一帆", "方正平") for h in [_holder(people, name)]}
    assert roles == {"许可": "clerk", "江一帆": "section_chief", "方正平": "county_head"}


def _holder(people, name):
    return people.leader(people.people_named(name)[0].id, DAY)


def test_category_is_taken_from_the_sheet_or_guessed_from_the_name(desk, whole):
    import_people(desk, whole)
    people = office.directory(desk)
    found = {u.label: u.category for u in people.units.values()}
    assert found == {
        "市府办": "部门",
        "财政局": "部门",
        "教育局": "部门",
        "清溪县": "县市区",
        "高新区": "派出机构",
        "财贸科": "科室",
    }


def test_dry_run_counts_the_same_and_writes_nothing(desk, whole):
    dry = import_people(desk, whole, dry_run=True)
    assert journal.count_acts(desk) == 0
    assert counts(dry) == counts(import_people(desk, whole))


def test_import_is_one_batch_and_undone_whole(desk, whole):
    import_people(desk, whole)
    assert journal.count_acts(desk) == 1
    act = journal.next_undo(desk)
    assert act.sentence.startswith("从通讯录.xlsx导入通讯录：新增单位 6 个、人员 10 人、分工 6 项")
    journal.undo(desk, act.seq)
    people = office.directory(desk)
    assert (people.units, people.people, people.posts, people.portfolios) == ({}, {}, (), ())


def test_second_import_of_the_same_file_changes_nothing(desk, whole):
    import_people(desk, whole)
    report = import_people(desk, whole)
    assert counts(report) == (0, 0, 20)
    assert journal.count_acts(desk) == 1


def test_known_person_takes_over_a_new_telephone_and_keeps_the_rest(desk, whole, tmp_path):
    import_people(desk, whole)
    rows = [["姓名", "单位", "办公电话"], ["陆知行", "市财政局", "0735-2221234"]]
    assert counts(import_people(desk, workbook(tmp_path / "b.xlsx", 名单=rows))) == (1, 0, 0)
    (person,) = office.directory(desk).people_named("陆知行")
    assert (person.mobile, person.office_phone) == ("13900000006", "0735-2221234")


def test_rejected_rows_go_to_a_sheet_with_the_reason(desk, whole, tmp_path):
    import_people(desk, whole)
    rows = [
        ["姓名", "单位", "职务", "排序"],
        [None, "市财政局", "科员", None],
        ["新人甲", "没有的局", "局长", None],
        ["新人乙", None, "市长", None],
        ["新人丙", None, "副市长", 2],
        ["新人丁", "市教育局", "局长", 9],
        ["新人戊", None, "局长", None],
    ]
    report = import_people(desk, workbook(tmp_path / "c.xlsx", 名单=rows))
    assert counts(report) == (1, 5, 0)
    (sheet,) = read_sheets(report.reject_file).sheets
    reasons = [row[2] for row in sheet.rows if row and isinstance(row[0], int | float)]
    expected = ["没有姓名", "没有“没有的局”", "市长在这段时间已由周致远", "领导序号 2 已由秦立本", "局长没有写明单位"]
    assert all(reason.startswith(words) for reason, words in zip(reasons, expected, strict=True))
    assert "第六条" in reasons[3]
    names = {p.name for p in office.directory(desk).people.values()}
    assert "新人丁" in names
    assert not {"新人甲", "新人乙", "新人丙", "新人戊"} & names


def test_R6_two_leaders_with_one_number_in_a_sheet_keep_the_first(desk, tmp_path):
    rows = [["姓名", "职务", "排名"], ["甲一", "市长", 1], ["乙二", "副市长", 2], ["丙三", "副市长", 2]]
    assert counts(import_people(desk, workbook(tmp_path / "d.xlsx", 领导=rows))) == (2, 1, 0)
    assert [h.name for h in office.directory(desk).leaders(DAY)] == ["甲一", "乙二"]


def test_second_head_of_a_unit_counts_as_deputy_with_a_note(desk, whole, tmp_path):
    import_people(desk, whole)
    rows = [["姓名", "单位", "职务"], ["新书记", "市财政局", "党组书记"]]
    report = import_people(desk, workbook(tmp_path / "e.xlsx", 名单=rows))
    assert counts(report) == (1, 0, 0)
    assert _holder(office.directory(desk), "新书记").role == "department_deputy"
    (sheet,) = read_sheets(report.reject_file).sheets
    assert any("主要负责人已是陆知行" in str(cell) for row in sheet.rows for cell in row)


def test_division_may_stand_as_lists_in_the_leaders_rows(desk, whole, tmp_path):
    import_people(desk, whole)
    rows = [["姓名", "职务", "分管单位"], ["秦立本", "常务副市长", "高新区、市教育局，没有的局"]]
    report = import_people(desk, workbook(tmp_path / "f.xlsx", 领导分工=rows))
    assert counts(report) == (1, 0, 0)
    people = office.directory(desk)
    assert people.in_charge_of(people.unit_named("高新区").id, DAY).name == "秦立本"
    education = people.unit_named("教育局").id
    assert people.in_charge_of(education, DAY).name == "秦立本"
    assert people.in_charge_of(education, date(2026, 11, 22)).name == "沈若愚"
    assert report.reject_file is not None


def test_division_with_unknown_names_is_rejected_with_every_reason(desk, whole, tmp_path):
    import_people(desk, whole)
    rows = [
        ["单位", "分管领导", "协管领导", "服务科室"],
        ["高新区", "无此人", "杨克勤", "没有的科"],
        ["没有的局", "秦立本", None, None],
        ["清溪县", "江一帆", None, None],
        ["财政局", "秦立本", None, None],
    ]
    report = import_people(desk, workbook(tmp_path / "g.xlsx", 分工=rows))
    assert counts(report) == (1, 2, 1)
    people = office.directory(desk)
    assert people.assisting(people.unit_named("高新区").id, DAY).name == "杨克勤"


def test_section_hangs_under_its_unit_and_circles_are_left_out(desk, tmp_path):
    rows = [
        ["单位名称", "类别", "上级单位"],
        ["文秘科", "科室", "市政府办公室"],
        ["市政府办公室", "部门", "文秘科"],
        ["信息科", "科室", "无此单位"],
    ]
    report = import_people(desk, workbook(tmp_path / "h.xlsx", 单位=rows))
    assert counts(report) == (3, 0, 0)
    people = office.directory(desk)
    assert people.unit_named("文秘科").parent_id == people.unit_named("市政府办公室").id
    assert people.unit_named("市政府办公室").parent_id is None


def test_unknown_category_is_rejected_with_the_allowed_ones(desk, tmp_path):
    rows = [["单位名称", "类别"], ["甲局", "什么"], ["乙局", "部门"]]
    report = import_units(desk, workbook(tmp_path / "i.xlsx", 单位=rows))
    assert counts(report) == (1, 1, 0)


def test_import_of_units_leaves_people_alone(desk, whole):
    report = import_units(desk, whole)
    assert counts(report) == (6 + 2, 0, 2)
    assert "没有“秦立本”这个人" in str(read_sheets(report.reject_file).sheets)
    assert office.directory(desk).people == {}


def test_closed_unit_is_not_silently_opened(desk, whole, tmp_path):
    import_people(desk, whole)
    unit = office.directory(desk).unit_named("高新区")
    office.close_unit(desk, unit.id, unit.version, DAY)
    rows = [["单位名称", "电话"], ["高新区管委会", "0735"]]
    assert counts(import_units(desk, workbook(tmp_path / "j.xlsx", 单位=rows))) == (0, 1, 0)


def test_sheet_without_names_or_units_is_one_sentence(desk, tmp_path):
    path = workbook(tmp_path / "k.xlsx", 其他=[["品名", "数量"], ["纸", 3]])
    with pytest.raises(Refusal, match="没有“姓名”或“单位名称”"):
        import_people(desk, path)
    with pytest.raises(Refusal, match="没有“单位名称”"):
        import_units(desk, workbook(tmp_path / "l.xlsx", 人员=PEOPLE))


def test_column_of_another_name_is_mapped_by_hand(desk, tmp_path):
    rows = [["何人", "何职", "姓名拼音"], ["甲一", "市长", "jy"], ["乙二", "副市长", "ye"]]
    path = workbook(tmp_path / "m.xlsx", 名单=rows)
    report = import_people(desk, path, mapping={"何人": "name", "何职": "title"})
    assert counts(report) == (2, 0, 0)
    assert report.mapping["何人"] == "name"
    with pytest.raises(Refusal, match="没有“没有这列”这一列"):
        import_people(desk, path, mapping={"何人": "name", "何职": "title", "没有这列": "mobile"})
    with pytest.raises(Refusal, match="没有“没有的字段”这个字段"):
        import_people(desk, path, mapping={"何人": "name", "何职": "title", "C": "没有的字段"})


def test_sheet_without_a_header_is_read_by_column_letters(desk, tmp_path):
    path = workbook(tmp_path / "p.xlsx", 名单=[["甲一", "市长"], ["乙二", "副市长"], ["丙三", "副市长"]])
    assert counts(import_people(desk, path, mapping={"A": "name", "B": "title"})) == (3, 0, 0)
    assert [h.title for h in office.directory(desk).leaders(DAY)] == ["市长", "副市长", "副市长"]


@pytest.mark.parametrize("name", ["甲[/b]", "=1+1", "甲\x1b[31m乙", "甲\n乙", "🚒甲", "甲" * 59])
def test_nasty_names_survive_as_text(desk, tmp_path, name):
    path = tmp_path / "n.csv"
    path.write_text(f'姓名,职务\n"{name}",市长\n', encoding="utf-8")
    assert counts(import_people(desk, path)) == (1, 0, 0)
    assert "\x1b" not in office.leader_lines(desk)[0].name


def test_template_takes_filled_rows_and_is_itself_empty(desk, tmp_path):
    path = write_people_template(tmp_path / "模板.xlsx", desk.book, lambda: datetime(2026, 11, 23))
    assert [sheet.part for sheet in read_people(path)] == ["units", "people", "division"]
    assert counts(import_people(desk, path))[:2] == (0, 0)
    from openpyxl import load_workbook

    book = load_workbook(path)
    page = book["人员"]
    at = page.max_row + 1
    for column, value in enumerate(["周致远", None, "市长", "市长", 1], 1):
        page.cell(at, column, value)
    book.save(path)
    assert counts(import_people(desk, path))[:2] == (1, 0)


def test_dated_post_of_a_former_head_leaves_room_for_the_successor(desk, tmp_path):
    rows = [
        ["姓名", "单位", "职务", "任职日期", "离任日期"],
        ["前任", "市财政局", "局长", "2020-1-1", "2026-5-31"],
        ["后任", "市财政局", "局长", "2026-6-1", None],
        ["倒置", "市财政局", "副局长", "2026-6-1", "2025-6-1"],
        ["错日", "市财政局", "副局长", "2026-13-1", None],
    ]
    path = workbook(tmp_path / "o.xlsx", 单位=[["单位名称", "类别"], ["市财政局", "部门"]], 人员=rows)
    assert counts(import_people(desk, path)) == (3, 2, 0)
    people = office.directory(desk)
    finance = people.unit_named("市财政局").id
    assert people.head_of(finance, date(2026, 5, 31)).name == "前任"
    assert people.head_of(finance, date(2026, 6, 1)).name == "后任"


def test_person_entered_by_hand_is_recognised(desk, whole):
    person = add_person(desk, PersonValues("秦立本")).id
    give_post(desk, PostValues(person, "executive_vice_mayor", "常务副市长", order=2, from_day=date(2026, 1, 5)))
    import_people(desk, whole)
    assert len(office.directory(desk).people_named("秦立本")) == 1
