"""Whom a paper goes to, unit by unit, from the words of 主送 and 抄送."""

import re
from collections.abc import Iterator
from datetime import date

from govtui.domain.people import Directory
from govtui.domain.text import fold
from govtui.rulebook import Rulebook

_BETWEEN = re.compile("[,，、;；\n]+")
_BRACKETED = re.compile("[（(]([^（）()]*)[）)]")


def receivers(
    book: Rulebook, people: Directory, texts: tuple[str, ...], on: date, but: str = ""
) -> tuple[tuple[int | None, str], ...]:
    """Every unit that the texts name, once: (id if known, name); `but` is the sender's own name.

    Words that stand for all units of a category (各县市区人民政府) become those units as of `on`; where the address
    book has none of them, and for names it does not know, the words themselves stay.
    """
    found: dict[str, int | None] = {}
    own = people.unit_named(but)
    for name in (name for text in texts for name in _names(text)):
        for unit_id, label in _units(book, people, name, on):
            if own is None or unit_id != own.id:
                found.setdefault(label, unit_id)
    return tuple((unit_id, name) for name, unit_id in found.items())


def _names(text: str) -> Iterator[str]:
    """The names between commas; a bracket inside a name, as in 各县（市、区）, parts nothing."""
    joined = _BRACKETED.sub(lambda found: _BETWEEN.sub("", found[1]) if _BETWEEN.search(found[1]) else found[0], text)
    return filter(None, (name.strip(" 。：:") for name in _BETWEEN.split(joined)))


def _units(book: Rulebook, people: Directory, name: str, on: date) -> Iterator[tuple[int | None, str]]:
    unit = people.unit_named(name)
    if unit is not None:
        yield unit.id, name
        return
    group = next((one for one in book.address_groups if fold(name) in map(fold, one.words)), None)
    meant = [one for category in (group.categories if group else ()) for one in people.units_of(category, on)]
    yield from ((one.id, one.label) for one in meant)
    if not meant:
        yield None, name
