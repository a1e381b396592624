"""A rule pack in memory: rules with article, strength and effect, and the tables that stand on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, NamedTuple

from govtui.rulebook.desks import (
    AbsenceRule,
    Consultation,
    DutyRequirement,
    IncidentClock,
    SupervisionOwner,
)
from govtui.rulebook.meetings import (
    DecisionStep,
    DepartmentMeetings,
    Invitations,
    LeaveRule,
    MeetingKind,
    Meetings,
    MeetingSubject,
    MinutesReview,
)
from govtui.rulebook.outgoing import (
    AddressGroup,
    CheckItem,
    Checklist,
    Congratulations,
    NormativeTerms,
    Publication,
    SignerRule,
)
from govtui.rulebook.papers import (
    Channel,
    Circulation,
    DeadlineRule,
    DocumentKind,
    IntakeCheck,
    OfficeHours,
    OpinionDuty,
    ReadingOrder,
    ReturnReason,
    RouteChain,
    Series,
    StepLimit,
    Urgency,
)
from govtui.rulebook.terms import IN_FORCE, SLOTS, Derived, Effect, Grade, Key, Order, RoleId, Strength

__all__ = ["Article", "Effect", "Role", "Rule", "Rulebook", "Strength"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One duty of the working rules, in the program's own words.

    `article_text` is how the place is cited (第五十条第二款); `release_role` may release a block with a reason;
    `source` is filled where the value comes from a statute or from practice and not from the rules themselves.
    """

    id: str
    articles: tuple[int, ...]
    article_text: str
    strength: Strength
    effect: Effect
    capability: str
    says: str
    remedy: str = ""
    release_role: RoleId | None = None
    source: str = ""

    @property
    def active(self) -> bool:
        """Whether the program applies the rule now, or only holds it."""
        return self.capability in IN_FORCE


class Article(NamedTuple):
    """One article: its topic in short, the rules that hold it, and whether it says who does what by when at all."""

    number: int
    topic: str
    procedure: bool = True
    rules: Annotated[tuple[str, ...], Derived()] = ()


class Role(NamedTuple):
    """A post as the rules speak of it; a smaller `rank` stands further in front; leaders get papers to read."""

    id: str
    title: str
    rank: Order
    leader: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class Rulebook:
    """One government's working rules: the schema of a pack file and the answers that domain and services ask for.

    The fields are the keys of the TOML file. Required tables hold what every desk needs; the others may be absent.
    """

    id: str
    title: str
    government: str
    office: str
    place: str
    issued: date
    rules: Mapping[str, Rule]
    articles: tuple[Article, ...]
    roles: tuple[Role, ...]
    reading_orders: tuple[ReadingOrder, ...]
    routes: tuple[RouteChain, ...]
    opinions: OpinionDuty
    document_kinds: tuple[DocumentKind, ...]
    urgencies: tuple[Urgency, ...]
    deadlines: tuple[DeadlineRule, ...]
    circulation: Circulation
    office_hours: OfficeHours
    channels: tuple[Channel, ...]
    intake_checks: tuple[IntakeCheck, ...]
    return_reasons: tuple[ReturnReason, ...]
    series_list: Annotated[tuple[Series, ...], Key("series")]
    consultation: Consultation
    number: str = ""
    grades: tuple[Grade, ...] = ("无", "内部")
    step_limits: tuple[StepLimit, ...] = ()
    signers: tuple[SignerRule, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    meeting_subjects: tuple[MeetingSubject, ...] = ()
    address_groups: tuple[AddressGroup, ...] = ()
    congratulations: Congratulations | None = None
    meeting_kinds: tuple[MeetingKind, ...] = ()
    meetings: Meetings | None = None
    department_meetings: DepartmentMeetings | None = None
    invitations: Invitations | None = None
    minutes_reviews: tuple[MinutesReview, ...] = ()
    leaves: tuple[LeaveRule, ...] = ()
    absences: tuple[AbsenceRule, ...] = ()
    duty_requirements: tuple[DutyRequirement, ...] = ()
    incident_clocks: tuple[IncidentClock, ...] = ()
    supervision_owners: tuple[SupervisionOwner, ...] = ()
    decision_steps: tuple[DecisionStep, ...] = ()
    publication: Publication | None = None
    normative: NormativeTerms | None = None

    def rule(self, rule_id: str) -> Rule:
        """The rule of this id; KeyError where the pack does not hold it."""
        return self.rules[rule_id]

    def holds(self, rule_id: str) -> bool:
        """Whether the pack speaks about this at all."""
        return rule_id in self.rules

    def article(self, number: int) -> Article:
        """The article of this number; KeyError where the rules have no such article."""
        if not 1 <= number <= len(self.articles):
            raise KeyError(number)
        return self.articles[number - 1]

    def role(self, role_id: str) -> Role:
        """The role of this id; KeyError where the pack has no such role."""
        for role in self.roles:
            if role.id == role_id:
                return role
        raise KeyError(role_id)

    def slot_title(self, slot: str) -> str:
        """How a place in a route or signing chain is called: the role's title, or 分管副市长 and the like."""
        return SLOTS[slot] if slot in SLOTS else self.role(slot).title

    @property
    def doc_classes(self) -> tuple[str, ...]:
        """The classes a paper can have, in the order of the pack: 阅知, 批办."""
        return tuple(order.doc_class for order in self.reading_orders)

    def reading_order(self, doc_class: str) -> ReadingOrder:
        """How papers of this class go round; KeyError for a class the pack does not know (R50d, R50f)."""
        for order in self.reading_orders:
            if order.doc_class == doc_class:
                return order
        raise KeyError(doc_class)

    def route_chain(self, doc_class: str, major: bool) -> tuple[str, ...]:
        """The slots that see a paper, highest rank first; () where the rules name nobody (R48)."""
        found = self.route_rule(doc_class, major)
        return found.slots if found else ()

    def route_rule(self, doc_class: str, major: bool) -> RouteChain | None:
        """The entry behind `route_chain`: first one of this weight that names the class or names none."""
        for chain in self.routes:
            if chain.major == major and (not chain.classes or doc_class in chain.classes):
                return chain
        return None

    @property
    def opinion_required_roles(self) -> tuple[str, ...]:
        """Roles that must write an opinion on an action paper, not only circle their name (R50g)."""
        return self.opinions.roles

    def urgency(self, name: str) -> Urgency:
        """The degree of urgency of this name; KeyError where the pack has no such word."""
        for urgency in self.urgencies:
            if urgency.name == name:
                return urgency
        raise KeyError(name)

    def deadline_for(self, urgency: str, kind: str, doc_class: str) -> DeadlineRule:
        """The time limit of such a paper: the first row of the table that fits; the last row fits everything (R52)."""
        for rule in self.deadlines:
            if rule.fits(urgency, kind, doc_class):
                return rule
        raise KeyError((urgency, kind, doc_class))

    @property
    def reading_days(self) -> int:
        """Working days a paper may stay with a leader before a reminder is due."""
        return self.circulation.reading_days

    @property
    def consultation_days(self) -> int:
        """How many units (see `consultation.unit`) a consulted department has to answer (R55b)."""
        return self.consultation.amount

    def channel(self, channel_id: str) -> Channel:
        """The way in of this id; KeyError where the pack has no such way."""
        for channel in self.channels:
            if channel.id == channel_id:
                return channel
        raise KeyError(channel_id)

    def return_reason(self, code: str) -> ReturnReason:
        """The reason of this code; KeyError where the pack has no such reason."""
        for reason in self.return_reasons:
            if reason.code == code:
                return reason
        raise KeyError(code)

    def series(self, series_id: str) -> Series:
        """The run of numbers of this id; KeyError where the pack has no such series."""
        for series in self.series_list:
            if series.id == series_id:
                return series
        raise KeyError(series_id)

    @property
    def outgoing_series(self) -> tuple[Series, ...]:
        """The series in which papers leave in the government's or the office's name, in the order of the pack."""
        return tuple(series for series in self.series_list if series.organ is not None)

    def organ_name(self, organ: str) -> str:
        """The organ in whose name a paper leaves, as it signs."""
        return self.government if organ == "government" else self.office

    def kind(self, name: str) -> DocumentKind | None:
        """The kind of document of this name; None for one that the pack does not list."""
        return next((kind for kind in self.document_kinds if kind.name == name), None)

    def checklist(self, stage: str) -> tuple[CheckItem, ...]:
        """The questions of one step; () where the pack asks none."""
        return next((found.items for found in self.checklists if found.stage == stage), ())

    def step_limit(self, limit_id: str) -> StepLimit | None:
        """The time limit of one step; None where the pack sets none."""
        return next((limit for limit in self.step_limits if limit.id == limit_id), None)

    def meeting_subject(self, subject_id: str) -> MeetingSubject | None:
        """The subject of this id that a meeting must decide (art. 24); None for any other."""
        return next((subject for subject in self.meeting_subjects if subject.id == subject_id), None)

    def meeting_kind(self, kind_id: str) -> MeetingKind:
        """The kind of meeting of this id; KeyError where the pack has no such kind."""
        found = self.known_meeting_kind(kind_id)
        if found is None:
            raise KeyError(kind_id)
        return found

    def known_meeting_kind(self, kind_id: str) -> MeetingKind | None:
        """The kind of meeting of this id; None where the pack no longer has it."""
        return next((kind for kind in self.meeting_kinds if kind.id == kind_id), None)

    def signer_rule(self, kind: str, series: str, direction: str, major: bool) -> SignerRule | None:
        """Who signs such a paper, first fit; None where the rules are silent (R49, R50a to R50c)."""
        for row in self.signers:
            if (
                (not row.kinds or kind in row.kinds)
                and (not row.series or series in row.series)
                and (not row.directions or direction in row.directions)
                and row.major in (None, major)
            ):
                return row
        return None
