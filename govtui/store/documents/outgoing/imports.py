"""What an import must know of outgoing papers: which numbers and papers stand already, and what was done to them."""

import json
from collections.abc import Iterable

from govtui.domain.documents.outgoing.states import VOID
from govtui.store.reading import Reader, Record
from govtui.store.unit_of_work import UnitOfWork

CHUNK = 500
_DAY = "coalesce(o.issued_on, o.dated_on, o.signed_on)"
_ACTING = f"o.state <> '{VOID}' AND o.number <> '' AND (o.issued_on IS NOT NULL OR o.import_id IS NOT NULL)"

Within = Reader | UnitOfWork


def by_number(within: Within, numbers: Iterable[str]) -> list[Record]:
    """Papers that bear one of these numbers, void ones too; `acting`: issued, so that others feel it."""
    return _chunked(
        within,
        f"SELECT o.id, o.number, o.title, o.state, {_DAY} AS day, o.force, ({_ACTING}) AS acting "
        "FROM json_each(:values) j CROSS JOIN outgoing o ON o.number = j.value ORDER BY o.id",
        numbers,
    )


def by_title(within: Within, titles: Iterable[str]) -> list[Record]:
    """Papers without a number that have one of these titles; reads the whole register for every 500 titles."""
    return _chunked(
        within,
        f"SELECT o.id, o.number, o.title, o.state, {_DAY} AS day FROM outgoing o "
        "WHERE o.number = '' AND o.title IN (SELECT value FROM json_each(:values)) ORDER BY o.id",
        titles,
    )


def used_serials(within: Within, books: Iterable[tuple[str, int]]) -> list[Record]:
    """Every number of these (series, period) in the ledger, with the title of its paper (NULL: none)."""
    rows: list[Record] = []
    for series, period in sorted(books):
        rows += within.rows(
            "SELECT l.series, l.year, l.serial, l.state AS ledger_state, o.title FROM number_ledger l "
            "LEFT JOIN outgoing o ON o.id = l.row_id AND l.noun = 'outgoing' "
            "WHERE l.series = :series AND l.year = :period",
            series=series,
            period=period,
        )
    return rows


def registered(within: Within, numbers: Iterable[str]) -> list[Record]:
    """Normative documents with one of these unified registration numbers."""
    sql = (
        "SELECT n.id, n.reg_number FROM json_each(:values) j CROSS JOIN normative_document n ON n.reg_number = j.value"
    )
    return _chunked(within, sql, numbers)


def waiting(within: Within, numbers: Iterable[str]) -> list[Record]:
    """Relations of papers here to one of these numbers that had no row so far; `day` is the newer paper's."""
    return _chunked(
        within,
        f"SELECT r.id, r.kind, r.target_number, o.number AS by_number, {_DAY} AS day, ({_ACTING}) AS acting "
        "FROM json_each(:values) j CROSS JOIN paper_relation r ON r.target_number = j.value "
        "JOIN outgoing o ON o.id = r.outgoing_id WHERE r.target_id IS NULL ORDER BY r.id",
        numbers,
    )


def told_of(within: Within) -> list[Record]:
    """Papers that say what was done to them by a paper that is not here."""
    return within.rows(
        "SELECT o.id, o.number, o.title, o.force_note FROM outgoing o WHERE o.force_note <> '' "
        "AND NOT EXISTS (SELECT 1 FROM paper_relation r WHERE r.target_id = o.id) ORDER BY o.id"
    )


def related(within: Within, ids: Iterable[int]) -> set[tuple[int, str, int]]:
    """(paper, kind, older paper) of the relations that papers of these ids have."""
    sql = (
        "SELECT r.outgoing_id, r.kind, r.target_id FROM json_each(:values) j "
        "JOIN paper_relation r ON r.outgoing_id = j.value WHERE r.target_id IS NOT NULL"
    )
    return {(row["outgoing_id"], row["kind"], row["target_id"]) for row in _chunked(within, sql, ids)}


def end(uow: UnitOfWork, outgoing_id: int, force: str, on: str | None, sentence: str) -> None:
    """Mark an older paper; one that is repealed already stays as it is marked."""
    uow.execute(
        "UPDATE outgoing SET force = :force, force_on = :day, force_note = :sentence, version = version + 1 "
        "WHERE id = :id AND force <> '废止'",
        {"id": outgoing_id, "force": force, "day": on, "sentence": sentence},
    )


def link(uow: UnitOfWork, relation_id: int, target_id: int) -> None:
    """Let a relation that knew its older paper by number only point to its row."""
    uow.execute(
        "UPDATE paper_relation SET target_id = :target, version = version + 1 WHERE id = :id",
        {"id": relation_id, "target": target_id},
    )


def _chunked(within: Within, sql: str, values: Iterable[str] | Iterable[int]) -> list[Record]:
    found: list[Record] = []
    wanted = sorted(set(values))  # type: ignore[type-var]
    for at in range(0, len(wanted), CHUNK):
        found += within.rows(sql, values=json.dumps(wanted[at : at + CHUNK]))
    return found
