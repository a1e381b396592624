"""Writing incoming papers: fetch for change, note a movement, steps of a route."""

from typing import TYPE_CHECKING, Any

from govtui.domain.documents.states import FINAL_STATES
from govtui.store import tables
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Incoming, Route, RouteStep


def fetch(uow: UnitOfWork, incoming_id: int, version: int | None = None) -> "Incoming":
    """The paper to change; Stale when somebody else changed it since `version`."""
    return uow.get(tables.Incoming, incoming_id, version)


def note(uow: UnitOfWork, incoming_id: int, kind: str, sentence: str) -> None:
    """Add one line to where the paper has been."""
    uow.add(tables.Movement(incoming_id=incoming_id, at=uow.at, kind=kind, sentence=sentence, by=uow.actor_name))


def place(uow: UnitOfWork, paper: "Incoming", state: str, kind: str, holder: str, holder_id: int | None = None) -> None:
    """Say who holds the paper from now on, and its state."""
    final = state in FINAL_STATES
    uow.change(
        paper, state=state, open=not final, holder_kind=kind, holder=holder, holder_id=holder_id, held_since=uow.at
    )


def active_route(uow: UnitOfWork, incoming_id: int) -> "Route | None":
    """The route in force."""
    sql = "SELECT id FROM route WHERE incoming_id = :id AND active = 1 ORDER BY id DESC LIMIT 1"
    found = uow.value(sql, id=incoming_id)
    return None if found is None else uow.get(tables.Route, int(found))


def route_steps(uow: UnitOfWork, route_id: int) -> "list[RouteStep]":
    """The steps of a route in order."""
    rows = uow.rows("SELECT id FROM route_step WHERE route_id = :id ORDER BY ordinal, id", id=route_id)
    return [uow.get(tables.RouteStep, int(row[0])) for row in rows]


def new_route(uow: UnitOfWork, incoming_id: int, doc_class: str, reason: str, steps: list[dict[str, Any]]) -> "Route":
    """Lay down a new route; the one in force before stays with its marks and ends."""
    old = active_route(uow, incoming_id)
    if old is not None:
        uow.change(old, active=False)
    route = uow.add(tables.Route(incoming_id=incoming_id, doc_class=doc_class, made_at=uow.at, reason=reason))
    assert route.id is not None
    for ordinal, step in enumerate(steps, 1):
        uow.add(tables.RouteStep(route_id=route.id, incoming_id=incoming_id, ordinal=ordinal, **step))
    return route
