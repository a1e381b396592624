"""What a paper does to an older one: repeal, amend, replace; the old one says who did it (art. 73)."""

from typing import TYPE_CHECKING

from govtui.domain.documents.outgoing.states import ENDS
from govtui.services.documents.normative.ending import mark_repealed
from govtui.store import tables
from govtui.store.documents.outgoing import lists, papers
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Outgoing


def carry_out(uow: UnitOfWork, paper: "Outgoing") -> str:
    """Let what an issued paper does to older ones take effect; returns it in words for the sentence ('' for nothing).

    An older paper that is not in the store keeps standing in the relation by its number alone.
    """
    assert paper.id is not None
    said = []
    for row_id in [row[0] for row in uow.rows("SELECT id FROM paper_relation WHERE outgoing_id = :id", id=paper.id)]:
        relation = uow.get(tables.PaperRelation, int(row_id))
        target = relation.target_id or lists.id_of_number(uow, relation.target_number)
        if target is not None and relation.target_id is None:
            uow.change(relation, target_id=target)
        if target is not None:
            end(uow, target, relation.kind, paper.number, paper.issued_on or "")
        said.append(f"{relation.kind} {relation.target_number}")
    return f"，{'，'.join(said)}" if said else ""


def end(uow: UnitOfWork, target_id: int, kind: str, by_number: str, on: str) -> None:
    """Mark an older paper: what became of it, on which day, by which paper; its normative document too."""
    old = papers.fetch(uow, target_id)
    sentence = f"{on} 由 {by_number} {kind}"
    uow.change(old, force=ENDS[kind], force_on=on or None, force_note=sentence)
    papers.note(uow, target_id, kind, sentence)
    if old.number and ENDS[kind] != kind or kind == "废止":
        mark_repealed(uow, old.number, by_number, on)
