"""Which days are worked: published, provisional and corrected years, and the n-th working day."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.refusal import Refusal
from govtui.domain.workdays import Correction, DayKind, DaySource, published_calendar
from govtui.domain.workdays.provisional import festivals, provisional_year, statutory_days

CALENDAR = published_calendar()
DAY = timedelta(days=1)


def naive(start: date, n: int) -> date:
    """Day by day, one working day after the other."""
    step, left, day = (DAY if n > 0 else -DAY), abs(n), start
    while left:
        day += step
        left -= CALENDAR.is_workday(day)
    return day


def test_nth_working_day_equals_a_day_by_day_count_for_100000_random_questions() -> None:
    chance = random.Random(20261122)
    first, days = date(2007, 1, 1), (date(2026, 12, 31) - date(2007, 1, 1)).days
    worked = [day for i in range(-200, days + 200) if CALENDAR.is_workday(day := first + i * DAY)]
    place = {}
    behind = -1
    for i in range(-200, days + 200):
        day = first + i * DAY
        behind += CALENDAR.is_workday(day)
        place[day] = behind
    for _ in range(100_000):
        start, n = first + chance.randrange(days) * DAY, chance.randint(1, 60)
        assert CALENDAR.add_workdays(start, n) == worked[place[start] + n]


def test_nth_working_day_steps_like_a_clerk_with_a_wall_calendar() -> None:
    chance = random.Random(7)
    for _ in range(3_000):
        start = date(2007, 1, 1) + chance.randrange(7_300) * DAY
        n = chance.choice((1, -1)) * chance.randint(1, 25)
        assert CALENDAR.add_workdays(start, n) == naive(start, n)


def test_R55b_three_working_days_skip_the_national_holiday_and_count_the_makeup_saturday() -> None:
    assert CALENDAR.add_workdays(date(2026, 9, 30), 3) == date(2026, 10, 10)


def test_R55b_a_start_on_a_day_off_is_not_counted_twice() -> None:
    """The trap of chinese_calendar.find_workday: from 1 October it is a day late."""
    assert CALENDAR.add_workdays(date(2026, 10, 1), 1) == date(2026, 10, 8)
    assert CALENDAR.add_workdays(date(2026, 2, 12), 3) == date(2026, 2, 24)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(-400, 400), st.integers(-400, 400))
def test_counting_on_twice_is_counting_on_once(start: date, n: int, m: int) -> None:
    if n and m and (n > 0) == (m > 0):
        assert CALENDAR.add_workdays(CALENDAR.add_workdays(start, n), m) == CALENDAR.add_workdays(start, n + m)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(1, 300))
def test_days_between_and_days_on_agree(start: date, n: int) -> None:
    assert CALENDAR.workdays_between(start, CALENDAR.add_workdays(start, n)) == n


def test_workdays_between_is_signed_and_leaves_out_the_first_day() -> None:
    assert CALENDAR.workdays_between(date(2026, 9, 30), date(2026, 10, 10)) == 3
    assert CALENDAR.workdays_between(date(2026, 10, 10), date(2026, 9, 30)) == -3
    assert CALENDAR.workdays_between(date(2026, 10, 10), date(2026, 10, 10)) == 0


@pytest.mark.parametrize(
    ("day", "kind", "name", "source"),
    [
        (date(2026, 10, 1), DayKind.HOLIDAY, "国庆节", DaySource.PUBLISHED),
        (date(2026, 10, 3), DayKind.HOLIDAY, "国庆节", DaySource.PUBLISHED),
        (date(2026, 10, 10), DayKind.MAKEUP, "国庆节", DaySource.PUBLISHED),
        (date(2026, 11, 22), DayKind.REST, "星期日", DaySource.PUBLISHED),
        (date(2026, 11, 23), DayKind.WORKDAY, "", DaySource.PUBLISHED),
        (date(2012, 6, 23), DayKind.HOLIDAY, "端午节", DaySource.PUBLISHED),
        (date(2020, 1, 31), DayKind.HOLIDAY, "春节", DaySource.PUBLISHED),
        (date(2027, 2, 8), DayKind.HOLIDAY, "春节", DaySource.PROVISIONAL),
        (date(2027, 3, 3), DayKind.WORKDAY, "", DaySource.PROVISIONAL),
        (date(1998, 5, 1), DayKind.HOLIDAY, "劳动节", DaySource.PROVISIONAL),
    ],
)
def test_a_day_has_kind_name_and_source(day: date, kind: DayKind, name: str, source: DaySource) -> None:
    fact = CALENDAR.day(day)
    assert (fact.kind, fact.name, fact.source) == (kind, name, source)


def test_published_years_agree_with_the_published_tables_day_by_day() -> None:
    import chinese_calendar

    day = date(2004, 1, 1)
    while day.year <= CALENDAR.published[-1]:
        assert CALENDAR.is_workday(day) == chinese_calendar.is_workday(day), day
        day += DAY


@pytest.mark.parametrize("year", range(1990, 2101))
def test_no_year_raises(year: int) -> None:
    assert len({CALENDAR.day(date(year, month, 15)).date for month in range(1, 13)}) == 12
    assert CALENDAR.add_workdays(date(year, 12, 29), 3) > date(year, 12, 29)


def test_days_beyond_the_calendar_are_refused_with_a_sentence() -> None:
    for question in (lambda: CALENDAR.day(date(2200, 1, 1)), lambda: CALENDAR.add_workdays(date(2199, 12, 1), 99)):
        with pytest.raises(Refusal, match="日历"):
            question()


def test_2027_is_reckoned_from_the_statutory_days_with_weekends_given_back() -> None:
    off = provisional_year(2027).off
    assert [day.day for day in off if day.month == 2] == [5, 6, 7, 8, 9, 10]
    assert off[date(2027, 1, 1)] == "元旦"
    assert off[date(2027, 4, 5)] == "清明节"
    assert {date(2027, 5, 3), date(2027, 5, 4)} <= set(off), "5月1日、2日是周末，顺延补假"
    assert off[date(2027, 6, 9)] == "端午节"
    assert off[date(2027, 9, 15)] == "中秋节"
    assert {date(2027, 10, 4), date(2027, 10, 5)} <= set(off)


def test_a_deadline_into_an_unpublished_year_is_marked_and_one_within_published_years_is_not() -> None:
    assert CALENDAR.is_provisional(date(2026, 12, 29), CALENDAR.add_workdays(date(2026, 12, 29), 3))
    assert not CALENDAR.is_provisional(date(2026, 12, 1), date(2026, 12, 31))


def test_the_law_of_each_era_gives_its_own_days() -> None:
    days = {year: sum(festival.days for festival in festivals(year)) for year in (1990, 2003, 2010, 2020, 2027)}
    assert days == {1990: 7, 2003: 10, 2010: 11, 2020: 11, 2027: 13}


@pytest.mark.parametrize("year", range(2008, 2027))
def test_statutory_days_of_published_years_are_off(year: int) -> None:
    for name, days in statutory_days(year):
        assert all(CALENDAR.day(day).kind is DayKind.HOLIDAY for day in days), (year, name)


def test_two_festivals_on_one_day_give_one_workday_more() -> None:
    off = provisional_year(2028).off
    assert off[date(2028, 10, 3)] == "中秋节、国庆节"
    assert {date(2028, 10, 4), date(2028, 10, 5)} <= set(off)


def test_corrections_stand_above_everything() -> None:
    calendar = published_calendar(
        {date(2026, 11, 9): Correction(True, "建市纪念日"), date(2026, 11, 8): Correction(False, "建市纪念日")}
    )
    assert calendar.day(date(2026, 11, 9)).kind is DayKind.HOLIDAY
    assert calendar.day(date(2026, 11, 8)).kind is DayKind.MAKEUP
    assert calendar.day(date(2026, 11, 8)).source is DaySource.CORRECTED
    assert calendar.add_workdays(date(2026, 11, 6), 2) == date(2026, 11, 10)


def test_a_whole_notice_settles_its_year_and_single_days_do_not() -> None:
    single = {date(2027, 2, 11): Correction(True, "春节")}
    assert published_calendar(single).is_provisional(date(2027, 3, 1), date(2027, 3, 2))
    whole = {day: Correction(True, name) for name, days in statutory_days(2027) for day in days}
    calendar = published_calendar(whole)
    assert not calendar.is_provisional(date(2027, 3, 1), date(2027, 3, 2))
    assert calendar.is_workday(date(2027, 2, 10)), "推算的补假不再作数"
    assert not calendar.is_workday(date(2027, 2, 8))


def test_skipped_names_every_day_off_on_the_way() -> None:
    skipped = CALENDAR.skipped(date(2026, 9, 30), date(2026, 10, 10))
    assert [fact.date.day for fact in skipped] == [1, 2, 3, 4, 5, 6, 7]
