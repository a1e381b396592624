"""The leaders' steps on a topic in their order, who acts for whom, and what ends a step (arts. 10, 41)."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import people
from govtui.services.desk import Desk
from govtui.services.gates import Permit
from govtui.services.meetings.topics import gating, reporting, stamping, views
from govtui.services.meetings.topics.rows import StampRow
from govtui.services.people import DelegationValues, UnitValues
from tests.offices import Office
from tests.services.meeting_rooms import (
    EXECUTIVE,
    IN_CHARGE,
    MAYOR,
    OTHER_VICE,
    SECRETARY,
    gated,
    meeting_office,
    ready_topic,
    reported,
    revise,
    state,
    unit_rows,
)


@pytest.fixture
def office(desk: Desk) -> Office:
    """An office that holds meetings."""
    return meeting_office(desk)


@pytest.fixture
def earlier(desk_at: Callable[..., Desk]) -> Office:
    """The same office, at work since the beginning of the month."""
    office = meeting_office(desk_at(datetime(2026, 11, 2, 9)))
    office.desk = desk_at()
    return office


def sent_on(office: Office, **changes: object) -> int:
    """A topic whose gates are open, with its leaders."""
    topic = gated(office, **changes)
    reporting.submit(office.desk, [topic])
    return topic


def stamp(office: Office, topic: int, who: str, on: date | None = None, permits: tuple[Permit, ...] = ()) -> str:
    return stamping.stamp(office.desk, [topic], office.people[who], "同意", on, permits=permits).sentence


def active(office: Office, topic: int) -> list[StampRow]:
    return [one for one in views.detail(office.desk, topic).stamps if one.active]


def refused(office: Office, topic: int, who: str, on: date | None = None) -> tuple[str, list[str]]:
    with pytest.raises(Refusal) as caught:
        stamp(office, topic, who, on)
    return caught.value.sentence, [one.rule for one in caught.value.findings]


def test_R41a_three_leaders_in_order_and_then_the_topic_waits_for_a_meeting(office: Office) -> None:
    topic, seen = sent_on(office), []
    for who in (IN_CHARGE, SECRETARY, MAYOR):
        seen.append(views.one_row(office.desk, topic).waits)
        stamp(office, topic, who)
    assert seen == ["副市长沈清河", "秘书长陆知行", "市长高远山"]
    assert (state(office, topic), stamping.stamp_plan(office.desk, topic).done) == ("待上会", True)


@pytest.mark.parametrize("who", [SECRETARY, MAYOR])
def test_R41a_a_later_leader_before_the_vice_mayor_is_blocked(office: Office, who: str) -> None:
    topic = sent_on(office)
    sentence, rules = refused(office, topic, who)
    assert (rules, "副市长沈清河还没有协调审核" in sentence) == (["R41a"], True)
    assert active(office, topic) == []


@pytest.mark.parametrize("who", [OTHER_VICE, EXECUTIVE, "贺明远"])
def test_R41a_a_leader_of_another_portfolio_is_no_stand_in(office: Office, who: str) -> None:
    assert refused(office, sent_on(office), who)[1] == ["R41a"]


def test_R41a_the_topic_s_own_unit_decides_who_is_in_charge(office: Office) -> None:
    topic = sent_on(office, unit="市林业局", units=())
    assert refused(office, topic, IN_CHARGE)[1] == ["R41a"]
    stamp(office, topic, OTHER_VICE)
    assert active(office, topic)[0].words == "副市长顾长风"


def test_R41a_a_step_dated_before_the_one_ahead_of_it_is_blocked(earlier: Office) -> None:
    topic = sent_on(earlier)
    stamp(earlier, topic, IN_CHARGE, date(2026, 11, 20))
    assert refused(earlier, topic, SECRETARY, date(2026, 11, 19))[1] == ["R41a"]
    stamp(earlier, topic, SECRETARY, date(2026, 11, 20))


def test_a_step_on_a_day_to_come_is_refused(office: Office) -> None:
    assert "还没有到" in refused(office, sent_on(office), IN_CHARGE, date(2026, 11, 24))[0]


def test_R41a_a_step_out_of_turn_passes_only_by_the_mayor_with_a_reason_that_stays(office: Office) -> None:
    topic, mayor = sent_on(office), office.people[MAYOR]
    for permit in (Permit("R41a", mayor, "  "), Permit("R41a", office.people[EXECUTIVE], "急")):
        with pytest.raises(Refusal):
            stamp(office, topic, MAYOR, permits=(permit,))
    stamp(office, topic, MAYOR, permits=(Permit("R41a", mayor, "防汛急用"),))
    assert (state(office, topic), [one.step for one in active(office, topic)]) == ("待上会", [2])
    assert gating.topic_findings(office.desk, topic) == ()
    told = [why.release.sentence for why in gating.explanations(office.desk, topic) if why.release]
    assert any("防汛急用" in sentence for sentence in told)


def test_R41a_what_was_let_pass_ends_when_the_topic_changes(office: Office) -> None:
    topic, permit = sent_on(office), Permit("R41a", office.people[MAYOR], "防汛急用")
    stamp(office, topic, MAYOR, permits=(permit,))
    revise(office, topic, content="另一个方案")
    assert state(office, topic) == "申报"
    assert [one.rule for one in gating.topic_findings(office.desk, topic)] == ["R41a"]


def test_R10_the_executive_vice_mayor_acts_for_the_mayor_within_the_delegation_only(earlier: Office) -> None:
    mayor, executive = earlier.people[MAYOR], earlier.people[EXECUTIVE]
    values = DelegationValues(mayor, executive, date(2026, 11, 9), date(2026, 11, 20), "市长批示")
    people.add_delegation(earlier.desk, values)
    inside, outside = sent_on(earlier), sent_on(earlier)
    for topic in (inside, outside):
        stamp(earlier, topic, IN_CHARGE, date(2026, 11, 18))
        stamp(earlier, topic, SECRETARY, date(2026, 11, 19))
    stamp(earlier, inside, EXECUTIVE, date(2026, 11, 20))
    assert active(earlier, inside)[-1].words == "常务副市长林向南（代高远山）"
    assert refused(earlier, outside, EXECUTIVE, date(2026, 11, 23))[1] == ["R41a", "R10"]


def test_without_a_person_the_step_goes_to_who_may_take_it(office: Office) -> None:
    finance, forest = sent_on(office), sent_on(office, unit="市林业局", units=())
    done = stamping.stamp(office.desk, [finance, forest], None)
    assert done.count == 2
    assert [active(office, one)[0].words for one in (finance, forest)] == ["副市长沈清河", "副市长顾长风"]


def test_R41a_a_unit_that_nobody_is_in_charge_of_says_whom_it_lacks(office: Office) -> None:
    topic = sent_on(office, unit="市档案馆", units=())
    plan = stamping.stamp_plan(office.desk, topic)
    assert (plan.seats, plan.missing) == ((), "分管副市长")
    assert views.one_row(office.desk, topic).waits == "没有分管副市长"
    assert refused(office, topic, "贺明远")[1] == ["R41a"]
    with pytest.raises(Refusal, match="分管副市长"):
        stamping.stamp(office.desk, [topic], None)


def test_a_leader_who_disagrees_sends_the_topic_back_and_every_step_is_due_again(office: Office) -> None:
    topic = sent_on(office)
    stamp(office, topic, IN_CHARGE)
    stamping.stamp(office.desk, [topic], office.people[SECRETARY], "方案还不成熟", agreed=False)
    assert (state(office, topic), active(office, topic)) == ("退回", [])
    assert views.detail(office.desk, topic).fields["return_reason"] == "方案还不成熟"
    reporting.resubmit(office.desk, topic)
    reporting.submit(office.desk, [topic])
    assert views.one_row(office.desk, topic).waits == "副市长沈清河"


def test_one_topic_that_is_stopped_stops_the_whole_act(office: Office) -> None:
    first, second = sent_on(office), reported(office)
    with pytest.raises(Refusal, match="还没有送审"):
        stamping.stamp(office.desk, [first, second], office.people[IN_CHARGE])
    assert active(office, first) == []


def test_taking_back_the_last_step_leaves_those_before_it(office: Office) -> None:
    topic = ready_topic(office)
    stamping.unstamp(office.desk, topic, "登记错了")
    assert (state(office, topic), [one.step for one in active(office, topic)]) == ("审核中", [0, 1])
    assert [one.rule for one in gating.topic_findings(office.desk, topic)] == ["R41a"]
    stamp(office, topic, MAYOR)
    assert state(office, topic) == "待上会"


@pytest.mark.parametrize(
    "change",
    [
        {"title": "关于另一件事的汇报"},
        {"content": "另一个方案"},
        {"proposal": "请原则同意"},
        {"unit": "市林业局", "unit_id": None},
        {"units": ()},
        {"public": True},
        {"wanted": "plenary"},
        {"major": True},
    ],
)
def test_R41a_a_change_of_what_the_leaders_saw_ends_their_steps(office: Office, change: dict[str, object]) -> None:
    topic = ready_topic(office)
    done = revise(office, topic, **change)
    assert (state(office, topic), active(office, topic), "重新送审" in done.sentence) == ("申报", [], True)


def test_a_change_of_anything_else_leaves_the_steps(office: Office) -> None:
    topic = ready_topic(office)
    revise(office, topic, minutes=20, phone="12345", title="关于安排义务教育补助资金的 汇报", note="材料另送")
    assert (state(office, topic), len(active(office, topic))) == ("待上会", 3)


def test_R41a_a_decimal_point_and_a_list_of_annexes_are_no_light_punctuation(office: Office) -> None:
    for words in ("安排资金125亿元，见附件1、2", "安排资金12.5亿元，见附件12"):
        topic = ready_topic(office, content="安排资金12.5亿元，见附件1、2")
        revise(office, topic, content="安排资金12.5亿元；见附件 1、2")
        assert state(office, topic) == "待上会"
        revise(office, topic, content=words)
        assert (state(office, topic), active(office, topic)) == ("申报", [])


def test_a_unit_that_was_renamed_keeps_its_answer_and_the_leaders_steps(office: Office) -> None:
    topic, against = ready_topic(office), reported(office)
    gating.answer_unit(office.desk, unit_rows(office, against)["市教育局"], "不同意", grounds="资金不够")
    rename(office, "市教育局", "市教育体育局")
    rename(office, "市财政局", "市财税局")
    for one in (topic, against):
        revise(office, one, note="另送材料")
    assert (state(office, topic), len(active(office, topic))) == ("待上会", 3)
    told = [(one.unit, one.opinion) for one in views.detail(office.desk, against).units]
    assert told == [("市教育体育局", "不同意")]


def test_a_unit_entered_in_the_address_book_later_keeps_its_answer(office: Office) -> None:
    topic = reported(office, units=("市体育中心",))
    gating.answer_unit(office.desk, unit_rows(office, topic)["市体育中心"], "不同意", grounds="场地不够")
    people.add_unit(office.desk, UnitValues("市体育中心"))
    revise(office, topic, note="另送材料")
    assert [(one.unit, one.opinion) for one in views.detail(office.desk, topic).units] == [("市体育中心", "不同意")]


def rename(office: Office, name: str, to: str) -> None:
    with office.desk.reading() as reader:
        version = reader.value("SELECT version FROM unit WHERE id = :id", id=office.units[name])
    people.change_unit(office.desk, office.units[name], version, UnitValues(to))
