"""Lists of outgoing papers: queues, filters, counts; pages by key at any length."""

from collections.abc import Sequence

from govtui.domain.documents.outgoing.states import QUEUES
from govtui.domain.documents.states import Queue
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.outgoing.rows import OutgoingRow
from govtui.services.documents.outgoing.views import list_rows
from govtui.services.documents.rows import QueueCount
from govtui.store.documents.outgoing import lists as store
from govtui.store.listing import Pages


class OutgoingList:
    """One queue, narrowed by words; a page source for the list widget."""

    def __init__(self, desk: Desk, queue: str = "all", words: str = "") -> None:
        self.desk, self.queue, self.words = desk, queue_named(queue), words
        self._pages = Pages(store.queue_query(self.queue, words))

    def count(self) -> int:
        """How many papers the list holds."""
        with self.desk.reading() as reader:
            return self._pages.count(reader)

    def rows(self, start: int, limit: int) -> Sequence[OutgoingRow]:
        """`limit` papers from place `start` on."""
        with self.desk.reading() as reader:
            found = self._pages.rows(reader, start, limit)
        return list_rows(self.desk, found)


def queue_named(queue_id: str) -> Queue:
    """The queue of this id. Raises Refusal for an unknown one."""
    for queue in QUEUES:
        if queue.id == queue_id:
            return queue
    raise Refusal(f"没有“{queue_id}”这个队列。")


def queue_counts(desk: Desk) -> tuple[QueueCount, ...]:
    """Every queue with how many papers wait in it, in the order of the screen."""
    with desk.reading() as reader:
        counts = store.counts(reader)
    return tuple(QueueCount(queue.id, queue.name, counts.get(queue.id, 0)) for queue in QUEUES)
