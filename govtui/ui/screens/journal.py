"""操作日志: who did what, newest first, and what it changed."""

from collections.abc import Sequence

from textual.app import ComposeResult

from govtui.services.acts import ActList, Told, told
from govtui.services.journal import Act
from govtui.ui.commands import Command
from govtui.ui.screens.deskpage import DeskPage
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.detail import Detail, Fact, Grid, Para, Part, Section
from govtui.ui.widgets.filter import FilterLine
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import Row
from govtui.ui.widgets.panes import MasterDetail

PLACE = "日志"
COLUMNS = (
    Column("at", "时间", 16, style="muted"),
    Column("actor", "谁", 8),
    Column("sentence", "做了什么", 20, flex=1),
    Column("entries", "行数", 6, align="right", style="muted", hide_below=76),
)
MOST_SHOWN = 40
"""Changed rows that the detail lists; the rest is counted."""


class ActSource:
    """The journal as the list widget asks for it."""

    def __init__(self, acts: ActList) -> None:
        self._acts = acts

    def count(self) -> int:
        """How many acts."""
        return self._acts.count()

    def rows(self, start: int, limit: int) -> Sequence[Row]:
        """Some of them, painted."""
        return [_row(act) for act in self._acts.rows(start, limit)]


def _row(act: Act) -> Row:
    sentence = (f"（已撤销）{act.sentence}", "muted") if act.undone else act.sentence
    return Row(act.seq, (act.at, act.actor, sentence, f"{act.entries:,}"), act)


class JournalPage(DeskPage):
    """Every act with its sentence; the detail says what changed."""

    ACTIONS = (
        Command(
            "journal.filter", "筛选", "按经手人、日期或做了什么筛选。", ("f", "ctrl+t"), "filter", PLACE, footer=True
        ),
        Command("journal.mine", "只看我的", "只列出自己做的；再按一次看全部。", ("m",), "mine", PLACE, footer=True),
    )
    HELP = "每一次写入都留在日志里，不能改、不能删。Ctrl+Z 撤销自己最近的一次操作，撤销也记一条。"

    def body(self) -> ComposeResult:
        """Filter, list and detail."""
        self.words, self.mine = "", False
        self.filter_line = FilterLine()
        self.listing = LineList(COLUMNS, empty="日志里没有这样的操作。", markable=False)
        self.detail = Detail()
        yield self.filter_line
        yield MasterDetail(self.listing, self.detail)

    def on_mount(self) -> None:
        """The newest first."""
        self.listing.focus()
        self.show_acts()

    def show_acts(self) -> None:
        """Show what fits the filter."""
        self.listing.show(ActSource(ActList(self.desk, self.words, self.mine)))
        self._count()

    def refresh_data(self) -> None:
        """Read anew; the cursor stays near its line."""
        before = self.listing.current
        self.listing.show(ActSource(ActList(self.desk, self.words, self.mine)), self.listing.cursor)
        if before is not None:
            self.listing.find_row(before.id)
        self._count()

    def _count(self) -> None:
        words = [(f"筛选：{self.words}", "accent")] if self.words else []
        mine = [("只看我的", "accent")] if self.mine else []
        self.status(("操作日志", "strong"), *words, *mine, f"{self.listing.count:,} 条", "Ctrl+Z 撤销自己最近的一次")

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Say what the act changed."""
        if event.row is None:
            self.detail.clear()
            return
        act: Act = event.row.value
        changes = told(self.desk, act.seq)
        self.detail.show(act.sentence, act_parts(act, changes))

    # -- filter -----------------------------------------------------------------------------------------------------

    def action_filter(self) -> None:
        """Type to narrow the list."""
        self.filter_line.open()

    def action_mine(self) -> None:
        """Only this clerk's acts, or everybody's."""
        self.mine = not self.mine
        self.show_acts()

    def on_filter_line_typed(self, event: FilterLine.Typed) -> None:
        """Narrow while typing."""
        self.words = event.words.strip()
        self.show_acts()

    def on_filter_line_done(self, event: FilterLine.Done) -> None:
        """Back to the list, narrowed or whole."""
        if not event.keep:
            self.words = ""
            self.show_acts()
        self.listing.focus()


def act_parts(act: Act, changes: Sequence[Told]) -> list[Part | Section]:
    """An act and its changed rows as the detail shows them."""
    parts: list[Part | Section] = [Fact("谁", act.actor), Fact("时间", act.at), Fact("编号", f"第 {act.seq} 条")]
    if act.undone:
        parts.append(Fact("状态", "已撤销", "warn"))
    parts += [_section(change) for change in changes[:MOST_SHOWN]]
    if act.entries > MOST_SHOWN:
        parts.append(Section("其余", (Para(f"共 {act.entries:,} 行，这里列出前 {MOST_SHOWN} 行。", "muted"),)))
    return parts


def _section(change: Told) -> Section:
    title = f"{change.op}{change.noun}　{change.name}"
    if change.blanked:
        return Section(title, (Para("内容已按误录处置清除。", "muted"),))
    if change.op == "修改":
        rows = tuple(
            (label, f"{before or '（空）'} 改为 {after or '（空）'}") for label, before, after in change.fields
        )
    else:
        rows = tuple((label, after or before) for label, before, after in change.fields)
    return Section(title, (Grid(rows, ("muted", "")),)) if rows else Section(title, ())
