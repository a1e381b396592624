"""Undo: a new batch that puts back what another batch changed, or a sentence why not."""

import json
from typing import Any

from govtui.domain.refusal import Refusal
from govtui.store.numbers import ISSUED_HERE
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

_CHUNK = 400


def last_of(reader: Reader, actor_id: str) -> int | None:
    """The newest batch of this clerk that is no undo and has not been undone."""
    found = reader.value(
        "SELECT max(seq) FROM journal_batch b WHERE actor_id = :actor AND undoes IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM journal_batch u WHERE u.undoes = b.seq)",
        actor=actor_id,
    )
    return None if found is None else int(found)


def why_not(within: Reader | UnitOfWork, batch: int) -> str | None:
    """One sentence why `batch` cannot be undone; None when it can."""
    head = within.row("SELECT * FROM journal_batch WHERE seq = :seq", seq=batch)
    if head is None:
        return "没有这条操作记录。"
    if head["undoes"] is not None or within.value("SELECT 1 FROM journal_batch WHERE undoes = :seq", seq=batch):
        return "这一步已经撤销过了。"
    if within.value("SELECT 1 FROM journal_entry WHERE batch = :seq AND salt IS NULL LIMIT 1", seq=batch):
        return "这一步的内容已按误录处置清除，不能撤销。"
    if _gave_number(within, batch):
        return "这一步已经发出了号码，不能撤销；号码不收回，请用“作废”并写明理由。"
    later = within.row(
        "SELECT b.actor, b.sentence FROM journal_entry mine JOIN journal_entry late "
        "ON late.table_name = mine.table_name AND late.row_id = mine.row_id AND late.batch > mine.batch "
        "JOIN journal_batch b ON b.seq = late.batch WHERE mine.batch = :seq AND b.undoes IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM journal_batch u WHERE u.undoes = b.seq) ORDER BY late.batch DESC LIMIT 1",
        seq=batch,
    )
    if later is not None:
        return f"后面还有操作以它为基础（{later['actor']}：{later['sentence']}），请先处理后面的操作。"
    return None


def _gave_number(within: Reader | UnitOfWork, batch: int) -> bool:
    rows = within.rows(
        "SELECT after FROM journal_entry WHERE batch = :seq AND table_name = 'number_ledger' AND op = 'insert' LIMIT 1",
        seq=batch,
    )
    return any(_body(row["after"]).get("origin") == ISSUED_HERE for row in rows)


def undo(uow: UnitOfWork, batch: int) -> str:
    """Put back what `batch` changed, newest change first; returns its sentence. Refusal when it cannot."""
    reason = why_not(uow, batch)
    if reason is not None:
        raise Refusal(f"不能撤销：{reason}")
    entries = uow.rows("SELECT * FROM journal_entry WHERE batch = :seq ORDER BY id DESC", seq=batch)
    uow.execute("PRAGMA defer_foreign_keys = ON")
    inserted: dict[str, list[int]] = {}
    for entry in entries:
        if entry["op"] == "insert":
            inserted.setdefault(entry["table_name"], []).append(entry["row_id"])
        else:
            _put_back(uow, entry["table_name"], entry["row_id"], entry["op"], _body(entry["before"]))
    for table, ids in inserted.items():
        for start in range(0, len(ids), _CHUNK):
            some = ",".join(str(i) for i in ids[start : start + _CHUNK])
            uow.execute(f"DELETE FROM {table} WHERE id IN ({some})")
    return str(uow.value("SELECT sentence FROM journal_batch WHERE seq = :seq", seq=batch))


def _put_back(uow: UnitOfWork, table: str, row_id: int, op: str, before: dict[str, Any]) -> None:
    if op == "delete":
        names = ", ".join(before)
        marks = ", ".join(f":{name}" for name in before)
        uow.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", before)
        return
    before.pop("version", None)
    sets = ", ".join([*(f"{name} = :{name}" for name in before), "version = version + 1"])
    uow.execute(f"UPDATE {table} SET {sets} WHERE id = :row_id_", {**before, "row_id_": row_id})


def _body(text: str | None) -> dict[str, Any]:
    return dict(json.loads(text, strict=False)) if text else {}
