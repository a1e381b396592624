"""F2 今日: one look in the morning – late, due, arriving, away, what is to leave or about to end, meetings."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from textual.app import ComposeResult

from govtui.domain.clock import short_day
from govtui.domain.refusal import Refusal
from govtui.services import today
from govtui.services.desk import Desk
from govtui.services.documents import views
from govtui.services.documents.rows import IncomingRow
from govtui.services.today import AwayLine, Today
from govtui.ui.commands import WHY, Command
from govtui.ui.screens.deskpage import DeskPage, show_paper
from govtui.ui.screens.documents.commands import REGISTER
from govtui.ui.screens.documents.showing import COLUMNS, detail_parts, heading, paper_row
from govtui.ui.screens.today_tabs import TABS, TodayTabs, tab_named
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.detail import Detail, Fact, Part, Section
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import ListSource, Row
from govtui.ui.widgets.panes import MasterDetail

NOTICE = "本系统为非涉密系统，严禁录入、处理、传输国家秘密。"
_NO_UNITS = "还没有单位和分工：按 F8 到通讯录导入，系统才能提出送阅路线。"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a line about another noun than an incoming paper stands for."""

    noun: str
    row: Any


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
    HELP = (
        "今天要先做的事。上面一行是收文：超期的、今天到期的、在领导处过久的、今天来的、外出的人；"
        "第二行是发文：等签发的、等复核编号的、公开期限临近或超期的、将失效的规范性文件、该报备案的；"
        "第三行是会议：近期会议、待审议题、待办纪要、待定的邀请、等立项督查的议定事项。"
    )

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
            figures = self._figures()
            self.tab = next((tab.key for tab in TABS if tab.noun and figures[tab.key]), "due")
        self._show()

    def _figures(self) -> dict[str, int]:
        seen: Today = self.today
        return {
            "late": seen.late,
            "due": seen.due_today + seen.near,
            "held": seen.long_held,
            "arrived": seen.arrived,
            "away": len(seen.away),
            "sign": seen.to_sign,
            "number": seen.to_number,
            "publish": seen.to_publish,
            "lapse": seen.lapsing,
            "filing": seen.filings,
            **seen.gathering,
        }

    def _show(self) -> None:
        seen: Today = self.today
        self.tabs.show(self._figures(), self.tab)
        columns, rows = self._listed()
        self.listing.columns = columns
        self.listing.empty = tab_named(self.tab).empty if seen.units else _NO_UNITS
        self.listing.show(ListSource(rows), min(self.listing.cursor, max(0, len(rows) - 1)))
        chips: list[Any] = [f"待拟办 {seen.waiting}", f"在领导处 {seen.with_leaders}"]
        chips += [(f"未分工单位 {seen.without_portfolio}", "soon")] if seen.without_portfolio else []
        chips += [(f"暂定时限 {seen.provisional}", "soon")] if seen.provisional else []
        self.status(*chips)

    def _listed(self) -> tuple[tuple[Column, ...], list[Row]]:
        """Columns and rows of the chosen figure; what leaves and what ends is read only when it is looked at."""
        seen: Today = self.today
        noun = tab_named(self.tab).noun
        if noun == "outgoing":
            return _leaving(self.desk, self.tab)
        if noun == "normative":
            return _ending(self.desk, self.tab)
        if noun in seen.gathering:
            return _gathering(self.desk, noun)
        papers: dict[str, tuple[IncomingRow, ...]] = {
            "late": seen.late_papers,
            "due": seen.due_papers,
            "held": seen.held_papers,
            "arrived": seen.arrived_papers,
        }
        if self.tab == "away":
            return COLUMNS, [_away_row(line) for line in seen.away]
        return COLUMNS, [paper_row(paper) for paper in papers[self.tab]]

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Fill the detail."""
        value = event.row.value if event.row else None
        if isinstance(value, IncomingRow):
            found = views.detail(self.desk, value.id)
            self.detail.show(heading(found), detail_parts(found))
        elif isinstance(value, Waiting):
            self._tell(value)
        elif isinstance(value, AwayLine):
            self.detail.show(f"{value.title}{value.name}", _away_facts(value))
        else:
            self.detail.clear()

    def _tell(self, waiting: Waiting) -> None:
        try:
            self.detail.show(*_told(self.desk, waiting))
        except Refusal as refusal:
            self.detail.show(refusal.sentence)

    def on_today_tabs_chosen(self, event: TodayTabs.Chosen) -> None:
        """A figure was clicked."""
        self.tab = event.key
        self._show()

    def action_tab_by(self, by: int) -> None:
        """The next figure."""
        keys = [tab.key for tab in TABS]
        self.tab = keys[(keys.index(self.tab) + by) % len(keys)]
        self._show()

    def _paper(self) -> Waiting | None:
        """The paper under the cursor."""
        value = self.listing.current.value if self.listing.current is not None else None
        return Waiting("document", value) if isinstance(value, IncomingRow) else _as_waiting(value)

    def action_go(self) -> None:
        """Show the paper on its own page."""
        if paper := self._paper():
            self.run_worker(show_paper(self.app, paper.row.id, paper.noun))

    def action_new(self) -> None:
        """Register papers."""
        from govtui.ui.screens.documents.registering import RegisterForm

        self.app.push_screen(RegisterForm(self.desk), lambda _done: self.refresh_data())

    def action_why(self) -> None:
        """Explain the paper under the cursor."""
        from govtui.ui import work
        from govtui.ui.dialogs.why import Why

        paper = self._paper()
        if paper is not None and paper.noun in _EXPLAINING:
            push = lambda found: self.app.push_screen(Why(found))  # noqa: E731
            work.run(self, _explanations(paper.noun), self.desk, paper.row.id, group="why", on_done=push)


def _leaving(desk: Desk, key: str) -> tuple[tuple[Column, ...], list[Row]]:
    """Papers that leave, as their own page lists them."""
    from govtui.ui.screens.outgoing import showing

    columns = showing.COLUMNS if key == "publish" else showing.DRAFT_COLUMNS
    return columns, [_wrapped("outgoing", showing.paper_row(row)) for row in today.papers_waiting(desk, key)]


def _ending(desk: Desk, key: str) -> tuple[tuple[Column, ...], list[Row]]:
    """Normative documents, as their own page lists them."""
    from govtui.ui.screens.normative import showing

    found = today.documents_ending(desk, key)
    return showing.COLUMNS, [_wrapped("normative", showing.document_row(row)) for row in found]


def _gathering(desk: Desk, noun: str) -> tuple[tuple[Column, ...], list[Row]]:
    """Meetings, topics, minutes, invitations or decisions, as their own pages list them."""
    found = today.meetings_waiting(desk, noun)
    if noun == "engagement":
        from govtui.ui.screens.engagements.showing import COLUMNS as ENGAGEMENT_COLUMNS
        from govtui.ui.screens.engagements.showing import engagement_row

        return ENGAGEMENT_COLUMNS, [_wrapped(noun, engagement_row(row)) for row in found]
    from govtui.ui.screens.meetings import showing

    queue = {"meeting": "coming", "topic": "topics", "minutes": "minutes", "proposed": "decided"}[noun]
    return showing.columns_of(queue), [_wrapped(noun, showing.ROWS[noun](row)) for row in found]


def _wrapped(noun: str, row: Row) -> Row:
    return Row(row.id, row.cells, Waiting(noun, row.value))


def _as_waiting(value: object) -> Waiting | None:
    return value if isinstance(value, Waiting) else None


def _told(desk: Desk, waiting: Waiting) -> tuple[str, list[Part | Section]]:
    """Heading and detail of a paper that leaves, a normative document, or what meetings have waiting."""
    if waiting.noun == "outgoing":
        return _told_paper(desk, waiting.row.id)
    if waiting.noun == "engagement":
        from govtui.services.meetings.engagements.views import detail as engagement
        from govtui.ui.screens.engagements.showing import brief_parts
        from govtui.ui.screens.engagements.showing import heading as named

        seen = engagement(desk, waiting.row.id)
        return named(seen), brief_parts(desk.book, seen)
    if waiting.noun != "normative":
        from govtui.ui.screens.meetings.told import told

        return told(desk, waiting.noun, waiting.row)
    from govtui.services.documents import normative
    from govtui.ui.screens.normative import showing

    document, found = normative.detail(desk, waiting.row.id), normative.paper_findings(desk, waiting.row.id)
    return showing.heading(document), showing.detail_parts(document, found)


def _told_paper(desk: Desk, outgoing_id: int) -> tuple[str, list[Part | Section]]:
    """A paper that leaves: what stands in its way, and who is to sign it."""
    from govtui.domain.documents.outgoing.states import BEFORE_SIGNING
    from govtui.services.documents.outgoing import explaining, signing, views
    from govtui.ui.screens.outgoing import showing

    paper = views.detail(desk, outgoing_id)
    plan = signing.signer_plan(desk, outgoing_id) if paper.row.state in BEFORE_SIGNING else None
    signer = f"{plan.expected.label} {plan.act}" if plan and plan.expected else ""
    return showing.heading(paper), showing.detail_parts(paper, explaining.paper_findings(desk, outgoing_id), signer)


_EXPLAINING = {
    "document": "documents.explaining",
    "outgoing": "documents.outgoing.explaining",
    "normative": "documents.normative.explaining",
    "topic": "meetings.topics.explaining",
    "meeting": "meetings.explaining",
    "minutes": "meetings.minutes.explaining",
    "engagement": "meetings.engagements.judging",
}
"""Where the services tell why, for each noun that has rules."""


def _explanations(noun: str) -> Callable[..., Any]:
    """What tells why."""
    explain: Callable[..., Any] = import_module(f"govtui.services.{_EXPLAINING[noun]}").explanations
    return explain


def _away_row(line: AwayLine) -> Row:
    state = "超期" if line.unreturned else "正常"
    acts = f"{line.acting}代" if line.acting else ""
    until = short_day(line.until)
    what = f"{line.title} {line.name}　{line.kind} {line.place}"
    return Row(line.person_id, (state, "", what, "", "", "", acts, until, "未销假" if line.unreturned else ""), line)


def _away_facts(line: AwayLine) -> list[Fact]:
    facts = [("类别", line.kind), ("地点", line.place), ("至", short_day(line.until)), ("代行", line.acting)]
    return [Fact(label, value) for label, value in facts if value]
