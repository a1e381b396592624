"""Reviews and sign-off of minutes: who must, the stamps, and taking a mistaken one back (arts. 10, 44, 50)."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from govtui.domain.clock import long_day, stored_day
from govtui.domain.explain import SILENT
from govtui.domain.findings import Finding
from govtui.domain.meetings import reviews
from govtui.domain.meetings.reviews import Need
from govtui.domain.meetings.states import (
    DRAFTING,
    MINUTES_NEXT,
    REVIEWING,
    SIGNED_MINUTES,
    TO_ISSUE,
    TO_NUMBER,
    TO_SIGN,
    move,
)
from govtui.domain.people import Directory, PersonRow
from govtui.domain.refusal import Refusal
from govtui.domain.signing import Seat, SignerPlan, full_date, own_seat, signature_findings, signer_findings
from govtui.domain.text import clean, cut
from govtui.services.desk import Desk
from govtui.services.documents.entered import dated, said
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit, pass_gates
from govtui.services.meetings.minutes.explaining import explanations
from govtui.services.meetings.minutes.issuing import take_number_off, watch
from govtui.services.meetings.minutes.needs import (
    SIGN,
    given_of,
    needed_reviews,
    needs_of,
    open_needs,
    plan,
    sign_findings,
)
from govtui.services.meetings.minutes.overtaking import end_signature, must_not_be_out
from govtui.services.meetings.minutes.proposed import write_proposals
from govtui.services.meetings.minutes.reading import NOUN, held_on, name_of, row_of
from govtui.services.people import directory
from govtui.store import tables
from govtui.store.meetings import minutes as store
from govtui.store.reading import Record
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Minutes

__all__ = ["explanations", "needed_reviews", "review", "send", "sign", "signer_plan", "unsign"]

_WIDEST_OPINION = 60
"""Cells of an opinion in a sentence of the journal."""


def signer_plan(desk: Desk, minutes_id: int, on: date | None = None) -> SignerPlan:
    """Who may sign minutes as of `on`: unless given the day they were signed, for unsigned ones today."""
    with desk.reading() as reader:
        row = row_of(reader, minutes_id)
    return plan(desk, directory(desk), row, on or stored_day(row["signed_on"]) or desk.today())


def send(desk: Desk, minutes_id: int) -> Outcome:
    """Send minutes round: 起草 → 审核中 while a review is missing, else → 待签发."""
    people = directory(desk)
    with desk.writing("minutes.send") as uow:
        minutes, row = store.fetch(uow, minutes_id), row_of(uow, minutes_id)
        if not minutes.body.strip():
            raise Refusal(f"{name_of(minutes)}还没有正文，请先起草。")
        _must_be_settled(uow, row)
        lacking = open_needs(desk, people, uow, row, desk.today())
        state = move(MINUTES_NEXT, name_of(minutes), minutes.state, REVIEWING if lacking else TO_SIGN, "送审")
        uow.change(minutes, state=state)
        whom = "、".join(dict.fromkeys(_whom(one) for one in lacking))
        words = f"送{whom}审核" if lacking else "送签发"
        sentence = f"{name_of(minutes)}{words}"
        _tell(uow, minutes, "送审", words, sentence)
    return Outcome(1, sentence)


def review(
    desk: Desk,
    minutes_id: int,
    step: str,
    person_id: int | None,
    opinion: str = "同意",
    on: date | None = None,
    permits: Sequence[Permit] = (),
    *,
    agreed: bool = True,
) -> Outcome:
    """Note a leader's review, dated `on` (today unless given); the last one sends the minutes on to the signer.

    `step` is the id of the review, '' for everything that this leader has to review. One who does not agree
    (`agreed`) sends the minutes back to be written anew. Raises Refusal where nothing is to be reviewed, for a day to
    come or before the meeting, and with the rule where somebody else must review (R44c, R44d).
    """
    opinion, people = said(opinion, multiline=True), directory(desk)
    person = people.chosen(person_id, "审核人")
    with desk.writing("minutes.review") as uow:
        minutes, row = store.fetch(uow, minutes_id), row_of(uow, minutes_id)
        if minutes.state not in (REVIEWING, TO_SIGN):
            raise Refusal(f"{name_of(minutes)}现在是“{minutes.state}”，送审以后才能登记审核。")
        held = held_on(desk, row["meeting_starts_at"]).isoformat()
        on_day = date.fromisoformat(dated(desk, on, "审核日期", held, "会议日期"))
        wanted = _asked(desk, people, uow, row, step, person, on_day)
        found = [
            one for need in wanted if _seat(need, person) is None for one in _wrong(desk, people, need, person, on_day)
        ]
        warned = pass_gates(desk, uow, _once(found), permits, NOUN, minutes_id)
        for need in wanted:
            _stamp(uow, minutes, need, _seat(need, person) or _instead(people, need, person, on_day), opinion, on_day)
        sentence = _after_review(desk, people, uow, minutes, person, opinion, agreed)
    return Outcome(len(wanted), sentence, warned)


def sign(
    desk: Desk,
    minutes_id: int,
    signer_id: int | None,
    opinion: str,
    on: date | str | None = None,
    permits: Sequence[Permit] = (),
) -> Outcome:
    """Note the sign-off, dated `on` (today unless given, or as it stands on the sheet); propose what to supervise.

    Raises Refusal: nobody of the address book signs, a day to come or before the meeting; with findings where a rule
    blocks (R44a, R44b and R10 the signer, R44c and R44d a missing review, R50e the signature).
    """
    opinion, written = said(opinion, multiline=True), on if isinstance(on, str) else (on or desk.today()).isoformat()
    people, signed_on = directory(desk), full_date(clean(written))
    signer = people.chosen(signer_id, "签发人")
    with desk.writing("minutes.sign") as uow:
        minutes, row = store.fetch(uow, minutes_id), row_of(uow, minutes_id)
        _may_sign(desk, minutes, row, signed_on)
        _must_be_settled(uow, row)
        as_of = signed_on or desk.today()
        who = plan(desk, people, row, as_of)
        found = (
            *signature_findings(desk.book, opinion, signer.name, clean(written)),
            *signer_findings(desk.book, people, who, signer.id, as_of),
            *sign_findings(desk, people, uow, row, signer.id, as_of),
        )
        warned = pass_gates(desk, uow, found, permits, NOUN, minutes_id)
        if signed_on is None:
            raise Refusal("签发日期要写全年月日，如 2026-11-22；没有完整日期不能登记签发。")
        seat = who.seat(signer.id) or own_seat(people, signer, signed_on)
        tail = take_number_off(desk, uow, minutes, row, signed_on)
        _write(desk, uow, minutes, row, who, seat, opinion, signed_on)
        tail += write_proposals(uow, people, minutes, signed_on)
        words = f"{seat.words}：{cut(clean(opinion), _WIDEST_OPINION)}".rstrip("：")
        silent = f"（由谁签发{SILENT}）" if who.rule is None else ""
        sentence = f"签发{name_of(minutes)}，{words}{tail}{silent}"
        _tell(uow, minutes, "签发", f"{words}{tail}", sentence)
    return Outcome(1, sentence, warned)


def unsign(desk: Desk, minutes_id: int, reason: str) -> Outcome:
    """Take back a sign-off that was entered by mistake; proposed matters not taken up yet are withdrawn with it.

    Raises Refusal without a reason, for minutes without a sign-off, and for minutes that are out.
    """
    reason = said(reason, multiline=True)
    if not reason:
        raise Refusal("撤回签发要写明理由。")
    with desk.writing("minutes.unsign") as uow:
        minutes = store.fetch(uow, minutes_id)
        if minutes.state not in SIGNED_MINUTES:
            raise Refusal(f"{name_of(minutes)}现在是“{minutes.state}”，还没有签发。")
        must_not_be_out(minutes, "撤回签发")
        end_signature(uow, minutes, reason)
        sentence = f"撤回{name_of(minutes)}的签发：{reason}"
        _tell(uow, minutes, "撤回", sentence, sentence)
    return Outcome(1, sentence)


# -- reviews ----------------------------------------------------------------------------------------------------------


def _asked(
    desk: Desk, people: Directory, uow: UnitOfWork, row: Record, step: str, person: PersonRow, on: date
) -> tuple[Need, ...]:
    """The needs that one review is about: those of the step that the person may give, else those of the step.

    Whoever will sign is not known yet: who is expected to may review too, for the minutes may be raised above him.
    """
    every = needs_of(desk, people, uow, row, None, on)
    wanted = [one for one in every if step in ("", one.step)]
    if not wanted:
        named = next((one.matter for one in desk.book.minutes_reviews if one.id == step), "")
        raise Refusal(f"{name_of(row)}没有{f'“{named}”的' if named else ''}审核事项。")
    given = given_of(uow, row["id"])
    left = [one for one in wanted if not any(one.done_by(g, on) for g in given)]
    if not left:
        raise Refusal("要审核的事项都已审核，不用再登记。")
    return tuple(one for one in left if _seat(one, person) is not None) or tuple(left)


def _seat(need: Need, person: PersonRow) -> Seat | None:
    return next((seat for seat in need.seats if seat.person_id == person.id), None)


def _wrong(desk: Desk, people: Directory, need: Need, person: PersonRow, on: date) -> tuple[Finding, ...]:
    return reviews.wrong_reviewer(desk.book, need, f"{people.title_of(person.id, on)}{person.name}")


def _once(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """One finding a rule: a release lets the rule pass, not one leader's share of it."""
    return tuple({one.rule: one for one in reversed(found)}.values())


def _instead(people: Directory, need: Need, person: PersonRow, on: date) -> Seat:
    """The seat of somebody who was let review in the leader's place."""
    seat = own_seat(people, person, on)
    leader = need.principal
    return (
        seat if leader is None else Seat(seat.person_id, seat.name, seat.title, seat.role, "", leader.id, leader.name)
    )


def _stamp(uow: UnitOfWork, minutes: "Minutes", need: Need, seat: Seat, opinion: str, on: date) -> None:
    assert minutes.id is not None
    row: Any = tables.MinutesStamp(
        minutes_id=minutes.id, step=need.step, person=seat.name, on_day=on.isoformat(), opinion=opinion
    )
    row.person_id, row.title, row.for_id, row.for_name = seat.person_id, seat.title, seat.for_id, seat.for_name
    row.about, row.rule = "、".join(need.about), need.rule
    uow.add(row)


def _after_review(
    desk: Desk,
    people: Directory,
    uow: UnitOfWork,
    minutes: "Minutes",
    person: PersonRow,
    opinion: str,
    agreed: bool,
) -> str:
    """Send the minutes where the review leads; the sentence."""
    assert minutes.id is not None
    words = f"{person.name}审核：{cut(clean(opinion), _WIDEST_OPINION)}".rstrip("：")
    if not agreed:
        store.end_stamps(uow, minutes.id, f"{person.name}未同意")
        uow.change(minutes, state=move(MINUTES_NEXT, name_of(minutes), minutes.state, DRAFTING, "退回修改"))
        words += "，未同意，退回修改"
    elif minutes.state == REVIEWING and not open_needs(desk, people, uow, row_of(uow, minutes.id), desk.today()):
        uow.change(minutes, state=move(MINUTES_NEXT, name_of(minutes), minutes.state, TO_SIGN, "审核"))
        words += "，转签发"
    sentence = f"{name_of(minutes)}{words}"
    _tell(uow, minutes, "审核", words, sentence)
    return sentence


# -- the sign-off -----------------------------------------------------------------------------------------------------


def _may_sign(desk: Desk, minutes: "Minutes", row: Record, signed_on: date | None) -> None:
    """Raises Refusal where no sign-off can stand yet, whoever signs."""
    if minutes.state not in (REVIEWING, TO_SIGN):
        how = "已经签发" if minutes.state in SIGNED_MINUTES else f"现在是“{minutes.state}”，送审以后才能签发"
        raise Refusal(f"{name_of(minutes)}{how}。")
    if signed_on and signed_on > desk.today():
        raise Refusal(f"签发日期 {long_day(signed_on)} 还没有到，请核对日期。")
    held = held_on(desk, row["meeting_starts_at"])
    if signed_on and signed_on < held:
        raise Refusal(f"签发日期 {long_day(signed_on)} 早于会议日期 {long_day(held)}，请核对日期。")


def _must_be_settled(uow: UnitOfWork, row: Record) -> None:
    """Raises Refusal where an item of the agenda has no result: the minutes would pass over it."""
    bare = [one["title"] for one in store.items(uow, row["meeting_id"]) if not one["outcome"]]
    if bare:
        told = "、".join(f"《{cut(title, _WIDEST_OPINION)}》" for title in bare[:2])
        raise Refusal(f"{row['meeting_name']}还有 {len(bare)} 个议题没有结果：{told}；先记下结果或撤下，纪要重新生成。")


def _write(
    desk: Desk,
    uow: UnitOfWork,
    minutes: "Minutes",
    row: Record,
    who: SignerPlan,
    seat: Seat,
    opinion: str,
    signed_on: date,
) -> None:
    """Write the sign-off, and what the minutes show and wait for because of it."""
    assert minutes.id is not None
    stamp: Any = tables.MinutesStamp(
        minutes_id=minutes.id, step=SIGN, person=seat.name, on_day=signed_on.isoformat(), opinion=opinion
    )
    stamp.person_id, stamp.title, stamp.for_id, stamp.for_name = seat.person_id, seat.title, seat.for_id, seat.for_name
    stamp.rule = (who.rule.rule or "") if who.rule else ""
    uow.add(stamp)
    kind = desk.book.known_meeting_kind(row["meeting_kind"])
    numbered = minutes.serial is not None or kind is None or kind.series is None
    uow.change(
        minutes,
        state=TO_ISSUE if numbered else TO_NUMBER,
        signer_id=seat.person_id,
        signer=seat.name,
        signer_title=seat.title,
        signer_for=seat.for_name,
        sign_opinion=opinion,
        signed_on=signed_on.isoformat(),
        **watch(desk, kind, minutes.publicity, signed_on, minutes.published_on),
    )


def _whom(need: Need) -> str:
    return need.seats[0].label if need.seats else need.missing


def _tell(uow: UnitOfWork, minutes: "Minutes", kind: str, words: str, sentence: str) -> None:
    store.note(uow, minutes.meeting_id, kind, f"纪要{words}" if kind in ("送审", "审核", "签发") else words)
    uow.say(sentence, NOUN, minutes.id)
