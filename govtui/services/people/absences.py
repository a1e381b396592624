"""Absences: report, change, cancel, return (销假)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from govtui.domain.clock import long_day
from govtui.domain.findings import blocks
from govtui.domain.people import AbsenceRow, Directory, checks, terms
from govtui.domain.people.rows import overlap
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.people import validation as valid
from govtui.services.people.snapshot import read_directory
from govtui.store import tables


@dataclass(frozen=True, slots=True)
class AbsenceValues:
    """An absence as the form is filled in; both days count."""

    person_id: int
    from_day: date
    to_day: date
    kind: str = "出差"
    place: str = ""
    reason: str = ""
    acting_person_id: int | None = None


def report_absence(desk: Desk, values: AbsenceValues) -> AbsenceRow:
    """Report that somebody will be away.

    Raises Refusal: ends before it begins, unknown kind, overlaps another absence of the person, an acting person who
    is the same, unknown or away the whole time; with finding R10 where somebody acts for the mayor without delegation.
    """
    with desk.writing("absence.report") as uow:
        people = read_directory(uow, desk.book)
        found = checked_absence(people, values)
        row = uow.add(tables.Absence(**_columns(found)))
        uow.say(_sentence(people, found), "person", found.person_id)
        return replace(found, id=int(row.id or 0))


def change_absence(desk: Desk, absence_id: int, version: int, values: AbsenceValues) -> AbsenceRow:
    """Change days, place, kind or who acts of an absence that was read at `version`."""
    with desk.writing("absence.change") as uow:
        people = read_directory(uow, desk.book)
        row = uow.get(tables.Absence, absence_id, version)
        found = checked_absence(people, values, absence_id)
        uow.change(row, **_columns(found))
        uow.say(f"修改外出：{_sentence(people, found)}", "person", found.person_id)
        back = date.fromisoformat(row.returned_on) if row.returned_on else None
        return replace(found, version=row.version, returned_on=back)


def return_from_absence(desk: Desk, absence_id: int, version: int, on: date | None = None) -> None:
    """Record the return (销假): `on` is the first day back, today unless given; early and late both count."""
    back = on or desk.today()
    with desk.writing("absence.return") as uow:
        people = read_directory(uow, desk.book)
        row = uow.get(tables.Absence, absence_id, version)
        name = people.people[row.person_id].name
        if row.returned_on is not None:
            raise Refusal(f"{name}已于 {long_day(date.fromisoformat(row.returned_on))} 销假，不需要再登记。")
        first = date.fromisoformat(row.from_day)
        if back < first:
            raise Refusal(f"销假日期早于外出日期 {long_day(first)}；如未成行，请取消这次外出。")
        uow.change(row, returned_on=valid.day_text(back))
        uow.say(f"{name}{row.kind}归来，{long_day(back)}销假", "person", row.person_id)


def cancel_absence(desk: Desk, absence_id: int, version: int) -> None:
    """Take back an absence that did not happen."""
    with desk.writing("absence.cancel") as uow:
        people = read_directory(uow, desk.book)
        row = uow.get(tables.Absence, absence_id, version)
        first, name = date.fromisoformat(row.from_day), people.people[row.person_id].name
        uow.delete(row)
        uow.say(f"取消{name}{long_day(first)}的{row.kind}", "person", row.person_id)


def checked_absence(people: Directory, values: AbsenceValues, own_id: int = 0) -> AbsenceRow:
    """The absence as it would be written, checked against all others; `own_id`: itself when it exists."""
    valid.span(values.from_day, values.to_day, "外出")
    person = valid.person_in(people, values.person_id, values.from_day)
    kinds = terms.absence_kinds(people.book)
    if values.kind not in kinds:
        raise Refusal(f"没有“{values.kind}”这种外出，可用的有：{'、'.join(kinds)}。")
    for other in people.absences:
        if other.id == own_id or other.person_id != person.id:
            continue
        if overlap(values.from_day, values.to_day, other.from_day, other.last_day):
            days = f"{long_day(other.from_day)}至{long_day(other.last_day)}"
            raise Refusal(f"{person.name}{days}已登记{other.kind}，日期重叠；请修改那一条或改日期。")
    _check_acting(people, values)
    return AbsenceRow(
        id=own_id,
        version=1,
        person_id=person.id,
        kind=values.kind,
        from_day=values.from_day,
        to_day=values.to_day,
        place=valid.words(values.place, "地点"),
        reason=valid.words(values.reason, "事由"),
        acting_person_id=values.acting_person_id,
    )


def _check_acting(people: Directory, values: AbsenceValues) -> None:
    if values.acting_person_id is None:
        return
    acting = valid.person_in(people, values.acting_person_id, values.from_day)
    if acting.id == values.person_id:
        raise Refusal("代行人不能是外出者本人，请另选。")
    if people.post_of(acting.id, values.from_day) is None:
        raise Refusal(f"{acting.name}在 {long_day(values.from_day)} 没有在任职务，不能代行，请另选。")
    for other in people.absences:
        if other.person_id == acting.id and other.from_day <= values.from_day and other.last_day >= values.to_day:
            raise Refusal(f"{acting.name}在此期间也外出，不能代行，请另选。")
    mayor = people.person_in_role(terms.MAYOR, values.from_day)
    if mayor is not None and mayor.person_id == values.person_id:
        for day in (values.from_day, values.to_day):
            valid.refuse_for(blocks(checks.acting_findings(people, acting.id, mayor.person_id, day)))


def _sentence(people: Directory, found: AbsenceRow) -> str:
    place = f"（{found.place}）" if found.place else ""
    acting = people.person(found.acting_person_id)
    who = f"，由{acting.name}代行" if acting else ""
    name = people.people[found.person_id].name
    return f"{name}{long_day(found.from_day)}至{long_day(found.to_day)}{found.kind}{place}{who}"


def _columns(found: AbsenceRow) -> dict[str, Any]:
    return {
        "person_id": found.person_id,
        "kind": found.kind,
        "place": found.place,
        "reason": found.reason,
        "from_day": valid.day_text(found.from_day),
        "to_day": valid.day_text(found.to_day),
        "acting_person_id": found.acting_person_id,
    }
