"""Undo: a new batch that puts back what another batch changed, or a sentence why not."""

import json
from typing import Any

from govtui.domain.documents.numbering import period_name
from govtui.domain.meetings.states import DRAFTING
from govtui.domain.refusal import Refusal
from govtui.store.numbers import EXPLAINED, ISSUED_HERE, USED
from govtui.store.reading import Reader, Record
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
    return _ledger_holds(within, batch) or _later_work(within, batch) or _minutes_hold(within, batch)


def _later_work(within: Reader | UnitOfWork, batch: int) -> str | None:
    """Whose later act stands on the same rows."""
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


def _minutes_hold(within: Reader | UnitOfWork, batch: int) -> str | None:
    """Whether minutes that were sent round stand on the results, decisions or agenda that the batch wrote (art. 44).

    What is recorded anew after that puts them back to 起草 itself; taking a record back would not.
    """
    found = within.row(
        "SELECT n.title FROM journal_entry e JOIN meeting_movement m ON m.id = e.row_id "
        "JOIN minutes n ON n.meeting_id = m.meeting_id WHERE e.batch = :seq AND e.table_name = 'meeting_movement' "
        f"AND e.op = 'insert' AND n.state <> '{DRAFTING}' AND EXISTS (SELECT 1 FROM journal_entry o WHERE "
        "o.batch = :seq AND o.table_name IN ('agenda_item', 'decision', 'decision_unit')) LIMIT 1",
        seq=batch,
    )
    if found is None:
        return None
    return f"《{found['title']}》已送审，以它为准；要更正请改会议结果，纪要随之重新送审。"


def _ledger_holds(within: Reader | UnitOfWork, batch: int) -> str | None:
    """Why the number ledger needs the batch: a number given out, a start that numbers follow, a hole it explains.

    Numbers that came with an import go away with it, for it can be read in again; what they leave is listed as missing.
    """
    if _gave_number(within, batch):
        return "这一步已经发出了号码，不能撤销；号码不收回，请用“作废”并写明理由。"
    for row in _touched_starts(within, batch):
        if reason := _start_holds(within, row):
            return reason
    if _explains_hole(within, batch):
        return "撤销后这些号就成了没有说明的缺号；理由写错了，请对同样的号再“说明缺号”一次。"
    return None


def _gave_number(within: Reader | UnitOfWork, batch: int) -> bool:
    """Whether the batch wrote a number of this office, or gave one out that was set aside."""
    found = within.value(
        "SELECT 1 FROM journal_entry WHERE batch = :seq AND table_name = 'number_ledger' AND ("
        "(op = 'insert' AND instr(after, :here)) OR (op = 'update' AND instr(after, :used))) LIMIT 1",
        seq=batch,
        here=f'"origin":"{ISSUED_HERE}"',
        used=f'"state":"{USED}"',
    )
    return found is not None


def _touched_starts(within: Reader | UnitOfWork, batch: int) -> list[Record]:
    """The starts that the batch wrote, as they stand, with what the journal says of it."""
    return within.rows(
        "SELECT s.*, e.op, e.before FROM journal_entry e JOIN number_start s ON s.id = e.row_id "
        "WHERE e.batch = :seq AND e.table_name = 'number_start'",
        seq=batch,
    )


def _start_holds(within: Reader | UnitOfWork, start: Record) -> str | None:
    """Why a start must stay: numbers stand after it, or serials that only it explains would be missing."""
    before = _body(start["before"]).get("last", start["last"] if start["op"] == "update" else 0)
    top, above = within.rows(
        "SELECT ifnull(max(serial), 0), ifnull(sum(serial > :before), 0) FROM number_ledger "
        "WHERE series = :series AND year = :year",
        series=start["series"],
        year=start["year"],
        before=before,
    )[0]
    name = period_name(start["year"])
    if top > start["last"]:
        return f"{name}第 {start['last']} 号之后已经编过号，起始号不能撤销；要更正理由，请按原号再“设起始号”一次。"
    if top > before and above < top - before:
        return f"撤销后{name}第 {before} 号和第 {top} 号之间会出现没有说明的缺号，请先“说明缺号”。"
    return None


def _explains_hole(within: Reader | UnitOfWork, batch: int) -> bool:
    """Whether the batch explained serials that others stand after, so that they would be missing without it."""
    mine = "SELECT row_id FROM journal_entry WHERE batch = :seq AND table_name = 'number_ledger' AND op = 'insert'"
    found = within.value(
        f"SELECT 1 FROM number_ledger l LEFT JOIN number_start s ON s.series = l.series AND s.year = l.year "
        f"WHERE l.id IN ({mine}) AND l.origin = :origin AND l.serial > ifnull(s.last, 0) "
        "AND EXISTS (SELECT 1 FROM number_ledger o WHERE o.series = l.series AND o.year = l.year "
        f"AND o.serial > l.serial AND o.id NOT IN ({mine})) LIMIT 1",
        seq=batch,
        origin=EXPLAINED,
    )
    return found is not None


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
