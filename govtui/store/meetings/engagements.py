"""Reading and writing engagements: lists, one with all that belongs to it, what leaders and rooms are taken by."""

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from govtui.domain.documents.states import Queue
from govtui.domain.meetings.states import (
    CANCELLED,
    DECLINED,
    DEPARTMENT_MEETING,
    DEPUTY,
    ENGAGEMENT_QUEUES,
    IN_REVIEW,
    LEAVE,
    RETURNED,
    SETTLED,
    TO_HANDLE,
    TO_LEADER,
)
from govtui.store import searching, tables
from govtui.store.listing import DENSE, Query
from govtui.store.reading import Reader, Record
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Engagement, EngagementLeader

Within = Reader | UnitOfWork

LIST_COLUMNS = (
    "id, version, kind, state, title, unit_id, unit, starts_at, ends_at, place, citywide, county_heads, in_city_name, "
    "heads_approved_on"
)
OPEN_STATES = (TO_HANDLE, IN_REVIEW, TO_LEADER)
"""States of engagements that still wait for somebody."""

_OFF = (RETURNED, CANCELLED, DECLINED)
_BELONGINGS = frozenset({"engagement_leader", "engagement_stamp", "engagement_movement"})
_IS_OFF = ", ".join(f"'{state}'" for state in _OFF)

# -- one engagement ---------------------------------------------------------------------------------------------------


def fetch(uow: UnitOfWork, engagement_id: int, version: int | None = None) -> "Engagement":
    """The engagement to change; Stale when somebody else changed it since `version`."""
    return uow.get(tables.Engagement, engagement_id, version)


def note(uow: UnitOfWork, engagement_id: int, kind: str, sentence: str) -> None:
    """Add one line to what happened to the engagement."""
    row = tables.EngagementMovement(engagement_id=engagement_id, at=uow.at, kind=kind, sentence=sentence)
    row.by = uow.actor_name
    uow.add(row)


def go_on(uow: UnitOfWork, row: "Engagement", state: str, **changes: Any) -> None:
    """Put the engagement into a state, with what changes besides."""
    uow.change(row, state=state, open=state in OPEN_STATES, **changes)


def asked_leaders(uow: UnitOfWork, engagement_id: int) -> "list[EngagementLeader]":
    """The leaders of an engagement as rows to change, in the order they were named."""
    rows = uow.rows("SELECT id FROM engagement_leader WHERE engagement_id = :id ORDER BY id", id=engagement_id)
    return [uow.get(tables.EngagementLeader, int(row[0])) for row in rows]


def end_stamps(uow: UnitOfWork, engagement_id: int) -> None:
    """The steps taken so far count no longer: the request begins anew."""
    uow.execute(
        "UPDATE engagement_stamp SET active = 0, version = version + 1 WHERE engagement_id = :id AND active = 1",
        {"id": engagement_id},
    )


def engagement(within: Within, engagement_id: int) -> Record | None:
    """One engagement with every column."""
    return within.row("SELECT * FROM engagement WHERE id = :id", id=engagement_id)


def belongings(within: Within, table: str, engagement_id: int) -> list[Record]:
    """Rows of one of the tables that belong to an engagement, oldest first."""
    if table not in _BELONGINGS:
        raise KeyError(table)
    return within.rows(f"SELECT * FROM {table} WHERE engagement_id = :id ORDER BY id", id=engagement_id)


def stamps(within: Within, engagement_id: int) -> list[Record]:
    """The steps of the office that count, in order."""
    return within.rows(
        "SELECT * FROM engagement_stamp WHERE engagement_id = :id AND active = 1 AND agreed = 1 ORDER BY step, id",
        id=engagement_id,
    )


def released(within: Within, engagement_id: int) -> list[Record]:
    """What was let pass on this engagement, oldest first."""
    return within.rows(
        "SELECT rule, article, person, at, reason FROM rule_release WHERE noun = 'engagement' AND row_id = :id "
        "ORDER BY id",
        id=engagement_id,
    )


# -- lists ------------------------------------------------------------------------------------------------------------


def list_rows(within: Within, ids: Iterable[int]) -> list[Record]:
    """Engagements by id, as lists show them."""
    some = ",".join(str(int(one)) for one in ids)
    return within.rows(f"SELECT {LIST_COLUMNS} FROM engagement WHERE id IN ({some})")


def leaders_of(within: Within, ids: Iterable[int]) -> list[Record]:
    """The leaders of several engagements, in the order they were named."""
    return within.rows(
        "SELECT l.* FROM json_each(:ids) j JOIN engagement_leader l ON l.engagement_id = j.value ORDER BY l.id",
        ids=json.dumps(list(ids)),
    )


def stamp_counts(within: Within, ids: Iterable[int]) -> dict[int, int]:
    """How many steps were taken on each."""
    rows = within.rows(
        "SELECT s.engagement_id, count(*) FROM json_each(:ids) j JOIN engagement_stamp s ON s.engagement_id = j.value "
        "WHERE s.active = 1 AND s.agreed = 1 GROUP BY s.engagement_id",
        ids=json.dumps(list(ids)),
    )
    return {int(row[0]): int(row[1]) for row in rows}


def queue_query(queue: Queue, today: str, words: str = "") -> Query:
    """The list behind a queue; `words` narrow it. What is settled and over stands in the list of all."""
    params: dict[str, Any] = {}
    where, order, descending = _queue_where(queue, today, params)
    asked = searching.wanted(words)
    if asked is None:
        return Query(LIST_COLUMNS, "engagement", where, order, descending, params)
    found, again = f"id IN ({asked.rows_of('engagement')})", asked.checked("engagement", "engagement.id")
    wide = not queue.states
    return Query(
        LIST_COLUMNS,
        "engagement",
        f"{where} AND {found} AND {again}",
        order,
        descending,
        params | asked.params(),
        hits=asked.count_of("engagement") if wide else f"SELECT {DENSE + 1}",
        dense=f"{where} AND +{found} AND {again}",
        exact=not asked.again,
        counted=queue.id == "engagements",
    )


def _queue_where(queue: Queue, today: str, params: dict[str, Any]) -> tuple[str, tuple[str, ...], bool]:
    if queue.id == "departments":
        params["kind"] = DEPARTMENT_MEETING
        return "kind = :kind", ("starts_at", "id"), True
    if not queue.states:
        return "1", ("id",), True
    params |= {f"state_{n}": state for n, state in enumerate(queue.states)}
    marks = ", ".join(f":state_{n}" for n in range(len(queue.states)))
    where = f"state IN ({marks})"
    if queue.states == (SETTLED,):
        params["today"] = today
        where += " AND (max(starts_at, ends_at) >= :today OR starts_at = '')"
    return where, ("starts_at", "id"), False


def counts(reader: Reader, today: str) -> dict[str, int]:
    """How many engagements stand in each queue."""
    by_state = {row[0]: int(row[1]) for row in reader.rows("SELECT state, count(*) FROM engagement GROUP BY state")}
    found = {queue.id: sum(by_state.get(state, 0) for state in queue.states) for queue in ENGAGEMENT_QUEUES}
    found["engagements"] = sum(by_state.values())
    for queue in ENGAGEMENT_QUEUES:
        if queue.states == (SETTLED,) or queue.id == "departments":
            query = queue_query(queue, today)
            found[queue.id] = int(
                reader.value(f"SELECT count(*) FROM engagement WHERE {query.where}", **dict(query.params))
            )
    return found


# -- time -------------------------------------------------------------------------------------------------------------


def engagements_between(within: Within, first: str, last: str) -> list[Record]:
    """Engagements on that touch the time from stamp `first` to before `last`, by time."""
    return within.rows(
        "SELECT * FROM engagement WHERE starts_at <> '' AND starts_at < :last AND max(starts_at, ends_at) >= :first "
        f"AND state NOT IN ({_IS_OFF}) ORDER BY starts_at, id",
        first=first,
        last=last,
    )


def meetings_between(within: Within, first: str, last: str) -> list[Record]:
    """Meetings not cancelled that touch the time from stamp `first` to before `last`, by time."""
    return within.rows(
        "SELECT * FROM meeting WHERE starts_at <> '' AND starts_at < :last AND max(starts_at, ends_at) >= :first "
        f"AND state <> '{CANCELLED}' ORDER BY starts_at, id",
        first=first,
        last=last,
    )


def members_of(within: Within, ids: Sequence[int]) -> list[Record]:
    """Members who sit through these meetings and have neither leave nor a deputy, by seat."""
    return within.rows(
        "SELECT a.meeting_id, a.person_id, a.name FROM json_each(:ids) j "
        "JOIN meeting_attendee a ON a.meeting_id = j.value WHERE a.whole = 1 AND a.tier = 'member' "
        f"AND a.person_id IS NOT NULL AND a.reply NOT IN ('{LEAVE}', '{DEPUTY}') ORDER BY a.seat, a.id",
        ids=json.dumps(list(ids)),
    )


def units_at(within: Within, ids: Sequence[int]) -> list[Record]:
    """The units whose people are expected at these meetings, each once."""
    return within.rows(
        "SELECT a.meeting_id, a.unit FROM json_each(:ids) j JOIN meeting_attendee a ON a.meeting_id = j.value "
        "WHERE a.unit <> '' AND a.removed = 0 GROUP BY a.meeting_id, a.unit ORDER BY min(a.seat), min(a.id)",
        ids=json.dumps(list(ids)),
    )


def citywide_in(within: Within, year: int) -> list[Record]:
    """Departments' city-wide meetings of a year that were not given up, in the order they were entered.

    One without a day belongs to the year it was entered in.
    """
    return within.rows(
        "SELECT id, unit_id, unit, title, state, starts_at FROM engagement WHERE kind = :kind AND citywide = 1 "
        f"AND state NOT IN ({_IS_OFF}) "
        "AND substr(CASE starts_at WHEN '' THEN created_at ELSE starts_at END, 1, 4) = :year ORDER BY id",
        kind=DEPARTMENT_MEETING,
        year=f"{year:04d}",
    )
