"""Deadlines: rule, start, unit, roll-over, pauses and extensions, and how each one was reckoned.

民法典 (2020) articles 200–204: time runs by year, month, day and hour; the day of the start is not counted, hours run
from the moment itself (201); a period by months or years ends on the same day number, or on the last day of a month
that has no such day (202); a last day that is a day off moves to the first day after the days off (203, make-up
workdays are workdays and do not move it); the last day ends at 24:00, or when an office with hours closes (203).
Working-day limits of special statutes and rules (204) skip every day off.
"""

import json
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from govtui.domain.clock import from_stamp, in_china, long_day, to_stamp
from govtui.domain.refusal import Refusal
from govtui.domain.workdays.calendar import LAST_YEAR, WorkCalendar
from govtui.domain.workdays.facts import DayFact, DayKind, DaySource

END_OF_DAY = time(23, 59, 59)
"""24:00 of a day, written so that it still carries the day's own date."""


class Unit(StrEnum):
    """In what a limit is counted."""

    WORKDAY = "workday"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"
    MINUTE = "minute"


UNIT_WORDS = {
    Unit.WORKDAY: "个工作日",
    Unit.DAY: "日",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
    Unit.HOUR: "小时",
    Unit.MINUTE: "分钟",
}
_CLOCKED = (Unit.HOUR, Unit.MINUTE)


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that does not count, from `since` (that day itself still counts) to `until`; None: it still lasts."""

    since: datetime
    until: datetime | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """More time, counted on from the end of the time before it."""

    amount: int
    unit: Unit
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment until which something must be done, and all that it was reckoned from.

    `due` is aware, in China Standard Time. `nominal` is the last day before roll-over (None for hours and minutes).
    `skipped` are the days off that were not counted or that pushed the last day back. `provisional`: a day it depends
    on is in a year whose holidays nobody has published yet. `rule` names the rule or article it follows.
    """

    due: datetime
    unit: Unit
    amount: int
    start: datetime
    provisional: bool
    skipped: tuple[DayFact, ...] = ()
    rule: str = ""
    nominal: date | None = None
    closes: time | None = None
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()

    @property
    def day(self) -> date:
        """The last day."""
        return self.due.date()

    def to_json(self) -> str:
        """All of it as one JSON text, for the store."""
        return json.dumps(_as_plain(self), ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def from_json(text: str) -> "Deadline":
        """The deadline that `to_json` wrote."""
        return _from_plain(json.loads(text))

    def steps(self) -> tuple[tuple[str, str], ...]:
        """How it was reckoned, as (label, value) pairs for the clerk: start, limit, skipped days, pauses, end."""
        return tuple(_steps(self))


def compute_deadline(
    calendar: WorkCalendar,
    start: datetime,
    amount: int,
    unit: Unit | str,
    closes: time | None = None,
    *,
    rule: str = "",
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
    as_of: datetime | None = None,
) -> Deadline:
    """The deadline `amount` units after `start`.

    `closes` is when the office closes (24:00 when None); it ends the last day of limits in days, months and years.
    A pause that still lasts counts up to `as_of`. Raises Refusal for a negative amount, an unknown unit, or an end
    outside the calendar.
    """
    unit, start = _unit(unit), in_china(start)
    if amount < 0:
        raise Refusal(f"期限不能是负数“{amount}”，请填写 0 或更大的数。")
    try:
        if unit in _CLOCKED:
            return _clocked(start, amount, unit, rule, tuple(pauses), tuple(extensions), as_of)
        nominal = _last_day(calendar, start.date(), amount, unit, extensions)
        nominal = _after_pauses(calendar, nominal, unit, pauses, as_of)
        last = nominal if unit is Unit.WORKDAY else calendar.next_workday(nominal)
    except (OverflowError, ValueError) as error:
        raise Refusal(f"算出的日期超出了日历的范围（到{LAST_YEAR}年），请核对数目“{amount}”。") from error
    since = start.date() if unit is Unit.WORKDAY else nominal - timedelta(days=1)
    return Deadline(
        due=datetime.combine(last, closes or END_OF_DAY, tzinfo=start.tzinfo),
        unit=unit,
        amount=amount,
        start=start,
        provisional=calendar.is_provisional(min(since, last), last),
        skipped=tuple(calendar.skipped(since, last)),
        rule=rule,
        nominal=nominal,
        closes=closes,
        pauses=tuple(pauses),
        extensions=tuple(extensions),
    )


def recompute(calendar: WorkCalendar, old: Deadline, as_of: datetime | None = None) -> Deadline:
    """The same deadline on another calendar."""
    return compute_deadline(
        calendar,
        old.start,
        old.amount,
        old.unit,
        old.closes,
        rule=old.rule,
        pauses=old.pauses,
        extensions=old.extensions,
        as_of=as_of,
    )


def _unit(unit: Unit | str) -> Unit:
    try:
        return Unit(unit)
    except ValueError as error:
        raise Refusal(f"不认识期限的单位“{unit}”，只能是 {'、'.join(Unit)}。") from error


def _clocked(
    start: datetime,
    amount: int,
    unit: Unit,
    rule: str,
    pauses: tuple[Pause, ...],
    extensions: tuple[Extension, ...],
    as_of: datetime | None,
) -> Deadline:
    """Hours and minutes run through nights and days off alike."""
    due = start + _clock_time(amount, unit)
    for extension in extensions:
        if extension.unit not in _CLOCKED:
            raise Refusal("按小时、分钟计的期限只能按小时、分钟延长，请改用同类单位。")
        due += _clock_time(extension.amount, extension.unit)
    for pause in _in_order(pauses):
        until = pause.until or as_of or pause.since
        if pause.since < due and until > start:
            due += until - max(pause.since, start)
    return Deadline(due, unit, amount, start, False, rule=rule, pauses=pauses, extensions=extensions)


def _clock_time(amount: int, unit: Unit) -> timedelta:
    return timedelta(hours=amount) if unit is Unit.HOUR else timedelta(minutes=amount)


def _last_day(calendar: WorkCalendar, start: date, amount: int, unit: Unit, extensions: Sequence[Extension]) -> date:
    """The last day before pauses and roll-over; months upon months keep the day number of the start."""
    rest = list(extensions)
    while unit in (Unit.MONTH, Unit.YEAR) and rest and rest[0].unit is unit:
        amount += rest.pop(0).amount
    day = _advance(calendar, start, amount, unit)
    for extension in rest:
        if extension.unit in _CLOCKED:
            raise Refusal("按日、月、年计的期限不能按小时、分钟延长，请改用日或者工作日。")
        day = _advance(calendar, day, extension.amount, extension.unit)
    return day


def _advance(calendar: WorkCalendar, day: date, amount: int, unit: Unit) -> date:
    if unit is Unit.WORKDAY:
        return calendar.add_workdays(day, amount)
    if unit is Unit.DAY:
        return day + timedelta(days=amount)
    months = day.year * 12 + day.month - 1 + (amount if unit is Unit.MONTH else 12 * amount)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _after_pauses(
    calendar: WorkCalendar, last: date, unit: Unit, pauses: Sequence[Pause], as_of: datetime | None
) -> date:
    """Each pause that begins before the end gives back the (working) days after its first day up to its last."""
    step = Unit.WORKDAY if unit is Unit.WORKDAY else Unit.DAY
    for pause in _in_order(pauses):
        since, until = pause.since.date(), (pause.until or as_of or pause.since).date()
        if since < last and until > since:
            lost = calendar.workdays_between(since, until) if step is Unit.WORKDAY else (until - since).days
            last = _advance(calendar, last, lost, step)
    return last


def _in_order(pauses: Iterable[Pause]) -> list[Pause]:
    return sorted(pauses, key=lambda pause: pause.since)


def _steps(one: Deadline) -> Iterable[tuple[str, str]]:
    clocked = one.unit in _CLOCKED
    yield "起算", f"{long_day(one.start.date())} {one.start:%H:%M}" + ("起按时计算" if clocked else "，当日不计入")
    yield "期限", f"{one.amount}{UNIT_WORDS[one.unit]}" + (f"（{one.rule}）" if one.rule else "")
    for extension in one.extensions:
        yield "延长", f"{extension.amount}{UNIT_WORDS[extension.unit]} {extension.reason}".strip()
    for pause in one.pauses:
        until = long_day(pause.until.date()) if pause.until else "尚未结束"
        yield "不计入", f"{long_day(pause.since.date())}之后至{until} {pause.reason}".strip()
    if one.nominal is not None and one.nominal != one.day:
        yield "顺延", f"{long_day(one.nominal)}不上班，顺延到放假结束后第一个工作日"
    if one.skipped:
        yield "不计的日子", "；".join(_runs(one.skipped))
    yield "截止", f"{long_day(one.day)} " + (f"{one.due:%H:%M}" if one.due.time() != END_OF_DAY else "24:00")
    if one.provisional:
        yield "暂定", "其中有年份的放假安排还没有公布，公布后会重新计算"


def _runs(skipped: Sequence[DayFact]) -> list[str]:
    """Days off in the clerk's words, a holiday of several days as one: `10月1日至10月7日国庆节放假`."""
    runs: list[list[DayFact]] = []
    for fact in skipped:
        last = runs[-1][-1] if runs else None
        joins = last is not None and (fact.date - last.date).days == 1 and fact.kind is last.kind
        if joins and last is not None and (fact.name == last.name or fact.kind is DayKind.REST):
            runs[-1].append(fact)
        else:
            runs.append([fact])
    return [_run_words(run) for run in runs]


def _run_words(run: list[DayFact]) -> str:
    if len(run) == 1:
        return run[0].words
    first, last = run[0], run[-1]
    what = f"{first.name}放假" if first.kind is DayKind.HOLIDAY else "休息日"
    return f"{first.date.month}月{first.date.day}日至{last.date.month}月{last.date.day}日{what}"


def _as_plain(one: Deadline) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "due": to_stamp(one.due),
        "unit": one.unit.value,
        "amount": one.amount,
        "start": to_stamp(one.start),
        "provisional": one.provisional,
        "skipped": [[day.date.isoformat(), day.kind.value, day.name, day.source.value] for day in one.skipped],
        "rule": one.rule,
        "nominal": one.nominal.isoformat() if one.nominal else None,
        "closes": one.closes.isoformat() if one.closes else None,
    }
    if one.pauses:
        plain["pauses"] = [[to_stamp(p.since), to_stamp(p.until) if p.until else None, p.reason] for p in one.pauses]
    if one.extensions:
        plain["extensions"] = [[e.amount, e.unit.value, e.reason] for e in one.extensions]
    return plain


def _from_plain(plain: dict[str, Any]) -> Deadline:
    skipped = (
        DayFact(date.fromisoformat(day), DayKind(kind), name, DaySource(source))
        for day, kind, name, source in plain["skipped"]
    )
    pauses = (
        Pause(from_stamp(since), from_stamp(until) if until else None, reason)
        for since, until, reason in plain.get("pauses", [])
    )
    return Deadline(
        due=from_stamp(plain["due"]),
        unit=Unit(plain["unit"]),
        amount=int(plain["amount"]),
        start=from_stamp(plain["start"]),
        provisional=bool(plain["provisional"]),
        skipped=tuple(skipped),
        rule=str(plain["rule"]),
        nominal=date.fromisoformat(plain["nominal"]) if plain["nominal"] else None,
        closes=time.fromisoformat(plain["closes"]) if plain["closes"] else None,
        pauses=tuple(pauses),
        extensions=tuple(Extension(int(a), Unit(u), r) for a, u, r in plain.get("extensions", [])),
    )
