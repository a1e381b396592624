"""今日: what is late, due, arriving, too long in one hand, about to leave, near its end, and who is away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from govtui.domain.clock import to_stamp
from govtui.domain.documents.normative.life import months_before
from govtui.services.desk import Desk
from govtui.services.documents.listing import near_stamp
from govtui.services.documents.rows import IncomingRow
from govtui.services.documents.views import list_rows
from govtui.services.people import directory
from govtui.services.workdays import current_calendar
from govtui.store.documents import morning
from govtui.store.documents.incoming import LIST_COLUMNS
from govtui.store.meetings import morning as gathering
from govtui.store.reading import Reader

if TYPE_CHECKING:
    from govtui.services.documents.normative.rows import NormativeRow
    from govtui.services.documents.outgoing.rows import OutgoingRow

SHOWN = 200
_DAYS_AHEAD = 3
"""So many working days ahead meetings are spoken of."""


@dataclass(frozen=True, slots=True)
class AwayLine:
    """One leader or head who is away: until when, where, who acts, what of theirs waits."""

    person_id: int
    name: str
    title: str
    kind: str
    place: str
    until: date
    acting: str
    unreturned: bool


@dataclass(frozen=True, slots=True)
class Today:
    """The morning's picture. Lists hold at most 200 papers each; counts are whole.

    Of papers that leave `to_sign` and `to_number` wait for that step, `to_publish` are near or over their last day;
    `lapsing` normative documents are within the rule pack's review months of their end, before it or after, with no end
    decided; `filings` are documents with one that is near or over its last day. `gathering` counts by noun: meetings of
    the next days, topics and minutes on their way, invitations to settle, and decisions that nobody has taken up.
    """

    late: int
    due_today: int
    near: int
    arrived: int
    waiting: int
    with_leaders: int
    long_held: int
    without_portfolio: int
    units: int
    provisional: int
    to_sign: int
    to_number: int
    to_publish: int
    lapsing: int
    filings: int
    gathering: Mapping[str, int]
    late_papers: tuple[IncomingRow, ...]
    due_papers: tuple[IncomingRow, ...]
    held_papers: tuple[IncomingRow, ...]
    arrived_papers: tuple[IncomingRow, ...]
    away: tuple[AwayLine, ...]


def overview(desk: Desk) -> Today:
    """Everything that 今日 shows, in a handful of indexed reads."""
    now, day = to_stamp(desk.now()), desk.today()
    ends, begins = (to_stamp(datetime.combine(day, at)) for at in (time(23, 59, 59), time(0)))
    near = near_stamp(desk)
    held, days = held_before(desk), _days(desk, near)
    with desk.reading() as reader:
        late = _papers(desk, reader, "open = 1 AND due_at < :now", "due_at, id", now=now)
        due = _papers(desk, reader, "open = 1 AND due_at >= :now AND due_at <= :near", "due_at, id", now=now, near=near)
        long = _papers(desk, reader, "state = '在领导处' AND held_since < :held", "held_since, id", held=held)
        new = _papers(
            desk, reader, "received_at >= :begins AND received_at <= :ends", "id DESC", begins=begins, ends=ends
        )
        count, waiting = partial(_count, reader), partial(morning.count, reader, days)
        return Today(
            late=count("open = 1 AND due_at < :now", now=now),
            due_today=count("open = 1 AND due_at >= :now AND due_at <= :ends", now=now, ends=ends),
            near=count("open = 1 AND due_at > :ends AND due_at <= :near", ends=ends, near=near),
            arrived=count("received_at >= :begins AND received_at <= :ends", begins=begins, ends=ends),
            waiting=count("state = '待拟办'"),
            with_leaders=count("state = '在领导处'"),
            long_held=count("state = '在领导处' AND held_since < :held", held=held),
            units=len(directory(desk).units),
            without_portfolio=len(directory(desk).units_without_portfolio(day)),
            provisional=count("open = 1 AND due_provisional = 1"),
            to_sign=waiting("sign"),
            to_number=waiting("number"),
            to_publish=waiting("publish"),
            lapsing=waiting("lapse"),
            filings=waiting("filing"),
            gathering=gathering.counts(reader, _soon(desk)),
            late_papers=late,
            due_papers=due,
            held_papers=long,
            arrived_papers=new,
            away=away_lines(desk),
        )


def papers_waiting(desk: Desk, key: str) -> "tuple[OutgoingRow, ...]":
    """Papers that leave, the most pressing first: those to "sign", to "number", or to "publish" soon or overdue."""
    from govtui.services.documents.outgoing.views import list_rows as shown
    from govtui.store.documents.outgoing.lists import LIST_COLUMNS as COLUMNS

    with desk.reading() as reader:
        return tuple(shown(desk, morning.rows(reader, _days(desk, near_stamp(desk)), key, COLUMNS, SHOWN)))


def documents_ending(desk: Desk, key: str) -> "tuple[NormativeRow, ...]":
    """Normative documents, the most pressing first: those near or past their "lapse", or with a "filing" due."""
    from govtui.services.documents.normative.views import list_rows as shown

    with desk.reading() as reader:
        found = morning.rows(reader, _days(desk, near_stamp(desk)), key, "*", SHOWN)
    return tuple(shown(desk, found))


def meetings_waiting(desk: Desk, noun: str) -> tuple[Any, ...]:
    """What waits of one noun (meeting, topic, minutes, engagement, proposed), the most pressing first, as list rows."""
    with desk.reading() as reader:
        found = gathering.ids(reader, noun, _soon(desk), SHOWN)
    return tuple(_rows_of(desk, noun, found)) if found else ()


def _rows_of(desk: Desk, noun: str, ids: Sequence[int]) -> Sequence[Any]:
    if noun == "engagement":
        from govtui.services.meetings.engagements import views as engagements

        return engagements.rows_by_id(desk, ids)
    if noun in ("minutes", "proposed"):
        from govtui.services.meetings.minutes import views as minutes

        return minutes.rows_by_id(desk, ids) if noun == "minutes" else minutes.proposed_by_id(desk, ids)
    if noun == "topic":
        from govtui.services.meetings.topics import views as topics

        return topics.rows_by_id(desk, ids)
    from govtui.services.meetings import views as meetings

    return meetings.rows_by_id(desk, ids)


def _soon(desk: Desk) -> str:
    """The end of the third working day from today."""
    last = current_calendar(desk).add_workdays(desk.today(), _DAYS_AHEAD)
    return to_stamp(datetime.combine(last, time(23, 59, 59)))


def held_before(desk: Desk) -> str:
    """Papers that a leader has held since before this moment are over the rule pack's reading days."""
    start = current_calendar(desk).add_workdays(desk.today(), -desk.book.reading_days)
    return to_stamp(datetime.combine(start, desk.now().time()))


def away_lines(desk: Desk) -> tuple[AwayLine, ...]:
    """Who is away today, and who should be back but has not reported (未销假)."""
    people, day = directory(desk), desk.today()
    lines = []
    for absence in people.absences:
        person = people.person(absence.person_id)
        if person is None or not (absence.covers(day) or absence.unreturned(day)):
            continue
        away = people.is_away(person.id, day)
        lines.append(
            AwayLine(
                person_id=person.id,
                name=person.name,
                title=people.title_of(person.id, day),
                kind=absence.kind,
                place=absence.place,
                until=absence.last_day,
                acting=away.acting.name if away and away.acting else "",
                unreturned=absence.unreturned(day),
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.until, line.person_id)))


def _days(desk: Desk, near: str) -> dict[str, str]:
    """Until when a day is near, today, and since when a lapsed document is still spoken of."""
    day, terms = desk.today(), desk.book.normative
    since = months_before(day, terms.review_months) if terms is not None else day
    return {"near": near, "today": day.isoformat(), "since": since.isoformat()}


def _papers(desk: Desk, reader: Reader, where: str, order: str, **params: str) -> tuple[IncomingRow, ...]:
    sql = f"SELECT {LIST_COLUMNS} FROM incoming WHERE {where} ORDER BY {order} LIMIT {SHOWN}"
    return tuple(list_rows(desk, reader.rows(sql, **params)))


def _count(reader: Reader, where: str, **params: str) -> int:
    return int(reader.value(f"SELECT count(*) FROM incoming WHERE {where}", **params))
