"""本周发文: the sheet of papers that left in a week, the same on screen and in the file."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from govtui.files.documents.weekly import weekly_package
from govtui.services.desk import Desk
from govtui.services.documents.weekly import weekly_report
from govtui.store import tables
from tests.files.test_registers import table

Put = Callable[..., None]


@pytest.fixture
def leaving(desk: Desk) -> Put:
    """Put one numbered paper into the store: `leaving("gov_issue", 3, "2026-11-17", …)`."""

    def put(series: str, serial: int, issued: str | None, **columns: Any) -> None:
        number = desk.book.series(series).text(serial, 2026)
        values: dict[str, Any] = {
            **{"series": series, "year": 2026, "serial": serial, "number": number, "kind": "通知"},
            **{"title": f"第{serial}件", "state": "待归档", "signer": "沈清河", "publicity": "主动公开"},
            **{"signed_on": "2026-11-13", "issued_on": issued, "created_at": "2026-11-12T09:00:00+08:00"},
            "created_by": "小李",
        }
        with desk.writing("test.leaving") as uow:
            uow.add(tables.Outgoing(**{**values, **columns}))

    return put


@pytest.fixture
def week(desk: Desk, leaving: Put) -> Desk:
    """Week 47: three left from Monday to Sunday, one was void, one was not printed, others left before and after."""
    leaving("office_issue", 10, "2026-11-22", signer_for="高远山", title="=1+1 通知[/b]")
    leaving("office_issue", 9, "2026-11-16", publicity="不公开")
    leaving("gov_issue", 31, "2026-11-18", kind="意见")
    leaving("gov_issue", 32, "2026-11-18", state="作废")
    leaving("gov_issue", 33, None, state="待印制")
    leaving("gov_issue", 30, "2026-11-15")
    leaving("gov_letter", 2, "2026-11-23")
    return desk


def sheet(desk: Desk, name: str = "2026-W47") -> Path:
    return weekly_package(desk, name).files[0]


def numbers(desk: Desk, week: str) -> list[str]:
    return [paper.number for paper in weekly_report(desk, week).issued]


def test_papers_issued_from_monday_to_sunday_count_and_void_ones_do_not(week: Desk) -> None:
    text = {one: week.book.series(one).text for one in ("gov_issue", "office_issue", "gov_letter")}
    assert numbers(week, "2026-W47") == [
        text["gov_issue"](31, 2026),
        text["office_issue"](9, 2026),
        text["office_issue"](10, 2026),
    ]
    assert numbers(week, "2026-W46") == [text["gov_issue"](30, 2026)]
    assert numbers(week, "2026-W48") == [text["gov_letter"](2, 2026)]


def test_the_sheet_holds_real_days_and_the_signer_as_printed(week: Desk) -> None:
    first, _, last = table(sheet(week), "本周发文")
    assert list(first) == ["序号", "文号", "标题", "文种", "签发人", "签发日期", "印发日期", "公开方式"]
    assert (first["文种"], first["签发日期"], first["印发日期"]) == (
        "意见",
        datetime(2026, 11, 13),
        datetime(2026, 11, 18),
    )
    assert (last["标题"], last["签发人"], last["公开方式"]) == ("=1+1 通知[/b]", "沈清河（代高远山）", "主动公开")


def test_one_line_counts_every_series(week: Desk) -> None:
    page = load_workbook(sheet(week))["本周发文"]
    said = [str(cell.value) for row in page.iter_rows(max_row=5) for cell in row if cell.value]
    assert "本周印发 3 件：政发 1 件，政办发 2 件。" in said


def test_a_week_in_which_nothing_left_says_so(desk: Desk) -> None:
    path = sheet(desk)
    assert table(path, "本周发文")[0]["序号"] == "（本周没有发文）"


def test_the_register_and_the_other_sheets_stay_as_they_were(week: Desk) -> None:
    made = weekly_package(week, "2026-W47")
    assert [path.name for path in made.files] == ["公文办理周报-2026-W47.xlsx", "收文登记簿-2026-W47.xlsx"]
    assert made.rows == 0
    assert load_workbook(made.files[0]).sheetnames[-2:] == ["本周收文", "本周发文"]
