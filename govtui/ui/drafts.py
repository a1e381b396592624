"""Drafts: what is being typed is on disk within a second, and at once when the terminal goes away."""

import threading
import weakref
from collections.abc import Callable
from typing import Any

from textual.dom import DOMNode
from textual.timer import Timer

Draft = dict[str, Any]

_keepers: "weakref.WeakSet[DraftKeeper]" = weakref.WeakSet()


class DraftKeeper:
    """Calls `save(collect())` at most once a second while something changes.

    `touch()` says that something changed; `flush()` writes at once; `stop()` ends it without writing.
    Writing happens in a thread, so that a slow disk never holds up typing; an older draft never overwrites a newer.
    """

    def __init__(self, node: DOMNode, collect: Callable[[], Draft], save: Callable[[Draft], None]) -> None:
        self._node, self._collect, self._save = node, collect, save
        self._timer: Timer | None = None
        self._lock = threading.Lock()
        self._asked = self._written = 0
        self._dirty = False
        _keepers.add(self)

    def touch(self) -> None:
        """Something changed: it will be on disk within a second."""
        self._dirty = True
        if self._timer is None:
            self._timer = self._node.set_timer(1.0, self._due)

    def _due(self) -> None:
        self._timer = None
        if self._dirty:
            self._dirty = False
            self._asked += 1
            number, draft = self._asked, self._collect()
            self._node.app.run_worker(
                lambda: self._write(number, draft), thread=True, group="drafts", exit_on_error=False
            )

    def _write(self, number: int, draft: Draft) -> None:
        with self._lock:
            if number > self._written:
                self._save(draft)
                self._written = number

    def flush(self) -> None:
        """Write now, in this thread, if anything changed since the last write."""
        if self._dirty:
            self._dirty = False
            self._asked += 1
            self._write(self._asked, self._collect())

    def stop(self) -> None:
        """End: what was typed is saved for good or thrown away on purpose."""
        self._dirty = False
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        with self._lock:
            self._written = self._asked = self._asked + 1
        _keepers.discard(self)


def flush_all() -> None:
    """Write every draft of the program now; a keeper that fails does not stop the others."""
    for keeper in list(_keepers):
        try:
            keeper.flush()
        except Exception:  # noqa: S112 - the terminal is going away: save what can be saved
            continue
