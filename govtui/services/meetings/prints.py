"""What is printed of meetings: each function reads one meeting, topic or minutes and answers a sheet or a paper.

All raise Refusal where the thing is gone or there is nothing to print.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from govtui.domain.meetings.states import NOT_TAKEN, TAKEN_BACK
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean, cut
from govtui.services.desk import Desk
from govtui.services.documents.outgoing.sheets import OfficialPaper
from govtui.services.meetings.minutes import deciding, proposed
from govtui.services.meetings.minutes import views as minutes_views
from govtui.services.meetings.printing.decisions import proposed_lines, unsigned_lines
from govtui.services.meetings.printing.papers import agenda_of, minutes_of, notice_of, number_of
from govtui.services.meetings.printing.people import leaves_of, sign_in_of
from govtui.services.meetings.printing.seats import seating_of
from govtui.services.meetings.printing.topic import topic_of
from govtui.services.meetings.rows import ProposedRow
from govtui.services.meetings.sheets import (
    AgendaSheet,
    DecisionSheet,
    LeaveSheet,
    SeatingSheet,
    SignInSheet,
    TopicSheet,
)
from govtui.services.meetings.topics import views as topic_views
from govtui.services.meetings.views import detail
from govtui.store.meetings import prints as store

_SHOWN = 40
"""Cells of what somebody typed, as a sentence repeats it."""


def agenda_sheet(desk: Desk, meeting_id: int) -> AgendaSheet:
    """议程 of a meeting."""
    return agenda_of(desk, detail(desk, meeting_id))


def notice_sheet(desk: Desk, meeting_id: int) -> OfficialPaper:
    """会议通知 as the office's letter; before it was sent it bears the mark of a draft."""
    return notice_of(desk, detail(desk, meeting_id))


def sign_in_sheet(desk: Desk, meeting_id: int) -> SignInSheet:
    """签到表 of a meeting."""
    return sign_in_of(desk, detail(desk, meeting_id))


def seating_sheet(desk: Desk, meeting_id: int) -> SeatingSheet:
    """座次表 of a meeting."""
    return seating_of(desk, detail(desk, meeting_id))


def leave_sheet(desk: Desk, meeting_id: int) -> LeaveSheet:
    """请假备案 of a meeting."""
    return leaves_of(desk, detail(desk, meeting_id))


def minutes_paper(desk: Desk, minutes_id: int) -> OfficialPaper:
    """纪要 in the layout of the standard; before it is signed it bears the mark of a draft."""
    found = minutes_views.detail(desk, minutes_id)
    meeting = detail(desk, found.row.meeting_id)
    expected = number_of(desk, meeting.row.kind, meeting.fields["ordinal"], meeting.fields["year"])
    return minutes_of(desk, found, expected)


def meeting_of_minutes(desk: Desk, minutes_id: int) -> int:
    """The meeting whose minutes these are."""
    return minutes_views.one_row(desk, minutes_id).meeting_id


def minutes_of_meeting(desk: Desk, meeting_id: int) -> OfficialPaper:
    """纪要 of a meeting. Raises Refusal where it has none yet."""
    found = detail(desk, meeting_id)
    if found.minutes_id is None:
        raise Refusal(f"{found.row.name}还没有纪要；请先起草纪要。")
    return minutes_paper(desk, found.minutes_id)


def topic_sheet(desk: Desk, topic_id: int) -> TopicSheet:
    """议题审批表 of a topic."""
    return topic_of(desk, topic_views.detail(desk, topic_id))


def decisions_sheet(desk: Desk, meeting_id: int | None = None) -> DecisionSheet:
    """议定事项督查台账: of one meeting, signed or not; without one, what signed minutes gave to supervise."""
    if meeting_id is None:
        every = _standing(_every(desk))
        open_ones = [one for one in every if one.state != NOT_TAKEN]
        return DecisionSheet(desk.office, "", proposed_lines(desk, open_ones, _days(desk)), len(every) - len(open_ones))
    found = detail(desk, meeting_id)
    on = found.row.starts.date() if found.row.starts else None
    matters = _standing(proposed.proposed(desk, found.minutes_id)) if found.minutes_id is not None else []
    if matters:
        lines = proposed_lines(desk, matters, {meeting_id: on})
    else:
        lines = unsigned_lines(desk, found.row.name, on, deciding.decisions(desk, meeting_id))
    if not lines:
        raise Refusal(f"{found.row.name}还没有议定事项；请先登记决定。")
    return DecisionSheet(desk.office, found.row.name, lines)


def _every(desk: Desk) -> Sequence[ProposedRow]:
    found = proposed.ProposedList(desk)
    return found.rows(0, found.count())


def _standing(matters: Iterable[ProposedRow]) -> list[ProposedRow]:
    """Without matters whose minutes lost their signature."""
    return [one for one in matters if one.state != TAKEN_BACK]


def told_apart(desk: Desk, meeting_id: int, words: str) -> str:
    """`words` about a meeting as a file may be called: with the id where other meetings have the same name."""
    with desk.reading() as reader:
        same = store.meetings_named_like(reader, meeting_id)
    return f"{words}-编号{meeting_id}" if same > 1 else words


def meeting_named(desk: Desk, words: str) -> int:
    """The meeting that `words` name: its id, or its name as printed. Raises Refusal for none and for several."""
    with desk.reading() as reader:
        return _one(store.meetings_named(reader, words.strip()), "会议", "全称", words)


def topic_named(desk: Desk, words: str) -> int:
    """The topic that `words` name: its id, or its title. Raises Refusal for none and for several."""
    with desk.reading() as reader:
        return _one(store.topics_named(reader, words.strip()), "议题", "标题", words)


def _one(ids: Sequence[int], noun: str, name: str, words: str) -> int:
    shown = cut(clean(words), _SHOWN)
    if len(ids) == 1:
        return ids[0]
    if ids:
        raise Refusal(f"“{shown}”对应 {len(ids)} 个{noun}，请写编号：{'、'.join(map(str, ids))}。")
    raise Refusal(f"没有“{shown}”这个{noun}，请写{noun}的编号或{name}。")


def _days(desk: Desk) -> dict[int, date | None]:
    with desk.reading() as reader:
        return store.days(reader)
