"""How expected people look: in a list, in the detail, and in numbers."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from govtui.domain.clock import short_day
from govtui.domain.explain import SILENT
from govtui.domain.meetings.states import ASKED, DEPUTY, GRANTED, LEAVE, NO_REPLY, REFUSED, TAKEN_BACK, TIERS
from govtui.rulebook import Rulebook
from govtui.services.desk import Desk
from govtui.services.meetings.printing.head import units_beside
from govtui.services.meetings.rows import AttendeeRow, LeavePlan, LeaveRow, MeetingRow, QuorumState
from govtui.ui.screen import chips_of
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.detail import Fact, Para, Part, Section
from govtui.ui.widgets.paging import Cell, Row
from govtui.ui.widgets.paint import Span

COLUMNS = (
    Column("part", "身份", width=8, style="accent"),
    Column("seat", "座", width=3, align="right", style="muted"),
    Column("name", "姓名", width=8),
    Column("title", "职务单位", width=16, flex=1),
    Column("reply", "回复", width=6),
    Column("leave", "请假和代会", width=12, flex=1),
    Column("enters", "进场", width=5, style="accent"),
)
ALWAYS_COUNTED = ("应到", "实到")
REPLY_PENS = {NO_REPLY: "muted", LEAVE: "warn", DEPUTY: "soon"}


def in_parts(people: Sequence[AttendeeRow]) -> list[AttendeeRow]:
    """Everybody by part, members first, in the order of seats within it."""
    order = list(TIERS)
    ranked = {tier: place for place, tier in enumerate(order)}
    return sorted(people, key=lambda one: (ranked.get(one.tier, len(order)), one.seat))


def part_of(one: AttendeeRow) -> str:
    """In what part somebody is there."""
    return one.part or TIERS.get(one.tier, one.tier)


def units_shown(desk: Desk, meeting: MeetingRow, people: Iterable[AttendeeRow]) -> dict[int, str]:
    """The unit that stands behind everybody's title, by the id of the line; city leaders are known by their post."""
    return units_beside(desk, people, meeting.starts.date() if meeting.starts else desk.today())


def attendee_row(one: AttendeeRow, above: AttendeeRow | None, unit: str) -> Row:
    """One person as a line; the part is written once."""
    part = "" if above is not None and part_of(above) == part_of(one) else part_of(one)
    reply = (one.reply, REPLY_PENS.get(one.reply, ""))
    enters = window(one).partition("-")[0]
    cells_: tuple[Cell, ...] = (part, str(one.seat or ""), one.name, post_of(one, unit), reply, leave_cell(one), enters)
    return Row(one.id, cells_, one)


def post_of(one: AttendeeRow, unit: str) -> str:
    """Title and unit as shown; the title first and without the unit in it, for a narrow column cuts the end."""
    title = one.title.removeprefix(one.unit) or one.title
    return f"{title} {unit}".strip()


def leave_words(leave: LeaveRow) -> str:
    """How a leave stands, its lacks last."""
    lacks = f"缺{'、'.join(leave.lacks)}" if leave.lacks and leave.state in (GRANTED, ASKED) else ""
    state = "批准" if leave.state == GRANTED else leave.state
    return " ".join(filter(None, (state, lacks)))


def leave_cell(one: AttendeeRow) -> Cell:
    """The leave with what it lacks in red, who comes instead, or that the person came after all."""
    deputy = f"代会 {one.deputy}" if one.deputy else ""
    leave = one.leave
    if leave is None or leave.state == TAKEN_BACK:
        return ("，".join(filter(None, (deputy, one.warning))), "warn" if one.warning else "")
    if leave.came:
        return ("请了假又到会", "warn")
    words = "，".join(filter(None, (leave_words(leave), deputy)))
    return (words, "bad" if leave.lacks or leave.state == REFUSED else "good")


def window(one: AttendeeRow) -> str:
    """When somebody who waits for topics is in the room."""
    if one.whole or one.enters is None:
        return ""
    return f"{one.enters:%H:%M}" + (f"-{one.leaves:%H:%M}" if one.leaves else "")


def moment(at: datetime | None) -> str:
    """A moment in the detail."""
    return f"{short_day(at.date())} {at:%H:%M}" if at else ""


def attendee_parts(one: AttendeeRow) -> list[Part | Section]:
    """A person whole."""
    deputy = f"{one.deputy_title}{one.deputy}"
    pairs = (
        ("单位", one.unit),
        ("身份", part_of(one)),
        ("座次", f"{one.seat} 号　签到码 {one.code}" if one.seat else one.code),
        ("议题", "全程" if one.whole else "、".join(f"第{at}项" for at in one.items)),
        ("进场", window(one)),
        ("回复", one.reply),
        ("代会", deputy),
        ("签到", moment(one.signed) + ("　迟到" if one.late else "") if one.signed else ""),
        ("提示", one.warning),
    )
    pens = {"提示": "warn"}
    facts: list[Part | Section] = [Fact(label, value, pens.get(label, "")) for label, value in pairs if value]
    return [*facts, Section("请假", leave_parts(one.leave))] if one.leave is not None else facts


def leave_parts(leave: LeaveRow) -> tuple[Part, ...]:
    """A leave whole."""
    day = short_day(leave.approved) if leave.approved else ""
    pairs = (
        ("理由", leave.reason),
        ("状态", leave.state),
        ("批准", " ".join(filter(None, (leave.approver, day)))),
        ("备案", moment(leave.duty_filed)),
        ("代会", f"{leave.deputy_title}{leave.deputy}"),
    )
    facts: list[Part] = [Fact(label, value) for label, value in pairs if value]
    facts += [Fact("还缺", "、".join(leave.lacks), "bad")] if leave.lacks else []
    return tuple([*facts, Para("请了假又到会，以签到为准。", "warn")] if leave.came else facts)


def plan_parts(book: Rulebook, plan: LeavePlan) -> list[Part | Section]:
    """From whom leave is asked and what else is due, with the rule."""
    rule = book.rule(plan.rule) if plan.rule and book.holds(plan.rule) else None
    who = "、".join(seat.label for seat in plan.approvers) or (f"{plan.approver_title}（没有找到）" if rule else "")
    due = [*(["在总值班室备案"] if plan.duty_filing else []), *(["派熟悉情况的负责人代会"] if plan.deputy else [])]
    pairs = (
        ("规定", rule.says if rule and not plan.silent else SILENT),
        ("条款", rule.article_text if rule else ""),
        ("向谁请假", who),
        ("还要", "、".join(due)),
        *plan.facts,
    )
    return [Fact(label, value) for label, value in dict(pairs).items() if value]


def counts_of(people: Sequence[AttendeeRow]) -> list[Span]:
    """How many are expected, came, came late, are on leave and did not come, send somebody, did not answer."""
    leave = sum((one.reply == LEAVE or _on_leave(one)) and one.signed is None for one in people)
    lacking = sum(bool(one.leave and one.leave.lacks) for one in people)
    counts = (
        ("应到", len(people), "strong"),
        ("实到", sum(one.signed is not None for one in people), "good"),
        ("迟到", sum(one.late for one in people), "warn"),
        ("请假", leave, "warn"),
        ("代会", sum(bool(one.deputy) for one in people), "soon"),
        ("未回复", sum(one.reply == NO_REPLY and one.signed is None for one in people), "muted"),
        ("手续不全", lacking, "bad"),
    )
    return chips_of([count for count in counts if count[1] or count[0] in ALWAYS_COUNTED])


def _on_leave(one: AttendeeRow) -> bool:
    return one.leave is not None and one.leave.state == GRANTED


def quorum_words(state: QuorumState) -> Span:
    """Whether enough members are there, in words."""
    members = f"组成人员 {state.members} 人，到会 {state.present} 人"
    if state.needed is None:
        return f"{members}；到会人数{SILENT}", "muted"
    lacking = state.needed - state.present
    return (f"{members}，已够法定人数", "good") if lacking <= 0 else (f"{members}，还差 {lacking} 人", "bad")
