"""What stands outside the type area: page numbers, odd right and even left, and the marks of a draft."""

from typing import Any

from govtui.files.documents.outgoing.heads import close_letter
from govtui.files.documents.outgoing.layout import SMALL_SIZE, element
from govtui.files.word import dress, exact, put
from govtui.services.documents.outgoing.sheets import OfficialPaper

DRAFT, DEMONSTRATION = "送审稿", "演示数据"

_FOOT_MM, _HEAD_MM = 20, 20
_NUMBER_LINE, _UNDER_NUMBER = 17.0, 14.0
"""Points: so the line of the number stands 7 mm under the type area."""


def write_edges(document: Any, paper: OfficialPaper) -> None:
    """Headers and footers of the whole document."""
    number_pages(document)
    section = document.sections[0]
    heads = [section.header, section.even_page_header]
    if paper.form == "letter" and paper.head:
        section.different_first_page_header_footer = True
        close_letter(section.first_page_footer)
        heads.append(section.first_page_header)
    for head in heads:
        _marks(head, paper)


def number_pages(document: Any) -> None:
    """Page numbers under the type area, on the outer side."""
    from docx.shared import Mm

    section = document.sections[0]
    document.settings.odd_and_even_pages_header_footer = True
    section.footer_distance, section.header_distance = Mm(_FOOT_MM), Mm(_HEAD_MM)
    _number(section.footer, "right")
    _number(section.even_page_footer, "left")


def _number(footer: Any, side: str) -> None:
    """“— 1 —”, a character away from the outer edge."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = exact(footer.paragraphs[0], _NUMBER_LINE)
    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, side.upper())
    setattr(paragraph.paragraph_format, f"{side}_indent", Pt(SMALL_SIZE))
    dress(paragraph.add_run("— "), "song", SMALL_SIZE)
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        dress(run, "song", SMALL_SIZE)
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            code = element("instrText")
            code.text = "PAGE"
            run._r.append(code)
    dress(paragraph.add_run(" —"), "song", SMALL_SIZE)
    exact(footer.add_paragraph(), _UNDER_NUMBER)


def _marks(header: Any, paper: OfficialPaper) -> None:
    header.is_linked_to_previous = False
    marks = [mark for mark, due in ((DRAFT, paper.draft), (DEMONSTRATION, paper.demonstration)) if due]
    paragraph = header.paragraphs[0]
    if marks:
        put(paragraph, marks[0], SMALL_SIZE + 2 if paper.draft else 10.5, "label", "right")
        for mark in marks[1:]:
            put(paragraph, f"（{mark}）", 10.5, "label", "right")
