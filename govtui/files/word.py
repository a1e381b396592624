"""Word files as offices print them: GB/T 9704-2012 type area (156 × 225 mm on A4), its fonts, boxes of fixed width."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from govtui.domain.text import clean
from govtui.files.saving import replacing

TYPE_WIDTH, TYPE_HEIGHT = 156.0, 225.0
"""The type area in millimetres; margins are 37 top, 35 bottom, 28 left, 26 right."""

Font = Literal["title", "body", "label"]
Place = Literal["left", "center", "right"]

_FONTS = {"title": "方正小标宋简体", "body": "仿宋_GB2312", "label": "黑体"}
# What stands in where an office's computer lacks the font: Word and WPS read altName.
_STAND_INS = {"方正小标宋简体": ("宋体", "roman"), "仿宋_GB2312": ("仿宋", "modern"), "黑体": ("SimHei", "modern")}
_LATIN = "Times New Roman"
_TWENTIETHS = 1440 / 25.4


def new_document(title: str, author: str, made_at: datetime) -> Any:
    """An empty A4 document with the standard's margins and fonts; it says nothing of the time but `made_at`."""
    from docx import Document
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(20)
    normal = document.styles["Normal"]
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    _dress(normal, "body", 12, False)
    _name_stand_ins(document)
    core = document.core_properties
    core.title, core.author, core.last_modified_by = clean(title)[:255], clean(author)[:255], clean(author)[:255]
    core.created = core.modified = made_at.replace(tzinfo=None)
    core.comments, core.revision = "", 1
    return document


def save(document: Any, path: Path) -> None:
    """Write the document whole or not at all. Raises Refusal as `replacing` does."""
    with replacing(path) as fresh:
        document.save(str(fresh))


def put(
    paragraph: Any, text: str, size: float = 12, font: Font = "body", place: Place = "left", bold: bool = False
) -> Any:
    """`text` into an empty paragraph, cleaned, line breaks kept; returns the paragraph."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, place.upper())
    _dress(paragraph.add_run(clean(text, multiline=True)), font, size, bold)
    return paragraph


def box(
    cell: Any, lines: Sequence[tuple[str, Place]], size: float = 12, font: Font = "body", middle: bool = False
) -> list[Any]:
    """Fill a cell with paragraphs, which it returns; `middle` centres them up and down."""
    from docx.enum.table import WD_ALIGN_VERTICAL

    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER if middle else WD_ALIGN_VERTICAL.TOP
    places = [cell.paragraphs[0], *(cell.add_paragraph() for _ in lines[1:])]
    return [put(place, text, size, font, where) for place, (text, where) in zip(places, lines, strict=True)]


def sink(paragraph: Any, millimetres: float) -> None:
    """Room above a paragraph: a signature belongs at the foot of its box."""
    from docx.shared import Mm

    paragraph.paragraph_format.space_before = Mm(max(millimetres, 0))


class Frame:
    """A table with lines all round, on a grid of fixed `widths` (mm) that no text can move; rows come by `line`."""

    def __init__(self, document: Any, widths: Sequence[float]) -> None:
        from docx.shared import Mm

        self._widths = widths
        self._table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
        self._table.autofit = False
        properties = self._table._tbl.tblPr
        whole = properties.find(_word("tblW"))
        whole.set(_word("type"), "dxa")
        whole.set(_word("w"), str(round(sum(widths) * _TWENTIETHS)))
        # The schema wants the margins before tblLook; Word refuses files that have them behind it.
        properties.find(_word("tblLook")).addprevious(_cell_margins())
        for column, width in zip(self._table.columns, widths, strict=True):
            column.width = Mm(width)

    def line(self, spans: Sequence[int], height: float) -> list[Any]:
        """A new row of at least `height` mm that stays on one page; its cells, each over so many grid columns."""
        from docx.enum.table import WD_ROW_HEIGHT_RULE
        from docx.oxml import OxmlElement
        from docx.oxml.table import CT_Tc
        from docx.shared import Mm
        from docx.table import _Cell

        row = OxmlElement("w:tr")
        self._table._tbl.append(row)
        row.trHeight_hRule, row.trHeight_val = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(height)
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        made, at = [], 0
        for span in spans:
            cell = CT_Tc.new()
            cell.width, cell.grid_span = Mm(sum(self._widths[at : at + span])), span
            row.append(cell)
            made.append(_Cell(cell, self._table))
            at += span
        return made


def join(above: Any, below: Any) -> None:
    """Let a cell run down into the one under it, which must be as wide."""
    above._tc.vMerge = above._tc.vMerge or "restart"
    below._tc.vMerge = "continue"


def _cell_margins() -> Any:
    from docx.oxml import OxmlElement

    margins = OxmlElement("w:tblCellMar")
    for side, twentieths in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85)):
        margin = OxmlElement(f"w:{side}")
        margin.set(_word("w"), str(twentieths))
        margin.set(_word("type"), "dxa")
        margins.append(margin)
    return margins


def close_page(document: Any) -> None:
    """The paragraph that must follow a table, too small to make a page of its own."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(1)
    _dress(paragraph.add_run(""), "body", 1, False)


def _dress(target: Any, font: Font, size: float, bold: bool) -> None:
    from docx.shared import Pt

    target.font.name, target.font.size, target.font.bold = _LATIN, Pt(size), bold
    fonts = target._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(_word("eastAsia"), _FONTS[font])
    fonts.set(_word("hint"), "eastAsia")
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(_word(theme), None)


def _word(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _name_stand_ins(document: Any) -> None:
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/></w:font>'
        for name, (other, family) in _STAND_INS.items()
    )
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = part.blob.replace(b"</w:fonts>", f"{entries}</w:fonts>".encode())
