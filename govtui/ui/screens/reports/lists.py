"""What the lists of the reports page show: registers by year, numbers of a book with its gaps, irregular papers."""

from collections.abc import Sequence

from govtui.services.documents.irregular import IrregularPaper
from govtui.services.numbers import Ledger, LedgerBook, LedgerRow
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.listing import LineList
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
BOOK_COLUMNS = (
    Column("series", "序列", 20, flex=1),
    Column("year", "年", 6, align="right"),
    Column("used", "已用", 6, align="right"),
    Column("reserved", "预留", 6, align="right"),
    Column("void", "作废", 6, align="right"),
    Column("started", "起始", 6, align="right"),
    Column("last", "末号", 6, align="right"),
    Column("missing", "缺号", 6, align="right"),
    Column("gap", "", 2, hide_below=100),
    Column("next", "下一号", 26, flex=2, style="muted", hide_below=100),
)
IRREGULAR_COLUMNS = (
    Column("number", "收文号", 10, align="right"),
    Column("sender", "来文机关", 16, flex=1),
    Column("reasons", "不规范之处", 16, flex=1, style="warn"),
    Column("title", "标题", 16, flex=2),
    Column("state", "状态", 8, hide_below=84),
)
_STATES = {"已用": ("已用", "good"), "预留": ("预留", "soon"), "作废": ("作废", "muted")}


class ReportList(LineList):
    """A list whose Enter opens a paper on some tabs and belongs to the page on others."""

    opens = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open where there is something to open."""
        return self.opens if action == "open" else super().check_action(action, parameters)


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


def ledger_row(book: LedgerBook, following: str) -> Row:
    """One book as a line of the list of books; `following` is the number that comes next."""
    counts = (_count(book.used), _count(book.reserved, "soon"), _count(book.void))
    ends = (_count(book.started + 1 if book.started else 0), _count(book.last))
    missing = (f"{book.missing:,}", "bad" if book.missing else "muted")
    year = book.period.removesuffix("年")
    return Row((book.series, book.year), (book.name, year, *counts, *ends, missing, "", following), book)


def _count(number: int, pen: str = "") -> tuple[str, str]:
    return f"{number:,}" if number else "-", pen if number else "muted"


def number_columns(width: int) -> tuple[Column, ...]:
    """The columns of one book whose longest number is `width` cells."""
    return (
        Column("state", "状态", 8, lamp=True),
        Column("number", "文号", max(8, min(width, 32)), align="right"),
        Column("title", "用于／原因", 16, flex=1),
        Column("origin", "来源", 4, style="muted", hide_below=100),
        Column("at", "时间", 10, style="muted"),
    )


class LedgerSource:
    """A book's numbers for the list widget: missing ones, then from the last one down, then the paper book."""

    def __init__(self, ledger: Ledger, book: LedgerBook) -> None:
        self._ledger = ledger
        self._gaps = [_gap_row(first, last) for first, last in book.gaps]
        self._end = [_start_row(book)] if book.started else []

    def count(self) -> int:
        """Gaps, numbers and the paper book."""
        return len(self._gaps) + self._ledger.count() + len(self._end)

    def rows(self, start: int, limit: int) -> Sequence[Row]:
        """Some of them, painted."""
        found = [*self._gaps[start : start + limit]]
        if len(found) < limit:
            at = max(0, start - len(self._gaps))
            found += map(_number_row, self._ledger.rows(at, limit - len(found)))
        ends_at = len(self._gaps) + self._ledger.count()
        return [*found, *self._end] if self._end and start <= ends_at < start + limit else found


def _gap_row(first: int, last: int) -> Row:
    run = f"{first}" if first == last else f"{first} 至 {last}"
    said = f"缺 {last - first + 1} 个号，没有登记，也没有说明"
    return Row(("gap", first), (("缺号", "bad"), run, (said, "bad"), "", ""), (first, last))


def _start_row(book: LedgerBook) -> Row:
    return Row("start", (("纸质簿", "muted"), f"第 {book.started} 号为止", (book.start_reason, "muted"), "", ""))


def _number_row(row: LedgerRow) -> Row:
    used = row.title or row.reason
    shown = f"{row.title}（{row.reason}）" if row.title and row.reason else used
    state = _STATES.get(row.state, (row.state, ""))
    return Row(row.serial, (state, row.number, shown, row.origin, row.at.strftime("%Y-%m-%d")), row)
