"""The tables of the store, one module a noun. Days are ISO text, moments ISO text with +08:00 (domain.clock).

Write `from govtui.store import tables` and `tables.Incoming(...)`: SQLModel is imported when a table is first named,
never on the read path.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govtui.store.tables.documents import Handling, Incoming, Movement, Reminder, Route, RouteStep
    from govtui.store.tables.engagements import Engagement, EngagementLeader, EngagementMovement, EngagementStamp
    from govtui.store.tables.journal import JournalBatch, JournalEntry, Release
    from govtui.store.tables.meetings import AgendaItem, Meeting, MeetingAttendee, MeetingLeave, MeetingMovement
    from govtui.store.tables.minutes import Decision, DecisionUnit, Minutes, MinutesStamp, ProposedItem
    from govtui.store.tables.normative import Filing, NormativeDocument
    from govtui.store.tables.numbers import NumberRow, NumberStart
    from govtui.store.tables.office import ImportRun, SearchEntry, Setting
    from govtui.store.tables.outgoing import (
        CoSign,
        Distribution,
        Outgoing,
        OutgoingMovement,
        PaperRelation,
        PaperReview,
        SealUse,
        Signature,
    )
    from govtui.store.tables.people import Absence, Delegation, Person, Portfolio, Post, Unit
    from govtui.store.tables.topics import (
        Coordination,
        DecisionStepRow,
        Topic,
        TopicCheck,
        TopicMovement,
        TopicStamp,
        TopicUnit,
    )
    from govtui.store.tables.workdays import CalendarDay, CalendarNotice

__all__ = [
    "Absence",
    "AgendaItem",
    "CalendarDay",
    "CalendarNotice",
    "CoSign",
    "Coordination",
    "Decision",
    "DecisionStepRow",
    "DecisionUnit",
    "Delegation",
    "Distribution",
    "Engagement",
    "EngagementLeader",
    "EngagementMovement",
    "EngagementStamp",
    "Filing",
    "Handling",
    "ImportRun",
    "Incoming",
    "JournalBatch",
    "JournalEntry",
    "Meeting",
    "MeetingAttendee",
    "MeetingLeave",
    "MeetingMovement",
    "Minutes",
    "MinutesStamp",
    "Movement",
    "NormativeDocument",
    "NumberRow",
    "NumberStart",
    "Outgoing",
    "OutgoingMovement",
    "PaperRelation",
    "PaperReview",
    "Person",
    "Portfolio",
    "Post",
    "ProposedItem",
    "Release",
    "Reminder",
    "Route",
    "RouteStep",
    "SealUse",
    "SearchEntry",
    "Setting",
    "Signature",
    "Topic",
    "TopicCheck",
    "TopicMovement",
    "TopicStamp",
    "TopicUnit",
    "Unit",
]

_MODULES = (
    *("documents", "engagements", "journal", "meetings", "minutes", "normative", "numbers"),
    *("office", "outgoing", "people", "topics", "workdays"),
)


def __getattr__(name: str) -> Any:
    """Import every table at once (foreign keys need their targets) when the first is named."""
    if name not in __all__:
        raise AttributeError(name)
    modules = [import_module(f"{__name__}.{module}") for module in _MODULES]
    for module in modules:
        globals().update({table: value for table, value in vars(module).items() if table in __all__})
    return globals()[name]
