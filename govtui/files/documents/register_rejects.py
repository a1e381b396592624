"""The rows that an import did not take, with the reason of each, in the shape of the register they came from."""

import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from govtui.files.exports import exports_folder, maker_line, properties
from govtui.files.sheets import Cell, Column, Sheet, safe_name, write_workbook
from govtui.services.desk import Desk
from govtui.services.documents.importing import DUPLICATE, REFUSED, Preview, PreviewRow

ENDING = "-未导入"
_LARGEST = 10**15


def write_rejects(
    desk: Desk, file_name: str, headers: Mapping[str, Sequence[str]], found: Preview, folder: Path | None = None
) -> Path | None:
    """Write the rejected rows beside the exports, one sheet for each of the register's; None when there are none.

    `headers` are the column headings by sheet. Rows of classified content stand there by number and reason only.
    """
    rejected = [row for row in found.rows if row.status in (DUPLICATE, REFUSED)]
    if not rejected:
        return None
    sheets = [
        _sheet(desk, name, headers.get(name, ()), [row for row in rejected if row.sheet == name])
        for name in dict.fromkeys(row.sheet for row in rejected)
    ]
    path = _free_path(folder or exports_folder(desk), Path(file_name).stem)
    write_workbook(path, sheets, properties(desk, f"{Path(file_name).stem}{ENDING}"))
    return path


def _sheet(desk: Desk, name: str, headers: Sequence[str], rows: Sequence[PreviewRow]) -> Sheet:
    width = max((len(row.cells) for row in rows), default=0)
    titles = [headers[at] if at < len(headers) else "" for at in range(width)]
    columns = [Column("row", "原行号", 7, "number"), Column("reason", "未导入原因", 30)]
    columns += [Column(f"c{at}", title) for at, title in enumerate(titles)]
    return Sheet(
        name=name,
        title="未导入的行和原因",
        columns=columns,
        rows=([row.number, row.reason, *_padded(row.cells, width)] for row in rows),
        subtitle=f"{len(rows)} 行，改好后可直接导入本表",
        maker=maker_line(desk),
        frozen=2,
    )


def _padded(cells: Sequence[object], width: int) -> list[Cell]:
    return [_cell(cells[at]) if at < len(cells) else None for at in range(width)]


def _cell(value: object) -> Cell:
    """The cell as it was where a sheet can hold it, else as text."""
    if value is None or isinstance(value, str | datetime | date):
        return value
    if (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and abs(value) < _LARGEST
    ):
        return value
    return str(value)


def _free_path(folder: Path, stem: str) -> Path:
    """A name that no earlier reject sheet has: somebody may be working in that one."""
    number, path = 1, folder / safe_name(stem, f"{ENDING}.xlsx")
    while path.exists():
        number += 1
        path = folder / safe_name(stem, f"{ENDING}-{number}.xlsx")
    return path
