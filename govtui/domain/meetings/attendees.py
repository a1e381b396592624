"""Who is expected at a meeting on its day: the whole time by the kind of meeting, or only for one's own topics."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from govtui.domain.clock import long_day
from govtui.domain.findings import Finding, finding
from govtui.domain.meetings.states import TIERS
from govtui.domain.people import Directory, Holder, terms
from govtui.domain.text import fold
from govtui.rulebook import Rulebook
from govtui.rulebook.meetings import Attendee, MeetingKind

MEMBER, FIXED, OPTIONAL, TOPIC = "member", "fixed", "optional", "topic"
SEATING = (MEMBER, FIXED, "invited", "arranged", OPTIONAL, TOPIC)
"""Tiers in the order of seats; units that come for a topic sit by its place on the agenda."""

_ADDED = (MEMBER, "invited", FIXED, "arranged")
"""Tiers whose groups are added by themselves; others are asked as the matter needs."""

_LAST = 10**6

Key = tuple[str, int | str]
"""What makes two rows one: the person, else the unit, else the name as written."""


@dataclass(frozen=True, slots=True)
class ItemUnits:
    """An item of the agenda with its length and the units that come for it: (id, name), the reporting one first."""

    position: int
    minutes: int
    units: tuple[tuple[int | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody expected; a unit without a known head has no person. `items` are positions (empty: the whole time)."""

    person_id: int | None
    name: str
    title: str = ""
    role: str = ""
    unit_id: int | None = None
    unit: str = ""
    tier: str = TOPIC
    rule: str = ""
    whole: bool = True
    items: tuple[int, ...] = ()

    @property
    def key(self) -> Key:
        """Who this is, for comparing with the list in the store."""
        return key_of(self.person_id, self.name, self.unit_id, self.unit)


def key_of(person_id: int | None, name: str, unit_id: int | None, unit: str) -> Key:
    """Who a line of the list is: the person, a name written by hand, or a unit that has not named anybody."""
    if person_id is not None:
        return ("person", person_id)
    if name:
        return ("name", f"{fold(name)}·{fold(unit)}")
    return ("unit", unit_id) if unit_id is not None else ("unit", fold(unit))


def expected(
    people: Directory, kind: MeetingKind | None, items: Sequence[ItemUnits], on: date, chair_id: int | None = None
) -> tuple[Expected, ...]:
    """Everybody expected on that day in the order of seats, each person once (R38a, R38d, R39a, R39d, R40).

    Who is there the whole time is not named again for a topic. A kind that the pack does not know has topics only.
    """
    whole = whole_attendees(people, kind, on, chair_id)
    there = {one.key for one in whole}
    return (*whole, *(one for one in topic_attendees(people, items, on) if one.key not in there))


def whole_attendees(
    people: Directory, kind: MeetingKind | None, on: date, chair_id: int | None = None
) -> tuple[Expected, ...]:
    """Who holds the roles of the kind's groups on that day, by tier and then by rank; the chair is always among them.

    Groups without a role and those asked as needed are not added by themselves.
    """
    groups = [group for tier in _ADDED for group in (kind.tier(tier) if kind else ()) if group.role]
    found: dict[int, Expected] = {}
    for group in groups:
        for holder in holders_in(people, group, on):
            found.setdefault(holder.id, _of(people, holder, group.tier, group.rule or "", on))
    chair = people.person(chair_id)
    if chair is not None and chair.id not in found:
        tier = FIXED if kind and kind.tier(MEMBER) else MEMBER
        found[chair.id] = _person(people, chair.id, tier, (kind.chair_rule if kind else "") or "", on)
    place = places(people, on)
    order = sorted(found, key=lambda one: (SEATING.index(found[one].tier), place.get(one, _LAST)))
    return tuple(found[one] for one in order)


def holders_in(people: Directory, group: Attendee, on: date) -> tuple[Holder, ...]:
    """Who makes up a group on that day; heads are members only of working departments (R4)."""
    holders = people.people_in_role(group.role, on) if group.role else ()
    if group.tier != MEMBER or group.role != terms.DEPARTMENT_HEAD:
        return holders
    return tuple(h for h in holders if _leads_department(people, h.id, on))


def topic_attendees(people: Directory, items: Sequence[ItemUnits], on: date) -> tuple[Expected, ...]:
    """The heads of the units of each item on that day, in the order of items, each once with all that they wait for.

    A unit without a head has a line of its own, so that it is asked whom it sends.
    """
    found: dict[Key, Expected] = {}
    for item in items:
        for unit_id, name in item.units:
            one = _head(people, unit_id, name, on)
            before = found.get(one.key, one)
            found[one.key] = replace(before, items=(*before.items, item.position))
    return tuple(replace(one, items=tuple(dict.fromkeys(one.items))) for one in found.values())


def places(people: Directory, on: date) -> dict[int, int]:
    """By person id, who goes before whom on that day: leaders and members by rank, then the others in list order."""
    front = (*(one.id for one in people.leaders(on)), *(one.id for one in people.members(on)))
    ids = dict.fromkeys((*front, *(one.id for one in people.ordered_people(on))))
    return {person_id: place for place, person_id in enumerate(ids)}


def away_words(people: Directory, person_id: int | None, on: date) -> str:
    """That a person is reported away on the day, until when, and who acts; empty for who is there."""
    away = people.is_away(person_id, on) if person_id is not None else None
    if away is None:
        return ""
    acting = f"，{away.acting.title}{away.acting.name}{away.by}代行" if away.acting else ""
    return f"{away.absence.kind}至{long_day(away.to_day)}{acting}"


def part_of(tier: str) -> str:
    """In what part somebody is there, as printed: 出席, 固定列席, 议题列席."""
    return TIERS.get(tier, tier)


def by_seat(
    lines: Iterable[tuple[Key, str, int | None, int]], order: Sequence[Key], place: Mapping[int, int]
) -> list[int]:
    """The ids of lines (key, tier, person, id) in the order of seats.

    Within a tier those of the computed `order` come first, then others by their `place`, then by id.
    """
    known = {key: n for n, key in enumerate(order)}

    def seat(line: tuple[Key, str, int | None, int]) -> tuple[int, int, int, int]:
        key, tier, person_id, row_id = line
        at = SEATING.index(tier) if tier in SEATING else len(SEATING)
        return at, known.get(key, _LAST), place.get(person_id, _LAST) if person_id is not None else _LAST, row_id

    return [line[3] for line in sorted(lines, key=seat)]


# -- findings ---------------------------------------------------------------------------------------------------------


def vacant_findings(book: Rulebook, people: Directory, kind: MeetingKind, on: date) -> tuple[Finding, ...]:
    """R38d, R39d: groups that always attend and that nobody stands for on that day, one finding a rule."""
    empty: dict[str, list[str]] = {}
    for group in (*kind.tier("invited"), *kind.tier(FIXED)):
        if group.role and group.rule and book.holds(group.rule) and not people.people_in_role(group.role, on):
            empty.setdefault(group.rule, []).append(group.name)
    return tuple(_vacant(book, rule, kind, names, on) for rule, names in empty.items())


def removed_findings(
    book: Rulebook, kind: MeetingKind, removed: Iterable[tuple[str, str]], on: date
) -> tuple[Finding, ...]:
    """One finding a rule about who was taken off a list that the rule makes: `removed` as (rule, label)."""
    gone: dict[str, list[str]] = {}
    for rule, label in removed:
        if book.holds(rule):
            gone.setdefault(rule, []).append(label)
    return tuple(
        finding(
            book,
            rule,
            f"{kind.name}的名单里移出了{'、'.join(labels)}",
            {"会议": kind.name, "日期": long_day(on), "移出": "、".join(labels)},
        )
        for rule, labels in gone.items()
    )


def _vacant(book: Rulebook, rule: str, kind: MeetingKind, names: Sequence[str], on: date) -> Finding:
    words = "、".join(names)
    facts = {"会议": kind.name, "日期": long_day(on), "缺": words}
    remedy = f"在通讯录登记{words}的任职，再重新计算名单；没有这一职务的可不补"
    return finding(book, rule, f"{kind.name}的名单缺{words}：{long_day(on)}没有人任职", facts, remedy)


# -- inner ------------------------------------------------------------------------------------------------------------


def _leads_department(people: Directory, person_id: int, on: date) -> bool:
    units = (people.unit(p.unit_id) for p in people.posts_of(person_id, on) if p.role == terms.DEPARTMENT_HEAD)
    return any(unit is not None and unit.category == terms.DEPARTMENT for unit in units)


def _of(people: Directory, holder: Holder, tier: str, rule: str, on: date) -> Expected:
    made = _person(people, holder.id, tier, rule, on)
    unit = people.unit(holder.post.unit_id)
    return replace(
        made, role=holder.role, unit_id=unit.id if unit else made.unit_id, unit=unit.label if unit else made.unit
    )


def _person(people: Directory, person_id: int, tier: str, rule: str, on: date) -> Expected:
    person, post = people.people[person_id], people.post_of(person_id, on)
    unit = people.unit(post.unit_id if post else person.unit_id)
    return Expected(
        person_id,
        person.name,
        people.title_of(person_id, on),
        post.role if post else "",
        unit.id if unit else None,
        unit.label if unit else "",
        tier,
        rule,
    )


def _head(people: Directory, unit_id: int | None, name: str, on: date) -> Expected:
    unit = people.unit(unit_id) or (people.unit_named(name) if name else None)
    head = people.head_of(unit.id, on) if unit else None
    label = unit.label if unit else name
    if unit is None or head is None:
        return Expected(None, "", unit_id=unit.id if unit else None, unit=label, whole=False)
    return Expected(head.id, head.name, head.title, head.role, unit.id, label, whole=False)
