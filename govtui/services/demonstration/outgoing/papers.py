"""Which papers leave the invented office in a year, where each stands now, and when it took its steps."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from govtui.domain.documents.outgoing import states
from govtui.domain.people.terms import COUNTY, DEPARTMENT
from govtui.domain.signing import Seat
from govtui.services.demonstration.hours import WorkingTime
from govtui.services.demonstration.outgoing import words
from govtui.services.demonstration.outgoing.words import Form
from govtui.services.demonstration.people import Cast, Settled

DRAFTED, HANDED, REVIEWED, COSIGNED, SIGNED, RECHECKED, NUMBERED, PRINTED, SEALED, SENT, RECEIVED, FILED = range(12)
"""The steps of a paper's way in their order."""

_GAPS = (
    *((0, 1), (20, 200), (30, 300), (100, 600), (60, 500), (15, 90)),
    *((3, 20), (30, 240), (10, 60), (15, 120), (100, 700), (200, 1200)),
)
"""How many working minutes each step comes after the one before: at least, and below."""

LAST_STEP = {
    states.DRAFT: DRAFTED,
    states.TO_REVIEW: HANDED,
    states.COSIGNING: REVIEWED,
    states.TO_SIGN: COSIGNED,
    states.TO_RECHECK: SIGNED,
    states.TO_NUMBER: RECHECKED,
    states.TO_PRINT: NUMBERED,
    states.TO_SEAL: PRINTED,
    states.TO_SEND: SEALED,
    states.TO_ARCHIVE: RECEIVED,
    states.ARCHIVED: FILED,
    states.VOID: NUMBERED,
}
"""The last step that a paper in a state has taken."""

FINISHED = 120
_WORKDAYS = 240
_COSIGNED_SHARE = 0.35

SignerOf = Callable[["Paper", date], Seat | None]
"""Who signs a paper on a day; None when nobody who may is there."""


@dataclass(slots=True)
class Paper:
    """One outgoing paper while its life is being made up. `at`: the working minute of every step taken.

    `asked` are the units that co-sign with their answers; `old` is the paper that this one repeals.
    """

    form: Form
    state: str
    at: list[int]
    unit: Settled
    title: str = ""
    topic: str = ""
    county: Settled | None = None
    major: bool = False
    late: bool = False
    asked: list[tuple[Settled, str]] = field(default_factory=list)
    old: "Paper | None" = None
    seat: Seat | None = None
    id: int = 0
    year: int = 0
    serial: int = 0
    number: str = ""
    columns: dict[str, Any] = field(default_factory=dict)

    @property
    def taken(self) -> int:
        """The last step that was taken."""
        return len(self.at) - 1


class Writers:
    """Makes papers: picks units that write and signers who were there, tells the time each step took."""

    def __init__(self, rng: Random, people: Cast, clock: WorkingTime, signer_of: SignerOf) -> None:
        self.rng, self.people, self.clock, self._signer_of = rng, people, clock, signer_of
        self._departments = [unit for unit in people.of(DEPARTMENT) if unit.body.field is not None and unit.deputy]
        self._counties = people.of(COUNTY)
        self._first = max(0, clock.now - _WORKDAYS * clock.per_day)

    def finished(self, form: Form, first: float = 0.0, last: float = 1.0) -> Paper:
        """A paper that is filed; it was drafted between two parts of the last year."""
        steps = self._steps(states.ARCHIVED)
        span = self.clock.now - 30 - sum(steps) - self._first
        start = self._first + int(span * self.rng.uniform(first, last))
        return self._paper(form, states.ARCHIVED, start, steps)

    def standing(self, form: Form, state: str, days: float = 1.0, least: float = 0.3) -> Paper:
        """A paper that has stood in a state for about so many working days, at least a share of them."""
        steps = self._steps(state)
        since = int(days * self.clock.per_day * self.rng.uniform(least, 0.9)) + 5
        return self._paper(form, state, max(0, self.clock.now - since - sum(steps)), steps)

    def departments(self, count: int, besides: Settled) -> list[Settled]:
        """Some other departments."""
        return self.rng.sample([unit for unit in self._departments if unit.id != besides.id], count)

    def _steps(self, state: str) -> list[int]:
        gaps = _GAPS[: LAST_STEP[state] + 1]
        return [self.rng.randrange(*gap) for gap in gaps]

    def _paper(self, form: Form, state: str, start: int, steps: list[int]) -> Paper:
        at = [start + sum(steps[: place + 1]) for place in range(len(steps))]
        paper = Paper(form, state, at, self.rng.choice(self._departments))
        paper.major = form.series == "gov_issue" and form.direction == "down" and self.rng.random() < 0.2
        self._sign(paper)
        self._write(paper)
        if self.rng.random() < _COSIGNED_SHARE and form.direction == "down" and paper.taken >= REVIEWED:
            some = self.departments(self.rng.randrange(1, 4), paper.unit)
            paper.asked = [(unit, states.AGREED) for unit in some]
        return paper

    def _sign(self, paper: Paper) -> None:
        """Let it be a paper of a unit whose signer was there when it was signed."""
        if paper.taken < SIGNED:
            return
        on = self.clock.day_of(paper.at[SIGNED])
        for unit in self.rng.sample(self._departments, len(self._departments)):
            paper.unit = unit
            paper.seat = self._signer_of(paper, on)
            if paper.seat is not None:
                return

    def _write(self, paper: Paper) -> None:
        rng, form = self.rng, paper.form
        paper.county = rng.choice(self._counties)
        paper.topic = rng.choice(paper.unit.body.topics)
        year = self.clock.day_of(paper.at[0]).year
        paper.title = rng.choice(form.titles).format(
            t=paper.topic, y=year, c=paper.county.body.short, p=rng.choice(self._departments).deputy
        )


def year_of_papers(writers: Writers) -> list[Paper]:
    """All papers in the order of their drafts: some 120 finished, the others at every step; ids are counted on."""
    papers = [*_finished(writers), *_open(writers)]
    papers.sort(key=lambda paper: paper.at[0])
    for place, paper in enumerate(papers, 1):
        paper.id = place
    return papers


def _finished(writers: Writers) -> Iterator[Paper]:
    weights = [form.weight for form in words.FORMS]
    made = [writers.finished(form) for form in writers.rng.choices(words.FORMS, weights, k=FINISHED)]
    _dissent(made)
    yield from made
    notice = _form("office_issue", "通知")
    yield writers.finished(words.NORMATIVE, 0.2, 0.5)
    overdue = writers.standing(notice, states.ARCHIVED, 30, 0.85)
    overdue.late = True
    yield overdue
    yield writers.standing(notice, states.VOID, 45, 0.8)
    old, new = writers.finished(notice, 0.1, 0.4), writers.finished(notice, 0.6, 0.9)
    new.old, new.topic, new.title = old, old.topic, words.REPEAL_TITLE.format(t=old.topic)
    yield from (old, new)


def _dissent(made: list[Paper]) -> None:
    """One of the finished papers left although a unit disagreed; all that the rules then ask for is there."""
    paper = next((one for one in made if len(one.asked) > 1), None)
    if paper is not None:
        paper.asked[0] = (paper.asked[0][0], states.DISAGREED)


def _open(writers: Writers) -> Iterator[Paper]:
    notice, letter = _form("office_issue", "通知"), _form("office_letter", "函")
    opinion, upward = _form("gov_issue", "意见"), _form("gov_issue", "报告")
    for form, state, days in (
        (notice, states.DRAFT, 1),
        (opinion, states.DRAFT, 4),
        (letter, states.TO_REVIEW, 0.5),
        (words.NORMATIVE, states.TO_REVIEW, 1),
        (_form("personnel", "通知"), states.TO_SIGN, 1),
        (notice, states.TO_SIGN, 2),
        (letter, states.TO_SIGN, 0.4),
        (notice, states.TO_RECHECK, 0.3),
        (upward, states.TO_NUMBER, 0.3),
        (letter, states.TO_PRINT, 0.5),
        (_form("gov_letter", "批复"), states.TO_SEAL, 0.4),
        (notice, states.TO_SEND, 0.6),
        (opinion, states.TO_ARCHIVE, 3),
        (notice, states.TO_ARCHIVE, 2),
    ):
        yield writers.standing(form, state, days)
    yield writers.standing(words.NORMATIVE, states.TO_ARCHIVE, 15, 0.85)
    yield _cosigning(writers, opinion, (states.AGREED, states.DISAGREED, states.SILENT))
    yield _cosigning(writers, notice, (states.SILENT, states.SILENT))


def _cosigning(writers: Writers, form: Form, answers: tuple[str, ...]) -> Paper:
    paper = writers.standing(form, states.COSIGNING, 2)
    paper.asked = list(zip(writers.departments(len(answers), paper.unit), answers, strict=True))
    return paper


def _form(series: str, kind: str) -> Form:
    return next(form for form in words.FORMS if (form.series, form.kind) == (series, kind))
