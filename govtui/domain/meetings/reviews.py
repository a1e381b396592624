"""Who signs minutes and who reviews them first, as of a day (arts. 10 and 44)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from govtui.domain.clock import long_day
from govtui.domain.findings import Finding, finding
from govtui.domain.people import Directory, Holder, terms
from govtui.domain.signing import Seat, SignerPlan, holder_seats, holders_of, plan_of
from govtui.rulebook import Rulebook
from govtui.rulebook.meetings import MeetingKind, MinutesReview
from govtui.rulebook.model import Effect
from govtui.rulebook.outgoing import SignerRule

_CHAIR, _DELEGATOR = "chair", "delegator"


@dataclass(frozen=True, slots=True)
class Chair:
    """Who sat in the chair on the day of the meeting, and who had delegated it to him (None: nobody)."""

    person_id: int | None
    for_id: int | None
    on: date


@dataclass(frozen=True, slots=True)
class WorkUnit:
    """A unit that a decision gives work to; without an id it is not in the address book."""

    id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Given:
    """A review that was given: by whom, for whom, about which units, on which day."""

    step: str
    person_id: int | None
    for_id: int | None
    about: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Need:
    """A review that minutes need: `principal` is the leader whose review it is, `seats` are who may give it.

    `about` are the units that call for it; `missing` names the place where nobody holds it. `by_signature`: whoever
    reviews signs the minutes himself, which is review enough.
    """

    step: str
    matter: str
    rule: str
    about: tuple[str, ...]
    principal: Holder | None
    seats: tuple[Seat, ...]
    missing: str = ""
    by_signature: bool = False
    facts: tuple[tuple[str, str], ...] = ()

    def done_by(self, given: Given, on: date) -> bool:
        """Whether a review stands for this need on `on`: the same leader's, about all its units, not given later."""
        if given.step != self.step or given.on > on or not set(self.about) <= set(given.about):
            return False
        leader = given.for_id if given.for_id is not None else given.person_id
        return self.principal is None or leader == self.principal.id


# -- the signer -------------------------------------------------------------------------------------------------------


def signer_plan(book: Rulebook, people: Directory, kind: MeetingKind | None, chair: Chair, on: date) -> SignerPlan:
    """Who may sign such a meeting's minutes as of `on` (R44a, R44b, R10); silent where the pack names nobody.

    The chair signs what he chaired in his own right, the delegator what was chaired for him; both only while they still
    hold such a post.
    """
    rule = _rule(kind)
    known = _chair_facts(people, chair, on)
    if kind is None or rule is None:
        return plan_of(book, people, None, (), None, known, on)
    own = _in_own_right(people, kind, chair)
    slots = (*_slots(kind.minutes_signers, own), *kind.minutes_raised_to)
    held = [(slot, _holders(people, kind, slot, chair, on)) for slot in dict.fromkeys(slots)]
    gone = _gone_facts(people, chair.person_id if own else chair.for_id, held, on)
    return plan_of(book, people, rule, held, None, (*known, *gone), on)


def _rule(kind: MeetingKind | None) -> SignerRule | None:
    """The row by which minutes of this kind are signed; None where the pack names nobody."""
    if kind is None or not kind.minutes_signers:
        return None
    signers, raised = kind.minutes_signers, kind.minutes_raised_to
    return SignerRule(kind.id, f"{kind.name}纪要", "签发", signers, raised, rule=kind.minutes_rule)


def _in_own_right(people: Directory, kind: MeetingKind, chair: Chair) -> bool:
    """Whether the chair held a post that chairs such meetings without a delegation, or nobody had delegated it."""
    if chair.person_id is None or chair.for_id is None:
        return True
    return any(post.role in kind.chairs for post in people.posts_of(chair.person_id, chair.on))


def _slots(signers: Sequence[str], own: bool) -> tuple[str, ...]:
    """Of the chair and the delegator, the one who signs; where the pack names only the other, that place is empty."""
    idle = _DELEGATOR if own else _CHAIR
    left = tuple(slot for slot in signers if slot != idle)
    return left or tuple(signers)


def _holders(people: Directory, kind: MeetingKind, slot: str, chair: Chair, on: date) -> tuple[Holder, ...]:
    if slot not in (_CHAIR, _DELEGATOR):
        return holders_of(people, slot, None, on)
    own = _in_own_right(people, kind, chair)
    if own != (slot == _CHAIR):
        return ()
    roles = kind.chairs if own else tuple(role for one in kind.delegated_chairs for role in one.delegators)
    holder = _still(people, chair.person_id if own else chair.for_id, roles, on)
    return (holder,) if holder else ()


def _still(people: Directory, person_id: int | None, roles: Sequence[str], on: date) -> Holder | None:
    """The person at a post of these roles on that day; None for who holds none of them then."""
    held = (one for role in roles for one in people.people_in_role(role, on))
    return next((one for one in held if one.id == person_id), None)


def _chair_facts(people: Directory, chair: Chair, on: date) -> tuple[tuple[str, str], ...]:
    person, giver = people.person(chair.person_id), people.person(chair.for_id)
    sat = f"{people.title_of(person.id, chair.on)}{person.name}" if person else "（未填）"
    by = f"，受{people.title_of(giver.id, chair.on)}{giver.name}委托" if giver else ""
    return ("会议主持人", sat + by), ("开会", long_day(chair.on)), ("任职和分工截至", long_day(on))


def _gone_facts(
    people: Directory, person_id: int | None, held: Sequence[tuple[str, Sequence[Holder]]], on: date
) -> tuple[tuple[str, str], ...]:
    """Says that the chair (or the delegator) holds no post any more from which such minutes are signed."""
    empty = [slot for slot, holders in held if slot in (_CHAIR, _DELEGATOR) and not holders]
    person = people.person(person_id)
    if not empty or person is None:
        return ()
    now = people.title_of(person.id, on) or "没有任职"
    return (("任职变动", f"{person.name}在{long_day(on)}不担任可以签发此类纪要的职务（{now}）"),)


# -- reviews ----------------------------------------------------------------------------------------------------------


def needs(
    book: Rulebook,
    people: Directory,
    kind: MeetingKind | None,
    finance: bool,
    units: Sequence[WorkUnit],
    chair_id: int | None,
    signer_id: int | None,
    on: date,
) -> tuple[Need, ...]:
    """The reviews that minutes need as of `on` when `signer_id` signs them (R44c, R44d); kinds without reviews: none.

    `finance` marks revenue or expenditure; `units` are those that the decisions give work to.
    """
    if kind is None or not kind.reviews:
        return ()
    found: list[Need] = []
    for review in book.minutes_reviews:
        if review.when == "other_portfolio":
            found += _other_leaders(people, review, units, (chair_id, signer_id), signer_id, on)
        elif finance:
            found.append(_flagged(book, people, review, signer_id, on))
    return tuple(found)


def _flagged(book: Rulebook, people: Directory, review: MinutesReview, signer_id: int | None, on: date) -> Need:
    holders = _reviewers(people, review, on)
    seats = holder_seats(people, review.reviewer, holders, on)
    named = "、".join(unit.name for unit in _review_units(people, review, on))
    facts = (("事项", review.matter), ("按哪个单位的分工", named), ("日期", long_day(on)))
    return Need(
        review.id,
        review.matter,
        review.rule or "",
        (),
        next(iter(holders), None),
        seats,
        "" if seats else book.slot_title(review.reviewer),
        _among(seats, signer_id),
        tuple(fact for fact in facts if fact[1]),
    )


def _review_units(people: Directory, review: MinutesReview, on: date) -> list[WorkUnit]:
    wanted = tuple(review.units)
    return [
        WorkUnit(unit.id, unit.name)
        for unit in people.ordered_units
        if wanted and unit.open_on(on) and unit.category == terms.DEPARTMENT and unit.name.endswith(wanted)
    ]


def _reviewers(people: Directory, review: MinutesReview, on: date) -> tuple[Holder, ...]:
    if not review.units:
        return holders_of(people, review.reviewer, None, on)
    held = (people.in_charge_of(unit.id, on) for unit in _review_units(people, review, on) if unit.id is not None)
    return tuple({one.id: one for one in held if one is not None}.values())


def _other_leaders(
    people: Directory,
    review: MinutesReview,
    units: Sequence[WorkUnit],
    spared: Sequence[int | None],
    signer_id: int | None,
    on: date,
) -> Iterable[Need]:
    """One need for every leader in charge of units that the decisions name, except who chaired and who signs."""
    by_leader: dict[int, tuple[Holder, list[str]]] = {}
    for unit in units:
        holder = people.in_charge_of(unit.id, on) if unit.id is not None else None
        if holder is not None and holder.id not in spared:
            by_leader.setdefault(holder.id, (holder, []))[1].append(unit.name)
    for holder, names in by_leader.values():
        about = tuple(dict.fromkeys(names))
        seats = holder_seats(people, review.reviewer, (holder,), on)
        facts = (("责任单位", "、".join(about)), ("分管", f"{holder.title}{holder.name}"), ("日期", long_day(on)))
        yield Need(
            review.id,
            review.matter,
            review.rule or "",
            about,
            holder,
            seats,
            by_signature=_among(seats, signer_id),
            facts=facts,
        )


def _among(seats: Sequence[Seat], person_id: int | None) -> bool:
    return person_id is not None and any(seat.person_id == person_id for seat in seats)


def missing(needs: Sequence[Need], given: Sequence[Given], on: date) -> tuple[Need, ...]:
    """The needs that nobody has satisfied as of `on`."""
    return tuple(one for one in needs if not one.by_signature and not any(one.done_by(g, on) for g in given))


def review_findings(book: Rulebook, needs: Sequence[Need], given: Sequence[Given], on: date) -> tuple[Finding, ...]:
    """One block for every rule by which a review is missing; none where the pack gives no rule for it."""
    lacking: dict[str, list[Need]] = {}
    for need in missing(needs, given, on):
        if need.rule and book.holds(need.rule):
            lacking.setdefault(need.rule, []).append(need)
    return tuple(_lacking(book, rule, some) for rule, some in lacking.items())


def wrong_reviewer(book: Rulebook, need: Need, actual: str) -> tuple[Finding, ...]:
    """The block where somebody else reviews than the need asks for."""
    if not need.rule or not book.holds(need.rule):
        return ()
    sentence = f"{_words(need)}应由{_who(need)}审核，不能由{actual}审核"
    facts = dict(need.facts) | {"实际审核": actual}
    return (finding(book, need.rule, sentence, facts, _remedy(need)),)


def finance_hint(book: Rulebook, kind: MeetingKind | None, finance: bool, text: str) -> tuple[Finding, ...]:
    """A warning where the words of the minutes hint at a review and the mark is not set (R44c)."""
    review, words = hinted(book, text)
    if finance or kind is None or not kind.reviews or review is None or not book.holds(review.rule or ""):
        return ()
    facts = {"文中的词": "、".join(words), "涉及财政收支": "否"}
    sentence = f"文中有“{words[0]}”，看来{review.matter}，还没有标明"
    remedy = f"{review.matter}的请标明，送{book.slot_title(review.reviewer)}审核"
    made = finding(book, review.rule or "", sentence, facts, remedy)
    return (replace(made, effect=Effect.WARN, release_role=None),)


def hinted(book: Rulebook, text: str) -> tuple[MinutesReview | None, tuple[str, ...]]:
    """The first review by mark whose words stand in a text, with those words."""
    for review in book.minutes_reviews:
        words = tuple(word for word in review.words if word in text)
        if review.when == "flag" and words:
            return review, words
    return None, ()


def unled_findings(book: Rulebook, people: Directory, units: Sequence[WorkUnit], on: date) -> tuple[Finding, ...]:
    """R8a: departments that get work and have no leader in charge, so that nobody can be asked to review."""
    if not book.holds("R8a"):
        return ()
    wanted = terms.categories_with_portfolio(book)
    known = (people.unit(unit.id) for unit in units)
    alone = [u.name for u in known if u and u.category in wanted and people.in_charge_of(u.id, on) is None]
    if not alone:
        return ()
    names, title = "、".join(dict.fromkeys(alone)), book.slot_title("in_charge")
    facts = {"单位": names, "缺": title, "日期": long_day(on)}
    return (finding(book, "R8a", f"{names}在{long_day(on)}没有{title}，不知道请谁审核", facts),)


def _lacking(book: Rulebook, rule: str, some: Sequence[Need]) -> Finding:
    sentence = "；".join(f"{_words(need)}，还没有{_who(need)}审核" for need in some)
    facts = {label: value for need in some for label, value in need.facts}
    return finding(book, rule, sentence, facts, "；".join(dict.fromkeys(filter(None, map(_remedy, some)))))


def _words(need: Need) -> str:
    return f"{need.matter}（{'、'.join(need.about)}）" if need.about else need.matter


def _who(need: Need) -> str:
    return "或".join(seat.label for seat in need.seats) or f"{need.missing}（没有找到）"


def _remedy(need: Need) -> str:
    return f"先在分工表中登记{need.missing}，再送审核" if need.missing else ""
