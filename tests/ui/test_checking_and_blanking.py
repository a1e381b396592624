"""初审, 退文 and 误录处置 through the keyboard: what is asked next, what is written, what is warned of."""

import os

import pytest
from docx import Document

from govtui.services.desk import Desk
from govtui.services.documents import registering, views
from govtui.services.documents.irregular import irregular_papers
from govtui.services.documents.rows import NewIncoming
from govtui.ui.desk import desk_app
from govtui.ui.dialogs.reading import Reading
from tests.offices import Office, small_office
from tests.ui.kit import screen_text
from tests.ui.test_papers import Keys


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


@pytest.fixture
def request_id(office: Office) -> int:
    entry = NewIncoming("市财政局", "关于鹮鼯工程的请示", office.units["市财政局"], "青财〔2026〕8号")
    return registering.register(office.desk, entry).id


async def failed_check(keys: Keys) -> None:
    """Answer the sixth question, whether others were consulted, with no."""
    await keys.press("f3", "i", *["down"] * 5, "right", "ctrl+s")


async def test_a_failed_check_goes_back_with_its_reason_and_the_slip_is_offered(
    office: Office, request_id: int
) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await failed_check(keys)
        assert "退文：未协商会签" in screen_text(app)
        await keys.press("1")
        await keys.type("请先会签水利局")
        await keys.press("enter")
        assert "退文单" in screen_text(app)
        await keys.press("y")
        assert "已写出退文单" in screen_text(app)
    fields = views.detail(office.desk, request_id).fields
    assert (fields["state"], fields["return_code"]) == ("已退文", "not_consulted")
    (written,) = office.desk.exports.glob("退文单-*.docx")
    cells = {cell.text for table in Document(str(written)).tables for row in table.rows for cell in row.cells}
    assert "请先会签水利局" in cells


async def test_a_failed_check_can_be_kept_and_counts_as_irregular(office: Office, request_id: int) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await failed_check(keys)
        await keys.press("2")
        assert "记入不规范报文" in screen_text(app)
    assert views.one_row(office.desk, request_id).state == "待拟办"
    assert [paper.reasons for paper in irregular_papers(office.desk, "2026-W48")] == [("未协商会签",)]


async def test_a_passed_check_asks_nothing_more_and_no_slip_is_written_unasked(office: Office, request_id: int) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3", "i", "ctrl+s")
        assert "初审符合要求" in screen_text(app)
        await keys.press("x", "enter", "enter", "n")
        assert views.one_row(office.desk, request_id).state == "已退文"
    assert not office.desk.exports.exists()


async def blanking(keys: Keys, person: str, reason: str) -> None:
    await keys.press("f3", "f9")
    await keys.type("误录处置")
    await keys.press("enter", "2")
    await keys.type(person)
    await keys.press("enter")
    await keys.type(reason)
    await keys.press("ctrl+s")


async def test_blanking_warns_first_and_the_first_answer_does_nothing(office: Office, request_id: int) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3", "f9")
        await keys.type("误录处置")
        await keys.press("enter")
        shown = screen_text(app)
        assert "不能撤销" in shown
        assert "两人" in shown
        await keys.press("enter")
    assert views.one_row(office.desk, request_id).state == "待拟办"


async def test_blanking_by_two_people_lists_what_is_left_to_do(office: Office, request_id: int) -> None:
    office.desk.exports.mkdir()
    copy = office.desk.exports / "周报.xlsx"
    copy.write_bytes(b"PK")
    future = office.desk.now().timestamp() + 60
    os.utime(copy, (future, future))
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 30)) as pilot:
        keys = Keys(pilot)
        await blanking(keys, "陆知行", "误录不应登记的文件")
        assert isinstance(app.screen, Reading)
        assert "周报.xlsx" in screen_text(app).replace("\n", "")
        await keys.press("escape")
        assert "鹮鼯" not in screen_text(app)
    assert views.one_row(office.desk, request_id).title == "（已按误录处置清除）"


async def test_a_reason_that_repeats_the_title_is_refused_and_leaves_no_draft(office: Office, request_id: int) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await blanking(keys, "陆知行", "误录关于鹮鼯工程的请示")
        assert "请改写" in screen_text(app)
    assert views.one_row(office.desk, request_id).state == "待拟办"
    drafts = office.desk.store.folder() / "drafts"
    assert [path for path in drafts.glob("*") if "鹮" in path.read_text(encoding="utf-8")] == []


async def test_R47b_on_the_screen_a_request_not_consulted_asks_who_lets_it_go_to_a_leader(
    office: Office, request_id: int
) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await failed_check(keys)
        await keys.press("2", "g", "enter")
        assert "为什么不能办" in screen_text(app)
        assert views.one_row(office.desk, request_id).state == "待拟办"
        await keys.press("escape", "g", "enter")
        await keys.type("汛期紧急")
        await keys.press("enter")
    assert views.one_row(office.desk, request_id).state == "在领导处"


async def test_R47b_on_the_screen_what_was_proposed_stays_behind_the_question(office: Office, request_id: int) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await failed_check(keys)
        await keys.press("2", "b")
        await keys.type("拟请审示")
        await keys.press("ctrl+s")
        assert "为什么不能办" in screen_text(app)
        await keys.type("汛期紧急")
        await keys.press("enter")
    fields = views.detail(office.desk, request_id).fields
    assert (fields["state"], fields["proposal"]) == ("待送", "拟请审示")
