"""Foreign sheets: what is right is read whole, what is wrong costs one sentence."""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from govtui.domain.refusal import Refusal
from govtui.files.workbooks import Cancelled, Limits, read_sheets


@pytest.fixture
def saved(tmp_path):
    """Saves a workbook that `fill(book)` filled and answers its path."""

    def save(fill, name="登记簿.xlsx"):
        book = openpyxl.Workbook()
        fill(book)
        book.save(tmp_path / name)
        return tmp_path / name

    return save


@pytest.fixture
def rewritten(saved, tmp_path):
    """Saves a small workbook and rewrites the part whose name ends with `part` by `change(text)`."""

    def rewrite(part, change):
        source, out = saved(lambda book: book.active.append(["标题", 1])), tmp_path / "changed.xlsx"
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                text = old.read(name).decode()
                new.writestr(name, change(text) if name.endswith(part) else text)
        return out

    return rewrite


def refusal_of(path, **more):
    with pytest.raises(Refusal) as refused:
        read_sheets(path, **more)
    assert "\n" not in refused.value.sentence
    return refused.value.sentence


def test_cells_come_as_the_sheet_has_them(saved):
    def fill(book):
        book.active.title = "2025年"
        book.active.append(["标题[/b]", 3, 3.15, True, datetime(2026, 3, 5, 14, 30), None, "末"])

    sheet = read_sheets(saved(fill)).sheets[0]
    assert (sheet.name, sheet.hidden, sheet.row_number(0)) == ("2025年", False, 1)
    assert sheet.rows == (("标题[/b]", 3, 3.15, True, datetime(2026, 3, 5, 14, 30), None, "末"),)


def test_several_sheets_and_hidden_ones_are_told_apart(saved):
    def fill(book):
        book.active.append(["甲"])
        book.create_sheet("隐藏").sheet_state = "hidden"

    assert [(sheet.name, sheet.hidden) for sheet in read_sheets(saved(fill)).sheets] == [
        ("Sheet", False),
        ("隐藏", True),
    ]


def test_row_numbers_survive_blank_rows_and_trailing_ones_vanish(saved):
    def fill(book):
        book.active["A3"], book.active["B6"] = "三", "六"
        book.active["A40"].font = openpyxl.styles.Font(bold=True)

    sheet = read_sheets(saved(fill)).sheets[0]
    assert len(sheet.rows) == 6
    assert sheet.rows[2][0] == "三"
    assert sheet.rows[5] == (None, "六")


def test_merged_blocks_repeat_downwards_but_a_title_does_not_spread(saved):
    def fill(book):
        sheet = book.active
        sheet["A1"], sheet["A3"], sheet["C3"], sheet["B4"], sheet["B5"] = "登记簿", "甲局", "丙", "乙", "丁"
        for block in ("A1:F1", "A3:A5", "C3:D4"):
            sheet.merge_cells(block)

    rows = read_sheets(saved(fill)).sheets[0].rows
    assert [cell for cell in rows[0] if cell] == ["登记簿"]
    assert [row[0] if row else None for row in rows[1:]] == [None, "甲局", "甲局", "甲局"]
    assert rows[3][:3] == ("甲局", "乙", "丙")


def test_formulas_without_a_value_are_named(saved):
    def fill(book):
        book.active.append(["合计", "=SUM(C1:C9)", 7])

    sheet = read_sheets(saved(fill)).sheets[0]
    assert sheet.rows == (("合计", None, 7),)
    assert sheet.uncomputed == ((1, 2),)


def test_computed_formulas_give_their_value(rewritten):
    path = rewritten("sheet1.xml", lambda text: text.replace("<v>1</v>", "<f>1+1</f><v>2</v>"))
    sheet = read_sheets(path).sheets[0]
    assert (sheet.rows[0][1], sheet.uncomputed) == (2, ())


def test_epoch_of_1904_is_told(saved):
    assert read_sheets(saved(lambda book: setattr(book, "epoch", CALENDAR_MAC_1904))).epoch1904
    assert not read_sheets(saved(lambda book: None)).epoch1904


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_every_encoding(tmp_path, encoding, delimiter):
    path = tmp_path / "收文.csv"
    rows = [["收文号", "标题", "份数"], ['="001"', '"关于，某事"', "2"], ["", " ", ""], ["2", "甲\n乙", "1"]]
    quoted = [[f'"{cell}"' if "\n" in cell else cell for cell in row] for row in rows]
    path.write_bytes("\r\n".join(delimiter.join(row) for row in quoted).encode(encoding))
    sheet = read_sheets(path).sheets[0]
    assert (sheet.name, sheet.rows[0]) == ("收文", ("收文号", "标题", "份数"))
    assert sheet.rows[1][0] == "001"
    assert sheet.rows[2] == ()
    assert sheet.rows[3][1] == "甲\n乙"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", b"", "空的"),
        ("a.xlsx", b"hello", "不是有效的 Excel 文件"),
        ("a.xlsx", b"PK\x03\x04 truncated", "不是有效的 Excel 文件"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "另存为"),
        ("a.xls", b"<html><table><tr><td>x</td></tr></table></html>", "网页格式"),
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("a.csv", b"\xff\xff\xff\x80", "编码"),
    ],
)
def test_a_file_of_another_kind_is_one_sentence(tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    assert words in refusal_of(tmp_path / name)


def test_missing_file_and_folder(tmp_path):
    assert "找不到文件" in refusal_of(tmp_path / "没有.xlsx")
    assert "文件夹" in refusal_of(tmp_path)


def test_zip_without_a_workbook_and_ods(tmp_path):
    for part, words in (("x.xml", "不是有效的 Excel 文件"), ("content.xml", "ods")):
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
            package.writestr(part, "<a/>")
        assert words in refusal_of(tmp_path / "a.xlsx")


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_truncated_package_is_one_sentence(saved, cut):
    path = saved(lambda book: [book.active.append(["标题", n]) for n in range(50)])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut)])
    assert "不是有效的 Excel 文件" in refusal_of(path)


@pytest.mark.parametrize("part", ["sheet1.xml", "workbook.xml", "styles.xml"])
def test_entities_are_refused_before_parsing(rewritten, part):
    def lol(text):
        head, mark, rest = text.rpartition("?>")
        return f'{head}{mark}<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>{rest}'

    assert "不允许的内容" in refusal_of(rewritten(part, lol))


def test_entities_in_another_encoding_are_refused_too(rewritten, tmp_path):
    path = rewritten("nothing", str)
    out = tmp_path / "utf16.xlsx"
    evil = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, evil.encode("utf-16") if name.endswith("sheet1.xml") else old.read(name))
    assert "不允许的内容" in refusal_of(out)


def test_zip_bomb_is_refused_by_its_declared_size(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 8_000_000)
    (tmp_path / "bomb.xlsx").write_bytes(data.getvalue())
    assert "文件过大" in refusal_of(tmp_path / "bomb.xlsx")
    assert "文件过大" in refusal_of(tmp_path / "bomb.xlsx", limits=Limits(unpacked_bytes=1000))


def test_file_larger_than_the_limit(saved):
    assert "文件过大" in refusal_of(saved(lambda book: None), limits=Limits(file_bytes=100))


def test_far_cells_are_refused_and_far_blanks_are_not(saved):
    def column(book):
        book.active["XFD1"] = "远"

    def row(book):
        book.active["A1048576"] = "远"

    def style(book):
        book.active["A1"] = "近"
        book.active["XFD900"].font = openpyxl.styles.Font(bold=True)

    assert "超过 100 列" in refusal_of(saved(column))
    assert "超过 100000 行" in refusal_of(saved(row))
    assert read_sheets(saved(style)).sheets[0].rows == (("近",),)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('<row r="99999999999"><c r="A1"><v>1</v></c></row>', "行号超出"),
        ("".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(1, 2001)), "超过 100 列"),
        ('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', "不是有效的 Excel 文件"),
    ],
)
def test_rows_and_cells_out_of_range_end_with_a_sentence(rewritten, row, words):
    def change(text):
        head, mark, rest = text.partition("<sheetData>")
        return head + mark + row + rest[rest.index("</sheetData>") :]

    assert words in refusal_of(rewritten("sheet1.xml", change))


def test_a_merge_over_the_whole_sheet_costs_nothing(saved):
    def fill(book):
        book.active["A1"], book.active["B3"] = "甲", "乙"
        book.active.merged_cells.add("A1:A1048576")

    assert [row[0] for row in read_sheets(saved(fill)).sheets[0].rows] == ["甲"] * 3


def test_rows_of_all_sheets_count_for_the_limit(saved):
    def fill(book):
        for sheet in (book.active, book.create_sheet("二")):
            for n in range(6):
                sheet.append([n])

    path = saved(fill)
    assert len(read_sheets(path, Limits(rows=12)).sheets) == 2
    assert "超过 11 行" in refusal_of(path, limits=Limits(rows=11))


def test_progress_is_told_and_can_stop_the_reading(saved):
    path = saved(lambda book: [book.active.append([n]) for n in range(1000)])
    told = []
    read_sheets(path, progress=lambda done, total: told.append((done, total)) or True)
    assert told[0] == (200, 1000)
    assert [done for done, _ in told] == [200, 400, 600, 800, 1000]
    with pytest.raises(Cancelled):
        read_sheets(path, progress=lambda done, total: done < 400)


def test_file_name_cannot_break_the_sentence(tmp_path):
    path = tmp_path / "a\x1b[31m\nb.xlsx"
    path.write_bytes(b"x")
    assert "\x1b" not in refusal_of(path)
