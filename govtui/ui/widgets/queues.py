"""The line of queues above the list: where work waits, and how much of it."""

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip

from govtui.domain.text import cells
from govtui.services.documents.rows import QueueCount
from govtui.ui.widgets.paint import Painted, Span

_ENDED = ("closed", "archived", "all")


class QueueBar(Painted):
    """One line of queues with their counts (below 0: none is shown); the chosen one stands out. A click chooses."""

    DEFAULT_CSS = "QueueBar { height: 1; }"

    class Chosen(Message):
        """A queue was clicked."""

        def __init__(self, queue: str) -> None:
            super().__init__()
            self.queue = queue

    def __init__(self) -> None:
        super().__init__()
        self.counts: Sequence[QueueCount] = ()
        self.chosen = ""

    def show(self, counts: Sequence[QueueCount], chosen: str) -> None:
        """Show these counts with `chosen` marked."""
        self.counts, self.chosen = counts, chosen
        self.refresh()

    def neighbour(self, by: int) -> str:
        """The queue `by` places from the chosen one, round and round."""
        ids = [queue.id for queue in self.counts]
        return ids[(ids.index(self.chosen) + by) % len(ids)] if self.chosen in ids else ids[0]

    def render_line(self, _y: int) -> Strip:
        """The line."""
        spans: list[Span] = [(" ", "")]
        for queue, text in self._labels():
            if queue.id == self.chosen:
                spans.append((text, "chip"))
            else:
                spans.append((text, "warn" if queue.id == "remind" and queue.count else "muted"))
        return self.line(spans, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Choose the queue under the pointer."""
        at = 1
        for queue, text in self._labels():
            if at <= event.x < at + cells(text):
                self.post_message(self.Chosen(queue.id))
            at += cells(text)

    def _labels(self) -> list[tuple[QueueCount, str]]:
        """Names with counts; where the line is too narrow only waiting work is counted, and no zero is shown.

        Where even that does not fit, the names stay and only the chosen queue is counted.
        """
        full = [
            (queue, f" {queue.name} {queue.count} " if queue.count >= 0 else f" {queue.name} ") for queue in self.counts
        ]
        if sum(cells(text) for _, text in full) + 1 <= self.size.width:
            return full
        waiting = [(queue, 0 if queue.id in _ENDED else max(queue.count, 0)) for queue in self.counts]
        short = [(queue, f" {queue.name}{count or ''}") for queue, count in waiting]
        if sum(cells(text) for _, text in short) + 1 <= self.size.width:
            return short
        return [(queue, text if queue.id == self.chosen else f" {queue.name}") for queue, text in short]
