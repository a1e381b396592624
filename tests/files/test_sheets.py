"""Excel files read back: real dates, text that stays text, the printed page, whole or not at all."""

import resource
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from govtui.domain.clock import CHINA
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean
from govtui.files.cells import CUT_NOTE, LONGEST, cell_text, sheet_name, text_lines
from govtui.files.saving import safe_name
from govtui.files.sheets import Cell, Column, Properties, Sheet, write_workbook

AT = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)
ABOUT = Properties("登记簿", "小李", "市政府办公室", AT, "日志 7·abc")
TEXT = (Column("text", "内容", 20),)
NASTY = (
    "=1+1",
    "+86 735",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x","点")',
    "http://example.com",
    "[@click=app.quit]退出[/]",
    "<r><t>富文本</t></r>",
    "<b>&amp;</b>",
    "_x000D_不是回车",
    "第一行\n第二行",
    "全角１２３［］",
    "😀表情",
    "'单引号",
    "12345678901234567890",
)


def read(path: Path, name: str = "表") -> Any:
    return load_workbook(path)[name]


def write(path: Path, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], **more: Any) -> Any:
    write_workbook(path, [Sheet("表", "登记簿", columns, rows, "2026年", "制表：小李", **more)], ABOUT)
    return read(path)


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_is_stored_as_the_same_text(tmp_path: Path, text: str) -> None:
    cell = write(tmp_path / "a.xlsx", TEXT, [(text,)])["A4"]
    assert cell.data_type == "s"
    assert unescape(cell.value).strip() == text
    assert cell.hyperlink is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a"])
def test_would_be_formulas_stay_text_when_somebody_edits_the_cell(tmp_path: Path, text: str) -> None:
    assert write(tmp_path / "a.xlsx", TEXT, [(text,)])["A4"].quotePrefix


def test_titles_notes_and_headings_are_text_too(tmp_path: Path) -> None:
    sheet = Sheet("表", "=1+1", (Column("a", "=2+2"), Column("b", "乙")), [], "=3", "=4", headline="=5", notes=["=6"])
    write_workbook(tmp_path / "a.xlsx", [sheet], ABOUT)
    cells = [cell for row in read(tmp_path / "a.xlsx").iter_rows() for cell in row if cell.value is not None]
    assert {"=1+1", "=2+2", "=3", "=4", "=5", "=6"} <= {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} == {"s"}


def test_tab_and_return_in_front_do_not_survive_as_control_characters(tmp_path: Path) -> None:
    assert write(tmp_path / "a.xlsx", TEXT, [("\t=1+1",)])["A4"].value == "=1+1"
    assert write(tmp_path / "a.xlsx", TEXT, [("\r=1+1",)])["A4"].value == "=1+1"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=())), min_size=1, max_size=8))
def test_any_text_gives_a_file_that_opens_with_the_cleaned_text(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    page = write(tmp_path_factory.mktemp("any") / "a.xlsx", TEXT, [(text,) for text in texts])
    for line, text in enumerate(texts, 4):
        assert unescape(page.cell(line, 1).value or "").strip() == cell_text(text).strip()


def test_noncharacters_and_lone_surrogates_do_not_break_the_file(tmp_path: Path) -> None:
    value = write(tmp_path / "a.xlsx", TEXT, [("甲\ufffe乙\uffff丙\ud800丁\x0b戊",)])["A4"].value
    assert value == clean("甲\ufffe乙\uffff丙\ud800丁\x0b戊", multiline=True)
    assert [char for char in value if char in "甲乙丙丁戊"] == list("甲乙丙丁戊")


@pytest.mark.parametrize("char", ["字", "a", "😀"])
def test_text_longer_than_a_cell_is_cut_with_a_note(char: str) -> None:
    text = cell_text(char * (LONGEST + 5))
    assert text.endswith(CUT_NOTE)
    assert LONGEST - 1 <= len(text.encode("utf-16-le")) // 2 <= LONGEST


def test_text_just_as_long_as_a_cell_is_whole(tmp_path: Path) -> None:
    assert write(tmp_path / "a.xlsx", TEXT, [("a" * LONGEST,)])["A4"].value == "a" * LONGEST


def test_dates_are_real_dates_and_numbers_stand_right(tmp_path: Path) -> None:
    columns = (Column("d", "日", kind="day"), Column("m", "时", kind="moment"), Column("n", "数", kind="number"))
    moment = datetime(2026, 11, 20, 16, 5, tzinfo=CHINA)
    page = write(tmp_path / "a.xlsx", columns, [(date(2026, 3, 5), moment, 12), (moment, date(2026, 3, 6), 0.25)])
    day, time, number = page[4]
    assert day.is_date
    assert day.value == datetime(2026, 3, 5)
    assert day.number_format == "yyyy-mm-dd"
    assert time.value == datetime(2026, 11, 20, 16, 5)
    assert number.value == 12
    assert number.alignment.horizontal == "right"
    assert page["A5"].value == datetime(2026, 11, 20)
    assert page["B5"].number_format == "yyyy-mm-dd"


def test_days_before_excel_began_are_text(tmp_path: Path) -> None:
    cell = write(tmp_path / "a.xlsx", (Column("d", "日", kind="day"),), [(date(1899, 5, 1),)])["A4"]
    assert (cell.data_type, cell.value) == ("s", "1899-05-01")


def test_moments_of_another_zone_are_written_as_china_reads_its_clocks(tmp_path: Path) -> None:
    from datetime import UTC

    cell = write(tmp_path / "a.xlsx", (Column("m", "时", kind="moment"),), [(datetime(2026, 1, 1, 2, tzinfo=UTC),)])[
        "A4"
    ]
    assert cell.value == datetime(2026, 1, 1, 10)


def test_page_is_set_up_for_printing(tmp_path: Path) -> None:
    page = write(tmp_path / "a.xlsx", (Column("a", "甲"), Column("b", "乙")), [("1", "2")] * 3, frozen=1)
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$3:$3"
    assert page.freeze_panes == "B4"
    assert page.auto_filter.ref == "A3:B6"
    assert "第 &P 页 共 &N 页" in page.oddFooter.center.text
    assert "日志 7·abc" in page.oddFooter.left.text
    assert [str(merged) for merged in page.merged_cells.ranges] == ["A1:B1"]


def test_title_runs_across_and_the_subtitle_line_has_two_ends(tmp_path: Path) -> None:
    page = write(tmp_path / "a.xlsx", [Column(str(n), f"第{n}列", 12) for n in range(6)], [("x",) * 6])
    assert page["A1"].value == "登记簿"
    assert "A1:F1" in [str(merged) for merged in page.merged_cells.ranges]
    assert {cell.value for cell in page[2] if cell.value} == {"2026年", "制表：小李"}


def test_lamps_are_words_with_colours(tmp_path: Path) -> None:
    page = write(tmp_path / "a.xlsx", (Column("l", "灯色", kind="lamp"),), [("超期",), ("正常",), ("别的",)])
    grounds = [page.cell(line, 1).fill.fgColor.rgb for line in (4, 5, 6)]
    assert [page.cell(line, 1).value for line in (4, 5, 6)] == ["超期", "正常", "别的"]
    assert len(set(grounds)) == 3


def test_rows_are_as_tall_as_their_wrapped_text(tmp_path: Path) -> None:
    page = write(tmp_path / "a.xlsx", (Column("a", "标题", 20), *(Column(str(n), "列", 30) for n in range(5))),
                 [("短", *"abcde"), ("长" * 60, *"abcde"), ("一\n二\n三", *"abcde")])  # fmt: skip
    short, long, broken = (page.row_dimensions[line].height for line in (4, 5, 6))
    assert text_lines("长" * 60, 20) == 6
    assert long > 3 * short
    assert short < broken < long


def test_chinese_counts_double_in_column_widths(tmp_path: Path) -> None:
    page = write(tmp_path / "a.xlsx", [Column(str(n), "列") for n in range(8)], [("汉" * 12, "a" * 12, *"cdefgh")])
    assert page.column_dimensions["A"].width > 1.5 * page.column_dimensions["B"].width


def test_cells_have_lines_all_round_even_when_empty(tmp_path: Path) -> None:
    page = write(tmp_path / "a.xlsx", (Column("a", "甲"), Column("b", "乙")), [(None, "")])
    assert {page["A4"].border.left.style, page["B4"].border.bottom.style} == {"thin"}


def test_empty_sheets_say_so_and_totals_stand_last(tmp_path: Path) -> None:
    columns = (Column("a", "甲"), Column("n", "数", kind="number"))
    page = write(tmp_path / "a.xlsx", columns, [], total=("合计", 0), notes=("说明",), empty="（没有）")
    assert [page.cell(line, 1).value for line in (4, 5, 6)] == ["（没有）", "合计", "说明"]
    assert page["A5"].font.bold


def test_rows_may_be_an_iterator_longer_than_the_sample(tmp_path: Path) -> None:
    count = write_workbook(tmp_path / "a.xlsx", [Sheet("表", "题", TEXT, ((str(n),) for n in range(1234)))], ABOUT)
    page = read(tmp_path / "a.xlsx")
    assert count == 1234
    assert [page.cell(line, 1).value for line in (3, 1236)] == ["0", "1233"]


def test_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write(tmp_path / name, TEXT, [("一",), ("=二",)])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_sheet_names_are_allowed_and_different() -> None:
    taken: set[str] = set()
    names = [sheet_name(text, taken) for text in ("在办/办结", "在办/办结", "", "很长的名字" * 20, "[x]*?:")]
    assert len({name.lower() for name in names}) == 5
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def broken_rows() -> Iterator[tuple[Cell, ...]]:
    yield ("一",)
    raise KeyError("坏")


def test_a_failure_among_the_rows_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", TEXT, [("旧",)])
    with pytest.raises(KeyError):
        write(tmp_path / "a.xlsx", TEXT, broken_rows())  # type: ignore[arg-type]
    assert read(tmp_path / "a.xlsx")["A4"].value == "旧"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_full_disk_is_one_sentence_and_the_old_file_stays(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", TEXT, [("旧",)])
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(Refusal, match="磁盘空间不足，a.xlsx 没有写成，原文件没有改动"):
            write_workbook(
                tmp_path / "a.xlsx", [Sheet("表", "题", TEXT, ((f"{n}字" * 20,) for n in range(9000)))], ABOUT
            )
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert read(tmp_path / "a.xlsx")["A4"].value == "旧"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_file_that_does_not_open_again_never_takes_the_old_ones_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.xlsx", TEXT, [("旧",)])

    def half(self: Any) -> None:
        Path(self.filename).write_bytes(b"PK\x03\x04half")

    monkeypatch.setattr("xlsxwriter.workbook.Workbook.close", half)
    with pytest.raises(Refusal, match="没有写成，原文件没有改动"):
        write_workbook(tmp_path / "a.xlsx", [Sheet("表", "题", TEXT, [("新",)])], ABOUT)
    assert read(tmp_path / "a.xlsx")["A4"].value == "旧"


def test_a_file_open_elsewhere_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: Any) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr("govtui.files.saving.os.replace", locked)
    with pytest.raises(Refusal, match="正被别的程序打开"):
        write_workbook(tmp_path / "a.xlsx", [Sheet("表", "题", TEXT, [("新",)])], ABOUT)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Refusal, match="不能放文件"):
        write_workbook(tmp_path / "file" / "a.xlsx", [Sheet("表", "题", TEXT, [])], ABOUT)


@given(st.text(st.characters(exclude_categories=()), max_size=120))
def test_safe_names_stay_in_their_folder_and_fit(text: str) -> None:
    name = safe_name(text, ".xlsx")
    assert Path(name).name == name
    assert name not in (".", "..")
    assert not name.startswith(".")
    assert len(name.encode()) <= 255
    assert not set(name) & set('\\/:*?"<>|\n\r\t\0')


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "／..／etc／passwd.xlsx"),
        ("CON", "_CON.xlsx"),
        ("lpt1.旧", "_lpt1.旧.xlsx"),
        ("", "未命名.xlsx"),
        ("名字. ", "名字.xlsx"),
        ("周报-2026-W47", "周报-2026-W47.xlsx"),
    ],
)
def test_safe_name_examples(text: str, name: str) -> None:
    assert safe_name(text, ".xlsx") == name


def test_eighty_five_chinese_characters_fit_with_room_for_the_ending(tmp_path: Path) -> None:
    assert safe_name("字" * 200) == "字" * 85
    (tmp_path / safe_name("字" * 200, ".xlsx")).write_text("x")
