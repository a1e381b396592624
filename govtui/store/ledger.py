"""Reading the number ledger: books, pages of one book, the paper book's last numbers."""

import sqlite3

from govtui.store.listing import Query
from govtui.store.numbers import VOID
from govtui.store.reading import Reader


def books(reader: Reader) -> list[sqlite3.Row]:
    """Every series and year with numbers in it: how many rows, how many void, first and last serial; newest first."""
    return reader.rows(
        "SELECT series, year, count(*) AS numbers, sum(state = :void) AS void, min(serial) AS first, "
        "max(serial) AS last FROM number_ledger GROUP BY series, year ORDER BY year DESC, series",
        void=VOID,
    )


def starts(reader: Reader) -> dict[tuple[str, int], int]:
    """The last number that the paper book had given, by series and year."""
    rows = reader.rows("SELECT series, year, max(last) AS last FROM number_start GROUP BY series, year")
    return {(row["series"], row["year"]): int(row["last"]) for row in rows}


def page_query(series: str, year: int) -> Query:
    """The rows of one book, the last number first, each with the title of the paper it was given to."""
    return Query(
        "serial, state, reason, noun, row_id, origin, at, "
        "(SELECT i.title FROM incoming i WHERE number_ledger.noun = 'document' "
        "AND i.id = number_ledger.row_id) AS title",
        "number_ledger",
        "series = :series AND year = :year",
        ("serial",),
        True,
        {"series": series, "year": year},
    )
