"""Text that is only text."""

from textual.geometry import Size
from textual.strip import Strip

from govtui.domain.text import cells, wrap
from govtui.ui.widgets.paint import Painted, shown_block


class Plain(Painted):
    """A block of plain text: cleaned, wrapped as Chinese print is, never read as markup."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.text = text

    def say(self, text: str) -> None:
        """Show another text."""
        self.text = text
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[str]:
        return wrap(shown_block(self.text), max(4, width))

    def get_content_width(self, container: Size, _viewport: Size) -> int:
        """As wide as its longest line, at most as the container."""
        return min(container.width, max(map(cells, self._lines(container.width)), default=0))

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """One line each."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """One line."""
        width = self.size.width
        lines = self._lines(width)
        return self.line([(lines[y], "")] if y < len(lines) else [], width)
