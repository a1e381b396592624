"""Outcomes and decisions of a meeting, and what signed minutes propose to supervise (arts. 23 and 54)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from govtui.domain.findings import Finding, finding
from govtui.domain.meetings.states import NOT_TAKEN, TAKEN_UP, WAITING
from govtui.domain.refusal import Refusal
from govtui.rulebook import Rulebook
from govtui.rulebook.meetings import Outcome

WITHDRAWN = "撤回"
"""State of a proposed matter whose minutes lost their signature."""

PROPOSED_STATES = (WAITING, NOT_TAKEN, TAKEN_UP, WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A unit that carries out a decision, with its own day."""

    unit_id: int | None
    unit: str
    lead: bool
    due: date | None
    due_words: str = ""

    @property
    def key(self) -> str:
        """What tells units apart: the id, or the name of one that is not in the address book."""
        return f"#{self.unit_id}" if self.unit_id is not None else self.unit


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision line as it was recorded."""

    id: int
    text: str
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A matter to supervise: one decision in the hands of one unit."""

    decision_id: int
    text: str
    carrier: Carrier
    co_units: str
    leader: str


@dataclass(frozen=True, slots=True)
class Known:
    """A matter that these minutes proposed before."""

    id: int
    decision_id: int | None
    key: str
    state: str


@dataclass(frozen=True, slots=True)
class Proposing:
    """What a signature does to the proposed matters: new ones, those that wait again or with new words, those that
    went on their own way before (taken up or not) and stay as they are."""

    fresh: tuple[Proposal, ...]
    again: tuple[tuple[int, Proposal], ...]
    kept: tuple[int, ...]


def proposals(decisions: Iterable[Decided], leader_of: Callable[[int | None], str]) -> tuple[Proposal, ...]:
    """One matter for every decision and every unit of it, in order (R54a); `leader_of` names who is in charge."""
    found = []
    for decision in decisions:
        for one in decision.carriers:
            others = "、".join(other.unit for other in decision.carriers if other is not one)
            found.append(Proposal(decision.id, decision.text, one, others, leader_of(one.unit_id)))
    return tuple(found)


def propose(wanted: Sequence[Proposal], known: Sequence[Known]) -> Proposing:
    """Compare what a signature proposes with what stands from an earlier one: nothing twice, nothing lost."""
    there: Mapping[tuple[int | None, str], Known] = {(one.decision_id, one.key): one for one in known}
    fresh, again, kept = [], [], []
    for proposal in wanted:
        old = there.get((proposal.decision_id, proposal.carrier.key))
        if old is None:
            fresh.append(proposal)
        elif old.state in (WITHDRAWN, WAITING):
            again.append((old.id, proposal))
        else:
            kept.append(old.id)
    return Proposing(tuple(fresh), tuple(again), tuple(kept))


def carriers_of(entered: Sequence[Carrier], held_on: date) -> tuple[Carrier, ...]:
    """The units of a decision as they are kept: each once, one of them leading (the first unless told).

    Raises Refusal where a unit stands twice, two lead, or a day lies before the meeting.
    """
    if len({one.key for one in entered}) < len(entered):
        raise Refusal("同一个单位在一条议定事项里写了两次，请删去一个。")
    if sum(one.lead for one in entered) > 1:
        raise Refusal("一条议定事项只能有一个牵头单位，请改正。")
    early = next((one for one in entered if one.due and one.due < held_on), None)
    if early is not None:
        raise Refusal(f"{early.unit}的完成时限 {early.due} 早于会议日期 {held_on}，请改正。")
    if entered and not any(one.lead for one in entered):
        return (replace(entered[0], lead=True), *entered[1:])
    return tuple(entered)


def may_decide(outcome: Outcome | None, what: str) -> None:
    """Raises Refusal where decisions are recorded on a topic whose outcome decides nothing."""
    if outcome is not None and not outcome.decides:
        raise Refusal(f"{what}的处理结果是“{outcome.name}”，不作决定；要记议定事项，请先改处理结果。")


def dissent_findings(book: Rulebook, major: bool, dissent: str, chair_reason: str) -> tuple[Finding, ...]:
    """R23b: on a major decision with dissent, the chair who decides otherwise says why; the program cannot know."""
    if not major or not dissent.strip() or chair_reason.strip() or not book.holds("R23b"):
        return ()
    facts = {"不同意见": dissent, "主持人说明": "（空）"}
    remedy = "主持人的决定与多数意见不一致的，补记他说明的理由"
    return (finding(book, "R23b", "重大决策有不同意见，没有记主持人的说明", facts, remedy),)


def follow_up_findings(book: Rulebook, untracked: Sequence[str]) -> tuple[Finding, ...]:
    """R25b: major decisions, by title, that give nobody anything to do, so that nothing of them is followed up."""
    if not book.holds("R25b"):
        return ()
    remedy = "给这项决策写上责任单位和完成日期，签发后列入督查跟踪；会后评估另定日期"
    return tuple(
        finding(book, "R25b", f"重大决策“{title}”没有责任单位，签发后无从跟踪", {"议题": title}, remedy)
        for title in untracked
    )
