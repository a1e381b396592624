"""Things to choose from, found by Chinese letters or by the first letters of their pinyin."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from govtui.domain.text import fold


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: `id` for the program, `label` and `detail` for the clerk. A free text has an empty id."""

    id: str
    label: str
    detail: str = ""


_SHORTEST = 3
"""Letters a short form has at least: fewer stand in nearly every name."""

Source = Callable[[str], Sequence[Choice]]
"""Answers what fits the typed text, best first. Called on every key: it must be quick."""


def match(query: str, text: str) -> int:
    """How well `text` fits `query`.

    0 not at all, 1 first letters somewhere inside, 2 first letters from the start, 3 the text itself inside, 4 from
    the start.
    """
    wanted, have = fold(query), fold(text)
    if not wanted:
        return 1
    if wanted in have:
        return 4 if have.startswith(wanted) else 3
    if not (wanted.isascii() and wanted.isalnum()):
        return 0
    from govtui.domain.pinyin import matches_initials

    if not matches_initials(wanted, text):
        return 0
    return 2 if matches_initials(wanted, text[: len(wanted)]) else 1


def best(query: str, choices: Iterable[Choice], most: int = 50) -> list[Choice]:
    """The choices that fit, best first; equals keep their order. The detail counts as a weaker place to look.

    Behind them stand the names that the query shortens, as 发改委 or `fgw` shortens 发展和改革委员会.
    """
    scored = []
    for place, choice in enumerate(choices):
        score = 2 * match(query, choice.label) or (1 if query and fold(query) in fold(choice.detail) else 0)
        loose = 0 if score else _shortened(query, choice.label)
        if score or loose:
            scored.append((-score, loose, place, choice))
    return [choice for *_, choice in sorted(scored, key=lambda one: one[:3])[:most]]


def _shortened(query: str, label: str) -> int:
    """How far apart the letters of a shortened name stand in the label; 0 where it is no short form of it."""
    wanted = fold(query)
    if len(wanted) < _SHORTEST or not wanted.isalnum():
        return 0
    from govtui.domain.pinyin import span_of

    return span_of(wanted, fold(label))


def among(choices: Sequence[Choice] | Callable[[], Sequence[Choice]]) -> Source:
    """A source over a list at hand, or over one that is asked for when first needed."""
    kept: list[Sequence[Choice]] = [] if callable(choices) else [choices]

    def source(text: str) -> Sequence[Choice]:
        if not kept and callable(choices):
            kept.append(choices())
        return best(text, kept[0])

    return source
