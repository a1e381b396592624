"""为什么 for outgoing papers: who signs, what stands in the way, until when the paper must be public."""

from govtui.domain.clock import from_stamp, long_day
from govtui.domain.documents.outgoing.signing import meeting_findings
from govtui.domain.documents.outgoing.states import BEFORE_SIGNING, VOID
from govtui.domain.explain import Explanation, Release, explain_finding, explain_rule
from govtui.domain.findings import Finding, finding
from govtui.domain.refusal import Refusal
from govtui.domain.workdays import Deadline
from govtui.services.desk import Desk
from govtui.services.documents.outgoing.gates import signing_findings
from govtui.services.documents.outgoing.signing import signer_explanations
from govtui.services.documents.outgoing.views import GONE
from govtui.services.releases import last_release
from govtui.store.documents.outgoing import lists as store
from govtui.store.reading import Reader, Record

NOUN = "outgoing"


def paper_findings(desk: Desk, outgoing_id: int) -> tuple[Finding, ...]:
    """What the rules say of a paper as it stands; nothing of one that has left or is void."""
    with desk.reading() as reader:
        row = store.paper(reader, outgoing_id)
        if row is None:
            raise Refusal(GONE)
        if row["state"] == VOID or row["number"]:
            return _late(desk, row)
        return _before(desk, reader, row)


def explanations(desk: Desk, outgoing_id: int) -> list[Explanation]:
    """Everything that can be asked about a paper, what stands in the way first, then the signer, then the watch."""
    with desk.reading() as reader:
        row = store.paper(reader, outgoing_id)
        releases = _releases(desk, reader, outgoing_id)
    if row is None:
        raise Refusal(GONE)
    found = [explain(desk, one, outgoing_id) for one in paper_findings(desk, outgoing_id)]
    found += signer_explanations(desk, outgoing_id)
    told = {one.article for one in found}
    found += [one for one in releases if one.article not in told]
    return found + _publication(desk, row)


def explain(desk: Desk, finding: Finding, outgoing_id: int) -> Explanation:
    """A finding as the panel shows it, with the last time somebody released the rule."""
    found = last_release(desk, finding.rule, NOUN, outgoing_id)
    return explain_finding(desk.book, finding, Release(*found) if found else None)


def _before(desk: Desk, reader: Reader, row: Record) -> tuple[Finding, ...]:
    meeting = meeting_findings(desk.book, bool(row["major"]), row["subject"], row["title"], row["meeting_ref"])
    found = (*signing_findings(desk, reader, row), *meeting)
    if row["state"] in BEFORE_SIGNING:
        return found
    released = {one["rule"] for one in _released(reader, row["id"])}
    return tuple(one for one in found if one.rule not in released)


def _late(desk: Desk, row: Record) -> tuple[Finding, ...]:
    """R28: a paper that should be public by now and is not."""
    terms = desk.book.publication
    if terms is None or not row["publish_open"] or not terms.rule or not desk.book.holds(terms.rule):
        return ()
    due = from_stamp(row["publish_due_at"])
    if desk.now() <= due:
        return ()
    facts = {"公开方式": row["publicity"], "应当公开": long_day(due.date()), "印发": row["issued_on"] or ""}
    return (finding(desk.book, terms.rule, f"到 {long_day(due.date())} 应当公开，还没有登记公开", facts),)


def _publication(desk: Desk, row: Record) -> list[Explanation]:
    terms = desk.book.publication
    if terms is None or not row["publicity"]:
        return []
    facts = [("公开方式", row["publicity"]), ("理由", row["publicity_reason"])]
    facts.append(("已公开", " ".join(filter(None, (row["published_on"], row["publish_channel"])))))
    if row["publish_basis"]:
        facts += Deadline.from_json(row["publish_basis"]).steps()
    shown = [(label, value) for label, value in facts if value]
    return [explain_rule(desk.book, terms.rule, shown, title="公开", source=terms.source)]


def _releases(desk: Desk, reader: Reader, outgoing_id: int) -> list[Explanation]:
    """What was let pass on this paper, rule by rule: it stays to be read after the act."""
    found = []
    for row in _released(reader, outgoing_id):
        release = Release(row["person"], row["at"][:16].replace("T", " "), row["reason"])
        found.append(explain_rule(desk.book, row["rule"], (), title=f"{row['article']}已放行", release=release))
    return found


def _released(reader: Reader, outgoing_id: int) -> list[Record]:
    return reader.rows(
        "SELECT rule, article, person, at, reason FROM rule_release WHERE noun = :noun AND row_id = :id ORDER BY id",
        noun=NOUN,
        id=outgoing_id,
    )
