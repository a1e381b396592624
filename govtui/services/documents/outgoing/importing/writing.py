"""Writing the outgoing papers that a preview has found: one transaction, undone as one."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from govtui.domain.documents.normative.life import REPEALED
from govtui.domain.documents.numbering import unified_series
from govtui.domain.documents.outgoing import states
from govtui.domain.text import cut
from govtui.services.documents.importing.rows import PreviewRow, Report, going_on
from govtui.services.documents.importing.writing import STEP, VOIDED
from govtui.services.documents.outgoing.importing.ending import Endings
from govtui.services.documents.outgoing.importing.judging import serial_of
from govtui.services.documents.outgoing.importing.papers import OutgoingPaper
from govtui.store import numbers
from govtui.store.documents import imports as store
from govtui.store.unit_of_work import UnitOfWork

NOUN, DOCUMENT = "outgoing", "normative"

_LEDGER = ("series", "year", "serial", "state", "reason", "noun", "row_id", "origin", "at")
_MOVEMENT = ("outgoing_id", "at", "kind", "sentence", "by")


class OutgoingWriting:
    """The rows of one import on their way into the store."""

    def __init__(self, uow: UnitOfWork, run: int, file_name: str) -> None:
        self._uow, self._run, self._file = uow, run, cut(file_name, 60)
        self._ids = count(store.next_id(uow, "outgoing"))
        self._documents = count(store.next_id(uow, "normative_document"))
        self._plain = {"import_id": run, "created_at": uow.at, "created_by": uow.actor_name, "held_since": uow.at}

    def write(self, rows: Sequence[PreviewRow], report: Report | None) -> None:
        """Write all of `rows`, some at a time; then what they did to papers that stand here already."""
        papers = [(next(self._ids), row, row.paper) for row in rows if isinstance(row.paper, OutgoingPaper)]
        endings = Endings(self._uow, [(paper_id, paper) for paper_id, _, paper in papers])
        for at in range(0, len(papers), STEP):
            going_on(report, at, len(papers))
            self._write_some(papers[at : at + STEP], endings)
        endings.write()
        going_on(report, len(papers), len(papers))

    def _write_some(self, papers: Sequence[tuple[int, PreviewRow, OutgoingPaper]], endings: Endings) -> None:
        outgoing, ledger, movements, documents = [], [], [], []
        for paper_id, row, paper in papers:
            ended = endings.of(paper_id)
            outgoing.append({"id": paper_id, **paper.values, **ended, **self._plain})
            ledger += self._ledger_rows(paper_id, paper)
            movements += self._movements(paper_id, row, paper)
            if paper.document is not None:
                document = {"id": next(self._documents), "outgoing_id": paper_id, **paper.document, **_ended(ended)}
                documents.append(document)
                ledger += self._registration_rows(document)
        self._insert("outgoing", outgoing)
        self._insert("normative_document", documents)
        self._uow.insert_many("number_ledger", _LEDGER, ledger)
        self._uow.insert_many("outgoing_movement", _MOVEMENT, movements)

    def _insert(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """Rows that all have the same columns."""
        if rows:
            made = {"created_at": self._uow.at, "created_by": self._uow.actor_name}
            columns = tuple(rows[0] | made)
            self._uow.insert_many(table, columns, [tuple((row | made)[name] for name in columns) for row in rows])

    def _ledger_rows(self, paper_id: int, paper: OutgoingPaper) -> list[tuple[Any, ...]]:
        serial = serial_of(paper)
        if serial is None:
            return []
        reason = paper.text("void_reason") or VOIDED
        state = (numbers.VOID, reason) if paper.is_void else (numbers.USED, "")
        return [(*serial, *state, NOUN, paper_id, numbers.IMPORTED, self._uow.at)]

    def _registration_rows(self, document: dict[str, Any]) -> list[tuple[Any, ...]]:
        if document["reg_serial"] is None:
            return []
        book = (unified_series(document["issuer_code"]), document["reg_year"], document["reg_serial"])
        return [(*book, numbers.USED, "", DOCUMENT, document["id"], numbers.IMPORTED, self._uow.at)]

    def _movements(self, paper_id: int, row: PreviewRow, paper: OutgoingPaper) -> list[tuple[Any, ...]]:
        at, by = self._uow.at, self._uow.actor_name
        found = [(paper_id, at, "导入", f"导入自 {self._file} {row.sheet} 第 {row.number} 行", by)]
        if paper.is_void:
            found.append((paper_id, at, "作废", paper.text("void_reason") or VOIDED, by))
        return found


def _ended(mark: dict[str, Any]) -> dict[str, Any]:
    """How a normative document shows that a newer paper repealed it."""
    if mark.get("force") != states.REPEALED:
        return {}
    return {"state": REPEALED, "ended_on": mark["force_on"], "ended_by": mark["force_note"]}
