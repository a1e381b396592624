"""座次表: the chair in the middle of the first row, the others by rank."""

from collections.abc import Iterator, Sequence

from govtui.domain.meetings.seating import abreast, rows_of
from govtui.domain.meetings.states import DEPUTY, LEAVE
from govtui.services.desk import Desk
from govtui.services.meetings.printing.head import meeting_head, standing
from govtui.services.meetings.printing.people import expected
from govtui.services.meetings.rows import AttendeeRow, ItemRow, MeetingDetail
from govtui.services.meetings.sheets import SeatingRow, SeatingSheet

SEATS = 9
"""Seats of a row; rows of members may be wider, so that those who decide sit together."""

_WIDEST = 13


def seating_of(desk: Desk, found: MeetingDetail) -> SeatingSheet:
    """座次表 from a meeting that was read already: the chair in the middle of the first row, others by rank behind.

    Who is on leave without a deputy gets no seat; those who come for a topic take the seats of that topic by turns.
    """
    expected(found)
    whole = sorted((one for one in found.attendees if one.whole and _sits(one)), key=lambda one: one.seat or 10**6)
    members = [one for one in whole if one.tier == "member"]
    chair = found.fields["chair_id"]
    members.sort(key=lambda one: chair is None or one.person_id != chair)
    rest = [one for one in whole if one.tier != "member"]
    widest = min(max(len(members) | 1, SEATS), _WIDEST)
    width = widest if members else SEATS
    rows = [
        *_rows("出席", members, width),
        *_rows("列席", rest, width),
        *(row for item in standing(found) for row in _topic_rows(found, item, width)),
    ]
    return SeatingSheet(meeting_head(desk, found), tuple(rows), width)


def _sits(one: AttendeeRow) -> bool:
    return one.signed is not None or one.reply != LEAVE or bool(one.deputy)


def _rows(name: str, people: Sequence[AttendeeRow], width: int) -> Iterator[SeatingRow]:
    rows = rows_of(people, width)
    for at, row in enumerate(rows, 1):
        seats = abreast([_seat_words(one) for one in row], width)
        yield SeatingRow(f"{name}第{at}排" if len(rows) > 1 else name, tuple(seat or "" for seat in seats))


def _topic_rows(found: MeetingDetail, item: ItemRow, width: int) -> Iterator[SeatingRow]:
    people = [one for one in found.attendees if not one.whole and item.position in one.items and _sits(one)]
    at = f"\n{item.starts:%H:%M}" if item.starts else ""
    for row in rows_of(people, width):
        seats = abreast([_seat_words(one) for one in row], width)
        yield SeatingRow(f"第{item.position}项{at}", tuple(seat or "" for seat in seats))


def _seat_words(one: AttendeeRow) -> str:
    """Number, who sits there, and the post; a deputy sits in the place of whom he stands in for."""
    stands_in = one.deputy and one.reply in (DEPUTY, LEAVE) and (one.signed is None or one.reply == DEPUTY)
    name = f"{one.deputy}\n（代{one.name}）" if stands_in else one.name
    number = f"{one.seat} " if one.seat else ""
    return "\n".join(filter(None, (f"{number}{name}", one.title or one.unit)))
