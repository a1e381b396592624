"""初审, the initial check at the door: its questions for one paper, and the answers that stay on it (R46a–R47b)."""

from collections.abc import Sequence
from dataclasses import dataclass

from govtui.domain.documents.intake import checks_for
from govtui.domain.refusal import Refusal
from govtui.rulebook.papers import IntakeCheck
from govtui.services.desk import Desk
from govtui.services.documents.editing import as_entry
from govtui.services.documents.registering import PRINCIPAL_RULE, arrival_findings, failed_checks
from govtui.services.documents.rows import Outcome
from govtui.store.documents import incoming as store
from govtui.store.documents import papers

CHECKED = "初审"
"""The movement that says a paper was checked."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question as the clerk is asked it; `passed` is the answer given (None: not checked yet).

    `reason` is the code of the return reason that a no gives, `article` where it stands.
    """

    id: str
    text: str
    reason: str
    reason_name: str
    article: str
    passed: bool | None


def questions(desk: Desk, incoming_id: int) -> tuple[Question, ...]:
    """What the rules ask of a paper of this kind, with what was answered. Raises Refusal when the paper is gone."""
    entry, _version = as_entry(desk, incoming_id)
    with desk.reading() as reader:
        checked = any(row["kind"] == CHECKED for row in store.belongings(reader, "movement", incoming_id))
    failed = failed_checks(desk.book, entry)
    return tuple(_question(desk, check, checked, failed) for check in checks_for(desk.book, entry.kind))


def record_check(desk: Desk, incoming_id: int, failed_ids: Sequence[str]) -> Outcome:
    """Keep the answers of the check: `failed_ids` were answered with no, every other question with yes.

    The findings are what the rules now say of how the paper came; the paper itself goes on or back by another act.
    Raises Refusal for a question that is not asked of this kind, and for a paper that is closed, returned or void.
    """
    with desk.writing("incoming.check") as uow:
        paper = papers.fetch(uow, incoming_id)
        if not paper.open:
            raise Refusal(f"{paper.number} 现在是“{paper.state}”，不用再初审。")
        asked = checks_for(desk.book, paper.kind)
        if unknown := set(failed_ids) - {check.id for check in asked}:
            raise Refusal(f"{paper.number} 的初审没有“{'、'.join(sorted(unknown))}”这一问，请刷新后再试。")
        failed = [check for check in asked if check.id in failed_ids]
        uow.change(paper, failed_checks=" ".join(check.id for check in failed))
        signed = [check.id not in failed_ids for check in asked if check.rule == PRINCIPAL_RULE]
        if signed:
            uow.change(paper, signer_principal=all(signed))
        reasons = "、".join(desk.book.return_reason(check.return_reason).name for check in failed)
        result = f"不符合：{reasons}" if failed else "符合要求"
        papers.note(uow, incoming_id, CHECKED, result)
        sentence = f"{paper.number} 初审{result}"
        uow.say(sentence, "document", incoming_id)
    entry, _version = as_entry(desk, incoming_id)
    return Outcome(1, sentence, arrival_findings(desk, entry))


def _question(desk: Desk, check: IntakeCheck, checked: bool, failed: set[str]) -> Question:
    reason = desk.book.return_reason(check.return_reason)
    article = desk.book.rule(check.rule).article_text if check.rule and desk.book.holds(check.rule) else ""
    passed = False if check.id in failed else True if checked else None
    return Question(check.id, check.question, reason.code, reason.name, article, passed)
