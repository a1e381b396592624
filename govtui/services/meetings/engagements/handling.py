"""The office's steps on an engagement, what leaders answer, leave to ask county heads, and giving one up."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from govtui.domain.findings import Finding
from govtui.domain.meetings import engagements as rules
from govtui.domain.meetings.engagements import named
from govtui.domain.meetings.states import (
    ANSWERS,
    CANCELLED,
    DEPARTMENT_MEETING,
    ENGAGEMENT_NEXT,
    IN_REVIEW,
    INSTEAD,
    PENDING,
    RETURNED,
    SETTLED,
    TO_HANDLE,
    TO_LEADER,
    move,
)
from govtui.domain.people import Directory
from govtui.domain.refusal import Refusal
from govtui.domain.signing import Seat, SignerPlan, signer_findings, slot_seats
from govtui.rulebook.meetings import Stamp
from govtui.rulebook.outgoing import SignerRule
from govtui.services.desk import Desk
from govtui.services.documents.entered import dated, said
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit, pass_gates
from govtui.services.meetings.engagements import judging
from govtui.services.meetings.engagements.occupied import NOUN
from govtui.services.meetings.engagements.rows import LeaderSaid
from govtui.services.meetings.engagements.settling import answer_for, stand
from govtui.services.meetings.topics.rows import StampPlan
from govtui.services.people import directory
from govtui.store import tables
from govtui.store.meetings import engagements as store
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Engagement

_SERVING = "serving_section"
CAN = "可以办"
"""The fact of a step that names who may take it."""

# -- the office's steps -----------------------------------------------------------------------------------------------


def stamp_plan(desk: Desk, engagement_id: int, on: date | None = None) -> StampPlan:
    """The next step of the office (R66b) and who may take it on that day; `done` where none is left or due."""
    with desk.reading() as reader:
        row = judging.stored(reader, engagement_id)
        left = judging.missing_steps(desk, reader, row)
        taken = len(store.stamps(reader, engagement_id))
    if not left:
        return StampPlan(True)
    step, people, day = left[0], directory(desk), on or desk.today()
    seats = _seats(people, step.slot, row["unit_id"], day)
    title = desk.book.slot_title(step.slot)
    unit = people.unit(row["unit_id"])
    section = people.serving_section(unit.id, day) if unit and step.slot == _SERVING else None
    who = "、".join(seat.label for seat in seats) or (f"{section.name}的人" if section else f"没有找到{title}")
    facts = (
        ("活动", row["title"]),
        ("主办单位", unit.name if unit else row["unit"] or "（空）"),
        ("环节", f"{title}{step.act}"),
        (CAN, who),
    )
    return StampPlan(False, taken, step.slot, step.act, seats, "" if seats or section else title, facts)


def stamp(
    desk: Desk,
    ids: Sequence[int],
    person_id: int | None,
    opinion: str = "同意",
    on: date | None = None,
    agreed: bool = True,
    permits: Sequence[Permit] = (),
) -> Outcome:
    """Note the next step of each: after the last one its leaders are asked, or it is settled where none is asked.

    `person_id` None is the clerk, who may give the section's opinion. Not agreed: the request goes back with the
    opinion. Somebody whom the step does not name is only warned of where the rule only warns (R66b). A step that was
    passed over is made up for after the leaders were asked; that changes nothing else.
    """
    opinion = said(opinion, multiline=True)
    if not agreed and not opinion:
        raise Refusal("不同意的要写明意见。")

    def act(uow: UnitOfWork, row: "Engagement") -> tuple[str, tuple[Finding, ...]]:
        assert row.id is not None
        left = judging.missing_steps(desk, uow, judging.stored(uow, row.id))
        if not left:
            raise Refusal(f"{named(row.title)}没有要办的审核环节了。")
        late = row.state in (TO_LEADER, SETTLED)
        if not late:
            move(ENGAGEMENT_NEXT, named(row.title), row.state, IN_REVIEW, left[0].act)
        elif not agreed:
            raise Refusal(f"{named(row.title)}现在是“{row.state}”，不同意的请退回或取消。")
        who, found = _taker(desk, row, left[0], person_id, on or desk.today())
        warned = pass_gates(desk, uow, found, permits, NOUN, row.id)
        taken = len(store.stamps(uow, row.id))
        _write_stamp(uow, row.id, taken, left[0], (person_id, who), agreed, opinion, dated(desk, on, "办理日期"))
        words = f"{who}{left[0].act}：{opinion}".rstrip("：")
        if late:
            return f"补办：{words}", (*warned, *judging.open_findings(desk, uow, judging.stored(uow, row.id)))
        return words, (*warned, *_after_step(desk, uow, row, len(left) == 1, agreed, permits))

    return _each(desk, ids, "engagement.stamp", "审核", act)


def settle(desk: Desk, ids: Sequence[int], permits: Sequence[Permit] = ()) -> Outcome:
    """Settle engagements at once: departments' meetings, entries of the plan, and what every leader answered.

    Raises Refusal where leaders have yet to answer, and where a rule stands in the way (R45a).
    """

    def act(uow: UnitOfWork, row: "Engagement") -> tuple[str, tuple[Finding, ...]]:
        if row.state not in store.OPEN_STATES:
            raise Refusal(f"{named(row.title)}现在是“{row.state}”，不用再定。")
        answer_for(uow, row, desk.today().isoformat())
        return "定下", stand(desk, uow, row, "定下", permits)

    return _each(desk, ids, "engagement.settle", "定下", act)


# -- county heads -----------------------------------------------------------------------------------------------------


def heads_plan(desk: Desk, engagement_id: int, on: date | None = None) -> SignerPlan:
    """Who may let county heads be asked to this department's meeting on that day (R45a, R10)."""
    with desk.reading() as reader:
        row = judging.stored(reader, engagement_id)
    return _heads_plan(desk, row["unit_id"], row["title"], on or desk.today())


def allow_heads(
    desk: Desk, engagement_id: int, person_id: int, on: date | None = None, permits: Sequence[Permit] = ()
) -> Outcome:
    """Note that county heads may be asked to a department's meeting. Blocks where somebody else allows it (R45a, R10).

    Raises Refusal for anything but a department's meeting that asks them.
    """
    day, people = dated(desk, on, "批准日期"), directory(desk)
    heads = rules.heads_title(desk.book)
    with desk.writing("engagement.allow-heads") as uow:
        row = store.fetch(uow, engagement_id)
        if row.kind != DEPARTMENT_MEETING or not row.county_heads:
            raise Refusal(f"{named(row.title)}没有请{heads}，不用批准。")
        if row.state in judging.OVER:
            raise Refusal(f"{named(row.title)}现在是“{row.state}”，不能批准。")
        plan = _heads_plan(desk, row.unit_id, row.title, date.fromisoformat(day))
        found = signer_findings(desk.book, people, plan, person_id, date.fromisoformat(day))
        pass_gates(desk, uow, found, permits, NOUN, engagement_id)
        seat = plan.seat(person_id)
        who = seat.words if seat else _name(people, person_id)
        uow.change(row, heads_approver_id=person_id, heads_approver=who, heads_approved_on=day)
        silent = "（由谁批准规则未明确）" if plan.rule is None else ""
        sentence = f"{who}批准{named(row.title)}请{heads}参加{silent}"
        store.note(uow, engagement_id, "批准", sentence)
        uow.say(sentence, NOUN, engagement_id)
        left = judging.open_findings(desk, uow, judging.stored(uow, engagement_id))
    return Outcome(1, sentence, left)


# -- what leaders answer ----------------------------------------------------------------------------------------------


def answer(
    desk: Desk,
    leader_row_ids: Sequence[int],
    answer: str,
    instead_id: int | None = None,
    on: date | None = None,
    permits: Sequence[Permit] = (),
) -> Outcome:
    """Note the same answer of several leaders, as `answer_each`; `instead_id` goes where they send somebody (改派)."""
    return answer_each(desk, [LeaderSaid(one, answer, instead_id) for one in leader_row_ids], on, permits)


def answer_each(
    desk: Desk, answers: Sequence[LeaderSaid], on: date | None = None, permits: Sequence[Permit] = ()
) -> Outcome:
    """Note what leaders answered: 出席, 婉拒, 改派 (then `instead_id` goes), or 待定 again.

    An engagement is settled once all its leaders answered and the rules let it (R45a); clashes only warn (R66b).
    """
    if not answers:
        raise Refusal("请先选答复的领导。")
    if any(one.answer not in ANSWERS for one in answers):
        raise Refusal(f"答复只能是{'、'.join(ANSWERS)}。")
    day = dated(desk, on, "答复日期")
    with desk.writing("engagement.answer") as uow:
        told: dict[int, list[str]] = {}
        for one in answers:
            row_of, words = _note_answer(desk, uow, one, day)
            told.setdefault(row_of, []).append(words)
        sentences: list[str] = []
        warned: list[Finding] = []
        for engagement_id, said_ in told.items():
            row = store.fetch(uow, engagement_id)
            found = stand(desk, uow, row, "登记领导答复", permits)
            store.note(uow, engagement_id, "答复", f"{'、'.join(said_)}（{row.state}）")
            sentences.append(f"{named(row.title)}{'、'.join(said_)}")
            warned += found
        sentence = _joined(sentences)
        uow.say(sentence, NOUN, next(iter(told)))
    return Outcome(len(answers), sentence, tuple(dict.fromkeys(warned)))


# -- giving up --------------------------------------------------------------------------------------------------------


def return_engagement(desk: Desk, ids: Sequence[int], reason: str) -> Outcome:
    """Send requests back to who made them. Raises Refusal without a reason."""
    return _given_up(desk, ids, "退回", RETURNED, reason)


def cancel(desk: Desk, ids: Sequence[int], reason: str) -> Outcome:
    """Call engagements off; they leave the week plan. Raises Refusal without a reason."""
    return _given_up(desk, ids, "取消", CANCELLED, reason)


def resubmit(desk: Desk, ids: Sequence[int]) -> Outcome:
    """Take up returned requests again: the office's steps begin anew."""

    def act(uow: UnitOfWork, row: "Engagement") -> tuple[str, tuple[Finding, ...]]:
        assert row.id is not None
        move(ENGAGEMENT_NEXT, named(row.title), row.state, TO_HANDLE, "重新报来")
        store.end_stamps(uow, row.id)
        store.go_on(uow, row, TO_HANDLE, result="")
        return "重新报来", judging.findings(desk, uow, judging.stored(uow, row.id))

    return _each(desk, ids, "engagement.resubmit", "重报", act)


def _given_up(desk: Desk, ids: Sequence[int], word: str, state: str, reason: str) -> Outcome:
    reason = said(reason, multiline=True)
    if not reason:
        raise Refusal(f"{word}要写明理由。")

    def act(uow: UnitOfWork, row: "Engagement") -> tuple[str, tuple[Finding, ...]]:
        to = move(ENGAGEMENT_NEXT, named(row.title), row.state, state, word)
        store.go_on(uow, row, to, result=reason)
        return f"{word}：{reason}", ()

    return _each(desk, ids, f"engagement.{'return' if state == RETURNED else 'cancel'}", word, act)


# -- inner ------------------------------------------------------------------------------------------------------------


def _each(
    desk: Desk,
    ids: Sequence[int],
    action: str,
    kind: str,
    act: "Callable[[UnitOfWork, Engagement], tuple[str, tuple[Finding, ...]]]",
) -> Outcome:
    """One act on several engagements in one transaction; the warnings of all."""
    if not ids:
        raise Refusal("请先选活动。")
    with desk.writing(action) as uow:
        sentences: list[str] = []
        warned: list[Finding] = []
        for engagement_id in ids:
            row = store.fetch(uow, engagement_id)
            words, found = act(uow, row)
            store.note(uow, engagement_id, kind, f"{words}（{row.state}）")
            sentences.append(f"{named(row.title)}{words}")
            warned += found
        sentence = _joined(sentences)
        uow.say(sentence, NOUN, ids[0])
    return Outcome(len(ids), sentence, tuple(dict.fromkeys(warned)))


def _joined(sentences: Sequence[str]) -> str:
    more = f"，等 {len(sentences)} 项" if len(sentences) > 1 else ""
    return sentences[0] + more


def _after_step(
    desk: Desk, uow: UnitOfWork, row: "Engagement", last: bool, agreed: bool, permits: Sequence[Permit]
) -> tuple[Finding, ...]:
    assert row.id is not None
    if not agreed:
        store.go_on(uow, row, RETURNED)
        return ()
    if not last:
        store.go_on(uow, row, IN_REVIEW)
        return ()
    waiting = any(one.answer == PENDING for one in store.asked_leaders(uow, row.id))
    if waiting:
        store.go_on(uow, row, TO_LEADER)
        return judging.findings(desk, uow, judging.stored(uow, row.id))
    return stand(desk, uow, row, "定下", permits)


def _write_stamp(
    uow: UnitOfWork,
    engagement_id: int,
    place: int,
    step: Stamp,
    person: tuple[int | None, str],
    agreed: bool,
    opinion: str,
    day: str,
) -> None:
    row = tables.EngagementStamp(
        engagement_id=engagement_id, step=place, slot=step.slot, person=person[1], on_day=day, active=agreed
    )
    row.person_id, row.act, row.agreed, row.opinion = person[0], step.act, agreed, opinion
    uow.add(row)


def _taker(
    desk: Desk, row: "Engagement", step: Stamp, person_id: int | None, on: date
) -> tuple[str, tuple[Finding, ...]]:
    """Who takes a step, in words, and what the rule says where it names others."""
    people = directory(desk)
    if person_id is None:
        if step.slot != _SERVING:
            raise Refusal(f"请从通讯录里选{desk.book.slot_title(step.slot)}。")
        return desk.actor.name, ()
    seats = _seats(people, step.slot, row.unit_id, on)
    plan = _plan(desk, step.slot, step.act, step.rule, named(row.title), seats)
    seat = plan.seat(person_id)
    return (seat.words if seat else _name(people, person_id)), signer_findings(desk.book, people, plan, person_id, on)


def _heads_plan(desk: Desk, unit_id: int | None, title: str, on: date) -> SignerPlan:
    table = desk.book.department_meetings
    if table is None:
        return SignerPlan(None, "批准", None, (), (), ())
    seats = _seats(directory(desk), table.heads_approver, unit_id, on)
    matter = f"{named(title)}请{rules.heads_title(desk.book)}参加"
    return _plan(desk, table.heads_approver, "批准", table.heads_rule, matter, seats)


def _plan(desk: Desk, slot: str, act: str, rule: str | None, matter: str, seats: tuple[Seat, ...]) -> SignerPlan:
    title = desk.book.slot_title(slot)
    named_ = SignerRule(slot, matter, "签发", (slot,), rule=rule)
    facts = (("事项", matter), ("应由", title), (f"可以{act}", "、".join(seat.label for seat in seats) or "没有人"))
    return SignerPlan(named_, act, next(iter(seats), None), seats, () if seats else (title,), facts)


def _seats(people: Directory, slot: str, unit_id: int | None, on: date) -> tuple[Seat, ...]:
    """Who may take a step: anybody of the section that serves the unit, else who holds the slot or acts for him."""
    if slot != _SERVING:
        return slot_seats(people, slot, unit_id, on)
    section = people.serving_section(unit_id, on) if unit_id is not None else None
    there = people.people_of(section.id, on) if section else ()
    return tuple(Seat(one.id, one.name, people.title_of(one.id, on), "", slot) for one in there)


def _name(people: Directory, person_id: int | None) -> str:
    return people.chosen(person_id, "人").name


def _note_answer(desk: Desk, uow: UnitOfWork, said_: LeaderSaid, day: str) -> tuple[int, str]:
    """Write one answer; returns whose engagement it is about, and the words for it."""
    one = uow.get(tables.EngagementLeader, said_.row_id)
    instead_id = said_.instead_id if said_.answer == INSTEAD else None
    instead = _name(directory(desk), instead_id) if said_.answer == INSTEAD else ""
    if instead_id is not None and instead_id == one.person_id:
        raise Refusal(f"改派的不能还是{one.name}，请选别人。")
    on = None if said_.answer == PENDING else day
    uow.change(one, answer=said_.answer, instead_id=instead_id, instead=instead, answered_on=on)
    return one.engagement_id, f"{one.name}{said_.answer}{instead}"
