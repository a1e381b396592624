"""What the commands do: ask what is missing, call the service, show what changed."""

from collections.abc import Callable, Sequence
from typing import Any

from govtui.domain.documents.normative.kinds import RULE
from govtui.domain.documents.normative.life import DRAFTED
from govtui.domain.findings import Finding
from govtui.domain.refusal import Refusal
from govtui.services.documents import normative as services
from govtui.services.documents.normative.rows import NormativeRow, Opened
from govtui.services.documents.rows import Outcome
from govtui.ui import work
from govtui.ui.dialogs.ask import ask_yes
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import DeskPage, complain, told
from govtui.ui.screens.documents.mistaken import ask_blank
from govtui.ui.screens.normative import forms
from govtui.ui.screens.normative.checking import CheckForm
from govtui.ui.widgets.listing import LineList


class NormativeActs(DeskPage):
    """The acts of the page; the page itself gives `listing` and `show_paper`."""

    listing: LineList

    def show_paper(self, normative_id: int) -> None:
        """Written by the page."""
        raise NotImplementedError

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _row(self) -> NormativeRow | None:
        """The document under the cursor as it stands now."""
        row = self.listing.current
        try:
            return services.one_row(self.desk, row.value.id) if row is not None else None
        except Refusal as refusal:
            complain(self.app, refusal.sentence)
            return None

    def changed(self, outcome: Outcome | None) -> None:
        """Show what an act did."""
        if outcome is not None:
            self.listing.unmark()
            self.refresh_data()
            self.tell_outcome(outcome.sentence, outcome.findings)

    def tell_outcome(self, sentence: str, findings: Sequence[Finding]) -> None:
        """The sentence, and what the rules say besides."""
        self.say(*told(sentence, findings, self.size.width))

    def _opened(self, made: Opened | None) -> None:
        if made is not None:
            self.show_paper(made.id)
            self.tell_outcome(f"已开立{made.row.name}", made.findings)

    def _open(self, make: Callable[..., Entry], *args: Any) -> None:
        """Open a form on the document under the cursor."""
        row = self._row()
        if row is None:
            return
        try:
            form = make(self.desk, row, *args)
        except Refusal as refusal:
            complain(self.app, refusal.sentence)
            return
        self.app.push_screen(form, self.changed)

    # -- the next step ----------------------------------------------------------------------------------------------

    def action_step(self) -> None:
        """The next step of the document under the cursor."""
        row = self._row()
        if row is None:
            return
        step = self._next(row)
        if step is None:
            complain(self.app, f"{row.name}{row.state}，没有待办的步骤；评估按 v，延续按 y，废止按 x。")
        else:
            step()

    def _next(self, row: NormativeRow) -> Callable[[], None] | None:
        if row.published_on is not None:
            return self.action_file if any(one.sent_on is None for one in row.filings) else None
        if row.state != DRAFTED:
            return self.action_publish
        found = services.detail(self.desk, row.id)
        fields = found.fields
        if found.questions and (not fields["checked"] or any(one.passed is False for one in found.questions)):
            return self.action_check
        if row.type == RULE:
            consulted = fields["consulted_from"] or fields["consult_exempt"]
            return self.action_publish if consulted else self.action_consult
        return self.action_register

    # -- before publication -----------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Open a document."""
        self.app.push_screen(forms.OpenForm(self.desk), self._opened)

    def action_record(self) -> None:
        """Enter documents that were published before."""
        self.app.push_screen(forms.record_form(self.desk), lambda _made: self.refresh_data())

    def action_change(self) -> None:
        """Change the document under the cursor."""
        self._open(forms.ChangeForm)

    def action_check(self) -> None:
        """Write down the review."""
        self._open(CheckForm)

    def action_consult(self) -> None:
        """Write down the consultation."""
        self._open(forms.consult_form)

    def action_register(self) -> None:
        """Register and number."""
        self._open(forms.register_form)

    def action_publish(self) -> None:
        """Publish."""
        self._open(forms.publish_form)

    # -- after it ---------------------------------------------------------------------------------------------------

    def action_file(self) -> None:
        """Write down that it was sent for the record."""
        row = self._row()
        if row is None:
            return
        waiting = [one for one in row.filings if one.sent_on is None]
        if waiting:
            self._open(forms.file_form, waiting)
        else:
            complain(self.app, f"{row.name}没有待报的备案。")

    def action_evaluate(self) -> None:
        """Write down an evaluation."""
        self._open(forms.evaluate_form)

    def action_renew(self) -> None:
        """Open the document that renews this one."""
        row = self._row()
        if row is None:
            return

        def renew() -> None:
            work.run(self, services.renew, self.desk, row.id, group="write", on_done=self._opened)

        ask_yes(self, f"为 {row.name}《{row.title}》开立延续的新文件？新文件另行审查、另取号。", renew, title="延续")

    def action_repeal(self) -> None:
        """Write down that it is repealed."""
        self._open(forms.repeal_form)

    def action_blank(self) -> None:
        """Blank a document that should never have been entered."""
        if row := self._row():
            ask_blank(self, "normative", row.id, row.name, self.changed)
