"""What leaves the demonstration office: every paper as the rules and the clerk's own acts would have made it."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from govtui.domain.clock import frozen
from govtui.domain.documents.normative.life import DRAFTED, EXPIRING, LAPSED, PENDING, VALID
from govtui.domain.documents.numbering import ledger_number
from govtui.domain.documents.outgoing import states
from govtui.domain.documents.secrecy import looks_classified, mentions_secrecy
from govtui.domain.findings import blocks
from govtui.services import today
from govtui.services.demonstration import make
from govtui.services.desk import Desk
from govtui.services.documents import normative
from govtui.services.documents.outgoing import explaining, issuing, numbering, signing, views
from govtui.services.documents.outgoing.numbering import watch_columns
from govtui.services.people import directory
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


def papers(desk: Desk, where: str = "1") -> list[sqlite3.Row]:
    return rows(desk, f"SELECT * FROM outgoing WHERE {where} ORDER BY id")


def test_a_year_of_papers_in_several_series_and_some_at_every_step(office: Desk) -> None:
    stand = Counter(row["state"] for row in papers(office))
    assert stand[states.ARCHIVED] >= 120
    assert {state: stand[state] for state in states.OPEN_STATES if not stand[state]} == {}
    assert sum(stand[state] for state in states.OPEN_STATES) >= 12
    assert stand[states.VOID] == 1
    assert len({row["series"] for row in papers(office)}) >= 6
    assert {row["direction"] for row in papers(office)} == {"up", "down", "level"}


def test_state_and_days_agree_in_every_paper(office: Desk) -> None:
    for row in papers(office):
        name = f"{row['id']} {row['state']}"
        signed = row["state"] in (*states.SIGNED_STATES, states.VOID)
        assert bool(row["open"]) == (row["state"] not in states.FINAL_STATES), name
        assert (row["signed_on"] is not None) == bool(row["signer_id"]) == signed, name
        assert bool(row["number"]) == (row["state"] in (*states.NUMBERED_STATES, states.VOID)), name
        assert bool(row["archived_on"]) == (row["state"] == states.ARCHIVED), name
        steps = [row[one] for one in ("drafted_on", "checked_on", "signed_on", "issued_on", "sealed_on", "sent_on")]
        days = [one for one in (*steps, row["archived_on"]) if one]
        assert days == sorted(days), name
        assert row["created_at"] <= row["held_since"] <= NOW, name


def test_every_paper_can_be_shown_explained_and_goes_on(office: Desk) -> None:
    for row in papers(office):
        found = views.detail(office, row["id"])
        assert [one.at for one in found.happenings] == sorted(one.at for one in found.happenings)
        assert explaining.explanations(office, row["id"])
    ready = {row["state"]: row["id"] for row in papers(office, "open = 1")}
    assert numbering.next_number(office, ready[states.TO_NUMBER])
    assert issuing.proposed_distribution(office, ready[states.TO_SEND])


def test_every_number_is_explained_one_is_void_and_one_set_aside(office: Desk) -> None:
    ledger = rows(office, "SELECT * FROM number_ledger WHERE series <> 'incoming'")
    books = {(row["series"], row["year"]) for row in ledger}
    with office.reading() as reader:
        assert [gap for book in sorted(books) for gap in gaps(reader, *book)] == []
    assert Counter(row["state"] for row in ledger)["作废"] == 1
    papers_only = [row for row in ledger if not row["series"].endswith("_minutes")]
    assert Counter(row["state"] for row in papers_only)["预留"] == 1
    assert all(row["reason"] for row in ledger if row["state"] != "已用")
    assert rows(office, "SELECT * FROM number_start WHERE series = 'office_issue'")
    given = {(row["series"], row["year"], row["serial"]): row for row in ledger if row["noun"] == "outgoing"}
    for row in papers(office, "number <> ''"):
        entry = given.pop((row["series"], row["year"], row["serial"]))
        assert entry["row_id"] == row["id"]
        assert (entry["state"] == "作废") == (row["state"] == states.VOID)
        assert row["number"] == ledger_number(office.book, row["series"], row["serial"], row["year"])
        assert row["year"] == int(row["signed_on"][:4])
    assert given == {}


def test_R50_R10_everybody_signed_what_was_his_to_sign_on_that_day_and_was_there(office: Desk) -> None:
    people = directory(office)
    for row in papers(office, "signed_on IS NOT NULL"):
        seat = signing.signer_plan(office, row["id"]).seat(row["signer_id"])
        assert seat is not None, row["number"]
        assert (seat.name, seat.title, seat.for_name) == (row["signer"], row["signer_title"], row["signer_for"])
        assert people.is_away(row["signer_id"], date.fromisoformat(row["signed_on"])) is None
        (signature,) = views.detail(office, row["id"]).signatures
        assert (signature.person_id, signature.active, bool(signature.opinion)) == (row["signer_id"], True, True)


def test_R10_the_mayor_is_away_and_papers_of_his_wait_for_who_acts_for_him(office: Desk) -> None:
    waiting = papers(office, f"state = '{states.TO_SIGN}'")
    plans = [signing.signer_plan(office, row["id"]).expected for row in waiting]
    assert any(seat is not None and seat.for_name for seat in plans)


def test_nothing_blocks_a_paper_that_was_signed(office: Desk) -> None:
    for row in papers(office, "signed_on IS NOT NULL"):
        assert blocks(explaining.paper_findings(office, row["id"])) == (), row["number"]


def test_R11c_one_paper_left_with_a_complete_dissent_and_one_waits_with_one(office: Desk) -> None:
    dissents = rows(
        office,
        "SELECT c.*, o.state FROM co_sign c JOIN outgoing o ON o.id = c.outgoing_id WHERE c.opinion = '不同意'",
    )
    assert sorted(row["state"] for row in dissents) == [states.COSIGNING, states.ARCHIVED]
    assert all(row["views"] and row["grounds"] and row["proposal"] and row["signed"] for row in dissents)
    silent = rows(office, "SELECT DISTINCT outgoing_id FROM co_sign WHERE opinion = '未回复'")
    assert {views.one_row(office, row[0]).state for row in silent} == {states.COSIGNING}


def test_R28_R29_publication_is_watched_as_the_rules_reckon_and_one_paper_is_overdue(office: Desk) -> None:
    for row in papers(office, f"number <> '' AND state <> '{states.VOID}'"):
        again = watch_columns(office, row["publicity"], date.fromisoformat(row["dated_on"]), row["published_on"])
        assert bool(row["publish_open"]) == again["publish_open"], row["number"]
        if again["publish_open"]:
            assert row["publish_due_at"] == again["publish_due_at"]
        assert row["publicity_reason"] or row["publicity"] == "主动公开"
    assert len(papers(office, f"publish_open = 1 AND publish_due_at < '{NOW}'")) == 1


def test_papers_go_down_to_our_own_and_up_to_the_province(office: Desk) -> None:
    above = {row[0] for row in rows(office, "SELECT name FROM unit WHERE category = '上级机关'")}
    for row in papers(office):
        to = set(row["addressees"].split("、"))
        assert to <= above if row["direction"] == "up" else not to & above, row["title"]


def test_copies_are_sent_signed_for_and_still_out(office: Desk) -> None:
    for row in papers(office, "sent_on IS NOT NULL"):
        lines = views.detail(office, row["id"]).distributions
        assert lines
        assert sum(line.copies for line in lines) <= row["print_copies"]
        assert all(line.received_on is None or line.received_on >= line.sent_on for line in lines)
        missing = [line.unit for line in lines if line.received_on is None]
        assert bool(missing) == (row["state"] == states.TO_ARCHIVE and len(lines) > 1), row["number"]
    assert len(rows(office, "SELECT * FROM seal_use")) == len(papers(office, "sealed_on IS NOT NULL"))


def test_one_paper_repealed_another_and_both_say_so(office: Desk) -> None:
    (relation,) = rows(office, "SELECT * FROM paper_relation")
    old, new = (views.detail(office, relation[one]) for one in ("target_id", "outgoing_id"))
    assert old.row.force == states.REPEALED
    assert old.fields["force_on"] == new.fields["issued_on"]
    assert (new.row.force, new.relations[0].sentence) == (states.IN_FORCE, f"废止 {old.row.number}")
    assert old.relations[0].backwards
    assert old.row.issued_on is not None
    assert new.row.issued_on is not None
    assert old.row.issued_on < new.row.issued_on


def test_six_normative_documents_stand_where_the_year_has_brought_them(office: Desk) -> None:
    found = normative.NormativeList(office, "all").rows(0, 10)
    assert sorted(row.state for row in found) == sorted([DRAFTED, EXPIRING, LAPSED, PENDING, VALID, VALID])
    waiting = [row for row in found if any(one.sent_on is None for one in row.filings)]
    assert [(row.state, len(row.filings)) for row in waiting] == [(PENDING, 2)]
    assert [row.organ for row in found].count("") == 1
    carried = [normative.detail(office, row.id).fields["outgoing_id"] for row in found]
    assert len([one for one in carried if one is not None]) == 3
    pairs = rows(
        office,
        "SELECT n.published_on, o.published_on, n.number, o.number FROM normative_document n "
        "JOIN outgoing o ON o.id = n.outgoing_id",
    )
    assert all((row[0], row[2]) == (row[1], row[3]) for row in pairs)
    for row in found:
        stops = blocks(normative.paper_findings(office, row.id))
        assert stops == () or row.state in (DRAFTED, EXPIRING), row.title


def test_this_morning_shows_something_of_everything(office: Desk) -> None:
    seen = today.overview(office)
    assert min(seen.to_sign, seen.to_number, seen.to_publish, seen.lapsing, seen.filings) >= 1


def test_no_text_of_an_outgoing_paper_looks_classified(office: Desk) -> None:
    texts = [row[one] for row in papers(office) for one in ("title", "body", "publicity_reason", "addressees")]
    assert not any(looks_classified(text) or mentions_secrecy(text) for text in texts)
