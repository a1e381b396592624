"""A line to type and a list that answers: the base of palette, search and picking."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from textual.app import ComposeResult

from govtui.ui import work
from govtui.ui.commands import BACK, Command
from govtui.ui.screen import DeskModal
from govtui.ui.widgets.choices import Choice, Source
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.inputs import CnInput, Edited
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import ListSource, Row
from govtui.ui.widgets.plain import Plain

R = TypeVar("R")
Answering = Callable[[str], Sequence[Row]]


class Chooser(DeskModal[R]):
    """Typing narrows the list, up and down choose, Enter takes. `slow` sources are asked in a thread."""

    SIZE = "wide tall"
    COLUMNS: tuple[Column, ...] = (Column("label", "", flex=2), Column("detail", "", flex=3, style="muted"))
    ACTIONS = (
        BACK,
        Command("chooser.take", "选定", "选定光标所在的一条。", ("enter",), "take", "选择", palette=False),
        Command("chooser.up", "上一条", "光标上移。", ("up",), "turn(-1)", "选择", palette=False),
        Command("chooser.down", "下一条", "光标下移。", ("down",), "turn(1)", "选择", palette=False),
        Command("chooser.page_up", "上一页", "光标上移一页。", ("pageup",), "leaf(-1)", "选择", palette=False),
        Command("chooser.page_down", "下一页", "光标下移一页。", ("pagedown",), "leaf(1)", "选择", palette=False),
    )

    def __init__(
        self,
        answering: Answering,
        *,
        title: str = "",
        placeholder: str = "输入汉字或拼音首字母",
        columns: Sequence[Column] = (),
        slow: bool = False,
        empty: str = "没有找到",
        text: str = "",
        hint: str = "",
    ) -> None:
        super().__init__()
        self._answering, self._title, self._slow, self._hint = answering, title, slow, hint
        self.box = CnInput(text, placeholder=placeholder, id="chooser-text")
        self.listing = LineList(columns or self.COLUMNS, empty=empty, markable=False, header=bool(columns))
        self.listing.can_focus, self.listing.steered = False, True
        self._asked = ""

    @property
    def title_text(self) -> str:
        """The title."""
        return self._title

    def inside(self) -> ComposeResult:
        """The line and the list."""
        yield self.box
        yield self.listing
        if self._hint:
            yield Plain(self._hint, classes="box-hint")

    def on_mount(self) -> None:
        """Type at once; show what fits so far."""
        self.box.focus()
        self._ask()

    def on_edited(self, event: Edited) -> None:
        """Every key narrows."""
        event.stop()
        self._ask()

    def _ask(self) -> None:
        text = self.box.value.strip()
        if self._slow:
            self._asked = text
            work.run(self, self._answering, text, group="chooser", on_done=self._show)
        else:
            self._show(self._answering(text))

    def _show(self, rows: Sequence[Row]) -> None:
        self.listing.show(ListSource(rows))

    def action_turn(self, by: int) -> None:
        """Another line."""
        self.listing.action_move(by)

    def action_leaf(self, by: int) -> None:
        """Another page."""
        self.listing.action_page(by)

    def action_take(self) -> None:
        """Enter."""
        if (row := self.listing.current) is not None:
            self.taken(row)

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """A second click."""
        event.stop()
        if event.row is not None:
            self.taken(event.row)

    def taken(self, row: Row) -> None:
        """What taking a row means: close with its value."""
        self.dismiss(row.value)


class Pick(Chooser[Choice]):
    """Choose one of many by first letters; dismisses with the `Choice`, or None on Esc."""

    def __init__(self, title: str, source: Source, *, hint: str = "", empty: str = "没有找到") -> None:
        super().__init__(lambda text: _rows(source(text)), title=title, hint=hint, empty=empty)


def _rows(choices: Sequence[Choice]) -> list[Row]:
    return [Row(choice.id, (choice.label, choice.detail), choice) for choice in choices]


class Find(Chooser[Any]):
    """Search everything: `search(text)` answers rows, in a thread; dismisses with the value of the row taken."""

    def __init__(self, search: Answering, columns: Sequence[Column], *, text: str = "", hint: str = "") -> None:
        super().__init__(
            search,
            title="查找",
            placeholder="标题、文号、单位、人名，汉字或拼音首字母",
            columns=columns,
            slow=True,
            text=text,
            empty="输入要找的内容",
            hint=hint,
        )

    def _show(self, rows: Sequence[Row]) -> None:
        self.listing.empty = "没有找到" if self._asked else "输入要找的内容"
        super()._show(rows)
