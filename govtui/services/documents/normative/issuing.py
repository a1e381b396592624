"""What an outgoing paper does to normative documents: its own gets its number, older ones are repealed (art. 73)."""

from typing import TYPE_CHECKING

from govtui.services.desk import Desk
from govtui.services.documents.normative.ending import mark_repealed
from govtui.store.documents import normative as store
from govtui.store.documents.outgoing import papers
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import NormativeDocument, Outgoing

__all__ = ["issue_outgoing", "mark_repealed", "published_with"]


def published_with(uow: UnitOfWork, row: "NormativeDocument", on: str) -> None:
    """The paper behind a document is public from the same day, unless it was published before; its watch ends."""
    if row.outgoing_id is None:
        return
    paper = papers.fetch(uow, row.outgoing_id)
    if paper.published_on is None:
        uow.change(paper, published_on=on, publish_channel=row.channel, publish_open=False)
        papers.note(uow, row.outgoing_id, "公开", f"{on} 公布 {row.reg_number} {row.channel}".strip())


def issue_outgoing(desk: Desk, uow: UnitOfWork, outgoing: "Outgoing") -> None:  # noqa: ARG001 - one of a kind of calls
    """A normative paper has its number: its document shows it too. Nothing for other papers."""
    found = store.of_outgoing(uow, outgoing.id) if outgoing.id is not None else None
    if found is not None and found["number"] != outgoing.number:
        uow.change(store.fetch(uow, found["id"]), number=outgoing.number)
