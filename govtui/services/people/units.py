"""Units: add, change, close, reopen."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from govtui.domain.clock import long_day
from govtui.domain.people import Directory, UnitRow, terms
from govtui.domain.refusal import Refusal
from govtui.domain.text import fold
from govtui.services.desk import Desk
from govtui.services.people import validation as valid
from govtui.services.people.closing import close_portfolios
from govtui.services.people.snapshot import read_directory
from govtui.store import tables


@dataclass(frozen=True, slots=True)
class UnitValues:
    """A unit as its form is filled in."""

    name: str
    short_name: str = ""
    category: str = terms.DEPARTMENT
    number_prefix: str = ""
    parent_id: int | None = None
    sort_order: int = 0
    independent: bool = False
    phone: str = ""
    note: str = ""


def add_unit(desk: Desk, values: UnitValues) -> UnitRow:
    """A new unit. Raises Refusal: empty or taken name, unknown category, parent that is closed or none."""
    with desk.writing("unit.add") as uow:
        directory = read_directory(uow, desk.book)
        columns = checked_unit(directory, values, desk.today())
        row = uow.add(tables.Unit(**columns))
        uow.say(f"增加单位{row.name}（{row.category}）", "unit", row.id)
    return UnitRow(id=int(row.id or 0), version=row.version, **columns)


def change_unit(desk: Desk, unit_id: int, version: int, values: UnitValues) -> UnitRow:
    """Change a unit that was read at `version`. Raises Stale when another clerk was faster, Refusal as `add_unit`."""
    with desk.writing("unit.change") as uow:
        directory = read_directory(uow, desk.book)
        row = uow.get(tables.Unit, unit_id, version)
        columns = checked_unit(directory, values, desk.today(), unit_id)
        old = row.name
        uow.change(row, **columns)
        uow.say(f"修改单位{old}" if old == row.name else f"单位{old}更名为{row.name}", "unit", unit_id)
    closed = directory.units[unit_id].closed_on
    return UnitRow(id=unit_id, version=row.version, closed_on=closed, **columns)


def close_unit(desk: Desk, unit_id: int, version: int, on: date) -> UnitRow:
    """Close a unit: `on` is the first day without it; its portfolio ends the day before.

    Raises Refusal while units below it or people in post there remain.
    """
    with desk.writing("unit.close") as uow:
        directory = read_directory(uow, desk.book)
        row = uow.get(tables.Unit, unit_id, version)
        _refuse_busy(directory, unit_id, on)
        uow.change(row, closed_on=valid.day_text(on))
        ended = close_portfolios(uow, directory, on, unit_id=unit_id)
        more = f"，结束其分工 {ended} 项" if ended else ""
        uow.say(f"自{long_day(on)}起停用单位{row.name}{more}", "unit", unit_id)
        return read_directory(uow, desk.book).units[unit_id]


def reopen_unit(desk: Desk, unit_id: int, version: int) -> UnitRow:
    """Take a closed unit back into use; its portfolio has to be set again."""
    with desk.writing("unit.reopen") as uow:
        row = uow.get(tables.Unit, unit_id, version)
        if row.closed_on is None:
            raise Refusal(f"{row.name}正在使用，不需要恢复。")
        uow.change(row, closed_on=None)
        uow.say(f"恢复使用单位{row.name}", "unit", unit_id)
        return read_directory(uow, desk.book).units[unit_id]


def checked_unit(directory: Directory, values: UnitValues, today: date, unit_id: int | None = None) -> dict[str, Any]:
    """The columns of a unit, checked against the others; `unit_id` is the unit itself when it exists already."""
    name = valid.name_of(values.name, "单位名称")
    for other in directory.units.values():
        if other.id != unit_id and fold(other.name) == fold(name):
            state = f"（已于 {long_day(other.closed_on)} 停用，可恢复使用）" if other.closed_on else ""
            raise Refusal(f"已有名为“{other.name}”的单位{state}，请核对，不要重复登记。")
    _check_parent(directory, values.parent_id, unit_id, today)
    if not 0 <= values.sort_order <= 9999:
        raise Refusal("单位排序应在 0 至 9999 之间。")
    return {
        "name": name,
        "short_name": valid.words(values.short_name, "简称"),
        "category": valid.category_of(values.category),
        "number_prefix": valid.words(values.number_prefix, "机关代字"),
        "parent_id": values.parent_id,
        "sort_order": values.sort_order,
        "independent": values.independent,
        "phone": valid.words(values.phone, "电话"),
        "note": valid.words(values.note, "备注"),
    }


def _check_parent(directory: Directory, parent_id: int | None, unit_id: int | None, today: date) -> None:
    if parent_id is None:
        return
    valid.unit_in(directory, parent_id, today)
    above: int | None = parent_id
    while above is not None:
        if above == unit_id:
            raise Refusal("上级单位不能是它自己或它的下属单位，请另选。")
        above = directory.units[above].parent_id


def _refuse_busy(directory: Directory, unit_id: int, on: date) -> None:
    name = directory.units[unit_id].name
    below = [u.name for u in directory.units.values() if u.parent_id == unit_id and u.open_on(on)]
    if below:
        raise Refusal(f"{name}下面还有{'、'.join(below[:3])}等 {len(below)} 个单位，请先停用或改挂它们。")
    held = [p for p in directory.posts if p.unit_id == unit_id and (p.to_day is None or p.to_day >= on)]
    if held:
        person = directory.people[held[0].person_id]
        raise Refusal(f"{person.name}等 {len(held)} 人到 {long_day(on)} 仍在{name}任职，请先结束其任职。")
