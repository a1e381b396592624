"""The filter above a list: narrows while typing, keeps its words until Esc."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from govtui.ui.commands import Command, Commanding
from govtui.ui.widgets.inputs import CnInput, Edited
from govtui.ui.widgets.plain import Plain


class FilterLine(Commanding, Horizontal):
    """One line that appears when it is needed."""

    DEFAULT_CSS = """
    FilterLine { height: 1; display: none; }
    FilterLine.-open { display: block; }
    FilterLine Plain { width: 8; }
    FilterLine CnInput { width: 1fr; height: 1; border: none; padding: 0 1; }
    """
    ACTIONS = (
        Command("filter.keep", "确定", "回到列表，保留筛选。", ("enter", "down"), "keep", "筛选", palette=False),
        Command(
            "filter.drop", "取消筛选", "回到列表，看全部。", ("escape",), "drop", "筛选", footer=True, palette=False
        ),
    )

    class Typed(Message):
        """The words changed."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Done(Message):
        """Back to the list; `keep`: with the words."""

        def __init__(self, keep: bool) -> None:
            super().__init__()
            self.keep = keep

    def __init__(self) -> None:
        super().__init__()
        self.box = CnInput("", id="filter-words")

    def compose(self) -> ComposeResult:
        """Label and field."""
        yield Plain(" 筛选")
        yield self.box

    @property
    def busy(self) -> bool:
        """True while somebody types in it."""
        return self.box.has_focus

    def open(self) -> None:
        """Show it and take the keys."""
        self.add_class("-open")
        self.box.focus()

    def put(self, words: str) -> None:
        """Set the words without telling; empty closes the line."""
        with self.box.prevent(Edited, CnInput.Changed):
            self.box.value = words
        self.set_class(bool(words), "-open")

    def on_edited(self, event: Edited) -> None:
        """Tell the page."""
        event.stop()
        self.post_message(self.Typed(self.box.value))

    def action_keep(self) -> None:
        """Back to the list."""
        self.set_class(bool(self.box.value.strip()), "-open")
        self.post_message(self.Done(keep=bool(self.box.value.strip())))

    def action_drop(self) -> None:
        """Back to the whole list."""
        self.put("")
        self.post_message(self.Done(keep=False))
