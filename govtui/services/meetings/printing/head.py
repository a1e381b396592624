"""What every print of a meeting says of it: name, time, room, chair."""

from collections.abc import Mapping
from datetime import date

from govtui.domain.meetings.states import CANCELLED, OFF
from govtui.services.desk import Desk
from govtui.services.meetings.rows import ItemRow, MeetingDetail
from govtui.services.meetings.sheets import MeetingHead
from govtui.services.people.snapshot import directory


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
        chair=chair_words(desk, found),
        recorder=str(fields["recorder"]),
        contact=contact,
        settled=row.frozen,
        mark=CANCELLED if row.state == CANCELLED else "",
        demonstration=desk.demonstration,
    )


def chair_words(desk: Desk, found: MeetingDetail) -> str:
    """The chair as printed: title and name, and by whose word where the chair is delegated (受市长委托)."""
    fields = found.fields
    who = f"{fields['chair_title']}{fields['chair']}"
    if not who or not (fields["chair_for_id"] or fields["chair_for"]):
        return who
    on = found.row.starts.date() if found.row.starts else desk.today()
    return f"{who}（受{_delegator(desk, fields, on)}委托）"


def _delegator(desk: Desk, fields: Mapping[str, object], on: date) -> str:
    """The delegator's post, else the name: papers say by whose office somebody chairs, not by whose person."""
    people, person = directory(desk), fields["chair_for_id"]
    holder = people.leader(person, on) if isinstance(person, int) else None
    if holder is None:
        return str(fields["chair_for"])
    role = people.roles.get(holder.role)
    return role.title if role else holder.title


def standing(found: MeetingDetail) -> tuple[ItemRow, ...]:
    """The topics that are still on the agenda, in their order."""
    return tuple(item for item in found.items if item.state != OFF)
