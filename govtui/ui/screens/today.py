"""F2 今日: one look in the morning – late, due, arriving, away."""

from typing import Any

from textual.app import ComposeResult
from textual.strip import Strip

from govtui.domain.clock import short_day
from govtui.domain.text import cells
from govtui.services import today
from govtui.services.documents import views
from govtui.services.documents.rows import IncomingRow
from govtui.services.today import AwayLine, Today
from govtui.ui.commands import WHY, Command
from govtui.ui.screens.deskpage import DeskPage, show_paper
from govtui.ui.screens.documents.commands import REGISTER
from govtui.ui.screens.documents.showing import COLUMNS, detail_parts, heading, paper_row
from govtui.ui.widgets.detail import Detail, Fact
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import ListSource, Row
from govtui.ui.widgets.paint import Painted, Span
from govtui.ui.widgets.panes import MasterDetail

TABS = (("late", "超期"), ("due", "今日和临期"), ("held", "在手过久"), ("arrived", "今日收文"), ("away", "外出"))
NOTICE = "本系统为非涉密系统，严禁录入、处理、传输国家秘密。"
_NO_UNITS = "还没有单位和分工：按 F8 到通讯录导入，系统才能提出送阅路线。"
_EMPTY = {
    "late": "没有超期的公文。",
    "due": "今天和临期的公文都办完了。",
    "held": "没有在领导处停留过久的公文。",
    "arrived": "今天还没有收文。按 n 登记。",
    "away": "今天没有人外出。",
}


class TodayTabs(Painted):
    """The figures of the day; the chosen one is what the list shows."""

    DEFAULT_CSS = "TodayTabs { height: 3; padding: 1 0 0 0; }"

    def __init__(self) -> None:
        super().__init__()
        self.figures: dict[str, int] = {}
        self.chosen = "late"

    def show(self, figures: dict[str, int], chosen: str) -> None:
        """Show these figures."""
        self.figures, self.chosen = figures, chosen
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Numbers above, names below."""
        spans: list[Span] = [("  ", "")]
        for key, name in TABS:
            number = str(self.figures.get(key, 0))
            wide = max(cells(name), cells(number)) + 4
            tone = "bad" if key == "late" and number != "0" else "warn" if key == "held" and number != "0" else "strong"
            text = number if y == 0 else name
            pen = ("chip" if key == self.chosen else "muted") if y == 1 else tone
            left = (wide - cells(text)) // 2
            padded = " " * left + text + " " * (wide - cells(text) - left)
            spans += [(padded, pen), ("  ", "")]
        return self.line(spans, self.size.width)


class TodayPage(DeskPage):
    """What to do first."""

    ACTIONS = (
        REGISTER,
        WHY,
        Command(
            "today.next", "下一栏", "换到右边的一栏。", ("]", "tab", "ctrl+right"), "tab_by(1)", "今日", footer=True
        ),
        Command("today.previous", "上一栏", "换到左边的一栏。", ("[", "shift+tab", "ctrl+left"), "tab_by(-1)", "今日"),
        Command("today.go", "去公文", "到公文页看这一件并办理。", ("g", "ctrl+o"), "go", "今日", footer=True),
    )
    HELP = "今天要先做的事：超期的、今天到期的、在领导处过久的、今天来的、外出的人。"

    def body(self) -> ComposeResult:
        """Figures, list and detail."""
        self.tab = ""
        self.tabs = TodayTabs()
        self.listing = LineList(COLUMNS, markable=False)
        self.detail = Detail()
        yield self.tabs
        yield MasterDetail(self.listing, self.detail)

    def on_mount(self) -> None:
        """Look at what is late first; when nothing is, at what is due."""
        self.listing.focus()
        self.refresh_data()
        self.say(NOTICE, "warn")

    def refresh_data(self) -> None:
        """Read anew."""
        self.today = today.overview(self.desk)
        if not self.tab:
            self.tab = next((key for key in ("late", "due", "held", "arrived") if self._figures()[key]), "due")
        self._show()

    def _figures(self) -> dict[str, int]:
        seen: Today = self.today
        return {
            "late": seen.late,
            "due": seen.due_today + seen.near,
            "held": seen.long_held,
            "arrived": seen.arrived,
            "away": len(seen.away),
        }

    def _show(self) -> None:
        seen: Today = self.today
        self.tabs.show(self._figures(), self.tab)
        papers: dict[str, tuple[IncomingRow, ...]] = {
            "late": seen.late_papers,
            "due": seen.due_papers,
            "held": seen.held_papers,
            "arrived": seen.arrived_papers,
        }
        rows = (
            [_away_row(line) for line in seen.away] if self.tab == "away" else [paper_row(p) for p in papers[self.tab]]
        )
        self.listing.empty = _EMPTY[self.tab] if seen.units else _NO_UNITS
        self.listing.show(ListSource(rows), min(self.listing.cursor, max(0, len(rows) - 1)))
        chips: list[Any] = [f"待拟办 {seen.waiting}", f"在领导处 {seen.with_leaders}"]
        chips += [(f"未分工单位 {seen.without_portfolio}", "soon")] if seen.without_portfolio else []
        chips += [(f"暂定时限 {seen.provisional}", "soon")] if seen.provisional else []
        self.status(*chips)

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Fill the detail."""
        value = event.row.value if event.row else None
        if isinstance(value, IncomingRow):
            found = views.detail(self.desk, value.id)
            self.detail.show(heading(found), detail_parts(found))
        elif isinstance(value, AwayLine):
            self.detail.show(f"{value.title}{value.name}", _away_facts(value))
        else:
            self.detail.clear()

    def action_tab_by(self, by: int) -> None:
        """The next figure."""
        keys = [key for key, _ in TABS]
        self.tab = keys[(keys.index(self.tab) + by) % len(keys)]
        self._show()

    def action_go(self) -> None:
        """Show the paper on its own page."""
        row = self.listing.current
        if row is not None and isinstance(row.value, IncomingRow):
            self.run_worker(show_paper(self.app, row.value.id))

    def action_new(self) -> None:
        """Register papers."""
        from govtui.ui.screens.documents.registering import RegisterForm

        self.app.push_screen(RegisterForm(self.desk), lambda _done: self.refresh_data())

    def action_why(self) -> None:
        """Explain the paper under the cursor."""
        from govtui.services.documents.explaining import explanations
        from govtui.ui import work
        from govtui.ui.dialogs.why import Why

        row = self.listing.current
        if row is not None and isinstance(row.value, IncomingRow):
            push = lambda found: self.app.push_screen(Why(found))  # noqa: E731
            work.run(self, explanations, self.desk, row.value.id, group="why", on_done=push)


def _away_row(line: AwayLine) -> Row:
    state = "超期" if line.unreturned else "正常"
    acts = f"{line.acting}代" if line.acting else ""
    until = short_day(line.until)
    what = f"{line.title} {line.name}　{line.kind} {line.place}"
    return Row(line.person_id, (state, "", what, "", "", "", acts, until, "未销假" if line.unreturned else ""), line)


def _away_facts(line: AwayLine) -> list[Fact]:
    facts = [("类别", line.kind), ("地点", line.place), ("至", short_day(line.until)), ("代行", line.acting)]
    return [Fact(label, value) for label, value in facts if value]
