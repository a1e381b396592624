"""The week's irregular papers, one by one (R46a–c, R47a)."""

from dataclasses import dataclass

from govtui.services.desk import Desk
from govtui.services.documents.weekly import faults, parse_week
from govtui.store.documents import reports as store


@dataclass(frozen=True, slots=True)
class IrregularPaper:
    """A paper that came in an irregular way in the week, or went back in it, with the reasons."""

    id: int
    number: str
    sender: str
    title: str
    state: str
    reasons: tuple[str, ...]


def irregular_papers(desk: Desk, week: str) -> tuple[IrregularPaper, ...]:
    """The irregular papers of ISO week `2026-W47` in the order of their numbers. Raises Refusal as `parse_week`."""
    span = parse_week(week, desk.now())
    with desk.reading() as reader:
        papers = [dict(row) for row in store.week_papers(reader, span.since_stamp, span.until_stamp)]
    found = ((paper, tuple(sorted(faults(desk.book, span, paper)))) for paper in papers)
    return tuple(
        IrregularPaper(paper["id"], paper["number"], paper["sender"], paper["title"], paper["state"], reasons)
        for paper, reasons in found
        if reasons
    )
