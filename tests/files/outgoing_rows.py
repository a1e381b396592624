"""Outgoing papers put into a store by hand, and sheets read back, for the tests of their registers."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from govtui.services.desk import Desk
from govtui.store import tables

AT = "2026-11-20T09:00:00+08:00"
Row = dict[str, Any]


def put(desk: Desk, number: str = "", title: str = "关于做好某项工作的通知", **columns: Any) -> int:
    """One outgoing paper; its id."""
    values: dict[str, Any] = {
        "number": number,
        "title": title,
        "state": "已归档",
        "created_at": AT,
        "created_by": "小李",
    }
    return add(desk, "Outgoing", **{**values, **columns})


def add(desk: Desk, table: str, **columns: Any) -> int:
    """One row of any table; its id."""
    with desk.writing("test.row") as uow:
        row = uow.add(getattr(tables, table)(**columns))
        assert row.id is not None
        return int(row.id)


def issue(desk: Desk, serial: int, year: int = 2026, series: str = "gov_issue", **columns: Any) -> int:
    """A numbered paper with its row in the ledger."""
    number = desk.book.series(series).text(serial, year)
    dates = {"signed_on": f"{year or 2026}-03-01", "issued_on": f"{year or 2026}-03-02"}
    paper = put(desk, number, **{"series": series, "year": year, "serial": serial, **dates, **columns})
    add(desk, "NumberRow", series=series, year=year, serial=serial, noun="outgoing", row_id=paper, at=AT)
    return paper


def table(path: Path, sheet: str = "发文登记簿") -> list[Row]:
    """The rows under the header line of a sheet, by heading; empty cells are ''."""
    lines = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    top = next(at for at, line in enumerate(lines) if all(line))
    body = [line for line in lines[top + 1 :] if any(line[1:])]
    return [
        dict(zip(map(str, lines[top]), ["" if cell is None else cell for cell in line], strict=True)) for line in body
    ]


def headings(path: Path, sheet: str = "发文登记簿") -> list[Any]:
    """The header line of a sheet."""
    lines = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return list(next(line for line in lines if all(line)))


def save(path: Path, sheets: dict[str, Sequence[Sequence[object]]], change: Callable[..., None] | None = None) -> Path:
    """Sheets (name → rows) as a workbook; `change(book)` may do more to it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(list(row))
    if change:
        change(book)
    book.save(path)
    return path


def stored(desk: Desk, table: str = "outgoing", order: str = "id") -> list[Row]:
    """Every row of a table."""
    with desk.reading() as reader:
        return [dict(row) for row in reader.rows(f"SELECT * FROM {table} ORDER BY {order}")]
