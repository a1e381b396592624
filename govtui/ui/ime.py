"""The terminal's own cursor stands where the caret is, so that input-method windows open beside it."""

from typing import Any

from textual.geometry import Offset
from textual.widgets import Input


def caret_of(widget: object) -> Offset | None:
    """The screen cell of the caret of a focused widget; None for widgets without one."""
    offset = getattr(widget, "cursor_screen_offset", None)
    if not isinstance(offset, Offset):
        return None
    # Textual counts one cell more at the end of a field, for the block cursor that it draws behind the text.
    if isinstance(widget, Input) and widget.cursor_at_end:
        return offset - (1, 0)
    return offset


class CaretAnchor:
    """Mixin for the app, before Textual's: the cursor position is asked for at every paint, never remembered.

    A remembered position is wrong as soon as the layout shifts or a field scrolls.
    """

    _anchor = Offset(0, 0)

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal parks its cursor after each paint."""
        try:
            widget: Any = self.focused  # type: ignore[attr-defined]
        except Exception:  # no screen yet
            widget = None
        caret = caret_of(widget)
        return self._anchor if caret is None else caret

    @cursor_position.setter
    def cursor_position(self, value: Offset) -> None:
        self._anchor = value
