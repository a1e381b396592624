"""Painting lines of plain text: cleaned, cut by cells, coloured by named pens. Nothing here ever reads markup."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.dom import DOMNode
from textual.strip import Strip
from textual.widget import Widget

from govtui.domain.text import cells, clean, cut, pad

Span = tuple[str, str]
"""A piece of text and the name of its pen ("" for the plain one)."""

PENS = (
    "good",
    "bad",
    "warn",
    "soon",
    "muted",
    "accent",
    "strong",
    "title",
    "key",
    "cursor",
    "zebra",
    "header",
    "chip",
    "full",
)

LAMPS = {
    "超期": "bad",
    "今日": "warn",
    "临期": "soon",
    "正常": "good",
    "暂定": "muted",
    "办结": "muted",
}
"""The lamp words and their pens; the word always stands beside the dot."""


def shown(text: str) -> str:
    """`text` as one line fit for the screen: no control bytes, no line breaks, no emoji variation marks."""
    return clean(text).replace("\ufe0f", "")


def shown_block(text: str) -> str:
    """The same, keeping line breaks."""
    return clean(text, multiline=True).replace("\ufe0f", "")


class Painted(Widget):
    """A widget that paints its own lines with the named pens of the style sheet."""

    def pen(self, name: str) -> Style:
        """The style of one pen, to be laid over a line's own; asked of the style sheet when it is first drawn with."""
        if name not in PENS:
            return Style.null()
        pens = self.__dict__.setdefault("_pens", {})
        if name not in pens:
            node = DOMNode(classes=f"pen--{name}")
            node._attach(self)
            self.app.stylesheet.apply(node)
            pens[name] = node.styles.partial_rich_style
        found: Style = pens[name]
        return found

    def notify_style_update(self) -> None:
        """Another theme or state: other pens."""
        super().notify_style_update()
        if self.__dict__.pop("_pens", None):
            self.refresh()

    @property
    def plain_glyphs(self) -> bool:
        """True on terminals that draw box glyphs two cells wide: use ASCII signs."""
        return bool(getattr(self.app, "ascii", False))

    def line(self, spans: Sequence[Span], width: int, base: Style | None = None) -> Strip:
        """A strip of exactly `width` cells; spans must already be cleaned."""
        ground = self.rich_style if base is None else base
        segments, used = [], 0
        for text, name in spans:
            text = cut(text, width - used, self.ellipsis) if used + cells(text) > width else text
            if text:
                segments.append(Segment(text, ground + self.pen(name) if name else ground))
                used += cells(text)
        segments.append(Segment(" " * max(0, width - used), ground))
        return Strip(segments).adjust_cell_length(width, ground)

    @property
    def ellipsis(self) -> str:
        """The sign where text was cut."""
        return ".." if self.plain_glyphs else "…"

    def fit(self, text: str, width: int, right: bool = False) -> str:
        """`text` cut or filled to `width` cells."""
        return pad(cut(text, width, self.ellipsis), width, right)
