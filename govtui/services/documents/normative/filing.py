"""Filing for the record after publication (R31b)."""

from collections.abc import Sequence
from datetime import date

from govtui.domain.clock import stored_moment
from govtui.domain.documents.normative.life import filing_findings
from govtui.domain.findings import Finding
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.entered import said
from govtui.services.documents.normative.drafting import NOUN
from govtui.services.documents.normative.views import must_be_there, name_of
from govtui.services.documents.rows import Outcome
from govtui.services.workdays import current_calendar
from govtui.store.documents import normative as store


def file(desk: Desk, filing_id: int, sent_on: date | None = None, receipt: str = "") -> Outcome:
    """Write down that a document was sent to one body for the record; see `file_all`."""
    return file_all(desk, [filing_id], sent_on, receipt)


def file_all(desk: Desk, filing_ids: Sequence[int], sent_on: date | None = None, receipt: str = "") -> Outcome:
    """Write down that a document was sent to bodies for the record on a day, with a receipt if there is one.

    `filing_ids` belong to one document. Called again it corrects day and receipt. Raises Refusal for a day to come or
    before publication, and without any filing.
    """
    sent_on, receipt = sent_on or desk.today(), said(receipt)
    if sent_on > desk.today():
        raise Refusal(f"报送日期 {sent_on} 还没有到，请改正。")
    if not filing_ids:
        raise Refusal("请选择备案机关。")
    calendar, found, bodies = current_calendar(desk), list[Finding](), list[str]()
    with desk.writing("normative.file") as uow:
        for filing_id in filing_ids:
            filing = store.fetch_filing(uow, filing_id)
            row = must_be_there(store.document(uow, filing.normative_id))
            if row["published_on"] is not None and sent_on.isoformat() < row["published_on"]:
                raise Refusal(f"报送日期 {sent_on} 早于公布日期 {row['published_on']}，请改正。")
            uow.change(filing, sent_on=sent_on.isoformat(), receipt=receipt or filing.receipt)
            bodies.append(filing.recipient)
            due = stored_moment(filing.due_at)
            found += filing_findings(desk.book, filing.recipient, due, sent_on, desk.now(), calendar)
        name = name_of(row["reg_number"], row["number"], row["title"])
        uow.say(f"{name} {sent_on} 向{'、'.join(bodies)}备案", NOUN, row["id"])
    return Outcome(len(bodies), f"{name}已向{'、'.join(bodies)}备案", tuple(found))
