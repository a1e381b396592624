"""规范性文件: queues, list and detail."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from govtui.domain.refusal import Refusal
from govtui.services.documents import normative as services
from govtui.services.documents.normative.rows import NormativeRow
from govtui.services.documents.rows import QueueCount
from govtui.ui import work
from govtui.ui.dialogs.why import Why
from govtui.ui.screen import chips_of
from govtui.ui.screens.deskpage import complain, show_paper
from govtui.ui.screens.normative.acts import NormativeActs
from govtui.ui.screens.normative.commands import NORMATIVE_COMMANDS
from govtui.ui.screens.normative.showing import COLUMNS, NormativeSource, detail_parts, heading
from govtui.ui.screens.queuepage import QueuePage
from govtui.ui.widgets.paint import Span

if TYPE_CHECKING:
    from govtui.files.exports import Exported


class NormativePage(QueuePage, NormativeActs):
    """Normative documents and government rules, from the review to their end."""

    COLUMNS = COLUMNS
    EMPTY = "这个队列没有规范性文件。按 n 开立，按 l 补录以前的，按 ] 换队列。"
    FIRST = "register"
    ACTIONS = NORMATIVE_COMMANDS
    HELP = (
        "上面一行是队列和件数，[ ] 换队列。g 办下一步：审查、登记编号、公布、备案。"
        "状态按今天算，期满自行失效；最后一栏的灯是备案期限。按 ? 看依据。"
    )

    def source(self, queue: str, words: str) -> NormativeSource:
        """The documents of one queue."""
        return NormativeSource(services.NormativeList(self.desk, queue, words))

    def counts(self) -> Sequence[QueueCount]:
        """All queues with how many documents stand in them."""
        return services.queue_counts(self.desk)

    def chips(self, counts: Sequence[QueueCount]) -> Sequence[Span]:
        """What must not be missed."""
        return chips_of(
            [(one.name, one.count, "warn") for one in counts if one.id in ("filing", "expiring", "evaluate")]
        )

    def tell(self, value: NormativeRow) -> None:
        """Fill the detail with the document under the cursor."""
        try:
            found = services.detail(self.desk, value.id)
            findings = services.paper_findings(self.desk, value.id)
        except Refusal as refusal:
            self.detail.show(refusal.sentence)
            return
        self.detail.show(heading(found), detail_parts(found, findings))

    def show_paper(self, normative_id: int) -> None:
        """Show one document (from search, another page, or after it was opened)."""
        row = services.one_row(self.desk, normative_id)
        words = row.reg_number or row.title
        self.filter_line.put(words)
        self.show_queue("all", words)
        self.listing.find_row(normative_id)
        self.listing.focus()

    def action_paper(self) -> None:
        """The outgoing paper that carries the document."""
        row = self._row()
        paper = services.detail(self.desk, row.id).fields["outgoing_id"] if row else None
        if paper is None:
            complain(self.app, "这件没有对应的本机关发文。")
        else:
            self.app.run_worker(show_paper(self.app, int(paper), "outgoing"))

    def action_why(self) -> None:
        """Explain what stands against the document, its validity and its filings."""
        if row := self._row():
            work.run(self, services.explanations, self.desk, row.id, group="why", on_done=self._explain)

    def _explain(self, found: Any) -> None:
        self.app.push_screen(Why(found))

    def action_export(self) -> None:
        """Write the catalogue of what is on the screen."""
        from govtui.files.documents.normative import export_catalogue

        state = None if self.queue == "all" else self.queue
        work.run(self, export_catalogue, self.desk, None, state, self.words, group="files", on_done=self._written)

    def _written(self, done: "Exported") -> None:
        self.say(f"已写出 {done.rows} 件：{done.files[0]}", "good")
