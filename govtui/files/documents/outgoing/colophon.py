"""版记: 抄送, 印发机关 and 印发日期 between thick and thin lines at the foot of the last page."""

from typing import Any

from govtui.domain.clock import long_day
from govtui.domain.text import cells
from govtui.files.documents.outgoing.floating import at_foot, paragraph_in
from govtui.files.documents.outgoing.layout import SMALL_SIZE, WIDTH, Page, edge, tab
from govtui.files.word import exact, put
from govtui.services.documents.outgoing.sheets import OfficialPaper

_LINE = 24.0
_RULE = 3.0
_THICK, _THIN = 8, 6
"""Eighths of a point: 0.35 mm and 0.25 mm."""

_LABEL = "抄送："
_LINE_CELLS = 50
"""Half characters of 14 points between the label and the right end, one less than fit: marks may not begin a line."""

_MOST_LINES = 18
_END = "，,、；;。. "


def write_colophon(page: Page, paper: OfficialPaper) -> None:
    """The 版记 of a paper; nothing where it has none. A letter's has neither lines nor printing organ."""
    letter = paper.form == "letter"
    made = []
    if paper.copies_to:
        made.append(_copies(page, f"{paper.copies_to.strip(_END)}。"))
    if (paper.printer or paper.printed) and not letter:
        made.append(_printed(page, paper))
    if not made:
        return
    lines = _height(paper.copies_to) + (len(made) - bool(paper.copies_to))
    height = lines * _LINE + (0 if letter else _RULE * (len(made) + 1))
    made = made if letter else _ruled(page, made)
    if lines > _MOST_LINES:
        for paragraph in made:
            page.append(paragraph._p)
    else:
        at_foot(page, [one._p for one in made], WIDTH, height)


def _height(copies: str) -> int:
    """Lines that the copies take."""
    return -(-(cells(copies) + 2) // _LINE_CELLS) if copies else 0


def _copies(page: Page, text: str) -> Any:
    """Indented a character of its own size on both sides; lines after the first stand under the first name."""
    from docx.shared import Pt

    paragraph = exact(put(paragraph_in(page), _LABEL + text, SMALL_SIZE, "body"), _LINE)
    layout, label = paragraph.paragraph_format, len(_LABEL) * SMALL_SIZE
    layout.left_indent, layout.right_indent = Pt(SMALL_SIZE + label), Pt(SMALL_SIZE)
    layout.first_line_indent = Pt(-label)
    return paragraph


def _printed(page: Page, paper: OfficialPaper) -> Any:
    day = f"{long_day(paper.printed)}印发" if paper.printed else "　　年　月　日印发"
    paragraph = exact(paragraph_in(page), _LINE)
    tab(tab(paragraph, SMALL_SIZE), WIDTH - SMALL_SIZE, "right")
    for piece in ("\t", paper.printer, "\t", day):
        if piece == "\t":
            paragraph.add_run().add_tab()
        elif piece:
            put(paragraph, piece, SMALL_SIZE, "body")
    return paragraph


def _ruled(page: Page, made: list[Any]) -> list[Any]:
    """Thick above the first, thin between, thick under the last one, which is the lower edge of the type area.

    The lines are paragraphs of their own: a paragraph's own edges would end where its indents do.
    """
    ruled = [_rule(page, _THICK)]
    for at, paragraph in enumerate(made):
        ruled += [paragraph, _rule(page, _THICK if at == len(made) - 1 else _THIN)]
    return ruled


def _rule(page: Page, eighths: int) -> Any:
    return edge(exact(paragraph_in(page), _RULE - 1), "bottom", eighths)
