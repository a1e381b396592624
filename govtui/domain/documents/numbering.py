"""Books of the number ledger: to which year or term a number belongs, what the book is called, how a number is written.

A book is one series in one period. The period stands in the ledger's year column: a year, a term's ordinal, or EVER.
Unified registration numbers (article 21) are series of their own, one for every issuer.
"""

import re
from datetime import date
from typing import Literal

from govtui.rulebook import Rulebook
from govtui.rulebook.papers import Series

INCOMING = "incoming"
"""The series of the incoming register, which every rule pack has."""

EVER = 0
"""The period of a series that never starts again."""

HIGHEST = 999_999
"""A serial above this is a slip of the hand."""

_FIRST_YEAR = 1000
_UNIFIED = re.compile(r"unified-([0-9]{2})")


def period(series: Series, signed_on: date, term: int) -> int:
    """The period in which a paper signed off on `signed_on` is numbered; `term` is the ordinal of the running term.

    The day of the sign-off decides, not the day of numbering: a paper signed on 31 December and numbered in January
    takes a number of the old year.
    """
    return _period(series.per, signed_on, term)


def period_of(book: Rulebook, series_id: str, day: date, term: int) -> int:
    """As `period`, by the series' id, unified registration numbers included; unknown series start again yearly."""
    return _period(runs_per(book, series_id), day, term)


def _period(per: Literal["year", "term", "ever"], day: date, term: int) -> int:
    return {"year": day.year, "term": term, "ever": EVER}[per]


def runs_per(book: Rulebook, series_id: str) -> Literal["year", "term", "ever"]:
    """When the series starts again from 1."""
    return next((series.per for series in book.series_list if series.id == series_id), "year")


def period_name(period: int) -> str:
    """How a period is called: 2026年, 第5届; nothing for a series that never starts again."""
    if period == EVER:
        return ""
    return f"{period}年" if period >= _FIRST_YEAR else f"第{period}届"


def unified_series(issuer: str) -> str:
    """The ledger series of an issuer's unified registration numbers; `issuer` is its two-digit code."""
    return f"unified-{issuer}"


def unified_issuer(series_id: str) -> str | None:
    """The issuer's code where the series is one of unified registration numbers, else None."""
    found = _UNIFIED.fullmatch(series_id)
    return found[1] if found else None


def is_known(book: Rulebook, series_id: str) -> bool:
    """Whether the rule pack gives numbers in this series."""
    if unified_issuer(series_id) is not None:
        return book.normative is not None
    return any(series.id == series_id for series in book.series_list)


def series_name(book: Rulebook, series_id: str) -> str:
    """What the series is called; its id where the pack no longer knows it."""
    issuer = unified_issuer(series_id)
    if issuer is not None:
        known = book.normative.issuers if book.normative else ()
        return f"统一登记号 {next((one.name for one in known if one.code == issuer), issuer)}"
    return next((series.name for series in book.series_list if series.id == series_id), series_id)


def ledger_number(book: Rulebook, series_id: str, serial: int, period: int) -> str:
    """The number as it is written on the paper; `2026-15` where the pack no longer knows the series."""
    issuer = unified_issuer(series_id)
    if issuer is not None and book.normative is not None:
        return book.normative.number(period, issuer, serial)
    known = next((series for series in book.series_list if series.id == series_id), None)
    return known.text(serial, period) if known is not None else f"{period}-{serial}"


def running_series(book: Rulebook) -> tuple[str, ...]:
    """The series that an office writes in all year: those of papers that leave, unified numbers, the register."""
    outgoing = (series.id for series in book.outgoing_series)
    issuers = book.normative.issuers if book.normative else ()
    return (*outgoing, *(unified_series(issuer.code) for issuer in issuers), INCOMING)


def ledger_order(book: Rulebook, series_id: str) -> tuple[int, str]:
    """Sort key of series as lists show them: the running ones, others of the pack, unknown ones."""
    running = running_series(book)
    known = (*running[:-1], *(s.id for s in book.series_list if s.id not in running), INCOMING)
    return (known.index(series_id) if series_id in known else len(known), series_id)
