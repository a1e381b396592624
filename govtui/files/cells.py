"""What may stand in a cell, a sheet's name and a footer: text from people, never a formula and never a broken file."""

import re

from govtui.domain.text import cells, clean

LONGEST = 32_767
"""Characters (UTF-16 units) that one Excel cell holds."""

CUT_NOTE = "……（以下超出单元格容量，已截断）"
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
SPECIAL = frozenset("=+-@")
"""First characters of which a spreadsheet makes a formula when somebody edits the cell."""


def cell_text(text: str) -> str:
    """`text` as a cell holds it: cleaned, line breaks kept, cut with a note at what a cell can hold."""
    if not text.isprintable():
        text = clean(text, multiline=True)
    if len(text) * 2 > LONGEST:
        text = _cut(text)
    if text.startswith("<r>"):
        # The writer takes <r>…</r> for ready-made rich text: a blank in front keeps it a plain text.
        text = f" {text}"
    return text


def _cut(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) // 2 <= LONGEST:
        return text
    room = (LONGEST - len(CUT_NOTE)) * 2
    return units[:room].decode("utf-16-le", errors="ignore") + CUT_NOTE


def text_width(text: str) -> int:
    """Width of the widest line of `text` in terminal cells."""
    if "\n" not in text:
        return cells(text)
    return max(cells(line) for line in text.split("\n"))


def text_lines(text: str, width: int) -> int:
    """On how many lines `text` falls in a column of `width` terminal cells (Chinese characters fill pairs of cells)."""
    room = max(width // 2 * 2, 2)
    return sum(_lines(line, room) for line in text.split("\n"))


def _lines(line: str, room: int) -> int:
    wide = cells(line)
    lines = -(-wide // room)
    if lines > 1 and wide != 2 * len(line):
        # Words and single-cell characters leave a gap at the end of a line.
        lines = -(-(wide + lines) // room)
    return max(lines, 1)


def sheet_name(text: str, taken: set[str]) -> str:
    """`text` as a sheet's name: allowed characters, at most 31, different from those `taken` (which it joins)."""
    base = _NOT_IN_NAMES.sub(" ", clean(text)).strip(" '")[:28] or "工作表"
    name, number = base, 1
    while name.lower() in taken:
        number += 1
        name = f"{base}-{number}"
    taken.add(name.lower())
    return name


def footer_text(anchor: str) -> str:
    """The footer: page of pages in the middle, `anchor` on the left."""
    left = f'&L&"宋体"&8{clean(anchor).replace("&", "&&")[:120]}' if anchor else ""
    return f'{left}&C&"宋体"&9第 &P 页 共 &N 页'
