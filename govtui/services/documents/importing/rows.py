"""What an import of papers is made of: plain rows in, a verdict on every row, and what would be written."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from govtui.domain.documents.routing import Leader
from govtui.domain.refusal import Refusal

NEW, DUPLICATE, REFUSED, SKIPPED = "新增", "重复", "退回", "跳过"
STATUSES = (NEW, DUPLICATE, REFUSED, SKIPPED)

Report = Callable[[int, int], bool]
"""Called with (rows done, rows in all); answers whether to go on."""


class Stopped(Refusal):
    """The clerk stopped it; nothing was changed."""


class Rejected(Exception):
    """The row cannot be taken; carries the reason as the clerk reads it. `secret`: none of its text may be kept."""

    def __init__(self, reason: str, secret: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.secret = reason, secret


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a foreign register: its number there, field id → cell, all its cells, and why it is no data row."""

    number: int
    fields: Mapping[str, object]
    cells: tuple[object, ...] = ()
    skip: str = ""


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """One sheet of a foreign register.

    `fields` are the ids of the fields that its columns stand for, `year` the one year that its title or name speaks of.
    `counter`: its number column is headed 序号, so it may only count lines. `classified`: its title bears a secret
    mark, and none of its rows is taken.
    """

    name: str
    rows: tuple[SourceRow, ...]
    fields: frozenset[str]
    year: int | None = None
    epoch1904: bool = False
    counter: bool = False
    classified: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A row as it would be stored: `values` are columns of the register.

    `serial` None: the next number of `year` is given when it is written. `units` are handling units (name, id), the
    lead first; `leader` holds the paper; `instruction` is what the register says a leader wrote. `dated`: the row
    says, or lets see, when the paper came; else the day of the import stands in.
    """

    year: int
    serial: int | None
    values: Mapping[str, object]
    units: tuple[tuple[str, int | None], ...] = ()
    leader: Leader | None = None
    instruction: str = ""
    notes: tuple[str, ...] = ()
    dated: bool = True

    def text(self, column: str) -> str:
        """A column as text."""
        value = self.values.get(column)
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """The verdict on one row; `cells` are the original ones, none where they may not be kept."""

    sheet: str
    number: int
    status: str
    reason: str = ""
    cells: tuple[object, ...] = ()
    paper: Paper | None = None


@dataclass(frozen=True)
class Preview:
    """What an import would do, row by row; `batch` is the journal's newest batch when it was worked out."""

    rows: tuple[PreviewRow, ...]
    notices: tuple[str, ...] = ()
    batch: int = 0
    years: tuple[int, ...] = field(default=())

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many rows of each status."""
        return Counter(row.status for row in self.rows)

    @property
    def read(self) -> int:
        """How many rows were read."""
        return len(self.rows)

    @property
    def imported(self) -> int:
        """How many rows would be (or were) written."""
        return self.counts.get(NEW, 0)

    @property
    def rejected(self) -> int:
        """How many rows are not taken: duplicates and refused ones."""
        return self.counts.get(DUPLICATE, 0) + self.counts.get(REFUSED, 0)

    @property
    def skipped(self) -> int:
        """How many rows hold no paper: blank, total, header."""
        return self.counts.get(SKIPPED, 0)


@dataclass(frozen=True, slots=True)
class ImportRun:
    """What an import wrote: the id of its run (None: nothing was new), counts, and the journal's sentence."""

    id: int | None
    imported: int
    sentence: str


def going_on(report: Report | None, done: int, total: int) -> None:
    """Tell how far it is. Raises Stopped when the clerk wants no more."""
    if report is not None and not report(done, total):
        raise Stopped("已取消导入，什么也没有改动。")
