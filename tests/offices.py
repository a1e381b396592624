"""A small invented office for tests: leaders in rank, three units with portfolios, one without."""

from dataclasses import dataclass, field

from govtui.services import people
from govtui.services.desk import Desk
from govtui.services.people import PersonValues, PostValues, UnitValues

LEADERS = (
    ("mayor", "市长", "高远山"),
    ("executive_vice_mayor", "常务副市长", "林向南"),
    ("vice_mayor", "副市长", "沈清河"),
    ("vice_mayor", "副市长", "顾长风"),
    ("secretary_general", "秘书长", "陆知行"),
    ("deputy_secretary_general", "副秘书长", "苏一鸣"),
)


@dataclass
class Office:
    """Ids by name."""

    desk: Desk
    people: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)


def small_office(desk: Desk) -> Office:
    """Fill an empty store."""
    office = Office(desk)
    for order, (role, title, name) in enumerate(LEADERS, 1):
        person = people.add_person(desk, PersonValues(name))
        people.give_post(desk, PostValues(person.id, role, title, order=order))
        office.people[name] = person.id
    for name, category, prefix in (
        ("市财政局", "部门", "青财"),
        ("市教育局", "部门", "青教"),
        ("市林业局", "部门", "青林"),
        ("文秘科", "科室", ""),
    ):
        office.units[name] = people.add_unit(desk, UnitValues(name, category=category, number_prefix=prefix)).id
    for unit in ("市财政局", "市教育局"):
        people.set_division(
            desk, office.units[unit], office.people["沈清河"], office.people["苏一鸣"], office.units["文秘科"]
        )
    return office
