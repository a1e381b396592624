"""Attendance, leave and sign-in through the keyboard: two keys a person, leave in one form, leave-but-came."""

import random
from datetime import datetime

import pytest

from govtui.services import people
from govtui.services.desk import Desk
from govtui.services.meetings import attendance, calling, leaving
from govtui.services.meetings.rows import AttendeeRow, LeaveRow
from govtui.services.people import PersonValues, PostValues, UnitValues
from govtui.ui.commands import REGISTRY
from govtui.ui.screens.meetings.attendance import AttendanceScreen
from govtui.ui.screens.meetings.attendance_showing import counts_of
from govtui.ui.screens.meetings.signing_in import SignInScreen
from tests.ui.halls import EARLY, Hall, app_of, hall, shown
from tests.ui.kit import control_bytes, screen_text, type_text
from tests.ui.nasty import NASTY
from tests.ui.pages import settled

SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "安邦定国泰"


def everybody(found: Hall) -> list[AttendeeRow]:
    return list(attendance.attendees(found.desk, found.meeting))


def person(found: Hall, name: str) -> AttendeeRow:
    return next(one for one in everybody(found) if one.name == name)


def leave_of(found: Hall, name: str) -> LeaveRow:
    leave = person(found, name).leave
    assert leave is not None
    return leave


def crowd(desk: Desk, many: int) -> Hall:
    """A meeting to which so many are expected, ten minutes before it begins."""
    found = hall(desk, 1, listed=1)
    there = len(everybody(found))
    for n in range(many - there):
        name = f"{SURNAMES[n % 10]}{GIVEN[n // 10 % 5]}{SURNAMES[(n * 7 + 3) % 10]}{n // 50 or ''}"
        attendance.add_attendee(desk, found.meeting, name=name, title="主任", unit=f"第{n + 1}街道")
    assert len(everybody(found)) == many
    return found.at(EARLY)


async def test_sixty_people_sign_in_in_any_order_with_two_keys_each(desk: Desk) -> None:
    found = crowd(desk, 60)
    waiting = everybody(found)
    random.Random(7).shuffle(waiting)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, SignInScreen(found.desk, found.meeting))
        for at, one in enumerate(waiting):
            await keys.press(*(f"{one.seat:02d}" if at % 2 else one.code))
        assert keys.count == 120
        await settled(pilot)
        assert "实到 60" in screen_text(pilot.app)  # type: ignore[arg-type]
    assert all(one.signed is not None and not one.late for one in everybody(found))


async def test_keys_that_run_ahead_of_the_store_are_not_lost(desk: Desk) -> None:
    found = crowd(desk, 30)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        await shown(pilot, SignInScreen(found.desk, found.meeting))
        await pilot.press(*(digit for one in everybody(found) for digit in f"{one.seat:02d}"))
        for _ in range(200):
            await settled(pilot)
            if all(one.signed for one in everybody(found)):
                break
    assert all(one.signed for one in everybody(found))


async def test_the_space_bar_signs_the_row_and_goes_on(desk: Desk) -> None:
    found = crowd(desk, 20)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, SignInScreen(found.desk, found.meeting))
        for _ in range(20):
            await keys.press("space")
        assert keys.count == 20
    assert all(one.signed for one in everybody(found))


async def test_full_width_digits_and_composed_names_sign_in_too(desk: Desk) -> None:
    found = crowd(desk, 12)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        await shown(pilot, SignInScreen(found.desk, found.meeting))
        for text in ("０２", "ｇｙ", "顾长风"):
            await type_text(pilot, text)
            await settled(pilot)
    there = {one.name for one in everybody(found) if one.signed}
    assert there == {"林向南", "高远山", "顾长风"}


async def test_a_half_typed_code_is_shown_cleared_and_never_mixed(desk: Desk) -> None:
    found = crowd(desk, 12)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, SignInScreen(found.desk, found.meeting))
        await keys.press("0")
        assert "输入 0_" in screen_text(pilot.app)  # type: ignore[arg-type]
        await keys.press("backspace", "0", "g", "y")
        assert {one.name for one in everybody(found) if one.signed} == {"高远山"}
        await keys.press("9", "9")
        assert "没有“99”" in screen_text(pilot.app)  # type: ignore[arg-type]
        await keys.press("1", "escape")
        assert isinstance(pilot.app.screen, SignInScreen)
    assert sum(one.signed is not None for one in everybody(found)) == 1


async def test_a_hundred_and_five_seats_are_typed_with_three_digits(desk: Desk) -> None:
    found = crowd(desk, 105)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, SignInScreen(found.desk, found.meeting))
        assert "001" in screen_text(pilot.app)  # type: ignore[arg-type]
        await keys.press(*"010", *"105")
    assert [one.seat for one in everybody(found) if one.signed] == [10, 105]


async def test_signing_twice_says_so_and_del_takes_it_back(desk: Desk) -> None:
    found = crowd(desk, 10)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, SignInScreen(found.desk, found.meeting))
        await keys.press(*"03", *"03")
        assert "已经签到" in screen_text(pilot.app)  # type: ignore[arg-type]
        await keys.press("delete", "y")
    assert not any(one.signed for one in everybody(found))


async def test_who_comes_after_the_beginning_is_late_and_the_quorum_is_told_in_words(desk: Desk) -> None:
    found = crowd(desk, 10).at(datetime(2026, 11, 26, 9, 12))
    calling.open_meeting(found.desk, found.meeting)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, SignInScreen(found.desk, found.meeting))
        await keys.press(*"02")
        text = screen_text(pilot.app)  # type: ignore[arg-type]
        assert "迟到 09:12" in text
        assert "到会人数规则未明确" in text
    assert person(found, "林向南").late


async def test_R43b_leave_is_asked_granted_filed_and_a_deputy_named_in_one_form(desk: Desk) -> None:
    found = hall(desk, 1, listed=1)
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, AttendanceScreen(desk, found.meeting))
        place = [one.name for one in everybody(found)].index("严书华")
        await keys.press(*["down"] * place, "l")
        assert "高远山" in screen_text(pilot.app)  # type: ignore[arg-type]
        await keys.type("外出学习")
        await keys.press("enter", "enter", "enter", "1", "enter")
        await keys.type("陶晓")
        await keys.press("enter")
        await keys.type("副局长")
        await keys.press("ctrl+s")
    leave = leave_of(found, "严书华")
    assert (leave.state, leave.approver, leave.deputy, leave.deputy_title) == ("批准", "高远山", "陶晓", "副局长")
    assert leave.duty_filed is not None
    assert leave.lacks == ()


async def test_R43b_what_a_leave_lacks_stands_in_red_words_until_it_is_done(desk: Desk) -> None:
    found = hall(desk, 1, listed=1)
    leaving.leave(desk, person(found, "严书华").id, "开会", found.office.people["高远山"])
    async with app_of(desk).run_test(size=(120, 36)) as pilot:
        keys = await shown(pilot, AttendanceScreen(desk, found.meeting))
        assert "手续不全 1" in screen_text(pilot.app)  # type: ignore[arg-type]
        assert "缺" in screen_text(pilot.app)  # type: ignore[arg-type]
        place = [one.name for one in everybody(found)].index("严书华")
        await keys.press(*["down"] * place, "d", "n")
        await keys.type("陶晓")
        await keys.press("enter", "ctrl+s")
        assert "手续不全" not in screen_text(pilot.app)  # type: ignore[arg-type]
    assert leave_of(found, "严书华").lacks == ()


async def test_R43a_leave_granted_by_another_is_stopped_and_nothing_is_written(desk: Desk) -> None:
    found = hall(desk, 1, listed=1)
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, AttendanceScreen(desk, found.meeting))
        await keys.press("down", "l")
        await keys.type("外出学习")
        await keys.press("enter", "ctrl+u", *"lzx", "enter", "ctrl+s")
        assert "为什么不能办" in screen_text(pilot.app)  # type: ignore[arg-type]
    assert person(found, "林向南").leave is None


async def test_who_comes_in_spite_of_leave_is_there_and_both_are_shown(desk: Desk) -> None:
    found = hall(desk, 1, listed=1)
    leaving.leave(desk, person(found, "顾长风").id, "外出", found.office.people["高远山"])
    there = found.at(EARLY)
    async with app_of(there.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, SignInScreen(there.desk, there.meeting))
        await keys.press(*f"{person(there, '顾长风').seat:02d}")
        text = screen_text(pilot.app)  # type: ignore[arg-type]
        assert "已到 08:50" in text
        assert "请了假又到会" in text
    assert (person(there, "顾长风").signed is not None, leave_of(there, "顾长风").came) == (True, True)
    chips = [text for text, _ in counts_of(attendance.attendees(there.desk, there.meeting))]
    assert not [text for text in chips if text.startswith("请假")], "who came is not counted as on leave too"


async def test_the_deputy_signs_unless_the_person_comes(desk: Desk) -> None:
    found = hall(desk, 1, listed=1)
    for name in ("严书华", "贺明远"):
        attendance.reply(desk, [person(found, name).id], "代会", "陶晓", "副局长")
    there = found.at(EARLY)
    async with app_of(there.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, SignInScreen(there.desk, there.meeting))
        places = {one.name: at for at, one in enumerate(everybody(there))}
        await keys.press(*["down"] * places["贺明远"], "insert", "home", *["down"] * places["严书华"], "space")
    assert (person(there, "严书华").reply, person(there, "贺明远").reply) == ("代会", "参加")
    assert all(person(there, name).signed for name in ("严书华", "贺明远"))


@pytest.mark.parametrize("size", [(80, 24), (110, 30), (120, 36)])
async def test_titles_of_leaders_and_times_of_entering_are_seen_whole(desk: Desk, size: tuple[int, int]) -> None:
    found = hall(desk, 1, listed=1)
    unit = people.add_unit(desk, UnitValues("市人民政府办公室机关")).id
    for name in ("高远山", "林向南"):
        post = people.directory(desk).post_of(found.office.people[name], desk.today())
        assert post is not None
        values = PostValues(post.person_id, post.role, post.title, unit, post.rank)
        people.correct_post(desk, post.id, post.version, values)
    attendance.compute(desk, found.meeting)
    assert person(found, "林向南").unit == "市人民政府办公室机关"
    async with app_of(desk).run_test(size=size) as pilot:
        await shown(pilot, AttendanceScreen(desk, found.meeting))
        lines = screen_text(pilot.app).split("\n")  # type: ignore[arg-type]
        leader = next(line for line in lines if "林向南" in line and "常务副市长" in line)
        assert "市人民政府" not in leader.split("常务副市长")[1]
        assert any("严书华" in line and "局长 市教育局" in line and "09:00" in line for line in lines)
        assert any("请假和代会" in line and "进场" in line for line in lines)


def test_the_key_that_locks_the_desk_is_not_taken_by_the_attendance_screen() -> None:
    assert not any("ctrl+l" in command.keys for command in AttendanceScreen.ACTIONS)
    assert "attendance.leave" in REGISTRY


async def test_marked_people_reply_together(desk: Desk) -> None:
    found = hall(desk, 1, listed=1)
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, AttendanceScreen(desk, found.meeting))
        await keys.press("ctrl+a", "r", "1")
        assert keys.count == 3
    assert {one.reply for one in everybody(found)} == {"参加"}


async def test_somebody_is_added_from_the_address_book_or_by_name_and_taken_off(desk: Desk) -> None:
    found = hall(desk, 1, listed=1)
    known = people.add_person(desk, PersonValues("丁望北")).id
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, AttendanceScreen(desk, found.meeting))
        await keys.press("a", *"dwb", "enter", "ctrl+s")
        assert person(found, "丁望北").person_id == known
        await keys.press("a")
        await keys.type("张外宾")
        await keys.press("enter", "ctrl+s")
        await keys.press("home", *["down"] * [one.name for one in everybody(found)].index("张外宾"))
        await keys.press("x", "y")
    assert "张外宾" not in [one.name for one in everybody(found)]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_hostile_names_are_shown_as_text_and_sign_in(desk: Desk, size: tuple[int, int]) -> None:
    found = hall(desk, 1, listed=1)
    for text in filter(str.strip, NASTY):
        attendance.add_attendee(desk, found.meeting, name=text[:20], title=text, unit=text)
    there = found.at(EARLY)
    async with app_of(there.desk).run_test(size=size) as pilot:
        keys = await shown(pilot, SignInScreen(there.desk, there.meeting))
        for one in everybody(there):
            await keys.press(*f"{one.seat:02d}")
            assert not control_bytes(screen_text(pilot.app).replace("\n", ""))  # type: ignore[arg-type]
        await keys.press("ctrl+t")
        for key in ("end", "enter", "escape", "?", "escape", "n", "escape", "l"):
            await keys.press(key)
            assert not control_bytes(screen_text(pilot.app).replace("\n", ""))  # type: ignore[arg-type]
        assert pilot.app.is_running
    assert all(one.signed for one in everybody(there))
