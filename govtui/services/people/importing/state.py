"""The people map as it grows while a sheet is read: what exists, what this import adds."""

from dataclasses import replace
from typing import Any

from govtui.domain.people import Directory, PersonRow, PostRow, UnitRow
from govtui.domain.text import clean, fold, tidy
from govtui.services.people.importing.rows import Plan, Rejected, SourceRow
from govtui.services.people.validation import LONGEST_NAME, LONGEST_TEXT


class Growing:
    """Looks up units and people by name over the store and the rows read so far, and hands out ids."""

    def __init__(self, directory: Directory, plan: Plan) -> None:
        self.directory, self.plan, self.book = directory, plan, directory.book
        self.units = dict(directory.units)
        self.people = dict(directory.people)
        self.new_posts: dict[int, PostRow] = {}
        self.entries = {
            (p.unit_id, p.kind): p
            for p in sorted(directory.portfolios, key=lambda p: (p.from_day, p.id))
            if p.to_day is None or p.to_day >= plan.today
        }
        self._by_role: dict[str, list[int]] = {}
        self._by_person: dict[int, list[int]] = {}
        self._stored_by: dict[int, list[PostRow]] = {}
        self._stored: dict[str, list[PostRow]] = {}
        for post in directory.posts:
            self._stored.setdefault(post.role, []).append(post)
            self._stored_by.setdefault(post.person_id, []).append(post)
        self._full = {fold(u.name): u.id for u in self.units.values()}
        self._short: dict[str, set[int]] = {}
        self._named: dict[str, list[int]] = {}
        for unit in self.units.values():
            self._short.setdefault(fold(unit.short_name), set()).add(unit.id)
        for person in self.people.values():
            self._named.setdefault(fold(person.name), []).append(person.id)
        self._last = {
            "unit": max(self.units, default=0),
            "person": max(self.people, default=0),
            "post": max((p.id for p in directory.posts), default=0),
        }

    def unit_named(self, name: str) -> UnitRow | None:
        """The unit with this full name, else the only one with this short name."""
        key = fold(name)
        found = self._full.get(key)
        if found is None:
            short = self._short.get(key, set()) if key else set()
            found = next(iter(short)) if len(short) == 1 else None
        return None if found is None else self.units[found]

    def people_named(self, name: str) -> list[PersonRow]:
        """Everybody of this name who is still in the address book."""
        found = (self.people[i] for i in self._named.get(fold(name), ()))
        return [person for person in found if person.open_on(self.plan.today)]

    def next_id(self, table: str) -> int:
        """The id that the next new row of a table gets."""
        self._last[table] += 1
        return self._last[table]

    def put_unit(self, unit: UnitRow, columns: dict[str, Any]) -> None:
        """Add a unit, or take over the changed columns of one that exists."""
        old = self.units.get(unit.id)
        if old is not None:
            self.plan.changed[("unit", unit.id)] = columns
        else:
            self.plan.new.setdefault("unit", []).append({"id": unit.id, **columns})
        self.units[unit.id] = unit
        self._full[fold(unit.name)] = unit.id
        self._short.setdefault(fold(unit.short_name), set()).add(unit.id)

    def put_person(self, person: PersonRow, columns: dict[str, Any]) -> None:
        """Add a person, or take over the changed columns of one who exists."""
        if person.id in self.people:
            self.plan.changed[("person", person.id)] = columns
        else:
            self.plan.new.setdefault("person", []).append({"id": person.id, **columns})
            self._named.setdefault(fold(person.name), []).append(person.id)
        self.people[person.id] = person

    def put_post(self, post: PostRow) -> None:
        """Add a post; it is written with the order number that it has in the end."""
        post = replace(post, id=self.next_id("post"))
        self.new_posts[post.id] = post
        self._by_role.setdefault(post.role, []).append(post.id)
        self._by_person.setdefault(post.person_id, []).append(post.id)

    def posts_by(self, person_id: int) -> list[PostRow]:
        """Every post of a person, stored or new."""
        new = [self.new_posts[i] for i in self._by_person.get(person_id, ())]
        return [*self._stored_by.get(person_id, ()), *new]

    def posts_in(self, role: str) -> list[PostRow]:
        """Every post of a role, stored or new."""
        new = [self.new_posts[i] for i in self._by_role.get(role, ())]
        return [*self._stored.get(role, ()), *new]

    def leads(self, person_id: int) -> bool:
        """Whether the person stands in the ranked list, now or later."""
        return any(
            post.person_id == person_id and (post.to_day is None or post.to_day >= self.plan.today)
            for post in self.leader_posts()
        )

    def leader_posts(self) -> list[PostRow]:
        """Every post that stands in the ranked list, stored or new."""
        return [post for role in self.book.roles if role.leader for post in self.posts_in(role.id)]


def text_of(row: SourceRow, field: str, longest: int = LONGEST_TEXT) -> str:
    """A cell as one clean line; a whole number without its decimals."""
    cell = row.fields.get(field)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else tidy(clean(str(cell)))
    if len(text) > longest:
        raise Rejected(f"一格里有 {len(text)} 个字，最多 {longest} 个字")
    return text


def name_of(row: SourceRow, what: str) -> str:
    """The cell `name`, which may not be empty."""
    name = text_of(row, "name", LONGEST_NAME)
    if not fold(name):
        raise Rejected(f"没有{what}")
    return name


def number_of(row: SourceRow, field: str) -> int | None:
    """A cell as an order number; None where it holds none."""
    text = fold(text_of(row, field))
    return int(text) if text.isdecimal() and 0 < int(text) < 9999 else None
