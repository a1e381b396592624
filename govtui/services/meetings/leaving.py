"""Leave of a meeting: asked for, granted by whom the rules name, filed with the duty room, a deputy sent (art. 43)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from govtui.domain.clock import in_china, to_stamp
from govtui.domain.explain import Explanation, explain_rule
from govtui.domain.findings import Finding
from govtui.domain.meetings.leaves import Approval, approval_findings, lacking_finding, lacks
from govtui.domain.meetings.states import ASKED, DEPUTY, GRANTED, LEAVE, NO_REPLY, REFUSED, TAKEN_BACK
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.entered import dated, said
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit, pass_gates
from govtui.services.meetings.expecting import Situation, must_take_place, situation
from govtui.services.meetings.leave_rows import (
    IN_FORCE,
    UnfiledLeave,
    is_approved,
    leave_row,
    leave_rows,
    plan_for,
)
from govtui.services.meetings.rows import LeavePlan, LeaveRow
from govtui.store.meetings import attendance as store
from govtui.store.meetings.attendance import Within
from govtui.store.reading import Record
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import MeetingAttendee, MeetingLeave

NOUN = "meeting"
_GONE = "这条记录已不存在，请刷新列表。"

# -- reading ----------------------------------------------------------------------------------------------------------


def leave_plan(desk: Desk, attendee_id: int) -> LeavePlan:
    """Who grants this person leave of this meeting today and what else is due; `silent` where the rules say nothing."""
    with desk.reading() as reader:
        row = _attendee(reader, attendee_id)
        plan = plan_for(desk, situation(desk, reader, row["meeting_id"]), row, desk.today())
    rule = plan.rule
    return LeavePlan(
        rule=(rule.rule or "") if rule else "",
        approvers=plan.allowed,
        approver_title=plan.title,
        duty_filing=rule is not None and rule.duty_filing,
        deputy=rule is not None and rule.deputy,
        silent=rule is None,
        facts=plan.facts,
    )


def leaves(desk: Desk, meeting_id: int) -> tuple[LeaveRow, ...]:
    """Every leave of a meeting, oldest first, those refused and taken back too."""
    with desk.reading() as reader:
        now = situation(desk, reader, meeting_id)
        lines = {row["id"]: row for row in store.attendees(reader, meeting_id)}
        return leave_rows(desk, now, lines, store.leaves(reader, meeting_id))


def unfiled(desk: Desk) -> tuple[UnfiledLeave, ...]:
    """Leaves that the duty room must be told of and has not been (R43b), the next meeting first."""
    with desk.reading() as reader:
        rows = store.leaves_not_filed(reader)
        known = {one: situation(desk, reader, one) for one in {row["meeting_id"] for row in rows}}
        lines = {row["id"]: _attendee(reader, row["attendee_id"]) for row in rows}
    found = []
    for row in rows:
        now, line = known[row["meeting_id"]], lines[row["id"]]
        rule = plan_for(desk, now, line, desk.today()).rule
        if rule is not None and rule.duty_filing:
            found.append(UnfiledLeave(leave_row(desk, now, line, row), now.id, now.name, now.starts))
    return tuple(found)


def explain_leave(desk: Desk, attendee_id: int) -> Explanation:
    """Why this leader grants the leave and what else is due; 规则未明确 where no rule speaks."""
    plan = leave_plan(desk, attendee_id)
    return explain_rule(desk.book, plan.rule or None, plan.facts, title="由谁准假")


# -- acts -------------------------------------------------------------------------------------------------------------


def ask_leave(desk: Desk, attendee_id: int, reason: str) -> Outcome:
    """Note that somebody asks for leave. Raises Refusal where he has leave already, signed in, or was removed."""
    with desk.writing("meeting.ask_leave") as uow:
        now, leave = _ask(desk, uow, attendee_id, reason)
        sentence = _told(uow, now, f"{leave.name}请假" + (f"：{leave.reason}" if leave.reason else ""))
    return Outcome(1, sentence)


def grant(
    desk: Desk, leave_id: int, approver_id: int | None, on: date | None = None, permits: Sequence[Permit] = ()
) -> Outcome:
    """Note who granted a leave and when; the list then says 请假, or 代会 where a deputy is named.

    R43a and R43c stop a wrong approver, R43b warns and the leave stays incomplete; another may grant it again. Where
    the rules are silent anybody may. Raises Refusal for somebody not in the address book, with findings on a block.
    """
    with desk.writing("meeting.grant_leave") as uow:
        leave = _in_force(uow, leave_id)
        now = situation(desk, uow, leave.meeting_id)
        must_take_place(now)
        warned = _grant(desk, uow, now, leave, approver_id, on, permits)
        sentence = _told(uow, now, _granted(leave))
    return Outcome(1, sentence, warned)


def refuse(desk: Desk, leave_id: int, reason: str) -> Outcome:
    """Note that leave was not granted: the person is expected. Raises Refusal without a reason, or once granted."""
    reason = said(reason)
    if not reason:
        raise Refusal("不批请假要写明理由。")
    with desk.writing("meeting.refuse_leave") as uow:
        leave = _in_force(uow, leave_id)
        if leave.state != ASKED:
            raise Refusal(f"{leave.name}的请假已批准，要作废请撤回。")
        now = situation(desk, uow, leave.meeting_id)
        uow.change(leave, state=REFUSED)
        _expect_again(uow, store.fetch(uow, leave.attendee_id))
        sentence = _told(uow, now, f"不批{leave.name}请假：{reason}")
    return Outcome(1, sentence)


def take_back(desk: Desk, leave_id: int) -> Outcome:
    """Take a leave back: the person is expected again. Raises Refusal for who came all the same; that stays."""
    with desk.writing("meeting.take_back_leave") as uow:
        leave = _in_force(uow, leave_id)
        if leave.came:
            raise Refusal(f"{leave.name}请假后到会，已有签到，请假记录保留。")
        now = situation(desk, uow, leave.meeting_id)
        uow.change(leave, state=TAKEN_BACK)
        _expect_again(uow, store.fetch(uow, leave.attendee_id))
        sentence = _told(uow, now, f"撤回{leave.name}的请假")
    return Outcome(1, sentence)


def file_with_duty(desk: Desk, leave_id: int, at: datetime | None = None, by: str = "") -> Outcome:
    """Note when the main duty room was told of a leave (now unless given) and who took it (R43b)."""
    by = said(by)
    with desk.writing("meeting.file_leave") as uow:
        leave = _in_force(uow, leave_id)
        now = situation(desk, uow, leave.meeting_id)
        _file(desk, uow, leave, at, by)
        sentence = _told(uow, now, f"{leave.name}的请假报总值班室备案" + (f"，{by}接" if by else ""))
    return Outcome(1, sentence)


def name_deputy(desk: Desk, leave_id: int, deputy: str, title: str = "") -> Outcome:
    """Name who comes instead of somebody on leave. Raises Refusal without a name, or once the person came himself."""
    deputy, title = said(deputy), said(title)
    if not deputy:
        raise Refusal("请写明谁来代会。")
    with desk.writing("meeting.deputy") as uow:
        leave = _in_force(uow, leave_id)
        if leave.came:
            raise Refusal(f"{leave.name}已到会签到，不用再指派代会人。")
        now = situation(desk, uow, leave.meeting_id)
        must_take_place(now)
        uow.change(leave, deputy=deputy, deputy_title=title)
        _set_reply(uow, leave)
        sentence = _told(uow, now, f"{title}{deputy}代{leave.name}参会")
    return Outcome(1, sentence)


def leave(
    desk: Desk,
    attendee_id: int,
    reason: str,
    approver_id: int | None,
    on: date | None = None,
    duty_filed: bool = False,
    deputy: str = "",
    deputy_title: str = "",
    permits: Sequence[Permit] = (),
) -> Outcome:
    """Ask and grant in one act, with what is due besides; nothing is written where a rule blocks (see `grant`)."""
    deputy, deputy_title = said(deputy), said(deputy_title)
    with desk.writing("meeting.leave") as uow:
        now, row = _ask(desk, uow, attendee_id, reason)
        if duty_filed:
            _file(desk, uow, row, None, "")
        if deputy:
            uow.change(row, deputy=deputy, deputy_title=deputy_title)
        warned = _grant(desk, uow, now, row, approver_id, on, permits)
        sentence = _told(uow, now, _granted(row))
    return Outcome(1, sentence, warned)


# -- steps ------------------------------------------------------------------------------------------------------------


def _ask(desk: Desk, uow: UnitOfWork, attendee_id: int, reason: str) -> "tuple[Situation, MeetingLeave]":
    reason, row = said(reason), store.fetch(uow, attendee_id)
    name = row.name or row.unit
    now = situation(desk, uow, row.meeting_id)
    must_take_place(now)
    if row.removed:
        raise Refusal(f"{name}已移出名单，不用请假。")
    if row.signed_at and row.reply != DEPUTY:
        raise Refusal(f"{name}已签到，不能再请假；签错的请先撤销签到。")
    if store.leave_in_force(uow, attendee_id) is not None:
        raise Refusal(f"{name}已经请过假了。")
    record = store.attendee(uow, attendee_id)
    assert record is not None
    rule = plan_for(desk, now, record, desk.today()).rule
    sent = (row.deputy, row.deputy_title) if row.reply == DEPUTY else ("", "")
    columns = {"name": name, "reason": reason, "asked_at": uow.at, "rule": (rule.rule or "") if rule else ""}
    return now, store.add_leave(uow, row, **columns, deputy=sent[0], deputy_title=sent[1])


def _grant(
    desk: Desk,
    uow: UnitOfWork,
    now: Situation,
    leave: "MeetingLeave",
    approver_id: int | None,
    on: date | None,
    permits: Sequence[Permit],
) -> tuple[Finding, ...]:
    person = now.people.chosen(approver_id, "批准人")
    granted_on = date.fromisoformat(dated(desk, on, "批准日期"))
    _must_wait(desk, uow, now, leave)
    plan = plan_for(desk, now, _attendee(uow, leave.attendee_id), granted_on)
    found = approval_findings(desk.book, now.people, plan, person.id, granted_on)
    warned = pass_gates(desk, uow, found, permits, NOUN, now.id)
    seat = plan.seat(person.id)
    columns = {"approver_id": person.id, "approver": person.name, "approver_for": seat.for_name if seat else ""}
    uow.change(leave, state=GRANTED, approved_on=granted_on.isoformat(), **columns)
    _set_reply(uow, leave)
    return (*warned, *_incomplete(desk, plan, leave))


def _must_wait(desk: Desk, uow: UnitOfWork, now: Situation, leave: "MeetingLeave") -> None:
    """Raises Refusal for a leave that was granted by whom the rules name; one granted by another still waits."""
    if leave.state != GRANTED or leave.approved_on is None:
        return
    plan = plan_for(desk, now, _attendee(uow, leave.attendee_id), date.fromisoformat(leave.approved_on))
    row = store.leave(uow, leave.id or 0)
    if row is None or is_approved(desk, plan, row):
        raise Refusal(f"{leave.name}的请假已由{leave.approver}批准。")


def _incomplete(desk: Desk, plan: Approval, leave: "MeetingLeave") -> tuple[Finding, ...]:
    """What is still due besides the approval (R43b)."""
    missing = () if leave.came else lacks(desk.book, plan, True, bool(leave.duty_filed_at), leave.deputy)
    return lacking_finding(desk.book, plan, leave.name, missing)


def _set_reply(uow: UnitOfWork, leave: "MeetingLeave") -> None:
    """Put the leave onto the list: 代会 with a deputy, else 请假; who signed in himself is there, and came in spite."""
    row = store.fetch(uow, leave.attendee_id)
    if row.signed_at and row.reply != DEPUTY:
        uow.change(leave, came=True)
    elif leave.deputy:
        uow.change(row, reply=DEPUTY, replied_at=uow.at, deputy=leave.deputy, deputy_title=leave.deputy_title)
    else:
        uow.change(row, reply=LEAVE, replied_at=uow.at, deputy="", deputy_title="")


def _expect_again(uow: UnitOfWork, row: "MeetingAttendee") -> None:
    """Nothing is known of the person any more; a sign-in stands as it is."""
    if not row.signed_at:
        uow.change(row, reply=NO_REPLY, replied_at=None, deputy="", deputy_title="")


def _file(desk: Desk, uow: UnitOfWork, leave: "MeetingLeave", at: datetime | None, by: str) -> None:
    moment = in_china(at) if at else desk.now()
    if moment > desk.now():
        raise Refusal(f"备案时间 {moment:%m-%d %H:%M} 还没有到，请改正。")
    if leave.duty_filed_at:
        raise Refusal(f"{leave.name}的请假已备案。")
    uow.change(leave, duty_filed_at=to_stamp(moment), duty_filed_by=by)


def _granted(leave: "MeetingLeave") -> str:
    acting = f"（代{leave.approver_for}）" if leave.approver_for else ""
    sent = f"，{leave.deputy_title}{leave.deputy}代会" if leave.deputy else ""
    return f"{leave.approver}{acting}批准{leave.name}请假{sent}"


def _told(uow: UnitOfWork, now: Situation, sentence: str) -> str:
    """Note what happened with the meeting and in the journal; the sentence of the journal."""
    store.note(uow, now.id, "请假", sentence)
    uow.say(f"{now.name}：{sentence}", NOUN, now.id)
    return f"{now.name}：{sentence}"


def _in_force(uow: UnitOfWork, leave_id: int) -> "MeetingLeave":
    leave = store.fetch_leave(uow, leave_id)
    if leave.state not in IN_FORCE:
        raise Refusal(f"{leave.name}的请假现在是“{leave.state}”，请重新登记请假。")
    return leave


def _attendee(within: Within, attendee_id: int) -> Record:
    row = store.attendee(within, attendee_id)
    if row is None:
        raise Refusal(_GONE)
    return row
