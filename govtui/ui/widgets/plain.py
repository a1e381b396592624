"""Text that is only text."""

from textual.content import Content
from textual.widgets import Static

from govtui.ui.widgets.paint import shown_block


class Plain(Static):
    """A block of plain text: cleaned, never read as markup."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(Content(shown_block(text)), id=id, classes=classes, markup=False)
        self.text = text

    def say(self, text: str) -> None:
        """Show another text."""
        self.text = text
        self.update(Content(shown_block(text)))
