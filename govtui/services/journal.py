"""Who did what, and undo."""

from dataclasses import dataclass

from govtui.domain.clock import from_stamp
from govtui.domain.journal import BLANKED
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.store import undoing
from govtui.store.reading import Record


@dataclass(frozen=True, slots=True)
class Act:
    """One batch of the journal as lists show it. `undone`: a later batch took it back."""

    seq: int
    at: str
    actor: str
    action: str
    sentence: str
    noun: str
    row_id: int | None
    entries: int
    undone: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One changed row of a batch: table, row, kind of change, bodies as JSON text."""

    table: str
    row_id: int
    op: str
    before: str | None
    after: str | None


_ACTS = (
    "SELECT b.seq, b.at, b.actor, b.action, b.sentence, b.noun, b.row_id, b.entries, "
    "EXISTS (SELECT 1 FROM journal_batch u WHERE u.undoes = b.seq) AS undone FROM journal_batch b "
)


def count_acts(desk: Desk) -> int:
    """How many batches the journal holds."""
    with desk.reading() as reader:
        return int(reader.value("SELECT coalesce(max(seq), 0) FROM journal_batch"))


def acts(desk: Desk, start: int, limit: int) -> list[Act]:
    """The journal, newest first, from the `start`-th on (the sequence has no holes, so a place is a key)."""
    with desk.reading() as reader:
        newest = int(reader.value("SELECT coalesce(max(seq), 0) FROM journal_batch"))
        rows = reader.rows(
            _ACTS + "WHERE b.seq <= :seq ORDER BY b.seq DESC LIMIT :limit", seq=newest - start, limit=limit
        )
    return [_act(row) for row in rows]


def acts_on(desk: Desk, noun: str, row_id: int) -> list[Act]:
    """Everything that was done to one thing, oldest first."""
    with desk.reading() as reader:
        sql = _ACTS + "WHERE b.noun = :noun AND b.row_id = :row_id ORDER BY b.seq"
        return [_act(row) for row in reader.rows(sql, noun=noun, row_id=row_id)]


def changes(desk: Desk, seq: int) -> list[Change]:
    """The rows that batch `seq` changed."""
    with desk.reading() as reader:
        rows = reader.rows("SELECT * FROM journal_entry WHERE batch = :seq ORDER BY id LIMIT 200", seq=seq)
    return [Change(r["table_name"], r["row_id"], r["op"], r["before"], r["after"]) for r in rows]


def next_undo(desk: Desk) -> Act:
    """What ctrl+z would take back: this clerk's newest act. Raises Refusal with the reason when it cannot be undone."""
    with desk.reading() as reader:
        seq = undoing.last_of(reader, desk.actor.id)
        if seq is None:
            raise Refusal("没有可以撤销的操作。")
        reason = undoing.why_not(reader, seq)
        row = reader.row(_ACTS + "WHERE b.seq = :seq", seq=seq)
    assert row is not None
    act = _act(row)
    if reason is not None:
        raise Refusal(f"不能撤销“{act.sentence}”：{reason}")
    return act


def undo(desk: Desk, seq: int) -> str:
    """Take back batch `seq` in a batch of its own; returns the sentence. Refusal where later work stands on it."""
    with desk.writing("journal.undo") as uow:
        undone = undoing.undo(uow, seq)
        sentence = f"撤销：{undone}"
        uow.say(sentence, undoes=seq)
    return sentence


def _act(row: Record) -> Act:
    values = {key: row[key] for key in row.keys()}  # noqa: SIM118 - a record iterates its values
    values["sentence"] = values["sentence"] or BLANKED
    values["undone"] = bool(values["undone"])
    values["at"] = from_stamp(values["at"]).strftime("%Y-%m-%d %H:%M")
    return Act(**values)
