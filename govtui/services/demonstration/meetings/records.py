"""Decisions and minutes of the invented office: composed, reviewed, signed, numbered, published, handed on."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from govtui.domain.clock import from_stamp
from govtui.domain.documents.numbering import ledger_number
from govtui.domain.meetings import minutes, reviews, states
from govtui.domain.meetings.minutes import Discussed, Duty, Line, Sitting
from govtui.domain.meetings.reviews import Chair, Need, WorkUnit
from govtui.domain.signing import Seat
from govtui.rulebook.meetings import MeetingKind
from govtui.services.demonstration.meetings import words
from govtui.services.demonstration.meetings.office import Office, moment
from govtui.services.demonstration.meetings.plans import EXECUTIVE
from govtui.services.demonstration.meetings.sessions import Session
from govtui.services.demonstration.meetings.topics import Topic
from govtui.services.demonstration.people import Settled
from govtui.services.documents.outgoing.numbering import watch_columns

_SIGNED_AFTER, _ISSUED_AFTER, _PUBLISHED_AFTER = 3, 4, 9
_KEPT = 30
"""Matters that minutes older than so many days gave out stand in the ledger of before."""


class Records:
    """Writes what was decided and the minutes of every meeting that was held."""

    def __init__(self, office: Office, starts: dict[str, int]) -> None:
        self.office = office
        self.last: Counter[tuple[str, int]] = Counter()
        self._starts = starts

    def write(self, session: Session, unfinished: bool) -> None:
        """The decisions of a meeting and its minutes; `unfinished` ones still wait to be signed."""
        decided = [line for topic in session.topics for line in self._decisions(session, topic)]
        self._minutes(session, decided, unfinished)

    def _decisions(self, session: Session, topic: Topic) -> list[tuple[int, Topic, str, list[tuple[Settled, date]]]]:
        meetings = self.office.book.meetings
        outcome = meetings.outcome(topic.columns["outcome"]) if meetings else None
        if outcome is None or not outcome.decides:
            return []
        rng, found = self.office.rng, []
        for position, text in enumerate(rng.sample(words.DECISIONS, rng.choice((1, 1, 2))), 1):
            due = self.office.day(session.plan.day, rng.randrange(10, 60))
            units = [(topic.unit, due)]
            if topic.asked and rng.random() < 0.5:
                units.append((topic.asked[0], self.office.day(due, -5)))
            row = self.office.new_id("decision")
            line = text.format(t=topic.about)
            self.office.rows.add(
                "decision", id=row, item_id=session.items[topic.id], meeting_id=session.id, position=position, text=line
            )
            for unit, day in units:
                self.office.rows.add(
                    "decision_unit",
                    **{"decision_id": row, "unit_id": unit.id, "unit": unit.body.short},
                    **{"lead": unit is topic.unit, "due_on": day.isoformat()},
                )
            found.append((row, topic, line, units))
        return found

    # the minutes ---------------------------------------------------------------------------------------------------

    def _minutes(
        self, session: Session, decided: list[tuple[int, Topic, str, list[tuple[Settled, date]]]], unfinished: bool
    ) -> None:
        office, plan = self.office, session.plan
        kind, day = office.book.meeting_kind(plan.kind), office.day(plan.day, _SIGNED_AFTER)
        finance = any(topic.columns["finance"] for topic in session.topics)
        columns: dict[str, Any] = {
            **{"id": office.new_id("minutes"), "meeting_id": session.id, "title": f"{session.columns['name']}纪要"},
            **{"body": minutes.compose(self._sitting(session, decided)), "finance": finance},
            **{"copies_to": "市委办、市人大常委会办公室、市政协办公室，与会单位", "drafter": office.clerk()},
            **{"series": kind.series or "", "state": states.DRAFTING, "created_by": session.columns["created_by"]},
            **{"created_at": moment(office.day(plan.day, 1), 9)},
        }
        if columns["created_at"] > office.now:
            columns["created_at"] = session.columns["closed_at"]
        seat = None if unfinished or day >= office.today else self._signer(session, kind, day)
        if seat is not None:
            units = [WorkUnit(unit.id, unit.body.short) for _, _, _, some in decided for unit, _ in some]
            self._review(session, columns, kind, units, seat, day)
            self._sign(session, columns, kind, seat, day)
            self._hand_on(session, columns, decided, day)
        elif kind.numbered_by == "ordinal":
            self._number(session, kind, columns, reserved=True)
        office.rows.add("minutes", **columns)

    def _sitting(self, session: Session, decided: list[tuple[int, Topic, str, list[tuple[Settled, date]]]]) -> Sitting:
        outcomes = self.office.book.meetings
        items = []
        for topic in session.topics:
            outcome = outcomes.outcome(topic.columns["outcome"]) if outcomes else None
            lines = tuple(
                Line(text, tuple(Duty(unit.body.short, unit is topic.unit, due) for unit, due in units))
                for _, of, text, units in decided
                if of is topic
            )
            items.append(
                Discussed(
                    topic.title,
                    topic.unit.body.short,
                    f"{topic.unit.body.short}{topic.columns['reporter']}",
                    outcome.frame if outcome else "",
                    words.DISCUSSION.format(t=topic.about),
                    lines=lines,
                )
            )
        chair = f"{session.chair.title}{session.chair.name}"
        behalf = f"{session.delegator.title}{session.delegator.name}" if session.delegator else ""
        starts: datetime = from_stamp(session.starts)
        return Sitting(
            session.columns["name"],
            starts,
            session.columns["room"],
            chair,
            behalf,
            tuple(items),
            present=tuple(session.present),
            attending=tuple(session.attending),
            on_leave=tuple(session.on_leave),
            recorder=session.columns["recorder"],
        )

    def _signer(self, session: Session, kind: MeetingKind, day: date) -> Seat | None:
        chair = Chair(session.chair.id, session.delegator.id if session.delegator else None, session.plan.day)
        seat = reviews.signer_plan(self.office.book, self.office.people, kind, chair, day).expected
        return None if seat is None or self.office.people.is_away(seat.person_id, day) else seat

    def _review(
        self, session: Session, columns: dict[str, Any], kind: MeetingKind, units: list[WorkUnit], seat: Seat, day: date
    ) -> None:
        book, people = self.office.book, self.office.people
        needed = reviews.needs(
            book, people, kind, bool(columns["finance"]), units, session.chair.id, seat.person_id, day
        )
        for need in needed:
            if not need.by_signature and need.seats:
                self._stamp(columns["id"], need, need.seats[0], day)

    def _stamp(self, minutes_id: int, need: Need, seat: Seat, day: date) -> None:
        self.office.rows.add(
            "minutes_stamp",
            **{"minutes_id": minutes_id, "step": need.step, "about": "、".join(need.about), "rule": need.rule},
            **{"person_id": seat.person_id, "person": seat.name, "title": seat.title, "for_id": seat.for_id},
            **{"for_name": seat.for_name, "on_day": day.isoformat()},
        )

    def _sign(self, session: Session, columns: dict[str, Any], kind: MeetingKind, seat: Seat, day: date) -> None:
        office, on = self.office, day.isoformat()
        columns |= {"signer_id": seat.person_id, "signer": seat.name, "signer_title": seat.title}
        columns |= {"signer_for": seat.for_name, "sign_opinion": words.SIGNED, "signed_on": on}
        office.rows.add(
            "minutes_stamp",
            **{"minutes_id": columns["id"], "step": "sign", "person_id": seat.person_id, "person": seat.name},
            **{"title": seat.title, "for_id": seat.for_id, "for_name": seat.for_name, "on_day": on},
            **{"opinion": words.SIGNED, "rule": kind.minutes_rule or ""},
        )
        self._number(session, kind, columns, reserved=False)
        issued = office.day(session.plan.day, _ISSUED_AFTER)
        columns["state"] = states.ISSUED if issued < office.today else states.TO_ISSUE
        if columns["state"] == states.ISSUED:
            columns |= {"issued_on": issued.isoformat(), "print_copies": 60}
        if kind.published and office.book.publication:
            self._publish(session, columns, day)

    def _publish(self, session: Session, columns: dict[str, Any], signed: date) -> None:
        office = self.office
        publication = office.book.publication
        assert publication is not None
        public = office.day(session.plan.day, _PUBLISHED_AFTER)
        out = public.isoformat() if public < office.today and office.rng.random() < 0.9 else None
        columns |= {"publicity": publication.open_state, "published_on": out}
        columns |= watch_columns(office.desk, publication.open_state, signed, out)
        if out:
            columns["publish_channel"] = words.CHANNEL

    def _number(self, session: Session, kind: MeetingKind, columns: dict[str, Any], reserved: bool) -> None:
        """The number in the ledger: the meeting's ordinal, or the next of the year."""
        if kind.series is None:
            return
        plan = session.plan
        by_ordinal = kind.numbered_by == "ordinal"
        year = int(columns["signed_on"][:4]) if columns.get("signed_on") else plan.day.year
        period = session.columns["term"] if by_ordinal else year
        self.last[kind.series, period] += 1
        serial = session.columns["ordinal"] if by_ordinal else self._started(kind.series, period)
        row = {"series": kind.series, "year": period, "serial": serial, "at": session.columns["opened_at"]}
        if reserved:
            reason = f"{session.columns['name']}纪要"
            self.office.rows.add("number_ledger", **row, state="预留", reason=reason, noun="", row_id=None)
            return
        number = ledger_number(self.office.book, kind.series, serial, period)
        columns |= {"period": period, "serial": serial, "number": number}
        self.office.rows.add("number_ledger", **row, row_id=columns["id"])

    def _started(self, series: str, period: int) -> int:
        """The next serial of a yearly book; in the year in which the desk began it goes on after the paper book."""
        first = self.office.today.year - 1
        return self.last[series, period] + (self._starts[series] if period == first else 0)

    def _hand_on(
        self,
        session: Session,
        columns: dict[str, Any],
        decided: list[tuple[int, Topic, str, list[tuple[Settled, date]]]],
        day: date,
    ) -> None:
        """One matter to supervise for every decision and unit."""
        office = self.office
        old = (office.today - day).days > _KEPT
        about = {"state": states.NOT_TAKEN, "reason": words.KEPT_ELSEWHERE} if old else {"state": states.WAITING}
        for decision, topic, text, units in decided:
            for unit, due in units:
                leader = office.people.in_charge_of(unit.id, day)
                others = "、".join(one.body.short for one, _ in units if one is not unit)
                office.rows.add(
                    "proposed_item",
                    **{"minutes_id": columns["id"], "meeting_id": session.id, "decision_id": decision, "text": text},
                    **{"unit_id": unit.id, "unit": unit.body.short, "lead": unit is topic.unit, "co_units": others},
                    **{"due_on": due.isoformat(), "leader": f"{leader.title}{leader.name}" if leader else ""},
                    **{"source": session.columns["name"], "created_at": moment(day, 16), **about},
                )


def outcome_of(office: Office, kind: str, last: bool) -> str:
    """What becomes of a topic; in the last executive meeting some are deferred."""
    usual = [("passed", 55), ("in_principle", 30), ("heard", 12)]
    if kind == EXECUTIVE and not last:
        usual += [("deferred", 6), ("rejected", 2)]
    names, weights = zip(*usual, strict=True)
    known = {one.id for one in office.book.meetings.outcomes} if office.book.meetings else set()
    chosen: str = office.rng.choices(names, weights)[0]
    return chosen if chosen in known else ""
