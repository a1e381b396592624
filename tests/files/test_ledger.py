"""文号台账 read back from Excel."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from govtui.files.documents.ledger import COLUMNS, MISSING, export_ledger, ledger_sheet
from govtui.files.exports import properties
from govtui.files.sheets import write_workbook
from govtui.services import numbers
from govtui.services.desk import Desk

Rows = list[tuple[Any, ...]]


def read(path: Path) -> Rows:
    return [tuple(row) for row in load_workbook(path).active.iter_rows(values_only=True)]


def table(rows: Rows) -> Rows:
    """What stands below the header."""
    header = next(at for at, row in enumerate(rows) if row[0] == "序列")
    return rows[header + 1 :]


@pytest.fixture
def kept(desk: Desk) -> Desk:
    """政发: 1 to 3 on paper, 4 void, 5 to 14 set aside, 15 and 16 missing, 17 imported; one order."""
    numbers.set_start(desk, "gov_issue", 2026, 3, "启用本系统")
    numbers.reserve(desk, "gov_issue", "=留给一号文件", 11)
    numbers.void_number(desk, "gov_issue", 2026, 4, "会议取消")
    numbers.reserve(desk, "order", "留用")
    with desk.writing("outgoing.import") as uow:
        columns = ("series", "year", "serial", "origin", "noun", "row_id", "at")
        uow.insert_many("number_ledger", columns, [("gov_issue", 2026, 17, "导入", "outgoing", 1, uow.at)])
        some = ("id", "series", "title", "state", "created_at", "created_by")
        uow.insert_many("outgoing", some, [(1, "gov_issue", "关于一件事的通知", "已归档", uow.at, "小李")])
    return desk


def test_every_number_stands_in_its_order_with_its_state(kept: Desk, tmp_path: Path) -> None:
    done = export_ledger(kept, 2026, tmp_path)
    assert (done.files[0].name, done.rows) == ("文号台账-2026.xlsx", 15)
    rows = table(read(done.files[0]))
    now = datetime(2026, 11, 23, 9)
    assert rows[0][:6] == ("政发", 2026, 3, "郴政发〔2026〕1号 至 郴政发〔2026〕3号", "纸质簿", "启用本系统")
    assert rows[1] == ("政发", 2026, 4, "郴政发〔2026〕4号", "作废", "会议取消", "", now)
    assert rows[2] == ("政发", 2026, 5, "郴政发〔2026〕5号", "预留", "=留给一号文件", "", now)
    assert rows[-2] == ("政发", 2026, 17, "郴政发〔2026〕17号", "已用", "", "关于一件事的通知", now)
    assert rows[-1][:5] == ("令", None, 1, "郴州市人民政府令第1号", "预留")
    serials = [row[2] for row in rows[:-1]]
    assert serials == sorted(serials)
    assert {type(serial) for serial in serials} == {int}


def test_what_nobody_explained_is_a_row_of_its_own(kept: Desk, tmp_path: Path) -> None:
    rows = table(read(export_ledger(kept, 2026, tmp_path).files[0]))
    (missing,) = [row for row in rows if row[4] == MISSING]
    assert missing[2:6] == (15, "郴政发〔2026〕15号 至 郴政发〔2026〕16号", "缺号（未说明）", "缺 2 个号")
    assert rows.index(missing) == len(rows) - 3
    numbers.explain_gap(kept, "gov_issue", 2026, 15, 16, "纸质簿上作废")
    rows = table(read(export_ledger(kept, 2026, tmp_path).files[0]))
    assert [row[4] for row in rows].count(MISSING) == 0
    assert [row[2] for row in rows if row[5] == "纸质簿上作废"] == [15, 16]


def test_the_headline_counts_them(kept: Desk, tmp_path: Path) -> None:
    said = {cell for row in read(export_ledger(kept, 2026, tmp_path).files[0]) for cell in row if cell}
    assert "已用 1 个，预留 11 个，作废 1 个；缺号 2 个，未说明。" in said


@pytest.mark.parametrize(
    ("series", "year", "expected"),
    [
        (["order"], None, {"令"}),
        (["order"], 2020, {"令"}),
        (["gov_issue"], 2025, set()),
        (["gov_issue", "incoming"], 2026, {"政发"}),
        (None, None, {"政发", "令"}),
    ],
)
def test_series_and_years_are_chosen(
    kept: Desk, tmp_path: Path, series: list[str] | None, year: int | None, expected: set[str]
) -> None:
    path = tmp_path / "x.xlsx"
    write_workbook(path, [ledger_sheet(kept, series, year)], properties(kept, "x"))
    assert {row[0] for row in table(read(path))} - {"（还没有编过号）", None} == expected


def test_the_columns_are_those_of_the_ledger() -> None:
    assert [column.title for column in COLUMNS] == ["序列", "年", "号", "文号", "状态", "原因", "标题", "时间"]
