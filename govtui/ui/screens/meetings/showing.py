"""How meetings, topics, minutes and proposed matters look in the lists of the page."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol

from govtui.domain.clock import short_day
from govtui.domain.meetings.gates import CLOSED, NOT_ASKED, PASSED, UNKNOWN, WARNED
from govtui.domain.meetings.states import (
    BEFORE,
    CANCELLED,
    HELD,
    NOT_TAKEN,
    RETURNED,
    RUNNING,
    TAKEN_UP,
    WITHDRAWN,
)
from govtui.services.meetings.rows import MeetingRow, MinutesRow, ProposedRow
from govtui.services.meetings.topics.rows import TopicRow
from govtui.ui.screens.meetings.commands import MEETING, MINUTES, NOUNS, PROPOSED, TOPIC
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.paging import Row

GATE_PENS = {PASSED: "good", CLOSED: "bad", WARNED: "warn", UNKNOWN: "soon", NOT_ASKED: "muted"}
"""The words of a gate's lamp and their pens."""


def _with(columns: tuple[Column, ...], *others: Column) -> tuple[Column, ...]:
    """The same columns over the same cells, some of them told otherwise."""
    told = {one.key: one for one in others}
    return tuple(told.get(one.key, one) for one in columns)


_MEETING_COLUMNS = (
    Column("state", "状态", width=8, lamp=True),
    Column("starts", "时间", width=16),
    Column("name", "会议", width=18, flex=1),
    Column("room", "地点", width=12, hide_below=74),
    Column("chair", "主持", width=11, hide_below=100),
    Column("topics", "议题", width=4, align="right"),
    Column("people", "应到", width=6, align="right"),
)
_HELD_COLUMNS = _with(_MEETING_COLUMNS, Column("people", "到/应到", width=7, align="right"))
_TOPIC_COLUMNS = (
    Column("gate", "关口", width=6, lamp=True),
    Column("state", "状态", hide_below=999),
    Column("title", "议题", width=16, flex=1),
    Column("unit", "申报单位", width=12),
    Column("kind", "上什么会", width=10, hide_below=74),
    Column("minutes", "分钟", width=4, align="right", hide_below=74),
    Column("basis", "依据", width=8, hide_below=100),
    Column("waits", "下一步", width=14, style="accent"),
)
_NO_MINUTES = Column("minutes", "", hide_below=999)
_EARLY_COLUMNS = _with(_TOPIC_COLUMNS, _NO_MINUTES)
_ALL_TOPIC_COLUMNS = _with(
    _EARLY_COLUMNS,
    Column("state", "状态", width=6, style="accent"),
    Column("unit", "申报单位", width=12, hide_below=72),
    Column("kind", "上什么会", width=10, hide_below=100),
    Column("waits", "下一步", width=24, style="accent"),
)
_MINUTES_COLUMNS = (
    Column("lamp", "期限", width=6, lamp=True),
    Column("state", "步骤", width=6, style="accent"),
    Column("title", "纪要", width=18, flex=1),
    Column("number", "编号", width=20, hide_below=100),
    Column("left", "还有", width=12, style="muted"),
    Column("signer", "签发人", width=9),
    Column("publicity", "公开方式", width=10, hide_below=76),
)
_PROPOSED_COLUMNS = (
    Column("state", "立项", width=6, style="accent"),
    Column("text", "议定事项", width=20, flex=1),
    Column("unit", "承办单位", width=16),
    Column("due", "时限", width=10),
    Column("source", "来源", width=16, style="muted", hide_below=100),
)
COLUMNS: dict[str, tuple[Column, ...]] = {
    "coming": _MEETING_COLUMNS,
    "running": _HELD_COLUMNS,
    "held": _HELD_COLUMNS,
    "meetings": _HELD_COLUMNS,
    "ready": _TOPIC_COLUMNS,
    "topics": _ALL_TOPIC_COLUMNS,
    "minutes": _MINUTES_COLUMNS,
    "decided": _PROPOSED_COLUMNS,
}
"""The columns of each queue; queues of topics that stand at one step share theirs."""


def columns_of(queue: str) -> tuple[Column, ...]:
    """The columns of one queue."""
    return COLUMNS.get(queue, _EARLY_COLUMNS)


class Listing(Protocol):
    """A list as the services give it."""

    def count(self) -> int:
        """How many."""

    def rows(self, start: int, limit: int) -> Sequence[Any]:
        """Some of them."""


class MeetingsSource:
    """A list of one noun as the list widget asks for it."""

    def __init__(self, listing: Listing, queue: str) -> None:
        self._listing, self._row = listing, ROWS[NOUNS[queue]]

    def count(self) -> int:
        """How many rows."""
        return self._listing.count()

    def rows(self, start: int, limit: int) -> Sequence[Row]:
        """Some of them, painted."""
        return [self._row(row) for row in self._listing.rows(start, limit)]


def meeting_row(row: MeetingRow) -> Row:
    """One meeting as a list line; two things at once strike the eye before the state."""
    pens = {RUNNING: "good", HELD: "muted", CANCELLED: "muted"}
    state = ("冲突", "bad") if row.conflicts and row.state in BEFORE else (row.state, pens.get(row.state, "accent"))
    people = f"{row.signed}/{row.expected}" if row.state in (RUNNING, HELD) else str(row.expected or "")
    cells = (
        state,
        moment(row.starts) or "未定",
        row.name or row.kind_name,
        row.room,
        _chair(row),
        str(row.topics or ""),
        people,
    )
    return Row(row.id, cells, row)


def _chair(row: MeetingRow) -> str:
    """Who chairs, and that it is for somebody else; the detail says for whom."""
    name, acting, _ = row.chair.partition("（")
    return f"{name} 受托" if acting else name


def topic_row(row: TopicRow) -> Row:
    """One topic as a list line."""
    again = f"[再议{row.deferred}] " if row.deferred else ""
    gate = ("", "") if row.gate == NOT_ASKED else (row.gate, GATE_PENS.get(row.gate, ""))
    state = (row.state, "muted") if row.state in (RETURNED, WITHDRAWN) else row.state
    title = f"{again}{'★ ' if row.major else ''}{row.title}"
    cells = (gate, state, title, row.unit, row.kind_name, str(row.minutes), row.basis, row.waits or row.meeting)
    return Row(row.id, cells, row)


def minutes_row(row: MinutesRow) -> Row:
    """One set of minutes as a list line."""
    cells = (row.lamp, row.state, row.title, row.number, row.left, row.signer, row.publicity)
    return Row(row.id, cells, row)


def proposed_row(row: ProposedRow) -> Row:
    """One matter to supervise as a list line."""
    pen = {NOT_TAKEN: "muted", TAKEN_UP: "good"}.get(row.state, "accent")
    due = (f"{row.due:%Y-%m-%d}" if row.due else row.due_words) or ("未定", "muted")
    unit = f"{row.unit}{'' if row.lead or not row.co_units else '（配合）'}"
    return Row(row.id, ((row.state, pen), row.text, unit, due, row.source), row)


ROWS: dict[str, Callable[[Any], Row]] = {
    MEETING: meeting_row,
    TOPIC: topic_row,
    MINUTES: minutes_row,
    PROPOSED: proposed_row,
}


def moment(at: datetime | None) -> str:
    """A moment as lists and details show it: `11-23 周一 09:30`."""
    return f"{short_day(at.date())} {at:%H:%M}" if at else ""
