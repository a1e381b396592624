"""How an import looks before it is done: the verdict on each row, the row's own cells, the columns."""

from collections.abc import Sequence
from datetime import date, datetime

from govtui.files.columns import cell_text, letters
from govtui.files.documents.register_import import MappedSheet, Register
from govtui.files.documents.register_kinds import INCOMING, RegisterKind
from govtui.services.documents.importing import DUPLICATE, NEW, REFUSED, SKIPPED, Preview, PreviewRow
from govtui.services.documents.rows import QueueCount
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.detail import Fact, Grid, Para, Part, Section
from govtui.ui.widgets.paging import Row

ALL = "全部"
PENS = {NEW: "good", DUPLICATE: "soon", REFUSED: "bad", SKIPPED: "muted"}
NOT_SHOWN = "（内容不显示）"


COLUMN_COLUMNS = (
    Column("sheet", "工作表", width=10),
    Column("letter", "列", width=3),
    Column("header", "表头", width=12, flex=2),
    Column("sample", "样例", width=12, flex=2, style="muted"),
    Column("field", "导入为", width=12, flex=1),
)


def columns_of(kind: RegisterKind) -> tuple[Column, ...]:
    """The columns of the verdicts: numbers of the office's own are short, 文号 are long."""
    return (
        Column("status", "结论", width=4),
        Column("sheet", "工作表", width=10, hide_below=70),
        Column("row", "行", width=5, align="right"),
        Column("number", kind.number, width=9 if kind is INCOMING else 20, align="right", hide_below=60),
        Column("title", "标题", width=12, flex=1),
        Column("reason", "原因、说明", width=12, flex=1, style="muted"),
    )


class VerdictSource:
    """The rows of a preview, or those of one status, as the list asks for them."""

    def __init__(self, register: Register, found: Preview, status: str) -> None:
        self._sheets = {one.sheet.name: one for one in register.sheets}
        self._rows = [row for row in found.rows if status in (ALL, row.status)]

    def count(self) -> int:
        """How many rows."""
        return len(self._rows)

    def rows(self, start: int, limit: int) -> Sequence[Row]:
        """Some of them, painted."""
        return [self._row(at, self._rows[at]) for at in range(start, min(start + limit, len(self._rows)))]

    def _row(self, at: int, row: PreviewRow) -> Row:
        number = row.paper.own_number if row.paper is not None and row.status == NEW else ""
        title = row.paper.text("title") if row.paper is not None else self._words(row)
        pen = PENS[row.status]
        cells = ((row.status, pen), row.sheet, str(row.number), number, title, row.reason)
        return Row(at, cells, row)

    def _words(self, row: PreviewRow) -> str:
        """What tells the clerk which row this is, where there is no paper."""
        if row.status == REFUSED and not row.cells:
            return NOT_SHOWN
        sheet = self._sheets.get(row.sheet)
        column = sheet.mapping.column_of("title") if sheet else None
        if row.status == REFUSED and column is not None and column < len(row.cells) and row.cells[column]:
            return cell_text(row.cells[column])
        if row.status == SKIPPED and any(_is_secret(cell) for cell in row.cells):
            return NOT_SHOWN
        return " ".join(filter(None, map(cell_text, row.cells)))


def counts(found: Preview) -> list[QueueCount]:
    """The line of verdicts with how many rows each has."""
    every = [QueueCount(ALL, ALL, found.read)]
    return every + [QueueCount(status, status, found.counts.get(status, 0)) for status in PENS]


def verdict_parts(register: Register, row: PreviewRow) -> list[Part | Section]:
    """The detail of one row: verdict, what would be written, the cells as they stand."""
    parts: list[Part | Section] = [Fact("结论", row.status, PENS[row.status])]
    if row.reason:
        parts.append(Fact("原因" if row.status in (DUPLICATE, REFUSED) else "说明", row.reason))
    if row.paper is not None and row.status == NEW:
        parts.append(Section("将登记为", tuple(Fact(label, value) for label, value in row.paper.facts() if value)))
    sheet = next((one for one in register.sheets if one.sheet.name == row.sheet), None)
    hidden = (row.status == REFUSED and not row.cells) or any(_is_secret(cell) for cell in row.cells)
    if hidden:
        parts.append(Section("表中原文", (Para("疑似涉密的内容不显示，也不保存。", "warn"),)))
    elif row.cells:
        parts.append(Section("表中原文", (_cells(sheet, row.cells),)))
    return parts


def _cells(sheet: MappedSheet | None, cells: Sequence[object]) -> Grid:
    names = sheet.used if sheet else {}
    lines = [(names.get(at, letters(at)), _shown(cell)) for at, cell in enumerate(cells) if cell is not None]
    return Grid(tuple(lines), ("muted", ""))


def _shown(cell: object) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}" if cell.hour or cell.minute else f"{cell:%Y-%m-%d}"
    return cell.isoformat() if isinstance(cell, date) else cell_text(cell)


def _is_secret(cell: object) -> bool:
    from govtui.domain.documents.secrecy import looks_classified

    return isinstance(cell, str) and looks_classified(cell) is not None


def column_rows(register: Register) -> list[Row]:
    """Every column of every sheet with what it is taken for."""
    rows = []
    for place, one in enumerate(register.sheets):
        for column, name in one.used.items():
            field = one.mapping.columns.get(column, "")
            sample = one.sample(column)
            if not field and not sample and column not in one.mapping.headers:
                continue
            guess = "（按内容猜）" if column in one.mapping.by_content else ""
            label = (register.kind.label(field) + guess, "accent") if field else ("不导入", "muted")
            sheet = NOT_SHOWN if one.is_classified else one.sheet.name
            rows.append(Row((place, column), (sheet, letters(column), name, sample, label), field))
    return rows


def mapping_words(register: Register) -> str:
    """The mapping in one line: 收文号, 标题←文件标题, and the columns that are left out."""
    used = [_pair(register.kind.label(field), name) for name, field in register.mapping.items()]
    left = dict.fromkeys(one.used.get(column, "") for one in register.sheets for column in one.mapping.unknown)
    return "　".join(used) + (f"　不导入：{'、'.join(left)}" if left else "")


def _pair(label: str, name: str) -> str:
    return label if label == name else f"{label}←{name}"
