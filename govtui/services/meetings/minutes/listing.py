"""Lists of minutes: all of them, narrowed by words, and those whose publication is overdue."""

from collections.abc import Sequence

from govtui.domain.clock import to_stamp
from govtui.services.desk import Desk
from govtui.services.meetings.minutes.views import list_rows
from govtui.services.meetings.rows import MinutesRow
from govtui.store.listing import Pages
from govtui.store.meetings import minutes as store


class MinutesList:
    """All minutes, newest first, narrowed by words; a page source for the list widget."""

    def __init__(self, desk: Desk, words: str = "") -> None:
        self.desk, self.words = desk, words
        self._pages = Pages(store.list_query(words))

    def count(self) -> int:
        """How many minutes the list holds."""
        with self.desk.reading() as reader:
            return self._pages.count(reader)

    def rows(self, start: int, limit: int) -> Sequence[MinutesRow]:
        """`limit` minutes from place `start` on."""
        with self.desk.reading() as reader:
            found = self._pages.rows(reader, start, limit)
        return list_rows(self.desk, found)


def overdue(desk: Desk) -> list[MinutesRow]:
    """Signed minutes that should be public by now and are not entered so, the longest overdue first (R28)."""
    with desk.reading() as reader:
        rows = store.overdue(reader, to_stamp(desk.now()))
    return list_rows(desk, rows)
