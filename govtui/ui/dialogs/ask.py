"""A question with a few answers, and a question that wants a sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.dom import DOMNode
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from govtui.domain.text import cells
from govtui.ui.commands import Command, Commanding
from govtui.ui.screen import DeskModal
from govtui.ui.widgets.paint import Painted, Span, shown
from govtui.ui.widgets.plain import Plain


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: what is read and what the caller gets."""

    label: str
    value: str


YES, NO = "yes", "no"
YES_NO = (Answer("是", YES), Answer("否", NO))


class Answers(Commanding, Painted, can_focus=True):
    """A row of answers; left and right choose, Enter gives, a digit gives at once."""

    ACTIONS = (
        Command(
            "answers.left", "前一项", "选前一个回答。", ("left", "shift+tab", "up"), "turn(-1)", "询问", palette=False
        ),
        Command(
            "answers.right", "后一项", "选后一个回答。", ("right", "tab", "down"), "turn(1)", "询问", palette=False
        ),
        Command("answers.give", "确定", "给出所选的回答。", ("enter", "space"), "give", "询问", palette=False),
    )

    at: reactive[int] = reactive(0, init=False)

    class Given(Message):
        """An answer was given."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    def __init__(self, answers: Sequence[Answer], default: str) -> None:
        super().__init__()
        self.answers = tuple(answers)
        values = [answer.value for answer in self.answers]
        self.set_reactive(Answers.at, values.index(default) if default in values else 0)

    def action_turn(self, by: int) -> None:
        """Choose the next or previous answer."""
        self.at = (self.at + by) % len(self.answers)

    def action_give(self) -> None:
        """Give the chosen answer."""
        self.post_message(self.Given(self.answers[self.at].value))

    def on_key(self, event: events.Key) -> None:
        """Digits answer at once; so do y and n for yes and no."""
        wanted = event.character or ""
        values = [answer.value for answer in self.answers]
        if wanted.isdigit() and 0 < int(wanted) <= len(values):
            self.post_message(self.Given(values[int(wanted) - 1]))
            event.stop()
        elif wanted in ("y", "n") and {YES, NO} <= set(values):
            self.post_message(self.Given(YES if wanted == "y" else NO))
            event.stop()

    def on_click(self, event: events.Click) -> None:
        """A click gives the answer under it."""
        start = 0
        for answer, (text, _) in zip(self.answers, self._buttons(), strict=True):
            if start <= event.x < start + cells(text):
                self.post_message(self.Given(answer.value))
            start += cells(text) + 2

    def _buttons(self) -> list[Span]:
        labels = [f" {place} {shown(answer.label)} " for place, answer in enumerate(self.answers, 1)]
        return [(label, "cursor" if place == self.at else "chip") for place, label in enumerate(labels)]

    def render_line(self, y: int) -> Strip:
        """The row."""
        spans = [piece for button in self._buttons() for piece in (button, ("  ", ""))]
        return self.line(spans if y == 0 else [], self.size.width)


class Ask(DeskModal[str]):
    """Asks `sentence`; dismisses with the value of the answer, or None on Esc.

    Without `answers` it asks 是/否 and answers "yes" or "no".
    """

    def __init__(
        self, sentence: str, *, title: str = "请确认", answers: Sequence[Answer] = YES_NO, default: str | None = None
    ) -> None:
        super().__init__()
        self._sentence, self._title = sentence, title
        self._answers = Answers(answers, default if default is not None else answers[0].value)

    @property
    def title_text(self) -> str:
        """The title."""
        return self._title

    def inside(self) -> ComposeResult:
        """The sentence and the answers."""
        with VerticalScroll(classes="box-text", can_focus=False):
            yield Plain(self._sentence)
        yield self._answers

    def on_mount(self) -> None:
        """The answers take the keys."""
        self._answers.focus()

    def on_answers_given(self, event: Answers.Given) -> None:
        """Close with the answer."""
        self.dismiss(event.value)


def ask_yes(node: DOMNode, sentence: str, then: Callable[[], object], *, title: str = "请确认") -> None:
    """Ask `sentence` with 是/否 and call `then()` on yes."""

    def answered(answer: str | None) -> None:
        if answer == YES:
            then()

    node.app.push_screen(Ask(sentence, title=title), answered)
