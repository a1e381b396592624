"""How old registers write their own numbers, classes and endings."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.documents.registers import (
    read_class,
    read_register_number,
    says_closed,
    says_open,
    says_sent_back,
    says_void,
    split_names,
)


@pytest.mark.parametrize(
    ("cell", "year", "serial", "written"),
    [
        ("2025-0123", 2025, 123, ""),
        ("〔2025〕123号", 2025, 123, ""),
        ("收文〔2025〕123号", 2025, 123, ""),
        ("[2025]第０12号", 2025, 12, ""),
        ("2025年第7号", 2025, 7, ""),
        ("2025/7", 2025, 7, ""),
        ("２０２５－０１２", 2025, 12, ""),
        ("20250123", 2025, 123, ""),
        ("2025123", 2025, 123, ""),
        ("123", None, 123, ""),
        ("第123号", None, 123, ""),
        (123, None, 123, ""),
        (123.0, None, 123, ""),
        ("000123", None, 123, ""),
        ("SW123", None, 123, "SW123"),
        ("SW2025-123", 2025, 123, "SW2025-123"),
        ("2025办123", 2025, 123, "2025办123"),
        ("2025", None, 2025, ""),
    ],
)
def test_a_register_number_is_read_in_every_habit(cell, year, serial, written):
    found = read_register_number(cell)
    assert (found.year, found.serial, found.written, found.reason) == (year, serial, written, None)


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "无", "/"])
def test_an_empty_number_is_no_number_and_no_fault(cell):
    found = read_register_number(cell)
    assert (found.serial, found.reason) == (None, None)


@pytest.mark.parametrize(
    "cell", ["123-125", "补1件3", "0", 0, -5, "2025-3-5", 3.5, "第〇号", "1234567", "x" * 50, "一"]
)
def test_what_shows_no_serial_is_refused_with_a_reason(cell):
    found = read_register_number(cell)
    assert found.serial is None
    assert found.reason


@pytest.mark.parametrize("cell", [datetime(2025, 12, 1), date(2025, 12, 1)])
def test_a_number_that_the_sheet_turned_into_a_date_is_not_guessed_back(cell):
    assert "日期" in (read_register_number(cell).reason or "")


@given(st.one_of(st.text(max_size=60), st.integers(), st.floats(), st.none()))
def test_any_cell_is_answered(cell):
    found = read_register_number(cell)
    assert found.serial is None or 0 < found.serial <= 999_999


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("阅", "阅知"),
        ("阅件", "阅知"),
        ("阅知", "阅知"),
        ("办", "批办"),
        ("办件", "批办"),
        ("阅办", "批办"),
        ("批办", "批办"),
        ("", None),
        ("急", None),
    ],
)
def test_class_words(text, meaning):
    assert read_class(text) == meaning


@pytest.mark.parametrize(
    "text", ["已办结", "办结", "已办", "办毕", "√", "归档", "已归档", "已 办 结。", "是", "办理完毕", "已回复"]
)
def test_words_that_close(text):
    assert says_closed(text)


@pytest.mark.parametrize("text", ["未办结", "在办", "办理", "正在办理", "请市财政局办理", "", "否", "2025-3-5", "答复"])
def test_words_that_do_not_close(text):
    assert not says_closed(text)


def test_words_for_open_returned_and_void():
    assert says_open("未办结")
    assert says_open("在办")
    assert not says_open("已办结")
    assert says_sent_back("已退文")
    assert says_void("作废")
    assert not says_void("作废旧章的通知")


def test_names_of_one_cell_are_told_apart():
    assert split_names("市财政局、市教育局,市财政局\n省林业厅") == ("市财政局", "市教育局", "省林业厅")
    assert split_names(" ") == ()
