"""The prints of meetings and topics as files in the exports folder: what the screens and the door ask for."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from govtui.domain.clock import week_name
from govtui.domain.text import clean
from govtui.files.documents.outgoing.paper import paper_name, write_paper
from govtui.files.exports import Exported, exports_folder
from govtui.files.meetings import agenda, approval, decisions, leaves, seating, sign_in, week
from govtui.files.saving import safe_name
from govtui.services.desk import Desk
from govtui.services.documents.outgoing.sheets import OfficialPaper
from govtui.services.meetings import prints
from govtui.services.meetings.engagements.week import week_plan
from govtui.services.meetings.sheets import MeetingHead

EXCEL, WORD = ".xlsx", ".docx"
NOTICE, MINUTES = "会议通知", "纪要"


def export_agenda(desk: Desk, meeting_id: int, out: Path | None = None) -> Exported:
    """议程 as Excel and Word under `out` (the exports folder); `rows` is its topics."""
    found = prints.agenda_sheet(desk, meeting_id)
    excel, word = (
        _place(desk, out, agenda.NAME, _of(desk, meeting_id, found.head), ending) for ending in (EXCEL, WORD)
    )
    agenda.write_agenda(desk, excel, found)
    agenda.write_agenda_paper(word, found, desk.actor.name, desk.now())
    return Exported((excel, word), len(found.lines))


def export_notice(desk: Desk, meeting_id: int, out: Path | None = None) -> Exported:
    """会议通知 under `out` (the exports folder)."""
    paper = prints.notice_sheet(desk, meeting_id)
    return _paper(desk, paper, NOTICE, prints.told_apart(desk, meeting_id, paper_name(paper)), out)


def export_minutes(desk: Desk, minutes_id: int, out: Path | None = None) -> Exported:
    """纪要 under `out` (the exports folder)."""
    return export_minutes_of(desk, prints.meeting_of_minutes(desk, minutes_id), out)


def export_minutes_of(desk: Desk, meeting_id: int, out: Path | None = None) -> Exported:
    """纪要 of a meeting under `out` (the exports folder). Raises Refusal where the meeting has none yet."""
    paper = prints.minutes_of_meeting(desk, meeting_id)
    return _paper(desk, paper, MINUTES, prints.told_apart(desk, meeting_id, paper_name(paper)), out)


def export_sign_in(desk: Desk, meeting_id: int, out: Path | None = None) -> Exported:
    """签到表 under `out` (the exports folder); `rows` is the people expected."""
    found = prints.sign_in_sheet(desk, meeting_id)
    path = _place(desk, out, sign_in.NAME, _of(desk, meeting_id, found.head), EXCEL)
    return Exported((path,), sign_in.write_sign_in(desk, path, found))


def export_seating(desk: Desk, meeting_id: int, out: Path | None = None) -> Exported:
    """座次表 under `out` (the exports folder); `rows` is its rows of seats."""
    found = prints.seating_sheet(desk, meeting_id)
    path = _place(desk, out, seating.NAME, _of(desk, meeting_id, found.head), EXCEL)
    return Exported((path,), seating.write_seating(desk, path, found))


def export_leaves(desk: Desk, meeting_id: int, out: Path | None = None) -> Exported:
    """请假备案 under `out` (the exports folder); `rows` is the leaves."""
    found = prints.leave_sheet(desk, meeting_id)
    path = _place(desk, out, leaves.NAME, _of(desk, meeting_id, found.head), EXCEL)
    return Exported((path,), leaves.write_leaves(desk, path, found))


def export_decisions(desk: Desk, meeting_id: int | None = None, out: Path | None = None) -> Exported:
    """议定事项督查台账 of one meeting, or of all, under `out` (the exports folder); `rows` is the matters."""
    found = prints.decisions_sheet(desk, meeting_id)
    of = str(desk.today()) if meeting_id is None else prints.told_apart(desk, meeting_id, found.of)
    path = _place(desk, out, decisions.NAME, of, EXCEL)
    return Exported((path,), decisions.write_decisions(desk, path, found))


def export_topics(desk: Desk, ids: Sequence[int], out: Path | None = None) -> Exported:
    """议题审批表 of these topics in one file under `out` (the exports folder). Raises Refusal where none is named."""
    topics = [prints.topic_sheet(desk, one) for one in ids]
    more = f"等{len(topics)}项" if len(topics) > 1 else ""
    path = _place(desk, out, approval.NAME, topics[0].title if topics else "", f"{more}{WORD}")
    approval.write_topics(path, topics, desk.actor.name, desk.now())
    return Exported((path,), len(topics))


def export_week(desk: Desk, day: date, out: Path | None = None) -> Exported:
    """一周会议活动安排 of the week that holds `day` under `out` (the exports folder); `rows` is its entries."""
    plan = week_plan(desk, day - timedelta(days=day.weekday()))
    path = _place(desk, out, week.NAME, week_name(plan.first), EXCEL)
    week.write_week(desk, path, plan)
    return Exported((path,), len(plan.entries))


def _paper(desk: Desk, paper: OfficialPaper, name: str, of: str, out: Path | None) -> Exported:
    path = _place(desk, out, name, of, WORD)
    write_paper(path, paper, desk.actor.name, desk.now())
    return Exported((path,), 1)


def _of(desk: Desk, meeting_id: int, head: MeetingHead) -> str:
    return prints.told_apart(desk, meeting_id, head.name)


def _place(desk: Desk, out: Path | None, name: str, of: str, ending: str) -> Path:
    """Where a print goes: its name and what it is of, in `out` or the exports folder."""
    return (out or exports_folder(desk)) / safe_name(f"{name}-{clean(of)}", ending)
