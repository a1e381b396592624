"""The number ledger as the office looks at it: books by series and year, their rows, and the gaps in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from govtui.domain.clock import from_stamp
from govtui.services.desk import Desk
from govtui.store import ledger as store
from govtui.store import numbers
from govtui.store.listing import Pages


@dataclass(frozen=True, slots=True)
class LedgerBook:
    """One series in one year. `started` is the paper book's last number (0: none), `missing` counts unexplained ones.

    `gaps` are runs (first, last) of serials that no row explains.
    """

    series: str
    name: str
    year: int
    numbers: int
    void: int
    first: int
    last: int
    started: int
    gaps: tuple[tuple[int, int], ...]

    @property
    def missing(self) -> int:
        """How many numbers no row explains."""
        return sum(last - first + 1 for first, last in self.gaps)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One number as written, what became of it, and the paper it was given to (`row_id` None: none)."""

    serial: int
    number: str
    state: str
    reason: str
    title: str
    row_id: int | None
    origin: str
    at: datetime


def ledger_books(desk: Desk) -> tuple[LedgerBook, ...]:
    """Every series and year with numbers in it, the newest year first."""
    with desk.reading() as reader:
        rows, starts = store.books(reader), store.starts(reader)
        gaps = {(r["series"], r["year"]): numbers.gaps(reader, r["series"], r["year"]) for r in rows}
    return tuple(
        LedgerBook(
            series=row["series"],
            name=series_name(desk, row["series"]),
            year=row["year"],
            numbers=row["numbers"],
            void=int(row["void"] or 0),
            first=row["first"],
            last=row["last"],
            started=starts.get((row["series"], row["year"]), 0),
            gaps=tuple((gap.first, gap.last) for gap in gaps[row["series"], row["year"]]),
        )
        for row in rows
    )


class Ledger:
    """The rows of one book, the last number first; a page source for lists."""

    def __init__(self, desk: Desk, series: str, year: int) -> None:
        self.desk, self.series, self.year = desk, series, year
        self._pages = Pages(store.page_query(series, year))

    def count(self) -> int:
        """How many numbers."""
        with self.desk.reading() as reader:
            return self._pages.count(reader)

    def rows(self, start: int, limit: int) -> Sequence[LedgerRow]:
        """`limit` numbers from place `start` on."""
        with self.desk.reading() as reader:
            found = self._pages.rows(reader, start, limit)
        return [
            LedgerRow(
                serial=row["serial"],
                number=written(self.desk, self.series, row["serial"], self.year),
                state=row["state"],
                reason=row["reason"],
                title=row["title"] or "",
                row_id=row["row_id"],
                origin=row["origin"],
                at=from_stamp(row["at"]),
            )
            for row in found
        ]


def series_name(desk: Desk, series: str) -> str:
    """What the series is called; its id where the pack no longer knows it."""
    try:
        return desk.book.series(series).name
    except KeyError:
        return series


def written(desk: Desk, series: str, serial: int, year: int) -> str:
    """The number as it is written on the paper."""
    try:
        return desk.book.series(series).text(serial, year)
    except KeyError:
        return f"{year}-{serial}"
