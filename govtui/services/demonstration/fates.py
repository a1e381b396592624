"""What becomes of each paper: which are still open and where, which went back, which were entered by mistake."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from govtui.domain.documents.kinds import ACTION
from govtui.domain.documents.states import HANDLING, SENT_BACK, TO_HAND, TO_PROPOSE, VOID, WITH_LEADER
from govtui.services.demonstration.arrivals import Paper
from govtui.services.demonstration.hours import WorkingTime


@dataclass(frozen=True, slots=True)
class Size:
    """How big the office's history is: papers, years, and how many of them stand where at this moment."""

    total: int
    years: int
    to_propose: int
    to_hand: int
    with_leaders: int
    handling: int
    late: int
    voids: int
    resubmitted: int
    incomplete: int


SIZES = {
    "small": Size(600, 1, 8, 4, 12, 14, 12, 3, 3, 8),
    "normal": Size(8_000, 1, 8, 14, 40, 60, 30, 5, 8, 25),
    "100k": Size(100_000, 8, 8, 14, 40, 60, 30, 40, 60, 25),
}
"""The sizes of `govtui demo --size`."""

_RETURNED_SHARE = 0.007


def returns_and_voids(rng: Random, papers: list[Paper], size: Size, per_day: int) -> None:
    """Choose papers that go back to their senders, those handed in again, and registrations made by mistake."""
    quiet = [paper for paper in papers[: -size.total // 6] if paper.minute > 0]
    back = sorted(rng.sample(quiet, max(size.resubmitted + 2, int(size.total * _RETURNED_SHARE))), key=lambda p: p.id)
    for paper in back:
        paper.fate = SENT_BACK
    numbered = [paper for paper in back if paper.raw_number]
    for paper in rng.sample(numbered, min(size.resubmitted, len(numbered))):
        _hand_in_again(rng, papers, paper, per_day)
    rest = [paper for paper in quiet if not paper.fate and paper.resubmits is None and not papers[paper.id - 2].fate]
    for paper in rng.sample(rest, size.voids):
        paper.fate = VOID
        paper.doubles = papers[paper.id - 2]
    for paper in papers:
        if paper.doubles is not None:
            _same_as(paper, paper.doubles)


def incomplete_ones(rng: Random, papers: list[Paper], size: Size) -> None:
    """Choose recent papers that were entered in a hurry: number and pages are still to be filled in."""
    recent = [p for p in papers[-size.total // 4 :] if p.raw_number and not p.fate and p.resubmits is None]
    for paper in rng.sample(recent, min(size.incomplete, len(recent))):
        paper.incomplete, paper.raw_number = True, ""


def _hand_in_again(rng: Random, papers: list[Paper], first: Paper, per_day: int) -> None:
    earliest = first.minute + rng.randrange(3, 10) * per_day
    later = next((p for p in papers[first.id :] if p.minute > earliest and not p.fate and p.resubmits is None), None)
    if later is not None:
        later.resubmits = first
        _same_as(later, first)


def _same_as(paper: Paper, other: Paper) -> None:
    paper.unit, paper.subject, paper.raw_number = other.unit, other.subject, other.raw_number


def recent_ones(papers: list[Paper], size: Size) -> list[Paper]:
    """The papers among which open ones are looked for, the newest first."""
    free = [paper for paper in reversed(papers) if not paper.fate]
    return free[: size.to_propose + size.to_hand + max(260, size.total // size.years // 12)]


def open_ones(rng: Random, free: list[Paper], size: Size, clock: WorkingTime, now: str) -> None:
    """Choose what is open now from recent papers whose due is known: late, due today, due tomorrow, due later."""
    for fate, count in ((TO_PROPOSE, size.to_propose), (TO_HAND, size.to_hand)):
        for paper in free[:count]:
            paper.fate = fate
        free = free[count:]
    buckets = _by_due(free, now)
    leaders, handling = size.with_leaders, size.handling
    for name, share in (("late", size.late), ("today", 5), ("tomorrow", 5)):
        some = _sample(rng, buckets[name][: share * 3], share)
        for place, paper in enumerate(some):
            goes_on = paper.subject.doc_class == ACTION and place % 3 and _since(paper, clock) > 2 * clock.per_day
            paper.fate = HANDLING if goes_on else WITH_LEADER
            leaders, handling = leaders - (not goes_on), handling - goes_on
    later = [paper for paper in buckets["later"] if not paper.fate]
    _fill(later, HANDLING, handling, lambda p: p.subject.doc_class == ACTION and _since(p, clock) > 2 * clock.per_day)
    _fill(later, WITH_LEADER, leaders, lambda p: _since(p, clock) > clock.per_day // 2)


def _by_due(papers: Iterable[Paper], now: str) -> dict[str, list[Paper]]:
    today = now[:10]
    tomorrow = (date.fromisoformat(today) + timedelta(days=1)).isoformat()
    buckets: dict[str, list[Paper]] = {"late": [], "today": [], "tomorrow": [], "later": []}
    for paper in papers:
        due = str(paper.columns["due_at"])
        name = "late" if due < now else {today: "today", tomorrow: "tomorrow"}.get(due[:10], "later")
        buckets[name].append(paper)
    return buckets


def _sample(rng: Random, papers: list[Paper], count: int) -> list[Paper]:
    return rng.sample(papers, min(count, len(papers)))


def _since(paper: Paper, clock: WorkingTime) -> int:
    return clock.now - paper.minute


def _fill(papers: list[Paper], fate: str, count: int, fits: Callable[[Paper], bool]) -> None:
    """Give `fate` to the `count` latest papers that fit, leaving every third for others."""
    fitting = [paper for paper in papers if not paper.fate and fits(paper)]
    spread = [p for n, p in enumerate(fitting) if n % 3] + [p for n, p in enumerate(fitting) if not n % 3]
    for paper in spread[: max(0, count)]:
        paper.fate = fate
