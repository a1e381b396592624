"""Invitations and departments' meetings of the invented office, around today."""

from typing import Any

from govtui.domain.meetings import states
from govtui.domain.people import Holder, terms
from govtui.services.demonstration.meetings import words
from govtui.services.demonstration.meetings.office import Office, moment
from govtui.services.demonstration.people import Settled

_AROUND = (-6, -3, -1, 0, 1, 1, 2, 3, 4, 6, 8)
_DEPARTMENTS = (-40, -12, 5, 7)


def write_engagements(office: Office) -> None:
    """Some that are over, this week's and next week's, some still in review."""
    for by in _AROUND:
        _invitation(office, by)
    for n, by in enumerate(_DEPARTMENTS):
        _department_meeting(office, by, heads=n == 0)


def _invitation(office: Office, by: int) -> None:
    kind, title, part = office.rng.choice(words.ENGAGEMENTS)
    unit = office.rng.choice(office.units)
    day = office.day(office.today, by) if by else office.today
    leader = office.people.in_charge_of(unit.id, day)
    settled = by < 3
    row = _engagement(office, unit, by, kind, title.format(t=office.rng.choice(unit.body.topics)), settled)
    if leader is not None:
        answer = {"answer": states.GOES, "answered_on": _asked(office, by, 2)} if settled else {}
        office.rows.add(
            "engagement_leader",
            **{"engagement_id": row, "person_id": leader.id, "name": leader.name, "title": leader.title, "part": part},
            **answer,
        )
    if settled:
        _stamps(office, row, unit, by)


def _department_meeting(office: Office, by: int, heads: bool) -> None:
    unit = office.rng.choice(office.units)
    title = words.DEPARTMENT_MEETING.format(t=unit.body.topics[0])
    mayor = office.people.person_in_role(terms.MAYOR, office.today)
    allowed: dict[str, Any] = {}
    if heads and mayor is not None:
        allowed = {"county_heads": True, "heads_approver_id": mayor.id, "heads_approver": f"{mayor.title}{mayor.name}"}
        allowed["heads_approved_on"] = _asked(office, by, 1)
    modes = office.book.department_meetings.modes if office.book.department_meetings else ("",)
    _engagement(office, unit, by, states.DEPARTMENT_MEETING, title, by < 0, citywide=True, mode=modes[0], **allowed)


def _engagement(office: Office, unit: Settled, by: int, kind: str, title: str, settled: bool, **more: Any) -> int:
    day = office.day(office.today, by) if by else office.today
    row, hour = office.new_id("engagement"), office.rng.choice((9, 10, 15, 16))
    asked = _asked(office, by, 0)
    office.rows.add(
        "engagement",
        **{"id": row, "kind": kind, "state": states.SETTLED if settled else states.TO_HANDLE, "title": title},
        **{"unit_id": unit.id, "unit": unit.body.short, "head_signed": unit.head, "place": words.HALL},
        **{"starts_at": moment(day, hour), "ends_at": moment(day, hour, plus=90), "requested_on": asked},
        **{"people_count": office.rng.randrange(40, 200), "budget_source": words.BUDGET, "contact": unit.deputy},
        **{"scope": "有关单位和县市区", "phone": office.phones[unit.id], "open": day >= office.today},
        **{"created_at": f"{asked}T09:20:00+08:00", "created_by": office.clerk(), **more},
    )
    office.rows.add(
        "engagement_movement",
        engagement_id=row,
        at=f"{asked}T09:20:00+08:00",
        kind="登记",
        sentence=f"{unit.body.short} 报来",
        by=office.clerk(),
    )
    return row


def _asked(office: Office, by: int, after: int) -> str:
    """The day on which it was asked for, and a few working days after that, never later than today."""
    return min(office.day(office.today, min(by, 0) - 5 + after), office.today).isoformat()


def _stamps(office: Office, row: int, unit: Settled, by: int) -> None:
    steps = office.book.invitations.steps if office.book.invitations else ()
    for step, stamp in enumerate(steps):
        holder: Holder | None = office.people.person_in_role(stamp.slot, office.today)
        section = office.people.serving_section(unit.id, office.today)
        chief = office.people.head_of(section.id, office.today) if section and holder is None else None
        who = holder or chief
        if who is not None:
            office.rows.add(
                "engagement_stamp",
                **{"engagement_id": row, "step": step, "slot": stamp.slot, "act": stamp.act},
                **{"person_id": who.id, "person": who.name, "on_day": _asked(office, by, 1)},
            )
