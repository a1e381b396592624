"""Papers by the day on which they are due."""

from datetime import date, timedelta

from govtui.domain.clock import week_name
from govtui.services.desk import Desk
from govtui.services.documents.rows import IncomingRow
from govtui.services.documents.views import list_row
from govtui.store.documents import by_day as store


def due_on(desk: Desk, day: date, limit: int = 500) -> list[IncomingRow]:
    """The open papers that are due on `day`, the earliest hour first, at most `limit`."""
    with desk.reading() as reader:
        rows = store.due_on(reader, day, limit)
    return [list_row(desk, row) for row in rows]


def week_load(desk: Desk, monday: date) -> tuple[tuple[date, int], ...]:
    """How many papers came in on each of the seven days from `monday` on."""
    with desk.reading() as reader:
        counts = store.received_by_day(reader, monday, monday + timedelta(days=6))
    days = (monday + timedelta(days=n) for n in range(7))
    return tuple((day, counts.get(day, 0)) for day in days)


def on_time_trend(desk: Desk, monday: date, weeks: int = 8) -> tuple[tuple[str, float | None], ...]:
    """(week name, share closed in time 0–1) of the `weeks` weeks up to the one of `monday`; None: nothing closed."""
    first = monday - timedelta(weeks=weeks - 1)
    with desk.reading() as reader:
        days = store.closed_by_day(reader, first, monday + timedelta(days=6))
    found = []
    for start in (first + timedelta(weeks=n) for n in range(weeks)):
        pairs = [days.get(start + timedelta(days=n), (0, 0)) for n in range(7)]
        kept, papers = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
        found.append((week_name(start), kept / papers if papers else None))
    return tuple(found)
