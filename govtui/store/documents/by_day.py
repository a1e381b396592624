"""Open papers by the day on which they are due."""

import sqlite3
from datetime import date, timedelta

from govtui.store.documents.incoming import LIST_COLUMNS
from govtui.store.reading import Reader


def due_on(reader: Reader, day: date, limit: int) -> list[sqlite3.Row]:
    """Open papers that are due on `day`, the earliest hour first."""
    return reader.rows(
        f"SELECT {LIST_COLUMNS} FROM incoming WHERE open = 1 AND due_at >= :day AND due_at < :after "
        "ORDER BY due_at, id LIMIT :limit",
        day=day.isoformat(),
        after=(day + timedelta(days=1)).isoformat(),
        limit=limit,
    )
