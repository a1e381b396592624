"""The invented office's people: who leads, who assists, who serves, who is away today, who acts for whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from govtui.domain.people import terms
from govtui.domain.workdays import WorkCalendar
from govtui.services.demonstration import city
from govtui.services.demonstration.names import Names

FIELDS = 8
"""How many vice mayors there are; number 0 is the executive one."""

_FORMER_FIELD, _AWAY_FIELD = 5, 3
_UNIT = ("id", "name", "short_name", "category", "number_prefix", "parent_id", "sort_order", "independent", "phone")
_PERSON = ("id", "name", "unit_id", "office_phone", "mobile", "closed_on")
_POST = ("person_id", "unit_id", "role", "title", "rank", "principal", "from_day", "to_day")
_PORTFOLIO = ("unit_id", "kind", "person_id", "section_id", "from_day", "to_day")
_DELEGATION = ("from_person_id", "to_person_id", "kind", "scope", "source", "from_day", "to_day")
_ABSENCE = ("person_id", "kind", "place", "reason", "from_day", "to_day", "returned_on", "acting_person_id")
COLUMNS = {
    "unit": _UNIT,
    "person": _PERSON,
    "post": _POST,
    "portfolio": _PORTFOLIO,
    "delegation": _DELEGATION,
    "absence": _ABSENCE,
}
"""The people tables in the order that they are written, with the columns that are filled."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A body with the id that it has in the store, the names of its head and deputy, the section that serves it."""

    id: int
    body: city.Body
    head: str = ""
    deputy: str = ""
    section_id: int | None = None


@dataclass
class Cast:
    """Rows of the people tables, and what the papers ask of them."""

    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {table: [] for table in COLUMNS})
    units: list[Settled] = field(default_factory=list)
    clerks: list[str] = field(default_factory=list)

    def of(self, *categories: str) -> list[Settled]:
        """The bodies of some categories."""
        return [unit for unit in self.units if unit.body.category in categories]


class _Stage:
    """Fills a cast; ids are given in the order of appearance."""

    def __init__(self, rng: Random, calendar: WorkCalendar, today: date, years: int) -> None:
        self.cast, self._rng, self._names = Cast(), rng, Names(rng)
        self._calendar, self._today = calendar, today
        self._since = date(today.year - years - 1, 3, 1).isoformat()
        self._changed = calendar.next_workday(today - timedelta(days=150))
        self._unit_ids = {body.name: place for place, body in enumerate(city.bodies(), 1)}
        self._office = self._unit_ids[city.OFFICE]
        self._assistants: list[int] = []
        self._sections = [self._unit_ids[body.name] for body in city.bodies() if body.category == terms.SECTION]

    def play(self) -> Cast:
        """Put everybody in place."""
        self._write_units()
        self._leaders()
        self._office_people()
        self._heads()
        self._portfolios()
        self._absences()
        return self.cast

    def _person(self, unit_id: int, name: str = "", closed: date | None = None) -> int:
        rows, names = self.cast.rows["person"], self._names
        closed_on = closed.isoformat() if closed else None
        rows.append((len(rows) + 1, name or names.person(), unit_id, names.phone(), names.mobile(), closed_on))
        return len(rows)

    def _name(self, person_id: int) -> str:
        return str(self.cast.rows["person"][person_id - 1][1])

    def _post(
        self, person_id: int, unit_id: int, role: str, title: str, rank: int = 9999, principal: bool = False
    ) -> None:
        self.cast.rows["post"].append((person_id, unit_id, role, title, rank, principal, self._since, None))

    def _write_units(self) -> None:
        for place, body in enumerate(city.bodies(), 1):
            parent = self._office if body.category == terms.SECTION else None
            prefix = f"{body.sign}发" if body.sign else ""
            phone = self._names.phone()
            row = (place, body.name, body.short, body.category, prefix, parent, place, body.independent, phone)
            self.cast.rows["unit"].append(row)
            self.cast.units.append(Settled(place, body))

    def _leaders(self) -> None:
        """The mayor is person 1, the executive vice mayor 2, further vice mayors 3 to 9, the secretary-general 10."""
        office = self._office
        self._post(self._person(office), office, terms.MAYOR, "市长", 1, True)
        self._post(self._person(office), office, terms.EXECUTIVE, "常务副市长", 2)
        for rank in range(3, 3 + FIELDS - 1):
            self._post(self._person(office), office, terms.VICE_MAYOR, "副市长", rank)
        self._post(self._person(office), office, terms.SECRETARY_GENERAL, "秘书长", 10, True)
        for rank in range(11, 11 + FIELDS):
            self._assistants.append(self._person(office))
            self._post(self._assistants[-1], office, terms.DEPUTY_SECRETARY, "副秘书长", rank)
        self._former_vice_mayor()

    def _former_vice_mayor(self) -> None:
        """One vice mayor came five months ago; the one before has left."""
        posts, place = self.cast.rows["post"], _FORMER_FIELD + 1
        new = posts[place]
        posts[place] = (*new[:6], self._changed.isoformat(), None)
        last = self._changed - timedelta(days=1)
        old = self._person(self._office, closed=self._changed)
        posts.append((old, self._office, terms.VICE_MAYOR, "副市长", new[4], False, self._since, last.isoformat()))
        self._former = old

    def _office_people(self) -> None:
        office = self._office
        self._post(self._person(office), office, "office_director", "办公室主任")
        self._post(self._person(office), office, "office_deputy_research", "办公室副主任")
        self._post(self._person(office), office, "office_deputy_research", "办公室副主任")
        for section in self._sections:
            title = "主任" if self.cast.units[section - 1].body.name.endswith("室") else "科长"
            self._post(self._person(section), section, terms.CHIEF, title, principal=True)
            for _ in range(2):
                clerk = self._person(section)
                self._post(clerk, section, terms.CLERK, "工作人员")
                if section == self._sections[0]:
                    self.cast.clerks.append(self._name(clerk))

    def _heads(self) -> None:
        for unit in self.cast.of(terms.DEPARTMENT, terms.COUNTY):
            if unit.id == self._office:
                self._name_heads(unit, self._name(10), self._name(self._assistants[0]))
                continue
            county = unit.body.category == terms.COUNTY
            head = self._person(unit.id)
            role = terms.COUNTY_HEAD if county else terms.DEPARTMENT_HEAD
            self._post(head, unit.id, role, _head_title(unit.body), principal=True)
            if unit.body.name.endswith("司法局"):
                self._post(head, unit.id, "legal_head", "法制机构负责人")
            deputy_role = "county_deputy" if county else "department_deputy"
            deputy = self._person(unit.id)
            self._post(deputy, unit.id, deputy_role, "副" + _head_title(unit.body))
            self._name_heads(unit, self._name(head), self._name(deputy))

    def _name_heads(self, unit: Settled, head: str, deputy: str) -> None:
        self.cast.units[unit.id - 1] = replace(self.cast.units[unit.id - 1], head=head, deputy=deputy)

    def _portfolios(self) -> None:
        for unit in list(self.cast.units):
            part = unit.body.field
            if part is None or unit.body.category == terms.SECTION:
                continue
            writes_for_all = unit.id == self._office or unit.body.category == city.PARTY
            section = self._sections[0] if writes_for_all else self._sections[1 + part]
            self._in_charge(unit.id, part)
            self._divide(unit.id, terms.ASSISTING, person=self._assistants[part])
            self._divide(unit.id, terms.SERVING, section=section)
            self.cast.units[unit.id - 1] = replace(self.cast.units[unit.id - 1], section_id=section)

    def _in_charge(self, unit_id: int, part: int) -> None:
        since = self._since
        if part == _FORMER_FIELD:
            last = (self._changed - timedelta(days=1)).isoformat()
            self._divide(unit_id, terms.IN_CHARGE, person=self._former, to=last)
            since = self._changed.isoformat()
        self._divide(unit_id, terms.IN_CHARGE, person=2 + part, since=since)

    def _divide(
        self,
        unit_id: int,
        kind: str,
        person: int | None = None,
        section: int | None = None,
        since: str = "",
        to: str | None = None,
    ) -> None:
        self.cast.rows["portfolio"].append((unit_id, kind, person, section, since or self._since, to))

    def _absences(self) -> None:
        """Two are away today: the mayor, for whom the executive vice mayor presides, and a vice mayor; others were."""
        day = self._calendar.add_workdays
        first, last = day(self._today, -2).isoformat(), day(self._today, 4).isoformat()
        self._away(1, "出访", "境外", "友好城市经贸交流", first, last, None, 2)
        source = f"市长出访期间工作安排（{self._today.year}）"
        row = (1, 2, terms.PRESIDING, "主持市政府全面工作", source, first, last)
        self.cast.rows["delegation"].append(row)
        away = 2 + _AWAY_FIELD
        self._away(
            away, "出差", "省城", "参加全省会议", day(self._today, -1).isoformat(), day(self._today, 2).isoformat()
        )
        for person in (*range(2, 11), *self._assistants):
            self._earlier_absences(person)

    def _earlier_absences(self, person: int) -> None:
        start = self._today - timedelta(days=self._rng.randrange(300, 350))
        posted = self._changed if person == 2 + _FORMER_FIELD else date.min
        while start < self._today - timedelta(days=25):
            first = self._calendar.next_workday(start)
            last = self._calendar.add_workdays(first, self._rng.randrange(1, 5))
            kind, place = self._rng.choice((("出差", "省城"), ("出差", "外省"), ("休假", ""), ("学习", "省行政学院")))
            back = (last + timedelta(days=1)).isoformat()
            if first >= posted:
                self._away(person, kind, place, "", first.isoformat(), last.isoformat(), back)
            start = last + timedelta(days=self._rng.randrange(60, 130))

    def _away(
        self,
        person: int,
        kind: str,
        place: str,
        reason: str,
        first: str,
        last: str,
        back: str | None = None,
        acting: int | None = None,
    ) -> None:
        self.cast.rows["absence"].append((person, kind, place, reason, first, last, back, acting))


def cast(rng: Random, calendar: WorkCalendar, today: date, years: int) -> Cast:
    """Everybody in the office and the city as of `today`, with a history of `years`."""
    return _Stage(rng, calendar, today, years).play()


def _head_title(body: city.Body) -> str:
    if body.category == terms.COUNTY:
        return "区长" if body.short.endswith("区") else "市长" if body.short.endswith("市") else "县长"
    return "局长" if body.name.endswith("局") else "主任"


def tables(people: Cast) -> Iterable[tuple[str, tuple[str, ...], list[tuple[Any, ...]]]]:
    """Table, columns and rows, in the order that foreign keys ask for."""
    for table, columns in COLUMNS.items():
        yield table, columns, people.rows[table]
