"""What the prints of meetings ask of the store besides the views: meetings and topics by name, and days."""

from datetime import date

from govtui.domain.clock import from_stamp
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

Within = Reader | UnitOfWork

_LONGEST_ID = 18


def meetings_named(within: Within, words: str) -> list[int]:
    """The ids of the meetings with this name; digits alone are an id."""
    return _named(within, "meeting", "name", words)


def meetings_named_like(within: Within, meeting_id: int) -> int:
    """How many meetings have the name of this one, itself included."""
    sql = "SELECT count(*) FROM meeting WHERE name = (SELECT name FROM meeting WHERE id = :id)"
    return int(within.value(sql, id=meeting_id))


def topics_named(within: Within, words: str) -> list[int]:
    """The ids of the topics with this title; digits alone are an id."""
    return _named(within, "topic", "title", words)


def _named(within: Within, table: str, column: str, words: str) -> list[int]:
    if words.isascii() and words.isdigit() and len(words) < _LONGEST_ID:
        rows = within.rows(f"SELECT id FROM {table} WHERE id = :id", id=int(words))
    else:
        rows = within.rows(f"SELECT id FROM {table} WHERE {column} = :words ORDER BY id", words=words)
    return [row["id"] for row in rows]


def days(within: Within) -> dict[int, date | None]:
    """The day of every meeting by its id."""
    rows = within.rows("SELECT id, starts_at FROM meeting")
    return {row["id"]: from_stamp(row["starts_at"]).date() if row["starts_at"] else None for row in rows}
