"""Lists of engagements: queues, words, counts; pages by key at any length."""

from collections.abc import Sequence

from govtui.domain.documents.states import Queue
from govtui.domain.meetings.states import ENGAGEMENT_QUEUES
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.rows import QueueCount
from govtui.services.meetings.engagements.rows import EngagementRow
from govtui.services.meetings.engagements.views import list_rows
from govtui.store.listing import Pages
from govtui.store.meetings import engagements as store


class EngagementList:
    """One queue, narrowed by words; a page source for the list widget."""

    def __init__(self, desk: Desk, queue: str = "engagements", words: str = "") -> None:
        self.desk, self.queue, self.words = desk, queue_named(queue), words
        self._pages = Pages(store.queue_query(self.queue, desk.today().isoformat(), words))

    def count(self) -> int:
        """How many engagements the list holds."""
        with self.desk.reading() as reader:
            return self._pages.count(reader)

    def rows(self, start: int, limit: int) -> Sequence[EngagementRow]:
        """`limit` engagements from place `start` on."""
        with self.desk.reading() as reader:
            found = self._pages.rows(reader, start, limit)
        return list_rows(self.desk, found)


def queue_named(queue_id: str) -> Queue:
    """The queue of this id. Raises Refusal for an unknown one."""
    for queue in ENGAGEMENT_QUEUES:
        if queue.id == queue_id:
            return queue
    raise Refusal(f"没有“{queue_id}”这个队列。")


def queue_counts(desk: Desk) -> tuple[QueueCount, ...]:
    """Every queue with how many engagements stand in it, in the order of the screen."""
    with desk.reading() as reader:
        counts = store.counts(reader, desk.today().isoformat())
    return tuple(QueueCount(queue.id, queue.name, counts.get(queue.id, 0)) for queue in ENGAGEMENT_QUEUES)
