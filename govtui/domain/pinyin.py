"""Pinyin initials with every reading of a character, for finding people, units, papers and commands by keys."""

import os
import re
from collections.abc import Callable
from functools import lru_cache
from itertools import count, product

# Readings that the dictionary lacks but offices use (surnames and set words).
_EXTRA_READINGS = {
    "区": "o",
    "仇": "q",
    "单": "s",
    "曾": "zc",
    "调": "td",
    "行": "xh",
    "重": "zc",
    "长": "cz",
    "解": "jx",
}
# Readings of old characters that are written the same; an office never means them, and they find the wrong unit first.
_NEVER_READ = {"市": "f", "宁": "z"}
_MOST = 64

MARK = "ǃ"
"""Stands before first letters among an index's words: a letter no office writes, so they never meet Latin words."""


@lru_cache(maxsize=32768)
def initials_of(char: str) -> str:
    """The possible first letters of one character, each once: `重` → `zc`; letters and digits stand for themselves."""
    if char.isascii():
        return char.lower() if char.isalnum() else ""
    letters = [reading[0] for reading in _readings()(char) if reading and reading[0].isalpha()]
    known = dict.fromkeys([*letters, *_EXTRA_READINGS.get(char, "")])
    return "".join(letter for letter in known if letter not in _NEVER_READ.get(char, ""))


@lru_cache(maxsize=1)
def _readings() -> Callable[[str], list[str]]:
    # Single characters need no phrases, which would take forty megabytes; the library looks here when it is imported.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    def read(char: str) -> list[str]:
        found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
        return found[0] if found else []

    return read


def initials(text: str) -> str:
    """The text's first letters with the commonest reading each: `登记收文` → `djsw` (for showing and sorting)."""
    return "".join(initials_of(char)[:1] for char in text)


def all_initials(text: str) -> list[str]:
    """Every spelling of the text by first letters, the commonest first, at most 64."""
    choices = [letters for letters in map(initials_of, text) if letters]
    out: list[str] = []
    for combination in product(*choices):
        out.append("".join(combination))
        if len(out) >= _MOST:
            break
    return out


def initials_grams(text: str) -> set[str]:
    """Pairs of neighbouring first letters over all readings, marked with `q` so that they never meet Latin words."""
    letters = [choice for choice in map(initials_of, text) if choice]
    return set().union(*map(_singles, letters), *map(_pairs, letters, letters[1:]))


def initials_words(text: str) -> set[str]:
    """One, two and three neighbouring first letters over all readings, each behind `MARK`: an index's own words."""
    letters = [choice for choice in map(initials_of, text) if choice]
    runs = (map(_runs, letters), map(_runs, letters, letters[1:]), map(_runs, letters, letters[1:], letters[2:]))
    return set().union(*runs[0], *runs[1], *runs[2])


@lru_cache(maxsize=512)
def _singles(letters: str) -> tuple[str, ...]:
    return tuple(f"q{one}" for one in letters)


@lru_cache(maxsize=8192)
def _pairs(before: str, after: str) -> tuple[str, ...]:
    return tuple(f"q{one}{other}" for one in before for other in after)


@lru_cache(maxsize=32768)
def _runs(*choices: str) -> tuple[str, ...]:
    return tuple(MARK + "".join(letters) for letters in product(*choices))


def matches_initials(query: str, text: str) -> bool:
    """True when `query` (letters or digits) reads as first letters of neighbouring characters somewhere in `text`.

    Blanks and signs between characters do not count; a line break parts them.
    """
    coded = text.translate(_CODES)
    return _pattern(query, len(_SEVERAL)).search(coded) is not None


def span_of(query: str, text: str) -> int:
    """How many characters of `text` it takes to read `query` in order, gaps allowed; 0 where it cannot be read.

    Short names leave characters out: `fgw` and 发改委 both read 发展和改革委员会, in its first six characters.
    """
    start = at = -1
    for wanted in query:
        at = next((n for n in range(at + 1, len(text)) if wanted == text[n] or wanted in initials_of(text[n])), -1)
        if at < 0:
            return 0
        start = at if start < 0 else start
    return at - start + 1


_SEVERAL: dict[str, str] = {}
"""Several first letters of one character, and the private-use character that stands for them in coded text."""
_PLACES = count(0xE000)


class _Codes(dict[int, str]):
    """What stands in coded text for each character: its first letter, a sign for several, nothing where it has none."""

    def __missing__(self, point: int) -> str:
        letters = initials_of(chr(point))
        several = len(letters) > 1
        code = _SEVERAL.setdefault(letters, chr(next(_PLACES))) if several else letters
        self[point] = code
        return code


_CODES = _Codes({ord("\n"): "\n"})


@lru_cache(maxsize=256)
def _pattern(query: str, _known: int) -> re.Pattern[str]:
    """`query` over coded text; made anew when more signs for several letters are known."""
    signs = {letter: "".join(code for letters, code in list(_SEVERAL.items()) if letter in letters) for letter in query}
    return re.compile("".join(f"[{re.escape(letter)}{signs[letter]}]" for letter in query))
