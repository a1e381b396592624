"""Days as people type them."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.refusal import Refusal
from govtui.domain.workdays import parse_typed_day, published_calendar

CALENDAR = published_calendar()
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12.15", date(2026, 12, 15)),
        ("1215", date(2026, 12, 15)),
        ("12-15", date(2026, 12, 15)),
        ("12/15", date(2026, 12, 15)),
        ("12。15", date(2026, 12, 15)),
        ("１２．１５", date(2026, 12, 15)),
        ("12月15日", date(2026, 12, 15)),
        ("12月15号", date(2026, 12, 15)),
        ("2026-03-15", date(2026, 3, 15)),
        ("2026.3.15", date(2026, 3, 15)),
        ("２０２６年３月１５日", date(2026, 3, 15)),
        ("20260315", date(2026, 3, 15)),
        ("今年3.15", date(2026, 3, 15)),
        ("今天", TODAY),
        ("明天", date(2026, 11, 24)),
        ("后天", date(2026, 11, 25)),
        ("昨天", date(2026, 11, 22)),
        ("+3", date(2026, 11, 26)),
        ("＋５", date(2026, 11, 30)),
        ("-1", date(2026, 11, 20)),
        ("3个工作日后", date(2026, 11, 26)),
        ("三天后", date(2026, 11, 26)),
        ("两周后", date(2026, 12, 7)),
        ("周三", date(2026, 11, 25)),
        ("周一", TODAY),
        ("本周日", date(2026, 11, 29)),
        ("下周三", date(2026, 12, 2)),
        ("下星期天", date(2026, 12, 6)),
        ("上周五", date(2026, 11, 20)),
        ("30日", date(2026, 11, 30)),
        ("下月3号", date(2026, 12, 3)),
        ("月底", date(2026, 11, 30)),
    ],
)
def test_typed_days(typed: str, day: date) -> None:
    assert parse_typed_day(typed, TODAY, CALENDAR) == day


def test_a_day_without_year_is_the_nearest_one() -> None:
    assert parse_typed_day("1.5", TODAY, CALENDAR) == date(2027, 1, 5)
    assert parse_typed_day("12.28", date(2027, 1, 4), CALENDAR) == date(2026, 12, 28)
    assert parse_typed_day("2.29", date(2027, 11, 1), CALENDAR) == date(2028, 2, 29)


def test_a_day_that_has_gone_by_is_the_last_one_without_a_year() -> None:
    assert parse_typed_day("3.10", TODAY, CALENDAR, gone=True) == date(2026, 3, 10)
    assert parse_typed_day("12.28", TODAY, CALENDAR, gone=True) == date(2025, 12, 28)
    assert parse_typed_day("2027-03-10", TODAY, CALENDAR, gone=True) == date(2027, 3, 10)


def test_working_days_ahead_skip_holidays() -> None:
    assert parse_typed_day("+3", date(2026, 9, 30), CALENDAR) == date(2026, 10, 10)


@pytest.mark.parametrize(
    "typed", ["", "abc", "13.1", "2026-02-30", "0230", "32日", "周八", "1.2.3.4", "99999999", "+", "明明"]
)
def test_what_is_no_day_is_refused_in_one_sentence(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_typed_day(typed, TODAY, CALENDAR)
    assert refused.value.sentence.endswith("。")


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_a_refusal(typed: str) -> None:
    with contextlib.suppress(Refusal):
        assert isinstance(parse_typed_day(typed, TODAY, CALENDAR), date)
