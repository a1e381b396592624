"""The journal's hash chain, over salted digests of its bodies so that a body can lawfully be blanked."""

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass

GENESIS = "0" * 64
_SALT = 16


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking the chain found; `first_bad` is the first broken batch, None when all holds."""

    batches: int
    entries: int
    first_bad: int | None
    head: str


def entry_digest(salt: str, batch: int, table: str, row_id: int, op: str, before: str | None, after: str | None) -> str:
    """Digest of one entry; without the salt a blanked body cannot be guessed back."""
    return _hash("\x1f".join([salt, str(batch), table, str(row_id), op, before or "", after or ""]))


def seal_entries(connection: sqlite3.Connection, batch: int) -> list[str]:
    """Give each entry of the open batch its salt and digest; returns the digests in order."""
    rows = connection.execute(
        "SELECT id, table_name, row_id, op, before, after FROM journal_entry WHERE batch = ? ORDER BY id", (batch,)
    ).fetchall()
    salts, sealed = secrets.token_hex(_SALT * len(rows)), []
    for place, row in enumerate(rows):
        salt = salts[2 * _SALT * place : 2 * _SALT * (place + 1)]
        digest = entry_digest(salt, batch, row[1], row[2], row[3], row[4], row[5])
        sealed.append((salt, digest, row[0]))
    connection.executemany("UPDATE journal_entry SET salt = ?, digest = ? WHERE id = ?", sealed)
    return [digest for _, digest, _ in sealed]


def sentence_digest(salt: str, sentence: str) -> str:
    """Salted digest of a batch's sentence; without the salt a blanked sentence cannot be guessed back."""
    return _hash(f"{salt}\x1f{sentence}")


def new_salt() -> str:
    """A salt that nobody can guess."""
    return secrets.token_hex(16)


def batch_digest(previous: str, head: list[str], entries: list[str]) -> str:
    """Digest of one batch over the one before it, its own words and its entries."""
    return _hash("\x1e".join([previous, *head, *entries]))


def head_words(row: sqlite3.Row | dict[str, object]) -> list[str]:
    """The words of a batch that its digest covers, in order."""
    fields = (
        "seq",
        "at",
        "actor_id",
        "actor",
        "action",
        "said",
        "noun",
        "row_id",
        "undoes",
        "entries",
        "algorithm",
    )
    return ["" if row[field] is None else str(row[field]) for field in fields]


def blank(connection: sqlite3.Connection, entries: list[int], batches: list[int]) -> None:
    """Take these entries' bodies and these batches' sentences away for good, with the salts that would prove a guess.

    The digests stay, so that the chain holds.
    """
    connection.executemany(
        "UPDATE journal_entry SET before = NULL, after = NULL, salt = NULL WHERE id = ?", [(one,) for one in entries]
    )
    connection.executemany(
        "UPDATE journal_batch SET sentence = '', salt = NULL WHERE seq = ?", [(one,) for one in batches]
    )


def verify(connection: sqlite3.Connection) -> Verdict:
    """Walk the whole chain; entries outside any batch count as broken too."""
    previous, batches, entries = GENESIS, 0, 0
    for row in connection.execute("SELECT * FROM journal_batch ORDER BY seq"):
        digests, whole = _entry_digests(connection, row["seq"])
        expected = batch_digest(previous, head_words(row), digests)
        spoken = row["salt"] is None or sentence_digest(row["salt"], row["sentence"]) == row["said"]
        whole = whole and spoken and (row["salt"] is not None or row["sentence"] == "")
        if not whole or row["previous"] != previous or row["digest"] != expected or len(digests) != row["entries"]:
            return Verdict(batches, entries, int(row["seq"]), previous)
        previous, batches, entries = row["digest"], batches + 1, entries + len(digests)
    stray = connection.execute(
        "SELECT min(batch) FROM journal_entry WHERE batch NOT IN (SELECT seq FROM journal_batch)"
    ).fetchone()[0]
    return Verdict(batches, entries, stray, previous)


def _entry_digests(connection: sqlite3.Connection, batch: int) -> tuple[list[str], bool]:
    digests, whole = [], True
    for row in connection.execute("SELECT * FROM journal_entry WHERE batch = ? ORDER BY id", (batch,)):
        digests.append(str(row["digest"]))
        blanked = row["salt"] is None and row["before"] is None and row["after"] is None
        if not blanked:
            again = entry_digest(
                str(row["salt"]), batch, row["table_name"], row["row_id"], row["op"], row["before"], row["after"]
            )
            whole = whole and again == row["digest"]
    return digests, whole


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
