"""座次表: rows of seats as seen from the hall, the chair in the middle of the first row."""

from collections.abc import Iterator
from pathlib import Path

from govtui.files.exports import properties
from govtui.files.meetings.heads import headline, sheet
from govtui.files.sheets import Column, write_workbook
from govtui.services.desk import Desk
from govtui.services.meetings.sheets import SeatingSheet

NAME = "座次表"

_NOTES = (
    "此图自会场面向主席位看；左、右按就座者本人的左手、右手称呼。",
    "座次按“左为上”的通行做法排：第一位居中，第二位在其左手，第三位在其右手，依次交替；规则未明确，可以调整。",
    "逐项进场的列席人员轮流使用同一排座位。",
)
_TALL = 48.0
_ROW, _SEATS = 10, 150


def write_seating(desk: Desk, path: Path, found: SeatingSheet) -> int:
    """Write the sheet; returns how many rows of seats it holds."""
    rows = [(row.name, *row.seats) for row in found.rows]
    columns = (Column("row", "排", _ROW, centred=True), *_seats(found.width))
    page = sheet(desk, found.head, NAME, columns, rows, said=headline(found.head), notes=_NOTES, tall=_TALL)
    return write_workbook(path, [page], properties(desk, f"{found.head.name}{NAME}"))


def _seats(width: int) -> Iterator[Column]:
    """A column for every seat, called by the hand of who sits in the middle."""
    middle = (width - 1) // 2
    for at in range(width):
        away = at - middle
        title = "正中" if away == 0 else f"{'左' if away > 0 else '右'}{abs(away)}"
        yield Column(f"seat{at}", title, _SEATS // max(width, 1), centred=True)
