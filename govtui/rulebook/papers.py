"""Tables of a rule pack about papers: reading orders, routes, kinds, limits, intake and numbers.

Every entry names the rule it stands on (`rule`), or says in `source` where its value comes from; article, strength
and effect are those of the rule.
"""

from datetime import time
from typing import Annotated, Literal, NamedTuple

from govtui.rulebook.terms import (
    Count,
    Derived,
    Direction,
    DocClass,
    KindName,
    Order,
    ReasonCode,
    RoleId,
    RuleId,
    SlotId,
    Strength,
    Unit,
    UrgencyName,
)


class ReadingOrder(NamedTuple):
    """How papers of one class go round the ranked list, and what a circle on them says (art. 50)."""

    doc_class: str
    direction: Literal["front_to_back", "back_to_front"]
    circle_means: str
    rule: RuleId | None = None
    circle_rule: RuleId | None = None
    source: str = ""


class RouteChain(NamedTuple):
    """Who sees papers of these classes, highest rank first; empty `classes` means every class (art. 48)."""

    slots: tuple[SlotId, ...]
    classes: tuple[DocClass, ...] = ()
    major: bool = False
    rule: RuleId | None = None
    source: str = ""


class OpinionDuty(NamedTuple):
    """Who may not pass an action paper on with a bare circle (art. 50)."""

    roles: tuple[RoleId, ...]
    first_step: bool
    rule: RuleId | None = None
    source: str = ""


class DocumentKind(NamedTuple):
    """One kind of official document and the directions it may travel; `sealed` is false for those without a seal."""

    name: str
    directions: tuple[Direction, ...]
    sealed: bool = True
    source: str = ""


class Urgency(NamedTuple):
    """One degree of urgency; a higher `rank` is more urgent; `medium` says where the word may stand."""

    name: str
    rank: Order
    medium: Literal["any", "paper", "telegram"] = "any"
    source: str = ""


class DeadlineRule(NamedTuple):
    """How long the papers that match may take; an empty list of urgencies, kinds or classes matches everything."""

    id: str
    amount: Count
    unit: Unit
    strength: Strength
    says: str
    rule: RuleId | None = None
    source: str = ""
    urgencies: tuple[UrgencyName, ...] = ()
    kinds: tuple[KindName, ...] = ()
    classes: tuple[DocClass, ...] = ()
    article: Annotated[str, Derived()] = ""

    def fits(self, urgency: str, kind: str, doc_class: str) -> bool:
        """Whether a paper with these three marks falls under this rule."""
        return (
            (not self.urgencies or urgency in self.urgencies)
            and (not self.kinds or kind in self.kinds)
            and (not self.classes or doc_class in self.classes)
        )

    @property
    def catches_all(self) -> bool:
        """Whether the rule asks for nothing, so that it fits every paper."""
        return not (self.urgencies or self.kinds or self.classes)


class StepLimit(NamedTuple):
    """How long one step of handling usually takes (register, propose, hand round, read)."""

    id: str
    name: str
    amount: Count
    unit: Unit
    rule: RuleId | None = None
    source: str = ""


class Circulation(NamedTuple):
    """Working days a paper may stay with one leader, and how early a deadline begins to show as near."""

    reading_days: Count
    near_days: Count = 1
    rule: RuleId | None = None
    source: str = ""


class OfficeHours(NamedTuple):
    """Daily working sessions; hours in hand are counted inside them, day deadlines end when the last one ends."""

    sessions: tuple[tuple[time, time], ...]
    rule: RuleId | None = None
    source: str = ""

    @property
    def opens(self) -> time:
        """When the office opens."""
        return self.sessions[0][0]

    @property
    def closes(self) -> time:
        """When the office closes."""
        return self.sessions[-1][1]


class Channel(NamedTuple):
    """A way in which papers reach the office; irregular ones are counted against the sender (art. 46)."""

    id: str
    name: str
    irregular: bool = False
    late_registration: bool = False
    rule: RuleId | None = None
    source: str = ""


class IntakeCheck(NamedTuple):
    """One question of the initial check, put so that “yes” lets the paper in; empty `kinds` asks it of every paper.

    A paper of the kinds in `holds_back` goes to no leader while the answer is no, unless the rule is released.
    """

    id: str
    question: str
    return_reason: ReasonCode
    kinds: tuple[KindName, ...] = ()
    holds_back: tuple[KindName, ...] = ()
    rule: RuleId | None = None
    source: str = ""


class ReturnReason(NamedTuple):
    """Why a paper goes back to its sender, as printed on the return slip."""

    code: str
    name: str
    rule: RuleId | None = None
    source: str = ""


class Series(NamedTuple):
    """A run of numbers: `{serial}`, `{year}` where it starts again yearly; `width` pads the serial with zeros.

    A series of outgoing papers names the `organ` in whose name they leave, the `head` that is printed in red, and the
    `form` of the print (GB/T 9704-2012): an ordinary document, a letter, an order, minutes.
    """

    id: str
    name: str
    pattern: str
    per: Literal["year", "term", "ever"] = "year"
    width: Count = 1
    organ: Literal["government", "office"] | None = None
    head: str = ""
    form: Literal["document", "letter", "order", "minutes"] = "document"
    normative: bool = False
    rule: RuleId | None = None
    source: str = ""

    def text(self, serial: int, year: int | None = None) -> str:
        """The number as written; `year` is needed where the pattern shows one."""
        return self.pattern.replace("{serial}", str(serial).zfill(self.width)).replace("{year}", str(year or ""))
