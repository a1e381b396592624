"""What follows the leaders: handling units, reminders, answers, closing, returning, voiding, recall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from govtui.domain.clock import to_stamp
from govtui.domain.documents.states import (
    CLOSED,
    DESTROYED,
    HANDLING,
    RECALLED,
    SENT_BACK,
    TO_HAND,
    TO_RECALL,
    VOID,
    WITH_LEADER,
    move,
)
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean
from govtui.services.desk import Desk
from govtui.services.documents.due import recomputed_columns
from govtui.services.documents.registering import SERIES
from govtui.services.documents.rows import Outcome
from govtui.services.people import directory
from govtui.store import numbers, tables
from govtui.store.documents import papers
from govtui.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Assigned:
    """One unit that a paper is handed to for handling; the first of several leads."""

    unit: str
    unit_id: int | None = None
    due: datetime | None = None


def assign(desk: Desk, incoming_id: int, units: Sequence[Assigned], note: str = "") -> Outcome:
    """Hand the paper to handling units; of two or more the first leads (条例 art. 24). Each may have its own date."""
    if not units:
        raise Refusal("请填写承办单位。")
    with desk.writing("incoming.assign") as uow:
        paper = papers.fetch(uow, incoming_id)
        move(paper.number, paper.state, HANDLING, "交承办")
        _refuse_twice(uow, incoming_id, units)
        has_lead = bool(uow.value("SELECT 1 FROM handling WHERE incoming_id = :id AND lead = 1", id=incoming_id))
        for place, unit in enumerate(units):
            lead = place == 0 and not has_lead
            row = tables.Handling(incoming_id=incoming_id, unit=unit.unit, lead=lead, assigned_at=uow.at)
            row.unit_id, row.due_at = unit.unit_id, to_stamp(unit.due) if unit.due else paper.due_at
            uow.add(row)
            if lead:
                uow.change(paper, lead_unit=unit.unit, lead_unit_id=unit.unit_id)
        names = "、".join(unit.unit for unit in units)
        papers.place(uow, paper, HANDLING, "unit", paper.lead_unit, paper.lead_unit_id)
        papers.note(uow, incoming_id, "交办", f"交 {names} 承办" + (f"：{clean(note)}" if note else ""))
        uow.say(f"{paper.number} 交 {names} 承办", "document", incoming_id)
    return Outcome(1, f"{paper.number} 已交 {names} 承办")


def answer(desk: Desk, handling_id: int, result: str, answer_number: str = "") -> Outcome:
    """Write down what a handling unit answered. When the lead unit has answered, the paper comes back to the office."""
    if not clean(result) and not clean(answer_number):
        raise Refusal("请填写办理结果或复文号。")
    with desk.writing("incoming.answer") as uow:
        row = uow.get(tables.Handling, handling_id)
        paper = papers.fetch(uow, row.incoming_id)
        uow.change(row, replied_at=uow.at, result=clean(result, multiline=True), answer_number=clean(answer_number))
        papers.note(uow, row.incoming_id, "答复", f"{row.unit} 答复：{clean(result)} {clean(answer_number)}".strip())
        if row.lead and paper.state == HANDLING:
            papers.place(uow, paper, TO_HAND, "office", desk.actor.section or "办公室")
        uow.say(f"{paper.number} {row.unit} 已答复", "document", row.incoming_id)
    return Outcome(1, f"{paper.number} 已记下{row.unit}的答复")


def remind(desk: Desk, ids: Sequence[int], way: str = "电话", text: str = "") -> Outcome:
    """Note a reminder to whoever holds each paper."""
    if not ids:
        raise Refusal("请先用空格标记要催办的公文。")
    with desk.writing("incoming.remind") as uow:
        for incoming_id in ids:
            paper = papers.fetch(uow, incoming_id)
            if not paper.open:
                raise Refusal(f"{paper.number} 已是“{paper.state}”，不用催办。")
            row = tables.Reminder(incoming_id=incoming_id, at=uow.at, to_name=paper.holder, by=uow.actor_name)
            row.way, row.text = way, clean(text)
            uow.add(row)
            papers.note(uow, incoming_id, "催办", f"{way}催 {paper.holder} {clean(text)}".strip())
        sentence = _sentence(uow, ids, "催办")
        uow.say(sentence, "document", ids[0])
    return Outcome(len(ids), sentence)


def close(desk: Desk, ids: Sequence[int], result: str = "", answer_number: str = "", archive_no: str = "") -> Outcome:
    """Close papers. One for action needs a result or an answer number (R71); one with a leader comes back first."""
    if not ids:
        raise Refusal("请先用空格标记要办结的公文。")
    with desk.writing("incoming.close") as uow:
        for incoming_id in ids:
            _close_one(desk, uow, incoming_id, clean(result, multiline=True), clean(answer_number), clean(archive_no))
        sentence = _sentence(uow, ids, "办结")
        uow.say(sentence, "document", ids[0])
    return Outcome(len(ids), sentence)


def _close_one(desk: Desk, uow: UnitOfWork, incoming_id: int, result: str, answer_number: str, archive_no: str) -> None:
    from govtui.domain.documents.routing import action_class

    paper = papers.fetch(uow, incoming_id)
    if paper.state == WITH_LEADER:
        raise Refusal(f"{paper.number} 还在{paper.holder}处，请先收回再办结。")
    move(paper.number, paper.state, CLOSED, "办结")
    open_units = uow.rows("SELECT unit FROM handling WHERE incoming_id = :id AND replied_at IS NULL", id=incoming_id)
    needs = paper.doc_class == action_class(desk.book)
    if (
        needs
        and not (result or answer_number or paper.result or paper.answer_number)
        and not _answered(uow, incoming_id)
    ):
        raise Refusal(f"{paper.number} 是{paper.doc_class}件，办结要写明办理结果或复文号。")
    if open_units and not result:
        names = "、".join(row["unit"] for row in open_units)
        raise Refusal(f"{paper.number} 还有 {names} 没有答复；要先办结请写明结果。")
    uow.change(
        paper,
        closed_at=uow.at,
        result=result or paper.result,
        answer_number=answer_number or paper.answer_number,
        archive_no=archive_no or paper.archive_no,
    )
    papers.place(uow, paper, CLOSED, "none", "")
    papers.note(uow, incoming_id, "办结", f"办结 {result} {answer_number}".strip())


def _answered(uow: UnitOfWork, incoming_id: int) -> bool:
    return bool(uow.value("SELECT 1 FROM handling WHERE incoming_id = :id AND replied_at IS NOT NULL", id=incoming_id))


def reopen(desk: Desk, incoming_id: int, reason: str) -> Outcome:
    """Take a closed paper up again, with a reason; its deadline is reckoned anew on the calendar of today."""
    _needs_reason(reason, "重新办理")
    with desk.writing("incoming.reopen") as uow:
        paper = papers.fetch(uow, incoming_id)
        move(paper.number, paper.state, TO_HAND, "重新办理")
        uow.change(paper, closed_at=None, **recomputed_columns(desk, paper.due_basis))
        papers.place(uow, paper, TO_HAND, "office", desk.actor.section or "办公室")
        papers.note(uow, incoming_id, "重办", clean(reason))
        uow.say(f"{paper.number} 重新办理：{clean(reason)}", "document", incoming_id)
    return Outcome(1, f"{paper.number} 已重新打开")


def send_back(desk: Desk, incoming_id: int, code: str, text: str = "") -> Outcome:
    """Return a paper to its sender with a reason of the rule pack (R46a, R47a, R11b); the register keeps the row."""
    reason = desk.book.return_reason(code)
    with desk.writing("incoming.return") as uow:
        paper = papers.fetch(uow, incoming_id)
        move(paper.number, paper.state, SENT_BACK, "退文")
        uow.change(paper, return_code=code, return_reason=clean(text) or reason.name, returned_at=uow.at)
        papers.place(uow, paper, SENT_BACK, "sender", paper.sender)
        papers.note(uow, incoming_id, "退文", f"退 {paper.sender}：{reason.name} {clean(text)}".strip())
        uow.say(f"{paper.number} 退 {paper.sender}：{reason.name}", "document", incoming_id)
    return Outcome(1, f"{paper.number} 已退 {paper.sender}")


def void(desk: Desk, incoming_id: int, reason: str) -> Outcome:
    """Void a registration: the number stays in the ledger as 作废 with the reason and is never given again."""
    _needs_reason(reason, "作废")
    with desk.writing("incoming.void") as uow:
        paper = papers.fetch(uow, incoming_id)
        if paper.state == WITH_LEADER:
            raise Refusal(f"{paper.number} 还在{paper.holder}处，请先收回再作废。")
        move(paper.number, paper.state, VOID, "作废")
        numbers.void(uow, SERIES, paper.year, paper.serial, clean(reason))
        papers.place(uow, paper, VOID, "none", "")
        papers.note(uow, incoming_id, "作废", clean(reason))
        uow.say(f"{paper.number} 作废：{clean(reason)}", "document", incoming_id)
    return Outcome(1, f"{paper.number} 已作废，号码不再使用")


_RECALL_ORDER = {"": (TO_RECALL, RECALLED), TO_RECALL: (RECALLED, ""), RECALLED: (DESTROYED,), DESTROYED: ()}


def recall(desk: Desk, ids: Sequence[int], to: str) -> Outcome:
    """Follow copies that must go back: 待清退 → 已清退 → 已销毁; each step once and in order."""
    if not ids:
        raise Refusal("请先用空格标记要清退的公文。")
    with desk.writing("incoming.recall") as uow:
        for incoming_id in ids:
            paper = papers.fetch(uow, incoming_id)
            now = paper.recall_state
            if to not in _RECALL_ORDER[now]:
                raise Refusal(f"{paper.number} 现在是“{now or '不需清退'}”，不能改为“{to or '不需清退'}”。")
            uow.change(paper, recall_state=to)
            papers.note(uow, incoming_id, "清退", to or "不需清退")
        sentence = _sentence(uow, ids, to or "不需清退")
        uow.say(sentence, "document", ids[0])
    return Outcome(len(ids), sentence)


def unit_named(desk: Desk, name: str) -> Assigned:
    """A handling unit from what the clerk typed or picked; an unknown name is kept as written."""
    found = directory(desk).unit_named(clean(name))
    return Assigned(found.name, found.id) if found else Assigned(clean(name))


def _refuse_twice(uow: UnitOfWork, incoming_id: int, units: Sequence[Assigned]) -> None:
    there = {row["unit"] for row in uow.rows("SELECT unit FROM handling WHERE incoming_id = :id", id=incoming_id)}
    for unit in units:
        if not unit.unit:
            raise Refusal("承办单位不能为空。")
        if unit.unit in there:
            raise Refusal(f"{unit.unit} 已是这件的承办单位，不用再交。")
        there.add(unit.unit)


def _needs_reason(reason: str, act: str) -> None:
    if not reason.strip():
        raise Refusal(f"{act}请写明理由。")


def _sentence(uow: UnitOfWork, ids: Sequence[int], act: str) -> str:
    if len(ids) > 1:
        return f"{len(ids)} 件{act}"
    return f"{uow.value('SELECT number FROM incoming WHERE id = :id', id=ids[0])} {act}"
