"""A year of meetings in the invented office, and what is being prepared now."""

from random import Random
from typing import Any

from govtui.domain.meetings import states
from govtui.rulebook.meetings import MeetingKind
from govtui.services.demonstration.meetings import words
from govtui.services.demonstration.meetings.engagements import write_engagements
from govtui.services.demonstration.meetings.office import Office
from govtui.services.demonstration.meetings.plans import EXECUTIVE, PLENARY, SPECIAL, Plan, year_of_meetings
from govtui.services.demonstration.meetings.records import Records, outcome_of
from govtui.services.demonstration.meetings.sessions import Session, Sessions
from govtui.services.demonstration.meetings.topics import Topic, Topics
from govtui.services.demonstration.people import Cast
from govtui.services.desk import Desk

TERM = 6
"""The running term of the invented government."""

_EARLIER = {EXECUTIVE: 94, PLENARY: 16}
"""Ordinals of the term before the desk began."""
_SPECIAL_BOOK = 40
_TOPICS = {EXECUTIVE: (9, 11), PLENARY: (3, 4), SPECIAL: (1, 2)}
_POOL = 10
"""Topics that wait for the next executive meeting."""
_LISTED = 3
"""So many of them stand on its agenda already."""


def write_meetings(desk: Desk, rng: Random, people: Cast) -> int:
    """Write topics, meetings, minutes and engagements; returns the number of meetings that were held."""
    office = Office(desk, rng, people)
    year = _Year(office)
    for plan in year_of_meetings(rng, office.calendar, office.today):
        year.hold(plan) if plan.held else year.prepare(plan)
    year.finish()
    write_engagements(office)
    with desk.writing("demonstration.meetings") as uow:
        for table, columns, some in office.rows.tables():
            uow.insert_many(table, columns, some)
        uow.say(f"生成演示会议：已开 {year.held} 次")
    return year.held


class _Year:
    """Writes the meetings one after the other; a deferred topic comes back at the next one of its kind."""

    def __init__(self, office: Office) -> None:
        self.office, self.held = office, 0
        self.topics, self.sessions = Topics(office), Sessions(office)
        self.ordinals = dict(_EARLIER)
        self._deferred: list[Topic] = []
        self._held: list[tuple[Session, Plan]] = []
        series = office.book.meeting_kind(SPECIAL).series or ""
        self.records = Records(office, {series: _SPECIAL_BOOK})
        for kind in (EXECUTIVE, PLENARY):
            self._start(office.book.meeting_kind(kind), TERM, _EARLIER[kind])
        self._start(office.book.meeting_kind(SPECIAL), office.today.year - 1, _SPECIAL_BOOK)

    def hold(self, plan: Plan) -> None:
        """A meeting that was held, with what became of its topics."""
        topics = self._agenda(plan)
        for topic in topics:
            self._outcome(plan, topic)
        ordinal = self.ordinals[plan.kind] + 1 if plan.kind in self.ordinals else None
        session = self.sessions.write(plan, topics, ordinal, TERM)
        if session is None:
            self._back(topics)
            return
        if ordinal is not None:
            self.ordinals[plan.kind] = ordinal
        self.held += 1
        self._held.append((session, plan))
        self._after(session)

    def prepare(self, plan: Plan) -> None:
        """A meeting to come: some of its topics stand on the agenda, others wait in the pool."""
        low, high = _TOPICS[plan.kind]
        count = _POOL if plan.kind == EXECUTIVE else self.office.rng.randrange(low, high + 1)
        topics = [self.topics.ready(plan.kind, plan.day) for _ in range(count)]
        listed = topics[:_LISTED]
        ordinal = self.ordinals[plan.kind] + 1 if plan.kind in self.ordinals else None
        if self.sessions.write(plan, listed, ordinal, TERM) is not None:
            for topic in listed:
                topic.columns |= {"state": states.LISTED}
        for topic in topics:
            self.topics.write(topic)

    def finish(self) -> None:
        """Minutes of every meeting, the newest unsigned; topics that wait at the earlier steps."""
        newest = {plan.kind: session.id for session, plan in self._held if plan.kind != PLENARY}
        for session, _ in self._held:
            self.records.write(session, session.id in newest.values())
        for topic in self._deferred:
            topic.columns |= {"state": states.READY, "open": True, "meeting_id": None}
            self.topics.write(topic)
        stamps = len(self.office.book.meeting_kind(EXECUTIVE).stamps)
        for _ in range(4):
            self.topics.waiting(EXECUTIVE, states.REPORTED)
        for done in range(stamps):
            self.topics.waiting(EXECUTIVE, states.STAMPING, done)
        self.topics.waiting(EXECUTIVE, states.RETURNED)

    def _agenda(self, plan: Plan) -> list[Topic]:
        rng, (low, high) = self.office.rng, _TOPICS[plan.kind]
        back = self._deferred if plan.kind == EXECUTIVE else []
        if plan.kind == EXECUTIVE:
            self._deferred = []
        new = max(1, rng.randrange(low, high + 1) - len(back))
        return [*back, *(self.topics.ready(plan.kind, plan.day) for _ in range(new))]

    def _outcome(self, plan: Plan, topic: Topic) -> None:
        outcome = outcome_of(self.office, plan.kind, topic.columns.get("deferred", 0) > 0)
        topic.columns |= {"outcome": outcome, "decided_on": plan.day.isoformat()}
        topic.columns |= {"state": states.DISCUSSED, "open": False}

    def _after(self, session: Session) -> None:
        """Topics that were dealt with are written; deferred ones wait for the next meeting."""
        meetings = self.office.book.meetings
        for topic in session.topics:
            outcome = meetings.outcome(topic.columns["outcome"]) if meetings else None
            at = session.columns["closed_at"]
            self.topics.note(topic, at, "议定", f"{session.columns['name']}：{outcome.name if outcome else '已议'}")
            topic.columns["held_since"] = at
            if outcome is not None and outcome.again:
                again: dict[str, Any] = {"outcome": "", "decided_on": None}
                topic.columns |= {**again, "deferred": topic.columns.get("deferred", 0) + 1}
                self._deferred.append(topic)
            else:
                self.topics.write(topic)

    def _back(self, topics: list[Topic]) -> None:
        for topic in topics:
            topic.columns |= {"outcome": "", "decided_on": None, "state": states.READY, "open": True}
            self._deferred.append(topic)

    def _start(self, kind: MeetingKind, period: int, last: int) -> None:
        if kind.series:
            self.office.rows.add("number_start", series=kind.series, year=period, last=last, reason=words.STARTED)
