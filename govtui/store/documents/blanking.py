"""Blanking a mistaken paper: its rows without their words, and which acts of the journal speak of it.

保守国家秘密法 第三十一条: a state secret entered by mistake must not stay on a system that is not made for it.
"""

import json
from collections.abc import Iterable

from govtui.store.unit_of_work import UnitOfWork

CLEARED = "（已按误录处置清除）"
"""What stands in place of the title."""

Rows = dict[str, list[int]]
"""Row ids by table."""

_WORDS = {
    "incoming": (
        *("sender", "sender_number_raw", "sender_number", "sender_prefix", "copy_no", "attachments", "signer"),
        *("late_reason", "proposal", "lead_unit", "answer_number", "result", "return_reason", "archive_no", "note"),
    ),
    "route": ("reason",),
    "route_step": ("opinion", "note"),
    "handling": ("unit", "answer_number", "result"),
    "movement": ("sentence",),
    "reminder": ("text",),
    "rule_release": ("reason",),
}
"""The columns that can hold a paper's words. Who read it and when stays: it may have to be answered for."""

_BELONGINGS = ("route", "route_step", "handling", "movement", "reminder")

_TELLING = ("title", "sender_number", "sender_number_raw")
"""The columns by whose words a sentence elsewhere betrays the paper."""

_SHORTEST = 4
"""Characters from which on a title or number is worth looking for in sentences about other things."""


def rows_of(uow: UnitOfWork, incoming_id: int) -> Rows:
    """Every row that belongs to the paper, its number in the ledger and releases of rules for it included."""
    rows: Rows = {"incoming": [incoming_id]}
    for table in _BELONGINGS:
        rows[table] = _ids(uow, f"SELECT id FROM {table} WHERE incoming_id = :id", incoming_id)
    for table in ("rule_release", "number_ledger"):
        rows[table] = _ids(uow, f"SELECT id FROM {table} WHERE noun = 'document' AND row_id = :id", incoming_id)
    return rows


def born(uow: UnitOfWork, incoming_id: int) -> int:
    """The batch that wrote the paper; ids of rows that an undo took away are given again, so older acts are not its."""
    return int(
        uow.value(
            "SELECT max(batch) FROM journal_entry WHERE table_name = 'incoming' AND row_id = :id AND op = 'insert'",
            id=incoming_id,
        )
        or 0
    )


def words_of(uow: UnitOfWork, incoming_id: int) -> set[str]:
    """The titles and numbers that the paper bears and ever bore."""
    now = uow.row(f"SELECT {', '.join(_TELLING)} FROM incoming WHERE id = :id", id=incoming_id)
    words = {str(word) for word in now or ()}
    entries = uow.rows(
        "SELECT before, after FROM journal_entry WHERE table_name = 'incoming' AND row_id = :id AND batch >= :born",
        id=incoming_id,
        born=born(uow, incoming_id),
    )
    for body in (body for entry in entries for body in entry if body):
        kept = json.loads(body, strict=False)
        words |= {str(kept[name]) for name in _TELLING if kept.get(name)}
    return words - {"", CLEARED}


def acts_of(uow: UnitOfWork, incoming_id: int, words: Iterable[str]) -> list[int]:
    """Batches so far whose sentence is about the paper, takes back one that is, or holds one of its `words`."""
    about = "SELECT seq FROM journal_batch WHERE noun = 'document' AND row_id = :id AND seq >= :born"
    both = f"{about} UNION SELECT seq FROM journal_batch WHERE undoes IN ({about})"
    told = {int(row[0]) for row in uow.rows(both, id=incoming_id, born=born(uow, incoming_id))}
    for word in words:
        if len(word) >= _SHORTEST:
            found = uow.rows("SELECT seq FROM journal_batch WHERE instr(sentence, :word) > 0", word=word)
            told |= {int(row[0]) for row in found}
    return sorted(told)


def entries_of(uow: UnitOfWork, incoming_id: int, rows: Rows) -> list[int]:
    """The journal's entries so far, of this batch too, about `rows` and about rows of the paper that are gone again."""
    found = {one for table, ids in rows.items() for row_id in ids for one in _life(uow, table, row_id)}
    since = born(uow, incoming_id)
    for table in (*_BELONGINGS, "rule_release"):
        owner = "row_id" if table == "rule_release" else "incoming_id"
        births = uow.rows(
            "SELECT id, row_id FROM journal_entry WHERE batch >= :since AND table_name = :table AND op = 'insert' "
            "AND (instr(after, :middle) > 0 OR instr(after, :last) > 0)",
            since=since,
            table=table,
            middle=f'"{owner}":{incoming_id},',
            last=f'"{owner}":{incoming_id}}}',
        )
        found |= {one for birth in births for one in _life(uow, table, int(birth["row_id"]), int(birth["id"]))}
    return sorted(found)


def _life(uow: UnitOfWork, table: str, row_id: int, birth: int | None = None) -> list[int]:
    """The entries of one row from its `birth` (the last one where none is named) until its id was given again."""
    entries = uow.rows(
        "SELECT id, op FROM journal_entry WHERE table_name = :table AND row_id = :row_id ORDER BY id",
        table=table,
        row_id=row_id,
    )
    births = [int(entry["id"]) for entry in entries if entry["op"] == "insert"]
    start = birth if birth is not None else max(births, default=0)
    end = min((one for one in births if one > start), default=None)
    return [int(entry["id"]) for entry in entries if start <= entry["id"] and (end is None or entry["id"] < end)]


def empty(uow: UnitOfWork, rows: Rows) -> None:
    """Take the words out of the rows; the title says that they were taken."""
    for table, columns in _WORDS.items():
        sets = ", ".join([*(f"{column} = ''" for column in columns), "version = version + 1"])
        uow.execute(f"UPDATE {table} SET {sets} WHERE id IN ({_list(rows[table])})")
    uow.execute(
        f"UPDATE incoming SET title = :title, sender_id = NULL, section_id = NULL, lead_unit_id = NULL, incomplete = 0 "
        f"WHERE id IN ({_list(rows['incoming'])})",
        {"title": CLEARED},
    )
    uow.execute(f"UPDATE handling SET unit_id = NULL WHERE id IN ({_list(rows['handling'])})")


def twins(uow: UnitOfWork, incoming_id: int, words: Iterable[str]) -> tuple[str, ...]:
    """Register numbers of other papers that bear one of the titles or numbers."""
    found = uow.rows(
        "SELECT number FROM incoming WHERE id <> :id AND (title IN (SELECT value FROM json_each(:words)) "
        "OR sender_number IN (SELECT value FROM json_each(:words))) ORDER BY year, serial",
        id=incoming_id,
        words=json.dumps([word for word in words if len(word) >= _SHORTEST]),
    )
    return tuple(str(row["number"]) for row in found)


def imported_from(uow: UnitOfWork, incoming_id: int) -> str:
    """The name of the register file that the paper came from; '' for one registered by hand."""
    sql = "SELECT r.file_name FROM incoming i JOIN import_run r ON r.id = i.import_id WHERE i.id = :id"
    return str(uow.value(sql, id=incoming_id) or "")


def _ids(uow: UnitOfWork, sql: str, incoming_id: int) -> list[int]:
    return [int(row[0]) for row in uow.rows(sql, id=incoming_id)]


def _list(ids: Iterable[int]) -> str:
    return ",".join(map(str, ids))
