"""The cells of one row, asked by field: clean text, days, counts; and the guard that lets no secret in."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from govtui.domain.dates import ReadDay, read_day
from govtui.domain.documents.kinds import guess_urgency
from govtui.domain.documents.secrecy import CLASSIFIED, looks_classified, read_grade
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean, halfwidth, tidy
from govtui.rulebook.papers import Urgency
from govtui.services.documents.importing.rows import Rejected, SourceRow, SourceSheet

LONGEST = 2000
"""Characters that one cell may hold."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
EMPTY_DAY = read_day(None).reason
DITTO = frozenset({'"', "〃", "同上", "″", "”"})
"""What says that a cell repeats the one above."""


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


class SecretGuard:
    """Called with a sheet and a row: raises Rejected when anything of the row bears a state secret's mark or grade."""

    def __init__(self) -> None:
        self._looks = kept(looks_classified)

    def __call__(self, sheet: SourceSheet, row: SourceRow) -> None:
        """Look at every cell, those of columns that nobody imports too."""
        texts = (cell for cell in (*row.cells, *row.fields.values()) if isinstance(cell, str))
        if sheet.classified or any(map(self._looks, texts)):
            raise Rejected(CLASSIFIED, secret=True)
        grade = row.fields.get("secrecy")
        try:
            read_grade("" if grade is None else str(grade))
        except Refusal as refusal:
            raise Rejected(refusal.sentence, secret=True) from None


def kept(ask: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`ask` with its answers remembered for the length of one import: registers repeat their words."""
    known: dict[Any, Any] = {}

    def answer(key: Any) -> Any:
        if key not in known:
            known[key] = ask(key)
        return known[key]

    return answer


_PLAIN_WORDS = ("一般", "平件", "平", "无", "否", "常规", "-", "—", "/")
"""What registers write where a paper is not urgent."""


def urgency_of(degrees: Sequence[Urgency], cells: Cells, title: str, number: str, notes: list[str]) -> str:
    """The urgency a line names, else what title and number tell, else the plainest; a strange word becomes a note."""
    names, word = [one.name for one in degrees], cells.text("urgency")
    named = sorted((name for name in names if name in word), key=len)
    if named:
        return named[-1]
    if word and word not in _PLAIN_WORDS:
        notes.append(f"紧急程度：{word}")
    return guess_urgency(title, number, names).name or min(degrees, key=lambda degree: degree.rank).name
