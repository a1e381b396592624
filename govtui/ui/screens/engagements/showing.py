"""How an engagement looks in the list and in the detail."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from govtui.domain.clock import from_stamp, short_day
from govtui.domain.findings import Finding, blocks
from govtui.domain.meetings.engagements import heads_title
from govtui.domain.meetings.states import CANCELLED, DECLINED, DECLINES, DEPARTMENT_MEETING, GOES, INSTEAD, RETURNED
from govtui.rulebook import Rulebook
from govtui.services.meetings.engagements.listing import EngagementList
from govtui.services.meetings.engagements.rows import CitywideYear, EngagementDetail, EngagementRow, LeaderAnswer
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.detail import Fact, Grid, Para, Part, Section
from govtui.ui.widgets.paging import Row

CLASH = "冲突"
COLUMNS = (
    Column("state", "步骤", width=8, style="accent"),
    Column("when", "时间", width=16),
    Column("title", "活动", width=14, flex=1),
    Column("unit", "主办单位", width=10, hide_below=96),
    Column("waits", "等谁", width=16, style="muted", hide_below=70),
    Column("clash", "冲突", width=6, lamp=True),
)
SETTLED_COLUMNS = tuple(replace(one, title="领导") if one.key == "waits" else one for one in COLUMNS)
MIXED_COLUMNS = tuple(replace(one, title="等谁／领导") if one.key == "waits" else one for one in COLUMNS)
"""The same cells where nobody is waited for, and where some wait and some do not."""
_OFF = (CANCELLED, RETURNED, DECLINED)
_PENS = {GOES: "good", INSTEAD: "good", DECLINES: "muted"}


class EngagementSource:
    """A list of engagements as the list widget asks for it."""

    def __init__(self, engagements: EngagementList) -> None:
        self._engagements = engagements

    def count(self) -> int:
        """How many engagements."""
        return self._engagements.count()

    def rows(self, start: int, limit: int) -> Sequence[Row]:
        """Some of them, painted."""
        return [engagement_row(row) for row in self._engagements.rows(start, limit)]


def engagement_row(row: EngagementRow) -> Row:
    """One engagement as a list line."""
    state = (row.state, "muted") if row.state in _OFF else row.state
    title = f"[部门会议] {row.title}" if row.kind == DEPARTMENT_MEETING else row.title
    clash = (CLASH, "bad") if row.conflicts else ""
    return Row(row.id, (state, moment(row.starts), title, row.unit, row.waits or row.leaders, clash), row)


def moment(at: datetime | None) -> str:
    """A moment as lists show it: `11-23 周一 09:30`."""
    return f"{short_day(at.date())} {at:%H:%M}" if at else ""


def stretch(starts: datetime | None, ends: datetime | None) -> str:
    """From when to when, the second day named only where it is another one."""
    if starts is None or ends is None:
        return moment(starts)
    return f"{moment(starts)}—{f'{ends:%H:%M}' if ends.date() == starts.date() else moment(ends)}"


def heading(found: EngagementDetail) -> str:
    """The title above the detail."""
    return found.row.title


def detail_parts(book: Rulebook, found: EngagementDetail) -> list[Part | Section]:
    """Everything about an engagement: what stands in the way and where it stands first."""
    parts: list[Part | Section] = [*warning_parts(found.findings), *_facts(book, found)]
    for title, made in (
        ("领导", tuple(map(_leader, found.leaders))),
        ("同一时间", tuple(Fact(one.what, one.other, "bad") for one in found.conflicts)),
        ("审核", _stamps(found)),
        ("经过", _history(found)),
    ):
        parts += [Section(title, made)] if made else []
    return parts


def brief_parts(book: Rulebook, found: EngagementDetail) -> list[Part | Section]:
    """The engagement in a few lines, beside the form of a step."""
    facts = [Fact("活动", found.row.title), *_facts(book, found)]
    leaders = [Fact("领导", found.row.leaders)] if found.leaders else []
    clashes = [Fact(one.what, f"同时有 {one.other}", "bad") for one in found.conflicts]
    return [*facts, *leaders, *clashes]


def warning_parts(findings: Sequence[Finding]) -> list[Part | Section]:
    """What the rules say, blocks in red."""
    stop = {id(one) for one in blocks(findings)}
    told = tuple(Para(one.sentence, "bad" if id(one) in stop else "warn") for one in findings)
    return [Section("提示（? 看依据）", told)] if told else []


def yearly_parts(lines: Sequence[CitywideYear]) -> list[Part | Section]:
    """Departments' city-wide meetings of a year by unit."""
    if not lines:
        return [Para("今年还没有部门召开全市性会议。", "muted")]
    return [
        Section(
            f"{line.unit}　{len(line.meetings)} 次" + ("　超过规定次数" if line.over else ""),
            (Grid(tuple((short_day(day) if day else "（未定）", title) for _, title, day in line.meetings)),),
        )
        for line in lines
    ]


def _facts(book: Rulebook, found: EngagementDetail) -> list[Part]:
    row, fields = found.row, found.fields
    now = f"{row.state}（等{row.waits}）" if row.waits else row.state
    pairs: list[tuple[str, Any]] = [
        ("现在", now),
        ("理由", fields["result"]),
        ("类别", row.kind),
        ("时间", stretch(row.starts, row.ends)),
        ("地点", row.place),
        ("主办单位", " ".join(filter(None, (row.unit, _signed(str(fields["head_signed"])))))),
        ("参加范围", fields["scope"]),
        ("人数", f"{fields['people_count']} 人" if fields["people_count"] else ""),
        *_department(book, found),
        ("讲话", fields["speech"]),
        ("新闻报道", "是" if fields["media"] else ""),
        ("经费来源", fields["budget_source"]),
        ("车辆", fields["vehicle"]),
        ("联系人", " ".join(filter(None, (str(fields["contact"]), str(fields["phone"]))))),
        ("报来", short_day(date.fromisoformat(str(fields["requested_on"]))) if fields["requested_on"] else ""),
        ("备注", fields["note"]),
    ]
    return [Fact(label, str(value)) for label, value in pairs if value]


def _department(book: Rulebook, found: EngagementDetail) -> list[tuple[str, str]]:
    fields = found.fields
    if found.row.kind != DEPARTMENT_MEETING:
        return []
    allowed = " ".join(filter(None, (str(fields["heads_approver"]), str(fields["heads_approved_on"] or ""))))
    heads = f"{heads_title(book)}（{f'{allowed} 批准' if allowed else '还没有批准'}）"
    return [
        ("开会方式", str(fields["mode"])),
        ("全市性", f"是，今年该单位共 {found.year_count} 次" if found.row.citywide else "否"),
        ("政府名义", "是" if fields["in_city_name"] else ""),
        ("请下级", heads if found.row.county_heads else ""),
    ]


def _signed(head: str) -> str:
    return f"（负责人 {head} 签）" if head else ""


def _leader(one: LeaderAnswer) -> Fact:
    said = f"{one.answer}{one.instead}" + (f"　{short_day(one.answered)}" if one.answered else "")
    part = f"　请其{one.part}" if one.part and one.part != GOES else ""
    return Fact(f"{one.title}{one.name}", said + part, _PENS.get(one.answer, "warn"))


def _stamps(found: EngagementDetail) -> tuple[Part, ...]:
    lines = tuple(
        (short_day(on), act, f"{person}：{opinion}".rstrip("：") + ("" if agreed else "（不同意）"))
        for act, person, agreed, opinion, on in found.stamps
    )
    return (Grid(lines, ("muted", "accent", "")),) if lines else ()


def _history(found: EngagementDetail) -> tuple[Part, ...]:
    lines = tuple(
        (moment(from_stamp(at)), kind, sentence + (f"（{by}）" if by else ""))
        for at, kind, sentence, by in found.history
    )
    return (Grid(lines, ("muted", "accent", "")),)
