"""Rows of the sheet 单位."""

from dataclasses import replace
from typing import Any

from govtui.domain.people import UnitRow, terms
from govtui.domain.people.guessing import category_named, guess_category
from govtui.services.people.importing.rows import Outcome, Rejected, SourceRow
from govtui.services.people.importing.state import Growing, name_of, number_of, text_of

_TEXTS = {"short_name": "short_name", "number_prefix": "number_prefix", "phone": "phone", "note": "note"}


def read_unit(growing: Growing, row: SourceRow) -> Outcome:
    """Take one unit. An existing one takes over what the row says; its place, and what is left empty, stay."""
    try:
        name = name_of(row, "单位名称")
        known = growing.unit_named(name)
        if known is not None and known.closed_on is not None:
            raise Rejected(f"{known.name}已停用，请先恢复使用再导入")
        columns = _columns(row, known)
    except Rejected as rejected:
        return Outcome(row, "rejected", str(rejected))
    if known is None:
        unit = UnitRow(id=growing.next_id("unit"), version=1, name=name, **columns)
        growing.put_unit(unit, {"name": name, **columns})
        return Outcome(row, "imported")
    changed = {key: value for key, value in columns.items() if getattr(known, key) != value}
    if not changed:
        return Outcome(row, "skipped", "已有这个单位，内容相同")
    if known.id not in growing.directory.units:
        return Outcome(row, "rejected", "与本表前面的一行单位同名而内容不同")
    growing.put_unit(replace(known, **changed), growing.plan.changed.get(("unit", known.id), {}) | changed)
    return Outcome(row, "imported")


def link_parents(growing: Growing, row: SourceRow) -> tuple[str, ...]:
    """Hang a unit under the one that its row names, once all units are read; returns what could not be done."""
    parent_name = text_of(row, "parent")
    unit = growing.unit_named(name_of(row, "单位名称"))
    if not parent_name or unit is None:
        return ()
    parent = growing.unit_named(parent_name)
    if parent is None:
        return (f"没有“{parent_name}”这个单位，上级单位未登记",)
    if _stands_above(growing, unit.id, parent):
        return (f"上级单位“{parent.name}”是它自己或它的下属，未登记",)
    if unit.parent_id != parent.id:
        growing.units[unit.id] = replace(unit, parent_id=parent.id)
        for new in growing.plan.new.get("unit", ()):
            if new["id"] == unit.id:
                new["parent_id"] = parent.id
                return ()
        growing.plan.changed.setdefault(("unit", unit.id), {})["parent_id"] = parent.id
    return ()


def _stands_above(growing: Growing, unit_id: int, parent: UnitRow) -> bool:
    above: int | None = parent.id
    while above is not None:
        if above == unit_id:
            return True
        above = growing.units[above].parent_id
    return False


def _columns(row: SourceRow, known: UnitRow | None) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for field, column in _TEXTS.items():
        text = text_of(row, field)
        if text or known is None:
            columns[column] = text
    category = text_of(row, "category")
    if category:
        found = category_named(category)
        if found is None:
            raise Rejected(f"没有“{category}”这个类别，可用：{'、'.join(terms.CATEGORIES)}")
        columns["category"] = found
    elif known is None:
        columns["category"] = guess_category(name_of(row, "单位名称"))
    if known is None:
        columns["sort_order"] = number_of(row, "order") or 0
    return columns
