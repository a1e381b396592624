"""议定事项督查台账: what meetings gave to units, as signed minutes proposed it or as it was decided."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time

from govtui.domain.clock import in_china
from govtui.domain.meetings.states import NOT_TAKEN
from govtui.domain.workdays import WorkCalendar
from govtui.services.desk import Desk
from govtui.services.documents.due import lamp_of
from govtui.services.meetings.rows import DecisionRow, ProposedRow, UnitDue
from govtui.services.meetings.sheets import DecisionLine
from govtui.services.workdays import current_calendar

UNSIGNED = "纪要未签发"
_LAST_MINUTE = time(23, 59)


def proposed_lines(
    desk: Desk, proposals: Sequence[ProposedRow], decided: Mapping[int, date | None]
) -> tuple[DecisionLine, ...]:
    """Proposed matters as lines of the book; `decided` is the day of each meeting by its id."""
    calendar = current_calendar(desk)
    return tuple(
        DecisionLine(
            source=one.source,
            decided=decided.get(one.meeting_id),
            text=one.text,
            lead=one.unit if one.lead else "",
            co_units=one.co_units if one.lead else one.unit,
            leader=one.leader,
            due=one.due,
            due_words=one.due_words,
            lamp="" if one.state == NOT_TAKEN else _lamp(desk, one.due, calendar),
            state=one.state,
            note=one.reason,
        )
        for one in proposals
    )


def unsigned_lines(
    desk: Desk, source: str, on: date | None, decisions: Sequence[DecisionRow]
) -> tuple[DecisionLine, ...]:
    """Decisions whose minutes are not signed yet: a line for each day that units have."""
    calendar = current_calendar(desk)
    return tuple(
        DecisionLine(source, on, decision.text, lead, others, "", due, words, _lamp(desk, due, calendar), UNSIGNED)
        for decision in decisions
        for lead, others, due, words in _parts(decision.units)
    )


def _parts(units: Sequence[UnitDue]) -> Iterator[tuple[str, str, date | None, str]]:
    """The lead unit with those who share its day; others that have a day of their own stand on lines of theirs."""
    leads = [unit for unit in units if unit.lead] or list(units[:1])
    others = [unit for unit in units if unit not in leads]
    first = leads[0] if leads else UnitDue(None, "")
    shared = [unit for unit in others if unit.due in (None, first.due)]
    yield "、".join(unit.unit for unit in leads), "、".join(unit.unit for unit in shared), first.due, first.due_words
    for unit in others:
        if unit not in shared:
            yield "", unit.unit, unit.due, unit.due_words


def _lamp(desk: Desk, due: date | None, calendar: WorkCalendar) -> str:
    if due is None:
        return ""
    return lamp_of(desk, in_china(datetime.combine(due, _LAST_MINUTE)), False, False, calendar)[0]
