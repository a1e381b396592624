"""Word files as offices print them: GB/T 9704-2012 type area (156 × 225 mm on A4), its fonts, boxes of fixed width.

Measures are millimetres for places on the page and points for type, as the standard has them.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from govtui.domain.text import cells, clean
from govtui.files.saving import replacing

TYPE_WIDTH, TYPE_HEIGHT = 156.0, 225.0
"""The type area in millimetres; margins are 37 top, 35 bottom, 28 left, 26 right."""

Font = Literal["title", "body", "label", "kai", "song"]
Place = Literal["left", "center", "right"]

RED = "FF0000"

_FONTS = {"title": "方正小标宋简体", "body": "仿宋_GB2312", "label": "黑体", "kai": "楷体_GB2312", "song": "宋体"}
# What stands in where an office's computer lacks the font: Word and WPS read altName.
_STAND_INS = {
    "方正小标宋简体": ("宋体", "roman"),
    "仿宋_GB2312": ("仿宋", "modern"),
    "楷体_GB2312": ("楷体", "modern"),
    "黑体": ("SimHei", "modern"),
    "宋体": ("SimSun", "roman"),
}
_LATIN = "Times New Roman"
_TWENTIETHS = 1440 / 25.4
_CROWDED, _LONG_FACT, _PAGE_CELLS = 10.5, 18, 600
"""Points of type in a shared row, cells of a fact that needs it, cells that fit on a page in any column."""


def new_document(title: str, author: str, made_at: datetime, size: float = 12) -> Any:
    """An empty A4 document with the standard's margins and fonts, its plain type of `size` points.

    It says nothing of the time but `made_at`.
    """
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
    dress(normal, "body", size)
    _speak_chinese(document)
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
    paragraph: Any,
    text: str,
    size: float = 12,
    font: Font = "body",
    place: Place = "left",
    bold: bool = False,
    colour: str = "",
) -> Any:
    """`text` into an empty paragraph, cleaned, line breaks kept, in `colour` (RRGGBB); returns the paragraph."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, place.upper())
    dress(paragraph.add_run(clean(text, multiline=True)), font, size, bold, colour)
    return paragraph


def exact(paragraph: Any, points: float) -> Any:
    """Lines of exactly so many points, whatever font stands in; returns the paragraph."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(points)
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
        whole = properties.find(qname("tblW"))
        whole.set(qname("type"), "dxa")
        whole.set(qname("w"), str(round(sum(widths) * _TWENTIETHS)))
        # The schema wants the margins before tblLook; Word refuses files that have them behind it.
        properties.find(qname("tblLook")).addprevious(_cell_margins())
        for column, width in zip(self._table.columns, widths, strict=True):
            column.width = Mm(width)

    def line(self, spans: Sequence[int], height: float, whole: bool = True) -> list[Any]:
        """A new row of at least `height` mm, `whole` on one page; its cells, each over so many grid columns."""
        from docx.enum.table import WD_ROW_HEIGHT_RULE
        from docx.oxml import OxmlElement
        from docx.oxml.table import CT_Tc
        from docx.shared import Mm
        from docx.table import _Cell

        row = OxmlElement("w:tr")
        self._table._tbl.append(row)
        row.trHeight_hRule, row.trHeight_val = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(height)
        if whole:
            row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        made, at = [], 0
        for span in spans:
            cell = CT_Tc.new()
            cell.width, cell.grid_span = Mm(sum(self._widths[at : at + span])), span
            row.append(cell)
            made.append(_Cell(cell, self._table))
            at += span
        return made

    def facts(
        self,
        spans: Sequence[int],
        facts: Sequence[tuple[str, str]],
        height: float,
        size: float = 12,
    ) -> None:
        """A row of label and value pairs; a long value is set smaller where it shares the row with others."""
        made = self.line(spans, height, all(cells(value) <= _PAGE_CELLS for _, value in facts))
        for (label, value), name_cell, value_cell in zip(facts, made[::2], made[1::2], strict=True):
            box(name_cell, [(label, "center")], 12, "label", middle=True)
            crowded = len(facts) > 1 and cells(value) > _LONG_FACT
            box(value_cell, [(value, "left")], _CROWDED if crowded else size, middle=True)


def join(above: Any, below: Any) -> None:
    """Let a cell run down into the one under it, which must be as wide."""
    above._tc.vMerge = above._tc.vMerge or "restart"
    below._tc.vMerge = "continue"


def _cell_margins() -> Any:
    from docx.oxml import OxmlElement

    margins = OxmlElement("w:tblCellMar")
    for side, twentieths in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qname("w"), str(twentieths))
        margin.set(qname("type"), "dxa")
        margins.append(margin)
    return margins


def close_page(document: Any) -> None:
    """The paragraph that must follow a table, too small to make a page of its own."""
    dress(exact(document.add_paragraph(), 1).add_run(""), "body", 1)


def dress(target: Any, font: Font, size: float, bold: bool = False, colour: str = "") -> None:
    """Give a run or a style its type: font of the standard, points, colour (RRGGBB)."""
    from docx.shared import Pt, RGBColor

    target.font.size, target.font.bold = Pt(size), bold
    if colour:
        target.font.color.rgb = RGBColor.from_string(colour)
    fonts = target._element.get_or_add_rPr().get_or_add_rFonts()
    for name, value in font_names(font).items():
        fonts.set(qname(name), value)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qname(theme), None)


def font_names(font: Font) -> dict[str, str]:
    """What `rFonts` says of a font: its own name for Chinese, a Latin one for letters and digits beside it."""
    latin = _FONTS[font] if font == "song" else _LATIN
    return {"ascii": latin, "hAnsi": latin, "eastAsia": _FONTS[font], "hint": "eastAsia"}


def qname(name: str) -> str:
    """`name` in WordprocessingML's namespace."""
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _speak_chinese(document: Any) -> None:
    """Chinese rules for breaking lines and Chinese shapes of characters, where the template says something else."""
    for element in document.styles.element.iter(qname("lang")):
        element.set(qname("eastAsia"), "zh-CN")
    for element in document.settings.element.iter(qname("themeFontLang")):
        element.set(qname("eastAsia"), "zh-CN")


def _name_stand_ins(document: Any) -> None:
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/></w:font>'
        for name, (other, family) in _STAND_INS.items()
    )
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = part.blob.replace(b"</w:fonts>", f"{entries}</w:fonts>".encode())
