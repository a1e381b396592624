"""Writing the incoming papers that a preview has found."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from govtui.domain.clock import NEVER
from govtui.domain.documents.routing import HOLDING
from govtui.domain.documents.states import CLOSED, VOID, WITH_LEADER
from govtui.domain.text import cut
from govtui.services.desk import Desk
from govtui.services.documents.importing.rows import IncomingPaper, PreviewRow, Report, going_on
from govtui.services.documents.registering import SERIES
from govtui.store import numbers
from govtui.store.documents import imports as store
from govtui.store.unit_of_work import UnitOfWork

STEP = 250
VOIDED = "导入的登记簿注明作废"

_LEDGER = ("series", "year", "serial", "state", "reason", "noun", "row_id", "origin", "at")
_MOVEMENT = ("incoming_id", "at", "kind", "sentence", "by")
_HANDLING = ("incoming_id", "unit_id", "unit", "lead", "assigned_at", "due_at", "replied_at", "answer_number", "result")
_ROUTE = ("id", "incoming_id", "doc_class", "made_at", "reason")
_STEP = ("route_id", "incoming_id", "ordinal", "person_id", "person", "title", "role", "state", "sent_at", "note")


class IncomingWriting:
    """The rows of one import on their way into the store."""

    def __init__(self, desk: Desk, uow: UnitOfWork, run: int, file_name: str) -> None:
        self._uow, self._run, self._file = uow, run, cut(file_name, 60)
        self._series = desk.book.series(SERIES)
        self._ids = count(store.next_id(uow, "incoming"))
        self._routes = count(store.next_id(uow, "route"))
        self._last: dict[int, int] = {}

    def write(self, rows: Sequence[PreviewRow], report: Report | None) -> None:
        """Write all of `rows`, some at a time."""
        papers = [(next(self._ids), row, row.paper) for row in rows if isinstance(row.paper, IncomingPaper)]
        for _, _, paper in papers:
            self._last[paper.year] = max(self._last_of(paper.year), paper.serial or 0)
        for at in range(0, len(papers), STEP):
            going_on(report, at, len(papers))
            self._write_some(papers[at : at + STEP])
        going_on(report, len(papers), len(papers))

    def _last_of(self, year: int) -> int:
        if year not in self._last:
            self._last[year] = numbers.last_serial(self._uow, SERIES, year)
        return self._last[year]

    def _write_some(self, papers: list[tuple[int, PreviewRow, IncomingPaper]]) -> None:
        at, by = self._uow.at, self._uow.actor_name
        incoming, ledger, movements = [], [], []
        for paper_id, row, paper in papers:
            serial = self._serial(paper)
            number = self._series.text(serial, paper.year)
            whole = {
                **paper.values,
                **{"id": paper_id, "year": paper.year, "serial": serial, "number": number, "import_id": self._run},
                **{"created_at": at, "created_by": by},
            }
            incoming.append(whole)
            void = paper.values["state"] == VOID
            state, reason = (numbers.VOID, VOIDED) if void else (numbers.USED, "")
            ledger.append((SERIES, paper.year, serial, state, reason, "document", paper_id, numbers.IMPORTED, at))
            movements.append((paper_id, at, "导入", f"导入自 {self._file} {row.sheet} 第 {row.number} 行", by))
            if paper.instruction:
                movements.append((paper_id, at, "批示", paper.instruction, by))
            if void:
                movements.append((paper_id, at, "作废", VOIDED, by))
        columns = tuple(incoming[0])
        self._uow.insert_many("incoming", columns, [tuple(one[name] for name in columns) for one in incoming])
        self._uow.insert_many("number_ledger", _LEDGER, ledger)
        self._uow.insert_many("movement", _MOVEMENT, movements)
        self._write_places(papers)

    def _serial(self, paper: IncomingPaper) -> int:
        if paper.serial is not None:
            return paper.serial
        self._last[paper.year] += 1
        return self._last[paper.year]

    def _write_places(self, papers: list[tuple[int, PreviewRow, IncomingPaper]]) -> None:
        """Handling units, and for a paper with a leader the route on which it can come back."""
        handlings: list[tuple[Any, ...]] = []
        routes, steps = [], []
        for paper_id, _, paper in papers:
            handlings += _handlings(paper_id, paper)
            if paper.leader is not None and paper.values["state"] == WITH_LEADER:
                route, leader, since = next(self._routes), paper.leader, paper.values["held_since"]
                routes.append((route, paper_id, paper.values["doc_class"], self._uow.at, "导入"))
                named = (leader.person_id, leader.name, leader.title, leader.role)
                steps.append((route, paper_id, 1, *named, HOLDING, since, "导入"))
        for table, columns, rows in (
            ("handling", _HANDLING, handlings),
            ("route", _ROUTE, routes),
            ("route_step", _STEP, steps),
        ):
            if rows:
                self._uow.insert_many(table, columns, rows)


def _handlings(paper_id: int, paper: IncomingPaper) -> list[tuple[Any, ...]]:
    """The units; of a closed paper they have answered, the lead with the result."""
    values = paper.values
    closed = values["closed_at"] if values["state"] == CLOSED else None
    due = values["due_at"] if values["due_at"] != NEVER else None
    rows = []
    for place, (unit, unit_id) in enumerate(paper.units):
        lead = place == 0
        told = (values["answer_number"], values["result"]) if lead else ("", "")
        rows.append((paper_id, unit_id, unit, lead, values["received_at"], due, closed, *told))
    return rows
