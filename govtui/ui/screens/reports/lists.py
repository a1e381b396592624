"""What the lists of the reports page show: registers by year, numbers of a book with its gaps, irregular papers."""

from collections.abc import Sequence

from govtui.services.documents.irregular import IrregularPaper
from govtui.services.numbers import Ledger, LedgerBook, LedgerRow
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.paging import Row

REGISTER_COLUMNS = (
    Column("year", "年份", 6, align="right"),
    Column("name", "编号", 12, flex=1),
    Column("numbers", "号数", 8, align="right"),
    Column("first", "起", 7, align="right"),
    Column("last", "止", 7, align="right"),
    Column("void", "作废", 6, align="right"),
    Column("missing", "缺号", 6, align="right"),
    Column("started", "接纸质簿", 9, align="right", hide_below=70),
)
LEDGER_COLUMNS = (
    Column("state", "状态", 6, lamp=True),
    Column("number", "号码", 14, align="right"),
    Column("title", "用于", 20, flex=1),
    Column("origin", "来源", 4, hide_below=64),
    Column("at", "取号时间", 16, style="muted", hide_below=84),
)
IRREGULAR_COLUMNS = (
    Column("number", "收文号", 10, align="right"),
    Column("sender", "来文机关", 16, flex=1),
    Column("reasons", "不规范之处", 16, flex=1, style="warn"),
    Column("title", "标题", 16, flex=2),
    Column("state", "状态", 8, hide_below=84),
)
_STATES = {"已用": ("已用", "good"), "预留": ("预留", "soon"), "作废": ("作废", "muted")}


def book_row(book: LedgerBook) -> Row:
    """One book as a line."""
    void = (f"{book.void:,}", "warn" if book.void else "muted")
    missing = (f"{book.missing:,}", "bad" if book.missing else "muted")
    start = f"{book.started:,}" if book.started else ""
    counts = (f"{book.numbers:,}", f"{book.first:,}", f"{book.last:,}")
    return Row((book.series, book.year), (str(book.year), book.name, *counts, void, missing, start), book)


def irregular_row(paper: IrregularPaper) -> Row:
    """One irregular paper as a line."""
    return Row(paper.id, (paper.number, paper.sender, "、".join(paper.reasons), paper.title, paper.state), paper)


class LedgerSource:
    """A book's numbers for the list widget, the runs of missing ones in front."""

    def __init__(self, ledger: Ledger, gaps: Sequence[tuple[int, int]]) -> None:
        self._ledger = ledger
        self._gaps = [_gap_row(first, last) for first, last in gaps]

    def count(self) -> int:
        """Gaps and numbers."""
        return len(self._gaps) + self._ledger.count()

    def rows(self, start: int, limit: int) -> Sequence[Row]:
        """Some of them, painted."""
        front = self._gaps[start : start + limit]
        rest = limit - len(front)
        if not rest:
            return front
        return [*front, *map(_number_row, self._ledger.rows(max(0, start - len(self._gaps)), rest))]


def _gap_row(first: int, last: int) -> Row:
    run = f"{first}" if first == last else f"{first} 至 {last}"
    said = f"缺 {last - first + 1} 个号：没有登记，也没有作废说明"
    return Row(("gap", first), (("缺号", "bad"), run, (said, "bad"), "", ""))


def _number_row(row: LedgerRow) -> Row:
    used = row.title or row.reason
    shown = f"{row.title}（{row.reason}）" if row.title and row.reason else used
    state = _STATES.get(row.state, (row.state, ""))
    return Row(row.serial, (state, row.number, shown, row.origin, row.at.strftime("%Y-%m-%d %H:%M")), row)
