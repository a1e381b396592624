"""The demonstration office: the same for the same seed and clock, and every paper in it as the rules would have it."""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from govtui.domain.clock import from_stamp, frozen
from govtui.domain.documents.routing import DONE, HOLDING, INSTRUCTED, SKIPPED, WAITING
from govtui.domain.documents.secrecy import looks_classified, mentions_secrecy
from govtui.domain.documents.states import (
    CLOSED,
    HANDLING,
    OPEN_STATES,
    SENT_BACK,
    TO_HAND,
    TO_PROPOSE,
    VOID,
    WITH_LEADER,
)
from govtui.domain.people.terms import COUNTY, DEPARTMENT, SECTION
from govtui.domain.refusal import Refusal
from govtui.services.demonstration import SEED, build, make, reopen
from govtui.services.demonstration.city import WITHOUT_PORTFOLIO, bodies
from govtui.services.demonstration.names import Names
from govtui.services.desk import Desk
from govtui.services.documents.due import due_columns
from govtui.services.people import directory
from govtui.store.chain import verify
from govtui.store.numbers import gaps

MOMENT = datetime(2026, 11, 23, 9, 30)
_TABLES = ("unit", "person", "post", "portfolio", "delegation", "absence", "number_ledger", "number_start", "incoming")
_PAPER_TABLES = ("route", "route_step", "handling", "movement", "reminder")
_LEAVING_TABLES = (
    *("outgoing", "signature", "co_sign", "paper_review", "distribution", "seal_use", "paper_relation"),
    *("outgoing_movement", "normative_document", "filing"),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = make(tmp_path_factory.mktemp("demo"), "small", clock=frozen(MOMENT))
    yield desk
    desk.store.close()


def _all(desk: Desk, sql: str) -> list[sqlite3.Row]:
    with desk.reading() as reader:
        return reader.rows(sql)


def _fingerprint(desk: Desk) -> str:
    rows = [
        tuple(row)
        for table in (*_TABLES, *_PAPER_TABLES, *_LEAVING_TABLES)
        for row in _all(desk, f"SELECT * FROM {table} ORDER BY id")
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def test_same_seed_and_clock_give_the_same_rows_another_seed_others(office: Desk, tmp_path: Path) -> None:
    again = make(tmp_path / "again", "small", clock=frozen(MOMENT))
    other = make(tmp_path / "other", "small", seed=SEED + 1, clock=frozen(MOMENT))
    assert _fingerprint(again) == _fingerprint(office)
    assert _fingerprint(other) != _fingerprint(office)
    again.store.close()
    other.store.close()


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 22, 15, 0),  # a Sunday
        datetime(2026, 10, 4, 10, 0),  # inside the National Day holiday
        datetime(2027, 1, 4, 8, 1),  # in a year that nobody has published, one minute after opening
        datetime(2024, 2, 29, 23, 50),  # a day that the year before does not have, after closing
    ],
)
def test_any_day_can_be_today(moment: datetime, tmp_path: Path) -> None:
    desk = make(tmp_path, "small", clock=frozen(moment))
    stamps = _all(desk, "SELECT max(received_at), max(held_since), max(closed_at), min(received_at) FROM incoming")[0]
    assert max(stamps[:3]) <= moment.isoformat() + "+08:00"
    assert stamps[3][:10] >= (moment - timedelta(days=370)).date().isoformat()
    leaving = (
        "SELECT max(at), min(at) FROM outgoing_movement UNION SELECT max(held_since), min(held_since) FROM outgoing"
    )
    assert max(row[0] for row in _all(desk, leaving)) <= moment.isoformat() + "+08:00"
    assert min(row[1] for row in _all(desk, leaving))[:10] >= (moment - timedelta(days=370)).date().isoformat()
    assert _all(desk, "SELECT count(*) FROM incoming WHERE state = '待拟办'")[0][0] == 8
    desk.store.close()


def test_the_office_is_as_big_as_a_city(office: Desk) -> None:
    people, today = directory(office), office.today()
    assert len(people.units_of(DEPARTMENT, today)) == 40
    assert len(people.units_of(COUNTY, today)) == 11
    assert len(people.units_of(SECTION, today)) == 15
    roles = [holder.post.role for holder in people.leaders(today)]
    assert (
        roles
        == ["mayor", "executive_vice_mayor", *["vice_mayor"] * 7, "secretary_general"]
        + ["deputy_secretary_general"] * 8
    )
    assert len(people.people_in_role("county_head", today)) == 11


def test_two_leaders_are_away_and_one_delegation_is_in_force(office: Desk) -> None:
    people, today = directory(office), office.today()
    away = [holder for holder in people.leaders(today) if people.is_away(holder.id, today)]
    assert len(away) == 2
    assert [d.holds(today) for d in people.delegations].count(True) == 1


def test_R8a_three_units_have_nobody_in_charge(office: Desk) -> None:
    gaps_found = directory(office).units_without_portfolio(office.today())
    assert sorted(gap.unit.short_name for gap in gaps_found) == sorted(
        name if name.endswith("县") else f"市{name}" for name in WITHOUT_PORTFOLIO
    )


def test_R6_no_two_leaders_share_a_place(office: Desk) -> None:
    from govtui.domain.people.checks import all_order_findings, member_findings

    assert all_order_findings(directory(office), office.today()) == ()
    assert member_findings(directory(office), office.today()) == ()


def test_counts_of_what_is_open(office: Desk) -> None:
    states = {row[0]: row[1] for row in _all(office, "SELECT state, count(*) FROM incoming GROUP BY state")}
    assert sum(states.values()) == 600
    assert states[TO_PROPOSE] == 8
    assert states[TO_HAND] >= 4
    assert states[WITH_LEADER] >= 8
    assert states[HANDLING] >= 3
    assert states[SENT_BACK] >= 4
    assert states[VOID] == 3
    now = "2026-11-23T09:30:00+08:00"
    assert _all(office, f"SELECT count(*) FROM incoming WHERE open AND due_at < '{now}'")[0][0] == 12
    assert _all(office, "SELECT count(*) FROM incoming WHERE incomplete")[0][0] == 8
    assert _all(office, "SELECT count(*) FROM incoming WHERE resubmits_id IS NOT NULL")[0][0] == 3
    assert _all(office, "SELECT count(*) FROM incoming WHERE channel <> 'office'")[0][0] > 3


def test_papers_come_on_working_days_around_the_exchanges(office: Desk) -> None:
    from govtui.services.workdays import current_calendar

    calendar = current_calendar(office)
    moments = [from_stamp(row[0]) for row in _all(office, "SELECT received_at FROM incoming")]
    assert all(calendar.is_workday(moment.date()) for moment in moments)
    near = sum(abs(m.hour * 60 + m.minute - peak) <= 40 for m in moments for peak in (540, 960))
    assert near > len(moments) / 2


def test_holder_and_state_agree_in_every_paper(office: Desk) -> None:
    for row in _all(office, "SELECT * FROM incoming"):
        held = _all(office, f"SELECT * FROM route_step WHERE incoming_id = {row['id']} AND state = '{HOLDING}'")
        assert bool(row["open"]) == (row["state"] in OPEN_STATES)
        assert (row["closed_at"] is not None) == (row["state"] == CLOSED)
        if row["state"] == WITH_LEADER:
            assert [(s["person_id"], s["person"], s["sent_at"]) for s in held] == [
                (row["holder_id"], row["holder"], row["held_since"])
            ]
            assert row["holder_kind"] == "leader"
            assert not directory(office).is_away(row["holder_id"], office.today())
            continue
        assert held == []
        kind, holder = {
            HANDLING: ("unit", row["lead_unit"]),
            SENT_BACK: ("sender", row["sender"]),
            CLOSED: ("none", ""),
            VOID: ("none", ""),
        }.get(row["state"], ("office", "文秘科"))
        assert (row["holder_kind"], row["holder"]) == (kind, holder)


def test_R50d_steps_stand_in_the_order_that_the_class_asks_for(office: Desk) -> None:
    people = directory(office)
    routes: dict[int, list[sqlite3.Row]] = {}
    sql = "SELECT s.*, r.doc_class, r.made_at FROM route_step s JOIN route r ON r.id = s.route_id "
    sql += "ORDER BY route_id, ordinal"
    for step in _all(office, sql):
        routes.setdefault(step["route_id"], []).append(step)
    assert len(routes) > 300
    for steps in routes.values():
        day = from_stamp(steps[0]["made_at"]).date()
        ranks = [rank for s in steps if (rank := people.rank_of(s["person_id"], day))]
        assert ranks == sorted(ranks, reverse=steps[0]["doc_class"] == "批办")
        states = [s["state"] for s in steps if s["state"] != SKIPPED]
        order = [(DONE, HOLDING, WAITING).index(state) for state in states]
        assert order == sorted(order)
        sent = [s["sent_at"] for s in steps if s["sent_at"]]
        assert sent == sorted(sent)
        assert all(s["sent_at"] <= s["back_at"] for s in steps if s["back_at"])


def test_R59c_who_was_away_when_the_paper_was_sent_has_not_read_it(office: Desk) -> None:
    people, skipped = directory(office), 0
    for step in _all(office, "SELECT * FROM route_step"):
        skipped += step["state"] == SKIPPED
        if step["sent_at"]:
            assert not people.is_away(step["person_id"], date.fromisoformat(step["sent_at"][:10]))
    assert skipped > 0


def test_R50g_papers_for_action_carry_opinions(office: Desk) -> None:
    sql = (
        "SELECT s.* FROM route_step s JOIN route r ON r.id = s.route_id WHERE r.doc_class = '批办' AND s.state = '已退'"
    )
    steps = [s for s in _all(office, sql) if s["role"] in office.book.opinion_required_roles]
    spoken = [s for s in steps if s["mark"] == INSTRUCTED and s["opinion"]]
    assert 0.85 < len(spoken) / len(steps) < 1


def test_R52_due_is_what_the_rules_reckon_from_the_day_it_began(office: Desk) -> None:
    turned = {row[0]: row[1] for row in _all(office, "SELECT incoming_id, at FROM movement WHERE kind = '转类'")}
    for row in _all(office, "SELECT * FROM incoming"):
        start = from_stamp(turned.get(row["id"], row["received_at"]))
        again = due_columns(office, start, row["urgency"], row["kind"], row["doc_class"])
        assert (row["due_at"], bool(row["due_provisional"])) == (again["due_at"], again["due_provisional"])
        assert json.loads(row["due_basis"]) == json.loads(again["due_basis"])


def test_nothing_happens_before_its_paper_came_or_after_now(office: Desk) -> None:
    now = "2026-11-23T09:30:00+08:00"
    sql = "SELECT m.at, i.received_at FROM movement m JOIN incoming i ON i.id = m.incoming_id"
    assert all(row[1] <= row[0] <= now for row in _all(office, sql))


def test_R71_papers_for_action_are_closed_with_a_result(office: Desk) -> None:
    closed = _all(office, "SELECT * FROM incoming WHERE state = '已办结' AND doc_class = '批办'")
    assert all(row["result"] for row in closed)
    assert sum(bool(row["answer_number"]) for row in closed) > len(closed) / 2


def test_returned_papers_name_a_reason_of_the_rules_and_come_again(office: Desk) -> None:
    for row in _all(office, "SELECT * FROM incoming WHERE state = '已退文'"):
        assert office.book.return_reason(row["return_code"]).name == row["return_reason"]
    pairs = _all(
        office,
        "SELECT a.sender = b.sender AND a.title = b.title AND a.sender_number = b.sender_number AND b.state = '已退文' "
        "AND a.received_at > b.returned_at FROM incoming a JOIN incoming b ON b.id = a.resubmits_id",
    )
    assert [row[0] for row in pairs] == [1, 1, 1]


def test_every_number_is_explained(office: Desk) -> None:
    with office.reading() as reader:
        assert gaps(reader, "incoming", 2025) == []
        assert gaps(reader, "incoming", 2026) == []
    sql = (
        "SELECT i.number, i.year, i.serial, n.state, n.reason, i.state AS paper FROM incoming i "
        "JOIN number_ledger n ON n.row_id = i.id AND n.year = i.year AND n.serial = i.serial AND n.series = 'incoming'"
    )
    rows = _all(office, sql)
    assert len(rows) == 600
    assert all(row["number"] == f"{row['year']}-{row['serial']}" for row in rows)
    assert all((row["state"] == "作废") == (row["paper"] == VOID) == bool(row["reason"]) for row in rows)


def test_numbers_of_senders_are_as_dirty_as_real_ones(office: Desk) -> None:
    rows = _all(office, "SELECT sender_number_raw AS raw, sender_number AS normal FROM incoming")
    clean = sum(row["raw"] == row["normal"] and row["raw"] != "" for row in rows)
    repaired = sum(row["raw"] != row["normal"] for row in rows)
    assert clean > 0.75 * len(rows)
    assert repaired >= 10


def test_the_chain_holds_and_the_clerk_has_nothing_to_undo(office: Desk) -> None:
    from govtui.services.journal import next_undo

    connection = sqlite3.connect(office.store.path)
    connection.row_factory = sqlite3.Row
    verdict = verify(connection)
    connection.close()
    assert verdict.first_bad is None
    assert verdict.batches >= 13
    with pytest.raises(Refusal, match="没有可以撤销"):
        next_undo(office)


def test_everybody_and_everything_is_invented(office: Desk) -> None:
    numbers = [number for row in _all(office, "SELECT office_phone, mobile FROM person") for number in row]
    numbers += [row[0] for row in _all(office, "SELECT phone FROM unit")]
    assert all(re.fullmatch(r"0700-555\d{4}|100\d{8}", number) for number in numbers)
    with office.reading() as reader:
        names = [row[0] for row in reader.rows("SELECT name FROM person")]
        texts = [
            " ".join(str(value) for value in row)
            for table in (*_TABLES, *_PAPER_TABLES, *_LEAVING_TABLES, "journal_batch", "search_entry")
            for row in reader.rows(f"SELECT * FROM {table}")
        ]
    assert len(set(names)) == len(names)
    assert not any(office.book.place in text or office.book.government in text for text in texts)
    assert office.office != office.book.office


def test_no_title_looks_classified(office: Desk) -> None:
    titles = [row[0] for row in _all(office, "SELECT title FROM incoming")]
    assert not any(looks_classified(title) or mentions_secrecy(title) for title in titles)


def test_every_unit_that_writes_has_its_own_sign_and_topics() -> None:
    writers = [body for body in bodies() if body.category != SECTION]
    signs = [body.sign for body in writers]
    assert len(set(signs)) == len(signs)
    assert all(body.topics for body in writers)


def test_names_never_come_twice() -> None:
    from random import Random

    names = Names(Random(1))
    drawn = [names.person() for _ in range(2000)]
    assert len(set(drawn)) == 2000


def test_reopening_keeps_the_clerk_and_refuses_a_real_store(office: Desk, desk: Desk) -> None:
    again = reopen(office.store.folder(), frozen(MOMENT))
    assert again.demonstration
    assert (again.actor.name, again.actor.section) == (office.actor.name, "文秘科")
    assert again.actor.name in [row[0] for row in _all(office, "SELECT name FROM person")]
    again.store.close()
    with pytest.raises(Refusal, match="不是演示数据"):
        reopen(desk.store.folder())


def test_build_refuses_a_store_that_is_not_empty(office: Desk) -> None:
    with pytest.raises(Refusal, match="已有数据"):
        build(office, "small")
    with pytest.raises(Refusal, match="small"):
        build(office, "huge")


def test_progress_reaches_the_end_and_stopping_leaves_no_file(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def stop_soon(done: int, total: int) -> bool:
        seen.append((done, total))
        return len(seen) < 3

    with pytest.raises(Refusal, match="没有做完"):
        make(tmp_path, "small", clock=frozen(MOMENT), report=stop_soon)
    assert len(seen) == 3
    assert list(tmp_path.iterdir()) == []
    made = make(tmp_path, "small", clock=frozen(MOMENT), report=lambda done, total: not seen.append((done, total)))
    assert seen[-1] == (600, 600)
    made.store.close()
