"""The agenda board: listing through gates, moving, times, freezing, late changes, what to look at."""

from datetime import datetime, timedelta

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import journal
from govtui.services.gates import Permit
from govtui.services.meetings import agenda, calling, leaving, views
from govtui.services.meetings.minutes import deciding
from govtui.services.meetings.rows import Board
from govtui.services.meetings.topics import views as topic_views
from govtui.services.people import AbsenceValues, report_absence
from tests.offices import Office
from tests.services.meeting_rooms import (
    IN_CHARGE,
    MAYOR,
    NINE,
    gated,
    items,
    listed_meeting,
    meeting_office,
    planned_meeting,
    ready_topic,
    ready_topics,
    revise,
    running_meeting,
    state,
)

DAY = NINE.date()


@pytest.fixture
def office(desk) -> Office:
    return meeting_office(desk)


def board(office: Office, meeting: int) -> Board:
    return agenda.board(office.desk, meeting)


# -- listing ----------------------------------------------------------------------------------------------------------


def test_ten_topics_are_listed_in_one_act_with_running_times(office):
    meeting = planned_meeting(office)
    topics = ready_topics(office, 10)
    assert [one.id for one in agenda.pool(office.desk, meeting)] == topics
    done = agenda.add(office.desk, meeting, topics)
    assert done.count == 10
    found = board(office, meeting)
    assert [one.position for one in found.items] == list(range(1, 11))
    assert [f"{one.starts:%H:%M}" for one in found.items[:3]] == ["09:00", "09:15", "09:30"]
    assert (found.total, found.left, found.pool) == (150, -30, ())
    assert {state(office, topic) for topic in topics} == {"已列入"}
    journal.undo(office.desk, journal.next_undo(office.desk).seq)
    assert board(office, meeting).items == ()
    assert {state(office, topic) for topic in topics} == {"待上会"}


def test_topics_asked_for_this_kind_stand_first_in_the_pool(office):
    special, executive = ready_topic(office, wanted="special"), ready_topic(office)
    meeting = planned_meeting(office, "executive")
    assert [one.id for one in agenda.pool(office.desk, meeting)] == [executive, special]


def test_R41a_a_topic_that_was_not_stamped_is_not_listed(office):
    meeting, topic = planned_meeting(office), gated(office)
    with pytest.raises(Refusal, match="现在是“申报”"):
        agenda.add(office.desk, meeting, [topic])
    assert board(office, meeting).items == ()


def test_R41a_one_topic_that_a_gate_stops_stops_them_all_and_is_named(office):
    meeting, good = planned_meeting(office), ready_topic(office)
    other = ready_topic(office, wanted="special", title="关于专题的汇报")
    with pytest.raises(Refusal, match="议题“关于专题的汇报”") as refused:
        agenda.add(office.desk, meeting, [good, other])
    assert "R41a" in [one.rule for one in refused.value.findings]
    assert board(office, meeting).items == ()
    assert (state(office, good), state(office, other)) == ("待上会", "待上会")


def test_R41a_a_topic_of_another_kind_is_listed_where_the_gates_of_this_kind_are_open(office):
    meeting = planned_meeting(office, "special", subject="教育")
    topic = ready_topic(office, wanted="executive")
    assert agenda.add(office.desk, meeting, [topic]).count == 1


def test_R41a_the_mayor_lets_topics_pass_with_a_reason_that_stays(office):
    meeting = planned_meeting(office)
    topics = [ready_topic(office, wanted="special", title=f"关于专题{n}的汇报") for n in range(2)]
    permit = Permit("R41a", office.people[MAYOR], "急需研究，当面同意")
    with pytest.raises(Refusal, match="第四十二条"):
        agenda.add(office.desk, meeting, topics, permits=[permit])
    permits = [permit, Permit("R42b", office.people[MAYOR], "会上说明")]
    agenda.add(office.desk, meeting, topics, permits=permits)
    with office.desk.reading() as reader:
        rows = reader.rows("SELECT row_id, reason FROM rule_release WHERE noun = 'topic' AND rule = 'R41a'")
    assert [(one["row_id"], one["reason"]) for one in rows] == [(topic, permit.reason) for topic in topics]
    assert not [one for one in board(office, meeting).findings if one.rule == "R41a"]


def test_a_topic_stands_on_one_live_agenda_only(office):
    meeting, _ = listed_meeting(office, count=1)
    (item,) = board(office, meeting).items
    with pytest.raises(Refusal, match="现在是“已列入”"):
        agenda.add(office.desk, planned_meeting(office), [item.topic_id])


def test_who_waits_for_a_topic_is_on_the_list_of_people_as_soon_as_it_is_listed(office):
    meeting, (item,) = listed_meeting(office, count=1)
    assert board(office, meeting).items[0].attendees == ("市财政局", "市教育局")
    waiting = {one.unit for one in views.detail(office.desk, meeting).attendees if one.part == "议题列席"}
    assert waiting == {"市财政局", "市教育局"}
    agenda.take_off(office.desk, [item], "材料不齐")
    assert not [one for one in views.detail(office.desk, meeting).attendees if one.part == "议题列席"]


# -- order and time ---------------------------------------------------------------------------------------------------


def test_items_move_and_times_follow(office):
    meeting, (first, second, third) = listed_meeting(office)
    agenda.set_minutes(office.desk, third, 40)
    agenda.move(office.desk, third, -2)
    found = board(office, meeting)
    assert [one.id for one in found.items] == [third, first, second]
    assert f"{found.items[1].starts:%H:%M}" == "09:40"
    assert agenda.move(office.desk, third, -1).count == 0, "already first"
    agenda.move(office.desk, third, 9)
    assert items(office, meeting) == [first, second, third]


def test_moving_to_where_it_stands_writes_nothing(office):
    _, (first, *_) = listed_meeting(office)
    before = journal.next_undo(office.desk).seq
    assert agenda.move(office.desk, first, -1).sentence.endswith("已在最前。")
    assert journal.next_undo(office.desk).seq == before


def test_the_length_of_a_topic_is_sane(office):
    _, (first, *_) = listed_meeting(office, count=1)
    for minutes in (0, -5, 601):
        with pytest.raises(Refusal, match="1 到 600"):
            agenda.set_minutes(office.desk, first, minutes)


def test_what_is_taken_off_waits_again_and_leaves_no_hole(office):
    meeting, (first, second, third) = listed_meeting(office)
    topic = board(office, meeting).items[0].topic_id
    with pytest.raises(Refusal, match="理由"):
        agenda.take_off(office.desk, [first], "")
    agenda.take_off(office.desk, [first], "需再协调")
    found = board(office, meeting)
    assert [(one.id, one.position) for one in found.items] == [(second, 1), (third, 2)]
    assert [(one.id, one.reason) for one in found.taken_off] == [(first, "需再协调")]
    assert state(office, topic) == "待上会"
    assert [one.gate for one in agenda.pool(office.desk, meeting)] == ["通过"], "gates are kept"
    agenda.add(office.desk, meeting, [topic])
    assert [one.position for one in board(office, meeting).items] == [1, 2, 3]
    history = [(one.state, one.reason) for one in topic_views.detail(office.desk, topic).listings]
    assert history == [("撤下", "需再协调"), ("列入", "")]


def test_items_of_two_meetings_are_not_taken_off_together(office):
    _, (one,) = listed_meeting(office, count=1)
    _, (other,) = listed_meeting(office, "special", count=1, subject="甲", room="别处")
    with pytest.raises(Refusal, match="同一次会议"):
        agenda.take_off(office.desk, [one, other], "撤下")


# -- freezing ---------------------------------------------------------------------------------------------------------


def test_a_frozen_agenda_is_not_moved_before_the_day(office):
    meeting, (first, *_) = listed_meeting(office)
    agenda.freeze(office.desk, meeting)
    assert board(office, meeting).meeting.frozen
    for act in (lambda: agenda.move(office.desk, first, 1), lambda: agenda.set_minutes(office.desk, first, 20)):
        with pytest.raises(Refusal, match="议程已冻结"):
            act()
    with pytest.raises(Refusal, match="已经冻结"):
        agenda.freeze(office.desk, meeting)
    with pytest.raises(Refusal, match="理由"):
        agenda.unfreeze(office.desk, meeting, "")
    agenda.unfreeze(office.desk, meeting, "增加议题")
    assert agenda.move(office.desk, first, 1).count == 1
    assert not any(one.late for one in board(office, meeting).items)


def test_what_is_added_after_freezing_is_marked_late(office):
    meeting, _ = listed_meeting(office, count=1)
    agenda.freeze(office.desk, meeting)
    done = agenda.add(office.desk, meeting, [ready_topic(office, title="关于应急的汇报")], "市长临时交办")
    assert "临时列入" in done.sentence
    assert [(one.late, one.reason) for one in board(office, meeting).items] == [(False, ""), (True, "市长临时交办")]


def test_on_the_day_the_order_changes_and_is_marked_late(office, desk_at):
    meeting, (first, second, third) = listed_meeting(office)
    agenda.freeze(office.desk, meeting)
    today = desk_at(NINE)
    calling.open_meeting(today, meeting)
    agenda.move(today, third, -2)
    found = board(office, meeting)
    assert [(one.id, one.late) for one in found.items] == [(third, True), (first, False), (second, False)]
    history = views.detail(office.desk, meeting).history
    assert (history[-1][1], "调到第1项" in history[-1][2]) == ("调序", True)
    deciding.decide(today, third, "passed")
    agenda.move(today, second, -5)
    assert items(office, meeting) == [third, second, first], "never before what was dealt with"
    with pytest.raises(Refusal, match="现在是“已议”"):
        agenda.move(today, third, 1)
    with pytest.raises(Refusal, match="已经议过"):
        agenda.take_off(today, [third], "撤下")


def test_a_deferred_topic_waits_first_of_all_for_the_next_meeting(office, desk_at):
    meeting, (first, *_) = running_meeting(office, count=2)
    topic = board(office, meeting).items[0].topic_id
    deciding.decide(office.desk, first, "deferred")
    fresh = ready_topic(office)
    following = planned_meeting(office)
    assert [one.id for one in agenda.pool(office.desk, following)] == [topic, fresh]
    agenda.add(office.desk, following, [topic])
    assert [one.id for one in board(office, meeting).items][0] == first, "the first meeting keeps its line"


# -- what to look at --------------------------------------------------------------------------------------------------


def away(office: Office, name: str, first=DAY, last=DAY):
    report_absence(office.desk, AbsenceValues(office.people[name], first, last))


def test_a_chair_who_is_away_is_told_on_the_board(office):
    meeting = planned_meeting(office)
    assert board(office, meeting).findings == ()
    away(office, MAYOR)
    (found,) = board(office, meeting).findings
    assert found.sentence == "主持人市长高远山2026年11月27日外出"
    assert found.release_role is None


def test_the_leader_in_charge_of_a_topics_unit_who_is_away_is_told(office):
    meeting, _ = listed_meeting(office, count=1)
    away(office, IN_CHARGE, DAY - timedelta(days=2), DAY - timedelta(days=1))
    assert board(office, meeting).findings == (), "back on the day"
    away(office, "顾长风")
    assert board(office, meeting).findings == (), "in charge of other units"
    away(office, IN_CHARGE)
    (found,) = board(office, meeting).findings
    assert "市财政局的分管领导副市长沈清河" in found.sentence


def test_the_leader_in_charge_who_has_leave_of_the_meeting_is_told(office):
    meeting, _ = listed_meeting(office, count=1)
    (who,) = [one.id for one in views.detail(office.desk, meeting).attendees if one.name == IN_CHARGE]
    leaving.leave(office.desk, who, "陪同上级调研", office.people[MAYOR])
    (found,) = board(office, meeting).findings
    assert found.sentence.endswith("沈清河已请假")


def test_too_many_topics_for_the_time_are_told(office):
    meeting, _ = listed_meeting(office, minutes=30, count=3)
    found = board(office, meeting)
    assert found.left == -15
    assert [one.sentence for one in found.findings] == ["议题合计比会议计划时长多 15 分钟"]


def test_R41a_a_listed_topic_that_lost_its_stamps_is_told_on_the_board(office):
    meeting, _ = listed_meeting(office, count=1)
    topic = board(office, meeting).items[0].topic_id
    revise(office, topic, proposal="请同意追加资金")
    assert "R41a" in [one.rule for one in board(office, meeting).findings]
    assert len(board(office, meeting).items) == 1


def test_nothing_is_told_of_a_meeting_that_is_over(office):
    meeting, (first,) = running_meeting(office, count=1)
    deciding.decide(office.desk, first, "heard")
    calling.close_meeting(office.desk, meeting)
    away(office, MAYOR, datetime(2026, 11, 23).date())
    assert board(office, meeting).findings == ()
