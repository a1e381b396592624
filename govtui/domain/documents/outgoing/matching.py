"""Which run of numbers a 文号 belongs to, read off the patterns of the rule pack; never guessed."""

import re
from dataclasses import dataclass
from functools import lru_cache

from govtui.domain.documents.numbering import EVER, ledger_number
from govtui.domain.documents.numbers import parse_number
from govtui.domain.text import clean, fold, halfwidth
from govtui.rulebook import Rulebook
from govtui.rulebook.papers import Series

_NOTHING = parse_number("").reason
_BLANKS = re.compile(r"\s+")
_SERIAL_ONLY = re.compile(r"第?0*([1-9][0-9]{0,5})号?")
_SHEET_WORDS = re.compile(r"(?:19|20)[0-9]{2}年?度?|发文|登记[簿表册]?|台账|文件|目录|系列|[0-9]+$|[-_()（）〔〕\s]")
_PLACES = {"{year}": "(?P<year>[0-9]{4})", "{serial}": "0*(?P<serial>[1-9][0-9]{0,5})"}


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A paper's own number as it is stored: `number` in the writing of its series, or as it stood.

    `series` is '' and `period` None where no series of the pack fits; `year` and `serial` are what can be read all the
    same. `note` says what was assumed or why the text is no proper number.
    """

    number: str = ""
    series: str = ""
    period: int | None = None
    serial: int | None = None
    year: int | None = None
    note: str = ""


def number_of_series(book: Rulebook, normal: str) -> tuple[str, int, int] | None:
    """The series, the ledger's period and the serial of a number written as its series writes it (brackets 〔〕).

    None where no outgoing series of the pack has such a pattern, or where the number does not tell its period (a series
    that starts again with the term).
    """
    text = _BLANKS.sub("", halfwidth(normal))
    for series in book.outgoing_series:
        found = _pattern(series.pattern).fullmatch(text)
        if found is None or series.per == "term":
            continue
        if series.per == "ever":
            return series.id, EVER, int(found["serial"])
        if "year" in found.groupdict():
            return series.id, int(found["year"]), int(found["serial"])
    return None


def read_own_number(book: Rulebook, text: str, series: Series | None = None, year: int | None = None) -> OwnNumber:
    """The number that a register's cell holds, in any writing. Never raises.

    A bare serial is completed only where the sheet is kept for one `series` and the `year` is known.
    """
    parsed = parse_number(text)
    if parsed.normal is None and parsed.reason == _NOTHING:
        return OwnNumber()
    found = number_of_series(book, parsed.normal or clean(text))
    if found is not None:
        return OwnNumber(ledger_number(book, found[0], found[2], found[1]), *found, year=found[1] or None)
    if parsed.normal is not None:
        return OwnNumber(parsed.normal, serial=parsed.serial, year=parsed.year)
    bare = _SERIAL_ONLY.fullmatch(_BLANKS.sub("", halfwidth(text)))
    if bare is not None and series is not None and (year or series.per == "ever"):
        period = EVER if series.per == "ever" else year or EVER
        number = series.text(int(bare[1]), period)
        return OwnNumber(number, series.id, period, int(bare[1]), year, f"文号按表名补全，原为 {clean(text)}")
    return OwnNumber(clean(text), note=f"文号按原文登记：{parsed.reason}")


def series_of_sheet(book: Rulebook, name: str) -> Series | None:
    """The one series that a sheet is named after (政办发, 2016年政函, 某政发); None for any other name."""
    wanted = fold(_SHEET_WORDS.sub("", halfwidth(name)))
    if not wanted:
        return None
    named = [one for one in book.outgoing_series if one.per != "term" and wanted in (fold(one.name), _prefix(one))]
    return named[0] if len(named) == 1 else None


def _prefix(series: Series) -> str:
    return fold(series.pattern.split("{")[0])


@lru_cache(maxsize=64)
def _pattern(pattern: str) -> re.Pattern[str]:
    """A series' pattern as an expression over text of plain width."""
    whole = re.escape(_BLANKS.sub("", halfwidth(pattern)))
    for place, group in _PLACES.items():
        whole = whole.replace(re.escape(place), group, 1)
    return re.compile(whole)
