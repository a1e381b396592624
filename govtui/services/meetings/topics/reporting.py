"""A unit's topic: reported, changed, sent on to the leaders, sent back, withdrawn. Its row is never taken away."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from govtui.domain.clock import stored_day
from govtui.domain.documents.outgoing.states import DISAGREED
from govtui.domain.findings import Finding
from govtui.domain.meetings.states import (
    DISCUSSED,
    LISTED,
    READY,
    REPORTED,
    RETURNED,
    STAMPING,
    TOPIC_NEXT,
    WITHDRAWN,
    move,
)
from govtui.domain.refusal import Refusal
from govtui.domain.text import cut
from govtui.rulebook.meetings import MeetingKind
from govtui.services.desk import Desk
from govtui.services.documents.entered import said
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit, pass_gates
from govtui.services.meetings import attendance
from govtui.services.meetings.topics import entering, history
from govtui.services.meetings.topics.cases import kind_named, name_of, row_of
from govtui.services.meetings.topics.gating import listing_findings, warnings
from govtui.services.meetings.topics.guessing import from_paper, guess
from govtui.services.meetings.topics.rows import NewTopic, TopicSaved, TopicUnitEntry
from govtui.store import tables
from govtui.store.meetings import topics as store
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Topic

__all__ = ["from_paper", "guess", "report", "resubmit", "return_topics", "revise", "submit", "topic_of", "withdraw"]

NOUN = "topic"
_WIDEST_REASON = 80
"""Cells of a reason in the sentence about several topics."""


def report(desk: Desk, entry: NewTopic) -> TopicSaved:
    """Write down a topic that a unit reports. Raises Refusal: no title, unknown meeting, text like a state secret."""
    entry = entering.cleaned(desk, entry)
    with desk.writing("topic.report") as uow:
        made: dict[str, Any] = {
            "state": REPORTED,
            "held_since": uow.at,
            "created_at": uow.at,
            "created_by": uow.actor_name,
        }
        row = uow.add(tables.Topic(**entering.columns(entry), **made))
        assert row.id is not None
        _write_units(uow, row.id, entry.units)
        sentence = f"{entry.unit or '（未填单位）'}申报{name_of(entry.title)}"
        store.note(uow, row.id, history.REPORTED, sentence)
        uow.say(sentence, NOUN, row.id)
        found = _said_of(desk, uow, row.id, entry)
    return TopicSaved(row.id, sentence, found)


def topic_of(desk: Desk, topic_id: int) -> NewTopic:
    """A stored topic as the form shows it again. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        row, units = row_of(reader, topic_id), _units_of(reader, topic_id)
    values: dict[str, Any] = {name: row[name] for name in entering.COLUMNS}
    values |= {name: bool(row[name]) for name in entering.MARKS}
    return NewTopic(**values, requested_on=stored_day(row["requested_on"]), units=units)


def revise(desk: Desk, topic_id: int, version: int, entry: NewTopic) -> TopicSaved:
    """Change a topic. What the leaders have seen changes only at the price of their steps: it goes to them again.

    One on an agenda keeps its place and shows that the steps are missing. Raises Stale as every edit does, Refusal for
    one that was dealt with, for another kind of meeting while it is on an agenda, and for dropping a unit that
    disagrees.
    """
    entry = entering.cleaned(desk, entry)
    with desk.writing("topic.revise") as uow:
        row = store.fetch(uow, topic_id, version)
        _may_change(row, entry)
        units = store.belongings(uow, "topic_unit", [topic_id])
        other_units = entering.others_consulted(units, entry.units)
        touched = entering.touched(row, entry, other_units)
        uow.change(row, **entering.columns(entry))
        _write_units(uow, topic_id, entry.units)
        tail = _after_change(uow, row, touched, kind_named(desk.book, entry.wanted))
        if row.state == LISTED and row.meeting_id is not None:
            attendance.refresh(desk, uow, row.meeting_id)
        words = f"改动{'、'.join(touched)}" if touched else "更正文字"
        store.note(uow, topic_id, history.CHANGED if touched else history.REVISED, words + tail)
        sentence = f"修改{name_of(row.title)}{tail}"
        uow.say(sentence, NOUN, topic_id)
        found = _said_of(desk, uow, topic_id, entry, row.state == LISTED)
    return TopicSaved(topic_id, sentence, found)


def submit(desk: Desk, ids: Sequence[int], permits: Sequence[Permit] = ()) -> Outcome:
    """Send topics to their leaders (申报 → 审核中); where the kind asks for no steps, through its gates (→ 待上会).

    What will stop a topic before the meeting is told when it goes to its leaders; only the listing stops it.
    """

    def one(uow: UnitOfWork, row: "Topic") -> tuple[str, tuple[Finding, ...]]:
        assert row.id is not None
        kind = kind_named(desk.book, row.wanted)
        if row.state != REPORTED:
            raise Refusal(f"{name_of(row.title)}现在是“{row.state}”，不能送审。")
        state = move(TOPIC_NEXT, name_of(row.title), row.state, STAMPING if kind.stamps else READY, "送审")
        found = listing_findings(desk, uow, row.id, kind.id)
        if kind.stamps:
            warned = tuple(one for one in found if one.rule not in {stamp.rule for stamp in kind.stamps})
        else:
            warned = pass_gates(desk, uow, found, permits, NOUN, row.id)
        store.go_on(uow, row, state)
        words = f"送审，{state}" if kind.stamps else f"核对通过，{state}"
        store.note(uow, row.id, history.SUBMITTED, words)
        return words, warned

    return on_each(desk, "topic.submit", ids, "送审", one)


def return_topics(desk: Desk, ids: Sequence[int], reason: str) -> Outcome:
    """Send topics back to their units; the leaders' steps end. Raises Refusal without a reason, or while listed."""
    return _end(desk, ids, reason, RETURNED, history.RETURNED, "退回")


def withdraw(desk: Desk, ids: Sequence[int], reason: str) -> Outcome:
    """Note that units withdraw their topics. Raises Refusal without a reason, or while they are on an agenda."""
    return _end(desk, ids, reason, WITHDRAWN, history.WITHDRAWN, "撤回")


def resubmit(desk: Desk, topic_id: int) -> Outcome:
    """A unit reports a topic again that was sent back (退回 → 申报); what was recorded of it stays."""

    def one(uow: UnitOfWork, row: "Topic") -> tuple[str, tuple[Finding, ...]]:
        assert row.id is not None
        if row.state != RETURNED:
            raise Refusal(f"{name_of(row.title)}现在是“{row.state}”，只有退回的议题才重新申报。")
        store.go_on(uow, row, move(TOPIC_NEXT, name_of(row.title), row.state, REPORTED, "重新申报"), return_reason="")
        store.note(uow, row.id, history.RESUBMITTED, "重新申报")
        return "重新申报", ()

    return on_each(desk, "topic.resubmit", [topic_id], "重新申报", one)


def on_each(
    desk: Desk,
    action: str,
    ids: Sequence[int],
    what: str,
    act: Callable[[UnitOfWork, "Topic"], tuple[str, tuple[Finding, ...]]],
) -> Outcome:
    """One act on several topics in one transaction; `act` returns its words and what the rules only warn of."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        raise Refusal(f"请先选要{what}的议题。")
    with desk.writing(action) as uow:
        warned: list[Finding] = []
        first = name, words = "", ""
        for topic_id in wanted:
            row = store.fetch(uow, topic_id)
            name = name_of(row.title)
            words, found = act(uow, row)
            first = first if first[0] else (name, words)
            warned += found
        more = f"等 {len(wanted)} 个" if len(wanted) > 1 else ""
        sentence = f"{first[0]}{more}{first[1]}"
        uow.say(sentence, NOUN, wanted[0])
    return Outcome(len(wanted), sentence, tuple(dict.fromkeys(warned)))


def must_be_off(row: "Topic", act: str) -> None:
    """A topic on an agenda is taken off there first, so that agenda and topic never disagree."""
    if row.state == LISTED:
        raise Refusal(f"{name_of(row.title)}已列入会议议程，请先从议程上撤下，再{act}。")


def _end(desk: Desk, ids: Sequence[int], reason: str, state: str, kind: str, act: str) -> Outcome:
    reason = said(reason, multiline=True)
    if not reason:
        raise Refusal(f"{act}议题要写明理由。")

    def one(uow: UnitOfWork, row: "Topic") -> tuple[str, tuple[Finding, ...]]:
        assert row.id is not None
        must_be_off(row, act)
        to = move(TOPIC_NEXT, name_of(row.title), row.state, state, act)
        store.end_stamps(uow, row.id, f"{act}：{reason}")
        store.go_on(uow, row, to, return_reason=reason)
        store.note(uow, row.id, kind, f"{act}：{reason}")
        return f"{act}：{cut(' '.join(reason.split()), _WIDEST_REASON)}", ()

    return on_each(desk, f"topic.{'return' if state == RETURNED else 'withdraw'}", ids, act, one)


def _may_change(row: "Topic", entry: NewTopic) -> None:
    if row.state in (DISCUSSED, WITHDRAWN):
        raise Refusal(f"{name_of(row.title)}现在是“{row.state}”，不能再改。")
    if row.state == LISTED and entry.wanted != row.wanted:
        raise Refusal(f"{name_of(row.title)}已列入会议议程，要改提请的会议，请先从议程上撤下。")


def _after_change(uow: UnitOfWork, row: "Topic", touched: Sequence[str], kind: MeetingKind) -> str:
    """What a change does to the leaders' steps and the state; says so in words for the sentence."""
    if not touched:
        return ""
    assert row.id is not None
    ended = store.end_stamps(uow, row.id, f"改动：{'、'.join(touched)}")
    if row.state not in (STAMPING, READY, LISTED):
        return ""
    stays = row.state == LISTED or (row.state == READY and not kind.stamps)
    if not stays:
        store.go_on(uow, row, move(TOPIC_NEXT, name_of(row.title), row.state, REPORTED, "改动"))
        return "，已办的审定作废，重新送审" if ended else "，重新送审"
    return "，已办的审定作废，须补办" if ended else ""


def _said_of(
    desk: Desk, within: UnitOfWork, topic_id: int, entry: NewTopic, listed: bool = False
) -> tuple[Finding, ...]:
    """What the form tells after saving: what the rules warn of; everything where the topic is on an agenda."""
    found = listing_findings(desk, within, topic_id, entry.wanted)
    return found if listed else warnings(found)


def _units_of(within: Reader | UnitOfWork, topic_id: int) -> tuple[TopicUnitEntry, ...]:
    rows = store.belongings(within, "topic_unit", [topic_id])
    return tuple(
        TopicUnitEntry(row["unit_id"], row["unit"], *(bool(row[mark]) for mark in ("county", "consulted", "attends")))
        for row in rows
    )


def _write_units(uow: UnitOfWork, topic_id: int, wanted: Sequence[TopicUnitEntry]) -> None:
    """Keep the units of a topic as the entry says now; what a unit answered stays with it."""
    rows = store.belongings(uow, "topic_unit", [topic_id])
    entries = entering.matched(rows, wanted)
    for old in rows:
        row, entry = uow.get(tables.TopicUnit, int(old["id"])), entries.get(old["id"])
        kept = entry is not None and (entry.consulted or not row.consulted) and entry.county == row.county
        if row.opinion == DISAGREED and not kept:
            raise Refusal(f"{row.unit}有不同意见，不能从征求单位中去掉；请协调，或列明各方依据。")
        if entry is None:
            uow.delete(row)
        else:
            marks = {"county": entry.county, "consulted": entry.consulted, "attends": entry.attends}
            uow.change(row, unit_id=entry.unit_id, unit=entry.unit, **marks)
    for entry in (one for one in wanted if one not in entries.values()):
        row = tables.TopicUnit(topic_id=topic_id, unit_id=entry.unit_id, unit=entry.unit)
        row.county, row.consulted, row.attends = entry.county, entry.consulted, entry.attends
        uow.add(row)
