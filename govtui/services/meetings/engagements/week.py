"""一周会议活动安排: what is on in a week, which leaders go, who is wanted twice and who is away (arts. 41, 66)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from govtui.domain.clock import in_china, to_stamp
from govtui.domain.meetings.conflicts import Clash, Span, clashes
from govtui.domain.meetings.states import SETTLED
from govtui.domain.people import Directory
from govtui.services.desk import Desk
from govtui.services.meetings.engagements import occupied
from govtui.services.meetings.engagements.rows import PlanEntry, WeekPlan
from govtui.services.people import directory
from govtui.store.meetings import engagements as store
from govtui.store.reading import Record

_NAMED_UNITS = 4
"""Units that are named in the scope of a meeting; more are counted."""

Key = tuple[str, int | None]


def week_plan(desk: Desk, first: date) -> WeekPlan:
    """The plan of the week that holds `first`, Monday to Sunday: meetings that are not cancelled, engagements that are
    settled or still open (`settled` False). Leaders who are in no address book have the id 0. What goes on over the
    midnight at either end of the week clashes with what lies beyond it.
    """
    monday = first - timedelta(days=first.weekday())
    sunday = monday + timedelta(days=6)
    start, end = _midnight(monday), _midnight(sunday + timedelta(days=1))
    people = directory(desk)
    with desk.reading() as reader:
        meetings = store.meetings_between(reader, to_stamp(start), to_stamp(end))
        engagements = store.engagements_between(reader, to_stamp(start), to_stamp(end))
        units = _units(reader, [row["id"] for row in meetings])
        going = _going(reader, [row["id"] for row in engagements])
        spans = {span.key: span for span in occupied.meeting_spans(reader, meetings)}
        reach = [occupied.times(row) for row in (*meetings, *engagements)]
        early, late = min([start, *(one[0] for one in reach)]), max([end, *(one[1] for one in reach)])
        found = _by_entry(clashes(occupied.spans(desk, reader, early, late), occupied.gap(desk)))
    entries = [_of_meeting(desk, people, row, spans[occupied.MEETING, row["id"]], units, found) for row in meetings]
    entries += [_of_engagement(row, going[row["id"]], found) for row in engagements]
    leaders = _leaders(people, monday)
    away = _away(people, [one for one, _ in leaders], monday, sunday)
    ordered = sorted(entries, key=lambda one: (one.starts, one.ends, one.noun, one.row_id))
    return WeekPlan(monday, sunday, tuple(ordered), leaders, away)


def _of_meeting(
    desk: Desk, people: Directory, row: Record, span: Span, units: dict[int, list[str]], found: dict[Key, list[Clash]]
) -> PlanEntry:
    on = span.starts.date()
    section = people.unit(row["section_id"])
    leaders = [one for one in span.people if one[0] == row["chair_id"] or people.rank_of(one[0], on) is not None]
    return _entry(
        row,
        occupied.MEETING,
        row["room"],
        row["name"] or row["subject"],
        _ranked(people, leaders, on),
        found,
        host=section.name if section else desk.office,
        scope=_scope(units.get(row["id"], ())),
        note=row["note"],
    )


def _of_engagement(row: Record, going: Sequence[tuple[int, str]], found: dict[Key, list[Clash]]) -> PlanEntry:
    return _entry(
        row,
        occupied.NOUN,
        row["place"],
        row["title"],
        tuple(going),
        found,
        host=row["unit"],
        scope=row["scope"],
        speech=row["speech"],
        vehicle=row["vehicle"],
        note=row["note"],
        settled=row["state"] == SETTLED,
    )


def _entry(
    row: Record,
    noun: str,
    place: str,
    title: str,
    leaders: tuple[tuple[int, str], ...],
    found: dict[Key, list[Clash]],
    *,
    host: str,
    scope: str,
    note: str,
    speech: str = "",
    vehicle: str = "",
    settled: bool = True,
) -> PlanEntry:
    starts, ends = occupied.times(row)
    mine = found.get((noun, row["id"]), [])
    return PlanEntry(
        noun=noun,
        row_id=row["id"],
        starts=starts,
        ends=ends,
        place=place,
        title=title,
        leaders=leaders,
        clashes=tuple(dict.fromkeys(clash.what for clash in mine if not clash.of_room)),
        room_clash=any(clash.of_room for clash in mine),
        host=host,
        scope=scope,
        speech=speech,
        vehicle=vehicle,
        contact=" ".join(filter(None, (row["contact"], row["phone"]))),
        note=note,
        settled=settled,
    )


def _by_entry(found: Sequence[Clash]) -> dict[Key, list[Clash]]:
    by_entry: dict[Key, list[Clash]] = defaultdict(list)
    for clash in found:
        by_entry[clash.first.key].append(clash)
        by_entry[clash.second.key].append(clash)
    return by_entry


def _units(within: store.Within, ids: Sequence[int]) -> dict[int, list[str]]:
    units: dict[int, list[str]] = defaultdict(list)
    for row in store.units_at(within, ids):
        units[row["meeting_id"]].append(row["unit"])
    return units


def _going(within: store.Within, ids: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    """Who goes to each engagement, as far as it is known; who declined does not."""
    going: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in store.leaders_of(within, ids):
        person = occupied.goes(row)
        if person[1]:
            going[row["engagement_id"]].append(person)
    return going


def _scope(units: Sequence[str]) -> str:
    """Whom a meeting is for: the units whose people are expected."""
    named = "、".join(units[:_NAMED_UNITS])
    return f"{named}等 {len(units)} 个单位" if len(units) > _NAMED_UNITS else named


def _ranked(people: Directory, leaders: Sequence[tuple[int, str]], on: date) -> tuple[tuple[int, str], ...]:
    """The chair first, then the others in rank order."""
    last = (10**6, 0, 0)
    return (*leaders[:1], *sorted(leaders[1:], key=lambda one: people.rank_of(one[0], on) or last))


def _leaders(people: Directory, monday: date) -> tuple[tuple[int, str], ...]:
    """Everybody who holds a leader's role on some day of the week, in rank order."""
    found: dict[int, str] = {}
    for day in range(7):
        for holder in people.leaders(monday + timedelta(days=day)):
            found.setdefault(holder.id, f"{holder.title}{holder.name}")
    return tuple(found.items())


def _away(
    people: Directory, leaders: Sequence[int], monday: date, sunday: date
) -> tuple[tuple[int, str, date, date], ...]:
    """Leaders away on some day of the week, in rank order."""
    return tuple(
        (person_id, people.people[person_id].name, absence.from_day, absence.last_day)
        for person_id in leaders
        for absence in sorted(people.absences, key=lambda one: one.from_day)
        if absence.person_id == person_id and absence.from_day <= sunday and absence.last_day >= monday
    )


def _midnight(day: date) -> datetime:
    return in_china(datetime(day.year, day.month, day.day))
