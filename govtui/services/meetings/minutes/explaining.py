"""为什么 for minutes: who signs, who reviews first, when they go out and must be public."""

from collections.abc import Sequence
from datetime import date

from govtui.domain.clock import from_stamp, long_day, stored_day
from govtui.domain.explain import Explanation, Release, explain_finding, explain_rule
from govtui.domain.findings import Finding, finding
from govtui.domain.meetings.states import SIGNED_MINUTES
from govtui.domain.people import Directory
from govtui.domain.workdays import Deadline
from govtui.services.desk import Desk
from govtui.services.meetings.minutes.needs import needed_reviews, plan, sign_findings
from govtui.services.meetings.minutes.reading import NOUN, row_of
from govtui.services.meetings.minutes.views import words_of
from govtui.services.meetings.rows import ReviewNeed
from govtui.services.people import directory
from govtui.services.releases import last_release
from govtui.store.meetings import minutes as store
from govtui.store.reading import Record


def minutes_findings(desk: Desk, minutes_id: int) -> tuple[Finding, ...]:
    """What the rules say of minutes as they stand: reviews missing before the sign-off, a late publication after it."""
    people = directory(desk)
    with desk.reading() as reader:
        row = row_of(reader, minutes_id)
        if row["state"] in SIGNED_MINUTES:
            return _late(desk, row)
        expected = plan(desk, people, row, desk.today()).expected
        return sign_findings(desk, people, reader, row, expected.person_id if expected else None, desk.today())


def explanations(desk: Desk, minutes_id: int) -> list[Explanation]:
    """Everything that can be asked about minutes: what stands in the way, the signer, reviews, limits, releases."""
    people = directory(desk)
    with desk.reading() as reader:
        row = row_of(reader, minutes_id)
        releases = store.released(reader, minutes_id)
    found = [_finding(desk, one, minutes_id) for one in minutes_findings(desk, minutes_id)]
    found += _signer(desk, people, row, stored_day(row["signed_on"]) or desk.today())
    found += [_review(desk, need, minutes_id) for need in needed_reviews(desk, minutes_id)]
    if not found or desk.book.known_meeting_kind(row["meeting_kind"]) is None:
        found.append(explain_rule(desk.book, None, (), title="纪要"))
    found += _number(desk, row) + _limit(desk, row) + _publication(desk, row)
    told = {one.article for one in found}
    for one in releases:
        release = Release(one["person"], one["at"][:16].replace("T", " "), one["reason"])
        why = explain_rule(desk.book, one["rule"], (), title=f"{one['article']}已放行", release=release)
        found += [] if why.article in told else [why]
    return found


def _finding(desk: Desk, found: Finding, minutes_id: int) -> Explanation:
    release = last_release(desk, found.rule, NOUN, minutes_id)
    return explain_finding(desk.book, found, Release(*release) if release else None)


def _ruled(desk: Desk, rule: str | None, facts: Sequence[tuple[str, str]], minutes_id: int, title: str) -> Explanation:
    release = last_release(desk, rule, NOUN, minutes_id) if rule else None
    return explain_rule(desk.book, rule, facts, title=title, release=Release(*release) if release else None)


def _signer(desk: Desk, people: Directory, row: Record, on: date) -> list[Explanation]:
    """Who signs and why, R10 where somebody acts; 规则未明确 where the pack names nobody."""
    who = plan(desk, people, row, on)
    facts = list(who.facts)
    signed = bool(row["signed_on"])
    if signed:
        facts.append(("已签", f"{row['signer_title']}{words_of(row['signer'], row['signer_for'])} {row['signed_on']}"))
    why = _ruled(desk, who.rule.rule if who.rule else None, facts, row["id"], "由谁签发")
    seat = who.expected
    acts = (row["signer"], row["signer_for"]) if signed else (seat.name, seat.for_name) if seat else ("", "")
    if not all(acts):
        return [why]
    label = f"{acts[0]}代{acts[1]}"
    terms = [fact for fact in who.facts if fact[0] == label]
    return [why, _ruled(desk, "R10", terms, row["id"], f"{label}签发")]


def _review(desk: Desk, need: ReviewNeed, minutes_id: int) -> Explanation:
    who = "或".join(seat.label for seat in need.seats) or f"{need.missing}（没有找到）"
    facts = (*need.facts, ("由谁审核", who), ("审核", need.words or "（还没有）"))
    return _ruled(desk, need.rule or None, facts, minutes_id, f"审核：{need.matter}")


def _number(desk: Desk, row: Record) -> list[Explanation]:
    kind = desk.book.known_meeting_kind(row["meeting_kind"])
    if kind is None or kind.series is not None:
        return []
    return [explain_rule(desk.book, None, (("会议种类", kind.name),), title="纪要编号")]


def _limit(desk: Desk, row: Record) -> list[Explanation]:
    limit = desk.book.step_limit("minutes_out")
    if limit is None or not row["due_basis"]:
        return []
    steps = Deadline.from_json(row["due_basis"]).steps()
    return [explain_rule(desk.book, limit.rule, steps, title=limit.name, source=limit.source)]


def _late(desk: Desk, row: Record) -> tuple[Finding, ...]:
    """R28: minutes of a meeting that publishes its decisions, and no publication was entered in time."""
    terms = desk.book.publication
    if terms is None or not row["publish_open"] or not terms.rule or not desk.book.holds(terms.rule):
        return ()
    due = from_stamp(row["publish_due_at"])
    if desk.now() <= due:
        return ()
    facts = {
        "公开方式": row["publicity"] or "（未定）",
        "应当公开": long_day(due.date()),
        "签发": row["signed_on"] or "",
    }
    return (finding(desk.book, terms.rule, f"到 {long_day(due.date())} 应当登记公开，还没有登记", facts),)


def _publication(desk: Desk, row: Record) -> list[Explanation]:
    terms = desk.book.publication
    if terms is None or not (row["publicity"] or row["publish_basis"]):
        return []
    facts = [("公开方式", row["publicity"]), ("理由", row["publicity_reason"])]
    facts.append(("已公开", " ".join(filter(None, (row["published_on"], row["publish_channel"])))))
    if row["publish_basis"]:
        facts += Deadline.from_json(row["publish_basis"]).steps()
    shown = [(label, value) for label, value in facts if value]
    return [explain_rule(desk.book, terms.rule, shown, title="公开", source=terms.source)]
