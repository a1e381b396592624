"""One search over everything: words, numbers, units, pinyin initials."""

from dataclasses import dataclass

from govtui.services.desk import Desk
from govtui.store import searching


@dataclass(frozen=True, slots=True)
class Hit:
    """One row that holds every word asked for."""

    noun: str
    id: int
    number: str
    title: str
    where: str
    day: str


def find(desk: Desk, words: str, limit: int = 50) -> list[Hit]:
    """Rows that hold every blank-separated word of `words` (text, number or first letters), newest first."""
    with desk.reading() as reader:
        return [
            Hit(row["noun"], row["row_id"], row["number"], row["title"], row["place"], row["day"])
            for row in searching.search(reader, words, limit)
        ]
