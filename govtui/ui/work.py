"""The one way from a screen to a service: a thread worker that posts what came back.

`run(screen, service, desk, …, on_done=…)`. The screen stays alive meanwhile; a Refusal becomes a sentence on the
screen, an unexpected error a numbered file and a sentence. Workers never touch widgets.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from textual.dom import DOMNode
from textual.message import Message
from textual.worker import Worker

from govtui.domain.refusal import Refusal

T = TypeVar("T")
Report = Callable[[int, int], bool]
"""`report(done, total)`: how far a long piece of work has come; answers False once the user cancelled it."""


class Loaded(Message):
    """A service answered. `value` is what it returned, `tag` the group it ran in."""

    def __init__(self, tag: str, value: Any, on_done: Callable[[Any], Any] | None) -> None:
        super().__init__()
        self.tag, self.value, self.on_done = tag, value, on_done


class Failed(Message):
    """A service refused, or broke. `sentence` is for the user; `refusal` carries findings when there was one."""

    def __init__(
        self, tag: str, sentence: str, refusal: Refusal | None, on_failed: Callable[[Any], Any] | None
    ) -> None:
        super().__init__()
        self.tag, self.sentence, self.refusal, self.on_failed = tag, sentence, refusal, on_failed


def run(
    node: DOMNode,
    func: Callable[..., T],
    *args: Any,
    group: str = "service",
    on_done: Callable[[T], Any] | None = None,
    on_failed: Callable[[Failed], Any] | None = None,
    **options: Any,
) -> Worker[None]:
    """Run `func(*args, **options)` in a thread on behalf of a mounted `node`.

    `on_done(value)` is called on the screen's own thread; or handle the `Loaded` message (`on_loaded`) that bubbles
    up from `node`. Without `on_failed` the refusal's sentence is shown. A newer run in the same `group` of the same
    node makes the answer of an older one be thrown away: use it for searches; give writes a group of their own.
    """
    job = partial(_job, node, partial(func, *args, **options), group, on_done, on_failed)
    return node.run_worker(job, thread=True, exclusive=True, exit_on_error=False, group=group)


def _job(
    node: DOMNode,
    call: Callable[[], Any],
    tag: str,
    on_done: Callable[[Any], Any] | None,
    on_failed: Callable[[Failed], Any] | None,
) -> None:
    from textual.worker import get_current_worker

    worker = get_current_worker()
    message: Message
    try:
        message = Loaded(tag, call(), on_done)
    except Exception as error:
        message = failure(node, tag, error, on_failed)
    if not worker.is_cancelled and not node.post_message(message):
        node.app.post_message(message)


def failure(node: DOMNode, tag: str, error: Exception, on_failed: Callable[[Failed], Any] | None = None) -> Failed:
    """The message for an error: a refusal's own sentence, or an incident number."""
    if isinstance(error, Refusal):
        return Failed(tag, error.sentence, error, on_failed)
    incident: Callable[[BaseException], str] = getattr(node.app, "incident", lambda _error: "程序遇到意外。")
    return Failed(tag, incident(error), None, on_failed)


def run_long(
    node: DOMNode,
    title: str,
    func: Callable[..., T],
    *args: Any,
    on_done: Callable[[T], Any] | None = None,
    on_failed: Callable[[Failed], Any] | None = None,
    **options: Any,
) -> None:
    """Run `func(report, *args, **options)` behind a progress dialog that Esc cancels.

    `func` calls `report(done, total)` now and then and stops in good order when it answers False.
    """
    from govtui.ui.dialogs.progress import Progress

    def finished(message: Message | None) -> None:
        if message is not None:
            node.post_message(message)

    node.app.push_screen(Progress(title, partial(func, **options), args, on_done, on_failed), finished)
