"""A small office with papers made by hand, for what leaves the desk on paper."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from govtui.domain.clock import NEVER, to_stamp
from govtui.services.desk import Actor, Desk
from govtui.store import tables
from govtui.store.store import Store

UNITS = ((1, "市财政局", "部门"), (2, "某县人民政府", "县市区"), (3, "文秘科", "科室"), (4, "省政府办公厅", "上级机关"))


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The desk with four units."""
    with desk.writing("test.units") as uow:
        for unit_id, name, category in UNITS:
            uow.add(tables.Unit(id=unit_id, name=name, category=category))
    return desk


@pytest.fixture
def paper(office: Desk) -> Callable[..., int]:
    """Put one paper into the store: `paper(15, "2026-11-16 09:00", due=…, closed=…, title=…)`; answers its id."""

    def put(serial: int, received: str, due: str = "", closed: str = "", returned: str = "", **columns: Any) -> int:
        ended = bool(closed or returned) or columns.get("state") == "作废"
        values: dict[str, Any] = {
            "year": 2026,
            "serial": serial,
            "number": f"2026-{serial}",
            "received_at": stamp(received),
            "sender": "市财政局",
            "sender_id": 1,
            "title": f"关于第{serial}件事的通知",
            "kind": "通知",
            "section_id": 3,
            "state": "已办结" if closed else "已退文" if returned else "待拟办",
            "open": not ended,
            "holder": "" if ended else "文秘科",
            "due_at": stamp(due) if due else NEVER,
            "closed_at": stamp(closed) if closed else None,
            "returned_at": stamp(returned) if returned else None,
            "created_at": stamp(received),
            "created_by": "小李",
        }
        with office.writing("test.paper") as uow:
            row = uow.add(tables.Incoming(**{**values, **columns}))
            assert row.id is not None
            return row.id

    return put


@pytest.fixture
def belonging(office: Desk) -> Callable[..., None]:
    """Put a row that belongs to a paper: `belonging("Handling", incoming_id=1, unit="市水利局", …)`."""

    def put(table: str, **columns: Any) -> None:
        with office.writing("test.belonging") as uow:
            uow.add(getattr(tables, table)(**columns))

    return put


@pytest.fixture
def fresh(empty_store: Path, tmp_path: Path, desk: Desk) -> Callable[[], Desk]:
    """Makes desks, each on an empty store of its own."""
    made: list[Store] = []

    def make() -> Desk:
        path = tmp_path / f"fresh-{len(made)}" / "govtui.db"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(empty_store.read_bytes())
        made.append(Store(path))
        return Desk(made[-1], desk.book, Actor("li", "小李", "文秘科"), desk.clock)

    return make


def stamp(text: str) -> str:
    """A stored moment from `2026-11-16 09:00`."""
    return to_stamp(datetime.fromisoformat(text))
