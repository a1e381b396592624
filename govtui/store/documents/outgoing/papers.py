"""Writing outgoing papers: fetch for change, go on to the next state, note what happened."""

from typing import TYPE_CHECKING, Any

from govtui.domain.documents.outgoing.states import FINAL_STATES
from govtui.store import tables
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import CoSign, Outgoing


def fetch(uow: UnitOfWork, outgoing_id: int, version: int | None = None) -> "Outgoing":
    """The paper to change; Stale when somebody else changed it since `version`."""
    return uow.get(tables.Outgoing, outgoing_id, version)


def note(uow: UnitOfWork, outgoing_id: int, kind: str, sentence: str) -> None:
    """Add one line to what happened to the paper."""
    uow.add(
        tables.OutgoingMovement(outgoing_id=outgoing_id, at=uow.at, kind=kind, sentence=sentence, by=uow.actor_name)
    )


def go_on(uow: UnitOfWork, paper: "Outgoing", state: str, **changes: Any) -> None:
    """Put the paper into a state, with what changes besides."""
    held = {} if state == paper.state else {"held_since": uow.at}
    uow.change(paper, state=state, open=state not in FINAL_STATES, **held, **changes)


def cosigns(uow: UnitOfWork, outgoing_id: int) -> "list[CoSign]":
    """The units asked to co-sign, in the order they were asked."""
    rows = uow.rows("SELECT id FROM co_sign WHERE outgoing_id = :id ORDER BY id", id=outgoing_id)
    return [uow.get(tables.CoSign, int(row[0])) for row in rows]
