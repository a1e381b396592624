"""One month as a picture: days off, days worked, and how many papers are due on each."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from govtui.domain.text import cells
from govtui.domain.workdays.calendar import FIRST_YEAR, LAST_YEAR
from govtui.services.workdays import GridDay
from govtui.ui.commands import Command, Commanding
from govtui.ui.widgets.paint import Painted, Span, shown

Weeks = Sequence[Sequence[GridDay]]

HEAD, GUTTER, COLUMNS = 2, 4, 7
LEVELS = 4
CALM = 8
"""So many papers on one day are needed at least for the strongest shade."""


def _move(name: str, label: str, keys: tuple[str, ...], action: str) -> Command:
    return Command(f"calendar.{name}", label, f"{label}。", keys, action, "日历", palette=False)


class MonthGrid(Commanding, Painted, can_focus=True):
    """A month with a cursor on one day. `Moved` tells the day under it, `Opened` that Enter was pressed on it."""

    COMPONENT_CLASSES = {f"heat--{level}" for level in range(1, LEVELS + 1)}
    DEFAULT_CSS = """
    MonthGrid { height: 14; width: 1fr; padding: 0 1; background: $background; }
    MonthGrid > .heat--1 { background: $accent 10%; }
    MonthGrid > .heat--2 { background: $accent 22%; }
    MonthGrid > .heat--3 { background: $accent 36%; }
    MonthGrid > .heat--4 { background: $accent 52%; }
    """
    ACTIONS = (
        _move("left", "前一天", ("left",), "step(-1)"),
        _move("right", "后一天", ("right",), "step(1)"),
        _move("up", "上一周", ("up",), "step(-7)"),
        _move("down", "下一周", ("down",), "step(7)"),
        _move("month-before", "上个月", ("pageup",), "turn(-1)"),
        _move("month-after", "下个月", ("pagedown",), "turn(1)"),
        _move("year-before", "上一年", ("[", "shift+pageup"), "turn(-12)"),
        _move("year-after", "下一年", ("]", "shift+pagedown"), "turn(12)"),
        _move("first", "本月第一天", ("home",), "edge(False)"),
        _move("last", "本月最后一天", ("end",), "edge(True)"),
        Command(
            "calendar.open", "看当天", "到当天到期的公文。", ("enter",), "open", "日历", footer=True, palette=False
        ),
    )
    HELP = (
        "方向键移动日期，PgUp/PgDn 翻月，[ ] 翻年。休为放假，班为调休上班，暂定表示国务院还没有公布那一年的安排。"
        "底色越深，当天到期的公文越多。"
    )

    class Moved(Message):
        """The cursor stands on another day."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    class Opened(Moved):
        """Enter, or a second click on the day under the cursor."""

    def __init__(self, day: date, today: date) -> None:
        super().__init__()
        self.day, self.today = day, today
        self.weeks: Weeks = ()
        self.note: Span = ("", "")

    def show(self, weeks: Weeks, note: Span) -> None:
        """Show a month; `note` says where its days come from."""
        self.weeks, self.note = weeks, note
        self.refresh()

    # -- the cursor

    def go(self, day: date) -> None:
        """Put the cursor on a day; the calendar's first and last year are as far as it goes."""
        if day != self.day and FIRST_YEAR < day.year < LAST_YEAR:
            self.day = day
            self.refresh()
            self.post_message(self.Moved(day))

    def action_step(self, days: int) -> None:
        """Some days on or back."""
        self.go(self.day + timedelta(days=days))

    def action_turn(self, months: int) -> None:
        """Some months on or back, on the same day of the month where there is one."""
        year, month = divmod(self.day.year * 12 + self.day.month - 1 + months, 12)
        self.go(date(year, month + 1, min(self.day.day, monthrange(year, month + 1)[1])))

    def action_edge(self, last: bool) -> None:
        """To the first or last day of the month."""
        self.go(self.day.replace(day=monthrange(self.day.year, self.day.month)[1] if last else 1))

    def action_open(self) -> None:
        """Tell that this day is wanted."""
        self.post_message(self.Opened(self.day))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; a second one on the same day opens it."""
        row, column = (event.y - HEAD) // self._height, (event.x - 1 - GUTTER) // self._width
        if event.y >= HEAD and 0 <= row < len(self.weeks) and 0 <= column < COLUMNS:
            day = self.weeks[row][column].fact.date
            if day == self.day and event.chain > 1:
                self.action_open()
            self.go(day)

    @property
    def cursor_screen_offset(self) -> Offset:
        """The day under the cursor, where screen readers look."""
        x, y, _, _ = self.content_region
        places = [
            (r, c) for r, week in enumerate(self.weeks) for c, one in enumerate(week) if one.fact.date == self.day
        ]
        row, column = places[0] if places else (0, 0)
        return Offset(x + GUTTER + column * self._width, y + HEAD + row * self._height)

    # -- painting

    @property
    def _width(self) -> int:
        return max(6, (self.size.width - GUTTER) // COLUMNS)

    @property
    def _height(self) -> int:
        return max(2, min(4, (self.size.height - HEAD) // 6))

    def render_line(self, y: int) -> Strip:
        """Title, weekdays, then the weeks."""
        width = self.size.width
        if y == 0:
            month = f"{self.day.year}年{self.day.month}月"
            return self.line([(month, "title"), ("  ", ""), (shown(self.note[0]), self.note[1])], width)
        if y == 1:
            return self._weekdays(width)
        row, line = divmod(y - HEAD, self._height)
        if row >= len(self.weeks):
            return Strip.blank(width, self.rich_style)
        lead = f"W{self.weeks[row][0].fact.date.isocalendar().week:02d}" if line == 0 else ""
        segments = [Segment(lead.ljust(GUTTER), self.rich_style + self.pen("muted"))]
        for one in self.weeks[row]:
            segments += self._cell(one, line)
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _weekdays(self, width: int) -> Strip:
        names = [self.fit(f" 周{name}", self._width) for name in "一二三四五六日"]
        spans: list[Span] = [(" " * GUTTER, ""), *((name, "muted") for name in names)]
        return self.line(spans, width)

    def _cell(self, one: GridDay, line: int) -> list[Segment]:
        room = self._width - 1
        ground = self._ground(one)
        spans = self._day_line(one, room) if line == 0 else self._load_line(one, room - 1) if line == 1 else []
        segments, used = [Segment(" ", ground)], 1
        for text, pen in spans:
            text = self.fit(text, min(cells(text), room - used))
            segments.append(Segment(text, ground + self.pen(pen) if pen else ground))
            used += cells(text)
        return [*segments, Segment(" " * (room - used), ground), Segment(" ", self.rich_style)]

    def _ground(self, one: GridDay) -> Style:
        ground = self.rich_style
        if one.fact.date == self.day:
            return ground + self.pen("cursor" if self.has_focus else "chip")
        level = 0 if self.app.native_ansi_color else self.level(one)
        return self.get_component_rich_style(f"heat--{level}") if level else ground

    def level(self, one: GridDay) -> int:
        """How strong the shade of a day is: 0 for none, up to LEVELS."""
        most = max([CALM, *(day.due for week in self.weeks for day in week)])
        return -(-one.due * LEVELS // most)

    def _day_line(self, one: GridDay, room: int) -> list[Span]:
        day = one.fact.date
        inside = day.month == self.day.month
        number = (
            "muted" if not inside or (one.fact.off and not one.mark) else "accent" if day == self.today else "strong"
        )
        spans: list[Span] = [(f"{day.day:>2}", number)]
        if one.mark:
            spans.append((one.mark, ("good" if one.mark == "休" else "warn") if inside else "muted"))
        if day == self.today:
            spans.append(("今天" if not one.mark else "今", "accent"))
        elif one.provisional and one.mark:
            spans.append((" 暂定" if room > 9 else "暂", "soon" if inside else "muted"))
        return spans

    def _load_line(self, one: GridDay, room: int) -> list[Span]:
        count = f"{one.due} 件" if one.due else ""
        name = shown(one.fact.name) if one.mark else ""
        left = room - cells(count) - (1 if count else 0)
        spans: list[Span] = [(self.fit(name, min(cells(name), left)), "muted")] if name and left > 1 else []
        late = one.fact.date < self.today
        return (
            [*spans, (" ", ""), (count, "bad" if late else "")]
            if count and spans
            else [*spans, (count, "bad" if late else "")]
        )
