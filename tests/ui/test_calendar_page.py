"""The calendar on the screen: marks, load, corrections, the pasted notice and what it moves."""

from datetime import date, timedelta

import pytest

from govtui.services.desk import Desk
from govtui.services.documents import registering
from govtui.services.documents.by_day import due_on, on_time_trend, week_load
from govtui.services.documents.rows import NewIncoming
from govtui.services.workdays import correct_day, current_calendar
from govtui.ui.screens.calendar.grid import MonthGrid
from govtui.ui.screens.calendar.page import CalendarPage
from tests.offices import small_office
from tests.ui.kit import control_bytes, screen_text
from tests.ui.nasty import NASTY
from tests.ui.pages import app_on, settled, until

NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月14日（周日）上班。
"""


def paper(desk: Desk, title: str) -> int:
    return registering.register(desk, NewIncoming(sender="市财政局", title=title)).id


def first_due(desk: Desk) -> date:
    """The first day on which something is due."""
    return next(day for n in range(90) if due_on(desk, day := desk.today() + timedelta(days=n)))


async def test_marks_festivals_and_the_papers_of_a_day(desk: Desk) -> None:
    small_office(desk)
    for n in range(3):
        paper(desk, f"关于第{n}件事的请示")
    due = first_due(desk)
    app = app_on(desk, "calendar")
    async with app.run_test(size=(80, 24)) as pilot:
        page = app.screen
        assert isinstance(page, CalendarPage)
        page.grid.go(due)
        await pilot.pause()
        assert "到期 3 件" in screen_text(app)
        assert page.listing.count == 3
        page.grid.go(date(2026, 10, 1))
        await pilot.pause()
        text = screen_text(app)
        assert " 1休" in text
        assert "国庆节" in text
        assert "10班" in text
        await pilot.press("t")
        assert page.grid.day == date(2026, 11, 23)


async def test_enter_on_a_due_paper_opens_it_among_the_papers(desk: Desk) -> None:
    small_office(desk)
    found = paper(desk, "关于修缮仓库的请示")
    app = app_on(desk, "calendar")
    async with app.run_test(size=(80, 24)) as pilot:
        page = app.screen
        assert isinstance(page, CalendarPage)
        while not page.listing.count:
            await pilot.press("right")
            await pilot.pause()
        await pilot.press("enter", "enter")
        await until(pilot, lambda: app.current_mode == "documents")
        await pilot.pause()
        assert "关于修缮仓库的请示" in screen_text(app)
        assert app.screen.listing.current.id == found  # type: ignore[attr-defined]


async def test_a_correction_lists_what_it_moved_the_earlier_ones_first(desk: Desk) -> None:
    small_office(desk)
    paper(desk, "关于年度预算的请示")
    due = first_due(desk)
    app = app_on(desk, "calendar")
    async with app.run_test(size=(80, 24)) as pilot:
        page = app.screen
        assert isinstance(page, CalendarPage)
        page.grid.go(due)
        await pilot.press("e")
        await pilot.pause()
        form = app.screen.form  # type: ignore[attr-defined]
        form.put("reason", "市政府通知")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "移动了期限的公文" in screen_text(app))
        assert "推后" in screen_text(app)
        await pilot.press("escape")
        assert not current_calendar(desk).is_workday(due)


async def test_a_correction_without_a_reason_stays_in_the_form(desk: Desk) -> None:
    app = app_on(desk, "calendar")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "请填写理由" in screen_text(app)
        assert not current_calendar(desk).corrections


async def test_a_pasted_notice_is_looked_at_then_applied(desk: Desk) -> None:
    app = app_on(desk, "calendar")
    async with app.run_test(size=(80, 24)) as pilot:
        page = app.screen
        await pilot.press("n")
        await pilot.pause()
        app.screen.form.put("text", NOTICE)  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "国办发明电" in screen_text(app) and "日子 12" in screen_text(app))
        text = screen_text(app)
        assert "2027-01-31 周日 班" in " ".join(text.split())
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("y")
        await until(pilot, lambda: app.screen is page)
        await settled(pilot)
        assert not current_calendar(desk).is_workday(date(2027, 2, 11))
        assert desk.drafts.load("calendar.notice") is None


async def test_a_notice_that_contradicts_itself_is_shown_and_not_applied(desk: Desk) -> None:
    app = app_on(desk, "calendar")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        wrong = NOTICE.replace("共7天", "共9天")
        app.screen.form.put("text", wrong)  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "问题 1" in screen_text(app))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "不能采用" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "共9天" in app.screen.form.text("text")  # type: ignore[attr-defined]
        assert not current_calendar(desk).corrections


async def test_the_shade_grows_with_the_load(desk: Desk) -> None:
    small_office(desk)
    for n in range(9):
        paper(desk, f"关于第{n}项的请示")
    app = app_on(desk, "calendar")
    async with app.run_test(size=(120, 36)) as pilot:
        grid = app.screen.query_one(MonthGrid)
        grid.go(first_due(desk))
        await pilot.pause()
        days = [one for week in grid.weeks for one in week]
        assert {grid.level(one) for one in days if not one.due} == {0}
        assert max(grid.level(one) for one in days) == 4
        week = week_load(desk, date(2026, 11, 23))
        assert week[0] == (date(2026, 11, 23), 9)
        assert on_time_trend(desk, date(2026, 11, 23))[-1] == ("2026-W48", None)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("theme", ["light", "dark", "16"])
async def test_hostile_names_and_titles(desk: Desk, size: tuple[int, int], theme: str) -> None:
    small_office(desk)
    for at, text in enumerate(NASTY):
        paper(desk, f"{text[:200]}的请示{at}")
        day = date(2026, 12, 1 + at)
        correct_day(desk, day, day.weekday() < 5, text[:150], f"理由{text[:150]}")
    app = app_on(desk, "calendar", theme=theme, ascii=theme == "16")
    async with app.run_test(size=size) as pilot:
        for _ in range(40):
            await pilot.press("right")
            assert not control_bytes(screen_text(app).replace("\n", ""))
        await pilot.press("y", "escape", "?", "escape", "pageup", "pagedown", "home", "end", "[", "]")
        assert app.is_running


async def test_turning_years_stops_where_the_calendar_ends(desk: Desk) -> None:
    app = app_on(desk, "calendar")
    async with app.run_test(size=(80, 24)) as pilot:
        page = app.screen
        assert isinstance(page, CalendarPage)
        for key, years in (("[", 140), ("]", 310)):
            for _ in range(years):
                page.grid.action_turn(-12 if key == "[" else 12)
            await pilot.pause()
            assert str(page.grid.day.year) in screen_text(app)
        await pilot.press("end", "right", "pagedown", "]")
        assert app.is_running
