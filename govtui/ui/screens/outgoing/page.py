"""发文: queues, list and detail of papers that leave."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from govtui.domain.documents.outgoing.states import BEFORE_SIGNING, QUEUES
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.outgoing import listing, signing, views
from govtui.services.documents.outgoing.explaining import explanations, paper_findings
from govtui.services.documents.outgoing.rows import OutgoingDetail, OutgoingRow
from govtui.services.documents.rows import QueueCount
from govtui.ui import work
from govtui.ui.dialogs.why import Why
from govtui.ui.screens.outgoing.acts import OutgoingActs
from govtui.ui.screens.outgoing.commands import OUTGOING_COMMANDS
from govtui.ui.screens.outgoing.showing import COLUMNS, DRAFT_COLUMNS, OutgoingSource, detail_parts, heading
from govtui.ui.screens.queuepage import QueuePage
from govtui.ui.widgets.columns import Column

if TYPE_CHECKING:
    from govtui.files.exports import Exported

_UNNUMBERED = ("draft", "cosign", "sign")
_LOOKED_AT = 500
"""Rows of a queue among which a paper is looked for before the list is narrowed to it."""


class OutgoingPage(QueuePage, OutgoingActs):
    """The papers that leave in the government's or the office's name."""

    COLUMNS = COLUMNS
    EMPTY = "这个队列没有发文。按 n 起草，按 ] 换队列，按 F3 到收文。"
    FIRST = "draft"
    MARKED = "g 下一步  r 签收  u 已公开  p 打印"
    ACTIONS = OUTGOING_COMMANDS
    HELP = (
        "上面一行是发文的各步和件数，[ ] 换队列。g 办下一步，表里的内容都已填好，核对后按 Ctrl+S；"
        "按“.”跟到刚办的那件。? 看由谁签发、缺什么、依据哪一条。"
    )

    def source(self, queue: str, words: str) -> OutgoingSource:
        """The papers of one queue."""
        return OutgoingSource(listing.OutgoingList(self.desk, queue, words))

    def counts(self) -> Sequence[QueueCount]:
        """All queues with how many papers wait."""
        return listing.queue_counts(self.desk)

    def columns_of(self, queue: str) -> tuple[Column, ...]:
        """Papers that wait for their signer have no number yet."""
        return DRAFT_COLUMNS if queue in _UNNUMBERED else COLUMNS

    def tell(self, value: OutgoingRow) -> None:
        """Fill the detail with the paper under the cursor."""
        try:
            found = views.detail(self.desk, value.id)
            findings = paper_findings(self.desk, value.id)
        except Refusal as refusal:
            self.detail.show(refusal.sentence)
            return
        self.detail.show(heading(found), detail_parts(found, findings, self._signer(found)))

    def _signer(self, found: OutgoingDetail) -> str:
        """Who will have to sign, for a paper that nobody signed yet."""
        if found.row.state not in BEFORE_SIGNING:
            return ""
        plan = signing.signer_plan(self.desk, found.row.id)
        return f"{plan.expected.label} {plan.act}" if plan.expected else ""

    # -- going to a paper -------------------------------------------------------------------------------------------

    def show_paper(self, outgoing_id: int) -> None:
        """Show one paper where it stands now (from search, another page, or after an act)."""
        row = views.one_row(self.desk, outgoing_id)
        queue = next((one.id for one in QUEUES if row.state in one.states), "all")
        self.filter_line.put("")
        self.show_queue(queue)
        at = self._place(queue, outgoing_id)
        if at is None:
            words = row.number or row.title
            self.filter_line.put(words)
            self.show_queue("all", words)
            at = self._place("all", outgoing_id, words) or 0
        self.listing.cursor = at
        self.listing.focus()

    def _place(self, queue: str, outgoing_id: int, words: str = "") -> int | None:
        rows = listing.OutgoingList(self.desk, queue, words).rows(0, _LOOKED_AT)
        return next((at for at, row in enumerate(rows) if row.id == outgoing_id), None)

    def action_follow(self) -> None:
        """Go to where the paper that was last acted on stands now."""
        if self.last_id is None:
            return
        try:
            self.show_paper(self.last_id)
        except Refusal as refusal:
            self.complain(refusal.sentence)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Following is offered once something was done; normative papers have a page of their own."""
        if action == "follow":
            return self.last_id is not None
        if action == "normative":
            row = self.listing.current
            return row is not None and row.value.normative and self._has_page("normative")
        return super().check_action(action, parameters)

    def _has_page(self, name: str) -> bool:
        return any(page.id == name for page in getattr(self.app, "pages", ()))

    def action_normative(self) -> None:
        """The normative document behind the paper under the cursor."""
        from govtui.ui.screens.deskpage import show_paper

        row = self._row()
        found = views.detail(self.desk, row.id).normative_id if row else None
        if found is None:
            self.complain("这件还没有规范性文件登记。")
        else:
            self.app.run_worker(show_paper(self.app, found, "normative"))

    # -- why, prints, imports ---------------------------------------------------------------------------------------

    def action_why(self) -> None:
        """Explain the signer, what stands in the way and the publication of the paper under the cursor."""
        if row := self._row():
            work.run(self, explanations, self.desk, row.id, group="why", on_done=self._explain)

    def _explain(self, found: Any) -> None:
        self.app.push_screen(Why(found))

    def action_print_paper(self) -> None:
        """Write the marked papers as they are printed."""
        from govtui.files.documents.outgoing.exports import export_papers

        self._print(export_papers)

    def action_print_sheet(self) -> None:
        """Write the sheets that travel with the marked papers."""
        from govtui.files.documents.outgoing.exports import export_draft_sheets

        self._print(export_draft_sheets)

    def action_print_receipts(self) -> None:
        """Write the distribution lists of the marked papers, to be signed."""
        from govtui.files.documents.outgoing.receipts import export_receipts

        self._print(export_receipts)

    def action_print_seals(self) -> None:
        """Write the seal register of what is on the screen."""
        from govtui.files.documents.outgoing import seals

        def export() -> "Exported":
            return seals.export_seals(self.desk, seals.of_papers(self.desk, self._shown_ids()))

        work.run(self, export, group="files", on_done=self._written)

    def action_export(self) -> None:
        """Write what is on the screen as a register, with the ledger of its numbers."""
        from govtui.files.documents.outgoing import register

        def export() -> "Exported":
            return register.export_register(self.desk, register.of_papers(self.desk, self._shown_ids()))

        work.run(self, export, group="files", on_done=self._written)

    def _shown_ids(self) -> list[int]:
        """The marked papers, else all of the list."""
        source = listing.OutgoingList(self.desk, self.queue, self.words)
        return sorted(self.listing.marked) or [row.id for row in source.rows(0, source.count())]

    def _print(self, export: "Callable[[Desk, Sequence[int]], Exported]") -> None:
        if ids := self._ids():
            work.run(self, export, self.desk, ids, group="files", on_done=self._written)

    def _written(self, done: "Exported") -> None:
        self.say(f"已写出 {done.rows} 件：{done.files[0]}", "good")

    def action_import_register(self) -> None:
        """Import an existing register."""
        from govtui.files.documents.outgoing.register_import import OUTGOING
        from govtui.ui.screens.documents.importing import ask_import

        ask_import(self, OUTGOING)
