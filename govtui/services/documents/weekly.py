"""公文办理周报: what a week's papers came to. The same numbers on screen, on paper and in the file."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from govtui.domain.clock import CHINA, NEVER, from_stamp, to_stamp, week_name
from govtui.domain.documents.intake import checks_for
from govtui.domain.documents.states import VOID
from govtui.domain.people.terms import CATEGORIES
from govtui.domain.refusal import Refusal
from govtui.rulebook import Rulebook
from govtui.services.desk import Desk
from govtui.services.documents.due import hours_between
from govtui.services.documents.outgoing.issued import IssuedPaper, issued_between
from govtui.services.workdays import current_calendar
from govtui.store.documents import reports as store

OTHER = "其他"

Paper = Mapping[str, Any]
"""One stored paper with `category`, `section_name`, `units` and `reminders` beside its own columns."""

WorkingHours = Callable[[datetime, datetime], float]
"""Answers the working hours between two moments."""

Workdays = Callable[[date, date], int]
"""Answers how many working days lie after the first day up to and including the second."""


@dataclass(frozen=True)
class Week:
    """One ISO week of the office: from Monday 0:00 up to (not with) `until`: next Monday 0:00, or now if sooner."""

    name: str
    monday: date
    until: datetime

    @cached_property
    def since_stamp(self) -> str:
        """Monday 0:00 as the store writes it."""
        return to_stamp(datetime.combine(self.monday, time(), CHINA))

    @cached_property
    def until_stamp(self) -> str:
        """`until` as the store writes it."""
        return to_stamp(self.until)

    @property
    def as_of(self) -> datetime:
        """The last second that counts."""
        return self.until - timedelta(seconds=1)

    @cached_property
    def as_of_stamp(self) -> str:
        """`as_of` as the store writes it."""
        return to_stamp(self.as_of)

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + timedelta(days=6)

    @property
    def finished(self) -> bool:
        """Whether the whole week is counted."""
        return self.as_of.date() >= self.sunday and self.until.time() == time()


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One category of senders: counts of papers, rate 0–1, mean in working hours (None where nothing was closed)."""

    category: str
    received: int
    open: int
    closed: int
    on_time_rate: float | None
    late: int
    returned: int
    mean_hours: float | None


@dataclass(frozen=True, slots=True)
class LatePaper:
    """An open paper behind its time; `days` are working days late (0: late by hours), `provisional` 时限暂定."""

    id: int
    number: str
    sender: str
    sender_number: str
    title: str
    urgency: str
    section: str
    units: str
    where: str
    due: datetime
    days: int
    reminders: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class Irregular:
    """How often one unit sent papers in one irregular way (R46b, R47a, or why they went back)."""

    unit: str
    reason: str
    times: int


@dataclass(frozen=True, slots=True)
class InHand:
    """What one leader holds: papers, and the working days of the one held longest."""

    leader: str
    title: str
    count: int
    longest_days: int
    oldest: str


@dataclass(frozen=True, slots=True)
class WeeklyReport:
    """The week in numbers; `received` are the ids of the week's papers in the order of their numbers.

    `issued` are the papers that left in the week.
    """

    week: Week
    summary: tuple[SummaryRow, ...]
    total: SummaryRow
    late: tuple[LatePaper, ...]
    irregular: tuple[Irregular, ...]
    leaders: tuple[InHand, ...]
    received: tuple[int, ...]
    issued: tuple[IssuedPaper, ...] = ()


def parse_week(text: str, now: datetime) -> Week:
    """`2026-W47` as a week counted up to `now` at most. Raises Refusal: not a week, or one that has not begun."""
    monday = monday_of(text, now.date())
    end = datetime.combine(monday + timedelta(days=7), time(), CHINA)
    if datetime.combine(monday, time(), CHINA) > now:
        raise Refusal(f"{text.strip()} 还没有开始，出不了周报；本周是 {week_name(now.date())}。")
    # What was written this very second belongs to the week.
    return Week(week_name(monday), monday, min(end, now + timedelta(seconds=1)))


def monday_of(text: str, today: date) -> date:
    """The first day of the week `2026-W47`, gone or to come. Raises Refusal for what is not a week."""
    try:
        year, number = text.strip().upper().split("-W")
        monday = date.fromisocalendar(int(year), int(number), 1)
        # The last week that a calendar knows has no end.
        monday + timedelta(days=7)
    except (ValueError, OverflowError) as error:
        raise Refusal(f"没有“{text}”这一周，请写成 {week_name(today)}（年份、W、第几周）。") from error
    return monday


def weekly_report(desk: Desk, week: str) -> WeeklyReport:
    """The report of ISO week `2026-W47`, as things stood at its end (or stand now in the running week)."""
    span = parse_week(week, desk.now())
    with desk.reading() as reader:
        papers = [dict(row) for row in store.week_papers(reader, span.since_stamp, span.until_stamp)]
        hands = [dict(row) for row in store.in_hands(reader, span.until_stamp)]
    workdays = current_calendar(desk).workdays_between
    report = compile_report(desk.book, span, papers, hands, lambda a, b: hours_between(desk, a, b), workdays)
    return replace(report, issued=issued_between(desk, span.monday, span.as_of.date()))


def compile_report(
    book: Rulebook,
    week: Week,
    papers: Sequence[Paper],
    hands: Iterable[Paper],
    hours: WorkingHours,
    workdays: Workdays,
) -> WeeklyReport:
    """The report from rows, rules and calendar alone: the same rows give the same report. Void papers do not count."""
    living = [paper for paper in papers if paper["state"] != VOID]
    return WeeklyReport(
        week=week,
        summary=_summary(week, living, hours),
        total=_summary_row("合计", week, living, hours),
        late=_late(week, living, workdays),
        irregular=_irregular(book, week, living),
        leaders=_in_hand(week, hands, workdays),
        received=tuple(int(paper["id"]) for paper in living if _within(week, paper["received_at"])),
    )


def _summary(week: Week, papers: Sequence[Paper], hours: WorkingHours) -> tuple[SummaryRow, ...]:
    groups: dict[str, list[Paper]] = {}
    for paper in papers:
        groups.setdefault(paper["category"] or OTHER, []).append(paper)
    known = {name: place for place, name in enumerate(CATEGORIES)}
    names = sorted(groups, key=lambda name: (name == OTHER, known.get(name, len(known)), name))
    rows = (_summary_row(name, week, groups[name], hours) for name in names)
    return tuple(row for row in rows if row.received or row.open or row.closed or row.returned)


def _summary_row(category: str, week: Week, papers: Sequence[Paper], hours: WorkingHours) -> SummaryRow:
    closed = [paper for paper in papers if _within(week, paper["closed_at"])]
    timed = [paper for paper in closed if paper["due_at"] and paper["due_at"] != NEVER]
    kept = sum(paper["closed_at"] <= paper["due_at"] for paper in timed)
    spent = [hours(from_stamp(paper["received_at"]), from_stamp(paper["closed_at"])) for paper in closed]
    standing = [paper for paper in papers if _open(week, paper)]
    return SummaryRow(
        category=category,
        received=sum(_within(week, paper["received_at"]) for paper in papers),
        open=len(standing),
        closed=len(closed),
        on_time_rate=kept / len(timed) if timed else None,
        late=sum(_is_late(week, paper) for paper in standing),
        returned=sum(_within(week, paper["returned_at"]) for paper in papers),
        mean_hours=round(sum(spent) / len(spent), 1) if spent else None,
    )


def _late(week: Week, papers: Iterable[Paper], workdays: Workdays) -> tuple[LatePaper, ...]:
    behind = [_late_paper(week, paper, workdays) for paper in papers if _open(week, paper) and _is_late(week, paper)]
    return tuple(sorted(behind, key=lambda late: (late.due, late.id)))


def _late_paper(week: Week, paper: Paper, workdays: Workdays) -> LatePaper:
    due = from_stamp(paper["due_at"])
    return LatePaper(
        id=paper["id"],
        number=paper["number"],
        sender=paper["sender"],
        sender_number=paper["sender_number"] or paper["sender_number_raw"],
        title=paper["title"],
        urgency=paper["urgency"],
        section=paper["section_name"] or "",
        units=paper["units"] or paper["lead_unit"],
        where=paper["holder"] or paper["state"] if paper["open"] else paper["state"],
        due=due,
        days=max(workdays(due.date(), week.as_of.date()), 0),
        reminders=paper["reminders"],
        provisional=bool(paper["due_provisional"]),
    )


def _irregular(book: Rulebook, week: Week, papers: Iterable[Paper]) -> tuple[Irregular, ...]:
    counted = Counter((paper["sender"], reason) for paper in papers for reason in faults(book, week, paper))
    found = (Irregular(unit, reason, times) for (unit, reason), times in counted.items())
    return tuple(sorted(found, key=lambda one: (-one.times, one.unit, one.reason)))


def faults(book: Rulebook, week: Week, paper: Paper) -> set[str]:
    """What was irregular in how a paper came this week or why it went back this week; each reason once a paper."""
    faults = set()
    if _within(week, paper["received_at"]):
        faults |= {channel.name for channel in book.channels if channel.irregular and channel.id == paper["channel"]}
        if paper["multi_sent"]:
            faults.add(_reason_name(book, "several_places", "多头报送"))
        if paper["signer_principal"] is not None and not paper["signer_principal"]:
            faults |= _signer_faults(book, paper["kind"])
        faults |= _check_faults(book, paper["kind"], paper["failed_checks"].split())
    if _within(week, paper["returned_at"]):
        faults.add(_reason_name(book, paper["return_code"], paper["return_reason"] or "退文"))
    return faults


def _signer_faults(book: Rulebook, kind: str) -> set[str]:
    """What the check of the signer says where the rules ask it of this kind (R47a)."""
    checks = [
        check for check in book.intake_checks if check.rule == "R47a" and (not check.kinds or kind in check.kinds)
    ]
    return {book.return_reason(check.return_reason).name for check in checks}


def _check_faults(book: Rulebook, kind: str, failed: Sequence[str]) -> set[str]:
    """The reasons behind the questions of the initial check that were answered with no."""
    return {book.return_reason(check.return_reason).name for check in checks_for(book, kind) if check.id in failed}


def _reason_name(book: Rulebook, code: str, otherwise: str) -> str:
    try:
        return book.return_reason(code).name
    except KeyError:
        return otherwise


def _in_hand(week: Week, hands: Iterable[Paper], workdays: Workdays) -> tuple[InHand, ...]:
    held: dict[tuple[Any, str], list[Paper]] = {}
    for step in hands:
        held.setdefault((step["person_id"], step["person"]), []).append(step)
    return tuple(_one_hand(week, steps, workdays) for steps in held.values())


def _one_hand(week: Week, steps: Sequence[Paper], workdays: Workdays) -> InHand:
    oldest = min(steps, key=lambda step: step["sent_at"])
    days = max(workdays(from_stamp(oldest["sent_at"]).date(), week.as_of.date()), 0)
    return InHand(oldest["person"], oldest["title"], len(steps), days, oldest["number"])


def _within(week: Week, stamp: str | None) -> bool:
    return stamp is not None and week.since_stamp <= stamp < week.until_stamp


def _open(week: Week, paper: Paper) -> bool:
    """Whether the paper was being handled when the count ended."""
    until = week.until_stamp
    ended = paper["closed_at"] or paper["returned_at"]
    return bool(paper["received_at"] < until and (paper["open"] if ended is None else ended >= until))


def _is_late(week: Week, paper: Paper) -> bool:
    return bool(paper["due_at"]) and paper["due_at"] < week.as_of_stamp
