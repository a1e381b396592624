"""The list of the house: rows of any length painted line by line, straight from pages of a source."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from govtui.domain.text import wrap
from govtui.ui.commands import MARK, OPEN, Command, Commanding
from govtui.ui.widgets.columns import Column, share
from govtui.ui.widgets.paging import ListSource, Pages, PageSource, Row
from govtui.ui.widgets.paint import LAMPS, Painted, Span, shown, shown_block

MOST_MARKED = 2000
_MOVES = (
    Command("list.up", "上一行", "光标上移一行。", ("up",), "move(-1)", "列表", palette=False),
    Command("list.down", "下一行", "光标下移一行。", ("down",), "move(1)", "列表", palette=False),
    Command("list.page_up", "上一页", "光标上移一页。", ("pageup",), "page(-1)", "列表", palette=False),
    Command("list.page_down", "下一页", "光标下移一页。", ("pagedown",), "page(1)", "列表", palette=False),
    Command("list.home", "第一行", "光标移到第一行。", ("home",), "jump(0)", "列表", palette=False),
    Command("list.end", "最后一行", "光标移到最后一行。", ("end",), "jump(-1)", "列表", palette=False),
    Command("list.mark_up", "向上连续标记", "标记本行并上移。", ("shift+up",), "mark_move(-1)", "列表", palette=False),
    Command(
        "list.mark_down", "向下连续标记", "标记本行并下移。", ("shift+down",), "mark_move(1)", "列表", palette=False
    ),
    Command("list.mark_all", "全部标记", "标记全部行；再按一次全部取消。", ("ctrl+a",), "mark_all", "列表"),
)


class LineList(Commanding, Painted, ScrollView, can_focus=True):
    """A list with a cursor row, marks and a header, over a `PageSource`.

    `show(source)` shows other rows; `reload()` reads the same source again and stays on the same row.
    `steered` says that another widget moves the cursor, so it is shown as if the list had the focus.
    `current` is the row under the cursor, `marked` the ids of marked rows in the order of marking, and
    `chosen()` the ids to act on: the marked ones, else the current one.
    """

    ACTIONS = (OPEN, MARK, *_MOVES)
    HELP = "上下键移动，回车打开，空格标记（可标记多行再一起办理），Home/End 到头尾。"

    cursor: reactive[int] = reactive(0, init=False)

    class Highlighted(Message):
        """The cursor stands on another row (None: the list is empty)."""

        def __init__(self, listing: "LineList", row: Row | None) -> None:
            super().__init__()
            self.listing, self.row = listing, row

        @property
        def control(self) -> "LineList":
            """The list."""
            return self.listing

    class Opened(Highlighted):
        """Enter, or a click on the row under the cursor."""

    class Marked(Message):
        """The marks changed."""

        def __init__(self, listing: "LineList") -> None:
            super().__init__()
            self.listing = listing

        @property
        def control(self) -> "LineList":
            """The list."""
            return self.listing

    def __init__(
        self,
        columns: Sequence[Column],
        source: PageSource | None = None,
        *,
        empty: str = "没有内容",
        markable: bool = True,
        header: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.empty, self.markable = empty, markable
        self.marked: dict[Any, None] = {}
        self.steered = False
        self._head = 1 if header else 0
        self._pages = Pages(source or ListSource())
        self._told: Any = object()

    # -- what is shown

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._pages.count

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self._pages.row(self.cursor) if self.count else None

    def chosen(self) -> list[Any]:
        """The ids to act on: the marked rows, else the row under the cursor."""
        if self.marked:
            return list(self.marked)
        row = self.current
        return [] if row is None else [row.id]

    def show(self, source: PageSource, cursor: int = 0) -> None:
        """Show the rows of another source, with no marks."""
        self._pages = Pages(source)
        self.marked.clear()
        self._settle(cursor)

    def reload(self) -> None:
        """Read the source again; the cursor stays on its row if that is still near, marks stay."""
        before = self.current if self._pages.count else None
        at = self.cursor
        self._pages.forget()
        if before is not None and self.count:
            found = self._pages.near(before.id, min(at, self.count - 1))
            at = at if found is None else found
        self._settle(at)

    def find_row(self, row_id: Any) -> bool:
        """Put the cursor on the row with `row_id` if it is near the cursor; say whether it was."""
        found = self._pages.near(row_id, self.cursor) if self.count else None
        if found is not None:
            self.cursor = found
        return found is not None

    def unmark(self, ids: Iterable[Any] | None = None) -> None:
        """Take marks away: of `ids`, or all."""
        for one in list(self.marked) if ids is None else ids:
            self.marked.pop(one, None)
        self.refresh()
        self.post_message(self.Marked(self))

    def _settle(self, cursor: int) -> None:
        self._resize()
        self.set_reactive(LineList.cursor, max(0, min(cursor, self.count - 1)))
        self._keep_visible()
        self.refresh()
        self._tell()

    def _resize(self) -> None:
        # Never lower than the list's place: another height lays out and repaints the whole screen.
        self.virtual_size = Size(max(1, self.size.width), max(self.count + self._head, self._room + self._head))

    def on_mount(self) -> None:
        """Count and tell what is under the cursor."""
        self._resize()
        self._tell()

    def on_resize(self, _event: events.Resize) -> None:
        """Share the width anew and keep the cursor row in sight."""
        self._resize()
        self._keep_visible()

    # -- the cursor

    def validate_cursor(self, cursor: int) -> int:
        """Never outside the rows."""
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Repaint two lines and tell."""
        if before != now:
            self._refresh_row(before)
            self._refresh_row(now)
            self._keep_visible()
            self._tell()

    def _refresh_row(self, index: int) -> None:
        y = index - self.scroll_offset.y + self._head
        self.refresh(Region(0, y, self.size.width, 1))

    def _keep_visible(self) -> None:
        room = self._room
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + room:
            self.scroll_to(y=self.cursor - room + 1, animate=False)

    @property
    def _room(self) -> int:
        return max(1, self.scrollable_content_region.height - self._head)

    def _tell(self) -> None:
        row = self.current
        self.post_message(self.Highlighted(self, row))

    @property
    def cursor_screen_offset(self) -> Offset:
        """The start of the cursor row on the screen, where screen readers and input methods look."""
        x, y, _, height = self.content_region
        line = self.cursor - self.scroll_offset.y + self._head
        return Offset(x, y + max(0, min(line, height - 1)))

    def action_move(self, by: int) -> None:
        """One row up or down."""
        self.cursor += by

    def action_page(self, by: int) -> None:
        """One page up or down."""
        self.cursor += by * max(1, self._room - 1)

    def action_jump(self, to: int) -> None:
        """To the first row (0) or the last (-1)."""
        self.cursor = to if to >= 0 else self.count - 1

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if (row := self.current) is not None:
            self.post_message(self.Opened(self, row))

    # -- marks

    def action_mark(self) -> None:
        """Mark or unmark the row under the cursor and go on to the next."""
        if self._toggle():
            self.cursor += 1

    def action_mark_move(self, by: int) -> None:
        """Mark the row under the cursor and move."""
        if self.markable and (row := self.current) is not None:
            self.marked[row.id] = None
            self._marks_changed()
            self.cursor += by

    def action_mark_all(self) -> None:
        """Mark all rows, or none when all are marked; at most MOST_MARKED."""
        if not self.markable:
            return
        if len(self.marked) >= min(self.count, MOST_MARKED):
            self.marked.clear()
        else:
            self.marked = {row.id: None for row in self._pages.source.rows(0, MOST_MARKED)}
        self.refresh()
        self.post_message(self.Marked(self))

    def _toggle(self) -> bool:
        row = self.current
        if row is None or not self.markable:
            return False
        if row.id in self.marked:
            del self.marked[row.id]
        else:
            self.marked[row.id] = None
        self._marks_changed()
        return True

    def _marks_changed(self) -> None:
        self._refresh_row(self.cursor)
        self.post_message(self.Marked(self))

    # -- the mouse

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; a second one on the same row opens it."""
        index = event.y - self._head + self.scroll_offset.y
        if event.y < self._head or not 0 <= index < self.count:
            return
        if index == self.cursor and event.chain > 1:
            self.action_open()
        self.cursor = index

    # -- painting

    def render_line(self, y: int) -> Strip:
        """One line of the screen: header, row, or the empty text."""
        width = self.size.width
        if y < self._head:
            return self._header(width)
        if not self.count:
            return self._nothing(y - self._head, width)
        row_index = y - self._head + self.scroll_offset.y
        row = self._pages.row(row_index) if row_index < self.count else None
        if row is None:
            return Strip.blank(width, self.rich_style)
        return self._row(row, row_index, width)

    def _nothing(self, y: int, width: int) -> Strip:
        lines = wrap(shown_block(self.empty), max(4, width - 4))
        text = lines[y - 1] if 0 < y <= len(lines) else ""
        return self.line([("  " + text, "muted")], width)

    def _header(self, width: int) -> Strip:
        spans: list[Span] = [(" " * self._gutter, "")]
        for place, (_, column, room) in enumerate(self._shares(width)):
            lead = "  " if column.lamp else ""
            spans += [(" ", "")] if place else []
            spans.append((self.fit(lead + shown(column.title), room, column.align == "right"), ""))
        return self.line(spans, width, self.rich_style + self.pen("header"))

    @property
    def _gutter(self) -> int:
        return 2 if self.markable else 1

    def _shares(self, width: int) -> list[tuple[int, Column, int]]:
        return share(self.columns, width - self._gutter - 1)

    def _row(self, row: Row, index: int, width: int) -> Strip:
        base = self._ground(index)
        marked = row.id in self.marked
        spans: list[Span] = [(("*" if self.plain_glyphs else "✓"), "accent") if marked else (" ", "")]
        spans += [(" ", "")] if self.markable else []
        for place, (at, column, room) in enumerate(self._shares(width)):
            spans += [(" ", "")] if place else []
            spans += self._cell(row.cells[at] if at < len(row.cells) else "", column, room)
        return self.line(spans, width, base)

    def _ground(self, index: int) -> Style:
        ground = self.rich_style
        if index == self.cursor and self.count:
            return ground + self.pen("cursor" if self.has_focus or self.steered else "chip")
        return ground + self.pen("zebra") if index % 2 else ground

    def _cell(self, cell: Any, column: Column, room: int) -> list[Span]:
        given = cell if isinstance(cell, tuple) else (cell, column.style)
        text, pen = shown(str(given[0])), str(given[1])
        if column.lamp:
            pen = pen if isinstance(cell, tuple) else LAMPS.get(text, pen)
            dot = ("*" if self.plain_glyphs else "●") if text else " "
            return [(dot + " ", pen), (self.fit(text, room - 2), pen)]
        return [(self.fit(text, room, column.align == "right"), pen)]
