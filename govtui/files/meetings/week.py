"""一周会议活动安排: by day, and leaders as columns over half-days; conflicts red and in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from govtui.domain.clock import WEEKDAYS, in_china, long_day, short_day
from govtui.files.exports import maker_line, properties
from govtui.files.sheets import Alarm, Cell, Column, Sheet, write_workbook
from govtui.services.desk import Desk
from govtui.services.meetings.engagements.rows import PlanEntry, WeekPlan

NAME = "一周会议活动安排"
CONFLICT = "冲突"

COLUMNS = (
    Column("day", "日期", 11, "day"),
    Column("weekday", "星期", 6, centred=True),
    Column("starts", "时间", 7, "moment", form="hh:mm"),
    Column("ends", "至", 9, "moment", form="hh:mm"),
    Column("place", "地点", 14),
    Column("title", "会议／活动", 26),
    Column("leaders", "出席领导", 16),
    Column("host", "主办／承办", 11),
    Column("scope", "参加范围", 14),
    Column("speech", "讲话／材料", 10),
    Column("vehicle", "车辆", 7),
    Column("contact", "联系人", 11),
    Column("note", "备注", 14),
)
_BY_LEADER = "领导安排"
_MOST_LEADERS = 8
_LEADER = 18
_HALVES = (("上午", time(0), time(12)), ("下午", time(12), time(18)), ("晚上", time(18), None))
"""Half-days by the clock; the evening has a row only where something is on."""

_WORKDAYS = 5


def write_week(desk: Desk, path: Path, plan: WeekPlan) -> int:
    """Write the workbook; returns how many rows its tables hold."""
    return write_workbook(path, [_by_day(desk, plan), *_by_leader(desk, plan)], properties(desk, NAME))


# -- by day -----------------------------------------------------------------------------------------------------------


def _by_day(desk: Desk, plan: WeekPlan) -> Sheet:
    clashes = sum(bool(entry.clashes or entry.room_clash) for entry in plan.entries)
    said = f"共 {len(plan.entries)} 项" + (
        f"，其中 {clashes} 项有{CONFLICT}，请先协调。" if clashes else "，没有冲突。"
    )
    away = "；".join(_away(name, first, last) for _, name, first, last in plan.away)
    notes = (f"外出：{away}。",) if away else ()
    return _sheet(desk, plan, NAME, COLUMNS, list(_day_rows(plan)), said, notes)


def _day_rows(plan: WeekPlan) -> Iterator[Sequence[Cell]]:
    """A row for every entry of every day; a working day without any says so."""
    for at in range((plan.last - plan.first).days + 1):
        day = plan.first + timedelta(days=at)
        entries = [entry for entry in plan.entries if _overlaps(entry, day)]
        yield from (_day_cells(plan, day, entry) for entry in entries)
        if not entries and day.weekday() < _WORKDAYS:
            yield (day, WEEKDAYS[day.weekday()], None, None, "", "（无安排）", *[""] * 7)


def _day_cells(plan: WeekPlan, day: date, entry: PlanEntry) -> Sequence[Cell]:
    leaders = "、".join(f"{name}（{CONFLICT}）" if name in entry.clashes else name for _, name in entry.leaders)
    place = f"{entry.place}（会议室{CONFLICT}）" if entry.room_clash else entry.place
    pending = "" if entry.settled else "待定"
    note = "；".join(filter(None, (pending, *_clash_words(entry), _away_words(plan, day, entry), entry.note)))
    red = bool(entry.clashes or entry.room_clash)
    return (
        day,
        WEEKDAYS[day.weekday()],
        entry.starts if entry.starts.date() == day else "（续）",
        entry.ends if entry.ends.date() == day else short_day(entry.ends.date()),
        Alarm(place) if entry.room_clash else place,
        entry.title,
        Alarm(leaders) if entry.clashes else leaders,
        entry.host,
        entry.scope,
        entry.speech,
        entry.vehicle,
        entry.contact,
        Alarm(note) if red else note,
    )


def _clash_words(entry: PlanEntry) -> Iterator[str]:
    if entry.clashes:
        yield f"{CONFLICT}：{'、'.join(entry.clashes)}同时另有安排"
    if entry.room_clash:
        yield f"{CONFLICT}：会议室同时另有安排"


def _away_words(plan: WeekPlan, day: date, entry: PlanEntry) -> str:
    """Leaders of the entry who are reported away on that day: it may be this very trip, so it is no conflict."""
    going = {person for person, _ in entry.leaders}
    names = [name for person, name, first, last in plan.away if person in going and first <= day <= last]
    return f"{'、'.join(names)}报备外出" if names else ""


# -- leaders as columns -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Half:
    """Half a day: its name, and from when to when."""

    name: str
    day: date
    starts: datetime
    ends: datetime


def _by_leader(desk: Desk, plan: WeekPlan) -> Iterator[Sheet]:
    """A sheet for every few leaders, in rank; one that says so where no leader goes anywhere."""
    parts = [plan.leaders[at : at + _MOST_LEADERS] for at in range(0, len(plan.leaders), _MOST_LEADERS)] or [()]
    halves = list(_halves(plan))
    for leaders in parts:
        columns = (
            Column("day", "日期", 11, "day"),
            Column("weekday", "星期", 6, centred=True),
            Column("half", "时段", 6, centred=True),
            *(Column(str(person), name, _LEADER) for person, name in leaders),
        )
        rows = [_half_cells(plan, half, leaders) for half in halves] if leaders else []
        yield _sheet(desk, plan, _BY_LEADER, columns, rows, frozen=3)


def _halves(plan: WeekPlan) -> Iterator[_Half]:
    """Mornings and afternoons of working days; other half-days where somebody goes somewhere."""
    for at in range((plan.last - plan.first).days + 1):
        day = plan.first + timedelta(days=at)
        for name, begins, ends in _HALVES:
            last = datetime.combine(day, ends) if ends else datetime.combine(day + timedelta(days=1), time(0))
            half = _Half(name, day, in_china(datetime.combine(day, begins)), in_china(last))
            usual = ends is not None and day.weekday() < _WORKDAYS
            if usual or any(_in_half(entry, half) for entry in plan.entries):
                yield half


def _half_cells(plan: WeekPlan, half: _Half, leaders: Sequence[tuple[int, str]]) -> Sequence[Cell]:
    return (
        half.day,
        WEEKDAYS[half.day.weekday()],
        half.name,
        *(_leader_cell(plan, half, person) for person, _ in leaders),
    )


def _leader_cell(plan: WeekPlan, half: _Half, person: int) -> str:
    """Where a leader goes in that half-day, a line an entry, and that he is away."""
    mine = [entry for entry in plan.entries if any(one == person for one, _ in entry.leaders) and _in_half(entry, half)]
    clash = any(_clashes(entry, person) for entry in mine)
    away = [span for span in plan.away if span[0] == person and span[2] <= half.day <= span[3]]
    lines = [f"外出（{short_day(span[2])}至{short_day(span[3])}）" for span in away]
    lines += [_line(entry, person) for entry in mine]
    return Alarm("\n".join(lines)) if clash else "\n".join(lines)


def _line(entry: PlanEntry, person: int) -> str:
    mark = f"【{CONFLICT}】" if _clashes(entry, person) else ""
    pending = "" if entry.settled else "（待定）"
    place = f"（{entry.place}）" if entry.place else ""
    return f"{mark}{entry.starts:%H:%M}—{entry.ends:%H:%M} {entry.title}{place}{pending}"


def _clashes(entry: PlanEntry, person: int) -> bool:
    return any(words in entry.clashes for one, words in entry.leaders if one == person)


# -- both -------------------------------------------------------------------------------------------------------------


def _sheet(
    desk: Desk,
    plan: WeekPlan,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    said: str = "",
    notes: Sequence[str] = (),
    frozen: int = 0,
) -> Sheet:
    return Sheet(
        name=name,
        title=f"{desk.office}{NAME}",
        columns=columns,
        rows=rows,
        subtitle=f"{week_words(plan.first)}（{long_day(plan.first)}至{long_day(plan.last)}）",
        maker=maker_line(desk),
        headline=said,
        notes=notes,
        empty="（没有领导活动安排）",
        frozen=frozen,
        filtered=name == NAME,
    )


def week_words(first: date) -> str:
    """A week as titles say it: 2026年第47周."""
    year, week, _ = first.isocalendar()
    return f"{year}年第{week}周"


def _away(name: str, first: date, last: date) -> str:
    return f"{name} {short_day(first)}" + (f"至{short_day(last)}" if last > first else "")


def _overlaps(entry: PlanEntry, day: date) -> bool:
    return entry.starts.date() <= day <= max(entry.ends - timedelta(seconds=1), entry.starts).date()


def _in_half(entry: PlanEntry, half: _Half) -> bool:
    """Whether the entry is on in that half-day; one that takes no time belongs to where it begins."""
    return half.starts <= entry.starts < half.ends or entry.starts < half.starts < entry.ends
