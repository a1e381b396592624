"""The number ledger's rows: taken inside the write transaction, so that two clerks never share one.

A row is 已用, 预留 or 作废 and never goes away; a book (series and year) without a hole is one whose every serial after
the paper book's last number has a row.
"""

from dataclasses import dataclass

from govtui.domain.documents.numbering import period_name
from govtui.domain.refusal import Refusal
from govtui.store import tables
from govtui.store.reading import Reader, Record
from govtui.store.unit_of_work import UnitOfWork

USED, RESERVED, VOID = "已用", "预留", "作废"
ISSUED_HERE, IMPORTED, EXPLAINED = "本机", "导入", "补录"

_BOOK = "series = :series AND year = :year"


@dataclass(frozen=True, slots=True)
class Gap:
    """A run of serials that the ledger does not explain."""

    series: str
    year: int
    first: int
    last: int


def last_serial(within: UnitOfWork | Reader, series: str, year: int) -> int:
    """The highest serial given so far in `series` and `year`, the paper book's last number included (0: none)."""
    return max(last_row(within, series, year), started(within, series, year))


def last_row(within: UnitOfWork | Reader, series: str, year: int) -> int:
    """The highest serial that has a row (0: none)."""
    return int(within.value(f"SELECT max(serial) FROM number_ledger WHERE {_BOOK}", series=series, year=year) or 0)


def started(within: UnitOfWork | Reader, series: str, year: int) -> int:
    """The paper book's last number (0: none was told)."""
    return int(within.value(f"SELECT max(last) FROM number_start WHERE {_BOOK}", series=series, year=year) or 0)


def next_serial(within: UnitOfWork | Reader, series: str, year: int) -> int:
    """The serial that would be given now."""
    return last_serial(within, series, year) + 1


def row_of(within: UnitOfWork | Reader, series: str, year: int, serial: int) -> Record | None:
    """The ledger's row of one serial; None where it has none."""
    sql = f"SELECT * FROM number_ledger WHERE {_BOOK} AND serial = :serial"
    return within.row(sql, series=series, year=year, serial=serial)


def reserved(within: UnitOfWork | Reader, series: str, year: int) -> list[Record]:
    """The numbers that wait for their paper, lowest first."""
    sql = f"SELECT * FROM number_ledger WHERE {_BOOK} AND state = :state ORDER BY serial"
    return within.rows(sql, series=series, year=year, state=RESERVED)


def take(uow: UnitOfWork, series: str, year: int, noun: str) -> "tables.NumberRow":
    """The next number of `series` and `year`, used from now on; name its row with `belongs_to`."""
    serial = next_serial(uow, series, year)
    return uow.add(tables.NumberRow(series=series, year=year, serial=serial, noun=noun, at=uow.at))


def reserve_next(uow: UnitOfWork, series: str, year: int, reason: str) -> "tables.NumberRow":
    """The next number of `series` and `year`, set aside for a paper that will come."""
    serial = next_serial(uow, series, year)
    row = tables.NumberRow(series=series, year=year, serial=serial, state=RESERVED, reason=reason, at=uow.at)
    return uow.add(row)


def use_reserved(uow: UnitOfWork, series: str, year: int, serial: int, noun: str) -> "tables.NumberRow":
    """Give out a number that was set aside; name its row with `belongs_to`. Raises Refusal when it is not 预留."""
    row = _fetch(uow, series, year, serial)
    if row is None or row.state != RESERVED:
        now = f"现在是“{row.state}”" if row is not None else "没有编出过"
        raise Refusal(f"{period_name(year)}第 {serial} 号{now}，不是预留的号；请另选一个预留号，或按顺序取号。")
    uow.change(row, state=USED, noun=noun)
    return row


def belongs_to(uow: UnitOfWork, number: "tables.NumberRow", row_id: int) -> None:
    """Say which row a number was given to."""
    uow.change(number, row_id=row_id)


def void(uow: UnitOfWork, series: str, year: int, serial: int, reason: str) -> None:
    """Mark a number void with its reason; it stays in the ledger, with its paper, and is never given again."""
    row = _fetch(uow, series, year, serial)
    if row is None:
        raise Refusal(f"{period_name(year)}没有第 {serial} 号，无法作废；请核对号码。")
    uow.change(row, state=VOID, reason=reason)


def _fetch(uow: UnitOfWork, series: str, year: int, serial: int) -> "tables.NumberRow | None":
    found = row_of(uow, series, year, serial)
    return None if found is None else uow.get(tables.NumberRow, int(found["id"]))


def start_after(uow: UnitOfWork, series: str, year: int, last: int, reason: str) -> None:
    """Let a running year go on after the paper book's last number; told again, only the reason changes.

    Raises Refusal when a number beyond it was given.
    """
    given = last_row(uow, series, year)
    if last < given and last != started(uow, series, year):
        raise Refusal(f"{period_name(year)}已编到第 {given} 号，起始号不能小于它。")
    found = uow.value(f"SELECT id FROM number_start WHERE {_BOOK}", series=series, year=year)
    if found is None:
        uow.add(tables.NumberStart(series=series, year=year, last=last, reason=reason))
    else:
        uow.change(uow.get(tables.NumberStart, int(found)), last=last, reason=reason)


def explain(uow: UnitOfWork, series: str, year: int, first: int, last: int, reason: str) -> None:
    """Give every serial from `first` to `last` a void row with the reason; the caller knows that they have none."""
    rows = ((series, year, serial, VOID, reason, EXPLAINED, uow.at) for serial in range(first, last + 1))
    uow.insert_many("number_ledger", ("series", "year", "serial", "state", "reason", "origin", "at"), rows)


def explain_anew(uow: UnitOfWork, series: str, year: int, first: int, last: int, reason: str) -> None:
    """Write another reason on serials that were explained before."""
    uow.execute(
        f"UPDATE number_ledger SET reason = :reason, version = version + 1 WHERE {_BOOK} AND origin = :origin "
        "AND serial BETWEEN :first AND :last",
        {"series": series, "year": year, "origin": EXPLAINED, "first": first, "last": last, "reason": reason},
    )


def gaps(within: UnitOfWork | Reader, series: str, year: int) -> list[Gap]:
    """Serials of `series` and `year` that no row explains, after the paper book's last number.

    One statement, so that another clerk's numbers and start are seen both or not at all.
    """
    rows = within.rows(
        f"WITH start(last) AS (SELECT ifnull(max(last), 0) FROM number_start WHERE {_BOOK}) "
        "SELECT before + 1 AS first, serial - 1 AS last FROM (SELECT serial, "
        "lag(serial, 1, (SELECT last FROM start)) OVER (ORDER BY serial) AS before FROM number_ledger "
        f"WHERE {_BOOK} AND serial > (SELECT last FROM start)) WHERE serial > before + 1 ORDER BY serial",
        series=series,
        year=year,
    )
    return [Gap(series, year, int(row["first"]), int(row["last"])) for row in rows]
