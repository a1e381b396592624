"""今日: what is to leave, what must be public, what ends and what must be filed, as of this morning."""

from datetime import date, datetime
from typing import Any

import pytest

from govtui.services import today
from govtui.services.desk import Desk
from govtui.services.documents import normative
from govtui.services.documents.normative import NewNormative, Published
from govtui.services.documents.outgoing import publishing
from tests.offices import Office, small_office
from tests.services.normative_papers import published
from tests.services.papers_out import asked, drafted, numbered, signed, to_sign


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


def figures(desk: Desk) -> tuple[int, int, int, int, int]:
    seen = today.overview(desk)
    return seen.to_sign, seen.to_number, seen.to_publish, seen.lapsing, seen.filings


def leaving(desk: Desk, key: str) -> list[int]:
    return [row.id for row in today.papers_waiting(desk, key)]


def ending(desk: Desk, key: str) -> list[int]:
    return [row.id for row in today.documents_ending(desk, key)]


def old(office: Office, title: str, on: date, number: str) -> int:
    new = NewNormative(title, organ="government", drafter="钱多")
    return normative.record(office.desk, new, Published(number, on, on)).id


def test_papers_stand_under_the_step_they_wait_for(office: Office) -> None:
    drafted(office)
    waiting, leaving_on, done = to_sign(office), signed(office), numbered(office)
    assert figures(office.desk)[:2] == (1, 1)
    assert leaving(office.desk, "sign") == [waiting]
    assert leaving(office.desk, "number") == [leaving_on]
    assert done not in (*leaving(office.desk, "sign"), *leaving(office.desk, "number"))


def test_a_paper_in_co_sign_is_not_yet_waiting_for_its_signer(office: Office) -> None:
    from govtui.services.documents.outgoing import drafting, reviewing

    made = drafted(office)
    asked(office, made, "市教育局")
    drafting.submit(office.desk, [made])
    reviewing.review(office.desk, made)
    assert leaving(office.desk, "sign") == []


def test_publication_shows_when_its_last_day_is_near_and_goes_when_it_is_public(office: Office, desk_at: Any) -> None:
    made = numbered(office)
    assert figures(office.desk)[2] == 0
    late = desk_at(datetime(2026, 12, 23, 9))
    assert (figures(late)[2], leaving(late, "publish")) == (1, [made])
    assert today.papers_waiting(late, "publish")[0].lamp == "超期"
    publishing.publish(late, [made], channel="市政府门户网站")
    assert figures(late)[2] == 0


def test_a_closed_paper_never_waits_for_publication(office: Office, desk_at: Any) -> None:
    numbered(office, publicity="不公开", publicity_reason="内部事务")
    assert figures(desk_at(datetime(2027, 3, 1, 9)))[2] == 0


def test_R21d_documents_show_within_the_review_months_before_and_after_their_end(office: Office, desk_at: Any) -> None:
    soon = old(office, "犬类管理办法", date(2022, 3, 1), "CZCR-2022-00003")
    over = old(office, "停车管理办法", date(2021, 9, 1), "CZCR-2021-00007")
    old(office, "公厕管理办法", date(2021, 2, 1), "CZCR-2021-00001")
    old(office, "古树管理办法", date(2024, 2, 1), "CZCR-2024-00001")
    assert ending(office.desk, "lapse") == [over, soon]
    assert figures(office.desk)[3] == 2
    assert ending(desk_at(datetime(2026, 8, 31, 9)), "lapse") == [over]


def test_R21d_trap_what_was_decided_or_is_being_renewed_is_not_asked_again(office: Office) -> None:
    renewed = old(office, "犬类管理办法", date(2022, 3, 1), "CZCR-2022-00003")
    let_go = old(office, "停车管理办法", date(2022, 2, 1), "CZCR-2022-00001")
    normative.renew(office.desk, renewed)
    normative.evaluate(office.desk, let_go, text="已无必要", outcome="到期失效")
    assert (ending(office.desk, "lapse"), figures(office.desk)[3]) == ([], 0)


def test_R31b_a_filing_shows_when_its_day_is_near_and_goes_when_all_are_sent(office: Office, desk_at: Any) -> None:
    made = published(office)
    assert figures(office.desk)[4] == 0
    near = desk_at(datetime(2026, 12, 7, 9))
    assert (figures(near)[4], ending(near, "filing")) == (1, [made])
    first, second = normative.one_row(near, made).filings
    normative.file(near, first.id)
    assert figures(near)[4] == 1
    normative.file(near, second.id)
    assert figures(near)[4] == 0


def test_every_count_is_one_indexed_read(office: Office) -> None:
    from govtui.store.documents import morning

    days = {"near": "2026-12-01", "today": "2026-11-23", "since": "2026-05-23"}
    plans = []
    with office.desk.reading() as reader:
        for key in (*morning.PAPERS, *morning.DOCUMENTS):
            table, (where, _) = morning._of(key)
            plan = reader.rows(f"EXPLAIN QUERY PLAN SELECT count(*) FROM {table} WHERE {where}", **days)
            plans += [row["detail"] for row in plan if f" {table}" in row["detail"]]
    assert plans
    assert all("SEARCH" in plan for plan in plans), plans


def test_meetings_topics_minutes_invitations_and_decisions_stand_under_their_own_figure(office: Office) -> None:
    from datetime import timedelta

    from govtui.domain.clock import CHINA
    from govtui.services.meetings import calling
    from govtui.services.meetings.engagements import requesting
    from govtui.services.meetings.engagements.rows import NewEngagement
    from govtui.services.meetings.rows import NewMeeting
    from govtui.services.meetings.topics import reporting
    from govtui.services.meetings.topics.rows import NewTopic

    nine = datetime(2026, 11, 24, 9, tzinfo=CHINA)
    mayor = office.people["高远山"]
    near = calling.plan(office.desk, NewMeeting("executive", nine, 60, chair_id=mayor)).id
    calling.plan(office.desk, NewMeeting("executive", nine + timedelta(days=20), 60, chair_id=mayor))
    topic = reporting.report(office.desk, NewTopic("关于道路的汇报", "executive", unit="市财政局")).id
    invited = requesting.request(office.desk, NewEngagement("邀请", "现场会", unit="市林业局", starts=nine)).id
    assert today.overview(office.desk).gathering == {
        "meeting": 1,
        "topic": 1,
        "minutes": 0,
        "engagement": 1,
        "proposed": 0,
    }
    found = {noun: [row.id for row in today.meetings_waiting(office.desk, noun)] for noun in ("meeting", "topic")}
    assert found == {"meeting": [near], "topic": [topic]}
    assert [row.id for row in today.meetings_waiting(office.desk, "engagement")] == [invited]
    assert today.meetings_waiting(office.desk, "minutes") == ()
