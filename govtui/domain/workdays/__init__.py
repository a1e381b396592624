"""Working days: which days are worked, deadlines over them, the yearly holiday notice, days as people type them."""

from govtui.domain.workdays.calendar import WorkCalendar, published_calendar
from govtui.domain.workdays.deadlines import Deadline, Extension, Pause, Unit, compute_deadline, recompute
from govtui.domain.workdays.facts import Correction, DayFact, DayKind, DaySource
from govtui.domain.workdays.lamps import Lamp, lamp, working_hours_between
from govtui.domain.workdays.notices import Notice, NoticeDay, parse_notice
from govtui.domain.workdays.typed import parse_typed_day

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
