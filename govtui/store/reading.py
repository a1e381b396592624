"""The read path: SQL text on plain sqlite3, so that the first screen needs no ORM."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from govtui.domain.refusal import Refusal
from govtui.store.errors import plain_words

Record = sqlite3.Row
"""One row of an answer: columns by name or place."""


class Reader:
    """Reads within one moment of the store; parameters are named (`:name`)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, **params: Any) -> list[sqlite3.Row]:
        """All rows of the answer."""
        try:
            return self._connection.execute(sql, params).fetchall()
        except sqlite3.OperationalError as error:
            raise Refusal(plain_words(error)) from error

    def each(self, sql: str, **params: Any) -> Iterator[sqlite3.Row]:
        """The rows one by one, for long answers that go to a file."""
        yield from self._connection.execute(sql, params)

    def row(self, sql: str, **params: Any) -> sqlite3.Row | None:
        """The first row, or None."""
        rows = self.rows(sql, **params)
        return rows[0] if rows else None

    def value(self, sql: str, **params: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.row(sql, **params)
        return None if row is None else row[0]
