"""Forms for people, posts, delegations and absences."""

from typing import Any

from govtui.domain.people import AbsenceRow, DelegationRow, PersonRow, terms
from govtui.services.desk import Desk
from govtui.services.people import (
    AbsenceValues,
    DelegationValues,
    PersonValues,
    PostValues,
    add_delegation,
    add_person,
    change_absence,
    change_delegation,
    change_person,
    directory,
    give_post,
    report_absence,
    role_choices,
)
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import as_day, as_id, day_field, leader_field, person_field, picked, unit_field
from govtui.ui.widgets.choices import Choice, among
from govtui.ui.widgets.fields import Field


def person_form(desk: Desk, person: PersonRow | None = None) -> Entry:
    """A new person, or a change of one."""
    old = person or PersonRow(0, 0, "")
    unit = directory(desk).unit(old.unit_id)
    fields = [
        Field("name", "姓名", required=True, default=old.name, limit=60),
        unit_field(desk, "unit", "单位", default=picked(old.unit_id, unit.name if unit else "")),
        Field("office_phone", "办公电话", default=old.office_phone),
        Field("mobile", "手机", default=old.mobile),
        Field("note", "备注", wide=True, default=old.note),
    ]
    if person is None:
        return Entry(
            "增加人员",
            fields,
            lambda values: add_person(desk, _person_values(values)),
            draft_id="person.add",
            drafts=desk.drafts,
        )
    return Entry(
        f"修改 {person.name}",
        fields,
        lambda values: change_person(desk, person.id, person.version, _person_values(values)),
    )


def _person_values(values: dict[str, Any]) -> PersonValues:
    return PersonValues(values["name"], as_id(values["unit"]), values["office_phone"], values["mobile"], values["note"])


def post_form(desk: Desk, person: PersonRow | None = None) -> Entry:
    """Give somebody a post."""
    roles = [Choice(role_id, title) for role_id, title in role_choices(desk)]
    unit = directory(desk).unit(person.unit_id) if person else None
    fields = [
        person_field(
            desk, "person", "人员", required=True, wide=True, default=picked(person.id, person.name) if person else ""
        ),
        Field(
            "role", "岗位", "pick", required=True, source=among(roles), help="规则包里的岗位，决定排序、审签和报备。"
        ),
        Field("title", "职务名称", help="照任命文件写，例如 副市长、市公安局局长；不填用岗位名称。"),
        unit_field(desk, "unit", "单位", default=picked(unit.id, unit.name) if unit else ""),
        Field("order", "领导序号", "number", help="不填按岗位自动排在同级之后；普通人员不用填。"),
        Field("principal", "主要负责人", "bool", help="单位的一把手。"),
        day_field(desk, "from_day", "任职日期", default=desk.today()),
        day_field(desk, "to_day", "任期至", help="不填为未定。"),
    ]

    def save(values: dict[str, Any]) -> Any:
        return give_post(
            desk,
            PostValues(
                person_id=as_id(values["person"]) or 0,
                role=values["role"].id,
                title=values["title"],
                unit_id=as_id(values["unit"]),
                order=values["order"],
                principal=values["principal"],
                from_day=as_day(values["from_day"]),
                to_day=as_day(values["to_day"]),
            ),
        )

    return Entry("登记任职", fields, save, draft_id="" if person else "post.give", drafts=desk.drafts)


def delegation_form(desk: Desk, old: DelegationRow | None = None, giver_id: int | None = None) -> Entry:
    """A new delegation, or a change of one."""
    fields = _delegation_fields(desk, old, giver_id)

    def save(values: dict[str, Any]) -> Any:
        filled = DelegationValues(
            from_person_id=as_id(values["giver"]) or 0,
            to_person_id=as_id(values["taker"]) or 0,
            from_day=as_day(values["from_day"]) or desk.today(),
            to_day=as_day(values["to_day"]) or desk.today(),
            source=values["source"],
            kind=values["kind"],
            scope=values["scope"],
        )
        if old is not None:
            return change_delegation(desk, old.id, old.version, filled)
        return add_delegation(desk, filled, values["release"])

    draft = "" if old or giver_id else "delegation.add"
    return Entry("修改委托" if old else "登记委托", fields, save, draft_id=draft, drafts=desk.drafts)


def _delegation_fields(desk: Desk, old: DelegationRow | None, giver_id: int | None) -> list[Field]:
    people = directory(desk)
    giver = people.person(old.from_person_id if old else giver_id)
    taker = people.person(old.to_person_id) if old else None
    fields = [
        leader_field(desk, "giver", "委托人", required=True, default=picked(giver.id, giver.name) if giver else ""),
        leader_field(desk, "taker", "受托人", required=True, default=picked(taker.id, taker.name) if taker else ""),
        Field(
            "kind",
            "委托",
            "choice",
            choices=terms.DELEGATION_KINDS,
            default=old.kind if old else terms.PRESIDING,
            wide=True,
        ),
        Field("scope", "事项", wide=True, default=old.scope if old else "", help="委托哪些事；主持全面工作可不填。"),
        day_field(desk, "from_day", "起", required=True, default=old.from_day if old else desk.today()),
        day_field(desk, "to_day", "止", required=True, default=old.to_day if old else ""),
        Field(
            "source",
            "依据",
            wide=True,
            required=True,
            default=old.source if old else "",
            help="例如：市长11月20日批示。",
        ),
    ]
    if old is None:
        release = "受托人不是规定的人选时，写明放行理由才能登记。"
        fields.append(Field("release", "放行理由", wide=True, help=release))
    return fields


def absence_form(desk: Desk, old: AbsenceRow | None = None, person_id: int | None = None) -> Entry:
    """Report that somebody will be away, or change a report."""
    fields = _absence_fields(desk, old, person_id)

    def save(values: dict[str, Any]) -> Any:
        first = as_day(values["from_day"]) or desk.today()
        filled = AbsenceValues(
            person_id=as_id(values["person"]) or 0,
            from_day=first,
            to_day=as_day(values["to_day"]) or first,
            kind=values["kind"],
            place=values["place"],
            reason=values["reason"],
            acting_person_id=as_id(values["acting"]),
        )
        if old is not None:
            return change_absence(desk, old.id, old.version, filled)
        return report_absence(desk, filled)

    draft = "" if old or person_id else "absence.report"
    return Entry("修改外出" if old else "外出报备", fields, save, draft_id=draft, drafts=desk.drafts)


def _absence_fields(desk: Desk, old: AbsenceRow | None, person_id: int | None) -> list[Field]:
    people = directory(desk)
    person = people.person(old.person_id if old else person_id)
    acting = people.person(old.acting_person_id) if old else None
    kinds = terms.absence_kinds(desk.book)
    return [
        person_field(
            desk, "person", "外出人", required=True, wide=True, default=picked(person.id, person.name) if person else ""
        ),
        Field("kind", "类别", "choice", choices=kinds, default=old.kind if old else "出差", wide=True),
        day_field(desk, "from_day", "起", required=True, default=old.from_day if old else desk.today()),
        day_field(desk, "to_day", "止", required=True, default=old.to_day if old else ""),
        Field("place", "地点", default=old.place if old else ""),
        person_field(desk, "acting", "代行人", default=picked(acting.id, acting.name) if acting else ""),
        Field("reason", "事由", wide=True, default=old.reason if old else ""),
    ]
