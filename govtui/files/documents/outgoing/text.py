"""The plain text of a paper read as its parts: paragraphs by level, tables, annexes. No Word in here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from govtui.domain.text import cells, clean, halfwidth
from govtui.files.word import Font

Piece = tuple[str, Font]
"""A stretch of text and the type it is set in."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: `level` 1 (一、) to 4 (（1）) of its numeral, 0 without one; a chapter's line stands centred.

    `heading` is true where the whole paragraph is a heading. `label` is what a person list of minutes begins with.
    """

    pieces: tuple[Piece, ...]
    level: int = 0
    heading: bool = False
    centred: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, and its rows, all equally long; the first row is the head."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """Where an annex begins on a page of its own: its mark (附件, 附件1) and its title."""

    mark: str
    title: str


Part = Paragraph | Table | Annex

MOST_COLUMNS = 60
"""Word takes 63 columns in a table; what lies beyond is joined into the last one."""

_NUMERAL = "一二三四五六七八九十百"
_LEVELS: tuple[tuple[int, re.Pattern[str], Font], ...] = (
    (1, re.compile(f"[{_NUMERAL}]+、"), "label"),
    (2, re.compile(f"[（(][{_NUMERAL}]+[）)]"), "kai"),
    (3, re.compile(r"\d{1,3}[.．、](?!\d)"), "body"),
    (4, re.compile(r"[（(]\d{1,3}[）)]"), "body"),
)
_CHAPTER = re.compile(f"第[{_NUMERAL}]+[章节编](?=[\\s\u3000]|$)")
_ARTICLE = re.compile(f"第[{_NUMERAL}零]+条(?=[\\s\u3000])")
_PEOPLE = re.compile("((?:出席|列席|请假|缺席|参加|主持|记录)(?:人员|人)?)[：:]")
_ANNEX = re.compile(r"附件\s*(\d{0,3})[：:]?")
_TABLE_NUMBER = re.compile(r"表\s*(\d{1,3})")
_LINES = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LONGEST_HEADING, _LONGEST_NAME, _LONGEST_CHAPTER = 112, 120, 56
_SENTENCE_END = "。；"


def parts(body: str, minutes: bool = False) -> Iterator[Part]:
    """The parts of a text in order. Blank lines fall away; `minutes` sets the lists of people (出席：…) off."""
    lines = [line for line in _LINES.split(body) if line.strip()]
    at = tables = 0
    while at < len(lines):
        end = _table_end(lines, at)
        named = end is None and at + 1 < len(lines) and _is_name(lines[at])
        end = _table_end(lines, at + 1) if named else end
        if end is not None:
            table, tables = _table(lines[at:end], named, tables)
            yield table
            at = end
        elif annex := _ANNEX.fullmatch(halfwidth(clean(lines[at]))):
            follows = at + 1 < len(lines) and _table_end(lines, at + 1) is None
            yield Annex(f"附件{annex[1]}", clean(lines[at + 1]) if follows else "")
            at += 2 if follows else 1
        else:
            yield paragraph(clean(lines[at]), minutes)
            at += 1


def paragraph(text: str, minutes: bool = False) -> Paragraph:
    """One cleaned line as a paragraph: where it begins with a numeral its first sentence is set as a heading."""
    if minutes and (people := _PEOPLE.match(text)):
        label = f"{people[1]}："
        return Paragraph(((label, "label"), (text[people.end() :].strip(), "body")), label=label)
    if _CHAPTER.match(text) and cells(text) <= _LONGEST_CHAPTER:
        return Paragraph(((text, "label"),), level=1, heading=True, centred=True)
    if article := _ARTICLE.match(text):
        return Paragraph(((article[0], "label"), (text[article.end() :], "body")))
    for level, numeral, font in _LEVELS:
        if found := numeral.match(text):
            return _numbered(text, found.end(), level, font)
    return Paragraph(((text, "body"),))


def _numbered(text: str, numeral: int, level: int, font: Font) -> Paragraph:
    """A heading on its own line, one that text runs on from, or a point of text that only bears a numeral."""
    end = text.find("。") + 1
    alone = text[-1] not in _SENTENCE_END or (end == len(text) and "，" not in text)
    if end in (0, len(text)):
        heading = alone and cells(text) <= _LONGEST_HEADING
        return Paragraph(((text, font if heading else "body"),), level, heading)
    if cells(text[:end]) > _LONGEST_HEADING:
        return Paragraph(((text[:numeral], font), (text[numeral:], "body")), level)
    return Paragraph(((text[:end], font), (text[end:], "body")), level)


def _is_name(line: str) -> bool:
    name = line.strip()
    return name.startswith("表") and "\t" not in name and cells(name) <= _LONGEST_NAME and name[-1] not in "。；"


def _table_end(lines: list[str], start: int) -> int | None:
    """Where the table that begins at `start` ends; None where none begins.

    A table is two lines with tabs or more. Lines that only begin with one are paragraphs that somebody indented.
    """
    end = start
    while end < len(lines) and "\t" in lines[end]:
        end += 1
    while end > start and _indented(lines[end - 1]):
        end -= 1
    return end if end - start >= 2 and not _indented(lines[start]) else None


def _indented(line: str) -> bool:
    return line.startswith("\t") and "\t" not in line.strip()


def _table(lines: list[str], named: bool, before: int) -> tuple[Table, int]:
    """The table with its name and number, and the number so far. A number in the name is kept."""
    name = clean(lines[0]) if named else f"表{before + 1}"
    number = _TABLE_NUMBER.match(halfwidth(name))
    rows = [_row(line) for line in (lines[1:] if named else lines)]
    most = max(len(row) for row in rows)
    while most > 1 and not any(row[most - 1 :] and row[most - 1] for row in rows):
        most -= 1
    filled = tuple((*row[:most], *[""] * (most - len(row))) for row in rows)
    return Table(name, filled), int(number[1]) if number else before + 1


def _row(line: str) -> tuple[str, ...]:
    found = line.split("\t")
    kept = [clean(cell) for cell in found[: MOST_COLUMNS - 1]]
    rest = clean(" ".join(found[MOST_COLUMNS - 1 :]))
    return (*kept, rest) if len(found) >= MOST_COLUMNS else tuple(kept)
