"""What the rules say of a paper before it leaves: need, co-signs, publicity (arts. 11, 28, 29, 51, 70)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from govtui.domain.documents.outgoing.states import AGREED, DISAGREED, SILENT
from govtui.domain.findings import Finding, finding
from govtui.rulebook import Rulebook
from govtui.rulebook.model import Effect


@dataclass(frozen=True, slots=True)
class Answer:
    """What one unit said when it was asked to co-sign; a disagreement must hold all of the last four."""

    unit: str
    opinion: str = SILENT
    views: str = ""
    grounds: str = ""
    proposal: str = ""
    signed: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """What a disagreement still lacks, as the form names it."""
        if self.opinion != DISAGREED:
            return ()
        parts = (("各方意见", self.views), ("理由", self.grounds), ("办理建议", self.proposal), ("会签", self.signed))
        return tuple(name for name, there in parts if not there)


def cosign_findings(book: Rulebook, answers: Iterable[Answer]) -> tuple[Finding, ...]:
    """R11c: everybody answered, and where somebody disagrees views, grounds and proposal stand and all have signed.

    All have signed: a unit that agrees has signed by agreeing; the disagreeing ones must be marked as signed.
    """
    found = tuple(answers)
    if not book.holds("R11c"):
        return ()
    silent = [one.unit for one in found if one.opinion == SILENT]
    lacking = [f"{one.unit}（缺{'、'.join(one.missing)}）" for one in found if one.missing]
    facts = {"会签单位": "、".join(f"{one.unit} {one.opinion}" for one in found)}
    if silent:
        sentence = f"{'、'.join(silent)}还没有会签回复"
        return (finding(book, "R11c", sentence, facts, "催请会签单位答复；不再征求的从会签单位中去掉。"),)
    if lacking:
        return (finding(book, "R11c", f"会签有分歧，材料不全：{'；'.join(lacking)}", facts),)
    return ()


def agreed(answers: Iterable[Answer]) -> bool:
    """Whether every unit agreed."""
    return all(one.opinion == AGREED for one in answers)


def need_findings(book: Rulebook, failed: Sequence[str], reason: str) -> tuple[Finding, ...]:
    """R51: a question on need answered with no, without a reason why the paper must be issued all the same."""
    questions = {item.id: item.question for item in book.checklist("need")}
    asked = [questions[one] for one in failed if one in questions]
    if not asked or reason or not book.holds("R51"):
        return ()
    return (finding(book, "R51", "这件文可发可不发，没有写必须发的理由", {"答“否”的": "；".join(asked)}),)


def publicity_findings(book: Rulebook, kind: str, publicity: str, reason: str) -> tuple[Finding, ...]:
    """R29: how open the paper is must be said, with a reason where it is closed; R70: congratulations stay closed."""
    terms = book.publication
    if terms is None:
        return congratulation_findings(book, kind, publicity, reason)
    facts = {"公开方式": publicity or "（未定）", "理由": reason or "（空）"}
    found: tuple[Finding, ...] = ()
    if book.holds("R29"):
        if publicity not in terms.states:
            found = (finding(book, "R29", "还没有选定公开方式", facts, f"从{'、'.join(terms.states)}中选一种。"),)
        elif publicity in terms.reason_needed and not reason:
            found = (finding(book, "R29", f"公开方式定为{publicity}，没有写理由", facts),)
    return (*found, *congratulation_findings(book, kind, publicity, reason))


def congratulation_findings(book: Rulebook, kind: str, publicity: str, reason: str) -> tuple[Finding, ...]:
    """R70: letters of congratulation and inscriptions need a reason, and are never published (a block nobody opens)."""
    terms = book.congratulations
    if terms is None or kind not in terms.kinds or not terms.rule or not book.holds(terms.rule):
        return ()
    facts = {"文种": kind, "公开方式": publicity or "（未定）", "理由": reason or "（空）"}
    if publicity and publicity != terms.publicity:
        one = finding(book, terms.rule, f"{kind}不公开发表，公开方式只能是{terms.publicity}", facts)
        return (replace(one, effect=Effect.BLOCK, release_role=None),)
    if not reason:
        return (finding(book, terms.rule, f"{kind}一般不发，没有写特殊理由", facts),)
    return ()
