"""Tables of a rule pack about meetings: kinds, chairs, attendees, topics, leave, minutes, decisions, engagements.

Every entry names the rule it stands on (`rule`), or says in `source` where its value comes from; article, strength
and effect are those of the rule.
"""

from typing import Literal, NamedTuple

from govtui.rulebook.terms import Count, MeetingId, RoleId, RuleId, SeriesId, SlotId, Unit

Stage = Literal["need", "review", "recheck", "normative", "legislation", "topic", "matter"]
"""Steps at which a list of questions is asked."""


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
    """One task of a meeting, which a topic names as its basis; `legal_opinion`: only with a legality review."""

    code: str
    name: str
    legal_opinion: bool = False


class Stamp(NamedTuple):
    """One leader's step in a fixed order: who (`slot`) does what (`act`)."""

    slot: SlotId
    act: str
    rule: RuleId | None = None
    source: str = ""


class Quorum(NamedTuple):
    """How many members must be there: `share` of `of` of them (1 of 2: half), more than that with `more_than`."""

    share: Count
    of: Count
    more_than: bool = False
    rule: RuleId | None = None
    source: str = ""

    def needed(self, members: int) -> int:
        """The least number of members present that makes a quorum."""
        whole, rest = divmod(members * self.share, self.of)
        return whole + 1 if self.more_than or rest else whole


class MeetingKind(NamedTuple):
    """A kind of meeting: who sits, who chairs, how topics come in, who signs the minutes, how often (arts. 37 to 44).

    `usual_count` is zero where meetings are held as needed. `title` is how a meeting is called, with {term}, {year},
    {ordinal}, {subject}; `ordinal_per` when its ordinals start again. Minutes are numbered in `series`: by the
    meeting's ordinal, or by the next number of the ledger. `stamps` are the leaders' steps before a topic is listed;
    `gated` asks for coordination, substance and opinion (art. 42); with `decides_major` a major decision passes its
    steps first (art. 23); `published` meetings make their decisions public (art. 28). `reviews`: before their signer
    signs, `minutes_reviews` of the pack are asked for (art. 44 asks so of minutes that the mayor does not always sign).
    """

    id: str
    name: str
    chairs: tuple[RoleId, ...]
    minutes_signers: tuple[SlotId, ...]
    usual_count: int = 0
    usual_per: Literal["year", "month", "week", "need"] = "need"
    title: str = "{name}"
    ordinal_per: Literal["term", "year", "none"] = "none"
    series: SeriesId | None = None
    numbered_by: Literal["ordinal", "ledger"] = "ledger"
    chair_rule: RuleId | None = None
    count_rule: RuleId | None = None
    basis_rule: RuleId | None = None
    minutes_rule: RuleId | None = None
    minutes_raised_to: tuple[SlotId, ...] = ()
    gated: bool = False
    decides_major: bool = False
    published: bool = False
    reviews: bool = False
    stamps: tuple[Stamp, ...] = ()
    quorum: Quorum | None = None
    delegated_chairs: tuple[DelegatedChair, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    tasks: tuple[MeetingTask, ...] = ()
    rule: RuleId | None = None
    source: str = ""

    def tier(self, tier: str) -> tuple[Attendee, ...]:
        """The groups of one tier, in the order of the pack."""
        return tuple(a for a in self.attendees if a.tier == tier)

    def task(self, code: str) -> MeetingTask | None:
        """The task of this code; None for one that the kind does not have."""
        return next((task for task in self.tasks if task.code == code), None)

    def named(self, term: int, year: int, ordinal: int | None, subject: str) -> str:
        """What a meeting of this kind is called."""
        filled = self.title.replace("{name}", self.name).replace("{term}", str(term)).replace("{year}", str(year))
        return filled.replace("{ordinal}", str(ordinal or "…")).replace("{subject}", subject)


class MinutesReview(NamedTuple):
    """A review that minutes need before they are signed (art. 44).

    `when` says what calls for it: a mark set by hand (`flag`; `words` in decisions hint at it), or decisions that give
    work to units of another leader. `finance_vice_mayor` is who is in charge of the unit named like one of `units`.
    """

    id: str
    matter: str
    reviewer: SlotId
    when: Literal["flag", "other_portfolio"] = "flag"
    words: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
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


class DecisionStep(NamedTuple):
    """One step that a major decision may not skip (art. 23); an `optional` one is taken where it is useful (art. 26).

    `by_meeting`: the meeting itself is the step. From `starts` to `ends` it takes at least `least` of `unit`
    (`least_rule`). `not_by` are ways that do not stand for it.
    """

    id: str
    name: str
    optional: bool = False
    by_meeting: bool = False
    starts: str = "开始"
    ends: str = "结束"
    least: int = 0
    unit: Unit = "day"
    least_rule: RuleId | None = None
    not_by: tuple[str, ...] = ()
    rule: RuleId | None = None
    source: str = ""


class Outcome(NamedTuple):
    """What can become of a topic on the day, and how minutes put it: {topic} {unit} {reporter} in `frame`.

    `decides`: decisions follow; `again`: the topic goes back to the pool for a later meeting.
    """

    id: str
    name: str
    frame: str
    decides: bool = True
    again: bool = False
    rule: RuleId | None = None
    source: str = ""


class Meetings(NamedTuple):
    """What all meetings of the office share.

    `topic_minutes` is the usual length of a topic; notices ask for names `reply_hours` before the meeting; people sign
    in `sign_in_early` minutes before. Of two things in one leader's hands within `gap_minutes` the second may be late.
    """

    outcomes: tuple[Outcome, ...]
    topic_minutes: Count = 15
    sign_in_early: Count = 10
    gap_minutes: int = 0
    reply_hours: Count = 16
    rule: RuleId | None = None
    source: str = ""

    def outcome(self, outcome_id: str) -> Outcome | None:
        """The outcome of this id."""
        return next((one for one in self.outcomes if one.id == outcome_id), None)


class DepartmentMeetings(NamedTuple):
    """Departments' city-wide meetings (art. 45): how many a year, how best, who lets county heads be asked."""

    per_year: Count
    count_rule: RuleId
    heads_rule: RuleId
    heads_approver: SlotId
    modes: tuple[str, ...]
    preferred: tuple[str, ...] = ()
    rule: RuleId | None = None
    source: str = ""


class Invitations(NamedTuple):
    """How a request for leaders' presence goes through the office (art. 66): the steps in order, the budget rule."""

    steps: tuple[Stamp, ...]
    budget_rule: RuleId | None = None
    rule: RuleId | None = None
    source: str = ""


class MeetingSubject(NamedTuple):
    """A subject that a plenary or executive meeting decides (art. 24); titles that hold one of `words` hint at it.

    Topics on it answer the questions of `checklist` first.
    """

    id: str
    name: str
    words: tuple[str, ...] = ()
    checklist: Stage | None = None
    rule: RuleId | None = None
    source: str = ""
