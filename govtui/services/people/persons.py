"""People: add, change, retire from the address book."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from govtui.domain.clock import long_day
from govtui.domain.people import Directory, PersonRow
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.people import validation as valid
from govtui.services.people.closing import close_portfolios
from govtui.services.people.snapshot import read_directory
from govtui.store import tables


@dataclass(frozen=True, slots=True)
class PersonValues:
    """A person as the form is filled in; posts are given apart."""

    name: str
    unit_id: int | None = None
    office_phone: str = ""
    mobile: str = ""
    note: str = ""


def add_person(desk: Desk, values: PersonValues) -> PersonRow:
    """A new person. Raises Refusal: empty name, closed unit, the same name already in the same unit."""
    with desk.writing("person.add") as uow:
        directory = read_directory(uow, desk.book)
        columns = checked_person(directory, values, desk.today())
        row = uow.add(tables.Person(**columns))
        uow.say(f"增加人员{row.name}{_where(directory, values.unit_id)}", "person", row.id)
    return PersonRow(id=int(row.id or 0), version=row.version, **columns)


def change_person(desk: Desk, person_id: int, version: int, values: PersonValues) -> PersonRow:
    """Change a person that was read at `version`. Raises Stale when another clerk was faster."""
    with desk.writing("person.change") as uow:
        directory = read_directory(uow, desk.book)
        row = uow.get(tables.Person, person_id, version)
        columns = checked_person(directory, values, desk.today(), person_id)
        old = row.name
        uow.change(row, **columns)
        uow.say(f"修改人员{old}" if old == row.name else f"人员{old}改名为{row.name}", "person", person_id)
    closed = directory.people[person_id].closed_on
    return PersonRow(id=person_id, version=row.version, closed_on=closed, **columns)


def retire_person(desk: Desk, person_id: int, version: int, on: date) -> PersonRow:
    """Take a person out of use: `on` is the first day without; posts and portfolio end the day before."""
    with desk.writing("person.retire") as uow:
        directory = read_directory(uow, desk.book)
        row = uow.get(tables.Person, person_id, version)
        posts = [p for p in directory.posts if p.person_id == person_id and (p.to_day is None or p.to_day >= on)]
        for post in posts:
            if post.from_day >= on:
                raise Refusal(f"{row.name}有 {long_day(post.from_day)} 才开始的任职，请先撤销或改期。")
            uow.change(uow.get(tables.Post, post.id), to_day=valid.day_text(on - timedelta(days=1)))
        ended = close_portfolios(uow, directory, on, person_id=person_id)
        uow.change(row, closed_on=valid.day_text(on))
        what = f"，结束任职 {len(posts)} 项、分工 {ended} 项" if posts or ended else ""
        uow.say(f"{row.name}自{long_day(on)}起离任停用{what}", "person", person_id)
        return read_directory(uow, desk.book).people[person_id]


def checked_person(
    directory: Directory, values: PersonValues, today: date, person_id: int | None = None
) -> dict[str, Any]:
    """The columns of a person, checked against the others."""
    name = valid.name_of(values.name, "姓名")
    if values.unit_id is not None:
        valid.unit_in(directory, values.unit_id, today)
    for other in directory.people_named(name):
        if other.id != person_id and other.unit_id == values.unit_id and other.open_on(today):
            raise Refusal(f"{name}已登记在同一单位；如确是同名两人，请在姓名后加注区分，例如“{name}（二科）”。")
    return {
        "name": name,
        "unit_id": values.unit_id,
        "office_phone": valid.words(values.office_phone, "办公电话"),
        "mobile": valid.words(values.mobile, "手机"),
        "note": valid.words(values.note, "备注"),
    }


def _where(directory: Directory, unit_id: int | None) -> str:
    unit = directory.unit(unit_id)
    return f"（{unit.label}）" if unit else ""
