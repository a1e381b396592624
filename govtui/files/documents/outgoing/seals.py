"""用印登记簿: every use of a seal in a year or in some days, or for some papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from govtui.domain.clock import long_day, stored_day
from govtui.domain.refusal import Refusal
from govtui.files.exports import Exported, exports_folder, maker_line, properties
from govtui.files.sheets import Cell, Column, Sheet, safe_name, write_workbook
from govtui.services.desk import Desk
from govtui.store.documents.outgoing import reports as store
from govtui.store.reading import Record

NAME = "用印登记簿"

COLUMNS = (
    Column("used_on", "日期", 11, "day"),
    Column("unit", "用印单位", 14),
    Column("seal", "印章", 18),
    Column("matter", "事由", 14),
    Column("paper", "文件名", 40),
    Column("copies", "份数", 6, "number"),
    Column("approver", "批准人", 12),
    Column("handler", "经办人", 9),
    Column("keeper", "监印人", 9),
)
"""The columns in the order of the register."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which uses: from one day to another, of all papers or of those of `ids`; the words name it."""

    first: date
    last: date
    period: str
    label: str
    ids: tuple[int, ...] | None = None


def of_year(_desk: Desk, year: int) -> Selection:
    """The seal register of one year."""
    return Selection(date(year, 1, 1), date(year, 12, 31), f"{year}年", str(year))


def of_days(_desk: Desk, first: date, last: date, label: str = "") -> Selection:
    """Uses from `first` to `last` inclusive. Raises Refusal when the days stand the wrong way round."""
    if first > last:
        raise Refusal(f"起始日期 {first} 晚于截止日期 {last}，请对调后再试。")
    return Selection(first, last, f"{long_day(first)}至{long_day(last)}", label or f"{first}至{last}")


def of_papers(desk: Desk, ids: Sequence[int]) -> Selection:
    """Every use for these papers."""
    label = f"所选{len(ids)}件-{desk.now():%Y%m%d-%H%M%S}"
    return Selection(date.min, date.max, f"所选{len(ids)}件", label, tuple(ids))


def export_seals(desk: Desk, selection: Selection, out: Path | None = None) -> Exported:
    """The seal register of `selection` as a file under `out` (the exports folder)."""
    path = (out or exports_folder(desk)) / safe_name(f"{NAME}-{selection.label}", ".xlsx")
    with desk.reading() as reader:
        rows = store.seal_lines(reader, selection.first, selection.last, selection.ids)
    sheet = Sheet(
        name=NAME,
        title=f"{desk.office}{NAME}",
        columns=COLUMNS,
        rows=map(_row, rows),
        subtitle=f"用印期间：{selection.period}",
        maker=maker_line(desk),
        empty="（此期间没有用印）",
        frozen=1,
    )
    return Exported((path,), write_workbook(path, [sheet], properties(desk, NAME)))


def _row(row: Record) -> tuple[Cell, ...]:
    names = ("unit", "seal", "matter", "paper", "copies", "approver", "handler", "keeper")
    return (stored_day(row["used_on"]), *(row[name] for name in names))
