"""Whatever order topics are listed, moved, taken off and deferred in, none is lost and none stands twice."""

import contextlib
import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import journal
from govtui.services.meetings import agenda, calling
from govtui.services.meetings.minutes import deciding
from tests.offices import Office
from tests.services.meeting_rooms import meeting_office, planned_meeting, ready_topics

STEPS = 120
TOPICS = 5

Act = Callable[[], object]


def acts(office: Office, meetings: list[int], topics: list[int], rnd: random.Random) -> tuple[tuple[int, Act], ...]:
    """Everything that can be done to the agendas, on chance meetings, topics and items, each with its weight."""
    desk, meeting = office.desk, rnd.choice(meetings)
    with desk.reading() as reader:
        on = [row[0] for row in reader.rows("SELECT id FROM agenda_item WHERE state = '列入'")]
        gone = [row[0] for row in reader.rows("SELECT id FROM agenda_item WHERE state <> '列入'")]
        ready = [row[0] for row in reader.rows("SELECT id FROM topic WHERE state = '待上会'")]
    item = rnd.choice(on * 4 + gone or [1])
    return (
        (8, lambda: agenda.add(desk, meeting, rnd.sample(ready, min(len(ready), rnd.randint(1, 3))))),
        (2, lambda: agenda.add(desk, meeting, rnd.sample(topics, 2))),
        (8, lambda: agenda.move(desk, item, rnd.randint(-3, 3))),
        (2, lambda: agenda.set_minutes(desk, item, rnd.randint(1, 60))),
        (4, lambda: agenda.take_off(desk, [item], "撤下")),
        (2, lambda: agenda.take_off(desk, rnd.sample(on, min(2, len(on))), "撤下两个")),
        (8, lambda: deciding.decide(desk, item, rnd.choice(["deferred", "deferred", "passed", "heard"]))),
        (1, lambda: agenda.freeze(desk, meeting)),
        (2, lambda: agenda.unfreeze(desk, meeting, "再调整")),
        (2, lambda: calling.open_meeting(desk, meeting)),
        (1, lambda: calling.put_back(desk, meeting, "误操作")),
        (1, lambda: calling.close_meeting(desk, meeting)),
        (1, lambda: calling.cancel(desk, rnd.choice(meetings), "不开了")),
        (2, lambda: meetings.append(planned(office, len(meetings)))),
        (4, lambda: undo(office)),
    )


def planned(office: Office, number: int) -> int:
    starts = datetime(2026, 11, 23, 9, 0) - timedelta(hours=number)
    return planned_meeting(office, "special", subject=f"第{number}件", starts=starts)


def undo(office: Office) -> None:
    last = journal.next_undo(office.desk)
    if last is not None and last.action.startswith(("agenda", "meeting")) and last.action != "meeting.plan":
        journal.undo(office.desk, last.seq)


def check(office: Office, topics: list[int]) -> None:
    """What must hold of agendas and topics after every act."""
    with office.desk.reading() as reader:
        items = reader.rows(
            "SELECT i.*, m.state AS meeting_state FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id"
        )
        states = {row["id"]: row for row in reader.rows("SELECT id, state, meeting_id, open FROM topic")}
    assert set(states) == set(topics), "no topic is lost"
    for meeting in {row["meeting_id"] for row in items}:
        places = sorted(row["position"] for row in items if row["meeting_id"] == meeting and row["state"] != "撤下")
        assert places == list(range(1, len(places) + 1)), "positions have no hole"
    live = [row for row in items if row["state"] == "列入"]
    twice = [topic for topic, times in Counter(row["topic_id"] for row in live).items() if times > 1]
    assert not twice, "no topic on two live agendas"
    assert not [row for row in live if row["meeting_state"] in ("取消", "已结束")]
    where = {row["topic_id"]: row["meeting_id"] for row in live}
    for topic, row in states.items():
        assert row["state"] in ("待上会", "已列入", "已议")
        assert (row["state"] == "已列入") == (topic in where), "listed is who stands on an agenda"
        if topic in where:
            assert row["meeting_id"] == where[topic]


@pytest.mark.parametrize("seed", range(8))
def test_no_order_of_acts_loses_a_topic_or_lists_it_twice(desk, seed):
    rnd = random.Random(seed)
    office = meeting_office(desk)
    topics = ready_topics(office, TOPICS, wanted="special")
    meetings = [planned(office, number) for number in range(3)]
    done = 0
    for _ in range(STEPS):
        with contextlib.suppress(Refusal):
            weights, chances = zip(*acts(office, meetings, topics, rnd), strict=True)
            rnd.choices(chances, weights)[0]()
            done += 1
        check(office, topics)
    assert done > STEPS // 3, "most walks go somewhere"
