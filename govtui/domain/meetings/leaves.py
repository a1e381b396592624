"""Leave of a meeting: from whom, what else is due, and what is still lacking (art. 43)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from govtui.domain.clock import long_day
from govtui.domain.explain import SILENT
from govtui.domain.findings import Finding, finding
from govtui.domain.people import DelegationRow, Directory
from govtui.domain.signing import SIGNING_DELEGATIONS, Seat, slot_seats
from govtui.rulebook import Rulebook
from govtui.rulebook.meetings import LeaveRule

CHAIR = "chair"


@dataclass(frozen=True, slots=True)
class Sitting:
    """The meeting that somebody asks leave of: kind by id and name, its day, and who chairs (None: not known yet)."""

    kind: str
    kind_name: str
    on: date
    chair: Seat | None = None


@dataclass(frozen=True, slots=True)
class Absentee:
    """Who asks: the person (None for a name written by hand), how he is called, and the unit that he heads."""

    person_id: int | None
    label: str
    unit_id: int | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who may grant a leave on a day by its rule; `rule` is None where the rules are silent, then anybody may."""

    rule: LeaveRule | None
    matter: str
    title: str
    allowed: tuple[Seat, ...]
    facts: tuple[tuple[str, str], ...]

    def seat(self, person_id: int | None) -> Seat | None:
        """The seat from which a person may grant it; None for who may not."""
        return next((seat for seat in self.allowed if seat.person_id == person_id), None)


def rule_for(book: Rulebook, people: Directory, who: Absentee, sitting: Sitting) -> LeaveRule | None:
    """The rule of this meeting for the roles that the person holds on its day; None where the rules are silent.

    A rule that names roles goes before one for everybody.
    """
    held = (
        {post.role for post in people.posts_of(who.person_id, sitting.on)} if who.person_id is not None else {who.role}
    )
    fitting = [rule for rule in book.leaves if sitting.kind in rule.meetings]
    named = next((rule for rule in fitting if held.intersection(rule.roles)), None)
    return named or next((rule for rule in fitting if not rule.roles), None)


def approval(book: Rulebook, people: Directory, who: Absentee, sitting: Sitting, on: date) -> Approval:
    """Who may grant this leave when it is granted on `on`: who holds the place then, or acts for him (R10).

    Nobody grants his own leave.
    """
    rule, matter = rule_for(book, people, who, sitting), f"{sitting.kind_name}请假"
    known = (("请假人", who.label), ("会议", f"{sitting.kind_name}，{long_day(sitting.on)}"))
    if rule is None:
        return Approval(None, matter, "", (), (*known, ("批准人", SILENT)))
    seats = _seats(people, rule.approver, who.unit_id, sitting, on)
    allowed = tuple(seat for seat in seats if seat.person_id != who.person_id)
    title = book.slot_title(rule.approver)
    facts = (
        *known,
        ("规定由谁批准", title),
        (f"{long_day(on)}可以批准", "、".join(s.label for s in allowed) or "没有人"),
    )
    return Approval(rule, matter, title, allowed, facts)


def approval_findings(
    book: Rulebook, people: Directory, plan: Approval, approver_id: int | None, on: date
) -> tuple[Finding, ...]:
    """What the rules say when this person grants the leave: the leave's own rule (R43a to R43c), and R10 where a
    delegation does not cover the day. Whether it blocks or warns is the pack's word."""
    rule = plan.rule.rule if plan.rule else None
    if plan.rule is None or plan.seat(approver_id) is not None:
        return ()
    found = [_wrong_approver(book, people, plan, rule, approver_id, on)] if rule and book.holds(rule) else []
    outside = _outside(people, plan.allowed, approver_id, on)
    if outside is not None and book.holds("R10"):
        found.append(_not_delegated(book, people, outside, on))
    return tuple(found)


def lacks(book: Rulebook, plan: Approval, approved: bool, filed: bool, deputy: str) -> tuple[str, ...]:
    """What a leave still lacks under its rule, in words: 市长批准, 总值班室备案, 列席副职 (R43b)."""
    rule = plan.rule
    wanted = (
        (f"{plan.title}批准", approved),
        (f"{book.slot_title('duty_room')}备案", filed or not (rule and rule.duty_filing)),
        ("列席副职", bool(deputy.strip()) or not (rule and rule.deputy)),
    )
    return tuple(words for words, there in wanted if not there)


def lacking_finding(book: Rulebook, plan: Approval, label: str, missing: Sequence[str]) -> tuple[Finding, ...]:
    """R43b: a leave that is granted but not complete."""
    rule = plan.rule.rule if plan.rule else None
    if not missing or rule is None or not book.holds(rule):
        return ()
    words = "、".join(missing)
    return (finding(book, rule, f"{label}的{plan.matter}还缺{words}", {**dict(plan.facts), "还缺": words}),)


# -- inner ------------------------------------------------------------------------------------------------------------


def _seats(people: Directory, slot: str, unit_id: int | None, sitting: Sitting, on: date) -> Iterable[Seat]:
    if slot == CHAIR:
        return (sitting.chair,) if sitting.chair else ()
    return slot_seats(people, slot, unit_id, on)


def _wrong_approver(
    book: Rulebook, people: Directory, plan: Approval, rule: str, approver_id: int | None, on: date
) -> Finding:
    person = people.person(approver_id)
    actual = f"{people.title_of(person.id, on)}{person.name}" if person else "（未填）"
    who = "或".join(seat.label for seat in plan.allowed) or f"{plan.title}（没有找到）"
    remedy = "" if plan.allowed else f"先确定{plan.title}，再登记批准"
    facts = {**dict(plan.facts), "实际批准": actual}
    return finding(book, rule, f"{plan.matter}应由{who}批准，不能由{actual}批准", facts, remedy)


def _outside(people: Directory, allowed: Sequence[Seat], approver_id: int | None, on: date) -> DelegationRow | None:
    """The newest delegation to the approver by somebody who may grant the leave, none of which covers the day."""
    givers = {seat.person_id for seat in allowed if seat.for_id is None}
    found = [
        one
        for one in people.delegations
        if one.to_person_id == approver_id and one.from_person_id in givers and one.kind in SIGNING_DELEGATIONS
    ]
    return max((one for one in found if not one.holds(on)), key=lambda one: (one.from_day, one.id), default=None)


def _not_delegated(book: Rulebook, people: Directory, one: DelegationRow, on: date) -> Finding:
    giver, actor = people.people[one.from_person_id].name, people.people[one.to_person_id].name
    until = long_day(one.to_day) if one.to_day else "未定"
    facts = {"代行人": actor, "委托人": giver, "批准日期": long_day(on), "委托": f"{long_day(one.from_day)}至{until}"}
    return finding(book, "R10", f"{long_day(on)}不在{giver}委托{actor}的期限内，委托期外不得代行", facts)
