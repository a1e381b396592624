"""The printed paper: GB/T 9704-2012 layout from its text, its kind and its fields."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from govtui.domain.clock import long_day
from govtui.domain.text import cells, clean
from govtui.files.documents.outgoing.colophon import write_colophon
from govtui.files.documents.outgoing.heads import write_head
from govtui.files.documents.outgoing.layout import (
    ANNEX_TITLE,
    BODY,
    CENTRED,
    CHARACTER,
    CHARACTERS,
    FLUSH,
    HEADINGS,
    TITLE,
    Page,
    hold_together,
    indent_line,
    prepare,
    tab,
)
from govtui.files.documents.outgoing.pages import DRAFT, write_edges
from govtui.files.documents.outgoing.tables import write_table
from govtui.files.documents.outgoing.text import Annex, Paragraph, Part, Piece, Table, parts
from govtui.files.documents.outgoing.titles import break_title
from govtui.files.saving import safe_name
from govtui.files.word import new_document, qname, save
from govtui.services.documents.outgoing.sheets import OfficialPaper

NO_DAY = "　　　年　月　日"

_ENDING = ".docx"
_UNKNOWN_TIME = datetime(2000, 1, 1)
_BODY_SIZE = 16.0
_RIGHT = 4
"""Characters between the day of a sealed paper and the right edge."""

_SHORT, _KEPT = 84, 3
"""Characters of a paragraph and number of attachments that may go over to the signature's page."""

_ATTACHED = "附件："
_BRACKETS = "（）()"


def write_paper(path: Path, paper: OfficialPaper, author: str = "", made_at: datetime | None = None) -> None:
    """Write a paper as a Word file. Raises Refusal: disk full, denied, file open."""
    paper = _cleaned(paper)
    dated = datetime.combine(paper.dated, datetime.min.time()) if paper.dated else _UNKNOWN_TIME
    document = new_document(paper.title or paper.head or "公文", author, made_at or dated, _BODY_SIZE)
    page = prepare(document)
    write_edges(document, paper)
    write_head(page, paper)
    _opening(page, paper)
    text, annexes = _split(parts(paper.body, paper.form == "minutes"))
    write_text(page, text)
    _close(page, paper, len(text) > 1)
    write_text(page, annexes)
    write_colophon(page, paper)
    save(document, path)


def paper_name(paper: OfficialPaper) -> str:
    """A file name (without ending) that every system takes: number and title; 送审稿 where there is no number."""
    known = clean(paper.number) or (DRAFT if paper.draft else "")
    words = "-".join(filter(None, (known, clean(paper.title)))) or "公文"
    return safe_name(words, _ENDING).removesuffix(_ENDING)


def _cleaned(paper: OfficialPaper) -> OfficialPaper:
    """The paper with every text clean; only the body keeps its lines and tabs, which are cleaned one by one."""
    texts: dict[str, Any] = {
        field.name: clean(value)
        for field in fields(paper)
        if isinstance(value := getattr(paper, field.name), str) and field.name not in ("body", "form", "direction")
    }
    many: dict[str, Any] = {
        name: tuple(filter(None, map(clean, getattr(paper, name)))) for name in ("signers", "attachments")
    }
    return replace(paper, **texts, **many)


def _opening(page: Page, paper: OfficialPaper) -> None:
    """Title and addressees. An order has neither: its head says whose it is, its text what it does."""
    if paper.title and not (paper.form == "order" and paper.head):
        page.line("\n".join(break_title(paper.title)), style=TITLE)
        page.blank()
    if paper.addressees:
        page.line(f"{paper.addressees.rstrip('：:，,。 ')}：", style=FLUSH)


def _split(found: Iterable[Part]) -> tuple[list[Part], list[Part]]:
    """The text up to its signature, and the annexes that follow it."""
    every = list(found)
    at = next((at for at, part in enumerate(every) if isinstance(part, Annex)), len(every))
    return every[:at], every[at:]


def write_text(page: Page, found: Iterable[Part]) -> None:
    """The parts of a text at the end of the document; a line stays free above the people that minutes name."""
    people = False
    for part in found:
        named = isinstance(part, Paragraph) and bool(part.label)
        if named and not people:
            page.blank()
        people = named
        if isinstance(part, Table):
            write_table(page, part)
        elif isinstance(part, Annex):
            _annex(page, part)
        else:
            _paragraph(page, part)


def _paragraph(page: Page, part: Paragraph) -> None:
    if part.heading and not part.centred and part.level:
        made = page.line(*(text for text, _ in part.pieces), style=HEADINGS[part.level - 1])
        made.paragraph_format.keep_with_next = True
        return
    made = page.line(*part.pieces, style=CENTRED if part.centred else BODY)
    if part.label:
        indent_line(made, first=-len(part.label), left=2 + len(part.label))


def _annex(page: Page, annex: Annex) -> None:
    """The mark flush left on the first line of a new page, the title on the third."""
    mark = page.line((annex.mark, "label"), style=FLUSH)
    mark.paragraph_format.page_break_before = True
    page.blank()
    if annex.title:
        page.line("\n".join(break_title(annex.title)), style=ANNEX_TITLE)
        page.blank()


def _close(page: Page, paper: OfficialPaper, more: bool) -> None:
    """What follows the text. The signature takes the last paragraph along to its page where that is short.

    Not so where there is no `more` text than that: the first page must show some.
    """
    ending = page.last
    _attachments(page, paper.attachments)
    if len(paper.attachments) > _KEPT:
        ending = page.last
    _signature(page, paper)
    if ending is not None and ending is not page.last:
        short = more and ending.tag == qname("p") and len(ending.xpath("string()")) <= _SHORT
        hold_together(page, ending if short else ending.getnext())


def _attachments(page: Page, names: Sequence[str]) -> None:
    """附件说明: a line under the text; names that run on stand under their own beginning."""
    if not names:
        return
    page.blank()
    begin = 2 + len(_ATTACHED)
    hang = begin if len(names) == 1 else begin + (1.5 if len(names) < 10 else 2.0)
    for at, name in enumerate(names):
        number = f"{at + 1}.\t" if len(names) > 1 else ""
        made = page.line(f"{_ATTACHED if at == 0 else ''}{number}{name.rstrip('。；;')}", style=FLUSH)
        start = 2 if at == 0 else begin
        tab(indent_line(made, first=start - hang, left=hang), hang * CHARACTER)


def _signature(page: Page, paper: OfficialPaper) -> None:
    """Who signs and when; minutes have said it at their head and bear no seal."""
    if paper.form == "minutes" and paper.head:
        pass
    elif paper.signature_name or paper.signature_title:
        _signed_by(page, paper)
    elif paper.organ or paper.dated:
        _signed_by_organ(page, paper)
    if paper.remark:
        indent_line(page.line(f"（{paper.remark.strip(_BRACKETS)}）", style=FLUSH), first=2)


def _signed_by(page: Page, paper: OfficialPaper) -> None:
    """Title and name of the one who signs, then the day a line below (7.3.5.3)."""
    page.blank(2)
    name: Piece = (paper.signature_name, "kai")
    _at_right(page.line(f"{paper.signature_title}　　", name, style=FLUSH), _RIGHT)
    page.blank()
    _at_right(page.line(_day(paper), style=FLUSH), _RIGHT)


def _signed_by_organ(page: Page, paper: OfficialPaper) -> None:
    """The organ in the middle over the day, room for the seal on both (7.3.5.1)."""
    page.blank(2)
    day = _day(paper)
    width = max(cells(day) / 2, cells(paper.organ) / 2 - 2 * _RIGHT)
    for words in filter(None, (paper.organ, day)):
        room = min(2 * _RIGHT + width, CHARACTERS)
        indent_line(page.line(words, style=CENTRED), left=CHARACTERS - room)


def _at_right(line: Any, characters: float) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return indent_line(line, right=characters)


def _day(paper: OfficialPaper) -> str:
    return long_day(paper.dated) if paper.dated else NO_DAY
