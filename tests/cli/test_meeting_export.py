"""`govtui export` of meetings at the door: from planned meetings, stamped topics and signed minutes to files."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn

from govtui.cli import main
from govtui.services.desk import Desk
from govtui.services.meetings import agenda, attendance, calling, leaving
from govtui.services.meetings.minutes import proposed
from tests.offices import Office
from tests.services import engaged, held_meetings, meeting_rooms

NOW = "2026-11-23T09:00"


@pytest.fixture
def office(desk: Desk) -> Office:
    return meeting_rooms.meeting_office(desk)


@pytest.fixture
def export(store_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Runs `govtui export …`; answers the JSON, or the sentence of a refusal."""

    def run(*words: str) -> Any:
        code = main(["export", *words, "--json", "--db", str(store_path), "--now", NOW])
        said = capsys.readouterr()
        assert code in (0, 1)
        return json.loads(said.out) if code == 0 else said.err.strip()

    return run


def sheet(path: str) -> str:
    """Everything that stands in a workbook."""
    book = openpyxl.load_workbook(path)
    return "\n".join(str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row if cell)


def text(path: str) -> str:
    """Everything that stands in a Word file."""
    return "".join(found.text or "" for found in Document(path).element.body.iter(qn("w:t")))


def test_the_agenda_and_the_notice_of_a_planned_meeting(office: Office, export: Callable[..., Any]) -> None:
    meeting, _ = meeting_rooms.listed_meeting(office, count=2, contact="周某", phone="0000-1234567")
    answer = export("agenda", "--meeting", str(meeting))
    excel, word = answer["files"]
    assert answer["rows"] == 2
    assert Path(excel).name == "议程-市人民政府第1次常务会议.xlsx"
    assert "关于第2项工作的汇报" in sheet(excel)
    assert "关于第1项工作的汇报" in text(word)
    (notice,) = export("notice", "--meeting", "市人民政府第1次常务会议")["files"]
    printed = text(notice)
    assert "召开市人民政府第1次常务会议" in printed
    assert "出席：市长高远山，常务副市长林向南" in printed
    assert "议题列席（第1项，约9:00进场）：市财政局局长贺明远，市教育局局长严书华。" in printed
    assert "电话：0000-1234567" in printed


def test_R7a_a_delegated_chair_is_printed_as_one(office: Office, export: Callable[..., Any]) -> None:
    meeting = meeting_rooms.planned_meeting(
        office, chair="林向南", chair_for="高远山", chair_source="11月20日市长口头委托"
    )
    (notice,) = export("notice", "--meeting", str(meeting))["files"]
    assert "常务副市长林向南（受市长委托）" in text(notice)


def test_R43b_sign_in_sheet_and_leaves_show_what_a_head_still_lacks(office: Office, export: Callable[..., Any]) -> None:
    meeting, _ = meeting_rooms.listed_meeting(office, count=1)
    head = next(one.id for one in attendance.attendees(office.desk, meeting) if one.name == "严书华")
    leaving.ask_leave(office.desk, head, "住院")
    (leave,) = leaving.leaves(office.desk, meeting)
    leaving.grant(office.desk, leave.id, office.people["高远山"])
    (sign_in,) = export("sign-in", "--meeting", str(meeting))["files"]
    assert "高远山批准 11-23；缺" in sheet(sign_in)
    assert "议题列席：第1项 关于第1项工作的汇报（2 人）　09:00进场，09:15退场" in sheet(sign_in)
    (leaves,) = export("leaves", "--meeting", str(meeting))["files"]
    assert "住院" in sheet(leaves)
    assert "总值班室" in sheet(leaves)


def test_the_seats_have_the_chair_in_the_middle(office: Office, export: Callable[..., Any]) -> None:
    meeting = meeting_rooms.planned_meeting(office)
    (seats,) = export("seating", "--meeting", str(meeting))["files"]
    page = openpyxl.load_workbook(seats).worksheets[0]
    header = next(row for row in page.iter_rows() if row[0].value == "排")
    middle = next(cell.column for cell in header if cell.value == "正中")
    row = header[0].row + 1
    assert "高远山" in page.cell(row, middle).value
    assert "林向南" in page.cell(row, middle + 1).value
    assert "沈清河" in page.cell(row, middle - 1).value


def test_R41a_the_form_of_a_topic_prints_the_stamps_it_got(office: Office, export: Callable[..., Any]) -> None:
    topic = meeting_rooms.ready_topic(office)
    reported = meeting_rooms.reported(office, title="关于另一件事的汇报")
    answer = export("topic", "--topic", f"{topic},{reported}")
    assert (answer["rows"], len(answer["files"])) == (2, 1)
    printed = text(answer["files"][0])
    places = [
        printed.index(f"{title}{name} 2026年11月23日") for title, name in (("副市长", "沈清河"), ("秘书长", "陆知行"))
    ]
    assert places == sorted(places)
    assert printed.count("高远山 2026年11月23日") == 1
    assert "关于另一件事的汇报" in printed


def test_R44b_minutes_of_a_meeting_name_their_signer(office: Office, export: Callable[..., Any]) -> None:
    made = held_meetings.held(office)
    assert "还没有纪要" in export("minutes", "--meeting", str(made.id))
    held_meetings.signed(made, held_meetings.VICE)
    answer = export("minutes", "--meeting", str(made.id))
    printed = text(answer["files"][0])
    assert "专题会议纪要" in printed
    assert "签发：沈清河，2026年11月23日" in printed


def test_R54a_decisions_are_in_the_book_before_and_after_the_signature(
    office: Office, export: Callable[..., Any]
) -> None:
    made = held_meetings.held(office)
    minutes = held_meetings.drafted(made)
    (before,) = export("decisions", "--meeting", str(made.id))["files"]
    assert "纪要未签发" in sheet(before)
    other = held_meetings.held(office, titles=("关于另一件事的汇报",))
    held_meetings.signed(other, held_meetings.VICE)
    (after,) = export("decisions", "--meeting", str(other.id))["files"]
    assert "待立项" in sheet(after)
    answer = export("decisions")
    assert answer["rows"] == len(proposed.ProposedList(office.desk).rows(0, 10)) > 0
    assert "纪要未签发" not in sheet(answer["files"][0])
    assert minutes


def test_what_is_not_to_be_supervised_is_only_counted_in_the_whole_book(
    office: Office, export: Callable[..., Any]
) -> None:
    made = held_meetings.held(office)
    minutes = held_meetings.signed(made, held_meetings.VICE)
    proposed.take_off(office.desk, [one.id for one in proposed.proposed(office.desk, minutes)], "已办结")
    answer = export("decisions")
    assert answer["rows"] == 0
    assert "项不立项，未列入" in sheet(answer["files"][0])
    assert "不立项" in sheet(export("decisions", "--meeting", str(made.id))["files"][0])


def test_R66b_the_week_shows_meetings_and_engagements_and_who_is_wanted_twice(
    office: Office, export: Callable[..., Any]
) -> None:
    meeting_rooms.planned_meeting(office, starts=datetime(2026, 11, 24, 9, 30))
    engaged.reviewed(office, "沈清河")
    answer = export("week")
    assert Path(answer["files"][0]).name == "一周会议活动安排-2026-W48.xlsx"
    assert answer["rows"] == 2
    said = sheet(answer["files"][0])
    assert "沈清河（冲突）" in said
    assert "【冲突】" in said
    assert export("week", "--week", "2026-W50")["rows"] == 0, "a week to come may be printed"
    assert "没有“下周”这一周" in export("week", "--week", "下周")


def test_a_meeting_that_is_off_keeps_its_agenda_away(office: Office, export: Callable[..., Any]) -> None:
    meeting, items = meeting_rooms.listed_meeting(office, count=1)
    agenda.take_off(office.desk, items, "材料不全")
    assert "没有议程可打" in export("agenda", "--meeting", str(meeting))
    calling.cancel(office.desk, meeting, "改期")
    assert "已取消" in export("notice", "--meeting", str(meeting))


def test_what_is_named_must_be_there_and_be_one(office: Office, export: Callable[..., Any]) -> None:
    for subject in ("校舍", "校舍"):
        meeting_rooms.planned_meeting(office, "special", subject=subject)
    assert "对应 2 个会议，请写编号：1、2。" in export("agenda", "--meeting", "校舍专题会议")
    assert "没有“99”这个会议" in export("agenda", "--meeting", "99")
    assert "没有“甲，乙”这个议题" in export("topic", "--topic", "甲，乙")
    assert "请用 --meeting 写明哪次会议" in export("sign-in")
    assert "请用 --topic 写明哪个议题" in export("topic")
    assert "export agenda 不用 --week" in export("agenda", "--meeting", "1", "--week", "2026-W48")
    assert "export incoming 不用 --meeting" in export("incoming", "--meeting", "1")
    assert "export week 不用 --topic" in export("week", "--topic", "1")


def test_several_meetings_go_into_a_folder_of_their_own(
    office: Office, export: Callable[..., Any], tmp_path: Path
) -> None:
    for _ in range(2):
        meeting_rooms.planned_meeting(office, "special", subject="校舍", chair="沈清河")
    for meeting in (1, 2):
        attendance.add_attendee(office.desk, meeting, office.people["贺明远"])
    answer = export("seating", "--meeting", "1", "2", "--out", str(tmp_path / "会"))
    assert [Path(file).parent.name for file in answer["files"]] == ["会", "会"]
    assert len(set(answer["files"])) == 2, "meetings of the same name do not overwrite each other's files"
