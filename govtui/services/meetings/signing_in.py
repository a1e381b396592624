"""Sign-in at the door: by the line of the list, by the digits of a seat, or by two letters of the name."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from govtui.domain.clock import in_china, to_stamp
from govtui.domain.meetings.codes import typed_code
from govtui.domain.meetings.states import COMING, DEPUTY, GRANTED, LEAVE, NO_REPLY
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.rows import Outcome
from govtui.services.meetings.attendee_rows import code_by_id, late_after
from govtui.services.meetings.expecting import Situation, must_take_place, situation
from govtui.store.meetings import attendance as store
from govtui.store.reading import Record
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import MeetingAttendee, MeetingLeave

NOUN = "meeting"


def sign_in(desk: Desk, attendee_id: int, at: datetime | None = None, in_person: bool = False) -> Outcome:
    """Note that somebody came, at `at` (now unless given); late after the beginning, or after his first topic begins.

    Where a deputy was named it is the deputy who signs, unless `in_person`. Who comes although on leave is there: the
    sign-in counts, and the leave stays with the mark that he came. Raises Refusal: signed in already, removed, another
    day, a moment to come.
    """
    with desk.writing("meeting.sign_in") as uow:
        row = store.fetch(uow, attendee_id)
        now = situation(desk, uow, row.meeting_id)
        sentence = _sign(desk, uow, now, row, at, in_person)
        uow.say(f"{now.name}：{sentence}", NOUN, now.id)
    return Outcome(1, sentence)


def sign_in_code(
    desk: Desk, meeting_id: int, code: str, at: datetime | None = None, in_person: bool = False
) -> Outcome:
    """Sign in by what was typed: a seat's digits (`07`) or two letters. Raises Refusal where nobody has that code."""
    with desk.reading() as reader:
        found = _coded(store.attendees(reader, meeting_id), typed_code(code))
    if found is None:
        raise Refusal(f"没有“{typed_code(code)}”这个签到码或座次，请看签到表。")
    return sign_in(desk, found["id"], at, in_person)


def undo_sign_in(desk: Desk, attendee_id: int) -> Outcome:
    """Take back a sign-in that was entered by mistake: reply and leave are again what they were before it."""
    with desk.writing("meeting.undo_sign_in") as uow:
        row = store.fetch(uow, attendee_id)
        now = situation(desk, uow, row.meeting_id)
        must_take_place(now)
        if not row.signed_at:
            raise Refusal(f"{row.name or row.unit}还没有签到。")
        leave = store.leave_in_force(uow, attendee_id)
        if leave is not None and leave.came:
            uow.change(leave, came=False)
        else:
            leave = None
        uow.change(row, signed_at=None, late=False, **_reply_before(row, leave))
        sentence = f"撤销{row.name or row.unit}的签到"
        store.note(uow, now.id, "签到", sentence)
        uow.say(f"{now.name}：{sentence}", NOUN, now.id)
    return Outcome(1, sentence)


def _sign(
    desk: Desk, uow: UnitOfWork, now: Situation, row: "MeetingAttendee", at: datetime | None, in_person: bool
) -> str:
    moment = in_china(at) if at else desk.now()
    _may_sign(desk, now, row, moment)
    record = store.attendee(uow, row.id or 0)
    assert record is not None
    begins = late_after(now, record)
    late = begins is not None and moment > begins
    deputed = row.reply == DEPUTY and not in_person
    leave = None if deputed else store.leave_in_force(uow, row.id or 0)
    own = {} if deputed or (leave is None and row.reply != DEPUTY) else {"reply": COMING}
    uow.change(row, signed_at=to_stamp(moment), late=late, **own)
    if leave is not None:
        uow.change(leave, came=True)
    who = f"{row.deputy_title}{row.deputy}代{row.name or row.unit}" if deputed else f"{row.title}{row.name or row.unit}"
    marks = ("迟到" if late else "", "代会" if deputed else "", "已请假，本人到会" if leave else "")
    sentence = "，".join(filter(None, (f"{who} {moment:%H:%M} 签到", *marks)))
    store.note(uow, now.id, "签到", sentence)
    return sentence


def _may_sign(desk: Desk, now: Situation, row: "MeetingAttendee", moment: datetime) -> None:
    must_take_place(now)
    name = row.name or row.unit
    if row.removed:
        raise Refusal(f"{name}已移出名单，请先加回名单再签到。")
    if row.signed_at:
        raise Refusal(f"{name} {row.signed_at[11:16]} 已签到。")
    if moment > desk.now():
        raise Refusal(f"签到时间 {moment:%m-%d %H:%M} 还没有到，请改正。")
    if now.starts is not None and moment.date() < now.on:
        raise Refusal(f"{now.name} {now.on} 才开，还不能签到。")


def _reply_before(row: "MeetingAttendee", leave: "MeetingLeave | None") -> dict[str, Any]:
    """What was replied before somebody came in spite of his leave or his deputy."""
    if leave is not None and leave.deputy:
        return {"reply": DEPUTY, "deputy": leave.deputy, "deputy_title": leave.deputy_title}
    if leave is not None:
        return {"reply": LEAVE if leave.state == GRANTED else NO_REPLY}
    return {"reply": DEPUTY} if row.deputy else {}


def _coded(rows: list[Record], typed: str) -> Record | None:
    """The line with this seat or these letters; None where there is none, and where nothing was typed."""
    if typed.isdecimal():
        found = (row for row in rows if row["seat"] and row["seat"] == int(typed))
    else:
        keys = code_by_id(rows)
        found = (row for row in rows if typed and keys[row["id"]] == typed)
    return next(found, None)
