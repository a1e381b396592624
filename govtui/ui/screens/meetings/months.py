"""会议月历: the meetings of a month day by day, and how often each kind was held."""

from datetime import date, timedelta

from textual.app import ComposeResult

from govtui.domain.clock import short_day
from govtui.domain.meetings.states import CANCELLED
from govtui.services.desk import Desk
from govtui.services.meetings import calling
from govtui.services.meetings.rows import MeetingRow
from govtui.ui.commands import BACK, Command
from govtui.ui.screen import DeskScreen
from govtui.ui.screens.meetings.telling import counts_parts
from govtui.ui.widgets.detail import Detail, Fact, Part, Section
from govtui.ui.widgets.plain import Plain


class MonthScreen(DeskScreen[None]):
    """One month; the keys for pages turn to the next or the last one."""

    ACTIONS = (
        BACK,
        Command("months.next", "下个月", "看下一个月。", ("]", "ctrl+right"), "turn(1)", "会议月历", footer=True),
        Command("months.last", "上个月", "看上一个月。", ("[", "ctrl+left"), "turn(-1)", "会议月历", footer=True),
    )
    HELP = "按日列出这个月的会议、地点、主持人和冲突；下面是各种会议开了几次、一般几次。[ ] 换月。"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self.first = desk, desk.today().replace(day=1)
        self.heading = Plain("", classes="form-title")
        self.detail = Detail()

    def body(self) -> ComposeResult:
        """The month."""
        yield self.heading
        yield self.detail

    def on_mount(self) -> None:
        """Show the running month."""
        self.refresh_data()
        self.detail.focus()

    def refresh_data(self) -> None:
        """Read the month anew."""
        last = _next(self.first) - timedelta(days=1)
        rows = calling.month(self._desk, self.first, last)
        self.heading.say(f"{self.first:%Y}年{self.first.month}月会议")
        counts = calling.counts(self._desk, min(max(self.first, self._desk.today()), last))
        self.detail.show("", [*month_parts(rows, self._desk.today()), *counts_parts(counts)])

    def action_turn(self, by: int) -> None:
        """Another month."""
        self.first = _next(self.first) if by > 0 else (self.first - timedelta(days=1)).replace(day=1)
        self.refresh_data()

    def action_back(self) -> None:
        """Back to the page."""
        self.close_with(None)


def _next(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def month_parts(rows: tuple[MeetingRow, ...], today: date) -> list[Part | Section]:
    """One section a day that has a meeting."""
    days: dict[date, list[MeetingRow]] = {}
    for row in rows:
        if row.starts is not None:
            days.setdefault(row.starts.date(), []).append(row)
    parts: list[Part | Section] = [Fact("这个月", "没有会议", "muted")] if not days else []
    for day, there in sorted(days.items()):
        title = short_day(day) + ("（今天）" if day == today else "")
        parts.append(Section(title, tuple(_line(row) for row in there)))
    return parts


def _line(row: MeetingRow) -> Fact:
    hours = f"{row.starts:%H:%M}" + (f"-{row.ends:%H:%M}" if row.ends else "") if row.starts else ""
    clash = f"　冲突 {row.conflicts} 处" if row.conflicts else ""
    where = "　".join(filter(None, (row.room, f"主持 {row.chair}" if row.chair else "", row.state)))
    pen = "muted" if row.state == CANCELLED else "bad" if row.conflicts else ""
    return Fact(hours, f"{row.name or row.kind_name}　{where}{clash}", pen)
