"""What the detail says of a meeting, of minutes and of a proposed matter, the most asked for first."""

from collections.abc import Sequence
from datetime import datetime

from govtui.domain.findings import Finding, blocks
from govtui.domain.meetings.states import COMING, DEPUTY, GRANTED, LEAVE, NO_REPLY, TIERS
from govtui.services.meetings.rows import (
    AttendeeRow,
    Conflict,
    ItemRow,
    MeetingCount,
    MeetingDetail,
    MinutesDetail,
    ProposedRow,
    QuorumState,
)
from govtui.ui.screens.meetings.showing import moment
from govtui.ui.widgets.detail import Fact, Grid, Para, Part, Section


def warnings(findings: Sequence[Finding], title: str = "提示（? 看依据）") -> list[Part | Section]:
    """What the rules say of it, blocks in red."""
    stop = {id(one) for one in blocks(findings)}
    told = tuple(Para(one.sentence, "bad" if id(one) in stop else "warn") for one in findings)
    return [Section(title, told)] if told else []


def happenings(rows: Sequence[tuple[str, str, str, str]]) -> Section:
    """经过: what happened, oldest first."""
    lines = tuple((_stamp(at), kind, sentence + (f"（{by}）" if by else "")) for at, kind, sentence, by in rows)
    return Section("经过", (Grid(lines, ("muted", "accent", "")),))


def _stamp(text: str) -> str:
    try:
        return moment(datetime.fromisoformat(text))
    except ValueError:
        return text


def facts(pairs: Sequence[tuple[str, object]]) -> list[Part]:
    """Labels with their values; what is empty is left out."""
    return [Fact(label, str(value)) for label, value in pairs if value]


# -- meetings ---------------------------------------------------------------------------------------------------------


def meeting_parts(found: MeetingDetail, outcomes: dict[str, str]) -> list[Part | Section]:
    """Everything about a meeting: where and when, conflicts, agenda, who comes, leave, what happened."""
    parts: list[Part | Section] = [*_meeting_facts(found)]
    clashes = tuple(Para(clash_words(one), "bad") for one in found.conflicts)
    parts += [Section("冲突", clashes)] if clashes else []
    parts += _agenda(found.items, outcomes)
    parts += _people(found)
    return [*parts, happenings(found.history)] if found.history else parts


def _meeting_facts(found: MeetingDetail) -> list[Part]:
    row, fields = found.row, found.fields
    ends = f"—{row.ends:%H:%M}" if row.ends else ""
    state = row.state + ("，议程已冻结" if row.frozen else "")
    return facts(
        (
            ("现在", state),
            ("时间", moment(row.starts) + ends if row.starts else "未定"),
            ("地点", row.room),
            ("主持", _chair(found)),
            ("应到", _coming(found.attendees)),
            ("法定人数", _quorum(found.quorum)),
            ("名单截止", _day_hour(fields.get("reply_by"))),
            ("联系", " ".join(str(one) for one in (fields.get("contact"), fields.get("phone")) if one)),
            ("材料", fields.get("papers")),
            ("要求", fields.get("demands")),
            ("记录", fields.get("recorder")),
            ("通知", _day_hour(fields.get("notified_at"))),
            ("取消", fields.get("cancel_reason")),
            ("备注", fields.get("note")),
        )
    )


def _day_hour(value: object) -> str:
    return _stamp(str(value)) if value else ""


def _chair(found: MeetingDetail) -> str:
    """The chair, and on what word he chairs for somebody."""
    source = found.fields.get("chair_source")
    return f"{found.row.chair}　{source}" if source else found.row.chair


def clash_words(one: Conflict) -> str:
    """Two things at once, in a line."""
    return f"{one.what}：{one.other}（至 {one.ends:%H:%M}）"


def _coming(rows: Sequence[AttendeeRow]) -> str:
    if not rows:
        return ""
    said = {reply: sum(1 for one in rows if one.reply == reply) for reply in (COMING, DEPUTY, LEAVE, NO_REPLY)}
    words = [f"{reply} {number}" for reply, number in said.items() if number]
    signed = sum(1 for one in rows if one.signed)
    return "　".join([f"{len(rows)} 人", *words, *([f"签到 {signed}"] if signed else [])])


def _quorum(state: QuorumState | None) -> str:
    if state is None:
        return ""
    needed = f"须到 {state.needed} 人" if state.needed is not None else "规则未明确"
    return f"{needed}，出席人员 {state.members} 人，已到 {state.present} 人"


def _agenda(items: Sequence[ItemRow], outcomes: dict[str, str]) -> list[Part | Section]:
    lines = []
    for item in items:
        hour = f"{item.starts:%H:%M}" if item.starts else ""
        late = "［临时］" if item.late else ""
        result = f"　{outcomes.get(item.outcome, item.outcome)}" if item.outcome else ""
        lines.append((f"{item.position}", hour, f"{late}{item.title}（{item.unit}，{item.minutes} 分钟）{result}"))
    return [Section("议程（b 排议程）", (Grid(tuple(lines), ("muted", "accent", "")),))] if lines else []


def _people(found: MeetingDetail) -> list[Part | Section]:
    parts: list[Part | Section] = []
    leaves = [one for one in found.leaves if one.state == GRANTED or one.lacks]
    if leaves:
        lines = tuple(
            Fact(one.person, _leave(one.state, one.approver, one.lacks), "bad" if one.lacks else "") for one in leaves
        )
        parts.append(Section("请假（k 与会人员）", lines))
    tiers = [(TIERS.get(tier, tier), [one for one in found.attendees if one.tier == tier]) for tier in TIERS]
    named = tuple(Fact(name, "、".join(one.name or one.title for one in rows)) for name, rows in tiers if rows)
    return [*parts, Section("与会人员", named)] if named else parts


def _leave(state: str, approver: str, lacks: Sequence[str]) -> str:
    lacking = f"　还缺{'、'.join(lacks)}" if lacks else ""
    return f"{state}{f'（{approver}批）' if approver else ''}{lacking}"


def counts_parts(rows: Sequence[MeetingCount]) -> list[Part | Section]:
    """How often each kind was held, with what the rules say where it is too few (arts. 38, 39)."""
    lines = tuple(
        Fact(
            f"{one.kind_name} {one.span}",
            f"已开 {one.held} 次，待开 {one.planned} 次" + (f"，一般 {one.usual} 次" if one.usual else ""),
            "warn" if one.finding else "",
        )
        for one in rows
    )
    return [Section("次数", lines)] if lines else []


# -- minutes and what they decided ------------------------------------------------------------------------------------


def minutes_parts(found: MinutesDetail) -> list[Part | Section]:
    """Everything about minutes but their text: where they stand, reviews, signature, what they gave to supervise."""
    row, fields = found.row, found.fields
    parts: list[Part | Section] = []
    parts += facts(
        (
            ("现在", row.state),
            ("编号", row.number),
            ("期限", "　".join(filter(None, (moment(row.due), row.left)))),
            ("签发", " ".join(filter(None, (row.signer, f"{row.signed:%Y-%m-%d}" if row.signed else "")))),
            ("公开方式", row.publicity),
            ("已公开", f"{row.published:%Y-%m-%d}" if row.published else ""),
            ("分送", fields.get("copies_to")),
        )
    )
    if found.reviews:
        told = tuple(
            Fact(
                one.matter,
                "已审核" if one.done else one.missing or f"待{'、'.join(seat.label for seat in one.seats)}审核",
                "good" if one.done else "bad",
            )
            for one in found.reviews
        )
        parts.append(Section("签发前审核", told))
    if found.stamps:
        lines = tuple(
            (f"{on:%m-%d}", words, opinion + ("" if active else "（已失效）"))
            for _, words, opinion, on, active in found.stamps
        )
        parts.append(Section("领导意见", (Grid(lines, ("muted", "", "")),)))
    if found.proposed:
        lines = tuple((one.state, one.unit, one.text) for one in found.proposed)
        parts.append(Section("转督查", (Grid(lines, ("accent", "muted", "")),)))
    return parts


def proposed_parts(row: ProposedRow) -> list[Part | Section]:
    """A matter that minutes proposed to supervise."""
    due = f"{row.due:%Y-%m-%d}" if row.due else row.due_words or "未定"
    return [
        Para(row.text),
        *facts(
            (
                ("立项", row.state),
                ("承办", f"{row.unit}{'（牵头）' if row.lead else ''}"),
                ("配合", row.co_units),
                ("领导", row.leader),
                ("时限", due),
                ("来源", row.source),
                ("理由", row.reason),
            )
        ),
    ]
