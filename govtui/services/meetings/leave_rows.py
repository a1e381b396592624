"""Leaves as the screens show them: with what each still lacks under its rule."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from govtui.domain.clock import stored_moment
from govtui.domain.meetings.leaves import Approval, approval, lacks
from govtui.domain.meetings.states import ASKED, GRANTED, TAKEN_BACK
from govtui.rulebook.model import Effect
from govtui.services.desk import Desk
from govtui.services.documents.outgoing.views import signer_words
from govtui.services.meetings.expecting import Situation, absentee, label_of
from govtui.services.meetings.rows import LeaveRow
from govtui.store.reading import Record

IN_FORCE = (ASKED, GRANTED)


@dataclass(frozen=True, slots=True)
class UnfiledLeave:
    """A leave that the duty room has not been told of, with the meeting that it is of."""

    leave: LeaveRow
    meeting_id: int
    meeting: str
    starts: datetime | None


def leave_rows(
    desk: Desk, now: Situation, attendees: Mapping[int, Record], leaves: Iterable[Record]
) -> tuple[LeaveRow, ...]:
    """Leaves of one meeting; `attendees` are its lines by id."""
    return tuple(leave_row(desk, now, attendees[row["attendee_id"]], row) for row in leaves)


def leave_row(desk: Desk, now: Situation, attendee: Record, row: Record) -> LeaveRow:
    """One leave of somebody on the list."""
    return LeaveRow(
        id=row["id"],
        attendee_id=row["attendee_id"],
        person=row["name"] or label_of(attendee),
        title=attendee["title"],
        reason=row["reason"],
        state=row["state"],
        approver=signer_words(row["approver"], row["approver_for"]),
        approved=date.fromisoformat(row["approved_on"]) if row["approved_on"] else None,
        duty_filed=stored_moment(row["duty_filed_at"]),
        deputy=row["deputy"],
        deputy_title=row["deputy_title"],
        rule=row["rule"],
        lacks=still_lacks(desk, now, attendee, row),
        came=bool(row["came"]),
    )


def still_lacks(desk: Desk, now: Situation, attendee: Record, row: Record) -> tuple[str, ...]:
    """What a leave in force lacks; nothing once the person came after all."""
    if row["state"] not in IN_FORCE or row["came"]:
        return ()
    plan = plan_for(desk, now, attendee, date.fromisoformat(row["approved_on"]) if row["approved_on"] else desk.today())
    return lacks(desk.book, plan, is_approved(desk, plan, row), bool(row["duty_filed_at"]), row["deputy"])


def is_approved(desk: Desk, plan: Approval, row: Record) -> bool:
    """Whether who granted it may: by the rule, by a release of a rule that blocks, or where the rules are silent."""
    if row["state"] != GRANTED:
        return False
    if plan.rule is None or plan.seat(row["approver_id"]) is not None:
        return True
    rule = plan.rule.rule
    return rule is not None and desk.book.holds(rule) and desk.book.rule(rule).effect is Effect.BLOCK


def plan_for(desk: Desk, now: Situation, attendee: Record, on: date) -> Approval:
    """Who may grant somebody's leave on that day."""
    return approval(desk.book, now.people, absentee(attendee), now.sitting, on)


def latest(leaves: Sequence[LeaveRow]) -> dict[int, LeaveRow]:
    """By line of the list the leave to show: the last that was not taken back."""
    return {one.attendee_id: one for one in leaves if one.state != TAKEN_BACK}
