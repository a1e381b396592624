"""What the commands about topics do."""

from collections.abc import Callable
from typing import Any

from govtui.domain.documents.outgoing.states import AGREED, SILENT
from govtui.domain.meetings.states import RETURNED
from govtui.services.meetings.topics import gating, reporting, stamping, views
from govtui.services.meetings.topics.rows import StepRow, TopicDetail, TopicRow, TopicUnitRow
from govtui.ui.dialogs.chooser import Pick
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.meetings import topic_gates
from govtui.ui.screens.meetings.acting import MeetingsActing
from govtui.ui.screens.meetings.stamping import stamp_form
from govtui.ui.screens.meetings.topic_forms import FromPaperForm, ReviseForm, TopicForm
from govtui.ui.screens.meetings.topic_telling import step_words
from govtui.ui.screens.outgoing.drafting import papers_in
from govtui.ui.widgets.choices import Choice, among

_ALL = "all"
RETURN_REASONS = ("内容不充实，请补充", "意见不明确，请明确建议", "协调不充分，请继续协调", "不属于会议议事范围")


class TopicActs(MeetingsActing):
    """Reporting topics, their gates, the leaders' steps, and sending them back."""

    def topics(self) -> list[TopicRow]:
        """The marked topics, else the one under the cursor, as they stand now."""
        found = [self.quick(views.one_row, one) for one in self.ids()]
        return [one for one in found if one is not None]

    def topic(self) -> TopicDetail | None:
        """The topic under the cursor as it stands now."""
        row = self.current()
        found: TopicDetail | None = self.quick(views.detail, row.id) if row is not None else None
        return found

    def _reported(self, saved: Any) -> None:
        """A topic that was just reported is shown."""
        if saved is not None:
            self.changed(saved, ("topic", saved.id))
            self.show_thing("topic", saved.id)

    def show_thing(self, noun: str, row_id: int) -> None:
        """Written by the page."""
        raise NotImplementedError

    # -- reporting --------------------------------------------------------------------------------------------------

    def action_report(self) -> None:
        """Report a topic."""
        self.app.push_screen(TopicForm(self.desk), self._reported)

    def action_from_paper(self) -> None:
        """Report a topic that a paper asks for."""

        def picked(choice: Choice | None) -> None:
            if choice is not None:
                form = self.quick(FromPaperForm, int(choice.id))
                if form is not None:
                    self.app.push_screen(form, self._reported)

        self.app.push_screen(Pick("由哪件收文申报议题", papers_in(self.desk), hint="收文号、标题或首字母"), picked)

    def action_revise_topic(self) -> None:
        """Change the topic under the cursor."""
        row = self.current()
        if row is not None and (fresh := self.quick(views.one_row, row.id)) is not None:
            self._form(ReviseForm, fresh)

    def _form(self, make: Callable[..., Entry], row: TopicRow) -> None:
        form = self.quick(make, row)
        if form is not None:
            self.open_form(form, ("topic", row.id))

    def action_submit(self) -> None:
        """Send the marked topics on to the leaders; one that was returned is reported again."""
        rows = self.topics()
        returned = [row for row in rows if row.state == RETURNED]
        if returned and len(returned) < len(rows):
            self.complain("标记的议题有退回的，也有申报的，请分开办理。")
        elif len(returned) > 1:
            self.complain("退回的议题请逐个重新申报。")
        elif returned:
            self.do(reporting.resubmit, returned[0].id, about=("topic", returned[0].id))
        elif rows:
            self.gated(reporting.submit, [row.id for row in rows], about=("topic", rows[0].id))

    def action_return_topics(self) -> None:
        """Send topics back to their units."""
        self.reasoned("退回申报单位，理由", reporting.return_topics, "退回议题", RETURN_REASONS)

    def action_withdraw(self) -> None:
        """The units take their topics back."""
        self.reasoned("申报单位撤回议题，理由", reporting.withdraw, "撤回议题")

    # -- the leaders' steps -----------------------------------------------------------------------------------------

    def action_stamp(self) -> None:
        """The next leader's step of all marked topics."""
        rows = self.topics()
        form = self.quick(stamp_form, rows) if rows else None
        if form is not None:
            self.open_form(form, ("topic", rows[0].id))

    def action_unstamp(self) -> None:
        """Take the last step back."""
        row = self.current()
        if row is not None:
            then = lambda text: self.do(stamping.unstamp, row.id, text, about=("topic", row.id))  # noqa: E731
            self.ask(f"{row.title}\n撤销最近一步领导意见，理由", then, title="撤销审定")

    # -- gates ------------------------------------------------------------------------------------------------------

    def action_units(self) -> None:
        """Write down what units answered: all the silent ones at once, or one of them."""
        found = self.topic()
        if found is None:
            return
        asked = [one for one in found.units if one.consulted]
        if not asked:
            self.complain("这个议题没有征求意见的单位。按 e 修改，填上涉及单位。")
        elif len(asked) == 1:
            self._answer(found, asked[0])
        else:
            self._pick_unit(found, asked)

    def _pick_unit(self, found: TopicDetail, asked: list[TopicUnitRow]) -> None:
        silent = [one for one in asked if one.opinion == SILENT]
        known = {str(one.id): one for one in asked}
        choices = [
            Choice(str(one.id), one.unit, one.opinion) for one in sorted(asked, key=lambda one: one not in silent)
        ]
        if silent:
            choices.insert(0, Choice(_ALL, f"都同意（{len(silent)} 个单位）", "、".join(one.unit for one in silent)))

        def picked(choice: Choice | None) -> None:
            if choice is not None and choice.id == _ALL:
                ids = [one.id for one in silent]
                self.do(gating.answer_units, ids, AGREED, about=("topic", found.row.id))
            elif choice is not None:
                self._answer(found, known[choice.id])

        self.app.push_screen(Pick("单位意见", among(choices), hint="回车取光标所在的一条"), picked)

    def _answer(self, found: TopicDetail, asked: TopicUnitRow) -> None:
        self.open_form(topic_gates.answer_form(self.desk, found, asked), ("topic", found.row.id))

    def action_coordinate(self) -> None:
        """Write down a round of coordination."""
        if found := self.topic():
            self.open_form(topic_gates.coordination_form(self.desk, found), ("topic", found.row.id))

    def action_check(self) -> None:
        """Answer the questions that apply."""
        if not (found := self.topic()):
            return
        if found.checks:
            self.open_form(topic_gates.check_form(self.desk, found), ("topic", found.row.id))
        else:
            self.complain(f"{found.row.kind_name}的这个议题没有要核对的问题。")

    def action_reviews(self) -> None:
        """Legality, risk and money."""
        if found := self.topic():
            self.open_form(topic_gates.reviews_form(self.desk, found), ("topic", found.row.id))

    def action_steps(self) -> None:
        """The steps of a major decision, one after the other until Esc."""
        if not (found := self.topic()):
            return
        if not found.steps:
            self.complain("这个议题不是重大决策，没有要走的步骤。是的话按 e 修改，“重大决策”选是。")
            return
        open_first = sorted(found.steps, key=lambda one: bool(one.status) or one.by_meeting or one.optional)
        known = {one.id: one for one in found.steps}

        def picked(choice: Choice | None) -> None:
            if choice is not None:
                self._step(found, known[choice.id])

        choices = [Choice(one.id, one.name, step_words(one)) for one in open_first]
        hint = "回车登记光标所在的一步，登记完回到这里；Esc 结束"
        self.app.push_screen(Pick(f"决策程序 {found.row.title}", among(choices), hint=hint), picked)

    def _step(self, found: TopicDetail, step: StepRow) -> None:
        def saved(done: Any) -> None:
            self.changed(done, ("topic", found.row.id))
            if done is not None:
                self.action_steps()

        self.app.push_screen(topic_gates.step_form(self.desk, found, step), saved)
