"""当场决定: the outcome of each topic by one digit, its decision lines, closing the meeting, starting the minutes."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.message import Message

from govtui.domain.meetings.states import BEFORE, RUNNING
from govtui.domain.text import halfwidth
from govtui.services.desk import Desk
from govtui.services.meetings import agenda, calling
from govtui.services.meetings import views as meetings
from govtui.services.meetings.minutes import composing
from govtui.services.meetings.minutes import deciding as decisions
from govtui.services.meetings.minutes.recorded import Talk, recorded
from govtui.services.meetings.rows import DecisionRow, ItemRow, MeetingRow
from govtui.services.meetings.topics import gating
from govtui.ui import work
from govtui.ui.commands import BACK, WHY, Command
from govtui.ui.dialogs.why import Why
from govtui.ui.screens.meetings.deciding_forms import decision_form, discussion_form
from govtui.ui.screens.meetings.deciding_showing import (
    COLUMNS,
    DECISION_COLUMNS,
    decided_chips,
    decided_parts,
    decided_row,
    decision_parts,
    decision_row,
)
from govtui.ui.screens.meetings.screen import OneThing
from govtui.ui.widgets.detail import Detail
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import ListSource
from govtui.ui.widgets.panes import MasterDetail
from govtui.ui.widgets.plain import Plain

PLACE = "当场决定"


class OutcomeList(LineList):
    """A list in which a digit of any width gives the outcome."""

    class Digit(Message):
        """A digit was pressed."""

        def __init__(self, digit: int) -> None:
            super().__init__()
            self.digit = digit

    def on_key(self, event: events.Key) -> None:
        """Digits are outcomes."""
        char = halfwidth(event.character or "")
        if char.isdecimal() and int(char):
            event.stop()
            event.prevent_default()
            self.post_message(self.Digit(int(char)))


def _command(name: str, label: str, text: str, keys: tuple[str, ...], action: str, footer: bool = True) -> Command:
    return Command(f"deciding.{name}", label, text, keys, action, PLACE, footer=footer)


ADD = _command("add", "加议定事项", "给光标所在的议题加一条议定事项。", ("n", "ctrl+n"), "add")
COMMANDS = (
    ADD,
    _command("talk", "讨论情况", "记讨论情况、不同意见和主持人的说明。", ("d", "ctrl+d"), "talk"),
    _command("open", "开会", "登记会议开始。", ("o", "ctrl+o"), "open_meeting"),
    _command("close", "散会", "每个议题都有结果以后散会。", ("g", "ctrl+k"), "close_meeting"),
    _command("minutes", "写纪要", "按记下的内容写出纪要，接着修改和送审。", ("w", "ctrl+t"), "minutes"),
)


class DecidingScreen(OneThing):
    """The agenda on the day: a digit for the outcome, Enter for the decision lines."""

    ACTIONS = (*COMMANDS, WHY, BACK)
    HELP = (
        "数字键登记结果（上面一行写着哪个数字是什么），可标记几个一起登记。回车看议定事项，n 加一条，"
        "d 记讨论情况和不同意见；都有结果以后 g 散会，w 写纪要。"
    )
    DEFAULT_CSS = "DecidingScreen #outcomes { padding: 0 2; }"

    def __init__(self, desk: Desk, meeting_id: int) -> None:
        super().__init__(desk)
        self.meeting_id = meeting_id
        self.listing = OutcomeList(COLUMNS, empty="议程上没有议题。", id="items")
        self.detail = Detail()
        self.outcomes = desk.book.meetings.outcomes if desk.book.meetings else ()
        keys = "　".join(f"{at} {one.name}" for at, one in enumerate(self.outcomes, 1))
        self.keys_line = Plain(keys, id="outcomes")
        self.meeting: MeetingRow | None = None
        self._lines: tuple[DecisionRow, ...] = ()
        self._talks: Mapping[int, Talk] = {}
        self._topics: dict[int, int] = {}

    def body(self) -> ComposeResult:
        """Meeting, what the digits mean, agenda and decisions."""
        yield self.title_line
        yield self.keys_line
        yield MasterDetail(self.listing, self.detail)

    def begin(self) -> None:
        """The list takes the keys."""
        self.listing.focus()

    def read(self) -> None:
        """The agenda and all decision lines anew."""
        found = agenda.board(self.desk, self.meeting_id)
        self.meeting = found.meeting
        self._lines = decisions.decisions(self.desk, self.meeting_id)
        self._talks = recorded(self.desk, self.meeting_id)
        self._topics = {one.id: one.topic_id for one in found.items}
        self.head(found.meeting)
        rows = [decided_row(self.desk.book, one) for one in found.items]
        marked = [one for one in self.listing.marked if any(row.id == one for row in rows)]
        self.listing.show(ListSource(rows), self.listing.cursor)
        self.listing.marked.update(dict.fromkeys(marked))
        self.status(*decided_chips(found))

    @property
    def at_work(self) -> bool:
        """Marks would be lost."""
        return super().at_work or bool(self.listing.marked)

    @property
    def _item(self) -> ItemRow | None:
        row = self.listing.current
        return row.value if row is not None else None

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """The topic under the cursor with its decisions."""
        if event.listing is not self.listing:
            return
        if event.row is None:
            self.detail.clear()
        else:
            item: ItemRow = event.row.value
            mine = [one for one in self._lines if one.item_id == item.id]
            self.detail.show(item.title, decided_parts(self.desk.book, item, mine, self._talks.get(item.id, Talk())))

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Enter: the decision lines of the topic."""
        event.stop()
        if self._item is not None:
            self.go_to(DecisionLines(self.desk, self.meeting_id, self._item))

    # -- outcomes ---------------------------------------------------------------------------------------------------

    def on_outcome_list_digit(self, event: OutcomeList.Digit) -> None:
        """A digit: that outcome for the marked topics, else for the one under the cursor, which goes on at once."""
        ids = [int(one) for one in self.listing.chosen()]
        if event.digit > len(self.outcomes):
            self.complain(f"没有第 {event.digit} 种结果。")
        elif ids:
            outcome = self.outcomes[event.digit - 1].id
            about = ("topic", self._topics.get(ids[0]))
            self.listing.cursor += 0 if self.listing.marked else 1
            self.listing.unmark()
            back = partial(self.listing.find_row, ids[0])
            self.gated(decisions.set_outcomes, ids, outcome, about=about, missed=back)

    # -- decisions, discussion --------------------------------------------------------------------------------------

    def action_add(self) -> None:
        """A decision line for the topic under the cursor."""
        if self._item is not None:
            self.fill_in(decision_form(self.desk, self._item))

    def action_talk(self) -> None:
        """What was said."""
        item = self._item
        if item is not None:
            self.fill_in(discussion_form(self.desk, item, self._talks.get(item.id, Talk())))

    # -- the meeting ------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A meeting that has not begun is opened; one that has is closed."""
        state = self.meeting.state if self.meeting is not None else ""
        if action in ("open_meeting", "close_meeting"):
            return state in (BEFORE if action == "open_meeting" else (RUNNING,))
        return super().check_action(action, parameters)

    def action_open_meeting(self) -> None:
        """The meeting begins."""
        self.gated(calling.open_meeting, self.meeting_id, about=("meeting", self.meeting_id))

    def action_close_meeting(self) -> None:
        """The meeting is over."""
        self.do(calling.close_meeting, self.meeting_id)

    def action_minutes(self) -> None:
        """Start the minutes, or go to those that are there."""
        found = self.try_to(lambda: meetings.detail(self.desk, self.meeting_id))
        if found is None:
            return
        if found.minutes_id is not None:
            self._to_minutes(found.minutes_id)
        else:
            self.do(composing.start, self.meeting_id, then=lambda row: self._to_minutes(row.id))

    def _to_minutes(self, minutes_id: int) -> None:
        from govtui.ui.screens.meetings.minutes import MinutesScreen

        self.go_to(MinutesScreen(self.desk, minutes_id))

    def action_why(self) -> None:
        """What the rules say of the topic under the cursor."""
        if self._item is not None:
            work.run(self, gating.explanations, self.desk, self._item.topic_id, group="why", on_done=self._explain)

    def _explain(self, found: Any) -> None:
        self.go_to(Why(found))


class DecisionLines(OneThing):
    """The decision lines of one topic."""

    ACTIONS = (
        Command("decision.add", "加一条", "加一条议定事项。", ("n", "ctrl+n"), "add", PLACE, footer=True),
        Command("decision.edit", "修改", "修改光标所在的一条。", ("e", "ctrl+k"), "edit", PLACE, footer=True),
        Command("decision.drop", "删去", "删去光标所在的一条。", ("x", "delete"), "drop", PLACE, footer=True),
        BACK,
    )
    HELP = "每条议定事项写清内容、牵头单位、配合单位和各自的时限。n 加一条，回车或 e 修改，x 删去，Esc 返回。"

    def __init__(self, desk: Desk, meeting_id: int, item: ItemRow) -> None:
        super().__init__(desk)
        self.meeting_id, self.item = meeting_id, item
        self.listing = LineList(DECISION_COLUMNS, empty="还没有议定事项，按 n 加一条。", markable=False, id="lines")
        self.detail = Detail()

    def body(self) -> ComposeResult:
        """The topic and its lines."""
        yield self.title_line
        yield MasterDetail(self.listing, self.detail)

    def begin(self) -> None:
        """The list takes the keys."""
        self.listing.focus()

    def read(self) -> None:
        """The lines anew."""
        items = agenda.board(self.desk, self.meeting_id).items
        self.item = next((one for one in items if one.id == self.item.id), self.item)
        mine = [one for one in decisions.decisions(self.desk, self.meeting_id) if one.item_id == self.item.id]
        self.title_line.say(f"议定事项　{self.item.title}")
        self.listing.show(ListSource([decision_row(one) for one in mine]), self.listing.cursor)
        self.status(f"议定事项 {len(mine)} 条", f"责任单位 {sum(len(one.units) for one in mine)} 个")

    @property
    def _line(self) -> DecisionRow | None:
        row = self.listing.current
        return row.value if row is not None else None

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """The line whole."""
        if event.row is None:
            self.detail.clear()
        else:
            self.detail.show(f"第 {event.row.value.position} 条", decision_parts(event.row.value))

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Enter: change it."""
        event.stop()
        self.action_edit()

    def action_add(self) -> None:
        """One more."""
        self.fill_in(decision_form(self.desk, self.item))

    def action_edit(self) -> None:
        """Change the line under the cursor."""
        if self._line is not None:
            self.fill_in(decision_form(self.desk, self.item, self._line))

    def action_drop(self) -> None:
        """Drop the line under the cursor."""
        from govtui.ui.dialogs.ask import ask_yes

        line = self._line
        if line is not None:
            question = f"删去第 {line.position} 条：{line.text}"
            ask_yes(self, question, lambda: self.do(decisions.drop_decision, line.id))
