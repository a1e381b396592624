"""为什么: what stands against a document, how long it is in force and why, until when it must be filed."""

from collections.abc import Iterator

from govtui.domain.clock import stored_day, stored_moment
from govtui.domain.documents.normative.drafts import draft_findings, interpretation_note
from govtui.domain.documents.normative.kinds import NORMATIVE
from govtui.domain.documents.normative.life import (
    evaluation_findings,
    filing_findings,
    publication_findings,
    validity_findings,
)
from govtui.domain.explain import Explanation, explain_rule
from govtui.domain.findings import Finding
from govtui.domain.workdays import Deadline
from govtui.rulebook.outgoing import NormativeTerms
from govtui.services.desk import Desk
from govtui.services.documents.explaining import explain
from govtui.services.documents.normative.drafting import NOUN
from govtui.services.documents.normative.gates import draft_of
from govtui.services.documents.normative.rows import NormativeDetail
from govtui.services.documents.normative.views import detail, life_of, must_be_there, terms_of
from govtui.services.workdays import current_calendar
from govtui.store.documents import normative as store
from govtui.store.reading import Reader, Record


def paper_findings(desk: Desk, normative_id: int) -> tuple[Finding, ...]:
    """What the rules say of a document now; rules that somebody released are named too."""
    with desk.reading() as reader:
        row = must_be_there(store.document(reader, normative_id))
        if row["published_on"] is None:
            found = draft_findings(desk.book, draft_of(row, reader), desk.today())
            return (*found, *interpretation_note(desk.book, row["title"]))
        return (*_in_force(desk, reader, row), *_filings(desk, reader, row))


def _in_force(desk: Desk, reader: Reader, row: Record) -> Iterator[Finding]:
    book, today, life = desk.book, desk.today(), life_of(row)
    renewed = bool(store.renewals(reader, row["id"]))
    if life.published_on and life.effective_on and today <= life.effective_on:
        yield from publication_findings(
            book, row["type"], row["reg_number"], life.published_on, life.effective_on, row["effective_reason"]
        )
    yield from validity_findings(book, life, today, row["outcome"], renewed)
    if life.ended_on is None:
        yield from evaluation_findings(book, stored_day(row["evaluate_by"]), stored_day(row["evaluated_on"]), today)


def _filings(desk: Desk, reader: Reader, row: Record) -> Iterator[Finding]:
    calendar, now = current_calendar(desk), desk.now()
    for one in store.filings(reader, [row["id"]]):
        due, sent_on = stored_moment(one["due_at"]), stored_day(one["sent_on"])
        yield from filing_findings(desk.book, one["recipient"], due, sent_on, now, calendar)


def explanations(desk: Desk, normative_id: int) -> list[Explanation]:
    """Everything about a document that a rule decided: warnings, its number, force, validity, filings."""
    terms, found = terms_of(desk.book), detail(desk, normative_id)
    warned = [explain(desk, one, NOUN, normative_id) for one in paper_findings(desk, normative_id)]
    return [*warned, *_registration(desk, terms, found), *_validity(desk, terms, found), *_due(desk, found)]


def _registration(desk: Desk, terms: NormativeTerms, found: NormativeDetail) -> Iterator[Explanation]:
    row = found.row
    if row.type != NORMATIVE:
        return
    facts = {
        "统一登记号": row.reg_number or "（未登记）",
        "制定机关代码": str(found.fields["issuer_code"] or "（未定）"),
    }
    if row.published_on and row.effective_on:
        facts |= {"公布日期": row.published_on.isoformat(), "施行日期": row.effective_on.isoformat()}
        facts |= {"提前施行的理由": str(found.fields["effective_reason"])} if found.fields["effective_reason"] else {}
    yield explain_rule(desk.book, "R21c", facts, title="统一登记、编号、公布", source=terms.source)


def _validity(desk: Desk, terms: NormativeTerms, found: NormativeDetail) -> Iterator[Explanation]:
    row = found.row
    if row.valid_until is None or row.published_on is None:
        return
    years = terms.trial_years if row.trial else terms.validity_years
    facts = {
        "公布日期": row.published_on.isoformat(),
        "年限": f"{years} 年（{'暂行、试行' if row.trial else '一般文件'}）",
        "失效之日": row.valid_until.isoformat(),
        "评估从何时起": str(found.fields["review_on"] or ""),
        "现在": row.state + (f"（{row.ended_by}）" if row.ended_by else ""),
    }
    yield explain_rule(desk.book, "R21d", facts, title="有效期", source=terms.source)


def _due(desk: Desk, found: NormativeDetail) -> Iterator[Explanation]:
    by_basis = {one.basis: one for one in found.row.filings if one.basis}
    for basis, one in by_basis.items():
        bodies = "、".join(filing.recipient for filing in found.row.filings if filing.basis == basis)
        facts = (("备案机关", bodies), *Deadline.from_json(basis).steps())
        yield explain_rule(desk.book, "R31b", facts, title=f"备案期限（{one.left or one.lamp}）")
