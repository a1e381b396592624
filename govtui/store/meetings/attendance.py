"""Rows of who is expected at a meeting, who signed in, and who has leave."""

from typing import TYPE_CHECKING, Any

from govtui.store import tables
from govtui.store.reading import Reader, Record
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import MeetingAttendee, MeetingLeave

Within = Reader | UnitOfWork


def meeting(within: Within, meeting_id: int) -> Record | None:
    """The meeting's own columns."""
    return within.row("SELECT * FROM meeting WHERE id = :id", id=meeting_id)


def attendees(within: Within, meeting_id: int) -> list[Record]:
    """Every line of the list, removed ones too, in the order in which they came onto it."""
    return within.rows("SELECT * FROM meeting_attendee WHERE meeting_id = :id ORDER BY id", id=meeting_id)


def attendee(within: Within, attendee_id: int) -> Record | None:
    """One line of a list."""
    return within.row("SELECT * FROM meeting_attendee WHERE id = :id", id=attendee_id)


def leaves(within: Within, meeting_id: int) -> list[Record]:
    """Every leave of a meeting, oldest first."""
    return within.rows("SELECT * FROM meeting_leave WHERE meeting_id = :id ORDER BY id", id=meeting_id)


def leave(within: Within, leave_id: int) -> Record | None:
    """One leave."""
    return within.row("SELECT * FROM meeting_leave WHERE id = :id", id=leave_id)


def leaves_not_filed(within: Within) -> list[Record]:
    """Leaves in force that the duty room has not been told of, of meetings that take place."""
    return within.rows(
        "SELECT l.* FROM meeting_leave l JOIN meeting m ON m.id = l.meeting_id "
        "WHERE l.state IN ('申请', '批准') AND l.duty_filed_at IS NULL AND NOT l.came AND m.state <> '取消' "
        "ORDER BY m.starts_at, l.id"
    )


def agenda(within: Within, meeting_id: int) -> list[Record]:
    """The items on the agenda in order, each with the unit that reports; those taken off are left out."""
    return within.rows(
        "SELECT i.topic_id, i.position, i.minutes, t.unit_id, t.unit "
        "FROM agenda_item i JOIN topic t ON t.id = i.topic_id "
        "WHERE i.meeting_id = :id AND i.state <> '撤下' ORDER BY i.position, i.id",
        id=meeting_id,
    )


def units_attending(within: Within, meeting_id: int) -> list[Record]:
    """The units that come for the topics of a meeting besides those that report."""
    return within.rows(
        "SELECT u.topic_id, u.unit_id, u.unit FROM topic_unit u JOIN agenda_item i ON i.topic_id = u.topic_id "
        "WHERE i.meeting_id = :id AND i.state <> '撤下' AND u.attends ORDER BY i.position, u.id",
        id=meeting_id,
    )


def fetch(uow: UnitOfWork, attendee_id: int) -> "MeetingAttendee":
    """The line to change."""
    return uow.get(tables.MeetingAttendee, attendee_id)


def fetch_leave(uow: UnitOfWork, leave_id: int) -> "MeetingLeave":
    """The leave to change."""
    return uow.get(tables.MeetingLeave, leave_id)


def leave_in_force(uow: UnitOfWork, attendee_id: int) -> "MeetingLeave | None":
    """The leave asked for or granted to somebody; None where there is none."""
    found = uow.value(
        "SELECT id FROM meeting_leave WHERE attendee_id = :id AND state IN ('申请', '批准') ORDER BY id DESC LIMIT 1",
        id=attendee_id,
    )
    return None if found is None else fetch_leave(uow, int(found))


def add(uow: UnitOfWork, meeting_id: int, **columns: Any) -> "MeetingAttendee":
    """A new line."""
    return uow.add(tables.MeetingAttendee(meeting_id=meeting_id, **columns))


def add_leave(uow: UnitOfWork, attendee: "MeetingAttendee", **columns: Any) -> "MeetingLeave":
    """A new leave of somebody on the list."""
    row = tables.MeetingLeave(meeting_id=attendee.meeting_id, attendee_id=attendee.id or 0, name=attendee.name)
    row.person_id = attendee.person_id
    for name, value in columns.items():
        setattr(row, name, value)
    return uow.add(row)


def note(uow: UnitOfWork, meeting_id: int, kind: str, sentence: str) -> None:
    """Add one line to what happened to the meeting."""
    uow.add(tables.MeetingMovement(meeting_id=meeting_id, at=uow.at, kind=kind, sentence=sentence, by=uow.actor_name))
