"""Lists of normative documents: queues, filters, counts; pages by key."""

from collections.abc import Sequence

from govtui.domain.documents.normative.life import months_after, queues
from govtui.domain.documents.states import Queue
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.normative.rows import NormativeRow
from govtui.services.documents.normative.views import list_rows, terms_of
from govtui.services.documents.rows import QueueCount
from govtui.store.documents import normative as store
from govtui.store.listing import Pages


class NormativeList:
    """One queue as of today, narrowed by words; a page source for the list widget."""

    def __init__(self, desk: Desk, queue: str = "all", words: str = "") -> None:
        self.desk, self.queue, self.words = desk, queue_named(desk, queue), words
        self._pages = Pages(store.queue_query(queue, *_days(desk), words))

    def count(self) -> int:
        """How many documents the list holds."""
        with self.desk.reading() as reader:
            return self._pages.count(reader)

    def rows(self, start: int, limit: int) -> Sequence[NormativeRow]:
        """`limit` documents from place `start` on."""
        with self.desk.reading() as reader:
            found = self._pages.rows(reader, start, limit)
        return list_rows(self.desk, found)


def all_queues(desk: Desk) -> tuple[Queue, ...]:
    """The queues in the order of the screen; () where the rule pack says nothing of normative documents."""
    return queues(desk.book.normative) if desk.book.normative else ()


def queue_named(desk: Desk, queue_id: str) -> Queue:
    """The queue of this id. Raises Refusal for an unknown one."""
    for queue in queues(terms_of(desk.book)):
        if queue.id == queue_id:
            return queue
    raise Refusal(f"没有“{queue_id}”这个队列。")


def queue_counts(desk: Desk) -> tuple[QueueCount, ...]:
    """Every queue with how many documents stand in it, in the order of the screen."""
    if desk.book.normative is None:
        return ()
    with desk.reading() as reader:
        counts = store.counts(reader, *_days(desk))
    return tuple(QueueCount(queue.id, queue.name, counts.get(queue.id, 0)) for queue in all_queues(desk))


def _days(desk: Desk) -> tuple[str, str]:
    """Today, and the day until which a coming evaluation is shown."""
    today = desk.today()
    return today.isoformat(), months_after(today, terms_of(desk.book).review_months).isoformat()
