"""How often each kind of meeting was held in its usual span (arts. 38, 39)."""

from datetime import date, timedelta

from govtui.domain.meetings.counts import Sitting, Tally, tallies
from govtui.domain.meetings.states import HELD, RUNNING
from govtui.rulebook.meetings import MeetingKind
from govtui.services.desk import Desk
from govtui.services.meetings.rows import MeetingCount
from govtui.store.meetings import meetings as store


def counts(desk: Desk, on: date | None = None) -> tuple[MeetingCount, ...]:
    """How often every kind that has a usual number was held, as of a day (today), with what falls behind (R38c, R39c).

    A span that is over stays in the answer until a meeting of the next one is due.
    """
    day = on or desk.today()
    with desk.reading() as reader:
        rows = store.days_of(reader, date(day.year - 1, 1, 1), date(day.year, 12, 31) + timedelta(days=7))
        known = store.first_day(reader)
    sittings: dict[str, list[Sitting]] = {}
    for row in rows:
        held = row["state"] in (RUNNING, HELD)
        sittings.setdefault(row["kind"], []).append(Sitting(date.fromisoformat(row["day"]), held))
    since = date.fromisoformat(known) if known else None
    return tuple(
        _count(kind, one)
        for kind in desk.book.meeting_kinds
        for one in tallies(desk.book, kind, sittings.get(kind.id, []), day, since)
    )


def _count(kind: MeetingKind, one: Tally) -> MeetingCount:
    return MeetingCount(kind.id, kind.name, one.stretch.name, one.held, one.planned, one.usual, one.finding)
