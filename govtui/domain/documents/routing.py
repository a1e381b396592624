"""Who reads a paper in which order: computed from the rules, the portfolios and who is here (arts. 48, 50, 59)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from govtui.domain.clock import short_day
from govtui.domain.findings import Finding, finding
from govtui.rulebook import Rulebook

WAITING, HOLDING, DONE, SKIPPED, TAKEN_BACK = "待送", "在手", "已退", "跳过", "收回"
CIRCLED, INSTRUCTED = "圈阅", "批示"


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader as a route names them; a smaller `rank` stands further in front."""

    person_id: int
    name: str
    title: str
    role: str
    rank: int


@dataclass(frozen=True, slots=True)
class Away:
    """Until when a leader is away, and who acts meanwhile (None: nobody named)."""

    until: date
    acting: Leader | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One place on a proposed route; a skipped one stays visible with its note."""

    leader: Leader
    state: str = WAITING
    note: str = ""


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """A proposed reading order with what it stands on; `facts` feed the 为什么 panel."""

    doc_class: str
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    facts: tuple[tuple[str, str], ...]
    rule: str


SeatOf = Callable[[str], Leader | None]
"""Answers who holds a slot (assisting, in_charge, mayor, …) for the paper at hand, on the day asked about."""

AwayOf = Callable[[int], Away | None]
"""Answers whether a person is away on the day asked about."""


def propose(book: Rulebook, doc_class: str, major: bool, seat_of: SeatOf, away_of: AwayOf) -> RoutePlan:
    """The reading order that the rules ask for (R48, R50d); empty slots are findings, absent leaders skipped (R59c).

    阅知 goes down the ranked list, 批办 comes up it; the direction is the rule pack's.
    """
    chain = book.route_rule(doc_class, major) or book.route_rule(doc_class, False)
    slots = chain.slots if chain else ()
    seats = [(slot, seat_of(slot)) for slot in slots]
    missing = [book.slot_title(slot) for slot, leader in seats if leader is None]
    steps = _skip_absent(ordered(book, doc_class, (leader for _, leader in seats if leader)), away_of)
    facts = [
        ("类别", doc_class + ("（重大事项）" if major else "")),
        ("送阅方向", _direction_words(book, doc_class)),
        ("依次", " → ".join(f"{step.leader.title}{step.leader.name}" for step in steps) or "规则未明确"),
        *((f"{step.leader.title}{step.leader.name}", step.note) for step in steps if step.note),
    ]
    return RoutePlan(doc_class, steps, _route_findings(book, missing, bool(slots)), tuple(facts), _rule_of(chain))


def ordered(book: Rulebook, doc_class: str, leaders: Iterable[Leader]) -> tuple[Leader, ...]:
    """`leaders`, each once, in the order that the class asks for (R50d)."""
    known = {leader.person_id: leader for leader in leaders}
    backwards = book.reading_order(doc_class).direction == "back_to_front"
    return tuple(sorted(known.values(), key=lambda leader: leader.rank, reverse=backwards))


def follows_order(book: Rulebook, doc_class: str, leaders: Iterable[Leader]) -> bool:
    """True when `leaders` stand in the order that the class asks for."""
    as_given = tuple(leaders)
    return as_given == ordered(book, doc_class, as_given)


def order_finding(book: Rulebook, doc_class: str, leaders: tuple[Leader, ...]) -> Finding | None:
    """The warning of a hand-made order that leaves the ranked one (R50d); None when it keeps it."""
    if follows_order(book, doc_class, leaders) or not book.holds("R50d"):
        return None
    right = ordered(book, doc_class, leaders)
    facts = {
        "现在的顺序": " → ".join(leader.name for leader in leaders),
        "规则的顺序": " → ".join(leader.name for leader in right),
    }
    return finding(book, "R50d", f"{doc_class}件没有按领导排序送阅", facts, "写明理由后可以超顺序送阅。")


def meaning_of(book: Rulebook, doc_class: str, mark: str) -> str:
    """What a mark says at this moment: a circle means read or agreed by class (R50f), an instruction says itself."""
    return book.reading_order(doc_class).circle_means if mark == CIRCLED else mark


def opinion_finding(book: Rulebook, doc_class: str, role: str, first: bool, opinion: str, name: str) -> Finding | None:
    """The warning of a bare circle where a clear opinion is due (R50g); None when all is well."""
    duty = book.opinions
    owes = role in duty.roles or (first and duty.first_step)
    if opinion.strip() or not owes or doc_class != _action_class(book) or not book.holds("R50g"):
        return None
    facts = {"类别": doc_class, "签批人": name, "意见": "（空）"}
    return finding(book, "R50g", f"{name}只圈阅，没有写明办理意见", facts)


def _action_class(book: Rulebook) -> str:
    return next((o.doc_class for o in book.reading_orders if o.direction == "back_to_front"), "")


def action_class(book: Rulebook) -> str:
    """The class whose papers are decided, not only read: 批办."""
    return _action_class(book)


def _skip_absent(leaders: tuple[Leader, ...], away_of: AwayOf) -> tuple[Step, ...]:
    """Absent leaders stay on the list as skipped; whoever acts for them steps in where not on the route anyway."""
    present = {leader.person_id for leader in leaders}
    steps: list[Step] = []
    for leader in leaders:
        away = away_of(leader.person_id)
        if away is None:
            steps.append(Step(leader))
            continue
        acting = away.acting
        stand_in = acting if acting and acting.person_id not in present and not away_of(acting.person_id) else None
        note = f"外出至 {short_day(away.until)}" + (f"，由{acting.name}代" if acting else "，跳过")
        steps.append(Step(leader, SKIPPED, note))
        if stand_in is not None:
            present.add(stand_in.person_id)
            steps.append(Step(stand_in, WAITING, f"代{leader.name}"))
    return tuple(steps)


def _route_findings(book: Rulebook, missing: list[str], known: bool) -> tuple[Finding, ...]:
    found = []
    if missing and book.holds("R8a"):
        facts = {"没有找到": "、".join(missing)}
        found.append(
            finding(book, "R8a", f"来文单位没有确定{'、'.join(missing)}", facts, "请在通讯录补齐分工，或手工选择领导。")
        )
    if not known and book.holds("R48"):
        found.append(finding(book, "R48", "规则未明确这类文件送哪些领导", {}, "请手工选择领导。"))
    return tuple(found)


def _direction_words(book: Rulebook, doc_class: str) -> str:
    forward = book.reading_order(doc_class).direction == "front_to_back"
    return "由前向后（排序在前的先阅）" if forward else "由后向前（排序在后的先批）"


def _rule_of(chain: object) -> str:
    return str(getattr(chain, "rule", None) or "")
