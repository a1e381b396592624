"""Paper lists: queues, filters, counts; pages by key at any length."""

from collections.abc import Sequence
from datetime import datetime, time

from govtui.domain.clock import to_stamp
from govtui.domain.documents.states import QUEUES, Queue
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.rows import IncomingRow, QueueCount
from govtui.services.documents.views import list_rows
from govtui.services.workdays import current_calendar
from govtui.store.documents import incoming as store
from govtui.store.listing import Pages


class PaperList:
    """One queue, narrowed by words; a page source for the list widget."""

    def __init__(self, desk: Desk, queue: str = "all", words: str = "") -> None:
        self.desk, self.queue, self.words = desk, queue_named(queue), words
        self._pages = Pages(store.queue_query(self.queue, near_stamp(desk), words))

    def count(self) -> int:
        """How many papers the list holds."""
        with self.desk.reading() as reader:
            return self._pages.count(reader)

    def rows(self, start: int, limit: int) -> Sequence[IncomingRow]:
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


def queue_counts(desk: Desk) -> list[QueueCount]:
    """Every queue with how many papers wait in it, in the order of the screen."""
    with desk.reading() as reader:
        counts = store.counts(reader, near_stamp(desk))
    return [QueueCount(queue.id, queue.name, counts.get(queue.id, 0)) for queue in QUEUES]


def near_stamp(desk: Desk) -> str:
    """Until when a due paper counts as near: the end of the last of the rule pack's near working days."""
    near = current_calendar(desk).add_workdays(desk.today(), desk.book.circulation.near_days)
    return to_stamp(datetime.combine(near, time(23, 59, 59)))


def where_is(desk: Desk, words: str, limit: int = 20) -> list[IncomingRow]:
    """“文件现在在谁手里”: papers that hold every word, with who holds them since when."""
    return list(PaperList(desk, "all", words).rows(0, limit))
