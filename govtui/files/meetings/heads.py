"""What the sheets of a meeting have in common: title, when and where, who made them."""

from collections.abc import Iterable, Sequence

from govtui.domain.clock import WEEKDAYS, long_day
from govtui.domain.text import cells
from govtui.files.exports import maker_line
from govtui.files.sheets import Band, Cell, Column, Sheet
from govtui.services.desk import Desk
from govtui.services.meetings.sheets import MeetingHead

_LONG_ROOM = 60
"""Cells of a room's name that fit on the line with time and maker."""


def when_where(head: MeetingHead) -> str:
    """Time and room in one line; a room with a long name stands in the headline."""
    return "　".join(filter(None, (when(head), "" if _long(head) else head.room)))


def _long(head: MeetingHead) -> bool:
    return cells(head.room) > _LONG_ROOM


def when(head: MeetingHead) -> str:
    """Day and time: 2026年11月25日（星期三）09:00—11:30."""
    if head.starts is None:
        return "时间待定"
    day = head.starts.date()
    until = f"—{head.ends:%H:%M}" if head.ends and head.ends > head.starts else ""
    return f"{long_day(day)}（星期{WEEKDAYS[day.weekday()]}）{head.starts:%H:%M}{until}"


def headline(head: MeetingHead, *more: str) -> str:
    """What stands above the table: that it is off, the chair, and `more`."""
    chair = f"主持：{head.chair}" if head.chair else ""
    room = f"地点：{head.room}" if _long(head) else ""
    return "　".join(filter(None, (f"【{head.mark}】" if head.mark else "", chair, room, *more)))


def sheet(
    desk: Desk,
    head: MeetingHead,
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell] | Band],
    *,
    said: str = "",
    notes: Sequence[str] = (),
    total: Sequence[Cell] | None = None,
    tall: float = 0,
) -> Sheet:
    """One sheet about a meeting; it is no list to filter."""
    return Sheet(
        name=name,
        title=f"{head.name}{name}",
        columns=columns,
        rows=rows,
        subtitle=when_where(head),
        maker=maker_line(desk),
        headline=said,
        total=total,
        notes=notes,
        tall=tall,
        filtered=False,
    )
