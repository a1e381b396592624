"""F8 通讯录: tabs, list and detail."""

from pathlib import Path

from textual.app import ComposeResult

from govtui.domain.people.terms import SECTION
from govtui.files.report import ImportReport
from govtui.services.documents.rows import QueueCount
from govtui.services.people import directory
from govtui.ui import work
from govtui.ui.screen import chips_of
from govtui.ui.screens.contacts.acts import COMMANDS, ContactActs
from govtui.ui.screens.contacts.showing import show
from govtui.ui.screens.contacts.tabs import BY_ID, TABS
from govtui.ui.widgets.detail import Detail
from govtui.ui.widgets.filter import FilterLine
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import ListSource
from govtui.ui.widgets.panes import MasterDetail
from govtui.ui.widgets.queues import QueueBar


class ContactsPage(ContactActs):
    """Who is who, who is in charge of what, who is away."""

    ACTIONS = COMMANDS
    HELP = (
        "左右键换栏；按 f 后输入姓名、单位、电话或拼音首字母筛选（多音字都认）。"
        "任职、分工、委托都按日期生效，过去的安排留着可查。"
    )

    def body(self) -> ComposeResult:
        """Tabs, filter, list and detail."""
        self.tab_id = TABS[0].id
        self.words = ""
        self.past = False
        self.tabs = QueueBar()
        self.filter_line = FilterLine()
        self.listing = LineList(TABS[0].columns, empty=TABS[0].empty)
        self.detail = Detail()
        yield self.tabs
        yield self.filter_line
        yield MasterDetail(self.listing, self.detail)

    def on_mount(self) -> None:
        """Begin with the leaders."""
        self.listing.focus()
        self.show_tab(self.tab_id)

    def show_tab(self, tab_id: str, words: str = "") -> None:
        """Show one tab, narrowed by words."""
        tab = BY_ID[tab_id]
        self.tab_id, self.words = tab_id, words
        self.listing.columns, self.listing.empty = tab.columns, "没有找到。" if words else tab.empty
        self.listing.show(ListSource(tab.rows(self.desk, words, self.past)))
        self._count()
        self.renew_footer()

    def refresh_data(self) -> None:
        """Read anew; the cursor stays near its line."""
        tab = BY_ID[self.tab_id]
        before = self.listing.current
        self.listing.show(ListSource(tab.rows(self.desk, self.words, self.past)), self.listing.cursor)
        if before is not None:
            self.listing.find_row(before.id)
        self._count()

    def _count(self) -> None:
        counts = {tab.id: len(tab.lines(self.desk, False)) for tab in TABS}
        self.tabs.show([QueueCount(tab.id, tab.name, counts[tab.id]) for tab in TABS], self.tab_id)
        words = [(f"筛选：{self.words}", "accent")] if self.words else []
        past = [("含已过去的", "accent")] if self.past else []
        late = sum(line.state == "未销假" for line in BY_ID["absences"].lines(self.desk, False))
        self.status(
            (BY_ID[self.tab_id].name, "strong"),
            *words,
            *past,
            f"{self.listing.count} 条",
            *chips_of([("分工缺口", counts["gaps"], "warn"), ("未销假", late, "bad")]),
        )

    def show_hit(self, noun: str, row_id: int) -> None:
        """Show a unit or a person that was found elsewhere, whole."""
        unit = directory(self.desk).unit(row_id) if noun == "unit" else None
        self.choose("people" if noun == "person" else "sections" if unit and unit.category == SECTION else "units")
        rows = BY_ID[self.tab_id].rows(self.desk, "", self.past)
        at = next((place for place, row in enumerate(rows) if row.id == row_id), 0)
        self.listing.cursor = at

    # -- list and detail --------------------------------------------------------------------------------------------

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Fill the detail."""
        if event.row is None:
            self.detail.clear()
        else:
            self.detail.show(*show(self.desk, self.tab_id, event.row.value))

    def on_line_list_marked(self, _event: LineList.Marked) -> None:
        """Say how many are marked."""
        if marked := len(self.listing.marked):
            self.status((f"已标记 {marked} 条", "accent"), "z 分工")
        else:
            self._count()

    # -- tabs and filter --------------------------------------------------------------------------------------------

    def action_tab_by(self, by: int) -> None:
        """The tab to the right or left."""
        self.choose(self.tabs.neighbour(by))

    def on_queue_bar_chosen(self, event: QueueBar.Chosen) -> None:
        """A tab was clicked."""
        self.choose(event.queue)

    def choose(self, tab_id: str) -> None:
        """Show a tab whole; an open detail closes."""
        self.query_one(MasterDetail).action_close_detail()
        self.filter_line.put("")
        self.show_tab(tab_id)

    def action_filter(self) -> None:
        """Type to narrow the list."""
        self.filter_line.open()

    def on_filter_line_typed(self, event: FilterLine.Typed) -> None:
        """Narrow while typing."""
        self.show_tab(self.tab_id, event.words)

    def on_filter_line_done(self, event: FilterLine.Done) -> None:
        """Back to the list, narrowed or whole."""
        if not event.keep:
            self.show_tab(self.tab_id)
        self.listing.focus()

    def action_past(self) -> None:
        """Show what is over as well, or no longer."""
        self.past = not self.past
        self.refresh_data()

    # -- Excel ------------------------------------------------------------------------------------------------------

    def action_export(self) -> None:
        """Write the address book as Excel."""
        from govtui.ui.screens.contacts.exchange import export

        work.run(self, export, self.desk, group="files", on_done=self._written)

    def _written(self, path: Path) -> None:
        self.say(f"已写出 {path}", "good")

    def action_import_people(self) -> None:
        """Read units, people and posts from Excel."""
        from govtui.ui.screens.contacts.exchange import ask_import

        ask_import(self, self._imported)

    def _imported(self, report: ImportReport) -> None:
        self.done(report.sentence())
