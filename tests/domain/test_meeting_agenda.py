"""Running times, the order of items, what is left of the time."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.meetings.agenda import minutes_left, moved, windows

NINE = datetime(2026, 11, 27, 9, 0)
LENGTHS = st.lists(st.integers(1, 120), max_size=20)


def test_items_run_one_after_the_other():
    times = windows(NINE, [15, 40, 5])
    assert [(a.strftime("%H:%M"), b.strftime("%H:%M")) for a, b in times if a and b] == [
        ("09:00", "09:15"),
        ("09:15", "09:55"),
        ("09:55", "10:00"),
    ]


def test_without_a_time_nothing_is_known():
    assert windows(None, [15, 20]) == ((None, None), (None, None))
    assert minutes_left(None, NINE, 10) is None
    assert minutes_left(NINE, None, 10) is None


def test_what_is_left_may_be_too_little():
    assert minutes_left(NINE, NINE + timedelta(hours=1), 45) == 15
    assert minutes_left(NINE, NINE + timedelta(hours=1), 75) == -15


@given(LENGTHS)
def test_times_have_no_gap_and_end_after_all_minutes(lengths):
    times = windows(NINE, lengths)
    assert [end for _, end in times[:-1]] == [begin for begin, _ in times[1:]]
    if times:
        assert times[-1][1] == NINE + timedelta(minutes=sum(lengths))


@given(st.permutations(range(6)), st.integers(0, 5), st.integers(-9, 9), st.integers(1, 6))
def test_moving_loses_nothing_and_keeps_the_order_of_the_rest(order, item, by, first):
    made = moved(order, item, by, first)
    assert sorted(made) == sorted(order)
    assert [one for one in made if one != item] == [one for one in order if one != item]
    assert made.index(item) >= min(first - 1, len(order) - 1)


def test_an_item_moves_as_many_places_as_asked_and_not_past_the_ends():
    assert moved((1, 2, 3, 4), 3, -1) == (1, 3, 2, 4)
    assert moved((1, 2, 3, 4), 1, 2) == (2, 3, 1, 4)
    assert moved((1, 2, 3, 4), 3, -9) == (3, 1, 2, 4)
    assert moved((1, 2, 3, 4), 4, -9, first=3) == (1, 2, 4, 3), "never before what was dealt with"
