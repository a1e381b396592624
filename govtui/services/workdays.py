"""The calendar as the office uses it: look, correct, take in the yearly notice; deadlines follow."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from govtui.domain.clock import from_stamp, long_day, to_stamp
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean
from govtui.domain.workdays import (
    Correction,
    DayFact,
    DayKind,
    DaySource,
    Deadline,
    WorkCalendar,
    published_calendar,
    recompute,
)
from govtui.services.desk import Desk
from govtui.store import workdays as store
from govtui.store.reading import Reader
from govtui.store.store import Store
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.domain.workdays import Notice

LONGEST_REASON = 200
"""Characters of a reason or a name that are kept."""

_calendars: "WeakKeyDictionary[Store, tuple[int, WorkCalendar]]" = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """Something whose last day moved: a paper, a publication, a filing (`noun`); `later` tells the direction."""

    noun: str
    id: int
    number: str
    title: str
    before: datetime
    after: datetime

    @property
    def later(self) -> bool:
        """True when there is more time than before."""
        return self.after > self.before


@dataclass(frozen=True, slots=True)
class PreviewDay:
    """One day of a notice beside what the calendar says of it now."""

    date: date
    off: bool
    name: str
    now: DayFact

    @property
    def changes(self) -> bool:
        """True when applying the notice changes whether this day is worked."""
        return self.off != self.now.off


@dataclass(frozen=True, slots=True)
class NoticePreview:
    """What a pasted notice says and what it would change; `moved` are the deadlines it would move."""

    notice: "Notice"
    days: tuple[PreviewDay, ...]
    moved: tuple[MovedDeadline, ...]


@dataclass(frozen=True, slots=True)
class GridDay:
    """One day of the month grid: `mark` 休, 班 or empty; `due` how many open papers end on it."""

    fact: DayFact
    mark: str
    provisional: bool
    due: int


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """Where the days of one year come from, and the numbers of the notices applied here."""

    year: int
    source: DaySource
    notices: tuple[str, ...]
    corrections: int


def current_calendar(desk: Desk) -> WorkCalendar:
    """The calendar with this office's corrections; built anew only when they have changed, by anybody."""
    with desk.reading() as reader:
        newest = store.newest_batch(reader)
        kept = _calendars.get(desk.store)
        if kept is not None and kept[0] == newest:
            return kept[1]
        found = store.corrections(reader)
    calendar = kept[1] if kept is not None and kept[1].corrections == found else published_calendar(found)
    _calendars[desk.store] = (newest, calendar)
    return calendar


def preview_notice(desk: Desk, text: str, year: int | None = None) -> NoticePreview:
    """What the notice says, against the calendar as it stands; nothing is written.

    `year` helps where the text does not say its year.
    """
    from govtui.domain.workdays import parse_notice

    calendar = current_calendar(desk)
    notice = parse_notice(clean(text, multiline=True), year, calendar)
    days = tuple(PreviewDay(one.date, one.off, one.name, calendar.day(one.date)) for one in notice.days)
    with desk.reading() as reader:
        changed = published_calendar(calendar.corrections | _as_corrections(notice, notice.number or ""))
        moved = () if notice.problems else _moved(reader, changed)
    return NoticePreview(notice, days, tuple(one for one, _ in moved))


def apply_notice(
    desk: Desk, text: str, number: str | None = None, year: int | None = None
) -> tuple[MovedDeadline, ...]:
    """Take the notice's days into the calendar and recompute every open deadline; returns those that moved.

    Raises Refusal when the notice contradicts itself, is none, or says nothing that the calendar does not hold already
    by an earlier notice.
    """
    from govtui.domain.workdays import parse_notice

    text = clean(text, multiline=True)
    notice = parse_notice(text, year, current_calendar(desk))
    if notice.problems:
        raise Refusal(f"通知有问题，没有采用：{notice.problems[0]}")
    number = clean(number or notice.number or "")[:LONGEST_REASON]
    new = _as_corrections(notice, number)
    with desk.writing("calendar.notice") as uow:
        held = store.corrections(uow)
        if all(held.get(day) == correction for day, correction in new.items()):
            raise Refusal(f"{notice.year}年的这份通知已经采用过，日历没有变化。")
        store.put_days(uow, new.items(), store.add_notice(uow, notice.year, number, text))
        moved = _recompute(uow)
        title = f"（{number}）" if number else ""
        uow.say(f"采用{notice.year}年放假通知{title}，{len(new)} 天，移动期限 {len(moved)} 件", "calendar")
    return moved


def correct_day(desk: Desk, day: date, off: bool, name: str, reason: str) -> tuple[MovedDeadline, ...]:
    """Say of one day that it is off or worked; returns the deadlines that moved.

    Raises Refusal without a reason, and where the calendar already says so.
    """
    name, reason = clean(name)[:LONGEST_REASON], clean(reason)[:LONGEST_REASON]
    if not reason:
        raise Refusal("请写明更正日历的理由，例如通知的文号。")
    fact = current_calendar(desk).day(day)
    if fact.off == off and fact.source is not DaySource.PROVISIONAL:
        raise Refusal(f"{fact.words}，日历已经是这样，不用更正。")
    with desk.writing("calendar.day") as uow:
        store.put_days(uow, [(day, Correction(off, name, reason))], None)
        moved = _recompute(uow)
        what = "放假" if off else "上班"
        uow.say(f"更正日历：{long_day(day)}{what}（{reason}），移动期限 {len(moved)} 件", "calendar")
    return moved


def withdraw_day(desk: Desk, day: date, reason: str) -> tuple[MovedDeadline, ...]:
    """Take the correction of one day back; returns the deadlines that moved.

    Raises Refusal without a reason, and when the day has no correction.
    """
    reason = clean(reason)[:LONGEST_REASON]
    if not reason:
        raise Refusal("请写明取消更正的理由。")
    with desk.writing("calendar.withdraw") as uow:
        if not store.drop_day(uow, day):
            raise Refusal(f"{long_day(day)}没有更正过，不用取消。")
        moved = _recompute(uow)
        uow.say(f"取消日历更正：{long_day(day)}（{reason}），移动期限 {len(moved)} 件", "calendar")
    return moved


def month_grid(desk: Desk, year: int, month: int) -> tuple[tuple[GridDay, ...], ...]:
    """The weeks (Monday first, whole) that hold a month, with marks and the papers due on each day."""
    calendar = current_calendar(desk)
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    start = first - timedelta(days=first.weekday())
    end = last + timedelta(days=6 - last.weekday())
    with desk.reading() as reader:
        due = store.due_counts(reader, start, end)
    days = [_grid_day(calendar.day(start + timedelta(days=i)), due) for i in range((end - start).days + 1)]
    return tuple(tuple(days[i : i + 7]) for i in range(0, len(days), 7))


def calendar_years(calendar: WorkCalendar, today: date, desk: Desk | None = None) -> tuple[CalendarYear, ...]:
    """The years from the first published one to the next year after today or the last corrected one."""
    numbers: dict[int, list[str]] = {}
    if desk is not None:
        with desk.reading() as reader:
            for row in store.notices(reader):
                numbers.setdefault(int(row["year"]), []).append(row["number"] or "无文号")
    corrected = [day.year for day in calendar.corrections]
    last = max([today.year + 1, *calendar.published, *corrected])
    return tuple(
        CalendarYear(year, calendar.year_source(year), tuple(numbers.get(year, ())), corrected.count(year))
        for year in range(calendar.published[0], last + 1)
    )


def _grid_day(fact: DayFact, due: Mapping[date, int]) -> GridDay:
    marks = {DayKind.HOLIDAY: "休", DayKind.MAKEUP: "班"}
    return GridDay(fact, marks.get(fact.kind, ""), fact.source is DaySource.PROVISIONAL, due.get(fact.date, 0))


def _as_corrections(notice: "Notice", number: str) -> dict[date, Correction]:
    reason = number or f"{notice.year}年放假通知"
    return {one.date: Correction(one.off, one.name, reason) for one in notice.days}


def _recompute(uow: UnitOfWork) -> tuple[MovedDeadline, ...]:
    """Write every open deadline that the corrections inside this unit of work change; returns those that moved."""
    calendar = published_calendar(store.corrections(uow))
    moved = []
    for paper, deadline in _moved(uow, calendar, every=True):
        store.set_deadline(uow, paper.noun, paper.id, to_stamp(deadline.due), deadline.to_json(), deadline.provisional)
        if paper.before != paper.after:
            moved.append(paper)
    return tuple(moved)


def _moved(
    within: Reader | UnitOfWork, calendar: WorkCalendar, every: bool = False
) -> Iterable[tuple[MovedDeadline, Deadline]]:
    """Open papers whose deadline differs on `calendar`; with `every`, also those where only the reckoning differs."""
    found = []
    for row in store.open_deadlines(within):
        old = _basis(row["due_basis"])
        if old is None:
            continue
        new = recompute(calendar, old)
        before = from_stamp(row["due_at"])
        if new.due != before or (every and new != old):
            found.append((MovedDeadline(row["noun"], row["id"], row["number"], row["title"], before, new.due), new))
    return found


def _basis(text: str) -> Deadline | None:
    """How a deadline was reckoned; None for one that a clerk fixed by hand."""
    try:
        return Deadline.from_json(text)
    except (ValueError, KeyError, TypeError):
        return None
