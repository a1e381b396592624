"""文号台账: every number of every series in its order – used, reserved, void, in the paper book, or missing."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from govtui.domain.documents.numbering import EVER, period_name, runs_per
from govtui.files.exports import Exported, exports_folder, maker_line, properties
from govtui.files.sheets import Cell, Column, Sheet, safe_name, write_workbook
from govtui.services.desk import Desk
from govtui.services.numbers import LedgerBook, LedgerRow, book_rows, ledger_books, written

NAME = "文号台账"
MISSING, ON_PAPER = "缺号（未说明）", "纸质簿"

COLUMNS = (
    Column("series", "序列", 12),
    Column("year", "年", 6, "number", form="0", centred=True),
    Column("serial", "号", 6, "number", form="0"),
    Column("number", "文号", 22),
    Column("state", "状态", 8, centred=True),
    Column("reason", "原因", 22),
    Column("title", "标题", 36),
    Column("at", "时间", 18, "moment"),
)

Row = tuple[Cell, ...]


def ledger_sheet(desk: Desk, series: Sequence[str] | None, year: int | None) -> Sheet:
    """The ledger of some series (None: all) in one year (None: all), the first number of a book first.

    Series that do not start again yearly stand in the ledger of every year, whole. Numbers up to the paper book's last
    are one row; so is a run of numbers that nobody explained.
    """
    books = [book for book in ledger_books(desk) if series is None or book.series in series]
    books = [book for book in books if year in (None, book.year) or runs_per(desk.book, book.series) != "year"]
    return Sheet(
        name=NAME,
        title=f"{desk.office}{NAME}",
        columns=COLUMNS,
        rows=(row for book in books for row in _book_rows(desk, book)),
        subtitle=f"编号年度：{year}年" if year is not None else "编号年度：全部",
        maker=maker_line(desk),
        headline=_headline(books),
        empty="（还没有编过号）",
        frozen=1,
    )


def export_ledger(desk: Desk, year: int | None, out: Path | None = None) -> Exported:
    """The ledger of every series in `year` as a file under `out` (the exports folder)."""
    path = (out or exports_folder(desk)) / safe_name(f"{NAME}-{year if year is not None else '全部'}", ".xlsx")
    count = write_workbook(path, [ledger_sheet(desk, None, year)], properties(desk, NAME))
    return Exported((path,), count)


def _headline(books: Sequence[LedgerBook]) -> str:
    """Used, reserved, void and missing numbers in one sentence."""
    used, reserved, void, missing = (
        sum(getattr(book, name) for book in books) for name in ("used", "reserved", "void", "missing")
    )
    gaps = f"缺号 {missing} 个，未说明" if missing else "没有未说明的缺号"
    return f"已用 {used} 个，预留 {reserved} 个，作废 {void} 个；{gaps}。"


def _book_rows(desk: Desk, book: LedgerBook) -> Iterator[Row]:
    """The rows of one book with the paper book's numbers and the missing ones in their places."""
    extra = [_missing(desk, book, first, last) for first, last in book.gaps]
    if book.started:
        extra.append(_on_paper(desk, book))
    extra.sort(key=lambda one: one[0])
    for row in book_rows(desk, book.series, book.year):
        while extra and extra[0][0] < row.serial:
            yield extra.pop(0)[1]
        yield _number(book, row)
    yield from (one for _, one in extra)


def _number(book: LedgerBook, row: LedgerRow) -> Row:
    return (*_head(book), row.serial, row.number, row.state, row.reason, row.title, row.at)


def _missing(desk: Desk, book: LedgerBook, first: int, last: int) -> tuple[int, Row]:
    said = f"缺 {last - first + 1} 个号"
    return first, (*_head(book), first, _run(desk, book, first, last), MISSING, said, "", None)


def _on_paper(desk: Desk, book: LedgerBook) -> tuple[int, Row]:
    """The paper book's numbers, right after its last one."""
    run = _run(desk, book, 1, book.started)
    return book.started, (*_head(book), book.started, run, ON_PAPER, book.start_reason, "", None)


def _run(desk: Desk, book: LedgerBook, first: int, last: int) -> str:
    names = [written(desk, book.series, serial, book.year) for serial in dict.fromkeys((first, last))]
    return " 至 ".join(names)


def _head(book: LedgerBook) -> tuple[Cell, Cell]:
    """Series and period; a term is told in words, a series that never starts again has none."""
    if book.year == EVER:
        return book.name, None
    return book.name, book.year if book.year >= 1000 else period_name(book.year)
