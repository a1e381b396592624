"""A sentence that waits until it was read."""

from textual.app import ComposeResult

from govtui.ui.dialogs.ask import Answer, Ask


class Notice(Ask):
    """Shows a sentence until Enter or Esc."""

    def __init__(self, sentence: str, *, title: str = "说明") -> None:
        super().__init__(sentence, title=title, answers=(Answer("知道了", "read"),))

    def inside(self) -> ComposeResult:
        """As a question with one answer."""
        yield from super().inside()
