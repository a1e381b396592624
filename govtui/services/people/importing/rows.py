"""What an import of units and people is made of: rows in, an outcome for every row, and the plan to write."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Part = Literal["units", "people", "division"]
"""What a sheet holds: units, people, or the division of work over units that exist."""

State = Literal["imported", "rejected", "skipped"]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One data row: sheet, row number there, and field id → cell as the sheet has it (text, number, date or None)."""

    part: Part
    sheet: str
    number: int
    fields: Mapping[str, object]
    epoch1904: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a row: `reason` says why it is rejected or skipped, `notes` what of an imported row was left."""

    row: SourceRow
    state: State
    reason: str = ""
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Plan:
    """What an import will write, in the tables' own columns; ids of new rows are those they will get."""

    new: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    changed: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    today: date = date.min

    def count(self, state: State) -> int:
        """How many rows came to this."""
        return sum(outcome.state == state for outcome in self.outcomes)

    def added(self, table: str) -> int:
        """How many new rows of a table."""
        return len(self.new.get(table, ()))


class Rejected(Exception):
    """The row cannot be taken; carries the reason as the clerk reads it."""
