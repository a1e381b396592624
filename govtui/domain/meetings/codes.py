"""Two keys that sign a person in: letters from the first letters of the name, or the digits of the seat."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from string import ascii_lowercase

from govtui.domain.pinyin import initials_of
from govtui.domain.text import clean, halfwidth

SPARE = "v"
"""Stands where a name has no letter at all: no syllable begins with it."""


def codes(names: Sequence[str]) -> tuple[str, ...]:
    """A code of two letters for each name, in order, all different; empty once all 676 are given out.

    The first letters of the first two characters; where they are taken, other letters of the name, then the nearest
    free ones. A name's code depends only on the names before it: people added at the end change nobody's.
    """
    taken: set[str] = set()
    found = []
    for name in names:
        code = next((one for one in _choices(name) if one not in taken), "")
        taken.add(code)
        found.append(code)
    return tuple(found)


def typed_code(text: str) -> str:
    """A code as typed, in any width and case, without blanks."""
    return "".join(halfwidth(clean(text)).lower().split())


def seat_code(seat: int) -> str:
    """The digits of a seat: two, or three from the hundredth on; empty for who has none yet."""
    return f"{seat:02d}" if seat else ""


def _choices(name: str) -> Iterator[str]:
    letters = [found for found in map(_letters, name) if found] or [SPARE]
    yield from (a + b for one, other in combinations(letters, 2) for a in one for b in other)
    first, second = letters[0][0], letters[1][0] if len(letters) > 1 else letters[0][0]
    yield from (first + letter for letter in _from(second))
    yield from (letter + other for letter in _from(first) for other in _from(second))


def _letters(char: str) -> str:
    return "".join(letter for letter in initials_of(char) if letter in ascii_lowercase)


def _from(letter: str) -> str:
    """The alphabet from this letter on, then from its beginning."""
    at = ascii_lowercase.index(letter)
    return ascii_lowercase[at:] + ascii_lowercase[:at]
