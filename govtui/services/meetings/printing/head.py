"""What every print of a meeting says of it: name, time, room, chair."""

from govtui.domain.meetings.states import CANCELLED, OFF
from govtui.services.desk import Desk
from govtui.services.meetings.rows import ItemRow, MeetingDetail
from govtui.services.meetings.sheets import MeetingHead
from govtui.services.people import directory


def meeting_head(desk: Desk, found: MeetingDetail) -> MeetingHead:
    """What every print of the meeting says of it."""
    fields, row = found.fields, found.row
    contact = " ".join(filter(None, (str(fields["contact"]), str(fields["phone"]))))
    return MeetingHead(
        office=desk.office,
        name=row.name,
        starts=row.starts,
        ends=row.ends,
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


def printed_units(desk: Desk, found: MeetingDetail) -> dict[int, str]:
    """The unit that is printed beside everybody, by the id of the line; city leaders are known by their post alone."""
    people, on = directory(desk), found.row.starts.date() if found.row.starts else desk.today()
    return {
        one.id: "" if one.person_id is not None and people.rank_of(one.person_id, on) is not None else one.unit
        for one in found.attendees
    }


def unit_and_title(unit: str, title: str) -> str:
    """Unit and post in one: what the unit ends with and the post begins with (办公室) is said once."""
    longest = min(len(unit), len(title))
    shared = next((n for n in range(longest, 1, -1) if unit.endswith(title[:n])), 0)
    return f"{unit}{title[shared:]}"


def standing(found: MeetingDetail) -> tuple[ItemRow, ...]:
    """The topics that are still on the agenda, in their order."""
    return tuple(item for item in found.items if item.state != OFF)
