"""Text fields for people who type Chinese: undo, whole pastes, deleting by script, nothing changed while composing."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Input, TextArea
from textual.widgets.input import Selection

from govtui.domain.text import REPLACEMENT, clean, clean_table

_DEPTH = 200


def script(char: str) -> str:
    """The kind of a character for deleting word by word: han, latin, digit, space or sign."""
    if char.isspace():
        return "space"
    kind = unicodedata.category(char)[0]
    if kind == "N":
        return "digit"
    if kind in "LM":
        return "han" if ord(char) > 0x2E7F else "latin"
    return "sign"


def word_start(text: str, at: int) -> int:
    """Where the run of one script that ends before `at` begins; blanks before `at` go with it."""
    while at and text[at - 1].isspace():
        at -= 1
    if not at:
        return 0
    kind = script(text[at - 1])
    while at and script(text[at - 1]) == kind:
        at -= 1
    return at


def pasted(text: str, multiline: bool = False, tabs: bool = False) -> tuple[str, int]:
    """The pasted text as the field takes it, and how many control characters were replaced."""
    cleaned = clean_table(text) if tabs else clean(text, multiline)
    return cleaned, max(0, cleaned.count(REPLACEMENT) - text.count(REPLACEMENT))


class Edited(Message):
    """The user changed the text or choice of a field."""

    def __init__(self, field: "object") -> None:
        super().__init__()
        self.field = field


@dataclass(frozen=True, slots=True)
class _Step:
    value: str
    caret: int


class CnInput(Input):
    """A one-line field. `undo` with ctrl+z; a paste of several lines is joined with blanks; ctrl+w deletes by script.

    Enter is left to the form or dialog around it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo_text", "撤销输入", show=False, id="input.undo"),
    ]

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        normalise: Callable[[str], str] | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(None, placeholder, id=id, classes=classes, compact=True, select_on_focus=False)
        self._begin_with(clean(value))
        self.cursor_blink = False
        self.normalise = normalise
        self._steps: list[_Step] = []
        self._typing = ""

    def _begin_with(self, text: str) -> None:
        """The text before there is a screen: Textual's own setter asks for one."""
        self._initial_value = False
        self.set_reactive(Input.value, text)
        self.set_reactive(Input.selection, Selection.cursor(len(text)))

    def on_mount(self) -> None:
        """Now the text has a width."""
        self.virtual_size = Size(self.content_width, 1)

    # -- changes

    def replace(self, text: str, start: int, end: int) -> None:
        """The one way in which typing, pasting and deleting change the text: remembered for undo."""
        before = _Step(self.value, self.cursor_position)
        super().replace(text, start, end)
        if self.value != before.value:
            self._remember(before, text, start == end)

    def _remember(self, before: _Step, text: str, inserted: bool) -> None:
        kind = script(text) if inserted and len(text) == 1 else ""
        if not kind or kind != self._typing or kind in ("space", "sign"):
            self._steps = [*self._steps[-_DEPTH:], before]
        self._typing = kind

    def action_undo_text(self) -> None:
        """Take back the last change; a run of letters of one script goes at once."""
        self._typing = ""
        if self._steps:
            step = self._steps.pop()
            self.value = step.value
            self.cursor_position = step.caret

    def action_delete_left_word(self) -> None:
        """Delete back to where the script changes, not the whole Chinese sentence and its brackets."""
        if self.selection.is_empty:
            self.delete(word_start(self.value, self.cursor_position), self.cursor_position)
        else:
            self.delete_selection()

    def set_text(self, text: str) -> None:
        """Put a text in, as the program does; the caret goes to its end and undo forgets."""
        if self.is_mounted:
            with self.prevent(Edited):
                self.value = clean(text)
                self.cursor_position = len(self.value)
        else:
            self._begin_with(clean(text))
        self._steps.clear()
        self._typing = ""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text, dropped = pasted(event.text)
        if text:
            self._typing = ""
            self.replace(text, *self.selection)
        _tell_dropped(self, dropped)

    def action_paste(self) -> None:
        """Paste what was cut or copied here, cleaned."""
        self.replace(pasted(self.app.clipboard)[0], *self.selection)

    def watch_value(self, _value: str) -> None:
        """Tell the form."""
        if self.is_mounted:
            self.post_message(Edited(self))

    def watch_has_focus(self, value: bool) -> None:
        """Leaving the field: tidy its text, never while it is being composed."""
        super().watch_has_focus(value)
        if not value:
            self.settle()

    def settle(self) -> None:
        """Normalise the text if that can be done; a text that cannot be read stays as typed."""
        text = clean(self.value)
        if self.normalise is not None and text:
            try:
                text = self.normalise(text)
            except Exception:
                return
        if text != self.value:
            with self.prevent(Edited):
                self.value = text
            self.cursor_position = len(text)

    # -- keys that belong to the form

    async def action_submit(self) -> None:
        """Enter is not for the field."""
        raise SkipAction


class CnArea(TextArea):
    """A field of several lines; Enter breaks the line, up on the first and down on the last line leave it.

    `tabs` keeps the tabs of a pasted table, which part its cells.
    """

    def __init__(
        self, text: str = "", *, tabs: bool = False, id: str | None = None, classes: str | None = None
    ) -> None:
        self.tabs = tabs
        super().__init__(
            self._cleaned(text), id=id, classes=classes, compact=True, tab_behavior="focus", soft_wrap=True
        )
        self.cursor_blink = False
        self.highlight_cursor_line = False

    @property
    def value(self) -> str:
        """What stands in it, cleaned."""
        return self._cleaned(self.text)

    def _cleaned(self, text: str) -> str:
        return clean_table(text) if self.tabs else clean(text, multiline=True)

    def action_cursor_up(self, select: bool = False) -> None:
        """Up; on the first line to the field above."""
        if not select and self.cursor_at_first_line:
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Down; on the last line to the field below."""
        if not select and self.cursor_at_last_line:
            raise SkipAction
        super().action_cursor_down(select)

    def set_text(self, text: str) -> None:
        """Put a text in, as the program does."""
        with self.prevent(TextArea.Changed):
            self.load_text(self._cleaned(text))

    def settle(self) -> None:
        """Nothing to tidy: line breaks are the writer's own."""

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text, dropped = pasted(event.text, multiline=True, tabs=self.tabs)
        if text:
            self.replace(text, *self.selection)
        _tell_dropped(self, dropped)

    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        """Tell the form."""
        self.post_message(Edited(self))


def _tell_dropped(field: Input | TextArea, dropped: int) -> None:
    say: Callable[[str, str], None] | None = getattr(field.app, "say", None)
    if dropped and say is not None:
        say(f"粘贴的内容里有 {dropped} 个控制字符，已替换为 {REPLACEMENT}", "warn")
