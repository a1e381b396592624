"""通讯录 as a workbook: leaders in ranked order, people by unit, units, and the division of work with its gaps."""

from datetime import date
from pathlib import Path

from govtui.domain.clock import long_day
from govtui.domain.people.rows import UNRANKED
from govtui.domain.people.terms import KIND_TITLES, categories_with_portfolio
from govtui.files.exports import Exported, exports_folder, maker_line, properties
from govtui.files.sheets import Cell, Column, Sheet, safe_name, write_workbook
from govtui.services.desk import Desk
from govtui.services.people import leader_lines, people_lines, unit_lines
from govtui.services.people.rows import LeaderLine, PersonLine, UnitLine

NAME = "通讯录"

_LEADERS = (
    Column("order", "排序", 6, "number"),
    Column("name", "姓名", 10, centred=True),
    Column("title", "职务", 22),
    Column("in_charge", "分管单位", 40),
    Column("assisting", "协管单位", 30),
    Column("since", "任职日期", 12, "day"),
    Column("phone", "办公电话", 16),
    Column("mobile", "手机", 14),
    Column("away", "外出", 18),
)
_PEOPLE = (
    Column("serial", "序号", 6, "number"),
    Column("unit", "单位", 26),
    Column("name", "姓名", 10, centred=True),
    Column("title", "职务", 24),
    Column("phone", "办公电话", 18),
    Column("mobile", "手机", 14),
    Column("away", "外出", 18),
)
_UNITS = (
    Column("serial", "序号", 6, "number"),
    Column("name", "单位", 26),
    Column("short", "简称", 14),
    Column("category", "类别", 10, centred=True),
    Column("prefix", "机关代字", 14),
    Column("in_charge", "分管领导", 12, centred=True),
    Column("assisting", "协管副秘书长", 12, centred=True),
    Column("section", "服务科室", 14),
    Column("phone", "电话", 18),
)
_DIVISION = (
    Column("serial", "序号", 6, "number"),
    Column("name", "单位", 26),
    Column("in_charge", "分管副市长", 14, centred=True),
    Column("assisting", "协管副秘书长", 14, centred=True),
    Column("section", "对应科室", 16),
    Column("missing", "未分工", 26),
)


def export_people(desk: Desk, out: Path | None = None) -> Exported:
    """The phone book of today under `out` (the exports folder); `rows` is the people in it."""
    today = desk.today()
    people, units = people_lines(desk), unit_lines(desk)
    path = (out or exports_folder(desk)) / safe_name(f"{NAME}-{today}", ".xlsx")
    divided = [line for line in units if line.category in categories_with_portfolio(desk.book)]
    sheets = [
        _sheet(desk, today, "领导", _LEADERS, [_leader(line) for line in leader_lines(desk)]),
        _sheet(desk, today, "人员", _PEOPLE, [_person(at, line) for at, line in enumerate(people, 1)]),
        _sheet(desk, today, "单位", _UNITS, [_unit(at, line) for at, line in enumerate(units, 1)]),
        _sheet(desk, today, "分工", _DIVISION, [_division(at, line) for at, line in enumerate(divided, 1)]),
    ]
    write_workbook(path, sheets, properties(desk, NAME))
    return Exported((path,), len(people))


def _sheet(desk: Desk, today: date, name: str, columns: tuple[Column, ...], rows: list[tuple[Cell, ...]]) -> Sheet:
    title = f"{desk.office}{NAME}·{name}"
    return Sheet(name, title, columns, rows, f"截至{long_day(today)}，内部资料", maker_line(desk))


def _leader(line: LeaderLine) -> tuple[Cell, ...]:
    order = None if line.order >= UNRANKED else line.order
    work = ("、".join(line.in_charge), "、".join(line.assisting))
    return (order, line.name, line.title, *work, line.since, line.office_phone, line.mobile, line.away)


def _division(serial: int, line: UnitLine) -> tuple[Cell, ...]:
    missing = "、".join(KIND_TITLES[kind] for kind in line.missing)
    return (serial, line.name, line.in_charge, line.assisting, line.section, missing)


def _person(serial: int, line: PersonLine) -> tuple[Cell, ...]:
    return (serial, line.unit, line.name, line.title, line.office_phone, line.mobile, line.away)


def _unit(serial: int, line: UnitLine) -> tuple[Cell, ...]:
    return (
        serial,
        line.name,
        line.short_name,
        line.category,
        line.number_prefix,
        line.in_charge,
        line.assisting,
        line.section,
        line.phone,
    )
