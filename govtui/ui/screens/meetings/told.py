"""Heading and detail of a meeting, a topic, minutes or a decision, for every page that shows one; and why."""

from collections.abc import Callable
from typing import Any

from govtui.rulebook import Rulebook
from govtui.services.desk import Desk
from govtui.services.meetings import explaining, views
from govtui.services.meetings.minutes import explaining as minutes_explaining
from govtui.services.meetings.minutes import views as minutes_views
from govtui.services.meetings.topics import explaining as topic_explaining
from govtui.services.meetings.topics import gating
from govtui.services.meetings.topics import views as topic_views
from govtui.ui.screens.meetings.commands import MEETING, MINUTES, PROPOSED, TOPIC
from govtui.ui.screens.meetings.telling import meeting_parts, minutes_parts, proposed_parts
from govtui.ui.screens.meetings.topic_telling import topic_parts
from govtui.ui.widgets.detail import Part, Section

Told = tuple[str, list[Part | Section]]


def told(desk: Desk, noun: str, row: Any) -> Told:
    """Heading and parts of the detail of one list row."""
    return _TELL[noun](desk, row)


def _topic(desk: Desk, row: Any) -> Told:
    found = topic_views.detail(desk, row.id)
    return found.row.title, topic_parts(found, gating.topic_findings(desk, row.id), names(desk.book))


def _meeting(desk: Desk, row: Any) -> Told:
    found = views.detail(desk, row.id)
    return found.row.name or found.row.kind_name, meeting_parts(found, names(desk.book))


def _minutes(desk: Desk, row: Any) -> Told:
    return row.title, minutes_parts(minutes_views.detail(desk, row.id))


def _proposed(_desk: Desk, row: Any) -> Told:
    return "", proposed_parts(row)


def names(book: Rulebook) -> dict[str, str]:
    """Words of the rule pack by their ids: tasks, subjects, outcomes."""
    found = {task.code: f"{task.code} {task.name}" for kind in book.meeting_kinds for task in kind.tasks}
    found |= {subject.id: subject.name for subject in book.meeting_subjects}
    return found | {one.id: one.name for one in (book.meetings.outcomes if book.meetings else ())}


_TELL: dict[str, Callable[[Desk, Any], Told]] = {
    TOPIC: _topic,
    MEETING: _meeting,
    MINUTES: _minutes,
    PROPOSED: _proposed,
}
WHY: dict[str, Callable[..., Any]] = {
    TOPIC: topic_explaining.explanations,
    MEETING: explaining.explanations,
    MINUTES: minutes_explaining.explanations,
}
"""What tells why, by noun."""
