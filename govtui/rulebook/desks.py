"""Tables of a rule pack about absences, duty, incidents, supervision and consultation.

Every entry names the rule it stands on (`rule`), or says in `source` where its value comes from.
"""

from typing import Literal, NamedTuple

from govtui.rulebook.terms import Count, RoleId, RuleId, SlotId, Unit


class AbsenceRule(NamedTuple):
    """To whom these roles report before they go, who is told, and whether they report back (art. 59)."""

    id: str
    roles: tuple[RoleId, ...]
    kinds: tuple[str, ...]
    report_to: tuple[SlotId, ...]
    tell: tuple[SlotId, ...] = ()
    duty_filing: bool = False
    report_back: bool = False
    rule: RuleId | None = None
    source: str = ""


class DutyRequirement(NamedTuple):
    """What a duty day must have (art. 61)."""

    id: str
    name: str
    on: Literal["every_day", "holiday", "special_period"]
    posts: tuple[str, ...]
    rule: RuleId | None = None
    source: str = ""


class IncidentClock(NamedTuple):
    """How soon a report on an incident is due, counted from the incident or from word of it."""

    id: str
    name: str
    stage: Literal["first", "follow_up", "final"]
    starts: Literal["occurred", "received"]
    amount: Count
    unit: Unit
    rule: RuleId | None = None
    source: str = ""


class SupervisionOwner(NamedTuple):
    """Who drives matters from one source; `also` drives beside it; `silent` marks a proposal where the rules say
    nothing (art. 56)."""

    id: str
    matter: str
    owner: SlotId
    also: tuple[SlotId, ...] = ()
    silent: bool = False
    rule: RuleId | None = None
    source: str = ""


class Consultation(NamedTuple):
    """How soon a unit answers when the government asks for its opinion on a paper (art. 55)."""

    amount: Count
    unit: Unit
    no_reply: str
    rule: RuleId | None = None
    source: str = ""
