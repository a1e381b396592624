"""What stands against a normative document, or against an outgoing paper that is one; less what was released."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from govtui.domain.clock import stored_day
from govtui.domain.documents.normative.drafts import Draft, Side, draft_findings
from govtui.domain.documents.normative.kinds import concerned, names_of, type_of
from govtui.domain.findings import Finding
from govtui.services.desk import Desk
from govtui.store.documents import normative as store
from govtui.store.reading import Reader, Record
from govtui.store.unit_of_work import UnitOfWork

_NOT_OPENED = "先在“规范性文件”中为这件发文开立一件，并登记审查情况。"


def outgoing_findings(desk: Desk, within: UnitOfWork | Reader, outgoing_row: Record) -> tuple[Finding, ...]:
    """What stands against signing a normative paper (R21b, R21e, R21a; R19b, R20a, R20b for rules and drafts of laws).

    `outgoing_row` is a row of `outgoing`: id, series, kind, title, normative, drafter. () for any other paper. What a
    leader released for the normative document since it last changed is left out.
    """
    row = store.of_outgoing(within, outgoing_row["id"])
    if row is None:
        return _unopened_findings(desk, outgoing_row)
    draft = replace(draft_of(row, within), title=outgoing_row["title"])
    return without(draft_findings(desk.book, draft, desk.today()), store.released(within, row, with_paper=False))


def _unopened_findings(desk: Desk, paper: Record) -> tuple[Finding, ...]:
    terms = desk.book.normative
    kind = (paper["series"], paper["kind"], paper["title"])
    if terms is None or not concerned(desk.book, *kind, bool(paper["normative"])):
        return ()
    organ = organ_of(desk, paper["series"])
    draft = Draft(
        type=type_of(terms, *kind),
        title=paper["title"],
        organ=organ,
        issuer=desk.book.organ_name(organ),
        drafter=paper["drafter"],
    )
    return tuple(replace(one, remedy=_NOT_OPENED) for one in draft_findings(desk.book, draft, desk.today()))


def organ_of(desk: Desk, series: str) -> str:
    """In whose name papers of a series leave: government or office."""
    return next((one.organ for one in desk.book.outgoing_series if one.id == series and one.organ), "government")


def open_findings(
    desk: Desk, within: UnitOfWork | Reader, row: Record, as_of: date | None = None
) -> tuple[Finding, ...]:
    """What stands against registering a document, less what was released for it or for its paper."""
    found = draft_findings(desk.book, draft_of(row, within), as_of or desk.today())
    return without(found, store.released(within, row, with_paper=True))


def draft_of(row: Record, within: UnitOfWork | Reader) -> Draft:
    """A stored document as the rules look at it, with what its co-signers said."""
    said = store.sides(within, row["outgoing_id"])
    return Draft(
        type=row["type"],
        title=row["title"],
        organ=row["organ"],
        issuer=row["issuer"],
        co_issuers=names_of(row["co_issuers"]),
        related=names_of(row["related_units"]),
        drafter=row["drafter"],
        reviewer=row["legal_reviewer"],
        opinion=row["legal_opinion"],
        checked=bool(row["checked"]),
        failed=tuple(row["failed"].split()),
        steps_failed=tuple(row["steps_failed"].split()),
        consulted_from=stored_day(row["consulted_from"]),
        consulted_to=stored_day(row["consulted_to"]),
        exempt=row["consult_exempt"],
        sides=tuple(Side(one["unit"], one["opinion"], one["grounds"]) for one in said),
        leaning=row["leaning"],
    )


def without(found: Iterable[Finding], released: frozenset[str]) -> tuple[Finding, ...]:
    """Findings of rules that nobody released."""
    return tuple(one for one in found if one.rule not in released)
