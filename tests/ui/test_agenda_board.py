"""The agenda board through the keyboard: few keys a topic, times that follow, late changes, hostile texts."""

from dataclasses import replace

import pytest

from govtui.domain.text import cells
from govtui.services.desk import Desk
from govtui.services.meetings import agenda, calling
from govtui.services.meetings.topics import views as topics
from govtui.ui.screens.meetings.attendance import AttendanceScreen
from govtui.ui.screens.meetings.board import AgendaBoard
from govtui.ui.screens.meetings.screen import meeting_line
from tests.services.meeting_rooms import ready_topic
from tests.ui.halls import Hall, app_of, hall, running, shown
from tests.ui.kit import control_bytes, screen_text, type_text
from tests.ui.nasty import NASTY
from tests.ui.pages import settled, until


def order(found: Hall) -> list[tuple[str, str, int]]:
    """The agenda as it stands: title, beginning, minutes."""
    items = agenda.board(found.desk, found.meeting).items
    return [(one.title, f"{one.starts:%H:%M}", one.minutes) for one in items]


async def test_ten_topics_are_listed_and_put_in_order_with_at_most_six_keys_each(desk: Desk) -> None:
    found = hall(desk, 10)
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, AgendaBoard(desk, found.meeting))
        await keys.press(*["space"] * 10, "a")
        assert len(found.items) == 10
        await keys.press("tab", "end")
        for _ in range(9):
            await keys.press("[")
        await keys.press("home", "+", "+", "down", "-")
        assert keys.count <= 60
    assert order(found)[:3] == [
        ("关于第10项工作的汇报", "09:00", 25),
        ("关于第1项工作的汇报", "09:25", 10),
        ("关于第2项工作的汇报", "09:35", 15),
    ]


async def test_the_cursor_goes_with_the_topic_and_fast_keys_add_up(desk: Desk) -> None:
    found = hall(desk, 4, listed=4)
    screen = AgendaBoard(desk, found.meeting)
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, screen)
        await pilot.press("]", "]", "+", "+", "+")
        await keys.settle()
        for _ in range(5):
            await settled(pilot)
        assert screen.agenda.cursor == 2
        assert "09:30-10:00" in screen_text(pilot.app)  # type: ignore[arg-type]
    assert [title for title, *_ in order(found)].index("关于第1项工作的汇报") == 2
    assert order(found)[2][2] == 30


async def test_topics_are_listed_while_a_move_is_still_being_written(desk: Desk) -> None:
    found = hall(desk, 4, listed=3)
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        await shown(pilot, AgendaBoard(desk, found.meeting))
        await pilot.press("]", "+", "tab", "a", "tab", "]", "+")
        await until(pilot, lambda: len(found.items) == 4 and order(found)[2][2] == 25)
    assert order(found)[2] == ("关于第1项工作的汇报", "09:30", 25)


async def test_full_width_signs_of_an_input_method_move_topics_too(desk: Desk) -> None:
    found = hall(desk, 3, listed=3)
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        await shown(pilot, AgendaBoard(desk, found.meeting))
        await type_text(pilot, "】＋")
        await settled(pilot)
        await settled(pilot)
    assert order(found)[1] == ("关于第1项工作的汇报", "09:15", 20)


async def test_R41a_a_topic_that_lost_a_stamp_is_not_in_the_pool_and_the_others_are_listed(desk: Desk) -> None:
    from govtui.services.meetings.topics import stamping

    found = hall(desk, 2)
    stamping.unstamp(desk, found.topics[0], "登记有误")
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, AgendaBoard(desk, found.meeting))
        assert "待上会议题 1 个" in screen_text(pilot.app)  # type: ignore[arg-type]
        await keys.press("ctrl+a", "a")
    assert list(found.items) == ["关于第2项工作的汇报"]


async def test_taking_off_wants_a_reason_and_the_topic_waits_again(desk: Desk) -> None:
    found = hall(desk, 2, listed=2)
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, AgendaBoard(desk, found.meeting))
        await keys.press("x", "enter")
        assert len(found.items) == 2
        await keys.type("材料还要补充")
        await keys.press("enter")
        assert list(found.items) == ["关于第2项工作的汇报"]
    assert topics.one_row(desk, found.topics[0]).state == "待上会"


async def test_a_frozen_agenda_stands_and_what_comes_later_is_marked(desk: Desk) -> None:
    found = hall(desk, 3, listed=2)
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, AgendaBoard(desk, found.meeting))
        await keys.press("f", "]")
        assert "已冻结" in screen_text(pilot.app)  # type: ignore[arg-type]
        assert "议程已冻结" in screen_text(pilot.app)  # type: ignore[arg-type]
        if pilot.app.screen.is_modal:
            await keys.press("escape")
        await keys.press("tab", "a")
        await keys.type("市长临时交办")
        await keys.press("enter")
        assert "临时" in screen_text(pilot.app)  # type: ignore[arg-type]
    assert [title for title, *_ in order(found)][:2] == ["关于第1项工作的汇报", "关于第2项工作的汇报"]
    assert [one.late for one in agenda.board(desk, found.meeting).items] == [False, False, True]


async def test_on_the_day_a_moved_topic_is_marked_late(desk: Desk) -> None:
    found = running(desk, 3)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, AgendaBoard(found.desk, found.meeting))
        await keys.press("]")
        assert screen_text(pilot.app).count("临时") == 1  # type: ignore[arg-type]


async def test_who_waits_for_the_topic_is_told_with_the_time_of_entering(desk: Desk) -> None:
    found = hall(desk, 2, listed=2)
    forest = ready_topic(found.office, title="关于冬季造林的汇报", unit="市林业局", reporter="柏松年", units=())
    agenda.add(desk, found.meeting, [forest])
    for size in ((80, 24), (120, 36)):
        async with app_of(desk).run_test(size=size) as pilot:
            keys = await shown(pilot, AgendaBoard(desk, found.meeting))
            await keys.press("end")
            assert "09:30" in screen_text(pilot.app)  # type: ignore[arg-type]
            assert "柏松年" in screen_text(pilot.app)  # type: ignore[arg-type]
            await keys.press("k")
            assert isinstance(pilot.app.screen, AttendanceScreen)


async def test_too_little_time_is_said_in_red_words(desk: Desk) -> None:
    found = hall(desk, 2, listed=2)
    item = next(iter(found.items.values()))
    agenda.set_minutes(desk, item, 150)
    async with app_of(desk).run_test(size=(120, 36)) as pilot:
        await shown(pilot, AgendaBoard(desk, found.meeting))
        assert "超出 45 分钟" in screen_text(pilot.app)  # type: ignore[arg-type]


async def test_minutes_are_typed_and_nonsense_is_refused(desk: Desk) -> None:
    found = hall(desk, 1, listed=1)
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, AgendaBoard(desk, found.meeting))
        await keys.press("m", "ctrl+u")
        await type_text(pilot, "４０")
        await keys.press("enter")
        assert order(found)[0][2] == 40
        await keys.press("m", "ctrl+u", *"abc", "enter")
        assert "不是分钟数" in screen_text(pilot.app)  # type: ignore[arg-type]
    assert order(found)[0][2] == 40


async def test_why_names_the_stamps_and_the_chair(desk: Desk) -> None:
    found = hall(desk, 1, listed=1)
    async with app_of(desk).run_test(size=(120, 36)) as pilot:
        keys = await shown(pilot, AgendaBoard(desk, found.meeting))
        await keys.press("?")
        text = screen_text(pilot.app)  # type: ignore[arg-type]
        assert "第四十一条" in text or "第三十九条" in text


async def test_the_notice_is_noted_and_written(desk: Desk) -> None:
    found = hall(desk, 1, listed=1)
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, AgendaBoard(desk, found.meeting))
        await keys.press("t")
        await settled(pilot)
        await keys.press("p")
        await settled(pilot)
    assert calling.meeting_of(desk, found.meeting).starts is not None
    assert agenda.board(desk, found.meeting).meeting.state == "已通知"
    assert any("通知" in path.name for path in desk.exports.iterdir())


async def test_a_notice_of_too_long_an_agenda_says_so_after_it_was_written(desk: Desk) -> None:
    found = hall(desk, 2, listed=2)
    agenda.set_minutes(desk, next(iter(found.items.values())), 150)
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, AgendaBoard(desk, found.meeting))
        await keys.press("t")
        await settled(pilot)
        assert "提示：议题合计比会议计划时长多 45 分钟" in screen_text(pilot.app)  # type: ignore[arg-type]
    assert any("通知" in path.name for path in desk.exports.iterdir())


async def test_a_long_chair_phrase_leaves_the_room_in_the_line_of_the_meeting(desk: Desk) -> None:
    found = hall(desk, 0)
    row = replace(agenda.board(desk, found.meeting).meeting, chair="林向南（受市委副书记、市长委托）")
    line = meeting_line(row, 76)
    assert "（受" in meeting_line(row, 200)
    assert "（受" not in line
    assert line.endswith("林向南主持 第一会议室")
    assert "…" not in line
    long = meeting_line(replace(row, name="关于" * 30), 76)
    assert long.endswith("11-26 周四 09:00-11:00 林向南主持 第一会议室")
    assert cells(long) <= 76
    app = app_of(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = AgendaBoard(desk, found.meeting)
        await shown(pilot, screen)
        screen.head(row)
        await pilot.pause()
        assert "林向南主持 第一会议室" in screen_text(app)
        await pilot.resize_terminal(120, 36)
        await settled(pilot)
        assert "受市委副书记" in screen_text(app), "all of it where there is room"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_hostile_texts_are_shown_as_text(desk: Desk, size: tuple[int, int]) -> None:
    found = hall(desk, 0)
    made = [ready_topic(found.office, title=f"{n}{text}", materials=text) for n, text in enumerate(NASTY)]
    agenda.add(desk, found.meeting, made[::2])
    async with app_of(desk).run_test(size=size) as pilot:
        await shown(pilot, AgendaBoard(desk, found.meeting))
        for _ in range(len(made[::2])):
            for key in ("down", "enter", "escape"):
                await pilot.press(key)
                await settled(pilot)
                assert not control_bytes(screen_text(pilot.app).replace("\n", ""))  # type: ignore[arg-type]
        await pilot.press("tab", "down", "?", "escape", "home", "space", "a")
        await settled(pilot)
        assert not control_bytes(screen_text(pilot.app).replace("\n", ""))  # type: ignore[arg-type]
        assert pilot.app.is_running
    assert len(found.items) == len(made[::2]) + 1
