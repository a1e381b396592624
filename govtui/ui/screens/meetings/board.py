"""议程排布: the agenda with its running times, who waits for which topic, and the pool of topics that may be listed."""

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from govtui.domain.meetings.states import RUNNING
from govtui.domain.text import cut, halfwidth
from govtui.services.desk import Desk
from govtui.services.documents.explaining import explain
from govtui.services.meetings import agenda, attendance, calling
from govtui.services.meetings.rows import AttendeeRow, Board, ItemRow
from govtui.services.meetings.topics import gating
from govtui.services.meetings.topics.rows import TopicRow
from govtui.ui import work
from govtui.ui.commands import BACK, WHY, Command
from govtui.ui.dialogs.reading import Reading
from govtui.ui.dialogs.why import Why
from govtui.ui.screens.meetings.attendance import AttendanceScreen
from govtui.ui.screens.meetings.board_showing import (
    AGENDA_COLUMNS,
    POOL_COLUMNS,
    board_chips,
    brief_of,
    item_parts,
    item_row,
    pool_row,
    topic_parts,
)
from govtui.ui.screens.meetings.screen import OneThing, many
from govtui.ui.widgets.detail import Detail
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import ListSource
from govtui.ui.widgets.paint import shown
from govtui.ui.widgets.panes import SIDE_BY_SIDE
from govtui.ui.widgets.plain import Plain

STEP = 5
"""Minutes by which + and - change the length of a topic."""

LEAST_POOL, MOST_POOL, WIDE_POOL = 2, 6, 12
"""Lines of the pool, its header among them: on a narrow screen as many as it needs, on a wide one a fixed share."""

BRIEF = 2
"""Lines about the current topic on a narrow screen."""

PLACE = "议程"


def _command(name: str, label: str, text: str, keys: tuple[str, ...], action: str, footer: bool = True) -> Command:
    return Command(f"agenda.{name}", label, text, keys, action, PLACE, footer=footer)


COMMANDS = (
    _command("up", "上移", "把议题往前移一位。", ("[", "shift+left"), "shift(-1)"),
    _command("down", "下移", "把议题往后移一位。", ("]", "shift+right"), "shift(1)"),
    _command("switch", "换栏", "在议程和待上会议题之间来回。", ("tab",), "switch"),
    _command("longer", "加5分", "议题时长加五分钟。", ("+", "="), "stretch(1)", False),
    _command("shorter", "减5分", "议题时长减五分钟。", ("-",), "stretch(-1)", False),
    _command("minutes", "时长", "填写议题的分钟数。", ("m",), "minutes", False),
    _command("list", "列入", "把光标所在的或标记的待上会议题列入议程。", ("a", "insert"), "list_topics"),
    _command("off", "撤下", "把议题撤下，写明理由；议题回到待上会，各关口和经过不变。", ("x", "delete"), "take_off"),
    _command("freeze", "冻结", "冻结议程；冻结以后加的议题标为临时。再按一次解除冻结。", ("f", "ctrl+k"), "freeze"),
    _command("people", "与会人员", "与会人员、回复和请假。", ("k", "ctrl+o"), "people"),
    _command("notice", "发通知", "登记会议通知已发出，并写出会议通知（Word）。", ("t", "ctrl+t"), "send_notice", False),
    _command("print", "打印议程", "写出议程（Word 和 Excel）。", ("p",), "print_agenda", False),
)


class AgendaBoard(OneThing):
    """Moves topics by keys; times and who waits for what are computed anew at every change."""

    ACTIONS = (*COMMANDS, WHY, BACK)
    HELP = (
        "上面是议程，下面是待上会的议题，Tab 换栏。[ ] 移动议题，+ - 改时长，a 或回车列入，x 撤下，f 冻结；"
        "起止时间和各单位的进场时间随时重算。"
    )
    DEFAULT_CSS = """
    AgendaBoard #brief { padding: 0 2; }
    AgendaBoard #pool-title { padding: 0 1; }
    AgendaBoard Detail { display: none; }
    AgendaBoard #lists { width: 3fr; }
    AgendaBoard.-both Detail { display: block; }
    AgendaBoard.-both #brief { display: none; }
    """

    def __init__(self, desk: Desk, meeting_id: int) -> None:
        super().__init__(desk)
        self.meeting_id = meeting_id
        self.agenda = LineList(
            AGENDA_COLUMNS, empty="议程还是空的。Tab 到下面，标记待上会议题后按 a 列入。", id="agenda"
        )
        self.pool = LineList(POOL_COLUMNS, empty="没有待上会的议题。", id="pool")
        self.brief = Plain("", id="brief")
        self.pool_title = Plain("", id="pool-title", classes="pen--header")
        self.detail = Detail(classes="-beside")
        self.detail.can_focus, self.detail.styles.scrollbar_size_vertical = False, 0
        self.brief.styles.height, self.pool_title.styles.height = BRIEF, 1
        self.board: Board | None = None
        self._people: Sequence[AttendeeRow] = ()

    def body(self) -> ComposeResult:
        """The agenda, who waits for the current item, the pool; from 110 columns on the item whole beside them."""
        yield self.title_line
        with Horizontal():
            with Vertical(id="lists"):
                yield self.agenda
                yield self.brief
                yield self.pool_title
                yield self.pool
            yield self.detail

    def begin(self) -> None:
        """Begin on the agenda, or on the pool while the agenda is empty."""
        (self.agenda if self.agenda.count or not self.pool.count else self.pool).focus()

    def on_resize(self) -> None:
        """The item whole where there is room."""
        self.set_class(self._wide, "-both")

    @property
    def _wide(self) -> bool:
        return self.app.size.width >= SIDE_BY_SIDE

    # -- what is shown ----------------------------------------------------------------------------------------------

    def read(self) -> None:
        """The board anew; the cursors stay on their topics."""
        self.board = agenda.board(self.desk, self.meeting_id)
        self._people = attendance.attendees(self.desk, self.meeting_id)
        self.head(self.board.meeting)
        self._show(self.agenda, [item_row(one) for one in self.board.items])
        self._show(self.pool, [pool_row(one) for one in self.board.pool])
        self.pool_title.say(f"待上会议题 {len(self.board.pool)} 个")
        self.pool.styles.height = min(MOST_POOL, max(LEAST_POOL, self.pool.count + 1)) if not self._wide else WIDE_POOL
        self.status(*board_chips(self.board))
        self._tell()

    def _show(self, listing: LineList, rows: Sequence[Any]) -> None:
        before = listing.current
        kept = {one for one in listing.marked if any(row.id == one for row in rows)}
        at = next((place for place, row in enumerate(rows) if before and row.id == before.id), listing.cursor)
        listing.show(ListSource(rows), at)
        listing.marked.update(dict.fromkeys(kept))

    @property
    def at_work(self) -> bool:
        """Marks would be lost."""
        return super().at_work or bool(self.pool.marked or self.agenda.marked)

    @property
    def _in_pool(self) -> bool:
        return self.pool.has_focus

    @property
    def _item(self) -> ItemRow | None:
        row = self.agenda.current
        return row.value if row is not None else None

    @property
    def _topic(self) -> TopicRow | None:
        row = self.pool.current
        return row.value if row is not None else None

    def _tell(self) -> None:
        """The current line: who waits for it, or what stands in its way."""
        if self._in_pool and self._topic is not None:
            parts = topic_parts(self._topic)
            self.detail.show(self._topic.title, parts)
            self._say_brief(brief_of(self._topic, ()))
        elif self._item is not None:
            self.detail.show(self._item.title, item_parts(self.desk.book, self._item, self._people))
            self._say_brief(brief_of(self._item, self._people))
        else:
            self.detail.clear()
            self.brief.say("")

    def _say_brief(self, lines: Sequence[str]) -> None:
        room = max(1, self.app.size.width - 4)
        self.brief.say("\n".join(cut(shown(line), room) for line in lines))

    def on_line_list_highlighted(self, _event: LineList.Highlighted) -> None:
        """Another line."""
        if self.board is not None:
            self._tell()

    def on_descendant_focus(self, _event: Any) -> None:
        """The other list."""
        if self.board is not None:
            self._tell()

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Enter: list the topic, or read all about the item."""
        event.stop()
        if event.listing is self.pool:
            self.action_list_topics()
        elif self._item is not None:
            self.go_to(Reading(self._item.title, item_parts(self.desk.book, self._item, self._people)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each list has its own acts."""
        if action in ("shift", "stretch", "minutes", "take_off"):
            return not self._in_pool
        if action == "list_topics":
            return self._in_pool or bool(self.pool.marked)
        return super().check_action(action, parameters)

    # -- acts -------------------------------------------------------------------------------------------------------

    def action_switch(self) -> None:
        """The other list."""
        (self.agenda if self._in_pool else self.pool).focus()

    def action_shift(self, by: int) -> None:
        """Move the item under the cursor."""
        if self._item is not None:
            self.do(agenda.move, self._item.id, by)

    def action_stretch(self, steps: int) -> None:
        """Make the item longer or shorter."""
        if self._item is not None:
            self.do(_stretch, self.meeting_id, self._item.id, steps * STEP)

    def action_minutes(self) -> None:
        """Type how long it takes."""
        item = self._item
        if item is None:
            return

        def typed(text: str) -> None:
            digits = halfwidth(text).removesuffix("分钟").strip()
            if digits.isdecimal():
                self.do(agenda.set_minutes, item.id, int(digits))
            else:
                self.complain(f"“{text}”不是分钟数。")

        self.ask(f"{item.title}\n几分钟", typed, text=str(item.minutes), title="时长")

    def action_list_topics(self) -> None:
        """Put the marked topics of the pool, else the one under the cursor, on the agenda."""
        ids = [int(one) for one in self.pool.chosen()]
        board = self.board
        if not ids or board is None:
            self.complain("没有待上会的议题可以列入。")
        elif board.meeting.frozen or board.meeting.state == RUNNING:
            question = f"议程已经冻结，列入的 {len(ids)} 个议题记为临时增加。理由"
            self.ask(question, lambda reason: self._list(ids, reason), title="临时列入")
        else:
            self._list(ids, "")

    def _list(self, ids: Sequence[int], reason: str) -> None:
        self.gated(agenda.add, self.meeting_id, ids, reason, about=("topic", ids[0]), then=self._listed)

    def _listed(self, outcome: Any) -> None:
        self.pool.unmark()
        self.changed(outcome)

    def action_take_off(self) -> None:
        """Take the marked items, else the one under the cursor, off the agenda."""
        ids = [int(one) for one in self.agenda.chosen()]
        titles = [row.title for row in (self.board.items if self.board else ()) if row.id in ids]
        if not ids:
            return

        def reasoned(reason: str) -> None:
            self.agenda.unmark()
            self.do(agenda.take_off, ids, reason)

        self.ask(f"撤下{many(titles)}，议题回到待上会。理由", reasoned, title="撤下")

    def action_freeze(self) -> None:
        """Freeze the agenda, or let it go with a reason."""
        if self.board is None:
            return
        if self.board.meeting.frozen:
            self.ask("解除冻结的理由", lambda text: self.do(agenda.unfreeze, self.meeting_id, text), title="解除冻结")
        else:
            self.do(agenda.freeze, self.meeting_id)

    def action_people(self) -> None:
        """Who is expected."""
        self.go_to(AttendanceScreen(self.desk, self.meeting_id))

    # -- notice, prints, why ----------------------------------------------------------------------------------------

    def action_send_notice(self) -> None:
        """Note that the notice went out, and write it."""
        self.do(calling.notify, self.meeting_id, then=self._notified)

    def _notified(self, outcome: Any) -> None:
        from govtui.files.meetings.exports import export_notice

        self.changed(outcome)
        self.write(export_notice, self.meeting_id, outcome.findings)

    def action_print_agenda(self) -> None:
        """Write the agenda as it is printed."""
        from govtui.files.meetings.exports import export_agenda

        self.write(export_agenda, self.meeting_id)

    def action_why(self) -> None:
        """What the rules say of the topic under the cursor, of the agenda and of the chair."""
        topic = self._topic.id if self._in_pool and self._topic else self._item.topic_id if self._item else None
        work.run(self, _explained, self.desk, self.board, topic, group="why", on_done=self._explain)

    def _explain(self, found: Any) -> None:
        self.go_to(Why(found))


def _stretch(desk: Desk, meeting_id: int, item_id: int, by: int) -> Any:
    """Longer or shorter than it is now: keys pressed fast add up."""
    items = agenda.board(desk, meeting_id).items
    now = next((one.minutes for one in items if one.id == item_id), STEP)
    return agenda.set_minutes(desk, item_id, max(STEP, now + by))


def _explained(desk: Desk, board: Board | None, topic_id: int | None) -> list[Any]:
    of_topic = gating.explanations(desk, topic_id) if topic_id is not None else []
    if board is None:
        return list(of_topic)
    of_board = [explain(desk, one, "meeting", board.meeting.id) for one in board.findings]
    return [*of_board, *of_topic, *calling.explain_chair(desk, board.meeting.id)]
