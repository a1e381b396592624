"""Reading orders of papers on past days: the desk's own route planner, asked once for what does not change."""

from bisect import bisect_right
from collections import defaultdict
from datetime import date, timedelta

from govtui.domain.clock import short_day
from govtui.domain.documents.routing import RoutePlan
from govtui.services.demonstration.people import Cast
from govtui.services.desk import Desk
from govtui.services.documents.seats import away_finder, route_plan

_Key = tuple[int, str, bool, int]


class Routes:
    """Route plans by sender, class, weight and day.

    A plan changes when a post or a portfolio begins or ends, or when one of its own leaders comes or goes.
    """

    def __init__(self, desk: Desk, people: Cast) -> None:
        self._desk = desk
        self._edges = sorted(_edges(people))
        self._spans: defaultdict[int, list[tuple[date, date, int | None]]] = defaultdict(list)
        for person, _, _, _, first, last, _, acting in people.rows["absence"]:
            self._spans[person].append((_day(first), _day(last), acting))
        self._concerned: dict[_Key, tuple[int, ...]] = {}
        self._plans: dict[tuple[_Key, tuple[date | None, ...]], RoutePlan] = {}
        self._notes: dict[tuple[int, date | None], str | None] = {}

    def plan(self, unit_id: int, doc_class: str, major: bool, on: date) -> RoutePlan:
        """The reading order that the rules asked for on that day."""
        key = unit_id, doc_class, major, bisect_right(self._edges, on)
        if key not in self._concerned:
            self._concerned[key] = self._leaders_of(self._asked(key, on))
        state = key, tuple([self._absent(person, on) for person in self._concerned[key]])
        found = self._plans.get(state)
        if found is None:
            found = self._plans[state] = self._asked(key, on)
        return found

    def away(self, person_id: int, on: date) -> str | None:
        """The note of a leader who was away on that day; None for one who was here."""
        since = self._absent(person_id, on)
        if since is None:
            return None
        if (person_id, since) not in self._notes:
            found = away_finder(self._desk, on)(person_id)
            self._notes[person_id, since] = f"外出至 {short_day(found.until)}，跳过" if found else None
        return self._notes[person_id, since]

    def _asked(self, key: _Key, on: date) -> RoutePlan:
        return route_plan(self._desk, *key[:3], on)

    def _leaders_of(self, plan: RoutePlan) -> tuple[int, ...]:
        """The leaders on the route, and whoever acts for one of them at some time."""
        leaders = {step.leader.person_id for step in plan.steps}
        acting = {person for leader in leaders for _, _, person in self._spans[leader] if person is not None}
        return tuple(sorted(leaders | acting))

    def _absent(self, person_id: int, on: date) -> date | None:
        """The first day of the absence that a leader is on."""
        return next((first for first, last, _ in self._spans[person_id] if first <= on <= last), None)


def _edges(people: Cast) -> set[date]:
    """The days on which a post or a portfolio begins, and the days after one has ended."""
    edges: set[date] = set()
    for row in [*people.rows["post"], *people.rows["portfolio"]]:
        edges.add(_day(row[-2]))
        if row[-1]:
            edges.add(_day(row[-1]) + timedelta(days=1))
    return edges


def _day(text: str) -> date:
    return date.fromisoformat(text)
