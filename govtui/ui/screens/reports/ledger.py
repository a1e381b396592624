"""The ledger of numbers on the reports page: all books, the numbers of one, and what may be done to them."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from govtui.domain.documents.numbering import INCOMING, runs_per
from govtui.domain.text import cells
from govtui.services import numbers
from govtui.services.desk import Desk
from govtui.services.numbers import Ledger, LedgerBook, LedgerRow, ledger_books
from govtui.ui.commands import Command
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screen import chips_of
from govtui.ui.screens.deskpage import DeskPage, show_paper
from govtui.ui.screens.reports.lists import BOOK_COLUMNS, LedgerSource, ReportList, ledger_row, number_columns
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.paging import ListSource

PLACE = "文号台账"
START_REASON = "启用本系统前，纸质簿已编到这一号"


def _command(name: str, label: str, text: str, keys: tuple[str, ...], action: str, footer: bool = True) -> Command:
    return Command(f"numbers.{name}", label, text, keys, action, PLACE, footer=footer)


LEDGER_COMMANDS = (
    _command("books", "各本", "从一本的号码回到各本的清单。", ("escape",), "books"),
    _command(
        "reserve", "预留", "预留光标所在一本的下面几个号，写明理由；以后编号时选用，或者作废。", ("r",), "reserve"
    ),
    _command("void", "作废", "作废光标所在的预留号，写明理由；号码留在台账里，不再使用。", ("x",), "void_number"),
    _command("start", "起始号", "告诉程序这一本的纸质簿已编到第几号，本机接着编。", ("s",), "set_start"),
    _command("explain", "说明缺号", "给没有登记的号写明去向，缺号随之消除。", ("m",), "explain"),
    _command("export", "导出台账", "把光标所在年份的文号台账写成 Excel 文件。", ("t",), "write_ledger"),
    _command("before", "前一本", "台账里的上一本。", ("left",), "turn_book(-1)"),
    _command("after", "后一本", "台账里的下一本。", ("right",), "turn_book(1)"),
)


class LedgerTab(DeskPage):
    """The tab of the ledger. `book` is the open one (series, period); None while all books are listed."""

    listing: ReportList
    tab: str
    book: tuple[str, int] | None = None

    def show_list(self, columns: Any, source: Any, cursor: int, empty: str) -> None:
        """Show a list: written by the page."""
        raise NotImplementedError

    def show_tab(self, tab: str, cursor: int = 0) -> None:
        """Show a tab: written by the page."""
        raise NotImplementedError

    def write(self, job: Any, *args: Any) -> None:
        """Write files: written by the page."""
        raise NotImplementedError

    # -- what is shown ----------------------------------------------------------------------------------------------

    def _show_ledger(self, cursor: int = 0) -> None:
        books = ledger_books(self.desk)
        book = next((one for one in books if (one.series, one.year) == self.book), None)
        if book is None:
            self.book = None
            self._show_books(books, cursor)
        else:
            self._show_book(book, cursor)

    def _show_books(self, books: tuple[LedgerBook, ...], cursor: int) -> None:
        rows = [ledger_row(book, self._written(book, book.last + 1)) for book in books]
        self.show_list(BOOK_COLUMNS, ListSource(rows), cursor, "规则包里没有编号序列。")
        missing = sum(book.missing for book in books)
        waiting = sum(book.reserved for book in books)
        self.status(("文号台账", "strong"), *chips_of([("预留未用", waiting, "soon")]), _missing(missing), "回车看号码")

    def _show_book(self, book: LedgerBook, cursor: int) -> None:
        source = LedgerSource(Ledger(self.desk, book.series, book.year), book)
        width = cells(self._written(book, book.last))
        self.show_list(number_columns(width), source, cursor, "这一本还没有编过号。")
        counts = [("预留", book.reserved, "soon"), ("作废", book.void, "warn")]
        following = f"下一号 {self._written(book, book.last + 1)}"
        name = f"{book.period} {book.name}".strip()
        self.status((name, "strong"), *chips_of(counts), _missing(book.missing), following)

    def _written(self, book: LedgerBook, serial: int) -> str:
        return numbers.written(self.desk, book.series, serial, book.year)

    # -- moving -----------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the ledger's acts on its tab, each where there is something to do it to."""
        if action in ("reserve", "set_start", "explain", "write_ledger"):
            return self.tab == "ledger"
        if action in ("turn_book", "books", "void_number"):
            return self.tab == "ledger" and self.book is not None
        return super().check_action(action, parameters)

    async def open_ledger(self, value: Any) -> None:
        """Enter: open a book, or go to the paper that a number was given to."""
        if isinstance(value, LedgerBook):
            self.book = (value.series, value.year)
            self.show_tab("ledger")
        elif isinstance(value, LedgerRow) and value.row_id is not None:
            await show_paper(self.app, value.row_id, value.noun)

    def action_books(self) -> None:
        """Back to the list of books, on the book that was open."""
        keys = [(book.series, book.year) for book in ledger_books(self.desk)]
        at = keys.index(self.book) if self.book in keys else 0
        self.book = None
        self.show_tab("ledger", at)

    def action_turn_book(self, by: int) -> None:
        """The book above or below the open one."""
        keys = [(book.series, book.year) for book in ledger_books(self.desk)]
        at = keys.index(self.book) if self.book in keys else 0
        self.book = keys[max(0, min(len(keys) - 1, at + by))]
        self.show_tab("ledger")

    def _chosen(self) -> LedgerBook | None:
        """The open book, or the one under the cursor."""
        if self.book is not None:
            return next((one for one in ledger_books(self.desk) if (one.series, one.year) == self.book), None)
        row = self.listing.current
        return row.value if row is not None and isinstance(row.value, LedgerBook) else None

    # -- acts -------------------------------------------------------------------------------------------------------

    def action_reserve(self) -> None:
        """Ask how many and why, and set numbers aside."""
        book = self._chosen()
        if book is None:
            return
        if book.series == INCOMING:
            self.say("收文号在登记时按顺序取，不预留。", "warn")
            return
        fields = [
            Field("count", "个数", "number", required=True, default=1, help=f"一次最多 {numbers.MOST_RESERVED} 个。"),
            *self._year_field(book),
            Field("reason", "理由", required=True, wide=True, help="留给什么文件、谁要求的。"),
        ]
        title = f"预留 {book.title}：下一号 {self._written(book, book.last + 1)}"
        self._ask_form(title, fields, partial(_reserve, self.desk, book))

    def _year_field(self, book: LedgerBook) -> list[Field]:
        """Which year: only where the series starts again every year."""
        if runs_per(self.desk.book, book.series) != "year":
            return []
        this = self.desk.today().year
        years = [str(year) for year in sorted({book.year, this, this + 1}) if year <= this + 1]
        return [Field("year", "年份", "choice", choices=years, default=str(book.year), help="按签发日期算哪一年。")]

    def action_void_number(self) -> None:
        """Ask why, and make the number under the cursor void."""
        row = self.listing.current
        if self.book is None or row is None or not isinstance(row.value, LedgerRow):
            self.say("请把光标放在要作废的号上。", "warn")
            return
        series, year = self.book
        serial = row.value.serial
        self.ask(
            f"作废 {row.value.number}，号码不再使用。理由？",
            lambda reason: self.act(numbers.void_number, series, year, serial, reason),
            title="作废号码",
        )

    def action_set_start(self) -> None:
        """Ask the paper book's last number."""
        book = self._chosen()
        if book is None:
            return
        last = book.started or book.last
        fields = [
            Field(
                *("last", "纸质簿最后一号", "number"),
                required=True,
                default=last or "",
                help="填纸质簿已经编出的最后一个号，本机从下一个号起编。",
            ),
            Field("reason", "理由", required=True, wide=True, default=book.start_reason or START_REASON),
        ]
        self._ask_form(f"{book.title} 设起始号", fields, partial(_set_start, self.desk, book))

    def action_explain(self) -> None:
        """Ask what became of missing numbers."""
        book = self._chosen()
        run = self._run_to_explain(book) if book is not None else None
        if book is None or run is None:
            self.say("这一本没有缺号，不用说明。", "good")
            return
        fields = [
            Field("first", "从第几号", "number", required=True, default=run[0], help="没有登记的第一个号。"),
            Field("last", "到第几号", "number", required=True, default=run[1], help="没有登记的最后一个号。"),
            Field("reason", "去向", required=True, wide=True, help="例如：纸质簿上已作废；原件未归档，经某某确认。"),
        ]
        self._ask_form(f"{book.title} 说明缺号", fields, partial(_explain, self.desk, book))

    def _run_to_explain(self, book: LedgerBook) -> tuple[int, int] | None:
        """The run under the cursor, explained before or not; else the first that is missing."""
        row = self.listing.current
        value = row.value if row is not None else None
        if isinstance(value, LedgerRow) and value.explained:
            return value.serial, value.serial
        if isinstance(value, tuple):
            return value[0], value[1]
        return book.gaps[0] if book.gaps else None

    def _ask_form(self, title: str, fields: list[Field], save: Any) -> None:
        def closed(result: Any) -> None:
            if result is not None:
                self.done()

        self.app.push_screen(Entry(title, fields, save), closed)

    def action_write_ledger(self) -> None:
        """Write the ledger of the year of the chosen book."""
        book = self._chosen()
        this_year = self.desk.today().year
        yearly = book is not None and runs_per(self.desk.book, book.series) == "year"
        self.write(_write_ledger, book.year if book is not None and yearly else this_year)


def _missing(count: int) -> tuple[str, str]:
    return (f"缺号 {count:,}，按 m 说明", "bad") if count else ("没有缺号", "good")


def _reserve(desk: Desk, book: LedgerBook, values: dict[str, Any]) -> tuple[LedgerRow, ...]:
    year, today = int(values.get("year") or 0), desk.today()
    on = None if year in (0, today.year) else date(year, 12, 31)
    return numbers.reserve(desk, book.series, values["reason"], values["count"], on)


def _set_start(desk: Desk, book: LedgerBook, values: dict[str, Any]) -> LedgerBook:
    return numbers.set_start(desk, book.series, book.year, values["last"], values["reason"])


def _explain(desk: Desk, book: LedgerBook, values: dict[str, Any]) -> LedgerBook:
    return numbers.explain_gap(desk, book.series, book.year, values["first"], values["last"], values["reason"])


def _write_ledger(desk: Desk, year: int) -> tuple[Path, ...]:
    from govtui.files.documents.ledger import export_ledger

    return export_ledger(desk, year).files
