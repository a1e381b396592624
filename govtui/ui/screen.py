"""The two kinds of screen: a page of the desk, and a dialog over it."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen

from govtui.ui.commands import BACK, Command, Commanding, Offer, offers
from govtui.ui.widgets.bars import FootLine, StatusLine, TooSmall, TopBar
from govtui.ui.widgets.paint import Span

R = TypeVar("R")


class Offering(Screen[R]):
    """What every screen knows: the commands that can be used now, and a footer that shows them."""

    more_commands: tuple[Command, ...] = ()

    def offers(self) -> list[Offer]:
        """The commands from the focused widget up to the app."""
        focused = self.focused
        chain: Iterable[Any] = focused.ancestors_with_self if focused is not None else (self, self.app)
        return offers(chain)

    def renew_footer(self) -> None:
        """Offer what can be done now; called after focus moves and after every key."""
        for foot in self.query(FootLine):
            foot.offer(self.offers())

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Another widget: other keys."""
        self.call_after_refresh(self.renew_footer)

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """Seen again: the keys of the place; close now if that was owed."""
        if self._owed is not None:
            owed, self._owed = self._owed, None
            self.call_after_refresh(self.close_with, owed[0])
        self.call_after_refresh(self.renew_footer)

    def close_with(self, result: R | None) -> None:
        """Close with a result, or wait until this screen is the one that is seen: `dismiss` would close another."""
        if self.is_active:
            self.dismiss(result)
        else:
            self._owed = (result,)

    _owed: tuple[R | None] | None = None

    @property
    def is_base(self) -> bool:
        """True for the page itself, on which other screens are laid; it cannot be closed."""
        return any(stack[0] is self for stack in self.app._screen_stacks.values() if stack)


class DeskScreen(Commanding, Offering[R]):
    """A page of the desk, or a full-screen form over one.

    Write `body()`; use `status()` for chips and counts, `say()` for a sentence. `refresh_data()` is called when the
    page is shown again after another one: read anew there.
    """

    dirty = False
    """True while something typed here is not saved; leaving the program then asks."""

    def compose(self) -> ComposeResult:
        """The bars around the body."""
        yield TopBar()
        with Vertical(id="body"):
            yield from self.body()
        yield StatusLine(id="status")
        yield FootLine()
        yield TooSmall()

    def body(self) -> ComposeResult:
        """The widgets between the bars: write this."""
        yield from ()

    def status(self, *chips: str | Span) -> None:
        """Show the chips of the filter and the counts in the line above the keys."""
        self.query_one("#status", StatusLine).chips(chips)

    def say(self, sentence: str, tone: str = "") -> None:
        """Say something in the status line, until a key is pressed a moment later; tone: good, warn, bad or nothing."""
        self.query_one("#status", StatusLine).say(sentence, tone)

    def hush(self) -> None:
        """The user goes on: a sentence that stood for a moment may go."""
        for line in self.query("#status").results(StatusLine):
            line.hush()

    def refresh_data(self) -> None:
        """The page is shown again: read anew. Does nothing unless written."""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Read anew when the page comes back."""
        super().on_screen_resume(event)
        if self._was_shown:
            self.refresh_data()
        self._was_shown = True

    _was_shown = False


class DeskModal(Commanding, Offering[R], ModalScreen[R]):
    """A dialog in the middle of the screen; Esc closes it with None unless `action_back` says otherwise.

    Write `inside()`; the frame is a `Vertical` with id `box` and the given title.
    """

    ACTIONS: ClassVar[tuple[Command, ...]] = (BACK,)
    TITLE_TEXT = ""
    SIZE = ""
    """A class for the box: "", "wide" or "tall"."""

    def compose(self) -> ComposeResult:
        """The frame around the inside."""
        from govtui.ui.widgets.plain import Plain

        with Vertical(id="box", classes=self.SIZE):
            if self.title_text:
                yield Plain(self.title_text, classes="box-title")
            yield from self.inside()
        yield TooSmall()

    @property
    def title_text(self) -> str:
        """The title above the inside."""
        return self.TITLE_TEXT

    def inside(self) -> ComposeResult:
        """The widgets of the dialog: write this."""
        yield from ()

    def action_back(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


def chips_of(counts: Sequence[tuple[str, int, str]]) -> list[Span]:
    """Chips such as `超期 2` from (word, number, pen); numbers that are zero are muted."""
    return [(f"{word} {number:,}", pen if number else "muted") for word, number, pen in counts]
