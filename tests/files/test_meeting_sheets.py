"""Excel sheets of meetings read back: their columns, groups, seats, conflicts; whatever people typed stays text."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from govtui.domain.meetings.seating import abreast
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean
from govtui.files.meetings import agenda, decisions, leaves, seating, sign_in, week
from govtui.services import people
from govtui.services.desk import Desk
from govtui.services.meetings.printing.decisions import UNSIGNED, proposed_lines, unsigned_lines
from govtui.services.meetings.printing.papers import agenda_of
from govtui.services.meetings.printing.people import leaves_of, sign_in_of
from govtui.services.meetings.printing.seats import seating_of
from govtui.services.meetings.rows import DecisionRow, QuorumState, UnitDue
from govtui.services.meetings.sheets import DecisionSheet
from govtui.services.people import UnitValues
from tests.files import meeting_rows as made
from tests.offices import small_office
from tests.ui.nasty import NASTY

RED = "FFFFC7CE"


def opened(path: Path, sheet: int = 0) -> Any:
    return openpyxl.load_workbook(path).worksheets[sheet]


def cells(page: Any) -> list[list[Any]]:
    """Every line of a sheet, empty cells as ''."""
    return [["" if cell is None else cell for cell in line] for line in page.iter_rows(values_only=True)]


def table(page: Any) -> list[dict[str, Any]]:
    """The lines under the header by heading; headings between the lines are left out."""
    lines = cells(page)
    top = next(at for at, line in enumerate(lines) if all(line) and len(line) > 2)
    return [dict(zip(map(str, lines[top]), line, strict=True)) for line in lines[top + 1 :] if any(line[1:])]


def bands(page: Any) -> list[str]:
    """The headings between the lines."""
    lines = cells(page)
    top = next(at for at, line in enumerate(lines) if all(line))
    return [str(line[0]) for line in lines[top + 1 :] if line[0] and not any(line[1:])]


def red(page: Any) -> list[str]:
    """What stands in cells of the colour of conflicts."""
    return [str(cell.value) for row in page.iter_rows() for cell in row if cell.fill.fgColor.rgb == RED]


def printable(page: Any) -> None:
    """A4 landscape, as wide as the page, the header on every page and in sight."""
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToHeight == 0
    assert page.print_title_rows
    assert page.freeze_panes
    assert "第 &P 页 共 &N 页" in page.oddFooter.center.text


# -- agenda -----------------------------------------------------------------------------------------------------------


def test_the_agenda_has_its_columns_in_order_with_running_times(desk: Desk, tmp_path: Path) -> None:
    agenda.write_agenda(desk, tmp_path / "a.xlsx", agenda_of(desk, made.MEETING))
    page = opened(tmp_path / "a.xlsx")
    printable(page)
    rows = table(page)
    assert [row["序"] for row in rows] == [1, 2, 3]
    assert list(rows[0]) == [
        *("序", "议题", "依据条款", "汇报单位", "汇报人", "时长\n（分钟）", "起", "止", "列席单位", "材料", "备注"),
    ]
    assert (rows[1]["起"], rows[1]["止"]) == (datetime(2026, 11, 25, 9, 15), datetime(2026, 11, 25, 9, 35))
    assert rows[0]["依据条款"].startswith("39(四) ")
    assert rows[2]["备注"] == "临时列入"
    assert "撤下的议题" not in str(cells(page))


def test_the_unit_that_reports_is_not_among_those_that_attend(desk: Desk) -> None:
    items = (replace(made.ITEMS[0], attendees=("市财政局", "市审计局")),)
    assert agenda_of(desk, replace(made.MEETING, items=items)).lines[0].attendees == ("市审计局",)


def test_an_agenda_that_may_still_change_says_so(desk: Desk, tmp_path: Path) -> None:
    for frozen in (True, False):
        found = agenda_of(desk, replace(made.MEETING, row=replace(made.ROW, frozen=frozen)))
        agenda.write_agenda(desk, tmp_path / "a.xlsx", found)
        assert ("议程未锁定" in str(cells(opened(tmp_path / "a.xlsx")))) is not frozen


def test_a_room_with_a_long_name_is_printed_whole(desk: Desk, tmp_path: Path) -> None:
    room = "市政务服务中心综合楼主楼十六层东侧第一多功能会议室（原市行政审批局二号会议室，从东门进）"
    found = agenda_of(desk, replace(made.MEETING, row=replace(made.ROW, room=room)))
    agenda.write_agenda(desk, tmp_path / "a.xlsx", found)
    lines = cells(opened(tmp_path / "a.xlsx"))
    assert f"地点：{room}" in lines[2][0]
    assert room not in lines[1][0]


def test_a_meeting_without_topics_has_no_agenda(desk: Desk) -> None:
    with pytest.raises(Refusal, match="没有议程可打"):
        agenda_of(desk, replace(made.MEETING, items=made.ITEMS[3:]))


# -- people -----------------------------------------------------------------------------------------------------------


def test_the_sign_in_sheet_groups_by_part_and_says_when_a_unit_comes_in(desk: Desk, tmp_path: Path) -> None:
    assert sign_in.write_sign_in(desk, tmp_path / "a.xlsx", sign_in_of(desk, made.MEETING)) == 11
    page = opened(tmp_path / "a.xlsx")
    printable(page)
    rows = table(page)
    assert list(rows[0]) == ["座次", "代码", "单位", "职务", "姓名", "签到", "代会", "请假（批准人）"]
    groups = bands(page)
    assert groups[:2] == ["出席（5 人）　全程", "固定列席（2 人）　全程"]
    assert groups[2].startswith("议题列席：第1项 关于2026年")
    assert groups[2].endswith("（2 人）　09:00进场，09:15退场")
    assert groups[4].endswith("09:15进场，09:45退场")
    by_name = {row["姓名"]: row for row in rows}
    assert by_name["沈清河"]["签到"] == "08:52"
    assert by_name["苏一鸣"]["签到"] == "09:04 迟到"
    assert by_name["郑明"]["代会"] == "副司令员韩平代"
    assert by_name["顾长风"]["请假（批准人）"] == "高远山批准 11-24"


def test_R43b_what_a_leave_lacks_is_red_and_in_words(desk: Desk, tmp_path: Path) -> None:
    sign_in.write_sign_in(desk, tmp_path / "a.xlsx", sign_in_of(desk, made.MEETING))
    assert red(opened(tmp_path / "a.xlsx")) == ["高远山批准 11-24；缺总值班室备案、代会人"]


def test_R43b_a_leave_that_lacks_nothing_is_not_red(desk: Desk, tmp_path: Path) -> None:
    found = replace(made.MEETING, leaves=(made.LEAVES[0], replace(made.LEAVES[1], lacks=())))
    sign_in.write_sign_in(desk, tmp_path / "a.xlsx", sign_in_of(desk, found))
    assert red(opened(tmp_path / "a.xlsx")) == []


def test_who_came_in_spite_of_a_leave_shows_both_and_lacks_nothing(desk: Desk) -> None:
    people = tuple(replace(one, signed=made.at(9)) if one.id == 8 else one for one in made.ATTENDEES)
    found = replace(made.MEETING, attendees=people, leaves=(replace(made.LEAVES[1], came=True),))
    (line,) = (line for group in sign_in_of(desk, found).groups for line in group.lines if line.name == "陆知行")
    assert (line.signed, line.leave, line.lacks) == ("09:00", "高远山批准 11-24（已到会）", "")


@pytest.mark.parametrize(
    ("quorum", "words"),
    [
        (QuorumState(5, 2, None), "规则未明确"),
        (QuorumState(5, 2, 3), "须到 3 人，未达到"),
        (QuorumState(5, 3, 3), "须到 3 人，已达到"),
    ],
)
def test_the_count_says_whether_enough_members_came(desk: Desk, quorum: QuorumState, words: str) -> None:
    assert words in sign_in_of(desk, replace(made.MEETING, quorum=quorum)).counts


def test_a_blank_sheet_counts_only_who_is_expected(desk: Desk) -> None:
    people = tuple(replace(one, signed=None, reply="参加") for one in made.ATTENDEES)
    assert sign_in_of(desk, replace(made.MEETING, attendees=people)).counts == "应到 11 人。"


def test_leaves_are_listed_with_the_article_and_what_is_missing(desk: Desk, tmp_path: Path) -> None:
    leaves.write_leaves(desk, tmp_path / "a.xlsx", leaves_of(desk, made.MEETING))
    page = opened(tmp_path / "a.xlsx")
    printable(page)
    first, second = table(page)
    assert (first["批准日期"], first["依据"], first["尚缺"]) == (datetime(2026, 11, 24), "第四十三条", "")
    assert (second["单位"], second["尚缺"]) == ("市财政局", "总值班室备案、代会人")
    assert red(page) == ["总值班室备案、代会人"]
    with pytest.raises(Refusal, match="没有人请假"):
        leaves_of(desk, replace(made.MEETING, leaves=()))


# -- seats ------------------------------------------------------------------------------------------------------------


def test_the_first_sits_in_the_middle_the_second_at_his_left_hand_the_third_at_his_right() -> None:
    assert abreast([1, 2, 3, 4, 5], 5) == [5, 3, 1, 2, 4]
    assert abreast([1, 2, 3, 4], 4) == [3, 1, 2, 4]
    assert abreast([1, 2], 5) == [None, None, 1, 2, None]


def test_more_people_than_seats_are_an_error() -> None:
    with pytest.raises(ValueError, match="3 people"):
        abreast([1, 2, 3], 2)


def test_the_chair_sits_in_the_middle_of_the_first_row_even_when_he_is_not_first_in_rank(desk: Desk) -> None:
    found = seating_of(desk, made.meeting(chair_id=12))
    seats = found.rows[0].seats
    middle = (found.width - 1) // 2
    assert seats[middle] == "2 林向南\n常务副市长"
    assert seats[middle + 1] == "1 高远山\n市长"


def test_seats_who_is_on_leave_gets_none_and_a_deputy_sits_for_another(desk: Desk, tmp_path: Path) -> None:
    seating.write_seating(desk, tmp_path / "a.xlsx", seating_of(desk, made.MEETING))
    page = opened(tmp_path / "a.xlsx")
    printable(page)
    text = str(cells(page))
    assert "顾长风" not in text
    assert "7 韩平\\n（代郑明）\\n军分区司令员" in text
    assert text.count("孙立") == 2, "once for each of his topics"
    assert "左为上" in text


def test_seats_of_a_topic_say_unit_and_name_and_leaders_only_their_post(desk: Desk) -> None:
    office = small_office(desk)
    unit = people.directory(desk).units[office.units["市财政局"]]
    people.change_unit(desk, unit.id, unit.version, UnitValues("市财政局", "财政局"))
    attendees = (
        made.person(1, "高远山", "市长", "市政府办公室", person_id=office.people["高远山"]),
        made.person(8, "陆知行", "局长", "市财政局", tier="topic", items=(1,)),
        made.person(9, "", "局长", "市审计局", tier="topic", items=(1,), person_id=None),
    )
    found = seating_of(desk, replace(made.MEETING, attendees=attendees, leaves=()))
    told = [seat for row in found.rows for seat in row.seats if seat]
    assert told == ["1 高远山\n市长", "8 陆知行\n财政局局长", "9 市审计局局长"]


def test_seats_who_is_away_is_marked_and_who_was_granted_leave_makes_room(desk: Desk) -> None:
    office = small_office(desk)
    away, granted = office.people["林向南"], made.LEAVES[0]
    people.report_absence(desk, people.AbsenceValues(away, made.DAY, made.DAY, "出差"))
    attendees = (
        made.person(1, "高远山", "市长"),
        made.person(2, "林向南", "常务副市长", person_id=away),
        made.person(4, "顾长风", "副市长", reply="未回复", leave=granted),
        made.person(5, "苏一鸣", "秘书长", leave=replace(granted, attendee_id=5), reply="代会", deputy="韩平"),
        made.person(6, "沈清河", "副市长", leave=replace(granted, attendee_id=6, state="申请")),
    )
    found = seating_of(desk, replace(made.MEETING, attendees=attendees, leaves=()))
    told = {seat for row in found.rows for seat in row.seats if seat}
    assert told == {
        "1 高远山\n市长",
        "2 林向南（外出）\n常务副市长",
        "5 韩平\n（代苏一鸣）\n秘书长",
        "6 沈清河\n副市长",
    }
    sheet = sign_in_of(desk, replace(made.MEETING, attendees=attendees, leaves=()))
    assert {line.name: line.leave for line in sheet.groups[0].lines}["林向南"] == "外出"


# -- matters decided --------------------------------------------------------------------------------------------------


def test_R54a_the_book_of_decisions_has_a_line_for_every_unit_with_its_day(desk: Desk, tmp_path: Path) -> None:
    sheet = DecisionSheet(desk.office, made.NAME, proposed_lines(desk, made.PROPOSED, {1: made.DAY}))
    decisions.write_decisions(desk, tmp_path / "a.xlsx", sheet)
    page = opened(tmp_path / "a.xlsx")
    printable(page)
    first, second, third = table(page)
    assert (first["牵头单位"], first["配合单位"], first["灯色"]) == ("市财政局", "市发展改革委、市审计局", "超期")
    assert (first["议定日期"], first["时限"]) == (datetime(2026, 11, 25), datetime(2026, 11, 20))
    assert (second["牵头单位"], second["配合单位"], second["时限"]) == ("", "市审计局", "长期")
    assert (third["状态"], third["灯色"], third["备注"]) == ("不立项", "", "已办结")


def test_decisions_before_the_signature_have_a_line_for_every_day(desk: Desk) -> None:
    due, later = date(2026, 12, 1), date(2026, 12, 20)
    units = (UnitDue(1, "甲", True, due), UnitDue(2, "乙", False), UnitDue(3, "丙", False, later))
    found = unsigned_lines(desk, made.NAME, made.DAY, [DecisionRow(1, 1, 1, 1, "办好此事", units)])
    told = [(one.lead, one.co_units, one.due, one.state) for one in found]
    assert told == [("甲", "乙", due, UNSIGNED), ("", "丙", later, UNSIGNED)]


# -- the week ---------------------------------------------------------------------------------------------------------


def test_the_week_by_day_shows_conflicts_red_and_in_words(desk: Desk, tmp_path: Path) -> None:
    week.write_week(desk, tmp_path / "a.xlsx", made.WEEK)
    page = opened(tmp_path / "a.xlsx")
    printable(page)
    rows = table(page)
    assert list(rows[0]) == [
        *("日期", "星期", "时间", "至", "地点", "会议／活动", "出席领导", "主办／承办", "参加范围", "讲话／材料"),
        *("车辆", "联系人", "备注"),
    ]
    assert (rows[0]["日期"], rows[0]["时间"]) == (datetime(2026, 11, 23), datetime(2026, 11, 23, 15))
    assert [row["会议／活动"] for row in rows if row["日期"] == datetime(2026, 11, 24)] == ["（无安排）"]
    found = red(page)
    assert "高远山、林向南、沈清河（冲突）" in found
    assert "市政府一楼会议室（会议室冲突）" in found
    assert all("冲突" in text for text in found), "what is red says why, for printers without colour"
    assert not any("安全生产" in text for text in found)


def test_a_trip_of_two_days_stands_on_both_and_the_absence_is_no_conflict(desk: Desk, tmp_path: Path) -> None:
    week.write_week(desk, tmp_path / "a.xlsx", made.WEEK)
    trip = [row for row in table(opened(tmp_path / "a.xlsx")) if row["会议／活动"] == "外地考察"]
    assert [(row["日期"].day, row["时间"], row["至"]) for row in trip] == [
        (26, datetime(2026, 11, 26, 8), "11-27 周五"),
        (27, "（续）", datetime(2026, 11, 27, 20)),
    ]
    assert {row["备注"] for row in trip} == {"顾长风报备外出；含住宿"}


def test_leaders_as_columns_over_half_days(desk: Desk, tmp_path: Path) -> None:
    week.write_week(desk, tmp_path / "a.xlsx", made.WEEK)
    page = opened(tmp_path / "a.xlsx", 1)
    printable(page)
    rows = {(row["日期"].day, row["时段"]): row for row in table(page)}
    assert rows[25, "上午"]["高远山"] == f"09:00—11:30 {made.NAME}（市政府一楼会议室）"
    assert rows[25, "上午"]["沈清河"].count("【冲突】") == 2
    assert rows[25, "上午"]["沈清河"] in red(page)
    assert "外出（11-25 周三至11-27 周五）" in rows[25, "下午"]["顾长风"]
    assert "防汛工作调度" in rows[25, "晚上"]["苏一鸣"]
    assert (23, "晚上") not in rows, "an evening has a row only where something is on"
    assert (28, "上午") not in rows, "a free Saturday has none"


def test_many_leaders_go_over_several_sheets(desk: Desk, tmp_path: Path) -> None:
    leaders = tuple((n, f"领导{n}") for n in range(1, 20))
    week.write_week(desk, tmp_path / "a.xlsx", replace(made.WEEK, leaders=leaders))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["一周会议活动安排", "领导安排", "领导安排-2", "领导安排-3"]
    assert sum("领导" in str(cell) for name in book.sheetnames[1:] for cell in cells(book[name])[2]) == 19


def test_an_empty_week_is_still_a_plan(desk: Desk, tmp_path: Path) -> None:
    empty = replace(made.WEEK, entries=(), leaders=(), away=())
    week.write_week(desk, tmp_path / "a.xlsx", empty)
    assert len(table(opened(tmp_path / "a.xlsx"))) == 5


# -- whatever people type ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", NASTY)
def test_hostile_texts_are_texts_in_every_sheet(desk: Desk, tmp_path: Path, text: str) -> None:
    found = nasty_meeting(text)
    entry = made.entry(text, made.at(9), 1, 11, place=text, note=text, clashes=("高远山",))
    writers: dict[str, Callable[[Path], Any]] = {
        "agenda": lambda path: agenda.write_agenda(desk, path, agenda_of(desk, found)),
        "sign_in": lambda path: sign_in.write_sign_in(desk, path, sign_in_of(desk, found)),
        "seating": lambda path: seating.write_seating(desk, path, seating_of(desk, found)),
        "leaves": lambda path: leaves.write_leaves(desk, path, leaves_of(desk, found)),
        "week": lambda path: week.write_week(desk, path, replace(made.WEEK, entries=(entry,))),
    }
    for name, write in writers.items():
        path = tmp_path / f"{name}.xlsx"
        write(path)
        every = [cell for page in openpyxl.load_workbook(path) for row in page.iter_rows() for cell in row]
        assert all(cell.data_type != "f" for cell in every), name
        if clean(text):
            squeezed = "".join(str(cell.value) for cell in every if cell.value).replace("\n", "").replace(" ", "")
            assert clean(text).replace(" ", "") in squeezed, name


def nasty_meeting(text: str) -> Any:
    """The meeting with a hostile text wherever somebody types."""
    items = tuple(replace(one, title=text, unit=text, reporter=text, materials=text) for one in made.ITEMS[:1])
    people = tuple(replace(one, name=text, title=text, unit=text, deputy=text) for one in made.ATTENDEES)
    on_leave = tuple(replace(one, person=text, reason=text) for one in made.LEAVES)
    row = replace(made.ROW, name=text, room=text, chair=text)
    return replace(made.meeting(chair_title=text), row=row, items=items, attendees=people, leaves=on_leave)


def test_a_week_is_called_by_its_number_in_the_year_it_belongs_to() -> None:
    assert week.week_words(made.MONDAY) == "2026年第48周"
    assert week.week_words(date(2027, 1, 1)) == "2026年第53周"
