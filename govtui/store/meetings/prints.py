"""What the prints of meetings ask of the store besides the views: meetings by name, and their days."""

from datetime import date

from govtui.domain.clock import from_stamp
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

Within = Reader | UnitOfWork


def meetings_named(within: Within, words: str) -> list[int]:
    """The ids of the meetings with this name; digits alone are an id."""
    if words.isascii() and words.isdigit() and len(words) < 18:
        rows = within.rows("SELECT id FROM meeting WHERE id = :id", id=int(words))
    else:
        rows = within.rows("SELECT id FROM meeting WHERE name = :name ORDER BY id", name=words)
    return [row["id"] for row in rows]


def days(within: Within) -> dict[int, date | None]:
    """The day of every meeting by its id."""
    rows = within.rows("SELECT id, starts_at FROM meeting")
    return {row["id"]: from_stamp(row["starts_at"]).date() if row["starts_at"] else None for row in rows}
