"""版头: the red head of each form, its number, the signers of papers that go up, and the red lines."""

import re
from typing import Any

from govtui.domain.clock import long_day
from govtui.domain.text import cells
from govtui.files.documents.outgoing.floating import at_height, paragraph_in
from govtui.files.documents.outgoing.layout import (
    BODY_SIZE,
    CENTRED,
    CHARACTER,
    CHARACTERS,
    FLUSH,
    LINE,
    WIDTH,
    Page,
    edge,
    element,
    indent_line,
    red_line,
    tab,
)
from govtui.files.word import RED, exact, put
from govtui.services.documents.outgoing.sheets import OfficialPaper

NO_NUMBER = "〔　　〕　号"
NO_ORDER_NUMBER = "第　　号"

_MM = 72 / 25.4
_TALLEST, _TALL, _SHORTEST = 60.0, 48.0, 12.0
"""Points of the red head: at most 22 mm; tall enough to strike the eye; never too small to read."""

_NARROWEST = 0.68
_FILLED = 0.97
_LEADING = 1.25
_DOCUMENT_TOP, _ORDER_TOP, _LETTER_TOP = 35 * _MM, 20 * _MM, 30 * _MM
"""From the type area's edge (a letter: the page's edge) down to the red head."""

_TYPE_TOP = 37 * _MM
_MARK_LINES = 3
_UNDER_NUMBER = 4 * _MM
_RULE_WIDTH = 170 * _MM
_THICK, _THIN = 20, 6
_BETWEEN = 2.5
_ORDER_NUMBER = re.compile(r"第\s*\d+\s*号")


def write_head(page: Page, paper: OfficialPaper) -> None:
    """All that stands above the title, down to its blank lines; nothing for a paper without a red head."""
    if paper.head:
        {"letter": _letter, "order": _order, "minutes": _minutes}.get(paper.form, _document)(page, paper)


def _document(page: Page, paper: OfficialPaper) -> None:
    _marks(page, paper)
    _red(page, paper.head, _DOCUMENT_TOP - _MARK_LINES * LINE)
    page.blank(2)
    if paper.direction == "up":
        _signers(page, paper)
    else:
        page.line(paper.number or NO_NUMBER, style=CENTRED)
    red_line(page, _UNDER_NUMBER)
    page.blank(2)


def _marks(page: Page, paper: OfficialPaper) -> None:
    """份号, 内部 and the urgency at the left of the first lines, which stay free where there is none."""
    marks = [mark for mark in _mark_pieces(paper) if mark[0]]
    for mark in marks:
        page.line(mark, style=FLUSH)
    page.blank(_MARK_LINES - len(marks))


def _mark_pieces(paper: OfficialPaper) -> tuple[tuple[str, Any], ...]:
    return (paper.copy_no, "body"), (paper.secrecy, "label"), (paper.urgency, "label")


def _signers(page: Page, paper: OfficialPaper) -> None:
    """签发人 at the right, two names a line; the number stands at the left of their last line."""
    pairs = [paper.signers[at : at + 2] for at in range(0, len(paper.signers), 2)] or [("　　　",)]
    first = max(cells(pair[0]) for pair in pairs) / 2
    second = max((cells(pair[1]) / 2 + 1 for pair in pairs if len(pair) > 1), default=0.0)
    names = max(CHARACTERS - 1 - first - second, 5.0)
    for at, pair in enumerate(pairs):
        number = (paper.number or NO_NUMBER) if at == len(pairs) - 1 else ""
        label = "签发人：" if at == 0 else ""
        line = page.line("\t" + number + "\t" + label, "\t", ("\t".join(pair), "kai"), style=FLUSH)
        for stop in (1, names - 4, names, names + first + 1):
            tab(line, stop * CHARACTER)


def _minutes(page: Page, paper: OfficialPaper) -> None:
    """Number in the middle; the organ at the left and the day at the right over the line; minutes bear no seal."""
    _marks(page, paper)
    _red(page, paper.head, _DOCUMENT_TOP - _MARK_LINES * LINE)
    page.blank()
    page.line(paper.number or NO_NUMBER, style=CENTRED)
    page.blank()
    day = long_day(paper.dated) if paper.dated else ""
    line = page.line(f"\t{paper.organ}\t{day}", style=FLUSH)
    tab(tab(line, CHARACTER), WIDTH - CHARACTER, "right")
    red_line(page, _UNDER_NUMBER)
    page.blank(2)


def _order(page: Page, paper: OfficialPaper) -> None:
    _red(page, paper.head, _ORDER_TOP, gap=True)
    page.blank(2)
    page.line(order_number(paper.number), style=CENTRED)
    page.blank(2)


def order_number(number: str) -> str:
    """An order's number as it stands under the head: the head has named the organ already."""
    found = _ORDER_NUMBER.search(number)
    return found[0] if found else number or NO_ORDER_NUMBER


def _letter(page: Page, paper: OfficialPaper) -> None:
    """The head and a double red line over the type area; the number at the right under it, the marks at the left."""
    size, narrow = red_size(paper.head)
    head, thick, thin = (paragraph_in(page) for _ in range(3))
    _dress_red(head, paper.head, size, narrow)
    edge(exact(thick, _UNDER_NUMBER), "bottom", _THICK, RED)
    edge(exact(thin, _BETWEEN), "bottom", _THIN, RED)
    height = size * _LEADING + _UNDER_NUMBER + _BETWEEN + 4
    room = _LETTER_TOP + height - _TYPE_TOP + BODY_SIZE * 7 / 8 - (LINE - BODY_SIZE) / 2
    at_height(page, [one._p for one in (head, thick, thin)], _RULE_WIDTH, height, _LETTER_TOP, room)
    marks = [mark for mark in _mark_pieces(paper) if mark[0]] or [("", "body")]
    for at, mark in enumerate(marks):
        number = (paper.number or NO_NUMBER) if at == 0 else ""
        tab(page.line(mark, f"\t{number}", style=FLUSH), WIDTH, "right")
    page.blank(2)


def close_letter(footer: Any) -> None:
    """The double red line at the foot of a letter's first page, thin over thick, 170 mm wide and across the middle."""
    thin, thick = footer.paragraphs[0], footer.add_paragraph()
    for line, eighths, height in ((thin, _THIN, 1.0), (thick, _THICK, _BETWEEN)):
        exact(line, height)
        indent_line(line, left=-8 * _MM / CHARACTER, right=-6 * _MM / CHARACTER)
        edge(line, "bottom", eighths, RED)


def _red(page: Page, head: str, above: float, gap: bool = False) -> None:
    size, narrow = red_size(head)
    space = max(above - size * (_LEADING - 1) / 2, 0)
    if gap:
        page.gap(space)
    line = page.line(style=FLUSH)
    _dress_red(line, head, size, narrow)
    if not gap:
        from docx.shared import Pt

        line.paragraph_format.space_before = Pt(space)


def _dress_red(line: Any, head: str, size: float, narrow: float) -> None:
    put(line, head, size, "title", "center", colour=RED)
    properties = line.runs[0]._r.rPr
    properties.sz.addprevious(element("w", val=round(narrow * 100)))
    exact(line, round(size * _LEADING, 1))


def red_size(head: str) -> tuple[float, float]:
    """Points of the red head and how narrow its characters are: as wide as the type area at most, 22 mm high at most.

    A long name is set narrower before it is set smaller, so that it still strikes the eye.
    """
    room = WIDTH * _FILLED / max(cells(head) / 2, 1)
    size = min(_TALLEST, max(room, min(_TALL, room / _NARROWEST)))
    return max(round(size * 2 - 0.5) / 2, _SHORTEST), min(1.0, room / size)
