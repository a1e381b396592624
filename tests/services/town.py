"""An invented government put into a store by the services themselves."""

from dataclasses import dataclass
from datetime import date

from govtui.services.desk import Desk
from govtui.services.people import PersonValues, PostValues, UnitValues, add_person, add_unit, give_post

FIRST = date(2026, 1, 5)


@dataclass(frozen=True)
class Town:
    """Ids of the units and people of the town."""

    finance: int
    education: int
    zone: int
    section: int
    mayor: int
    executive: int
    vice: int
    secretary: int
    deputy: int
    head: int


def build_town(desk: Desk) -> Town:
    """Three bodies, one section, five leaders and one head, all in office since 5 January 2026."""

    def unit(name, short, category):
        return add_unit(desk, UnitValues(name=name, short_name=short, category=category)).id

    def person(name, role, title, unit_id=None):
        person_id = add_person(desk, PersonValues(name=name, unit_id=unit_id)).id
        give_post(desk, PostValues(person_id, role, title, unit_id=unit_id, from_day=FIRST))
        return person_id

    finance = unit("市财政局", "财政局", "部门")
    return Town(
        finance=finance,
        education=unit("市教育局", "教育局", "部门"),
        zone=unit("高新区管委会", "高新区", "派出机构"),
        section=unit("财贸科", "", "科室"),
        mayor=person("周致远", "mayor", "市长"),
        executive=person("秦立本", "executive_vice_mayor", "常务副市长"),
        vice=person("沈若愚", "vice_mayor", "副市长"),
        secretary=person("何清如", "secretary_general", "秘书长"),
        deputy=person("杨克勤", "deputy_secretary_general", "副秘书长"),
        head=person("陆知行", "department_head", "局长", finance),
    )
