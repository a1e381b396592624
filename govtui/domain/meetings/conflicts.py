"""Two things at once: leaders who are wanted in two places, rooms that are taken twice (art. 66).

Pure: whoever knows the meetings and engagements of a time hands them in as spans.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from govtui.domain.text import fold

WHOLE_HOUR = timedelta(hours=1)
"""How long something is taken to last whose end nobody said: art. 66 looks at events of the same hour."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time of one meeting or engagement: `people` are (person id, name), `room` where it is."""

    noun: str
    row_id: int | None
    title: str
    starts: datetime
    ends: datetime
    people: tuple[tuple[int, str], ...] = ()
    room: str = ""

    @property
    def key(self) -> tuple[str, int | None]:
        """What it is a span of."""
        return self.noun, self.row_id


@dataclass(frozen=True, slots=True)
class Clash:
    """`first` and `second` at once: of a person (`person_id`, `what` is the name) or of a room (`what` is the room)."""

    what: str
    person_id: int | None
    first: Span
    second: Span

    @property
    def of_room(self) -> bool:
        """True where the room is taken twice."""
        return self.person_id is None

    def other(self, noun: str, row_id: int | None) -> Span:
        """The other one of the two."""
        return self.second if self.first.key == (noun, row_id) else self.first


def end_of(starts: datetime, ends: datetime | None) -> datetime:
    """When something is over; an hour after its beginning where nobody said."""
    return ends if ends is not None and ends > starts else starts + WHOLE_HOUR


def meet(one: Span, other: Span, gap_minutes: int = 0) -> bool:
    """Whether two spans share time, or less than `gap_minutes` lie between them; one may begin as the other ends."""
    gap = timedelta(minutes=gap_minutes)
    return one.starts < other.ends + gap and other.starts < one.ends + gap


def clashes(spans: Iterable[Span], gap_minutes: int = 0) -> tuple[Clash, ...]:
    """Everybody and every room wanted twice, by time. The gap is the leaders' way from one place to the next: a room
    needs none.
    """
    ordered = sorted(spans, key=lambda one: (one.starts, one.ends, one.noun, one.row_id or 0))
    longest = max((one.ends - one.starts for one in ordered), default=timedelta())
    reach = longest + timedelta(minutes=gap_minutes)
    found: list[Clash] = []
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.starts >= one.starts + reach:
                break
            found += _between(one, other, gap_minutes)
    return tuple(found)


def clashes_of(span: Span, others: Sequence[Span], gap_minutes: int = 0) -> tuple[Clash, ...]:
    """What one span clashes with among `others`, by time; the span itself may be among them."""
    near = sorted((one for one in others if one.key != span.key), key=lambda one: (one.starts, one.row_id or 0))
    return tuple(clash for other in near for clash in _between(span, other, gap_minutes))


def _between(one: Span, other: Span, gap_minutes: int) -> list[Clash]:
    if one.key == other.key and one.row_id is not None:
        return []
    found = []
    if meet(one, other, gap_minutes):
        there = {person_id for person_id, _ in other.people}
        found += [Clash(name, person_id, one, other) for person_id, name in one.people if person_id in there]
    if one.room.strip() and fold(one.room) == fold(other.room) and meet(one, other):
        found.append(Clash(one.room.strip(), None, one, other))
    return found
