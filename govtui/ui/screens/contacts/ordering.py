"""The ranked list of leaders, put into another order by hand."""

from datetime import date
from typing import Any

from textual.app import ComposeResult

from govtui.domain.refusal import Refusal
from govtui.domain.workdays import parse_typed_day
from govtui.services.desk import Desk
from govtui.services.people import leader_lines, order_leaders
from govtui.services.workdays import current_calendar
from govtui.ui import work
from govtui.ui.commands import BACK, SAVE, Command
from govtui.ui.dialogs.ask_text import AskText
from govtui.ui.screen import DeskScreen
from govtui.ui.screens.deskpage import ReadingList, complain
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.paging import ListSource, Row
from govtui.ui.widgets.plain import Plain

COLUMNS = (
    Column("order", "新序", 4, align="right"),
    Column("was", "原序", 4, align="right", style="muted"),
    Column("name", "姓名", 10),
    Column("title", "职务", 20, flex=1),
)


class OrderLeaders(DeskScreen[bool]):
    """Move lines up and down, then save the order from a day on."""

    ACTIONS = (
        Command("order.up", "上移", "光标所在的领导上移一位。", ("u", "ctrl+up"), "shift(-1)", "领导排序", footer=True),
        Command(
            "order.down", "下移", "光标所在的领导下移一位。", ("d", "ctrl+down"), "shift(1)", "领导排序", footer=True
        ),
        SAVE,
        BACK,
    )
    HELP = "用 u、d（或 Ctrl+上、Ctrl+下）移动光标所在的领导，Ctrl+S 保存并说明从哪天起；过去的排序不变。"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.lines = list(leader_lines(desk))
        self._before = [line.person_id for line in self.lines]

    def body(self) -> ComposeResult:
        """A heading and the list."""
        self.listing = ReadingList(COLUMNS, empty="还没有领导。", markable=False)
        yield Plain("调整领导排序", classes="form-title")
        yield self.listing
        yield Plain("u 上移，d 下移，Ctrl+S 保存，Esc 放弃", classes="form-help")

    def on_mount(self) -> None:
        """Show the order as it stands."""
        self.listing.focus()
        self._show(0)

    @property
    def dirty(self) -> bool:  # type: ignore[override]
        """True while the order differs from the saved one."""
        return [line.person_id for line in self.lines] != self._before

    def _show(self, cursor: int) -> None:
        rows = []
        for place, line in enumerate(self.lines, 1):
            was = self._before.index(line.person_id) + 1
            pen = "accent" if was != place else ""
            rows.append(Row(line.person_id, ((str(place), pen), str(was), (line.name, pen or "strong"), line.title)))
        self.listing.show(ListSource(rows), cursor)

    def action_shift(self, by: int) -> None:
        """The line under the cursor one place up or down."""
        at = self.listing.cursor
        to = at + by
        if 0 <= to < len(self.lines):
            self.lines[at], self.lines[to] = self.lines[to], self.lines[at]
            self._show(to)

    def action_save(self) -> None:
        """Ask from when, then save."""
        if not self.dirty:
            self.say("排序没有变化", "warn")
            return
        question = "新的排序从哪一天起？"
        self.app.push_screen(AskText(question, text=self.desk.today().isoformat()), self._from_day)

    def _from_day(self, text: str | None) -> None:
        if text is None:
            return
        try:
            day: date = parse_typed_day(text, self.desk.today(), current_calendar(self.desk))
        except Refusal as error:
            complain(self.app, error.sentence)
            return
        ids = [line.person_id for line in self.lines]
        work.run(self, order_leaders, self.desk, ids, day, group="write", on_done=self._saved)

    def _saved(self, _result: Any) -> None:
        self._before = [line.person_id for line in self.lines]
        self.close_with(True)

    def action_back(self) -> None:
        """Give up."""
        self.dismiss(None)
