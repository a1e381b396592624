"""Lines of a meeting's list as the screens show them: codes, times of their topics, leave, warnings."""

from collections.abc import Sequence
from datetime import datetime

from govtui.domain.clock import stored_moment
from govtui.domain.meetings.agenda import windows
from govtui.domain.meetings.attendees import TOPIC, Expected, away_words, part_of
from govtui.domain.meetings.codes import codes
from govtui.domain.meetings.leaves import rule_for
from govtui.domain.meetings.states import DEPUTY, LEAVE
from govtui.services.desk import Desk
from govtui.services.meetings.expecting import Situation, absentee, label_of, row_key
from govtui.services.meetings.leave_rows import IN_FORCE, latest, leave_rows
from govtui.services.meetings.rows import AttendeeRow, LeaveRow
from govtui.store.reading import Record


def attendee_rows(
    desk: Desk, now: Situation, attendees: Sequence[Record], leaves: Sequence[Record]
) -> tuple[AttendeeRow, ...]:
    """Everybody who is not removed, in the order of seats."""
    by_id = {row["id"]: row for row in attendees}
    on_leave = latest(leave_rows(desk, now, by_id, leaves))
    keys, planned, spans = code_by_id(attendees), now.by_key, _spans(now)
    shown = sorted((row for row in attendees if not row["removed"]), key=lambda row: (row["seat"], row["id"]))
    return tuple(
        _row(desk, now, row, keys[row["id"]], on_leave.get(row["id"]), planned.get(row_key(row)), spans)
        for row in shown
    )


def code_by_id(attendees: Sequence[Record]) -> dict[int, str]:
    """The two letters of every line, removed ones too: whoever comes later changes nobody's."""
    return dict(zip((row["id"] for row in attendees), codes([label_of(row) for row in attendees]), strict=True))


def late_after(now: Situation, row: Record) -> datetime | None:
    """After which moment somebody is late: the beginning, or that of his first topic; None where no time is set."""
    one = now.by_key.get(row_key(row))
    spans = _spans(now)
    times = [spans[item][0] for item in one.items if item in spans] if one and not row["whole"] else []
    return min(times, default=now.starts)


Spans = dict[int, tuple[datetime, datetime]]


def _spans(now: Situation) -> Spans:
    times = windows(now.starts, [item.minutes for item in now.items])
    return {item.position: (begin, end) for item, (begin, end) in zip(now.items, times, strict=True) if begin and end}


def _row(
    desk: Desk, now: Situation, row: Record, code: str, leave: LeaveRow | None, one: Expected | None, spans: Spans
) -> AttendeeRow:
    items = one.items if one and not row["whole"] else ()
    times = [spans[item] for item in items if item in spans]
    deputed = row["reply"] == DEPUTY
    return AttendeeRow(
        id=row["id"],
        version=row["version"],
        person_id=row["person_id"],
        seat=row["seat"],
        code=code,
        name=row["name"],
        title=row["title"],
        unit=row["unit"],
        tier=row["tier"],
        part=part_of(row["tier"]),
        whole=bool(row["whole"]),
        items=items,
        enters=min((start for start, _ in times), default=None),
        leaves=max((end for _, end in times), default=None),
        reply=row["reply"],
        deputy=row["deputy"] if deputed else "",
        deputy_title=row["deputy_title"] if deputed else "",
        signed=stored_moment(row["signed_at"]),
        late=bool(row["late"]),
        leave=leave,
        warning="；".join(_warnings(desk, now, row, leave, one)),
    )


def _warnings(desk: Desk, now: Situation, row: Record, leave: LeaveRow | None, one: Expected | None) -> list[str]:
    """What to look after: away that day, leave not complete, nobody named, not on the computed list any more."""
    found = []
    away = away_words(now.people, row["person_id"], now.on)
    if away and not row["signed_at"]:
        found.append(away)
    if leave is not None and leave.lacks:
        found.append(f"请假还缺{'、'.join(leave.lacks)}")
    if (
        row["reply"] in (LEAVE, DEPUTY)
        and (leave is None or leave.state not in IN_FORCE)
        and _needs_leave(desk, now, row)
    ):
        found.append("没有登记请假")
    if row["person_id"] is None and not row["name"] and not row["deputy"]:
        found.append("没有查到主要负责人，请单位报名")
    if one is None and not row["added"]:
        found.append("没有要到会的议题了，可移出" if row["tier"] == TOPIC else "当日已不任名单上的职务，可移出")
    return found


def _needs_leave(desk: Desk, now: Situation, row: Record) -> bool:
    return rule_for(desk.book, now.people, absentee(row), now.sitting) is not None
