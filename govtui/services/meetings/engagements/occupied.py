"""What leaders and rooms are taken by in a stretch of time: meetings and engagements alike."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from govtui.domain.clock import from_stamp, short_day, to_stamp
from govtui.domain.meetings.conflicts import WHOLE_HOUR, Clash, Span, clashes_of, end_of
from govtui.domain.meetings.states import DECLINES, INSTEAD
from govtui.services.desk import Desk
from govtui.services.meetings.rows import Conflict
from govtui.store.meetings import engagements as store
from govtui.store.reading import Record

NOUN = "engagement"
MEETING = "meeting"


def gap(desk: Desk) -> int:
    """The minutes that a leader needs from one thing to the next, by the rule pack."""
    return desk.book.meetings.gap_minutes if desk.book.meetings else 0


def spans(desk: Desk, within: store.Within, first: datetime, last: datetime) -> tuple[Span, ...]:
    """Every meeting and engagement on that touches the time from `first` to `last`, with who and where it takes."""
    early = to_stamp(first - WHOLE_HOUR - timedelta(minutes=gap(desk)))
    late = to_stamp(last + timedelta(minutes=gap(desk)))
    meetings = store.meetings_between(within, early, late)
    engagements = store.engagements_between(within, early, late)
    return (*meeting_spans(within, meetings), *engagement_spans(within, engagements))


def meeting_spans(within: store.Within, rows: Sequence[Record]) -> list[Span]:
    """Meetings as they take time: the chair and the members who sit through them."""
    members = defaultdict(list)
    for one in store.members_of(within, [row["id"] for row in rows]):
        members[one["meeting_id"]].append((one["person_id"], one["name"]))
    found = []
    for row in rows:
        chair = [(row["chair_id"], row["chair"])] if row["chair_id"] is not None else []
        people = tuple(dict((*chair, *members[row["id"]])).items())
        found.append(_span(MEETING, row, row["name"] or row["subject"], people, row["room"]))
    return found


def engagement_spans(within: store.Within, rows: Sequence[Record]) -> list[Span]:
    """Engagements as they take time: whoever is asked or comes, and who goes in somebody's place."""
    going = defaultdict(list)
    for one in store.leaders_of(within, [row["id"] for row in rows]):
        person = goes(one)
        if person[0]:
            going[one["engagement_id"]].append(person)
    return [_span(NOUN, row, row["title"], tuple(dict(going[row["id"]]).items()), row["place"]) for row in rows]


def goes(leader: Record) -> tuple[int, str]:
    """Who of an asked leader's row has to be there: (person id, name); 0 for nobody, or who is in no address book."""
    if leader["answer"] == DECLINES:
        return 0, ""
    if leader["answer"] == INSTEAD:
        return leader["instead_id"] or 0, leader["instead"]
    return leader["person_id"] or 0, leader["name"]


def clashes_with(desk: Desk, within: store.Within, span: Span) -> tuple[Clash, ...]:
    """What one span clashes with among all that is planned."""
    return clashes_of(span, spans(desk, within, span.starts, span.ends), gap(desk))


def conflict_rows(found: Iterable[Clash], noun: str, row_id: int | None) -> tuple[Conflict, ...]:
    """Clashes of one meeting or engagement as screens show them."""
    rows = []
    for clash in found:
        other = clash.other(noun, row_id)
        what = f"会议室 {clash.what}" if clash.of_room else clash.what
        words = f"{short_day(other.starts.date())} {other.starts:%H:%M} {other.title}"
        rows.append(Conflict(what, words, other.starts, other.ends, other.noun, other.row_id))
    return tuple(rows)


def times(row: Record) -> tuple[datetime, datetime]:
    """From when to when something of the store lasts; it must have a beginning."""
    starts = from_stamp(row["starts_at"])
    return starts, end_of(starts, from_stamp(row["ends_at"]) if row["ends_at"] else None)


def _span(noun: str, row: Record, title: str, people: tuple[tuple[int, str], ...], room: str) -> Span:
    return Span(noun, row["id"], title, *times(row), people, room)
