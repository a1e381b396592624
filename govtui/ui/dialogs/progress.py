"""Long work: a bar, a count, and Esc to stop in good order."""

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from textual.app import ComposeResult
from textual.message import Message
from textual.strip import Strip

from govtui.domain.text import cells
from govtui.ui import work
from govtui.ui.commands import Command
from govtui.ui.screen import DeskModal
from govtui.ui.widgets.paint import Painted
from govtui.ui.widgets.plain import Plain

EVERY = 0.1
"""Seconds between two paints of the bar."""


class Bar(Painted):
    """How far it has come: a filled part and the count."""

    def __init__(self) -> None:
        super().__init__()
        self.done = self.total = 0

    def show(self, done: int, total: int) -> None:
        """Another state."""
        self.done, self.total = done, total
        self.refresh()

    @property
    def text(self) -> str:
        """The count."""
        return f"{self.done:,} / {self.total:,}" if self.total else f"{self.done:,}"

    def render_line(self, _y: int) -> Strip:
        """The bar with the count behind it."""
        count = f"  {self.text}"
        room = max(4, self.size.width - max(24, cells(count)))
        filled = room * min(self.done, self.total) // self.total if self.total else 0
        full, rest = ("#", "-") if self.plain_glyphs or self.app.native_ansi_color else (" ", " ")
        return self.line([(full * filled, "full"), (rest * (room - filled), "chip"), (count, "")], self.size.width)


class Progress(DeskModal[Message]):
    """Runs `func(report, *args)` in a thread. Dismisses with the `Loaded` or `Failed` message of its end."""

    ACTIONS = (Command("progress.stop", "停止", "在合适的地方停下。", ("escape",), "back", "进度", palette=False),)

    def __init__(
        self,
        title: str,
        func: Callable[..., Any],
        args: tuple[Any, ...] = (),
        on_done: Callable[[Any], Any] | None = None,
        on_failed: Callable[[Any], Any] | None = None,
    ) -> None:
        super().__init__()
        self._title, self._func, self._args = title, func, args
        self._on_done, self._on_failed = on_done, on_failed
        self._stop = threading.Event()
        self._painted = 0.0
        self.bar = Bar()
        self.hint = Plain("Esc 停止", classes="box-hint")

    @property
    def title_text(self) -> str:
        """The title."""
        return self._title

    def inside(self) -> ComposeResult:
        """The bar and how to stop."""
        yield self.bar
        yield self.hint

    def on_mount(self) -> None:
        """Begin."""
        self.run_worker(self._work, thread=True, exit_on_error=False, group="progress")

    def _work(self) -> None:
        message: Message
        try:
            message = work.Loaded("progress", self._func(self.report, *self._args), self._on_done)
        except Exception as error:
            message = work.failure(self, "progress", error, self._on_failed)
        self.app.call_later(partial(self._end, message))

    def _end(self, message: Message) -> None:
        if self.is_attached:
            self.close_with(message)

    def report(self, done: int, total: int) -> bool:
        """Called by the work, in its thread: paint now and then; False once the user wants to stop."""
        now = time.monotonic()
        if now - self._painted >= EVERY or done >= total:
            self._painted = now
            self.app.call_later(partial(self.bar.show, done, total))
        return not self._stop.is_set()

    def action_back(self) -> None:
        """Ask the work to stop; it ends by itself in good order."""
        self._stop.set()
        self.hint.say("正在停止……")
