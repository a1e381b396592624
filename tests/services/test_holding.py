"""What stands once a meeting was held: opening again, ordinals met twice, records that minutes stand on."""

from datetime import timedelta

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import journal
from govtui.services.gates import Permit
from govtui.services.meetings import agenda, calling, views
from govtui.services.meetings.minutes import composing, deciding, signing
from govtui.services.meetings.topics import stamping
from tests.offices import Office
from tests.services import held_meetings
from tests.services.held_meetings import VICE, detail, held, sent, unit
from tests.services.meeting_rooms import (
    MAYOR,
    STAMPERS,
    listed_meeting,
    meeting_office,
    planned_meeting,
    ready_topic,
    ready_topics,
    revise,
    running_meeting,
    state,
)


@pytest.fixture
def office(desk) -> Office:
    """An office that holds meetings."""
    return meeting_office(desk)


def closed(office: Office) -> tuple[int, list[int]]:
    """A special-topic meeting that is over, its topic passed."""
    meeting, items = running_meeting(office, "special", count=1)
    deciding.set_outcomes(office.desk, items, "passed")
    calling.close_meeting(office.desk, meeting)
    return meeting, items


def stands(office: Office, meeting: int) -> str:
    return views.one_row(office.desk, meeting).state


def undo(office: Office, words: str) -> str:
    """Take back the newest act that says this."""
    seq = next(act.seq for act in journal.acts(office.desk, 0, 100) if words in act.sentence and not act.undone)
    return journal.undo(office.desk, seq)


def test_a_meeting_closed_too_early_goes_on_from_when_it_was_opened(office, desk_at):
    meeting, _ = closed(office)
    office.desk = desk_at(office.desk.now() + timedelta(days=1))
    calling.open_meeting(office.desk, meeting)
    with office.desk.reading() as reader:
        opened = reader.value("SELECT opened_at FROM meeting WHERE id = :id", id=meeting)
    assert (stands(office, meeting), opened[:16]) == ("开会中", "2026-11-23T09:00")


def test_R44b_a_meeting_whose_minutes_were_begun_is_not_opened_again(office):
    meeting, _ = closed(office)
    minutes = composing.start(office.desk, meeting).id
    signing.send(office.desk, minutes)
    with pytest.raises(Refusal, match="已经起草纪要"):
        calling.open_meeting(office.desk, meeting)
    assert stands(office, meeting) == "已结束"


@pytest.mark.parametrize("kind", ["executive", "plenary"])
def test_R1_two_meetings_of_one_ordinal_do_not_both_open(office, kind):
    """A cancelled meeting frees its ordinal; taking the cancelling back gives it to two."""
    first = planned_meeting(office, kind, starts=office.desk.now())
    calling.cancel(office.desk, first, "改期")
    second = planned_meeting(office, kind, starts=office.desk.now(), room="第二会议室")
    undo(office, "取消")
    with pytest.raises(Refusal, match="另有一次会议也是第1次"):
        calling.open_meeting(office.desk, second)
    calling.cancel(office.desk, first, "改期")
    calling.open_meeting(office.desk, second)


def test_R54a_a_result_that_signed_minutes_stand_on_is_not_taken_back_by_undo(office):
    made = held(office)
    sent(made)
    for words in ("通过", "议定"):
        with pytest.raises(Refusal, match="已送审"):
            undo(office, words)
    assert state(office, *made.topics.values()) == "已议"
    assert len(deciding.decisions(office.desk, made.id)) == 1


def test_a_late_decision_can_be_taken_back_until_the_minutes_go_round_again(office):
    made = held(office)
    minutes = sent(made)
    deciding.add_decision(office.desk, *made.items.values(), "再加一条", [unit(made, "市教育局")])
    undo(office, "再加一条")
    assert held_meetings.state(made, minutes) != "起草"
    assert len(deciding.decisions(office.desk, made.id)) == 1
    assert detail(made, minutes).row.id == minutes


def test_minutes_do_not_pass_over_a_topic_whose_result_was_taken_back(office):
    made = held(office, titles=("关于甲的汇报", "关于乙的汇报"))
    deciding.decide(office.desk, made.items["关于甲的汇报"], "heard")
    deciding.decide(office.desk, made.items["关于乙的汇报"], "heard")
    minutes = composing.start(office.desk, made.id).id
    undo(office, "关于乙的汇报》")
    with pytest.raises(Refusal, match="关于乙的汇报"):
        signing.send(office.desk, minutes)
    deciding.decide(office.desk, made.items["关于乙的汇报"], "heard")
    composing.recompose(office.desk, minutes)
    signing.send(office.desk, minutes)
    signing.sign(office.desk, minutes, office.people[VICE], "同意")


def test_a_topic_whose_meeting_is_called_off_and_back_is_on_one_agenda(office):
    topics = ready_topics(office, 2)
    first, second = planned_meeting(office), planned_meeting(office, room="第二会议室")
    agenda.add(office.desk, first, topics)
    calling.cancel(office.desk, first, "改期")
    agenda.add(office.desk, second, topics[:1])
    with pytest.raises(Refusal, match="后面还有操作"):
        undo(office, "取消")
    assert [state(office, one) for one in topics] == ["已列入", "待上会"]
    assert ready_topic(office) not in topics


def test_R41a_no_decision_is_taken_on_a_listed_topic_that_lost_its_leaders_steps(office):
    meeting, (changed, released, other) = listed_meeting(office, starts=office.desk.now())
    for item in (changed, released):
        revise(office, topic_of(office, item), content="另一个方案")
    calling.open_meeting(office.desk, meeting)
    for item in (changed, released):
        with pytest.raises(Refusal) as refused:
            deciding.decide(office.desk, item, "passed")
        assert [one.rule for one in refused.value.findings] == ["R41a"]
    deciding.decide(office.desk, other, "passed")
    for who in STAMPERS:
        stamping.stamp(office.desk, [topic_of(office, changed)], office.people[who])
    deciding.decide(office.desk, changed, "passed")
    deciding.decide(office.desk, released, "passed", permits=[Permit("R41a", office.people[MAYOR], "会上修改方案")])
    assert [state(office, topic_of(office, item)) for item in (changed, released)] == ["已议", "已议"]


def test_R41a_a_topic_that_lost_its_steps_may_be_put_off(office):
    meeting, (item,) = listed_meeting(office, count=1, starts=office.desk.now())
    revise(office, topic_of(office, item), content="另一个方案")
    calling.open_meeting(office.desk, meeting)
    deciding.decide(office.desk, item, "deferred")
    assert state(office, topic_of(office, item)) == "待上会"


def topic_of(office: Office, item: int) -> int:
    with office.desk.reading() as reader:
        return int(reader.value("SELECT topic_id FROM agenda_item WHERE id = :id", id=item))


def test_R1_the_number_set_aside_for_a_meeting_that_was_cancelled_after_all_waits_for_the_next_one(office):
    first, _ = running_meeting(office, "executive", count=1)
    ordinal = views.detail(office.desk, first).fields["ordinal"]
    calling.put_back(office.desk, first, "误按")
    calling.cancel(office.desk, first, "改期另开")
    second, _ = running_meeting(office, "executive", count=1)
    assert views.detail(office.desk, second).fields["ordinal"] == ordinal
    assert planned_ordinal(office) == ordinal + 1


def planned_ordinal(office: Office) -> object:
    """The ordinal of another executive meeting planned now."""
    return views.detail(office.desk, planned_meeting(office, "executive")).fields["ordinal"]
