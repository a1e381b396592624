"""Where else a paper's words stand: sentences of the journal, remarks of other papers, papers that bear or quote them.

A word is found as it was written, with any brackets around its year, and where a sentence cut it short (《关于…》) as
long as no other title begins so. Numbers are found whole: 1号 is not found in 11号.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from govtui.store.documents.holding import Noun
from govtui.store.documents.holdings import NOUNS, REMARKED
from govtui.store.reading import Record
from govtui.store.unit_of_work import UnitOfWork

CLEARED = "（已按误录处置清除）"
"""What stands in place of the title, and of words taken out of somebody else's remark."""

SHORTEST = 4
"""Characters from which on a title or number is worth looking for elsewhere."""

_PLAIN = 8
"""A title with fewer characters and no digit (会议通知) may be anybody's words: it counts alone or in 《》."""

_HEADS = range(8, 41)
"""Characters of a title that a sentence may have kept of it."""

_BRACKETS = "〔〕[]［］【】()（）"
_ANY_BRACKET = f"[{re.escape(_BRACKETS)}]"
_ONE_CHARACTER = str.maketrans({**dict.fromkeys(_BRACKETS, "_"), '"': "%", "\\": "%"})
"""For a rough search in SQL: journal bodies write quotes and backslashes with another backslash."""

_JUST_A_NUMBER = frozenset({"answer_number"})
"""Columns that are empty, not marked, where nothing else stood in them: the right number can be entered anew."""


@dataclass(frozen=True, slots=True)
class Needles:
    """What is looked for: rough patterns for SQL, and the exact one."""

    rough: tuple[str, ...]
    exact: re.Pattern[str] | None

    def where(self, *columns: str) -> str:
        """The rough condition that a word stands in one of the columns."""
        parts = [f"{column} LIKE :needle_{n}" for column in columns for n in range(len(self.rough))]
        return f"({' OR '.join(parts)})" if parts else "0"

    def params(self) -> dict[str, str]:
        """The parameters of the condition."""
        return {f"needle_{n}": like for n, like in enumerate(self.rough)}

    def stand_in(self, text: object) -> bool:
        """Whether one of the words stands in `text`."""
        return self.exact is not None and isinstance(text, str) and self.exact.search(text) is not None

    def out_of(self, text: str) -> str:
        """`text` with a mark in place of the words."""
        return text if self.exact is None else self.exact.sub(CLEARED, text)


def needles_of(uow: UnitOfWork, words: Iterable[str], own: Mapping[str, list[int]]) -> Needles:
    """What to look for, for the words of a paper whose rows are `own`."""
    rough: list[str] = []
    exact: list[str] = []
    for word in sorted((word for word in words if len(word) >= SHORTEST), key=len, reverse=True):
        rough.append(f"%{word.translate(_ONE_CHARACTER)}%")
        exact.append(_pattern(word))
        if heads := _own_heads(uow, word, own):
            rough.append(f"%《{word[: _HEADS.start].translate(_ONE_CHARACTER)}%…》%")
            exact.append(f"《(?:{'|'.join(map(re.escape, heads))})…》")
    return Needles(tuple(rough), re.compile("|".join(exact)) if exact else None)


def _pattern(word: str) -> str:
    inner = "".join(_ANY_BRACKET if char in _BRACKETS else re.escape(char) for char in word)
    if len(word) < _PLAIN and not any(char.isdigit() for char in word):
        return f"《{inner}》|\\A{inner}\\Z"
    before, after = (r"(?<!\d)" if word[0].isdigit() else ""), (r"(?!\d)" if word[-1].isdigit() else "")
    return f"{before}{inner}{after}"


def _own_heads(uow: UnitOfWork, title: str, own: Mapping[str, list[int]]) -> list[str]:
    """The beginnings of a title, longest first, with which no other paper's title begins."""
    lengths = [length for length in _HEADS if length < len(title)]
    others: list[str] = []
    for noun in NOUNS.values() if lengths else ():
        table, column = noun.own.table, noun.title
        sql = f"SELECT id, {column} AS title FROM {table} WHERE substr({column}, 1, {_HEADS.start}) = :head"
        rows = uow.rows(sql, head=title[: _HEADS.start])
        others.extend(row["title"] for row in rows if row["id"] not in own.get(table, ()))
    heads = (title[:length] for length in reversed(lengths))
    return [head for head in heads if not any(other.startswith(head) for other in others)]


def acts_that_say(uow: UnitOfWork, needles: Needles) -> set[int]:
    """Batches whose sentence holds one of the words."""
    sql = f"SELECT seq, sentence FROM journal_batch WHERE {needles.where('sentence')}"
    return {int(row["seq"]) for row in uow.rows(sql, **needles.params()) if needles.stand_in(row["sentence"])}


def entries_that_say(uow: UnitOfWork, own: Mapping[str, list[int]], needles: Needles) -> set[int]:
    """The journal's entries about remarks that hold one of the words, now or once, and about papers that bore or quoted
    one and do so no more. Those of papers that still do stay: they are blanked with their paper."""
    remarks = {holding.table: holding.notes for holding in REMARKED}
    texts = {noun.own.table: noun.texts for noun in NOUNS.values()}
    standing = {(noun.own.table, row["id"]) for noun, row in _twins(uow, own, needles)}
    tables = ", ".join(f"'{table}'" for table in remarks.keys() | texts.keys())
    sql = (
        "SELECT id, table_name, row_id, before, after FROM journal_entry "
        f"WHERE table_name IN ({tables}) AND {needles.where('before', 'after')}"
    )
    found = set()
    for row in uow.rows(sql, **needles.params()):
        table = row["table_name"]
        borne = () if (table, row["row_id"]) in standing else texts.get(table, ())
        bodies = [json.loads(body, strict=False) for body in (row["before"], row["after"]) if body]
        if any(needles.stand_in(body.get(column)) for body in bodies for column in (*remarks.get(table, ()), *borne)):
            found.add(int(row["id"]))
    return found


def sweep(uow: UnitOfWork, own: Mapping[str, list[int]], needles: Needles) -> None:
    """Take the words out of the remarks of everything but the paper's `own` rows."""
    for holding in REMARKED:
        kept = set(own.get(holding.table, ()))
        sql = f"SELECT id, {', '.join(holding.notes)} FROM {holding.table} WHERE {needles.where(*holding.notes)}"
        for row in uow.rows(sql, **needles.params()):
            columns = [column for column in holding.notes if needles.stand_in(row[column])]
            if columns and row["id"] not in kept:
                _write(uow, holding.table, row["id"], {one: _without(needles, one, row[one]) for one in columns})


def _without(needles: Needles, column: str, text: str) -> str:
    left = needles.out_of(text)
    return "" if left == CLEARED and column in _JUST_A_NUMBER else left


def _write(uow: UnitOfWork, table: str, row_id: int, values: Mapping[str, Any]) -> None:
    sets = ", ".join(f"{column} = :{column}" for column in values)
    uow.execute(f"UPDATE {table} SET {sets}, version = version + 1 WHERE id = :id", {**values, "id": row_id})


def twins(uow: UnitOfWork, own: Mapping[str, list[int]], needles: Needles) -> tuple[str, ...]:
    """Other papers, by number, whose own text bears or quotes one of the words."""
    return tuple(name_of(noun, row) for noun, row in _twins(uow, own, needles))


def _twins(uow: UnitOfWork, own: Mapping[str, list[int]], needles: Needles) -> Iterator[tuple[Noun, Record]]:
    for noun in NOUNS.values():
        table, kept = noun.own.table, set(own.get(noun.own.table, ()))
        columns = ", ".join(filter(None, ("id", "created_at", noun.number, *noun.texts)))
        sql = f"SELECT {columns} FROM {table} WHERE {needles.where(*noun.texts)} ORDER BY id"
        for row in uow.rows(sql, **needles.params()):
            if row["id"] not in kept and any(needles.stand_in(row[one]) for one in noun.texts):
                yield noun, row


def name_of(noun: Noun, row: Record) -> str:
    """How a paper is named without its words."""
    number = str(row[noun.number]) if noun.number else ""
    return number or f"{noun.label}（{row['created_at'][:10]} 录入{'，未编号' if noun.number else ''}）"
