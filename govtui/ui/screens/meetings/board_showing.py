"""How the agenda and the pool of ready topics look: lines, the current item whole, what is left of the time."""

from collections.abc import Sequence
from datetime import datetime

from govtui.domain.findings import blocks
from govtui.domain.meetings.states import DONE
from govtui.rulebook import Rulebook
from govtui.services.meetings.rows import AttendeeRow, Board, ItemRow
from govtui.services.meetings.topics.rows import GateLamp, TopicRow
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.detail import Fact, Grid, Part, Section
from govtui.ui.widgets.paging import Cell, Row
from govtui.ui.widgets.paint import Span

GATE_PENS = {"通过": "good", "未过": "bad", "提醒": "warn", "未核": "soon", "不适用": "muted"}
LATE = "临时"

AGENDA_COLUMNS = (
    Column("position", "序", width=2, align="right"),
    Column("hours", "时间", width=11, style="accent"),
    Column("mark", "", width=4, style="warn"),
    Column("title", "议题", width=16, flex=3),
    Column("unit", "汇报单位", width=12),
    Column("minutes", "分钟", width=4, align="right"),
    Column("gate", "关口", width=8, lamp=True),
    Column("waits", "等候单位", width=14, flex=1, style="muted", hide_below=100),
)
POOL_COLUMNS = (
    Column("gate", "关口", width=8, lamp=True),
    Column("title", "议题", width=20, flex=1),
    Column("unit", "单位", width=12),
    Column("minutes", "分钟", width=4, align="right"),
    Column("deferred", "暂缓", width=6, style="warn"),
)


def hours(starts: datetime | None, ends: datetime | None) -> str:
    """From when to when: `09:00-09:15`; nothing while the meeting has no hour."""
    if starts is None:
        return ""
    return f"{starts:%H:%M}" + (f"-{ends:%H:%M}" if ends else "")


def outcome_name(book: Rulebook, outcome: str) -> str:
    """The word of an outcome of the rule pack."""
    found = book.meetings.outcome(outcome) if book.meetings else None
    return found.name if found else outcome


def lamp(word: str) -> Cell:
    """The word of a gate with its pen."""
    return (word, GATE_PENS.get(word, ""))


def item_row(row: ItemRow) -> Row:
    """One item as a line."""
    mark = (LATE, "warn") if row.late else (DONE, "good") if row.outcome else ""
    cells_ = (str(row.position), hours(row.starts, row.ends), mark, row.title, row.unit, str(row.minutes))
    return Row(row.id, (*cells_, lamp(row.gate), "、".join(row.attendees)), row)


def pool_row(row: TopicRow) -> Row:
    """One ready topic as a line."""
    deferred = f"{row.deferred} 次" if row.deferred else ""
    return Row(row.id, (lamp(row.gate), row.title, row.unit, str(row.minutes), deferred), row)


def waiting_for(item: ItemRow, people: Sequence[AttendeeRow]) -> list[AttendeeRow]:
    """Who comes in for this item and not for the whole meeting."""
    return [one for one in people if not one.whole and item.position in one.items]


def brief_of(row: ItemRow | TopicRow, people: Sequence[AttendeeRow]) -> tuple[str, str]:
    """The current line in two lines of a narrow screen."""
    if isinstance(row, TopicRow):
        return row.title, f"{row.unit}　{row.basis}　{_troubles(row.gates) or row.gate}"
    come = [f"{one.name or one.unit} {one.enters:%H:%M} 进" for one in waiting_for(row, people) if one.enters]
    waits = "　".join(come) or "、".join(row.attendees) or "没有单位只等这个议题"
    late = f"　{LATE}：{row.reason}" if row.late and row.reason else ""
    return f"{row.title}{late}", f"等候：{waits}"


def item_parts(book: Rulebook, row: ItemRow, people: Sequence[AttendeeRow]) -> list[Part | Section]:
    """An item whole: its hours, what it is about, who waits for it and when they come in."""
    pairs = (
        ("时间", hours(row.starts, row.ends) + f"　{row.minutes} 分钟"),
        ("关口", row.gate),
        ("汇报", "　".join(filter(None, (row.unit, row.reporter)))),
        ("依据", row.basis),
        ("材料", row.materials),
        (LATE, (row.reason or "议程冻结以后增加") if row.late else ""),
        ("结果", outcome_name(book, row.outcome)),
        ("议定", f"{row.decisions} 项" if row.decisions else ""),
    )
    pens = {"关口": GATE_PENS.get(row.gate, ""), LATE: "warn"}
    facts = [Fact(label, value, pens.get(label, "")) for label, value in pairs if value]
    come = waiting_for(row, people)
    lines = tuple(
        (f"{one.enters:%H:%M}" if one.enters else "", one.unit or one.name, f"{one.name} {one.title}".strip())
        for one in come
    )
    grid: Part = Grid(lines, ("accent", "", "muted")) if lines else Fact("单位", "、".join(row.attendees) or "没有")
    return [*facts, Section("等候这个议题的人和进场时间", (grid,))]


def topic_parts(row: TopicRow) -> list[Part | Section]:
    """A ready topic: what it is about and each of its gates."""
    pairs = (
        ("单位", row.unit),
        ("提请", row.kind_name),
        ("依据", row.basis),
        ("时长", f"{row.minutes} 分钟"),
        ("重大决策", "是" if row.major else ""),
        ("暂缓", f"{row.deferred} 次" if row.deferred else ""),
        ("下一步", row.waits),
    )
    gates = tuple((one.name, one.word, one.why) for one in row.gates)
    facts: list[Part | Section] = [Fact(label, value) for label, value in pairs if value]
    return [*facts, *([Section("关口", tuple(_gate(one) for one in row.gates))] if gates else [])]


def _gate(one: GateLamp) -> Fact:
    words = " ".join(filter(None, (one.word, one.why)))
    return Fact(one.name, words, GATE_PENS.get(one.word, ""))


def _troubles(gates: Sequence[GateLamp]) -> str:
    return "　".join(f"{one.name}{one.word}" for one in gates if one.word not in ("通过", "不适用"))


def board_chips(board: Board) -> list[str | Span]:
    """Topics, their time, what is left, and what the rules and the calendar say."""
    meeting = board.meeting
    chips: list[str | Span] = [f"议题 {len(board.items)} 个", f"共 {board.total} 分钟"]
    if board.left is not None:
        over = board.left < 0
        chips.append((f"超出 {-board.left} 分钟", "bad") if over else (f"余 {board.left} 分钟", "good"))
    end = max((one.ends for one in board.items if one.ends), default=None)
    chips += [f"议到 {end:%H:%M}"] if end else []
    chips += [("已冻结", "accent")] if meeting.frozen else []
    chips += [(f"冲突 {meeting.conflicts}", "bad")] if meeting.conflicts else []
    stop = {id(one) for one in blocks(board.findings)}
    chips += [(one.sentence, "bad" if id(one) in stop else "warn") for one in board.findings]
    return chips
