"""与会人员: who is expected, what they answered, their leave and what it still lacks, when they come in."""

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult

from govtui.domain.meetings.states import ASKED, COMING, DEPUTY, GRANTED, LEAVE, NO_REPLY, TIERS
from govtui.services.desk import Desk
from govtui.services.meetings import attendance, leaving
from govtui.services.meetings import views as meetings
from govtui.services.meetings.rows import AttendeeRow, LeaveRow, MeetingRow, QuorumState
from govtui.services.people import person_choices, unit_choices
from govtui.ui.commands import BACK, WHY, Command
from govtui.ui.dialogs.ask import Answer, Ask, ask_yes
from govtui.ui.dialogs.entry import Entry
from govtui.ui.dialogs.why import Why
from govtui.ui.screens.deskpage import as_id, source_of
from govtui.ui.screens.meetings.attendance_showing import (
    COLUMNS,
    attendee_parts,
    attendee_row,
    counts_of,
    in_parts,
    quorum_words,
    units_shown,
)
from govtui.ui.screens.meetings.leaving import LeaveForm, deputy_form
from govtui.ui.screens.meetings.screen import OneThing, many
from govtui.ui.widgets.choices import Choice
from govtui.ui.widgets.detail import Detail
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import ListSource
from govtui.ui.widgets.panes import MasterDetail

PLACE = "与会人员"


def _command(name: str, label: str, text: str, keys: tuple[str, ...], action: str, footer: bool = False) -> Command:
    return Command(f"attendance.{name}", label, text, keys, action, PLACE, footer=footer)


COMMANDS = (
    _command("reply", "回复", "登记标记的人员是参加、请假还是代会。", ("r", "ctrl+k"), "reply", True),
    _command("leave", "请假", "一张表办完请假：理由、批准人、备案、代会人。", ("l", "ctrl+b"), "leave", True),
    _command("file", "备案", "登记标记人员的请假已在总值班室备案。", ("d", "ctrl+d"), "file", True),
    _command("deputy", "代会人", "填写由谁代会。", ("n", "ctrl+n"), "deputy", True),
    _command("refuse", "不准假", "登记请假没有批准，写明理由。", (), "refuse"),
    _command("take-back", "撤回请假", "请假人要来了，撤回请假。", ("z",), "take_back"),
    _command("add", "加人", "加一位与会人员。", ("a", "insert"), "add", True),
    _command("remove", "减人", "去掉标记的与会人员。", ("x", "delete"), "remove", True),
    _command("compute", "重新计算", "按任职和议程重新计算名单；回复、请假、签到不变。", ("c",), "compute"),
    _command("sign", "签到", "到签到画面。", ("s", "ctrl+o"), "sign", True),
    _command("print", "打印签到表", "写出会议签到表。", ("p",), "print_list"),
)


class AttendanceScreen(OneThing):
    """Everybody who is expected, in the parts that they take."""

    ACTIONS = (*COMMANDS, WHY, BACK)
    HELP = (
        "名单由任职和议程算出。空格标记后 r 登记回复；l 请假，一张表填完理由、批准人、备案和代会人；"
        "红字是请假还缺的手续。"
    )

    def __init__(self, desk: Desk, meeting_id: int) -> None:
        super().__init__(desk)
        self.meeting_id = meeting_id
        self.listing = LineList(COLUMNS, empty="名单还是空的。按 c 按任职和议程计算，按 a 加人。", id="attendees")
        self.detail = Detail()
        self.meeting: MeetingRow | None = None
        self.quorum = QuorumState(0, 0, None)

    def body(self) -> ComposeResult:
        """The list and the person under the cursor."""
        yield self.title_line
        yield MasterDetail(self.listing, self.detail)

    def begin(self) -> None:
        """The list takes the keys."""
        self.listing.focus()

    def read(self) -> None:
        """The list anew; marks and cursor stay."""
        self.meeting = meetings.one_row(self.desk, self.meeting_id)
        people = in_parts(attendance.attendees(self.desk, self.meeting_id))
        self.quorum = attendance.quorum(self.desk, self.meeting_id)
        self.head(self.meeting)
        marked = [one for one in self.listing.marked if any(row.id == one for row in people)]
        before = self.listing.current
        at = next((place for place, one in enumerate(people) if before and one.id == before.id), self.listing.cursor)
        units = units_shown(self.desk, self.meeting, people)
        self.listing.show(ListSource([attendee_row(one, last, units[one.id]) for one, last in _pairs(people)]), at)
        self.listing.marked.update(dict.fromkeys(marked))
        told = self.quorum.needed is not None and any(one.signed is not None for one in people)
        self.status(*counts_of(people), *([quorum_words(self.quorum)] if told else []))

    @property
    def at_work(self) -> bool:
        """Marks would be lost."""
        return super().at_work or bool(self.listing.marked)

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """The person under the cursor."""
        if event.row is None:
            self.detail.clear()
        else:
            one: AttendeeRow = event.row.value
            self.detail.show(f"{one.title}{one.name}" or one.unit, attendee_parts(one))

    def on_line_list_marked(self, _event: LineList.Marked) -> None:
        """Say what can be done with several."""
        if marked := len(self.listing.marked):
            self.status((f"已标记 {marked} 人", "accent"), "r 回复  d 备案  x 减人")
        elif self.meeting is not None:
            self.read()

    def _rows(self) -> list[AttendeeRow]:
        chosen = set(self.listing.chosen())
        rows = self.listing._pages.source.rows(0, self.listing.count)
        return [row.value for row in rows if row.id in chosen]

    def _one(self) -> AttendeeRow | None:
        row = self.listing.current
        return row.value if row is not None else None

    def changed(self, outcome: Any) -> None:
        """Marks have done their work."""
        self.listing.unmark()
        super().changed(outcome)

    # -- replies and leave ------------------------------------------------------------------------------------------

    def action_reply(self) -> None:
        """What the marked people answered."""
        rows = self._rows()
        if not rows:
            return

        def answered(reply: str | None) -> None:
            if reply is not None:
                self._reply(rows, reply)

        answers = tuple(Answer(one, one) for one in (COMING, LEAVE, DEPUTY, NO_REPLY))
        self.app.push_screen(Ask(f"{_named(rows)}：回复", title="回复", answers=answers), answered)

    def _reply(self, rows: Sequence[AttendeeRow], reply: str) -> None:
        if reply == LEAVE and len(rows) == 1:
            self._leave(rows[0])
        elif reply == DEPUTY:
            self._deputies(rows)
        else:
            self.do(attendance.reply, [one.id for one in rows], reply)

    def _deputies(self, rows: Sequence[AttendeeRow]) -> None:
        """Ask of one after the other who comes instead."""
        form, rest = deputy_form(self.desk, rows[0]), rows[1:]
        self.fill_in(form, lambda done: self._deputies(rest) if rest else self.changed(done))

    def action_leave(self) -> None:
        """Leave in one form."""
        if (one := self._one()) is not None:
            self._leave(one)

    def _leave(self, one: AttendeeRow) -> None:
        form = self.try_to(lambda: LeaveForm(self.desk, self.meeting_id, one))
        if form is not None:
            self.fill_in(form)

    def _leaves(self, *states: str) -> list[LeaveRow]:
        return [one.leave for one in self._rows() if one.leave is not None and one.leave.state in states]

    def action_file(self) -> None:
        """The duty room was told of the leave of the marked people."""
        waiting = [one for one in self._leaves(ASKED, GRANTED) if one.duty_filed is None]
        if not waiting:
            self.complain("没有等待备案的请假。")
        for one in waiting:
            self.do(leaving.file_with_duty, one.id)

    def action_deputy(self) -> None:
        """Who comes instead."""
        if (one := self._one()) is not None:
            self.fill_in(deputy_form(self.desk, one))

    def action_refuse(self) -> None:
        """The leave was not granted."""
        if leaves := self._leaves(ASKED, GRANTED):
            one = leaves[0]
            self.ask(f"{one.person}的请假没有批准。理由", lambda text: self.do(leaving.refuse, one.id, text))
        else:
            self.complain("光标所在的人没有请假。")

    def action_take_back(self) -> None:
        """They come after all."""
        leaves = self._leaves(ASKED, GRANTED)
        if not leaves:
            self.complain("光标所在的人没有请假。")
        for one in leaves:
            self.do(leaving.take_back, one.id)

    # -- the list ---------------------------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Somebody more."""
        self.fill_in(add_form(self.desk, self.meeting_id))

    def action_remove(self) -> None:
        """Not expected any more."""
        rows = self._rows()
        if rows:
            ids = [one.id for one in rows]
            question = f"从名单移出{_named(rows)}。确定吗？"
            ask_yes(self, question, lambda: self.do(attendance.remove_attendee, ids))

    def action_compute(self) -> None:
        """The list anew from posts and agenda."""
        self.do(attendance.compute, self.meeting_id)

    def action_sign(self) -> None:
        """Sign people in."""
        from govtui.ui.screens.meetings.signing_in import SignInScreen

        self.go_to(SignInScreen(self.desk, self.meeting_id))

    def action_print_list(self) -> None:
        """Write the sign-in sheet."""
        from govtui.files.meetings.exports import export_sign_in

        self.write(export_sign_in, self.meeting_id)

    def action_why(self) -> None:
        """From whom this person asks leave, and by which rule."""
        one = self._one()
        found = self.try_to(lambda: leaving.explain_leave(self.desk, one.id)) if one else None
        if found is not None:
            self.go_to(Why([found]))


def add_form(desk: Desk, meeting_id: int) -> Entry:
    """Somebody of the address book, or a name and post as typed."""
    fields = [
        Field(
            "person",
            "姓名",
            "pick",
            free=True,
            required=True,
            source=source_of(person_choices, desk),
            help="首字母选通讯录里的人，回车取第一个；没有登记的直接写姓名。",
        ),
        Field("title", "职务", help="通讯录里有任职的可空。"),
        Field("unit", "单位", "pick", free=True, source=source_of(unit_choices, desk), help="可空。"),
        Field("tier", "以什么身份", "choice", choices=_tiers(), default="optional", wide=True),
    ]

    def save(values: dict[str, Any]) -> Any:
        who, unit = values["person"], values["unit"]
        known, named = as_id(who), {"title": values["title"], "tier": values["tier"]}
        named |= {"unit": unit.label if unit else ""}
        return attendance.add_attendee(desk, meeting_id, known, "" if known else who.label, **named)

    return Entry("加与会人员", fields, save)


def _tiers() -> list[Choice]:
    return [Choice(tier, name) for tier, name in TIERS.items() if tier not in ("member", "topic")]


def _named(rows: Sequence[AttendeeRow]) -> str:
    return many([one.name or one.unit for one in rows])


def _pairs(people: Sequence[AttendeeRow]) -> list[tuple[AttendeeRow, AttendeeRow | None]]:
    """Everybody with whoever stands above."""
    return list(zip(people, [None, *people], strict=False))
