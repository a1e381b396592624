"""Who may chair a meeting on its day: in their own right, or asked by a leader the rules name (arts. 7, 39, 40).

A delegation stands in the address book, in force on the day, or on a word given for this meeting.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from govtui.domain.clock import long_day
from govtui.domain.explain import SILENT
from govtui.domain.findings import Finding, finding
from govtui.domain.people import DelegationRow, Directory, Holder, terms
from govtui.domain.signing import Seat
from govtui.rulebook import Rulebook
from govtui.rulebook.meetings import DelegatedChair, MeetingKind

CHAIR_DELEGATIONS = (terms.PRESIDING, terms.CHAIRING)
"""Kinds of delegation that let somebody chair, the widest first."""

SLOT = "chair"

BOOKED = "通讯录登记的"
"""How the words of a delegation of the address book begin: they stand only while it is in force."""


@dataclass(frozen=True, slots=True)
class Chaired:
    """Who is to chair, by whose delegation (`for_id`), and on what word that delegation was given."""

    person_id: int | None
    for_id: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Chairs:
    """Who may chair on a day. `delegated` chair only when asked by one of `delegators`; `expected` is who is proposed,
    `source` the delegation of the address book he then chairs by; `silent`: the rules name nobody."""

    own: tuple[Seat, ...]
    delegated: tuple[Seat, ...]
    delegators: tuple[Seat, ...]
    expected: Seat | None
    source: str
    silent: bool
    facts: tuple[tuple[str, str], ...]


def chairs_of(book: Rulebook, people: Directory, kind: MeetingKind, on: date) -> Chairs:
    """Who may chair a meeting of this kind on `on`.

    Proposed is whoever holds the first role of the pack that somebody holds; when he is away, who chairs for him.
    """
    own = _seats(holder for role in kind.chairs for holder in people.people_in_role(role, on))
    ids = {seat.person_id for seat in own}
    delegated = tuple(
        _delegated_seat(people, rule, holder, on)
        for rule in kind.delegated_chairs
        for holder in people.people_in_role(rule.role, on)
        if holder.id not in ids
    )
    roles = dict.fromkeys(role for rule in kind.delegated_chairs for role in rule.delegators)
    delegators = _seats(holder for role in roles for holder in people.people_in_role(role, on))
    expected = _expected(people, own, delegated, on)
    source = ""
    if expected is not None and expected.for_id is not None:
        source = source_words(people, expected.person_id, expected.for_id, on)
    return Chairs(own, delegated, delegators, expected, source, not kind.chairs, _facts(book, people, kind, own, on))


def source_words(people: Directory, chair_id: int, giver_id: int | None, on: date) -> str:
    """The delegation of the address book by which somebody chairs on a day, in words; nothing where there is none."""
    held = [one for one in _between(people, chair_id, giver_id) if one.holds(on)]
    return delegation_words(held[0]) if held else ""


def delegation_words(one: DelegationRow) -> str:
    """A delegation with its kind, scope, dates and source."""
    until = long_day(one.to_day) if one.to_day else "未定"
    scope = f"（{one.scope}）" if one.scope else ""
    source = f"，依据：{one.source}" if one.source else ""
    return f"{BOOKED}{one.kind}委托{scope}，{long_day(one.from_day)}至{until}{source}"


def giver_of(people: Directory, kind: MeetingKind, chair_id: int, on: date) -> Holder | None:
    """Whose delegation in the address book lets this person chair on that day; one the rules let ask comes first."""
    givers = [
        giver
        for one in _between(people, chair_id, None)
        if one.holds(on) and (giver := people.leader(one.from_person_id, on)) is not None
    ]
    allowed = {giver.id for rule in _rules_for(people, kind, chair_id, on) for giver in _askers(people, rule, on)}
    return next(iter(sorted(givers, key=lambda giver: giver.id not in allowed)), None)


def chair_findings(
    book: Rulebook, people: Directory, kind: MeetingKind, chaired: Chaired, on: date
) -> tuple[Finding, ...]:
    """The block of the chair rule where somebody may not chair on that day (R7a, R39a, R40); nothing where the rules
    name no chair, or nobody was chosen yet."""
    if chaired.person_id is None or not kind.chairs:
        return ()
    plan = chairs_of(book, people, kind, on)
    if any(seat.person_id == chaired.person_id for seat in plan.own):
        return ()
    rules = _rules_for(people, kind, chaired.person_id, on)
    if not rules:
        return _wrong_chair(book, people, kind, chaired.person_id, plan, on)
    found = [_not_asked(book, people, kind, rule, chaired, on) for rule in rules]
    return () if None in found else tuple(one for one in found[:1] if one is not None and book.holds(one.rule))


# -- inner ------------------------------------------------------------------------------------------------------------


def _seats(holders: Iterable[Holder]) -> tuple[Seat, ...]:
    first: dict[int, Seat] = {}
    for holder in holders:
        first.setdefault(holder.id, Seat(holder.id, holder.name, holder.title, holder.role, SLOT))
    return tuple(first.values())


def _rules_for(people: Directory, kind: MeetingKind, person_id: int, on: date) -> tuple[DelegatedChair, ...]:
    roles = {post.role for post in people.posts_of(person_id, on)}
    return tuple(rule for rule in kind.delegated_chairs if rule.role in roles)


def _askers(people: Directory, rule: DelegatedChair, on: date) -> tuple[Holder, ...]:
    """Who may ask others to chair under this rule on that day."""
    return tuple(holder for role in rule.delegators for holder in people.people_in_role(role, on))


def _between(people: Directory, chair_id: int, giver_id: int | None) -> list[DelegationRow]:
    """Delegations that let somebody chair, from anybody or from one person; the widest and newest first."""
    found = [
        one
        for one in people.delegations
        if one.to_person_id == chair_id and one.kind in CHAIR_DELEGATIONS and giver_id in (None, one.from_person_id)
    ]
    return sorted(found, key=lambda one: (CHAIR_DELEGATIONS.index(one.kind), -one.from_day.toordinal(), -one.id))


def _delegated_seat(people: Directory, rule: DelegatedChair, holder: Holder, on: date) -> Seat:
    """Somebody who chairs when asked, with who asked him by the address book."""
    askers = {asker.id: asker for asker in _askers(people, rule, on)}
    held = [one for one in _between(people, holder.id, None) if one.holds(on) and one.from_person_id in askers]
    giver = askers[held[0].from_person_id] if held else None
    for_id, for_name = (giver.id, giver.name) if giver else (None, "")
    return Seat(holder.id, holder.name, holder.title, holder.role, SLOT, for_id, for_name)


def _expected(people: Directory, own: tuple[Seat, ...], delegated: tuple[Seat, ...], on: date) -> Seat | None:
    first = next(iter(own), None)
    if first is None or people.is_away(first.person_id, on) is None:
        return first
    asked = [seat for seat in delegated if seat.for_id == first.person_id]
    given = (people.delegation_for(first.person_id, on, kind) for kind in CHAIR_DELEGATIONS)
    acting = {one.to_person_id for one in given if one}
    return next((seat for seat in (*asked, *own) if seat.person_id in acting), first)


def _facts(
    book: Rulebook, people: Directory, kind: MeetingKind, own: tuple[Seat, ...], on: date
) -> tuple[tuple[str, str], ...]:
    facts = [("会议", kind.name), ("日期", long_day(on))]
    if not kind.chairs:
        return (*facts, ("主持人", SILENT))
    facts.append(("规定由谁主持", "、".join(book.role(role).title for role in kind.chairs)))
    for rule in kind.delegated_chairs:
        givers = "或".join(book.role(role).title for role in rule.delegators)
        facts.append((f"受{givers}委托可主持", book.role(rule.role).title))
    facts.append(("当天可以主持", "、".join(f"{seat.title}{seat.name}" for seat in own) or "没有人"))
    for seat in own:
        away = people.is_away(seat.person_id, on)
        if away is not None:
            facts.append((f"{seat.title}{seat.name}", f"外出至{long_day(away.to_day)}"))
    return tuple(facts)


def _titled(people: Directory, person_id: int, on: date) -> str:
    person = people.person(person_id)
    return f"{people.title_of(person_id, on)}{person.name}" if person else "（未填）"


def _wrong_chair(
    book: Rulebook, people: Directory, kind: MeetingKind, person_id: int, plan: Chairs, on: date
) -> tuple[Finding, ...]:
    if not kind.chair_rule or not book.holds(kind.chair_rule):
        return ()
    who = _titled(people, person_id, on)
    made = finding(book, kind.chair_rule, f"{kind.name}不能由{who}主持", dict((*plan.facts, ("拟主持", who))))
    return (made,)


def _not_asked(
    book: Rulebook, people: Directory, kind: MeetingKind, rule: DelegatedChair, chaired: Chaired, on: date
) -> Finding | None:
    """Why somebody who needs to be asked was not asked well; None where he was."""
    assert chaired.person_id is not None
    known = giver_of(people, kind, chaired.person_id, on) if chaired.for_id is None else None
    giver_id = known.id if known else chaired.for_id
    givers = "或".join(book.role(role).title for role in rule.delegators)
    who = _titled(people, chaired.person_id, on)
    facts = {"会议": kind.name, "拟主持": who, "日期": long_day(on), "须由谁委托": givers}
    rule_id = rule.rule or kind.chair_rule or ""
    if not book.holds(rule_id):
        return None
    if giver_id is None:
        outside = "；".join(delegation_words(one) for one in _between(people, chaired.person_id, None))
        facts |= {"委托人": "（没有）"} | ({"期限外的委托": outside} if outside else {})
        return finding(book, rule_id, f"{who}主持{kind.name}须受{givers}委托，{long_day(on)}没有委托", facts)
    giver = _titled(people, giver_id, on)
    facts["委托人"] = giver
    if giver_id not in {asker.id for asker in _askers(people, rule, on)}:
        return finding(book, rule_id, f"{who}主持{kind.name}须受{givers}委托，不能由{giver}委托", facts)
    return _without_record(book, people, rule_id, chaired, giver_id, facts, on)


def _without_record(
    book: Rulebook, people: Directory, rule_id: str, chaired: Chaired, giver_id: int, facts: dict[str, str], on: date
) -> Finding | None:
    """Asked by the right leader, but on no word: nothing written here, no delegation in force on that day."""
    assert chaired.person_id is not None
    booked = _between(people, chaired.person_id, giver_id)
    if any(one.holds(on) for one in booked):
        return None
    if chaired.source.strip() and not chaired.source.startswith(BOOKED):
        return None
    facts |= {"期限外的委托": "；".join(delegation_words(one) for one in booked)} if booked else {}
    why = f"{long_day(on)}不在委托期限内" if booked else "没有写明委托依据"
    sentence = f"{facts['委托人']}委托{facts['拟主持']}主持，{why}"
    return finding(book, rule_id, sentence, facts, "在通讯录登记覆盖当天的委托，或写明这次会议的委托依据")
