"""Deadlines and lamps of papers, on the office's own calendar."""

from datetime import datetime
from typing import Any

from govtui.domain.clock import NEVER, short_day, to_stamp
from govtui.domain.workdays import (
    Deadline,
    Lamp,
    WorkCalendar,
    compute_deadline,
    lamp,
    recompute,
    working_hours_between,
)
from govtui.rulebook import Rulebook
from govtui.services.desk import Desk
from govtui.services.workdays import current_calendar


def due_columns(
    desk: Desk, received: datetime, urgency: str, kind: str, doc_class: str, fixed: datetime | None = None
) -> dict[str, Any]:
    """The columns that keep a paper's deadline and how it was reckoned (R52); `fixed` is one that the clerk set."""
    if fixed is not None:
        return {"due_at": to_stamp(fixed), "due_basis": "", "due_provisional": False}
    return columns_of(reckon(desk.book, current_calendar(desk), received, urgency, kind, doc_class))


def reckon(
    book: Rulebook, calendar: WorkCalendar, received: datetime, urgency: str, kind: str, doc_class: str
) -> Deadline:
    """The deadline that the rules give a paper on a calendar (R52)."""
    rule = book.deadline_for(urgency, kind, doc_class)
    return compute_deadline(calendar, received, rule.amount, rule.unit, book.office_hours.closes, rule=rule.article)


def recomputed_columns(desk: Desk, basis: str) -> dict[str, Any]:
    """The columns of a deadline on today's calendar: corrections made meanwhile count. A fixed one (no basis) stays."""
    return columns_of(recompute(current_calendar(desk), Deadline.from_json(basis))) if basis else {}


def columns_of(deadline: Deadline | None) -> dict[str, Any]:
    """A deadline as the paper's columns keep it; None: no deadline."""
    if deadline is None:
        return {"due_at": NEVER, "due_basis": "", "due_provisional": False}
    return {
        "due_at": to_stamp(deadline.due),
        "due_basis": deadline.to_json(),
        "due_provisional": deadline.provisional,
    }


def lamp_of(
    desk: Desk, due: datetime | None, provisional: bool, closed: bool, calendar: WorkCalendar | None = None
) -> tuple[str, str]:
    """The lamp's word and how much time is left, as lists show them; long lists hand in the current `calendar`."""
    if closed:
        return Lamp.DONE.value, ""
    calendar, now = calendar or current_calendar(desk), desk.now()
    word = lamp(due, now, calendar, near_days=desk.book.circulation.near_days)
    if due is None:
        return word.value, ""
    days = calendar.workdays_between(min(now, due).date(), max(now, due).date())
    mark = "（暂定）" if provisional else ""
    if word is Lamp.LATE:
        return word.value, f"超 {days} 工作日" if days else f"超 {_span(now, due)}"
    return word.value, (f"余 {days} 工作日" if days else f"余 {_span(due, now)}") + mark


def due_words(due: datetime | None, provisional: bool) -> str:
    """A deadline as the detail shows it: `12-04 周五 17:30`, with 暂定 where a year is not published yet."""
    if due is None:
        return ""
    return f"{short_day(due.date())} {due:%H:%M}" + (" 暂定" if provisional else "")


def hours_between(desk: Desk, start: datetime, end: datetime) -> float:
    """Working hours between two moments within the office's sessions."""
    return working_hours_between(current_calendar(desk), start, end, desk.book.office_hours.sessions)


def _span(later: datetime, earlier: datetime) -> str:
    minutes = max(0, int((later - earlier).total_seconds() // 60))
    return f"{minutes // 60} 小时" if minutes >= 60 else f"{minutes} 分"
