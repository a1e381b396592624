"""Topics in the store: lists, one topic with all that belongs to it, and what writes change."""

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from govtui.domain.documents.states import Queue
from govtui.domain.meetings.states import OPEN_TOPICS
from govtui.store import searching, tables
from govtui.store.listing import DENSE, Query
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Topic, TopicStamp

_BELONGINGS = frozenset({"topic_unit", "coordination", "topic_check", "topic_stamp", "decision_step", "topic_movement"})
_WRITTEN = "(SELECT max(j.batch) FROM journal_entry j WHERE j.table_name = '{0}' AND j.row_id = {1}.id)"
"""The batch that wrote a row last."""


def topic(within: Reader | UnitOfWork, topic_id: int) -> sqlite3.Row | None:
    """One topic with every column."""
    return within.row("SELECT * FROM topic WHERE id = :id", id=topic_id)


def topics(within: Reader | UnitOfWork, ids: Iterable[int]) -> list[sqlite3.Row]:
    """Topics by id, in the order of ids."""
    return within.rows(f"SELECT * FROM topic WHERE id IN ({_some(ids)}) ORDER BY id")


def belongings(within: Reader | UnitOfWork, table: str, ids: Iterable[int]) -> list[sqlite3.Row]:
    """Rows of one of the tables that belong to topics, oldest first."""
    if table not in _BELONGINGS:
        raise KeyError(table)
    return within.rows(f"SELECT * FROM {table} WHERE topic_id IN ({_some(ids)}) ORDER BY id")


def active_stamps(within: Reader | UnitOfWork, ids: Iterable[int]) -> list[sqlite3.Row]:
    """The leaders' steps on topics that still hold, in the order they were taken."""
    return within.rows(
        f"SELECT * FROM topic_stamp WHERE active = 1 AND agreed = 1 AND topic_id IN ({_some(ids)}) ORDER BY id"
    )


def meeting_names(within: Reader | UnitOfWork, ids: Iterable[int]) -> dict[int, str]:
    """What meetings are called, by id."""
    rows = within.rows(f"SELECT id, name FROM meeting WHERE id IN ({_some(ids)})")
    return {row["id"]: row["name"] for row in rows}


def listings(within: Reader | UnitOfWork, topic_id: int) -> list[sqlite3.Row]:
    """The meetings that had a topic on their agenda, with what became of it there, oldest first."""
    return within.rows(
        "SELECT i.meeting_id, m.name, m.starts_at, i.state, i.outcome, i.reason FROM agenda_item i "
        "JOIN meeting m ON m.id = i.meeting_id WHERE i.topic_id = :id ORDER BY i.id",
        id=topic_id,
    )


def releases(within: Reader | UnitOfWork, ids: Iterable[int], reset_by: Iterable[str]) -> dict[int, set[str]]:
    """Rules let pass for topics and not overtaken by something that happened to them since; `reset_by` are its kinds.

    What was let pass in the same act as such a happening was let pass for that act alone.
    """
    kinds = list(reset_by)
    marks = ", ".join(f":kind_{n}" for n in range(len(kinds)))
    rows = within.rows(
        f"SELECT r.row_id, r.rule FROM rule_release r WHERE r.noun = 'topic' AND r.row_id IN ({_some(ids)}) "
        f"AND {_WRITTEN.format('rule_release', 'r')} > ifnull((SELECT max(j.batch) FROM journal_entry j "
        "JOIN topic_movement m ON m.id = j.row_id WHERE j.table_name = 'topic_movement' "
        f"AND m.topic_id = r.row_id AND m.kind IN ({marks})), 0)",
        **{f"kind_{n}": kind for n, kind in enumerate(kinds)},
    )
    found: dict[int, set[str]] = {}
    for row in rows:
        found.setdefault(row["row_id"], set()).add(row["rule"])
    return found


def past_releases(within: Reader | UnitOfWork, topic_id: int) -> list[sqlite3.Row]:
    """Everything that was let pass on a topic, oldest first."""
    return within.rows(
        "SELECT rule, article, person, at, reason FROM rule_release WHERE noun = 'topic' AND row_id = :id ORDER BY id",
        id=topic_id,
    )


def queue_query(queue: Queue, words: str = "") -> Query:
    """The list behind a queue of topics; `words` narrow it."""
    params: dict[str, Any] = {f"state_{n}": state for n, state in enumerate(queue.states)}
    marks = ", ".join(f":{name}" for name in params)
    where, descending = (f"state IN ({marks})", False) if queue.states else ("1", True)
    asked = searching.wanted(words)
    if asked is None:
        return Query("*", "topic", where, ("id",), descending, params)
    found, again = f"id IN ({asked.rows_of('topic')})", asked.checked("topic", "topic.id")
    return Query(
        "*",
        "topic",
        f"{where} AND {found} AND {again}",
        ("id",),
        descending,
        params | asked.params(),
        hits=f"SELECT {DENSE + 1}" if queue.states else asked.count_of("topic"),
        dense=f"{where} AND +{found} AND {again}",
        exact=not asked.again,
        counted=not queue.states,
    )


# -- writing ----------------------------------------------------------------------------------------------------------


def fetch(uow: UnitOfWork, topic_id: int, version: int | None = None) -> "Topic":
    """The topic to change; Stale when somebody else changed it since `version`."""
    return uow.get(tables.Topic, topic_id, version)


def go_on(uow: UnitOfWork, row: "Topic", state: str, **changes: Any) -> None:
    """Put a topic into a state, with what changes besides."""
    held = {} if state == row.state else {"held_since": uow.at}
    uow.change(row, state=state, open=state in OPEN_TOPICS, **held, **changes)


def note(uow: UnitOfWork, topic_id: int, kind: str, sentence: str) -> None:
    """Add one line to what happened to a topic."""
    uow.add(tables.TopicMovement(topic_id=topic_id, at=uow.at, kind=kind, sentence=sentence, by=uow.actor_name))


def stamps_in_force(uow: UnitOfWork, topic_id: int) -> "list[TopicStamp]":
    """The leaders' steps on a topic that still hold, to change them."""
    return [uow.get(tables.TopicStamp, int(row["id"])) for row in active_stamps(uow, [topic_id])]


def end_stamps(uow: UnitOfWork, topic_id: int, why: str) -> int:
    """End every step on a topic; returns how many there were."""
    found = stamps_in_force(uow, topic_id)
    for row in found:
        uow.change(row, active=False, ended=why)
    return len(found)


def _some(ids: Iterable[int]) -> str:
    return ",".join(str(int(one)) for one in ids) or "NULL"
