"""Reading and writing meetings and their agendas: lists, one meeting with its items, ordinals, what was released."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from govtui.domain.documents.states import Queue
from govtui.domain.meetings.states import (
    BEFORE,
    CANCELLED,
    DEPUTY,
    DONE,
    HELD,
    ISSUED,
    LEAVE,
    OFF,
    ON,
    QUEUES,
    READY,
    RUNNING,
    WAITING,
)
from govtui.store import searching, tables
from govtui.store.listing import DENSE, Query
from govtui.store.reading import Reader, Record
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import AgendaItem, Meeting, Topic

Within = Reader | UnitOfWork

_LIVE = (
    "(SELECT count(*) FROM agenda_item i WHERE i.meeting_id = m.id AND i.state <> '撤下') AS topics, "
    "(SELECT count(*) FROM meeting_attendee a WHERE a.meeting_id = m.id AND a.removed = 0) AS expected, "
    "(SELECT count(*) FROM meeting_attendee a WHERE a.meeting_id = m.id AND a.removed = 0 "
    "AND a.signed_at IS NOT NULL) AS signed"
)
"""How many topics, people expected and people signed in a meeting has."""

_WRITTEN = "(SELECT max(j.batch) FROM journal_entry j WHERE j.table_name = '{0}' AND j.row_id = {1}.id)"
"""The batch that wrote a row last."""

PLANNING, CHAIR_CHANGED = "筹备", "换主持人"
"""Kinds of movements that settle who chairs; what was released before them was for somebody else."""

MEETING_QUEUES = tuple(queue for queue in QUEUES if set(queue.states) & {*BEFORE, RUNNING, HELD})
"""The queues that hold meetings."""


# -- writing ----------------------------------------------------------------------------------------------------------


def fetch(uow: UnitOfWork, meeting_id: int, version: int | None = None) -> "Meeting":
    """The meeting to change; Stale when somebody else changed it since `version`."""
    return uow.get(tables.Meeting, meeting_id, version)


def item(uow: UnitOfWork, item_id: int) -> "AgendaItem":
    """The agenda item to change."""
    return uow.get(tables.AgendaItem, item_id)


def topic(uow: UnitOfWork, topic_id: int) -> "Topic":
    """The topic to change."""
    return uow.get(tables.Topic, topic_id)


def note(uow: UnitOfWork, meeting_id: int, kind: str, sentence: str) -> None:
    """Add one line to what happened to the meeting."""
    row = tables.MeetingMovement(meeting_id=meeting_id, at=uow.at, kind=kind, sentence=sentence)
    row.by = uow.actor_name
    uow.add(row)


def note_topic(uow: UnitOfWork, topic_id: int, kind: str, sentence: str) -> None:
    """Add one line to what happened to a topic."""
    row = tables.TopicMovement(topic_id=topic_id, at=uow.at, kind=kind, sentence=sentence)
    row.by = uow.actor_name
    uow.add(row)


def renumber(uow: UnitOfWork, meeting_id: int) -> None:
    """Close the holes that items leave: those that stand count from 1 in their order, those taken off stand at 0."""
    for place, row in enumerate(items(uow, meeting_id), 1):
        if row["position"] != place:
            uow.change(item(uow, row["id"]), position=place)


# -- one meeting ------------------------------------------------------------------------------------------------------


def meeting(within: Within, meeting_id: int) -> Record | None:
    """One meeting with every column and its counts."""
    return within.row(f"SELECT m.*, {_LIVE} FROM meeting m WHERE m.id = :id", id=meeting_id)


def list_rows(within: Within, ids: Iterable[int]) -> list[Record]:
    """Meetings by id, as lists show them."""
    some = ",".join(str(int(one)) for one in ids)
    return within.rows(f"SELECT m.*, {_LIVE} FROM meeting m WHERE m.id IN ({some}) ORDER BY m.starts_at, m.id")


def between(within: Within, first: str, last: str) -> list[Record]:
    """Meetings that begin from day `first` to day `last`, cancelled ones left out, by time."""
    return within.rows(
        f"SELECT m.*, {_LIVE} FROM meeting m WHERE substr(m.starts_at, 1, 10) BETWEEN :first AND :last "
        f"AND m.state <> '{CANCELLED}' ORDER BY m.starts_at, m.id",
        first=first,
        last=last,
    )


def items(within: Within, meeting_id: int) -> list[Record]:
    """The items that stand on an agenda, in order, each with its topic."""
    return _items(within, meeting_id, f"i.state <> '{OFF}'", "i.position, i.id")


def items_off(within: Within, meeting_id: int) -> list[Record]:
    """What was taken off an agenda, as it happened."""
    return _items(within, meeting_id, f"i.state = '{OFF}'", "i.id")


def _items(within: Within, meeting_id: int, where: str, order: str) -> list[Record]:
    return within.rows(
        "SELECT i.*, t.title, t.unit, t.unit_id, t.reporter, t.reporter_post, t.basis, t.materials, "
        "(SELECT count(*) FROM decision d WHERE d.item_id = i.id) AS decisions "
        f"FROM agenda_item i JOIN topic t ON t.id = i.topic_id WHERE i.meeting_id = :id AND {where} ORDER BY {order}",
        id=meeting_id,
    )


def item_ids_on(within: Within, meeting_id: int) -> list[int]:
    """The items that still wait on an agenda."""
    sql = f"SELECT id FROM agenda_item WHERE meeting_id = :id AND state = '{ON}' ORDER BY position, id"
    return [int(row[0]) for row in within.rows(sql, id=meeting_id)]


def last_position(within: Within, meeting_id: int) -> int:
    """The last position taken on an agenda (0: none)."""
    sql = f"SELECT max(position) FROM agenda_item WHERE meeting_id = :id AND state <> '{OFF}'"
    return int(within.value(sql, id=meeting_id) or 0)


def first_free(within: Within, meeting_id: int) -> int:
    """The first position behind what was dealt with already."""
    sql = f"SELECT max(position) FROM agenda_item WHERE meeting_id = :id AND state = '{DONE}'"
    return int(within.value(sql, id=meeting_id) or 0) + 1


def attending_units(within: Within, topic_ids: Sequence[int]) -> list[Record]:
    """The units that attend for topics, in the order they were named."""
    return within.rows(
        "SELECT u.topic_id, u.unit, u.unit_id FROM json_each(:ids) j JOIN topic_unit u ON u.topic_id = j.value "
        "WHERE u.attends = 1 ORDER BY u.id",
        ids=json.dumps(list(topic_ids)),
    )


def topics(within: Within, ids: Iterable[int]) -> list[Record]:
    """Topics by id with every column."""
    return within.rows(
        "SELECT t.* FROM json_each(:ids) j JOIN topic t ON t.id = j.value ORDER BY j.key", ids=json.dumps(list(ids))
    )


def ready_topics(within: Within, kind: str) -> list[Record]:
    """Topics that wait for a meeting: those wanted for this kind first, then what was deferred, then by age."""
    return within.rows(
        "SELECT * FROM topic WHERE state = :ready ORDER BY wanted <> :kind, deferred = 0, id", ready=READY, kind=kind
    )


def sitting(within: Within, ids: Sequence[int]) -> list[Record]:
    """People known by id who sit through these meetings and have neither leave nor a deputy, by seat."""
    return within.rows(
        "SELECT a.meeting_id, a.person_id, a.name FROM json_each(:ids) j "
        "JOIN meeting_attendee a ON a.meeting_id = j.value WHERE a.whole = 1 AND a.removed = 0 "
        f"AND a.person_id IS NOT NULL AND a.reply NOT IN ('{LEAVE}', '{DEPUTY}') ORDER BY a.seat, a.id",
        ids=json.dumps(list(ids)),
    )


def on_leave(within: Within, meeting_id: int) -> frozenset[int]:
    """People known by id who do not come to a meeting themselves, nor have they come after all."""
    rows = within.rows(
        "SELECT person_id FROM meeting_attendee WHERE meeting_id = :id AND person_id IS NOT NULL AND removed = 0 "
        f"AND (reply = '{DEPUTY}' OR reply = '{LEAVE}' AND signed_at IS NULL)",
        id=meeting_id,
    )
    return frozenset(int(row[0]) for row in rows)


def movements(within: Within, meeting_id: int) -> list[Record]:
    """What happened to a meeting, oldest first."""
    return within.rows("SELECT * FROM meeting_movement WHERE meeting_id = :id ORDER BY id", id=meeting_id)


def minutes_id(within: Within, meeting_id: int) -> int | None:
    """The minutes of a meeting, where they were begun."""
    found = within.value("SELECT id FROM minutes WHERE meeting_id = :id", id=meeting_id)
    return None if found is None else int(found)


def released_for_chair(within: Within, meeting_id: int) -> frozenset[str]:
    """Rules released for a meeting since it was settled who chairs it."""
    rows = within.rows(
        "SELECT rule FROM rule_release r WHERE noun = 'meeting' AND row_id = :id "
        f"AND {_WRITTEN.format('rule_release', 'r')} >= (SELECT ifnull(max({_WRITTEN.format('meeting_movement', 'v')}),"
        " 0) FROM meeting_movement v WHERE v.meeting_id = :id AND v.kind IN (:planned, :changed))",
        id=meeting_id,
        planned=PLANNING,
        changed=CHAIR_CHANGED,
    )
    return frozenset(row[0] for row in rows)


# -- kinds ------------------------------------------------------------------------------------------------------------


def ordinals(within: Within, kind: str, column: str, period: int, but: int = 0) -> list[int]:
    """The ordinals that meetings of a kind have in a term or year (`column`), cancelled ones left out."""
    if column not in ("term", "year"):
        raise KeyError(column)
    rows = within.rows(
        f"SELECT ordinal FROM meeting WHERE kind = :kind AND {column} = :period AND ordinal IS NOT NULL "
        f"AND state <> '{CANCELLED}' AND id <> :but ORDER BY ordinal",
        kind=kind,
        period=period,
        but=but,
    )
    return [int(row[0]) for row in rows]


def latest(within: Within, kind: str) -> Record | None:
    """The last meeting of a kind by its day; a new one is proposed after it."""
    return within.row(
        "SELECT * FROM meeting WHERE kind = :kind AND state <> :off AND starts_at <> '' "
        "ORDER BY starts_at DESC, id DESC LIMIT 1",
        kind=kind,
        off=CANCELLED,
    )


def days_of(within: Within, first: date, last: date) -> list[Record]:
    """Kind, state and day of every meeting of these days that was not cancelled; one that was held counts on the day
    it was opened."""
    return within.rows(
        "SELECT kind, state, substr(coalesce(opened_at, starts_at), 1, 10) AS day FROM meeting "
        f"WHERE state <> '{CANCELLED}' AND substr(coalesce(opened_at, starts_at), 1, 10) BETWEEN :first AND :last",
        first=first.isoformat(),
        last=last.isoformat(),
    )


def first_day(within: Within) -> str:
    """The day of the first meeting known (nothing: there is none)."""
    return within.value("SELECT min(substr(starts_at, 1, 10)) FROM meeting WHERE starts_at <> ''") or ""


# -- lists ------------------------------------------------------------------------------------------------------------


def queue_query(queue: Queue, words: str = "") -> Query:
    """The list of meetings behind a queue, by time (the last one first where they were held); `words` narrow it."""
    params: dict[str, Any] = {f"state_{n}": state for n, state in enumerate(queue.states)}
    where = f"state IN ({', '.join(f':{name}' for name in params)})" if params else "1"
    order, descending = ("starts_at", "id"), queue.id == "held" or not queue.states
    asked = searching.wanted(words)
    if asked is None:
        return Query("id", "meeting", where, order, descending, params)
    found, again = f"id IN ({asked.rows_of('meeting')})", asked.checked("meeting", "meeting.id")
    return Query(
        "id",
        "meeting",
        f"{where} AND {found} AND {again}",
        order,
        descending,
        params | asked.params(),
        hits=asked.count_of("meeting") if queue.id == "held" else f"SELECT {DENSE + 1}",
        dense=f"{where} AND +{found} AND {again}",
        exact=not asked.again,
    )


def counts(reader: Reader) -> dict[str, int]:
    """How many wait in each queue of the meeting page: meetings, topics, minutes to issue, matters to take up."""
    meetings = _by_state(reader, "meeting")
    of_topics = _by_state(reader, "topic")
    found = {queue.id: sum(meetings.get(s, 0) for s in queue.states) for queue in MEETING_QUEUES}
    for queue in QUEUES:
        if queue.id not in found:
            found[queue.id] = sum(of_topics.get(state, 0) for state in queue.states)
    found["topics"] = sum(of_topics.values())
    found["minutes"] = sum(count for state, count in _by_state(reader, "minutes").items() if state != ISSUED)
    found["decided"] = _by_state(reader, "proposed_item").get(WAITING, 0)
    return found


def _by_state(reader: Reader, table: str) -> dict[str, int]:
    return {row[0]: int(row[1]) for row in reader.rows(f"SELECT state, count(*) FROM {table} GROUP BY state")}
