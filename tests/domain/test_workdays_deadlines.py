"""Deadlines as the Civil Code counts them, lamps, and hours in hand."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.clock import CHINA
from govtui.domain.refusal import Refusal
from govtui.domain.workdays import (
    Correction,
    Deadline,
    Extension,
    Lamp,
    Pause,
    Unit,
    compute_deadline,
    lamp,
    published_calendar,
    recompute,
    working_hours_between,
)

CALENDAR = published_calendar()
HOURS = ((time(8), time(12)), (time(14, 30), time(17, 30)))


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "last"),
    [
        (at(2026, 9, 30, 23, 59), 3, "workday", date(2026, 10, 10)),
        (at(2026, 2, 12), 3, "workday", date(2026, 2, 24)),
        (at(2026, 9, 26), 5, "day", date(2026, 10, 8)),
        (at(2026, 10, 9), 1, "day", date(2026, 10, 10)),
        (at(2026, 1, 31), 1, "month", date(2026, 2, 28)),
        (at(2028, 1, 31), 1, "month", date(2028, 2, 29)),
        (at(2026, 2, 28), 1, "month", date(2026, 3, 30)),
        (at(2026, 8, 31), 1, "month", date(2026, 9, 30)),
        (at(2026, 9, 3), 1, "month", date(2026, 10, 8)),
        (at(2024, 2, 29), 1, "year", date(2025, 2, 28)),
        (at(2025, 11, 30), 3, "month", date(2026, 2, 28)),
        (at(2026, 11, 23), 0, "workday", date(2026, 11, 23)),
    ],
)
def test_the_last_day_by_unit(start: datetime, amount: int, unit: str, last: date) -> None:
    assert compute_deadline(CALENDAR, start, amount, unit).day == last


def test_a_last_day_on_a_makeup_workday_does_not_move() -> None:
    deadline = compute_deadline(CALENDAR, at(2026, 10, 9), 1, "day")
    assert (deadline.day, deadline.skipped) == (date(2026, 10, 10), ())


def test_a_last_day_on_a_holiday_moves_behind_all_days_off() -> None:
    deadline = compute_deadline(CALENDAR, at(2026, 9, 3), 1, "month")
    assert deadline.nominal == date(2026, 10, 3)
    assert [fact.date.day for fact in deadline.skipped] == [3, 4, 5, 6, 7]
    assert ("顺延", "2026年10月3日不上班，顺延到放假结束后第一个工作日") in deadline.steps()


def test_hours_and_minutes_run_through_midnight_and_days_off() -> None:
    assert compute_deadline(CALENDAR, at(2026, 9, 30, 22, 30), 4, "hour").due == at(2026, 10, 1, 2, 30)
    assert compute_deadline(CALENDAR, at(2026, 12, 31, 23, 50), 20, "minute").due == at(2027, 1, 1, 0, 10)


def test_the_last_day_ends_when_the_office_closes_or_at_midnight() -> None:
    assert compute_deadline(CALENDAR, at(2026, 11, 23), 1, "workday", time(17, 30)).due == at(2026, 11, 24, 17, 30)
    assert compute_deadline(CALENDAR, at(2026, 11, 23), 1, "workday").due.time() == time(23, 59, 59)


def test_extensions_count_on_from_the_end_of_the_first_time() -> None:
    more = (Extension(20, Unit.WORKDAY, "经负责人同意"),)
    once = compute_deadline(CALENDAR, at(2026, 3, 2), 20, "workday")
    twice = compute_deadline(CALENDAR, at(2026, 3, 2), 20, "workday", extensions=more)
    assert CALENDAR.workdays_between(once.day, twice.day) == 20
    months = compute_deadline(CALENDAR, at(2026, 1, 31), 1, "month", extensions=(Extension(1, Unit.MONTH),))
    assert months.nominal == date(2026, 3, 31)


def test_an_extension_in_hours_of_a_limit_in_days_is_refused() -> None:
    with pytest.raises(Refusal, match="不能按小时"):
        compute_deadline(CALENDAR, at(2026, 3, 2), 20, "workday", extensions=(Extension(3, Unit.HOUR),))


def test_a_pause_gives_back_the_days_it_took() -> None:
    plain = compute_deadline(CALENDAR, at(2026, 3, 2), 10, "workday")
    pause = Pause(at(2026, 3, 5), at(2026, 3, 12), "征求第三方意见")
    paused = compute_deadline(CALENDAR, at(2026, 3, 2), 10, "workday", pauses=(pause,))
    assert CALENDAR.workdays_between(plain.day, paused.day) == CALENDAR.workdays_between(
        date(2026, 3, 5), date(2026, 3, 12)
    )
    late = Pause(at(2026, 5, 5), at(2026, 5, 12))
    assert compute_deadline(CALENDAR, at(2026, 3, 2), 10, "workday", pauses=(late,)).day == plain.day


def test_an_open_pause_counts_up_to_now() -> None:
    pause = (Pause(at(2026, 3, 5), None),)
    first = compute_deadline(CALENDAR, at(2026, 3, 2), 10, "day", pauses=pause, as_of=at(2026, 3, 9))
    later = compute_deadline(CALENDAR, at(2026, 3, 2), 10, "day", pauses=pause, as_of=at(2026, 3, 11))
    assert (first.nominal, later.nominal) == (date(2026, 3, 16), date(2026, 3, 18))
    hours = compute_deadline(
        CALENDAR, at(2026, 3, 2), 10, "hour", pauses=(Pause(at(2026, 3, 2, 10), at(2026, 3, 2, 12)),)
    )
    assert hours.due == at(2026, 3, 2, 21)


@pytest.mark.parametrize(("amount", "unit"), [(-1, "workday"), (3, "fortnight"), (10**7, "workday"), (10**9, "month")])
def test_what_cannot_be_reckoned_is_refused_in_a_sentence(amount: int, unit: str) -> None:
    with pytest.raises(Refusal, match="[一-龥].*。$"):
        compute_deadline(CALENDAR, at(2026, 3, 2), amount, unit)


def test_a_deadline_says_how_it_was_reckoned() -> None:
    steps = dict(compute_deadline(CALENDAR, at(2026, 9, 30), 3, "workday", rule="第五十五条").steps())
    assert steps["起算"] == "2026年9月30日 09:00，当日不计入"
    assert steps["期限"] == "3个工作日（第五十五条）"
    assert steps["不计的日子"] == "10月1日至10月7日国庆节放假"
    assert steps["截止"] == "2026年10月10日 24:00"
    assert "暂定" not in steps
    assert "暂定" in dict(compute_deadline(CALENDAR, at(2026, 12, 29), 3, "workday").steps())


moments = st.datetimes(datetime(2007, 1, 1), datetime(2027, 12, 31)).map(
    lambda one: one.replace(microsecond=0, tzinfo=CHINA)
)


@given(moments, st.integers(0, 90), st.sampled_from(list(Unit)), st.sampled_from([None, time(17, 30)]))
def test_a_deadline_survives_the_store(start: datetime, amount: int, unit: Unit, closes: time | None) -> None:
    extra: tuple[Extension, ...] = () if unit in (Unit.HOUR, Unit.MINUTE) else (Extension(5, Unit.WORKDAY, "延"),)
    pauses = (Pause(start, start + timedelta(days=3), "问"),)
    one = compute_deadline(CALENDAR, start, amount, unit, closes, rule="条", pauses=pauses, extensions=extra)
    assert Deadline.from_json(one.to_json()) == one
    assert recompute(CALENDAR, one) == one


@given(moments, st.integers(1, 400), st.sampled_from([Unit.DAY, Unit.MONTH]))
def test_a_limit_in_days_or_months_never_ends_on_a_day_off(start: datetime, amount: int, unit: Unit) -> None:
    deadline = compute_deadline(CALENDAR, start, amount % 40 + 1, unit)
    assert CALENDAR.is_workday(deadline.day)
    assert deadline.nominal is not None
    assert CALENDAR.workdays_between(deadline.nominal, deadline.day) <= 1


def test_recomputing_on_a_corrected_calendar_moves_the_end_both_ways() -> None:
    old = compute_deadline(CALENDAR, at(2026, 11, 23), 3, "workday")
    later = published_calendar({date(2026, 11, 25): Correction(True, "停止办公")})
    earlier = published_calendar({date(2026, 11, 22): Correction(False), date(2026, 11, 28): Correction(False)})
    assert recompute(later, old).day > old.day
    friday = compute_deadline(CALENDAR, at(2026, 11, 27), 1, "workday")
    assert recompute(earlier, friday).day == date(2026, 11, 28) < friday.day


def test_lamps_from_normal_to_late() -> None:
    due = at(2026, 11, 26, 17, 30)
    when = [at(2026, 11, 24), at(2026, 11, 25), at(2026, 11, 26), at(2026, 11, 26, 17, 31)]
    assert [lamp(due, now, CALENDAR) for now in when] == [Lamp.NORMAL, Lamp.NEAR, Lamp.TODAY, Lamp.LATE]
    assert lamp(due, at(2026, 12, 1), CALENDAR, closed=True) is Lamp.DONE
    assert lamp(None, at(2026, 12, 1), CALENDAR) is Lamp.NORMAL
    assert lamp(at(9999, 12, 31), at(2026, 12, 1), CALENDAR) is Lamp.NORMAL


def test_near_is_counted_in_working_days() -> None:
    """Friday to Monday is one working day; before a long holiday eight calendar days are still near."""
    assert lamp(at(2026, 11, 23), at(2026, 11, 20), CALENDAR) is Lamp.NEAR
    assert lamp(at(2026, 10, 8), at(2026, 9, 30), CALENDAR) is Lamp.NEAR
    assert lamp(at(2026, 10, 9), at(2026, 9, 30), CALENDAR) is Lamp.NORMAL
    assert lamp(at(2026, 10, 9), at(2026, 9, 30), CALENDAR, near_days=2) is Lamp.NEAR


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (at(2026, 9, 30, 16, 0), at(2026, 10, 8, 9, 0), 2.5),
        (at(2026, 10, 10, 7, 0), at(2026, 10, 10, 23, 0), 7.0),
        (at(2026, 10, 1, 7, 0), at(2026, 10, 5, 23, 0), 0.0),
        (at(2026, 11, 23, 11, 0), at(2026, 11, 23, 15, 0), 1.5),
        (at(2026, 11, 23, 13, 0), at(2026, 11, 23, 13, 30), 0.0),
        (at(2026, 11, 20, 17, 0), at(2026, 11, 24, 9, 0), 8.5),
        (at(2026, 11, 24, 9, 0), at(2026, 11, 20, 9, 0), 0.0),
    ],
)
def test_working_hours_lie_inside_the_sessions_of_working_days(start: datetime, end: datetime, hours: float) -> None:
    assert working_hours_between(CALENDAR, start, end, HOURS) == hours
