"""Reading outgoing papers: lists, counts, one paper with all that belongs to it."""

import sqlite3
from typing import Any

from govtui.domain.documents.outgoing.states import QUEUES
from govtui.domain.documents.states import Queue
from govtui.store import searching
from govtui.store.listing import DENSE, Query
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

LIST_COLUMNS = (
    "id, version, series, number, title, kind, direction, state, drafting_unit, drafter, signer, signer_for, urgency, "
    "secrecy, major, publicity, normative, force, held_since, signed_on, issued_on, publish_open, publish_due_at, "
    "publish_provisional, published_on, incomplete"
)

_WRITTEN = "(SELECT max(j.batch) FROM journal_entry j WHERE j.table_name = '{0}' AND j.row_id = {1}.id)"
"""The batch that wrote a row last."""

_BELONGINGS = frozenset({"signature", "co_sign", "paper_review", "distribution", "seal_use", "outgoing_movement"})


def paper(within: Reader | UnitOfWork, outgoing_id: int) -> sqlite3.Row | None:
    """One paper with every column."""
    return within.row("SELECT * FROM outgoing WHERE id = :id", id=outgoing_id)


def list_rows(within: Reader | UnitOfWork, ids: list[int]) -> list[sqlite3.Row]:
    """Papers by id, as lists show them."""
    some = ",".join(str(int(i)) for i in ids)
    return within.rows(f"SELECT {LIST_COLUMNS} FROM outgoing WHERE id IN ({some})")


def belongings(within: Reader | UnitOfWork, table: str, outgoing_id: int) -> list[sqlite3.Row]:
    """Rows of one of the tables that belong to a paper, oldest first."""
    if table not in _BELONGINGS:
        raise KeyError(table)
    return within.rows(f"SELECT * FROM {table} WHERE outgoing_id = :id ORDER BY id", id=outgoing_id)


def relations(within: Reader | UnitOfWork, outgoing_id: int) -> list[sqlite3.Row]:
    """What the paper does to older ones, with the older one's row where it is here."""
    return within.rows(
        "SELECT r.kind, r.target_id, coalesce(o.number, r.target_number) AS number, "
        "coalesce(o.title, r.target_title) AS title FROM paper_relation r LEFT JOIN outgoing o ON o.id = r.target_id "
        "WHERE r.outgoing_id = :id ORDER BY r.id",
        id=outgoing_id,
    )


def done_to(within: Reader | UnitOfWork, outgoing_id: int) -> list[sqlite3.Row]:
    """What newer papers did to this one; drafts and void papers have done nothing, those of old registers have."""
    return within.rows(
        "SELECT r.kind, o.id, o.number, o.title, coalesce(o.issued_on, o.dated_on, o.signed_on) AS on_day "
        "FROM paper_relation r JOIN outgoing o ON o.id = r.outgoing_id WHERE r.target_id = :id "
        "AND (o.issued_on IS NOT NULL OR o.import_id IS NOT NULL) AND o.state <> '作废' ORDER BY on_day, r.id",
        id=outgoing_id,
    )


def id_of_number(within: Reader | UnitOfWork, number: str) -> int | None:
    """The newest paper of this number that is not void; None where it is not here."""
    found = within.value(
        "SELECT id FROM outgoing WHERE number = :number AND number <> '' AND state <> '作废' ORDER BY id DESC LIMIT 1",
        number=number,
    )
    return None if found is None else int(found)


def released_since_signing(within: Reader | UnitOfWork, outgoing_id: int) -> frozenset[str]:
    """Rules released for a paper together with its sign-off in force or later; earlier ones were for another text."""
    rows = within.rows(
        "SELECT rule FROM rule_release r WHERE noun = 'outgoing' AND row_id = :id "
        f"AND {_WRITTEN.format('rule_release', 'r')} >= (SELECT ifnull(max({_WRITTEN.format('signature', 's')}), 0) "
        "FROM signature s WHERE s.outgoing_id = :id AND s.active = 1)",
        id=outgoing_id,
    )
    return frozenset(row[0] for row in rows)


def queue_query(queue: Queue, words: str = "") -> Query:
    """The list behind a queue; `words` narrow it."""
    params: dict[str, Any] = {}
    where, order, descending = _queue_where(queue, params)
    asked = searching.wanted(words)
    if asked is None:
        return Query(LIST_COLUMNS, "outgoing", where, order, descending, params)
    found, again = f"id IN ({asked.rows_of('outgoing')})", asked.checked("outgoing", "outgoing.id")
    wide = queue.id in ("all", "archived")
    return Query(
        LIST_COLUMNS,
        "outgoing",
        f"{where} AND {found} AND {again}",
        order,
        descending,
        params | asked.params(),
        hits=asked.count_of("outgoing") if wide else f"SELECT {DENSE + 1}",
        dense=f"{where} AND +{found} AND {again}",
        exact=not asked.again,
        counted=queue.id == "all",
    )


def _queue_where(queue: Queue, params: dict[str, Any]) -> tuple[str, tuple[str, ...], bool]:
    if queue.id == "publish":
        return "publish_open = 1", ("publish_due_at", "id"), False
    if not queue.states:
        return "1", ("id",), True
    params |= {f"state_{n}": state for n, state in enumerate(queue.states)}
    marks = ", ".join(f":state_{n}" for n in range(len(queue.states)))
    return f"state IN ({marks})", ("id",), queue.id == "archived"


def counts(reader: Reader) -> dict[str, int]:
    """How many papers wait in each queue."""
    by_state = {row[0]: int(row[1]) for row in reader.rows("SELECT state, count(*) FROM outgoing GROUP BY state")}
    found = {queue.id: sum(by_state.get(state, 0) for state in queue.states) for queue in QUEUES}
    found["all"] = sum(by_state.values())
    found["publish"] = int(reader.value("SELECT count(*) FROM outgoing WHERE publish_open = 1"))
    return found
