"""A question that wants a sentence, such as a reason."""

from collections.abc import Sequence

from textual.app import ComposeResult

from govtui.ui.commands import BACK, SAVE, Command
from govtui.ui.screen import DeskModal
from govtui.ui.widgets.choice import PickInput
from govtui.ui.widgets.choices import Choice, among
from govtui.ui.widgets.inputs import CnInput
from govtui.ui.widgets.plain import Plain


class AskText(DeskModal[str]):
    """Asks for one line of text; dismisses with it, or with None on Esc.

    `required` refuses an empty answer. `usual` are answers that can be picked by their first letters.
    """

    ACTIONS = (BACK, SAVE, Command("ask.accept", "确定", "交出所填的内容。", ("enter",), "save", "询问", palette=False))

    def __init__(
        self, question: str, *, title: str = "请填写", text: str = "", required: bool = True, usual: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._question, self._title, self._required = question, title, required
        source = among([Choice(one, one) for one in usual])
        self.box: CnInput = PickInput(source, text, free=True, id="ask-text") if usual else CnInput(text, id="ask-text")
        self.note = Plain("", classes="box-note")

    @property
    def title_text(self) -> str:
        """The title."""
        return self._title

    def inside(self) -> ComposeResult:
        """The question, the line, the reserved line for an error."""
        yield Plain(self._question)
        yield self.box
        yield self.note
        yield Plain("回车确定，Esc 取消", classes="box-hint")

    def on_mount(self) -> None:
        """Type at once."""
        self.box.focus()

    def action_save(self) -> None:
        """Hand the text over."""
        self.box.settle()
        text = self.box.value.strip()
        if self._required and not text:
            self.note.say("请填写内容")
            return
        self.dismiss(text)
