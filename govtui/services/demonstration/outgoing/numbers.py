"""Numbers of the invented office's papers: every book without a hole, one number void, one set aside."""

from collections import Counter
from datetime import date

from govtui.domain.documents.numbering import ledger_number, period
from govtui.rulebook import Rulebook
from govtui.services.demonstration.hours import WorkingTime
from govtui.services.demonstration.outgoing import words
from govtui.services.demonstration.outgoing.papers import NUMBERED, SIGNED, Paper
from govtui.services.demonstration.rows import Rows
from govtui.store.numbers import RESERVED, USED, VOID

_STARTED = 20
"""Before this day of the year a paper book has nothing in it that would have to be told."""

_RESERVED_SERIES = "office_issue"
_RESERVED_AFTER = 0.7
"""After which part of this year's papers one number of that series was set aside."""


def give_numbers(book: Rulebook, clock: WorkingTime, papers: list[Paper], rows: Rows) -> None:
    """Number the papers in the order in which they were numbered, and write the ledger."""
    numbered = sorted((one for one in papers if one.taken >= NUMBERED), key=lambda one: one.at[NUMBERED])
    for paper in numbered:
        paper.year = period(book.series(paper.form.series), clock.day_of(paper.at[SIGNED]), 1)
    first = clock.day_of(min(paper.at[SIGNED] for paper in numbered))
    last = _starts(numbered, first, rows)
    aside = _set_aside(numbered)
    for paper in numbered:
        series = paper.form.series
        at = clock.stamp(paper.at[NUMBERED])
        if paper is aside:
            last[series, paper.year] += 1
            reserved = {"state": RESERVED, "reason": words.RESERVED_REASON, "noun": "", "row_id": None}
            rows.add(
                "number_ledger", series=series, year=paper.year, serial=last[series, paper.year], at=at, **reserved
            )
        last[series, paper.year] += 1
        paper.serial = last[series, paper.year]
        paper.number = ledger_number(book, series, paper.serial, paper.year)
        void = paper.state == VOID
        used = {"state": VOID if void else USED, "reason": words.VOID_REASON if void else "", "noun": "outgoing"}
        rows.add("number_ledger", series=series, year=paper.year, serial=paper.serial, row_id=paper.id, at=at, **used)


def _starts(numbered: list[Paper], first: date, rows: Rows) -> Counter[tuple[str, int]]:
    """The last numbers of the paper books in the year in which this desk began."""
    last: Counter[tuple[str, int]] = Counter()
    day = first.timetuple().tm_yday
    if day <= _STARTED:
        return last
    often = Counter(paper.form.series for paper in numbered)
    for series in sorted({paper.form.series for paper in numbered if paper.year == first.year}):
        last[series, first.year] = max(1, often[series] * day // 365)
        rows.add("number_start", series=series, year=first.year, last=last[series, first.year], reason=words.STARTED)
    return last


def _set_aside(numbered: list[Paper]) -> Paper | None:
    """The paper before whose number one is set aside."""
    of_series = [paper for paper in numbered if paper.form.series == _RESERVED_SERIES]
    this_year = [paper for paper in of_series if paper.year == of_series[-1].year] if of_series else []
    return this_year[int(len(this_year) * _RESERVED_AFTER)] if this_year else None
