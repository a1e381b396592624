"""A page of queues: the line of queues, the filter, the list and its detail, kept in step with what others commit."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult

from govtui.services.documents.rows import QueueCount
from govtui.ui.screens.deskpage import DeskPage
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.detail import Detail
from govtui.ui.widgets.filter import FilterLine
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import PageSource
from govtui.ui.widgets.paint import Span
from govtui.ui.widgets.panes import MasterDetail
from govtui.ui.widgets.queues import QueueBar

WATCH_SECONDS = 3.0
_NONE_FITS = "这个队列里没有符合筛选的内容。按 Esc 取消筛选，按 Ctrl+F 在全部内容里查找。"


class QueuePage(DeskPage):
    """Where a clerk spends the day: choose a queue, mark, act. Say what stands in a queue and how a row is told."""

    COLUMNS: ClassVar[tuple[Column, ...]] = ()
    EMPTY: ClassVar[str] = ""
    FIRST: ClassVar[str] = ""
    """The queue that is shown first."""
    MARKED: ClassVar[str] = ""
    """What can be done with several rows at once, told while some are marked."""
    COUNTED: ClassVar[str] = "件"
    """The word behind a number of rows."""

    queue: str
    words: str
    queues: QueueBar
    filter_line: FilterLine
    listing: LineList
    detail: Detail

    # -- to be written by the page ----------------------------------------------------------------------------------

    def source(self, queue: str, words: str) -> PageSource:
        """The rows of one queue, narrowed by words."""
        raise NotImplementedError

    def counts(self) -> Sequence[QueueCount]:
        """All queues with what waits in them."""
        raise NotImplementedError

    def chips(self, _counts: Sequence[QueueCount]) -> Sequence[Span]:
        """What the status line says behind the number of rows."""
        return ()

    def columns_of(self, _queue: str) -> tuple[Column, ...]:
        """The columns of one queue, over the same cells."""
        return self.COLUMNS

    def tell(self, _value: Any) -> None:
        """Fill the detail with the row under the cursor."""
        raise NotImplementedError

    # -- what is shown ----------------------------------------------------------------------------------------------

    def body(self) -> ComposeResult:
        """Queues, filter, list and detail."""
        self.queue, self.words = self.FIRST, ""
        self.queues = QueueBar()
        self.filter_line = FilterLine()
        self.listing = LineList(self.COLUMNS, empty=self.EMPTY)
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
        self.listing.empty = _NONE_FITS if words.strip() else self.EMPTY
        self.listing.unmark()
        self.listing.columns = self.columns_of(queue)
        self.listing.show(self.source(queue, words))
        self._count()

    def refresh_data(self) -> None:
        """Read anew; the cursor stays."""
        self.listing.show(self.source(self.queue, self.words), self.listing.cursor)
        self._count()

    def _count(self) -> None:
        seen = self._moment()
        if seen != self._seen:
            self._seen, self._counts = seen, self.counts()
        self.queues.show(self._counts, self.queue)
        name = next((count.name for count in self._counts if count.id == self.queue), "")
        words = [(f"筛选：{self.words}", "accent")] if self.words else []
        self.status((name, "strong"), *words, f"{self.listing.count:,} {self.COUNTED}", *self.chips(self._counts))

    def _moment(self) -> Any:
        return self.desk.store.data_version(), self.desk.today()

    def _watch(self) -> None:
        """Somebody else committed: read anew, but never under a typing hand, and never so that marks are lost."""
        busy = self.filter_line.busy or self.listing.marked
        if self.app.screen is self and not busy and self._moment() != self._seen:
            self.refresh_data()

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Fill the detail with the row under the cursor."""
        if event.row is None:
            self.detail.clear()
        else:
            self.tell(event.row.value)

    def on_line_list_marked(self, _event: LineList.Marked) -> None:
        """Say how many are marked."""
        if marked := len(self.listing.marked):
            self.status((f"已标记 {marked} {self.COUNTED}", "accent"), self.MARKED)
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
