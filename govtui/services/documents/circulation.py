"""Papers going round: propose a route, hand over, take back with circle or instruction, one by one or many at once."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from govtui.domain.documents.routing import (
    CIRCLED,
    DONE,
    HOLDING,
    INSTRUCTED,
    SKIPPED,
    TAKEN_BACK,
    WAITING,
    Leader,
    RoutePlan,
    Step,
    action_class,
    meaning_of,
    opinion_finding,
    order_finding,
)
from govtui.domain.documents.states import TO_HAND, TO_PROPOSE, WITH_LEADER, move
from govtui.domain.findings import Finding
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean
from govtui.services.desk import Desk
from govtui.services.documents.due import due_columns
from govtui.services.documents.presenting import present
from govtui.services.documents.rows import Outcome
from govtui.services.documents.seats import leader_of, route_plan
from govtui.services.gates import Permit
from govtui.store.documents import papers
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Incoming, RouteStep


def proposed_route(desk: Desk, incoming_id: int) -> RoutePlan:
    """The reading order that the rules ask for, from the paper's sender and class as of today (R48, R50d, R59c)."""
    with desk.reading() as reader:
        row = reader.row("SELECT sender_id, doc_class, major FROM incoming WHERE id = :id", id=incoming_id)
    if row is None:
        raise Refusal("这件公文已不存在，请刷新列表。")
    return route_plan(desk, row["sender_id"], row["doc_class"], bool(row["major"]))


def lay_route(
    desk: Desk,
    incoming_id: int,
    proposal: str = "",
    chosen: Sequence[int] | None = None,
    reason: str = "",
    permits: Sequence[Permit] = (),
) -> Outcome:
    """Note the proposed handling (拟办) and lay down the route: the computed one, or `chosen` person ids in that order.

    A chosen list that differs from the computed one needs a `reason` (R48); one that leaves the ranked order is warned
    of by R50d. A request that others were not consulted about needs a permit (R47b). Marks of an older route stay.
    """
    plan = proposed_route(desk, incoming_id)
    steps, findings = _chosen_steps(desk, plan, chosen, reason)
    if not any(step.state == WAITING for step in steps):
        raise Refusal("这条传阅路线上没有能送的领导，请手工选择领导后再送。")
    with desk.writing("incoming.route") as uow:
        paper = papers.fetch(uow, incoming_id)
        move(paper.number, paper.state, TO_HAND, "拟办")
        warned = present(desk, uow, [incoming_id], permits)
        _write_route(uow, paper, plan.doc_class, steps, clean(reason))
        uow.change(paper, proposal=clean(proposal, multiline=True) or paper.proposal)
        papers.place(uow, paper, TO_HAND, "office", _office(desk))
        names = "→".join(step.leader.name for step in steps if step.state == WAITING)
        papers.note(uow, incoming_id, "拟办", f"拟送 {names}" + (f"（{clean(reason)}）" if reason else ""))
        uow.say(f"拟办 {paper.number}：送 {names}", "document", incoming_id)
    return Outcome(1, f"{paper.number} 拟送 {names}", (*warned, *plan.findings, *findings))


def hand_over(
    desk: Desk, ids: Sequence[int], to: int | None = None, reason: str = "", permits: Sequence[Permit] = ()
) -> Outcome:
    """Hand papers to their next reader, or all to leader `to` (then a reason is kept where it leaves the order: R50d).

    One transaction for all: either every paper moves or none. A paper without a route gets the computed one first; a
    request that others were not consulted about needs a permit (R47b).
    """
    if not ids:
        raise Refusal("请先用空格标记要送的公文。")
    leader = _asked_leader(desk, to)
    findings: list[Finding] = []
    with desk.writing("incoming.hand") as uow:
        names = [_hand_one(desk, uow, incoming_id, leader, clean(reason), findings) for incoming_id in ids]
        findings.extend(present(desk, uow, ids, permits))
        sentence = _hand_sentence(uow, ids, names)
        uow.say(sentence, "document", ids[0])
    return Outcome(len(ids), sentence, tuple(findings))


def take_back(
    desk: Desk, ids: Sequence[int], mark: str = CIRCLED, opinion: str = "", opinion_on: date | None = None
) -> Outcome:
    """Take papers back from the leaders who hold them, with a circle or an instruction.

    The meaning of a circle is kept with the class at that time (R50f). A bare circle where an opinion is due is warned
    of (R50g). A paper for reading that gets an instruction becomes one for action: new route, old marks stay.
    """
    if not ids:
        raise Refusal("请先用空格标记要收回的公文。")
    opinion = clean(opinion, multiline=True)
    mark = INSTRUCTED if opinion and mark == CIRCLED else mark
    if mark == INSTRUCTED and not opinion:
        raise Refusal("批示要写明意见内容。")
    findings: list[Finding] = []
    with desk.writing("incoming.back") as uow:
        before = _classes(uow, ids)
        names = [_back_one(desk, uow, incoming_id, mark, opinion, opinion_on, findings) for incoming_id in ids]
        turned = _classes(uow, ids) != before
        tail = f"，{mark}" + (f"，转为{action_class(desk.book)}件重新拟办" if turned else "")
        sentence = _many(uow, ids, f"从{'、'.join(dict.fromkeys(names))}处收回", tail)
        uow.say(sentence, "document", ids[0])
    return Outcome(len(ids), sentence, tuple(findings))


def recall_hand(desk: Desk, ids: Sequence[int], reason: str = "") -> Outcome:
    """Undo a hand-over that was a mistake: the paper comes back unread, its step waits again."""
    with desk.writing("incoming.unhand") as uow:
        for incoming_id in ids:
            paper = papers.fetch(uow, incoming_id)
            step = _held_step(uow, paper)
            uow.change(step, state=WAITING, sent_at=None, note=clean(f"{step.note} 误送收回 {reason}"))
            papers.place(uow, paper, TO_HAND, "office", _office(desk))
            papers.note(uow, incoming_id, TAKEN_BACK, f"从{step.person}处收回（未阅）{clean(reason)}")
        sentence = _many(uow, ids, "收回（未阅）", "")
        uow.say(sentence, "document", ids[0])
    return Outcome(len(ids), sentence)


def change_class(desk: Desk, incoming_id: int, doc_class: str, reason: str, major: bool | None = None) -> Outcome:
    """Change 阅知/批办 or the weight of a paper: new route, new deadline; old marks keep their meaning (R50f)."""
    if not reason.strip():
        raise Refusal("改变类别请写明理由。")
    desk.book.reading_order(doc_class)
    with desk.writing("incoming.class") as uow:
        paper = papers.fetch(uow, incoming_id)
        if paper.state == WITH_LEADER:
            raise Refusal(f"{paper.number} 在{paper.holder}处，请先收回再改类别。")
        _become(desk, uow, paper, doc_class, bool(paper.major if major is None else major), clean(reason))
        uow.say(f"{paper.number} 改为{doc_class}：{clean(reason)}", "document", incoming_id)
    return Outcome(1, f"{paper.number} 已改为{doc_class}")


def _chosen_steps(
    desk: Desk, plan: RoutePlan, chosen: Sequence[int] | None, reason: str
) -> tuple[tuple[Step, ...], tuple[Finding, ...]]:
    computed = [step.leader.person_id for step in plan.steps if step.state == WAITING]
    if chosen is None or list(chosen) == computed:
        return plan.steps, ()
    if not reason.strip():
        raise Refusal("改动了系统提出的送阅顺序，请写明理由。")
    leaders = tuple(leader for person_id in chosen if (leader := leader_of(desk, person_id)) is not None)
    if len(leaders) != len(chosen):
        raise Refusal("所选的人今天没有职务，请在通讯录核对后再选。")
    warned = order_finding(desk.book, plan.doc_class, leaders)
    return tuple(Step(leader) for leader in leaders), (warned,) if warned else ()


def _write_route(uow: UnitOfWork, paper: "Incoming", doc_class: str, steps: Sequence[Step], reason: str) -> None:
    assert paper.id is not None
    papers.new_route(uow, paper.id, doc_class, reason, [_step_columns(step) for step in steps])


def _step_columns(step: Step) -> dict[str, Any]:
    leader = step.leader
    return {
        "person_id": leader.person_id,
        "person": leader.name,
        "title": leader.title,
        "role": leader.role,
        "state": step.state,
        "note": step.note,
    }


def _asked_leader(desk: Desk, to: int | None) -> Leader | None:
    leader = leader_of(desk, to) if to is not None else None
    if to is not None and leader is None:
        raise Refusal("所选的人今天没有职务，请在通讯录核对后再选。")
    return leader


def _hand_one(
    desk: Desk, uow: UnitOfWork, incoming_id: int, leader: Leader | None, reason: str, findings: list[Finding]
) -> str:
    paper = papers.fetch(uow, incoming_id)
    if paper.state == WITH_LEADER:
        raise Refusal(f"{paper.number} 还在{paper.holder}处，请先收回再送。")
    move(paper.number, paper.state, WITH_LEADER, "送阅")
    step = _step_for(desk, uow, paper, leader, reason, findings)
    uow.change(step, state=HOLDING, sent_at=uow.at)
    papers.place(uow, paper, WITH_LEADER, "leader", step.person, step.person_id)
    papers.note(uow, incoming_id, "送", f"送 {step.title}{step.person}" + (f"（{reason}）" if reason else ""))
    return step.person


def _step_for(
    desk: Desk, uow: UnitOfWork, paper: "Incoming", leader: Leader | None, reason: str, findings: list[Finding]
) -> "RouteStep":
    """The step to hand to: the next waiting one, the asked leader's own, or a new one for a leader off the route."""
    steps = _steps_of(desk, uow, paper)
    waiting = [step for step in steps if step.state == WAITING]
    if leader is None:
        if not waiting:
            raise Refusal(f"{paper.number} 已送完，没有下一位；请选择领导，或交承办、办结。")
        return waiting[0]
    found = next((step for step in waiting if step.person_id == leader.person_id), None)
    if found is None:
        return _extra_step(uow, paper, steps, leader, reason)
    if found is not waiting[0]:
        order = (leader, *(held for step in waiting if step is not found and (held := _as_leader(desk, step))))
        warned = order_finding(desk.book, paper.doc_class, order)
        findings.extend([warned] if warned else [])
    return found


def _steps_of(desk: Desk, uow: UnitOfWork, paper: "Incoming") -> "list[RouteStep]":
    assert paper.id is not None
    route = papers.active_route(uow, paper.id)
    if route is None:
        plan = route_plan(desk, paper.sender_id, paper.doc_class, paper.major)
        _write_route(uow, paper, plan.doc_class, plan.steps, "")
        route = papers.active_route(uow, paper.id)
    assert route is not None
    assert route.id is not None
    return papers.route_steps(uow, route.id)


def _extra_step(
    uow: UnitOfWork, paper: "Incoming", steps: "list[RouteStep]", leader: Leader, reason: str
) -> "RouteStep":
    from govtui.store import tables

    assert paper.id is not None
    route = papers.active_route(uow, paper.id)
    assert route is not None
    assert route.id is not None
    columns = _step_columns(Step(leader, note=f"加送 {reason}".strip()))
    ordinal = max((step.ordinal for step in steps), default=0) + 1
    return uow.add(tables.RouteStep(route_id=route.id, incoming_id=paper.id, ordinal=ordinal, **columns))


def _as_leader(desk: Desk, step: "RouteStep") -> Leader | None:
    return leader_of(desk, step.person_id) if step.person_id is not None else None


def _back_one(
    desk: Desk,
    uow: UnitOfWork,
    incoming_id: int,
    mark: str,
    opinion: str,
    opinion_on: date | None,
    findings: list[Finding],
) -> str:
    paper = papers.fetch(uow, incoming_id)
    step = _held_step(uow, paper)
    steps = papers.route_steps(uow, step.route_id)
    first = step.id == next((s.id for s in steps if s.state != SKIPPED), None)
    warned = opinion_finding(desk.book, paper.doc_class, step.role, first, opinion, step.person)
    findings.extend([warned] if warned else [])
    uow.change(
        step,
        state=DONE,
        back_at=uow.at,
        mark=mark,
        meaning=meaning_of(desk.book, paper.doc_class, mark),
        opinion=opinion,
        opinion_on=(opinion_on or desk.today()).isoformat(),
    )
    papers.note(uow, incoming_id, "退", f"{step.title}{step.person} {mark}" + (f"：{opinion}" if opinion else ""))
    _after_return(desk, uow, paper, mark, step.person)
    return step.person


def _after_return(desk: Desk, uow: UnitOfWork, paper: "Incoming", mark: str, person: str) -> None:
    action = action_class(desk.book)
    papers.place(uow, paper, TO_HAND, "office", _office(desk))
    if mark == INSTRUCTED and action and paper.doc_class != action:
        _become(desk, uow, paper, action, paper.major, f"{person}批示，由{paper.doc_class}转为{action}")


def _become(desk: Desk, uow: UnitOfWork, paper: "Incoming", doc_class: str, major: bool, reason: str) -> None:
    """The other class: new deadline, new route without those who already gave an instruction, back to proposing."""
    assert paper.id is not None
    columns = due_columns(desk, desk.now(), paper.urgency, paper.kind, doc_class)
    uow.change(paper, doc_class=doc_class, major=major, **columns)
    spoken = uow.rows(
        "SELECT person_id FROM route_step WHERE incoming_id = :id AND mark = :mark", id=paper.id, mark=INSTRUCTED
    )
    said = {row[0] for row in spoken}
    plan = route_plan(desk, paper.sender_id, doc_class, major)
    steps = [step for step in plan.steps if step.leader.person_id not in said]
    _write_route(uow, paper, doc_class, steps, reason)
    papers.place(uow, paper, TO_PROPOSE, "office", _office(desk))
    papers.note(uow, paper.id, "转类", reason)


def _held_step(uow: UnitOfWork, paper: "Incoming") -> "RouteStep":
    assert paper.id is not None
    route = papers.active_route(uow, paper.id)
    held = [s for s in papers.route_steps(uow, route.id) if s.state == HOLDING] if route and route.id else []
    if not held:
        raise Refusal(f"{paper.number} 不在领导处（现在：{paper.holder or paper.state}），不用收回。")
    return held[0]


def _classes(uow: UnitOfWork, ids: Sequence[int]) -> list[str]:
    return [str(uow.value("SELECT doc_class FROM incoming WHERE id = :id", id=one)) for one in ids]


def _hand_sentence(uow: UnitOfWork, ids: Sequence[int], names: list[str]) -> str:
    return _many(uow, ids, f"送 {'、'.join(dict.fromkeys(names))}", "")


def _many(uow: UnitOfWork, ids: Sequence[int], act: str, tail: str) -> str:
    if len(ids) == 1:
        return f"{uow.value('SELECT number FROM incoming WHERE id = :id', id=ids[0])} {act}{tail}"
    return f"{len(ids)} 件{act}{tail}"


def _office(desk: Desk) -> str:
    return desk.actor.section or "办公室"
