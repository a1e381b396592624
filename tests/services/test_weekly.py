"""公文办理周报: numbers of a small hand-made week, and where a week begins and ends."""

from datetime import date, datetime
from typing import Any

import pytest

from govtui.domain.clock import CHINA, NEVER, to_stamp
from govtui.domain.refusal import Refusal
from govtui.domain.workdays import published_calendar, working_hours_between
from govtui.rulebook import load
from govtui.services.documents.weekly import Irregular, Week, WeeklyReport, compile_report, parse_week

BOOK = load("chenzhou-2017")
CALENDAR = published_calendar()
MONDAY_AFTER = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)


def stamp(text: str) -> str:
    return to_stamp(datetime.fromisoformat(text))


def paper(
    serial: int, received: str, due: str = "", closed: str = "", returned: str = "", **more: Any
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": serial,
        "number": f"2026-{serial}",
        "received_at": stamp(received),
        "due_at": stamp(due) if due else NEVER,
        "closed_at": stamp(closed) if closed else None,
        "returned_at": stamp(returned) if returned else None,
        "open": not (closed or returned),
        "state": "已办结" if closed else "已退文" if returned else "待拟办",
        "sender": "市财政局",
        "category": "部门",
        "kind": "通知",
        "channel": "office",
        "multi_sent": 0,
        "signer_principal": None,
        "units": None,
        "section_name": None,
        "reminders": 0,
        "due_provisional": 0,
    }
    empty = (
        "sender_number",
        "sender_number_raw",
        "title",
        "urgency",
        "lead_unit",
        "holder",
        "return_code",
        "return_reason",
        "failed_checks",
    )
    return {**dict.fromkeys(empty, ""), **row, **more}


def report(
    *papers: dict[str, Any], hands: tuple[dict[str, Any], ...] = (), now: datetime = MONDAY_AFTER
) -> WeeklyReport:
    def hours(start: datetime, end: datetime) -> float:
        return working_hours_between(CALENDAR, start, end, BOOK.office_hours.sessions)

    return compile_report(BOOK, parse_week("2026-W47", now), papers, hands, hours, CALENDAR.workdays_between)


def step(person: str, sent: str, number: str = "2026-1", **more: Any) -> dict[str, Any]:
    return {"person_id": None, "person": person, "title": "副市长", "sent_at": stamp(sent), "number": number, **more}


def test_a_week_begins_on_monday_and_ends_with_sunday() -> None:
    inside = [paper(1, "2026-11-16 00:00"), paper(2, "2026-11-22 23:59:59")]
    outside = [paper(3, "2026-11-15 23:59:59"), paper(4, "2026-11-23 00:00")]
    assert report(*inside, *outside).received == (1, 2)


def test_the_first_week_of_a_year_may_begin_in_the_year_before() -> None:
    week = parse_week("2026-w01", MONDAY_AFTER)
    assert (week.name, week.monday, week.sunday) == ("2026-W01", date(2025, 12, 29), date(2026, 1, 4))
    assert week.finished


def test_the_running_week_counts_up_to_this_second() -> None:
    now = datetime(2026, 11, 18, 10, 30, tzinfo=CHINA)
    found = report(paper(1, "2026-11-18 10:30"), paper(2, "2026-11-18 10:30:01"), now=now)
    assert found.received == (1,)
    assert not found.week.finished
    assert found.week.as_of == now


@pytest.mark.parametrize("text", ["2026-W54", "2026-W00", "2026W47", "本周", "", "2026-W", "99999-W01", "2025-W53"])
def test_what_is_no_week_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refusal, match="2026-W48"):
        parse_week(text, MONDAY_AFTER)


def test_a_week_that_has_not_begun_is_refused() -> None:
    with pytest.raises(Refusal, match="还没有开始"):
        parse_week("2026-W49", MONDAY_AFTER)


def test_summary_of_a_hand_made_week() -> None:
    found = report(
        paper(1, "2026-11-16 09:00", due="2026-11-18 17:30", closed="2026-11-17 10:00"),
        paper(2, "2026-11-16 09:00", due="2026-11-18 17:30", closed="2026-11-18 17:31"),
        paper(3, "2026-11-17 09:00", due="2026-11-20 17:30"),
        paper(4, "2026-11-18 09:00", due="2026-12-01 17:30"),
        paper(5, "2026-11-19 09:00", returned="2026-11-19 11:00", return_code="wrong_kind"),
        paper(6, "2026-11-10 09:00", closed="2026-11-20 09:00", category="县市区"),
        paper(7, "2026-11-10 09:00", closed="2026-11-13 09:00", category="县市区"),
        paper(8, "2026-11-20 09:00", category=""),
        paper(9, "2026-11-20 09:00", state="作废", open=False),
    )
    assert [row.category for row in found.summary] == ["部门", "县市区", "其他"]
    department, county, other = found.summary
    assert (department.received, department.open, department.closed) == (5, 2, 2)
    assert (department.late, department.returned, department.on_time_rate) == (1, 1, 0.5)
    # 16th 9:00–17th 10:00 is 6 + 2 hours; 16th 9:00–18th 17:31 is 6 + 7 + 7.
    assert department.mean_hours == (8 + 20) / 2
    assert (county.received, county.closed, county.on_time_rate) == (0, 1, None)
    assert (other.received, other.mean_hours) == (1, None)
    total = found.total
    assert (total.received, total.open, total.closed, total.late, total.returned) == (6, 3, 3, 1, 1)


def test_summary_rows_add_up_to_the_total() -> None:
    papers = [
        paper(n, f"2026-11-{10 + n % 12:02d} 09:00", due="2026-11-19 17:30", closed="2026-11-20 09:00" if n % 3 else "",
              category=("部门", "县市区", "")[n % 3 - 1])
        for n in range(1, 30)
    ]  # fmt: skip
    found = report(*papers)
    for name in ("received", "open", "closed", "late", "returned"):
        assert sum(getattr(row, name) for row in found.summary) == getattr(found.total, name)


def test_R52_a_paper_is_late_after_its_moment_and_not_before() -> None:
    found = report(
        paper(1, "2026-11-16 09:00", due="2026-11-22 23:59:58"), paper(2, "2026-11-16 09:00", due="2026-11-22 23:59:59")
    )
    assert [late.number for late in found.late] == ["2026-1"]


def test_R52_late_days_are_working_days() -> None:
    found = report(
        paper(1, "2026-11-02 09:00", due="2026-11-20 17:30"),
        paper(2, "2026-11-02 09:00", due="2026-11-17 17:30"),
        paper(3, "2026-09-01 09:00", due="2026-09-30 17:30"),
    )
    assert [(late.number, late.days) for late in found.late] == [("2026-3", 33), ("2026-2", 3), ("2026-1", 0)]


def test_a_paper_closed_after_the_week_was_open_and_late_in_it() -> None:
    found = report(paper(1, "2026-11-16 09:00", due="2026-11-18 17:30", closed="2026-11-23 08:00"))
    assert (found.total.open, found.total.closed, found.total.late) == (1, 0, 1)


def test_R46b_irregular_ways_in_are_counted_by_unit_and_reason() -> None:
    found = report(
        paper(1, "2026-11-16 09:00", channel="irregular_direct"),
        paper(2, "2026-11-17 09:00", channel="irregular_direct"),
        paper(3, "2026-11-17 09:00", channel="several_places", multi_sent=1),
        paper(4, "2026-11-17 09:00", channel="assigned"),
        paper(5, "2026-11-17 09:00", channel="secret_direct"),
        paper(6, "2026-11-10 09:00", channel="irregular_direct"),
    )
    assert found.irregular == (Irregular("市财政局", "违规直送", 2), Irregular("市财政局", "多头报送", 1))


def test_R47a_only_requests_need_the_principal_heads_signature() -> None:
    found = report(
        paper(1, "2026-11-16 09:00", kind="请示", signer_principal=0),
        paper(2, "2026-11-16 09:00", kind="报告", signer_principal=0),
        paper(3, "2026-11-16 09:00", kind="请示", signer_principal=1),
        paper(4, "2026-11-16 09:00", kind="请示", signer_principal=None),
    )
    assert found.irregular == (Irregular("市财政局", "非主要负责人签发", 1),)


def test_R46a_returned_papers_count_with_their_reason_in_the_week_they_went_back() -> None:
    unsigned = {"kind": "请示", "signer_principal": 0, "return_code": "not_principal"}
    found = report(
        paper(1, "2026-11-10 09:00", returned="2026-11-16 09:00", return_code="wrong_kind"),
        paper(2, "2026-11-10 09:00", returned="2026-11-13 09:00", return_code="wrong_kind"),
        paper(3, "2026-11-16 09:00", returned="2026-11-16 10:00", **unsigned),
        paper(4, "2026-11-16 09:00", returned="2026-11-16 10:00", return_code="旧代码", return_reason="格式不对"),
    )
    assert {(one.reason, one.times) for one in found.irregular} == {
        ("文种错误", 1),
        ("非主要负责人签发", 1),
        ("格式不对", 1),
    }


def test_leaders_in_hand_keep_rank_order_and_count_working_days() -> None:
    hands = (
        step("赵某", "2026-11-20 16:00", "2026-9", person_id=1),
        step("钱某", "2026-11-16 09:00", "2026-3", person_id=2),
        step("钱某", "2026-11-19 09:00", "2026-8", person_id=2),
    )
    found = report(hands=hands).leaders
    assert [(hand.leader, hand.count, hand.longest_days, hand.oldest) for hand in found] == [
        ("赵某", 1, 0, "2026-9"),
        ("钱某", 2, 4, "2026-3"),
    ]


def test_two_leaders_of_one_name_are_two() -> None:
    found = report(hands=(step("王某", "2026-11-16 09:00", person_id=1), step("王某", "2026-11-16 09:00", person_id=2)))
    assert [hand.count for hand in found.leaders] == [1, 1]


def test_an_empty_week_is_all_noughts() -> None:
    found = report()
    assert (found.total.received, found.total.on_time_rate, found.total.mean_hours) == (0, None, None)
    assert (found.summary, found.late, found.irregular, found.leaders) == ((), (), (), ())


def test_the_same_rows_give_the_same_report() -> None:
    papers = [paper(n, "2026-11-16 09:00", due="2026-11-18 09:00") for n in range(1, 9)]
    assert report(*papers) == report(*papers)
    assert isinstance(report(*papers).week, Week)
