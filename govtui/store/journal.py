"""Reading the journal by words and by clerk."""

import sqlite3
from collections.abc import Sequence

from govtui.store.reading import Reader

MOST = 20_000
"""Batches that one search looks out for at most; the newest ones count."""


def matching(reader: Reader, words: Sequence[str], actor_id: str | None) -> list[int]:
    """The newest batches, newest first, whose sentence, clerk or day holds every word; of one clerk if given."""
    where, params = ["1"], {}
    for place, word in enumerate(words):
        where.append(f"instr(lower(b.sentence || ' ' || b.actor || ' ' || b.at), :word_{place}) > 0")
        params[f"word_{place}"] = word.lower()
    if actor_id is not None:
        where.append("b.actor_id = :actor")
        params["actor"] = actor_id
    sql = f"SELECT b.seq FROM journal_batch b WHERE {' AND '.join(where)} ORDER BY b.seq DESC LIMIT {MOST}"
    return [int(row[0]) for row in reader.rows(sql, **params)]


def batches(reader: Reader, seqs: Sequence[int]) -> list[sqlite3.Row]:
    """These batches, newest first, each with `undone`: whether a later one took it back."""
    some = ", ".join(str(int(seq)) for seq in seqs)
    return reader.rows(
        "SELECT b.seq, b.at, b.actor, b.action, b.sentence, b.noun, b.row_id, b.entries, "
        "EXISTS (SELECT 1 FROM journal_batch u WHERE u.undoes = b.seq) AS undone "
        f"FROM journal_batch b WHERE b.seq IN ({some}) ORDER BY b.seq DESC"
    )


def row_now(reader: Reader, table: str, row_id: int) -> sqlite3.Row | None:
    """The row that an entry speaks of, as it stands now; None where it is gone. `table` is one the journal watches."""
    known = reader.value("SELECT name FROM sqlite_master WHERE type = 'table' AND name = :table", table=table)
    return None if known is None else reader.row(f'SELECT * FROM "{known}" WHERE id = :id', id=row_id)
