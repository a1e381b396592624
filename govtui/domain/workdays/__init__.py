"""Working days: which days are worked, deadlines over them, the yearly holiday notice, days as people type them."""

from typing import TYPE_CHECKING, Any

from govtui.domain.workdays.calendar import WorkCalendar, published_calendar
from govtui.domain.workdays.deadlines import Deadline, Extension, Pause, Unit, compute_deadline, recompute
from govtui.domain.workdays.facts import Correction, DayFact, DayKind, DaySource
from govtui.domain.workdays.lamps import Lamp, lamp, working_hours_between
from govtui.domain.workdays.typed import parse_typed_day

if TYPE_CHECKING:
    from govtui.domain.workdays.notices import Notice, NoticeDay, parse_notice

__all__ = [
    "Correction",
    "DayFact",
    "DayKind",
    "DaySource",
    "Deadline",
    "Extension",
    "Lamp",
    "Notice",
    "NoticeDay",
    "Pause",
    "Unit",
    "WorkCalendar",
    "compute_deadline",
    "lamp",
    "parse_notice",
    "parse_typed_day",
    "published_calendar",
    "recompute",
    "working_hours_between",
]


def __getattr__(name: str) -> Any:
    """Import the reader of notices, which is needed once a year, when it is first named."""
    if name not in ("Notice", "NoticeDay", "parse_notice"):
        raise AttributeError(name)
    from govtui.domain.workdays import notices

    return getattr(notices, name)
