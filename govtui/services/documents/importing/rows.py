"""What an import of papers is made of: plain rows in, a verdict on every row, and what would be written."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from govtui.domain.clock import NEVER, from_stamp
from govtui.domain.documents.routing import Leader
from govtui.domain.documents.secrecy import looks_classified
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

    @property
    def open_name(self) -> str:
        """The name as it may be shown."""
        return "（名称不显示）" if looks_classified(self.name) else self.name


@dataclass
class Course:
    """What the rows of a sheet read so far say to the next one; `assumed` are the sentences for the clerk.

    `day` is the last day that a row came with, `days` the last one of each field.
    """

    sheet: SourceSheet
    day: date | None = None
    days: dict[str, date] = field(default_factory=dict)
    assumed: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paper:
    """A row as it would be stored: `values` are columns of the register; `notes` say what was assumed.

    `serial` None: the row brings no number of its own, or none that the ledger can hold.
    """

    year: int
    serial: int | None
    values: Mapping[str, object]
    notes: tuple[str, ...] = ()

    def text(self, column: str) -> str:
        """A column as text."""
        value = self.values.get(column)
        return "" if value is None else str(value)

    @property
    def own_number(self) -> str:
        """The number that the paper will bear, as the preview shows it."""
        return self.text("number")

    def facts(self) -> Iterator[tuple[str, str]]:
        """What would be stored, as (label, value); empty values say nothing."""
        yield "标题", self.text("title")


@dataclass(frozen=True, slots=True)
class IncomingPaper(Paper):
    """A row of a register of incoming papers. Without a serial the next number of `year` is given when it is written.

    `units` are handling units (name, id), the lead first; `leader` holds the paper; `instruction` is what the register
    says a leader wrote. `dated`: the row says, or lets see, when the paper came; else the day of the import stands in.
    """

    units: tuple[tuple[str, int | None], ...] = ()
    leader: Leader | None = None
    instruction: str = ""
    dated: bool = True

    @property
    def own_number(self) -> str:
        """Year and serial, or that the number goes on from the last one."""
        return f"{self.year}-{self.serial}" if self.serial is not None else "续编"

    def facts(self) -> Iterator[tuple[str, str]]:
        """What would be registered."""
        unit = "" if self.values["sender_id"] else "（通讯录里没有，按原文）"
        due = self.text("due_at")
        yield "收文号", self.own_number if self.serial is not None else f"{self.year} 年续编"
        yield "收文日期", _moment(self.text("received_at"))
        yield "来文机关", self.text("sender") + (unit if self.text("sender") else "（空，列入待补录）")
        yield "来文字号", self.text("sender_number")
        yield "标题", self.text("title")
        yield "类别", "　".join(self.text(name) for name in ("doc_class", "kind", "urgency", "secrecy"))
        yield "进度", f"{self.text('state')}　{self.text('holder')}".strip()
        yield "办结时限", "" if due == NEVER else _moment(due)
        yield "承办单位", "、".join(name for name, _ in self.units)
        yield "办结日期", _moment(self.text("closed_at"))
        yield "结果", f"{self.text('result')} {self.text('answer_number')}".strip()
        yield "领导批示", self.instruction
        yield "备注", self.text("note")


def _moment(stamp: str) -> str:
    return f"{from_stamp(stamp):%Y-%m-%d %H:%M}" if stamp else ""


@dataclass(slots=True)
class Draft:
    """A data row on its way: the paper, or why there is none. `secret`: nothing of the row may be kept."""

    sheet: SourceSheet
    row: SourceRow
    paper: Paper | None = None
    reason: str = ""
    secret: bool = False

    @property
    def place(self) -> str:
        """Where the row stands, for sentences."""
        return f"“{self.sheet.open_name}”第 {self.row.number} 行"


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
