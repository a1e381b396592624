"""Pinyin initials with every reading of a character, for finding people, units, papers and commands by keys."""

from functools import lru_cache
from itertools import product

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
_MOST = 64


@lru_cache(maxsize=32768)
def initials_of(char: str) -> str:
    """The possible first letters of one character, each once: `重` → `zc`; letters and digits stand for themselves."""
    if char.isascii():
        return char.lower() if char.isalnum() else ""
    from pypinyin import Style, pinyin

    readings = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    letters = [reading[0] for reading in (readings[0] if readings else []) if reading and reading[0].isalpha()]
    return "".join(dict.fromkeys([*letters, *_EXTRA_READINGS.get(char, "")]))


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


@lru_cache(maxsize=512)
def _singles(letters: str) -> tuple[str, ...]:
    return tuple(f"q{one}" for one in letters)


@lru_cache(maxsize=8192)
def _pairs(before: str, after: str) -> tuple[str, ...]:
    return tuple(f"q{one}{other}" for one in before for other in after)


def matches_initials(query: str, text: str) -> bool:
    """True when `query` (letters or digits) reads as first letters of neighbouring characters somewhere in `text`."""
    letters = [choice for choice in map(initials_of, text) if choice]
    span = len(query)
    return any(
        all(letter in choice for letter, choice in zip(query, letters[start : start + span], strict=True))
        for start in range(len(letters) - span + 1)
    )
