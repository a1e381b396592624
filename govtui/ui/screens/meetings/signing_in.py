"""签到: two keys a person. The digits of the seat or the two letters sign in at once; the space bar signs the row."""

from datetime import datetime

from textual import events
from textual.app import ComposeResult
from textual.message import Message

from govtui.domain.meetings.states import ASKED, BEFORE, DEPUTY, GRANTED, LEAVE
from govtui.domain.text import halfwidth
from govtui.services.desk import Desk
from govtui.services.documents.rows import Outcome
from govtui.services.meetings import attendance, calling
from govtui.services.meetings import signing_in as signing
from govtui.services.meetings import views as meetings
from govtui.services.meetings.rows import AttendeeRow, MeetingRow, QuorumState
from govtui.ui.commands import BACK, EXPORT, Command
from govtui.ui.dialogs.ask import ask_yes
from govtui.ui.screens.meetings.attendance_showing import (
    counts_of,
    leave_words,
    part_of,
    post_of,
    quorum_words,
    units_shown,
    window,
)
from govtui.ui.screens.meetings.screen import OneThing
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import Cell, ListSource, Row
from govtui.ui.widgets.plain import Plain

COLUMNS = (
    Column("seat", "座位", width=4, align="right", style="strong"),
    Column("code", "代码", width=4, style="key"),
    Column("state", "签到", width=12, lamp=True),
    Column("name", "姓名", width=10),
    Column("title", "职务单位", width=18, flex=1),
    Column("part", "身份", width=8, style="muted", hide_below=100),
    Column("told", "代会、请假、进场", width=18, flex=1),
)
LETTERS = 2
"""How many letters sign a person in."""

PLACE = "签到"


class SignInList(LineList):
    """A list that takes every letter and digit as a part of a code."""

    class Typed(Message):
        """A character of a code."""

        def __init__(self, char: str) -> None:
            super().__init__()
            self.char = char

    def on_key(self, event: events.Key) -> None:
        """Letters and digits of any width, and names that an input method puts together."""
        char = halfwidth(event.character or "").lower()
        if char and char.isalnum():
            event.stop()
            event.prevent_default()
            self._say(char)

    def on_paste(self, event: events.Paste) -> None:
        """An input method may hand over what it composed in one piece."""
        event.stop()
        self._say(halfwidth(event.text).lower())

    def _say(self, text: str) -> None:
        for char in text:
            if char.isalnum():
                self.post_message(self.Typed(char))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter and the space bar are the screen's: they sign in."""
        return action not in ("open", "mark") and super().check_action(action, parameters)


def _command(name: str, label: str, text: str, keys: tuple[str, ...], action: str, footer: bool = True) -> Command:
    return Command(f"signin.{name}", label, text, keys, action, PLACE, footer=footer)


COMMANDS = (
    _command("row", "签到", "给光标所在的人签到，并下移一行。", ("space", "enter"), "sign_row"),
    _command("undo", "取消签到", "取消光标所在的人的签到。", ("delete", "ctrl+d"), "undo_sign"),
    _command("clear", "清除", "清除打了一半的代码。", ("backspace",), "clear_code", False),
    _command("open", "开会", "登记会议开始；以后签到的算迟到。", ("ctrl+o",), "open_meeting"),
    _command("self", "本人到", "有代会人而本人来了：登记本人签到。", ("insert", "ctrl+k"), "sign_self", False),
    _command("people", "与会人员", "回复、请假、代会人。", ("ctrl+t",), "people", False),
)


class SignInScreen(OneThing):
    """Everybody in the order of seats; typing a code signs that person in."""

    ACTIONS = (*COMMANDS, EXPORT, BACK)
    HELP = (
        "打座位号（两位，满百三位）或两个字母代码，打完即签到，不用回车；空格给光标所在的人签到并下移。"
        "打错一半按退格；取消签到按 Del。请了假又到会的，签到算数，两样都显示。"
    )
    DEFAULT_CSS = "SignInScreen #tally { padding: 0 2; }"

    def __init__(self, desk: Desk, meeting_id: int) -> None:
        super().__init__(desk)
        self.meeting_id = meeting_id
        self.listing = SignInList(
            COLUMNS, empty="名单还是空的。Esc 返回，在与会人员里按 c 计算。", markable=False, id="signin"
        )
        self.tally = Plain("", id="tally")
        self.typed = ""
        self.meeting: MeetingRow | None = None
        self._people: list[AttendeeRow] = []
        self._quorum = QuorumState(0, 0, None)

    def body(self) -> ComposeResult:
        """Meeting, counts, list."""
        yield self.title_line
        yield self.tally
        yield self.listing

    def begin(self) -> None:
        """The list takes the keys."""
        self.listing.focus()

    def read(self) -> None:
        """Everybody anew; the cursor stays."""
        self.meeting = meetings.one_row(self.desk, self.meeting_id)
        people = attendance.attendees(self.desk, self.meeting_id)
        self._people = sorted(people, key=lambda one: (not one.seat, one.seat))
        self._quorum = attendance.quorum(self.desk, self.meeting_id)
        self.head(self.meeting)
        wide, units = self.digits, units_shown(self.desk, self.meeting, people)
        rows = [sign_row(one, wide, units[one.id]) for one in self._people]
        self.listing.show(ListSource(rows), self.listing.cursor)
        self._tally()

    def _tally(self) -> None:
        chips = [text for text, _ in counts_of(self._people)]
        self.tally.say(f"{'　'.join(chips)}\n{quorum_words(self._quorum)[0]}")
        typed: tuple[str, str] = (f"输入 {self.typed}_", "accent") if self.typed else ("打座位号或两个字母", "muted")
        self.status(typed, f"{len(self._people)} 人", *([("还没有登记开会", "warn")] if self._before else []))

    @property
    def _before(self) -> bool:
        return self.meeting is not None and self.meeting.state in BEFORE

    @property
    def digits(self) -> int:
        """How many digits a seat has: three from the hundredth seat on."""
        return 3 if any(one.seat > 99 for one in self._people) else 2

    # -- codes ------------------------------------------------------------------------------------------------------

    def on_sign_in_list_typed(self, event: SignInList.Typed) -> None:
        """One more character; a whole code signs in."""
        self.typed = self._joined(event.char)
        self._try()
        self._tally()

    def _joined(self, char: str) -> str:
        """The code so far; digits, letters and names do not mix."""
        return self.typed + char if self.typed and _sort(self.typed[-1]) == _sort(char) else char

    def _try(self) -> None:
        code, sort = self.typed, _sort(self.typed[-1])
        if sort == "han":
            self._try_name(code)
        elif len(code) >= (self.digits if sort == "digit" else LETTERS):
            found = [one for one in self._people if (one.seat == int(code) if sort == "digit" else one.code == code)]
            self.typed = ""
            if found:
                self._sign(found[0])
            else:
                self.say(f"没有“{code}”", "bad")

    def _try_name(self, name: str) -> None:
        if not any(one.name.startswith(name) for one in self._people):
            self.typed = ""
            self.say(f"名单里没有“{name}”", "bad")
            return
        found = [one for one in self._people if one.name == name]
        if found:
            self.typed = ""
        if len(found) == 1:
            self._sign(found[0])
        elif found:
            self.listing.cursor = self._people.index(found[0])
            self.say(f"“{name}”有 {len(found)} 位，请按座位号签到", "warn")

    def action_sign_row(self) -> None:
        """Sign in the row under the cursor and go on to the next."""
        row = self.listing.current
        if row is not None:
            self.typed = ""
            self._sign(row.value, on=1)

    def _sign(self, one: AttendeeRow, on: int = 0) -> None:
        at = next((place for place, each in enumerate(self._people) if each.id == one.id), 0)
        self.listing.cursor = at + on
        if one.signed is not None:
            self.say(f"{one.name}已经签到（{one.signed:%H:%M}）", "warn")
        else:
            self.do(signing.sign_in, one.id)

    def action_clear_code(self) -> None:
        """Forget the half-typed code."""
        self.typed = ""
        self._tally()

    def action_back(self) -> None:
        """A half-typed code first, then the page."""
        if self.typed:
            self.action_clear_code()
        else:
            super().action_back()

    def action_sign_self(self) -> None:
        """The person under the cursor came, not the deputy."""
        row = self.listing.current
        if row is not None:
            self.do(_sign_self, row.value.id)

    # -- besides ----------------------------------------------------------------------------------------------------

    def action_undo_sign(self) -> None:
        """The person under the cursor was not the one."""
        row = self.listing.current
        if row is None or row.value.signed is None:
            self.complain("光标所在的人还没有签到。")
            return
        one: AttendeeRow = row.value
        ask_yes(self, f"取消{one.name}的签到（{one.signed:%H:%M}）吗？", lambda: self.do(signing.undo_sign_in, one.id))

    def action_open_meeting(self) -> None:
        """The meeting begins."""
        self.gated(calling.open_meeting, self.meeting_id, about=("meeting", self.meeting_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A meeting begins once."""
        return self._before if action == "open_meeting" else super().check_action(action, parameters)

    def action_people(self) -> None:
        """Replies and leave."""
        from govtui.ui.screens.meetings.attendance import AttendanceScreen

        self.go_to(AttendanceScreen(self.desk, self.meeting_id))

    def action_export(self) -> None:
        """Write the sign-in sheet."""
        from govtui.files.meetings.exports import export_sign_in

        self.write(export_sign_in, self.meeting_id)


def _sign_self(desk: Desk, attendee_id: int) -> Outcome:
    return signing.sign_in(desk, attendee_id, in_person=True)


def _sort(char: str) -> str:
    if char.isdecimal():
        return "digit"
    return "letter" if char.isascii() else "han"


def sign_row(one: AttendeeRow, wide: int, unit: str) -> Row:
    """One person as a line."""
    seat = f"{one.seat:0{wide}d}" if one.seat else ""
    cells_: tuple[Cell, ...] = (seat, one.code, _state(one), one.name, post_of(one, unit), part_of(one), _told(one))
    return Row(one.id, cells_, one)


def _state(one: AttendeeRow) -> Cell:
    if one.signed is not None:
        return (f"迟到 {_clock(one.signed)}", "warn") if one.late else (f"已到 {_clock(one.signed)}", "good")
    return (one.reply, "warn") if one.reply in (LEAVE, DEPUTY) else ("未到", "muted")


def _clock(at: datetime) -> str:
    return f"{at:%H:%M}"


def _told(one: AttendeeRow) -> Cell:
    """Leave and that he came, the deputy, when he comes in; what a leave lacks in red."""
    leave = one.leave
    deputy = f"代会 {one.deputy}{one.deputy_title}" if one.deputy else ""
    if leave is not None and leave.came:
        return ("请了假又到会", "warn")
    on_leave = f"请假 {leave_words(leave)}" if leave is not None and leave.state in (ASKED, GRANTED) else ""
    enters = f"{window(one)} 进场" if window(one) else ""
    lacking = leave is not None and bool(leave.lacks)
    warning = "" if lacking else one.warning
    words = "，".join(filter(None, (on_leave, deputy, enters, warning)))
    return (words, "bad" if lacking else "warn" if one.warning else "")
