"""Tables in the text of a paper: as wide as the type area, lines all round, the head repeated on every page."""

from itertools import pairwise
from typing import Any

from govtui.domain.text import cells
from govtui.files.documents.outgoing.layout import CELL, CELL_HEAD, CENTRED, WIDTH, Page, element, paragraph_of
from govtui.files.documents.outgoing.text import Table

_TWENTIETHS = 20
_SIZES = (14.0, 12.0, 10.5, 9.0)
_MARGIN = 10.0
"""Points of a cell that no text stands in, left and right together."""

_NARROWEST, _SHORT = 4, 20
"""Half characters: what every column has room for, what stands in the middle of its cell."""

_LATIN_WIDER = 0.3
_LEAST = 6
"""Characters that a shared column must take before the type gets smaller."""

_LONG_CELL = 300
_SAMPLE = 200


def write_table(page: Page, table: Table) -> None:
    """The table's name and its rows at the end of the document."""
    name = page.line((table.name, "label"), style=CENTRED)
    name.paragraph_format.keep_with_next = True
    size, widths = measures(table)
    made = element("tbl")
    made.append(_properties())
    grid = element("tblGrid")
    for width in widths:
        grid.append(element("gridCol", w=width))
    made.append(grid)
    middle = [_centred(table, at) for at in range(len(widths))]
    for nth, row in enumerate(table.rows):
        made.append(_row(row, widths, size, middle, nth == 0))
    page.append(made)


def measures(table: Table) -> tuple[float, list[int]]:
    """The size of type, and the columns' widths in twentieths of a point, together those of the type area.

    Narrow columns get what they need, wide ones share the rest; type gets smaller where too little would be left.
    """
    natural = [_natural(table, at) for at in range(len(table.rows[0]))]
    for size in _SIZES:
        needs = [wide * size / 2 + _MARGIN for wide in natural]
        most = _share(needs)
        if most is None or (size < _SIZES[0] and most >= _LEAST * size + _MARGIN):
            break
    widths = [min(need, most) if most else need * WIDTH / sum(needs) for need in needs]
    edges = [round(sum(widths[: at + 1]) * WIDTH / sum(widths) * _TWENTIETHS) for at in range(len(widths))]
    return size, [right - left for left, right in pairwise([0, *edges])]


def _share(needs: list[float]) -> float | None:
    """The most that one column may have so that all fit; None where they fit as they are."""
    room, left = WIDTH, sorted(needs)
    if sum(needs) <= room:
        return None
    while left[0] * len(left) <= room:
        room -= left.pop(0)
    return room / len(left)


def _natural(table: Table, column: int) -> float:
    """Half characters that a column would like to have; digits and letters may stand in a wider font."""
    texts = [row[column] for row in table.rows[:_SAMPLE]]
    return max(_NARROWEST, *(cells(text) + _LATIN_WIDER * sum(map(str.isascii, text)) for text in texts))


def _centred(table: Table, column: int) -> bool:
    return all(cells(row[column]) <= _SHORT for row in table.rows[1 : _SAMPLE + 1])


def _properties() -> Any:
    properties = element("tblPr")
    properties.append(element("tblW", w=round(WIDTH * _TWENTIETHS), type="dxa"))
    properties.append(element("jc", val="center"))
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz=4, space=0, color="000000"))
    properties.append(borders)
    properties.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    for side, width in (("top", 30), ("left", 80), ("bottom", 30), ("right", 80)):
        margins.append(element(side, w=width, type="dxa"))
    properties.append(margins)
    return properties


def _row(row: tuple[str, ...], widths: list[int], size: float, middle: list[bool], head: bool) -> Any:
    """One row; it stays on one page unless a cell holds more than fits there."""
    made, properties = element("tr"), element("trPr")
    if max(len(text) for text in row) <= _LONG_CELL:
        properties.append(element("cantSplit"))
    if head:
        properties.append(element("tblHeader"))
    made.append(properties)
    for text, width, centred in zip(row, widths, middle, strict=True):
        cell, held = element("tc"), element("tcPr")
        held.append(element("tcW", w=width, type="dxa"))
        held.append(element("vAlign", val="center"))
        cell.append(held)
        cell.append(_text(text, size, centred or head, head))
        made.append(cell)
    return made


def _text(text: str, size: float, centred: bool, head: bool) -> Any:
    paragraph = paragraph_of((text,), CELL_HEAD if head else CELL)
    if not centred:
        paragraph.pPr.append(element("jc", val="both"))
    for run in paragraph.r_lst:
        type_properties = element("rPr")
        type_properties.append(element("sz", val=round(size * 2)))
        run.insert(0, type_properties)
    return paragraph
