"""The office's calendar on a real store: notices, corrections, and the deadlines that follow them."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from govtui.domain.refusal import Refusal
from govtui.domain.workdays import DayKind, DaySource, Deadline
from govtui.services import journal, workdays
from govtui.services.desk import Desk
from govtui.services.documents import handling, registering, views
from govtui.services.documents.rows import NewIncoming, Registered
from tests.offices import small_office

LATE_DECEMBER = datetime(2026, 12, 28, 9, 0)

NOTICE_2027 = """某某办公厅关于2027年部分节假日安排的通知
某办发明电〔2026〕8号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月4日（周四）至11日（农历正月初六、周四）放假调休，共8天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日至5日放假，共3天。
四、劳动节：5月1日至5日放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日放假1天，不调休。
六、中秋节：9月15日放假1天，不调休。
七、国庆节：10月1日至7日放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
"""
FIVE_DAYS_OFF = NOTICE_2027.replace(
    "1月1日（周五）至3日（周日）放假，共3天。", "1月1日至5日放假，共5天。1月9日（周六）上班。"
)


@pytest.fixture
def december(desk_at: Callable[..., Desk]) -> Desk:
    """The desk three days before a year that nobody has published."""
    desk = desk_at(LATE_DECEMBER)
    small_office(desk)
    return desk


def paper(desk: Desk, **more: object) -> Registered:
    return registering.register(desk, NewIncoming(sender="市财政局", title="关于增加防汛经费的请示", **more))  # type: ignore[arg-type]


def due_of(desk: Desk, paper_id: int) -> date:
    due = views.detail(desk, paper_id).row.due
    assert due is not None
    return due.date()


class TestNotices:
    def test_a_preview_shows_days_and_moves_and_writes_nothing(self, december: Desk) -> None:
        registered = paper(december)
        before, acts = due_of(december, registered.id), journal.count_acts(december)
        preview = workdays.preview_notice(december, FIVE_DAYS_OFF)
        assert preview.notice.number == "某办发明电〔2026〕8号"
        assert [one.number for one in preview.moved] == [registered.row.number]
        assert {one.date.day for one in preview.days if one.changes and one.date.month == 1} == {4, 5, 9}
        assert due_of(december, registered.id) == before
        assert journal.count_acts(december) == acts

    def test_applying_moves_open_deadlines_and_lifts_the_provisional_mark(self, december: Desk) -> None:
        registered = paper(december)
        row = views.detail(december, registered.id).row
        assert row.provisional
        moved = workdays.apply_notice(december, FIVE_DAYS_OFF)
        assert [(one.id, one.later) for one in moved] == [(registered.id, True)]
        after = views.detail(december, registered.id).row
        assert not after.provisional
        assert after.due == moved[0].after

    def test_the_year_is_settled_so_that_reckoned_days_give_way(self, december: Desk) -> None:
        assert workdays.current_calendar(december).day(date(2027, 5, 4)).source is DaySource.PROVISIONAL
        workdays.apply_notice(december, NOTICE_2027)
        calendar = workdays.current_calendar(december)
        assert calendar.day(date(2027, 10, 8)).kind is DayKind.WORKDAY
        assert calendar.day(date(2027, 2, 14)).kind is DayKind.MAKEUP
        assert not calendar.is_provisional(date(2027, 3, 1), date(2027, 3, 5))

    def test_deadlines_move_earlier_too(self, december: Desk) -> None:
        workdays.apply_notice(december, FIVE_DAYS_OFF)
        registered = paper(december)
        moved = workdays.correct_day(december, date(2027, 1, 4), off=False, name="元旦", reason="通知更正")
        assert [(one.id, one.later) for one in moved] == [(registered.id, False)]

    def test_the_reckoning_kept_for_why_is_the_new_one(self, december: Desk) -> None:
        registered = paper(december)
        workdays.apply_notice(december, FIVE_DAYS_OFF)
        deadline = Deadline.from_json(views.detail(december, registered.id).due_basis)
        assert date(2027, 1, 5) in {fact.date for fact in deadline.skipped}

    def test_closed_papers_and_deadlines_set_by_hand_stay(self, december: Desk) -> None:
        closed, fixed = paper(december), paper(december, due=datetime(2027, 1, 5, 17, 0))
        before = due_of(december, closed.id)
        handling.close(december, [closed.id], "已阅")
        assert workdays.apply_notice(december, FIVE_DAYS_OFF) == ()
        assert due_of(december, closed.id) == before
        assert due_of(december, fixed.id) == date(2027, 1, 5)

    def test_a_contradictory_notice_is_refused_whole(self, december: Desk) -> None:
        acts = journal.count_acts(december)
        with pytest.raises(Refusal, match="共4天，数下来是3天"):
            workdays.apply_notice(december, NOTICE_2027.replace("放假，共3天。\n四", "放假，共4天。\n四"))
        assert journal.count_acts(december) == acts
        assert workdays.current_calendar(december).corrections == {}

    def test_the_same_notice_twice_is_refused(self, december: Desk) -> None:
        workdays.apply_notice(december, NOTICE_2027)
        with pytest.raises(Refusal, match="已经采用过"):
            workdays.apply_notice(december, NOTICE_2027)

    def test_undo_brings_calendar_and_deadlines_back(self, december: Desk) -> None:
        registered = paper(december)
        before = due_of(december, registered.id)
        workdays.apply_notice(december, FIVE_DAYS_OFF)
        assert due_of(december, registered.id) != before
        journal.undo(december, journal.count_acts(december))
        assert due_of(december, registered.id) == before
        assert workdays.current_calendar(december).corrections == {}


class TestDays:
    def test_a_local_day_off_moves_deadlines_and_names_its_reason(self, desk: Desk) -> None:
        small_office(desk)
        registered = paper(desk)
        moved = workdays.correct_day(desk, date(2026, 11, 24), off=True, name="建市纪念日", reason="市政府通知")
        assert [one.id for one in moved] == [registered.id]
        assert workdays.current_calendar(desk).day(date(2026, 11, 24)).name == "建市纪念日"
        assert "市政府通知" in journal.acts(desk, 0, 1)[0].sentence

    def test_withdrawing_brings_the_deadline_back(self, desk: Desk) -> None:
        small_office(desk)
        registered = paper(desk)
        before = due_of(desk, registered.id)
        workdays.correct_day(desk, date(2026, 11, 24), off=True, name="", reason="误")
        assert due_of(desk, registered.id) != before
        workdays.withdraw_day(desk, date(2026, 11, 24), "录错了")
        assert due_of(desk, registered.id) == before

    def test_what_says_nothing_new_is_refused(self, desk: Desk) -> None:
        with pytest.raises(Refusal, match="已经是这样"):
            workdays.correct_day(desk, date(2026, 10, 1), off=True, name="国庆节", reason="通知")
        with pytest.raises(Refusal, match="理由"):
            workdays.correct_day(desk, date(2026, 11, 24), off=True, name="", reason="  ")
        with pytest.raises(Refusal, match="没有更正过"):
            workdays.withdraw_day(desk, date(2026, 11, 24), "录错了")

    def test_another_clerks_correction_is_seen_at_once(self, desk_at: Callable[..., Desk]) -> None:
        mine, other = desk_at(), desk_at(name="小王")
        assert workdays.current_calendar(mine).is_workday(date(2026, 11, 24))
        workdays.correct_day(other, date(2026, 11, 24), off=True, name="", reason="停电")
        assert not workdays.current_calendar(mine).is_workday(date(2026, 11, 24))

    def test_the_calendar_is_kept_while_nothing_about_it_changes(self, desk: Desk) -> None:
        first = workdays.current_calendar(desk)
        small_office(desk)
        assert workdays.current_calendar(desk) is first


def test_the_month_grid_has_whole_weeks_marks_and_due_papers(desk: Desk) -> None:
    small_office(desk)
    registered = paper(desk)
    october = workdays.month_grid(desk, 2026, 10)
    assert [len(week) for week in october] == [7] * 5
    assert october[0][0].fact.date == date(2026, 9, 28)
    marks = {day.fact.date: day.mark for week in october for day in week}
    assert (marks[date(2026, 10, 1)], marks[date(2026, 10, 10)], marks[date(2026, 10, 12)]) == ("休", "班", "")
    day = due_of(desk, registered.id)
    cell = next(one for week in workdays.month_grid(desk, day.year, day.month) for one in week if one.fact.date == day)
    assert cell.due == 1
    assert all(one.provisional for week in workdays.month_grid(desk, 2027, 3) for one in week)


def test_years_say_where_their_days_come_from(december: Desk) -> None:
    workdays.apply_notice(december, NOTICE_2027)
    calendar = workdays.current_calendar(december)
    years = {one.year: one for one in workdays.calendar_years(calendar, december.today(), december)}
    assert years[2026].source is DaySource.PUBLISHED
    assert years[2027].source is DaySource.CORRECTED
    assert years[2027].notices == ("某办发明电〔2026〕8号",)
