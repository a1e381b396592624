"""F3 公文: queues, list and detail."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult

from govtui.domain.refusal import Refusal
from govtui.services.documents import listing, views
from govtui.services.documents.explaining import explanations, paper_findings, proposed_order
from govtui.services.documents.rows import QueueCount
from govtui.ui import work
from govtui.ui.dialogs.why import Why
from govtui.ui.screen import chips_of
from govtui.ui.screens.documents.acts import PaperActs
from govtui.ui.screens.documents.commands import PAPER_COMMANDS
from govtui.ui.screens.documents.showing import COLUMNS, PaperSource, detail_parts, heading
from govtui.ui.widgets.detail import Detail
from govtui.ui.widgets.filter import FilterLine
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.panes import MasterDetail
from govtui.ui.widgets.queues import QueueBar

if TYPE_CHECKING:
    from govtui.files.exports import Exported

WATCH_SECONDS = 3.0
_EMPTY = "这个队列没有公文。按 n 登记，按 ] 换队列。"
_NONE_FITS = "这个队列里没有符合筛选的公文。按 Esc 取消筛选，按 Ctrl+F 在全部内容里查找。"


class DocumentsPage(PaperActs):
    """Where a clerk spends the day: choose a queue, mark, act."""

    ACTIONS = PAPER_COMMANDS
    HELP = "上面一行是队列和件数，[ ] 换队列；空格标记多件后一起办理。灯和文字表示离办结时限的远近，按 ? 看依据。"

    def body(self) -> ComposeResult:
        """Queues, filter, list and detail."""
        self.queue = "propose"
        self.words = ""
        self.queues = QueueBar()
        self.filter_line = FilterLine()
        self.listing = LineList(COLUMNS, empty=_EMPTY)
        self.detail = Detail(empty="")
        self._seen: Any = None
        self._counts: Sequence[QueueCount] = ()
        yield self.queues
        yield self.filter_line
        yield MasterDetail(self.listing, self.detail)

    def on_mount(self) -> None:
        """Show the queue where work waits first."""
        self.listing.focus()
        self.show_queue(self.queue)
        self.set_interval(WATCH_SECONDS, self._watch)

    def show_queue(self, queue: str, words: str = "") -> None:
        """Show one queue, narrowed by words."""
        self.queue, self.words = queue, words
        self.listing.empty = _NONE_FITS if words.strip() else _EMPTY
        self.listing.unmark()
        self.listing.show(PaperSource(listing.PaperList(self.desk, queue, words)))
        self._count()

    def show_paper(self, incoming_id: int) -> None:
        """Show one paper wherever it stands now (from search or another page)."""
        row = views.one_row(self.desk, incoming_id)
        self.filter_line.put(row.number)
        self.show_queue("all", row.number)
        self.listing.find_row(incoming_id)
        self.listing.focus()

    def refresh_data(self) -> None:
        """Read anew; the cursor stays."""
        self.listing.show(PaperSource(listing.PaperList(self.desk, self.queue, self.words)), self.listing.cursor)
        self._count()

    def _count(self) -> None:
        seen = self._moment()
        if seen != self._seen:
            self._seen, self._counts = seen, listing.queue_counts(self.desk)
        self.queues.show(self._counts, self.queue)
        late = [("超期和临期", next(c.count for c in self._counts if c.id == "remind"), "warn")]
        name = listing.queue_named(self.queue).name
        words = [(f"筛选：{self.words}", "accent")] if self.words else []
        self.status((name, "strong"), *words, f"{self.listing.count:,} 件", *chips_of(late))

    def _moment(self) -> Any:
        return self.desk.store.data_version(), self.desk.today()

    def _watch(self) -> None:
        """Somebody else committed: read anew, but never under a typing hand, and never so that marks are lost."""
        busy = self.filter_line.busy or self.listing.marked
        if self.app.screen is self and not busy and self._moment() != self._seen:
            self.refresh_data()

    # -- list and detail --------------------------------------------------------------------------------------------

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Fill the detail with the paper under the cursor."""
        if event.row is None:
            self.detail.clear()
            return
        try:
            found = views.detail(self.desk, event.row.value.id)
        except Refusal as refusal:
            self.detail.show(refusal.sentence)
            return
        if found.row.lamp == "办结":
            self.detail.show(heading(found), detail_parts(found))
            return
        findings, order = paper_findings(self.desk, found.row.id), proposed_order(self.desk, found)
        self.detail.show(heading(found), detail_parts(found, findings, order))

    def on_line_list_marked(self, _event: LineList.Marked) -> None:
        """Say how many are marked."""
        marked = len(self.listing.marked)
        if marked:
            self.status((f"已标记 {marked} 件", "accent"), "g 送阅  r 收回  e 办结  u 催办  p 处理笺")
        else:
            self._count()

    # -- queues and filter ------------------------------------------------------------------------------------------

    def action_queue_by(self, by: int) -> None:
        """The queue to the right or left."""
        self.filter_line.put("")
        self.show_queue(self.queues.neighbour(by))
        self.listing.focus()

    def on_queue_bar_chosen(self, event: QueueBar.Chosen) -> None:
        """A queue was clicked."""
        self.filter_line.put("")
        self.show_queue(event.queue)

    def action_filter(self) -> None:
        """Type to narrow the list."""
        self.filter_line.open()

    def action_whole(self) -> None:
        """The whole queue again."""
        self.filter_line.put("")
        self.show_queue(self.queue)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The whole queue is offered where it is narrowed."""
        return bool(self.words) if action == "whole" else super().check_action(action, parameters)

    def on_filter_line_typed(self, event: FilterLine.Typed) -> None:
        """Narrow while typing; words that more letters have overtaken are not looked for."""
        if event.words == self.filter_line.box.value:
            self.show_queue(self.queue, event.words)

    def on_filter_line_done(self, event: FilterLine.Done) -> None:
        """Back to the list, narrowed or whole."""
        if not event.keep:
            self.show_queue(self.queue)
        self.listing.focus()

    # -- why, prints, imports ---------------------------------------------------------------------------------------

    def action_why(self) -> None:
        """Explain the deadline, the route and the warnings of the paper under the cursor."""
        if row := self._row():
            work.run(self, explanations, self.desk, row.id, group="why", on_done=self._explain)

    def _explain(self, found: Any) -> None:
        self.app.push_screen(Why(found))

    def action_slip(self) -> None:
        """Write the processing slips of the marked papers."""
        from govtui.files.documents import slip

        ids = self._ids()
        if ids:
            work.run(self, slip.export_slips, self.desk, ids, group="files", on_done=self._written)

    def action_export(self) -> None:
        """Write what is on the screen as a register."""
        from govtui.files.documents import register

        source = listing.PaperList(self.desk, self.queue, self.words)
        ids = sorted(self.listing.marked) or [row.id for row in source.rows(0, source.count())]
        chosen = register.of_papers(self.desk, ids)
        work.run(self, register.export_register, self.desk, chosen, group="files", on_done=self._written)

    def _written(self, done: "Exported") -> None:
        self.say(f"已写出 {done.rows} 件：{done.files[0]}", "good")

    def action_import_register(self) -> None:
        """Import an existing register."""
        from govtui.ui.screens.documents.importing import ask_import

        ask_import(self)
