"""Who may sign or stamp as of a day: holders of a slot, who acts for them, and what it must hold (arts. 10, 50).

Papers, minutes and topics ask here; what is signed and by which row of the rule pack they say themselves.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from govtui.domain.clock import long_day
from govtui.domain.dates import read_day
from govtui.domain.explain import SILENT
from govtui.domain.findings import Finding, finding
from govtui.domain.people import DelegationRow, Directory, Holder, PersonRow, terms
from govtui.domain.text import halfwidth
from govtui.rulebook import Rulebook
from govtui.rulebook.outgoing import SignerRule
from govtui.rulebook.terms import SLOTS

SIGNING_DELEGATIONS = (terms.PRESIDING, "代行签发")
"""Kinds of delegation that let another leader sign, the widest first; whether a scope covers a paper people judge."""

USUAL_ACT = "签发"

_IN_CHARGE = "in_charge"
_WITH_YEAR = re.compile(r"\s*(?:[0-9]{4}(?![0-9])|[0-9]{8}\s*$|[零一二三四五六七八九○〇◯]{4}\s*年)")


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who may sign: post, the slot of the signer rule it is for, and whom he acts for (None: nobody)."""

    person_id: int
    name: str
    title: str
    role: str
    slot: str
    for_id: int | None = None
    for_name: str = ""

    @property
    def words(self) -> str:
        """The signer as printed: 李某（代张某） where he acts for somebody."""
        return f"{self.name}（代{self.for_name}）" if self.for_name else self.name

    @property
    def label(self) -> str:
        """The signer with the title in front."""
        return f"{self.title}{self.words}"


@dataclass(frozen=True, slots=True)
class SignerPlan:
    """Who may sign a paper on a day.

    `rule` is None where the rules are silent: then nobody is named and nothing blocks. `expected` is the first of
    `allowed`; `missing` are titles of slots that nobody holds; `facts` feed the 为什么 panel; `findings` only warn.
    """

    rule: SignerRule | None
    act: str
    expected: Seat | None
    allowed: tuple[Seat, ...]
    missing: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...] = ()

    def seat(self, person_id: int | None) -> Seat | None:
        """The seat from which a person may sign; None for who may not."""
        return next((seat for seat in self.allowed if seat.person_id == person_id), None)


Held = Sequence[tuple[str, Sequence[Holder]]]
"""The slots of a signer rule, each with who holds it on the day."""


def plan_of(
    book: Rulebook,
    people: Directory,
    rule: SignerRule | None,
    held: Held,
    unit_id: int | None,
    known: Sequence[tuple[str, str]],
    on: date,
) -> SignerPlan:
    """The plan of a signer rule as of `on`, from who holds its slots; `known` are facts shown besides.

    Somebody with a delegation in force (R10) stands in front of whom he acts for, who stays allowed; a person who may
    sign in his own right appears once and acts for nobody.
    """
    if rule is None:
        return SignerPlan(None, USUAL_ACT, None, (), (), (*known, ("签发人", SILENT)))
    slots = [slot for slot, _ in held]
    acting = [(holder, one) for _, holders in held for holder in holders for one in _delegations(people, holder.id, on)]
    allowed = _once([seat for slot, holders in held for holder in holders for seat in _seats(people, slot, holder, on)])
    missing = tuple(book.slot_title(slot) for slot, holders in held if not holders)
    facts = (
        ("事项", rule.matter),
        *known,
        *_unit_facts(people, slots, unit_id),
        ("规定由谁签", _named(book, rule)),
        *_missing_facts(missing),
        (f"可以{rule.act}", "、".join(seat.label for seat in allowed) or "没有人"),
        *_away_facts(people, held, on),
        *_acting_facts(people, acting, on),
    )
    findings = _portfolio_finding(book, people, held, unit_id, on)
    return SignerPlan(rule, rule.act, next(iter(allowed), None), allowed, missing, facts, findings)


def slot_seats(people: Directory, slot: str, unit_id: int | None, on: date) -> tuple[Seat, ...]:
    """Who may stamp at a slot on that day, acting first; `unit_id` is the unit whose portfolio decides."""
    held = holders_of(people, slot, unit_id, on)
    return _once([seat for holder in held for seat in _seats(people, slot, holder, on)])


def own_seat(people: Directory, person: PersonRow, on: date, slot: str = "") -> Seat:
    """The seat of somebody whom no rule names: let pass by a leader, or where the rules are silent."""
    holder = people.leader(person.id, on)
    return Seat(person.id, person.name, people.title_of(person.id, on), holder.role if holder else "", slot)


def holder_seats(people: Directory, slot: str, holders: Sequence[Holder], on: date) -> tuple[Seat, ...]:
    """As `slot_seats`, for holders that are known already (the chair, the delegator)."""
    return _once([seat for holder in holders for seat in _seats(people, slot, holder, on)])


def signer_findings(
    book: Rulebook, people: Directory, plan: SignerPlan, signer_id: int | None, on: date
) -> tuple[Finding, ...]:
    """The block of the signer rule when somebody else signs, and R10 where a delegation does not cover the day."""
    if plan.rule is None or plan.seat(signer_id) is not None:
        return ()
    found = []
    if plan.rule.rule and book.holds(plan.rule.rule):
        found.append(_wrong_signer(book, plan, plan.rule, _titled(people, signer_id, on)))
    outside = _outside(people, plan, signer_id, on)
    if outside and book.holds("R10"):
        found.append(_not_delegated(book, people, outside, on))
    return tuple(found)


def signature_findings(book: Rulebook, opinion: str, name: str, date_text: str) -> tuple[Finding, ...]:
    """R50e: a sign-off holds an opinion, a name, and a date with year, month and day."""
    if not book.holds("R50e"):
        return ()
    lacks = [what for what, text in (("意见", opinion), ("姓名", name)) if not text.strip()]
    if full_date(date_text) is None:
        lacks.append("完整日期")
    if not lacks:
        return ()
    facts = {"意见": opinion or "（空）", "姓名": name or "（空）", "日期": date_text or "（空）"}
    return (finding(book, "R50e", f"签发缺{'、'.join(lacks)}", facts),)


def full_date(text: str) -> date | None:
    """The day of a date that gives year, month and day, in any usual writing; None for 3.10 or 11月22日."""
    return read_day(text).day if _WITH_YEAR.match(halfwidth(text)) else None


# -- seats ------------------------------------------------------------------------------------------------------------


def holders_of(people: Directory, slot: str, unit_id: int | None, on: date) -> tuple[Holder, ...]:
    """Who holds a slot of a signer rule on that day, the foremost first."""
    if slot in (_IN_CHARGE, "assisting"):
        answer = people.in_charge_of if slot == _IN_CHARGE else people.assisting
        holder = answer(unit_id, on) if unit_id is not None else None
        return (holder,) if holder else ()
    return () if slot in SLOTS else people.people_in_role(slot, on)


def _delegations(people: Directory, person_id: int, on: date) -> list[DelegationRow]:
    """The delegations that let others sign for a person on that day; whoever holds no post then does not act."""
    held = [
        one
        for one in people.delegations
        if one.from_person_id == person_id and one.kind in SIGNING_DELEGATIONS and one.holds(on)
    ]
    held = [one for one in held if people.leader(one.to_person_id, on) is not None]
    return sorted(held, key=lambda one: (SIGNING_DELEGATIONS.index(one.kind), -one.from_day.toordinal(), one.id))


def _seats(people: Directory, slot: str, holder: Holder, on: date) -> Iterable[Seat]:
    for one in _delegations(people, holder.id, on):
        actor = people.leader(one.to_person_id, on)
        if actor is not None:
            yield Seat(actor.id, actor.name, actor.title, actor.role, slot, holder.id, holder.name)
    yield Seat(holder.id, holder.name, holder.title, holder.role, slot)


def _once(seats: Sequence[Seat]) -> tuple[Seat, ...]:
    """Each person once, at the foremost place; in his own right where he has one."""
    own = {seat.person_id: seat for seat in reversed(seats) if seat.for_id is None}
    first: dict[int, Seat] = {}
    for seat in seats:
        first.setdefault(seat.person_id, own.get(seat.person_id, seat))
    return tuple(first.values())


# -- facts ------------------------------------------------------------------------------------------------------------


def _unit_facts(people: Directory, slots: Sequence[str], unit_id: int | None) -> tuple[tuple[str, str], ...]:
    if _IN_CHARGE not in slots and "assisting" not in slots:
        return ()
    unit = people.unit(unit_id)
    return (("按哪个单位的分工", unit.name if unit else "（未填归口单位和拟稿单位）"),)


def _named(book: Rulebook, rule: SignerRule) -> str:
    usual = "、".join(map(book.slot_title, rule.signers))
    raised = "、".join(map(book.slot_title, rule.raised_to))
    return usual + (f"；必要时{raised}" if raised else "")


def _missing_facts(missing: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return (("没有找到", "、".join(missing)),) if missing else ()


def _away_facts(people: Directory, held: Held, on: date) -> tuple[tuple[str, str], ...]:
    """Who of the signers is away and until when; somebody named on leaving acts only with a delegation (R10)."""
    facts = {}
    for holder in (one for _, holders in held for one in holders):
        away = people.is_away(holder.id, on)
        if away is not None:
            alone = "" if _delegations(people, holder.id, on) else "，没有委托，别人不能代行"
            facts[f"{holder.title}{holder.name}"] = f"外出至{long_day(away.to_day)}{alone}"
    return tuple(facts.items())


def _acting_facts(
    people: Directory, acting: Iterable[tuple[Holder, DelegationRow]], on: date
) -> tuple[tuple[str, str], ...]:
    """Every delegation in force, and whether it stands although who gave it is not reported away (art. 10)."""
    facts = []
    for holder, one in acting:
        here = one.kind == terms.PRESIDING and people.is_away(holder.id, on) is None
        note = f"；{holder.name}这一天没有外出登记，请核对" if here else ""
        facts.append((f"{people.people[one.to_person_id].name}代{holder.name}", _terms(one) + note))
    return tuple(facts)


def _terms(one: DelegationRow) -> str:
    """A delegation in words: kind, scope, dates, source."""
    until = long_day(one.to_day) if one.to_day else "未定"
    scope = f"（{one.scope}）" if one.scope else ""
    source = f"，依据：{one.source}" if one.source else ""
    return f"{one.kind}{scope}，{long_day(one.from_day)}至{until}{source}"


# -- findings ---------------------------------------------------------------------------------------------------------


def _portfolio_finding(
    book: Rulebook,
    people: Directory,
    held: Held,
    unit_id: int | None,
    on: date,
) -> tuple[Finding, ...]:
    """R8a: the rule asks for the leader in charge and nobody is in charge of the unit."""
    if (_IN_CHARGE, ()) not in held or not book.holds("R8a"):
        return ()
    unit, title = people.unit(unit_id), book.slot_title(_IN_CHARGE)
    facts = {"单位": unit.name if unit else "（空）", "缺": title, "日期": long_day(on)}
    if unit is None:
        sentence, remedy = f"没有填写归口单位和拟稿单位，找不到{title}", "填写归口单位，按它的分工确定签发人"
    else:
        sentence, remedy = (
            f"{unit.name}在{long_day(on)}没有{title}",
            f"在分工表中补上{unit.name}的{title}，或改归口单位",
        )
    return (finding(book, "R8a", sentence, facts, remedy),)


def _titled(people: Directory, person_id: int | None, on: date) -> str:
    person = people.person(person_id)
    return f"{people.title_of(person.id, on)}{person.name}" if person else "（未填）"


def _wrong_signer(book: Rulebook, plan: SignerPlan, rule: SignerRule, actual: str) -> Finding:
    if plan.allowed:
        who, remedy = "或".join(seat.label for seat in plan.allowed), ""
    else:
        lacking = "、".join(plan.missing)
        who, remedy = f"{lacking}（没有找到）", f"先在通讯录登记{lacking}的任职或分工，再{plan.act}"
    sentence = f"{rule.matter}应由{who}{plan.act}，不能由{actual}{plan.act}"
    made = finding(book, rule.rule or "", sentence, {}, remedy)
    return replace(made, facts=(*plan.facts, (f"实际{plan.act}", actual)))


def _outside(people: Directory, plan: SignerPlan, signer_id: int | None, on: date) -> tuple[DelegationRow, ...]:
    """Delegations to the signer by somebody who may sign this paper, none of which covers the day; newest first."""
    givers = {seat.person_id for seat in plan.allowed if seat.for_id is None}
    found = [
        one
        for one in people.delegations
        if (one.to_person_id, one.from_person_id in givers) == (signer_id, True)
        and one.kind in SIGNING_DELEGATIONS
        and not one.holds(on)
    ]
    return tuple(sorted(found, key=lambda one: (one.from_day, one.id), reverse=True))


def _not_delegated(book: Rulebook, people: Directory, outside: Sequence[DelegationRow], on: date) -> Finding:
    newest = outside[0]
    giver, actor = people.people[newest.from_person_id].name, people.people[newest.to_person_id].name
    facts = {
        "代行人": actor,
        "委托人": giver,
        "签发日期": long_day(on),
        "委托": "；".join(_terms(one) for one in outside if one.from_person_id == newest.from_person_id),
    }
    sentence = f"{long_day(on)}不在{giver}委托{actor}的期限内，委托期外不得代行"
    return finding(book, "R10", sentence, facts)
