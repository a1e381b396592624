"""Finding one of many names by a few keys: letters are pinyin initials in all readings, anything else is text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from govtui.domain.pinyin import initials_grams, initials_of, matches_initials, span_of
from govtui.domain.text import fold

_SHORTEST = 3
"""Letters a shortened name has at least: fewer stand in nearly every name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a pick field: what is stored, what is shown, what tells it from its neighbours."""

    id: int
    label: str
    detail: str = ""


@dataclass(frozen=True)
class ChoiceIndex:
    """Choices in list order with the names that each answers to; a look-up among 1,000 takes well under 5 ms.

    With `shortened`, letters that no name holds side by side find the names that leave characters out between them:
    发改委 and `fgw` find 发展和改革委员会.
    """

    choices: Sequence[Choice]
    names: Sequence[tuple[str, ...]]
    shortened: bool = False
    _folded: list[tuple[str, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_folded", [tuple(fold(n) for n in names if n) for names in self.names])

    def find(self, typed: str, limit: int = 50) -> tuple[Choice, ...]:
        """The choices that hold `typed`, those that begin with it first; everything in list order for no text."""
        wanted = fold(typed)
        if not wanted:
            return tuple(self.choices[:limit])
        text = self._with_text(wanted)
        letters = self._with_initials(wanted) if wanted.isascii() and wanted.isalnum() else frozenset()
        if not text and not letters and self.shortened and len(wanted) >= _SHORTEST and wanted.isalnum():
            return self._shortened(wanted, limit)
        starts = self._starting(wanted, letters)

        def closeness(place: int) -> int:
            if place in text:
                return self._text_closeness(wanted, place)
            return 2 if place in starts else 3

        ranked = sorted(sorted(text | letters), key=closeness)
        return tuple(self.choices[place] for place in ranked[:limit])

    def _shortened(self, wanted: str, limit: int) -> tuple[Choice, ...]:
        """Names that hold the letters in order with others between them, the closest together first."""
        found = []
        for place, names in enumerate(self._folded):
            spans = [span for name in names if (span := span_of(wanted, name))]
            found += [(min(spans), place)] if spans else []
        return tuple(self.choices[place] for _, place in sorted(found)[:limit])

    def _with_text(self, wanted: str) -> frozenset[int]:
        return frozenset(i for i, names in enumerate(self._folded) if any(wanted in name for name in names))

    def _with_initials(self, wanted: str) -> frozenset[int]:
        pairs = [wanted[i : i + 2] for i in range(len(wanted) - 1)] or [wanted]
        found = [self._by_initials.get(f"q{pair}", frozenset()) for pair in pairs]
        places = frozenset.intersection(*found)
        if len(wanted) <= 2:
            return places
        return frozenset(i for i in places if any(matches_initials(wanted, name) for name in self.names[i] if name))

    def _starting(self, wanted: str, letters: frozenset[int]) -> frozenset[int]:
        """Those of `letters` with a name whose first characters read as `wanted`."""
        places = letters & self._by_initials.get(f"^{wanted[0]}", frozenset())
        if len(wanted) == 1:
            return places
        return frozenset(i for i in places if any(_initials_start(wanted, name) for name in self.names[i] if name))

    def _text_closeness(self, wanted: str, place: int) -> int:
        if wanted in self._folded[place]:
            return 0
        return 1 if any(name.startswith(wanted) for name in self._folded[place]) else 2

    @cached_property
    def _by_initials(self) -> dict[str, frozenset[int]]:
        places: dict[str, set[int]] = {}
        for i, names in enumerate(self.names):
            for name in filter(None, names):
                first = next((letters for letters in map(initials_of, name) if letters), "")
                for gram in (*initials_grams(name), *(f"^{letter}" for letter in first)):
                    places.setdefault(gram, set()).add(i)
        return {gram: frozenset(found) for gram, found in places.items()}


def _initials_start(wanted: str, name: str) -> bool:
    choices = [letters for letters in map(initials_of, name[: len(wanted)]) if letters]
    return len(choices) >= len(wanted) and all(w in c for w, c in zip(wanted, choices, strict=False))
