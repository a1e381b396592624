"""Two things at once: meetings and engagements that want one room or one leader at the same time (art. 66)."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from govtui.domain.clock import from_stamp, to_stamp
from govtui.domain.meetings import conflicts as domain
from govtui.domain.meetings.conflicts import Span
from govtui.domain.meetings.states import BEFORE, DECLINES, INSTEAD, RUNNING
from govtui.services.desk import Desk
from govtui.services.meetings.kinds import moment
from govtui.services.meetings.rows import Conflict
from govtui.services.people import directory
from govtui.store.meetings import engagements, meetings
from govtui.store.meetings.meetings import Within
from govtui.store.reading import Record

_LONGEST = timedelta(days=1)
"""How far around a meeting others are looked at; what lasts longer is found by its own end."""


def conflicts(desk: Desk, meeting_id: int) -> tuple[Conflict, ...]:
    """What a meeting collides with: its room, and its leaders at other meetings and engagements, by time."""
    with desk.reading() as reader:
        row = meetings.meeting(reader, meeting_id)
        found = clashes_among(desk, reader, [row] if row is not None else [])
    return found.get(meeting_id, ())


def clashes_among(desk: Desk, within: Within, rows: Sequence[Record]) -> dict[int, tuple[Conflict, ...]]:
    """The conflicts of several meetings by id; those that were held or cancelled have none any more."""
    coming = [row for row in rows if row["starts_at"] and row["state"] in (*BEFORE, RUNNING)]
    if not coming:
        return {}
    first = from_stamp(min(row["starts_at"] for row in coming)) - _LONGEST
    last = max(from_stamp(max(row["starts_at"], row["ends_at"])) for row in coming) + _LONGEST
    spans = _spans(desk, within, to_stamp(first), to_stamp(last))
    gap = desk.book.meetings.gap_minutes if desk.book.meetings else 0
    ids = {row["id"] for row in coming}
    found: dict[int, tuple[Conflict, ...]] = {}
    for span in spans:
        if span.noun == "meeting" and span.row_id is not None and span.row_id in ids:
            clashes = domain.clashes_of(span, spans, gap)
            found[span.row_id] = tuple(_conflict(one.what, one.of_room, one.other(*span.key)) for one in clashes)
    return found


def _conflict(what: str, of_room: bool, other: Span) -> Conflict:
    return Conflict("会议室" if of_room else what, other.title, other.starts, other.ends, other.noun, other.row_id)


def _spans(desk: Desk, within: Within, first: str, last: str) -> list[Span]:
    found = engagements.meetings_between(within, first, last)
    asked = engagements.engagements_between(within, first, last)
    sitting = _by(meetings.sitting(within, [row["id"] for row in found]), "meeting_id")
    leaders = _by(engagements.leaders_of(within, [row["id"] for row in asked]), "engagement_id")
    return [
        *(
            _span("meeting", row, row["name"], row["room"], _sitters(desk, row, sitting.get(row["id"], [])))
            for row in found
        ),
        *(_span("engagement", row, row["title"], row["place"], _asked(leaders.get(row["id"], []))) for row in asked),
    ]


def _span(noun: str, row: Record, title: str, room: str, people: Iterable[tuple[int, str]]) -> Span:
    starts = from_stamp(row["starts_at"])
    ends = domain.end_of(starts, moment(row["ends_at"]))
    return Span(noun, row["id"], title, starts, ends, tuple(dict(people).items()), room)


def _sitters(desk: Desk, row: Record, rows: Sequence[Record]) -> list[tuple[int, str]]:
    """The chair, and the leaders who sit through the meeting."""
    people, on = directory(desk), from_stamp(row["starts_at"]).date()
    found = [(one["person_id"], one["name"]) for one in rows if people.rank_of(one["person_id"], on) is not None]
    return found if row["chair_id"] is None else [(row["chair_id"], row["chair"]), *found]


def _asked(rows: Sequence[Record]) -> list[tuple[int, str]]:
    """Who goes to an engagement or has not said no; somebody sent instead goes for who was asked."""
    going = (
        (one["instead_id"], one["instead"]) if one["answer"] == INSTEAD else (one["person_id"], one["name"])
        for one in rows
        if one["answer"] != DECLINES
    )
    return [(person_id, name) for person_id, name in going if person_id is not None]


def _by(rows: Sequence[Record], column: str) -> dict[int, list[Record]]:
    found: dict[int, list[Record]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found
