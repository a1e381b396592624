"""Two things at once: meetings and engagements that want one room or one leader at the same time (art. 66)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from govtui.domain.meetings.conflicts import Span, clashes_of, end_of
from govtui.domain.meetings.states import BEFORE, RUNNING
from govtui.services.desk import Desk
from govtui.services.meetings.engagements.occupied import MEETING, conflict_rows, gap, meeting_spans, spans
from govtui.services.meetings.rows import Conflict, NewMeeting
from govtui.services.people import directory
from govtui.store.meetings import meetings
from govtui.store.meetings.meetings import Within
from govtui.store.reading import Record

_NEAR = timedelta(days=1)
"""What stands further apart than this is not looked up together."""


def conflicts(desk: Desk, meeting_id: int) -> tuple[Conflict, ...]:
    """What a meeting collides with: its room, and its leaders at other meetings and engagements, by time."""
    with desk.reading() as reader:
        row = meetings.meeting(reader, meeting_id)
        found = clashes_among(desk, reader, [row] if row is not None else [])
    return found.get(meeting_id, ())


def foreseen(desk: Desk, entry: NewMeeting, meeting_id: int | None = None) -> tuple[Conflict, ...]:
    """What a meeting would collide with as the form has it: its room, its chair, and those who are members by post.

    `meeting_id` is the stored meeting that is being changed. Nothing is written.
    """
    kind = desk.book.known_meeting_kind(entry.kind)
    if entry.starts is None or kind is None:
        return ()
    people, on = directory(desk), entry.starts.date()
    chair = people.person(entry.chair_id)
    roles = [one.role for one in kind.tier("member") if one.role]
    sitting = [(one.id, one.name) for role in roles for one in people.people_in_role(role, on)]
    sitting += [(chair.id, chair.name)] if chair else []
    ends = end_of(entry.starts, entry.starts + timedelta(minutes=entry.minutes))
    span = Span(MEETING, meeting_id, entry.subject, entry.starts, ends, tuple(dict(sitting).items()), entry.room)
    with desk.reading() as reader:
        others = _with_leaders(desk, reader, spans(desk, reader, span.starts, span.ends))
    return conflict_rows(clashes_of(span, others, gap(desk)), MEETING, meeting_id)


def clashes_among(desk: Desk, within: Within, rows: Sequence[Record]) -> dict[int, tuple[Conflict, ...]]:
    """The conflicts of several meetings by id; those that were held or cancelled have none any more."""
    coming = [row for row in rows if row["starts_at"] and row["state"] in (*BEFORE, RUNNING)]
    found: dict[int, tuple[Conflict, ...]] = {}
    for own in _runs(_with_leaders(desk, within, meeting_spans(within, coming))):
        there = spans(desk, within, min(one.starts for one in own), max(one.ends for one in own))
        others = _with_leaders(desk, within, there)
        for span in own:
            assert span.row_id is not None
            found[span.row_id] = conflict_rows(clashes_of(span, others, gap(desk)), MEETING, span.row_id)
    return found


def _runs(own: Sequence[Span]) -> list[list[Span]]:
    """Spans that lie near each other, so that a list over months does not read all that lies between."""
    runs: list[list[Span]] = []
    for span in sorted(own, key=lambda one: one.starts):
        if runs and span.starts - runs[-1][-1].starts <= _NEAR:
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs


def _with_leaders(desk: Desk, within: Within, found: Sequence[Span]) -> list[Span]:
    """Meetings take every leader who sits through them, not only their members."""
    ids = [span.row_id for span in found if span.noun == MEETING and span.row_id is not None]
    sitting: dict[int, list[Record]] = {}
    for row in meetings.sitting(within, ids):
        sitting.setdefault(row["meeting_id"], []).append(row)
    return [
        replace(span, people=_people(desk, span, sitting.get(span.row_id or 0, ()))) if span.noun == MEETING else span
        for span in found
    ]


def _people(desk: Desk, span: Span, rows: Sequence[Record]) -> tuple[tuple[int, str], ...]:
    people, on = directory(desk), span.starts.date()
    leaders = [(row["person_id"], row["name"]) for row in rows if people.rank_of(row["person_id"], on) is not None]
    return tuple(dict((*span.people, *leaders)).items())
