"""Drafting a paper that leaves: guess, check, write; change it before and after it was signed; give it up."""

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from govtui.domain.clock import stored_day
from govtui.domain.documents.kinds import guess_kind
from govtui.domain.documents.numbers import parse_number
from govtui.domain.documents.outgoing.drafts import changed_substance, guess_direction, guess_series
from govtui.domain.documents.outgoing.gates import congratulation_findings, need_findings
from govtui.domain.documents.outgoing.signing import meeting_findings
from govtui.domain.documents.outgoing.states import (
    DRAFT,
    RELATIONS,
    SIGNED_STATES,
    TO_REVIEW,
    TO_SIGN,
    VOID,
    move,
)
from govtui.domain.documents.secrecy import looks_classified, read_grade
from govtui.domain.findings import Finding
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean, clean_table
from govtui.services.desk import Desk
from govtui.services.documents.entered import said
from govtui.services.documents.outgoing.ledger import take_number_off, void_number
from govtui.services.documents.outgoing.naming import name_of
from govtui.services.documents.outgoing.relations import carry_out, take_back
from govtui.services.documents.outgoing.retracting import (
    end_signature,
    must_not_be_out,
    must_not_be_published_law,
)
from govtui.services.documents.outgoing.rows import Drafted, NewDraft
from govtui.services.documents.outgoing.views import GONE, one_row
from govtui.services.documents.rows import Outcome
from govtui.services.people import directory
from govtui.store import tables
from govtui.store.documents.outgoing import lists, papers
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Outgoing

LONGEST_BODY = 200_000
"""Characters of a body that are kept; longer ones are refused, never cut."""

_LINES = ("attachments", "addressees", "copies_to")
_SAME = (
    *("title", "series", "direction", "kind", "body", "attachments", "addressees", "copies_to", "remark", "secrecy"),
    *("urgency", "major", "subject", "meeting_ref", "drafting_unit", "drafting_unit_id", "drafter", "phone"),
    *("matter_unit_id", "need_reason", "answers_id", "publicity", "publicity_reason", "normative", "note"),
)

_ON_PAPER = {
    "title": "标题",
    "body": "正文",
    "attachments": "附件",
    "addressees": "主送",
    "copies_to": "抄送",
    "remark": "附注",
}
"""What stands on the printed paper, to the last comma."""

_GROUNDS = {"meeting_ref": "会议决定", "publicity_reason": "不公开理由", "need_reason": "必须发的理由"}
"""What let a paper pass when it was signed: it may be written better afterwards, not taken out."""

_RELATED = "对旧文的处理"


def guess(desk: Desk, entry: NewDraft) -> NewDraft:
    """The entry cleaned, with kind, series, direction, urgency, unit, drafter and publicity filled where left open.

    Raises Refusal when anything looks like a state secret (the sentence never repeats the text).
    """
    entry = _cleaned(entry)
    book = desk.book
    kinds = [*(book.congratulations.kinds if book.congratulations else ()), *(k.name for k in book.document_kinds)]
    kind = entry.kind or guess_kind(entry.title, kinds).kind or ""
    normative = entry.normative or any(one.normative for one in book.outgoing_series if one.id == entry.series)
    series = entry.series or guess_series(book, kind, entry.title, normative)
    closed = book.congratulations if book.congratulations and kind in book.congratulations.kinds else None
    unit = directory(desk).unit(entry.drafting_unit_id) or directory(desk).unit_named(entry.drafting_unit)
    return replace(
        entry,
        kind=kind,
        series=series,
        direction=entry.direction or guess_direction(book, kind, series),
        normative=normative,
        urgency=entry.urgency or min(book.urgencies, key=lambda urgency: urgency.rank).name,
        secrecy=read_grade(entry.secrecy),
        drafting_unit=(unit.label if unit else entry.drafting_unit) or desk.actor.section,
        drafting_unit_id=unit.id if unit else None,
        drafter=entry.drafter or desk.actor.name,
        publicity=entry.publicity or (closed.publicity if closed else ""),
    )


def draft(desk: Desk, entry: NewDraft) -> Drafted:
    """Write a new draft. Raises Refusal without a title, for an unknown kind or series, or for a classified text."""
    entry = _checked(desk, guess(desk, entry))
    findings = draft_findings(desk, entry)
    with desk.writing("outgoing.draft") as uow:
        row = uow.add(
            tables.Outgoing(
                **_columns(entry),
                state=DRAFT,
                held_since=uow.at,
                drafted_on=desk.today().isoformat(),
                created_at=uow.at,
                created_by=uow.actor_name,
            )
        )
        assert row.id is not None
        _relate(uow, row.id, entry)
        papers.note(uow, row.id, "拟稿", f"{entry.drafting_unit} {entry.drafter} 拟稿".strip())
        uow.say(f"起草{name_of(row)}", "outgoing", row.id)
    return Drafted(row.id, one_row(desk, row.id), findings)


def draft_of(desk: Desk, outgoing_id: int) -> NewDraft:
    """A stored paper as the form shows it again. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        row = lists.paper(reader, outgoing_id)
        related = lists.relations(reader, outgoing_id)
    if row is None:
        raise Refusal(GONE)
    values: dict[str, Any] = {name: row[name] for name in _SAME}
    values |= {name: bool(row[name]) for name in ("major", "normative")}
    return NewDraft(
        **values,
        passed_on=stored_day(row["passed_on"]),
        need_failed=tuple(row["need_failed"].split()),
        relations=tuple((one["kind"], one["number"]) for one in related),
    )


def revise(desk: Desk, outgoing_id: int, version: int, entry: NewDraft, wording_only: bool = False) -> Outcome:
    """Change a paper. After sign-off a substantive change ends the signature and goes back to the signer.

    `wording_only`: the clerk answers for it that the change does not touch the substance (typing mistakes); only the
    title and the body may then differ. A number that was given stays with the paper, unless it now belongs to another
    series. Raises Stale as every edit does, and Refusal where the change would touch what was printed or is out.
    """
    entry = _checked(desk, guess(desk, entry))
    findings = draft_findings(desk, entry)
    with desk.writing("outgoing.revise") as uow:
        paper = papers.fetch(uow, outgoing_id, version)
        if paper.state == VOID:
            raise Refusal(f"{name_of(paper)}已作废，不能再改。")
        columns, related = _columns(entry), _related(uow, outgoing_id) != _wanted(entry)
        if entry.drafting_unit == paper.drafting_unit and paper.state in SIGNED_STATES:
            columns["drafting_unit_id"] = paper.drafting_unit_id
        touched = _touched(paper, columns, related)
        tail = _after_change(uow, paper, columns, touched, wording_only)
        entered_late = related and paper.import_id is not None and paper.state in SIGNED_STATES
        if entered_late:
            take_back(uow, paper)
        uow.change(paper, **columns)
        _relate(uow, outgoing_id, entry)
        if entered_late:
            carry_out(uow, paper)
        papers.note(uow, outgoing_id, "修改", ("改动：" + "、".join(touched) if touched else "文字更正") + tail)
        sentence = f"修改{name_of(paper)}{tail}"
        uow.say(sentence, "outgoing", outgoing_id)
    return Outcome(1, sentence, findings)


def submit(desk: Desk, ids: "list[int] | tuple[int, ...]") -> Outcome:
    """Hand drafts in for review (拟稿 → 待核稿); one transaction for all."""
    if not ids:
        raise Refusal("请先选要送核稿的文件。")
    with desk.writing("outgoing.submit") as uow:
        names = []
        for outgoing_id in ids:
            paper = papers.fetch(uow, outgoing_id)
            papers.go_on(uow, paper, move(name_of(paper), paper.state, TO_REVIEW, "送核稿"))
            papers.note(uow, outgoing_id, "送核", "送核稿")
            names.append(name_of(paper))
        sentence = f"送核稿：{names[0]}" + (f"等 {len(names)} 件" if len(names) > 1 else "")
        uow.say(sentence, "outgoing", ids[0])
    return Outcome(len(ids), sentence)


def void(desk: Desk, outgoing_id: int, reason: str) -> Outcome:
    """Give a paper up; a number that it had is void with the same reason and never given again.

    What it did to older papers is taken back. Raises Refusal for one whose normative document is published.
    """
    reason = said(reason)
    if not reason:
        raise Refusal("作废要写明理由。")
    with desk.writing("outgoing.void") as uow:
        paper = papers.fetch(uow, outgoing_id)
        move(name_of(paper), paper.state, VOID, "作废")
        must_not_be_published_law(uow, paper)
        void_number(uow, paper, reason)
        take_back(uow, paper)
        papers.go_on(uow, paper, VOID, void_reason=reason, publish_open=False, force="")
        papers.note(uow, outgoing_id, "作废", reason)
        sentence = f"{name_of(paper)}作废：{reason}"
        uow.say(sentence, "outgoing", outgoing_id)
    return Outcome(1, sentence)


def draft_findings(desk: Desk, entry: NewDraft) -> tuple[Finding, ...]:
    """What the rules say of a draft before anybody has signed it: need (R51), meetings (R24), congratulations (R70)."""
    return (
        *need_findings(desk.book, entry.need_failed, entry.need_reason),
        *congratulation_findings(desk.book, entry.kind, entry.publicity, entry.publicity_reason),
        *meeting_findings(desk.book, entry.major, entry.subject, entry.title, entry.meeting_ref),
    )


def _touched(paper: "Outgoing", columns: dict[str, Any], related: bool) -> tuple[str, ...]:
    """What a change touches of what was signed: substance, grounds that were taken out, what it does to older papers.

    A paper of an old register was signed elsewhere: what its line says of older ones may be put right here.
    """
    touched = changed_substance({name: getattr(paper, name) for name in columns}, columns)
    gone = tuple(words for name, words in _GROUNDS.items() if getattr(paper, name) and not columns[name])
    return (*touched, *gone, *((_RELATED,) if related and paper.import_id is None else ()))


def _after_change(
    uow: UnitOfWork, paper: "Outgoing", columns: dict[str, Any], touched: tuple[str, ...], wording_only: bool
) -> str:
    """What a change does to a signed paper; says so in words for the sentence."""
    if paper.state not in SIGNED_STATES:
        return ""
    if printed := touched or tuple(words for name, words in _ON_PAPER.items() if getattr(paper, name) != columns[name]):
        must_not_be_out(paper, f"改动{'、'.join(printed)}")
    light = wording_only or not touched
    if light and printed and paper.issued_on and paper.import_id is None:
        raise Refusal(f"{name_of(paper)}已经印制，要改{'、'.join(printed)}，请先撤回签发，改好后重新签发、重印。")
    if not touched:
        return ""
    if wording_only and set(touched) <= {"标题", "正文"}:
        return "（经办人注明只改文字，不涉及实质内容）"
    if wording_only:
        raise Refusal(f"改动了{'、'.join(touched)}，属于实质改动，要退回签发人重新签发。")
    end_signature(uow, paper, f"签发后改动：{'、'.join(touched)}")
    papers.go_on(uow, paper, move(name_of(paper), paper.state, TO_SIGN, "实质改动"))
    tail = take_number_off(uow, paper, "改换发文字号序列") if columns["series"] != paper.series else ""
    return f"（实质改动：{'、'.join(touched)}，退回重新签发{tail}）"


def _columns(entry: NewDraft) -> dict[str, Any]:
    columns: dict[str, Any] = {name: getattr(entry, name) for name in _SAME}
    columns["passed_on"] = _iso(entry.passed_on)
    columns["need_failed"] = " ".join(entry.need_failed)
    return columns


def _relate(uow: UnitOfWork, outgoing_id: int, entry: NewDraft) -> None:
    """Keep what the paper does to older ones, as the entry says now."""
    wanted, there = _wanted(entry), _related(uow, outgoing_id)
    for kind, number in sorted(there - wanted):
        uow.execute(
            "DELETE FROM paper_relation WHERE outgoing_id = :id AND kind = :kind AND coalesce("
            "(SELECT o.number FROM outgoing o WHERE o.id = target_id), target_number) = :number",
            {"id": outgoing_id, "kind": kind, "number": number},
        )
    for kind, number in sorted(wanted - there):
        target = lists.id_of_number(uow, number)
        uow.add(tables.PaperRelation(outgoing_id=outgoing_id, kind=kind, target_id=target, target_number=number))


def _wanted(entry: NewDraft) -> set[tuple[str, str]]:
    return {(kind, parse_number(number).normal or clean(number)) for kind, number in entry.relations if number}


def _related(uow: UnitOfWork, outgoing_id: int) -> set[tuple[str, str]]:
    """The relations to papers that bear a number; those known by their title alone stay as they came in."""
    return {(row["kind"], row["number"]) for row in lists.relations(uow, outgoing_id) if row["number"]}


def _checked(desk: Desk, entry: NewDraft) -> NewDraft:
    if not entry.title:
        raise Refusal("请填写标题。")
    if len(entry.body) > LONGEST_BODY:
        raise Refusal(f"正文超过 {LONGEST_BODY // 10_000} 万字，请把长表格和图另作附件。")
    known = {series.id for series in desk.book.outgoing_series}
    if entry.series and entry.series not in known:
        raise Refusal("没有这个发文字号序列，请从列表里选。")
    if any(kind not in RELATIONS for kind, _ in entry.relations):
        raise Refusal(f"对旧文只能是{'、'.join(RELATIONS)}。")
    return entry


def _cleaned(entry: NewDraft) -> NewDraft:
    texts: dict[str, Any] = {
        f.name: clean(value, multiline=f.name in _LINES)
        for f in fields(entry)
        if isinstance(value := getattr(entry, f.name), str) and f.name != "body"
    }
    entry = replace(entry, **texts, body=clean_table(entry.body))
    named = [clean(number) for _, number in entry.relations]
    for text in (*(getattr(entry, name) for name in (*texts, "body")), *named, *entry.need_failed):
        if refused := looks_classified(text):
            raise Refusal(refused)
    return entry


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
