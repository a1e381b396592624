"""Columns of a list and how the width is shared among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `width` in cells is fixed; with `flex` above 0 the column shares what is left (and `width` is its least).
    `align` right for numbers. `lamp` puts a coloured dot before the word. `style` is the pen of its cells.
    `hide_below`: the column is left out where the list is narrower than that many cells.
    """

    key: str
    title: str
    width: int = 0
    flex: int = 0
    align: Literal["left", "right"] = "left"
    lamp: bool = False
    style: str = ""
    hide_below: int = 0


GAP = 1


def share(columns: Sequence[Column], width: int) -> list[tuple[int, Column, int]]:
    """(position, column, cells) of the columns shown in `width` cells, one blank between two of them."""
    kept = [(at, column) for at, column in enumerate(columns) if width >= column.hide_below]
    left = width - GAP * max(0, len(kept) - 1) - sum(column.width for _, column in kept)
    flex = sum(column.flex for _, column in kept)
    out = []
    for at, column in kept:
        extra = max(0, left) * column.flex // flex if flex else 0
        out.append((at, column, max(1, column.width + extra)))
    slack = width - GAP * max(0, len(out) - 1) - sum(cells for _, _, cells in out)
    if flex and slack > 0:
        last = max(place for place, (_, column, _) in enumerate(out) if column.flex)
        at, column, cells = out[last]
        out[last] = (at, column, cells + slack)
    return out
