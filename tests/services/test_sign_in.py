"""Sign-in by two keys, late, on leave but there, by a deputy; and what no order of acts may lose."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtui.domain.clock import in_china
from govtui.domain.refusal import Refusal
from govtui.services import journal
from govtui.services.desk import Desk
from govtui.services.meetings import attendance, leaving, signing_in
from govtui.services.meetings.minutes import composing
from tests.services.sittings import NINE, House, build_house, change, line, listed, put_on, sit, take_off

EARLY = NINE - timedelta(minutes=8)


@pytest.fixture
def house(desk_at: Callable[..., Desk]) -> House:
    """The office on the day of the meeting, after its beginning."""
    return build_house(desk_at(NINE + timedelta(minutes=40)))


def test_two_keys_sign_a_person_in_by_seat_or_by_letters(house: House) -> None:
    meeting = sit(house)
    rows = listed(house, meeting)
    assert (rows["林向南"].seat, rows["沈清河"].code) == (2, "sq")
    assert signing_in.sign_in_code(house.desk, meeting, "02", EARLY).sentence == "常务副市长林向南 08:52 签到"
    signing_in.sign_in_code(house.desk, meeting, "ＳＱ", EARLY)
    after = listed(house, meeting)
    assert after["林向南"].signed == after["沈清河"].signed == in_china(EARLY)
    assert not after["林向南"].late
    assert [name for name, row in after.items() if row.signed] == ["林向南", "沈清河"]


def test_a_code_that_nobody_has_signs_nobody_in(house: House) -> None:
    meeting = sit(house)
    for code in ("zz", "00", "99", "", " "):
        with pytest.raises(Refusal):
            signing_in.sign_in_code(house.desk, meeting, code)
    assert not any(row.signed for row in attendance.attendees(house.desk, meeting))


def test_codes_stay_when_others_are_added_and_removed(house: House) -> None:
    meeting = sit(house)
    change(house, "meeting", meeting, meeting, state="已通知")
    before = {name: (row.seat, row.code) for name, row in listed(house, meeting).items() if name != "苏一鸣"}
    attendance.remove_attendee(house.desk, [line(house, meeting, "苏一鸣")])
    attendance.add_attendee(house.desk, meeting, name="高玉生")
    after = {name: (row.seat, row.code) for name, row in listed(house, meeting).items()}
    added = after.pop("高玉生")
    assert after == before
    assert added[1] not in {code for _, code in before.values()}


def test_after_the_beginning_one_is_late_and_for_a_topic_after_it_begins(house: House) -> None:
    meeting = sit(house)
    put_on(house, meeting, "甲", "市财政局", minutes=20)
    put_on(house, meeting, "乙", "市教育局", minutes=10)
    at = NINE + timedelta(minutes=5)
    for name in ("沈清河", "魏长河", "唐雨眠"):
        signing_in.sign_in(house.desk, line(house, meeting, name), at)
    signing_in.sign_in(house.desk, line(house, meeting, "顾长风"), NINE)
    late = {name: row.late for name, row in listed(house, meeting).items() if row.signed}
    assert late == {"沈清河": True, "魏长河": True, "唐雨眠": False, "顾长风": False}


def test_who_is_on_leave_and_comes_is_there_and_both_are_shown(house: House) -> None:
    meeting = sit(house)
    row = line(house, meeting, "沈清河")
    leaving.leave(house.desk, row, "出差", house.person("高远山"))
    done = signing_in.sign_in(house.desk, row, EARLY)
    assert done.sentence == "副市长沈清河 08:52 签到，已请假，本人到会"
    found = listed(house, meeting)["沈清河"]
    assert found.leave is not None
    assert (found.signed, found.reply, found.leave.state, found.leave.came) == (in_china(EARLY), "参加", "批准", True)
    assert attendance.quorum(house.desk, meeting).present == 1
    with pytest.raises(Refusal, match="记录保留"):
        leaving.take_back(house.desk, found.leave.id)


def test_undoing_a_sign_in_brings_the_leave_back(house: House) -> None:
    meeting = sit(house)
    row = line(house, meeting, "沈清河")
    leaving.leave(house.desk, row, "出差", house.person("高远山"))
    signing_in.sign_in(house.desk, row)
    signing_in.undo_sign_in(house.desk, row)
    found = listed(house, meeting)["沈清河"]
    assert found.leave is not None
    assert (found.signed, found.late, found.reply, found.leave.came) == (None, False, "请假", False)
    with pytest.raises(Refusal, match="还没有签到"):
        signing_in.undo_sign_in(house.desk, row)


def test_a_deputy_signs_for_a_member_and_does_not_count(house: House) -> None:
    meeting = sit(house)
    row = line(house, meeting, "沈清河")
    attendance.reply(house.desk, [row], "代会", "韩敬之", "副秘书长")
    assert signing_in.sign_in(house.desk, row, EARLY).sentence == "副秘书长韩敬之代沈清河 08:52 签到，代会"
    assert (listed(house, meeting)["沈清河"].deputy, attendance.quorum(house.desk, meeting).present) == ("韩敬之", 0)
    signing_in.undo_sign_in(house.desk, row)
    signing_in.sign_in(house.desk, row, EARLY, in_person=True)
    assert (listed(house, meeting)["沈清河"].reply, attendance.quorum(house.desk, meeting).present) == ("参加", 1)
    signing_in.undo_sign_in(house.desk, row)
    assert (listed(house, meeting)["沈清河"].reply, listed(house, meeting)["沈清河"].deputy) == ("代会", "韩敬之")


def test_R43b_a_deputy_who_came_stands_when_the_leave_is_entered_later(house: House) -> None:
    meeting = sit(house, "plenary")
    row = line(house, meeting, "魏长河")
    attendance.reply(house.desk, [row], "代会", "韩敬之")
    signing_in.sign_in(house.desk, row, EARLY)
    leaving.leave(house.desk, row, "出差", house.person("高远山"), duty_filed=True)
    found = listed(house, meeting)["魏长河"]
    assert found.leave is not None
    assert (found.reply, found.leave.deputy, found.leave.came, found.leave.lacks) == ("代会", "韩敬之", False, ())


def test_other_tiers_do_not_count_for_a_quorum(house: House) -> None:
    meeting = sit(house)
    for name in ("苏一鸣", "雷震川", "林向南"):
        signing_in.sign_in(house.desk, line(house, meeting, name), EARLY)
    found = attendance.quorum(house.desk, meeting)
    assert (found.members, found.present, found.needed, found.reached) == (5, 1, None, None)


def test_nobody_signs_in_twice_the_day_before_or_at_a_moment_to_come(house: House) -> None:
    meeting = sit(house)
    row = line(house, meeting, "沈清河")
    for at in (NINE - timedelta(days=1), NINE + timedelta(hours=2)):
        with pytest.raises(Refusal):
            signing_in.sign_in(house.desk, row, at)
    signing_in.sign_in(house.desk, row, EARLY)
    with pytest.raises(Refusal, match="08:52 已签到"):
        signing_in.sign_in(house.desk, row)
    with pytest.raises(Refusal, match="不能再请假"):
        leaving.ask_leave(house.desk, row, "有事")
    with pytest.raises(Refusal, match="已签到"):
        attendance.reply(house.desk, [row], "请假")
    assert listed(house, meeting)["沈清河"].signed == in_china(EARLY)


def test_a_removed_person_does_not_sign_in_and_one_who_signed_is_not_removed(house: House) -> None:
    meeting = sit(house)
    first, second = listed(house, meeting)["苏一鸣"], line(house, meeting, "雷震川")
    attendance.remove_attendee(house.desk, [first.id])
    with pytest.raises(Refusal, match="已移出名单"):
        signing_in.sign_in_code(house.desk, meeting, first.code)
    signing_in.sign_in(house.desk, second, EARLY)
    with pytest.raises(Refusal, match="先撤销签到"):
        attendance.remove_attendee(house.desk, [second])


def test_every_sign_in_is_one_batch_that_can_be_undone(house: House) -> None:
    meeting = sit(house)
    signing_in.sign_in_code(house.desk, meeting, "01", EARLY)
    last = journal.next_undo(house.desk)
    assert last is not None
    assert last.sentence == "executive 会议：市长高远山 08:52 签到"
    journal.undo(house.desk, last.seq)
    assert listed(house, meeting)["高远山"].signed is None


# -- any order of acts ------------------------------------------------------------------------------------------------

ACTS = ("in", "in_person", "undo", "ask", "grant", "refuse", "back", "deputy", "file", "reply", "sent", "agenda")
WHO = ("沈清河", "顾长风", "苏一鸣", "魏长河", "钟律师")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(WHO)), max_size=14)


def do(house: House, meeting: int, act: str, name: str) -> None:
    """One act on somebody; refusals are part of life."""
    desk, row = house.desk, listed(house, meeting)[name]
    leave = row.leave.id if row.leave else 0
    acts: dict[str, Callable[[], Any]] = {
        "in": lambda: signing_in.sign_in_code(desk, meeting, row.code),
        "in_person": lambda: signing_in.sign_in(desk, row.id, in_person=True),
        "undo": lambda: signing_in.undo_sign_in(desk, row.id),
        "ask": lambda: leaving.ask_leave(desk, row.id, "有事"),
        "grant": lambda: leaving.grant(desk, leave, house.person("高远山")),
        "refuse": lambda: leaving.refuse(desk, leave, "须到会"),
        "back": lambda: leaving.take_back(desk, leave),
        "deputy": lambda: leaving.name_deputy(desk, leave, "韩敬之"),
        "file": lambda: leaving.file_with_duty(desk, leave),
        "reply": lambda: attendance.reply(desk, [row.id], "参加"),
        "sent": lambda: attendance.reply(desk, [row.id], "代会", "韩敬之"),
        "agenda": lambda: take_off(house, meeting, house.items["甲"]),
    }
    try:
        acts[act]()
    except Refusal:
        return


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_order_of_acts_loses_a_person_or_counts_a_deputy(house: House, steps: list[tuple[str, str]]) -> None:
    meeting = sit(house)
    put_on(house, meeting, "甲", "市财政局", "市教育局")
    attendance.add_attendee(house.desk, meeting, name="钟律师")
    attendance.reply(house.desk, [line(house, meeting, "魏长河")], "参加")
    attendance.reply(house.desk, [line(house, meeting, "顾长风")], "代会", "韩敬之")
    signing_in.sign_in(house.desk, line(house, meeting, "顾长风"))
    there = set(listed(house, meeting)) - {"唐雨眠"}
    for act, name in steps:
        do(house, meeting, act, name)
        rows = attendance.attendees(house.desk, meeting)
        assert there <= {row.name for row in rows}
        assert len({row.code for row in rows}) == len({row.seat for row in rows}) == len(rows)
        own = [row for row in rows if row.tier == "member" and row.signed and row.reply != "代会"]
        assert attendance.quorum(house.desk, meeting).present == len(own)
        for row in rows:
            assert (row.reply == "代会") == bool(row.deputy)
            assert not (row.signed and row.reply == "请假")
            in_force = row.leave is not None and row.leave.state in ("申请", "批准")
            if in_force and row.signed and row.reply != "代会":
                assert row.leave is not None
                assert row.leave.came


def test_sixty_people_sign_in_with_two_keys_each(house: House) -> None:
    meeting = sit(house)
    surnames, given_names = "赵钱孙李周吴郑王", "明亮国强文武成林"
    for n in range(53):
        attendance.add_attendee(house.desk, meeting, name=surnames[n % 8] + given_names[n // 8] + "一二三四"[n % 4])
    rows = attendance.attendees(house.desk, meeting)
    assert len(rows) == 60
    for row in rows:
        assert len(row.code) == 2
        signing_in.sign_in_code(house.desk, meeting, row.code, EARLY)
    assert all(row.signed for row in attendance.attendees(house.desk, meeting))


def test_a_meeting_without_a_time_makes_nobody_late(house: House) -> None:
    meeting = sit(house, starts=None)
    signing_in.sign_in(house.desk, line(house, meeting, "沈清河"), datetime(2026, 11, 26, 9, 30))
    assert not listed(house, meeting)["沈清河"].late


def test_R43b_minutes_name_a_members_deputy_among_those_who_sit_in(house: House) -> None:
    meeting = sit(house, state="开会中")
    for name in ("高远山", "林向南", "沈清河"):
        if name == "沈清河":
            attendance.reply(house.desk, [line(house, meeting, name)], "代会", "韩敬之")
        signing_in.sign_in(house.desk, line(house, meeting, name), EARLY)
    text = composing.compose(house.desk, meeting)
    present, sitting_in = (next(one for one in text.splitlines() if one.startswith(head)) for head in ("出席", "列席"))
    assert "林向南" in present
    assert "韩敬之" not in present
    assert "韩敬之（代沈清河）" in sitting_in
