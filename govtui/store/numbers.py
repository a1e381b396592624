"""The number ledger's rows: taken inside the write transaction, so that two clerks never share one."""

from dataclasses import dataclass

from govtui.domain.refusal import Refusal
from govtui.store import tables
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

USED, RESERVED, VOID = "已用", "预留", "作废"
ISSUED_HERE, IMPORTED = "本机", "导入"


@dataclass(frozen=True, slots=True)
class Gap:
    """A run of serials that the ledger does not explain."""

    series: str
    year: int
    first: int
    last: int


def last_serial(within: UnitOfWork | Reader, series: str, year: int) -> int:
    """The highest serial given so far in `series` and `year`, the paper book's last number included (0: none)."""
    found = within.value(
        "SELECT max(n) FROM (SELECT max(serial) AS n FROM number_ledger WHERE series = :series AND year = :year "
        "UNION ALL SELECT max(last) FROM number_start WHERE series = :series AND year = :year)",
        series=series,
        year=year,
    )
    return int(found or 0)


def take(uow: UnitOfWork, series: str, year: int, noun: str) -> "tables.NumberRow":
    """The next number of `series` and `year`, used from now on; name its row with `belongs_to`."""
    serial = last_serial(uow, series, year) + 1
    return uow.add(tables.NumberRow(series=series, year=year, serial=serial, noun=noun, at=uow.at))


def belongs_to(uow: UnitOfWork, number: "tables.NumberRow", row_id: int) -> None:
    """Say which row a number was given to."""
    uow.change(number, row_id=row_id)


def void(uow: UnitOfWork, series: str, year: int, serial: int, reason: str) -> None:
    """Mark a number void with its reason; it stays in the ledger and is never given again."""
    found = uow.value(
        "SELECT id FROM number_ledger WHERE series = :series AND year = :year AND serial = :serial",
        series=series,
        year=year,
        serial=serial,
    )
    if found is None:
        raise Refusal(f"{year} 年没有第 {serial} 号，无法作废；请核对号码。")
    uow.change(uow.get(tables.NumberRow, int(found)), state=VOID, reason=reason)


def start_after(uow: UnitOfWork, series: str, year: int, last: int, reason: str) -> None:
    """Let a running year go on after the paper book's last number. Raises Refusal when that number is passed."""
    if last < last_serial(uow, series, year):
        raise Refusal(f"{year} 年已编到第 {last_serial(uow, series, year)} 号，起始号不能小于它。")
    uow.add(tables.NumberStart(series=series, year=year, last=last, reason=reason))


def gaps(reader: Reader, series: str, year: int) -> list[Gap]:
    """Serials of `series` and `year` that no row explains, after the paper book's last number."""
    rows = reader.rows(
        "SELECT serial FROM number_ledger WHERE series = :series AND year = :year ORDER BY serial",
        series=series,
        year=year,
    )
    started = reader.value(
        "SELECT max(last) FROM number_start WHERE series = :series AND year = :year", series=series, year=year
    )
    found, expected = [], int(started or 0) + 1
    for serial in (int(row[0]) for row in rows):
        if serial > expected:
            found.append(Gap(series, year, expected, serial - 1))
        expected = max(expected, serial + 1)
    return found
