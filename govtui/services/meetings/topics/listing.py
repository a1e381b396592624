"""Lists of topics: queues and words; pages by key at any length."""

from collections.abc import Sequence

from govtui.domain.documents.states import Queue
from govtui.domain.meetings.states import QUEUES
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.meetings.topics.rows import TopicRow
from govtui.services.meetings.topics.views import list_rows
from govtui.store.listing import Pages
from govtui.store.meetings import topics as store

TOPIC_QUEUES = ("reported", "stamping", "ready", "topics")
"""The queues of the meeting page that hold topics."""


class TopicList:
    """One queue of topics, narrowed by words; a page source for the list widget."""

    def __init__(self, desk: Desk, queue: str = "topics", words: str = "") -> None:
        self.desk, self.queue, self.words = desk, queue_named(queue), words
        self._pages = Pages(store.queue_query(self.queue, words))

    def count(self) -> int:
        """How many topics the list holds."""
        with self.desk.reading() as reader:
            return self._pages.count(reader)

    def rows(self, start: int, limit: int) -> Sequence[TopicRow]:
        """`limit` topics from place `start` on."""
        with self.desk.reading() as reader:
            return list_rows(self.desk, self._pages.rows(reader, start, limit), reader)


def queue_named(queue_id: str) -> Queue:
    """The queue of topics of this id. Raises Refusal for an unknown one."""
    for queue in QUEUES:
        if queue.id == queue_id and queue_id in TOPIC_QUEUES:
            return queue
    raise Refusal(f"没有“{queue_id}”这个议题队列。")
