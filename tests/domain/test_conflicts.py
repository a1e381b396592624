"""Two things at once: whoever and whatever is wanted twice, and nobody else."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.clock import CHINA
from govtui.domain.meetings.conflicts import Span, clashes, clashes_of, end_of, meet

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)


def span(row_id: int, at: int, minutes: int = 60, people: tuple[int, ...] = (), room: str = "") -> Span:
    starts = NINE + timedelta(minutes=at)
    named = tuple((one, f"第{one}位") for one in people)
    return Span("engagement", row_id, f"第{row_id}件", starts, starts + timedelta(minutes=minutes), named, room)


def test_R66b_one_leader_in_two_places_at_once_is_named_with_both() -> None:
    (found,) = clashes([span(1, 0, people=(7, 8)), span(2, 30, people=(8, 9))])
    assert (found.person_id, found.what, found.of_room) == (8, "第8位", False)
    assert (found.first.row_id, found.second.row_id) == (1, 2)
    assert found.other("engagement", 2).row_id == 1


def test_R66b_one_thing_may_begin_when_the_other_ends_unless_the_way_takes_time() -> None:
    pair = [span(1, 0, people=(7,)), span(2, 60, people=(7,))]
    assert clashes(pair) == ()
    assert len(clashes(pair, gap_minutes=30)) == 1
    assert clashes([pair[0], span(3, 90, people=(7,))], gap_minutes=30) == ()


def test_a_room_is_taken_twice_whatever_its_brackets_but_needs_no_way() -> None:
    taken = [span(1, 0, room="第一会议室（三楼）"), span(2, 59, room="第一会议室(三楼) "), span(3, 119, room="二楼")]
    (found,) = clashes(taken, gap_minutes=60)
    assert (found.of_room, found.what) == (True, "第一会议室（三楼）")
    assert clashes([span(1, 0), span(2, 0)]) == ()
    assert clashes([span(1, 0, room="一"), span(2, 60, room="一")], gap_minutes=60) == ()


def test_something_long_clashes_with_everything_in_it() -> None:
    found = clashes([span(1, 0, 600, (7,)), *(span(n, n * 100, 10, (7,)) for n in range(2, 5)), span(9, 700, 9, (7,))])
    assert [(one.first.row_id, one.second.row_id) for one in found] == [(1, 2), (1, 3), (1, 4)]


def test_one_span_is_never_held_against_itself() -> None:
    mine = span(1, 0, people=(7,), room="一")
    assert clashes_of(mine, [mine]) == clashes([mine, mine]) == ()
    new = Span("engagement", None, "新", mine.starts, mine.ends, mine.people)
    assert [one.other("engagement", None).row_id for one in clashes_of(new, [mine])] == [1]


def test_without_an_end_it_lasts_the_hour() -> None:
    assert end_of(NINE, None) == end_of(NINE, NINE) == NINE + timedelta(hours=1)
    assert end_of(NINE, NINE + timedelta(minutes=5)) == NINE + timedelta(minutes=5)


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 120), st.sets(st.integers(1, 3), max_size=3)), max_size=12),
    st.integers(0, 40),
)
def test_all_pairs_that_meet_are_found_and_no_other(rows: list[tuple[int, int, set[int]]], gap: int) -> None:
    spans = [span(n, at, minutes, tuple(sorted(people))) for n, (at, minutes, people) in enumerate(rows, 1)]
    expected = {
        (frozenset((one.row_id, other.row_id)), person)
        for place, one in enumerate(spans)
        for other in spans[place + 1 :]
        if meet(one, other, gap)
        for person in {p for p, _ in one.people} & {p for p, _ in other.people}
    }
    found = clashes(spans, gap)
    assert {(frozenset((one.first.row_id, one.second.row_id)), one.person_id) for one in found} == expected
    assert len(found) == len(expected)
