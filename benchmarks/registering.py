"""Registering one paper against bare sqlite3 running the very same statements on a twin of the store, in one run."""

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks._papers import office
from govtui.services.desk import Desk
from govtui.services.documents.registering import register
from govtui.services.documents.rows import NewIncoming
from govtui.store.engine import connect
from govtui.store.store import Store

ROUNDS = 25


def measure() -> list[tuple[str, float, str]]:
    """(label, ratio, target): number, row, journal and search index of one paper in one transaction."""
    origin = office("normal")
    origin.store.close()
    folder = origin.store.path.parent
    twins = [Path(shutil.copy(origin.store.path, folder / f"registering-{n}.db")) for n in range(3)]
    try:
        statements = _statements(_desk_on(origin, twins[0]))
        pairs = _timed(_desk_on(origin, twins[1]), twins[2], statements)
    finally:
        for path in twins:
            path.unlink()
    own, bare = (median(column) for column in zip(*pairs[3:], strict=True))
    return [
        ("登记一件 ÷ 裸 sqlite3 同样的语句", own / bare, "≤ 5"),
        ("其中登记一件用时 ÷ 0.1 秒", own / 0.1, "≤ 1"),
    ]


def _desk_on(origin: Desk, path: Path) -> Desk:
    return Desk(Store(path), origin.book, origin.actor, origin.clock, origin.settings)


def _entry(n: int) -> NewIncoming:
    title = f"关于进一步做好第{n}批防汛抗旱工作有关事项的通知"
    return NewIncoming("市水利局", title, sender_number=f"某水〔2026〕{5000 + n}号", copies=2, attachments="附件1份")


def _statements(desk: Desk) -> list[list[str]]:
    """What every registration says to the database, values included; triggers speak for themselves."""
    said: list[str] = []
    with closing(desk.store):
        with desk.writing("benchmark.warm"):
            writer = desk.store._writer
        assert writer is not None
        writer.connection.set_trace_callback(said.append)
        batches = []
        for n in range(ROUNDS):
            said.clear()
            register(desk, _entry(n))
            batches.append(_own(said))
    return batches


def _own(said: list[str]) -> list[str]:
    """The program's own statements: SQLite repeats one after its triggers and tells what its index asks itself."""
    plain = [sql for sql in said if not sql.startswith(("-- ", "PRAGMA")) and "'main'." not in sql]
    return [sql for at, sql in enumerate(plain) if at == 0 or sql != plain[at - 1]]


def _timed(desk: Desk, twin: Path, statements: list[list[str]]) -> list[tuple[float, float]]:
    with closing(desk.store), closing(connect(twin)) as bare:
        return [(_registered(desk, n), _replayed(bare, batch)) for n, batch in enumerate(statements)]


def _registered(desk: Desk, n: int) -> float:
    begun = time.perf_counter()
    register(desk, _entry(n))
    return time.perf_counter() - begun


def _replayed(bare: sqlite3.Connection, batch: list[str]) -> float:
    begun = time.perf_counter()
    for sql in batch:
        bare.execute(sql).fetchall()
    return time.perf_counter() - begun


if __name__ == "__main__":
    for name, ratio, aim in measure():
        print(f"{name} {ratio:.2f}（目标 {aim}）")
