"""规范性文件目录 read back from the file: the columns, real dates, the state as of the day it was made."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from govtui.domain.refusal import Refusal
from govtui.files.documents.normative import NAME, REGISTER, export_catalogue
from govtui.services.documents import normative as services
from govtui.services.documents.normative import NewNormative, Published
from tests.offices import Office, small_office
from tests.services.normative_papers import checked, department, published

HEADINGS = "统一登记号 文号 标题 制定机关 公布日 施行日 有效期至 状态 备案"


@pytest.fixture
def office(desk: Any) -> Office:
    return small_office(desk)


def table(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows under the header line."""
    lines = list(load_workbook(path)[sheet].iter_rows(values_only=True))
    top = next(at for at, line in enumerate(lines) if all(line))
    found = [dict(zip(lines[top], line, strict=True)) for line in lines[top + 1 :]]
    return [one for one in found if one["标题"]]


def test_the_catalogue_holds_what_is_published_with_real_dates_and_open_filings(office: Office) -> None:
    made = published(office, number="青教发〔2026〕3号", co_issuers=("市公安局",))
    department(office, title="没有公布的办法")
    services.file(office.desk, services.one_row(office.desk, made).filings[0].id)
    path = export_catalogue(office.desk).files[0]
    (row,) = table(path, NAME)
    assert " ".join(row) == HEADINGS
    assert (row["统一登记号"], row["文号"]) == ("CZCR-2026-07001", "青教发〔2026〕3号")
    assert row["制定机关"] == "市教育局、市公安局"
    assert (row["公布日"], row["施行日"]) == (datetime(2026, 11, 23), datetime(2026, 12, 23))
    assert row["有效期至"] == datetime(2031, 11, 23)
    assert row["状态"] == "待施行"
    assert row["备案"] == "省人民政府 2026-11-23；市人大常委会 未报（2026-12-08 前）"


def test_the_register_holds_drafts_too_with_who_reviewed(office: Office) -> None:
    published(office)
    checked(office, title="没有公布的办法")
    rows = table(export_catalogue(office.desk).files[0], REGISTER)
    assert [one["标题"] for one in rows] == ["校车管理办法", "没有公布的办法"]
    assert {(one["起草人"], one["审查人"], one["审查日期"]) for one in rows} == {
        ("钱多", "宋词", datetime(2026, 11, 23))
    }
    assert rows[1]["登记日期"] is None
    assert rows[1]["状态"] == "起草"


def test_R21d_the_state_is_that_of_the_day_and_a_queue_narrows(desk_at: Any) -> None:
    office = small_office(desk_at(datetime(2026, 9, 30, 9)))
    old = Published("CZCR-2021-00005", date(2021, 10, 1))
    services.record(office.desk, NewNormative("城市犬类管理办法", organ="government"), old)
    before = export_catalogue(office.desk, state="expiring").files[0]
    assert [one["状态"] for one in table(before, NAME)] == ["即将到期"]
    after = desk_at(datetime(2026, 10, 1, 9))
    assert table(export_catalogue(after, state="expiring").files[0], NAME) == []
    assert [one["状态"] for one in table(export_catalogue(after, state="ended").files[0], NAME)] == ["已失效"]


def test_rows_stand_by_number_and_hostile_titles_are_text(office: Office) -> None:
    for serial, title in ((12, "=1+1"), (3, "@乙"), (7, "丙")):
        known = Published(f"CZCR-2020-000{serial:02d}", date(2020, 5, 6))
        services.record(office.desk, NewNormative(title, organ="government"), known)
    path = export_catalogue(office.desk).files[0]
    assert [one["标题"] for one in table(path, NAME)] == ["@乙", "丙", "=1+1"]
    cells = [cell for line in load_workbook(path)[NAME].iter_rows() for cell in line if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_an_unknown_queue_is_refused_and_an_empty_catalogue_says_so(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        export_catalogue(office.desk, state="nothing")
    path = export_catalogue(office.desk, tmp_path).files[0]
    assert path.parent == tmp_path
    texts = [cell.value for line in load_workbook(path)[NAME].iter_rows() for cell in line]
    assert "（没有公布的规范性文件）" in texts
