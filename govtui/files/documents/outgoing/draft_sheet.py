"""发文稿纸 as Word: who drafted, checked, co-signed, signed and re-checked a paper, and its text under the form."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from govtui.domain.clock import long_day
from govtui.domain.text import cells
from govtui.files.documents.outgoing.layout import Page, prepare
from govtui.files.documents.outgoing.pages import number_pages
from govtui.files.documents.outgoing.paper import write_text
from govtui.files.documents.outgoing.text import parts
from govtui.files.word import Frame, Place, box, new_document, put, save, sink
from govtui.services.documents.outgoing.sheets import DraftCosign, DraftSheet

NAME = "发文稿纸"

_GRID = (22.0, 30.0, 22.0, 30.0, 22.0, 30.0)
_HALVES, _THIRDS, _WHOLE = (1, 2, 1, 2), (1, 1, 1, 1, 1, 1), (1, 5)
_ROW, _LIST_ROW, _TITLE_ROW = 9.0, 11.0, 15.0
_BOX, _BOX_LINE, _SIGNED_LINES = 46.0, 6.2, 3
_MANY_UNITS = 6
_BOX_CELLS, _PAGE_LINES = 24, 30
_LONG_TITLE = 54
_PLAIN, _SMALL = 12.0, 10.5
_BY_HAND = "年　　月　　日"
_UNKNOWN_TIME = datetime(2000, 1, 1)


def write_draft_sheet(path: Path, sheet: DraftSheet, author: str = "", made_at: datetime | None = None) -> None:
    """Write one 发文稿纸. Raises Refusal: disk full, denied, file open."""
    made = made_at or _moment(sheet.drafted_on) or _moment(sheet.signed_on) or _UNKNOWN_TIME
    document = new_document(" ".join(filter(None, (NAME, sheet.number, sheet.title))), author, made)
    page = prepare(document, grid=False)
    number_pages(document)
    put(document.add_paragraph(), f"{sheet.office}{NAME}", 22, "title", "center")
    put(document.add_paragraph(), "（演示数据）" if sheet.demonstration else " ", _SMALL, "label", "center")
    table = Frame(document, _GRID)
    _decisions(table, sheet)
    _facts(table, sheet)
    _body(page, sheet)
    save(document, path)


def _decisions(table: Frame, sheet: DraftSheet) -> None:
    """The two boxes that people sign in, side by side: 签发 and 会签."""
    signed = _signed(sheet)
    cosigned = [_cosigned(one) for one in sheet.cosigns] or [("", "left")]
    size = _SMALL if len(cosigned) > _MANY_UNITS else _PLAIN
    name, opinion, other_name, units = table.line(_HALVES, _BOX, _fits(signed, cosigned))
    box(name, [("签发", "center")], _PLAIN, "label", middle=True)
    written = box(opinion, signed, _PLAIN)
    sink(written[1], _BOX - _BOX_LINE * (_lines(sheet.sign_opinion) + _SIGNED_LINES))
    box(other_name, [("会签", "center")], _PLAIN, "label", middle=True)
    box(units, cosigned, size)


def _fits(*boxes: Sequence[tuple[str, Place]]) -> bool:
    return all(sum(_lines(text) for text, _ in lines) <= _PAGE_LINES for lines in boxes)


def _signed(sheet: DraftSheet) -> list[tuple[str, Place]]:
    """Opinion, name and full date; where nobody has signed yet, the date that is to be filled in by hand."""
    who = " ".join(filter(None, (sheet.signer_title, sheet.signer)))
    return [(sheet.sign_opinion, "left"), (who, "right"), (_day(sheet.signed_on) or _BY_HAND, "right")]


def _cosigned(one: DraftCosign) -> tuple[str, Place]:
    answer = " ".join(filter(None, (one.opinion, one.person, _day(one.on))))
    return f"{one.unit}：{answer}" if answer else f"{one.unit}：", "left"


def _facts(table: Frame, sheet: DraftSheet) -> None:
    for spans, facts in _rows(sheet):
        table.facts(spans, facts, _ROW)
    size = 14.0 if cells(sheet.title) <= _LONG_TITLE else _PLAIN
    table.facts(_WHOLE, [("标题", sheet.title)], _TITLE_ROW, size)
    table.facts(_WHOLE, [("主送", sheet.addressees)], _LIST_ROW)
    table.facts(_WHOLE, [("抄送", sheet.copies_to)], _LIST_ROW)
    table.facts(_WHOLE, [("附件", _numbered(sheet.attachments))], _LIST_ROW)
    for label, value in (("会议决定", sheet.meeting_ref), ("登记号", sheet.normative_number)):
        if value:
            table.facts(_WHOLE, [(label, value)], _ROW)
    people = [("拟稿单位", sheet.drafting_unit), ("拟稿", _by(sheet.drafter, sheet.drafted_on))]
    table.facts(_HALVES, people, _ROW)
    checks = [("核稿", _by(sheet.checker, sheet.checked_on)), ("复核", _by(sheet.rechecker, sheet.rechecked_on))]
    table.facts(_HALVES, checks, _ROW)
    table.facts(
        _THIRDS, [("电话", sheet.phone), ("份数", _count(sheet.copies)), ("印数", _count(sheet.print_copies))], _ROW
    )
    table.facts(_HALVES, [("印刷", ""), ("校对", "")], _ROW)


def _rows(sheet: DraftSheet) -> Iterator[tuple[Sequence[int], list[tuple[str, str]]]]:
    """The rows above the title."""
    yield _HALVES, [("发文字号", sheet.number), ("文种", "　".join(filter(None, (sheet.series, sheet.kind))))]
    yield _THIRDS, [("密级", sheet.secrecy), ("缓急", sheet.urgency), ("公开", sheet.publicity)]
    if sheet.publicity_reason:
        yield _WHOLE, [("公开说明", sheet.publicity_reason)]


def _body(page: Page, sheet: DraftSheet) -> None:
    page.gap(_PLAIN)
    write_text(page, parts(sheet.body))


def _numbered(names: Sequence[str]) -> str:
    return "\n".join(f"{at + 1}. {name}" if len(names) > 1 else name for at, name in enumerate(names))


def _lines(text: str) -> int:
    return -(-cells(text) // _BOX_CELLS) if text else 0


def _by(name: str, day: date | None) -> str:
    return " ".join(filter(None, (name, _day(day))))


def _count(number: int) -> str:
    return f"{number}份" if number else ""


def _day(day: date | None) -> str:
    return long_day(day) if day else ""


def _moment(day: date | None) -> datetime | None:
    return datetime.combine(day, datetime.min.time()) if day else None
