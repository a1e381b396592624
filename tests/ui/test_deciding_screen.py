"""Deciding on the day through the keyboard: outcomes by a digit, decision lines with a day for every unit, closing."""

from datetime import date

import pytest

from govtui.services.desk import Desk
from govtui.services.meetings import agenda, calling, views
from govtui.services.meetings.minutes import deciding
from govtui.services.meetings.minutes.recorded import recorded
from govtui.services.meetings.rows import DecisionRow
from govtui.services.meetings.topics import views as topics
from govtui.ui.screens.meetings.deciding import DecidingScreen
from govtui.ui.screens.meetings.minutes import MinutesScreen
from tests.services.meeting_rooms import reported, revise
from tests.ui.halls import DAY, Hall, app_of, hall, running, shown
from tests.ui.kit import control_bytes, screen_text, type_text
from tests.ui.nasty import NASTY
from tests.ui.pages import settled, until


def outcomes(found: Hall) -> list[str]:
    return [one.outcome for one in agenda.board(found.desk, found.meeting).items]


def lines(found: Hall) -> tuple[DecisionRow, ...]:
    return deciding.decisions(found.desk, found.meeting)


def state(found: Hall) -> str:
    return views.one_row(found.desk, found.meeting).state


async def test_each_topic_takes_one_key_in_the_order_of_the_pack(desk: Desk) -> None:
    found = running(desk, 5)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, DecidingScreen(found.desk, found.meeting))
        assert "1 通过　2 原则通过　3 不通过　4 暂缓　5 听取" in screen_text(pilot.app)  # type: ignore[arg-type]
        await keys.press("1", "2", "3", "4", "5")
        text = screen_text(pilot.app)  # type: ignore[arg-type]
        assert "未定" not in text
        assert "不通过" in text
    assert desk.book.meetings is not None
    assert outcomes(found) == [one.id for one in desk.book.meetings.outcomes]
    assert topics.one_row(found.desk, found.topics[3]).state == "待上会"
    assert topics.one_row(found.desk, found.topics[3]).deferred == 1


async def test_digits_typed_faster_than_the_store_each_find_their_topic(desk: Desk) -> None:
    found = running(desk, 5)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        await shown(pilot, DecidingScreen(found.desk, found.meeting))
        await pilot.press("5", "4", "3", "2", "1")
        await until(pilot, lambda: all(outcomes(found)))
    assert outcomes(found) == ["heard", "deferred", "rejected", "in_principle", "passed"]


async def test_several_marked_topics_pass_together_and_full_width_digits_count(desk: Desk) -> None:
    found = running(desk, 6)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, DecidingScreen(found.desk, found.meeting))
        await keys.press("ctrl+a")
        await type_text(pilot, "２")
        await settled(pilot)
        await keys.press("9")
        assert "没有第 9 种结果" in screen_text(pilot.app)  # type: ignore[arg-type]
    assert outcomes(found) == ["in_principle"] * 6


async def test_before_the_meeting_a_digit_is_refused_and_o_opens_it(desk: Desk) -> None:
    found = hall(desk, 2, listed=2).at(DAY)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, DecidingScreen(found.desk, found.meeting))
        await keys.press("1")
        assert outcomes(found) == ["", ""]
        if pilot.app.screen.is_modal:
            await keys.press("escape")
        await keys.press("o", "1")
    assert state(found) == "开会中"
    assert outcomes(found) == ["passed", ""]


async def test_a_decision_has_three_units_with_days_of_their_own(desk: Desk) -> None:
    found = running(desk, 1)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, DecidingScreen(found.desk, found.meeting))
        await keys.press("1", "n")
        await keys.paste("补助资金年底前拨付到位")
        await keys.press("tab", "tab")
        await keys.type("12.10")
        await keys.press("enter", *"sjyj", "enter", *"slyj", "enter", "enter")
        await keys.paste("市教育局 12.20")
        await keys.press("ctrl+s")
        await keys.press("up", "enter")
        assert "12-10 周四 等" in screen_text(pilot.app)  # type: ignore[arg-type]
    (line,) = lines(found)
    assert [(one.unit, one.lead, one.due) for one in line.units] == [
        ("市财政局", True, date(2026, 12, 10)),
        ("市教育局", False, date(2026, 12, 20)),
        ("市林业局", False, date(2026, 12, 10)),
    ]


async def test_a_day_of_a_unit_that_is_not_there_is_refused_and_words_may_stand_for_a_day(desk: Desk) -> None:
    found = running(desk, 1)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, DecidingScreen(found.desk, found.meeting))
        await keys.press("1", "n")
        await keys.paste("抓紧办理")
        await keys.press("tab", "tab")
        await keys.type("春节前")
        await keys.press("enter", "enter")
        await keys.paste("市水利局 12.20")
        await keys.press("ctrl+s")
        assert "不在配合单位里" in screen_text(pilot.app)  # type: ignore[arg-type]
        assert lines(found) == ()
        if pilot.app.screen.is_modal:
            await keys.press("escape")
        await keys.press("ctrl+a", "ctrl+u", "ctrl+k", "ctrl+s")
    (line,) = lines(found)
    assert [(one.unit, one.due, one.due_words) for one in line.units] == [("市财政局", None, "春节前")]


async def test_lines_of_a_topic_are_changed_and_dropped(desk: Desk) -> None:
    found = running(desk, 1)
    deciding.set_outcomes(found.desk, list(found.items.values()), "passed")
    for text in ("第一条", "第二条"):
        deciding.add_decision(found.desk, next(iter(found.items.values())), text, ())
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, DecidingScreen(found.desk, found.meeting))
        await keys.press("enter", "x", "y")
        assert [one.text for one in lines(found)] == ["第二条"]
        await keys.press("e", "end")
        await keys.paste("，限期办结")
        await keys.press("ctrl+s", "escape")
        assert isinstance(pilot.app.screen, DecidingScreen)
    assert [one.text for one in lines(found)] == ["第二条，限期办结"]


async def test_an_outcome_changed_by_a_digit_keeps_what_was_said(desk: Desk) -> None:
    found = running(desk, 1)
    async with app_of(found.desk).run_test(size=(120, 36)) as pilot:
        keys = await shown(pilot, DecidingScreen(found.desk, found.meeting))
        await keys.press("d", "tab")
        await keys.paste("会议讨论了分配办法")
        await keys.press("tab")
        await keys.paste("市林业局认为标准偏低")
        await keys.press("ctrl+s")
        assert "市林业局认为标准偏低" in screen_text(pilot.app)  # type: ignore[arg-type]
        await keys.press("2")
    assert outcomes(found) == ["in_principle"]
    (said,) = recorded(found.desk, found.meeting).values()
    assert (said.discussion, said.dissent) == ("会议讨论了分配办法", "市林业局认为标准偏低")


async def test_R23_a_major_decision_with_open_steps_is_stopped_and_shown_why(desk: Desk) -> None:
    found = hall(desk, 1, listed=1).at(DAY)
    calling.open_meeting(found.desk, found.meeting)
    revise(found.office, found.topics[0], major=True)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, DecidingScreen(found.desk, found.meeting))
        await keys.press("1")
        assert "为什么不能办" in screen_text(pilot.app)  # type: ignore[arg-type]
        await keys.press("escape", "4")
    assert outcomes(found) == ["deferred"]


async def test_the_meeting_closes_once_every_topic_has_an_outcome_and_the_minutes_begin(desk: Desk) -> None:
    found = running(desk, 2)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, DecidingScreen(found.desk, found.meeting))
        await keys.press("1", "g")
        assert "没有结果" in screen_text(pilot.app)  # type: ignore[arg-type]
        assert state(found) == "开会中"
        if pilot.app.screen.is_modal:
            await keys.press("escape")
        await keys.press("end", "1", "g", "w")
        await settled(pilot)
        assert isinstance(pilot.app.screen, MinutesScreen)
        await keys.press("escape", "w")
        assert isinstance(pilot.app.screen, MinutesScreen)
    assert state(found) == "已结束"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_hostile_decisions_are_shown_as_text(desk: Desk, size: tuple[int, int]) -> None:
    found = running(desk, 1)
    item = next(iter(found.items.values()))
    deciding.decide(found.desk, item, "passed", NASTY[5], NASTY[6], NASTY[0])
    for text in filter(str.strip, NASTY):
        deciding.add_decision(found.desk, item, text, ())
    assert reported(found.office)
    async with app_of(found.desk).run_test(size=size) as pilot:
        keys = await shown(pilot, DecidingScreen(found.desk, found.meeting))
        for key in ("d", "escape", "enter", *["down"] * len(NASTY), "e", "escape", "escape", "?"):
            await keys.press(key)
            assert not control_bytes(screen_text(pilot.app).replace("\n", ""))  # type: ignore[arg-type]
        assert pilot.app.is_running
