"""What signed minutes propose to supervise: one matter a decision and unit, never lost, never doubled (R54a)."""

from datetime import date

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import people
from govtui.services.meetings.minutes import composing, deciding, proposed, signing, views
from tests.offices import small_office
from tests.services.held_meetings import MAYOR, OTHER, VICE, edit, held, signed, unit
from tests.services.held_meetings import proposed as waiting

TITLE = "关于校舍安全的汇报"
DAYS = [date(2026, 12, day) for day in (10, 20, 30)]


@pytest.fixture
def office(desk):
    made = small_office(desk)
    people.set_portfolio(desk, [made.units["市林业局"]], "分管", made.people[OTHER], date(2026, 6, 1))
    return made


def test_R54a_twelve_decisions_propose_twelve_matters_by_one_signature(office):
    titles = [f"关于第{n}项工作的汇报" for n in range(1, 13)]
    made = held(office, "executive", MAYOR, titles=titles)
    minutes = signed(made, MAYOR)
    rows = waiting(made, minutes)
    assert len(rows) == 12
    assert len({one.text for one in rows}) == 1
    assert proposed.ProposedList(office.desk).count() == 12
    assert rows[0].source == "市人民政府第3次常务会议纪要"


def test_R54a_one_decision_three_units_three_days_three_matters_with_co_units_and_leaders(office):
    made = held(office, "executive", MAYOR)
    item = made.items[TITLE]
    deciding.decide(office.desk, item, "passed")
    names = ("市教育局", "市财政局", "市林业局")
    units = [unit(made, name, name == "市教育局", day) for name, day in zip(names, DAYS, strict=True)]
    deciding.add_decision(office.desk, item, "排查校舍", units)
    minutes = composing.start(office.desk, made.id).id
    signing.send(office.desk, minutes)
    done = signing.sign(office.desk, minutes, office.people[MAYOR], "同意")
    assert "提出 3 项待立项" in done.sentence
    rows = waiting(made, minutes)
    assert [(one.unit, one.due, one.lead) for one in rows] == [
        ("市教育局", DAYS[0], True),
        ("市财政局", DAYS[1], False),
        ("市林业局", DAYS[2], False),
    ]
    assert [one.co_units for one in rows] == ["市财政局、市林业局", "市教育局、市林业局", "市教育局、市财政局"]
    assert [one.leader for one in rows] == ["副市长沈清河", "副市长沈清河", "副市长顾长风"]


def test_R54a_decisions_without_a_unit_are_named_in_the_sentence(office):
    made = held(office)
    deciding.decide(office.desk, made.items[TITLE], "passed")
    deciding.add_decision(office.desk, made.items[TITLE], "原则同意", [])
    minutes = composing.start(office.desk, made.id).id
    signing.send(office.desk, minutes)
    assert "1 条没有责任单位" in signing.sign(office.desk, minutes, office.people[VICE], "同意").sentence
    assert waiting(made, minutes) == []


def test_signing_again_wakes_what_was_withdrawn_with_its_new_words(office):
    made = held(office)
    minutes = signed(made, VICE)
    (before,) = waiting(made, minutes)
    (line,) = deciding.decisions(office.desk, made.id)
    later = [unit(made, "市教育局", due=date(2027, 1, 31))]
    deciding.change_decision(office.desk, line.id, line.version, "复查校舍", later)
    assert [one.reason for one in waiting(made, minutes, "撤回")] == ["改动议定事项"]
    signing.send(office.desk, minutes)
    signing.sign(office.desk, minutes, office.people[VICE], "同意")
    (after,) = waiting(made, minutes)
    assert (after.id, after.text, after.due) == (before.id, "复查校舍", date(2027, 1, 31))


def test_matters_taken_up_or_put_aside_stay_as_they_are(office):
    made = held(office)
    minutes = signed(made, VICE, ("市教育局", "市财政局"))
    first, second = waiting(made, minutes)
    proposed.take_off(office.desk, [first.id], "另有专项")
    with office.desk.writing("test.taken") as uow:
        sql = "UPDATE proposed_item SET state = '已立项', version = version + 1 WHERE id = :id"
        uow.execute(sql, {"id": second.id})
    signing.unsign(office.desk, minutes, "签错")
    done = signing.sign(office.desk, minutes, office.people[VICE], "同意")
    assert "2 项此前已有去向" in done.sentence
    states = {one.id: one.state for one in proposed.proposed(office.desk, minutes)}
    assert states == {first.id: "不立项", second.id: "已立项"}


def test_a_dropped_decision_leaves_its_matter_withdrawn(office):
    made = held(office)
    minutes = signed(made, VICE)
    (line,) = deciding.decisions(office.desk, made.id)
    deciding.drop_decision(office.desk, line.id)
    (left,) = proposed.proposed(office.desk, minutes)
    assert (left.state, left.text) == ("撤回", "校舍月底前排查完")


def test_putting_aside_needs_a_reason_and_can_be_taken_back(office):
    made = held(office)
    minutes = signed(made, VICE)
    (one,) = waiting(made, minutes)
    with pytest.raises(Refusal, match="理由"):
        proposed.take_off(office.desk, [one.id], " ")
    proposed.take_off(office.desk, [one.id], "已经办结")
    with pytest.raises(Refusal, match="不立项"):
        proposed.take_off(office.desk, [one.id], "再次")
    proposed.put_back(office.desk, [one.id])
    assert [again.id for again in waiting(made, minutes)] == [one.id]


def test_what_minutes_no_longer_propose_is_withdrawn_when_it_is_put_back(office):
    made = held(office)
    minutes = signed(made, VICE)
    (one,) = waiting(made, minutes)
    proposed.take_off(office.desk, [one.id], "另有专项")
    signing.unsign(office.desk, minutes, "签错")
    proposed.put_back(office.desk, [one.id])
    assert waiting(made, minutes) == []
    signing.sign(office.desk, minutes, office.people[VICE], "同意")
    assert [again.id for again in waiting(made, minutes)] == [one.id]


def test_the_list_shows_what_waits_first_and_narrows_by_words(office):
    first = held(office)
    signed(first, VICE)
    proposed.take_off(office.desk, [waiting(first, 1)[0].id], "已办")
    second = held(office)
    signed(second, VICE, ("市财政局",))
    everything = proposed.ProposedList(office.desk)
    assert [one.state for one in everything.rows(0, 9)] == ["待立项", "不立项"]
    assert [one.unit for one in proposed.ProposedList(office.desk, "财政 校舍").rows(0, 9)] == ["市财政局"]
    assert proposed.ProposedList(office.desk, "水利").count() == 0


def test_a_light_change_leaves_matters_alone(office):
    made = held(office)
    minutes = signed(made, VICE)
    edit(made, minutes, copies_to="各县市区")
    assert len(waiting(made, minutes)) == 1


def test_decisions_of_signed_minutes_are_offered_to_papers(office):
    made = held(office, "executive", MAYOR)
    minutes = signed(made, MAYOR)
    expected = "市人民政府第3次常务会议 2026-11-20：校舍月底前排查完"
    assert views.decision_choices(office.desk) == (expected,)
    assert views.decision_choices(office.desk, "校舍 常务") == (expected,)
    assert views.decision_choices(office.desk, "水利") == ()
    signing.unsign(office.desk, minutes, "签错")
    assert views.decision_choices(office.desk) == ()
