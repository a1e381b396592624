"""What stops an act: the why with its article, the release by the role that the rulebook names, and nothing lost."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from govtui.domain.findings import Finding, finding
from govtui.rulebook.model import Effect
from govtui.services import people
from govtui.services.desk import Desk
from govtui.services.documents.outgoing import cosigning, drafting, reviewing, views
from govtui.services.people import PersonValues, PostValues
from govtui.ui.screens.gates import Gate
from tests.offices import Office, small_office
from tests.services.papers_out import asked, drafted, to_sign
from tests.ui.kit import screen_text
from tests.ui.pages import app_on
from tests.ui.test_papers import Keys


@pytest.fixture
def office(desk: Desk) -> Office:
    made = small_office(desk)
    director = people.add_person(desk, PersonValues("方砚秋")).id
    people.give_post(desk, PostValues(director, "office_director", "办公室主任"))
    return made


def releases(desk: Desk) -> list[tuple[str, str, str]]:
    with desk.reading() as reader:
        rows = reader.rows("SELECT rule, person, reason FROM rule_release ORDER BY id")
    return [(row["rule"], row["person"], row["reason"]) for row in rows]


async def to_the_gate(pilot: Pilot[Any], outgoing: int) -> Keys:
    """Open the form of the next step, write an opinion of one's own, save."""
    pilot.app.screen.show_paper(outgoing)  # type: ignore[attr-defined]
    keys = Keys(pilot)
    await keys.press("g", "tab", "tab", "ctrl+u")
    await keys.type("同意按程序印发")
    await keys.press("ctrl+s")
    return keys


async def test_R7b_the_gate_shows_article_and_remedy_and_a_release_by_the_mayor_lets_it_pass(office: Office) -> None:
    outgoing = to_sign(office, series="gov_issue", major=True)
    app = app_on(office.desk, "outgoing")
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await to_the_gate(pilot, outgoing)
        shown = screen_text(app)
        assert all(word in shown for word in ("第七条、第二十四条", "补上会议决定的届次和日期", "市长 高远山"))
        assert views.one_row(office.desk, outgoing).state == "待签发"
        await keys.type("市长已同意先行印发")
        await keys.press("enter")
    assert views.one_row(office.desk, outgoing).state == "待复核"
    assert views.detail(office.desk, outgoing).fields["sign_opinion"] == "同意按程序印发"
    assert releases(office.desk) == [("R7b", "高远山", "市长已同意先行印发")]


async def test_escape_at_the_gate_writes_nothing_and_keeps_the_form(office: Office) -> None:
    outgoing = to_sign(office, series="gov_issue", major=True)
    app = app_on(office.desk, "outgoing")
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await to_the_gate(pilot, outgoing)
        await keys.type("写了一半")
        await keys.press("escape")
        assert app.screen.form.text("opinion") == "同意按程序印发"  # type: ignore[attr-defined]
    assert views.one_row(office.desk, outgoing).state == "待签发"
    assert releases(office.desk) == []


async def test_several_rules_are_released_one_after_the_other_or_not_at_all(office: Office) -> None:
    outgoing = to_sign(office, series="gov_issue", major=True, publicity="")
    app = app_on(office.desk, "outgoing")
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await to_the_gate(pilot, outgoing)
        assert "为什么不能办（2 条）" in screen_text(app)
        await keys.type("第一条理由")
        await keys.press("enter")
        assert isinstance(app.screen, Gate)
        assert releases(office.desk) == []
        assert "方砚秋" in screen_text(app)
        await keys.type("第二条理由")
        await keys.press("enter")
    assert [(rule, person) for rule, person, _ in releases(office.desk)] == [("R7b", "高远山"), ("R29", "方砚秋")]


async def test_a_permit_is_not_kept_for_other_words(office: Office) -> None:
    outgoing = to_sign(office, series="gov_issue", major=True, publicity="")
    app = app_on(office.desk, "outgoing")
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await to_the_gate(pilot, outgoing)
        await keys.type("第一条理由")
        await keys.press("enter", "escape")
        await keys.type("，抄送市委")
        await keys.press("ctrl+s")
        assert "为什么不能办（2 条）" in screen_text(app)


async def test_R11c_an_act_without_a_form_asks_as_well(office: Office) -> None:
    outgoing = drafted(office)
    (answer,) = asked(office, outgoing, "市教育局")
    drafting.submit(office.desk, [outgoing])
    reviewing.review(office.desk, outgoing)
    cosigning.answer(office.desk, answer, "不同意", views="经费不足")
    app = app_on(office.desk, "outgoing")
    async with app.run_test(size=(80, 24)) as pilot:
        pilot.app.screen.show_paper(outgoing)  # type: ignore[attr-defined]
        keys = Keys(pilot)
        await keys.press("g")
        assert "第十一条第三款" in screen_text(app)
        await keys.press("escape")
        assert views.one_row(office.desk, outgoing).state == "会签中"
        await keys.press("g")
        await keys.type("分歧另行报告")
        await keys.press("enter")
    assert views.one_row(office.desk, outgoing).state == "待签发"
    assert releases(office.desk) == [("R11c", "陆知行", "分歧另行报告")]


def never(desk: Desk) -> Finding:
    """A block that the rulebook lets nobody release."""
    made = finding(desk.book, "R7b", "这条规定不可放行", {})
    return replace(made, effect=Effect.BLOCK, release_role=None)


async def test_a_rule_that_nobody_may_release_only_says_so(office: Office) -> None:
    blocks = [finding(office.desk.book, "R7b", "没有会议决定", {}), never(office.desk)]
    app = app_on(office.desk, "outgoing")
    async with app.run_test(size=(80, 24)) as pilot:
        given: list[Any] = []
        await app.push_screen(Gate(office.desk, blocks, "outgoing", 1), given.append)
        await pilot.pause()
        assert "不可放行" in screen_text(app)
        await pilot.press("enter", *"理由", "enter", "escape")
        assert given == [None]


async def test_where_nobody_holds_the_role_today_the_gate_says_what_to_do(office: Office) -> None:
    post = people.directory(office.desk).post_of(office.people["高远山"], office.desk.today())
    assert post is not None
    people.end_post(office.desk, post.id, post.version, date(2026, 11, 20))
    app = app_on(office.desk, "outgoing")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(Gate(office.desk, [finding(office.desk.book, "R7b", "没有会议决定", {})], "outgoing", 1))
        await pilot.pause()
        assert "今天没有人担任" in screen_text(app)
