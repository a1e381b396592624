"""The division of work as sheets write it: columns of a unit's row, or lists of units in a leader's row."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from govtui.domain.dates import read_day
from govtui.domain.people import PersonRow, PortfolioRow, UnitRow, terms
from govtui.services.people.importing.persons import person_of
from govtui.services.people.importing.rows import Outcome, Rejected, SourceRow
from govtui.services.people.importing.state import Growing, name_of, text_of

_OF_UNIT = {"in_charge": terms.IN_CHARGE, "assisting": terms.ASSISTING, "section": terms.SERVING}
_OF_PERSON = {"in_charge": terms.IN_CHARGE, "assists": terms.ASSISTING}
_BETWEEN = re.compile(r"[、，,；;/\s]+")


def unit_division(growing: Growing, row: SourceRow) -> tuple[bool, tuple[str, ...]]:
    """Set what a unit's row says; returns whether anything changed and what could not be set."""
    unit = growing.unit_named(name_of(row, "单位名称"))
    changed, notes = False, []
    for field, kind in _OF_UNIT.items():
        text = text_of(row, field)
        if text and unit is not None:
            try:
                changed |= _set(growing, unit, kind, text, _since(row))
            except Rejected as rejected:
                notes.append(str(rejected))
    return changed, tuple(notes)


def read_division(growing: Growing, row: SourceRow) -> Outcome:
    """Take one row of the sheet 分工: rejected as a whole when any part of it cannot be set."""
    try:
        name = name_of(row, "单位名称")
        if growing.unit_named(name) is None:
            raise Rejected(f"没有“{name}”这个单位，请先登记单位")
        changed, notes = unit_division(growing, row)
    except Rejected as rejected:
        return Outcome(row, "rejected", str(rejected))
    if notes and not changed:
        return Outcome(row, "rejected", "；".join(notes))
    if not changed:
        return Outcome(row, "skipped", "分工没有变化")
    return Outcome(row, "imported", notes=notes)


def person_division(growing: Growing, row: SourceRow) -> tuple[bool, tuple[str, ...]]:
    """Set what a person's row says about units; returns whether anything changed and what could not be set."""
    changed, notes = False, list[str]()
    person = person_of(growing, row)
    for field, kind in _OF_PERSON.items():
        for name in _names(text_of(row, field)):
            unit = growing.unit_named(name)
            if unit is None or person is None:
                notes.append(f"{kind}的“{name}”不是已登记的单位")
                continue
            try:
                changed |= _put(growing, unit, kind, _fit(growing, person, kind).id, _since(row))
            except Rejected as rejected:
                notes.append(str(rejected))
    return changed, tuple(notes)


def _names(text: str) -> Iterator[str]:
    return filter(None, _BETWEEN.split(text))


def _since(row: SourceRow) -> date | None:
    return read_day(row.fields.get("from_day"), epoch1904=row.epoch1904).day if row.part == "division" else None


def _set(growing: Growing, unit: UnitRow, kind: str, text: str, since: date | None) -> bool:
    if kind == terms.SERVING:
        section = growing.unit_named(text)
        if section is None or section.category != terms.SECTION:
            raise Rejected(f"没有“{text}”这个科室，对应科室未登记")
        return _put(growing, unit, kind, section.id, since)
    return _put(growing, unit, kind, _leader(growing, kind, text).id, since)


def _leader(growing: Growing, kind: str, text: str) -> PersonRow:
    """The one person of this name who may hold such an entry; titles around the name are tolerated."""
    found = growing.people_named(text) or growing.people_named(
        re.sub(r"[（(].*|(常务)?副?(市|县|区)长|副?秘书长", "", text)
    )
    if not found:
        raise Rejected(f"没有“{text}”这个人，{terms.KIND_TITLES[kind]}未登记")
    fit = [person for person in found if growing.leads(person.id)] or found
    if len(fit) > 1:
        raise Rejected(f"有 {len(fit)} 个“{text}”，{terms.KIND_TITLES[kind]}未登记，请在程序里指定")
    return _fit(growing, fit[0], kind)


def _fit(growing: Growing, person: PersonRow, kind: str) -> PersonRow:
    if kind == terms.IN_CHARGE and not growing.leads(person.id):
        raise Rejected(f"{person.name}不在领导名单里，{terms.KIND_TITLES[kind]}未登记")
    return person


def _put(growing: Growing, unit: UnitRow, kind: str, holder_id: int, since: date | None) -> bool:
    key = (unit.id, kind)
    old = growing.entries.get(key)
    if old is not None and holder_id == (old.section_id if kind == terms.SERVING else old.person_id):
        return False
    if old is not None and old.id == 0:
        raise Rejected(f"{unit.label}在本表前面已有另一个{terms.KIND_TITLES[kind]}")
    first = since or (growing.plan.today if old is not None else date.min)
    if old is not None:
        if first <= old.from_day:
            raise Rejected(f"{unit.label}的{terms.KIND_TITLES[kind]}自 {old.from_day} 起已另有安排")
        growing.plan.changed[("portfolio", old.id)] = {"to_day": (first - timedelta(days=1)).isoformat()}
    holder: dict[str, Any] = {"section_id" if kind == terms.SERVING else "person_id": holder_id}
    growing.plan.new.setdefault("portfolio", []).append(
        {"unit_id": unit.id, "kind": kind, "person_id": None, "section_id": None, "from_day": first.isoformat()}
        | holder
    )
    growing.entries[key] = PortfolioRow(0, 1, unit.id, kind, **holder, from_day=first)
    return True
