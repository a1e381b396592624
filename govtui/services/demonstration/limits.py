"""Deadlines of many papers: the desk's own reckoning, done once for each day and limit."""

from datetime import date, datetime
from typing import Any

from govtui.domain.clock import to_stamp
from govtui.domain.workdays import Unit, WorkCalendar
from govtui.rulebook import Rulebook
from govtui.services.documents.due import columns_of, reckon


class Limits:
    """What the rules give each paper on one calendar."""

    def __init__(self, book: Rulebook, calendar: WorkCalendar) -> None:
        self._book, self._calendar = book, calendar
        self._known: dict[tuple[date, str], tuple[str, dict[str, Any]]] = {}

    def columns(self, start: datetime, urgency: str, kind: str, doc_class: str) -> dict[str, Any]:
        """The columns that keep a paper's deadline; limits in days end alike for every hour of their first day."""
        rule = self._book.deadline_for(urgency, kind, doc_class)
        if rule.unit in (Unit.HOUR, Unit.MINUTE):
            return columns_of(reckon(self._book, self._calendar, start, urgency, kind, doc_class))
        key = start.date(), rule.id
        if key not in self._known:
            found = reckon(self._book, self._calendar, start, urgency, kind, doc_class)
            self._known[key] = _parted(columns_of(found), start)
        before, columns = self._known[key]
        return {**columns, "due_basis": f"{before}{to_stamp(start)}{columns['due_basis']}"}


def _parted(columns: dict[str, Any], start: datetime) -> tuple[str, dict[str, Any]]:
    """The text before the start in how the deadline was reckoned, and the columns with what comes after it."""
    before, _, after = str(columns["due_basis"]).partition(to_stamp(start))
    return before, {**columns, "due_basis": after}
