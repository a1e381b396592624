"""What becomes of topics on the day: outcomes, decisions, deferral, steps of a major decision (R23)."""

from datetime import date

import pytest

from govtui.domain.refusal import Refusal, Stale
from govtui.services.gates import Permit
from govtui.services.meetings.minutes import deciding, issuing
from govtui.services.meetings.minutes.recorded import recorded
from govtui.services.meetings.rows import UnitDue
from govtui.services.meetings.topics import gating
from govtui.services.meetings.topics import views as topic_views
from tests.offices import small_office
from tests.services.held_meetings import MAYOR, held, signed, undo, unit
from tests.services.meeting_rooms import needed

TITLE = "关于校舍安全的汇报"


@pytest.fixture
def office(desk):
    return small_office(desk)


def topic_fields(made):
    return topic_views.detail(made.desk, made.topics[TITLE]).fields


def decide(made, outcome, **more):
    return deciding.decide(made.desk, made.items[TITLE], outcome, **more)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("passed", "已议"), ("in_principle", "已议"), ("rejected", "已议"), ("heard", "已议"), ("deferred", "待上会")],
)
def test_where_an_outcome_leads(office, outcome, state):
    made = held(office)
    decide(made, outcome)
    fields = topic_fields(made)
    assert fields["state"] == state
    assert fields["deferred"] == (outcome == "deferred")
    assert fields["meeting_id"] == (None if outcome == "deferred" else made.id)
    assert fields["open"] == (outcome == "deferred")


def test_a_deferred_topic_keeps_its_gates_and_what_was_recorded(office):
    made = held(office)
    decide(made, "deferred", discussion="方案还不成熟")
    detail = topic_views.detail(office.desk, made.topics[TITLE])
    assert [(one.meeting_id, one.outcome) for one in detail.listings] == [(made.id, "deferred")]
    assert any("暂缓" in sentence for _, _, sentence, _ in detail.history)


def test_trap_21_two_clerks_who_take_down_one_topic_do_not_overwrite_each_other(office):
    made = held(office)
    seen = recorded(office.desk, made.id)[made.items[TITLE]]
    decide(made, "passed", discussion="甲记的讨论", version=seen.version)
    with pytest.raises(Stale):
        decide(made, "passed", discussion="乙记的讨论", version=seen.version)
    assert recorded(office.desk, made.id)[made.items[TITLE]].discussion == "甲记的讨论"


def test_an_outcome_can_be_put_right(office):
    made = held(office)
    decide(made, "deferred")
    decide(made, "deferred", discussion="补记")
    assert topic_fields(made)["deferred"] == 1
    decide(made, "passed")
    assert (topic_fields(made)["state"], topic_fields(made)["deferred"]) == ("已议", 0)
    decide(made, "deferred")
    assert (topic_fields(made)["state"], topic_fields(made)["deferred"]) == ("待上会", 1)


def test_a_topic_that_went_on_keeps_its_outcome_here(office):
    made = held(office)
    decide(made, "deferred")
    later = held(office, titles=())
    with office.desk.writing("test.listed") as uow:
        columns = ("meeting_id", "topic_id", "position")
        uow.insert_many("agenda_item", columns, [(later.id, made.topics[TITLE], 1)])
    with pytest.raises(Refusal, match="以后的会议"):
        decide(made, "passed")
    decide(made, "deferred", discussion="补记讨论")


@pytest.mark.parametrize("state", ["筹备", "已通知", "取消"])
def test_nothing_is_recorded_before_the_meeting_is_opened(office, state):
    made = held(office, state=state)
    with pytest.raises(Refusal, match="开会以后"):
        decide(made, "passed")
    with pytest.raises(Refusal, match="开会以后"):
        deciding.add_decision(office.desk, made.items[TITLE], "某事", [])


def test_unknown_outcomes_and_items_taken_off_are_refused(office):
    made = held(office)
    with pytest.raises(Refusal, match="请选处理结果"):
        decide(made, "whatever")
    with office.desk.writing("test.off") as uow:
        uow.execute("UPDATE agenda_item SET state = '撤下', version = version + 1")
    with pytest.raises(Refusal, match="撤下"):
        decide(made, "passed")


def test_one_call_records_several_outcomes(office):
    made = held(office, titles=("甲的汇报", "乙的汇报", "丙的汇报"))
    deciding.decide(office.desk, made.items["甲的汇报"], "heard", discussion="已记")
    done = deciding.set_outcomes(office.desk, list(made.items.values()), "passed")
    assert (done.count, done.sentence) == (3, "3 个议题：通过")
    with office.desk.reading() as reader:
        rows = reader.rows("SELECT outcome, discussion FROM agenda_item ORDER BY id")
    assert [tuple(row) for row in rows] == [("passed", "已记"), ("passed", ""), ("passed", "")]


def test_R23_a_major_decision_with_open_steps_is_not_recorded(office):
    made = held(office, "executive", MAYOR, major=True)
    with pytest.raises(Refusal) as refused:
        decide(made, "passed")
    assert [one.rule for one in refused.value.findings if one.effect.value == "block"] == ["R23"]
    assert topic_fields(made)["state"] == "已列入"
    decide(made, "passed", permits=[Permit("R23", office.people[MAYOR], "抢险急需")])
    assert topic_fields(made)["state"] == "已议"


def test_R23_settled_steps_and_the_meeting_itself_is_the_last_one(office):
    made = held(office, "executive", MAYOR, major=True)
    for step in needed(office.desk.book):
        gating.set_step(office.desk, made.topics[TITLE], step, "不适用", reason="已有规划")
    decide(made, "passed")
    steps = {one.id: one for one in topic_views.detail(office.desk, made.topics[TITLE]).steps}
    assert (steps["collective"].status, steps["collective"].started) == ("已做", date(2026, 11, 20))
    decide(made, "deferred")
    steps = {one.id: one for one in topic_views.detail(office.desk, made.topics[TITLE]).steps}
    assert steps["collective"].status == ""


@pytest.mark.parametrize(("outcome", "major"), [("deferred", True), ("passed", False)])
def test_R23_stops_neither_deferral_nor_ordinary_matters(office, outcome, major):
    decide(held(office, "executive", MAYOR, major=major), outcome)


def test_R23_stops_no_kind_that_decides_nothing_major(office):
    decide(held(office, "special", major=True), "passed")


def test_R23b_dissent_on_a_major_decision_without_the_chairs_word_warns(office):
    made = held(office, "executive", MAYOR, major=True)
    for step in needed(office.desk.book):
        gating.set_step(office.desk, made.topics[TITLE], step, "不适用", reason="已有规划")
    assert [one.rule for one in decide(made, "passed", dissent="有人不赞成").findings] == ["R23b"]
    assert decide(made, "passed", dissent="有人不赞成", chair_reason="工期紧").findings == ()


# -- decisions --------------------------------------------------------------------------------------------------------


def test_decisions_keep_their_order_units_and_days(office):
    made = held(office)
    item = made.items[TITLE]
    first = deciding.add_decision(office.desk, item, "第一件", [unit(made, "市财政局"), unit(made, "市教育局")])
    second = deciding.add_decision(office.desk, item, "第二件", [UnitDue(None, "教育局", False, date(2026, 12, 1))])
    assert [one.position for one in deciding.decisions(office.desk, made.id)] == [1, 2]
    assert [(one.unit, one.lead) for one in first.units] == [("市财政局", True), ("市教育局", False)]
    (one,) = second.units
    assert (one.unit, one.lead, one.due) == ("教育局", True, date(2026, 12, 1))


def test_changing_a_decision_replaces_its_units_and_is_stale_for_the_slower(office):
    made = held(office)
    row = deciding.add_decision(office.desk, made.items[TITLE], "某事", [unit(made, "市财政局")])
    changed = deciding.change_decision(office.desk, row.id, row.version, "某事改", [unit(made, "市教育局")])
    assert (changed.text, [one.unit for one in changed.units]) == ("某事改", ["市教育局"])
    with pytest.raises(Stale):
        deciding.change_decision(office.desk, row.id, row.version, "迟了", [])


def test_outcomes_that_decide_nothing_and_decisions_exclude_each_other(office):
    made = held(office)
    decide(made, "heard")
    with pytest.raises(Refusal, match="先改处理结果"):
        deciding.add_decision(office.desk, made.items[TITLE], "某事", [])
    decide(made, "passed")
    deciding.add_decision(office.desk, made.items[TITLE], "某事", [])
    with pytest.raises(Refusal, match="1 条议定事项"):
        decide(made, "heard")


def test_an_empty_decision_and_a_state_secret_are_refused(office):
    made = held(office)
    with pytest.raises(Refusal, match="内容"):
        deciding.add_decision(office.desk, made.items[TITLE], "  ", [])
    with pytest.raises(Refusal):
        deciding.add_decision(office.desk, made.items[TITLE], "机密★10年 某事", [])


def test_a_dropped_decision_comes_back_with_undo(office):
    made = held(office)
    row = deciding.add_decision(office.desk, made.items[TITLE], "某事", [unit(made, "市财政局")])
    deciding.drop_decision(office.desk, row.id)
    assert deciding.decisions(office.desk, made.id) == ()
    undo(office.desk)
    assert deciding.decisions(office.desk, made.id)[0].units == row.units


def test_issued_minutes_hold_outcomes_and_decisions_fast(office):
    made = held(office, "executive", MAYOR)
    minutes = signed(made, MAYOR)
    issuing.number(office.desk, minutes)
    issuing.issue(office.desk, [minutes])
    (line,) = deciding.decisions(office.desk, made.id)
    for act in (
        lambda: decide(made, "in_principle"),
        lambda: deciding.drop_decision(office.desk, line.id),
        lambda: deciding.change_decision(office.desk, line.id, line.version, "别的", []),
        lambda: deciding.add_decision(office.desk, made.items[TITLE], "又一件", []),
    ):
        with pytest.raises(Refusal, match="已经印发"):
            act()
    assert len(deciding.decisions(office.desk, made.id)) == 1
