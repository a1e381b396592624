"""How often a kind of meeting was held in its year, month or week, and whether that falls behind (arts. 38, 39)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from govtui.domain.clock import long_day, short_day
from govtui.domain.findings import Finding, finding
from govtui.rulebook import Rulebook
from govtui.rulebook.meetings import MeetingKind

Per = Literal["year", "month", "week"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A year, month or week, with its name (2026年, 2026年11月)."""

    per: Per
    first: date
    last: date
    name: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting as it is counted: its day, and whether it was held."""

    day: date
    held: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """Meetings held and still planned in a stretch; `due` is how many should have been held by now."""

    stretch: Stretch
    held: int
    planned: int
    usual: int
    due: int
    finding: Finding | None = None


def stretch_of(per: Per, on: date) -> Stretch:
    """The year, month or week that holds a day; weeks begin on Monday."""
    if per == "year":
        return Stretch(per, date(on.year, 1, 1), date(on.year, 12, 31), f"{on.year}年")
    if per == "month":
        following = date(on.year + on.month // 12, on.month % 12 + 1, 1)
        return Stretch(per, on.replace(day=1), following - _DAY, f"{on.year}年{on.month}月")
    first = on - timedelta(days=on.weekday())
    last = first + timedelta(days=6)
    return Stretch(per, first, last, f"{short_day(first)}至{short_day(last)}")


def due_by(stretch: Stretch, usual: int, on: date) -> int:
    """How many should have been held on `on`: all on the last day; before that in a year one for every share of it
    that is over (by months), in shorter stretches none."""
    if on >= stretch.last:
        return usual
    return usual * (on.month - 1) // 12 if stretch.per == "year" else 0


def tally(book: Rulebook, kind: MeetingKind, sittings: Iterable[Sitting], stretch: Stretch, on: date) -> Tally:
    """How often a kind was held in a stretch as of a day; too few is a finding of its count rule (R38c, R39c).

    A meeting planned for the day itself counts as if it were held: the day is not over.
    """
    days = [one for one in sittings if stretch.first <= one.day <= stretch.last]
    held = sum(one.held for one in days)
    today = sum(not one.held and one.day == on for one in days)
    due = due_by(stretch, kind.usual_count, on)
    made = Tally(stretch, held, len(days) - held, kind.usual_count, due)
    if held + today >= due or not kind.count_rule or not book.holds(kind.count_rule):
        return made
    facts = {"会议": kind.name, "期间": stretch.name, "已开": f"{held} 次", "还排了": f"{made.planned} 次"}
    facts |= {"一般": f"{stretch.name} {kind.usual_count} 次", "截至": long_day(on), "应已开": f"{due} 次"}
    sentence = f"{stretch.name}{kind.name}已开 {held} 次，一般应开 {kind.usual_count} 次"
    if due < kind.usual_count:
        sentence += f"，到{long_day(on)}应已开 {due} 次"
    return replace(made, finding=finding(book, kind.count_rule, sentence, facts))


def tallies(
    book: Rulebook, kind: MeetingKind, sittings: Iterable[Sitting], on: date, known_from: date | None
) -> tuple[Tally, ...]:
    """The stretch before the running one while no meeting of the running one is due yet, then the running one.

    The one before is told of only where the office's meetings were kept then (`known_from`). Nothing for kinds that
    meet as needed.
    """
    if kind.usual_per == "need" or not kind.usual_count:
        return ()
    days, now = list(sittings), stretch_of(kind.usual_per, on)
    before = stretch_of(kind.usual_per, now.first - _DAY)
    running = tally(book, kind, days, now, on)
    if running.due or known_from is None or known_from > before.last:
        return (running,)
    return (tally(book, kind, days, before, before.last + _DAY), running)
