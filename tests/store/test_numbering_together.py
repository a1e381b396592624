"""Several clerks take, set aside, void and undo at the same time, each in a process of its own."""

import json
import multiprocessing
import random
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from govtui.domain.clock import frozen
from govtui.domain.documents.numbers import number_key
from govtui.domain.refusal import Refusal
from govtui.services import journal
from govtui.services import numbers as acts
from govtui.services.desk import Actor, Desk, load_rules
from govtui.store import numbers, tables
from govtui.store.chain import verify
from govtui.store.engine import connect
from govtui.store.store import Store
from tests.store.paper_rows import add_paper

CLERKS, EACH = 4, 50
ROUNDS, OPERATIONS = 4, 45

BOOKS = (("gov_issue", 2026), ("gov_issue", 2027), ("order", 0))

_HOLES = (
    "SELECT count(*) FROM (SELECT max(l.serial) - ifnull(max(s.last), 0) AS wanted, "
    "sum(l.serial > ifnull(s.last, 0)) AS there FROM number_ledger l "
    "LEFT JOIN number_start s ON s.series = l.series AND s.year = l.year GROUP BY l.series, l.year) "
    "WHERE there < wanted"
)
"""How many books miss a serial, reckoned by counting rows and in one statement: others are writing meanwhile."""


def _desk(path: Path, clerk: int) -> Desk:
    clock = frozen(datetime(2026, 12, 31, 9))
    return Desk(Store(path), load_rules("chenzhou-2017"), Actor(str(clerk), f"{clerk}号"), clock)


def _register(path: Path, clerk: int) -> None:
    desk = _desk(path, clerk)
    for n in range(EACH):
        with desk.writing("incoming.register") as uow:
            number = numbers.take(uow, "incoming", 2026, "document")
            row_id = add_paper(uow, number.serial, title=f"{clerk}/{n}")
            numbers.belongs_to(uow, number, row_id)
    desk.store.close()


def _all_at_once(job: Callable[..., None], clerks: int, *args: Any) -> None:
    context = multiprocessing.get_context("spawn")
    together = [context.Process(target=job, args=(*args, clerk)) for clerk in range(clerks)]
    for process in together:
        process.start()
    for process in together:
        process.join(120)
    assert [process.exitcode for process in together] == [0] * clerks


@pytest.mark.parametrize("clerks", [2, CLERKS])
def test_clerks_registering_at_once_share_no_number_and_leave_no_gap(store_path: Path, clerks: int) -> None:
    _all_at_once(_register, clerks, store_path)
    store = Store(store_path)
    with store.reading() as reader:
        serials = [row[0] for row in reader.rows("SELECT serial FROM number_ledger ORDER BY serial")]
        titles = {row[0] for row in reader.rows("SELECT title FROM incoming")}
        batches = reader.value("SELECT count(*) FROM journal_batch")
    store.close()
    assert serials == list(range(1, clerks * EACH + 1))
    assert titles == {f"{clerk}/{n}" for clerk in range(clerks) for n in range(EACH)}
    assert batches == clerks * EACH


class Clerk:
    """One clerk at one store, doing at random what may be done to numbers."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.rng = desk, random.Random(seed)
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def work(self, operations: int) -> None:
        names = ["take", "take", "reserve", "use", "use", "void", "void_paper", "undo", "undo_any", "start", "explain"]
        for _ in range(operations):
            name = self.rng.choice(names)
            try:
                getattr(self, name)(*self.rng.choice(BOOKS))
                self.done[name] += 1
            except Refusal:
                self.refused[name] += 1
            with self.desk.reading() as reader:
                assert reader.value(_HOLES) == 0, f"a hole after {name}"

    def take(self, series: str, year: int) -> None:
        with self.desk.writing("outgoing.number") as uow:
            self._give(uow, numbers.take(uow, series, year, "outgoing"))

    def use(self, series: str, year: int) -> None:
        with self.desk.reading() as reader:
            waiting = numbers.reserved(reader, series, year)
        if not waiting:
            raise Refusal("没有预留的号。")
        serial = self.rng.choice(waiting)["serial"]
        with self.desk.writing("outgoing.number") as uow:
            self._give(uow, numbers.use_reserved(uow, series, year, serial, "outgoing"))

    def _give(self, uow: Any, number: Any) -> None:
        paper = tables.Outgoing(series=number.series, title="某文", state="待印制", created_at=uow.at, created_by="x")
        numbers.belongs_to(uow, number, uow.add(paper).id)
        uow.say("编号")

    def reserve(self, series: str, year: int) -> None:
        on = date(2027, 1, 1) if year == 2027 else date(2026, 12, 31)
        acts.reserve(self.desk, series, "留用", self.rng.randint(1, 3), on)

    def void(self, series: str, year: int) -> None:
        acts.void_number(self.desk, series, year, self._some_serial(series, year), "不用了")

    def void_paper(self, series: str, year: int) -> None:
        serial = self._some_serial(series, year)
        with self.desk.writing("outgoing.void") as uow:
            row = numbers.row_of(uow, series, year, serial)
            if row is None or row["state"] != numbers.USED:
                raise Refusal("没有这件。")
            uow.change(uow.get(tables.Outgoing, row["row_id"]), state="作废")
            uow.say("作废公文")
        acts.void_number(self.desk, series, year, serial, "公文作废")

    def undo(self, _series: str, _year: int) -> None:
        journal.undo(self.desk, journal.next_undo(self.desk).seq)

    def undo_any(self, _series: str, _year: int) -> None:
        with self.desk.reading() as reader:
            newest = reader.value("SELECT max(seq) FROM journal_batch")
        journal.undo(self.desk, self.rng.randint(max(2, newest - 12), newest))

    def start(self, series: str, year: int) -> None:
        with self.desk.reading() as reader:
            last = numbers.last_serial(reader, series, year)
        acts.set_start(self.desk, series, year, max(0, last + self.rng.randint(-2, 3)), "纸质簿")

    def explain(self, series: str, year: int) -> None:
        first = self._some_serial(series, year)
        acts.explain_gap(self.desk, series, year, first, first + self.rng.randint(0, 2), "漏登")

    def _some_serial(self, series: str, year: int) -> int:
        with self.desk.reading() as reader:
            return self.rng.randint(1, numbers.next_serial(reader, series, year))


def _paper_book(path: Path) -> None:
    """A register read in with holes, which are then explained: batches 1, 2 and 3."""
    desk = _desk(path, 8)
    with desk.writing("outgoing.import") as uow:
        columns = ("series", "year", "serial", "origin", "at")
        uow.insert_many("number_ledger", columns, [("gov_issue", 2026, n, "导入", uow.at) for n in (3, 7)])
        uow.say("导入")
    acts.explain_gap(desk, "gov_issue", 2026, 1, 2, "纸质簿漏登")
    acts.explain_gap(desk, "gov_issue", 2026, 4, 6, "纸质簿漏登")
    desk.store.close()


def _work(paths: list[Path], gate: Any, folder: Path, clerk: int) -> None:
    done: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for turn, path in enumerate(paths):
        desk = _desk(path, clerk)
        one = Clerk(desk, turn * 100 + clerk)
        gate.wait(60)
        one.work(OPERATIONS)
        desk.store.close()
        done, refused = done + one.done, refused + one.refused
    (folder / f"{clerk}.json").write_text(json.dumps([done, refused]), encoding="utf-8")


def test_whatever_four_clerks_do_at_once_no_number_is_twice_and_none_is_missing(
    empty_store: Path, tmp_path: Path
) -> None:
    paths = [Path(copyfile(empty_store, tmp_path / f"{turn}.db")) for turn in range(ROUNDS)]
    for path in paths:
        _paper_book(path)
    gate = multiprocessing.get_context("spawn").Barrier(CLERKS)
    _all_at_once(_work, CLERKS, paths, gate, tmp_path)
    done: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for told in sorted(tmp_path.glob("*.json")):
        some, others = json.loads(told.read_text(encoding="utf-8"))
        done.update(some)
        refused.update(others)
    everything = {"take", "reserve", "use", "void", "void_paper", "undo", "undo_any", "start"}
    assert everything <= set(done)
    assert {"use", "void", "undo", "undo_any", "start", "explain"} <= set(refused)
    for path in paths:
        _check(_desk(path, 9))


def _check(desk: Desk) -> None:
    with desk.reading() as reader:
        starts = {(r["series"], r["year"]): r["last"] for r in reader.rows("SELECT * FROM number_start")}
        entries = reader.rows("SELECT after FROM journal_entry WHERE table_name = 'number_ledger' AND op = 'insert'")
        gone = reader.value("SELECT count(*) FROM journal_entry WHERE table_name = 'number_ledger' AND op = 'delete'")
        undone = reader.value(
            "SELECT count(*) FROM journal_batch u JOIN journal_batch b ON b.seq = u.undoes "
            "WHERE b.action IN ('outgoing.number', 'number.reserve')"
        )
    assert _chain_holds(desk.store.path)
    given = [json.loads(entry["after"]) for entry in entries]
    here = [(one["series"], one["year"], one["serial"]) for one in given if one["origin"] == "本机"]
    assert len(here) == len(set(here)) > 0
    assert undone == 0
    assert gone == len([one for one in given if one["origin"] == "补录"]) - _explained(desk)
    assert acts.gap_report(desk) == ()
    for series, year in BOOKS:
        rows = acts.book_rows(desk, series, year)
        serials, start = [row.serial for row in rows], starts.get((series, year), 0)
        assert [one for one in serials if one > start] == list(range(start + 1, max([start, *serials]) + 1))
        assert all(row.reason for row in rows if row.state != "已用")
        assert all(row.title == "某文" for row in rows if (row.state, row.origin) == ("已用", "本机"))
        if year:
            written = [row.number for row in rows]
            assert sorted(written, key=number_key) == written
    desk.store.close()


def _chain_holds(path: Path) -> bool:
    connection = connect(path)
    try:
        return verify(connection).first_bad is None
    finally:
        connection.close()


def _explained(desk: Desk) -> int:
    with desk.reading() as reader:
        return int(reader.value("SELECT count(*) FROM number_ledger WHERE origin = '补录'"))
