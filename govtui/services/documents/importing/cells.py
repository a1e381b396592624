"""The cells of one row, asked by field: clean text, days, counts."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from govtui.domain.dates import ReadDay, read_day
from govtui.domain.text import clean, halfwidth, tidy
from govtui.services.documents.importing.rows import Rejected

LONGEST = 2000
"""Characters that one cell may hold."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
EMPTY_DAY = read_day(None).reason


class Cells:
    """Field id → what the row says; dates are read with the workbook's own epoch."""

    def __init__(self, fields: Mapping[str, object], epoch1904: bool = False) -> None:
        self._fields, self._epoch1904 = fields, epoch1904

    def raw(self, field: str) -> object:
        """The cell as the sheet has it."""
        return self._fields.get(field)

    def text(self, field: str, multiline: bool = False) -> str:
        """The cell as clean text; a whole number without its decimals, a moment as a day."""
        cell = self._fields.get(field)
        if cell is None:
            return ""
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        if isinstance(cell, datetime) and not (cell.hour or cell.minute):
            cell = cell.date()
        text = clean(str(cell), multiline)
        if len(text) > LONGEST:
            raise Rejected(f"一格里超过 {LONGEST} 字，请删减后再导入")
        return text if multiline else tidy(text)

    def untouched(self, field: str) -> str:
        """The cell with only its control bytes gone: what the clerk of old had typed."""
        cell = self._fields.get(field)
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return "" if cell is None else _CONTROLS.sub("", str(cell))[:LONGEST].strip()

    def day(self, field: str, year: int | None) -> ReadDay:
        """The day a cell means; `year` completes one without a year."""
        return read_day(self._fields.get(field), year, self._epoch1904)

    def day_after(self, field: str, start: date) -> ReadDay:
        """The day a cell means; one written without its year is the first such day from `start` on."""
        found = self.day(field, start.year)
        if found.day is not None and found.day < start and self.day(field, None).day is None:
            later = self.day(field, start.year + 1)
            return later if later.day is not None else found
        return found

    def count(self, field: str) -> int | None:
        """A cell as a small whole number (3, ３份); None where it holds none."""
        found = re.fullmatch(r"(?:共|一式)?([0-9]{1,5})[份页件本张册]?", re.sub(r"\s", "", halfwidth(self.text(field))))
        return int(found[1]) if found else None
