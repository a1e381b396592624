"""What waits in the morning of meetings: those that come, topics and minutes on their way, invitations, decisions."""

from collections.abc import Mapping
from typing import NamedTuple

from govtui.domain.meetings import states
from govtui.store.reading import Reader, Record


class _Waiting(NamedTuple):
    """A table, which of its rows wait, and which of them come first."""

    table: str
    where: str
    order: str


def _among(*names: str) -> str:
    return ", ".join(f"'{name}'" for name in names)


_LISTS: Mapping[str, _Waiting] = {
    "meeting": _Waiting(
        "meeting", f"state IN ({_among(*states.BEFORE, states.RUNNING)}) AND starts_at <= :until", "starts_at, id"
    ),
    "topic": _Waiting("topic", f"state IN ({_among(states.REPORTED, states.STAMPING)})", "held_since, id"),
    "minutes": _Waiting(
        "minutes",
        f"state IN ({_among(*(one for one in states.MINUTES_NEXT if one != states.ISSUED))}) "
        "OR (publish_open = 1 AND publish_due_at <= :until)",
        "due_at, id",
    ),
    "engagement": _Waiting(
        "engagement", f"state IN ({_among(states.TO_HANDLE, states.IN_REVIEW, states.TO_LEADER)})", "starts_at, id"
    ),
    "proposed": _Waiting("proposed_item", f"state = '{states.WAITING}'", "coalesce(due_on, '9999'), id"),
}
KEYS = tuple(_LISTS)
"""The lists by the noun of their rows."""


def counts(reader: Reader, until: str) -> dict[str, int]:
    """How many wait in each list; meetings and publications up to the moment `until`."""
    asked = ", ".join(f"(SELECT count(*) FROM {one.table} WHERE {one.where}) AS {key}" for key, one in _LISTS.items())
    row = reader.row(f"SELECT {asked}", until=until)
    return {key: int(row[key]) for key in _LISTS} if row is not None else dict.fromkeys(_LISTS, 0)


def ids(reader: Reader, key: str, until: str, limit: int) -> list[int]:
    """The first of one list, the most pressing first."""
    one = _LISTS[key]
    rows: list[Record] = reader.rows(
        f"SELECT id FROM {one.table} WHERE {one.where} ORDER BY {one.order} LIMIT {limit}", until=until
    )
    return [int(row["id"]) for row in rows]
