"""The number of a paper that leaves: only after sign-off, in the same transaction, never twice.

The ledger's year is that of the sign-off (党政机关公文处理工作条例 art. 25 puts the number after the re-check).
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from govtui.domain.clock import CHINA
from govtui.domain.documents.numbering import ledger_number
from govtui.domain.documents.outgoing.states import TO_NUMBER, TO_PRINT
from govtui.domain.refusal import Refusal
from govtui.domain.workdays import compute_deadline
from govtui.rulebook.papers import Series
from govtui.services.desk import Desk
from govtui.services.documents.due import columns_of
from govtui.services.documents.normative.issuing import issue_outgoing
from govtui.services.documents.outgoing.gates import numbering_findings
from govtui.services.documents.outgoing.ledger import run_of
from govtui.services.documents.outgoing.naming import name_of
from govtui.services.documents.outgoing.views import GONE
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit, pass_gates
from govtui.services.workdays import current_calendar
from govtui.store import numbers, tables
from govtui.store.documents.outgoing import lists, papers
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.reading import Record
    from govtui.store.tables import NumberRow, Outgoing

NOUN = "outgoing"


def next_number(desk: Desk, outgoing_id: int) -> str:
    """The number that the paper would get now; another clerk may be quicker. '' while it is not signed."""
    with desk.reading() as reader:
        row = lists.paper(reader, outgoing_id)
        if row is None:
            raise Refusal(GONE)
        if not row["signed_on"] or not row["series"]:
            return ""
        series, year = _run(desk, row)
        return ledger_number(desk.book, series.id, numbers.last_serial(reader, series.id, year) + 1, year)


def reserved_numbers(desk: Desk, outgoing_id: int) -> tuple[tuple[int, str, str], ...]:
    """The reserved numbers that the paper could take: (serial, as written, why it was reserved)."""
    with desk.reading() as reader:
        row = lists.paper(reader, outgoing_id)
        if row is None or not row["signed_on"] or not row["series"]:
            return ()
        series, year = _run(desk, row)
        found = numbers.reserved(reader, series.id, year)
    return tuple(
        (one["serial"], ledger_number(desk.book, series.id, one["serial"], year), one["reason"]) for one in found
    )


def number(desk: Desk, outgoing_id: int, reserved: int | None = None, permits: Sequence[Permit] = ()) -> Outcome:
    """Give a signed and re-checked paper its number: the next one, or a `reserved` serial of the same run.

    Raises Refusal before sign-off, and where a rule blocks (R7b: a major matter without its meeting's decision).
    """
    with desk.writing("outgoing.number") as uow:
        paper = papers.fetch(uow, outgoing_id)
        if paper.serial is not None:
            raise Refusal(f"{name_of(paper)}已经编号，不用再编，请返回。")
        if paper.state != TO_NUMBER or not paper.signed_on:
            raise Refusal(f"{name_of(paper)}现在是“{paper.state}”，签发并复核以后才能编号。")
        row = lists.paper(uow, outgoing_id)
        assert row is not None
        warned = pass_gates(desk, uow, numbering_findings(desk, uow, row), permits, NOUN, outgoing_id)
        series, year = _run(desk, row)
        given = _take(uow, series, year, reserved)
        numbers.belongs_to(uow, given, outgoing_id)
        text = ledger_number(desk.book, series.id, given.serial, year)
        title = paper.title
        papers.go_on(
            uow,
            paper,
            TO_PRINT,
            year=year,
            serial=given.serial,
            number=text,
            numbered_at=uow.at,
            **watch_of(desk, paper),
        )
        _tell_others(desk, uow, paper)
        papers.note(uow, outgoing_id, "编号", text)
        sentence = f"编号 {text}《{title}》"
        uow.say(sentence, NOUN, outgoing_id)
    return Outcome(1, sentence, warned)


def watch_columns(desk: Desk, publicity: str, formed: date, published_on: str | None) -> dict[str, Any]:
    """The columns that watch a paper's publication (R28): due so many working days after it was formed."""
    terms = desk.book.publication
    if terms is None or publicity != terms.open_state or published_on:
        return {"publish_open": False}
    start = datetime.combine(formed, time(0), CHINA)
    closes = desk.book.office_hours.closes
    article = desk.book.rule(terms.rule).article_text if terms.rule else ""
    due = columns_of(compute_deadline(current_calendar(desk), start, terms.amount, terms.unit, closes, rule=article))
    return {
        "publish_open": True,
        "publish_due_at": due["due_at"],
        "publish_basis": due["due_basis"],
        "publish_provisional": due["due_provisional"],
    }


def _run(desk: Desk, row: "Record") -> tuple[Series, int]:
    return run_of(desk, row["series"], date.fromisoformat(row["signed_on"]))


def _take(uow: UnitOfWork, series: Series, year: int, reserved: int | None) -> "NumberRow":
    if reserved is None:
        return numbers.take(uow, series.id, year, NOUN)
    return numbers.use_reserved(uow, series.id, year, reserved, NOUN)


def watch_of(desk: Desk, paper: "Outgoing") -> dict[str, Any]:
    """The watch of a signed and numbered paper, from the day that stands on it."""
    formed = date.fromisoformat(paper.dated_on or paper.signed_on or desk.today().isoformat())
    return watch_columns(desk, paper.publicity, formed, paper.published_on)


def _tell_others(desk: Desk, uow: UnitOfWork, paper: "Outgoing") -> None:
    """The number also belongs in the answered paper's register line and in the normative document."""
    if paper.answers_id is not None:
        asked = uow.get(tables.Incoming, paper.answers_id)
        if not asked.answer_number:
            uow.change(asked, answer_number=paper.number)
    issue_outgoing(desk, uow, paper)
