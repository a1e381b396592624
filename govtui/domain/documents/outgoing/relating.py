"""What registers write about papers that end or change others: 废止 某政发〔2007〕17号, 2017-03-10 由 … 废止."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from govtui.domain.dates import read_day
from govtui.domain.documents.numbers import parse_number
from govtui.domain.documents.outgoing.states import AMENDED, REPEALED, REPLACED
from govtui.domain.text import clean, halfwidth


@dataclass(frozen=True, slots=True)
class Related:
    """One relation as a register's line has it: what this paper does to another, or (`backwards`) what that one did.

    `number` and `title` are the other paper's as far as they are named, `on` the day that stands in front.
    """

    kind: str
    number: str
    title: str = ""
    backwards: bool = False
    on: date | None = None

    @property
    def sentence(self) -> str:
        """In words, as the register shows it and `read_relations` reads it back."""
        other = self.number or f"《{self.title}》"
        if not self.backwards:
            return f"{self.kind} {other}"
        return f"{self.on.isoformat() if self.on else ''} 由 {other} {self.kind}".strip()


def sentences(relations: Iterable[Related]) -> str:
    """Several relations in one cell."""
    return "；".join(dict.fromkeys(one.sentence for one in relations))


_KINDS = (
    (REPLACED, re.compile(r"替代|代替|取代")),
    (AMENDED, re.compile(r"修改|修订|修正")),
    (REPEALED, re.compile("废止")),
)
_PARTS = re.compile(r"[；;。\n]+")
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
_NUMBER = re.compile(
    rf"(?P<lead>[{_HAN}A-Za-z]{{1,40}})\s*[〔﹝【\[［(（]\s*[0-9]{{4}}\s*年?\s*[〕﹞】\]］)）]\s*第?\s*[0-9]{{1,6}}\s*[号號]"
    rf"|(?P<order>[{_HAN}]{{1,40}}令)\s*第?\s*[0-9]{{1,6}}\s*[号號]"
)
_WORDS_IN_FRONT = re.compile(r".*(?:废止|修改|修订|修正|替代|代替|取代|文件|决定|通知|依据|根据|按照)")
_END_OF_DAY = re.compile("^日(?=[由被])")
_LETTERS_IN_FRONT = frozenset("由被原将以和与及")
_ORGAN = "政"
_TITLE = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_DAY = re.compile(r"[0-9]{4}\s*[-./年]\s*[0-9]{1,2}\s*[-./月]\s*[0-9]{1,2}\s*日?")
_BY = re.compile(r"[由被](?=[^由被]*$)")


def read_relations(text: str) -> tuple[tuple[Related, ...], str]:
    """The relations that a cell names, and what of it could not be read ('' for nothing). Never raises."""
    found: list[Related] = []
    rest = []
    for part in filter(None, map(clean, _PARTS.split(text))):
        read = tuple(_of_part(part))
        found += read
        if not read and part not in ("无", "-", "—", "/"):
            rest.append(part)
    return tuple(dict.fromkeys(found)), "；".join(rest)


def _of_part(part: str) -> Iterator[Related]:
    kind = next((name for name, pattern in _KINDS if pattern.search(part)), None)
    if kind is None:
        return
    title = _TITLE.search(part)
    numbers = [(found.start(), _written(found)) for found in _NUMBER.finditer(part)]
    for at, number in numbers:
        backwards = _BY.search(part[: at + len(_front(part, at))]) is not None
        named = title[1] if title and len(numbers) == 1 and not backwards else ""
        yield Related(kind, number, named, backwards, _day(part) if backwards else None)
    if not numbers and title:
        backwards = _BY.search(part[: title.start()]) is not None
        yield Related(kind, "", title[1], backwards, _day(part) if backwards else None)


def _front(part: str, at: int) -> str:
    """The words that stand right before a number's own prefix."""
    found = _NUMBER.match(part, at)
    lead = (found["lead"] or found["order"]) if found else ""
    return lead[: len(lead) - len(_bare(lead))]


def _bare(lead: str) -> str:
    """A prefix without the words that run into it (同时废止某政发, 由某政发); a place may be called 和 or 原."""
    found = _WORDS_IN_FRONT.match(lead)
    bare = lead[found.end() :] if found and found.end() < len(lead) else lead
    bare = _END_OF_DAY.sub("", bare)
    while len(bare) > 1 and bare[0] in _LETTERS_IN_FRONT and not bare[1:].startswith(_ORGAN):
        bare = bare[1:]
    return bare


def _written(found: re.Match[str]) -> str:
    """The number in normal form where it has one, else as it stands, without blanks."""
    lead = found["lead"] or found["order"]
    text = found[0][len(lead) - len(_bare(lead)) :]
    return parse_number(text).normal or re.sub(r"\s+", "", halfwidth(text))


def _day(part: str) -> date | None:
    found = _DAY.search(part)
    return read_day(found[0]).day if found else None
