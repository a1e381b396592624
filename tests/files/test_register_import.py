"""Registers as offices keep them, imported from their files: nothing disappears, nothing secret stays."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtui.domain.refusal import Refusal
from govtui.files.documents.register import export_register, of_year
from govtui.files.documents.register_import import (
    Register,
    import_incoming,
    import_register,
    preview_register,
    read_register,
    source_sheets,
)
from govtui.files.workbooks import Cancelled
from govtui.services import journal
from govtui.services.desk import Desk
from govtui.services.documents import importing, registering
from govtui.services.documents.importing import DUPLICATE, NEW, REFUSED
from govtui.services.documents.rows import NewIncoming
from tests.offices import Office, small_office

HEADER = ["收文号", "收文日期", "来文单位", "来文字号", "文件标题", "密级", "办结时间", "备注"]


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Path]:
    """Saves sheets (name → rows) as a workbook; `change(book)` may do more to it."""

    def save(
        sheets: dict[str, list[list[object]]], name: str = "收文登记簿.xlsx", change: Callable[..., None] | None = None
    ) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            page = book.create_sheet(title)
            for row in rows:
                page.append(row)
        if change:
            change(book)
        book.save(tmp_path / name)
        return tmp_path / name

    return save


def line(n: int, title: str | None = None, **more: object) -> list[object]:
    cells = dict(
        zip(
            HEADER,
            [n, f"3.{n}", "市财政局", f"青财〔2025〕{n}号", title or f"关于第{n}件事的通知", "无", "", ""],
            strict=True,
        )
    )
    return list((cells | more).values())


def stored(desk: Desk) -> list[dict[str, object]]:
    with desk.reading() as reader:
        return [dict(row) for row in reader.rows("SELECT * FROM incoming ORDER BY year, serial")]


def cells_of(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return "\n".join(str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row if cell)


def messy(saved: Callable[..., Path]) -> Path:
    def merge(book: openpyxl.Workbook) -> None:
        book["2025年"].merge_cells("A1:H1")
        book["2025年"].merge_cells("B5:B6")
        book["旧表"].sheet_state = "hidden"

    return saved(
        {
            "2025年": [
                ["青川市人民政府办公室2025年收文登记簿", *[None] * 7],
                ["登记单位：文秘科"],
                HEADER,
                line(1, 收文日期="２０２５年３月１日"),
                line(2, 收文日期="3.2"),
                line(3, 收文日期=None),
                line(4, 收文日期=45721),
                [None] * 8,
                line(5, 收文日期=datetime(2025, 3, 5, 15, 20)),
                ["小计", None, None, None, None, None, None, 5],
                line(2),
                line(9, 来文字号="青财[2025]第１号"),
                line(10, 密级="机密"),
                line(11, "关于某某会议的通知（秘密）"),
                line(12, 文件标题=None),
                line(13, 收文日期="2025-2-30"),
                HEADER,
                line(14, 办结时间="20250401"),
                ["合计", None, None, None, None, None, None, 14],
                ["注：涉密文件不在此表"],
            ],
            "2026": [
                ["序号", "日期", "来文机关", "标题"],
                [1, "1.5", "省某厅", "关于春节值班的通知"],
                [2, "1.6", "", "关于节前检查的通知"],
            ],
            "旧表": [["标题"], ["不该读到的标题"]],
        },
        change=merge,
    )


class TestMessyRegister:
    def test_every_row_is_accounted_for(self, office: Office, saved: Callable[..., Path]) -> None:
        report = import_incoming(office.desk, messy(saved))
        assert (report.read, report.imported, report.rejected, report.skipped) == (23, 8, 6, 9)
        assert report.read == report.imported + report.rejected + report.skipped

    def test_days_numbers_and_years_are_read(self, office: Office, saved: Callable[..., Path]) -> None:
        import_incoming(office.desk, messy(saved))
        papers = {str(paper["number"]): paper for paper in stored(office.desk)}
        assert list(papers) == ["2025-1", "2025-2", "2025-3", "2025-4", "2025-5", "2025-14", "2026-1", "2026-2"]
        days = [str(paper["received_at"])[:10] for paper in papers.values()]
        assert days[:6] == ["2025-03-01", "2025-03-02", "2025-03-02", "2025-03-05", "2025-03-05", "2025-03-14"]
        assert days[6:] == ["2026-01-05", "2026-01-06"]
        assert str(papers["2025-14"]["closed_at"])[:10] == "2025-04-01"
        assert papers["2026-2"]["incomplete"] == 1

    def test_rejected_rows_lie_in_a_sheet_with_the_reason_and_nothing_secret(
        self, office: Office, saved: Callable[..., Path]
    ) -> None:
        report = import_incoming(office.desk, messy(saved))
        assert report.reject_file is not None
        assert report.reject_file.name == "收文登记簿-未导入.xlsx"
        text = cells_of(report.reject_file)
        for words in ("重复：", "没有标题", "2025年2月没有30日", "疑似涉密", "关于第9件事的通知"):
            assert words in text
        for secret in ("机密", "（秘密）", "某某会议", "关于第10件事"):
            assert secret not in text
        kept = office.desk.store.path.read_bytes()
        for secret in ("某某会议", "关于第10件事", "不该读到的标题"):
            assert secret.encode() not in kept

    def test_corrected_reject_sheets_can_be_imported_themselves(
        self, office: Office, saved: Callable[..., Path]
    ) -> None:
        rejects = import_incoming(office.desk, messy(saved)).reject_file
        assert rejects is not None
        book = openpyxl.load_workbook(rejects)
        page = book["2025年"]
        for cells in page.iter_rows(min_row=3):
            for cell in cells:
                if cell.value == "2025-2-30":
                    cell.value = "2025-2-28"
        fixed = rejects.with_name("改好.xlsx")
        book.save(fixed)
        assert import_incoming(office.desk, fixed).imported == 1
        assert "关于第13件事的通知" in [paper["title"] for paper in stored(office.desk)]

    def test_importing_twice_imports_nothing_the_second_time(self, office: Office, saved: Callable[..., Path]) -> None:
        path = messy(saved)
        import_incoming(office.desk, path)
        before = stored(office.desk)
        again = import_incoming(office.desk, path)
        assert (again.imported, again.rejected) == (0, 14)
        assert again.reject_file is not None
        assert again.reject_file.name == "收文登记簿-未导入-2.xlsx"
        assert stored(office.desk) == before

    def test_a_dry_run_counts_and_writes_nothing(self, office: Office, saved: Callable[..., Path]) -> None:
        before = journal.count_acts(office.desk)
        report = import_incoming(office.desk, messy(saved), dry_run=True)
        assert (report.imported, report.reject_file) == (8, None)
        assert stored(office.desk) == []
        assert journal.count_acts(office.desk) == before

    def test_undo_is_one_step(self, office: Office, saved: Callable[..., Path]) -> None:
        import_incoming(office.desk, messy(saved))
        act = journal.next_undo(office.desk)
        assert act.sentence == "导入收文登记簿 收文登记簿.xlsx：8 件"
        journal.undo(office.desk, act.seq)
        assert stored(office.desk) == []

    def test_hidden_sheets_are_named_and_not_read(self, office: Office, saved: Callable[..., Path]) -> None:
        register = read_register(messy(saved))
        assert register.hidden == (("旧表", 2),)
        assert [one.sheet.name for one in register.sheets] == ["2025年", "2026"]


class TestColumns:
    def test_overrides_have_the_last_word(self, office: Office, saved: Callable[..., Path]) -> None:
        path = saved({"2025年": [["甲", "乙", "来文单位"], ["关于经费的请示", "2025-3-5", "市财政局"]]})
        report = import_incoming(office.desk, path, overrides={"甲": "title", "B": "收文日期"})
        assert report.imported == 1
        assert report.mapping == {"甲": "title", "乙": "received_at", "来文单位": "sender"}

    def test_headings_nobody_has_heard_of_are_found_by_their_names(
        self, office: Office, saved: Callable[..., Path]
    ) -> None:
        path = saved(
            {"2025年": [["某某台账"], ["甲", "乙", "丙"], ["关于经费的请示", "x", "y"], ["关于校舍的请示", "x", "y"]]}
        )
        report = import_incoming(office.desk, path, overrides={"甲": "title"})
        assert (report.imported, report.skipped, report.mapping) == (2, 2, {"甲": "title"})

    def test_an_override_may_stand_on_one_sheet_only(self, office: Office, saved: Callable[..., Path]) -> None:
        path = saved(
            {
                "一": [["甲", "来文单位"], ["关于一的请示", "市财政局"]],
                "二": [["标题", "来文单位"], ["关于二的请示", "市财政局"]],
            }
        )
        register = read_register(path, {"甲": "title"})
        assert all(one.has_titles for one in register.sheets)
        with pytest.raises(Refusal, match="没有“丙”这一列"):
            read_register(path, {"丙": "title"})

    def test_a_column_changed_in_one_sheet_leaves_the_others(self, office: Office, saved: Callable[..., Path]) -> None:
        register = read_register(saved({"一": [HEADER, line(1)], "二": [HEADER, line(2)]}))
        changed = register.with_column(0, 7, "result").with_column(0, 5, "")
        assert changed.sheets[0].mapping.columns == {
            0: "number",
            1: "received_at",
            2: "sender",
            3: "sender_number",
            4: "title",
            6: "closed_at",
            7: "result",
        }
        assert changed.sheets[1] == register.sheets[1]
        moved = register.with_column(0, 7, "title")
        assert moved.sheets[0].mapping.column_of("title") == 7
        assert 4 in moved.sheets[0].mapping.unknown

    def test_a_register_without_a_header_is_read_by_its_cells(self, office: Office, saved: Callable[..., Path]) -> None:
        rows: list[list[object]] = [
            [datetime(2026, 3, n), f"测办〔2026〕{n}号", f"关于做好第{n}项工作的通知"] for n in range(1, 9)
        ]
        report = import_incoming(office.desk, saved({"Sheet1": rows}))
        assert (report.imported, report.skipped) == (8, 0)

    def test_a_file_that_shows_no_titles_is_one_sentence(self, office: Office, saved: Callable[..., Path]) -> None:
        with pytest.raises(Refusal, match="看不出哪一列是标题"):
            import_incoming(office.desk, saved({"表": [["甲", "乙"], ["一", "二"]]}))

    def test_a_sheet_without_titles_beside_a_good_one_loses_no_row(
        self, office: Office, saved: Callable[..., Path]
    ) -> None:
        path = saved({"2025年": [HEADER, line(1)], "说明": [["填表说明"], ["第一条 按日登记"]]})
        report = import_incoming(office.desk, path)
        assert (report.read, report.imported) == (4, 1)
        assert report.read == report.imported + report.rejected + report.skipped

    def test_a_sheet_of_serials_month_by_month_gets_numbers_of_its_own(
        self, office: Office, saved: Callable[..., Path]
    ) -> None:
        head = ["序号", "日期", "来文机关", "标题"]
        sheets: dict[str, list[list[object]]] = {
            f"{month}月": [
                head,
                *([n, f"2025.{month}.{n}", "市财政局", f"关于{month}月第{n}件事的通知"] for n in range(1, 6)),
            ]
            for month in (1, 2, 3)
        }
        assert import_incoming(office.desk, saved(sheets)).imported == 15
        assert [paper["serial"] for paper in stored(office.desk)] == list(range(1, 16))


class TestSecrets:
    def test_a_file_named_as_classified_is_refused_whole(self, office: Office, saved: Callable[..., Path]) -> None:
        with pytest.raises(Refusal, match="机要登记簿"):
            import_incoming(office.desk, saved({"一": [HEADER, line(1)]}, name="机密★登记簿.xlsx"))

    @pytest.mark.parametrize("sheets", [{"机密": [HEADER, line(1)]}, {"一": [["机密★收文登记簿"], HEADER, line(1)]}])
    def test_a_register_titled_as_classified_gives_no_row(
        self, office: Office, saved: Callable[..., Path], sheets: dict[str, list[list[object]]]
    ) -> None:
        report = import_incoming(office.desk, saved(sheets))
        assert report.imported == 0
        assert report.reject_file is not None
        assert "关于第1件事" not in cells_of(report.reject_file)

    def test_a_secret_in_a_column_nobody_imports_is_seen_too(self, office: Office, saved: Callable[..., Path]) -> None:
        rows = [[*HEADER, "我的记号"], [*line(1), "绝密★长期"], [*line(2), "x"]]
        assert import_incoming(office.desk, saved({"一": rows})).imported == 1


class TestInOneGo:
    def test_stopping_while_reading_or_writing_leaves_nothing(self, office: Office, saved: Callable[..., Path]) -> None:
        path = saved(
            {
                "2026年": [
                    HEADER,
                    *(
                        line(n % 28 + 1, f"关于第{n}件的通知", 收文号=n, 来文字号=f"青财〔2026〕{n}号")
                        for n in range(1, 600)
                    ),
                ]
            }
        )
        for stop_at in range(8):
            calls: list[tuple[int, int]] = []

            def report(done: int, total: int, calls: list[tuple[int, int]] = calls, stop_at: int = stop_at) -> bool:
                calls.append((done, total))
                return len(calls) <= stop_at

            with pytest.raises(Cancelled):
                import_incoming(office.desk, path, report=report)
            assert stored(office.desk) == []
        assert not list(office.desk.store.folder().rglob("*未导入*"))

    def test_the_reject_sheet_goes_again_when_the_import_fails(
        self, office: Office, saved: Callable[..., Path]
    ) -> None:
        register = read_register(saved({"2025年": [HEADER, line(1), line(1)]}))
        found = preview_register(office.desk, register)
        registering.register(office.desk, NewIncoming(sender="市教育局", title="关于校舍的请示"))
        with pytest.raises(Refusal, match="重新预览"):
            import_register(office.desk, register, found)
        assert not list(office.desk.store.folder().rglob("*未导入*"))

    def test_what_we_export_comes_back_the_same(
        self, office: Office, saved: Callable[..., Path], desk_at: Callable[..., Desk], tmp_path: Path
    ) -> None:
        sheets = {
            "2026年": [
                HEADER,
                *(line(n, 收文日期=f"2026.3.{n}", 办结时间="2026.4.1" if n % 2 else "") for n in range(1, 20)),
            ]
        }
        import_incoming(office.desk, saved(sheets))
        before = stored(office.desk)
        exported = export_register(office.desk, of_year(office.desk, 2026), tmp_path).files[0]
        assert import_incoming(office.desk, exported, dry_run=True).imported == 0
        journal.undo(office.desk, journal.next_undo(office.desk).seq)
        assert import_incoming(office.desk, exported).imported == 19
        names = (
            "number",
            "received_at",
            "sender",
            "sender_number",
            "title",
            "kind",
            "doc_class",
            "state",
            "closed_at",
            "due_at",
        )
        assert [[paper[n] for n in names] for paper in stored(office.desk)] == [
            [paper[n] for n in names] for paper in before
        ]


CELL = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(-10, 60_000),
    st.floats(),
    st.booleans(),
    st.datetimes(datetime(1999, 1, 1), datetime(2030, 1, 1)),
    st.sampled_from(
        [
            "机密",
            "合计",
            "标题",
            "3.15",
            "2025-3-5",
            "〔2025〕3号",
            "青财〔2025〕1号",
            "市财政局",
            "√",
            "沈市长",
            "作废",
            "关于某事的通知",
        ]
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELL, max_size=8), max_size=12), titled=st.booleans())
def test_any_cells_are_all_accounted_for(desk: Desk, tmp_path: Path, rows: list[list[object]], titled: bool) -> None:
    from govtui.files.columns import guess_mapping
    from govtui.files.documents.register_import import MappedSheet
    from govtui.files.fields import INCOMING_FIELDS
    from govtui.files.workbooks import Sheet

    every = ([HEADER] if titled else []) + rows
    sheet = Sheet("2025年", tuple(tuple(row) for row in every))
    register = Register(tmp_path / "任意.xlsx", (MappedSheet(sheet, guess_mapping(sheet, INCOMING_FIELDS)),))
    found = importing.preview(desk, source_sheets(register))
    assert found.read == len(every) == found.imported + found.rejected + found.skipped
    report = import_register(desk, register, found)
    assert report.read == report.imported + report.rejected + report.skipped
    again = preview_register(desk, register)
    assert again.imported == 0
    assert {row.status for row in again.rows} <= {DUPLICATE, REFUSED, "跳过"}
    if found.imported:
        journal.undo(desk, journal.next_undo(desk).seq)
    assert stored(desk) == []
    assert NEW not in {row.status for row in again.rows}
