"""The page of normative documents: from the outgoing paper to the filing by keys; a block that a leader lets pass."""

from typing import Any

import pytest
from textual.pilot import Pilot

from govtui.services.documents import normative as services
from govtui.services.documents.normative import NewNormative, Published
from govtui.ui.dialogs.why import Why
from govtui.ui.screens.gates import Gate
from govtui.ui.screens.normative.page import NormativePage
from tests.offices import Office, small_office
from tests.services.normative_papers import OPINION, checked, department, outgoing, published, registered
from tests.ui.kit import control_bytes, screen_text
from tests.ui.nasty import NASTY
from tests.ui.pages import app_on, settled, until

SIZES = ((80, 24), (120, 36))


@pytest.fixture
def office(desk: Any) -> Office:
    return small_office(desk)


async def saved(pilot: Pilot[Any], page: NormativePage) -> None:
    """Save the form on top and wait until the page is seen again."""
    await pilot.press("ctrl+s")
    await until(pilot, lambda: pilot.app.screen is page)
    await settled(pilot)


async def formed(pilot: Pilot[Any], key: str) -> Any:
    """Press a key and answer the form that it opens."""
    page = pilot.app.screen
    await pilot.press(key)
    await until(pilot, lambda: pilot.app.screen is not page)
    await settled(pilot)
    return pilot.app.screen.form  # type: ignore[attr-defined]


async def test_from_the_outgoing_paper_to_the_filing_with_the_key_of_the_next_step(office: Office) -> None:
    desk = office.desk
    outgoing(desk, number="郴政规〔2026〕5号")
    app = app_on(desk, "normative")
    async with app.run_test(size=(80, 24)) as pilot:
        page: Any = app.screen
        await formed(pilot, "n")
        await pilot.press(*"tc", "enter")
        await saved(pilot, page)
        form = await formed(pilot, "g")
        form.put("reviewer", "宋词")
        form.put("opinion", OPINION)
        await saved(pilot, page)
        for _ in range(3):
            await formed(pilot, "g")
            await saved(pilot, page)
    (row,) = services.NormativeList(desk).rows(0, 9)
    assert (row.reg_number, row.number, row.state) == ("CZCR-2026-00001", "郴政规〔2026〕5号", "待施行")
    assert [one.sent_on for one in row.filings] == [desk.today(), desk.today()]


async def test_R21b_the_drafter_as_reviewer_is_stopped_and_the_mayor_lets_it_pass(office: Office) -> None:
    made = department(office)
    app = app_on(office.desk, "normative")
    async with app.run_test(size=(80, 24)) as pilot:
        page: Any = app.screen
        form = await formed(pilot, "s")
        form.put("reviewer", "钱多")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Gate))
        shown = screen_text(app)
        assert "审查人和起草人是同一人" in shown
        assert "第二十一条第二款" in shown
        await pilot.press(*"情况紧急", "enter")
        await until(pilot, lambda: app.screen is page)
    assert services.detail(office.desk, made).fields["checked"]
    with office.desk.reading() as reader:
        assert reader.value("SELECT person FROM rule_release WHERE rule = 'R21b'") == "高远山"


async def test_R21c_a_block_that_is_left_by_escape_changes_nothing_and_keeps_the_form(office: Office) -> None:
    made = checked(office)
    app = app_on(office.desk, "normative")
    async with app.run_test(size=(80, 24)) as pilot:
        form = await formed(pilot, "p")
        form.put("reason", "涉及安全")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Gate))
        await pilot.press("escape")
        await settled(pilot)
        assert form.text("reason") == "涉及安全"
    assert services.one_row(office.desk, made).published_on is None


async def test_a_failed_question_is_kept_and_shown_in_the_detail(office: Office) -> None:
    department(office)
    app = app_on(office.desk, "normative")
    async with app.run_test(size=(120, 36)) as pilot:
        page: Any = app.screen
        form = await formed(pilot, "s")
        form.put("no_penalty", "否")
        form.put("reviewer", "宋词")
        await saved(pilot, page)
        shown = screen_text(app)
        assert "审查不符合" in shown
        assert "没有自设行政处罚？" in shown


async def test_the_key_of_the_next_step_knows_a_rule_and_a_finished_document(office: Office) -> None:
    done = published(office)
    for one in services.one_row(office.desk, done).filings:
        services.file(office.desk, one.id)
    services.open_document(office.desk, NewNormative("停车规定", organ="government", type="规章", drafter="钱多"))
    app = app_on(office.desk, "normative")
    async with app.run_test(size=(80, 24)) as pilot:
        page: Any = app.screen
        page.show_queue("publish")
        form = await formed(pilot, "g")
        form.put("reviewer", "宋词")
        form.put("opinion", OPINION)
        await saved(pilot, page)
        form = await formed(pilot, "g")
        assert {"first", "last", "exempt"} <= set(form.fields)
        form.put("exempt", "依法不公开")
        await saved(pilot, page)
        assert "channel" in (await formed(pilot, "g")).fields
        await saved(pilot, page)
        page.show_paper(done)
        await pilot.press("g")
        await settled(pilot)
        assert app.screen is page
        assert "没有待办的步骤" in screen_text(app)


async def test_renewal_shows_the_new_document_and_why_explains(office: Office) -> None:
    old = Published("CZCR-2022-00005", office.desk.today().replace(year=2022))
    services.record(office.desk, NewNormative("城市犬类管理办法", organ="government"), old)
    app = app_on(office.desk, "normative")
    async with app.run_test(size=(120, 36)) as pilot:
        page: Any = app.screen
        page.show_queue("all")
        await pilot.press("y")
        await settled(pilot)
        await pilot.press("y")
        await until(pilot, lambda: app.screen is page and "延续自" in screen_text(app))
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, Why))
        assert "第二十一条" in screen_text(app)
    assert services.NormativeList(office.desk, "register").count() == 1


async def test_acts_that_need_more_than_is_there_say_so(office: Office) -> None:
    department(office)
    app = app_on(office.desk, "normative")
    async with app.run_test(size=(80, 24)) as pilot:
        page: Any = app.screen
        for key, words in (("b", "没有待报的备案"), ("o", "没有对应的本机关发文")):
            await pilot.press(key)
            await settled(pilot)
            assert app.screen is page
            assert words in screen_text(app)
        form = await formed(pilot, "x")
        form.put("by", "某文")
        await pilot.press("ctrl+s")
        await settled(pilot)
        await until(pilot, lambda: "还没有公布" in screen_text(app))


async def test_old_documents_are_entered_one_after_the_other(office: Office) -> None:
    app = app_on(office.desk, "normative")
    async with app.run_test(size=(80, 24)) as pilot:
        form = await formed(pilot, "l")
        for serial, title in ((1, "甲办法"), (2, "乙办法")):
            form.put("reg_number", f"CZCR-2022-0000{serial}")
            form.put("published", "2022-05-06")
            form.put("title", title)
            await pilot.press("ctrl+s")
            await settled(pilot)
            await until(pilot, lambda: not form.text("title"))
    assert services.NormativeList(office.desk, "valid").count() == 2


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_reach_no_terminal_and_the_catalogue_is_written(office: Office, size: Any) -> None:
    for title in NASTY[:12]:
        services.open_document(office.desk, NewNormative(title or "空", issuer="市水利局", note=title, drafter=title))
    registered(office)
    app = app_on(office.desk, "normative")
    async with app.run_test(size=size) as pilot:
        page: Any = app.screen
        page.show_queue("all")
        for _ in range(page.listing.count):
            await pilot.press("down")
            await pilot.pause()
            assert not control_bytes(screen_text(app).replace("\n", ""))
        await pilot.press("ctrl+e")
        await until(pilot, lambda: any(office.desk.exports.glob("规范性文件目录*.xlsx")))
