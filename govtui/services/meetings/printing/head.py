"""What every print of a meeting says of it: name, time, room, chair, and of everybody whether he will be there."""

from collections.abc import Iterable
from datetime import date, datetime

from govtui.domain.meetings.states import CANCELLED, DEPUTY, GRANTED, LEAVE, OFF
from govtui.services.desk import Desk
from govtui.services.meetings.rows import AttendeeRow, ItemRow, LeaveRow, MeetingDetail
from govtui.services.meetings.sheets import MeetingHead
from govtui.services.people import directory

ON_LEAVE, AWAY = "请假", "外出"
"""Why somebody does not come, as paper says it."""


def meeting_head(desk: Desk, found: MeetingDetail) -> MeetingHead:
    """What every print of the meeting says of it."""
    fields, row = found.fields, found.row
    contact = " ".join(filter(None, (str(fields["contact"]), str(fields["phone"]))))
    return MeetingHead(
        office=desk.office,
        name=row.name,
        starts=row.starts,
        ends=ends_at(found),
        room=row.room,
        chair=chair_words(found),
        recorder=str(fields["recorder"]),
        contact=contact,
        settled=row.frozen,
        mark=CANCELLED if row.state == CANCELLED else "",
        demonstration=desk.demonstration,
    )


def chair_words(found: MeetingDetail) -> str:
    """The chair as printed: title and name, and by whose word where the chair is delegated (受市长委托)."""
    return f"{found.fields['chair_title']}{found.row.chair}"


def ends_at(found: MeetingDetail) -> datetime | None:
    """Until when units should keep free: the planned end, or the end that the agenda reaches where that is later."""
    planned = found.row.ends
    reached = [item.ends for item in standing(found) if item.ends]
    return max([planned, *reached]) if planned else None


def day_of(desk: Desk, found: MeetingDetail) -> date:
    """The day of the meeting; today while it has none."""
    return found.row.starts.date() if found.row.starts else desk.today()


def printed_units(desk: Desk, found: MeetingDetail) -> dict[int, str]:
    """The unit that is printed beside everybody, by the id of the line; city leaders are known by their post alone."""
    return units_beside(desk, found.attendees, day_of(desk, found))


def units_beside(desk: Desk, attendees: Iterable[AttendeeRow], on: date) -> dict[int, str]:
    """The unit that is shown beside everybody, by the id of the line; nothing for whoever leads the city that day."""
    people = directory(desk)
    return {
        one.id: "" if one.person_id is not None and people.rank_of(one.person_id, on) is not None else one.unit
        for one in attendees
    }


def leave_of(found: MeetingDetail, one: AttendeeRow) -> LeaveRow | None:
    """The leave that somebody asked of this meeting, the last one."""
    return one.leave or next((leave for leave in reversed(found.leaves) if leave.attendee_id == one.id), None)


def deputy_of(one: AttendeeRow) -> str:
    """Who sits in somebody's place; nobody once the person came himself."""
    stands_in = one.reply in (DEPUTY, LEAVE) and (one.signed is None or one.reply == DEPUTY)
    return one.deputy if stands_in else ""


def not_coming(desk: Desk, found: MeetingDetail) -> dict[int, str]:
    """Who will not be there and why, in a word, by the id of the line: 请假 of this meeting, or 外出 on its day.

    A leave that still waits to be granted excuses nobody, and whoever signed in is there.
    """
    people, on, said = directory(desk), day_of(desk, found), dict[int, str]()
    for one in found.attendees:
        leave = leave_of(found, one)
        if one.signed is not None and one.reply != DEPUTY:
            continue
        if one.reply == LEAVE or leave is not None and leave.state == GRANTED and not leave.came:
            said[one.id] = ON_LEAVE
        elif one.person_id is not None and people.is_away(one.person_id, on) is not None:
            said[one.id] = AWAY
    return said


def unit_and_title(unit: str, title: str) -> str:
    """Unit and post in one: what the unit ends with and the post begins with (办公室) is said once."""
    longest = min(len(unit), len(title))
    shared = next((n for n in range(longest, 1, -1) if unit.endswith(title[:n])), 0)
    return f"{unit}{title[shared:]}"


def standing(found: MeetingDetail) -> tuple[ItemRow, ...]:
    """The topics that are still on the agenda, in their order."""
    return tuple(item for item in found.items if item.state != OFF)
