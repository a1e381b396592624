"""Rows for tests of the store: papers written with as little as the schema asks for."""

from typing import Any

from govtui.services.desk import Desk
from govtui.store import tables
from govtui.store.unit_of_work import UnitOfWork


def add_paper(uow: UnitOfWork, serial: int = 1, **columns: Any) -> int:
    """One paper; returns its id."""
    values = {"year": 2026, "serial": serial, "number": f"2026-{serial}", "received_at": uow.at, "created_at": uow.at}
    row = uow.add(tables.Incoming(**{**values, "created_by": "小李", **columns}))
    assert row.id is not None
    return row.id


def put_paper(desk: Desk, serial: int = 1, **columns: Any) -> int:
    """One paper in a unit of work of its own."""
    with desk.writing("incoming.register") as uow:
        row_id = add_paper(uow, serial, **columns)
        uow.say(f"登记 2026-{serial}", "document", row_id)
    return row_id


def change_paper(desk: Desk, row_id: int, sentence: str = "更正", **columns: Any) -> None:
    """Change columns of a paper in a unit of work of its own."""
    with desk.writing("incoming.correct") as uow:
        uow.change(uow.get(tables.Incoming, row_id), **columns)
        uow.say(sentence, "document", row_id)


def value(desk: Desk, sql: str, **params: Any) -> Any:
    """One value read from the store."""
    with desk.reading() as reader:
        return reader.value(sql, **params)
