"""The leaders' steps on a topic, in their order (art. 41): who may take the next one, and what stands as taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govtui.domain.clock import long_day
from govtui.domain.findings import Finding, finding
from govtui.domain.people import Directory
from govtui.domain.signing import Seat, SignerPlan, holders_of, signer_findings, slot_seats
from govtui.rulebook import Rulebook
from govtui.rulebook.meetings import MeetingKind, Stamp
from govtui.rulebook.outgoing import SignerRule


@dataclass(frozen=True, slots=True)
class Stamped:
    """A step that a leader took and that still holds; `step` counts from 0."""

    step: int
    slot: str
    on: date
    words: str = ""


def next_step(kind: MeetingKind, stamps: Sequence[Stamped]) -> int | None:
    """The place of the next step, after the furthest one taken; None when the last one was."""
    place = max((one.step for one in stamps), default=-1) + 1
    return place if place < len(kind.stamps) else None


def stamp_findings(book: Rulebook, kind: MeetingKind, stamps: Sequence[Stamped]) -> tuple[Finding, ...]:
    """R41a: every step of the kind has been taken, each by its own slot and none before the one ahead of it."""
    by_step = {one.step: one for one in stamps}
    found = []
    for rule in dict.fromkeys(stamp.rule for stamp in kind.stamps if stamp.rule and book.holds(stamp.rule)):
        lacking = [
            f"{book.slot_title(stamp.slot)}{stamp.act}"
            for step, stamp in enumerate(kind.stamps)
            if stamp.rule == rule and (step not in by_step or by_step[step].slot != stamp.slot)
        ]
        if lacking:
            facts = _facts(book, kind, stamps)
            found.append(finding(book, rule, f"上{kind.name}还缺：{'、'.join(lacking)}", facts))
    disorder = _disorder(kind, stamps)
    if disorder and disorder.rule and book.holds(disorder.rule):
        sentence = f"{disorder.act}的日期早于前一环节"
        found.append(finding(book, disorder.rule, sentence, _facts(book, kind, stamps), "核对各环节的日期"))
    return tuple(found)


def seats(people: Directory, stamp: Stamp, unit_id: int | None, on: date) -> tuple[Seat, ...]:
    """Who may take a step on that day, acting first; the topic's own unit decides who is in charge."""
    return slot_seats(people, stamp.slot, unit_id, on)


def taking_findings(
    book: Rulebook,
    people: Directory,
    kind: MeetingKind,
    stamps: Sequence[Stamped],
    unit_id: int | None,
    person_id: int,
    on: date,
) -> tuple[Finding, ...]:
    """What the rules say when a person takes the next step on that day: R41a for the wrong one or a step ahead of its
    turn, R10 where a delegation does not cover the day."""
    step = next_step(kind, stamps)
    if step is None:
        return ()
    due = kind.stamps[step]
    plan = _plan(book, people, due, unit_id, on)
    ahead = None if plan.seat(person_id) else step_of(people, kind, step, unit_id, person_id, on)
    if ahead is not None and due.rule and book.holds(due.rule):
        return (_too_early(book, plan, due, kind.stamps[ahead], people, person_id),)
    return (*signer_findings(book, people, plan, person_id, on), *_before_last(book, kind, due, stamps, on))


def step_of(
    people: Directory, kind: MeetingKind, step: int, unit_id: int | None, person_id: int, on: date
) -> int | None:
    """The first step from `step` on that a person may take on that day; None where there is none."""
    for place, stamp in enumerate(kind.stamps[step:], step):
        if any(seat.person_id == person_id for seat in seats(people, stamp, unit_id, on)):
            return place
    return None


def step_facts(
    book: Rulebook, people: Directory, stamp: Stamp, unit_id: int | None, on: date
) -> tuple[tuple[str, str], ...]:
    """What explains who takes a step: the slot, the unit whose portfolio decides, who may on that day."""
    allowed = "、".join(seat.label for seat in seats(people, stamp, unit_id, on))
    unit = people.unit(unit_id)
    by_unit = (("按哪个单位的分工", unit.name if unit else "（申报单位不在单位表里）"),)
    return (
        ("环节", stamp.act),
        ("规定由谁办", book.slot_title(stamp.slot)),
        *(by_unit if stamp.slot in ("in_charge", "assisting") else ()),
        ("可以办的", allowed or "没有人"),
        ("任职和分工截至", long_day(on)),
    )


def _plan(book: Rulebook, people: Directory, stamp: Stamp, unit_id: int | None, on: date) -> SignerPlan:
    allowed = seats(people, stamp, unit_id, on)
    missing = () if holders_of(people, stamp.slot, unit_id, on) else (book.slot_title(stamp.slot),)
    rule = SignerRule("topic", "这一步", "签发", (stamp.slot,), rule=stamp.rule)
    facts = step_facts(book, people, stamp, unit_id, on)
    return SignerPlan(rule, stamp.act, next(iter(allowed), None), allowed, missing, facts)


def _too_early(
    book: Rulebook, plan: SignerPlan, due: Stamp, ahead: Stamp, people: Directory, person_id: int
) -> Finding:
    who = "或".join(seat.label for seat in plan.allowed) or book.slot_title(due.slot)
    name = people.people[person_id].name
    sentence = f"{who}还没有{due.act}，{name}不能先{ahead.act}"
    return finding(book, due.rule or "", sentence, dict(plan.facts))


def _before_last(
    book: Rulebook, kind: MeetingKind, due: Stamp, stamps: Sequence[Stamped], on: date
) -> tuple[Finding, ...]:
    """A step dated before the one ahead of it."""
    last = max((one.on for one in stamps), default=on)
    if on >= last or not due.rule or not book.holds(due.rule):
        return ()
    sentence = f"{due.act}写的日期 {on} 早于前一环节的 {last}"
    return (finding(book, due.rule, sentence, _facts(book, kind, stamps), "核对日期"),)


def _disorder(kind: MeetingKind, stamps: Sequence[Stamped]) -> Stamp | None:
    """The first step that was taken, or entered, before the one ahead of it."""
    steps = [one.step for one in stamps]
    if steps != sorted(steps):
        return next((kind.stamps[one.step] for one in stamps if one.step < len(kind.stamps)), None)
    for before, after in zip(stamps, stamps[1:], strict=False):
        if after.on < before.on and after.step < len(kind.stamps):
            return kind.stamps[after.step]
    return None


def _facts(book: Rulebook, kind: MeetingKind, stamps: Sequence[Stamped]) -> dict[str, str]:
    by_step = {one.step: one for one in stamps}
    facts = {}
    for step, stamp in enumerate(kind.stamps):
        one = by_step.get(step)
        said = f"{one.words} {one.on}".strip() if one else "（还没有）"
        facts[f"{book.slot_title(stamp.slot)}{stamp.act}"] = said
    return facts
