"""What a clerk may do to numbers: set aside, make void, explain, tell the paper book's last one."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import journal, numbers
from govtui.services.desk import Desk
from govtui.store import numbers as store
from govtui.store import tables
from tests.store.paper_rows import value

MARKED = "机密★一年"


def _sentence(desk: Desk) -> str:
    return journal.acts(desk, 0, 1)[0].sentence


def _book(desk: Desk, series: str = "gov_issue", year: int = 2026) -> numbers.LedgerBook:
    return next(one for one in numbers.ledger_books(desk) if (one.series, one.year) == (series, year))


def _use(desk: Desk, serial: int, state: str = "待印制", title: str = "关于一件事的通知") -> int:
    """Give a reserved number to a paper, as numbering does."""
    with desk.writing("outgoing.number") as uow:
        number = store.use_reserved(uow, "gov_issue", 2026, serial, "outgoing")
        columns: dict[str, Any] = {
            "series": "gov_issue",
            "title": title,
            "state": state,
            "created_at": uow.at,
            "created_by": "小李",
        }
        row = uow.add(tables.Outgoing(**columns))
        assert row.id is not None
        store.belongs_to(uow, number, row.id)
        uow.say("编号")
    return row.id


def _import(desk: Desk, *serials: int) -> None:
    with desk.writing("outgoing.import") as uow:
        columns = ("series", "year", "serial", "origin", "at")
        uow.insert_many("number_ledger", columns, [("gov_issue", 2026, n, "导入", uow.at) for n in serials])
        uow.say("导入")


class TestReserving:
    def test_the_next_numbers_are_set_aside_with_their_reason(self, desk: Desk) -> None:
        first, second = numbers.reserve(desk, "gov_issue", " 留给　一号文件 ", 2)
        assert [(row.number, row.state, row.reason) for row in (first, second)] == [
            ("郴政发〔2026〕1号", "预留", "留给 一号文件"),
            ("郴政发〔2026〕2号", "预留", "留给 一号文件"),
        ]
        assert _sentence(desk) == "预留 郴政发〔2026〕1号 至 郴政发〔2026〕2号（2 个）：留给 一号文件"
        assert journal.acts(desk, 0, 1)[0].noun == "number"
        assert (_book(desk).reserved, _book(desk).last, _book(desk).gaps) == (2, 2, ())

    @pytest.mark.parametrize(("on", "year"), [(date(2026, 12, 31), 2026), (date(2027, 1, 1), 2027), (None, 2026)])
    def test_the_day_of_signing_names_the_year(self, desk: Desk, on: date | None, year: int) -> None:
        (row,) = numbers.reserve(desk, "gov_issue", "留给一号文件", on=on)
        assert row.number == f"郴政发〔{year}〕1号"

    def test_late_in_january_last_years_paper_takes_last_years_number(self, desk_at: Callable[..., Desk]) -> None:
        numbers.reserve(desk_at(), "gov_issue", "留用", 3)
        january = desk_at(datetime(2027, 1, 5, 9))
        (row,) = numbers.reserve(january, "gov_issue", "去年底签发", on=date(2026, 12, 31))
        assert row.number == "郴政发〔2026〕4号"
        assert numbers.reserve(january, "gov_issue", "今年签发")[0].number == "郴政发〔2027〕1号"

    def test_orders_run_through_all_years_and_R21c_unified_numbers_by_issuer(self, desk: Desk) -> None:
        assert numbers.reserve(desk, "order", "留用")[0].number == "郴州市人民政府令第1号"
        assert numbers.reserve(desk, "order", "留用", on=date(2027, 3, 1))[0].number == "郴州市人民政府令第2号"
        assert numbers.reserve(desk, "unified-01", "留用")[0].number == "CZCR-2026-01001"
        assert numbers.reserve(desk, "unified-00", "留用")[0].number == "CZCR-2026-00001"

    def test_a_term_has_its_own_numbers(self, desk: Desk) -> None:
        desk.settings["term"] = "6"
        numbers.reserve(desk, "executive_minutes", "留用")
        assert _book(desk, "executive_minutes", 6).title == "第6届常务会议纪要"

    @pytest.mark.parametrize(
        ("series", "reason", "count", "on", "told"),
        [
            ("gov_issue", "  ", 1, None, "理由"),
            ("gov_issue", MARKED, 1, None, "疑似涉密"),
            ("gov_issue", "留用", 0, None, "1 到 50"),
            ("gov_issue", "留用", 51, None, "1 到 50"),
            ("gov_issue", "留用", 1, date(2028, 1, 1), "2028"),
            ("incoming", "留用", 1, None, "登记收文"),
            ("given_up", "留用", 1, None, "given_up"),
        ],
    )
    def test_refused_in_one_sentence(
        self, desk: Desk, series: str, reason: str, count: int, on: date | None, told: str
    ) -> None:
        with pytest.raises(Refusal, match=told) as refused:
            numbers.reserve(desk, series, reason, count, on)
        assert refused.value.sentence.endswith(("。", "保存"))
        assert value(desk, "SELECT count(*) FROM number_ledger") == 0

    def test_a_number_that_cannot_be_is_not_given(self, desk: Desk) -> None:
        numbers.set_start(desk, "gov_issue", 2026, 999_999, "试试")
        with pytest.raises(Refusal, match="太大"):
            numbers.reserve(desk, "gov_issue", "留用")


class TestVoiding:
    def test_a_reserved_number_becomes_void_and_stays(self, desk: Desk) -> None:
        numbers.reserve(desk, "gov_issue", "留用", 2)
        row = numbers.void_number(desk, "gov_issue", 2026, 1, "会议取消")
        assert (row.state, row.reason) == ("作废", "会议取消")
        assert _sentence(desk) == "作废 郴政发〔2026〕1号：会议取消"
        assert numbers.reserve(desk, "gov_issue", "留用")[0].serial == 3

    def test_undo_lets_it_wait_again_unless_something_stands_on_it(self, desk: Desk) -> None:
        numbers.reserve(desk, "gov_issue", "留用")
        numbers.void_number(desk, "gov_issue", 2026, 1, "会议取消")
        journal.undo(desk, 2)
        _use(desk, 1)
        with pytest.raises(Refusal, match="不能撤销"):
            journal.undo(desk, 2)

    def test_a_used_number_goes_with_its_paper(self, desk: Desk) -> None:
        numbers.reserve(desk, "gov_issue", "留用")
        paper = _use(desk, 1)
        with pytest.raises(Refusal, match="《关于一件事的通知》.*先把这件公文作废"):
            numbers.void_number(desk, "gov_issue", 2026, 1, "错了")
        with desk.writing("outgoing.void") as uow:
            uow.change(uow.get(tables.Outgoing, paper), state="作废")
        row = numbers.void_number(desk, "gov_issue", 2026, 1, "公文作废")
        assert (row.state, row.row_id, row.title) == ("作废", paper, "关于一件事的通知")

    @pytest.mark.parametrize(
        ("serial", "reason", "told"), [(2, "错了", "没有编出过"), (1, "", "理由"), (1, MARKED, "疑似涉密")]
    )
    def test_refused_in_one_sentence(self, desk: Desk, serial: int, reason: str, told: str) -> None:
        numbers.reserve(desk, "gov_issue", "留用")
        with pytest.raises(Refusal, match=told):
            numbers.void_number(desk, "gov_issue", 2026, serial, reason)

    def test_twice_is_refused_with_the_first_reason(self, desk: Desk) -> None:
        numbers.reserve(desk, "gov_issue", "留用")
        numbers.void_number(desk, "gov_issue", 2026, 1, "会议取消")
        with pytest.raises(Refusal, match="已经作废（会议取消）"):
            numbers.void_number(desk, "gov_issue", 2026, 1, "又一次")


class TestStarting:
    def test_numbers_go_on_after_the_paper_book(self, desk: Desk) -> None:
        book = numbers.set_start(desk, "gov_issue", 2026, 17, "启用本系统")
        assert (book.started, book.start_reason, book.last, book.numbers) == (17, "启用本系统", 17, 0)
        assert _sentence(desk) == "2026年政发 纸质簿编到第 17 号，本机接着编：启用本系统"
        assert numbers.reserve(desk, "gov_issue", "留用")[0].serial == 18
        assert numbers.gap_report(desk) == ()

    @pytest.mark.parametrize(
        ("series", "last", "reason", "told"),
        [
            ("gov_issue", 1, "启用", "第 2 号"),
            ("gov_issue", -1, "启用", "小于 0"),
            ("gov_issue", 10**30, "启用", "太大"),
            ("gov_issue", 9, "", "理由"),
            ("gov_issue", 9, MARKED, "疑似涉密"),
            ("given_up", 9, "启用", "given_up"),
        ],
    )
    def test_refused_in_one_sentence(self, desk: Desk, series: str, last: int, reason: str, told: str) -> None:
        numbers.reserve(desk, "gov_issue", "留用", 2)
        with pytest.raises(Refusal, match=told):
            numbers.set_start(desk, series, 2026, last, reason)
        assert value(desk, "SELECT count(*) FROM number_start") == 0


class TestExplaining:
    def test_missing_serials_get_their_reason(self, desk: Desk) -> None:
        _import(desk, 1, 4, 6)
        assert [one.gaps for one in numbers.gap_report(desk)] == [((2, 3), (5, 5))]
        assert numbers.gap_report(desk)[0].missing == 3
        book = numbers.explain_gap(desk, "gov_issue", 2026, 2, 3, "纸质簿上作废")
        assert book.gaps == ((5, 5),)
        assert _sentence(desk) == "2026年政发第 2 至 3 号缺号说明：纸质簿上作废"
        numbers.explain_gap(desk, "gov_issue", 2026, 5, 5, "跳号")
        assert numbers.gap_report(desk) == ()
        rows = numbers.book_rows(desk, "gov_issue", 2026)
        assert [(row.serial, row.state, row.origin) for row in rows if row.origin == "补录"] == [
            (2, "作废", "补录"),
            (3, "作废", "补录"),
            (5, "作废", "补录"),
        ]

    def test_the_reason_may_be_told_better(self, desk: Desk) -> None:
        _import(desk, 3)
        numbers.explain_gap(desk, "gov_issue", 2026, 1, 2, "漏登")
        numbers.explain_gap(desk, "gov_issue", 2026, 2, 2, "写错作废")
        assert [row.reason for row in numbers.book_rows(desk, "gov_issue", 2026)] == ["漏登", "写错作废", ""]

    @pytest.mark.parametrize(
        ("first", "last", "reason", "told"),
        [
            (3, 4, "跳号", "第 3 号在台账里（已用）"),
            (1, 5, "跳号", "第 3 号在台账里"),
            (4, 6, "跳号", "第 6 号还没有编到"),
            (0, 1, "跳号", "从 1 算起"),
            (2, 1, "跳号", "起号"),
            (1, 10_001, "跳号", "分段"),
            (1, 2, " ", "理由"),
            (1, 2, MARKED, "疑似涉密"),
        ],
    )
    def test_refused_in_one_sentence(self, desk: Desk, first: int, last: int, reason: str, told: str) -> None:
        _import(desk, 3, 5)
        with pytest.raises(Refusal, match=told):
            numbers.explain_gap(desk, "gov_issue", 2026, first, last, reason)
        assert value(desk, "SELECT count(*) FROM number_ledger") == 2

    def test_a_reserved_number_is_no_missing_one(self, desk: Desk) -> None:
        numbers.reserve(desk, "gov_issue", "留用", 2)
        with pytest.raises(Refusal, match="预留"):
            numbers.explain_gap(desk, "gov_issue", 2026, 1, 1, "跳号")


class TestBooks:
    def test_every_running_series_has_a_book_this_year_before_its_first_number(self, desk: Desk) -> None:
        books = numbers.ledger_books(desk)
        assert all(book.numbers == book.last == book.missing == 0 for book in books)
        named = [(book.name, book.period) for book in books]
        assert named[:2] == [("政发", "2026年"), ("政办发", "2026年")]
        assert ("令", "") in named
        assert ("统一登记号 市政府", "2026年") in named
        assert named[-1] == ("收文号", "2026年")

    def test_old_years_stand_behind(self, desk: Desk) -> None:
        numbers.set_start(desk, "gov_issue", 2024, 9, "补登")
        with desk.writing("x") as uow:
            store.take(uow, "given_up", 2025, "")
        found = [(book.series, book.year) for book in numbers.ledger_books(desk)][-2:]
        assert found == [("given_up", 2025), ("gov_issue", 2024)]

    def test_states_are_counted_and_add_up(self, desk: Desk) -> None:
        numbers.reserve(desk, "gov_issue", "留用", 4)
        _use(desk, 2)
        numbers.void_number(desk, "gov_issue", 2026, 3, "不用了")
        book = _book(desk)
        assert (book.numbers, book.used, book.reserved, book.void) == (4, 1, 2, 1)

    def test_rows_tell_the_papers_title_whatever_the_paper_is(self, desk: Desk) -> None:
        numbers.reserve(desk, "gov_issue", "留用")
        _use(desk, 1, title="关于甲的通知")
        ledger = numbers.Ledger(desk, "gov_issue", 2026)
        (row,) = ledger.rows(0, 9)
        assert (ledger.count(), row.title, row.noun, row.reason) == (1, "关于甲的通知", "outgoing", "留用")

    def test_numbers_come_as_numbers_ten_after_nine(self, desk: Desk) -> None:
        numbers.reserve(desk, "gov_issue", "留用", 11)
        assert [row.serial for row in numbers.Ledger(desk, "gov_issue", 2026).rows(0, 3)] == [11, 10, 9]
        assert [row.serial for row in numbers.book_rows(desk, "gov_issue", 2026)] == list(range(1, 12))


def test_an_import_that_is_undone_leaves_what_it_leaves_in_plain_sight(desk: Desk) -> None:
    """Its numbers go, for the register can be read in again; a number given here since then is not renumbered."""
    _import(desk, 1, 2, 3)
    numbers.reserve(desk, "gov_issue", "留用")
    journal.undo(desk, 1)
    (book,) = numbers.gap_report(desk)
    assert (book.gaps, book.last) == (((1, 3),), 4)
    numbers.explain_gap(desk, "gov_issue", 2026, 1, 3, "导入有误已撤销，原簿另存")
    assert numbers.gap_report(desk) == ()


def test_no_sentence_repeats_what_looks_secret(desk: Desk) -> None:
    acts: list[Callable[[], Any]] = [
        lambda: numbers.reserve(desk, "gov_issue", MARKED),
        lambda: numbers.void_number(desk, "gov_issue", 2026, 1, MARKED),
        lambda: numbers.set_start(desk, "gov_issue", 2026, 1, MARKED),
        lambda: numbers.explain_gap(desk, "gov_issue", 2026, 1, 1, MARKED),
    ]
    for act in acts:
        with pytest.raises(Refusal) as refused:
            act()
        assert "机密" not in refused.value.sentence
