"""为什么: the deadline, the reading order and the warnings of one paper, with the articles they stand on."""

from govtui.domain.explain import Explanation, Release, explain_finding, explain_limit, explain_reading, explain_route
from govtui.domain.findings import Finding
from govtui.domain.workdays import Deadline
from govtui.services.desk import Desk
from govtui.services.documents.editing import as_entry
from govtui.services.documents.registering import arrival_findings
from govtui.services.documents.rows import IncomingDetail
from govtui.services.documents.seats import route_plan
from govtui.services.documents.views import detail
from govtui.services.releases import last_release


def explanations(desk: Desk, incoming_id: int) -> list[Explanation]:
    """Everything about a paper that a rule decided: deadline, route, meaning of a circle, warnings."""
    paper = detail(desk, incoming_id)
    return [
        _deadline(desk, paper),
        *_route(desk, paper),
        *(explain(desk, one, "document", incoming_id) for one in paper_findings(desk, incoming_id)),
    ]


def paper_findings(desk: Desk, incoming_id: int) -> tuple[Finding, ...]:
    """The warnings that stand on a registered paper: how it came (R46a–c, R47a), missing portfolios (R8a)."""
    entry, _version = as_entry(desk, incoming_id)
    plan = route_plan(desk, entry.sender_id, entry.doc_class, entry.major)
    return (*arrival_findings(desk, entry), *plan.findings)


def proposed_order(desk: Desk, paper: IncomingDetail) -> str:
    """Whom a paper that waits for its route would go to, `甲 → 乙`; '' when it has a route already."""
    if any(step.active for step in paper.steps):
        return ""
    plan = route_plan(desk, *_asked(paper))
    return " → ".join(step.leader.name + (f"（{step.note}）" if step.note else "") for step in plan.steps)


def explain(desk: Desk, finding: Finding, noun: str = "", row_id: int | None = None) -> Explanation:
    """A finding as the panel shows it, with the last time somebody released the rule."""
    found = last_release(desk, finding.rule, noun, row_id)
    return explain_finding(desk.book, finding, Release(*found) if found else None)


def _deadline(desk: Desk, paper: IncomingDetail) -> Explanation:
    row = paper.row
    rule = desk.book.deadline_for(row.urgency, row.kind, row.doc_class)
    facts = [("紧急程度", row.urgency), ("文种", row.kind or "（未定）"), ("类别", row.doc_class)]
    if paper.due_basis:
        facts += Deadline.from_json(paper.due_basis).steps()
    else:
        facts.append(("截止", "登记时由人工指定"))
    return explain_limit(desk.book, rule, facts)


def _route(desk: Desk, paper: IncomingDetail) -> list[Explanation]:
    row, fields = paper.row, paper.fields
    plan = route_plan(desk, *_asked(paper))
    circle = desk.book.reading_order(row.doc_class).circle_means
    return [
        explain_route(desk.book, row.doc_class, bool(fields["major"]), plan.facts),
        explain_reading(desk.book, row.doc_class, (("圈阅的含义", circle),)),
    ]


def _asked(paper: IncomingDetail) -> tuple[int | None, str, bool]:
    sender = paper.fields["sender_id"]
    return (None if sender is None else int(sender), paper.row.doc_class, bool(paper.fields["major"]))
