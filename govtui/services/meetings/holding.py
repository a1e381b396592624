"""The day itself: opening under a chair who may, with the number of the minutes kept; putting back; closing."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from govtui.domain.clock import from_stamp, in_china, to_stamp
from govtui.domain.findings import Finding, finding, practice
from govtui.domain.meetings.states import HELD, MEETING_NEXT, NOTIFIED, ON, RUNNING, move
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.entered import said
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit, pass_gates
from govtui.services.meetings import attendance
from govtui.services.meetings.chairing import NOUN, pass_chair
from govtui.services.meetings.kinds import GONE, by_ordinal, kind_of, ledger_period, name_of, period_of, topic_name
from govtui.services.meetings.rows import QuorumState
from govtui.services.meetings.views import chair_words
from govtui.services.numbers import written
from govtui.store import numbers
from govtui.store.meetings import meetings as store
from govtui.store.meetings.minutes import minutes_of
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Meeting


def open_meeting(desk: Desk, meeting_id: int, at: datetime | None = None, permits: Sequence[Permit] = ()) -> Outcome:
    """Open a meeting (→ 开会中): the chair must be allowed to chair on that day (R7a, R39a, R40); where minutes bear
    the meeting's ordinal their number is set aside. One that was closed too early goes on from when it was opened.

    Whether enough members are there is told; it stops only where the pack's quorum rule does. Raises Refusal: no
    chair, a chair who may not and was not released, a moment to come, an ordinal that is not the next number or that
    another meeting has, minutes that were begun.
    """
    opened = _moment(desk, at, "开会时间")
    quorum = quorum_findings(desk, meeting_id)
    with desk.writing("meeting.open") as uow:
        row = store.fetch(uow, meeting_id)
        state = move(MEETING_NEXT, name_of(row), row.state, RUNNING, "开会")
        if row.chair_id is None:
            raise Refusal(f"{name_of(row)}还没有定主持人，先填主持人再开会。")
        if row.state == HELD:
            opened = _first_opened(uow, row, opened)
        found = pass_chair(desk, uow, row, opened.date(), permits)
        found += pass_gates(desk, uow, quorum, permits, NOUN, meeting_id)
        number = _reserve(desk, uow, row, opened.date())
        uow.change(row, state=state, open=True, opened_at=to_stamp(opened), closed_at=None)
        kept = f"，预留{number}" if number else ""
        sentence = f"{name_of(row)}开会，{row.chair_title}{_chair(desk, uow, meeting_id)}主持{kept}"
        store.note(uow, meeting_id, "开会", sentence)
        uow.say(sentence, NOUN, meeting_id)
    return Outcome(1, sentence, found)


def put_back(desk: Desk, meeting_id: int, reason: str) -> Outcome:
    """A meeting that was opened by mistake is still to come (开会中 → 已通知); a number set aside for it stays its own.

    Raises Refusal where a topic was dealt with already.
    """
    reason = said(reason)
    if not reason:
        raise Refusal("撤回开会要写明理由。")
    with desk.writing("meeting.put_back") as uow:
        row = store.fetch(uow, meeting_id)
        if row.state != RUNNING:
            raise Refusal(f"{name_of(row)}现在是“{row.state}”，不能撤回开会。")
        if any(one["state"] != ON or one["outcome"] for one in store.items(uow, meeting_id)):
            raise Refusal(f"{name_of(row)}已有议题议过，不能撤回开会。")
        uow.change(row, state=move(MEETING_NEXT, name_of(row), row.state, NOTIFIED, "撤回开会"), opened_at=None)
        sentence = f"{name_of(row)}撤回开会：{reason}"
        store.note(uow, meeting_id, "撤回开会", sentence)
        uow.say(sentence, NOUN, meeting_id)
    return Outcome(1, sentence)


def close_meeting(desk: Desk, meeting_id: int, at: datetime | None = None) -> Outcome:
    """Close a meeting (开会中 → 已结束). Raises Refusal that names the topics on which nothing was recorded."""
    closed = _moment(desk, at, "散会时间")
    with desk.writing("meeting.close") as uow:
        row = store.fetch(uow, meeting_id)
        state = move(MEETING_NEXT, name_of(row), row.state, HELD, "散会")
        if row.opened_at and closed < from_stamp(row.opened_at):
            raise Refusal(f"散会时间不能早于开会时间 {row.opened_at[11:16]}，请改正。")
        bare = [topic_name(one["title"]) for one in store.items(uow, meeting_id) if not one["outcome"]]
        if bare:
            raise Refusal(f"还有 {len(bare)} 个议题没有结果：{'、'.join(bare[:3])}；逐个记下结果或撤下后再散会。")
        uow.change(row, state=state, open=False, closed_at=to_stamp(closed))
        sentence = f"{name_of(row)}散会（{len(store.items(uow, meeting_id))} 个议题）"
        store.note(uow, meeting_id, "散会", sentence)
        uow.say(sentence, NOUN, meeting_id)
    return Outcome(1, sentence)


def quorum_findings(desk: Desk, meeting_id: int) -> tuple[Finding, ...]:
    """Too few members for a meeting whose kind names a quorum; nothing where the pack names none."""
    with desk.reading() as reader:
        row = store.meeting(reader, meeting_id)
    if row is None:
        raise Refusal(GONE)
    if kind_of(desk, row["kind"]).quorum is None:
        return ()
    there = attendance.quorum(desk, meeting_id)
    return () if there.reached is not False else (_too_few(desk, there, row["name"]),)


def _first_opened(uow: UnitOfWork, row: "Meeting", now: datetime) -> datetime:
    """When a meeting that was closed had been opened. Raises Refusal once its minutes were begun: they stand on it."""
    if minutes_of(uow, int(row.id or 0)) is not None:
        raise Refusal(f"{name_of(row)}已经起草纪要，不能再开会；漏记的结果直接补记，纪要随之重新送审。")
    return from_stamp(row.opened_at) if row.opened_at else now


def _too_few(desk: Desk, there: QuorumState, name: str) -> Finding:
    sentence = f"{name}应到 {there.members} 人，实到 {there.present} 人，不足 {there.needed} 人"
    facts = {"出席人员": f"{there.members} 人", "已签到": f"{there.present} 人", "须到": f"{there.needed} 人"}
    if there.rule and desk.book.holds(there.rule):
        return finding(desk.book, there.rule, sentence, facts)
    return practice(sentence, "等候出席人员签到，或改期", facts)


def _moment(desk: Desk, at: datetime | None, what: str) -> datetime:
    moment = in_china(at) if at is not None else desk.now()
    if moment > desk.now():
        raise Refusal(f"{what} {moment:%m-%d %H:%M} 还没有到，请改正。")
    return moment


def _chair(desk: Desk, uow: UnitOfWork, meeting_id: int) -> str:
    row = store.meeting(uow, meeting_id)
    return chair_words(desk, row) if row is not None else ""


def _reserve(desk: Desk, uow: UnitOfWork, row: "Meeting", on: date) -> str:
    """Set aside the number of the minutes, which is the ordinal of the meeting; answers with it as written."""
    kind = kind_of(desk, row.kind)
    others = store.ordinals(uow, kind.id, *period_of(kind, row.term, row.year), int(row.id or 0))
    if row.ordinal is not None and row.ordinal in others:
        raise Refusal(f"另有一次会议也是第{row.ordinal}次{kind.name}，请先改其中一次的会议次数。")
    if not by_ordinal(kind) or row.ordinal is None or kind.series is None:
        return ""
    period = ledger_period(desk, kind, row.term, on)
    known = numbers.row_of(uow, kind.series, period, row.ordinal)
    if known is None:
        following = numbers.next_serial(uow, kind.series, period)
        if following != row.ordinal:
            raise Refusal(
                f"{name_of(row)}是第{row.ordinal}次，而纪要编号下一个是第{following}次；"
                f"请改会议次数，或在号码台账里设好起始号后再开会。"
            )
        numbers.reserve_next(uow, kind.series, period, f"{row.name}纪要")
    elif known["state"] != numbers.RESERVED:
        raise Refusal(f"第{row.ordinal}次{kind.name}的纪要号在台账里已经{known['state']}，请改会议次数。")
    return written(desk, kind.series, row.ordinal, period)
