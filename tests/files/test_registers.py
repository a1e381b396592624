"""收文登记簿 and 公文办理周报 read back from the files of a small hand-made office."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from govtui.domain.refusal import Refusal
from govtui.files.documents import register
from govtui.files.documents.weekly import headline, weekly_package
from govtui.files.exports import exports_folder
from govtui.files.phonebook import export_people
from govtui.services.desk import Desk
from govtui.services.documents.weekly import weekly_report
from govtui.store import tables

Put = Callable[..., Any]

HEADINGS = (
    "收文号 收文日期时间 来文机关 来文字号 标题 文种 类别 密级 紧急 份数 份号 附件 来文方式 拟办科室 承办单位 办结时限 "
    "现在何处 办结日期 结果／复文号 签收人 归档号 备注"
)


def table(path: Path, sheet: str = "收文登记簿") -> list[dict[str, Any]]:
    """The rows under the header line of a sheet, by heading."""
    page = load_workbook(path)[sheet]
    lines = list(page.iter_rows(values_only=True))
    top = next(at for at, line in enumerate(lines) if all(line))
    return [dict(zip(lines[top], line, strict=True)) for line in lines[top + 1 :]]


def exported(desk: Desk, selection: register.Selection) -> list[dict[str, Any]]:
    return table(register.export_register(desk, selection).files[0])


def test_register_has_the_columns_of_the_paper_book_in_their_order(office: Desk, paper: Put) -> None:
    paper(1, "2026-11-16 09:00")
    assert " ".join(exported(office, register.of_year(office, 2026))[0]) == HEADINGS


def test_register_row_holds_real_dates_and_what_belongs_to_the_paper(office: Desk, paper: Put, belonging: Put) -> None:
    made = paper(7, "2026-11-16 09:05", due="2026-11-18 17:30", closed="2026-11-17 10:00", result="已办", copies=3,
                 answer_number="政办函〔2026〕9号", sender_number="财发〔2026〕4号", signed_by="小李")  # fmt: skip
    for unit, lead in (("市水利局", False), ("市住建局", True)):
        belonging("Handling", incoming_id=made, unit=unit, lead=lead, assigned_at="2026-11-16T10:00:00+08:00")
    row = exported(office, register.of_year(office, 2026))[0]
    assert row["收文日期时间"] == datetime(2026, 11, 16, 9, 5)
    assert row["办结时限"] == datetime(2026, 11, 18)
    assert row["办结日期"] == datetime(2026, 11, 17)
    assert row["份数"] == 3
    assert (row["拟办科室"], row["承办单位"], row["来文方式"]) == ("文秘科", "市住建局、市水利局", "办公室")
    assert (row["结果／复文号"], row["现在何处"]) == ("已办；政办函〔2026〕9号", "已办结")


def test_register_shows_the_hour_of_a_deadline_inside_the_day(office: Desk, paper: Put) -> None:
    paper(1, "2026-11-16 09:00", due="2026-11-16 11:00")
    assert exported(office, register.of_year(office, 2026))[0]["办结时限"] == datetime(2026, 11, 16, 11, 0)


def test_no_deadline_is_an_empty_cell(office: Desk, paper: Put) -> None:
    paper(1, "2026-11-16 09:00")
    assert exported(office, register.of_year(office, 2026))[0]["办结时限"] is None


def test_voided_and_returned_papers_stay_in_the_register_with_the_reason(
    office: Desk, paper: Put, belonging: Put
) -> None:
    void = paper(1, "2026-11-16 09:00", state="作废")
    belonging("Movement", incoming_id=void, at="2026-11-16T10:00:00+08:00", kind="作废", sentence="重复登记")
    paper(2, "2026-11-16 09:00", returned="2026-11-16 10:00", return_reason="格式或文号错误")
    rows = exported(office, register.of_year(office, 2026))
    assert [(row["现在何处"], row["备注"]) for row in rows] == [
        ("作废", "作废：重复登记"),
        ("已退文", "退文：格式或文号错误"),
    ]


def test_register_sorts_numbers_as_numbers(office: Desk, paper: Put) -> None:
    for serial in (10, 2, 1):
        paper(serial, "2026-11-16 09:00")
    assert [row["收文号"] for row in exported(office, register.of_year(office, 2026))] == [
        "2026-1",
        "2026-2",
        "2026-10",
    ]


def test_register_of_some_days_takes_both_ends(office: Desk, paper: Put) -> None:
    for serial, day in enumerate(("15 23:59", "16 00:00", "22 23:59", "23 00:00"), 1):
        paper(serial, f"2026-11-{day}")
    rows = exported(office, register.of_days(office, date(2026, 11, 16), date(2026, 11, 22)))
    assert [row["收文号"] for row in rows] == ["2026-2", "2026-3"]


def test_days_the_wrong_way_round_are_refused(office: Desk) -> None:
    with pytest.raises(Refusal, match="晚于截止日期"):
        register.of_days(office, date(2026, 11, 22), date(2026, 11, 16))


def test_register_of_the_screen_keeps_its_order(office: Desk, paper: Put) -> None:
    ids = [paper(serial, "2026-11-16 09:00") for serial in (1, 2, 3)]
    rows = exported(office, register.of_papers(office, [ids[2], ids[0]]))
    assert [row["收文号"] for row in rows] == ["2026-3", "2026-1"]


def test_register_longer_than_a_chunk_is_whole(office: Desk) -> None:
    columns = ("year", "serial", "number", "received_at", "created_at", "created_by")
    at = "2026-11-16T09:00:00+08:00"
    with office.writing("test.many") as uow:
        uow.insert_many("incoming", columns, ((2026, n, f"2026-{n}", at, at, "小李") for n in range(1, 1203)))
    rows = exported(office, register.of_year(office, 2026))
    assert [row["收文号"] for row in rows] == [f"2026-{n}" for n in range(1, 1203)]


def test_papers_are_found_by_number_or_id_and_missing_ones_named(office: Desk, paper: Put) -> None:
    made = paper(15, "2026-11-16 09:00")
    assert register.ids_of(office, ["2026-15", str(made)]) == [made, made]
    with pytest.raises(Refusal, match="没有收文号为 2026-99、甲 的公文"):
        register.ids_of(office, ["2026-99", "2026-15", "甲"])


@pytest.fixture
def week(office: Desk, paper: Put, belonging: Put) -> Desk:
    """Week 47: three received (one closed in time, one late, one sent the wrong way), one older closed, one in hand."""
    paper(1, "2026-11-10 09:00", due="2026-11-16 17:30", closed="2026-11-18 10:00", sender="某县人民政府", sender_id=2)
    paper(2, "2026-11-16 09:00", due="2026-11-18 17:30", closed="2026-11-16 11:00")
    late = paper(3, "2026-11-17 09:00", due="2026-11-18 17:30", title="=1+1 通知[/b]")
    paper(4, "2026-11-20 09:00", due="2026-12-02 17:30", channel="irregular_direct")
    belonging("Reminder", incoming_id=late, at="2026-11-19T10:00:00+08:00", to_name="文秘科")
    belonging("Route", id=1, incoming_id=late, doc_class="批办", made_at="2026-11-17T10:00:00+08:00")
    belonging("RouteStep", route_id=1, incoming_id=late, ordinal=1, person="赵某", title="副市长", state="在手",
              sent_at="2026-11-18T09:00:00+08:00")  # fmt: skip
    return office


def test_weekly_package_is_one_folder_a_week(week: Desk) -> None:
    made = weekly_package(week, "2026-W47")
    folder = exports_folder(week) / "2026-W47"
    assert made.files == (folder / "公文办理周报-2026-W47.xlsx", folder / "收文登记簿-2026-W47.xlsx")
    assert made.rows == 3
    assert load_workbook(made.files[0]).sheetnames == [
        "汇总",
        "超期明细",
        "不规范报文",
        "领导在手",
        "本周收文",
        "本周发文",
    ]


def test_weekly_summary_shows_the_same_numbers_as_the_report(week: Desk) -> None:
    report = weekly_report(week, "2026-W47")
    rows = {row["来源类别"]: row for row in table(weekly_package(week, "2026-W47").files[0], "汇总")}
    assert [name for name in rows if name in ("部门", "县市区", "合计")] == ["部门", "县市区", "合计"]
    for shown in (*report.summary, report.total):
        row = rows[shown.category]
        assert (row["收文"], row["在办"], row["办结"], row["超期"], row["退文"]) == (
            shown.received, shown.open, shown.closed, shown.late, shown.returned,
        )  # fmt: skip
        assert row["按时率"] == ("—" if shown.on_time_rate is None else shown.on_time_rate)
    assert (rows["部门"]["收文"], rows["部门"]["按时率"], rows["部门"]["平均用时（工作小时）"]) == (3, 1, 2)
    assert (rows["县市区"]["收文"], rows["县市区"]["办结"], rows["县市区"]["按时率"]) == (0, 1, 0)
    assert headline(report) == "本周收文 3 件，办结 2 件，按时率 50.0%；在办 2 件，其中超期 1 件。"


def test_weekly_lists_name_what_is_late_irregular_and_in_hand(week: Desk) -> None:
    path = weekly_package(week, "2026-W47").files[0]
    late = table(path, "超期明细")[0]
    assert (late["灯色"], late["收文号"], late["标题"], late["催办次数"]) == ("超期", "2026-3", "=1+1 通知[/b]", 1)
    assert late["超期工作日"] == 2
    irregular = table(path, "不规范报文")[0]
    assert (irregular["单位"], irregular["原因"], irregular["次数"]) == ("市财政局", "违规直送", 1)
    hand = table(path, "领导在手")[0]
    assert (hand["领导"], hand["职务"], hand["在手件数"], hand["最长天数（工作日）"]) == ("赵某", "副市长", 1, 2)
    assert [row["收文号"] for row in table(path, "本周收文")] == ["2026-2", "2026-3", "2026-4"]


def test_same_data_give_the_same_cells_and_a_second_run_takes_the_first_ones_place(week: Desk) -> None:
    first = weekly_package(week, "2026-W47").files
    bytes_before = [path.read_bytes() for path in first]
    assert [path.read_bytes() for path in weekly_package(week, "2026-W47").files] == bytes_before
    assert sorted(path.name for path in first[0].parent.iterdir()) == sorted(path.name for path in first)


def test_a_week_without_papers_still_gives_its_sheets(office: Desk) -> None:
    path = weekly_package(office, "2026-W47").files[0]
    assert table(path, "超期明细")[0]["序号"] == "（没有超期的公文）"
    assert table(path, "汇总")[-1]["来源类别"].startswith("按时率")


def test_a_demonstration_says_so_on_every_sheet(week: Desk) -> None:
    from dataclasses import replace

    book = load_workbook(weekly_package(replace(week, demonstration=True), "2026-W47").files[0])
    for page in book:
        assert any("演示数据" in str(cell.value) for cell in page[2])


def test_exports_lie_beside_the_data_folder(office: Desk, tmp_path: Path) -> None:
    assert exports_folder(office) == tmp_path / "exports"


def test_telephones_stay_text(office: Desk) -> None:
    with office.writing("test.person") as uow:
        uow.add(tables.Person(name="某甲", unit_id=1, office_phone="0735-2000000", mobile="+8613800000000"))
    row = table(export_people(office).files[0], "人员")[0]
    assert (row["姓名"], row["单位"], row["办公电话"], row["手机"]) == (
        "某甲",
        "市财政局",
        "0735-2000000",
        "+8613800000000",
    )
