"""会议: queues, list and detail of meetings, topics, minutes, and of what minutes gave to supervise."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from govtui.domain.findings import Finding
from govtui.domain.meetings.states import QUEUES
from govtui.domain.refusal import Refusal
from govtui.services.documents.rows import QueueCount
from govtui.services.meetings import calling, listing, views
from govtui.services.meetings.minutes import listing as minutes_listing
from govtui.services.meetings.minutes import proposed
from govtui.services.meetings.minutes import views as minutes_views
from govtui.services.meetings.rows import MeetingRow
from govtui.services.meetings.topics import listing as topic_listing
from govtui.services.meetings.topics import views as topic_views
from govtui.ui import work
from govtui.ui.dialogs.chooser import Pick
from govtui.ui.dialogs.why import Why
from govtui.ui.screens.meetings import printing
from govtui.ui.screens.meetings.commands import MEETING, MEETING_COMMANDS, MINUTES, NOUNS, PROPOSED, TOPIC, offered
from govtui.ui.screens.meetings.meeting_acts import MeetingActs
from govtui.ui.screens.meetings.showing import Listing, MeetingsSource, columns_of
from govtui.ui.screens.meetings.told import WHY, told
from govtui.ui.screens.queuepage import QueuePage
from govtui.ui.widgets.choices import Choice, among
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.paint import Span

if TYPE_CHECKING:
    from govtui.files.exports import Exported

_LOOKED_AT = 500
"""Rows of a queue among which a thing is looked for before the list is narrowed to it."""
_WHOLE_QUEUE = {TOPIC: "topics", MEETING: "meetings", MINUTES: "minutes"}
_EMPTY = {
    TOPIC: "这个队列没有议题。按 n 申报议题，按 [ ] 换队列。",
    MEETING: "这个队列没有会议。按 n 筹备会议，按 [ ] 换队列。",
    MINUTES: "没有纪要。散会后在“已开”队列按 w 起草。",
    PROPOSED: "没有议定事项。纪要签发后，每项议定事项按承办单位列在这里。",
}
_MARKED = {
    TOPIC: "s 提交  g 领导审定  a 列入会议  x 退回",
    MEETING: "b 议程  k 与会人员",
    MINUTES: "w 打开纪要",
    PROPOSED: "x 不立项  r 恢复",
}
_COUNTED = {TOPIC: "个", MEETING: "次", MINUTES: "份", PROPOSED: "项"}


class MeetingsPage(QueuePage, MeetingActs):
    """Meetings from a unit's topic to signed minutes."""

    FIRST = "coming"
    ACTIONS = MEETING_COMMANDS
    HELP = (
        "上面一行是会议和议题的各步和件数，[ ] 换队列。议题：g 领导审定，a 列入会议，关口的颜色说明还缺什么；"
        "会议：b 议程，k 与会人员，j 签到，d 会上议定，w 纪要。? 看依据哪一条、缺什么。"
    )

    # -- what is shown ----------------------------------------------------------------------------------------------

    def source(self, queue: str, words: str) -> MeetingsSource:
        """The rows of one queue."""
        return MeetingsSource(self._listing(queue, words), queue)

    def _listing(self, queue: str, words: str) -> Listing:
        noun = NOUNS[queue]
        if noun == TOPIC:
            return topic_listing.TopicList(self.desk, queue, words)
        if noun == MINUTES:
            return minutes_listing.MinutesList(self.desk, words)
        if noun == PROPOSED:
            return proposed.ProposedList(self.desk, words)
        return listing.MeetingList(self.desk, queue, words)

    def counts(self) -> Sequence[QueueCount]:
        """All queues with what waits in them."""
        return listing.queue_counts(self.desk)

    def chips(self, _counts: Sequence[QueueCount]) -> Sequence[Span]:
        """Where meetings are shown: kinds that were held too seldom (arts. 38, 39)."""
        if self.noun != MEETING:
            return ()
        found = [one for one in calling.counts(self.desk) if one.finding is not None]
        return [(f"{one.kind_name}{one.span} {one.held}/{one.usual} 次", "warn") for one in found]

    def columns_of(self, queue: str) -> tuple[Column, ...]:
        """Rows of different kinds have columns of their own."""
        return columns_of(queue)

    def show_queue(self, queue: str, words: str = "") -> None:
        """Show one queue with what can be done in it."""
        noun = NOUNS[queue]
        self.EMPTY, self.MARKED, self.COUNTED = _EMPTY[noun], _MARKED[noun], _COUNTED[noun]  # type: ignore[misc]
        super().show_queue(queue, words)
        self.call_after_refresh(self.renew_footer)

    def words_shown(self) -> str:
        """The words that narrow the list."""
        return self.words

    def tell(self, value: Any) -> None:
        """Fill the detail with the row under the cursor."""
        try:
            self.detail.show(*told(self.desk, self.noun, value))
        except Refusal as refusal:
            self.detail.show(refusal.sentence)

    # -- going to a thing -------------------------------------------------------------------------------------------

    def show_thing(self, noun: str, row_id: int) -> None:
        """Show a topic, a meeting or minutes where it stands now."""
        row = _ONE[noun](self.desk, row_id)
        states = getattr(row, "state", "")
        queue = next((one.id for one in QUEUES if NOUNS[one.id] == noun and states in one.states), _WHOLE_QUEUE[noun])
        self.filter_line.put("")
        self.show_queue(queue)
        at = self._place(queue, row_id)
        if at is None:
            words = getattr(row, "title", "") or getattr(row, "name", "")
            queue = _WHOLE_QUEUE[noun]
            self.filter_line.put(words)
            self.show_queue(queue, words)
            at = self._place(queue, row_id, words) or 0
        self.listing.cursor = at
        self.listing.focus()

    def _place(self, queue: str, row_id: int, words: str = "") -> int | None:
        rows = self._listing(queue, words).rows(0, _LOOKED_AT)
        return next((at for at, row in enumerate(rows) if row.id == row_id), None)

    def action_all_meetings(self) -> None:
        """Every meeting, cancelled ones too."""
        self.filter_line.put("")
        self.show_queue("meetings")

    def action_follow(self) -> None:
        """Go to where the thing that was last acted on stands now."""
        if self.last is not None:
            self.quick(lambda _desk: self.show_thing(*self.last))  # type: ignore[misc]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Acts are offered where their rows are."""
        if action == "follow":
            return self.last is not None
        if action == "page":
            return any(page.id == "engagements" for page in getattr(self.app, "pages", ()))
        return offered(action, self.queue) and super().check_action(action, parameters)

    # -- why, prints ------------------------------------------------------------------------------------------------

    def action_why(self) -> None:
        """Explain gates, chair or signer of the row under the cursor."""
        row = self.current()
        ask = WHY.get(self.noun)
        if row is not None and ask is not None:
            work.run(self, ask, self.desk, row.id, group="why", on_done=lambda found: self.app.push_screen(Why(found)))

    def write_notice(self, row: MeetingRow, findings: Sequence[Finding]) -> None:
        """Ask whether the notice is written, once it is marked as sent; what the rules say of it first."""
        from govtui.ui.dialogs.ask import ask_yes

        warned = "".join(f"{one.sentence}。\n" for one in findings)
        question = f"{warned}已登记通知。现在写出{row.name}的通知（Word）吗？"
        ask_yes(self, question, lambda: self._write(printing.notice(), [row.id]), title="会议通知")

    def action_print_some(self) -> None:
        """Write one of the prints that fit the row under the cursor."""
        row, prints = self.current(), printing.fitting(self.noun)
        if row is None:
            return
        ids = [row.meeting_id] if self.noun == PROPOSED else self.ids()
        known = {one.id: one for one in prints}

        def picked(choice: Choice | None) -> None:
            if choice is not None:
                self._write(known[choice.id], ids)

        if len(prints) == 1:
            self._write(prints[0], ids)
            return
        choices = among([Choice(one.id, one.name, one.kind) for one in prints])
        self.app.push_screen(Pick("打印什么", choices, hint="回车写出光标所在的一种"), picked)

    def action_export(self) -> None:
        """Write what the screen shows: the approval sheets of the topics, the week of the meetings, the decisions."""
        if self.noun in (TOPIC, MINUTES):
            source = self._listing(self.queue, self.words)
            ids = sorted(self.listing.marked) or [row.id for row in source.rows(0, source.count())]
            if ids:
                self._write(printing.fitting(self.noun)[0], ids)
        else:
            write = printing.every_decision if self.noun == PROPOSED else printing.this_week
            work.run(self, write, self.desk, group="files", on_done=self._written)

    def _write(self, what: printing.Print, ids: Sequence[int]) -> None:
        work.run(self, what.write, self.desk, ids, group="files", on_done=self._written)

    def _written(self, done: "Exported") -> None:
        self.say(f"已写出：{done.files[0]}" + (f" 等 {len(done.files)} 个文件" if len(done.files) > 1 else ""), "good")


_ONE: dict[str, Callable[..., Any]] = {
    TOPIC: topic_views.one_row,
    MEETING: views.one_row,
    MINUTES: minutes_views.one_row,
}
