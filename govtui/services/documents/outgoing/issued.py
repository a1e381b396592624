"""本周发文: the papers that were printed and sent out in some days, and how many of each series."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from govtui.domain.clock import stored_day
from govtui.domain.documents.numbering import ledger_order
from govtui.services.desk import Desk
from govtui.services.documents.outgoing.views import series_name, signer_words
from govtui.store.documents.outgoing import reports as store


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """One paper that left; `signer` as printed: 李某（代张某） where he acted for somebody."""

    id: int
    series: str
    number: str
    title: str
    kind: str
    signer: str
    signed_on: date | None
    issued_on: date
    publicity: str


def issued_between(desk: Desk, first: date, last: date) -> tuple[IssuedPaper, ...]:
    """The papers issued from `first` to `last` inclusive, series after series in the order of their numbers.

    Void papers do not count. `series` is the series' name.
    """
    with desk.reading() as reader:
        rows = store.issued_between(reader, first.isoformat(), last.isoformat())
    rows = sorted(rows, key=lambda row: (ledger_order(desk.book, row["series"]), row["year"] or 0, row["serial"] or 0))
    return tuple(
        IssuedPaper(
            id=row["id"],
            series=series_name(desk.book, row["series"]) or "未编号",
            number=row["number"],
            title=row["title"],
            kind=row["kind"],
            signer=signer_words(row["signer"], row["signer_for"]),
            signed_on=stored_day(row["signed_on"]),
            issued_on=date.fromisoformat(row["issued_on"]),
            publicity=row["publicity"],
        )
        for row in rows
    )


def counts_line(papers: Iterable[IssuedPaper]) -> str:
    """How many papers of each series, in one sentence."""
    counted = Counter(paper.series for paper in papers)
    each = "，".join(f"{series} {count} 件" for series, count in counted.items())
    return f"本周印发 {counted.total()} 件" + (f"：{each}。" if each else "。")
