"""Reading incoming papers: one paper with all that belongs to it, twins, counts."""

import sqlite3
from typing import Any

from govtui.domain.documents.states import CLOSED, FINAL_STATES, OPEN_STATES, QUEUES, TO_RECALL, Queue
from govtui.store import searching
from govtui.store.listing import DENSE, Query
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

LIST_COLUMNS = (
    "id, version, number, received_at, sender, sender_number, sender_number_raw, title, kind, doc_class, urgency, "
    "secrecy, state, holder, held_since, due_at, due_provisional, closed_at, incomplete, open"
)


def paper(within: Reader | UnitOfWork, incoming_id: int) -> sqlite3.Row | None:
    """One paper with every column."""
    return within.row("SELECT * FROM incoming WHERE id = :id", id=incoming_id)


def list_rows(within: Reader | UnitOfWork, ids: list[int]) -> list[sqlite3.Row]:
    """Papers by id, as lists show them."""
    some = ",".join(str(int(i)) for i in ids)
    return within.rows(f"SELECT {LIST_COLUMNS} FROM incoming WHERE id IN ({some})")


def steps(within: Reader | UnitOfWork, incoming_id: int) -> list[sqlite3.Row]:
    """Every reader of every route of a paper, old routes first."""
    return within.rows(
        "SELECT s.*, r.active FROM route_step s JOIN route r ON r.id = s.route_id "
        "WHERE s.incoming_id = :id ORDER BY s.route_id, s.ordinal",
        id=incoming_id,
    )


def active_steps(within: Reader | UnitOfWork, incoming_id: int) -> list[sqlite3.Row]:
    """The readers of the route in force."""
    return [row for row in steps(within, incoming_id) if row["active"]]


def belongings(within: Reader | UnitOfWork, table: str, incoming_id: int) -> list[sqlite3.Row]:
    """Rows of `handling`, `movement` or `reminder` of a paper, oldest first."""
    return within.rows(f"SELECT * FROM {table} WHERE incoming_id = :id ORDER BY id", id=incoming_id)


def twins(within: Reader | UnitOfWork, sender: str, number: str, title: str, except_id: int = 0) -> list[sqlite3.Row]:
    """Earlier papers of the same sender with the same number, or with the same title; void ones do not count."""
    by_number = within.rows(
        "SELECT *, '文号' AS same FROM incoming WHERE sender_number = :number AND :number <> '' AND sender = :sender "
        "AND state <> '作废' AND id <> :except_id ORDER BY id DESC LIMIT 5",
        number=number,
        sender=sender,
        except_id=except_id,
    )
    if by_number or not title:
        return by_number
    return within.rows(
        "SELECT *, '标题' AS same FROM incoming WHERE title = :title AND sender = :sender AND state <> '作废' "
        "AND id <> :except_id AND received_at > date('now', '-400 day') ORDER BY id DESC LIMIT 5",
        title=title,
        sender=sender,
        except_id=except_id,
    )


def last_prefix(within: Reader | UnitOfWork, sender: str) -> str:
    """The number prefix that this sender used last ('' when none is known)."""
    found = within.value(
        "SELECT sender_prefix FROM incoming WHERE sender = :sender AND sender_prefix <> '' ORDER BY id DESC LIMIT 1",
        sender=sender,
    )
    return str(found or "")


def queue_query(queue: Queue, near: str, words: str = "") -> Query:
    """The list behind a queue; `near` is the stamp up to which a due paper belongs to 催办, `words` narrow it."""
    params: dict[str, Any] = {}
    where, order, descending = _queue_where(queue, near, params)
    asked = searching.wanted(words)
    if asked is None:
        return Query(LIST_COLUMNS, "incoming", where, order, descending, params)
    found, again = f"id IN ({asked.rows_of('document')})", asked.checked("document", "incoming.id")
    walked = f"{where} AND +{found} AND {again}"
    short = queue.id not in ("all", "closed")  # no hit is worth fetching that is not in a short queue
    return Query(
        LIST_COLUMNS,
        "incoming",
        f"{where} AND {found} AND {again}",
        order,
        descending,
        params | asked.params(),
        hits=f"SELECT {DENSE + 1}" if short else asked.count_of("document"),
        dense=walked,
        exact=not asked.again,
        counted=queue.id == "all",
    )


def _queue_where(queue: Queue, near: str, params: dict[str, Any]) -> tuple[str, tuple[str, ...], bool]:
    by_due = ("due_at", "id")
    if queue.id == "closed":
        return "state = '已办结' AND closed_at IS NOT NULL", ("closed_at", "id"), True
    if len(queue.states) == 1:
        params["state"] = queue.states[0]
        return "state = :state", by_due, False
    if queue.id == "remind":
        params["near"] = near
        return "open = 1 AND due_at <= :near", by_due, False
    if queue.id == "incomplete":
        return "incomplete = 1", ("id",), True
    if queue.id == "recall":
        params["recall"] = TO_RECALL
        return "recall_state = :recall", ("id",), False
    return "1", ("year", "serial", "id"), True


def counts(reader: Reader, near: str) -> dict[str, int]:
    """How many papers wait in each queue; the closed ones are what is left of all, since most papers are closed."""
    total = int(reader.value("SELECT count(*) FROM incoming"))
    others = {state: _in_state(reader, state) for state in (*OPEN_STATES, *FINAL_STATES) if state != CLOSED}
    found = {queue.id: others.get(queue.states[0], 0) for queue in QUEUES if queue.states}
    found |= {"all": total, "closed": total - sum(others.values())}
    found["remind"] = int(reader.value("SELECT count(*) FROM incoming WHERE open = 1 AND due_at <= :near", near=near))
    found["incomplete"] = int(reader.value("SELECT count(*) FROM incoming WHERE incomplete = 1"))
    found["recall"] = int(reader.value("SELECT count(*) FROM incoming WHERE recall_state = :r", r=TO_RECALL))
    return found


def _in_state(reader: Reader, state: str) -> int:
    return int(reader.value("SELECT count(*) FROM incoming WHERE state = :state", state=state))
