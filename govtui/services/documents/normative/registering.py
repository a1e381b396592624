"""Unified registration, numbering and publication (R21c); what publication starts: force, validity, filings."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from govtui.domain.clock import CHINA
from govtui.domain.documents.normative.kinds import (
    PUBLISHED_TYPES,
    filing_bodies,
    filing_days,
    issuer_code,
)
from govtui.domain.documents.normative.life import (
    DRAFTED,
    PUBLISHED,
    REGISTERED,
    effective_day,
    evaluation_day,
    lapse_day,
    months_before,
    publication_findings,
)
from govtui.domain.documents.numbering import unified_series
from govtui.domain.documents.outgoing.states import NUMBERED_STATES, VOID
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean, cut
from govtui.domain.workdays import compute_deadline
from govtui.rulebook.outgoing import NormativeTerms
from govtui.services.desk import Desk
from govtui.services.documents.due import columns_of
from govtui.services.documents.entered import said
from govtui.services.documents.normative.drafting import NOUN
from govtui.services.documents.normative.gates import open_findings
from govtui.services.documents.normative.issuing import published_with
from govtui.services.documents.normative.views import must_be_there, name_of, terms_of
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit, pass_gates
from govtui.services.workdays import current_calendar
from govtui.store import numbers, tables
from govtui.store.documents import normative as store
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.reading import Record
    from govtui.store.tables import NormativeDocument


def proposed_code(desk: Desk, normative_id: int) -> str:
    """The issuer code that the document would be registered under; '' for a department that never had one."""
    terms = terms_of(desk.book)
    with desk.reading() as reader:
        row = must_be_there(store.document(reader, normative_id))
        if row["organ"]:
            return _organ_code(terms, row["organ"])
        return store.last_code(reader, row["issuer_unit_id"], row["issuer"])


def register(
    desk: Desk, normative_id: int, code: str = "", on: date | None = None, permits: Sequence[Permit] = ()
) -> Outcome:
    """Register a document and give it the next unified number of its issuer and year, in one transaction.

    `code` is the two-digit code of a department (its last one if left out). Raises Refusal when it is registered
    already, is not registered at all, or the code is missing or another's; and by the rules that stand against it.
    """
    terms, on = terms_of(desk.book), on or desk.today()
    if on > desk.today():
        raise Refusal(f"登记日期 {on} 还没有到，请改正。")
    with desk.writing("normative.register") as uow:
        row = store.fetch(uow, normative_id)
        _registrable(row)
        _follow_paper(uow, row)
        found = open_findings(desk, uow, must_be_there(store.document(uow, normative_id)), on)
        warned = pass_gates(desk, uow, found, permits, NOUN, normative_id)
        issuer = _code(uow, terms, row, code)
        taken = numbers.take(uow, unified_series(issuer), on.year, NOUN)
        numbers.belongs_to(uow, taken, normative_id)
        text = terms.number(on.year, issuer, taken.serial)
        uow.change(
            row,
            state=REGISTERED,
            issuer_code=issuer,
            reg_year=on.year,
            reg_serial=taken.serial,
            reg_number=text,
            registered_on=on.isoformat(),
        )
        uow.say(f"登记 {text} {row.issuer}《{row.title}》", NOUN, normative_id)
    return Outcome(1, f"已登记为 {text}", warned)


def _registrable(row: "NormativeDocument") -> None:
    if row.type not in PUBLISHED_TYPES:
        raise Refusal(f"{row.type}不编统一登记号；请检查类型。")
    if row.reg_number:
        raise Refusal(f"这件已登记为 {row.reg_number}，不用再登记。")
    if row.state != DRAFTED:
        raise Refusal("这件已经公布，不能再登记。")


def _follow_paper(uow: UnitOfWork, row: "NormativeDocument") -> "Record | None":
    """Title and number as they stand on the carrying paper now; returns that paper. Raises Refusal when it is void."""
    paper = store.outgoing_paper(uow, row.outgoing_id) if row.outgoing_id is not None else None
    if paper is not None and paper["state"] == VOID:
        raise Refusal(f"承载它的发文《{cut(paper['title'], 40)}》已作废，不能再登记、公布；请为新的发文另行开立。")
    if paper is not None and (paper["title"], paper["number"]) != (row.title, row.number):
        uow.change(row, title=paper["title"], number=paper["number"] or row.number)
    return paper


def _code(uow: UnitOfWork, terms: NormativeTerms, row: "NormativeDocument", typed: str) -> str:
    if row.organ:
        return _organ_code(terms, row.organ)
    code = clean(typed) or store.last_code(uow, row.issuer_unit_id, row.issuer)
    if not code:
        raise Refusal(f"{row.issuer}第一次登记，请填写它的两位制定机关代码。")
    code = issuer_code(code)
    if own := next((one.name for one in terms.issuers if one.code == code and one.organ), ""):
        raise Refusal(f"代码 {code} 是{own}的，请填写{row.issuer}自己的代码。")
    if holder := store.holder_of_code(uow, code, row.issuer_unit_id, row.issuer):
        raise Refusal(f"代码 {code} 已由{holder}使用，请核对。")
    return code


def _organ_code(terms: NormativeTerms, organ: str) -> str:
    for one in terms.issuers:
        if one.organ == organ:
            return one.code
    raise Refusal("规则包里没有本机关的制定机关代码，请在 normative.issuers 中补上。")


def publish(
    desk: Desk,
    normative_id: int,
    on: date | None = None,
    channel: str = "",
    effective_on: date | None = None,
    reason: str = "",
    permits: Sequence[Permit] = (),
) -> Outcome:
    """Publish a document on a day by a channel; it comes into force the pack's days later unless `effective_on` says.

    Starts its validity (R21d), its evaluation (R20c) and its filings (R31b); a document that it renews ends. Raises
    Refusal for a day to come or before registration, force before publication, a paper without its number, and by the
    rules that stand against it (R21c).
    """
    terms, on, reason = terms_of(desk.book), on or desk.today(), said(reason)
    if on > desk.today():
        raise Refusal(f"公布日期 {on} 还没有到，请改正。")
    effective, channel = effective_day(terms, on, effective_on), said(channel)
    with desk.writing("normative.publish") as uow:
        row = store.fetch(uow, normative_id)
        _publishable(row, _follow_paper(uow, row), on)
        found = (
            *open_findings(desk, uow, must_be_there(store.document(uow, normative_id)), on),
            *publication_findings(desk.book, row.type, row.reg_number, on, effective, reason),
        )
        warned = pass_gates(desk, uow, found, permits, NOUN, normative_id)
        uow.change(row, state=PUBLISHED, channel=channel, effective_reason=reason, **_days(terms, row, on, effective))
        words = f"公布 {name_of(row.reg_number, row.number, row.title)}，{_life_words(row)}"
        due = add_filings(desk, uow, terms, row, on)
        _end_renewed(uow, row)
        published_with(uow, row, on.isoformat())
        uow.say(words, NOUN, normative_id)
    return Outcome(1, words + due, warned)


def _publishable(row: "NormativeDocument", paper: "Record | None", on: date) -> None:
    name = name_of(row.reg_number, row.number, row.title)
    if row.type not in PUBLISHED_TYPES:
        raise Refusal(f"{row.type}不由本级政府公布；请检查类型。")
    if row.published_on is not None:
        raise Refusal(f"{name}已于 {row.published_on} 公布。")
    if row.outgoing_id is not None and not row.number:
        raise Refusal(f"{name}还没有发文字号，请先在发文中签发、编号，再公布。")
    if paper is not None and paper["state"] not in NUMBERED_STATES:
        raise Refusal(f"承载它的发文现在是“{paper['state']}”，重新签发、复核以后再公布。")
    if row.registered_on is not None and on.isoformat() < row.registered_on:
        raise Refusal(f"公布日期 {on} 早于登记日期 {row.registered_on}，请改正。")


def _days(terms: NormativeTerms, row: "NormativeDocument", on: date, effective: date) -> dict[str, Any]:
    until = lapse_day(terms, row.type, on, row.trial)
    evaluate_by = evaluation_day(terms, row.type, effective)
    return {
        "published_on": on.isoformat(),
        "effective_on": effective.isoformat(),
        "valid_until": until.isoformat() if until else None,
        "review_on": months_before(until, terms.review_months).isoformat() if until else None,
        "evaluate_by": evaluate_by.isoformat() if evaluate_by else None,
    }


def _life_words(row: "NormativeDocument") -> str:
    until = f"，有效期至 {row.valid_until}" if row.valid_until else ""
    return f"自 {row.effective_on} 起施行{until}"


def add_filings(desk: Desk, uow: UnitOfWork, terms: NormativeTerms, row: "NormativeDocument", on: date) -> str:
    """One filing for every body that the pack names, due calendar days after publication (R31b); the words for it."""
    if not desk.book.holds("R31b"):
        return ""
    bodies = filing_bodies(terms, row.type)
    start = datetime.combine(on, time(0), CHINA)
    days, closes = filing_days(terms, row.type), desk.book.office_hours.closes
    article = desk.book.rule("R31b").article_text
    deadline = compute_deadline(current_calendar(desk), start, days, "day", closes, rule=article)
    assert row.id is not None
    for body in bodies:
        uow.add(tables.Filing(normative_id=row.id, recipient=body, **columns_of(deadline)))
    return f"；{deadline.day} 前向{'、'.join(bodies)}备案" if bodies else ""


def _end_renewed(uow: UnitOfWork, row: "NormativeDocument") -> None:
    """The document that this one renews ends when this one comes into force, unless it lapses before."""
    if row.renews_id is None:
        return
    old = store.fetch(uow, row.renews_id)
    ends = min(filter(None, (old.valid_until, row.effective_on)), default=row.effective_on)
    uow.change(old, ended_on=ends, ended_by=f"由 {name_of(row.reg_number, row.number, row.title)} 延续")
