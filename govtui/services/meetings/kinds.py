"""Kinds of meetings as the rule pack has them, and how sentences call a meeting."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from govtui.domain.clock import short_day
from govtui.domain.documents import numbering
from govtui.domain.refusal import Refusal
from govtui.domain.text import cut
from govtui.rulebook.meetings import MeetingKind
from govtui.services.desk import Desk
from govtui.store import numbers
from govtui.store.meetings import meetings as store
from govtui.store.meetings.meetings import Within

if TYPE_CHECKING:
    from govtui.store.tables import Meeting

GONE = "这次会议已不存在，可能刚被撤销；请刷新列表。"
_WIDEST = 40


def kind_of(desk: Desk, kind_id: str) -> MeetingKind:
    """The kind of this id. Raises Refusal for one that the rule pack does not have."""
    found = desk.book.known_meeting_kind(kind_id)
    if found is None:
        known = "、".join(kind.name for kind in desk.book.meeting_kinds)
        raise Refusal(f"规则包里没有“{cut(kind_id, 20)}”这种会议，可选：{known}。")
    return found


def kind_name(desk: Desk, kind_id: str) -> str:
    """What a kind is called; its id where the pack no longer knows it."""
    found = desk.book.known_meeting_kind(kind_id)
    return found.name if found else kind_id


def topic_name(title: str) -> str:
    """How sentences call a topic."""
    return f"“{cut(title, _WIDEST)}”"


def when_words(starts: datetime | None) -> str:
    """When a meeting begins, as sentences say it: 11-27 周五 09:00."""
    return f"{short_day(starts.date())} {starts:%H:%M}" if starts else "时间未定"


# -- ordinals ---------------------------------------------------------------------------------------------------------


def period_of(kind: MeetingKind, term: int, year: int) -> tuple[str, int]:
    """In which term or year the ordinals of a kind are counted: the column and its value."""
    return ("term", term) if kind.ordinal_per == "term" else ("year", year)


def ledger_period(desk: Desk, kind: MeetingKind, term: int, on: date) -> int:
    """The period of the ledger in which the minutes of a meeting of that day are numbered."""
    return numbering.period_of(desk.book, kind.series or "", on, term)


def by_ordinal(kind: MeetingKind) -> bool:
    """Whether the minutes bear the ordinal of the meeting."""
    return kind.series is not None and kind.numbered_by == "ordinal" and kind.ordinal_per != "none"


def next_ordinal(desk: Desk, within: Within, kind: MeetingKind, term: int, on: date, but: int = 0) -> int | None:
    """The lowest ordinal that is free behind the first one known and behind the numbers of the minutes; None where
    the kind counts none. A meeting that was cancelled frees its own; a number that was reserved for it waits for the
    next one, so that no ordinal is passed over."""
    if kind.ordinal_per == "none":
        return None
    used = store.ordinals(within, kind.id, *period_of(kind, term, on.year), but)
    book = kind.series or "", ledger_period(desk, kind, term, on) if by_ordinal(kind) else 0
    left = [row["serial"] for row in (numbers.reserved(within, *book) if by_ordinal(kind) else ())]
    if waiting := [serial for serial in left if serial not in used]:
        return int(min(waiting))
    last = numbers.last_serial(within, *book) if by_ordinal(kind) else 0
    free = max(last + 1, used[0] if used and not by_ordinal(kind) else 1)
    while free in used:
        free += 1
    return free


def checked_ordinal(
    desk: Desk, within: Within, kind: MeetingKind, term: int, on: date, ordinal: int, but: int = 0
) -> int:
    """An ordinal that somebody chose. Raises Refusal where it is taken in the same term or year (R1)."""
    column, period = period_of(kind, term, on.year)
    span = f"第{period}届" if column == "term" else f"{period}年"
    if ordinal < 1:
        raise Refusal("会议次数从第 1 次算起，请改正。")
    if ordinal in store.ordinals(within, kind.id, column, period, but):
        free = next_ordinal(desk, within, kind, term, on, but)
        raise Refusal(f"{span}已有第{ordinal}次{kind.name}，次数不能重复；下一个可用的是第{free}次。")
    if not by_ordinal(kind):
        return ordinal
    serial_period = ledger_period(desk, kind, term, on)
    given = numbers.row_of(within, kind.series or "", serial_period, ordinal)
    if given is not None and given["state"] != numbers.RESERVED:
        raise Refusal(f"{span}第{ordinal}次{kind.name}的纪要号在台账里已经{given['state']}，请另填次数。")
    return ordinal


def name_of(meeting: "Meeting") -> str:
    """How sentences call a meeting."""
    return cut(meeting.name, _WIDEST) or "这次会议"
