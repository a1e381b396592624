"""What the rules say about people as they stand on a day; every function returns findings named by rule id.

A pack that does not hold a rule is silent about it: then there is no finding.
"""

from collections.abc import Iterable
from datetime import date

from govtui.domain.clock import long_day
from govtui.domain.findings import Finding, finding
from govtui.domain.people import terms
from govtui.domain.people.directory import Directory
from govtui.domain.people.rows import UNRANKED, DelegationRow, PostRow, overlap


def member_findings(directory: Directory, on: date) -> tuple[Finding, ...]:
    """R4: working departments whose head is not registered on that day, so that the list of members has a hole."""
    book = directory.book
    if not book.holds("R4") or terms.DEPARTMENT_HEAD not in terms.member_roles(book):
        return ()
    found = []
    for unit in directory.units_of(terms.DEPARTMENT, on):
        if directory.head_of(unit.id, on) is None:
            sentence = f"{unit.name}没有登记在任的主要负责人，组成人员名单缺这一位。"
            found.append(finding(book, "R4", sentence, {"单位": unit.name, "日期": long_day(on)}))
    return tuple(found)


def order_findings(directory: Directory, post: PostRow, leaving: Iterable[int] = ()) -> tuple[Finding, ...]:
    """R6: another leader with the same order number while `post` is in force. `leaving`: posts about to end."""
    book = directory.book
    if not book.holds("R6") or not directory.is_leader_role(post.role) or post.rank >= UNRANKED:
        return ()
    skipped = {post.id, *leaving}
    found = []
    for other in directory.posts:
        if other.id in skipped or other.person_id == post.person_id or other.rank != post.rank:
            continue
        if directory.is_leader_role(other.role) and overlap(post.from_day, post.to_day, other.from_day, other.to_day):
            found.append(_same_order(directory, post, other))
    return tuple(found)


def all_order_findings(directory: Directory, on: date) -> tuple[Finding, ...]:
    """R6 over the whole ranked list of one day, each clash once."""
    if not directory.book.holds("R6"):
        return ()
    held = [p for p in directory.posts if p.holds(on) and p.rank < UNRANKED and directory.is_leader_role(p.role)]
    owners: dict[int, PostRow] = {}
    found = []
    for post in held:
        owner = owners.setdefault(post.rank, post)
        if owner.person_id != post.person_id:
            found.append(_same_order(directory, post, owner))
    return tuple(found)


def _same_order(directory: Directory, post: PostRow, other: PostRow) -> Finding:
    person, holder = directory.person(post.person_id), directory.person(other.person_id)
    name = person.name if person else "新任领导"
    taken = holder.name if holder else "另一位领导"
    sentence = f"领导序号 {post.rank} 已由{taken}（{directory.post_title(other)}）占用，{name}请换一个序号。"
    facts = {"序号": str(post.rank), "已有": taken, "新排": name, "起": _day(post.from_day), "止": _end(post.to_day)}
    return finding(directory.book, "R6", sentence, facts)


def portfolio_findings(directory: Directory, on: date) -> tuple[Finding, ...]:
    """R8a: units without 分管, 协管 or 对应科室; for bodies that R72 brings in, the facts name that rule too."""
    book = directory.book
    if not book.holds("R8a"):
        return ()
    found = []
    for gap in directory.units_without_portfolio(on):
        lacks = "、".join(terms.KIND_TITLES[kind] for kind in gap.missing)
        facts = {"单位": gap.unit.name, "类别": gap.unit.category, "缺": lacks, "日期": long_day(on)}
        if gap.unit.category not in (terms.DEPARTMENT, terms.COUNTY):
            facts["同样适用"] = f"{book.rule('R72').article_text}（R72）"
        found.append(finding(book, "R8a", f"{gap.unit.name}还没有{lacks}。", facts))
    return tuple(found)


def scope_findings(directory: Directory, unit_id: int) -> tuple[Finding, ...]:
    """R72: a note for a managed, dispatched or directly subordinate body, to which the working rules apply as well."""
    unit = directory.unit(unit_id)
    bodies = (terms.MANAGED, terms.DISPATCHED, terms.INSTITUTION)
    if unit is None or unit.category not in bodies or not directory.book.holds("R72"):
        return ()
    sentence = f"{unit.name}属{unit.category}，工作规则同样适用。"
    return (finding(directory.book, "R72", sentence, {"单位": unit.name, "类别": unit.category}),)


def daily_findings(directory: Directory, on: date) -> tuple[Finding, ...]:
    """R9: nobody is secretary-general on that day, so daily work, topics and supervision have no head."""
    if not directory.book.holds("R9") or directory.person_in_role(terms.SECRETARY_GENERAL, on) is not None:
        return ()
    sentence = "没有登记在任的秘书长，日常工作、议题统筹和督查暂无总负责人。"
    return (finding(directory.book, "R9", sentence, {"日期": long_day(on)}, "登记秘书长的任职起止日期"),)


def acting_findings(directory: Directory, actor_id: int, principal_id: int, on: date) -> tuple[Finding, ...]:
    """R10: `actor_id` acts for `principal_id` on that day without a delegation that is in force then."""
    book = directory.book
    delegate = directory.acting_for(principal_id, on)
    if not book.holds("R10") or (delegate is not None and delegate.person_id == actor_id):
        return ()
    actor, principal = directory.people[actor_id].name, directory.people[principal_id].name
    spans = [
        f"{_day(d.from_day)}至{_end(d.to_day)}"
        for d in directory.delegations
        if (d.from_person_id, d.to_person_id, d.kind) == (principal_id, actor_id, terms.PRESIDING)
    ]
    facts = {"代行人": actor, "委托人": principal, "日期": long_day(on), "委托期": "；".join(spans) or "没有登记委托"}
    return (finding(book, "R10", f"{long_day(on)}不在{principal}委托{actor}的期限内，不能代行。", facts),)


def delegation_findings(directory: Directory, delegation: DelegationRow) -> tuple[Finding, ...]:
    """R10: the mayor's work may only be given to the executive vice mayor, whose post must cover the dates."""
    book, first, last = directory.book, delegation.from_day, delegation.to_day
    mayors = {p.person_id for day in (first, last) if day for p in directory.people_in_role(terms.MAYOR, day)}
    if not book.holds("R10") or delegation.kind != terms.PRESIDING or delegation.from_person_id not in mayors:
        return ()
    executive = directory.roles.get(terms.EXECUTIVE)
    if executive is None:
        return ()
    fit = [p.person_id for p in directory.people_in_role(terms.EXECUTIVE, first)]
    if last is not None and delegation.to_person_id in fit:
        fit = [p.person_id for p in directory.people_in_role(terms.EXECUTIVE, last)]
    if delegation.to_person_id in fit:
        return ()
    name = directory.people[delegation.to_person_id].name
    facts = {"受托人": name, "现职": directory.title_of(delegation.to_person_id, first) or "无", "起": _day(first)}
    facts["止"] = _end(last)
    return (finding(book, "R10", f"主持工作应委托{executive.title}，{name}在委托期内不任此职。", facts),)


def _day(day: date) -> str:
    return "未填" if day == date.min else long_day(day)


def _end(day: date | None) -> str:
    return "未定" if day is None else long_day(day)
