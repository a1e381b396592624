"""Deadlines of many papers: the desk's own reckoning, done once for each day and limit."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from govtui.domain.workdays import Deadline, Unit, WorkCalendar
from govtui.rulebook import Rulebook
from govtui.services.documents.due import columns_of, reckon


class Limits:
    """What the rules give each paper on one calendar."""

    def __init__(self, book: Rulebook, calendar: WorkCalendar) -> None:
        self._book, self._calendar = book, calendar
        self._known: dict[tuple[date, str], Deadline] = {}

    def columns(self, start: datetime, urgency: str, kind: str, doc_class: str) -> dict[str, Any]:
        """The columns that keep a paper's deadline; limits in days end alike for every hour of their first day."""
        key = start.date(), self._book.deadline_for(urgency, kind, doc_class).id
        found = self._known.get(key)
        if found is None or found.unit in (Unit.HOUR, Unit.MINUTE):
            found = self._known[key] = reckon(self._book, self._calendar, start, urgency, kind, doc_class)
        return columns_of(replace(found, start=start))
