"""All that the rules ask of one paper before it is signed, and before it gets its number."""

from govtui.domain.documents.outgoing.gates import need_findings, publicity_findings
from govtui.domain.documents.outgoing.signing import meeting_findings
from govtui.domain.findings import Finding
from govtui.services.desk import Desk
from govtui.services.documents.normative.gates import outgoing_findings
from govtui.services.documents.outgoing.cosigning import paper_findings
from govtui.store.documents.outgoing import lists
from govtui.store.reading import Reader, Record
from govtui.store.unit_of_work import UnitOfWork


def signing_findings(desk: Desk, within: UnitOfWork | Reader, paper: Record) -> tuple[Finding, ...]:
    """What stands against signing besides the signer: co-signs, publicity, need, normative checks (R11c, R29, R51, …).

    `paper` is a row of `outgoing` with every column.
    """
    return (
        *paper_findings(desk, within, paper["id"]),
        *publicity_findings(desk.book, paper["kind"], paper["publicity"], paper["publicity_reason"]),
        *need_findings(desk.book, paper["need_failed"].split(), paper["need_reason"]),
        *outgoing_findings(desk, within, paper),
    )


def numbering_findings(desk: Desk, within: UnitOfWork | Reader, paper: Record) -> tuple[Finding, ...]:
    """The same gates and the meeting's decision (R7b) once more at issue, less what was released since the sign-off."""
    released = lists.released_since_signing(within, paper["id"])
    found = (
        *signing_findings(desk, within, paper),
        *meeting_findings(desk.book, bool(paper["major"]), paper["subject"], paper["title"], paper["meeting_ref"]),
    )
    return tuple(one for one in found if one.rule not in released)
