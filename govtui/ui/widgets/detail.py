"""The detail of one thing: labelled facts and sections of plain text, wrapped as Chinese print is."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from govtui.domain.text import cells, wrap
from govtui.ui.commands import Command, Commanding
from govtui.ui.widgets.paint import LAMPS, Painted, Span, shown, shown_block


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; `style` is a pen for the value. A `lamp` shows a dot before the word."""

    label: str
    value: str
    style: str = ""
    lamp: bool = False


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of plain text with a pen; line breaks are kept."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Small rows in aligned columns (steps so far, visits, marks): the last column takes the rest and wraps."""

    rows: tuple[tuple[str, ...], ...]
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it."""

    title: str
    parts: tuple["Part", ...]


Part = Fact | Para | Grid
Painting = list[list[Span]]


class Detail(Commanding, Painted, ScrollView, can_focus=True):
    """Shows a title, facts and sections; scrolls by keys when it has the focus."""

    ACTIONS = (
        Command("detail.up", "上移", "详情上移一行。", ("up",), "shift(-1)", "详情", palette=False),
        Command("detail.down", "下移", "详情下移一行。", ("down",), "shift(1)", "详情", palette=False),
        Command("detail.page_up", "上翻", "详情上翻一页。", ("pageup",), "flip(-1)", "详情", palette=False),
        Command("detail.page_down", "下翻", "详情下翻一页。", ("pagedown", "space"), "flip(1)", "详情", palette=False),
        Command("detail.home", "开头", "回到详情开头。", ("home",), "edge(0)", "详情", palette=False),
        Command("detail.end", "末尾", "到详情末尾。", ("end",), "edge(-1)", "详情", palette=False),
    )
    HELP = "上下键和翻页键滚动，Esc 回到列表。"

    def __init__(self, *, empty: str = "", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._empty = empty
        self._title = ""
        self._parts: tuple[Part | Section, ...] = ()
        self._lines: Painting = []
        self._laid = (-1, -1)

    def show(self, title: str, parts: Sequence[Part | Section] = ()) -> None:
        """Show another thing, from its beginning."""
        self._title, self._parts = title, tuple(parts)
        self._laid = (-1, -1)
        self._layout()
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def clear(self) -> None:
        """Show nothing but the empty text."""
        self.show("", ())

    @property
    def text(self) -> str:
        """What is shown, as plain text (for copying and for tests)."""
        return "\n".join("".join(text for text, _ in line).rstrip() for line in self._lines)

    def on_mount(self) -> None:
        """Lay out what was given before."""
        self._layout()

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap anew for the new width."""
        self._layout()

    def watch_show_vertical_scrollbar(self) -> None:
        """The bar takes a column: wrap anew once it stands, or the last character of full lines lies under it."""
        self._layout()
        self.call_after_refresh(self._layout)

    def _layout(self) -> None:
        width, height = max(8, self.scrollable_content_region.width), self.scrollable_content_region.height
        if (width, height) == self._laid or not self.is_mounted:
            return
        self._laid = (width, height)
        self._lines = self._paint(width)
        # Never lower than the pane: another height would lay out and repaint the whole screen at every cursor key.
        self.virtual_size = Size(width, max(len(self._lines), height))
        self._refresh_scrollbars()  # what was shown before there was a height left a bar behind
        self.refresh()

    def _paint(self, width: int) -> Painting:
        if not self._title and not self._parts:
            return [[(line, "muted")] for line in wrap(shown_block(self._empty), width)]
        lines: Painting = [[(line, "title")] for line in wrap(shown_block(self._title), width)] if self._title else []
        lines += [[]] if self._title else []
        return lines + paint_parts(self._parts, width, "*" if self.plain_glyphs else "●")

    def render_line(self, y: int) -> Strip:
        """One line of the laid-out text."""
        at = y + self.scroll_offset.y
        spans = self._lines[at] if at < len(self._lines) else []
        return self.line(spans, self.size.width, Style.null() + self.rich_style)

    def action_shift(self, by: int) -> None:
        """Scroll by a line."""
        self.scroll_to(y=self.scroll_offset.y + by, animate=False)

    def action_flip(self, by: int) -> None:
        """Scroll by a page."""
        self.scroll_to(y=self.scroll_offset.y + by * max(1, self.size.height - 2), animate=False)

    def action_edge(self, to: int) -> None:
        """To the beginning (0) or the end (-1)."""
        self.scroll_to(y=0 if to == 0 else len(self._lines), animate=False)


def paint_parts(parts: Sequence[Part | Section], width: int, dot: str = "●") -> Painting:
    """Lines of spans for parts in `width` cells; labels of neighbouring facts are aligned."""
    label_width = min(max((cells(shown(part.label)) for part in _facts(parts)), default=0), max(4, width // 3))
    lines: Painting = []
    for part in parts:
        if isinstance(part, Section):
            lines += [[]] if lines and lines[-1] else []
            lines.append([(shown(part.title), "header")])
            lines += paint_parts(part.parts, width, dot)
        else:
            lines += _paint_part(part, width, label_width, dot)
    return lines


def _facts(parts: Sequence[Part | Section]) -> list[Fact]:
    return [part for part in parts if isinstance(part, Fact)]


def _paint_part(part: Part, width: int, label_width: int, dot: str) -> Painting:
    if isinstance(part, Fact):
        return _paint_fact(part, width, label_width, dot)
    if isinstance(part, Grid):
        return _paint_grid(part, width)
    return [[(line, part.style)] for line in wrap(shown_block(part.text), width)]


def _paint_fact(fact: Fact, width: int, label_width: int, dot: str) -> Painting:
    label, value = shown(fact.label), shown_block(fact.value)
    style = fact.style
    if fact.lamp:
        style = style or LAMPS.get(value, "")
        value = f"{dot} {value}" if value else ""
    first = label + " " * max(0, label_width - cells(label)) + "  "
    body = wrap(value, max(4, width - label_width - 2))
    lines: Painting = [[(first, "muted"), (body[0], style)]]
    return lines + [[(" " * (label_width + 2), ""), (line, style)] for line in body[1:]]


def _paint_grid(grid: Grid, width: int) -> Painting:
    rows = [
        tuple(shown_block(cell) if at == len(row) - 1 else shown(cell) for at, cell in enumerate(row))
        for row in grid.rows
    ]
    count = max((len(row) for row in rows), default=0)
    widths = [max((cells(row[at]) for row in rows if at < len(row)), default=0) for at in range(count - 1)]
    widths = [min(one, max(4, width // 2)) for one in widths]
    lines: Painting = []
    for row in rows:
        lines += _paint_grid_row(row, widths, width, grid.styles)
    return lines


def _paint_grid_row(row: tuple[str, ...], widths: list[int], width: int, styles: tuple[str, ...]) -> Painting:
    from govtui.domain.text import pad

    def style(at: int) -> str:
        return styles[at] if at < len(styles) else ""

    lead = [(pad(cell, room) + "  ", style(at)) for at, (cell, room) in enumerate(zip(row[:-1], widths, strict=False))]
    used = sum(cells(text) for text, _ in lead)
    body = wrap(row[-1], max(6, width - used)) if row else [""]
    last = style(len(row) - 1)
    lines: Painting = [[*lead, (body[0], last)]]
    return lines + [[(" " * used, ""), (line, last)] for line in body[1:]]
