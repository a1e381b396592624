"""Rows of a list of any length, fetched page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Cell = str | tuple[str, str]
"""Plain text, or plain text with the name of a pen (good, bad, warn, soon, muted, accent, strong)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `id` names it for marks and finding, `cells` follow the columns, `value` is the service's row."""

    id: Any
    cells: tuple[Cell, ...]
    value: Any = None


class PageSource(Protocol):
    """Where rows come from. Both calls are made on the screen's thread: quick, indexed reads only."""

    def count(self) -> int:
        """How many rows there are."""

    def rows(self, start: int, limit: int) -> Sequence[Row]:
        """At most `limit` rows from position `start` on."""


class ListSource:
    """Rows that are all at hand."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self.all = tuple(rows)

    def count(self) -> int:
        """How many rows there are."""
        return len(self.all)

    def rows(self, start: int, limit: int) -> Sequence[Row]:
        """A slice of them."""
        return self.all[start : start + limit]


class Pages:
    """A small cache of pages over a source; `count` is asked once and again after `forget`."""

    SIZE = 64
    KEPT = 24

    def __init__(self, source: PageSource) -> None:
        self.source = source
        self._pages: dict[int, Sequence[Row]] = {}
        self._count: int | None = None

    def forget(self) -> None:
        """The rows may have changed: ask again."""
        self._pages.clear()
        self._count = None

    @property
    def count(self) -> int:
        """How many rows the source has."""
        if self._count is None:
            self._count = self.source.count()
        return self._count

    def row(self, index: int) -> Row | None:
        """The row at `index`, or None where the source has become shorter."""
        number, at = divmod(index, self.SIZE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self.source.rows(number * self.SIZE, self.SIZE)
            if len(self._pages) > self.KEPT:
                del self._pages[next(iter(self._pages))]
        return page[at] if at < len(page) else None

    def near(self, row_id: Any, index: int) -> int | None:
        """Where the row with `row_id` stands now, looked for around `index`."""
        for offset in range(self.SIZE):
            for place in {index - offset, index + offset}:
                if 0 <= place < self.count and (row := self.row(place)) is not None and row.id == row_id:
                    return place
        return None
