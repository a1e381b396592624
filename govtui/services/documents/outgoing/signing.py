"""Sign-off: who must sign, the signature itself, and taking a mistaken one back (arts. 10, 49, 50)."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from govtui.domain.clock import long_day, stored_day
from govtui.domain.documents.outgoing import signing
from govtui.domain.documents.outgoing.signing import Matter
from govtui.domain.documents.outgoing.states import SIGNED_STATES, TO_RECHECK, TO_SIGN, move
from govtui.domain.explain import SILENT, Explanation, Release, explain_rule
from govtui.domain.findings import Finding
from govtui.domain.people import Directory
from govtui.domain.refusal import Refusal
from govtui.domain.signing import Seat, SignerPlan, full_date, own_seat, signature_findings, signer_findings
from govtui.domain.text import clean, cut
from govtui.services.desk import Desk
from govtui.services.documents.entered import said
from govtui.services.documents.outgoing import gates
from govtui.services.documents.outgoing.ledger import run_of, take_number_off
from govtui.services.documents.outgoing.naming import name_of
from govtui.services.documents.outgoing.retracting import end_active, end_signature, must_not_be_out
from govtui.services.documents.outgoing.views import GONE, signer_words
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit, pass_gates
from govtui.services.people import directory
from govtui.services.releases import last_release
from govtui.store import tables
from govtui.store.documents.outgoing import lists, papers
from govtui.store.reading import Reader, Record
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Outgoing

NOUN = "outgoing"
_WIDEST_OPINION = 60
"""Cells of an opinion in a sentence of the journal."""


def matter_of(row: Record) -> Matter:
    """What of a stored paper decides who signs it."""
    return Matter(row["kind"], row["series"], row["direction"], bool(row["major"]))


def signer_line(row: Record) -> str:
    """The signer of a stored paper as printed: 李某（代张某） where he acted for somebody."""
    return signer_words(row["signer"], row["signer_for"])


def signer_plan(desk: Desk, outgoing_id: int, on: date | None = None) -> SignerPlan:
    """Who may sign a paper as of `on`: unless given the day it was signed, for one that is not signed today."""
    with desk.reading() as reader:
        row = _row(reader, outgoing_id)
    return _plan(desk, directory(desk), row, on or stored_day(row["signed_on"]) or desk.today())


def sign(
    desk: Desk,
    outgoing_id: int,
    signer_id: int | None,
    opinion: str,
    on: date | str | None = None,
    permits: Sequence[Permit] = (),
) -> Outcome:
    """Note a leader's sign-off, dated `on` (today unless given, text as it stands on the sheet): 待签发 → 待复核.

    Raises Refusal: nobody of the address book signs, a day to come, no series yet; with findings where a rule blocks
    (R49, R50a to R50c, R10 the signer, R50e the signature, R7b the meeting, and the gates of the paper itself).
    """
    opinion, written = said(opinion, multiline=True), on if isinstance(on, str) else (on or desk.today()).isoformat()
    people, signed_on = directory(desk), full_date(clean(written))
    signer = people.chosen(signer_id, "签发人")
    if signed_on and signed_on > desk.today():
        raise Refusal(f"签发日期 {long_day(signed_on)} 还没有到，请核对日期。")
    with desk.writing("outgoing.sign") as uow:
        paper, row = papers.fetch(uow, outgoing_id), _row(uow, outgoing_id)
        move(name_of(paper), paper.state, TO_RECHECK, "签发")
        if desk.book.outgoing_series and not paper.series:
            raise Refusal("还没有选发文字号序列，定不了由谁签发；请先补上。")
        plan = _plan(desk, people, row, signed_on or desk.today())
        found = (
            *signature_findings(desk.book, opinion, signer.name, clean(written)),
            *_findings(desk, people, plan, row, signer.id, signed_on or desk.today()),
            *gates.signing_findings(desk, uow, row),
        )
        warned = pass_gates(desk, uow, found, permits, NOUN, outgoing_id)
        if signed_on is None:
            raise Refusal("签发日期要写全年月日，如 2026-11-22；没有完整日期不能登记签发。")
        seat = plan.seat(signer.id) or own_seat(people, signer, signed_on)
        tail = _number_of_another_year(desk, uow, paper, signed_on)
        sentence = _write(uow, paper, plan, seat, opinion, signed_on, tail)
    silent = f"（由谁签发{SILENT}）" if plan.rule is None else ""
    return Outcome(1, sentence + silent, warned)


def unsign(desk: Desk, outgoing_id: int, reason: str) -> Outcome:
    """Take back a sign-off that was entered by mistake: the paper waits for its signer again.

    Raises Refusal without a reason, for a paper that bears no sign-off, and for one that is archived.
    """
    reason = said(reason, multiline=True)
    if not reason:
        raise Refusal("撤回签发要写明理由。")
    with desk.writing("outgoing.unsign") as uow:
        paper = papers.fetch(uow, outgoing_id)
        if paper.state not in SIGNED_STATES:
            raise Refusal(f"{name_of(paper)}现在是“{paper.state}”，还没有签发。")
        must_not_be_out(paper, "撤回签发")
        state = move(name_of(paper), paper.state, TO_SIGN, "撤回签发")
        words = signer_words(paper.signer, paper.signer_for)
        end_signature(uow, paper, reason)
        papers.go_on(uow, paper, state)
        papers.note(uow, outgoing_id, "撤回", f"撤回{words}的签发：{reason}")
        sentence = f"撤回{name_of(paper)}的签发：{reason}"
        uow.say(sentence, NOUN, outgoing_id)
    return Outcome(1, sentence)


def signer_explanations(desk: Desk, outgoing_id: int) -> list[Explanation]:
    """Why this leader signs: the signer rule with its facts, R10 where somebody acts, 规则未明确 where it is silent."""
    with desk.reading() as reader:
        row = _row(reader, outgoing_id)
    plan = _plan(desk, directory(desk), row, stored_day(row["signed_on"]) or desk.today())
    facts = list(plan.facts)
    if row["signed_on"]:
        facts.append(("已签", f"{row['signer_title']}{signer_line(row)} {row['signed_on']}"))
    why = _explained(desk, plan.rule.rule if plan.rule else None, facts, outgoing_id, f"由谁{plan.act}")
    acts = (row["signer"], row["signer_for"]) if row["signed_on"] else _expected(plan)
    if not all(acts):
        return [why]
    label = f"{acts[0]}代{acts[1]}"
    terms = [fact for fact in plan.facts if fact[0] == label]
    return [why, _explained(desk, "R10", terms, outgoing_id, f"{label}{plan.act}")]


def _findings(
    desk: Desk, people: Directory, plan: SignerPlan, row: Record, signer_id: int, on: date
) -> tuple[Finding, ...]:
    """What the rules say of the signer and of the meeting behind the paper."""
    return (
        *signer_findings(desk.book, people, plan, signer_id, on),
        *plan.findings,
        *signing.meeting_findings(desk.book, bool(row["major"]), row["subject"], row["title"], row["meeting_ref"]),
    )


def _plan(desk: Desk, people: Directory, row: Record, on: date) -> SignerPlan:
    unit_id = row["matter_unit_id"] or row["drafting_unit_id"]
    return signing.signer_plan(desk.book, people, matter_of(row), unit_id, on)


def _write(
    uow: UnitOfWork, paper: "Outgoing", plan: SignerPlan, seat: Seat, opinion: str, signed_on: date, tail: str
) -> str:
    """Write the signature and what the paper shows of it; returns the sentence of the journal, `tail` at its end."""
    assert paper.id is not None
    end_active(uow, paper.id, "重新签发")
    row = tables.Signature(outgoing_id=paper.id, person=seat.name, signed_on=signed_on.isoformat())
    row.person_id, row.title, row.act, row.opinion = seat.person_id, seat.title, plan.act, opinion
    row.acting_for_id, row.acting_for = seat.for_id, seat.for_name
    row.rule = (plan.rule.rule or "") if plan.rule else ""
    uow.add(row)
    signature = {"signer_id": seat.person_id, "signer": seat.name, "signer_title": seat.title}
    signature |= {"signer_for": seat.for_name, "sign_act": plan.act, "sign_opinion": opinion}
    papers.go_on(uow, paper, TO_RECHECK, **signature, signed_on=row.signed_on, dated_on=row.signed_on)
    words = f"{seat.words}：{cut(clean(opinion), _WIDEST_OPINION)}".rstrip("：")
    papers.note(uow, paper.id, plan.act, words + tail)
    sentence = f"{plan.act} {name_of(paper)}，{words}{tail}"
    uow.say(sentence, NOUN, paper.id)
    return sentence


def _number_of_another_year(desk: Desk, uow: UnitOfWork, paper: "Outgoing", signed_on: date) -> str:
    """A number goes with the day of the sign-off: one of another year (or term) is void; the words for it."""
    if not paper.number or run_of(desk, paper.series, signed_on)[1] == paper.year:
        return ""
    return take_number_off(uow, paper, f"{signed_on} 重新签发")


def _row(within: Reader | UnitOfWork, outgoing_id: int) -> Record:
    row = lists.paper(within, outgoing_id)
    if row is None:
        raise Refusal(GONE)
    return row


def _expected(plan: SignerPlan) -> tuple[str, str]:
    return (plan.expected.name, plan.expected.for_name) if plan.expected else ("", "")


def _explained(
    desk: Desk, rule: str | None, facts: Sequence[tuple[str, str]], outgoing_id: int, title: str
) -> Explanation:
    found = last_release(desk, rule, NOUN, outgoing_id) if rule else None
    return explain_rule(desk.book, rule, facts, title=title, release=Release(*found) if found else None)
