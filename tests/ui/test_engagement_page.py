"""Engagements through the keyboard: entering, the office's steps, answers, county heads, the week, hostile texts."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from govtui.services import people
from govtui.services.desk import Desk
from govtui.services.documents import registering
from govtui.services.documents.rows import NewIncoming
from govtui.services.meetings.engagements import handling, listing, requesting, views
from govtui.services.people import AbsenceValues
from govtui.ui.desk import desk_app
from tests.offices import Office, small_office
from tests.services.engaged import (
    TUESDAY,
    invited,
    leader_rows,
    meeting,
    planned_meeting,
    reviewed,
    state,
)
from tests.ui.kit import control_bytes, screen_text
from tests.ui.nasty import NASTY
from tests.ui.pages import settled, until
from tests.ui.test_papers import Keys


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


async def at(pilot: Pilot[Any], engagement: int | None = None) -> Keys:
    """Keys pressed on the page of engagements, with the cursor on one of them."""
    keys = Keys(pilot)
    await keys.press("f4", "f4")
    if engagement is not None:
        pilot.app.screen.show_paper(engagement)  # type: ignore[attr-defined]
        await keys.settle()
    keys.count = 0
    return keys


async def test_an_invitation_is_entered_and_goes_to_its_leader_with_one_key_a_step(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot)
        await keys.press("n", "tab", *"czj", "enter")
        await keys.paste("全市技能大赛开幕式")
        await keys.press("tab")
        await keys.type("11.24 9:00")
        await keys.press("tab", "tab")
        await keys.paste("体育馆")
        await keys.press("tab", "tab", *"sqh", "enter", "ctrl+s")
        (row,) = listing.EngagementList(office.desk, "todo").rows(0, 9)
        assert (row.title, row.unit, row.leaders, row.place) == (
            "全市技能大赛开幕式",
            "市财政局",
            "沈清河 待定",
            "体育馆",
        )
        assert row.starts is not None
        assert (row.starts.day, row.starts.hour, row.conflicts) == (24, 9, 0)
        assert "没有写经费来源" in screen_text(app)
        keys.count = 0
        for expected in ("审核中", "待领导定", "已定"):
            await keys.press("g", "ctrl+s", ".")
            assert state(office, row.id) == expected
        assert keys.count <= 9
    assert [one[1] for one in views.detail(office.desk, row.id).stamps] == ["小李", "陆知行"]


async def test_marked_ones_take_the_same_step_together_and_answers_one_after_the_other(office: Office) -> None:
    todo = [invited(office, name, title=f"{name}的活动", place=name) for name in ("沈清河", "顾长风")]
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, todo[0])
        await keys.press("ctrl+a", "g", "ctrl+s", "ctrl+a", "g", "ctrl+s")
        assert {state(office, one) for one in todo} == {"待领导定"}
        app.screen.show_paper(todo[0])  # type: ignore[attr-defined]
        await keys.press("ctrl+a", "g", "right", "ctrl+s", "ctrl+s")
        await keys.settle()
    assert sorted(views.one_row(office.desk, one).leaders for one in todo) == ["沈清河 婉拒", "顾长风 出席"]


async def test_different_steps_are_not_mixed(office: Office) -> None:
    todo = [invited(office, name, title=f"{name}的活动", place=name) for name in ("沈清河", "顾长风")]
    handling.stamp(office.desk, todo[:1], None)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, todo[0])
        await keys.press("ctrl+a", "g")
        assert "不在同一步" in screen_text(app)
    assert [state(office, one) for one in todo] == ["审核中", "待处理"]


async def test_not_agreed_goes_back_with_the_reason_and_is_taken_up_again(office: Office) -> None:
    found = invited(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, found)
        await keys.press("g", "tab", "tab", "right", "ctrl+s")
        assert "不同意的理由" in screen_text(app)
        await keys.press("tab", "ctrl+u")
        await keys.paste("时间太紧")
        await keys.press("ctrl+s", ".")
        assert state(office, found) == "退回"
        await keys.press("g")
        assert state(office, found) == "待处理"


async def test_R66b_somebody_goes_instead_and_a_clash_of_his_is_said(office: Office) -> None:
    invited(office, "顾长风", title="另一项活动", place="别处")
    found = reviewed(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 36)) as pilot:
        keys = await at(pilot, found)
        await keys.press("a", "right", "right", "tab", *"gcf", "enter", "ctrl+s")
        assert "顾长风11-24 周二同一时间有两项" in screen_text(app)
    assert views.one_row(office.desk, found).leaders == "沈清河 改派顾长风"


async def test_somebody_named_to_go_instead_is_not_dropped_where_the_answer_says_otherwise(office: Office) -> None:
    found = reviewed(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 36)) as pilot:
        keys = await at(pilot, found)
        await keys.press("a", "tab", *"gcf", "enter", "ctrl+s")
        assert "答复请选“改派”" in screen_text(app)
        await keys.press("shift+tab", "shift+tab", "right", "right", "ctrl+s")
    assert views.one_row(office.desk, found).leaders == "沈清河 改派顾长风"


async def test_R45a_county_heads_need_the_mayor_before_the_meeting_is_settled(office: Office) -> None:
    found = meeting(office, county_heads=True)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, found)
        await keys.press("g")
        assert "为什么不能办" in screen_text(app)
        assert "没有市长批准" in screen_text(app)
        await keys.press("escape")
        assert state(office, found) == "待处理"
        await keys.press("h", "ctrl+s")
        assert views.detail(office.desk, found).fields["heads_approver"] == "高远山"
        await keys.press("g")
    assert state(office, found) == "已定"


async def test_R45a_a_change_that_needs_leave_asks_for_it_and_keeps_what_was_typed(office: Office) -> None:
    found = meeting(office)
    handling.settle(office.desk, [found])
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, found)
        await keys.press("e")
        app.screen.form.focus_field("in_city_name")  # type: ignore[attr-defined]
        await keys.press("left", "ctrl+s")
        assert "为什么不能办" in screen_text(app)
        await keys.paste("市长口头同意")
        await keys.press("enter")
    detail = views.detail(office.desk, found)
    assert (detail.fields["in_city_name"], detail.row.state, detail.findings) == (1, "已定", ())


async def test_a_changed_form_keeps_what_nobody_touched(office: Office) -> None:
    found = invited(office, "沈清河", "顾长风", speech="讲话稿", people_count=50, requested_on=date(2026, 11, 20))
    before = requesting.engagement_of(office.desk, found)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, found)
        await keys.press("e", "ctrl+s")
    assert requesting.engagement_of(office.desk, found) == before


async def test_what_is_open_goes_back_and_what_is_settled_is_cancelled_by_the_same_key(office: Office) -> None:
    still, done = invited(office), reviewed(office, "顾长风", place="别处")
    handling.answer(office.desk, leader_rows(office, done), "出席")
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        for found, after in ((still, "退回"), (done, "取消")):
            keys = await at(pilot, found)
            await keys.press("x")
            await keys.paste("改期")
            await keys.press("enter")
            assert state(office, found) == after
            await keys.press("f2")


async def test_an_invitation_begins_from_a_paper(office: Office) -> None:
    paper = registering.register(
        office.desk, NewIncoming(sender="市财政局", sender_id=office.units["市财政局"], title="关于请领导出席的请示")
    )
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot)
        await keys.press("i", "enter")
        form = app.screen.form  # type: ignore[attr-defined]
        assert (form.text("title"), form.text("unit")) == ("关于请领导出席的请示", "市财政局")
        await keys.press("ctrl+s")
    (row,) = listing.EngagementList(office.desk, "todo").rows(0, 9)
    assert views.detail(office.desk, row.id).fields["incoming_id"] == paper.id


async def test_S16_the_week_shows_clashes_and_absence_in_words_turns_and_is_written(office: Office) -> None:
    planned_meeting(office, TUESDAY, "高远山", "沈清河")
    found = invited(office, title="撞了会的活动")
    invited(office, "顾长风", title="下一周的活动", starts=datetime(2026, 12, 1, 9))
    invited(office, "林向南", title="外出那天的活动", starts=TUESDAY + timedelta(days=1))
    people.report_absence(
        office.desk, AbsenceValues(office.people["林向南"], date(2026, 11, 25), date(2026, 11, 25), place="省城")
    )
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 36)) as pilot:
        keys = await at(pilot, found)
        await keys.press("w")
        shown = screen_text(app)
        assert "2026年11月23日至2026年11月29日" in shown
        assert "沈清河同一时间还有：09:00" in shown
        assert ("冲突 2" in shown, "外出 林向南" in shown, "下一周的活动" in shown) == (True, True, False)
        marks = {row.cells[2]: row.cells[5] for row in app.screen._rows if not isinstance(row.cells[2], tuple)}  # type: ignore[attr-defined]
        assert marks == {
            "市人民政府第3次常务会议": ("冲突", "bad"),
            "撞了会的活动": ("冲突", "bad"),
            "外出那天的活动": ("外出", "warn"),
        }
        await keys.press("]")
        assert "下一周的活动" in screen_text(app)
        await keys.press("[", "ctrl+e")
        await until(pilot, lambda: "已写出" in screen_text(app))
        await keys.press("t", "down", "down", "g")
        await settled(pilot)
        assert app.current_mode in ("engagements", "meetings")
        assert type(app.screen).__name__ != "WeekScreen"
    assert [path.suffix for path in office.desk.exports.iterdir()] == [".xlsx"]


async def test_f4_goes_back_and_forth_and_the_year_and_the_reasons_can_be_read(office: Office) -> None:
    found = meeting(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys, seen = Keys(pilot), []
        for key in ("f4", "f4", "f4", "f4"):
            await keys.press(key)
            seen.append(app.current_mode)
        assert seen == ["meetings", "engagements", "meetings", "engagements"]
        await keys.press("y")
        assert "全市财政工作会议" in screen_text(app)
        await keys.press("escape")
        app.screen.show_paper(found)  # type: ignore[attr-defined]
        await keys.press("?")
        assert "第四十五条" in screen_text(app)


async def test_the_search_leads_to_an_engagement(office: Office) -> None:
    invited(office, title="鹮鼯保护宣传周启动仪式")
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("/")
        await keys.type("鹮鼯")
        await keys.press("enter")
        await settled(pilot)
        assert app.current_mode == "engagements"
        assert app.screen.listing.current.value.title == "鹮鼯保护宣传周启动仪式"  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_hostile_texts_are_shown_as_text_on_every_screen(office: Office, size: tuple[int, int]) -> None:
    found = [
        invited(office, title=f"{n}{text}", note=text, place=text, unit=text, unit_id=None)
        for n, text in enumerate(NASTY)
    ]
    app = desk_app(office.desk)
    async with app.run_test(size=size) as pilot:
        await at(pilot, found[0])
        for key in (
            "down",
            "enter",
            "escape",
            "?",
            "escape",
            "e",
            "escape",
            "g",
            "escape",
            "a",
            "escape",
            "w",
            "enter",
        ):
            await pilot.press(key)
            await settled(pilot)
            assert not control_bytes(screen_text(app).replace("\n", ""))
        assert app.is_running
