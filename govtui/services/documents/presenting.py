"""呈批: what the initial check still holds against papers when they are to go to a leader (R47b)."""

from collections.abc import Sequence
from dataclasses import replace

from govtui.domain.documents.intake import presenting_findings
from govtui.domain.findings import Finding
from govtui.services.desk import Desk
from govtui.services.documents.registering import failed_answers
from govtui.services.gates import Permit, pass_gates
from govtui.store.documents import papers
from govtui.store.unit_of_work import UnitOfWork


def present(desk: Desk, uow: UnitOfWork, ids: Sequence[int], permits: Sequence[Permit]) -> tuple[Finding, ...]:
    """Let papers go to leaders: what holds one back needs a permit, once for each paper; returns the warnings.

    Raises Refusal with one finding for each rule that nobody released, naming all the papers that it holds back.
    """
    found = _findings(desk, uow, ids)
    given = {permit.rule for permit in permits}
    closed = [finding for finding, _ids in found if finding.rule not in given]
    warned = pass_gates(desk, uow, closed, (), "document", None)
    for finding, held in found:
        for incoming_id in held if finding.rule in given else ():
            pass_gates(desk, uow, (finding,), permits, "document", incoming_id)
    return warned


def _findings(desk: Desk, uow: UnitOfWork, ids: Sequence[int]) -> list[tuple[Finding, list[int]]]:
    """What holds papers back and was not released for them yet: each rule once, with its papers."""
    held: dict[str, tuple[Finding, list[int], list[str]]] = {}
    for incoming_id in ids:
        paper = papers.fetch(uow, incoming_id)
        failed = failed_answers(desk.book, paper.failed_checks.split(), paper.signer_principal)
        for finding in presenting_findings(desk.book, paper.kind, failed):
            if not _released(uow, finding.rule, incoming_id):
                _, some, numbers = held.setdefault(finding.rule, (finding, [], []))
                some.append(incoming_id)
                numbers.append(paper.number)
    return [
        (
            replace(finding, sentence=f"{'、'.join(dict.fromkeys(numbers))} {finding.sentence}"),
            list(dict.fromkeys(some)),
        )
        for finding, some, numbers in held.values()
    ]


def _released(uow: UnitOfWork, rule: str, incoming_id: int) -> bool:
    sql = "SELECT 1 FROM rule_release WHERE noun = 'document' AND row_id = :id AND rule = :rule"
    return uow.value(sql, id=incoming_id, rule=rule) is not None
