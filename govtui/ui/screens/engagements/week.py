"""一周会议活动安排 on the screen: day by day, who goes, what clashes, who is away; written as Excel by one key."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from govtui.domain.clock import long_day, short_day
from govtui.services.meetings.engagements.occupied import gap
from govtui.services.meetings.engagements.rows import PlanEntry, WeekPlan
from govtui.services.meetings.engagements.week import week_plan
from govtui.ui import work
from govtui.ui.commands import BACK, EXPORT, Command
from govtui.ui.screen import chips_of
from govtui.ui.screens.deskpage import DeskPage, show_paper
from govtui.ui.screens.engagements.showing import CLASH, moment
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.detail import Detail, Fact, Para, Part, Section
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import ListSource, Row
from govtui.ui.widgets.panes import MasterDetail
from govtui.ui.widgets.plain import Plain

if TYPE_CHECKING:
    from govtui.files.exports import Exported

PLACE = "一周安排"
AWAY, OPEN, NOTHING = "外出", "未定", "（没有安排）"
COLUMNS = (
    Column("day", "日期", width=10, style="strong"),
    Column("time", "时间", width=11),
    Column("title", "会议／活动", width=12, flex=3),
    Column("place", "地点", width=8, flex=1, hide_below=72),
    Column("leaders", "出席领导", width=14, flex=2),
    Column("mark", "状态", width=6, lamp=True),
)
_WORKDAYS = 5


class WeekScreen(DeskPage):
    """One week; [ and ] turn to the last or the next."""

    ACTIONS = (
        BACK,
        EXPORT,
        Command("week.last", "上一周", "看上一周。", ("[", "ctrl+left"), "turn(-1)", PLACE, footer=True),
        Command("week.next", "下一周", "看下一周。", ("]", "ctrl+right"), "turn(1)", PLACE, footer=True),
        Command("week.today", "本周", "回到本周。", ("t",), "today", PLACE, footer=True),
        Command("week.go", "前往", "到光标所在的会议或活动。", ("g", "ctrl+k"), "go", PLACE, footer=True),
    )
    HELP = (
        "会议和活动按日列出。“冲突”是同一时间要领导到两处，或会议室两处占用；“外出”是领导那天外出；"
        "“未定”是还没有定下的。Ctrl+E 导出 Excel：一页按日，一页以领导为列。"
    )

    def __init__(self, day: date) -> None:
        super().__init__()
        self._day = day
        self.plan: WeekPlan | None = None
        self._rows: list[Row] = []
        self.heading = Plain("", classes="form-title")
        self.listing = LineList(COLUMNS, empty="这一周没有会议和活动。", markable=False)
        self.detail = Detail(empty="")

    def body(self) -> ComposeResult:
        """The week, and beside or behind it the entry under the cursor."""
        yield self.heading
        yield MasterDetail(self.listing, self.detail)

    def on_mount(self) -> None:
        """Show the week that was asked for, from the day on."""
        self.listing.focus()
        self.refresh_data()
        self._stand_on(self._day)

    def refresh_data(self) -> None:
        """Read the week anew."""
        plan = self.plan = week_plan(self.desk, self._day)
        self.heading.say(f"一周会议活动安排　{long_day(plan.first)}至{long_day(plan.last)}")
        self._rows = list(week_rows(plan, self.desk.today()))
        self.listing.show(ListSource(self._rows), self.listing.cursor)
        clashing = sum(bool(one.clashes or one.room_clash) for one in plan.entries)
        waiting = sum(not one.settled for one in plan.entries)
        absent = "、".join(dict.fromkeys(name for _, name, _, _ in plan.away))
        away = [(f"{AWAY} {absent}", "warn")] if absent else []
        chips = chips_of([(CLASH, clashing, "bad"), (OPEN, waiting, "warn")])
        self.status((f"{len(plan.entries)} 项", "strong"), *chips, *away)

    def _stand_on(self, day: date) -> None:
        self.listing.cursor = next((place for place, row in enumerate(self._rows) if _first_day(row) >= day), 0)

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Fill the detail with the entry under the cursor."""
        entry = event.row.value if event.row is not None else None
        if self.plan is not None and isinstance(entry, PlanEntry):
            self.detail.show(entry.title, entry_parts(self.plan, entry, gap(self.desk)))
        elif self.plan is not None:
            self.detail.show("", away_parts(self.plan))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc leaves the detail first."""
        return not self.detail.has_focus if action == "back" else super().check_action(action, parameters)

    def action_turn(self, by: int) -> None:
        """The week before or after."""
        self._day += timedelta(days=7 * by)
        self._show_week()

    def action_today(self) -> None:
        """This week."""
        self._day = self.desk.today()
        self._show_week()
        self._stand_on(self._day)

    def _show_week(self) -> None:
        self.listing.cursor = 0
        self.refresh_data()

    def action_go(self) -> None:
        """Go to the meeting or engagement under the cursor."""
        row = self.listing.current
        if row is not None and isinstance(row.value, PlanEntry):
            app, entry = self.app, row.value
            self.close_with(None)
            app.run_worker(show_paper(app, entry.row_id, entry.noun))

    def action_back(self) -> None:
        """Back to the page."""
        self.close_with(None)

    def action_export(self) -> None:
        """Write the week as a workbook."""
        from govtui.files.meetings.exports import export_week

        work.run(self, export_week, self.desk, self._day, group="files", on_done=self._written)

    def _written(self, done: "Exported") -> None:
        self.say(f"已写出 {done.rows} 项：{done.files[0]}", "good")


def week_rows(plan: WeekPlan, today: date) -> Iterator[Row]:
    """The lines of a week: each day's entries, the day named once; a working day without any says so."""
    for place in range(7):
        day = plan.first + timedelta(days=place)
        there = [one for one in plan.entries if max(one.starts.date(), plan.first) == day]
        pen = "accent" if day == today else "strong"
        if not there and place < _WORKDAYS:
            yield Row(("day", day), ((short_day(day), pen), "", (NOTHING, "muted"), "", "", ""), day)
        for at, entry in enumerate(there):
            named = (short_day(day), pen) if at == 0 else ""
            yield Row((entry.noun, entry.row_id), (named, *_cells(plan, entry)), entry)


def _cells(plan: WeekPlan, entry: PlanEntry) -> tuple[str | tuple[str, str], ...]:
    pen = "bad" if entry.clashes else ""
    return (
        _time(entry),
        entry.title,
        (entry.place, "bad" if entry.room_clash else ""),
        ("、".join(name for _, name in entry.leaders), pen),
        mark_of(plan, entry),
    )


def mark_of(plan: WeekPlan, entry: PlanEntry) -> str | tuple[str, str]:
    """The worst that is to be said of an entry, in a word with its pen."""
    if entry.clashes or entry.room_clash:
        return CLASH, "bad"
    if _absent(plan, entry):
        return AWAY, "warn"
    return "" if entry.settled else (OPEN, "muted")


def entry_parts(plan: WeekPlan, entry: PlanEntry, gap_minutes: int = 0) -> list[Part | Section]:
    """An entry whole: what is wrong with it first; the gap is the leaders' way between two things."""
    said: list[Part] = [
        Para(f"{name}同一时间还有：{_others(plan, entry, name, timedelta(minutes=gap_minutes))}", "bad")
        for name in entry.clashes
    ]
    said += [Para(f"{entry.place}同一时间两处占用：{_in_room(plan, entry)}", "bad")] if entry.room_clash else []
    said += [Para(words, "warn") for words in _absent(plan, entry)]
    said += [] if entry.settled else [Para("还没有定下。", "warn")]
    pairs = (
        ("时间", f"{moment(entry.starts)}—{entry.ends:%H:%M}"),
        ("地点", entry.place),
        ("领导", "、".join(name for _, name in entry.leaders)),
        ("主办", entry.host),
        ("参加范围", entry.scope),
        ("讲话材料", entry.speech),
        ("车辆", entry.vehicle),
        ("联系人", entry.contact),
        ("备注", entry.note),
    )
    facts = [Fact(label, value) for label, value in pairs if value]
    return [*([Section("提示", tuple(said))] if said else []), *facts, *away_parts(plan)]


def away_parts(plan: WeekPlan) -> list[Part | Section]:
    """Who of the leaders is away this week."""
    away = tuple(Fact(name, f"{short_day(first)}—{short_day(last)}") for _, name, first, last in plan.away)
    return [Section("本周外出", away)] if away else []


def _absent(plan: WeekPlan, entry: PlanEntry) -> list[str]:
    """Leaders of an entry who are away on its day."""
    day, going = entry.starts.date(), {person_id for person_id, _ in entry.leaders if person_id}
    return [
        f"{name}那天外出（{short_day(first)}—{short_day(last)}）"
        for person_id, name, first, last in plan.away
        if person_id in going and first <= day <= last
    ]


def _others(plan: WeekPlan, entry: PlanEntry, name: str, way: timedelta) -> str:
    found = [one for one in plan.entries if one is not entry and name in one.clashes and _meet(one, entry, way)]
    return _told(found)


def _in_room(plan: WeekPlan, entry: PlanEntry) -> str:
    found = [one for one in plan.entries if one is not entry and one.room_clash and _meet(one, entry)]
    return _told([one for one in found if one.place.strip() == entry.place.strip()])


def _told(found: Sequence[PlanEntry]) -> str:
    return "；".join(f"{one.starts:%H:%M} {one.title}（{one.place}）" for one in found) or "本周以外的安排"


def _meet(one: PlanEntry, other: PlanEntry, way: timedelta = timedelta()) -> bool:
    return one.starts < other.ends + way and other.starts < one.ends + way


def _time(entry: PlanEntry) -> str:
    return f"{entry.starts:%H:%M}—{entry.ends:%H:%M}"


def _first_day(row: Row) -> date:
    value = row.value
    return value.starts.date() if isinstance(value, PlanEntry) else value
