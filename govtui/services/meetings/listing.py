"""Lists of meetings by queue, and how many wait in every queue of the meeting page."""

from collections.abc import Sequence

from govtui.domain.documents.states import Queue
from govtui.domain.meetings.states import QUEUES
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.rows import QueueCount
from govtui.services.meetings.rows import MeetingRow
from govtui.services.meetings.views import rows_by_id
from govtui.store.listing import Pages
from govtui.store.meetings import meetings as store

ALL = Queue("meetings", "全部会议")
"""Every meeting, cancelled ones too; for choosing and searching."""


class MeetingList:
    """One queue of meetings, narrowed by words; a page source for the list widget."""

    def __init__(self, desk: Desk, queue: str = "coming", words: str = "") -> None:
        self.desk, self.queue, self.words = desk, queue_named(queue), words
        self._pages = Pages(store.queue_query(self.queue, words))

    def count(self) -> int:
        """How many meetings the list holds."""
        with self.desk.reading() as reader:
            return self._pages.count(reader)

    def rows(self, start: int, limit: int) -> Sequence[MeetingRow]:
        """`limit` meetings from place `start` on."""
        with self.desk.reading() as reader:
            found = self._pages.rows(reader, start, limit)
        return rows_by_id(self.desk, [row["id"] for row in found])


def queue_named(queue_id: str) -> Queue:
    """The queue of meetings of this id. Raises Refusal for one that holds no meetings."""
    for queue in (*store.MEETING_QUEUES, ALL):
        if queue.id == queue_id:
            return queue
    raise Refusal(f"没有“{queue_id}”这个会议队列。")


def queue_counts(desk: Desk) -> tuple[QueueCount, ...]:
    """Every queue of the meeting page with how many wait in it, in the order of the screen."""
    with desk.reading() as reader:
        counts = store.counts(reader)
    return tuple(QueueCount(queue.id, queue.name, counts.get(queue.id, 0)) for queue in QUEUES)
