"""The papers as they come in: when, from whom, with which number, through which door, in which shape."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from govtui.domain.documents.numbers import parse_number
from govtui.domain.people.terms import COUNTY, DEPARTMENT
from govtui.rulebook import Rulebook
from govtui.services.demonstration import city, words
from govtui.services.demonstration.hours import WorkingTime
from govtui.services.demonstration.limits import Limits
from govtui.services.demonstration.people import Cast, Settled
from govtui.services.demonstration.titles import Subject, subject
from govtui.services.documents.registering import number_columns

_SHARES = {
    DEPARTMENT: 53,
    COUNTY: 17,
    city.ABOVE: 20,
    city.PARTY: 5,
    city.MASSES: 2,
    city.GARRISON: 2,
    city.COMPANY: 1,
}
_WEEKDAYS = (1.25, 1.05, 1.0, 0.95, 0.85, 0.5, 0.5)
_EXCHANGES = (9 * 60, 16 * 60)
"""When the exchange station hands out papers: minutes since midnight."""

_URGENCIES = ("普通",) * 905 + ("加急",) * 60 + ("特急",) * 22 + ("平急",) * 10 + ("特提",) * 3
_DIRTY = (
    "{p}[{y}]{n}号",
    "{p}({y}){n}号",
    "{p} 〔{y}〕{n}号",
    "{p}〔{y}〕第{n}号",
    "{p}〔{y}〕号{n}",
    "{p}〔{y}〕{n:03d}号",
    "{p}【{y}】{n}号",
    "文号：{p}〔{y}〕{n}号",
    "{p}\u200b〔{y}〕{n}号",
    "{p}〔{y}〕{n}",
    "{p}〔{y}年〕{n}号",
    "第{n}号",
    "{p}{y}-{n}",
    "",
)
_DIRTY_SHARE = 0.07


@dataclass(slots=True)
class Paper:
    """One incoming paper while its life is being made up. `minute`: when it came, in working minutes."""

    id: int
    minute: int
    unit: Settled
    subject: Subject
    raw_number: str
    columns: dict[str, Any] = field(default_factory=dict)
    fate: str = ""
    resubmits: "Paper | None" = None
    doubles: "Paper | None" = None
    incomplete: bool = False
    year: int = 0
    serial: int = 0
    number: str = ""

    @property
    def void_reason(self) -> str:
        """Why a registration made by mistake is void."""
        return f"与 {self.doubles.number} 重复登记，以该号为准" if self.doubles else ""


class Arrivals:
    """Makes the papers of one office; the same random source gives the same papers."""

    def __init__(self, rng: Random, book: Rulebook, people: Cast, clock: WorkingTime, limits: Limits) -> None:
        self._rng, self._book, self._clock, self._limits = rng, book, clock, limits
        self._senders = [unit for unit in people.units if unit.body.category in _SHARES]
        self._weights = _sender_weights(self._senders)
        self._counties = [unit.body.short for unit in people.of(COUNTY)]
        self._serials: Counter[tuple[str, int]] = Counter()
        self._kinds = {kind.name for kind in book.document_kinds}

    def papers(self, total: int) -> list[Paper]:
        """`total` papers in the order of arrival."""
        units = self._rng.choices(self._senders, self._weights, k=total)
        minutes = self._minutes(total)
        return [
            self._paper(place, minute, unit) for place, (minute, unit) in enumerate(zip(minutes, units, strict=True), 1)
        ]

    def write(self, paper: Paper) -> None:
        """Fill the columns that tell how the paper came, if that has not been done."""
        rng, columns = self._rng, paper.columns
        if columns:
            return
        what, unit = paper.subject, paper.unit
        above = unit.body.category == city.ABOVE
        inner = rng.random() < (0.03 if above else 0.004)
        columns |= {
            "sender_id": unit.id,
            "sender": unit.body.name,
            "section_id": unit.section_id,
            "title": what.title,
            "kind": what.kind if what.kind in self._kinds else "其他",
            "doc_class": what.doc_class,
            "urgency": rng.choice(_URGENCIES),
            "secrecy": "内部" if inner else "无",
            "major": what.kind == "请示" and rng.random() < 0.05,
            "copies": rng.choice((2, 3, 5)) if above else rng.choice((1, 1, 1, 2)),
            "copy_no": f"{rng.randrange(1, 400):06d}" if inner else "",
            "pages": max(1, int(rng.lognormvariate(1.3, 0.7))),
            "attachments": rng.choice(words.ATTACHMENTS) if rng.random() < 0.22 else "",
            "channel": self._book.channels[0].id,
        }
        columns |= number_columns(paper.raw_number, parse_number(paper.raw_number))
        received = self._clock.moment(paper.minute)
        columns |= self._limits.columns(received, columns["urgency"], columns["kind"], columns["doc_class"])
        if paper.incomplete:
            columns |= {"incomplete": True, "pages": None, "note": words.INCOMPLETE}
        self._sign(paper)
        if rng.random() < 0.025:
            self._other_door(paper)

    def _minutes(self, total: int) -> list[int]:
        rng, clock = self._rng, self._clock
        days = clock.days
        weights = [_WEEKDAYS[day.weekday()] * rng.uniform(0.75, 1.3) for day in days]
        begun = (clock.now + 1 - (len(days) - 1) * clock.per_day) / clock.per_day
        weights[-1] *= max(0.0, min(1.0, begun))
        places = rng.choices(range(len(days)), weights, k=total)
        return sorted(self._minute(place) for place in places)

    def _minute(self, place: int) -> int:
        rng, clock = self._rng, self._clock
        if rng.random() < 0.7:
            minute = clock.at_clock(place, int(rng.gauss(rng.choice(_EXCHANGES), 22)))
        else:
            minute = place * clock.per_day + rng.randrange(clock.per_day)
        if minute > clock.now:
            minute = rng.randrange(place * clock.per_day, clock.now + 1)
        return minute

    def _paper(self, place: int, minute: int, unit: Settled) -> Paper:
        what = subject(self._rng, unit.body, self._clock.day_of(minute), self._counties)
        return Paper(place, minute, unit, what, self._number(unit.body.sign + what.suffix, what, minute))

    def _number(self, prefix: str, what: Subject, minute: int) -> str:
        rng, year = self._rng, self._clock.day_of(minute).year
        if not what.suffix:
            return ""
        self._serials[prefix, year] += rng.choice((1, 1, 1, 2, 3))
        serial = self._serials[prefix, year]
        shape = rng.choice(_DIRTY) if rng.random() < _DIRTY_SHARE else "{p}〔{y}〕{n}号"
        return shape.format(p=prefix, y=year, n=serial)

    def _sign(self, paper: Paper) -> None:
        if paper.subject.kind not in ("请示", "报告") or not paper.unit.head:
            return
        principal = self._rng.random() >= 0.04
        paper.columns |= {"signer": paper.unit.head if principal else paper.unit.deputy, "signer_principal": principal}

    def _other_door(self, paper: Paper) -> None:
        rng = self._rng
        doors = [c for c in self._book.channels[1:] if paper.columns["secrecy"] != "无" or c.id != "secret_direct"]
        channel = rng.choice(doors)
        paper.columns["channel"] = channel.id
        paper.columns["multi_sent"] = channel.id == "several_places"
        if channel.late_registration and rng.random() < 0.85:
            paper.columns["late_reason"] = rng.choice(words.LATE_REASONS)


def _sender_weights(senders: Sequence[Settled]) -> list[float]:
    """Shares by category; within one, the first senders of the list write more than the last."""
    ranks: Counter[str] = Counter()
    sums: dict[str, float] = dict.fromkeys(_SHARES, 0.0)
    raw: list[tuple[str, float]] = []
    for category in (unit.body.category for unit in senders):
        ranks[category] += 1
        raw.append((category, 1 / (4 + ranks[category])))
        sums[category] += raw[-1][1]
    return [_SHARES[category] * weight / sums[category] for category, weight in raw]
