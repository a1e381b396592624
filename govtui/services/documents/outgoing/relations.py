"""What a paper does to an older one: repeal, amend, replace; the old one says who did it (art. 73)."""

from typing import TYPE_CHECKING

from govtui.domain.documents.outgoing.states import ENDS, IN_FORCE, REPEALED
from govtui.services.documents.normative.ending import mark_repealed, unmark_repealed
from govtui.store import tables
from govtui.store.documents.outgoing import lists, papers
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Outgoing, PaperRelation


def carry_out(uow: UnitOfWork, paper: "Outgoing") -> str:
    """Let what an issued paper does to older ones take effect; returns it in words for the sentence ('' for nothing).

    An older paper that is not in the store keeps standing in the relation by its number alone.
    """
    said = []
    for relation in _relations(uow, paper):
        target = relation.target_id or lists.id_of_number(uow, relation.target_number)
        if target is not None and relation.target_id is None:
            uow.change(relation, target_id=target)
        if target is not None:
            end(uow, target, relation.kind, paper.number, _day(paper))
        elif ENDS[relation.kind] == REPEALED:
            mark_repealed(uow, relation.target_number, paper.number, _day(paper))
        said.append(f"{relation.kind} {relation.target_number}")
    return f"，{'，'.join(said)}" if said else ""


def take_back(uow: UnitOfWork, paper: "Outgoing") -> None:
    """Undo what a paper did to older ones when it was issued: it is void, or goes back to its signer.

    An older paper is then marked by what other papers did to it; what another paper marked stays as it is.
    """
    for relation in _relations(uow, paper):
        number = relation.target_number
        if relation.target_id is not None:
            number = _give_back(uow, relation, paper) or number
        if ENDS[relation.kind] == REPEALED:
            unmark_repealed(uow, number, paper.number)


def end(uow: UnitOfWork, target_id: int, kind: str, by_number: str, on: str) -> None:
    """Mark an older paper: what became of it, on which day, by which paper; its normative document too.

    One that is repealed already stays repealed, whatever is done to it afterwards.
    """
    old = papers.fetch(uow, target_id)
    sentence = _sentence(on, by_number, kind)
    if old.force != REPEALED:
        uow.change(old, force=ENDS[kind], force_on=on or None, force_note=sentence)
    papers.note(uow, target_id, kind, sentence)
    if ENDS[kind] == REPEALED:
        mark_repealed(uow, old.number, by_number, on)


def marked(uow: UnitOfWork, outgoing_id: int, standing: str, but: int | None = None) -> dict[str, str | None]:
    """How a paper is marked by what others, `but` one of them, did to it; `standing` where nobody did anything."""
    others = [row for row in lists.done_to(uow, outgoing_id) if row["id"] != but]
    if not others:
        return {"force": standing, "force_on": None, "force_note": ""}
    last = max(others, key=lambda row: (ENDS[row["kind"]] == REPEALED, row["on_day"] or ""))
    note = _sentence(last["on_day"] or "", last["number"], last["kind"])
    return {"force": ENDS[last["kind"]], "force_on": last["on_day"], "force_note": note}


def _give_back(uow: UnitOfWork, relation: "PaperRelation", paper: "Outgoing") -> str:
    """Mark an older paper without what `paper` did to it; returns its number."""
    assert relation.target_id is not None
    old = papers.fetch(uow, relation.target_id)
    if old.force_note != _sentence(_day(paper), paper.number, relation.kind):
        return old.number
    standing = IN_FORCE if old.issued_on or old.import_id else ""
    uow.change(old, **marked(uow, relation.target_id, standing, but=paper.id))
    papers.note(uow, relation.target_id, relation.kind, f"{paper.number} 的{relation.kind}不再有效")
    return old.number


def _relations(uow: UnitOfWork, paper: "Outgoing") -> "list[PaperRelation]":
    rows = uow.rows("SELECT id FROM paper_relation WHERE outgoing_id = :id ORDER BY id", id=paper.id)
    return [uow.get(tables.PaperRelation, int(row[0])) for row in rows]


def _day(paper: "Outgoing") -> str:
    return paper.issued_on or paper.dated_on or paper.signed_on or ""


def _sentence(on: str, by_number: str, kind: str) -> str:
    return f"{on} 由 {by_number} {kind}".strip()
