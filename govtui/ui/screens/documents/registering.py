"""The registering form: sender, number, title – the rest is guessed and can be passed over."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from govtui.domain.clock import CHINA, short_day
from govtui.domain.documents.numbers import parse_number
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents import editing, registering
from govtui.services.documents.rows import Guess, NewIncoming, Outcome, Registered, Twin
from govtui.services.people import unit_choices
from govtui.ui import work
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import as_day, as_id, day_field, source_of
from govtui.ui.widgets.choices import Choice
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.form import Form

_SENDER_HELP = "拼音首字母或汉字，回车取第一个；没有的单位照写。"
_TEXTS = ("title", "kind", "doc_class", "urgency", "secrecy", "channel", "copy_no", "signer", "late_reason")
GUESSED = ("kind", "doc_class", "urgency")


def typed_number(text: str) -> str:
    """A sender's number put in order where nothing is guessed; a missing 号 at the end is added."""
    parsed = parse_number(text)
    if parsed.normal is None and text.rstrip()[-1:].isdigit():
        parsed = parse_number(text.rstrip() + "号")
    return parsed.normal or text


def fields(desk: Desk) -> list[Field]:
    """The fields of an incoming paper, in the order in which a paper is read."""
    book = desk.book
    channels = [Choice(channel.id, channel.name) for channel in book.channels]
    units = source_of(unit_choices, desk)
    kinds = ["", *(kind.name for kind in book.document_kinds)]
    return [
        Field("sender", "来文机关", "pick", required=True, free=True, source=units, help=_SENDER_HELP),
        Field("sender_number", "来文字号", normalise=typed_number, help="只需补号码；括号和全角自动整理，原样另存。"),
        Field("title", "标题", wide=True, required=True, help="照抄全称，可粘贴。填完即可按 Ctrl+S 保存。", limit=500),
        Field("doc_class", "类别", "choice", choices=book.doc_classes, help="阅知由前向后送阅，批办由后向前送批。"),
        Field("kind", "文种", "choice", choices=kinds, help="由标题自动判断，可改。"),
        Field("urgency", "紧急程度", "choice", choices=[u.name for u in book.urgencies], help="决定办结时限。"),
        Field("major", "重大事项", "bool", help="重大事项加送常务副市长、市长。"),
        day_field(desk, "received", "收文日期", gone=True, default=desk.today(), help="3.15、0315、昨天、-1 都可以。"),
        day_field(desk, "due", "办结时限", help="不填按规则计算；3.15、+3（工作日）、下周三都可以。"),
        Field("copies", "份数", "number", default="1"),
        Field("copy_no", "份号"),
        Field("secrecy", "密级", "choice", choices=book.grades, help="只能登记非涉密文件；内部即工作秘密。"),
        Field("channel", "来文方式", "choice", choices=channels, help="直送领导个人等不规范方式会计入周报。"),
        Field("multi_sent", "多头报送", "bool"),
        Field("signer", "签发人"),
        Field("signer_principal", "主要负责人", "choice", choices=["", "是", "否"], help="请示应由主要负责人签发。"),
        Field("late_reason", "补登原因", help="领导已先签批、事后补登的，写明原因。"),
        Field("attachments", "附件"),
        Field("signed_by", "签收人", default=desk.actor.name),
        Field("note", "备注", wide=True),
    ]  # fmt: skip


def entry_of(desk: Desk, values: dict[str, Any]) -> NewIncoming:
    """What the form holds, as the service takes it."""
    sender = values.get("sender")
    received = _moment(desk, values.get("received") or "", desk.now())
    due = as_day(values.get("due") or "")
    same = (*_TEXTS, "sender_number", "attachments", "signed_by", "note")
    texts: dict[str, Any] = {name: values.get(name) or "" for name in same}
    return NewIncoming(
        sender=sender.label if sender else "",
        sender_id=as_id(sender),
        received_at=received,
        due=datetime.combine(due, desk.book.office_hours.closes, CHINA) if due else None,
        copies=values.get("copies") or 1,
        major=bool(values.get("major")),
        multi_sent=bool(values.get("multi_sent")),
        signer_principal={"是": True, "否": False}.get(values.get("signer_principal") or ""),
        **texts,
    )


def _moment(desk: Desk, text: str, now: datetime) -> datetime:
    """The day received at this hour; another day than today counts from its opening hour."""
    day = as_day(text) or now.date()
    return now if day == now.date() else datetime.combine(day, desk.book.office_hours.opens or time(8), CHINA)


class PaperForm(Entry):
    """Guesses along while the clerk types; shows an earlier twin the moment sender and number are known."""

    def __init__(self, title: str, desk: Desk, **options: Any) -> None:
        super().__init__(title, fields(desk), self._save_values, drafts=desk.drafts, **options)
        self.desk = desk
        self._touched: set[str] = set()
        self._proposed = ""
        self._twin_shown = ""
        self._except_id = 0

    def _save_values(self, values: dict[str, Any]) -> Any:
        raise NotImplementedError

    def on_form_changed(self, event: Form.Changed) -> None:
        """What the clerk set by hand is not guessed again."""
        if event.field_id in GUESSED and self.form.current == event.field_id:
            self._touched.add(event.field_id)

    def on_form_left(self, event: Form.Left) -> None:
        """Propose the number's start, look for twins, guess the rest."""
        if event.field_id == "sender":
            self._propose_number()
        if event.field_id in ("sender", "sender_number", "title", *GUESSED, "received"):
            self._look_up()

    def _propose_number(self) -> None:
        typed = self.form.text("sender_number")
        sender = self.form.value("sender")
        if sender is None or (typed and typed != self._proposed):
            return
        self._proposed = registering.proposed_prefix(self.desk, sender.label)
        self.form.put("sender_number", self._proposed)

    def _entry(self) -> NewIncoming:
        values = {name: self.form.value(name) for name in self.form.fields if name not in ("received", "due", "copies")}
        values |= {name: "" for name in GUESSED if name not in self._touched}
        values["received"] = self.form.text("received") if not self.form.error("received") else ""
        if values["sender_number"] == self._proposed:
            values["sender_number"] = ""
        return entry_of(self.desk, values)

    def _look_up(self) -> None:
        try:
            entry = self._entry()
        except (Refusal, ValueError):
            return
        work.run(self, _guess_and_twins, self.desk, entry, self._except_id, group="guess", on_done=self._guessed)

    def _guessed(self, found: tuple[Guess, list[Twin]]) -> None:
        guess, twins = found
        for name in GUESSED:
            if name not in self._touched and self.form.value(name) != getattr(guess, name):
                self.form.put(name, getattr(guess, name))
        if guess.due:
            self.form.set_note("due", f"按规则 {short_day(guess.due.date())} {guess.due:%H:%M}")
        self.form.set_note("sender", f"{guess.section}服务" if guess.section else "")
        self.form.set_note("title", "；".join(guess.notes[:1]), "warn")
        self._show_twin(twins, guess)

    def _show_twin(self, twins: list[Twin], guess: Guess) -> None:
        if not twins:
            self._twin_shown = ""
            words = "、".join(guess.changes)
            self.form.set_note("sender_number", words if words else "")
            return
        twin = twins[0]
        self._twin_shown = twin.same
        where = f"{twin.state}" + (f"，{twin.where}" if twin.where else "")
        self.form.set_note("sender_number", f"{twin.same}相同：已登记 {twin.number}（{where}）", "bad")


def _guess_and_twins(desk: Desk, entry: NewIncoming, except_id: int) -> tuple[Guess, list[Twin]]:
    twins = registering.twins(desk, entry.sender, entry.sender_number, entry.title) if entry.sender else []
    return registering.guess(desk, entry), [twin for twin in twins if twin.id != except_id]


class RegisterForm(PaperForm):
    """登记收文: saves and starts the next one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("登记收文", desk, draft_id="incoming.register", again=True, said=_registered)
        self._asked_twice = ""

    def _save_values(self, values: dict[str, Any]) -> Registered:
        entry = entry_of(self.desk, values)
        if entry.sender_number == self._proposed:
            entry = entry_of(self.desk, values | {"sender_number": ""})
        key = f"{entry.sender}|{entry.sender_number}"
        try:
            done = registering.register(self.desk, entry)
        except Refusal:
            if not self._twin_shown or self._asked_twice != key:
                self._asked_twice = key
                raise
            done = registering.register(self.desk, replace(entry, accept_duplicate=True))
        self._touched.clear()
        self._proposed = self._asked_twice = ""
        return done


class CorrectForm(PaperForm):
    """更正: the same form filled with a registered paper."""

    def __init__(self, desk: Desk, incoming_id: int, number: str) -> None:
        super().__init__(f"更正 {number}", desk, draft_id=f"incoming.correct.{incoming_id}")
        self._except_id = incoming_id
        self._before, self._version = editing.as_entry(desk, incoming_id)
        self._touched = set(GUESSED)

    def on_mount(self) -> None:
        """Fill in what stands in the register (a kept draft wins)."""
        before = self._before
        kept = self._drafts.load(self._draft_id) if self._drafts else None
        if kept:
            return
        sender = Choice(str(before.sender_id or ""), before.sender, "")
        principal = (
            {True: "是", False: "否"}.get(before.signer_principal, "") if before.signer_principal is not None else ""
        )
        same = (*_TEXTS, "sender_number", "attachments", "note")
        values: dict[str, Any] = {name: getattr(before, name) for name in same}
        values |= {
            "sender": sender,
            "major": before.major,
            "multi_sent": before.multi_sent,
            "signed_by": before.signed_by,
        }
        values |= {"copies": str(before.copies), "signer_principal": principal}
        values["received"] = before.received_at.date().isoformat() if before.received_at else ""
        for name, value in values.items():
            self.form.put(name, value)

    def _save_values(self, values: dict[str, Any]) -> Outcome:
        entry = entry_of(self.desk, values)
        if (
            entry.received_at
            and self._before.received_at
            and entry.received_at.date() == self._before.received_at.date()
        ):
            entry = replace(entry, received_at=self._before.received_at)
        return editing.correct(self.desk, self._except_id, self._version, entry)


def _registered(done: Registered) -> str:
    warned = "；".join(finding.sentence for finding in done.findings)
    due = f"，{short_day(done.row.due.date())} 前办结" if done.row.due else ""
    return f"已登记 {done.number}{due}" + (f"。提示：{warned}" if warned else "")
