"""Open papers by the day on which they are due."""

import sqlite3
from datetime import date, timedelta

from govtui.domain.clock import NEVER
from govtui.domain.documents.states import VOID
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


def received_by_day(reader: Reader, first: date, last: date) -> dict[date, int]:
    """How many papers came in on each day from `first` to `last`; void ones do not count."""
    rows = reader.rows(
        "SELECT substr(received_at, 1, 10) AS day, count(*) AS papers FROM incoming "
        "WHERE received_at >= :first AND received_at < :after AND state <> :void GROUP BY 1",
        first=first.isoformat(),
        after=(last + timedelta(days=1)).isoformat(),
        void=VOID,
    )
    return {date.fromisoformat(row["day"]): int(row["papers"]) for row in rows}


def closed_by_day(reader: Reader, first: date, last: date) -> dict[date, tuple[int, int]]:
    """(in time, all) of the papers with a due moment that were closed on each day from `first` to `last`."""
    rows = reader.rows(
        "SELECT substr(closed_at, 1, 10) AS day, sum(closed_at <= due_at) AS kept, count(*) AS papers FROM incoming "
        "WHERE closed_at >= :first AND closed_at < :after AND due_at < :never AND state <> :void GROUP BY 1",
        first=first.isoformat(),
        after=(last + timedelta(days=1)).isoformat(),
        never=NEVER,
        void=VOID,
    )
    return {date.fromisoformat(row["day"]): (int(row["kept"]), int(row["papers"])) for row in rows}
