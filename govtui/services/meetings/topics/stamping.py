"""The leaders' steps on topics in their order (arts. 10, 41): who is next, the step itself, taking it back."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from govtui.domain.findings import Finding
from govtui.domain.meetings.stamping import Stamped, next_step, seats, step_facts, step_of, taking_findings
from govtui.domain.meetings.states import LISTED, READY, RETURNED, STAMPING, TOPIC_NEXT, move
from govtui.domain.people import Directory, PersonRow
from govtui.domain.refusal import Refusal
from govtui.domain.signing import Seat
from govtui.domain.text import cut
from govtui.rulebook.meetings import MeetingKind
from govtui.services.desk import Desk
from govtui.services.documents.entered import dated, said
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit, pass_gates
from govtui.services.meetings.topics import history
from govtui.services.meetings.topics.cases import case_of, kind_named, name_of, row_of
from govtui.services.meetings.topics.reporting import NOUN, must_be_off, on_each
from govtui.services.meetings.topics.rows import StampPlan
from govtui.services.people import directory
from govtui.store import tables
from govtui.store.meetings import topics as store
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Topic

_WIDEST_OPINION = 60
"""Cells of an opinion in a sentence of the journal."""


def stamp_plan(desk: Desk, topic_id: int, on: date | None = None) -> StampPlan:
    """The next leader's step on a topic and who may take it on that day (today unless given)."""
    with desk.reading() as reader:
        row, stamps = row_of(reader, topic_id), case_of(reader, desk.book, topic_id).stamps
    return plan_of(desk, kind_named(desk.book, row["wanted"]), stamps, row["unit_id"], on or desk.today())


def plan_of(desk: Desk, kind: MeetingKind, stamps: Sequence[Stamped], unit_id: int | None, on: date) -> StampPlan:
    """The same of a topic that was read already."""
    step = next_step(kind, stamps)
    if step is None:
        return StampPlan(True)
    stamp, people = kind.stamps[step], directory(desk)
    allowed = seats(people, stamp, unit_id, on)
    missing = "" if allowed else desk.book.slot_title(stamp.slot)
    facts = step_facts(desk.book, people, stamp, unit_id, on)
    return StampPlan(False, step, stamp.slot, stamp.act, allowed, missing, facts)


def stamp(
    desk: Desk,
    ids: Sequence[int],
    person_id: int | None,
    opinion: str = "同意",
    on: date | None = None,
    agreed: bool = True,
    permits: Sequence[Permit] = (),
) -> Outcome:
    """Note a leader's step on each topic, the next one in its order; the last one makes it wait for a meeting.

    Without a person it is whoever may take the step first. `agreed=False` sends the topics back with the opinion as
    reason. Raises Refusal with findings where the rules block: the wrong leader, or one ahead of turn (R41a), somebody
    whose delegation does not cover the day (R10).
    """
    opinion = said(opinion, multiline=True)
    if not opinion:
        raise Refusal("请写明意见。" if agreed else "不同意的要写明理由。")
    people, day = directory(desk), date.fromisoformat(dated(desk, on, "签批日期"))

    def one(uow: UnitOfWork, row: "Topic") -> tuple[str, tuple[Finding, ...]]:
        return _take(desk, uow, people, row, person_id, opinion, day, agreed, permits)

    return on_each(desk, "topic.stamp", ids, "签批", one)


def unstamp(desk: Desk, topic_id: int, reason: str) -> Outcome:
    """Take back the last leader's step on a topic: entered by mistake, or the leader wants to see it again."""
    reason = said(reason, multiline=True)
    if not reason:
        raise Refusal("撤销签批要写明理由。")

    def one(uow: UnitOfWork, row: "Topic") -> tuple[str, tuple[Finding, ...]]:
        found = store.stamps_in_force(uow, topic_id)
        if not found or row.state not in (STAMPING, READY, LISTED):
            raise Refusal(f"{name_of(row.title)}现在是“{row.state}”，没有可以撤销的签批。")
        last = found[-1]
        uow.change(last, active=False, ended=f"撤销：{reason}")
        if row.state != LISTED:
            store.go_on(uow, row, STAMPING)
        words = f"撤销{last.person}的{last.act}：{reason}"
        store.note(uow, topic_id, history.UNSTAMPED, words)
        return words, ()

    return on_each(desk, "topic.unstamp", [topic_id], "撤销签批", one)


def _take(
    desk: Desk,
    uow: UnitOfWork,
    people: Directory,
    row: "Topic",
    person_id: int | None,
    opinion: str,
    on: date,
    agreed: bool,
    permits: Sequence[Permit],
) -> tuple[str, tuple[Finding, ...]]:
    assert row.id is not None
    kind, stamps = kind_named(desk.book, row.wanted), case_of(uow, desk.book, row.id).stamps
    due = next_step(kind, stamps)
    if not kind.stamps:
        raise Refusal(f"{kind.name}的议题不用领导逐级审定，送审后直接待上会。")
    if due is None or row.state not in (STAMPING, READY, LISTED):
        raise Refusal(f"{name_of(row.title)}现在是“{row.state}”，{'还没有送审' if due is not None else '已经审定'}。")
    person = _person(desk, people, kind, stamps, row, person_id, on)
    found = taking_findings(desk.book, people, kind, stamps, row.unit_id, person.id, on)
    warned = pass_gates(desk, uow, found, permits, NOUN, row.id)
    place = step_of(people, kind, due, row.unit_id, person.id, on)
    step = due if place is None else place
    words = _write(uow, people, row, kind, step, person, opinion, on, agreed)
    if not agreed:
        _send_back(uow, row, opinion)
    elif row.state != LISTED:
        store.go_on(uow, row, READY if step == len(kind.stamps) - 1 else STAMPING)
    return words, warned


def _write(
    uow: UnitOfWork,
    people: Directory,
    row: "Topic",
    kind: MeetingKind,
    step: int,
    person: PersonRow,
    opinion: str,
    on: date,
    agreed: bool,
) -> str:
    """Write the step down; returns what the journal says of it."""
    assert row.id is not None
    due = kind.stamps[step]
    seat = next((one for one in seats(people, due, row.unit_id, on) if one.person_id == person.id), None)
    seat = seat or Seat(person.id, person.name, people.title_of(person.id, on), "", due.slot)
    made = tables.TopicStamp(topic_id=row.id, step=step, slot=due.slot, person=seat.name, on_day=on.isoformat())
    made.act, made.person_id, made.title = due.act, seat.person_id, seat.title
    made.for_id, made.for_name, made.opinion, made.agreed = seat.for_id, seat.for_name, opinion, agreed
    made.active, made.ended = agreed, "" if agreed else "不同意"
    uow.add(made)
    said_words = cut(" ".join(opinion.split()), _WIDEST_OPINION)
    words = f"{seat.label}{due.act}：{said_words}"
    store.note(uow, row.id, history.STAMPED, words)
    return words


def _send_back(uow: UnitOfWork, row: "Topic", opinion: str) -> None:
    assert row.id is not None
    must_be_off(row, "退回")
    state = move(TOPIC_NEXT, name_of(row.title), row.state, RETURNED, "退回")
    store.end_stamps(uow, row.id, f"退回：{opinion}")
    store.go_on(uow, row, state, return_reason=opinion)
    store.note(uow, row.id, history.RETURNED, f"退回：{opinion}")


def _person(
    desk: Desk,
    people: Directory,
    kind: MeetingKind,
    stamps: Sequence[Stamped],
    row: "Topic",
    person_id: int | None,
    on: date,
) -> PersonRow:
    """Who takes the step: the person chosen, else the first who may."""
    plan = plan_of(desk, kind, stamps, row.unit_id, on)
    if person_id is None and not plan.seats:
        raise Refusal(f"找不到{name_of(row.title)}的{plan.missing}，请在通讯录登记任职或分工，或选定签批的领导。")
    return people.chosen(plan.seats[0].person_id if person_id is None else person_id, "签批的领导")
