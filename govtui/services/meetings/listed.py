"""Putting topics on an agenda and letting them go, inside the transaction of whoever does it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govtui.domain.findings import Finding
from govtui.domain.meetings.states import LISTED, OFF, ON, READY, RUNNING, TOPIC_NEXT, move
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.gates import Permit, pass_gates
from govtui.services.meetings.kinds import name_of, topic_name
from govtui.services.meetings.topics.gating import listing_findings
from govtui.store import tables
from govtui.store.meetings import meetings as store
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import AgendaItem, Meeting, Topic


def is_late(meeting: "Meeting") -> bool:
    """Whether a change of the agenda comes after it was frozen, or on the day itself."""
    return meeting.frozen_at is not None or meeting.state == RUNNING


def gates_of(
    desk: Desk, uow: UnitOfWork, meeting: "Meeting", topic: "Topic", permits: Sequence[Permit]
) -> tuple[Finding, ...]:
    """Let one topic pass the gates of the meeting's kind. Raises Refusal that names the topic."""
    name = topic_name(topic.title)
    if topic.state != READY:
        raise Refusal(f"议题{name}现在是“{topic.state}”，只有“{READY}”的议题能列入议程。")
    assert topic.id is not None
    findings = listing_findings(desk, uow, topic.id, meeting.kind)
    try:
        return pass_gates(desk, uow, findings, permits, "topic", topic.id)
    except Refusal as refusal:
        raise Refusal(f"议题{name}：{refusal.sentence}", refusal.findings) from refusal


def put_on(uow: UnitOfWork, meeting: "Meeting", topic: "Topic", reason: str) -> "AgendaItem":
    """Put a topic behind the last one of the agenda."""
    assert meeting.id is not None
    assert topic.id is not None
    row = uow.add(
        tables.AgendaItem(
            meeting_id=meeting.id,
            topic_id=topic.id,
            position=store.last_position(uow, meeting.id) + 1,
            minutes=topic.minutes,
            state=ON,
            late=is_late(meeting),
            reason=reason,
        )
    )
    state = move(TOPIC_NEXT, topic_name(topic.title), topic.state, LISTED, "列入议程")
    uow.change(topic, state=state, open=True, held_since=uow.at, meeting_id=meeting.id)
    store.note_topic(uow, topic.id, "列入", f"列入{name_of(meeting)}" + (f"：{reason}" if reason else ""))
    return row


def let_go(uow: UnitOfWork, meeting: "Meeting", item_id: int, reason: str) -> str:
    """Take an item off; its topic waits for a meeting again with all it has passed. Answers with the topic's name."""
    row = store.item(uow, item_id)
    topic = store.topic(uow, row.topic_id)
    name = topic_name(topic.title)
    if row.state != ON:
        raise Refusal(f"议题{name}{'已经撤下' if row.state == OFF else '已经议过，不能撤下'}。")
    uow.change(row, state=OFF, position=0, reason=reason, late=row.late or is_late(meeting))
    if topic.state == LISTED:
        uow.change(topic, state=READY, open=True, held_since=uow.at, meeting_id=None)
    else:
        uow.change(topic, meeting_id=None)
    store.note_topic(uow, row.topic_id, "撤下", f"从{name_of(meeting)}撤下：{reason}")
    return name
