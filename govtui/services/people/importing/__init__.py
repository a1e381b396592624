"""Import of units, people and the division of work: a preview first, then one batch that can be undone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from govtui.domain.clock import to_stamp
from govtui.domain.people import Directory
from govtui.services.desk import Desk
from govtui.services.people.importing.division import person_division, read_division, unit_division
from govtui.services.people.importing.persons import give_numbers, read_person
from govtui.services.people.importing.rows import Outcome, Part, Plan, SourceRow
from govtui.services.people.importing.state import Growing
from govtui.services.people.importing.units import link_parents, read_unit
from govtui.services.people.snapshot import directory, read_directory
from govtui.store import tables
from govtui.store.unit_of_work import UnitOfWork

__all__ = ["Outcome", "Part", "Plan", "SourceRow", "apply_import", "preview_import"]

_TABLES = {"unit": "Unit", "person": "Person", "post": "Post", "portfolio": "Portfolio"}


def preview_import(desk: Desk, rows: Sequence[SourceRow]) -> Plan:
    """What an import of these rows would do; nothing is written. Units come first, whatever the order of sheets."""
    return _plan(directory(desk), rows, desk)


def apply_import(desk: Desk, rows: Sequence[SourceRow], file_name: str, blank: int = 0) -> Plan:
    """Write everything that can be taken as one batch; `blank` counts the blank and total rows for the record."""
    with desk.writing("people.import") as uow:
        plan = _plan(read_directory(uow, desk.book), rows, desk)
        if plan.new or plan.changed:
            _write(uow, plan)
            _record(desk, uow, plan, file_name, blank)
    return plan


def _plan(people: Directory, rows: Sequence[SourceRow], desk: Desk) -> Plan:
    plan = Plan(today=desk.today())
    growing = Growing(people, plan)
    taken: dict[int, Outcome] = {}
    by_part = {part: [(i, row) for i, row in enumerate(rows) if row.part == part] for part in ("units", "people")}
    for i, row in by_part["units"]:
        taken[i] = read_unit(growing, row)
    for i, row in by_part["units"]:
        if taken[i].state != "rejected":
            taken[i] = _with_notes(taken[i], link_parents(growing, row))
    for i, row in by_part["people"]:
        taken[i] = read_person(growing, row)
    give_numbers(growing)
    for i, row in by_part["units"]:
        if taken[i].state != "rejected":
            taken[i] = _divided(taken[i], *unit_division(growing, row))
    for i, row in by_part["people"]:
        if taken[i].state != "rejected":
            taken[i] = _divided(taken[i], *person_division(growing, row))
    for i, row in enumerate(rows):
        if row.part == "division":
            taken[i] = read_division(growing, row)
    if growing.new_posts:
        plan.new["post"] = [_post_columns(post) for post in growing.new_posts.values()]
    plan.outcomes = [taken[i] for i in range(len(rows))]
    return plan


def _divided(outcome: Outcome, changed: bool, notes: Iterable[str]) -> Outcome:
    """A row that was skipped as known counts as imported when its division of work was news."""
    if changed and outcome.state == "skipped":
        outcome = replace(outcome, state="imported", reason="")
    return _with_notes(outcome, notes)


def _with_notes(outcome: Outcome, notes: Iterable[str]) -> Outcome:
    return replace(outcome, notes=(*outcome.notes, *notes))


def _post_columns(post: Any) -> dict[str, Any]:
    names = ("id", "person_id", "unit_id", "role", "title", "rank", "principal")
    columns = {name: getattr(post, name) for name in names}
    return columns | {"from_day": post.from_day.isoformat(), "to_day": post.to_day and post.to_day.isoformat()}


def _write(uow: UnitOfWork, plan: Plan) -> None:
    uow.execute("PRAGMA defer_foreign_keys = ON")
    for table in _TABLES:
        new = plan.new.get(table, [])
        columns = tuple(dict.fromkeys(name for row in new for name in row))
        if new:
            uow.insert_many(table, columns, [tuple(row.get(name) for name in columns) for row in new])
    for (table, row_id), values in plan.changed.items():
        uow.change(uow.get(getattr(tables, _TABLES[table]), row_id), **values)


def _record(desk: Desk, uow: UnitOfWork, plan: Plan, file_name: str, blank: int) -> None:
    counts = (plan.added("unit"), plan.added("person"), len([1 for table, _ in plan.changed if table != "portfolio"]))
    uow.add(
        tables.ImportRun(
            noun="people",
            file_name=file_name,
            at=to_stamp(desk.now()),
            read=len(plan.outcomes) + blank,
            imported=plan.count("imported"),
            rejected=plan.count("rejected"),
            skipped=plan.count("skipped") + blank,
        )
    )
    words = f"新增单位 {counts[0]} 个、人员 {counts[1]} 人、分工 {plan.added('portfolio')} 项，更新 {counts[2]} 处"
    uow.say(f"从{file_name}导入通讯录：{words}", "people")
