"""The run of numbers that a paper counts in, and what happens to a number that its paper can no longer bear."""

from datetime import date
from typing import TYPE_CHECKING

from govtui.domain.documents.numbering import period
from govtui.domain.refusal import Refusal
from govtui.rulebook.papers import Series
from govtui.services.desk import Desk
from govtui.services.numbers import term
from govtui.store import numbers, tables
from govtui.store.documents import normative
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Outgoing


def run_of(desk: Desk, series_id: str, signed_on: date) -> tuple[Series, int]:
    """The series of a paper and the year (or term) in which it counts, by the day of its sign-off."""
    try:
        series = desk.book.series(series_id)
    except KeyError:
        raise Refusal("规则包里已没有这个发文字号序列，请先修改文件的序列。") from None
    return series, period(series, signed_on, term(desk))


def void_number(uow: UnitOfWork, paper: "Outgoing", reason: str) -> None:
    """Make the number of a paper void; the paper that it answered and its normative document no longer name it.

    The paper itself keeps it: a void paper is found by it. Numbers of old registers may stand in no ledger.
    """
    if paper.serial is None or paper.year is None:
        return
    if numbers.row_of(uow, paper.series, paper.year, paper.serial) is not None:
        numbers.void(uow, paper.series, paper.year, paper.serial, reason)
    if paper.answers_id is not None:
        asked = uow.get(tables.Incoming, paper.answers_id)
        if asked.answer_number == paper.number:
            uow.change(asked, answer_number="")
    document = normative.of_outgoing(uow, paper.id) if paper.id is not None else None
    if document is not None and document["number"] == paper.number:
        uow.change(normative.fetch(uow, document["id"]), number="")


def take_number_off(uow: UnitOfWork, paper: "Outgoing", why: str) -> str:
    """Let a paper go on without the number that no longer fits it; the words for the sentence ('' without a number)."""
    old = paper.number
    if not old:
        return ""
    void_number(uow, paper, f"{why}，改编新号")
    uow.change(paper, year=None, serial=None, number="", numbered_at=None)
    return f"，原号 {old} 作废，复核后重新编号"
