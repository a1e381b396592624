"""误录处置 from the pages of papers that leave and of normative documents: warned first, two people, nothing left."""

from typing import Any

import pytest

from govtui.services.desk import Desk
from govtui.services.documents import normative as services
from govtui.services.documents.outgoing import views
from govtui.ui.desk import desk_app
from govtui.ui.screens.deskpage import show_paper
from tests.offices import Office, small_office
from tests.services.normative_papers import published
from tests.services.papers_out import issued
from tests.ui.kit import screen_text
from tests.ui.test_papers import Keys

CLEARED = "（已按误录处置清除）"


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


async def on(app: Any, keys: Keys, row_id: int, noun: str) -> None:
    """The cursor on a paper of a page, and 误录处置 chosen from the menu."""
    await show_paper(app, row_id, noun)
    await keys.settle()
    await keys.press("f9")
    await keys.type("误录处置")
    await keys.press("enter")


async def filled(keys: Keys, reason: str) -> None:
    await keys.press("2")
    await keys.type("陆知行")
    await keys.press("enter")
    await keys.type(reason)
    await keys.press("ctrl+s")


async def test_an_outgoing_paper_is_blanked_from_the_menu_after_a_warning(office: Office) -> None:
    made = issued(office, title="关于鹮鼯工程的通知")
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 36)) as pilot:
        keys = Keys(pilot)
        await on(app, keys, made, "outgoing")
        shown = screen_text(app)
        assert "不能撤销" in shown
        assert "签发意见" in shown.replace("\n", "")
        await filled(keys, "误录不应登记的文件")
        assert "号码作废" in screen_text(app).replace("\n", "")
        assert "鹮鼯" not in screen_text(app)
    row = views.one_row(office.desk, made)
    assert (row.title, row.state, row.number) == (CLEARED, "作废", "郴政办发〔2026〕1号")


async def test_the_first_answer_does_nothing_and_a_reason_that_repeats_the_title_is_refused(office: Office) -> None:
    made = issued(office, title="关于鹮鼯工程的通知")
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await on(app, keys, made, "outgoing")
        await keys.press("enter")
        await on(app, keys, made, "outgoing")
        await filled(keys, "误录了关于鹮鼯工程的通知")
        assert "请改写" in screen_text(app)
    assert views.one_row(office.desk, made).title == "关于鹮鼯工程的通知"
    drafts = office.desk.store.folder() / "drafts"
    assert [path for path in drafts.glob("*") if "鹮" in path.read_text(encoding="utf-8")] == []


async def test_a_departments_document_is_blanked_from_its_page(office: Office) -> None:
    made = published(office, title="鹮鼯办法")
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 36)) as pilot:
        keys = Keys(pilot)
        await on(app, keys, made, "normative")
        assert "制定机关" in screen_text(app)
        await filled(keys, "误录不应登记的文件")
        assert "鹮鼯" not in screen_text(app)
    row = services.one_row(office.desk, made)
    assert (row.title, row.state, row.reg_number) == (CLEARED, "作废", "CZCR-2026-07001")
