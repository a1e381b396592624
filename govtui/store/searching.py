"""One search over everything: our own index words, kept in step with every changed row of a batch."""

import json
import re
import sqlite3
from dataclasses import dataclass
from operator import add
from typing import Any

from govtui.domain.pinyin import MARK, initials_words
from govtui.domain.text import fold
from govtui.store.listing import DENSE
from govtui.store.reading import Reader

SOURCES = {
    "incoming": (
        "document",
        "SELECT id, number AS number, title, "
        "trim(sender || ' ' || sender_number || ' ' || CASE sender_number_raw WHEN sender_number THEN '' "
        "ELSE sender_number_raw END) AS detail, "
        "substr(received_at, 1, 10) AS day FROM incoming WHERE id IN ({ids})",
    ),
    "outgoing": (
        "outgoing",
        "SELECT id, number, title, trim(drafting_unit || ' ' || addressees || ' ' || index_number) AS detail, "
        "coalesce(issued_on, signed_on, drafted_on, substr(created_at, 1, 10)) AS day "
        "FROM outgoing WHERE id IN ({ids})",
    ),
    "normative_document": (
        "normative",
        "SELECT id, reg_number AS number, title, trim(number || ' ' || issuer || ' ' || co_issuers) AS detail, "
        "coalesce(published_on, registered_on, substr(created_at, 1, 10)) AS day "
        "FROM normative_document WHERE id IN ({ids})",
    ),
    "topic": (
        "topic",
        "SELECT id, '' AS number, title, trim(unit || ' ' || reporter) AS detail, "
        "coalesce(decided_on, requested_on, substr(created_at, 1, 10)) AS day FROM topic WHERE id IN ({ids})",
    ),
    "meeting": (
        "meeting",
        "SELECT id, '' AS number, name AS title, trim(subject || ' ' || room || ' ' || chair) AS detail, "
        "substr(starts_at, 1, 10) AS day FROM meeting WHERE id IN ({ids})",
    ),
    "minutes": (
        "minutes",
        "SELECT id, number, title, '' AS detail, coalesce(signed_on, substr(created_at, 1, 10)) AS day "
        "FROM minutes WHERE id IN ({ids})",
    ),
    "engagement": (
        "engagement",
        "SELECT id, '' AS number, title, trim(unit || ' ' || place) AS detail, substr(starts_at, 1, 10) AS day "
        "FROM engagement WHERE id IN ({ids})",
    ),
    "unit": (
        "unit",
        "SELECT id, number_prefix AS number, name AS title, trim(short_name || ' ' || category) AS detail, '' AS day "
        "FROM unit WHERE id IN ({ids})",
    ),
    "person": (
        "person",
        "SELECT p.id, trim(p.office_phone || ' ' || p.mobile) AS number, p.name AS title, "
        "coalesce((SELECT group_concat(title, ' ') FROM post WHERE person_id = p.id), '') AS detail, '' AS day "
        "FROM person p WHERE p.id IN ({ids})",
    ),
}
"""Searchable tables: the noun that search shows, and the query that says what stands in the index."""

_MEETINGS = {"topic": 6, "meeting": 7, "minutes": 8, "engagement": 9}

NUMBERS = {"document": 1, "unit": 2, "person": 3, "outgoing": 4, "normative": 5, **_MEETINGS}
"""The nouns' numbers within the index's row ids; never given anew."""

ROOM = 64
"""A row's place in the index is its id times this, plus its noun's number: the index alone tells whose row it is."""

_EXACT = re.compile("[0-9a-z\u3400-\u4dbf\u4e00-\u9fa5\U00020000-\U0002a6d6]*")
"""Characters that the index keeps as they are; its Unicode tables are old, so newer ones are read again in the text."""

_OWNERS = {"post": ("person", "person_id")}
"""Tables whose words stand in the entry of another table's row, and the column that names it."""


def index_words(*texts: str) -> str:
    """The index's own words of some texts: overlapping pairs, and runs of pinyin first letters in all readings."""
    words: set[str] = set()
    for folded in map(fold, filter(None, texts)):
        words.update(map(add, folded, folded[1:]))
        words.add(folded[-1:])
        words.update(initials_words(folded))
    return " ".join(words)


def place(noun: str, row_id: int) -> int:
    """Where a row stands in the index."""
    return row_id * ROOM + NUMBERS[noun]


def refresh(connection: sqlite3.Connection, batch: int) -> None:
    """Bring the index in step with every row that the batch changed."""
    changed: dict[str, set[int]] = {}
    sql = "SELECT DISTINCT table_name, row_id FROM journal_entry WHERE batch = ?"
    for table, row_id in connection.execute(sql, (batch,)).fetchall():
        if table in SOURCES:
            changed.setdefault(table, set()).add(row_id)
        elif table in _OWNERS:
            changed.setdefault(_OWNERS[table][0], set()).update(_owners(connection, batch, table, row_id))
    for table, row_ids in changed.items():
        _refresh_table(connection, table, sorted(row_ids))


def compact(connection: sqlite3.Connection) -> None:
    """Write the index anew as one piece: words of rows that are gone stay in its older pieces until then."""
    connection.execute("INSERT INTO search_fts (search_fts) VALUES ('optimize')")


def _owners(connection: sqlite3.Connection, batch: int, table: str, row_id: int) -> set[int]:
    """Whose entry a row's words stand in: the owner named now, and the one named before it was changed or deleted."""
    column = _OWNERS[table][1]
    named = {row[0] for row in connection.execute(f"SELECT {column} FROM {table} WHERE id = ?", (row_id,))}
    sql = "SELECT before FROM journal_entry WHERE batch = ? AND table_name = ? AND row_id = ? AND before IS NOT NULL"
    for body in connection.execute(sql, (batch, table, row_id)).fetchall():
        named.add(json.loads(body[0], strict=False).get(column))
    return {int(owner) for owner in named if owner is not None}


def _refresh_table(connection: sqlite3.Connection, table: str, ids: list[int]) -> None:
    noun, sql = SOURCES[table]
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        places = ",".join(str(place(noun, row_id)) for row_id in some)
        old = connection.execute(
            f"SELECT id, row_id, number, title, detail, day FROM search_entry WHERE id IN ({places})"
        ).fetchall()
        known = {row["row_id"]: row for row in old}
        now = connection.execute(sql.format(ids=",".join(map(str, some)))).fetchall()
        new = {row["id"]: row for row in now}
        gone = [row for row_id, row in known.items() if row_id not in new or _words(row) != _words(new[row_id])]
        _forget(connection, gone)
        kept = {row["row_id"] for row in old} - {row["row_id"] for row in gone}
        _remember(connection, noun, [row for row_id, row in new.items() if row_id not in kept])


def _words(row: sqlite3.Row) -> tuple[str, ...]:
    return (row["number"], row["title"], row["detail"], row["day"])


def _forget(connection: sqlite3.Connection, rows: list[sqlite3.Row]) -> None:
    connection.executemany(
        "INSERT INTO search_fts (search_fts, rowid, words) VALUES ('delete', ?, ?)",
        [(row["id"], index_words(row["number"], row["title"], row["detail"])) for row in rows],
    )
    connection.executemany("DELETE FROM search_entry WHERE id = ?", [(row["id"],) for row in rows])


def _remember(connection: sqlite3.Connection, noun: str, rows: list[sqlite3.Row]) -> None:
    entries, words = [], []
    for row in rows:
        at = place(noun, row["id"])
        number, title, detail, day = _words(row)
        folded = "\n".join(fold(text) for text in (number, title, detail))
        entries.append((at, noun, row["id"], number, title, detail, day, folded))
        words.append((at, index_words(number, title, detail)))
    connection.executemany("INSERT INTO search_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", entries)
    connection.executemany("INSERT INTO search_fts (rowid, words) VALUES (?, ?)", words)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for: the index's question, and the words that must be read again in the rows it finds."""

    match: str
    again: tuple[str, ...]

    def params(self) -> dict[str, Any]:
        """The parameters of the conditions."""
        return {"match": self.match, **{f"again_{n}": word for n, word in enumerate(self.again)}}

    def rows_of(self, noun: str) -> str:
        """A query for the ids of the noun's rows in the index."""
        return f"SELECT rowid / {ROOM} FROM search_fts WHERE search_fts MATCH :match AND {_of(noun)}"

    def count_of(self, noun: str) -> str:
        """A query for how many index rows of the noun answer."""
        return f"SELECT count(*) FROM search_fts WHERE search_fts MATCH :match AND {_of(noun)}"

    def checks(self, folded: str = "folded") -> str:
        """The condition on an entry's `folded` text: pairs that the index found can lie apart."""
        return " AND ".join(
            f"(instr({folded}, :again_{n}) > 0" + (f" OR reads_as(:again_{n}, {folded}))" if word.isascii() else ")")
            for n, word in enumerate(self.again)
        )

    def checked(self, noun: str, row_id: str) -> str:
        """The same condition on a row of the noun's own table, whose id is the SQL expression `row_id`; or `1`."""
        if not self.again:
            return "1"
        return f"(SELECT {self.checks()} FROM search_entry WHERE id = {row_id} * {ROOM} + {NUMBERS[noun]})"


def _of(noun: str) -> str:
    return f"rowid % {ROOM} = {NUMBERS[noun]}"


def wanted(words: str) -> Wanted | None:
    """The question for rows that hold every blank-separated word; None where there is nothing to look for."""
    folded = list(dict.fromkeys(filter(None, map(fold, words.split()))))
    if not folded:
        return None
    again = tuple(word for word in folded if not _EXACT.fullmatch(word) or len(word) > (3 if word.isascii() else 2))
    return Wanted(" AND ".join(f"({match(word)})" for word in folded), again)


def match(word: str) -> str:
    """The index query that every row holding the folded `word` (text, number or first letters) answers."""
    if not word.isascii():
        pairs = [word[i : i + 2] for i in range(len(word) - 1)]
        return " AND ".join(f'"{pair}"' for pair in dict.fromkeys(pairs)) if pairs else f'"{word}" *'
    runs = [word[i : i + 3] for i in range(max(1, len(word) - 2))]
    return " AND ".join(f'"{MARK}{run}"' for run in dict.fromkeys(runs))


_FOUND = (
    "SELECT e.*, coalesce(CASE e.noun WHEN 'document' THEN (SELECT CASE WHEN state = '已办结' THEN '已办结' "
    "ELSE holder END FROM incoming WHERE id = e.row_id) "
    "WHEN 'outgoing' THEN (SELECT state FROM outgoing WHERE id = e.row_id) "
    "WHEN 'topic' THEN (SELECT state FROM topic WHERE id = e.row_id) "
    "WHEN 'meeting' THEN (SELECT state FROM meeting WHERE id = e.row_id) "
    "WHEN 'minutes' THEN (SELECT state FROM minutes WHERE id = e.row_id) "
    "WHEN 'engagement' THEN (SELECT state FROM engagement WHERE id = e.row_id) END, e.detail) AS place "
    "FROM search_entry e WHERE {where} "
    "ORDER BY e.day DESC, e.id DESC LIMIT :limit"
)


def search(reader: Reader, words: str, limit: int) -> list[sqlite3.Row]:
    """At most `limit` rows that hold every word, newest first."""
    asked = wanted(words)
    if asked is None:
        return []
    hits = int(reader.value("SELECT count(*) FROM search_fts WHERE search_fts MATCH :match", match=asked.match))
    where = "e.id IN (SELECT rowid FROM search_fts WHERE search_fts MATCH :match)"
    where = f"{'+' if hits > DENSE else ''}{where} AND {asked.checks('e.folded') or '1'}"
    return reader.rows(_FOUND.format(where=where), limit=limit, **asked.params())
