"""How outcomes and decision lines look."""

from collections.abc import Sequence
from datetime import date

from govtui.domain.clock import short_day
from govtui.rulebook import Rulebook
from govtui.services.meetings.minutes.recorded import Talk
from govtui.services.meetings.rows import Board, DecisionRow, ItemRow, UnitDue
from govtui.ui.screens.meetings.board_showing import LATE, hours, outcome_name
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.detail import Fact, Grid, Para, Part, Section
from govtui.ui.widgets.paging import Row
from govtui.ui.widgets.paint import Span

COLUMNS = (
    Column("position", "序", width=2, align="right"),
    Column("outcome", "结果", width=8, style="good"),
    Column("title", "议题", width=20, flex=1),
    Column("unit", "汇报单位", width=12),
    Column("decisions", "议定", width=4, align="right", style="accent"),
    Column("hours", "时间", width=11, style="muted", hide_below=90),
)
DECISION_COLUMNS = (
    Column("position", "序", width=2, align="right"),
    Column("text", "议定事项", width=24, flex=2),
    Column("lead", "牵头", width=12),
    Column("others", "配合", width=12, flex=1),
    Column("due", "时限", width=13, style="accent"),
)


def decided_row(book: Rulebook, row: ItemRow) -> Row:
    """One topic with its outcome."""
    found = book.meetings.outcome(row.outcome) if book.meetings else None
    pen = "warn" if found is not None and found.again else "good"
    outcome = (outcome_name(book, row.outcome), pen) if row.outcome else ("未定", "muted")
    title = f"[{LATE}] {row.title}" if row.late else row.title
    cells_ = (str(row.position), outcome, title, row.unit, str(row.decisions or ""), hours(row.starts, row.ends))
    return Row(row.id, cells_, row)


def decided_chips(found: Board) -> list[str | Span]:
    """How many topics have an outcome, and how many decision lines there are."""
    left = sum(not one.outcome for one in found.items)
    lines = sum(one.decisions for one in found.items)
    chips: list[str | Span] = [(found.meeting.state, "accent"), f"议题 {len(found.items)} 个", f"议定事项 {lines} 条"]
    return [*chips, (f"还有 {left} 个没有结果", "warn") if left else ("都有结果", "good")]


def decided_parts(book: Rulebook, row: ItemRow, lines: Sequence[DecisionRow], talk: Talk) -> list[Part | Section]:
    """A topic with its outcome, its decision lines and what was said."""
    pairs = (
        ("结果", outcome_name(book, row.outcome) or "未定"),
        ("时间", hours(row.starts, row.ends)),
        ("汇报", "　".join(filter(None, (row.unit, row.reporter)))),
        ("依据", row.basis),
        (LATE, (row.reason or "议程冻结以后增加") if row.late else ""),
    )
    facts: list[Part | Section] = [Fact(label, value) for label, value in pairs if value]
    told: list[Part | Section] = [Section(f"第 {one.position} 条", tuple(decision_parts(one))) for one in lines]
    noted = (("讨论情况", talk.discussion), ("不同意见", talk.dissent), ("主持人说明", talk.chair_reason))
    said = [Section(label, (Para(text),)) for label, text in noted if text]
    return [*facts, *(told or [Para("还没有议定事项，按 n 加一条。", "muted")]), *said]


def due_words(one: UnitDue) -> str:
    """A unit's day, or the words that stand for it."""
    return day(one.due) or one.due_words


def day(on: date | None) -> str:
    """A day with its year where it is another one's."""
    return short_day(on) if on else ""


def lead_of(row: DecisionRow) -> UnitDue | None:
    """The unit that leads."""
    return next((one for one in row.units if one.lead), None)


def decision_row(row: DecisionRow) -> Row:
    """One decision as a line."""
    lead = lead_of(row)
    others = "、".join(one.unit for one in row.units if not one.lead)
    days = list(dict.fromkeys(filter(None, map(due_words, row.units))))
    due = (due_words(lead) if lead else "") or (days[0] if days else "")
    several = f"{due} 等" if len(days) > 1 else due
    return Row(row.id, (str(row.position), row.text, lead.unit if lead else "", others, several), row)


def decision_parts(row: DecisionRow) -> list[Part]:
    """A decision whole: each unit with its own day."""
    lines = tuple(("牵头" if one.lead else "配合", due_words(one) or "未定", one.unit) for one in row.units)
    return [Para(row.text), *([Grid(lines, ("accent", "", ""))] if lines else [])]
