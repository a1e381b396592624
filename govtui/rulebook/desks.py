"""Tables of a rule pack about meetings, supervision, duty, absences, decisions and normative documents.

Every entry names the rule it stands on (`rule`), or says in `source` where its value comes from.
"""

from typing import Literal, NamedTuple

from govtui.rulebook.terms import Count, MeetingId, RoleId, RuleId, SlotId, Unit


class Attendee(NamedTuple):
    """One group of people at a meeting: by role where the office knows them, else by name of the group only."""

    name: str
    tier: Literal["member", "invited", "fixed", "arranged", "optional"]
    role: RoleId | None = None
    rule: RuleId | None = None
    source: str = ""


class DelegatedChair(NamedTuple):
    """A role that may chair only when one of `delegators` asks it to."""

    role: RoleId
    delegators: tuple[RoleId, ...]
    rule: RuleId | None = None
    source: str = ""


class MeetingTask(NamedTuple):
    """One task of a meeting, which a topic names as its basis."""

    code: str
    name: str


class MeetingKind(NamedTuple):
    """A kind of meeting: who sits, who chairs, who signs the minutes, how often (arts. 37 to 44).

    `usual_count` is zero where meetings are held as needed.
    """

    id: str
    name: str
    chairs: tuple[RoleId, ...]
    minutes_signers: tuple[SlotId, ...]
    usual_count: int = 0
    usual_per: Literal["year", "month", "need"] = "need"
    count_rule: RuleId | None = None
    minutes_rule: RuleId | None = None
    minutes_raised_to: tuple[SlotId, ...] = ()
    gated: bool = False
    delegated_chairs: tuple[DelegatedChair, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    tasks: tuple[MeetingTask, ...] = ()
    rule: RuleId | None = None
    source: str = ""

    def tier(self, tier: str) -> tuple[Attendee, ...]:
        """The groups of one tier, in the order of the pack."""
        return tuple(a for a in self.attendees if a.tier == tier)


class MinutesReview(NamedTuple):
    """A review that minutes need before they are signed (art. 44)."""

    id: str
    matter: str
    reviewer: SlotId
    rule: RuleId | None = None
    source: str = ""


class LeaveRule(NamedTuple):
    """From whom these roles ask leave of these meetings, and what else is due (art. 43); no roles means everybody."""

    id: str
    meetings: tuple[MeetingId, ...]
    approver: SlotId
    roles: tuple[RoleId, ...] = ()
    duty_filing: bool = False
    deputy: bool = False
    rule: RuleId | None = None
    source: str = ""


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


class DecisionStep(NamedTuple):
    """One step that a major decision may not skip (art. 23)."""

    id: str
    name: str
    rule: RuleId | None = None
    source: str = ""
