"""Text from people: cleaning, width in terminal cells, folding for search."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

REPLACEMENT = "\ufffd"
# C0 (newline apart), DEL, C1, bidirectional controls, zero-width marks, BOM, noncharacters, lone surrogates:
# reliability facts §3.1 R1.
_UNWANTED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")
_SPACES = re.compile(r"[ \t\u00a0\u3000]+")
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")


def clean(text: str, multiline: bool = False) -> str:
    """`text` fit for store and screen: no control bytes, no terminal sequences, nothing readable lost.

    Line breaks become one space unless `multiline`; tabs become a space; zero-width marks vanish; other control
    characters become U+FFFD so that the reader sees that something was there. Composed to NFC.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = _INVISIBLE.sub("", _ESCAPE.sub(REPLACEMENT, text))
    if not multiline:
        text = " ".join(filter(None, (line.strip() for line in text.split("\n"))))
    return unicodedata.normalize("NFC", _UNWANTED.sub(REPLACEMENT, text)).strip()


def clean_table(text: str) -> str:
    """`text` of many lines, each cleaned; tabs stay, because they part the cells of a pasted table."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("\t".join(map(clean, line.split("\t"))) for line in lines).strip("\n")


def storable(text: str) -> str:
    """`text` as it was written, zero-width marks kept; only what no store or terminal may hold becomes U+FFFD.

    For the raw form of a number; everything else goes through `clean`.
    """
    kept = _INVISIBLE.split(_ESCAPE.sub(REPLACEMENT, text))
    marks = [*_INVISIBLE.findall(_ESCAPE.sub(REPLACEMENT, text)), ""]
    return "".join(_UNWANTED.sub(REPLACEMENT, part) + mark for part, mark in zip(kept, marks, strict=True))


def halfwidth(text: str) -> str:
    """Full-width digits, letters and signs as their plain twins (NFKC); for numbers and dates, never for titles."""
    return unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=8192)
def _wide(char: str) -> int:
    """Cells of one character; the whole table of widths is read only for characters that offices seldom write."""
    if "\u4e00" <= char <= "\u9fff" or "\u3001" <= char <= "\u3029" or "\uff01" <= char <= "\uff60":
        return 2
    if (
        " " <= char <= "~"
        or "\u2010" <= char <= "\u2027"
        or "\u2190" <= char <= "\u21ff"
        or "\u2500" <= char <= "\u25cf"
    ):
        return 1
    from wcwidth import wcwidth

    return max(wcwidth(char), 0)


@lru_cache(maxsize=16384)
def cells(text: str) -> int:
    """Width of `text` in terminal cells."""
    if text.isascii():
        return len(text)
    return sum(_wide(char) for char in text)


def cut(text: str, width: int, mark: str = "…") -> str:
    """`text` cut at a cell boundary to at most `width` cells, with `mark` where something was left out."""
    if cells(text) <= width:
        return text
    room, out = width - cells(mark), []
    if room < 0:
        return "." * max(width, 0)
    for char in text:
        room -= _wide(char)
        if room < 0:
            break
        out.append(char)
    return "".join(out) + mark


def spared(text: str, start: int, borders: Sequence[int]) -> str:
    """`text` painted from column `start`, with a blank wherever a wide character would lie across one of `borders`."""
    out, at, cuts = [], start, set(borders)
    for char in text:
        width = _wide(char)
        if width == 2 and at + 1 in cuts:
            out.append(" ")
            at += 1
        out.append(char)
        at += width
    return "".join(out)


def pad(text: str, width: int, right: bool = False) -> str:
    """`text` cut or filled with blanks to exactly `width` cells; `right` aligns it to the right."""
    text = cut(text, width)
    gap = " " * (width - cells(text))
    return gap + text if right else text + gap


_NO_LINE_START = set("，。、；：？！）》〉」』】〕”’…—,.;:?!)]}%℃")
_NO_LINE_END = set("（《〈「『【〔“‘([{")


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells; no line starts with closing punctuation or ends with an opening one.

    避头尾: the offending character takes its neighbour with it to the next line.
    """
    return [line for part in text.split("\n") for line in _wrap_line(part, max(width, 4))]


def _wrap_line(text: str, width: int) -> list[str]:
    lines: list[str] = []
    while cells(text) > width:
        at = _break_point(text, width)
        lines.append(text[:at].rstrip())
        text = text[at:].lstrip(" ")
    return [*lines, text]


def _break_point(text: str, width: int) -> int:
    used = at = 0
    for at, char in enumerate(text):  # noqa: B007
        used += _wide(char)
        if used > width:
            break
    limit, floor = at, max(1, at - 6)
    while at > floor and (text[at] in _NO_LINE_START or text[at - 1] in _NO_LINE_END or _inside_word(text, at)):
        at -= 1
    return at if at > floor else max(limit, 1)


def _inside_word(text: str, at: int) -> bool:
    left, right = text[at - 1], text[at]
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


_NOT_FOLDED = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """`text` as search sees it: plain width, lower case, without blanks, brackets and punctuation."""
    return _NOT_FOLDED.sub("", unicodedata.normalize("NFKC", text).lower())


def grams(folded: str) -> Iterator[str]:
    """Overlapping pairs and single characters of a folded text: the index's own words (FTS cannot cut Chinese)."""
    yield from folded
    for left, right in zip(folded, folded[1:], strict=False):
        yield left + right


def tidy(text: str) -> str:
    """`text` with runs of blanks (ideographic ones too) as one blank and none at the ends."""
    return _SPACES.sub(" ", text).strip()


_LIGHT = re.compile(r"(?<![0-9])[\s，。、；：,;:]+|[\s，。、；：,;:]+(?![0-9])")


def substance(text: str) -> str:
    """`text` without what may change in it without changing what it says: blanks, commas, full stops, widths.

    Between digits every mark counts: 1、2 is not 12, and 12.5 is not 125.
    """
    return _LIGHT.sub("", unicodedata.normalize("NFKC", text))
