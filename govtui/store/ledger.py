"""Reading the number ledger: books, pages of one book, the paper book's last numbers, the papers behind numbers."""

import sqlite3

from govtui.store.listing import Query
from govtui.store.numbers import RESERVED, USED, VOID
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

_PAPERS = {"document": "incoming", "outgoing": "outgoing", "normative": "normative_document"}
"""The table of the papers that a noun of the ledger stands for."""

_TITLES = " ".join(
    f"WHEN '{noun}' THEN (SELECT p.title FROM {table} p WHERE p.id = number_ledger.row_id)"
    for noun, table in _PAPERS.items()
)
_COLUMNS = f"serial, state, reason, noun, row_id, origin, at, CASE noun {_TITLES} END AS title"


def books(reader: Reader) -> list[sqlite3.Row]:
    """Every series and year with numbers in it: rows by state, first and last serial, rows after the paper book's."""
    return reader.rows(
        "SELECT l.series, l.year, count(*) AS numbers, sum(l.state = :used) AS used, "
        "sum(l.state = :reserved) AS reserved, sum(l.state = :void) AS void, min(l.serial) AS first, "
        "max(l.serial) AS last, sum(l.serial > ifnull(s.last, 0)) AS after, ifnull(max(s.last), 0) AS started "
        "FROM number_ledger l "
        "LEFT JOIN number_start s ON s.series = l.series AND s.year = l.year GROUP BY l.series, l.year",
        used=USED,
        reserved=RESERVED,
        void=VOID,
    )


def starts(reader: Reader) -> dict[tuple[str, int], tuple[int, str]]:
    """The paper book's last number and the reason given, by series and year."""
    rows = reader.rows("SELECT series, year, last, reason FROM number_start")
    return {(row["series"], row["year"]): (int(row["last"]), row["reason"]) for row in rows}


def issuer_of(reader: Reader, code: str) -> str:
    """The unit that last registered normative documents under an issuer's code; nothing where none did."""
    sql = "SELECT issuer FROM normative_document WHERE issuer_code = :code ORDER BY id DESC LIMIT 1"
    return str(reader.value(sql, code=code) or "")


def page_query(series: str, year: int) -> Query:
    """The rows of one book, the last number first, each with the title of the paper it was given to."""
    params = {"series": series, "year": year}
    return Query(_COLUMNS, "number_ledger", "series = :series AND year = :year", ("serial",), True, params)


def all_rows(reader: Reader, series: str, year: int) -> list[sqlite3.Row]:
    """The rows of one book from the first number on."""
    sql = f"SELECT {_COLUMNS} FROM number_ledger WHERE series = :series AND year = :year ORDER BY serial"
    return reader.rows(sql, series=series, year=year)


def one_row(within: Reader | UnitOfWork, series: str, year: int, serial: int) -> sqlite3.Row | None:
    """One number as `all_rows` has it; None where the ledger has no such row."""
    sql = f"SELECT {_COLUMNS} FROM number_ledger WHERE series = :series AND year = :year AND serial = :serial"
    return within.row(sql, series=series, year=year, serial=serial)


def serials_with_rows(within: Reader | UnitOfWork, series: str, year: int, first: int, last: int) -> list[sqlite3.Row]:
    """Serial, state and origin of the numbers from `first` to `last` that have a row."""
    return within.rows(
        "SELECT serial, state, origin FROM number_ledger WHERE series = :series AND year = :year "
        "AND serial BETWEEN :first AND :last ORDER BY serial",
        series=series,
        year=year,
        first=first,
        last=last,
    )


def paper_of(within: Reader | UnitOfWork, noun: str, row_id: int | None) -> sqlite3.Row | None:
    """Title and state of the paper that a number was given to; None where there is none (any more)."""
    if noun not in _PAPERS or row_id is None:
        return None
    return within.row(f"SELECT title, state FROM {_PAPERS[noun]} WHERE id = :id", id=row_id)
