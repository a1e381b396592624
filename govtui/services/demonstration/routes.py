"""Reading orders of papers on past days: the desk's own route planner, asked once for what does not change."""

from bisect import bisect_right
from datetime import date, timedelta

from govtui.domain.clock import short_day
from govtui.domain.documents.routing import RoutePlan
from govtui.services.demonstration.people import Cast
from govtui.services.desk import Desk
from govtui.services.documents.seats import away_finder, route_plan


class Routes:
    """Route plans by sender, class, weight and day; between two changes of people they are the same."""

    def __init__(self, desk: Desk, people: Cast) -> None:
        self._desk = desk
        self._edges = sorted(_edges(people))
        self._plans: dict[tuple[int, str, bool, int], RoutePlan] = {}
        self._away: dict[tuple[int, int], str | None] = {}

    def plan(self, unit_id: int, doc_class: str, major: bool, on: date) -> RoutePlan:
        """The reading order that the rules asked for on that day."""
        key = unit_id, doc_class, major, bisect_right(self._edges, on)
        if key not in self._plans:
            self._plans[key] = route_plan(self._desk, unit_id, doc_class, major, on)
        return self._plans[key]

    def away(self, person_id: int, on: date) -> str | None:
        """The note of a leader who was away on that day; None for one who was here."""
        key = person_id, bisect_right(self._edges, on)
        if key not in self._away:
            found = away_finder(self._desk, on)(person_id)
            self._away[key] = f"外出至 {short_day(found.until)}，跳过" if found else None
        return self._away[key]


def _edges(people: Cast) -> set[date]:
    """The days on which an absence, a post or a portfolio begins, and the days after one has ended."""
    edges: set[date] = set()
    for row in people.rows["absence"]:
        edges |= {_day(row[4]), _day(row[5]) + timedelta(days=1)}
    for row in [*people.rows["post"], *people.rows["portfolio"]]:
        edges.add(_day(row[-2]))
        if row[-1]:
            edges.add(_day(row[-1]) + timedelta(days=1))
    return edges


def _day(text: str) -> date:
    return date.fromisoformat(text)
