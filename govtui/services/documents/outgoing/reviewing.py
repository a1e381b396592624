"""Review before the leader signs, and the re-check afterwards (党政机关公文处理工作条例 arts. 20, 25)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govtui.domain.documents.outgoing.states import (
    COSIGNING,
    DRAFT,
    TO_NUMBER,
    TO_PRINT,
    TO_RECHECK,
    TO_REVIEW,
    TO_SIGN,
    move,
)
from govtui.domain.refusal import Refusal
from govtui.rulebook.outgoing import CheckItem
from govtui.services.desk import Desk
from govtui.services.documents.entered import said
from govtui.services.documents.outgoing.naming import name_of
from govtui.services.documents.outgoing.numbering import watch_of
from govtui.services.documents.outgoing.retracting import end_signature
from govtui.services.documents.rows import Outcome
from govtui.store import tables
from govtui.store.documents.outgoing import papers
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Outgoing

REVIEW, RECHECK = "核稿", "复核"
SUBSTANCE_CHECK = "unchanged"
"""The question of the re-check by whose “no” the paper goes back to the signer."""


def questions(desk: Desk, stage: str) -> tuple[CheckItem, ...]:
    """What is asked at a step (`need`, `review`, `recheck`), in the order of the pack."""
    return desk.book.checklist(stage)


def review(desk: Desk, outgoing_id: int, failed: Sequence[str] = (), opinion: str = "") -> Outcome:
    """Note the review of a draft: with open co-signs it goes on to them, else to the signer; what failed goes back.

    A question answered with no sends the draft back to its drafter with the questions as the reason.
    """
    with desk.writing("outgoing.review") as uow:
        paper = papers.fetch(uow, outgoing_id)
        if paper.state != TO_REVIEW:
            raise Refusal(f"{name_of(paper)}现在是“{paper.state}”，不能核稿。")
        remark = _note_review(desk, uow, outgoing_id, REVIEW, failed, opinion)
        waiting = any(one.answered_on is None for one in papers.cosigns(uow, outgoing_id))
        to = DRAFT if failed else COSIGNING if waiting else TO_SIGN
        papers.go_on(uow, paper, to, checker=uow.actor_name, checked_on=desk.today().isoformat())
        words = f"退回修改：{remark}" if failed else f"核稿通过，{to}" + (f"（{remark}）" if remark else "")
        papers.note(uow, outgoing_id, REVIEW, words)
        uow.say(f"{name_of(paper)}{words}", "outgoing", outgoing_id)
        sentence = f"{name_of(paper)}{words}"
    return Outcome(1, sentence)


def return_draft(desk: Desk, outgoing_id: int, reason: str) -> Outcome:
    """Send a paper back to its drafter before it is signed. Raises Refusal without a reason."""
    reason = said(reason, multiline=True)
    if not reason:
        raise Refusal("退回修改要写明要改什么。")
    with desk.writing("outgoing.return") as uow:
        paper = papers.fetch(uow, outgoing_id)
        papers.go_on(uow, paper, move(name_of(paper), paper.state, DRAFT, "退回修改"))
        papers.note(uow, outgoing_id, "退回", f"退回修改：{reason}")
        sentence = f"{name_of(paper)}退回修改：{reason}"
        uow.say(sentence, "outgoing", outgoing_id)
    return Outcome(1, sentence)


def recheck(desk: Desk, outgoing_id: int, failed: Sequence[str] = (), opinion: str = "") -> Outcome:
    """Re-check a signed paper before it gets its number.

    A substantive change found here ends the signature and goes back to the signer; anything else that failed keeps the
    paper where it is until it is put right. A paper that has its number already goes straight on to printing.
    """
    with desk.writing("outgoing.recheck") as uow:
        paper = papers.fetch(uow, outgoing_id)
        if paper.state != TO_RECHECK:
            raise Refusal(f"{name_of(paper)}现在是“{paper.state}”，不能复核。")
        remark = _note_review(desk, uow, outgoing_id, RECHECK, failed, opinion)
        words = _after_recheck(desk, uow, paper, failed, remark)
        if not failed:
            uow.change(paper, rechecker=uow.actor_name, rechecked_on=desk.today().isoformat())
        papers.note(uow, outgoing_id, RECHECK, words)
        sentence = f"{name_of(paper)}{words}"
        uow.say(sentence, "outgoing", outgoing_id)
    return Outcome(1, sentence)


def _after_recheck(desk: Desk, uow: UnitOfWork, paper: "Outgoing", failed: Sequence[str], remark: str) -> str:
    if SUBSTANCE_CHECK in failed:
        end_signature(uow, paper, "复核发现实质改动")
        papers.go_on(uow, paper, TO_SIGN)
        return f"复核发现实质改动，退回重新签发：{remark}"
    if failed:
        return f"复核未通过，补正后再复核：{remark}"
    if paper.number:
        papers.go_on(uow, paper, TO_PRINT, **watch_of(desk, paper))
    else:
        papers.go_on(uow, paper, TO_NUMBER)
    return "复核通过"


def _note_review(desk: Desk, uow: UnitOfWork, outgoing_id: int, stage: str, failed: Sequence[str], opinion: str) -> str:
    """Write the review down; returns what was said: the failed questions and the opinion."""
    known = {item.id: item.question for checklist in desk.book.checklists for item in checklist.items}
    unknown = [one for one in failed if one not in known]
    if unknown:
        raise Refusal("核稿问题与规则包不一致，请重新打开核稿表。")
    opinion = said(opinion, multiline=True)
    uow.add(
        tables.PaperReview(
            outgoing_id=outgoing_id,
            stage=stage,
            reviewer=uow.actor_name,
            at=uow.at,
            passed=not failed,
            failed=" ".join(failed),
            opinion=opinion,
        )
    )
    return "；".join(filter(None, (*(f"“{known[one].rstrip('？')}”为否" for one in failed), opinion)))
