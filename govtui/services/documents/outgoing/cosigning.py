"""Co-signs: which units are asked, what they answer, and when the paper may go on (art. 11)."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from govtui.domain.documents.outgoing.gates import Answer, cosign_findings
from govtui.domain.documents.outgoing.states import (
    AGREED,
    COSIGNING,
    DISAGREED,
    SILENT,
    TO_REVIEW,
    TO_SIGN,
    VOID,
    move,
)
from govtui.domain.findings import Finding
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean, fold
from govtui.services.desk import Desk
from govtui.services.documents.entered import dated, said
from govtui.services.documents.outgoing.naming import name_of
from govtui.services.documents.outgoing.views import answer_of
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit, pass_gates
from govtui.store import tables
from govtui.store.documents.outgoing import lists, papers
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import CoSign, Outgoing

OPINIONS = (AGREED, DISAGREED, SILENT)
_MAY_ASK = ("拟稿", TO_REVIEW, COSIGNING, TO_SIGN)


def ask(desk: Desk, outgoing_id: int, units: Sequence[tuple[int | None, str]]) -> Outcome:
    """Ask units to co-sign; one that was asked already is not asked twice.

    From 待签发 the paper goes back to 会签中; before the review it keeps its state, the co-signs wait for the review.
    """
    wanted = [(unit_id, said(name)) for unit_id, name in units if clean(name)]
    if not wanted:
        raise Refusal("请选会签单位。")
    with desk.writing("outgoing.cosign") as uow:
        paper = papers.fetch(uow, outgoing_id)
        if paper.state not in _MAY_ASK:
            raise Refusal(f"{name_of(paper)}现在是“{paper.state}”，不能再送会签。")
        there = {fold(one.unit) for one in papers.cosigns(uow, outgoing_id)}
        new = [(unit_id, name) for unit_id, name in wanted if fold(name) not in there]
        for unit_id, name in new:
            uow.add(tables.CoSign(outgoing_id=outgoing_id, unit_id=unit_id, unit=name, asked_at=uow.at))
        names = "、".join(name for _, name in new) or "（都已在会签单位中）"
        if new and paper.state == TO_SIGN:
            papers.go_on(uow, paper, COSIGNING)
        _keep_names(uow, outgoing_id)
        papers.note(uow, outgoing_id, "会签", f"送会签：{names}")
        sentence = f"{name_of(paper)}送会签：{names}"
        uow.say(sentence, "outgoing", outgoing_id)
    return Outcome(len(new), sentence)


def answer(
    desk: Desk,
    cosign_id: int,
    opinion: str,
    person: str = "",
    on: date | None = None,
    views: str = "",
    grounds: str = "",
    proposal: str = "",
    signed: bool = False,
) -> Outcome:
    """Write down one unit's answer. A disagreement that lacks views, grounds, proposal or signature is warned of (R11c)
    and stops the paper later."""
    if opinion not in OPINIONS:
        raise Refusal(f"会签意见只能是{'、'.join(OPINIONS)}。")
    parts = {"views": views, "grounds": grounds, "proposal": proposal}
    words = {name: said(text, multiline=True) for name, text in parts.items()}
    day, person = None if opinion == SILENT else dated(desk, on, "会签日期"), said(person)
    with desk.writing("outgoing.cosign.answer") as uow:
        row = uow.get(tables.CoSign, cosign_id)
        paper = papers.fetch(uow, row.outgoing_id)
        _may_answer(paper, row, opinion)
        uow.change(row, opinion=opinion, person=person, answered_on=day, signed=signed, **words)
        _keep_names(uow, row.outgoing_id)
        papers.note(uow, row.outgoing_id, "会签", f"{row.unit} {opinion}" + (f"（{row.person}）" if row.person else ""))
        sentence = f"{name_of(paper)} {row.unit}会签：{opinion}"
        uow.say(sentence, "outgoing", row.outgoing_id)
        given = Answer(row.unit, opinion, row.views, row.grounds, row.proposal, signed)
        findings = () if opinion == SILENT else cosign_findings(desk.book, [given])
    return Outcome(1, sentence, findings)


def answer_many(desk: Desk, cosign_ids: Sequence[int], opinion: str, on: date | None = None) -> Outcome:
    """Write the same plain answer (同意, or 未回复 again) of several units in one transaction."""
    if opinion == DISAGREED or opinion not in OPINIONS:
        raise Refusal("不同意的要逐个单位写明意见、理由和建议。")
    if not cosign_ids:
        raise Refusal("请先选会签单位。")
    day = None if opinion == SILENT else dated(desk, on, "会签日期")
    with desk.writing("outgoing.cosign.answer") as uow:
        rows = [uow.get(tables.CoSign, one) for one in cosign_ids]
        for row in rows:
            _may_answer(papers.fetch(uow, row.outgoing_id), row, opinion)
            uow.change(row, opinion=opinion, answered_on=day, signed=opinion == AGREED)
        names = "、".join(row.unit for row in rows)
        paper = papers.fetch(uow, rows[0].outgoing_id)
        _keep_names(uow, rows[0].outgoing_id)
        papers.note(uow, rows[0].outgoing_id, "会签", f"{names} {opinion}")
        sentence = f"{name_of(paper)} {names}会签：{opinion}"
        uow.say(sentence, "outgoing", rows[0].outgoing_id)
    return Outcome(len(rows), sentence)


def drop(desk: Desk, cosign_id: int, reason: str) -> Outcome:
    """Ask a unit no longer; the reason stays in what happened to the paper."""
    reason = said(reason)
    if not reason:
        raise Refusal("去掉会签单位要写明理由。")
    with desk.writing("outgoing.cosign.drop") as uow:
        row = uow.get(tables.CoSign, cosign_id)
        paper, unit = papers.fetch(uow, row.outgoing_id), row.unit
        if row.opinion == DISAGREED:
            raise Refusal(f"{unit}有不同意见，不能去掉；请列明各方意见、理由和办理建议。")
        if paper.state not in _MAY_ASK:
            raise Refusal(f"{name_of(paper)}现在是“{paper.state}”，会签情况随签发留存，不能再去掉会签单位。")
        uow.delete(row)
        assert paper.id is not None
        _keep_names(uow, paper.id)
        papers.note(uow, paper.id, "会签", f"不再征求{unit}：{reason}")
        sentence = f"{name_of(paper)}不再征求{unit}会签：{reason}"
        uow.say(sentence, "outgoing", paper.id)
    return Outcome(1, sentence)


def finish(desk: Desk, outgoing_id: int, permits: Sequence[Permit] = ()) -> Outcome:
    """End the co-signing and go on to the signer; R11c blocks while an answer or a part of a dissent is missing."""
    with desk.writing("outgoing.cosign.finish") as uow:
        paper = papers.fetch(uow, outgoing_id)
        move(name_of(paper), paper.state, TO_SIGN, "结束会签")
        if paper.state != COSIGNING:
            raise Refusal(f"{name_of(paper)}现在是“{paper.state}”，没有在会签。")
        warned = pass_gates(desk, uow, paper_findings(desk, uow, outgoing_id), permits, "outgoing", outgoing_id)
        papers.go_on(uow, paper, TO_SIGN)
        papers.note(uow, outgoing_id, "会签", "会签结束")
        sentence = f"{name_of(paper)}会签结束，待签发"
        uow.say(sentence, "outgoing", outgoing_id)
    return Outcome(1, sentence, warned)


def paper_findings(desk: Desk, within: UnitOfWork | Reader, outgoing_id: int) -> tuple[Finding, ...]:
    """What R11c says of the co-signs of one paper."""
    rows = lists.belongings(within, "co_sign", outgoing_id)
    return cosign_findings(desk.book, map(answer_of, rows)) if rows else ()


def _may_answer(paper: "Outgoing", row: "CoSign", opinion: str) -> None:
    """After the sign-off only a late consent may still come in: the leader signed on what the others had said."""
    if paper.state == VOID:
        raise Refusal(f"{name_of(paper)}已作废，不用再登记会签。")
    if paper.state not in _MAY_ASK and (row.opinion, opinion) != (SILENT, AGREED):
        raise Refusal(f"{name_of(paper)}已经签发，会签意见不能再改；确有不同意见的，先撤回签发再登记。")


def _keep_names(uow: UnitOfWork, outgoing_id: int) -> None:
    """The units with their answers, as the register prints them."""
    answers = papers.cosigns(uow, outgoing_id)
    words = "、".join(one.unit + ("" if one.opinion == AGREED else f"（{one.opinion}）") for one in answers)
    uow.change(papers.fetch(uow, outgoing_id), cosigners=words)
