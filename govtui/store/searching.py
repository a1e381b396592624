"""One search over everything: our own index words, kept in step with every changed row of a batch."""

import json
import sqlite3
from operator import add

from govtui.domain.pinyin import initials_grams, matches_initials
from govtui.domain.text import fold
from govtui.store.reading import Reader

SOURCES = {
    "incoming": (
        "document",
        "SELECT id, number AS number, title, "
        "trim(sender || ' ' || sender_number || ' ' || sender_number_raw) AS detail, "
        "substr(received_at, 1, 10) AS day FROM incoming WHERE id IN ({ids})",
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

_OWNERS = {"post": ("person", "person_id")}
"""Tables whose words stand in the entry of another table's row, and the column that names it."""


def index_words(*texts: str) -> str:
    """The index's own words of some texts: overlapping pairs, and pairs of pinyin first letters in all readings."""
    words: set[str] = set()
    for text in filter(None, texts):
        folded = fold(text)
        words.update(map(add, folded, folded[1:]))
        words.add(folded[-1:])
        words.update(initials_grams(text))
    return " ".join(words)


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
        part = ",".join(str(i) for i in ids[start : start + 500])
        old = connection.execute(
            f"SELECT id, row_id, number, title, detail, day FROM search_entry WHERE noun = ? AND row_id IN ({part})",
            (noun,),
        ).fetchall()
        known = {row["row_id"]: row for row in old}
        new = {row["id"]: row for row in connection.execute(sql.format(ids=part)).fetchall()}
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
    start = int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM search_entry").fetchone()[0])
    entries, words = [], []
    for offset, row in enumerate(rows):
        number, title, detail, day = _words(row)
        folded = " ".join(fold(text) for text in (number, title, detail))
        entries.append((start + offset, noun, row["id"], number, title, detail, day, folded))
        words.append((start + offset, index_words(number, title, detail)))
    connection.executemany("INSERT INTO search_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", entries)
    connection.executemany("INSERT INTO search_fts (rowid, words) VALUES (?, ?)", words)


def match(word: str) -> str | None:
    """The index query that every row holding `word` (text, number or first letters) answers; None: nothing to find."""
    folded = fold(word)
    if not folded:
        return None
    plain = _all_of([folded[i : i + 2] for i in range(len(folded) - 1)] or [folded])
    if not (folded.isascii() and folded.isalnum()):
        return plain
    letters = _all_of([f"q{folded[i : i + 2]}" for i in range(len(folded) - 1)] or [f"q{folded}"])
    return f"({plain}) OR ({letters})"


def _all_of(words: list[str]) -> str:
    if len(words) == 1 and len(words[0].lstrip("q")) <= 1:
        return f'"{words[0]}"*'
    return " AND ".join(f'"{word}"' for word in dict.fromkeys(words))


def holds(word: str, folded: str, texts: tuple[str, ...]) -> bool:
    """True when the row really holds the word (pairs can lie apart in the index)."""
    plain = fold(word)
    return plain in folded or (plain.isascii() and any(matches_initials(plain, text) for text in texts))


_FOUND = (
    "SELECT e.*, coalesce(CASE e.noun WHEN 'document' THEN (SELECT CASE WHEN state = '已办结' THEN '已办结' "
    "ELSE holder END FROM incoming WHERE id = e.row_id) END, e.detail) AS place "
    "FROM search_entry e WHERE e.id IN (SELECT rowid FROM search_fts WHERE search_fts MATCH :match) "
    "ORDER BY e.day DESC, e.id DESC LIMIT :limit OFFSET :skip"
)


def search(reader: Reader, words: str, limit: int) -> list[sqlite3.Row]:
    """At most `limit` rows that hold every word, newest first; candidates of the index are checked one by one."""
    wanted = [word for word in words.split() if fold(word)]
    matches = [query for query in map(match, wanted) if query]
    if not matches:
        return []
    query, skip, step = " AND ".join(f"({part})" for part in matches), 0, max(limit * 2, 100)
    found: list[sqlite3.Row] = []
    while len(found) < limit:
        rows = reader.rows(_FOUND, match=query, limit=step, skip=skip)
        found += [row for row in rows if all(holds(word, row["folded"], _words(row)[:3]) for word in wanted)]
        if len(rows) < step:
            break
        skip += step
    return found[:limit]
