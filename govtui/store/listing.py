"""Lists of any length, paged by key: a page costs the same at row 50 and at row 100,000."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govtui.store.reading import Reader


@dataclass(frozen=True, slots=True)
class Query:
    """A list: what to select, from where, in which order. `order` columns all go the same way; the last is unique."""

    columns: str
    table: str
    where: str = "1"
    order: tuple[str, ...] = ("id",)
    descending: bool = False
    params: Mapping[str, Any] = field(default_factory=dict)


class Pages:
    """Pages of one query. Remembers the key at page starts, so that going on is a key look-up and never a recount."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._count: int | None = None
        self._anchors: dict[int, tuple[Any, ...]] = {}

    def count(self, reader: Reader) -> int:
        """How many rows the list has."""
        if self._count is None:
            query = self.query
            sql = f"SELECT count(*) FROM {query.table} WHERE {query.where}"
            self._count = int(reader.value(sql, **query.params))
        return self._count

    def rows(self, reader: Reader, start: int, limit: int) -> Sequence[sqlite3.Row]:
        """`limit` rows from place `start` on; from the far half they are read backwards from the end."""
        total = self.count(reader)
        limit = max(0, min(limit, total - start))
        if limit == 0:
            return []
        anchor = max((place for place in self._anchors if place <= start), default=0)
        if start - anchor > total - start - limit:
            rows = self._read(reader, total - start - limit, limit, backwards=True)[::-1]
        else:
            rows = self._read(reader, start - anchor, limit, after=self._anchors.get(anchor))
        if rows:
            self._anchors[start + len(rows)] = tuple(rows[-1][f"key_{n}"] for n in range(len(self.query.order)))
        return rows

    def _read(
        self, reader: Reader, offset: int, limit: int, after: tuple[Any, ...] | None = None, backwards: bool = False
    ) -> list[sqlite3.Row]:
        query = self.query
        down = query.descending != backwards
        way = " DESC" if down else ""
        keys = ", ".join(f"{column} AS key_{n}" for n, column in enumerate(query.order))
        order = ", ".join(f"{column}{way}" for column in query.order)
        params = dict(query.params)
        where = query.where
        if after is not None:
            marks = ", ".join(f":after_{n}" for n in range(len(after)))
            where += f" AND ({', '.join(query.order)}) {'<' if down else '>'} ({marks})"
            params |= {f"after_{n}": value for n, value in enumerate(after)}
        page = f"ORDER BY {order} LIMIT {limit} OFFSET {offset}"
        return reader.rows(f"SELECT {query.columns}, {keys} FROM {query.table} WHERE {where} {page}", **params)
