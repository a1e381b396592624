"""Calling a meeting: propose, plan, change, notify, cancel; who chairs, what it collides with (arts. 7, 37 to 41)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from govtui.domain.clock import from_stamp, in_china, stored_moment, to_stamp
from govtui.domain.meetings.chairs import chairs_of, giver_of, source_words
from govtui.domain.meetings.states import BEFORE, CANCELLED, HELD, MEETING_NEXT, NOTIFIED, PLANNED, RUNNING, move
from govtui.domain.refusal import Refusal
from govtui.rulebook.meetings import MeetingKind
from govtui.services import numbers
from govtui.services.desk import Desk
from govtui.services.documents.entered import said
from govtui.services.documents.rows import Outcome
from govtui.services.meetings import attendance
from govtui.services.meetings.boarding import too_long
from govtui.services.meetings.chairing import chair_warnings
from govtui.services.meetings.clashing import conflicts
from govtui.services.meetings.counting import counts
from govtui.services.meetings.explaining import explain_chair
from govtui.services.meetings.holding import close_meeting, open_meeting, put_back
from govtui.services.meetings.kinds import GONE, checked_ordinal, kind_of, name_of, next_ordinal, period_of, when_words
from govtui.services.meetings.listed import let_go
from govtui.services.meetings.rows import ChairPlan, MeetingRow, MeetingSaved, NewMeeting
from govtui.services.meetings.views import list_rows
from govtui.services.people import directory
from govtui.services.workdays import current_calendar
from govtui.store import tables
from govtui.store.meetings import meetings as store
from govtui.store.meetings.meetings import Within
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.services.gates import Permit
    from govtui.store.tables import Meeting

__all__ = [
    "cancel",
    "chair_plan",
    "change",
    "close_meeting",
    "conflicts",
    "counts",
    "explain_chair",
    "meeting_of",
    "month",
    "notify",
    "open_meeting",
    "plan",
    "propose",
    "put_back",
]

LONGEST = 24 * 60
"""Minutes that a meeting may be planned for."""

_WORDS = ("subject", "room", "chair_source", "contact", "phone", "recorder")
_LONG = ("papers", "demands", "note")
_SAME = (
    "kind",
    "subject",
    "ordinal",
    "room",
    "chair_id",
    "chair_for_id",
    "chair_source",
    "section_id",
    *_WORDS[3:],
    *_LONG,
)
_HELD_FAST = {
    "kind": "会议类型",
    "ordinal": "次数",
    "starts_at": "开会时间",
    "chair_id": "主持人",
    "chair_for_id": "委托人",
}
"""What cannot be changed any more once a meeting was opened."""


def propose(desk: Desk, kind: str, day: date | None = None) -> NewMeeting:
    """A meeting of this kind as the form begins with it: next ordinal, the chair of the day, and time, room, length and
    demands as they were the last time. Nothing is written."""
    found = kind_of(desk, kind)
    with desk.reading() as reader:
        last = store.latest(reader, kind)
        on = day or _next_day(desk, found, stored_moment(last["starts_at"]) if last else None)
        ordinal = next_ordinal(desk, reader, found, numbers.term(desk), on)
    before = stored_moment(last["starts_at"]) if last else None
    at = before.timetz() if before else desk.book.office_hours.opens
    starts = in_china(datetime.combine(on, at))
    chairs = chairs_of(desk.book, directory(desk), found, on)
    section = directory(desk).unit_named(desk.actor.section) if desk.actor.section else None
    return NewMeeting(
        kind=kind,
        starts=starts,
        minutes=_length(desk, last["starts_at"], last["ends_at"]) if last else _length(desk, "", ""),
        ordinal=ordinal,
        room=last["room"] if last else "",
        chair_id=chairs.expected.person_id if chairs.expected else None,
        chair_for_id=chairs.expected.for_id if chairs.expected else None,
        chair_source=chairs.source,
        section_id=section.id if section else None,
        contact=desk.actor.name,
        phone=last["phone"] if last else "",
        reply_by=_reply_by(desk, starts),
        papers=last["papers"] if last else "",
        demands=last["demands"] if last else "",
    )


def plan(desk: Desk, entry: NewMeeting, permits: "Sequence[Permit]" = ()) -> MeetingSaved:
    """Plan a meeting; its list of whole-meeting attendees is computed. What the chair rule says only warns here, a
    permit for it is kept for the opening.

    Raises Refusal without a time, for an unknown kind, an ordinal that is taken (R1), or a text that looks classified.
    """
    entry, kind = _checked(desk, entry), kind_of(desk, entry.kind)
    with desk.writing("meeting.plan") as uow:
        columns = _columns(desk, uow, kind, entry, numbers.term(desk))
        row = uow.add(tables.Meeting(**columns, created_at=uow.at, created_by=uow.actor_name))
        meeting_id = int(row.id or 0)
        sentence = f"筹备{name_of(row)}（{when_words(stored_moment(row.starts_at))}）"
        store.note(uow, meeting_id, store.PLANNING, sentence)
        findings = chair_warnings(desk, uow, row, permits)
        attendance.refresh(desk, uow, meeting_id)
        uow.say(sentence, "meeting", meeting_id)
    return MeetingSaved(meeting_id, sentence, findings)


def meeting_of(desk: Desk, meeting_id: int) -> NewMeeting:
    """A stored meeting as the form shows it again. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        row = store.meeting(reader, meeting_id)
    if row is None:
        raise Refusal(GONE)
    starts, ends = stored_moment(row["starts_at"]), stored_moment(row["ends_at"])
    minutes = int((ends - starts).total_seconds() // 60) if starts and ends else 0
    same: dict[str, Any] = {name: row[name] for name in _SAME}
    return NewMeeting(**same, starts=starts, minutes=minutes, reply_by=stored_moment(row["reply_by"]))


def change(
    desk: Desk, meeting_id: int, version: int, entry: NewMeeting, permits: "Sequence[Permit]" = ()
) -> MeetingSaved:
    """Change a meeting. Another time or room after the notice puts it back to 筹备, so that it is told anew.

    Raises Stale as every edit does, Refusal as `plan` does, and where the meeting was opened or cancelled meanwhile.
    """
    entry, kind = _checked(desk, entry), kind_of(desk, entry.kind)
    with desk.writing("meeting.change") as uow:
        row = store.fetch(uow, meeting_id, version)
        columns = _columns(desk, uow, kind, entry, row.term, row)
        changed = {name for name, value in columns.items() if getattr(row, name) != value}
        _may_change(uow, row, changed)
        again = row.state == NOTIFIED and bool(changed & {"starts_at", "room"})
        if again:
            columns |= {"state": PLANNED, "notified_at": None}
        uow.change(row, **columns)
        kept = changed & {"chair_id", "chair_for_id", "chair_source", "kind"}
        sentence = f"修改{name_of(row)}" + ("，时间地点有变，需重新通知" if again else "")
        store.note(uow, meeting_id, store.CHAIR_CHANGED if kept else "修改", sentence)
        findings = chair_warnings(desk, uow, row, permits)
        attendance.refresh(desk, uow, meeting_id)
        uow.say(sentence, "meeting", meeting_id)
    return MeetingSaved(meeting_id, sentence, findings)


def notify(desk: Desk, meeting_id: int) -> Outcome:
    """The notice went out (筹备 → 已通知), once more where something changed; that the agenda takes longer than planned
    is told. Raises Refusal while room or chair are open."""
    with desk.writing("meeting.notify") as uow:
        row = store.fetch(uow, meeting_id)
        state = NOTIFIED if row.state == NOTIFIED else move(MEETING_NEXT, name_of(row), row.state, NOTIFIED, "发通知")
        lacks = [what for what, there in (("会议室", row.room), ("主持人", row.chair)) if not there]
        if lacks:
            raise Refusal(f"{name_of(row)}还没有定{'和'.join(lacks)}，填好后再发通知。")
        again, when = "再次" if row.notified_at else "", when_words(stored_moment(row.starts_at))
        sentence = f"{again}通知{name_of(row)}（{when} {row.room}）"
        uow.change(row, state=state, notified_at=uow.at)
        store.note(uow, meeting_id, "通知", sentence)
        findings = too_long(uow, meeting_id, row.starts_at, row.ends_at)
        uow.say(sentence, "meeting", meeting_id)
    return Outcome(1, sentence, findings)


def cancel(desk: Desk, meeting_id: int, reason: str) -> Outcome:
    """Give a meeting up: its topics go back to the pool with gates and history; its ordinal is free again."""
    reason = said(reason)
    if not reason:
        raise Refusal("取消会议要写明理由。")
    with desk.writing("meeting.cancel") as uow:
        row = store.fetch(uow, meeting_id)
        state = move(MEETING_NEXT, name_of(row), row.state, CANCELLED, "取消")
        listed = store.item_ids_on(uow, meeting_id)
        for item_id in listed:
            let_go(uow, row, item_id, f"会议取消：{reason}")
        uow.change(row, state=state, open=False, cancel_reason=reason)
        back = f"，{len(listed)} 个议题回到待上会" if listed else ""
        sentence = f"取消{name_of(row)}：{reason}{back}"
        store.note(uow, meeting_id, "取消", sentence)
        uow.say(sentence, "meeting", meeting_id)
    return Outcome(1, sentence)


def chair_plan(desk: Desk, entry: NewMeeting) -> ChairPlan:
    """Who may chair the meeting of the form on its day (today while it has none), and by which delegation."""
    on = in_china(entry.starts).date() if entry.starts else desk.today()
    people = directory(desk)
    found = chairs_of(desk.book, people, kind_of(desk, entry.kind), on)
    source = found.source
    if entry.chair_id is not None:
        own = any(seat.person_id == entry.chair_id for seat in found.own)
        source = "" if own else source_words(people, entry.chair_id, entry.chair_for_id, on)
    return ChairPlan(found.own, found.delegated, found.delegators, found.expected, source, found.silent, found.facts)


def month(desk: Desk, first: date, last: date) -> tuple[MeetingRow, ...]:
    """Meetings that begin from day `first` to day `last`, by time; cancelled ones are left out."""
    with desk.reading() as reader:
        found = store.between(reader, first.isoformat(), last.isoformat())
    return tuple(list_rows(desk, found))


# -- inner ------------------------------------------------------------------------------------------------------------


def _checked(desk: Desk, entry: NewMeeting) -> NewMeeting:
    words: dict[str, Any] = {name: said(getattr(entry, name)) for name in _WORDS}
    words |= {name: said(getattr(entry, name), multiline=True) for name in _LONG}
    if entry.starts is None:
        raise Refusal("请填写开会时间。")
    if not 0 <= entry.minutes <= LONGEST:
        raise Refusal(f"会议时长填 0 到 {LONGEST} 分钟，请改正。")
    starts = in_china(entry.starts)
    reply_by = in_china(entry.reply_by) if entry.reply_by else _reply_by(desk, starts)
    return replace(entry, **words, starts=starts, reply_by=reply_by)


def _columns(
    desk: Desk, within: Within, kind: MeetingKind, entry: NewMeeting, term: int, row: "Meeting | None" = None
) -> dict[str, Any]:
    assert entry.starts is not None
    assert entry.reply_by is not None
    on = entry.starts.date()
    ordinal = _ordinal(desk, within, kind, entry, term, row)
    same: dict[str, Any] = {name: getattr(entry, name) for name in _SAME}
    return {
        **same,
        **({} if _opened_under(row, entry) else _chair_columns(desk, kind, entry)),
        "term": term,
        "year": on.year,
        "ordinal": ordinal,
        "name": kind.named(term, on.year, ordinal, entry.subject),
        "starts_at": to_stamp(entry.starts),
        "ends_at": to_stamp(entry.starts + timedelta(minutes=entry.minutes)) if entry.minutes else "",
        "reply_by": to_stamp(entry.reply_by),
    }


def _ordinal(
    desk: Desk, within: Within, kind: MeetingKind, entry: NewMeeting, term: int, row: "Meeting | None"
) -> int | None:
    assert entry.starts is not None
    if kind.ordinal_per == "none":
        return None
    on, but = entry.starts.date(), int(row.id or 0) if row else 0
    stays = (
        row is not None
        and row.kind == kind.id
        and period_of(kind, row.term, row.year) == period_of(kind, term, on.year)
    )
    if stays and row is not None and entry.ordinal in (None, row.ordinal):
        return row.ordinal
    if entry.ordinal is None:
        return next_ordinal(desk, within, kind, term, on, but)
    return checked_ordinal(desk, within, kind, term, on, entry.ordinal, but)


def _chair_columns(desk: Desk, kind: MeetingKind, entry: NewMeeting) -> dict[str, Any]:
    """The chair by name and title; whose delegation he chairs by is found in the address book where nobody typed it."""
    assert entry.starts is not None
    people, on = directory(desk), entry.starts.date()
    chair_id, giver_id, source = entry.chair_id, entry.chair_for_id, entry.chair_source
    chairs = chairs_of(desk.book, people, kind, on)
    if chair_id is None and chairs.expected is not None:
        chair_id, giver_id, source = chairs.expected.person_id, chairs.expected.for_id, chairs.source
    chair = people.person(chair_id)
    if chair_id in {seat.person_id for seat in chairs.own}:
        giver_id = None
    elif chair_id is not None and giver_id is None:
        giver = giver_of(people, kind, chair_id, on)
        giver_id = giver.id if giver else None
        source = source or source_words(people, chair_id, giver_id, on)
    giving = people.person(giver_id)
    return {
        "chair_id": chair.id if chair else None,
        "chair": chair.name if chair else "",
        "chair_title": people.title_of(chair.id, on) if chair else "",
        "chair_for_id": giving.id if giving else None,
        "chair_for": giving.name if giving else "",
        "chair_source": source if giving else "",
    }


def _opened_under(row: "Meeting | None", entry: NewMeeting) -> bool:
    """Whether a meeting was opened under this chair: what the address book says since changes nothing of that."""
    opened = row is not None and row.state in (RUNNING, HELD)
    return opened and row is not None and (row.chair_id, row.chair_for_id) == (entry.chair_id, entry.chair_for_id)


def _may_change(uow: UnitOfWork, row: "Meeting", changed: set[str]) -> None:
    if row.state == CANCELLED:
        raise Refusal(f"{name_of(row)}已取消，不能再改。")
    if row.state in (RUNNING, HELD) and changed & set(_HELD_FAST):
        what = "、".join(name for column, name in _HELD_FAST.items() if column in changed)
        raise Refusal(f"{name_of(row)}已经开会，{what}不能再改。")
    if row.state in BEFORE and "kind" in changed and store.item_ids_on(uow, int(row.id or 0)):
        raise Refusal(f"{name_of(row)}已列入议题，先把议题撤下再改会议类型。")


def _next_day(desk: Desk, kind: MeetingKind, last: datetime | None) -> date:
    """The day proposed: a week after the last one where meetings are weekly, else the next working day."""
    if kind.usual_per == "week" and last is not None and last.date() + timedelta(days=7) > desk.today():
        return last.date() + timedelta(days=7)
    return current_calendar(desk).add_workdays(desk.today(), 1)


def _length(desk: Desk, starts_at: str, ends_at: str) -> int:
    """Minutes from one stamp to the other; where nothing is known, the first session of the office's day."""
    if starts_at and ends_at:
        return int((from_stamp(ends_at) - from_stamp(starts_at)).total_seconds() // 60)
    opens, closes = desk.book.office_hours.sessions[0]
    return (closes.hour - opens.hour) * 60 + closes.minute - opens.minute


def _reply_by(desk: Desk, starts: datetime) -> datetime:
    hours = desk.book.meetings.reply_hours if desk.book.meetings else 0
    return starts - timedelta(hours=hours)
