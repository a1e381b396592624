"""Lists of any length, paged by key: a page costs the same at row 50 and at row 100,000."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govtui.store.reading import Reader


@dataclass(frozen=True, slots=True)
class Query:
    """A list: what to select, from where, in which order. `order` columns all go the same way; the last is unique.

    Where an index search narrows the list, `hits` counts what the index found and `dense` is `where` for many hits:
    the order is walked and compared, where `where` fetches what was found. `exact`: no row need be read to be sure;
    `counted`: the hits are the list's rows.
    """

    columns: str
    table: str
    where: str = "1"
    order: tuple[str, ...] = ("id",)
    descending: bool = False
    params: Mapping[str, Any] = field(default_factory=dict)
    hits: str = ""
    dense: str = ""
    exact: bool = False
    counted: bool = False


DENSE = 4000
"""From so many hits on `Query.dense` is the quicker condition."""


class Pages:
    """Pages of one query. Remembers the key at page starts, so that going on is a key look-up and never a recount.

    A searched list is found once: its ids are kept, and pages are fetched by them. Only where the index alone answers
    for a great many rows it is counted and walked like any other.
    """

    def __init__(self, query: Query) -> None:
        self.query = query
        self._count: int | None = None
        self._where = query.where
        self._ids: list[int] | None = None
        self._anchors: dict[int, tuple[Any, ...]] = {}

    def count(self, reader: Reader) -> int:
        """How many rows the list has."""
        if self._count is None:
            self._count = self._found(reader) if self.query.hits else self._counted(reader)
        return self._count

    def rows(self, reader: Reader, start: int, limit: int) -> Sequence[sqlite3.Row]:
        """`limit` rows from place `start` on; from the far half they are read backwards from the end."""
        total = self.count(reader)
        limit = max(0, min(limit, total - start))
        if limit == 0:
            return []
        if self._ids is not None:
            return self._by_id(reader, self._ids[start : start + limit])
        anchor = max((place for place in self._anchors if place <= start), default=0)
        if start - anchor > total - start - limit:
            rows = self._read(reader, total - start - limit, limit, backwards=True)[::-1]
        else:
            rows = self._read(reader, start - anchor, limit, after=self._anchors.get(anchor))
        if rows:
            self._anchors[start + len(rows)] = tuple(rows[-1][f"key_{n}"] for n in range(len(self.query.order)))
        return rows

    def _counted(self, reader: Reader) -> int:
        query = self.query
        return int(reader.value(f"SELECT count(*) FROM {query.table} WHERE {self._where}", **query.params))

    def _found(self, reader: Reader) -> int:
        query = self.query
        hits, table = int(reader.value(query.hits, **query.params)), f"{query.table} NOT INDEXED"
        if hits > DENSE:
            self._where, table = query.dense, query.table
            if query.exact:
                return hits if query.counted else self._counted(reader)
        sql = f"SELECT {query.order[-1]} FROM {table} WHERE {self._where} ORDER BY {self._order(False)}"
        self._ids = [row[0] for row in reader.rows(sql, **query.params)]
        return len(self._ids)

    def _by_id(self, reader: Reader, ids: list[int]) -> list[sqlite3.Row]:
        query, some = self.query, ",".join(map(str, ids))
        found = reader.rows(f"SELECT {query.columns} FROM {query.table} WHERE {query.order[-1]} IN ({some})")
        by_id = {row[query.order[-1]]: row for row in found}
        return [by_id[one] for one in ids if one in by_id]

    def _order(self, backwards: bool) -> str:
        way = " DESC" if self.query.descending != backwards else ""
        return ", ".join(f"{column}{way}" for column in self.query.order)

    def _read(
        self, reader: Reader, offset: int, limit: int, after: tuple[Any, ...] | None = None, backwards: bool = False
    ) -> list[sqlite3.Row]:
        query = self.query
        down = query.descending != backwards
        keys = ", ".join(f"{column} AS key_{n}" for n, column in enumerate(query.order))
        params = dict(query.params)
        where = self._where
        if after is not None:
            marks = ", ".join(f":after_{n}" for n in range(len(after)))
            where += f" AND ({', '.join(query.order)}) {'<' if down else '>'} ({marks})"
            params |= {f"after_{n}": value for n, value in enumerate(after)}
        page = f"ORDER BY {self._order(backwards)} LIMIT {limit} OFFSET {offset}"
        return reader.rows(f"SELECT {query.columns}, {keys} FROM {query.table} WHERE {where} {page}", **params)
