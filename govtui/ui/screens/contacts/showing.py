"""The detail of one line of the address book: facts and lists, everything whole."""

from collections.abc import Callable, Iterable
from typing import Any

from govtui.domain.clock import long_day
from govtui.domain.people import UnitRow, terms
from govtui.services.desk import Desk
from govtui.services.people import directory, people_lines, post_lines, unit_findings
from govtui.services.people.rows import (
    AbsenceLine,
    DelegationLine,
    GapLine,
    LeaderLine,
    PersonLine,
    PostLine,
    UnitLine,
)
from govtui.ui.screens.contacts.tabs import STATE_PENS
from govtui.ui.widgets.detail import Fact, Grid, Para, Part, Section

Parts = list[Part | Section]


def show(desk: Desk, tab: str, line: Any) -> tuple[str, Parts]:
    """Title and parts for a line of a tab."""
    return SHOWN[tab](desk, line)


def _facts(*pairs: tuple[str, str]) -> Parts:
    return [Fact(label, value) for label, value in pairs if value]


def _leader(desk: Desk, line: LeaderLine) -> tuple[str, Parts]:
    since = f"自 {long_day(line.since)} 起" if line.since else ""
    parts = _facts(("职务", line.title), ("任现职", since), ("办公电话", line.office_phone), ("手机", line.mobile))
    if line.away:
        parts.append(Fact("外出", line.away, "warn"))
    for title, names in (("分管", line.in_charge), ("协管", line.assisting)):
        if names:
            parts.append(Section(f"{title}（{len(names)} 个单位）", (Para("、".join(names)),)))
    return line.name, [*parts, *_posts(desk, line.person_id)]


def _person(desk: Desk, line: PersonLine) -> tuple[str, Parts]:
    found = directory(desk).person(line.id)
    parts = _facts(("职务", line.title), ("单位", line.unit), ("办公电话", line.office_phone), ("手机", line.mobile))
    if line.away:
        parts.append(Fact("外出", line.away, "warn"))
    parts += _facts(("备注", found.note if found else ""))
    return line.name, [*parts, *_posts(desk, line.id)]


def _posts(desk: Desk, person_id: int) -> Parts:
    rows = tuple((post.state, post.title, _term(post)) for post in post_lines(desk, person_id))
    return [Section("任职", (Grid(rows, ("muted", "", "muted")),))] if rows else []


def _term(post: PostLine) -> str:
    first = long_day(post.from_day) if post.from_day else "起始不详"
    return f"{first} 至 {long_day(post.to_day) if post.to_day else '今'}"


def _unit(desk: Desk, line: UnitLine) -> tuple[str, Parts]:
    unit = directory(desk).unit(line.id)
    parts = _facts(
        ("简称", line.short_name),
        ("类别", line.category),
        ("机关代字", line.number_prefix),
        ("上级", line.parent),
        ("负责人", line.head),
        ("电话", line.phone),
        ("独立监督", "是" if unit and unit.independent else ""),
        ("备注", unit.note if unit else ""),
    )
    if line.closed_on:
        parts.append(Fact("停用", f"自 {long_day(line.closed_on)} 起", "muted"))
    if line.category == terms.SECTION:
        parts += _served(directory(desk).section_units(line.id, desk.today()))
    else:
        parts += _division(line)
    findings = unit_findings(desk, line.id)
    if findings:
        parts.append(Section("提示", tuple(Para(f"{one.sentence}（{one.article}）", "warn") for one in findings)))
    return line.name, [*parts, *_people(desk, line.id)]


def _division(line: UnitLine) -> Parts:
    pairs = ((terms.IN_CHARGE, line.in_charge), (terms.ASSISTING, line.assisting), (terms.SERVING, line.section))
    if not any(name for _, name in pairs) and not line.missing:
        return []
    shown = [
        Fact(terms.KIND_TITLES[kind], name or "缺", "" if name else "warn")
        for kind, name in pairs
        if name or kind in line.missing
    ]
    return [Section("分工", tuple(shown))]


def _served(units: Iterable[UnitRow]) -> Parts:
    names = "、".join(unit.label for unit in units)
    return [Section("服务单位", (Para(names or "还没有对应的单位。", "" if names else "muted"),))]


def _people(desk: Desk, unit_id: int) -> Parts:
    people = people_lines(desk, unit_id)
    rows = tuple((one.name, one.title, " ".join(filter(None, (one.office_phone, one.mobile)))) for one in people)
    return [Section(f"人员（{len(rows)} 人）", (Grid(rows, ("strong", "", "muted")),))] if rows else []


def _gap(desk: Desk, line: GapLine) -> tuple[str, Parts]:
    parts: Parts = [Fact("类别", line.category), Fact("缺", "、".join(line.missing), "warn")]
    parts += _facts(("负责人", line.head))
    findings = unit_findings(desk, line.unit_id)
    parts += [Section("依据", tuple(Para(f"{one.sentence}（{one.article}）") for one in findings))] if findings else []
    return line.name, [*parts, Section("怎么办", (Para("按 z 安排分工；先用空格标记几个单位，可一起安排。"),))]


def _delegation(_desk: Desk, line: DelegationLine) -> tuple[str, Parts]:
    until = long_day(line.to_day) if line.to_day else "未定"
    parts: Parts = [Fact("状态", line.state, STATE_PENS.get(line.state, ""))]
    parts += _facts(
        ("委托人", line.giver),
        ("受托人", line.taker),
        ("委托", line.kind),
        ("事项", line.scope),
        ("期限", f"{long_day(line.from_day)} 至 {until}"),
        ("依据", line.source),
    )
    return f"{line.giver}委托{line.taker}", parts


def _absence(_desk: Desk, line: AbsenceLine) -> tuple[str, Parts]:
    parts: Parts = [Fact("状态", line.state, STATE_PENS.get(line.state, ""))]
    acting = f"{line.acting}（{line.by}）" if line.acting and line.by else line.acting
    parts += _facts(
        ("职务", line.title),
        ("类别", line.kind),
        ("起止", f"{long_day(line.from_day)} 至 {long_day(line.to_day)}"),
        ("地点", line.place),
        ("事由", line.reason),
        ("代行", acting),
        ("销假", long_day(line.returned_on) if line.returned_on else ""),
    )
    return f"{line.name} {line.kind}", parts


SHOWN: dict[str, Callable[[Desk, Any], tuple[str, Parts]]] = {
    "leaders": _leader,
    "units": _unit,
    "people": _person,
    "sections": _unit,
    "gaps": _gap,
    "delegations": _delegation,
    "absences": _absence,
}
