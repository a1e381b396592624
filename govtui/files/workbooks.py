"""The one reader of foreign sheets: xlsx and CSV in, plain frozen rows out; whatever is wrong is one Chinese sentence.

The file is looked at before it is parsed (kind, size, unpacked size, entities), read in openpyxl's read-only mode with
defusedxml, and cut at fixed limits: a hostile or careless file costs a sentence, not the program.
"""

import csv
import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from govtui.domain.refusal import Refusal
from govtui.domain.text import clean
from govtui.files.parts import Scan, check_package, scan_sheet
from govtui.files.texts import MEGABYTE, decode, read_bytes, shown_name

Progress = Callable[[int, int], bool]
"""Called with (rows read, rows expected; 0 when unknown); answers whether to go on. False stops the reading."""

STEP = 200
MOST_FILLED = 500_000
LAST_ROW = 1_048_576
MOST_WIDE_CELLS = 5_000_000
_EPOCH_1904 = datetime(1904, 1, 1)


class Cancelled(Refusal):
    """The user stopped it; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost: bytes on disk, bytes unpacked, unpacked ÷ packed, rows and columns and number of sheets."""

    file_bytes: int = 20 * MEGABYTE
    unpacked_bytes: int = 100 * MEGABYTE
    ratio: int = 100
    rows: int = 100_000
    columns: int = 100
    sheets: int = 60


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[i]` is the row with the number `first_row_number + i`; rows may differ in length.

    Cells are None, str, int, float, bool, datetime, date, time or timedelta as the sheet has them. Cells of a merged
    block repeat its value downwards in the block's first column (not to the right). `uncomputed` are (row number,
    column number from 1) of formulas that carry no computed value; these cells are None.
    """

    name: str
    rows: tuple[tuple[object, ...], ...]
    first_row_number: int = 1
    hidden: bool = False
    uncomputed: tuple[tuple[int, int], ...] = ()

    def row_number(self, index: int) -> int:
        """The number that the spreadsheet program shows for `rows[index]`."""
        return self.first_row_number + index


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a file in their order; `epoch1904`: plain day numbers in it count from 1904-01-01."""

    name: str
    sheets: tuple[Sheet, ...]
    epoch1904: bool = False


def read_sheets(path: Path | str, limits: Limits = LIMITS, progress: Progress | None = None) -> Workbook:
    """All sheets of an xlsx, xlsm or CSV file. Raises Refusal with one sentence for everything that cannot be read."""
    path = Path(path)
    data = read_bytes(path, limits.file_bytes)
    name = shown_name(path)
    _refuse_other_kinds(data, name)
    try:
        if data.startswith(b"PK"):
            return _read_package(data, name, limits, progress)
        return Workbook(name, (_read_csv(data, path, limits, progress),))
    except Refusal:
        raise
    except MemoryError:
        raise Refusal(f"文件过大，内存不够：{name}，请拆分后再试") from None
    except Exception as error:
        raise Refusal(_why(error, name)) from None


def _refuse_other_kinds(data: bytes, name: str) -> None:
    if not data.strip():
        raise Refusal(f"文件是空的：{name}")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal(f"“{name}”是旧格式 xls 或加了密码，请另存为不加密的 xlsx 再导入")
    if data.startswith(b"%PDF"):
        raise Refusal(f"“{name}”是 PDF，请用 xlsx 或 CSV 文件")
    if data[:512].lstrip().lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"\xef\xbb\xbf<")):
        raise Refusal(f"“{name}”其实是网页格式的表格，请另存为 xlsx 再导入")


def _why(error: Exception, name: str) -> str:
    text = f"{type(error).__name__}{error}{type(error.__cause__).__name__}"
    if any(word in text for word in ("Forbidden", "entity", "Entity", "DTD")):
        return f"文件含不允许的内容：{name}，请另存为新的 xlsx 再导入"
    return f"不是有效的 Excel 文件：{name}，请用 WPS 或 Excel 打开后另存为 xlsx 再导入"


def _read_package(data: bytes, name: str, limits: Limits, progress: Progress | None) -> Workbook:
    from openpyxl import load_workbook

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        check_package(package, name, limits.unpacked_bytes, limits.ratio)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            if not 0 < len(book.worksheets) <= limits.sheets:
                raise Refusal(f"工作表没有或太多（最多 {limits.sheets} 张）：{name}")
            reading = _Reading(name, limits, progress)
            sheets = tuple(reading.sheet(sheet, data) for sheet in book.worksheets)
            return Workbook(name, sheets, epoch1904=book.epoch == _EPOCH_1904)
        finally:
            book.close()


class _Reading:
    """One run over a file: counts rows over all sheets for the limit and the progress bar."""

    def __init__(self, name: str, limits: Limits, progress: Progress | None) -> None:
        self.name, self.limits, self.progress = name, limits, progress
        self.seen = self.kept = self.wide = 0

    def sheet(self, source: Any, data: bytes) -> Sheet:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            scan = scan_sheet(package, source._worksheet_path)
        expected = min(int(source.max_row or 0), self.limits.rows)
        source.reset_dimensions()
        rows = self.rows(source.iter_rows(values_only=True), source.title, expected)
        return Sheet(
            name=source.title,
            rows=_filled(rows, scan),
            hidden=source.sheet_state != "visible",
            uncomputed=tuple(cell for cell in scan.uncomputed if cell[0] <= len(rows)),
        )

    def rows(self, source: Iterable[tuple[object, ...]], title: str, expected: int) -> list[tuple[object, ...]]:
        """The rows up to the last one that holds something; blank rows below it cost nothing."""
        rows: list[tuple[object, ...]] = []
        for number, row in enumerate(source, start=1):
            if number > LAST_ROW:
                raise Refusal(f"行号超出 Excel 的范围：{self.name}，请另存为新的 xlsx 再导入")
            self._tick(expected)
            cells = self._checked(row, title, number)
            if any(cell is not None for cell in cells):
                self._count(number - len(rows))
                rows.extend([()] * (number - 1 - len(rows)))
                rows.append(cells)
        return rows

    def _checked(self, row: tuple[object, ...], title: str, number: int) -> tuple[object, ...]:
        if len(row) > self.limits.columns:
            self.wide += len(row)
            if self.wide > MOST_WIDE_CELLS or any(cell is not None for cell in row[self.limits.columns :]):
                where = f"工作表“{clean(title)}”第 {number} 行"
                raise Refusal(f"{where}超过 {self.limits.columns} 列：{self.name}，请删去右边多余的内容")
            row = row[: self.limits.columns]
        return tuple(_cell(cell) for cell in row)

    def _count(self, more: int) -> None:
        self.kept += more
        if self.kept > self.limits.rows:
            raise Refusal(f"超过 {self.limits.rows} 行：{self.name}，请删去多余的行或拆分后再导入")

    def _tick(self, expected: int) -> None:
        self.seen += 1
        if self.progress and self.seen % STEP == 0 and not self.progress(self.seen, expected):
            raise Cancelled("已取消读取，什么也没有改动")


def _cell(value: object) -> object:
    if isinstance(value, str):
        return value.replace("_x000D_", "").replace("_x000d_", "") or None
    return value


def _filled(rows: list[tuple[object, ...]], scan: Scan) -> tuple[tuple[object, ...], ...]:
    """Rows with the value of a block merged over several rows repeated down its first column."""
    budget = MOST_FILLED
    for top, left, bottom in scan.blocks:
        last = min(bottom, len(rows))
        budget -= max(last - top, 0)
        if budget < 0:
            break
        if top > last or left > len(rows[top - 1]) or rows[top - 1][left - 1] is None:
            continue
        for index in range(top, last):
            cells = list(rows[index]) + [None] * (left - len(rows[index]))
            cells[left - 1] = rows[top - 1][left - 1]
            rows[index] = tuple(cells)
    return tuple(rows)


def _read_csv(data: bytes, path: Path, limits: Limits, progress: Progress | None) -> Sheet:
    name = shown_name(path)
    if path.suffix.lower() not in {".csv", ".tsv", ".txt"}:
        raise Refusal(f"不是有效的 Excel 文件：{name}，请用 xlsx 或 CSV 文件")
    text = decode(data, name)
    rows = _Reading(name, limits, progress).rows(_csv_rows(text, name), path.stem, 0)
    return Sheet(path.stem, tuple(rows))


def _csv_rows(text: str, name: str) -> Iterator[tuple[object, ...]]:
    head = text[:4000]
    delimiter = max(",\t;", key=head.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield tuple(_csv_cell(cell) for cell in row)
    except csv.Error:
        raise Refusal(f"CSV 内容不完整或单元格太长：{name}，请另存为 xlsx 再导入") from None


def _csv_cell(cell: str) -> str | None:
    """Spreadsheet programs write ="001" to keep a text a text."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        cell = cell[2:-1]
    return cell if cell.strip() else None
