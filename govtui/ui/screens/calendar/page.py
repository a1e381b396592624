"""The calendar page: a month, the day under the cursor, what is due on it."""

from datetime import date
from typing import Any

from textual.app import ComposeResult
from textual.containers import Container, Vertical

from govtui.domain.clock import long_day
from govtui.domain.workdays import DaySource
from govtui.domain.workdays.facts import SOURCE_WORDS
from govtui.services.documents.by_day import due_on
from govtui.services.workdays import (
    MovedDeadline,
    calendar_years,
    correct_day,
    current_calendar,
    month_grid,
    withdraw_day,
)
from govtui.ui import work
from govtui.ui.commands import WHY, Command
from govtui.ui.dialogs.entry import Entry
from govtui.ui.dialogs.reading import Reading
from govtui.ui.screen import chips_of
from govtui.ui.screens.calendar.grid import MonthGrid
from govtui.ui.screens.calendar.notice import MovedScreen, NoticeForm
from govtui.ui.screens.deskpage import DeskPage, as_day, day_field, show_paper
from govtui.ui.widgets.choices import Choice
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.detail import Fact, Grid, Part, Section
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import ListSource, Row
from govtui.ui.widgets.plain import Plain

PLACE = "日历"
COLUMNS = (
    Column("lamp", "状态", 6, lamp=True),
    Column("number", "收文号", 9, align="right"),
    Column("title", "标题", 16, flex=1),
    Column("where", "现在何处", 10, hide_below=64),
    Column("due", "时限", 5, align="right"),
)
_STATUTE = "《全国年节及纪念日放假办法》"
_WHY = {
    DaySource.PUBLISHED: "国务院办公厅公布的当年节假日安排。",
    DaySource.PROVISIONAL: f"国务院还没有公布这一年的安排：按{_STATUTE}规定的假日推算，不含调休，公布后重算。",
    DaySource.CORRECTED: "本单位录入的更正，优先于其他来源。",
}


class CalendarPage(DeskPage):
    """Which days are worked, and what is due when."""

    ACTIONS = (
        Command("calendar.today", "今天", "光标回到今天。", ("t",), "today", PLACE, footer=True),
        Command(
            "calendar.correct",
            "更正",
            "更正光标所在的一天：放假还是上班，写明理由。",
            ("e", "ctrl+o"),
            "correct",
            PLACE,
            footer=True,
        ),
        Command("calendar.withdraw", "取消更正", "取消光标所在一天的更正。", ("x",), "withdraw", PLACE),
        Command(
            "calendar.notice",
            "录入放假通知",
            "粘贴国务院的放假通知：预览、采用，并列出移动的期限。",
            ("n", "ctrl+n"),
            "notice",
            PLACE,
            footer=True,
        ),
        Command(
            "calendar.years", "历年", "哪些年份已公布、哪些暂定、采用过哪些通知。", ("y",), "years", PLACE, footer=True
        ),
        WHY,
        Command("calendar.grid", "回到日历", "从公文回到日历。", ("escape",), "grid", PLACE, palette=False),
    )
    HELP = "日历决定所有工作日期限。国务院公布新一年的安排后，按 n 把通知全文粘贴进来。"
    CSS = """
    CalendarPage #month { height: 1fr; layout: vertical; }
    CalendarPage #day { height: 1fr; }
    CalendarPage #day-line { width: 1fr; height: 1; padding: 0 1; text-style: bold; }
    CalendarPage #day-note { width: 1fr; height: 1; padding: 0 1; color: $muted; }
    CalendarPage.-high MonthGrid { height: 20; padding: 1 1 0 1; }
    CalendarPage.-high #day-line { margin-top: 1; }
    CalendarPage.-high #day-note { margin-bottom: 1; height: auto; max-height: 3; }
    CalendarPage.-wide #month { layout: horizontal; }
    CalendarPage.-wide MonthGrid { width: 3fr; height: 1fr; }
    CalendarPage.-wide #day { width: 2fr; background: $surface; }
    CalendarPage.-wide #day LineList { background: $surface; }
    """

    def body(self) -> ComposeResult:
        """The month, and beside or below it the day."""
        today = self.desk.today()
        self.grid = MonthGrid(today, today)
        self.day_line, self.day_note = Plain(id="day-line"), Plain(id="day-note")
        self.listing = LineList(COLUMNS, empty="这一天没有到期的公文。", markable=False)
        with Container(id="month"):
            yield self.grid
            with Vertical(id="day"):
                yield self.day_line
                yield self.day_note
                yield self.listing

    def on_mount(self) -> None:
        """Today."""
        self.grid.focus()
        self.refresh_data()

    def refresh_data(self) -> None:
        """Read the month and the day anew."""
        day = self.grid.day
        source = current_calendar(self.desk).year_source(day.year)
        words = {DaySource.PUBLISHED: ("已公布", "muted"), DaySource.PROVISIONAL: ("全年暂定，待国务院公布", "warn")}
        self.grid.show(month_grid(self.desk, day.year, day.month), words.get(source, (SOURCE_WORDS[source], "accent")))
        self._show_day()

    def _show_day(self) -> None:
        day = self.grid.day
        papers = due_on(self.desk, day)
        said, note = self._day_words(day, len(papers))
        self.day_line.say(said)
        self.day_note.say(note)
        rows = [
            Row(one.id, (one.lamp, one.number, one.title, one.where, f"{one.due:%H:%M}" if one.due else ""), one)
            for one in papers
        ]
        self.listing.show(ListSource(rows))
        month = [d for week in self.grid.weeks for d in week if d.fact.date.month == day.month]
        worked = sum(not d.fact.off for d in month)
        due, late = sum(d.due for d in month), sum(d.due for d in month if d.fact.date < self.desk.today())
        chips = chips_of([("到期", due, "accent"), ("已超期", late, "bad")])
        self.status((f"{day.month}月", "strong"), f"工作日 {worked} 天", *chips)

    def _day_words(self, day: date, papers: int) -> tuple[str, str]:
        calendar = current_calendar(self.desk)
        fact = calendar.day(day)
        said = fact.words if day.year == self.desk.today().year else f"{day.year}年{fact.words}"
        away = calendar.workdays_between(self.desk.today(), day)
        way = "后" if day > self.desk.today() else "前"
        near = "今天" if day == self.desk.today() else f"今天{way} {abs(away)} 个工作日"
        reason = calendar.corrections[day].reason if day in calendar.corrections else ""
        note = f"{near}，到期 {papers} 件；{SOURCE_WORDS[fact.source]}" + (f"（{reason}）" if reason else "")
        return said, note

    # -- moving

    def on_month_grid_moved(self, event: MonthGrid.Moved) -> None:
        """Another day; another month is read when the cursor leaves this one."""
        middle = self.grid.weeks[2][0].fact.date
        if (middle.year, middle.month) == (event.day.year, event.day.month):
            self._show_day()
            self.grid.refresh()
        else:
            self.refresh_data()

    def on_month_grid_opened(self, _event: MonthGrid.Opened) -> None:
        """To the day's papers."""
        if self.listing.count:
            self.listing.focus()
        else:
            self.say("这一天没有到期的公文")

    def action_grid(self) -> None:
        """Back to the month."""
        self.grid.focus()

    def action_today(self) -> None:
        """To today."""
        self.grid.go(self.desk.today())
        self.grid.focus()

    async def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Open a paper."""
        event.stop()
        if event.row is not None:
            await show_paper(self.app, int(event.row.id))

    # -- changing

    def action_correct(self) -> None:
        """Say of one day that it is off or worked."""
        day = self.grid.day
        fact = current_calendar(self.desk).day(day)
        choices = (Choice("off", "放假"), Choice("on", "上班"))
        name = fact.name if fact.kind in ("holiday", "makeup") else ""
        after = "例如通知的文号；更正后在办公文的期限立即重算。"
        fields = [
            day_field(self.desk, "day", "日期", required=True, default=day, wide=True),
            Field("off", "更正为", "choice", choices=choices, default="on" if fact.off else "off", wide=True),
            Field("name", "节日", wide=True, default=name, help="例如 国庆节；没有可不填。"),
            Field("reason", "理由", wide=True, required=True, help=after),
        ]

        def save(values: dict[str, Any]) -> tuple[MovedDeadline, ...]:
            corrected = as_day(values["day"]) or day
            return correct_day(self.desk, corrected, values["off"] == "off", values["name"], values["reason"])

        self.app.push_screen(Entry("更正日历", fields, save), self._changed)

    def action_withdraw(self) -> None:
        """Take a correction back."""
        day = self.grid.day

        def with_reason(reason: str) -> None:
            work.run(self, withdraw_day, self.desk, day, reason, group="write", on_done=self._changed)

        if day in current_calendar(self.desk).corrections:
            self.ask(f"取消 {long_day(day)} 的更正，理由是什么？", with_reason)
        else:
            self.say("这一天没有更正过", "warn")

    def action_notice(self) -> None:
        """Paste a notice."""
        self.app.push_screen(NoticeForm(self.desk), self._changed)

    def _changed(self, moved: tuple[MovedDeadline, ...] | None) -> None:
        if moved is None:
            return
        self.refresh_data()
        self.app.renew_heading()  # type: ignore[attr-defined]
        self.done()
        if moved:
            self.app.push_screen(MovedScreen(moved), self._to_paper)

    async def _to_paper(self, found: tuple[str, int] | None) -> None:
        if found is not None:
            await show_paper(self.app, found[1], found[0].partition(".")[0])

    # -- reading

    def action_years(self) -> None:
        """Where the days of each year come from."""
        years = calendar_years(current_calendar(self.desk), self.desk.today(), self.desk)
        rows = tuple(
            (
                str(one.year),
                SOURCE_WORDS[one.source],
                "、".join(filter(None, (*one.notices, f"更正 {one.corrections} 天" if one.corrections else ""))),
            )
            for one in reversed(years)
        )
        self.app.push_screen(Reading("历年日历", [Grid(rows, ("strong", "", "muted"))]))

    def action_why(self) -> None:
        """Where the day under the cursor comes from."""
        calendar = current_calendar(self.desk)
        fact = calendar.day(self.grid.day)
        correction = calendar.corrections.get(self.grid.day)
        parts: list[Part | Section] = [
            Fact("这一天", fact.words),
            Fact("来源", SOURCE_WORDS[fact.source]),
            Fact("说明", _WHY[fact.source]),
        ]
        if correction:
            parts.append(Fact("理由", correction.reason))
        day = self.desk.today()
        after = calendar.workdays_between(day, self.grid.day)
        parts.append(Fact("工作日", f"从 {long_day(day)} 的次日数到这一天，共 {after} 个工作日"))
        self.app.push_screen(Reading("为什么", parts))
