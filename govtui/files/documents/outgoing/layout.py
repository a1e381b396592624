"""The page of GB/T 9704-2012: 22 lines of 28 characters in 156 × 225 mm, paragraph styles, page numbers, lines.

A character of body type is 16 points, yet 28 of them have 442 points: each is set a little closer than its size. The
section declares the grid; body styles stand off it and say the same in exact lines and closer characters, since
programs differ in what a grid does to digits and to stand-in fonts.
"""

from collections.abc import Sequence
from typing import Any

from govtui.files.documents.outgoing.text import Piece
from govtui.files.word import RED, Font, Place, dress, exact, font_names, put, qname

LINE, CHARACTER = 28.95, 15.8
"""Points of a line and of a character's place in the type area."""

CHARACTERS, WIDTH = 28, 442.25
"""Characters of a line; points of the type area's width."""

BODY_SIZE, TITLE_SIZE, TITLE_LINE, SMALL_SIZE = 16.0, 22.0, 33.0, 14.0

BODY, FLUSH, TITLE, ANNEX_TITLE, CENTRED = "GwBody", "GwFlush", "GwTitle", "GwAnnexTitle", "GwCentred"
HEADINGS = ("GwHeading1", "GwHeading2", "GwHeading3", "GwHeading4")
CELL, CELL_HEAD = "GwCell", "GwCellHead"

_TWENTIETHS = 20
_CLOSER = -6
_GRID = {"type": "linesAndChars", "linePitch": "579", "charSpace": "-842"}

# Style id, name as people see it, font, size, line (None: single), place, indent of the first line in characters, rank.
_Style = tuple[str, str, Font, float, float | None, str, int, int | None]
_STYLES: tuple[_Style, ...] = (
    (BODY, "公文正文", "body", BODY_SIZE, LINE, "both", 2, None),
    (FLUSH, "公文顶格", "body", BODY_SIZE, LINE, "both", 0, None),
    (CENTRED, "公文居中", "body", BODY_SIZE, LINE, "center", 0, None),
    (TITLE, "公文标题", "title", TITLE_SIZE, TITLE_LINE, "center", 0, None),
    (ANNEX_TITLE, "公文附件标题", "title", TITLE_SIZE, TITLE_LINE, "center", 0, None),
    (HEADINGS[0], "公文一级标题", "label", BODY_SIZE, LINE, "both", 2, 0),
    (HEADINGS[1], "公文二级标题", "kai", BODY_SIZE, LINE, "both", 2, 1),
    (HEADINGS[2], "公文三级标题", "body", BODY_SIZE, LINE, "both", 2, 2),
    (HEADINGS[3], "公文四级标题", "body", BODY_SIZE, LINE, "both", 2, 3),
    (CELL, "公文表格", "body", 12, None, "center", 0, None),
    (CELL_HEAD, "公文表头", "label", 12, None, "center", 0, None),
)


def element(name: str, **attributes: str | int) -> Any:
    """An element of WordprocessingML with its attributes."""
    from docx.oxml import OxmlElement

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qname(key), str(value))
    return made


class Page:
    """Writes paragraphs one after the other to the end of a document that `prepare` made ready."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self._end = document.element.body.sectPr

    def append(self, made: Any) -> None:
        """Put an element at the end of the document."""
        self._end.addprevious(made)

    def line(self, *pieces: Piece | str, style: str = BODY) -> Any:
        """A paragraph of pieces that are clean already; a piece without a font is set as its style says."""
        made = paragraph_of(pieces, style)
        self.append(made)
        return wrapped(made, self.document)

    @property
    def last(self) -> Any:
        """The element that stands at the end so far; None in an empty document."""
        return self._end.getprevious()

    def blank(self, lines: int = 1) -> None:
        """Empty lines of the body's height."""
        for _ in range(lines):
            self.line(style=FLUSH)

    def gap(self, points: float) -> Any:
        """An empty paragraph exactly so high, which it returns."""
        return exact(self.line(style=FLUSH), max(points, 1))

    def put(self, text: str, size: float, font: Font, place: Place, colour: str = "") -> Any:
        """A paragraph of its own type, cleaned; returns it."""
        return put(self.line(style=FLUSH), text, size, font, place, colour=colour)


def hold_together(page: Page, first: Any) -> None:
    """Keep the paragraphs from the element `first` to the last one on one page, as far as they are paragraphs."""
    at, last = first, page.last
    while at is not None and at is not last:
        if at.tag == qname("p"):
            wrapped(at, page.document).paragraph_format.keep_with_next = True
        at = at.getnext()


def wrapped(made: Any, document: Any) -> Any:
    """The library's paragraph around an element, with the document it belongs to."""
    from docx.text.paragraph import Paragraph

    return Paragraph(made, document._body)


def paragraph_of(pieces: Sequence[Piece | str], style: str) -> Any:
    """A paragraph as an element. Built by hand: a long paper has thousands of them."""
    made = element("p")
    properties = element("pPr")
    properties.append(element("pStyle", val=style))
    made.append(properties)
    for piece in pieces:
        text, font = (piece, None) if isinstance(piece, str) else piece
        run = element("r")
        if font is not None and font != _font_of(style):
            run.append(_type(font))
        _words(run, text)
        made.append(run)
    return made


def _words(run: Any, text: str) -> None:
    """Text into a run; a line break and a tab are elements of their own."""
    for at, line in enumerate(text.split("\n")):
        if at:
            run.append(element("br"))
        for nth, part in enumerate(line.split("\t")):
            if nth:
                run.append(element("tab"))
            if part:
                words = element("t")
                words.text = part
                words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                run.append(words)


def _font_of(style: str) -> Font | None:
    return next((font for name, _, font, *_ in _STYLES if name == style), None)


def _type(font: Font) -> Any:
    properties = element("rPr")
    properties.append(element("rFonts", **font_names(font)))
    return properties


def prepare(document: Any, grid: bool = True) -> Page:
    """Give a fresh document the styles of official papers, and the grid unless forms stand on its pages too."""
    for style in _STYLES:
        _add_style(document, style)
    if grid:
        _set_grid(document)
    return Page(document)


def _set_grid(document: Any) -> None:
    section = document.sections[0]._sectPr
    for old in section.findall(qname("docGrid")):
        section.remove(old)
    section.append(element("docGrid", **_GRID))


def _add_style(document: Any, style: _Style) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    key, name, font, size, line, place, indent, rank = style
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.element.styleId = key
    made.base_style = document.styles["Normal"]
    made.quick_style = True
    dress(made, font, size)
    layout = made.paragraph_format
    layout.widow_control = False
    layout.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if place == "both" else WD_ALIGN_PARAGRAPH.CENTER
    if line is not None:
        exact(made, line)
        made.element.rPr.sz.addprevious(element("spacing", val=_CLOSER if size == BODY_SIZE else 0))
    else:
        layout.line_spacing = 1.0
    layout.keep_with_next = True if key == CELL_HEAD else None
    if indent:
        indent_line(made, first=indent)
    _off_grid(made.element.pPr, rank)


def _off_grid(properties: Any, rank: int | None) -> None:
    """No grid, no hanging marks, no room between digits and characters: each line is as wide as its characters."""
    for name in ("overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid"):
        _insert(properties, element(name, val=0))
    if rank is not None:
        _insert(properties, element("outlineLvl", val=rank))


_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "pBdr", "shd", "tabs"),
    *("kinsoku", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "adjustRightInd", "snapToGrid"),
    *("spacing", "ind", "contextualSpacing", "jc", "textAlignment", "outlineLvl", "rPr", "sectPr"),
)
"""The schema's order of a paragraph's properties, as far as they are used here; Word refuses any other."""


def _insert(properties: Any, made: Any) -> None:
    rank = {qname(name): at for at, name in enumerate(_ORDER)}
    for other in properties:
        if rank.get(other.tag, 0) > rank[made.tag]:
            other.addprevious(made)
            return
    properties.append(made)


def indent_line(target: Any, first: float = 0, left: float = 0, right: float = 0) -> Any:
    """Indents in characters of the body; a negative `first` hangs. Returns the paragraph or style."""
    from docx.shared import Pt

    layout = target.paragraph_format
    layout.left_indent, layout.right_indent = Pt(left * CHARACTER), Pt(right * CHARACTER)
    layout.first_line_indent = Pt(first * CHARACTER)
    if first == int(first) > 0 and not left:
        layout.element.pPr.ind.set(qname("firstLineChars"), str(int(first * 100)))
    return target


def edge(paragraph: Any, side: str, eighths: int, colour: str = "000000", space: int = 0) -> Any:
    """A line above or below a paragraph, `eighths` of a point thick; returns the paragraph."""
    properties = paragraph._p.get_or_add_pPr()
    borders = properties.find(qname("pBdr"))
    if borders is None:
        borders = element("pBdr")
        _insert(properties, borders)
    borders.append(element(side, val="single", sz=eighths, space=space, color=colour))
    return paragraph


def red_line(page: Page, below: float, eighths: int = 16) -> Any:
    """A red line as wide as the type area, `below` points under what stands above it."""
    return edge(page.gap(below), "bottom", eighths, RED)


def tab(paragraph: Any, points: float, kind: str = "left") -> Any:
    """A tab stop so far from the left edge of the type area; returns the paragraph."""
    properties = paragraph._p.get_or_add_pPr()
    stops = properties.find(qname("tabs"))
    if stops is None:
        stops = element("tabs")
        _insert(properties, stops)
    stops.append(element("tab", val=kind, pos=round(points * _TWENTIETHS)))
    return paragraph
