"""Topics of the invented office: reported, coordinated, stamped in order, some waiting at every step."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from govtui.domain.meetings import states
from govtui.services.demonstration.meetings import words
from govtui.services.demonstration.meetings.office import Office, moment
from govtui.services.demonstration.people import Settled

_BEFORE = 12
"""Working days before the meeting on which a unit reports its topic."""
_STAMPED = (6, 4, 3)
_MAJOR, _DISSENT = 0.1, 0.15


@dataclass(eq=False)
class Topic:
    """One topic on its way to the store; `columns` are written last."""

    id: int
    unit: Settled
    about: str
    title: str
    asked: list[Settled]
    columns: dict[str, Any] = field(default_factory=dict)

    @property
    def units(self) -> list[Settled]:
        """The reporting unit and those that attend for the topic."""
        return [self.unit, *self.asked]


class Topics:
    """Writes topics; each is prepared for a day on which it is to be discussed."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def ready(self, kind: str, on: date, unit: Settled | None = None) -> Topic:
        """A topic that has passed all its gates and waits for a meeting on a day."""
        topic = self._report(kind, on, unit)
        self._answers(topic, self.office.day(on, -8))
        self._checks(topic)
        if topic.columns["major"]:
            self._steps(topic, on)
        stamps = self.office.book.meeting_kind(kind).stamps
        for step in range(len(stamps)):
            self._stamp(topic, kind, step, on)
        self._stand(topic, states.READY)
        return topic

    def waiting(self, kind: str, state: str, stamps: int = 0) -> None:
        """A topic that waits for something: its units' answers, a stamp, a better paper."""
        on = self.office.day(self.office.today, 8)
        topic = self._report(kind, on, None)
        if state != states.REPORTED:
            self._answers(topic, self.office.today)
            self._checks(topic)
        elif topic.asked:
            self._ask(topic)
        for step in range(stamps):
            self._stamp(topic, kind, step, self.office.day(self.office.today, 3))
        if state == states.RETURNED:
            topic.columns["return_reason"] = words.RETURNED
        self._stand(topic, state)
        self.write(topic)

    def write(self, topic: Topic) -> None:
        """The topic's own row."""
        self.office.rows.add("topic", **topic.columns)

    def note(self, topic: Topic, at: str, kind: str, sentence: str) -> None:
        """What happened to it."""
        by = topic.columns["created_by"]
        self.office.rows.add("topic_movement", topic_id=topic.id, at=at, kind=kind, sentence=sentence, by=by)

    def _report(self, kind: str, on: date, unit: Settled | None) -> Topic:
        office, rng = self.office, self.office.rng
        unit = unit or rng.choice(office.units)
        about = rng.choice(unit.body.topics)
        major = bool(office.book.meeting_kind(kind).decides_major) and rng.random() < _MAJOR
        form = rng.randrange(len(words.TOPICS))
        title = (words.MAJOR if major else words.TOPICS[form]).format(t=about)
        others = [one for one in office.units if one.id != unit.id and one.body.field == unit.body.field]
        asked = rng.sample(others, min(len(others), rng.randrange(1, 4)))
        topic = Topic(office.new_id("topic"), unit, about, title, asked)
        reported = min(office.day(on, -_BEFORE), office.today)
        tasks = office.book.meeting_kind(kind).tasks
        basis = next((task.code for task in tasks if "重大" in task.name), tasks[0].code if tasks else "")
        topic.columns = {
            **{"id": topic.id, "wanted": kind, "title": title, "unit_id": unit.id, "unit": unit.body.short},
            **{"head_signed": unit.head, "reporter": unit.head, "reporter_post": "主要负责人", "basis": basis},
            **{"minutes": rng.choice((10, 15, 15, 20)), "major": major, "finance": form == words.MONEY},
            **{"content": words.CONTENT.format(t=about), "proposal": words.PROPOSAL.format(t=about)},
            **{"materials": words.MATERIALS, "contact": unit.deputy, "phone": office.phones[unit.id]},
            **{"legal_reviewer": "法制机构", "legal_opinion": words.LEGAL},
            **{"legal_on": office.day(reported, -1).isoformat(), "requested_on": reported.isoformat()},
            **{"created_at": moment(reported, 9, 10), "created_by": office.clerk()},
        }
        self.note(topic, topic.columns["created_at"], "申报", f"{unit.body.short} 申报议题")
        return topic

    def _answers(self, topic: Topic, on: date) -> None:
        """Everybody has answered; where one disagreed, the leader in charge coordinated and grounds stand written."""
        rng, day = self.office.rng, min(on, self.office.today)
        dissent = topic.asked[0] if topic.asked and rng.random() < _DISSENT else None
        for unit in topic.asked:
            against = unit is dissent
            said = {"opinion": "不同意", "views": words.VIEWS, "grounds": words.GROUNDS} if against else {}
            self.office.rows.add(
                "topic_unit",
                **{"topic_id": topic.id, "unit_id": unit.id, "unit": unit.body.short, "person": unit.head},
                **{"answered_on": day.isoformat(), **said},
            )
        if topic.asked:
            self._round(topic, 1, day, dissent is None)
        if dissent is not None:
            self._round(topic, 2, day, False)
            topic.columns["leaning"] = words.LEANING

    def _ask(self, topic: Topic) -> None:
        for unit in topic.asked:
            self.office.rows.add(
                "topic_unit", topic_id=topic.id, unit_id=unit.id, unit=unit.body.short, opinion="未回复"
            )

    def _round(self, topic: Topic, level: int, day: date, agreed: bool) -> None:
        leader = self.office.people.in_charge_of(topic.unit.id, day) if level == 2 else None
        who = {"person_id": leader.id, "person": leader.name, "title": leader.title} if leader else {}
        who = who or {"person_id": None, "person": topic.unit.head, "title": ""}
        result = words.COORDINATED if agreed else words.GROUNDS
        self.office.rows.add(
            "coordination", topic_id=topic.id, level=level, on_day=day.isoformat(), agreed=agreed, result=result, **who
        )

    def _checks(self, topic: Topic) -> None:
        stages = ["topic", *(["matter"] if topic.columns["major"] else [])]
        for stage in stages:
            for item in self.office.book.checklist(stage):
                self.office.rows.add("topic_check", topic_id=topic.id, stage=stage, item=item.id)

    def _steps(self, topic: Topic, on: date) -> None:
        """All steps of a major decision taken in good time before the meeting."""
        day = self.office.day(on, -60)
        for step in self.office.book.decision_steps:
            if step.optional or step.by_meeting:
                continue
            first, day = day, self.office.day(day, 25 if step.unit == "day" and step.least else 8)
            self.office.rows.add(
                "decision_step",
                **{"topic_id": topic.id, "step": step.id, "status": "已做", "responsible": topic.unit.deputy},
                **{"started_on": first.isoformat(), "ended_on": min(day, self.office.today).isoformat()},
                document=f"{topic.about}{step.name}报告",
            )
            day = self.office.day(first, 5)

    def _stamp(self, topic: Topic, kind: str, step: int, on: date) -> None:
        stamp = self.office.book.meeting_kind(kind).stamps[step]
        day = min(self.office.day(on, -_STAMPED[step % len(_STAMPED)]), self.office.today)
        seat = self.office.seat(stamp.slot, topic.unit.id, day)
        if seat is None:
            return
        opinion = self.office.rng.choice(words.OPINIONS)
        self.office.rows.add(
            "topic_stamp",
            **{"topic_id": topic.id, "step": step, "slot": stamp.slot, "act": stamp.act, "opinion": opinion},
            **{"person_id": seat.person_id, "person": seat.name, "title": seat.title, "on_day": day.isoformat()},
            **{"for_id": seat.for_id, "for_name": seat.for_name},
        )
        at = min(moment(day, 10 + step, 5), self.office.now)
        self.note(topic, at, stamp.act, f"{seat.title}{seat.words}{stamp.act}：{opinion}")
        topic.columns["held_since"] = at

    def _stand(self, topic: Topic, state: str) -> None:
        topic.columns |= {"state": state, "open": state in states.OPEN_TOPICS}
        topic.columns.setdefault("held_since", topic.columns["created_at"])
