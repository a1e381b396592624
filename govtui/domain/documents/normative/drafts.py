"""What the rules ask of a draft before it is registered or signed (arts. 19 to 21).

A rule that the pack does not hold is silent. Days are handed in; nothing here reads a clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from govtui.domain.documents.normative.kinds import CONSULTED, LEGISLATED, NAMES, NORMATIVE, questions, warning
from govtui.domain.findings import Finding, finding
from govtui.domain.text import fold
from govtui.rulebook import Rulebook
from govtui.rulebook.outgoing import CheckItem

GOVERNMENT = "government"
_DISSENT = "不同意"


@dataclass(frozen=True, slots=True)
class Side:
    """What one unit said in the co-ordination of a draft: 同意 or 不同意, and on which grounds."""

    unit: str
    opinion: str
    grounds: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The facts of one draft that the rules ask about.

    `organ` is government or office for their own papers, '' for a department's; `related` are the units whose powers
    it touches. `failed` and `steps_failed` are ids of questions answered with no; they mean nothing before `checked`.
    """

    type: str = NORMATIVE
    title: str = ""
    organ: str = ""
    issuer: str = ""
    co_issuers: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    drafter: str = ""
    reviewer: str = ""
    opinion: str = ""
    checked: bool = False
    failed: tuple[str, ...] = ()
    steps_failed: tuple[str, ...] = ()
    consulted_from: date | None = None
    consulted_to: date | None = None
    exempt: str = ""
    sides: tuple[Side, ...] = ()
    leaning: str = ""


def draft_findings(book: Rulebook, draft: Draft, as_of: date) -> tuple[Finding, ...]:
    """All that stands against a draft of its type (R21b, R21e, R21a; R19b, R20a, R20b)."""
    return (
        *legality_findings(book, draft),
        *city_findings(book, draft),
        *joint_findings(book, draft),
        *step_findings(book, draft),
        *consultation_findings(book, draft, as_of),
        *(dissent_findings(book, draft.sides, draft.leaning) if draft.type in LEGISLATED else ()),
    )


def legality_findings(book: Rulebook, draft: Draft) -> tuple[Finding, ...]:
    """R21b: all negatives confirmed by a named reviewer who did not draft. Rules may lawfully set some of these."""
    if draft.type != NORMATIVE or not book.holds("R21b"):
        return ()
    faults = _legality_faults(book, draft)
    facts = {"起草人": draft.drafter or "（空）", "审查人": draft.reviewer or "（空）", "标题": draft.title}
    return (finding(book, "R21b", "；".join(faults), facts),) if faults else ()


def _legality_faults(book: Rulebook, draft: Draft) -> list[str]:
    if not draft.checked:
        return ["还没有做合法性审查"]
    asked = {item.id: item.question for item in questions(book, NORMATIVE)}
    failed = [asked[one] for one in draft.failed if one in asked]
    fault = reviewer_fault(draft.drafter, draft.reviewer)
    return [*([f"审查不符合：{'；'.join(failed)}"] if failed else []), *([fault] if fault else [])]


def reviewer_fault(drafter: str, reviewer: str) -> str:
    """Why a reviewer will not do ('' when he does); blanks and width of names do not count, several drafters do."""
    drafters = {fold(name) for name in NAMES.split(drafter) if fold(name)}
    reviewers = {fold(name) for name in NAMES.split(reviewer) if fold(name)}
    if not reviewers:
        return "没有写明审查人"
    if not drafters:
        return "没有写明起草人，不能确认审查人与起草人分开"
    return "审查人和起草人是同一人" if reviewers & drafters else ""


def city_findings(book: Rulebook, draft: Draft) -> tuple[Finding, ...]:
    """R21e: the government's own normative document has passed its legal office first."""
    if draft.type != NORMATIVE or draft.organ != GOVERNMENT or not book.holds("R21e"):
        return ()
    if draft.checked and draft.reviewer and draft.opinion:
        return ()
    lacking = [name for name, there in (("审查人", draft.reviewer), ("审查意见", draft.opinion)) if not there]
    sentence = f"{_legal_office(book)}还没有审查{'，缺' + '、'.join(lacking) if lacking else ''}"
    return (finding(book, "R21e", sentence, {"标题": draft.title, "制定机关": draft.issuer}),)


def joint_findings(book: Rulebook, draft: Draft) -> tuple[Finding, ...]:
    """R21a: what touches the powers of two or more departments is issued jointly or by the government."""
    if draft.type != NORMATIVE or draft.organ or draft.co_issuers or not book.holds("R21a"):
        return ()
    touched = {fold(name): name for name in (draft.issuer, *draft.related) if name}
    if len(touched) < 2:
        return ()
    facts = {"制定机关": draft.issuer, "涉及职权的单位": "、".join(touched.values())}
    return (finding(book, "R21a", f"涉及{len(touched)}个单位的职权，只由{draft.issuer}一家发文", facts),)


def step_findings(book: Rulebook, draft: Draft) -> tuple[Finding, ...]:
    """R19b: a rule or the draft of a law has gone through every step and has the legal office's opinion."""
    if draft.type not in LEGISLATED or not book.holds("R19b"):
        return ()
    items = questions(book, draft.type)
    missing = [item for item in items if not draft.checked or item.id in draft.steps_failed]
    lacking = [_step(item) for item in missing]
    if not draft.opinion:
        lacking.append(f"{_legal_office(book)}的审查意见")
    if not lacking:
        return ()
    facts = {"标题": draft.title, "未完成": "、".join(lacking)}
    return (finding(book, "R19b", f"{draft.type}还缺：{'、'.join(lacking)}", facts),)


def _step(item: CheckItem) -> str:
    return item.question.strip("？?").removeprefix("已")


def consultation_findings(book: Rulebook, draft: Draft, as_of: date) -> tuple[Finding, ...]:
    """R20a: the public was asked from one day to another, or the secrecy that forbids it is named.

    A time that still runs or is shorter than the pack's `comment_days` is warned of.
    """
    terms = book.normative
    if terms is None or draft.type not in CONSULTED or draft.exempt or not book.holds("R20a"):
        return ()
    first, last = draft.consulted_from, draft.consulted_to
    if first is None or last is None:
        return (finding(book, "R20a", f"{draft.type}没有公开征求意见，也没有写保密依据", {"标题": draft.title}),)
    facts = {"征求意见": f"{first} 至 {last}", "应不少于": f"{terms.comment_days}日"}
    if last >= as_of:
        return (warning(book, "R20a", f"公开征求意见到 {last} 才结束", facts, "期满并研究意见后再办。"),)
    if (last - first).days < terms.comment_days:
        sentence = f"公开征求意见只有 {(last - first).days} 日，少于 {terms.comment_days} 日"
        return (warning(book, "R20a", sentence, facts, "补足时间，或写明缩短的依据。"),)
    return ()


def dissent_findings(book: Rulebook, sides: Iterable[Side], leaning: str) -> tuple[Finding, ...]:
    """R20b: where units disagree, the grounds of each and the legal office's leaning opinion are there."""
    against = [side for side in sides if side.opinion == _DISSENT]
    if not against or not book.holds("R20b"):
        return ()
    lacking = [f"{side.unit}的依据" for side in against if not side.grounds]
    if not leaning:
        lacking.append(f"{_legal_office(book)}的倾向性意见")
    if not lacking:
        return ()
    facts = {"不同意的单位": "、".join(side.unit for side in against), "倾向性意见": leaning or "（空）"}
    return (finding(book, "R20b", f"协调不下，还缺：{'、'.join(lacking)}", facts),)


def interpretation_note(book: Rulebook, title: str) -> tuple[Finding, ...]:
    """R19c: a paper that interprets a rule is the legal office's to prepare."""
    terms = book.normative
    if terms is None or not book.holds("R19c") or not any(word in title for word in terms.interpretation_words):
        return ()
    return (finding(book, "R19c", f"规章的解释由{terms.legal_office}承办", {"标题": title}),)


def _legal_office(book: Rulebook) -> str:
    return book.normative.legal_office if book.normative else "法制机构"
