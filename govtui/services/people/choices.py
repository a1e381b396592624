"""What pick fields offer: units, people, leaders, found by text or pinyin initials."""

from collections.abc import Callable, Iterable, Sequence

from govtui.domain.people import Directory, UnitRow
from govtui.domain.people.choosing import Choice, ChoiceIndex
from govtui.services.desk import Desk
from govtui.services.people.snapshot import snapshot

Line = tuple[Choice, tuple[str, ...]]


def unit_choices(desk: Desk, typed: str, categories: Sequence[str] = (), limit: int = 50) -> tuple[Choice, ...]:
    """Units that exist today and answer to `typed` by name, short name, 机关代字 or initials; best first."""
    wanted = tuple(categories)
    today = desk.today()

    def lines(directory: Directory) -> Iterable[Line]:
        for unit in directory.ordered_units:
            if unit.open_on(today) and (not wanted or unit.category in wanted):
                yield Choice(unit.id, unit.name, _unit_detail(unit)), (unit.name, unit.short_name, unit.number_prefix)

    return _index(desk, ("units", wanted), lines).find(typed, limit)


def person_choices(desk: Desk, typed: str, unit_id: int | None = None, limit: int = 50) -> tuple[Choice, ...]:
    """People of today, of one unit if given, by name, title or initials; leaders first."""
    today = desk.today()

    def lines(directory: Directory) -> Iterable[Line]:
        if unit_id is not None:
            people = directory.people_of(unit_id, today)
        else:
            people = directory.ordered_people(today)
        for person in people:
            title = directory.title_of(person.id, today)
            unit = directory.unit(person.unit_id)
            detail = " · ".join(filter(None, (title, unit.label if unit else "")))
            yield Choice(person.id, person.name, detail), (person.name, title)

    return _index(desk, ("people", unit_id), lines).find(typed, limit)


def leader_choices(desk: Desk, typed: str, roles: Sequence[str] = (), limit: int = 50) -> tuple[Choice, ...]:
    """Today's leaders in ranked order, of some roles if given, by name, title or initials."""
    wanted, today = tuple(roles), desk.today()

    def lines(directory: Directory) -> Iterable[Line]:
        for leader in directory.leaders(today):
            if not wanted or leader.role in wanted:
                yield Choice(leader.person_id, leader.name, leader.title), (leader.name, leader.title)

    return _index(desk, ("leaders", wanted), lines).find(typed, limit)


def role_choices(desk: Desk, typed: str = "") -> tuple[tuple[str, str], ...]:
    """The roles of the rule pack as (id, title), those that hold `typed` in their title."""
    return tuple((role.id, role.title) for role in desk.book.roles if typed in role.title)


def _index(desk: Desk, key: tuple[object, ...], lines: Callable[[Directory], Iterable[Line]]) -> ChoiceIndex:
    kept = snapshot(desk)
    dated = (*key, desk.today())
    index: ChoiceIndex | None = kept.kept.get(dated)
    if index is None:
        made = list(lines(kept.directory))
        choices, names = [choice for choice, _ in made], [names for _, names in made]
        index = kept.kept[dated] = ChoiceIndex(choices, names, shortened=key[0] == "units")
    return index


def _unit_detail(unit: UnitRow) -> str:
    return " · ".join(filter(None, (unit.short_name, unit.category)))
