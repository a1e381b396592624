"""What an import must know of the register: which numbers and papers stand there already, and the next ids."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

CHUNK = 500
_COLUMNS = "i.number, i.sender, i.sender_number, i.title, i.state, substr(i.received_at, 1, 10) AS day"


def by_sender_number(within: Reader | UnitOfWork, numbers: Iterable[str]) -> Iterator[sqlite3.Row]:
    """Papers that bear one of these senders' numbers, void ones too."""
    sql = f"SELECT {_COLUMNS} FROM json_each(:values) j CROSS JOIN incoming i ON i.sender_number = j.value"
    for part in _chunks(numbers):
        yield from within.rows(sql, values=part)


def by_day(within: Reader | UnitOfWork, days: Iterable[str]) -> Iterator[sqlite3.Row]:
    """Papers received on one of these days (ISO text), void ones too."""
    sql = (
        f"SELECT {_COLUMNS} FROM json_each(:values) j CROSS JOIN incoming i "
        "ON i.received_at >= j.value AND i.received_at < j.value || 'U'"
    )
    for part in _chunks(days):
        yield from within.rows(sql, values=part)


def by_title(within: Reader | UnitOfWork, titles: Iterable[str]) -> Iterator[sqlite3.Row]:
    """Papers with one of these titles, void ones too; reads the whole register once for every 500 titles."""
    for part in _chunks(titles):
        yield from within.rows(
            f"SELECT {_COLUMNS} FROM incoming i WHERE i.title IN (SELECT value FROM json_each(:values))", values=part
        )


def used_serials(within: Reader | UnitOfWork, series: str, years: Iterable[int]) -> list[sqlite3.Row]:
    """Every number of these years in the ledger, with the paper it was given to (title NULL: none)."""
    return within.rows(
        f"SELECT l.year, l.serial, l.state AS ledger_state, {_COLUMNS} FROM number_ledger l "
        "LEFT JOIN incoming i ON i.id = l.row_id AND l.noun = 'document' "
        "WHERE l.series = :series AND l.year IN (SELECT value FROM json_each(:years))",
        series=series,
        years=json.dumps(sorted(set(years))),
    )


def newest_batch(within: Reader | UnitOfWork) -> int:
    """The number of the journal's newest batch."""
    return int(within.value("SELECT coalesce(max(seq), 0) FROM journal_batch"))


def registered_since(within: Reader | UnitOfWork, batch: int, tables: Iterable[str]) -> bool:
    """Whether one of these tables got a new row (a paper, a number) after this batch of the journal."""
    found = within.value(
        "SELECT 1 FROM journal_entry WHERE batch > :batch AND op = 'insert' "
        "AND table_name IN (SELECT value FROM json_each(:tables)) LIMIT 1",
        batch=batch,
        tables=json.dumps(list(tables)),
    )
    return found is not None


def next_id(within: UnitOfWork, table: str) -> int:
    """The id that the next row of a table may have; inside the write transaction nobody else takes it."""
    return int(within.value(f"SELECT coalesce(max(id), 0) + 1 FROM {table}"))


def _chunks(values: Iterable[str]) -> Iterator[str]:
    found = sorted(set(values))
    for at in range(0, len(found), CHUNK):
        yield json.dumps(found[at : at + CHUNK])
