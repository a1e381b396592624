"""Books of the number ledger: periods, names, written numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.documents import numbering
from govtui.domain.documents.numbers import number_key
from govtui.rulebook import Rulebook, load

OLD_YEARS_EVE, NEW_YEAR = date(2026, 12, 31), date(2027, 1, 1)


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load("chenzhou-2017")


@pytest.mark.parametrize(
    ("series", "signed_on", "expected"),
    [
        ("gov_issue", OLD_YEARS_EVE, 2026),
        ("gov_issue", NEW_YEAR, 2027),
        ("plenary_minutes", OLD_YEARS_EVE, 6),
        ("plenary_minutes", NEW_YEAR, 6),
        ("order", OLD_YEARS_EVE, 0),
        ("order", NEW_YEAR, 0),
    ],
)
def test_years_switch_by_the_day_of_the_sign_off(book: Rulebook, series: str, signed_on: date, expected: int) -> None:
    assert numbering.period(book.series(series), signed_on, 6) == expected
    assert numbering.period_of(book, series, signed_on, 6) == expected


def test_unified_numbers_and_unknown_series_start_again_every_year(book: Rulebook) -> None:
    assert numbering.period_of(book, "unified-01", NEW_YEAR, 6) == 2027
    assert numbering.period_of(book, "given_up", OLD_YEARS_EVE, 6) == 2026


@pytest.mark.parametrize(("period", "name"), [(2026, "2026年"), (6, "第6届"), (0, "")])
def test_a_period_is_named(period: int, name: str) -> None:
    assert numbering.period_name(period) == name


@pytest.mark.parametrize(
    ("series", "serial", "period", "text"),
    [
        ("gov_issue", 7, 2026, "郴政发〔2026〕7号"),
        ("order", 12, 0, "郴州市人民政府令第12号"),
        ("executive_minutes", 31, 6, "市人民政府第31次常务会议纪要"),
        ("incoming", 15, 2026, "2026-15"),
        ("unified-00", 1, 2026, "CZCR-2026-00001"),
        ("unified-17", 12, 2026, "CZCR-2026-17012"),
        ("given_up", 3, 2024, "2024-3"),
    ],
)
def test_R21c_numbers_are_written_as_the_pack_says(
    book: Rulebook, series: str, serial: int, period: int, text: str
) -> None:
    assert numbering.ledger_number(book, series, serial, period) == text


def test_R21c_an_issuer_has_a_series_of_its_own(book: Rulebook) -> None:
    assert numbering.unified_series("01") == "unified-01"
    assert numbering.unified_issuer("unified-01") == "01"
    assert numbering.unified_issuer("gov_issue") is None
    assert numbering.unified_issuer("unified-1") is None
    assert numbering.series_name(book, "unified-00") == "统一登记号 市政府"
    assert numbering.series_name(book, "unified-17") == "统一登记号 17"
    assert numbering.series_name(book, "gov_letter") == "政函"
    assert numbering.series_name(book, "given_up") == "given_up"


def test_running_series_are_the_outgoing_ones_the_unified_ones_and_the_register(book: Rulebook) -> None:
    running = numbering.running_series(book)
    assert running[0] == "gov_issue"
    assert {"telegram", "order", "normative", "unified-00", "unified-01"} < set(running)
    assert running[-1] == "incoming"
    assert "executive_minutes" not in running
    mixed = ["given_up", "incoming", "executive_minutes", "unified-00", "order"]
    assert sorted(mixed, key=lambda one: numbering.ledger_order(book, one)) == [
        *("order", "unified-00", "executive_minutes", "incoming", "given_up"),
    ]


def test_known_series_are_those_of_the_pack(book: Rulebook) -> None:
    assert numbering.is_known(book, "personnel")
    assert numbering.is_known(book, "unified-44")
    assert not numbering.is_known(book, "unified-4")
    assert not numbering.is_known(book, "given_up")


@given(st.lists(st.integers(1, 1200), unique=True, min_size=2))
def test_written_numbers_sort_by_their_serial_and_not_as_text(serials: list[int]) -> None:
    book = load("chenzhou-2017")
    written = {numbering.ledger_number(book, "gov_issue", serial, 2026): serial for serial in serials}
    assert [written[text] for text in sorted(written, key=number_key)] == sorted(serials)
