"""The tabs of the address book: what each lists, in which columns, and by which words its rows are found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from govtui.domain.clock import short_day
from govtui.domain.people import terms
from govtui.services.desk import Desk
from govtui.services.people import (
    absence_lines,
    delegation_lines,
    directory,
    gap_lines,
    leader_lines,
    people_lines,
    unit_lines,
)
from govtui.services.people.rows import AbsenceLine, DelegationLine, GapLine, LeaderLine, PersonLine, UnitLine
from govtui.ui.widgets.choices import match
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.paging import Cell, Row

STATE_PENS = {
    "未销假": "bad",
    "在外": "warn",
    "将外出": "soon",
    "已归": "muted",
    "有效": "good",
    "未到期": "soon",
    "已过期": "muted",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: `lines(desk, past)` are the service's rows, `cells` and `words` what is shown and searched of one."""

    id: str
    name: str
    columns: tuple[Column, ...]
    lines: Callable[[Desk, bool], Sequence[Any]]
    key: Callable[[Any], int]
    cells: Callable[[Desk, Any], tuple[Cell, ...]]
    words: Callable[[Any], tuple[str, ...]]
    empty: str

    def rows(self, desk: Desk, typed: str, past: bool) -> list[Row]:
        """The rows that answer to every word typed, best first, else in the order of the printed list."""
        wanted = typed.split()
        scored = [(_fit(wanted, self.words(line)), line) for line in self.lines(desk, past)]
        lines = [line for fit, line in sorted(scored, key=lambda one: -one[0]) if fit]
        return [Row(self.key(line), self.cells(desk, line), line) for line in lines]


def _fit(wanted: Sequence[str], texts: Sequence[str]) -> int:
    """How well texts answer to all words: 0 not at all; text at the front of a name beats initials inside another."""
    return min((max((match(word, text) for text in texts if text), default=0) for word in wanted), default=1)


def _sections(desk: Desk, past: bool) -> Sequence[UnitLine]:
    return unit_lines(desk, terms.SECTION, with_closed=past)


def _units(desk: Desk, past: bool) -> Sequence[UnitLine]:
    return tuple(line for line in unit_lines(desk, with_closed=past) if line.category != terms.SECTION)


def _missing(name: str, line: UnitLine, kind: str) -> Cell:
    return ("缺", "warn") if not name and kind in line.missing else name


def _leader(_desk: Desk, line: LeaderLine) -> tuple[Cell, ...]:
    order = str(line.order) if line.order < 9999 else ""
    return (order, (line.name, "strong"), line.title, line.office_phone, line.mobile, (line.away, "warn"))


def _unit(_desk: Desk, line: UnitLine) -> tuple[Cell, ...]:
    name: Cell = (f"{line.name}（已停用）", "muted") if line.closed_on else line.name
    in_charge = _missing(line.in_charge, line, terms.IN_CHARGE)
    assisting = _missing(line.assisting, line, terms.ASSISTING)
    return (
        name,
        line.category,
        line.head,
        in_charge,
        assisting,
        _missing(line.section, line, terms.SERVING),
        line.phone,
    )


def _person(_desk: Desk, line: PersonLine) -> tuple[Cell, ...]:
    return ((line.name, "strong"), line.unit, line.title, line.office_phone, line.mobile, (line.away, "warn"))


def _section(desk: Desk, line: UnitLine) -> tuple[Cell, ...]:
    served = directory(desk).section_units(line.id, desk.today())
    count = f"{len(served)} 个" if served else ""
    return (line.name, line.head, line.phone, count, "、".join(unit.label for unit in served))


def _gap(_desk: Desk, line: GapLine) -> tuple[Cell, ...]:
    return (line.name, line.category, line.head, ("、".join(line.missing), "warn"))


def _delegation(_desk: Desk, line: DelegationLine) -> tuple[Cell, ...]:
    pen = STATE_PENS.get(line.state, "")
    ends = days(line.from_day, line.to_day)
    return ((line.state, pen), line.giver, line.taker, line.kind, line.scope, ends)


def _absence(_desk: Desk, line: AbsenceLine) -> tuple[Cell, ...]:
    pen = STATE_PENS.get(line.state, "")
    last = line.returned_on or line.to_day
    return (
        (line.state, pen),
        (line.name, "strong"),
        line.title,
        line.kind,
        line.place,
        days(line.from_day, last),
        line.acting,
    )


def days(first: date, last: date | None) -> str:
    """A span as lists show it: `11-20 周五 至 11-25 周三`."""
    return f"{short_day(first)} 至 {short_day(last) if last else '未定'}"


TABS = (
    Tab(
        "leaders",
        "领导",
        (
            Column("order", "序", 3, align="right"),
            Column("name", "姓名", 8),
            Column("title", "职务", 12, flex=1),
            Column("phone", "办公电话", 13),
            Column("mobile", "手机", 12, hide_below=64),
            Column("away", "外出", 14, flex=3, hide_below=72),
        ),
        lambda desk, _past: leader_lines(desk),
        lambda line: line.person_id,
        _leader,
        lambda line: (line.name, line.title, line.office_phone, line.mobile, *line.in_charge, *line.assisting),
        "还没有领导。按 n 登记任职，或按 i 从 Excel 导入通讯录。",
    ),
    Tab(
        "units",
        "单位",
        (
            Column("name", "单位", 18, flex=1),
            Column("category", "类别", 8, style="muted", hide_below=76),
            Column("head", "负责人", 8),
            Column("in_charge", "分管", 8),
            Column("assisting", "协管", 8),
            Column("section", "科室", 8, hide_below=60),
            Column("phone", "电话", 13, hide_below=92),
        ),
        _units,
        lambda line: line.id,
        _unit,
        lambda line: (line.name, line.short_name, line.number_prefix, line.category, line.phone, line.head),
        "还没有单位。按 n 增加，或按 i 从 Excel 导入通讯录。",
    ),
    Tab(
        "people",
        "人员",
        (
            Column("name", "姓名", 8),
            Column("unit", "单位", 12, flex=1),
            Column("title", "职务", 14, flex=1),
            Column("phone", "办公电话", 13),
            Column("mobile", "手机", 12, hide_below=70),
            Column("away", "外出", 14, hide_below=96),
        ),
        lambda desk, _past: people_lines(desk),
        lambda line: line.id,
        _person,
        lambda line: (line.name, line.title, line.unit, line.office_phone, line.mobile),
        "还没有人员。按 n 增加，或按 i 从 Excel 导入通讯录。",
    ),
    Tab(
        "sections",
        "科室",
        (
            Column("name", "科室", 14, flex=1),
            Column("head", "负责人", 8),
            Column("phone", "电话", 13),
            Column("count", "服务", 6, align="right"),
            Column("served", "服务单位", 20, flex=2, hide_below=64),
        ),
        _sections,
        lambda line: line.id,
        _section,
        lambda line: (line.name, line.short_name, line.head, line.phone),
        "还没有科室。按 n 增加。",
    ),
    Tab(
        "gaps",
        "分工缺口",
        (
            Column("name", "单位", 16, flex=1),
            Column("category", "类别", 8, style="muted", hide_below=74),
            Column("head", "负责人", 8),
            Column("missing", "缺什么", 34),
        ),
        lambda desk, _past: gap_lines(desk),
        lambda line: line.unit_id,
        _gap,
        lambda line: (line.name, line.category, *line.missing),
        "每个单位都有分管、协管和对应科室。",
    ),
    Tab(
        "delegations",
        "委托",
        (
            Column("state", "状态", 8, lamp=True),
            Column("giver", "委托人", 8),
            Column("taker", "受托人", 8),
            Column("kind", "委托", 8),
            Column("scope", "事项", 6, flex=1),
            Column("days", "期限", 24),
        ),
        lambda desk, past: delegation_lines(desk, with_past=past),
        lambda line: line.id,
        _delegation,
        lambda line: (line.giver, line.taker, line.kind, line.scope),
        "没有正在生效的委托。按 n 登记。",
    ),
    Tab(
        "absences",
        "外出",
        (
            Column("state", "状态", 8, lamp=True),
            Column("name", "姓名", 8),
            Column("title", "职务", 8, flex=1, hide_below=72),
            Column("kind", "类别", 4),
            Column("place", "地点", 6, flex=1),
            Column("days", "起止", 24),
            Column("acting", "代行", 7),
        ),
        lambda desk, past: absence_lines(desk, with_past=past),
        lambda line: line.id,
        _absence,
        lambda line: (line.name, line.title, line.kind, line.place, line.acting),
        "现在没有人外出。按 n 报备。",
    ),
)
BY_ID = {tab.id: tab for tab in TABS}
