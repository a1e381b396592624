"""A dialog to read: sections of plain text that scroll, Esc closes."""

from collections.abc import Sequence

from textual.app import ComposeResult

from govtui.ui.screen import DeskModal
from govtui.ui.widgets.detail import Detail, Part, Section
from govtui.ui.widgets.plain import Plain


class Reading(DeskModal[None]):
    """Shows a title and parts in a wide box."""

    SIZE = "wide tall"

    def __init__(self, title: str, parts: Sequence[Part | Section], *, hint: str = "上下键滚动，Esc 关闭") -> None:
        super().__init__()
        self._title, self._parts, self._hint = title, parts, hint
        self.detail = Detail()

    @property
    def title_text(self) -> str:
        """The title."""
        return self._title

    def inside(self) -> ComposeResult:
        """The text."""
        yield self.detail
        yield Plain(self._hint, classes="box-hint")

    def on_mount(self) -> None:
        """Show it."""
        self.detail.show("", self._parts)
        self.detail.focus()
