"""What the commands do: the one key for the next step, and everything that stands beside the straight way."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from govtui.domain.meetings.states import EVENT, PENDING, RETURNED, SETTLED, TO_LEADER
from govtui.domain.refusal import Refusal
from govtui.services.documents.rows import Outcome
from govtui.services.meetings.engagements import handling, requesting, views
from govtui.services.meetings.engagements.rows import EngagementRow, NewEngagement
from govtui.ui import work
from govtui.ui.dialogs.chooser import Pick
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import DeskPage, as_id, complain, told
from govtui.ui.screens.documents.mistaken import ask_blank
from govtui.ui.screens.engagements.forms import ChangeForm, EngagementForm, papers_in, saved
from govtui.ui.screens.engagements.handling import answer_form, heads_form, stamp_form
from govtui.ui.screens.gates import run_gated
from govtui.ui.widgets.listing import LineList

NOUN = "engagement"
_AGAIN, _SETTLE, _ANSWER = "重新报来", "定下", "领导答复"


class EngagementActs(DeskPage):
    """The acts of the page of engagements."""

    listing: LineList
    last_id: int | None = None
    """The engagement that was last acted on: it can be followed to where it stands now."""
    _waiting: tuple[int, ...] = ()
    """Engagements that were marked and whose next step comes after the one at hand."""

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _ids(self) -> list[int]:
        return [int(one) for one in self.listing.chosen()]

    def _rows(self) -> list[EngagementRow]:
        """The marked engagements, else the one under the cursor, as they stand now."""
        return [views.one_row(self.desk, one) for one in self._ids()]

    def _fresh(self) -> EngagementRow | None:
        """The engagement under the cursor as it stands now."""
        row = self.listing.current
        return views.one_row(self.desk, row.value.id) if row is not None else None

    def complain(self, sentence: str) -> None:
        """Say why something cannot be done."""
        complain(self.app, sentence)

    def told_of(self, act: Callable[[], object]) -> None:
        """Begin an act; a refusal is a sentence."""
        try:
            act()
        except Refusal as refusal:
            self._waiting = ()
            self.complain(refusal.sentence)

    def changed(self, outcome: Outcome | None, about: int | None = None) -> None:
        """Show what an act did, and go on with the next of the marked ones."""
        if outcome is None:
            self._waiting = ()
            return
        self.last_id = about if about is not None else self.last_id
        self.listing.unmark()
        self.refresh_data()
        self.say(*told(outcome.sentence, outcome.findings, self.size.width))
        if self._waiting:
            first, self._waiting = self._waiting[0], self._waiting[1:]
            self.told_of(lambda: self._open_answer(first))

    def do(self, service: Callable[..., Outcome], *args: Any, about: int) -> None:
        """Run an act that no rule stops."""
        work.run(self, partial(service, self.desk, *args), group="write", on_done=partial(self.changed, about=about))

    def open_form(self, form: Entry, about: int | None) -> None:
        """Ask what an act needs."""
        self.app.push_screen(form, partial(self.changed, about=about))

    # -- entering ---------------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Enter an engagement."""
        self._enter(NewEngagement("邀请", ""))

    def action_from_paper(self) -> None:
        """Enter an invitation from a paper that came in."""

        def chosen(choice: Any) -> None:
            incoming = as_id(choice)
            if incoming is not None:
                self.told_of(lambda: self._enter(requesting.from_paper(self.desk, incoming)))

        self.app.push_screen(Pick("由哪件收文登记", papers_in(self.desk)), chosen)

    def _enter(self, entry: NewEngagement) -> None:
        def done(result: Any) -> None:
            if result is not None:
                self.show_paper(result.id)
                self.changed(saved(result), result.id)

        self.app.push_screen(EngagementForm(self.desk, entry), done)

    def show_paper(self, engagement_id: int) -> None:
        """Written by the page."""
        raise NotImplementedError

    def action_change(self) -> None:
        """Change the engagement under the cursor."""
        self.told_of(self._open_change)

    def _open_change(self) -> None:
        if row := self._fresh():
            self.open_form(ChangeForm(self.desk, row), row.id)

    # -- the next step ----------------------------------------------------------------------------------------------

    def action_step(self) -> None:
        """The next step of the engagement under the cursor, or of all marked ones."""
        self.told_of(self._step)

    def _step(self) -> None:
        rows = self._rows()
        if not rows:
            return
        steps = {self._next(row) for row in rows}
        if len(steps) > 1:
            raise Refusal(f"标记的活动不在同一步（{'、'.join(sorted(steps))}），请分开办理。")
        step, ids = steps.pop(), [row.id for row in rows]
        if step == _AGAIN:
            self.do(handling.resubmit, ids, about=ids[0])
        elif step == _SETTLE:
            self._settle(ids)
        elif step == _ANSWER:
            self._waiting = tuple(ids[1:])
            self._open_answer(ids[0])
        else:
            self.open_form(stamp_form(self.desk, rows, handling.stamp_plan(self.desk, ids[0])), ids[0])

    def _next(self, row: EngagementRow) -> str:
        """The next step of one in a word. Raises Refusal where there is none."""
        if row.state == RETURNED:
            return _AGAIN
        if not row.waits:
            raise Refusal(f"《{row.title}》{row.state}，没有下一步；要改领导答复按 a。")
        plan = handling.stamp_plan(self.desk, row.id)
        if row.state != TO_LEADER and not plan.done:
            return self.desk.book.slot_title(plan.slot) + plan.act
        waiting = any(one.answer == PENDING for one in views.detail(self.desk, row.id).leaders)
        return _ANSWER if waiting and row.kind != EVENT else _SETTLE

    def _settle(self, ids: Sequence[int]) -> None:
        done = partial(self.changed, about=ids[0])
        run_gated(self, self.desk, handling.settle, ids, about=(NOUN, ids[0]), on_done=done)

    def action_answer(self) -> None:
        """What the leaders of the engagement under the cursor answered."""
        if row := self.listing.current:
            self.told_of(lambda: self._open_answer(row.value.id))

    def _open_answer(self, engagement_id: int) -> None:
        row = views.one_row(self.desk, engagement_id)
        self.open_form(answer_form(self.desk, row), row.id)

    def action_heads(self) -> None:
        """Note who let heads of counties be asked."""
        self.told_of(self._open_heads)

    def _open_heads(self) -> None:
        if row := self._fresh():
            self.open_form(heads_form(self.desk, row), row.id)

    # -- giving up --------------------------------------------------------------------------------------------------

    def action_give_up(self) -> None:
        """Return what is still open, cancel what is settled."""
        self.told_of(self._give_up)

    def _give_up(self) -> None:
        rows = self._rows()
        if len({row.state == SETTLED for row in rows}) > 1:
            raise Refusal("标记的有的已定、有的未定：已定的要取消，未定的要退回，请分开办理。")
        if rows and rows[0].state == SETTLED:
            self.action_cancel()
        elif rows:
            self._reasoned(rows, "退回报来单位，理由", handling.return_engagement, "退回")

    def action_blank(self) -> None:
        """Blank an engagement that should never have been entered."""
        if row := self._fresh():
            ask_blank(self, "engagement", row.id, row.title, self.changed)

    def action_cancel(self) -> None:
        """Call the marked engagements off."""
        self.told_of(lambda: self._reasoned(self._rows(), "取消，不再列入安排。理由", handling.cancel, "取消"))

    def _reasoned(
        self, rows: Sequence[EngagementRow], question: str, service: Callable[..., Outcome], title: str
    ) -> None:
        if not rows:
            return
        more = f" 等 {len(rows)} 项" if len(rows) > 1 else ""
        ids = [row.id for row in rows]

        def then(text: str) -> None:
            self.do(service, ids, text, about=ids[0])

        self.ask(f"{rows[0].title}{more}\n{question}", then, title=title)
