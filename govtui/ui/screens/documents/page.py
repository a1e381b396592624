"""F3 公文: queues, list and detail."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from govtui.domain.refusal import Refusal
from govtui.services.documents import listing, views
from govtui.services.documents.explaining import explanations, paper_findings, proposed_order
from govtui.services.documents.rows import IncomingRow, QueueCount
from govtui.ui import work
from govtui.ui.dialogs.why import Why
from govtui.ui.screen import chips_of
from govtui.ui.screens.documents.acts import PaperActs
from govtui.ui.screens.documents.commands import PAPER_COMMANDS
from govtui.ui.screens.documents.showing import COLUMNS, PaperSource, detail_parts, heading
from govtui.ui.screens.queuepage import QueuePage
from govtui.ui.widgets.paint import Span

if TYPE_CHECKING:
    from govtui.files.exports import Exported


class DocumentsPage(QueuePage, PaperActs):
    """The papers that came in."""

    COLUMNS = COLUMNS
    EMPTY = "这个队列没有公文。按 n 登记，按 ] 换队列。"
    FIRST = "propose"
    MARKED = "g 送阅  r 收回  e 办结  u 催办  p 处理笺"
    ACTIONS = PAPER_COMMANDS
    HELP = "上面一行是队列和件数，[ ] 换队列；空格标记多件后一起办理。灯和文字表示离办结时限的远近，按 ? 看依据。"

    def source(self, queue: str, words: str) -> PaperSource:
        """The papers of one queue."""
        return PaperSource(listing.PaperList(self.desk, queue, words))

    def counts(self) -> Sequence[QueueCount]:
        """All queues with how many papers wait."""
        return listing.queue_counts(self.desk)

    def chips(self, counts: Sequence[QueueCount]) -> Sequence[Span]:
        """How many papers are late or near."""
        return chips_of([("超期和临期", next(one.count for one in counts if one.id == "remind"), "warn")])

    def show_paper(self, incoming_id: int) -> None:
        """Show one paper wherever it stands now (from search or another page)."""
        row = views.one_row(self.desk, incoming_id)
        self.filter_line.put(row.number)
        self.show_queue("all", row.number)
        self.listing.find_row(incoming_id)
        self.listing.focus()

    def tell(self, value: IncomingRow) -> None:
        """Fill the detail with the paper under the cursor."""
        try:
            found = views.detail(self.desk, value.id)
        except Refusal as refusal:
            self.detail.show(refusal.sentence)
            return
        if found.row.lamp == "办结":
            self.detail.show(heading(found), detail_parts(found))
            return
        findings, order = paper_findings(self.desk, found.row.id), proposed_order(self.desk, found)
        self.detail.show(heading(found), detail_parts(found, findings, order))

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
