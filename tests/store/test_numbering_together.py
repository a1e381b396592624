"""Several clerks take numbers at the same time, each in a process of its own."""

import multiprocessing
from pathlib import Path

from govtui.domain.clock import frozen
from govtui.services.desk import Actor, Desk, load_rules
from govtui.store import numbers
from govtui.store.store import Store
from tests.store.paper_rows import add_paper

CLERKS, EACH = 4, 50


def _register(path: Path, clerk: int) -> None:
    from datetime import datetime

    store = Store(path)
    desk = Desk(store, load_rules("chenzhou-2017"), Actor(str(clerk), f"{clerk}号"), frozen(datetime(2026, 11, 23, 9)))
    for n in range(EACH):
        with desk.writing("incoming.register") as uow:
            number = numbers.take(uow, "incoming", 2026, "document")
            row_id = add_paper(uow, number.serial, title=f"{clerk}/{n}")
            numbers.belongs_to(uow, number, row_id)
    store.close()


def test_four_clerks_registering_at_once_share_no_number_and_leave_no_gap(store_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    clerks = [context.Process(target=_register, args=(store_path, clerk)) for clerk in range(CLERKS)]
    for process in clerks:
        process.start()
    for process in clerks:
        process.join(120)
    assert [process.exitcode for process in clerks] == [0] * CLERKS
    store = Store(store_path)
    with store.reading() as reader:
        serials = [row[0] for row in reader.rows("SELECT serial FROM number_ledger ORDER BY serial")]
        titles = {row[0] for row in reader.rows("SELECT title FROM incoming")}
        batches = reader.value("SELECT count(*) FROM journal_batch")
    store.close()
    assert serials == list(range(1, CLERKS * EACH + 1))
    assert titles == {f"{clerk}/{n}" for clerk in range(CLERKS) for n in range(EACH)}
    assert batches == CLERKS * EACH
