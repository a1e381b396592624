"""On the day: what became of every topic, and the decisions with their units and days (arts. 23, 38 to 40)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from govtui.domain.findings import Finding
from govtui.domain.meetings.deciding import Carrier, carriers_of, dissent_findings, may_decide
from govtui.domain.meetings.decisions import DONE as STEP_DONE
from govtui.domain.meetings.states import (
    DISCUSSED,
    DONE,
    HELD,
    LISTED,
    OFF,
    READY,
    RUNNING,
    TOPIC_NEXT,
    move,
)
from govtui.domain.refusal import Refusal
from govtui.domain.text import cut
from govtui.rulebook.meetings import MeetingKind
from govtui.rulebook.meetings import Outcome as Result
from govtui.services.desk import Desk
from govtui.services.documents.entered import said
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit, pass_gates
from govtui.services.meetings.minutes.overtaking import meeting_changed
from govtui.services.meetings.minutes.reading import decision_rows, held_on
from govtui.services.meetings.rows import DecisionRow, UnitDue
from govtui.services.meetings.topics.gating import recording_findings
from govtui.services.people import directory
from govtui.store import tables
from govtui.store.meetings import minutes as store
from govtui.store.meetings import topics
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import AgendaItem, Meeting, Topic

_WIDEST = 40
"""Cells of a title or a decision in a sentence."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said of an item, besides its outcome."""

    discussion: str = ""
    dissent: str = ""
    chair_reason: str = ""


def decide(
    desk: Desk,
    item_id: int,
    outcome: str,
    discussion: str = "",
    dissent: str = "",
    chair_reason: str = "",
    permits: Sequence[Permit] = (),
    *,
    version: int | None = None,
) -> Outcome:
    """Record what became of a topic; it may be recorded anew until the minutes are out.

    A deferred topic waits for a later meeting with its gates and history. Raises Stale where somebody else recorded it
    since `version` of the item was read (None: whatever stands is replaced), Refusal before the meeting is opened,
    for an outcome that the pack does not name, where the topic has gone on to another meeting, and with findings where
    it lost a leader's step since it was listed (R41a) or steps of a major decision are open (R23); R23b warns.
    """
    result = _result(desk, outcome)
    texts = _Said(*(said(text, multiline=True) for text in (discussion, dissent, chair_reason)))
    with desk.writing("meeting.decide") as uow:
        item = store.fetch_item(uow, item_id, version)
        meeting = _open_meeting(uow, item.meeting_id)
        sentence, warned = _decide(desk, uow, meeting, item, result, texts, permits)
        uow.say(sentence, "meeting", meeting.id)
    return Outcome(1, sentence, warned)


def set_outcomes(desk: Desk, item_ids: Sequence[int], outcome: str, permits: Sequence[Permit] = ()) -> Outcome:
    """Record one outcome for several items; what was noted of their discussion stays. As `decide` else."""
    if not item_ids:
        raise Refusal("请先选议题。")
    result = _result(desk, outcome)
    with desk.writing("meeting.decide") as uow:
        warned: list[Finding] = []
        for item_id in item_ids:
            item = store.fetch_item(uow, item_id)
            meeting = _open_meeting(uow, item.meeting_id)
            texts = _Said(item.discussion, item.dissent, item.chair_reason)
            sentence, found = _decide(desk, uow, meeting, item, result, texts, permits)
            warned += found
        if len(item_ids) > 1:
            sentence = f"{len(item_ids)} 个议题：{result.name}"
        uow.say(sentence, "meeting", meeting.id)
    return Outcome(len(item_ids), sentence, tuple(warned))


def add_decision(desk: Desk, item_id: int, text: str, units: Sequence[UnitDue] = ()) -> DecisionRow:
    """Add a decision line to an item; the first unit leads unless another is marked.

    Raises Refusal for an outcome that decides nothing, an empty text, a day before the meeting, minutes that are out.
    """
    text = _decision_text(text)
    with desk.writing("meeting.decision.add") as uow:
        item = store.fetch_item(uow, item_id)
        meeting = _open_meeting(uow, item.meeting_id)
        topic = _topic_of(uow, item)
        may_decide(_known(desk, item.outcome), f"《{cut(topic.title, _WIDEST)}》")
        carriers = _carriers(desk, meeting, units)
        place = uow.value("SELECT coalesce(max(position), 0) + 1 FROM decision WHERE item_id = :id", id=item_id)
        row = uow.add(tables.Decision(item_id=item_id, meeting_id=item.meeting_id, position=int(place), text=text))
        assert row.id is not None
        _write_units(uow, row.id, carriers)
        tail = meeting_changed(uow, item.meeting_id, "议定事项")
        _tell(uow, item.meeting_id, "议定", f"议定：{cut(text, _WIDEST)}{_who(carriers)}{tail}")
        found = _decision(uow, item.meeting_id, row.id)
    return found


def change_decision(desk: Desk, decision_id: int, version: int, text: str, units: Sequence[UnitDue]) -> DecisionRow:
    """Change a decision line and its units; a review or sign-off of the minutes ends. Raises Stale and as `add`."""
    text = _decision_text(text)
    with desk.writing("meeting.decision.change") as uow:
        row = store.fetch_decision(uow, decision_id, version)
        meeting = _open_meeting(uow, row.meeting_id)
        carriers = _carriers(desk, meeting, units)
        tail = meeting_changed(uow, row.meeting_id, "议定事项")
        uow.change(row, text=text)
        store.drop_units(uow, decision_id)
        _write_units(uow, decision_id, carriers)
        _tell(uow, row.meeting_id, "议定", f"修改议定事项：{cut(text, _WIDEST)}{_who(carriers)}{tail}")
        found = _decision(uow, row.meeting_id, decision_id)
    return found


def drop_decision(desk: Desk, decision_id: int) -> Outcome:
    """Take a decision line away; what was proposed from it and taken up stays. Raises Refusal where minutes are out."""
    with desk.writing("meeting.decision.drop") as uow:
        row = store.fetch_decision(uow, decision_id)
        _open_meeting(uow, row.meeting_id)
        tail = meeting_changed(uow, row.meeting_id, "议定事项")
        store.forget_decision(uow, decision_id)
        store.drop_units(uow, decision_id)
        sentence = f"删除议定事项：{cut(row.text, _WIDEST)}{tail}"
        meeting_id = row.meeting_id
        uow.delete(row)
        _tell(uow, meeting_id, "议定", sentence)
    return Outcome(1, sentence)


def decisions(desk: Desk, meeting_id: int) -> tuple[DecisionRow, ...]:
    """The decisions of a meeting in the order of its agenda."""
    with desk.reading() as reader:
        return decision_rows(reader, meeting_id)


# -- outcomes ---------------------------------------------------------------------------------------------------------


def _decide(
    desk: Desk,
    uow: UnitOfWork,
    meeting: "Meeting",
    item: "AgendaItem",
    result: Result,
    texts: _Said,
    permits: Sequence[Permit],
) -> tuple[str, tuple[Finding, ...]]:
    """Write the outcome of one item; the sentence and what only warns."""
    topic = _topic_of(uow, item)
    name = f"《{cut(topic.title, _WIDEST)}》"
    _must_fit(uow, item, topic, result, name)
    found = _findings(desk, uow, desk.book.known_meeting_kind(meeting.kind), topic, result, texts)
    warned = pass_gates(desk, uow, found, permits, "topic", topic.id)
    said_before = (item.outcome, item.discussion, item.dissent, item.chair_reason)
    said_now = (result.id, texts.discussion, texts.dissent, texts.chair_reason)
    tail = meeting_changed(uow, item.meeting_id, "会议结果") if said_before != said_now else ""
    uow.change(
        item,
        state=DONE,
        outcome=result.id,
        outcome_at=item.outcome_at or uow.at,
        discussion=texts.discussion,
        dissent=texts.dissent,
        chair_reason=texts.chair_reason,
    )
    if said_before[0] != result.id:
        _carry_over(desk, uow, meeting, topic, result)
        topics.note(uow, item.topic_id, "会议", f"{meeting.name}：{result.name}")
    sentence = f"{name}{result.name}{tail}"
    store.note(uow, item.meeting_id, "议题", sentence)
    return sentence, warned


def _must_fit(uow: UnitOfWork, item: "AgendaItem", topic: "Topic", result: Result, name: str) -> None:
    """Raises Refusal where an outcome would contradict what stands already."""
    assert item.id is not None
    if result.id != item.outcome and store.went_on(uow, item.id, item.topic_id):
        raise Refusal(f"{name}已经列入以后的会议，这里的处理结果不能再改。")
    count = int(uow.value("SELECT count(*) FROM decision WHERE item_id = :id", id=item.id))
    if count and not result.decides:
        raise Refusal(f"{name}已记有 {count} 条议定事项，不能记为“{result.name}”；请先删去议定事项。")
    if item.outcome != result.id and item.outcome and topic.state not in (DISCUSSED, READY):
        raise Refusal(f"{name}现在是“{topic.state}”，这里的处理结果不能再改。")


def _findings(
    desk: Desk, uow: UnitOfWork, kind: MeetingKind | None, topic: "Topic", result: Result, texts: _Said
) -> tuple[Finding, ...]:
    """R41a where the topic lost a leader's step since it was listed, R23 where a major decision is taken with open
    steps (unless let pass for this topic before), R23b besides."""
    if not result.decides or kind is None:
        return ()
    assert topic.id is not None
    major = topic.major and kind.decides_major
    dissent = dissent_findings(desk.book, major, texts.dissent, texts.chair_reason)
    return (*recording_findings(desk, uow, topic.id, kind.id), *dissent)


def _carry_over(desk: Desk, uow: UnitOfWork, meeting: "Meeting", topic: "Topic", result: Result) -> None:
    """Put the topic where the outcome leads: dealt with, or back to the pool for a later meeting (trap: keeps all)."""
    name = f"《{cut(topic.title, _WIDEST)}》"
    if result.again:
        state = topic.state if topic.state == READY else move(TOPIC_NEXT, name, topic.state, READY, "暂缓")
        more: dict[str, Any] = {"meeting_id": None, "deferred": topic.deferred + 1, "outcome": "", "decided_on": None}
        topics.go_on(uow, topic, state, **more)
        _meeting_step(desk, uow, meeting, topic, None)
        return
    back = topic.state == READY
    if topic.state == READY:
        topics.go_on(uow, topic, move(TOPIC_NEXT, name, READY, LISTED, "登记结果"))
    state = topic.state if topic.state == DISCUSSED else move(TOPIC_NEXT, name, topic.state, DISCUSSED, "登记结果")
    held = held_on(desk, meeting.starts_at)
    dealt: dict[str, Any] = {"meeting_id": meeting.id, "outcome": result.id, "decided_on": held.isoformat()}
    topics.go_on(uow, topic, state, deferred=topic.deferred - back, **dealt)
    kind = desk.book.known_meeting_kind(meeting.kind)
    if topic.major and result.decides and kind is not None and kind.decides_major:
        _meeting_step(desk, uow, meeting, topic, held)


def _meeting_step(desk: Desk, uow: UnitOfWork, meeting: "Meeting", topic: "Topic", held: date | None) -> None:
    """The step of a major decision that the meeting itself is: done with it, open again where it is put off."""
    assert topic.id is not None
    there = {row["step"]: row["id"] for row in topics.belongings(uow, "decision_step", [topic.id])}
    on = held.isoformat() if held else None
    for step in desk.book.decision_steps:
        if not step.by_meeting or (held is None and step.id not in there):
            continue
        row: Any = (
            uow.get(tables.DecisionStepRow, int(there[step.id]))
            if step.id in there
            else uow.add(tables.DecisionStepRow(topic_id=topic.id, step=step.id))
        )
        told = meeting.name if held else ""
        uow.change(row, status=STEP_DONE if held else "", started_on=on, ended_on=on, document=told)


def _result(desk: Desk, outcome: str) -> Result:
    found = _known(desk, outcome)
    if found is None:
        named = "、".join(one.name for one in desk.book.meetings.outcomes) if desk.book.meetings else ""
        raise Refusal(f"请选处理结果：{named}。" if named else "规则包没有写会议的处理结果，请先补上。")
    return found


def _known(desk: Desk, outcome: str) -> Result | None:
    return desk.book.meetings.outcome(outcome) if desk.book.meetings else None


def _open_meeting(uow: UnitOfWork, meeting_id: int) -> "Meeting":
    """The meeting of an item. Raises Refusal unless it is running or over."""
    meeting = store.fetch_meeting(uow, meeting_id)
    if meeting.state not in (RUNNING, HELD):
        raise Refusal(f"{meeting.name}现在是“{meeting.state}”，开会以后才能登记结果；请先宣布开会。")
    return meeting


def _topic_of(uow: UnitOfWork, item: "AgendaItem") -> "Topic":
    topic = topics.fetch(uow, item.topic_id)
    if item.state == OFF:
        raise Refusal(f"《{cut(topic.title, _WIDEST)}》已从议程撤下，不能登记结果。")
    return topic


# -- decisions --------------------------------------------------------------------------------------------------------


def _decision_text(text: str) -> str:
    text = said(text, multiline=True)
    if not text:
        raise Refusal("请写议定事项的内容。")
    return text


def _carriers(desk: Desk, meeting: "Meeting", units: Sequence[UnitDue]) -> tuple[Carrier, ...]:
    """The units as they are kept: known ones by id, each by the name that topics use too."""
    people = directory(desk)
    entered = []
    for one in units:
        name = said(one.unit)
        unit = people.unit(one.unit_id) or people.unit_named(name)
        if unit is None and not name:
            raise Refusal("请写明责任单位。")
        unit_id, name = (unit.id, unit.label) if unit else (None, name)
        entered.append(Carrier(unit_id, name, one.lead, one.due, said(one.due_words)))
    return carriers_of(entered, held_on(desk, meeting.starts_at))


def _write_units(uow: UnitOfWork, decision_id: int, carriers: Sequence[Carrier]) -> None:
    for one in carriers:
        row: Any = tables.DecisionUnit(decision_id=decision_id, unit=one.unit)
        row.unit_id, row.lead, row.due_words = one.unit_id, one.lead, one.due_words
        row.due_on = one.due.isoformat() if one.due else None
        uow.add(row)


def _who(carriers: Sequence[Carrier]) -> str:
    return f"（{'、'.join(one.unit for one in carriers)}）" if carriers else ""


def _tell(uow: UnitOfWork, meeting_id: int, kind: str, sentence: str) -> None:
    store.note(uow, meeting_id, kind, sentence)
    uow.say(sentence, "meeting", meeting_id)


def _decision(uow: UnitOfWork, meeting_id: int, decision_id: int) -> DecisionRow:
    return next(one for one in decision_rows(uow, meeting_id) if one.id == decision_id)
