"""The one way to write an Excel file: titled, framed, printable, every text stored as text.

The look is an office's: title across the sheet, period and 制表 line, header on every page, A4 landscape fitted to the
width, 第 x 页 共 y 页. Rows come as an iterator and leave one by one, so that a register of any length stays small.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from govtui.domain.clock import in_china
from govtui.files.cells import SPECIAL, cell_text, footer_text, sheet_name, text_lines, text_width
from govtui.files.saving import replacing, safe_name
from govtui.files.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["Alarm", "Band", "Cell", "Column", "Kind", "Properties", "Sheet", "safe_name", "write_workbook"]

Cell = str | int | float | date | datetime | None
Kind = Literal["text", "day", "moment", "number", "lamp"]


class Alarm(str):
    """A text that must strike the eye: dark red on light red, like the lamp of what is late. Its words say why."""

    __slots__ = ()


class Band(str):
    """A row that is one text over all columns: the heading of the rows under it."""

    __slots__ = ()


_SAMPLE = 200
_WIDEST, _NARROWEST = 40, 4
_KIND_WIDTHS = {"day": 10, "moment": 18, "number": 6, "lamp": 6, "text": _NARROWEST}
_PAGE_PIXELS = 1050
_SIZES = (12, 11, 10, 9)
_AIR = {12: 11, 11: 9, 10: 7, 9: 5}
_PADDING = 6
_TALLEST = 409.0
_FIRST_DAY = date(1900, 3, 1)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `width` in terminal cells of its text (None: as wide as its first rows need), `kind` of its cells.

    `form` is an Excel number form (`0.0%`) where the kind's own does not do; `centred` suits short words.
    A day or moment cell that holds text shows the text; a moment cell that holds a plain date shows the day.
    """

    key: str
    title: str
    width: int | None = None
    kind: Kind = "text"
    form: str = ""
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Rows hold one cell a column, in order, or are a Band; they may be an iterator and are read once.

    `subtitle` is the period on the left, `maker` the 制表 line on the right, `headline` one sentence above the table;
    `total` a last row in bold; `notes` stand below; `empty` is said where there are no rows; `frozen` columns stay.
    `tall` is the least height of a row in points (room to sign); a sheet that is no list is not `filtered`.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Iterable["Sequence[Cell] | Band"]
    subtitle: str = ""
    maker: str = ""
    headline: str = ""
    total: Sequence[Cell] | None = None
    notes: Sequence[str] = ()
    empty: str = "（无）"
    frozen: int = 0
    tall: float = 0
    filtered: bool = True


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself; `anchor` is printed at the foot of every page (the journal's head)."""

    title: str
    author: str
    company: str
    made_at: datetime
    anchor: str = ""


def write_workbook(path: Path, sheets: Sequence[Sheet], properties: Properties) -> int:
    """Write `sheets` to `path` whole or not at all; returns how many rows. Refusal: disk full, denied, file open."""
    from xlsxwriter import Workbook

    with replacing(path) as fresh:
        options = {"constant_memory": True, "tmpdir": str(fresh.parent), "default_date_format": "yyyy-mm-dd"}
        book = Workbook(str(fresh), options)
        try:
            count = _fill(book, sheets, properties)
        except BaseException:
            for sheet in book.worksheets():
                sheet._opt_close()
            raise
        book.close()
    return count


def _fill(book: "Workbook", sheets: Sequence[Sheet], properties: Properties) -> int:
    book.set_properties(
        {
            "title": cell_text(properties.title),
            "author": cell_text(properties.author),
            "company": cell_text(properties.company),
            "created": properties.made_at.replace(tzinfo=None),
        }
    )
    styles, taken, count = Styles(book), set[str](), 0
    for sheet in sheets:
        page = book.add_worksheet(sheet_name(sheet.name, taken))
        count += _Writer(page, sheet, styles).write(properties.anchor)
    return count


class _Writer:
    """Writes one sheet from top to bottom: what is written is gone from memory with the next row."""

    def __init__(self, page: "Worksheet", sheet: Sheet, styles: Styles) -> None:
        self._page, self._sheet, self._styles = page, sheet, styles
        rows = iter(sheet.rows)
        sample = list(islice(rows, _SAMPLE))
        self._rows: Iterator[Sequence[Cell] | Band] = chain(sample, rows)
        self._last = len(sheet.columns) - 1
        seen = [row for row in (*sample, *([sheet.total] if sheet.total else [])) if not isinstance(row, Band)]
        wanted = [_width(column, at, seen) for at, column in enumerate(sheet.columns)]
        self._size = next((size for size in _SIZES if _pixels(wanted, size) <= _PAGE_PIXELS), _SIZES[-1])
        self._widths = _stretched(wanted, self._size)
        self._plain = [styles.text(column, self._size, "", False) for column in sheet.columns]
        self._bold = [styles.text(column, self._size, "", True) for column in sheet.columns]
        self._lamps = {at for at, column in enumerate(sheet.columns) if column.kind == "lamp"}
        self._line = 0

    def write(self, anchor: str) -> int:
        """Everything of the sheet; returns how many rows its table holds."""
        self._columns()
        self._head()
        header = self._line
        self._header_row()
        count = self._table()
        self._set_up(header, self._line - 1, anchor)
        if not count:
            self._across(self._sheet.empty, "note", 1.6)
        if self._sheet.total:
            self._row(self._sheet.total, bold=True)
        for note in self._sheet.notes:
            self._across(note, "note", 1.4)
        return count

    def _columns(self) -> None:
        for at, width in enumerate(self._widths):
            self._page.set_column_pixels(at, at, width * self._size * 2 / 3 + _PADDING)

    def _head(self) -> None:
        self._across(self._sheet.title, "title", 2.2, 18)
        if self._sheet.subtitle or self._sheet.maker:
            self._sides(self._sheet.subtitle, self._sheet.maker)
        if self._sheet.headline:
            self._across(self._sheet.headline, "headline", 1.6, self._size + 1)

    def _across(self, text: str, look: str, lines: float, size: int = 0) -> None:
        """One text over all columns, on as many lines as it needs."""
        size = size or self._size
        room = sum(self._widths) * self._size // size
        tall = size * (lines + 1.4 * (text_lines(cell_text(text), room) - 1))
        self._merged(0, self._last, text, self._styles.look(look, size))
        self._page.set_row(self._line, min(tall, _TALLEST))
        self._line += 1

    def _sides(self, left: str, right: str) -> None:
        half = self._middle(left)
        self._merged(0, half, left, self._styles.look("left", self._size))
        if half < self._last:
            self._merged(half + 1, self._last, right, self._styles.look("right", self._size))
        self._page.set_row(self._line, self._size * 1.7)
        self._line += 1

    def _middle(self, left: str) -> int:
        """The column at which the left part of the subtitle line ends: as far as its text reaches, at least half."""
        wanted = max(text_width(left) + 2, sum(self._widths) // 2)
        used = 0
        for at, width in enumerate(self._widths[:-1]):
            used += width + 1
            if used >= wanted:
                return at
        return max(self._last - 1, 0)

    def _merged(self, first: int, last: int, text: str, look: Any) -> None:
        text = cell_text(text)
        if first == last:
            self._page.write_string(self._line, first, text, look)
            return
        self._page.merge_range(self._line, first, self._line, last, "", look)
        self._page.write_string(self._line, first, text, look)

    def _header_row(self) -> None:
        tall = 1
        for at, column in enumerate(self._sheet.columns):
            self._page.write_string(self._line, at, cell_text(column.title), self._styles.look("header", self._size))
            tall = max(tall, text_lines(column.title, self._widths[at]))
        self._page.set_row(self._line, self._height(tall) + 4)
        self._line += 1

    def _table(self) -> int:
        count = 0
        for values in self._rows:
            if isinstance(values, Band):
                self._across(values, "band", 1.7)
            else:
                self._row(values)
                count += 1
        return count

    def _row(self, values: Sequence[Cell], bold: bool = False) -> None:
        line, page, tall = self._line, self._page, 1
        plain = self._bold if bold else self._plain
        for at, (value, look, width) in enumerate(zip(values, plain, self._widths, strict=True)):
            if isinstance(value, str):
                text = cell_text(value)
                alarm = isinstance(value, Alarm)
                if text[:1] in SPECIAL or at in self._lamps or alarm:
                    look = self._styles.text(self._sheet.columns[at], self._size, text, bold, alarm)
                page.write_string(line, at, text, look)
                if len(text) * 2 > width or "\n" in text:
                    tall = max(tall, text_lines(text, width))
            elif value is None:
                page.write_blank(line, at, None, look)
            else:
                self._value(line, at, value, bold)
        page.set_row(line, max(self._height(tall), self._sheet.tall))
        self._forget(line - 1)
        self._line += 1

    def _forget(self, line: int) -> None:
        """The writer keeps the height of every row for pictures, which no sheet of ours has."""
        self._page.row_info.pop(line, None)
        self._page.row_sizes.pop(line, None)

    def _value(self, line: int, at: int, value: date | int | float, bold: bool) -> None:
        column = self._sheet.columns[at]
        if not isinstance(value, date):
            look = self._styles.number(column, self._size, isinstance(value, int), bold)
            self._page.write_number(line, at, value, look)
            return
        day = value.date() if isinstance(value, datetime) else value
        if day < _FIRST_DAY:
            self._page.write_string(line, at, str(day), self._styles.text(column, self._size, "", bold))
            return
        whole = column.kind == "day" or day is value
        look = self._styles.moment(column, self._size, whole, bold)
        self._page.write_datetime(line, at, day if whole or day is value else _naive(value), look)

    def _height(self, lines: int) -> float:
        return min(lines * self._size * 1.35 + _AIR[self._size], _TALLEST)

    def _set_up(self, header: int, last_row: int, anchor: str) -> None:
        page = self._page
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.35, right=0.35, top=0.55, bottom=0.6)
        page.center_horizontally()
        page.repeat_rows(header)
        page.freeze_panes(header + 1, self._sheet.frozen)
        page.set_footer(footer_text(anchor), {"margin": 0.3})
        page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        if last_row > header and self._sheet.filtered:
            page.autofilter(header, 0, last_row, self._last)


def _width(column: Column, at: int, rows: Sequence[Sequence[Cell]]) -> int:
    """Width in terminal cells: as told, or what title and first rows need between the narrowest and the widest."""
    if column.width is not None:
        return column.width
    needs = [text_width(column.title), _KIND_WIDTHS[column.kind]]
    needs += [text_width(value) for row in rows if isinstance(value := row[at], str)]
    return min(max(needs) + 1, _WIDEST)


def _naive(moment: date) -> datetime:
    """What a clock on the wall showed: Excel knows no time zones."""
    assert isinstance(moment, datetime)
    return in_china(moment).replace(tzinfo=None)


def _pixels(widths: Sequence[int], size: int) -> float:
    return sum(width * size * 2 / 3 + _PADDING for width in widths)


def _stretched(widths: Sequence[int], size: int) -> list[int]:
    """A narrow table fills its page, within reason."""
    factor = min(_PAGE_PIXELS / _pixels(widths, size), 1.8)
    return [int(width * factor) for width in widths] if factor > 1 else list(widths)
