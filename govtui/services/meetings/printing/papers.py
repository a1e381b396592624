"""Agenda, notice and minutes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from govtui.domain.clock import from_stamp, long_day
from govtui.domain.meetings.states import CANCELLED, PLANNED, SIGNED_MINUTES
from govtui.domain.refusal import Refusal
from govtui.rulebook.papers import Series
from govtui.services.desk import Desk
from govtui.services.documents.outgoing.sheets import OfficialPaper
from govtui.services.meetings.printing.head import chair_words, meeting_head, standing
from govtui.services.meetings.printing.notices import notice_body
from govtui.services.meetings.rows import ItemRow, MeetingDetail, MinutesDetail
from govtui.services.meetings.sheets import AgendaLine, AgendaSheet

_SIGN = "sign"


def agenda_of(desk: Desk, found: MeetingDetail) -> AgendaSheet:
    """议程 from a meeting that was read already."""
    lines = tuple(_agenda_line(desk, found.row.kind, item) for item in standing(found))
    if not lines:
        raise Refusal(f"{found.row.name}还没有列入议题，没有议程可打；请先在议程板上列入议题。")
    return AgendaSheet(meeting_head(desk, found), lines, sum(line.minutes for line in lines))


def _agenda_line(desk: Desk, kind: str, item: ItemRow) -> AgendaLine:
    notes = ("临时列入" if item.late else "", outcome_words(desk, item.outcome), item.reason)
    return AgendaLine(
        position=item.position,
        title=item.title,
        basis=basis_words(desk, kind, item.basis),
        unit=item.unit,
        reporter=item.reporter,
        minutes=item.minutes,
        starts=item.starts,
        ends=item.ends,
        attendees=tuple(unit for unit in item.attendees if unit != item.unit),
        materials=item.materials,
        note="；".join(filter(None, notes)),
    )


def basis_words(desk: Desk, kind: str, code: str) -> str:
    """A task of the meeting with its name; a code that the rule pack does not know stays as it is."""
    known = desk.book.known_meeting_kind(kind)
    task = known.task(code) if known and code else None
    return f"{task.code} {task.name}" if task else code


def outcome_words(desk: Desk, outcome: str) -> str:
    """What became of a topic, as clerks say it; an outcome that the rule pack does not know stays as it is."""
    found = desk.book.meetings.outcome(outcome) if desk.book.meetings else None
    return found.name if found else outcome


def notice_of(desk: Desk, found: MeetingDetail) -> OfficialPaper:
    """会议通知 from a meeting that was read already."""
    if found.row.state == CANCELLED:
        raise Refusal(f"{found.row.name}已取消，不能再打印会议通知。")
    sent = found.fields["notified_at"]
    return OfficialPaper(
        form="letter",
        head=desk.office,
        title=f"{desk.office}关于召开{found.row.name}的通知",
        addressees="各有关单位",
        body=notice_body(desk, found, chair_words(found)),
        organ=desk.office,
        dated=from_stamp(str(sent)).date() if sent else None,
        draft=not sent and found.row.state == PLANNED,
        demonstration=desk.demonstration,
    )


def number_of(desk: Desk, kind_id: str, ordinal: object, year: object) -> str:
    """The number that minutes of a meeting will get, where its ordinal is the number; '' where the ledger gives it."""
    kind = desk.book.known_meeting_kind(kind_id)
    if kind is None or kind.series is None or kind.numbered_by != "ordinal" or not isinstance(ordinal, int):
        return ""
    return _series(desk, kind.series).text(ordinal, year if isinstance(year, int) else None)


def minutes_of(desk: Desk, found: MinutesDetail, expected: str = "") -> OfficialPaper:
    """纪要 from minutes that were read already; `expected` is printed as the number where none was given yet."""
    fields, row = found.fields, found.row
    number = row.number or expected
    series = _series(desk, str(fields["series"]))
    signed = row.state in SIGNED_MINUTES
    return OfficialPaper(
        form="minutes",
        head=series.head or f"{desk.book.government}{row.kind_name}纪要",
        number=number,
        title="" if row.title == number else row.title,
        body=str(fields["body"]),
        organ=desk.office,
        dated=row.signed,
        remark=_signed_words(found) if signed else "",
        copies_to="，".join(line.strip() for line in str(fields["copies_to"]).split("\n") if line.strip()),
        printer=desk.office,
        printed=_day(fields, "issued_on"),
        draft=not signed,
        demonstration=desk.demonstration,
    )


def _signed_words(found: MinutesDetail) -> str:
    """Who reviewed besides the signer and who signed, 代 included, with the day of the signature."""
    given = (words for step, words, _, _, active in found.stamps if active and step != _SIGN)
    reviewers = dict.fromkeys(words for words in given if not words.endswith(found.row.signer))
    reviewed = f"审核：{'、'.join(reviewers)}；" if reviewers else ""
    on = f"，{long_day(found.row.signed)}" if found.row.signed else ""
    return f"{reviewed}签发：{found.row.signer}{on}"


def _series(desk: Desk, series: str) -> Series:
    try:
        return desk.book.series(series)
    except KeyError:
        return Series("", "", "{serial}", source="规则未明确")


def _day(fields: Mapping[str, Any], name: str) -> date | None:
    text = fields[name]
    return date.fromisoformat(str(text)) if text else None
