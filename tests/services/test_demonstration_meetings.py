"""A year of meetings in the demonstration office: as the rules and the clerks' own acts would have made it."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from govtui.domain.clock import frozen
from govtui.domain.findings import blocks
from govtui.services.demonstration import make
from govtui.services.desk import Desk
from govtui.services.meetings import agenda, attendance, leaving, views
from govtui.services.meetings.engagements import week
from govtui.services.meetings.minutes import needs, signing
from govtui.services.meetings.minutes import views as minutes_views
from govtui.services.meetings.topics import gating, stamping
from govtui.services.meetings.topics import views as topic_views
from govtui.store.numbers import gaps

MOMENT = datetime(2026, 11, 23, 9, 30)
NOW = "2026-11-23T09:30:00+08:00"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = make(tmp_path_factory.mktemp("demo"), "small", clock=frozen(MOMENT))
    yield desk
    desk.store.close()


def rows(desk: Desk, sql: str, **params: Any) -> list[sqlite3.Row]:
    with desk.reading() as reader:
        return reader.rows(sql, **params)


def held(desk: Desk, kind: str) -> list[sqlite3.Row]:
    return rows(desk, "SELECT * FROM meeting WHERE kind = :kind AND state = '已结束' ORDER BY starts_at", kind=kind)


def test_R38c_R39c_a_month_has_two_executive_and_ten_special_meetings_a_quarter_one_plenary(office: Desk) -> None:
    months = {f"{year}-{month:02d}" for year, month in ((2025, 12), *((2026, n) for n in range(1, 11)))}
    executive = Counter(row["starts_at"][:7] for row in held(office, "executive"))
    special = Counter(row["starts_at"][:7] for row in held(office, "special"))
    plenary = Counter(row["starts_at"][:7] for row in held(office, "plenary"))
    assert {month: executive[month] for month in months} == dict.fromkeys(months, 2)
    assert all(8 <= special[month] <= 10 for month in months), special
    assert {month for month in plenary if month in months} == {"2026-01", "2026-04", "2026-07", "2026-10"}


def test_ordinals_follow_each_other_and_every_number_of_minutes_is_explained(office: Desk) -> None:
    ordinals = [row["ordinal"] for row in held(office, "executive")]
    assert ordinals == list(range(ordinals[0], ordinals[0] + len(ordinals)))
    books = rows(office, "SELECT DISTINCT series, year FROM number_ledger WHERE series LIKE '%minutes'")
    with office.reading() as reader:
        assert [gap for row in books for gap in gaps(reader, row["series"], row["year"])] == []


def test_executive_meetings_have_ten_topics_and_some_are_deferred_and_come_back(office: Desk) -> None:
    sql = "SELECT count(*) AS n FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id WHERE m.kind = 'executive' "
    counts = [row["n"] for row in rows(office, sql + "AND m.state = '已结束' GROUP BY m.id")]
    assert 9 <= sum(counts) / len(counts) <= 11
    twice = rows(office, "SELECT topic_id FROM agenda_item GROUP BY topic_id HAVING count(*) > 1")
    assert twice
    assert all(topic_views.detail(office, row["topic_id"]).row.deferred >= 1 for row in twice)


def test_R41a_R42a_R42b_R23_nothing_blocks_a_topic_that_waits_or_is_listed(office: Desk) -> None:
    ready = rows(office, "SELECT id FROM topic WHERE state IN ('待上会', '已列入')")
    assert len(ready) >= 10
    stopped = {row["id"]: blocks(gating.topic_findings(office, row["id"])) for row in ready}
    assert {topic: found for topic, found in stopped.items() if found} == {}


def test_topics_that_wait_for_a_leader_can_be_stamped_next(office: Desk) -> None:
    waiting = rows(office, "SELECT id FROM topic WHERE state = '审核中'")
    plans = [stamping.stamp_plan(office, row["id"]) for row in waiting]
    assert sorted(plan.step for plan in plans) == [0, 1, 2]
    assert all(plan.seats and not plan.done for plan in plans)


def test_R44a_R44b_R44c_R44d_minutes_were_signed_by_whom_the_rules_name_after_their_reviews(office: Desk) -> None:
    for row in rows(office, "SELECT * FROM minutes WHERE signed_on IS NOT NULL"):
        on = date.fromisoformat(row["signed_on"])
        seat = signing.signer_plan(office, row["id"], on).seat(row["signer_id"])
        assert seat is not None, row["title"]
        assert (seat.name, seat.for_name) == (row["signer"], row["signer_for"])
        open_ones = [
            one for one in needs.needed_reviews(office, row["id"], on) if not one.done and not one.by_signature
        ]
        assert open_ones == [], row["title"]


def test_R54a_every_decision_and_unit_of_signed_minutes_is_handed_on_once(office: Desk) -> None:
    wanted = rows(
        office,
        "SELECT count(*) AS n FROM decision_unit u JOIN decision d ON d.id = u.decision_id "
        "JOIN minutes m ON m.meeting_id = d.meeting_id WHERE m.signed_on IS NOT NULL",
    )[0]["n"]
    given = rows(
        office, "SELECT count(*) AS n, count(DISTINCT decision_id || ' ' || unit_id) AS once FROM proposed_item"
    )
    assert (given[0]["n"], given[0]["once"]) == (wanted, wanted)
    assert rows(office, "SELECT 1 FROM proposed_item WHERE state = '待立项'")


def test_R43_every_leave_has_what_its_rule_asks_for(office: Desk) -> None:
    with_leave = rows(office, "SELECT DISTINCT meeting_id FROM meeting_leave")
    assert len(with_leave) > 20
    for row in with_leave:
        for leave in leaving.leaves(office, row["meeting_id"]):
            assert leave.lacks == (), (row["meeting_id"], leave)


def test_every_meeting_and_its_minutes_can_be_shown(office: Desk) -> None:
    for row in rows(office, "SELECT id FROM meeting"):
        found = views.detail(office, row["id"])
        moments = [one[0] for one in found.history]
        assert found.row.name
        assert moments == sorted(moments)
        if found.minutes_id is not None:
            assert minutes_views.detail(office, found.minutes_id).fields["body"]


def test_the_next_executive_meeting_is_being_prepared(office: Desk) -> None:
    (row,) = rows(office, "SELECT id FROM meeting WHERE kind = 'executive' AND state = '筹备'")
    board = agenda.board(office, row["id"])
    assert len(board.items) == 3
    assert len(board.pool) >= 7
    assert len(attendance.attendees(office, row["id"])) >= 20


def test_nothing_happened_after_now(office: Desk) -> None:
    for table, column in (
        ("meeting_movement", "at"),
        ("topic_movement", "at"),
        ("topic", "held_since"),
        ("minutes", "created_at"),
        ("meeting_attendee", "signed_at"),
        ("number_ledger", "at"),
    ):
        late = rows(office, f"SELECT max({column}) AS late FROM {table}")[0]["late"]
        assert late <= NOW, (table, late)


def test_this_week_has_a_plan_with_meetings_and_invitations(office: Desk) -> None:
    plan = week.week_plan(office, date(2026, 11, 23))
    assert {entry.noun for entry in plan.entries} == {"meeting", "engagement"}
    assert len(plan.entries) >= 6


def test_minutes_say_who_was_there_as_the_composer_would(office: Desk) -> None:
    from govtui.services.meetings.minutes.composing import compose

    for row in rows(office, "SELECT meeting_id, body FROM minutes ORDER BY id DESC LIMIT 12"):
        wanted = [
            line
            for line in compose(office, row["meeting_id"]).splitlines()
            if line[:3] in ("出席：", "列席：", "请假：")
        ]
        told = [line for line in row["body"].splitlines() if line[:3] in ("出席：", "列席：", "请假：")]
        assert told == wanted
