"""The number ledger: a number is a promise, given once, explained for ever."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.store import numbers
from govtui.store.numbers import Gap
from tests.store.paper_rows import value

S = "incoming"


def _take(desk: Desk, year: int = 2026, series: str = S) -> int:
    with desk.writing("number.take") as uow:
        return numbers.take(uow, series, year, "document").serial


def _gaps(desk: Desk, year: int = 2026) -> list[Gap]:
    with desk.reading() as reader:
        return numbers.gaps(reader, S, year)


def test_numbers_run_by_series_and_year(desk: Desk) -> None:
    assert [_take(desk), _take(desk), _take(desk, 2027), _take(desk, series="gov_issue"), _take(desk)] == [
        1,
        2,
        1,
        1,
        3,
    ]


def test_numbers_sort_as_numbers(desk: Desk) -> None:
    for _ in range(11):
        _take(desk)
    with desk.reading() as reader:
        assert numbers.last_serial(reader, S, 2026) == 11


def test_a_year_goes_on_after_the_paper_book(desk: Desk) -> None:
    with desk.writing("number.start") as uow:
        numbers.start_after(uow, S, 2026, 412, "启用系统")
    assert _take(desk) == 413
    assert _gaps(desk) == []
    assert _take(desk, 2027) == 1


def test_a_start_behind_given_numbers_is_refused(desk: Desk) -> None:
    for _ in range(3):
        _take(desk)
    with pytest.raises(Refusal, match="第 3 号"), desk.writing("number.start") as uow:
        numbers.start_after(uow, S, 2026, 2, "x")


def test_a_void_number_stays_with_its_reason_and_is_never_given_again(desk: Desk) -> None:
    _take(desk)
    with desk.writing("number.void") as uow:
        numbers.void(uow, S, 2026, 1, "误登")
    assert _take(desk) == 2
    assert _gaps(desk) == []
    row = value(desk, "SELECT state || reason FROM number_ledger WHERE serial = 1")
    assert row == "作废误登"


def test_a_number_that_was_never_given_cannot_be_void(desk: Desk) -> None:
    with pytest.raises(Refusal, match="第 9 号"), desk.writing("number.void") as uow:
        numbers.void(uow, S, 2026, 9, "误登")


def test_a_number_belongs_to_its_row(desk: Desk) -> None:
    with desk.writing("number.take") as uow:
        numbers.belongs_to(uow, numbers.take(uow, S, 2026, "document"), 77)
    assert value(desk, "SELECT row_id FROM number_ledger") == 77


def test_a_number_taken_in_a_failed_registration_is_given_to_the_next(desk: Desk) -> None:
    with pytest.raises(Refusal), desk.writing("number.take") as uow:
        _take_and_fail(uow)
    assert _take(desk) == 1


def _take_and_fail(uow: numbers.UnitOfWork) -> None:
    numbers.take(uow, S, 2026, "document")
    raise Refusal("没有保存。")


def test_gaps_of_an_imported_register_are_listed(desk: Desk) -> None:
    _import(desk, {1, 2, 5, 9, 10})
    assert _gaps(desk) == [Gap(S, 2026, 3, 4), Gap(S, 2026, 6, 8)]


def _import(desk: Desk, serials: set[int]) -> None:
    with desk.writing("incoming.import") as uow:
        uow.execute("DELETE FROM number_ledger")
        rows = [(S, 2026, serial, "导入", uow.at) for serial in sorted(serials)]
        uow.insert_many("number_ledger", ("series", "year", "serial", "origin", "at"), rows)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(1, 40), min_size=1))
def test_gaps_and_numbers_together_are_every_number_up_to_the_last(desk: Desk, serials: set[int]) -> None:
    _import(desk, serials)
    missing = {n for gap in _gaps(desk) for n in range(gap.first, gap.last + 1)}
    assert missing | serials == set(range(1, max(serials) + 1))
    assert not missing & serials
