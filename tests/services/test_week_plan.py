"""The week's plan: what is on, who goes, who is wanted twice, which room is taken twice, who is away."""

from datetime import date, datetime, timedelta

import pytest

from govtui.services import people
from govtui.services.desk import Desk
from govtui.services.meetings.engagements import handling, requesting
from govtui.services.meetings.engagements.rows import LeaderAsked, NewEngagement
from govtui.services.meetings.engagements.week import week_plan
from govtui.services.people import AbsenceValues, PersonValues, PostValues
from tests.offices import LEADERS, Office, small_office
from tests.services.engaged import TUESDAY, invited, leader_rows, meeting, planned_meeting, reviewed

MONDAY = date(2026, 11, 23)


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


def titles(office: Office, day: date = MONDAY) -> list[str]:
    return [one.title for one in week_plan(office.desk, day).entries]


def test_S16_the_week_holds_meetings_and_engagements_from_monday_to_sunday_by_time(office: Office) -> None:
    for title, starts in (
        ("周日晚上", datetime(2026, 11, 29, 20)),
        ("周一早上", datetime(2026, 11, 23, 0, 0)),
        ("上周日", datetime(2026, 11, 22, 20)),
        ("下周一", datetime(2026, 11, 30, 0, 0)),
    ):
        invited(office, title=title, starts=starts, place=title)
    planned_meeting(office, TUESDAY, "高远山")
    assert titles(office) == ["周一早上", "市人民政府第3次常务会议", "周日晚上"]
    assert titles(office, date(2026, 11, 29)) == titles(office)
    plan = week_plan(office.desk, date(2026, 11, 26))
    assert (plan.first, plan.last) == (MONDAY, date(2026, 11, 29))


def test_what_is_cancelled_returned_or_declined_is_not_on_and_what_is_open_is_marked(office: Office) -> None:
    off = [invited(office, title=f"{n}") for n in range(3)]
    handling.cancel(office.desk, off[:1], "不办")
    handling.return_engagement(office.desk, off[1:2], "材料不全")
    handling.answer(office.desk, leader_rows(office, off[2]), "婉拒")
    planned_meeting(office, TUESDAY, "高远山", state="取消")
    invited(office, title="未定的")
    handling.answer(office.desk, leader_rows(office, reviewed(office, "顾长风", title="已定的")), "出席")
    assert [(one.title, one.settled) for one in week_plan(office.desk, MONDAY).entries] == [
        ("未定的", False),
        ("已定的", True),
    ]


def test_R66b_leaders_of_an_entry_are_the_chair_the_members_and_whoever_goes(office: Office) -> None:
    head = people.add_person(office.desk, PersonValues("陶局长")).id
    people.give_post(office.desk, PostValues(head, "department_head", "局长", unit_id=office.units["市财政局"]))
    office.people["陶局长"] = head
    planned_meeting(office, TUESDAY, "林向南", "沈清河", "高远山", "陶局长")
    found = reviewed(office, "沈清河", "顾长风", "高远山", starts=TUESDAY + timedelta(days=1))
    first, second, third = leader_rows(office, found)
    handling.answer(office.desk, [first], "改派", office.people["陆知行"])
    handling.answer(office.desk, [second], "婉拒")
    handling.answer(office.desk, [third], "出席")
    by_title = {one.title: [name for _, name in one.leaders] for one in week_plan(office.desk, MONDAY).entries}
    assert by_title == {
        "市人民政府第3次常务会议": ["林向南", "高远山", "沈清河"],
        "全市冬春农田水利现场推进会": ["陆知行", "高远山"],
    }


def test_a_guest_who_is_in_no_address_book_is_named(office: Office) -> None:
    entry = NewEngagement("活动", "接待", starts=TUESDAY, leaders=(LeaderAsked(None, "省厅某厅长"),))
    requesting.request(office.desk, entry)
    assert week_plan(office.desk, MONDAY).entries[0].leaders == ((0, "省厅某厅长"),)


def test_R66b_clashes_of_leaders_and_rooms_are_marked_on_both_sides_only(office: Office) -> None:
    planned_meeting(office, TUESDAY, "高远山", "沈清河")
    invited(office, "沈清河", "顾长风", title="撞时间", starts=TUESDAY + timedelta(minutes=60), place="别处")
    invited(office, "顾长风", title="撞会议室", starts=TUESDAY + timedelta(minutes=119), minutes=10, place="第一会议室")
    invited(office, "高远山", title="只撞会议室", starts=TUESDAY + timedelta(minutes=120), place="第一会议室 ")
    marked = {one.title: (one.clashes, one.room_clash) for one in week_plan(office.desk, MONDAY).entries}
    assert marked == {
        "市人民政府第3次常务会议": (("沈清河",), True),
        "撞时间": (("沈清河", "顾长风"), False),
        "撞会议室": (("顾长风",), True),
        "只撞会议室": ((), True),
    }


def test_R66b_a_clash_with_the_night_before_the_week_is_seen(office: Office) -> None:
    invited(office, title="跨夜", starts=datetime(2026, 11, 22, 22), minutes=600, place="甲")
    invited(office, title="周一", starts=datetime(2026, 11, 23, 7), place="乙")
    assert [(one.title, one.clashes) for one in week_plan(office.desk, MONDAY).entries] == [
        ("跨夜", ("沈清河",)),
        ("周一", ("沈清河",)),
    ]


def test_R66b_a_clash_beyond_either_midnight_of_the_week_is_seen(office: Office) -> None:
    for sunday in (MONDAY - timedelta(days=1), MONDAY + timedelta(days=6)):
        night = datetime(sunday.year, sunday.month, sunday.day, 22)
        invited(office, title=f"{sunday:%d}跨夜", starts=night, minutes=240, place="甲")
        beyond = night + timedelta(hours=3 if sunday > MONDAY else -1)
        invited(office, title="界外", starts=beyond, minutes=120, place="乙")
    assert [(one.title, one.clashes) for one in week_plan(office.desk, MONDAY).entries] == [
        ("22跨夜", ("沈清河",)),
        ("29跨夜", ("沈清河",)),
    ]


def test_the_columns_are_the_weeks_leaders_in_rank_order_with_those_away(office: Office) -> None:
    people.report_absence(
        office.desk, AbsenceValues(office.people["顾长风"], date(2026, 11, 27), date(2026, 12, 2), place="省城")
    )
    people.report_absence(
        office.desk, AbsenceValues(office.people["沈清河"], date(2026, 11, 30), date(2026, 12, 2), place="省城")
    )
    plan = week_plan(office.desk, MONDAY)
    assert [words for _, words in plan.leaders] == [f"{title}{name}" for _, title, name in LEADERS]
    assert plan.away == ((office.people["顾长风"], "顾长风", date(2026, 11, 27), date(2026, 12, 2)),)


def test_an_entry_says_who_holds_it_for_whom_and_whom_to_ask(office: Office) -> None:
    planned_meeting(office, TUESDAY, "高远山", contact="文秘科", phone="0000-1", section_id=office.units["文秘科"])
    meeting(office, starts=TUESDAY + timedelta(days=1), scope="各县区", vehicle="自备", speech="讲话稿", contact="周某")
    first, second = week_plan(office.desk, MONDAY).entries
    assert (first.host, first.scope, first.contact, first.place) == ("文秘科", "市政府", "文秘科 0000-1", "第一会议室")
    assert (second.host, second.scope, second.vehicle, second.speech, second.contact) == (
        "市财政局",
        "各县区",
        "自备",
        "讲话稿",
        "周某",
    )
    assert second.ends - second.starts == timedelta(hours=2)
