"""F7 报表: one page with four tabs."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.containers import Container

from govtui.domain.clock import week_name
from govtui.domain.refusal import Refusal
from govtui.services.documents.irregular import irregular_papers
from govtui.services.documents.rows import QueueCount
from govtui.services.numbers import ledger_books
from govtui.ui import work
from govtui.ui.commands import EXPORT, Command
from govtui.ui.dialogs.entry import Entry
from govtui.ui.dialogs.message import Notice
from govtui.ui.screen import chips_of
from govtui.ui.screens.deskpage import as_day, day_field, show_paper
from govtui.ui.screens.reports.ledger import LEDGER_COMMANDS, LedgerTab
from govtui.ui.screens.reports.lists import IRREGULAR_COLUMNS, REGISTER_COLUMNS, ReportList, book_row, irregular_row
from govtui.ui.screens.reports.sheet import WeekFigures, WeekSheet, figures
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import ListSource
from govtui.ui.widgets.queues import QueueBar

PLACE = "报表"
TABS = {"week": "公文办理周报", "register": "收文登记簿", "ledger": "文号台账", "irregular": "不规范来文"}
SERIES = "incoming"


def _command(name: str, label: str, text: str, keys: tuple[str, ...], action: str, footer: bool = False) -> Command:
    return Command(f"reports.{name}", label, text, keys, action, PLACE, footer=footer)


class ReportsPage(LedgerTab):
    """The week's figures and its files in one key; registers and number ledgers."""

    ACTIONS = (
        _command("write", "写出文件", "写出这一周的周报和登记簿，或所选年份的登记簿。", ("enter",), "write", True),
        _command("before", "上一周", "上一周。", ("left",), "turn(-1)", True),
        _command("after", "下一周", "下一周。", ("right",), "turn(1)", True),
        *LEDGER_COMMANDS,
        _command("days", "按日期登记簿", "写出一段日期的收文登记簿。", ("d",), "days", True),
        _command("next", "下一栏", "换到右边一栏。", ("]", "ctrl+right"), "tab_by(1)", True),
        _command("previous", "上一栏", "换到左边一栏。", ("[", "ctrl+left"), "tab_by(-1)"),
        EXPORT,
    )
    HELP = "左右键换周，回车写出这一周的文件；[ ] 换栏。文件写在 exports 文件夹里，同一周再写一次会换成新的。"

    def body(self) -> ComposeResult:
        """Tabs, then the sheet or a list."""
        today = self.desk.today()
        self.tab = "week"
        self.monday = today - timedelta(days=today.weekday())
        self.tabs = QueueBar()
        self.sheet = WeekSheet()
        self.listing = ReportList(REGISTER_COLUMNS, markable=False)
        yield self.tabs
        with Container(id="report"):
            yield self.sheet
            yield self.listing

    def on_mount(self) -> None:
        """This week."""
        self.show_tab("week")

    def refresh_data(self) -> None:
        """Read anew."""
        self.show_tab(self.tab, self.listing.cursor)

    @property
    def week(self) -> str:
        """The chosen week's name: `2026-W47`."""
        return week_name(self.monday)

    def show_tab(self, tab: str, cursor: int = 0) -> None:
        """Show one of the tabs."""
        self.tab = tab
        self.tabs.show([QueueCount(key, name, -1) for key, name in TABS.items()], tab)
        self.listing.opens = tab in ("ledger", "irregular")
        self.sheet.display, self.listing.display = tab == "week", tab != "week"
        (self.sheet if tab == "week" else self.listing).focus()
        getattr(self, f"_show_{tab}")(cursor)
        self.call_after_refresh(self.renew_footer)

    def action_tab_by(self, by: int) -> None:
        """The tab to the right or left."""
        self.show_tab(self.tabs.neighbour(by))

    def on_queue_bar_chosen(self, event: QueueBar.Chosen) -> None:
        """A tab was clicked."""
        self.show_tab(event.queue)

    # -- what the tabs show -----------------------------------------------------------------------------------------

    def _show_week(self, _cursor: int = 0) -> None:
        self.status((self.week, "strong"), "正在统计……")
        work.run(self, figures, self.desk, self.week, group="week", on_done=self._week_shown)

    def _week_shown(self, found: WeekFigures) -> None:
        if self.tab != "week" or found.report.week.name != self.week:
            return
        self.sheet.show_week(found)
        total = found.report.total
        counts = [("收文", total.received, "accent"), ("办结", total.closed, "good"), ("超期", total.late, "bad")]
        self.status((self.week, "strong"), *chips_of(counts), "回车写出 Excel")

    def _show_register(self, cursor: int = 0) -> None:
        books = [book for book in ledger_books(self.desk) if book.series == SERIES and book.numbers]
        self.show_list(REGISTER_COLUMNS, ListSource([book_row(book) for book in books]), cursor, "还没有登记收文。")
        self.status(("收文登记簿", "strong"), f"{len(books)} 年", "回车写出所选年份，d 按日期")

    def _show_irregular(self, cursor: int = 0) -> None:
        try:
            papers = irregular_papers(self.desk, self.week)
        except Refusal as refusal:
            self.say(refusal.sentence, "bad")
            return
        rows = [irregular_row(paper) for paper in papers]
        self.show_list(IRREGULAR_COLUMNS, ListSource(rows), cursor, "这一周没有不规范的来文。")
        self.status((self.week, "strong"), f"{len(rows)} 件", "左右键换周，回车看公文")

    def show_list(self, columns: Any, source: Any, cursor: int, empty: str) -> None:
        """Show a list in place of what stood there."""
        self.listing.columns, self.listing.empty = columns, empty
        self.listing.show(source, cursor)

    # -- moving -----------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer on each tab what Enter, left and right mean there."""
        places = {"turn": ("week", "irregular"), "write": ("week", "register"), "days": ("week", "register")}
        if action in places:
            return self.tab in places[action]
        return super().check_action(action, parameters)

    def action_turn(self, by: int) -> None:
        """The week before or after."""
        monday = self.monday + timedelta(weeks=by)
        if monday > self.desk.today():
            self.say("下一周还没有开始", "warn")
            return
        self.monday = monday
        self.show_tab(self.tab)

    async def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Enter on a line: go to the paper."""
        event.stop()
        value = event.row.value if event.row is not None else None
        if self.tab == "irregular" and event.row is not None:
            await show_paper(self.app, int(event.row.id))
        elif self.tab == "ledger":
            await self.open_ledger(value)

    # -- writing ----------------------------------------------------------------------------------------------------

    def action_write(self) -> None:
        """Write the files of what is shown."""
        row = self.listing.current if self.tab == "register" else None
        if row is not None:
            self.write(_write_year, row.value.year)
        elif self.tab == "week":
            self.write(_write_week, self.week)

    def action_export(self) -> None:
        """The same by the export key; the week behind irregular papers, the ledger of a year."""
        if self.tab == "ledger":
            self.action_write_ledger()
        elif self.tab == "irregular":
            self.write(_write_week, self.week)
        else:
            self.action_write()

    def write(self, job: Any, *args: Any) -> None:
        """Write files in the background and tell where they are."""
        self.say("正在写出……")
        work.run(self, job, self.desk, *args, group="files", on_done=self._told_files)

    def _told_files(self, files: tuple[Path, ...]) -> None:
        self.say(f"已写出 {len(files)} 个文件", "good")
        self.app.push_screen(Notice("\n".join(str(path) for path in files), title="已写出"))

    def action_days(self) -> None:
        """Ask two days and write the register between them."""
        today = self.desk.today()
        fields = [
            day_field(self.desk, "first", "起", required=True, default=today.replace(day=1), wide=True),
            day_field(self.desk, "last", "止", required=True, default=today, wide=True),
        ]

        def save(values: dict[str, Any]) -> tuple[Path, ...]:
            first, last = as_day(values["first"]) or today, as_day(values["last"]) or today
            return _write_days(self.desk, first, last)

        def closed(files: tuple[Path, ...] | None) -> None:
            if files:
                self._told_files(files)

        self.app.push_screen(Entry("写出收文登记簿", fields, save), closed)


def _write_week(desk: Any, week: str) -> tuple[Path, ...]:
    from govtui.files.documents.weekly import weekly_package

    return weekly_package(desk, week).files


def _write_year(desk: Any, year: int) -> tuple[Path, ...]:
    from govtui.files.documents.register import export_register, of_year

    return export_register(desk, of_year(desk, year)).files


def _write_days(desk: Any, first: date, last: date) -> tuple[Path, ...]:
    from govtui.files.documents.register import export_register, of_days

    return export_register(desk, of_days(desk, first, last)).files
