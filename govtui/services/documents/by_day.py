"""Papers by the day on which they are due."""

from datetime import date

from govtui.services.desk import Desk
from govtui.services.documents.rows import IncomingRow
from govtui.services.documents.views import list_row
from govtui.store.documents import by_day as store


def due_on(desk: Desk, day: date, limit: int = 500) -> list[IncomingRow]:
    """The open papers that are due on `day`, the earliest hour first, at most `limit`."""
    with desk.reading() as reader:
        rows = store.due_on(reader, day, limit)
    return [list_row(desk, row) for row in rows]
