"""The number ledger: a number is a promise, given once, explained for ever."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtui.domain.refusal import Refusal
from govtui.services import journal
from govtui.services.desk import Desk
from govtui.store import numbers
from govtui.store.numbers import Gap
from govtui.store.unit_of_work import UnitOfWork
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


def _take_and_fail(uow: UnitOfWork) -> None:
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


def test_a_start_may_be_corrected_until_a_number_follows_it(desk: Desk) -> None:
    _start(desk, 412)
    _start(desk, 400, "看错了")
    assert _take(desk) == 401
    with pytest.raises(Refusal, match="第 401 号"):
        _start(desk, 400 - 1)
    _start(desk, 400, "看错了，实为400号")
    assert value(desk, "SELECT last || reason FROM number_start") == "400看错了，实为400号"
    assert value(desk, "SELECT count(*) FROM number_start") == 1


def _start(desk: Desk, last: int, reason: str = "启用系统") -> None:
    with desk.writing("number.start") as uow:
        numbers.start_after(uow, S, 2026, last, reason)
        uow.say(f"从 {last} 起")


def _reserve(desk: Desk) -> int:
    with desk.writing("number.reserve") as uow:
        return numbers.reserve_next(uow, S, 2026, "留给一号文件").serial


def test_a_reserved_number_waits_and_the_next_one_goes_past_it(desk: Desk) -> None:
    assert [_take(desk), _reserve(desk), _take(desk)] == [1, 2, 3]
    with desk.reading() as reader:
        assert [row["serial"] for row in numbers.reserved(reader, S, 2026)] == [2]
        assert numbers.next_serial(reader, S, 2026) == 4


def test_a_reserved_number_is_used_once(desk: Desk) -> None:
    _reserve(desk)
    with desk.writing("number.use") as uow:
        numbers.belongs_to(uow, numbers.use_reserved(uow, S, 2026, 1, "outgoing"), 7)
    row = value(desk, "SELECT state || noun || row_id || reason FROM number_ledger")
    assert row == "已用outgoing7留给一号文件"
    with pytest.raises(Refusal, match="已用"), desk.writing("number.use") as uow:
        numbers.use_reserved(uow, S, 2026, 1, "outgoing")


@pytest.mark.parametrize("serial", [1, 2, 3])
def test_a_used_a_void_and_an_ungiven_number_cannot_be_used_as_reserved(desk: Desk, serial: int) -> None:
    _take(desk)
    _reserve(desk)
    with desk.writing("number.void") as uow:
        numbers.void(uow, S, 2026, 2, "不用了")
    with pytest.raises(Refusal, match=f"第 {serial} 号"), desk.writing("number.use") as uow:
        numbers.use_reserved(uow, S, 2026, serial, "outgoing")


def test_void_keeps_the_paper_that_the_number_was_given_to(desk: Desk) -> None:
    with desk.writing("number.take") as uow:
        numbers.belongs_to(uow, numbers.take(uow, S, 2026, "document"), 77)
    with desk.writing("number.void") as uow:
        numbers.void(uow, S, 2026, 1, "误登")
    assert value(desk, "SELECT noun || row_id FROM number_ledger") == "document77"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(1, 40), min_size=1), st.integers(0, 50))
def test_the_paper_book_explains_every_number_up_to_its_last(desk: Desk, serials: set[int], start: int) -> None:
    _import(desk, serials)
    with desk.writing("number.start") as uow:
        uow.execute("DELETE FROM number_start")
        uow.insert_many("number_start", ("series", "year", "last"), [(S, 2026, start)])
    missing = {n for gap in _gaps(desk) for n in range(gap.first, gap.last + 1)}
    assert missing == set(range(start + 1, max(serials) + 1)) - serials
    with desk.reading() as reader:
        assert numbers.last_serial(reader, S, 2026) == max(start, *serials)


class TestUndo:
    """What the ledger allows to be undone: never so that a number comes back or a hole opens."""

    def undo(self, desk: Desk, back: int = 0) -> None:
        journal.undo(desk, int(value(desk, "SELECT max(seq) FROM journal_batch")) - back)

    def test_setting_aside_is_not_undone(self, desk: Desk) -> None:
        _reserve(desk)
        with pytest.raises(Refusal, match="号码不收回"):
            self.undo(desk)

    def test_using_a_reserved_number_is_not_undone(self, desk: Desk) -> None:
        _reserve(desk)
        with desk.writing("number.use") as uow:
            numbers.use_reserved(uow, S, 2026, 1, "outgoing")
        with pytest.raises(Refusal, match="号码不收回"):
            self.undo(desk)
        assert value(desk, "SELECT state FROM number_ledger") == "已用"

    def test_a_void_reserved_number_waits_again(self, desk: Desk) -> None:
        _reserve(desk)
        with desk.writing("number.void") as uow:
            numbers.void(uow, S, 2026, 1, "不用了")
        self.undo(desk)
        assert value(desk, "SELECT state || reason FROM number_ledger") == "预留留给一号文件"

    def test_an_import_beside_a_number_given_here_is_not_undone(self, desk: Desk) -> None:
        with desk.writing("incoming.import") as uow:
            uow.insert_many(
                "number_ledger", ("series", "year", "serial", "origin", "at"), [(S, 2026, 1, "导入", uow.at)]
            )
            numbers.take(uow, S, 2026, "document")
        with pytest.raises(Refusal, match="号码不收回"):
            self.undo(desk)

    def test_a_start_is_undone_while_no_number_follows(self, desk: Desk) -> None:
        _start(desk, 412)
        _start(desk, 500)
        self.undo(desk)
        assert value(desk, "SELECT last FROM number_start") == 412
        self.undo(desk, 2)
        assert value(desk, "SELECT count(*) FROM number_start") == 0
        assert _take(desk) == 1

    def test_a_start_stays_once_numbers_follow(self, desk: Desk) -> None:
        _start(desk, 412)
        _take(desk)
        with pytest.raises(Refusal, match="第 412 号之后已经编过号"):
            self.undo(desk, 1)
        assert _gaps(desk) == []

    def test_a_start_stays_where_it_alone_explains_missing_serials(self, desk: Desk) -> None:
        _import(desk, {1, 2, 5})
        _start(desk, 5)
        with pytest.raises(Refusal, match="第 0 号和第 5 号之间"):
            self.undo(desk)

    def test_a_start_above_complete_numbers_may_go(self, desk: Desk) -> None:
        _take(desk)
        _take(desk)
        _start(desk, 10)
        self.undo(desk)
        assert (_take(desk), _gaps(desk)) == (3, [])

    def test_an_explanation_stays_while_later_numbers_stand(self, desk: Desk) -> None:
        _import(desk, {3})
        self.explain(desk, 1, 2)
        with pytest.raises(Refusal, match="缺号"):
            self.undo(desk)
        assert _gaps(desk) == []

    def test_an_explanation_may_go_when_nothing_stands_behind_it(self, desk: Desk) -> None:
        _start(desk, 3)
        self.explain(desk, 1, 2)
        self.undo(desk)
        assert value(desk, "SELECT count(*) FROM number_ledger") == 0
        assert _gaps(desk) == []

    def test_another_reason_for_explained_serials_is_undone(self, desk: Desk) -> None:
        _import(desk, {3})
        self.explain(desk, 1, 2)
        with desk.writing("number.explain") as uow:
            numbers.explain_anew(uow, S, 2026, 1, 3, "另一个理由")
        reasons = "SELECT group_concat(reason || '/') FROM (SELECT reason FROM number_ledger ORDER BY serial)"
        assert value(desk, reasons) == "另一个理由/,另一个理由/,/"
        self.undo(desk)
        assert value(desk, reasons) == "漏登/,漏登/,/"

    def explain(self, desk: Desk, first: int, last: int) -> None:
        with desk.writing("number.explain") as uow:
            numbers.explain(uow, S, 2026, first, last, "漏登")
