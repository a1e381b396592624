"""What an outgoing paper does to normative documents: its own gets its number, older ones are repealed (art. 73)."""

from typing import TYPE_CHECKING

from govtui.services.desk import Desk
from govtui.services.documents.normative.ending import mark_repealed
from govtui.store.documents import normative as store
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Outgoing

__all__ = ["issue_outgoing", "mark_repealed"]


def issue_outgoing(desk: Desk, uow: UnitOfWork, outgoing: "Outgoing") -> None:  # noqa: ARG001 - one of a kind of calls
    """A normative paper has its number: its document shows it too. Nothing for other papers."""
    found = store.of_outgoing(uow, outgoing.id) if outgoing.id is not None else None
    if found is not None and found["number"] != outgoing.number:
        uow.change(store.fetch(uow, found["id"]), number=outgoing.number)
