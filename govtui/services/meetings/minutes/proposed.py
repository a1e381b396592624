"""Matters to supervise: proposed by the sign-off of minutes, one for every decision and unit (art. 54)."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from govtui.domain.meetings.deciding import WITHDRAWN, Known, Proposal, proposals, propose
from govtui.domain.meetings.states import NOT_TAKEN, SIGNED_MINUTES, WAITING
from govtui.domain.people import Directory
from govtui.domain.refusal import Refusal
from govtui.domain.text import cut
from govtui.services.desk import Desk
from govtui.services.documents.entered import said
from govtui.services.documents.rows import Outcome
from govtui.services.meetings.minutes.reading import NOUN, decided
from govtui.services.meetings.minutes.views import proposed_row
from govtui.services.meetings.rows import ProposedRow
from govtui.store import tables
from govtui.store.listing import Pages
from govtui.store.meetings import minutes as store
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Minutes, ProposedItem

_WIDEST = 40


class ProposedList:
    """All proposed matters, those that wait first, narrowed by words; a page source for the list widget."""

    def __init__(self, desk: Desk, words: str = "") -> None:
        self.desk, self.words = desk, words
        self._pages = Pages(store.proposed_query(words))

    def count(self) -> int:
        """How many matters the list holds."""
        with self.desk.reading() as reader:
            return self._pages.count(reader)

    def rows(self, start: int, limit: int) -> Sequence[ProposedRow]:
        """`limit` matters from place `start` on."""
        with self.desk.reading() as reader:
            return [proposed_row(row) for row in self._pages.rows(reader, start, limit)]


def proposed(desk: Desk, minutes_id: int) -> tuple[ProposedRow, ...]:
    """What the minutes of one meeting proposed, withdrawn matters too."""
    with desk.reading() as reader:
        return tuple(map(proposed_row, store.proposed(reader, minutes_id)))


def take_off(desk: Desk, ids: Sequence[int], reason: str) -> Outcome:
    """Do not supervise matters, with the reason: 待立项 → 不立项. They stay in the list."""
    reason = said(reason, multiline=True)
    if not reason:
        raise Refusal("不立项要写明理由。")
    return _settle(desk, "proposed.off", ids, WAITING, NOT_TAKEN, "不立项", reason)


def put_back(desk: Desk, ids: Sequence[int]) -> Outcome:
    """Let matters that were not to be supervised wait again: 不立项 → 待立项.

    What signed minutes no longer propose (unsigned meanwhile, another unit, no such decision) is withdrawn instead.
    """
    return _settle(desk, "proposed.back", ids, NOT_TAKEN, WAITING, "恢复待立项", "")


def write_proposals(uow: UnitOfWork, people: Directory, minutes: "Minutes", on: date) -> str:
    """Propose one matter for every decision and unit in the transaction of the sign-off (R54a); words for the sentence.

    Signed again, matters that were withdrawn wait again with what the decision says now; those that were taken up or
    put aside meanwhile stay as they are and none is doubled.
    """
    assert minutes.id is not None
    there = decided(uow, minutes.meeting_id)
    wanted = proposals(there, lambda unit_id: _leader(people, unit_id, on))
    known = [
        Known(one["id"], one["decision_id"], _key(one["unit_id"], one["unit"]), one["state"])
        for one in store.proposed(uow, minutes.id)
    ]
    plan = propose(wanted, known)
    for proposal in plan.fresh:
        row: Any = tables.ProposedItem(
            minutes_id=minutes.id, meeting_id=minutes.meeting_id, text=proposal.text, created_at=uow.at
        )
        _fill(row, minutes, proposal)
        uow.add(row)
    for row_id, proposal in plan.again:
        old = store.fetch_proposed(uow, row_id)
        _fill(old, minutes, proposal)
        uow.change(old, state=WAITING, reason="")
    idle = sum(1 for one in there if not one.carriers)
    told = [f"提出 {len(plan.fresh) + len(plan.again)} 项待立项"] if wanted else []
    told += [f"{len(plan.kept)} 项此前已有去向，请核对"] if plan.kept else []
    told += [f"{idle} 条没有责任单位，不提立项"] if idle else []
    return f"，{'；'.join(told)}" if told else ""


def _fill(row: "ProposedItem", minutes: "Minutes", proposal: Proposal) -> None:
    one = proposal.carrier
    row.decision_id, row.text, row.source = proposal.decision_id, proposal.text, minutes.title
    row.unit_id, row.unit, row.lead = one.unit_id, one.unit, one.lead
    row.co_units, row.leader, row.due_words = proposal.co_units, proposal.leader, one.due_words
    row.due_on = one.due.isoformat() if one.due else None


def _leader(people: Directory, unit_id: int | None, on: date) -> str:
    holder = people.in_charge_of(unit_id, on) if unit_id is not None else None
    return f"{holder.title}{holder.name}" if holder else ""


def _key(unit_id: int | None, unit: str) -> str:
    return f"#{unit_id}" if unit_id is not None else unit


def _proposes(uow: UnitOfWork, row: "ProposedItem") -> bool:
    """Whether the minutes are signed and one of their decisions still gives the matter to this unit."""
    if store.fetch(uow, row.minutes_id).state not in SIGNED_MINUTES:
        return False
    key = _key(row.unit_id, row.unit)
    there = (one for one in decided(uow, row.meeting_id) if one.id == row.decision_id)
    return any(carrier.key == key for one in there for carrier in one.carriers)


def _settle(desk: Desk, action: str, ids: Sequence[int], before: str, after: str, act: str, reason: str) -> Outcome:
    if not ids:
        raise Refusal("请先选事项。")
    with desk.writing(action) as uow:
        for row_id in ids:
            row = store.fetch_proposed(uow, row_id)
            name = f"{row.unit}“{cut(row.text, _WIDEST)}”"
            if row.state != before:
                raise Refusal(f"{name}现在是“{row.state}”，不能{act}。")
            gone = after == WAITING and not _proposes(uow, row)
            uow.change(row, state=WITHDRAWN if gone else after, reason="纪要已不再提出" if gone else reason)
            store.note(uow, row.meeting_id, "立项", f"{name}{act}" + (f"：{reason}" if reason else ""))
        sentence = f"{act}：{name}" if len(ids) == 1 else f"{len(ids)} 项{act}"
        sentence += f"（{reason}）" if reason else ""
        uow.say(sentence, NOUN, row.minutes_id)
    return Outcome(len(ids), sentence)
