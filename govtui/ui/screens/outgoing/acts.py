"""What the commands do: the one key for the next step, and everything that stands beside the straight way."""

from collections.abc import Callable
from functools import partial
from typing import Any

from govtui.domain.documents.outgoing.states import (
    COSIGNING,
    DRAFT,
    SILENT,
    TO_ARCHIVE,
    TO_NUMBER,
    TO_PRINT,
    TO_RECHECK,
    TO_REVIEW,
    TO_SEAL,
    TO_SEND,
    TO_SIGN,
)
from govtui.domain.refusal import Refusal
from govtui.services.documents.outgoing import drafting, issuing, reviewing, signing, views
from govtui.services.documents.outgoing.rows import OutgoingRow
from govtui.services.documents.rows import Outcome
from govtui.ui import work
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import DeskPage, complain, told
from govtui.ui.screens.documents.mistaken import ask_blank
from govtui.ui.screens.gates import run_gated
from govtui.ui.screens.outgoing import cosigning, publishing
from govtui.ui.screens.outgoing import issuing as issues
from govtui.ui.screens.outgoing.drafting import DraftForm, RelationsForm, ReviseForm, drafted
from govtui.ui.screens.outgoing.reviewing import recheck_form, review_form
from govtui.ui.screens.outgoing.signing import SignForm
from govtui.ui.widgets.listing import LineList

_FORMS: dict[str, Callable[..., Entry]] = {
    TO_REVIEW: review_form,
    TO_SIGN: SignForm,
    TO_RECHECK: recheck_form,
    TO_NUMBER: issues.number_form,
    TO_PRINT: issues.print_form,
    TO_SEAL: issues.seal_form,
    TO_SEND: issues.SendForm,
}
"""The form of the next step, by state; the other states have no single form."""


class OutgoingActs(DeskPage):
    """The acts of the page of papers that leave."""

    listing: LineList
    last_id: int | None = None
    """The paper that was last acted on: it can be followed to where it stands now."""
    _waiting: tuple[int, ...] = ()
    """Papers that were marked and whose next step comes after the one at hand."""

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _ids(self) -> list[int]:
        return [int(one) for one in self.listing.chosen()]

    def _row(self) -> OutgoingRow | None:
        row = self.listing.current
        return row.value if row is not None else None

    def _rows(self) -> list[OutgoingRow]:
        """The marked papers, else the one under the cursor, as they stand now."""
        try:
            return [views.one_row(self.desk, one) for one in self._ids()]
        except Refusal as refusal:
            self.complain(refusal.sentence)
            return []

    def complain(self, sentence: str) -> None:
        """Say why something cannot be done."""
        complain(self.app, sentence)

    def changed(self, outcome: Outcome | None, about: int | None = None) -> None:
        """Show what an act did, and go on with the next of the marked papers."""
        if outcome is None:
            self.stop()
            return
        self.last_id = about if about is not None else self.last_id
        self.listing.unmark()
        self.refresh_data()
        self.say(*told(outcome.sentence, outcome.findings, self.size.width))
        if self._waiting:
            self._step_of(self._waiting[0], self._waiting[1:])

    def stop(self) -> None:
        """The clerk gave up: the papers that still waited stay as they are."""
        self._waiting = ()

    def do(self, service: Callable[..., Outcome], *args: Any, about: int | None = None, **named: Any) -> None:
        """Run an act that no rule stops."""
        call = partial(service, self.desk, *args, **named)
        work.run(self, call, group="write", on_done=partial(self.changed, about=about))

    def gated(self, service: Callable[..., Outcome], outgoing_id: int, *args: Any, **named: Any) -> None:
        """Run an act on one paper that rules may stop."""
        done = partial(self.changed, about=outgoing_id)
        about = ("outgoing", outgoing_id)
        run_gated(self, self.desk, service, outgoing_id, *args, about=about, on_done=done, **named)

    def open_form(self, form: Entry, about: int | None) -> None:
        """Ask what an act needs."""
        self.app.push_screen(form, partial(self.changed, about=about))

    # -- the next step ----------------------------------------------------------------------------------------------

    def action_step(self) -> None:
        """The next step of the paper under the cursor, or of every marked one in turn."""
        rows = self._rows()
        states = {row.state for row in rows}
        if len(states) > 1:
            self.complain(f"标记的发文不在同一步（{'、'.join(sorted(states))}），请分开办理。")
        elif states == {DRAFT}:
            self.do(drafting.submit, [row.id for row in rows], about=rows[0].id)
        elif states == {TO_ARCHIVE}:
            self.open_form(issues.archive_form(self.desk, rows), rows[0].id)
        elif rows:
            self._step_of(rows[0].id, tuple(row.id for row in rows[1:]))

    def _step_of(self, outgoing_id: int, waiting: tuple[int, ...]) -> None:
        self._waiting = waiting
        try:
            row = views.one_row(self.desk, outgoing_id)
            self._open_step(row)
        except Refusal as refusal:
            self.stop()
            self.complain(refusal.sentence)

    def _open_step(self, row: OutgoingRow) -> None:
        if row.state == COSIGNING:
            self._cosign_step(row)
        elif row.state in _FORMS:
            self.open_form(_FORMS[row.state](self.desk, row), row.id)
        else:
            raise Refusal(f"{row.name}{row.state}，没有下一步。")

    def _cosign_step(self, row: OutgoingRow) -> None:
        silent = any(one.opinion == SILENT for one in views.detail(self.desk, row.id).cosigns)
        if silent:
            cosigning.take_answers(self, row, finishing=True)
        else:
            from govtui.services.documents.outgoing.cosigning import finish

            self.gated(finish, row.id)

    # -- drafting ---------------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Draft a paper."""

        def done(result: Any) -> None:
            self.changed(drafted(result), result.id if result else None)
            if result:
                self.show_paper(result.id)

        self.app.push_screen(DraftForm(self.desk), done)

    def show_paper(self, outgoing_id: int) -> None:
        """Written by the page."""
        raise NotImplementedError

    def action_revise(self) -> None:
        """Change the paper under the cursor."""
        if row := self._fresh():
            self.open_form(ReviseForm(self.desk, row), row.id)

    def action_relations(self) -> None:
        """What the paper does to older ones."""
        if row := self._fresh():
            self.open_form(RelationsForm(self.desk, row), row.id)

    def _fresh(self) -> OutgoingRow | None:
        """The paper under the cursor as it stands now: a form on it must not start from what was."""
        row = self._row()
        try:
            return views.one_row(self.desk, row.id) if row else None
        except Refusal as refusal:
            self.complain(refusal.sentence)
            return None

    def action_send_back(self) -> None:
        """Send a draft back to be changed."""
        self._reasoned("退回修改，要改什么", reviewing.return_draft, title="退回修改")

    def action_void(self) -> None:
        """Give the paper up."""
        self._reasoned("作废后不再使用，已编的号码一并作废。理由", drafting.void, title="作废")

    def action_blank(self) -> None:
        """Blank a paper that should never have been entered."""
        if row := self._fresh():
            ask_blank(self, "outgoing", row.id, row.name, self.changed)

    def action_unsign(self) -> None:
        """Take back a sign-off entered by mistake."""
        self._reasoned("撤回签发，退回待签发。理由", signing.unsign, title="撤回签发")

    def _reasoned(self, question: str, service: Callable[..., Outcome], title: str) -> None:
        if row := self._row():
            self.ask(f"{row.name}\n{question}", lambda text: self.do(service, row.id, text, about=row.id), title=title)

    # -- co-signs ---------------------------------------------------------------------------------------------------

    def action_ask_cosign(self) -> None:
        """Ask units to co-sign."""
        if row := self._row():
            self.open_form(cosigning.ask_form(self.desk, row), row.id)

    def action_answer(self) -> None:
        """Write down what a unit answered."""
        if row := self._row():
            cosigning.take_answers(self, row)

    def action_drop_cosign(self) -> None:
        """Ask a unit no longer."""
        if row := self._row():
            cosigning.drop_one(self, row)

    # -- publication, distribution, archive -------------------------------------------------------------------------

    def action_publicity(self) -> None:
        """Say how open the paper is."""
        if row := self._fresh():
            self.open_form(publishing.publicity_form(self.desk, row), row.id)

    def action_publish(self) -> None:
        """Note that the marked papers were published."""
        if rows := self._rows():
            self.open_form(publishing.publish_form(self.desk, rows), rows[0].id)

    def action_receive(self) -> None:
        """Note who signed for the marked papers."""
        rows = self._rows()
        waiting = [
            (row, line)
            for row in rows
            for line in views.detail(self.desk, row.id).distributions
            if line.received_on is None
        ]
        if waiting:
            self.open_form(issues.receive_form(self.desk, waiting), rows[0].id)
        elif rows:
            self.complain(f"{issues.named(rows)}没有等待签收的单位。")

    def action_archive(self) -> None:
        """File the marked papers away."""
        if rows := self._rows():
            self.open_form(issues.archive_form(self.desk, rows), rows[0].id)

    def action_send_more(self) -> None:
        """Send copies to more units."""
        if row := self._fresh():
            self.open_form(issues.SendForm(self.desk, row), row.id)

    def action_print_more(self) -> None:
        """Note that more copies were printed."""
        if row := self._row():
            self.open_form(issues.print_more_form(self.desk, row), row.id)

    def action_reopen(self) -> None:
        """Take up an archived paper again."""
        if row := self._row():
            self.do(issuing.reopen, row.id, about=row.id)
