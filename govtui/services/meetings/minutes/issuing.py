"""The number of minutes, their issue, and their publication within the time the statute gives (art. 28)."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from govtui.domain.documents.numbering import ledger_number
from govtui.domain.documents.outgoing.gates import publicity_findings
from govtui.domain.explain import SILENT
from govtui.domain.findings import practice
from govtui.domain.meetings.states import ISSUED, MINUTES_NEXT, SIGNED_MINUTES, TO_ISSUE, TO_NUMBER, move
from govtui.domain.refusal import Refusal
from govtui.rulebook.meetings import MeetingKind
from govtui.services.desk import Desk
from govtui.services.documents.entered import dated, said
from govtui.services.documents.outgoing.numbering import watch_columns
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit, pass_gates
from govtui.services.meetings.kinds import by_ordinal, ledger_period
from govtui.services.meetings.minutes.reading import NOUN, held_on, meeting_of, name_of, row_of
from govtui.services.numbers import period_on
from govtui.store import numbers
from govtui.store.meetings import minutes as store
from govtui.store.reading import Record
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Minutes

_KIND = "纪要"
"""The kind of document that minutes are."""


def number(desk: Desk, minutes_id: int) -> Outcome:
    """Give signed minutes their number: the meeting's ordinal, which was reserved when it was opened, or the next one.

    Raises Refusal before the sign-off, where they are numbered, and where the ordinal was not reserved.
    """
    with desk.writing("minutes.number") as uow:
        minutes, row = store.fetch(uow, minutes_id), row_of(uow, minutes_id)
        if minutes.serial is not None:
            raise Refusal(f"{name_of(minutes)}已经编号，不用再编，请返回。")
        if minutes.state != TO_NUMBER or not minutes.signed_on:
            raise Refusal(f"{name_of(minutes)}现在是“{minutes.state}”，签发以后才能编号。")
        kind = desk.book.known_meeting_kind(row["meeting_kind"])
        if kind is None or kind.series is None:
            raise Refusal(f"这类会议的纪要用什么编号，{SILENT}；请先在规则包里写明。")
        period = period_of(desk, kind, row, date.fromisoformat(minutes.signed_on))
        if by_ordinal(kind):
            given = numbers.use_reserved(uow, kind.series, period, _ordinal(row), NOUN)
        else:
            given = numbers.take(uow, kind.series, period, NOUN)
        numbers.belongs_to(uow, given, minutes_id)
        text = ledger_number(desk.book, kind.series, given.serial, period)
        title = minutes.title
        told = {"series": kind.series, "period": period, "serial": given.serial, "number": text}
        uow.change(minutes, state=TO_ISSUE, **told)
        store.note(uow, minutes.meeting_id, "编号", text)
        sentence = f"编号 {text}《{title}》"
        uow.say(sentence, NOUN, minutes_id)
    return Outcome(1, sentence)


def period_of(desk: Desk, kind: MeetingKind, row: Record, signed_on: date) -> int:
    """The period in which minutes count: that of the meeting where its ordinal is the number, else by the sign-off."""
    if by_ordinal(kind):
        opened = held_on(desk, row["meeting_opened_at"] or row["meeting_starts_at"])
        return ledger_period(desk, kind, int(row["meeting_term"]), opened)
    return period_on(desk, kind.series or "", signed_on)


def take_number_off(desk: Desk, uow: UnitOfWork, minutes: "Minutes", row: Record, signed_on: date) -> str:
    """A number goes with the period of the sign-off: signed again in another one it is void; words for the sentence."""
    kind = desk.book.known_meeting_kind(row["meeting_kind"])
    if minutes.serial is None or minutes.period is None or kind is None or kind.series is None:
        return ""
    if (minutes.series, minutes.period) == (kind.series, period_of(desk, kind, row, signed_on)):
        return ""
    old = minutes.number
    numbers.void(uow, minutes.series, minutes.period, minutes.serial, f"{signed_on} 重新签发，改编新号")
    uow.change(minutes, series=kind.series, period=None, serial=None, number="")
    return f"，原号 {old} 作废，重新编号"


def issue(desk: Desk, ids: Sequence[int], on: date | None = None, copies: int = 0) -> Outcome:
    """Note that minutes were printed and sent out: 待印发 → 已印发. From then on they stand as they are.

    Where nobody said yet how open decisions that are made public are, that is told (R29); it stops nobody, for the
    text does not bear it.
    """
    if not ids:
        raise Refusal("请先选要印发的纪要。")
    if copies < 0:
        raise Refusal("印发份数不能小于 0。")
    with desk.writing("minutes.issue") as uow:
        names, warned = [], []
        for minutes_id in ids:
            minutes = store.fetch(uow, minutes_id)
            state = move(MINUTES_NEXT, name_of(minutes), minutes.state, ISSUED, "印发")
            kind = desk.book.known_meeting_kind(meeting_of(uow, minutes.meeting_id)["kind"])
            if kind is not None and kind.published and not minutes.publicity:
                warned.append(practice(f"{name_of(minutes)}还没有定公开方式", "按 o 选定公开方式，不公开的写理由"))
            day = dated(desk, on, "印发日期", minutes.signed_on, "签发日期")
            uow.change(minutes, state=state, issued_on=day, print_copies=copies)
            words = f"印发 {copies} 份" if copies else "印发"
            store.note(uow, minutes.meeting_id, "印发", f"纪要{words}")
            names.append(name_of(minutes))
        sentence = f"印发{names[0]}" + (f"等 {len(names)} 件" if len(names) > 1 else "")
        uow.say(sentence, NOUN, ids[0])
    return Outcome(len(ids), sentence, tuple(warned))


def watch(
    desk: Desk, kind: MeetingKind | None, publicity: str, formed: date, published_on: str | None
) -> dict[str, Any]:
    """The columns that watch the publication of minutes from their sign-off (R28).

    Only kinds that publish their decisions; while nobody said how open the minutes are, they are watched as open ones.
    """
    terms = desk.book.publication
    if terms is None or kind is None or not kind.published:
        return {"publish_open": False}
    return watch_columns(desk, publicity or terms.open_state, formed, published_on)


def set_publicity(
    desk: Desk, minutes_id: int, publicity: str, reason: str = "", permits: Sequence[Permit] = ()
) -> Outcome:
    """Say how open minutes are; closed ones need their reason (R29). On signed ones it starts or ends the watch."""
    publicity, reason = said(publicity), said(reason)
    with desk.writing("minutes.publicity") as uow:
        minutes = store.fetch(uow, minutes_id)
        if minutes.published_on:
            raise Refusal(f"{name_of(minutes)}已于 {minutes.published_on} 公开，不能再改公开方式。")
        found = publicity_findings(desk.book, _KIND, publicity, reason)
        warned = pass_gates(desk, uow, found, permits, NOUN, minutes_id)
        watched: dict[str, Any] = {}
        if minutes.state in SIGNED_MINUTES and minutes.signed_on:
            kind = desk.book.known_meeting_kind(meeting_of(uow, minutes.meeting_id)["kind"])
            watched = watch(desk, kind, publicity, date.fromisoformat(minutes.signed_on), None)
        uow.change(minutes, publicity=publicity, publicity_reason=reason, **watched)
        words = publicity + (f"（{reason}）" if reason else "")
        store.note(uow, minutes.meeting_id, "公开", f"纪要公开方式：{words}")
        sentence = f"{name_of(minutes)}公开方式：{words}"
        uow.say(sentence, NOUN, minutes_id)
    return Outcome(1, sentence, warned)


def publish(desk: Desk, ids: Sequence[int], on: date | None = None, channel: str = "") -> Outcome:
    """Note that minutes were made public: the day and the channel.

    Raises Refusal for minutes that are closed, not numbered yet, or published, and for a day before the sign-off.
    """
    if not ids:
        raise Refusal("请先选已公开的纪要。")
    channel = said(channel)
    with desk.writing("minutes.publish") as uow:
        names = []
        for minutes_id in ids:
            minutes = store.fetch(uow, minutes_id)
            _may_publish(desk, minutes)
            day = dated(desk, on, "公开日期", minutes.signed_on, "签发日期")
            told = minutes.publicity or (desk.book.publication.open_state if desk.book.publication else "")
            uow.change(minutes, published_on=day, publish_open=False, publish_channel=channel, publicity=told)
            store.note(uow, minutes.meeting_id, "公开", f"纪要 {day} 公开 {channel}".strip())
            names.append(name_of(minutes))
        sentence = f"已公开：{names[0]}" + (f"等 {len(names)} 件" if len(names) > 1 else "")
        uow.say(sentence, NOUN, ids[0])
    return Outcome(len(ids), sentence)


def _may_publish(desk: Desk, minutes: "Minutes") -> None:
    name, terms = name_of(minutes), desk.book.publication
    if minutes.state not in (TO_ISSUE, ISSUED):
        raise Refusal(f"{name}现在是“{minutes.state}”，签发、编号以后才能公开。")
    if minutes.published_on:
        raise Refusal(f"{name}已于 {minutes.published_on} 公开，不用再登记。")
    if terms is not None and minutes.publicity in terms.reason_needed:
        raise Refusal(f"{name}定为{minutes.publicity}，要公开请先改公开方式。")


def _ordinal(row: Record) -> int:
    if row["meeting_ordinal"] is None:
        raise Refusal(f"{row['meeting_name']}没有次数，编不了号；请先在会议里补上。")
    return int(row["meeting_ordinal"])
