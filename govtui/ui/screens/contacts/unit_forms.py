"""Forms for units and the division of work."""

from collections.abc import Sequence
from typing import Any

from govtui.domain.people import UnitRow, terms
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.people import (
    UnitValues,
    add_unit,
    change_unit,
    directory,
    hand_over_portfolios,
    set_division,
    set_portfolio,
)
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import as_day, as_id, day_field, leader_field, person_field, picked, unit_field
from govtui.ui.widgets.fields import Field


def unit_form(desk: Desk, category: str = terms.DEPARTMENT, unit: UnitRow | None = None) -> Entry:
    """A new unit, or a change of one."""
    fields = _unit_fields(desk, category, unit)
    if unit is None:
        return Entry(
            "增加单位",
            fields,
            lambda values: add_unit(desk, _unit_values(values)),
            draft_id="unit.add",
            drafts=desk.drafts,
            again=True,
            said=lambda row: f"已增加{row.name}，可接着增加下一个；Esc 返回",
        )
    return Entry(
        f"修改 {unit.name}", fields, lambda values: change_unit(desk, unit.id, unit.version, _unit_values(values))
    )


def _unit_fields(desk: Desk, category: str, unit: UnitRow | None) -> list[Field]:
    old = unit or UnitRow(0, 0, "", category=category)
    parent = directory(desk).unit(old.parent_id)
    prefix = "发文字号开头的机关代字，用于认出来文单位。"
    return [
        Field("name", "名称", required=True, wide=True, default=old.name, help="单位全称。", limit=60),
        Field("short_name", "简称", default=old.short_name, help="平时怎么叫，例如市财政局。"),
        Field("number_prefix", "机关代字", default=old.number_prefix, help=prefix),
        Field("category", "类别", "choice", choices=terms.CATEGORIES, default=old.category, wide=True),
        unit_field(desk, "parent", "上级单位", default=picked(old.parent_id, parent.name if parent else "")),
        Field("phone", "电话", default=old.phone),
        Field("sort_order", "排序", "number", default=str(old.sort_order), help="名单里的次序，小的在前，0 为不排。"),
        Field("independent", "独立监督", "bool", default=old.independent, help="审计等独立行使监督权的单位。"),
        Field("note", "备注", wide=True, default=old.note),
    ]


def _unit_values(values: dict[str, Any]) -> UnitValues:
    return UnitValues(
        name=values["name"],
        short_name=values["short_name"],
        category=values["category"],
        number_prefix=values["number_prefix"],
        parent_id=as_id(values["parent"]),
        sort_order=values["sort_order"] or 0,
        independent=values["independent"],
        phone=values["phone"],
        note=values["note"],
    )


def division_form(desk: Desk, unit_ids: Sequence[int]) -> Entry:
    """Who is in charge of, assists with and serves one unit, or one of these for several units at once."""
    return _division_of_one(desk, unit_ids[0]) if len(unit_ids) == 1 else _division_of_many(desk, unit_ids)


def _division_of_one(desk: Desk, unit_id: int) -> Entry:
    people, today = directory(desk), desk.today()
    unit = people.units[unit_id]
    leads, helps = people.in_charge_of(unit_id, today), people.assisting(unit_id, today)
    serves = people.serving_section(unit_id, today)
    fields = [
        leader_field(
            desk, "in_charge", "分管副市长", default=picked(leads.person_id, leads.name) if leads else "", wide=True
        ),
        leader_field(
            desk,
            "assisting",
            "协管副秘书长",
            default=picked(helps.person_id, helps.name) if helps else "",
            wide=True,
        ),
        unit_field(
            desk,
            "section",
            "对应科室",
            (terms.SECTION,),
            default=picked(serves.id, serves.name) if serves else "",
            wide=True,
        ),
        day_field(desk, "from_day", "起始日期", required=True, default=today, wide=True),
    ]

    def save(values: dict[str, Any]) -> str:
        charge, assist, section = (as_id(values[name]) for name in ("in_charge", "assisting", "section"))
        set_division(desk, unit_id, charge, assist, section, as_day(values["from_day"]))
        return unit.name

    return Entry(f"{unit.name}的分工", fields, save)


def _division_of_many(desk: Desk, unit_ids: Sequence[int]) -> Entry:
    help_text = "只安排填了的一项；原有安排到起始日期的前一天为止。"
    fields = [
        Field(
            "kind", "安排", "choice", choices=terms.PORTFOLIO_KINDS, default=terms.IN_CHARGE, wide=True, help=help_text
        ),
        person_field(desk, "person", "领导", wide=True, help="安排分管、协管时填；拼音首字母或汉字。"),
        unit_field(desk, "section", "科室", (terms.SECTION,), wide=True, help="安排服务时填。"),
        day_field(desk, "from_day", "起始日期", required=True, default=desk.today(), wide=True),
    ]

    def save(values: dict[str, Any]) -> Any:
        serving = values["kind"] == terms.SERVING
        holder = as_id(values["section"] if serving else values["person"])
        if holder is None:
            raise Refusal(f"安排{values['kind']}，请填写{'科室' if serving else '领导'}。")
        return set_portfolio(desk, unit_ids, values["kind"], holder, as_day(values["from_day"]))

    return Entry(f"安排 {len(unit_ids)} 个单位的分工", fields, save)


def hand_over_form(desk: Desk, person_id: int | None = None) -> Entry:
    """All that one leader is in charge of or assists with goes to another."""
    person = directory(desk).person(person_id)
    fields = [
        person_field(
            desk, "giver", "移交人", required=True, wide=True, default=picked(person_id, person.name if person else "")
        ),
        leader_field(desk, "taker", "接手人", required=True, wide=True),
        day_field(desk, "from_day", "起始日期", required=True, default=desk.today(), wide=True),
    ]

    def save(values: dict[str, Any]) -> int:
        giver, taker = as_id(values["giver"]), as_id(values["taker"])
        return hand_over_portfolios(desk, giver or 0, taker or 0, as_day(values["from_day"]))

    return Entry("移交分工", fields, save)
