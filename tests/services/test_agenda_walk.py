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

STEPS = 80
TOPICS = 5

Act = Callable[[], object]


def acts(office: Office, meetings: list[int], topics: list[int], rnd: random.Random) -> tuple[Act, ...]:
    """Everything that can be done to the agendas, on chance meetings, topics and items."""
    desk, meeting = office.desk, rnd.choice(meetings)
    with desk.reading() as reader:
        found = [row[0] for row in reader.rows("SELECT id FROM agenda_item")] or [1]
    some = rnd.sample(topics, rnd.randint(1, 3))
    return (
        lambda: agenda.add(desk, meeting, some),
        lambda: agenda.add(desk, meeting, topics[:1] + some),
        lambda: agenda.move(desk, rnd.choice(found), rnd.randint(-3, 3)),
        lambda: agenda.move(desk, rnd.choice(found), rnd.randint(-3, 3)),
        lambda: agenda.set_minutes(desk, rnd.choice(found), rnd.randint(1, 60)),
        lambda: agenda.take_off(desk, [rnd.choice(found)], "撤下"),
        lambda: agenda.take_off(desk, rnd.sample(found, min(2, len(found))), "撤下两个"),
        lambda: deciding.decide(desk, rnd.choice(found), rnd.choice(["deferred", "deferred", "passed", "heard"])),
        lambda: agenda.freeze(desk, meeting),
        lambda: agenda.unfreeze(desk, meeting, "再调整"),
        lambda: calling.open_meeting(desk, meeting),
        lambda: calling.put_back(desk, meeting, "误操作"),
        lambda: calling.close_meeting(desk, meeting),
        lambda: calling.cancel(desk, meeting, "不开了") if rnd.random() < 0.2 else None,
        lambda: undo(office),
    )


def undo(office: Office) -> None:
    last = journal.next_undo(office.desk)
    if last is not None and last.action.startswith(("agenda", "meeting")):
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
    start = datetime(2026, 11, 23, 9, 0)
    meetings = [
        planned_meeting(office, "special", subject=f"第{n}件", starts=start - timedelta(hours=n)) for n in range(4)
    ]
    done = 0
    for _ in range(STEPS):
        with contextlib.suppress(Refusal):
            rnd.choice(acts(office, meetings, topics, rnd))()
            done += 1
        check(office, topics)
    assert done > STEPS // 6, "most walks go somewhere"
