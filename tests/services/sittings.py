"""Meetings with agenda and people for tests about who is there, written straight into the store."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from govtui.domain.clock import to_stamp
from govtui.services import people
from govtui.services.desk import Desk
from govtui.services.meetings import attendance
from govtui.services.meetings.rows import AttendeeRow
from govtui.services.people import PersonValues, PostValues, UnitValues
from govtui.store import tables
from tests.offices import Office, small_office

NINE = datetime(2026, 11, 26, 9, 0)
COUNTY = "清溪县人民政府"


@dataclass
class House:
    """A small office with heads of its units, a commander and a county; ids by name."""

    desk: Desk
    office: Office
    items: dict[str, int] = field(default_factory=dict)

    def person(self, name: str) -> int:
        return self.office.people[name]

    def unit(self, name: str) -> int:
        return self.office.units[name]


def build_house(desk: Desk) -> House:
    """The office: four leaders who are members, a deputy secretary-general, three heads, a commander, a county head."""
    house = House(desk, small_office(desk))
    house.office.units[COUNTY] = people.add_unit(desk, UnitValues(COUNTY, category="县市区")).id
    appoint(house, "魏长河", "department_head", "局长", "市财政局")
    appoint(house, "唐雨眠", "department_head", "局长", "市教育局")
    appoint(house, "方既白", "county_head", "县长", COUNTY)
    appoint(house, "雷震川", "garrison_commander", "军分区司令员")
    return house


def appoint(house: House, name: str, role: str, title: str, unit: str = "", **more: Any) -> int:
    """Give somebody a post, making the person where he is new."""
    known = house.office.people
    if name not in known:
        known[name] = people.add_person(house.desk, PersonValues(name)).id
    unit_id = house.unit(unit) if unit else None
    people.give_post(house.desk, PostValues(known[name], role, title, unit_id=unit_id, **more))
    return known[name]


def sit(
    house: House, kind: str = "executive", starts: datetime | None = NINE, chair: str = "高远山", **more: Any
) -> int:
    """A meeting with its list."""
    columns = {"name": f"{kind} 会议", "chair": chair, "chair_id": house.person(chair), "state": "筹备"}
    with house.desk.writing("meeting.plan") as uow:
        row = tables.Meeting(kind=kind, created_at=uow.at, created_by=uow.actor_name)
        row.starts_at = to_stamp(starts) if starts else ""
        for name, value in (columns | more).items():
            setattr(row, name, value)
        uow.add(row)
        assert row.id is not None
        attendance.refresh(house.desk, uow, row.id)
    return row.id


def put_on(house: House, meeting: int, title: str, unit: str, *attending: str, minutes: int = 15) -> int:
    """A topic of a unit at the end of the agenda, others coming for it; the list follows. The item's id."""
    with house.desk.writing("meeting.add") as uow:
        topic = tables.Topic(title=title, unit=unit, created_at=uow.at, created_by=uow.actor_name)
        topic.unit_id = house.office.units.get(unit)
        uow.add(topic)
        for name in attending:
            row = tables.TopicUnit(topic_id=topic.id or 0, unit=name)
            row.unit_id = house.office.units.get(name)
            uow.add(row)
        last = uow.value("SELECT count(*) FROM agenda_item WHERE meeting_id = :id", id=meeting)
        item = tables.AgendaItem(meeting_id=meeting, topic_id=topic.id or 0, position=last + 1, minutes=minutes)
        uow.add(item)
        attendance.refresh(house.desk, uow, meeting)
    assert item.id is not None
    house.items[title] = item.id
    return item.id


def take_off(house: House, meeting: int, item: int) -> None:
    """Take an item off the agenda; the list follows."""
    change(house, "agenda_item", item, meeting, state="撤下")


def change(house: House, table: str, row_id: int, meeting: int, **columns: Any) -> None:
    """Set columns of a row and bring the list up to it."""
    with house.desk.writing("meeting.change") as uow:
        for name, value in columns.items():
            uow.execute(f"UPDATE {table} SET {name} = :value WHERE id = :id", {"value": value, "id": row_id})
        attendance.refresh(house.desk, uow, meeting)


def listed(house: House, meeting: int) -> dict[str, AttendeeRow]:
    """The list by name, units that named nobody by their own."""
    return {row.name or row.unit: row for row in attendance.attendees(house.desk, meeting)}


def line(house: House, meeting: int, name: str) -> int:
    """The id of somebody's line."""
    return listed(house, meeting)[name].id


def day(n: int) -> date:
    """A day of the month of the meeting."""
    return date(2026, 11, n)
