"""One reading round of a paper: the steps of its route with marks and opinions, as leaders would write them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from govtui.domain.documents.kinds import ACTION
from govtui.domain.documents.routing import CIRCLED, DONE, HOLDING, INSTRUCTED, SKIPPED, WAITING, Leader, meaning_of
from govtui.domain.documents.states import TO_HAND, WITH_LEADER
from govtui.services.demonstration import words

if TYPE_CHECKING:
    from govtui.services.demonstration.lives import Life

Event = Callable[[int], None]
"""Something that happens to a paper at a working minute."""

_BARE_CIRCLES = 0.03


class _Stop:
    """One reader on the round."""

    def __init__(self, leader: Leader, state: str, note: str) -> None:
        self.leader, self.state, self.note = leader, state, note
        self.sent: str | None = None
        self.back: str | None = None
        self.mark = self.meaning = self.opinion = ""

    @property
    def name(self) -> str:
        """Name and title as opinions call the leader."""
        return f"{self.leader.name}{self.leader.title}"


class Round:
    """The route of one class; `spoken` has given its instruction already and is not asked again."""

    def __init__(self, life: "Life", doc_class: str, on: int, spoken: int | None = None) -> None:
        self._life, self._doc_class, self._made = life, doc_class, on
        self._number = life.lives.sheets.next_route()
        office = life.lives
        plan = office.routes.plan(life.paper.unit.id, doc_class, bool(life.columns["major"]), office.clock.day_of(on))
        steps = [step for step in plan.steps if step.leader.person_id != spoken]
        self.stops = [_Stop(step.leader, step.state, step.note) for step in steps]
        self._unit = office.pick(office.departments).body.short

    def propose(self, minute: int) -> None:
        """Note the proposed handling: the paper waits to be handed over."""
        life, self._made = self._life, minute
        waiting = [stop for stop in self.stops if stop.state == WAITING]
        choices = words.PROPOSALS_ACTION if self._doc_class == ACTION else words.PROPOSALS_READING
        leader = "、".join(stop.name for stop in waiting[-1:])
        section = life.lives.section
        life.columns["proposal"] = life.lives.pick(choices).format(leader=leader, unit=self._unit, section=section)
        life.note(minute, "拟办", f"拟送 {'→'.join(stop.leader.name for stop in waiting)}")
        life.place(minute, TO_HAND, "office", section)

    def reading(self, stops: int | None = None) -> list[tuple[int, Event]]:
        """The events of the first `stops` readers (all): handed over, taken back."""
        gap = self._life.gap
        some = range(len(self.stops) if stops is None else min(stops, len(self.stops)))
        return [event for n in some for event in ((gap(5, 90), self.hand(n)), (gap(30, 500), self._take(n)))]

    def here_at(self, minute: int) -> list[int]:
        """The places of readers who are in the office on the day of `minute`."""
        office = self._life.lives
        day = office.clock.day_of(minute)
        return [
            place
            for place, stop in enumerate(self.stops)
            if stop.state == WAITING and office.routes.away(stop.leader.person_id, day) is None
        ]

    def hand(self, place: int) -> Event:
        """The event of handing the paper to one reader; one who is away on that day is skipped."""

        def handed(minute: int) -> None:
            life, stop = self._life, self.stops[place]
            away = life.lives.routes.away(stop.leader.person_id, life.lives.clock.day_of(minute))
            if stop.state != WAITING or away:
                stop.state, stop.note = SKIPPED, stop.note or away or ""
                return
            stop.state, stop.sent = HOLDING, life.stamp(minute)
            life.note(minute, "送", f"送 {stop.leader.title}{stop.leader.name}")
            life.place(minute, WITH_LEADER, "leader", stop.leader.name, stop.leader.person_id)

        return handed

    def _take(self, place: int) -> Event:
        def taken(minute: int) -> None:
            stop = self.stops[place]
            if stop.state != HOLDING:
                return
            self._mark(place, self._opinion(place))
            self._back(stop, minute)

        return taken

    def instruct(self, place: int) -> Event:
        """The event of an instruction on a paper that was only to be read."""

        def instructed(minute: int) -> None:
            stop = self.stops[place]
            self._mark(place, self._life.lives.pick(words.INSTRUCTIONS).format(unit=self._unit))
            self._back(stop, minute)

        return instructed

    def _mark(self, place: int, opinion: str) -> None:
        stop = self.stops[place]
        stop.opinion, stop.mark = opinion, INSTRUCTED if opinion else CIRCLED
        stop.meaning = meaning_of(self._life.lives.desk.book, self._doc_class, stop.mark)

    def _back(self, stop: _Stop, minute: int) -> None:
        life = self._life
        stop.state, stop.back = DONE, life.stamp(minute)
        said = f"：{stop.opinion}" if stop.opinion else ""
        life.note(minute, "退", f"{stop.leader.title}{stop.leader.name} {stop.mark}{said}")
        life.place(minute, TO_HAND, "office", life.lives.section)

    def _opinion(self, place: int) -> str:
        office = self._life.lives
        if self._doc_class != ACTION or office.rng.random() < _BARE_CIRCLES:
            return ""
        following = [stop for stop in self.stops[place + 1 :] if stop.state == WAITING]
        before = [stop for stop in self.stops[:place] if stop.state == DONE]
        if not following:
            choices: tuple[str, ...] = words.OPINIONS_LAST if before and office.rng.random() < 0.6 else ("",)
            choices = choices if before else words.OPINIONS_LAST
        else:
            choices = words.OPINIONS_MIDDLE if before else words.OPINIONS_FIRST
        names = {"next": following[0].name if following else "", "before": before[-1].name if before else ""}
        return office.pick(choices).format(unit=self._unit, **names)

    def write(self, active: bool = True, reason: str = "") -> None:
        """Put the route and its steps on the sheets."""
        life, sheets = self._life, self._life.lives.sheets
        paper_id = life.paper.id
        sheets.add("route", self._number, paper_id, self._doc_class, life.stamp(self._made), active, reason)
        for ordinal, stop in enumerate(self.stops, 1):
            leader = stop.leader
            who: tuple[Any, ...] = leader.person_id, leader.name, leader.title, leader.role
            when = stop.state, stop.sent, stop.back
            day = stop.back[:10] if stop.back else None
            words_ = stop.mark, stop.meaning, stop.opinion, day, stop.note
            sheets.add("route_step", self._number, paper_id, ordinal, *who, *when, *words_)
