"""The life of each paper up to now: proposal, readers with marks and opinions, units, reminders, answer, end."""

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import TypeVar

from govtui.domain.documents.kinds import ACTION, READING
from govtui.domain.documents.states import (
    CLOSED,
    FINAL_STATES,
    HANDLING,
    SENT_BACK,
    TO_HAND,
    TO_PROPOSE,
    VOID,
    WITH_LEADER,
)
from govtui.domain.people.terms import DEPARTMENT, SECTION
from govtui.services.demonstration import city, words
from govtui.services.demonstration.arrivals import Paper
from govtui.services.demonstration.endings import archive_number, recall_state, return_code
from govtui.services.demonstration.hours import WorkingTime
from govtui.services.demonstration.limits import Limits
from govtui.services.demonstration.people import Cast, Settled
from govtui.services.demonstration.rounds import Event, Round
from govtui.services.demonstration.routes import Routes
from govtui.services.demonstration.sheets import INCOMING, Sheets
from govtui.services.desk import Desk
from govtui.services.documents.registering import SERIES
from govtui.store.numbers import USED

T = TypeVar("T")

_TURNED, _FILED, _ASSIGNED = 0.012, 0.3, 0.75
"""Shares: papers to read that receive an instruction, that are filed at once; papers for action that units handle."""


class Lives:
    """Turns papers with their fates into rows, one after another in the order of arrival."""

    def __init__(self, desk: Desk, rng: Random, people: Cast, clock: WorkingTime, limits: Limits) -> None:
        self.desk, self.rng, self.clock, self.limits = desk, rng, clock, limits
        self.routes, self.sheets, self.clerks = Routes(desk, people), Sheets(), people.clerks
        self.section = people.of(SECTION)[0].body.name
        self.departments = people.of(DEPARTMENT)
        self._answers: Counter[tuple[str, int]] = Counter()

    def live(self, paper: Paper) -> None:
        """Write one paper with all that happened to it up to now."""
        Life(self, paper).run()

    def pick(self, choices: Sequence[T]) -> T:
        """One of `choices`."""
        return choices[int(self.rng.random() * len(choices))]

    def units_for(self, paper: Paper) -> list[Settled]:
        """Who handles a paper, the lead first: departments of the same field, never the sender itself."""
        others = [unit for unit in self.departments if unit.id != paper.unit.id]
        same = [unit for unit in others if unit.body.field == paper.unit.body.field] or others
        lead = self.pick(same)
        more = self.rng.sample([unit for unit in others if unit.id != lead.id], self.pick((0, 0, 0, 1, 1, 2)))
        return [lead, *more]

    def answer_number(self, prefix: str, year: int) -> str:
        """The next number of an answering paper."""
        self._answers[prefix, year] += 1
        return f"{prefix}〔{year}〕{self._answers[prefix, year]}号"


class Life:
    """One paper on its way. Events move `columns` on; what is left at the end is the row."""

    def __init__(self, lives: Lives, paper: Paper) -> None:
        self.lives, self.paper = lives, paper
        self.columns = {**INCOMING, **paper.columns}
        self._clerk = lives.pick(lives.clerks)
        self._units: list[Settled] = []
        self._held = paper.minute
        self._stamped = -1, ""

    def run(self) -> None:
        """Let everything happen that its fate asks for, then write the row."""
        self._register()
        {
            TO_PROPOSE: self._nothing,
            TO_HAND: self._to_hand,
            WITH_LEADER: self._with_leader,
            HANDLING: self._handling,
            SENT_BACK: self._sent_back,
            VOID: self._void,
            CLOSED: self._closed,
        }[self.paper.fate]()
        self._remind()
        self._write()

    def _write(self) -> None:
        paper, sheets = self.paper, self.lives.sheets
        sheets.add_paper(self.columns)
        void = self.columns["state"] == VOID
        state, reason = (VOID, paper.void_reason) if void else (USED, "")
        received = self.columns["received_at"]
        sheets.add("number_ledger", SERIES, paper.year, paper.serial, state, reason, "document", paper.id, received)

    # the beginning ------------------------------------------------------------------------------------------------

    def _register(self) -> None:
        stamp = self.stamp(self.paper.minute)
        self.columns |= {"id": self.paper.id, "received_at": stamp, "created_at": stamp, "created_by": self._clerk}
        self.columns |= {"signed_by": self._clerk, "year": self.paper.year, "serial": self.paper.serial}
        self.columns["number"] = self.paper.number
        if self.paper.resubmits is not None:
            self.columns["resubmits_id"] = self.paper.resubmits.id
        self.place(self.paper.minute, TO_PROPOSE, "office", self.lives.section)
        self.note(self.paper.minute, "登记", "登记")

    def _nothing(self) -> None:
        """A paper that waits for its proposal."""

    # open papers --------------------------------------------------------------------------------------------------

    def _to_hand(self) -> None:
        first = Round(self, self.columns["doc_class"], self.paper.minute)
        events: list[tuple[int, Event]] = [(self.gap(20, 200), first.propose)]
        if self.lives.rng.random() < 0.3:
            events += first.reading(1)
        self._play(events, within=int(self._left() * 0.8))
        first.write()

    def _with_leader(self) -> None:
        tour = Round(self, self.columns["doc_class"], self.paper.minute)
        here = tour.here_at(self.lives.clock.now)
        place = self.lives.pick(here) if here else 0
        events = [(self.gap(20, 200), tour.propose), *tour.reading(place), (self.gap(5, 90), tour.hand(place))]
        self._play(events, until=int(self._left() * self.lives.rng.uniform(0.3, 0.85)))
        tour.write()

    def _handling(self) -> None:
        tour = Round(self, self.columns["doc_class"], self.paper.minute)
        events = [(self.gap(20, 200), tour.propose), *tour.reading(), (self.gap(10, 120), self._assign)]
        self._play(events, until=int(self._left() * self.lives.rng.uniform(0.25, 0.6)))
        tour.write()
        for place, unit in enumerate(self._units):
            answered = self.lives.rng.randrange(self._held, self.lives.clock.now + 1)
            early = place > 0 and self.lives.rng.random() < 0.5
            self._write_unit(unit, place == 0, self._held, answered if early else None)

    # ended papers -------------------------------------------------------------------------------------------------

    def _closed(self) -> None:
        if self.columns["doc_class"] == READING and (
            self.columns["kind"] == "其他" or self.lives.rng.random() < _FILED
        ):
            self._play([(self.gap(20, 300), self._file)], within=self._left())
        else:
            self._closed_after_reading()

    def _file(self, minute: int) -> None:
        """Nobody needs to see it: the office keeps it on file."""
        self.columns["result"] = words.FILED
        self._close(minute)

    def _closed_after_reading(self) -> None:
        tour = Round(self, self.columns["doc_class"], self.paper.minute)
        here = sorted({*tour.here_at(self.paper.minute)} & {*tour.here_at(self._next_day())})
        if here and self.columns["doc_class"] == READING and self.lives.rng.random() < _TURNED:
            self._turned(tour, here[0])
            return
        events = [(self.gap(20, 200), tour.propose), *tour.reading()]
        if self.columns["doc_class"] == ACTION and self.lives.rng.random() < _ASSIGNED:
            events += self._handled()
        self._play([*events, (self.gap(10, 160), self._close)], within=self._time_to_close())
        tour.write()

    def _turned(self, tour: Round, place: int) -> None:
        """A paper for reading receives an instruction: new class, new deadline, new route; old marks stay."""
        leader = tour.stops[place].leader
        reason = f"{leader.name}批示，由{READING}转为{ACTION}"
        second = Round(self, ACTION, self.paper.minute, spoken=leader.person_id)
        events = [(self.gap(20, 120), tour.propose), (self.gap(5, 60), tour.hand(place))]
        events += [(self.gap(30, 200), tour.instruct(place)), (0, self._turn(reason))]
        events += [(self.gap(20, 100), second.propose), *second.reading(), *self._handled()]
        self._play([*events, (self.gap(10, 160), self._close)], within=self._time_to_close())
        tour.write(active=False)
        second.write(reason=reason)

    def _handled(self) -> list[tuple[int, Event]]:
        return [(self.gap(10, 120), self._assign), (self.gap(300, 1500), self._replied)]

    def _time_to_close(self) -> int:
        """Most papers are closed before they are due; none later than now."""
        due = self.lives.clock.minute_of_stamp(self.columns["due_at"]) - self.paper.minute
        share = 0.92 if self.lives.rng.random() < 0.93 else 1.7
        return max(0, min(self._left(), int(due * share)))

    def _turn(self, reason: str) -> Event:
        def turn(minute: int) -> None:
            lives, columns = self.lives, self.columns
            columns["doc_class"] = ACTION
            moment = lives.clock.moment(minute)
            columns.update(lives.limits.columns(moment, columns["urgency"], columns["kind"], ACTION))
            self.place(minute, TO_PROPOSE, "office", lives.section)
            self.note(minute, "转类", reason)

        return turn

    def _assign(self, minute: int) -> None:
        self._units = self.lives.units_for(self.paper)
        lead = self._units[0]
        self.columns |= {"lead_unit": lead.body.name, "lead_unit_id": lead.id}
        self.place(minute, HANDLING, "unit", lead.body.name, lead.id)
        self.note(minute, "交办", f"交 {'、'.join(unit.body.name for unit in self._units)} 承办")

    def _replied(self, minute: int) -> None:
        for place, unit in enumerate(self._units):
            self._write_unit(unit, place == 0, self._held, minute)
        self.place(minute, TO_HAND, "office", self.lives.section)

    def _write_unit(self, unit: Settled, lead: bool, assigned: int, replied: int | None) -> None:
        lives = self.lives
        result = number = ""
        if replied is not None:
            result = lives.pick(words.ANSWERS)
            year = lives.clock.day_of(replied).year
            number = lives.answer_number(f"{unit.body.sign}函", year) if lives.rng.random() < 0.6 else ""
            self.note(replied, "答复", f"{unit.body.name} 答复：{result} {number}".strip())
        stamps = self.stamp(assigned), self.columns["due_at"], None if replied is None else self.stamp(replied)
        lives.sheets.add("handling", self.paper.id, unit.id, unit.body.name, lead, *stamps, number, result)

    def _close(self, minute: int) -> None:
        lives, columns = self.lives, self.columns
        if columns["doc_class"] == ACTION:
            lead = self._units[0].body.short if self._units else "有关单位"
            columns["result"] = lives.pick(words.RESULTS).format(unit=lead)
            if columns["kind"] in ("请示", "函"):
                prefix = f"{city.CITY_SIGN}政函" if columns["kind"] == "请示" else f"{city.CITY_SIGN}政办函"
                columns["answer_number"] = lives.answer_number(prefix, lives.clock.day_of(minute).year)
        columns["closed_at"] = self.stamp(minute)
        columns["archive_no"] = archive_number(columns, lives.desk.today())
        self.place(minute, CLOSED, "none", "")
        self.note(minute, "办结", f"办结 {columns['result']} {columns['answer_number']}".strip())
        self._recall(minute)

    def _recall(self, minute: int) -> None:
        state = recall_state(self.lives.rng, self.columns, self.lives.desk.today())
        if state:
            self.columns["recall_state"] = state
            self.note(minute, "清退", state)

    def _sent_back(self) -> None:
        reason = return_code(self.lives.rng, self.lives.desk.book, self.columns)
        minute = self.paper.minute + min(self.gap(20, 420), self._left())
        self.columns |= {"return_code": reason.code, "return_reason": reason.name, "returned_at": self.stamp(minute)}
        sender = str(self.columns["sender"])
        self.place(minute, SENT_BACK, "sender", sender)
        self.note(minute, "退文", f"退 {sender}：{reason.name}")

    def _void(self) -> None:
        minute = self.paper.minute + min(self.gap(5, 60), self._left())
        self.place(minute, VOID, "none", "")
        self.note(minute, "作废", self.paper.void_reason)

    # reminders ----------------------------------------------------------------------------------------------------

    def _remind(self) -> None:
        lives, columns = self.lives, self.columns
        if columns["state"] not in (WITH_LEADER, HANDLING):
            return
        since = max(lives.clock.minute_of_stamp(columns["due_at"]), self._held)
        if since >= lives.clock.now:
            return
        for minute in sorted(lives.rng.sample(range(since, lives.clock.now), min(2, lives.clock.now - since))):
            way, text = lives.pick(words.WAYS), lives.pick(words.REMINDERS)
            holder = str(columns["holder"])
            lives.sheets.add("reminder", self.paper.id, self.stamp(minute), holder, way, text, self._clerk)
            self.note(minute, "催办", f"{way}催 {holder} {text}")

    # what rounds and events need ----------------------------------------------------------------------------------

    def place(self, minute: int, state: str, kind: str, holder: str, holder_id: int | None = None) -> None:
        """Who holds the paper from `minute` on."""
        self._held = minute
        columns = self.columns
        columns["state"], columns["open"], columns["holder_kind"] = state, state not in FINAL_STATES, kind
        columns["holder"], columns["holder_id"], columns["held_since"] = holder, holder_id, self.stamp(minute)

    def note(self, minute: int, kind: str, sentence: str) -> None:
        """One line of where the paper has been."""
        self.lives.sheets.add("movement", self.paper.id, self.stamp(minute), kind, sentence, self._clerk)

    def stamp(self, minute: int) -> str:
        """A minute as the store writes it."""
        if minute != self._stamped[0]:
            self._stamped = minute, self.lives.clock.stamp(minute)
        return self._stamped[1]

    def gap(self, least: int, most: int) -> int:
        """Some working minutes, at least `least`, below `most`."""
        return least + int(self.lives.rng.random() * (most - least))

    def _next_day(self) -> int:
        return min(self.paper.minute + self.lives.clock.per_day, self.lives.clock.now)

    def _left(self) -> int:
        return self.lives.clock.now - self.paper.minute

    def _play(self, events: list[tuple[int, Event]], within: int | None = None, until: int | None = None) -> None:
        """Run the events one after another: squeezed into `within` minutes, or stretched to end `until` minutes on."""
        total = max(1, sum(gap for gap, _ in events))
        limit = total if within is None else within
        scale = until / total if until is not None else min(1.0, limit / total)
        passed = 0
        for gap, event in events:
            passed += gap
            event(self.paper.minute + int(passed * scale))
