"""The agenda board: list topics, move them, give them time, take them off, freeze; late changes on the day."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govtui.domain.clock import stored_moment
from govtui.domain.findings import Finding
from govtui.domain.meetings.agenda import LONGEST, minutes_left, moved
from govtui.domain.meetings.states import BEFORE, ON, RUNNING
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.entered import said
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit
from govtui.services.meetings import attendance
from govtui.services.meetings.boarding import board_findings
from govtui.services.meetings.kinds import GONE, name_of, topic_name
from govtui.services.meetings.listed import gates_of, is_late, let_go, put_on
from govtui.services.meetings.rows import Board
from govtui.services.meetings.topics import views as topic_views
from govtui.services.meetings.topics.rows import TopicRow
from govtui.services.meetings.views import item_rows, list_rows
from govtui.store.meetings import meetings as store
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import AgendaItem, Meeting


def pool(desk: Desk, meeting_id: int) -> tuple[TopicRow, ...]:
    """Topics that wait for a meeting: those asked for this kind first, then what was deferred, then by age."""
    with desk.reading() as reader:
        row = store.meeting(reader, meeting_id)
        if row is None:
            raise Refusal(GONE)
        ready = store.ready_topics(reader, row["kind"])
    return tuple(topic_views.list_rows(desk, ready))


def board(desk: Desk, meeting_id: int) -> Board:
    """The agenda with running times, what was taken off, what is left of the time, the pool, and what to look at."""
    with desk.reading() as reader:
        row = store.meeting(reader, meeting_id)
        if row is None:
            raise Refusal(GONE)
        items = item_rows(desk, reader, row, store.items(reader, meeting_id))
        off = item_rows(desk, reader, row, store.items_off(reader, meeting_id))
        findings = board_findings(desk, reader, row)
    total = sum(item.minutes for item in items)
    return Board(
        meeting=list_rows(desk, [row])[0],
        items=items,
        taken_off=off,
        total=total,
        left=minutes_left(stored_moment(row["starts_at"]), stored_moment(row["ends_at"]), total),
        pool=pool(desk, meeting_id),
        findings=findings,
    )


def add(
    desk: Desk, meeting_id: int, topic_ids: Sequence[int], reason: str = "", permits: Sequence[Permit] = ()
) -> Outcome:
    """List topics, all or none: every one passes the gates of this kind of meeting (arts. 23, 25, 41, 42).

    After the agenda was frozen, and on the day, they are marked late. Raises Refusal that names the topic which a
    gate stops, or that waits for no meeting.
    """
    chosen, reason = list(dict.fromkeys(topic_ids)), said(reason)
    if not chosen:
        raise Refusal("请先选要列入的议题。")
    found: list[Finding] = []
    with desk.writing("agenda.add") as uow:
        meeting = _open(uow, meeting_id, "列入议题")
        topics = [store.topic(uow, topic_id) for topic_id in chosen]
        for topic in topics:
            found += gates_of(desk, uow, meeting, topic, permits)
        for topic in topics:
            put_on(uow, meeting, topic, reason)
        what = "临时列入" if is_late(meeting) else "列入"
        sentence = f"{name_of(meeting)}{what}{_several([topic_name(topic.title) for topic in topics])}"
        _done(desk, uow, meeting, what, sentence + (f"：{reason}" if reason else ""))
    return Outcome(len(chosen), sentence, tuple(found))


def move(desk: Desk, item_id: int, by: int) -> Outcome:
    """Move an item `by` places (up: negative), at most to the ends and never before what was dealt with.

    A frozen agenda is not moved before the day; on the day it is, and the item is marked late.
    """
    with desk.writing("agenda.move") as uow:
        row, meeting, name = _item(uow, item_id, "调整顺序")
        order = [one["id"] for one in store.items(uow, row.meeting_id)]
        wanted = moved(order, item_id, by, store.first_free(uow, row.meeting_id))
        if list(wanted) == order:
            return Outcome(0, f"议题{name}已在{'最前' if by < 0 else '最后'}。")
        for place, one in enumerate(wanted, 1):
            item = store.item(uow, one)
            if item.position != place:
                uow.change(item, position=place, late=item.late or (one == item_id and is_late(meeting)))
        sentence = f"{name_of(meeting)}把{name}调到第{wanted.index(item_id) + 1}项"
        _done(desk, uow, meeting, "调序", sentence)
    return Outcome(1, sentence)


def set_minutes(desk: Desk, item_id: int, minutes: int) -> Outcome:
    """Give an item another length; what follows begins earlier or later."""
    if not 1 <= minutes <= LONGEST:
        raise Refusal(f"议题时长填 1 到 {LONGEST} 分钟，请改正。")
    with desk.writing("agenda.minutes") as uow:
        row, meeting, name = _item(uow, item_id, "改时长")
        uow.change(row, minutes=minutes, late=row.late or is_late(meeting))
        sentence = f"{name_of(meeting)}的{name}定为 {minutes} 分钟"
        _done(desk, uow, meeting, "时长", sentence)
    return Outcome(1, sentence)


def take_off(desk: Desk, item_ids: Sequence[int], reason: str) -> Outcome:
    """Take items off the agenda with a reason: their topics wait for a meeting again, nothing they passed is lost."""
    chosen, reason = list(dict.fromkeys(item_ids)), said(reason)
    if not chosen:
        raise Refusal("请先选要撤下的议题。")
    if not reason:
        raise Refusal("撤下议题要写明理由。")
    with desk.writing("agenda.take_off") as uow:
        meeting = _open(uow, store.item(uow, chosen[0]).meeting_id, "撤下议题")
        if any(store.item(uow, one).meeting_id != meeting.id for one in chosen):
            raise Refusal("一次只撤下同一次会议的议题，请分开办理。")
        names = [let_go(uow, meeting, one, reason) for one in chosen]
        store.renumber(uow, int(meeting.id or 0))
        sentence = f"{name_of(meeting)}撤下{_several(names)}：{reason}"
        _done(desk, uow, meeting, "撤下", sentence)
    return Outcome(len(chosen), sentence)


def freeze(desk: Desk, meeting_id: int) -> Outcome:
    """Freeze the agenda: from now on the order stands and what is added is marked late."""
    with desk.writing("agenda.freeze") as uow:
        meeting = _before(uow, meeting_id, "冻结议程")
        if meeting.frozen_at is not None:
            raise Refusal(f"{name_of(meeting)}的议程已经冻结。")
        uow.change(meeting, frozen_at=uow.at)
        count = len(store.item_ids_on(uow, meeting_id))
        sentence = f"冻结{name_of(meeting)}议程（{count} 个议题）"
        store.note(uow, meeting_id, "冻结", sentence)
        uow.say(sentence, "meeting", meeting_id)
    return Outcome(1, sentence)


def unfreeze(desk: Desk, meeting_id: int, reason: str) -> Outcome:
    """Let the agenda be changed again, with a reason."""
    reason = said(reason)
    if not reason:
        raise Refusal("解冻议程要写明理由。")
    with desk.writing("agenda.unfreeze") as uow:
        meeting = _before(uow, meeting_id, "解冻议程")
        if meeting.frozen_at is None:
            raise Refusal(f"{name_of(meeting)}的议程没有冻结。")
        uow.change(meeting, frozen_at=None)
        sentence = f"解冻{name_of(meeting)}议程：{reason}"
        store.note(uow, meeting_id, "解冻", sentence)
        uow.say(sentence, "meeting", meeting_id)
    return Outcome(1, sentence)


# -- inner ------------------------------------------------------------------------------------------------------------


def _open(uow: UnitOfWork, meeting_id: int, act: str) -> "Meeting":
    meeting = store.fetch(uow, meeting_id)
    if meeting.state not in (*BEFORE, RUNNING):
        raise Refusal(f"{name_of(meeting)}现在是“{meeting.state}”，不能{act}。")
    return meeting


def _before(uow: UnitOfWork, meeting_id: int, act: str) -> "Meeting":
    meeting = store.fetch(uow, meeting_id)
    if meeting.state not in BEFORE:
        raise Refusal(f"{name_of(meeting)}现在是“{meeting.state}”，不能{act}。")
    return meeting


def _item(uow: UnitOfWork, item_id: int, act: str) -> "tuple[AgendaItem, Meeting, str]":
    """An item that still waits, its meeting and its topic's name. Raises Refusal while the agenda is frozen."""
    row = store.item(uow, item_id)
    meeting = _open(uow, row.meeting_id, act)
    name = topic_name(store.topic(uow, row.topic_id).title)
    if row.state != ON:
        raise Refusal(f"议题{name}现在是“{row.state}”，不能{act}。")
    if meeting.frozen_at is not None and meeting.state != RUNNING:
        raise Refusal(f"{name_of(meeting)}的议程已冻结，不能{act}；确需调整的先解冻，或在开会当天临时调整。")
    return row, meeting, name


def _done(desk: Desk, uow: UnitOfWork, meeting: "Meeting", kind: str, sentence: str) -> None:
    """Compute anew who waits for which topic, and write down what happened."""
    meeting_id = int(meeting.id or 0)
    attendance.refresh(desk, uow, meeting_id)
    store.note(uow, meeting_id, kind, sentence)
    uow.say(sentence, "meeting", meeting_id)


def _several(names: Sequence[str]) -> str:
    return f"议题{names[0]}" + (f"等 {len(names)} 个" if len(names) > 1 else "")
