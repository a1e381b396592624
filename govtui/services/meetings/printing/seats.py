"""座次表: the chair in the middle of the first row, the others by rank."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from govtui.domain.meetings.seating import abreast, rows_of
from govtui.services.desk import Desk
from govtui.services.meetings.printing.head import (
    ON_LEAVE,
    deputy_of,
    meeting_head,
    not_coming,
    printed_units,
    standing,
    unit_and_title,
)
from govtui.services.meetings.printing.people import expected
from govtui.services.meetings.rows import AttendeeRow, ItemRow, MeetingDetail
from govtui.services.meetings.sheets import SeatingRow, SeatingSheet
from govtui.services.people import directory

SEATS = 9
"""Seats of a row; rows of members may be wider, so that those who decide sit together."""

_WIDEST = 13


def seating_of(desk: Desk, found: MeetingDetail) -> SeatingSheet:
    """座次表 from a meeting that was read already: the chair in the middle of the first row, others by rank behind.

    Who is on leave without a deputy gets no seat; who is away that day keeps it with a mark, for nobody excused him
    yet. Those who come for a topic take the seats of that topic by turns.
    """
    expected(found)
    absent = not_coming(desk, found)
    seated = [one for one in found.attendees if deputy_of(one) or absent.get(one.id) != ON_LEAVE]
    words = _words(desk, found, seated, absent)
    whole = sorted((one for one in seated if one.whole), key=lambda one: one.seat or 10**6)
    members = [one for one in whole if one.tier == "member"]
    chair = found.fields["chair_id"]
    members.sort(key=lambda one: chair is None or one.person_id != chair)
    rest = [one for one in whole if one.tier != "member"]
    widest = min(max(len(members) | 1, SEATS), _WIDEST)
    width = widest if members else SEATS
    rows = [
        *_rows("出席", members, words, width),
        *_rows("列席", rest, words, width),
        *(row for item in standing(found) for row in _topic_rows(item, seated, words, width)),
    ]
    return SeatingSheet(meeting_head(desk, found), tuple(rows), width)


def _words(
    desk: Desk, found: MeetingDetail, people: Iterable[AttendeeRow], absent: Mapping[int, str]
) -> dict[int, str]:
    """What stands on everybody's seat, by the id of the line; units are called as clerks call them."""
    known, units = directory(desk), printed_units(desk, found)
    short = {name: unit.label for name in set(units.values()) if (unit := known.unit_named(name))}
    return {one.id: _seat_words(one, short.get(units[one.id], units[one.id]), absent.get(one.id, "")) for one in people}


def _rows(name: str, people: Sequence[AttendeeRow], words: Mapping[int, str], width: int) -> Iterator[SeatingRow]:
    rows = rows_of(people, width)
    for at, row in enumerate(rows, 1):
        seats = abreast([words[one.id] for one in row], width)
        yield SeatingRow(f"{name}第{at}排" if len(rows) > 1 else name, tuple(seat or "" for seat in seats))


def _topic_rows(
    item: ItemRow, seated: Iterable[AttendeeRow], words: Mapping[int, str], width: int
) -> Iterator[SeatingRow]:
    people = [one for one in seated if not one.whole and item.position in one.items]
    at = f"\n{item.starts:%H:%M}" if item.starts else ""
    for row in rows_of(people, width):
        seats = abreast([words[one.id] for one in row], width)
        yield SeatingRow(f"第{item.position}项{at}", tuple(seat or "" for seat in seats))


def _seat_words(one: AttendeeRow, unit: str, absent: str) -> str:
    """Number, who sits there, unit and post; a deputy sits in the place of whom he stands in for."""
    deputy = deputy_of(one)
    name = f"{deputy}\n（代{one.name or one.title}）" if deputy else one.name
    away = f"（{absent}）" if absent and not deputy else ""
    lines = (f"{name}{away}", unit_and_title(unit, one.title) or one.unit)
    number = f"{one.seat} " if one.seat else ""
    return number + "\n".join(filter(None, lines))
