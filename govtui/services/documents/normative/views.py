"""From stored rows to what screens and files show of normative documents."""

from collections.abc import Sequence

from govtui.domain.clock import stored_day, stored_moment
from govtui.domain.documents.normative.kinds import names_of, questions
from govtui.domain.documents.normative.life import Life
from govtui.domain.refusal import Refusal
from govtui.domain.workdays import WorkCalendar
from govtui.rulebook import Rulebook
from govtui.rulebook.outgoing import NormativeTerms
from govtui.services.desk import Desk
from govtui.services.documents.due import lamp_of
from govtui.services.documents.normative.rows import FilingRow, NormativeDetail, NormativeRow, Question, Related
from govtui.services.workdays import current_calendar
from govtui.store.documents import normative as store
from govtui.store.reading import Reader, Record

GONE = "这件规范性文件已不存在，可能刚被撤销；请刷新列表。"
SHORT = 20
"""Characters of a title in a sentence."""


def terms_of(book: Rulebook) -> NormativeTerms:
    """What the rule pack says of normative documents. Raises Refusal where it says nothing."""
    if book.normative is None:
        raise Refusal("所用的规则包没有规范性文件的规定，不能办理；请在规则包中补上 normative 一节。")
    return book.normative


def list_rows(desk: Desk, rows: Sequence[Record]) -> list[NormativeRow]:
    """Stored documents as lists show them now."""
    calendar = current_calendar(desk)
    with desk.reading() as reader:
        return _with_filings(desk, reader, rows, calendar)


def _with_filings(desk: Desk, reader: Reader, rows: Sequence[Record], calendar: WorkCalendar) -> list[NormativeRow]:
    by_document: dict[int, list[FilingRow]] = {}
    for one in store.filings(reader, [row["id"] for row in rows]):
        by_document.setdefault(one["normative_id"], []).append(filing_row(desk, one, calendar))
    return [_row(desk, row, tuple(by_document.get(row["id"], ()))) for row in rows]


def _row(desk: Desk, row: Record, filings: tuple[FilingRow, ...]) -> NormativeRow:
    waiting = next((one for one in filings if one.sent_on is None and one.due is not None), None)
    return NormativeRow(
        id=row["id"],
        version=row["version"],
        type=row["type"],
        organ=row["organ"],
        reg_number=row["reg_number"],
        number=row["number"],
        title=row["title"],
        issuer=row["issuer"],
        co_issuers=names_of(row["co_issuers"]),
        state=life_of(row).state(desk.today()),
        trial=bool(row["trial"]),
        registered_on=stored_day(row["registered_on"]),
        published_on=stored_day(row["published_on"]),
        effective_on=stored_day(row["effective_on"]),
        valid_until=stored_day(row["valid_until"]),
        ended_on=stored_day(row["ended_on"]),
        ended_by=row["ended_by"],
        filings=filings,
        lamp=waiting.lamp if waiting else "",
        left=waiting.left if waiting else "",
    )


def filing_row(desk: Desk, row: Record, calendar: WorkCalendar | None = None) -> FilingRow:
    """One stored filing as screens show it now."""
    due, sent_on = stored_moment(row["due_at"]), stored_day(row["sent_on"])
    lamp, left = lamp_of(desk, due, bool(row["due_provisional"]), sent_on is not None, calendar)
    return FilingRow(
        id=row["id"],
        version=row["version"],
        normative_id=row["normative_id"],
        recipient=row["recipient"],
        due=due,
        provisional=bool(row["due_provisional"]),
        basis=row["due_basis"],
        lamp=lamp,
        left=left,
        sent_on=sent_on,
        receipt=row["receipt"],
    )


def life_of(row: Record) -> Life:
    """The days of a stored document."""
    days = (stored_day(row[name]) for name in ("published_on", "effective_on", "valid_until", "review_on", "ended_on"))
    return Life(row["state"], *days)


def one_row(desk: Desk, normative_id: int) -> NormativeRow:
    """The list line of one document. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        row = must_be_there(store.document(reader, normative_id))
    return list_rows(desk, [row])[0]


def detail(desk: Desk, normative_id: int) -> NormativeDetail:
    """Everything about one document. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        row = must_be_there(store.document(reader, normative_id))
        renewals = store.renewals(reader, normative_id)
        renewed = store.document(reader, row["renews_id"]) if row["renews_id"] is not None else None
    related = [*([_related(renewed, False)] if renewed is not None else []), *(_related(one, True) for one in renewals)]
    return NormativeDetail(
        row=list_rows(desk, [row])[0], fields=dict(row), questions=asked(desk.book, row), related=tuple(related)
    )


def asked(book: Rulebook, row: Record) -> tuple[Question, ...]:
    """The questions of the review with the answers given."""
    failed = {*row["failed"].split(), *row["steps_failed"].split()}
    return tuple(
        Question(
            item.id,
            item.question,
            book.rule(item.rule).article_text if item.rule and book.holds(item.rule) else "",
            item.id not in failed if row["checked"] else None,
        )
        for item in questions(book, row["type"])
    )


def _related(row: Record, backwards: bool) -> Related:
    return Related(row["id"], row["reg_number"] or row["number"] or "（未登记）", row["title"], backwards)


def must_be_there(row: Record | None) -> Record:
    """The row. Raises Refusal when it is gone."""
    if row is None:
        raise Refusal(GONE)
    return row


def name_of(reg_number: str, number: str, title: str) -> str:
    """How sentences call a document."""
    return reg_number or number or f"《{title if len(title) <= SHORT else title[: SHORT - 1] + '…'}》"
