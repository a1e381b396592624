"""Rows on their way to the store: columns named, one list a table."""

from collections.abc import Iterator, Mapping
from typing import Any


class Rows:
    """Rows by table; `columns` are the tables in the order that foreign keys ask for, each with what usually stands in
    its columns."""

    def __init__(self, columns: Mapping[str, dict[str, Any]]) -> None:
        self._columns = columns
        self._rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in columns}

    def add(self, table: str, **values: Any) -> None:
        """One row; columns that are not named stand as the table's usual ones. Raises KeyError for an unknown one."""
        columns = self._columns[table]
        if unknown := values.keys() - columns.keys():
            raise KeyError(*unknown)
        self._rows[table].append(tuple((columns | values).values()))

    def tables(self) -> Iterator[tuple[str, tuple[str, ...], list[tuple[Any, ...]]]]:
        """Table, columns and rows of every table that has some."""
        for table, rows in self._rows.items():
            if rows:
                yield table, tuple(self._columns[table]), rows
