"""F2 今日: figures of papers in and out, every line leads to its paper, nothing is cut off on a small terminal."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from textual.app import App

from govtui.domain.text import cells
from govtui.services.desk import Desk
from govtui.services.documents import normative, registering
from govtui.services.documents.normative import NewNormative, Published
from govtui.services.documents.rows import NewIncoming
from govtui.ui.desk import desk_app
from govtui.ui.screens.queuepage import QueuePage
from govtui.ui.screens.today import TodayPage
from govtui.ui.screens.today_tabs import LINES, TABS
from tests.offices import Office, small_office
from tests.services.papers_out import signed, to_sign
from tests.ui.kit import screen_text
from tests.ui.test_papers import Keys


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


def fill(office: Office) -> None:
    """One incoming paper of today, one to sign, one to number, one document about to lapse."""
    registering.register(office.desk, NewIncoming("市财政局", "关于防汛的请示", office.units["市财政局"]))
    to_sign(office, title="关于鹮鼯工程的通知")
    signed(office, title="关于貘獴工程的通知")
    document = NewNormative("犬类管理办法", organ="government", drafter="钱多")
    normative.record(office.desk, document, Published("CZCR-2022-00003", date(2022, 3, 1), date(2022, 3, 1)))


def shown(app: App[Any]) -> TodayPage:
    assert isinstance(app.screen, TodayPage)
    return app.screen


async def to_tab(keys: Keys, key: str) -> None:
    while shown(keys.pilot.app).tab != key:
        await keys.press("]")


@pytest.mark.parametrize(("key", "text"), [("sign", "鹮鼯"), ("number", "貘獴"), ("lapse", "犬类")])
async def test_a_figure_lists_its_papers_with_their_detail(office: Office, key: str, text: str) -> None:
    fill(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await to_tab(Keys(pilot), key)
        assert shown(app).listing.count == 1
        assert text in screen_text(app)
        assert text in shown(app).detail.text


async def test_who_is_to_sign_stands_in_the_detail(office: Office) -> None:
    to_sign(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await to_tab(Keys(pilot), "sign")
        assert "副市长沈清河 签发" in shown(app).detail.text


@pytest.mark.parametrize(("key", "mode"), [("arrived", "documents"), ("sign", "outgoing"), ("lapse", "normative")])
async def test_every_line_leads_to_its_paper_and_back(office: Office, key: str, mode: str) -> None:
    fill(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await to_tab(keys, key)
        here = shown(app).listing.chosen()
        await keys.press("g")
        await pilot.pause()
        assert app.current_mode == mode
        page = app.screen
        assert isinstance(page, QueuePage)
        assert page.listing.chosen() == here
        await keys.press("f2")
        assert shown(app).tab == key


@pytest.mark.parametrize("key", ["arrived", "sign", "lapse"])
async def test_why_answers_on_every_kind_of_line(office: Office, key: str) -> None:
    fill(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await to_tab(keys, key)
        await keys.press("?")
        await pilot.pause()
        assert "为什么" in screen_text(app)


async def test_a_figure_can_be_clicked_and_an_empty_one_says_so(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        line = next(line for line in screen_text(app).splitlines() if "待签发" in line)
        await pilot.click("TodayTabs", offset=(cells(line[: line.index("待签发")]) + 1, 2))
        await pilot.pause()
        assert shown(app).tab == "sign"
        assert "没有等领导签发的发文" in screen_text(app)


async def test_all_figures_stand_on_80_columns_with_four_digits_each(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        shown(app).tabs.show({tab.key: 8888 for tab in TABS}, "publish")
        await pilot.pause()
        lines = screen_text(app).splitlines()
        for name, tabs in LINES:
            line = next(line for line in lines if line.strip().startswith(name))
            assert [tab.key for tab in tabs if f"{tab.name} 8888" not in line] == []


async def test_an_empty_morning_starts_at_what_is_due_and_a_morning_of_signing_there(
    office: Office, desk_at: Callable[..., Any]
) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)):
        assert shown(app).tab == "due"
    to_sign(office)
    app = desk_app(desk_at(datetime(2026, 11, 24, 9)))
    async with app.run_test(size=(80, 24)):
        assert shown(app).tab == "sign"
