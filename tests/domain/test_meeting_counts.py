"""How often a kind meets: what falls behind, and what must not be complained of."""

from datetime import date

import pytest

from govtui.domain.meetings.counts import Sitting, due_by, stretch_of, tallies, tally
from govtui.rulebook.terms import Effect
from tests.domain.people_rows import BOOK

PLENARY, EXECUTIVE = BOOK.meeting_kind("plenary"), BOOK.meeting_kind("executive")
WEEKLY = EXECUTIVE._replace(id="weekly", usual_count=1, usual_per="week")
LONG_AGO = date(2020, 1, 1)


def held(*days: str) -> list[Sitting]:
    return [Sitting(date.fromisoformat(day), True) for day in days]


def behind(kind, sittings: list[Sitting], on: str) -> list[tuple[str, str]]:
    """(span, rule) of every count that is too low."""
    found = tallies(BOOK, kind, sittings, date.fromisoformat(on), LONG_AGO)
    return [(one.stretch.name, one.finding.rule) for one in found if one.finding]


THREE = held("2026-02-10", "2026-05-12", "2026-08-20")
LAST_YEAR = held("2025-03-01", "2025-06-01", "2025-09-01", "2025-12-01")


def test_R38c_fewer_than_three_plenaries_by_the_first_of_october_are_told():
    assert behind(PLENARY, LAST_YEAR + THREE[:2], "2026-10-01") == [("2026年", "R38c")]
    assert behind(PLENARY, LAST_YEAR + THREE, "2026-10-01") == []
    assert behind(PLENARY, LAST_YEAR + THREE[:2], "2026-09-30") == [], "not before"


def test_R38c_three_plenaries_by_the_end_of_the_year_are_too_few():
    assert behind(PLENARY, LAST_YEAR + THREE, "2026-12-30") == []
    assert behind(PLENARY, LAST_YEAR + THREE, "2026-12-31") == [("2026年", "R38c")]
    assert behind(PLENARY, LAST_YEAR + THREE + held("2026-12-20"), "2026-12-31") == []
    assert behind(PLENARY, THREE, "2027-01-04") == [("2026年", "R38c")], "the yearly report still says so"
    assert behind(PLENARY, THREE, "2027-04-01") == [("2027年", "R38c")], "the new year is what counts then"


def test_R38c_five_plenaries_are_fine_and_cancelled_or_planned_ones_do_not_count():
    five = THREE + held("2026-10-08", "2026-12-20")
    assert behind(PLENARY, five, "2026-12-31") == []
    planned = [Sitting(date(2026, 11, 5), False)]
    assert behind(PLENARY, THREE[:2] + planned, "2026-10-01")[-1] == ("2026年", "R38c")


def test_R38c_a_meeting_of_the_day_itself_counts():
    tonight = [Sitting(date(2026, 12, 31), False)]
    assert behind(PLENARY, LAST_YEAR + THREE + tonight, "2026-12-31") == []


def test_R39c_one_executive_meeting_in_a_month_that_ended_is_told():
    two = held("2026-01-08", "2026-01-22")
    assert behind(EXECUTIVE, two + held("2026-02-10"), "2026-02-28") == [("2026年2月", "R39c")]
    assert behind(EXECUTIVE, two + held("2026-02-10"), "2026-03-02") == [("2026年2月", "R39c")]
    assert behind(EXECUTIVE, two + held("2026-02-10"), "2026-02-27") == [], "the month is not over"
    assert behind(EXECUTIVE, held("2026-02-10", "2026-02-24", "2026-02-26"), "2026-03-01") == [], "more is fine"


def test_R39c_only_warns():
    (made,) = [one for one in tallies(BOOK, EXECUTIVE, [], date(2026, 2, 28), LONG_AGO) if one.finding]
    assert made.finding is not None
    assert made.finding.effect is Effect.WARN
    assert made.finding.sentence == "2026年2月常务会议已开 0 次，一般应开 2 次"


def test_a_weekly_kind_is_counted_by_weeks_from_monday():
    assert behind(WEEKLY, held("2026-11-17"), "2026-11-23") == []
    assert behind(WEEKLY, held("2026-11-15"), "2026-11-23") == [("11-16 周一至11-22 周日", "R39c")]
    assert behind(WEEKLY, held("2026-11-17"), "2026-11-29")[-1][0] == "11-23 周一至11-29 周日"


def test_a_kind_held_as_needed_is_not_counted():
    assert tallies(BOOK, BOOK.meeting_kind("special"), [], date(2026, 12, 31), LONG_AGO) == ()


def test_what_was_not_kept_here_is_not_missed():
    assert [one.stretch.name for one in tallies(BOOK, EXECUTIVE, [], date(2026, 11, 5), date(2026, 11, 2))] == [
        "2026年11月"
    ]
    assert len(tallies(BOOK, EXECUTIVE, [], date(2026, 11, 5), None)) == 1


def test_a_pack_without_the_rule_says_nothing():
    silent = EXECUTIVE._replace(count_rule=None)
    assert behind(silent, [], "2026-02-28") == []


@pytest.mark.parametrize(
    ("on", "due"), [("2026-01-01", 0), ("2026-04-01", 1), ("2026-07-01", 2), ("2026-10-01", 3), ("2026-12-31", 4)]
)
def test_R38c_in_a_year_meetings_fall_due_by_quarters(on, due):
    day = date.fromisoformat(on)
    assert due_by(stretch_of("year", day), 4, day) == due


def test_counts_tell_what_is_held_and_what_is_planned():
    one = tally(
        BOOK,
        EXECUTIVE,
        [*held("2026-11-06"), Sitting(date(2026, 11, 27), False)],
        stretch_of("month", date(2026, 11, 23)),
        date(2026, 11, 23),
    )
    assert (one.held, one.planned, one.usual, one.due) == (1, 1, 2, 0)
