"""What registers and prints read of outgoing papers: whole selections, in chunks that hold no cursor open."""

import json
from collections.abc import Iterator, Sequence
from datetime import date

from govtui.domain.documents.outgoing.states import VOID
from govtui.store.documents.outgoing.lists import LIST_COLUMNS
from govtui.store.reading import Reader, Record

CHUNK = 500
PUBLICATION = (
    *("passed_on", "registered_on", "published_on"),
    *("publish_channel", "index_number", "validity", "owner_section"),
)
"""The columns of a paper's publication record that its register does not show."""

_RECORDED = " || ".join(f"coalesce({name}, '')" for name in PUBLICATION)
_BASE = "id, number, series, coalesce(year, 0) AS year, coalesce(serial, 0) AS serial"
_FORTH = """
SELECT json_group_array(json_array(kind, number, title)) FROM (
  SELECT r.kind, coalesce(t.number, r.target_number) AS number, coalesce(t.title, r.target_title) AS title
  FROM paper_relation r LEFT JOIN outgoing t ON t.id = r.target_id WHERE r.outgoing_id = o.id ORDER BY r.id)
"""
_BACK = f"""
SELECT json_group_array(json_array(kind, number, title, day)) FROM (
  SELECT r.kind, n.number, n.title, coalesce(n.issued_on, n.dated_on, n.signed_on) AS day
  FROM paper_relation r JOIN outgoing n ON n.id = r.outgoing_id WHERE r.target_id = o.id AND n.state <> '{VOID}'
  AND (n.issued_on IS NOT NULL OR n.import_id IS NOT NULL) ORDER BY day, r.id)
"""
_REGISTER = f"""
SELECT o.*, d.reg_number, d.valid_until, ({_FORTH}) AS forth, ({_BACK}) AS back,
  (SELECT group_concat(unit, '、') FROM (SELECT unit FROM co_sign WHERE outgoing_id = o.id ORDER BY id)) AS cosign_units
FROM json_each(:ids) j JOIN outgoing o ON o.id = j.value
LEFT JOIN normative_document d ON d.id = (SELECT max(id) FROM normative_document WHERE outgoing_id = o.id)
ORDER BY j.key
"""


def numbered_in_year(reader: Reader, year: int) -> list[Record]:
    """Every paper with a number of this year; numbers that tell no year go by the day of signing (else dated, issued).

    Columns id, number, series, year, serial.
    """
    return reader.rows(
        f"SELECT {_BASE} FROM outgoing WHERE number <> '' AND (year = :year OR (coalesce(year, 0) < 1000 "
        "AND substr(coalesce(signed_on, dated_on, issued_on), 1, 4) = :text))",
        year=year,
        text=f"{year:04d}",
    )


def numbered_between(reader: Reader, first: date, last: date) -> list[Record]:
    """Every paper with a number that was issued (else signed, dated) from `first` to `last` inclusive."""
    return reader.rows(
        f"SELECT {_BASE} FROM outgoing WHERE number <> '' "
        "AND coalesce(issued_on, signed_on, dated_on) BETWEEN :first AND :last",
        first=first.isoformat(),
        last=last.isoformat(),
    )


def books_of(reader: Reader, ids: Sequence[int]) -> set[tuple[str, int]]:
    """The series and periods whose numbers these papers bear."""
    rows: list[Record] = []
    for at in range(0, len(ids), CHUNK):
        rows += reader.rows(
            "SELECT DISTINCT o.series, o.year FROM json_each(:ids) j JOIN outgoing o ON o.id = j.value "
            "WHERE o.number <> '' AND o.series <> '' AND o.year IS NOT NULL",
            ids=json.dumps(list(ids[at : at + CHUNK])),
        )
    return {(row["series"], row["year"]) for row in rows}


def id_of(reader: Reader, word: str, normal: str) -> int | None:
    """The paper with this number (as written, or in its normal form), else with this row id; None for neither."""
    found = reader.value(
        "SELECT id FROM outgoing WHERE number IN (:word, :normal) AND number <> '' "
        f"ORDER BY state = '{VOID}', id DESC LIMIT 1",
        word=word,
        normal=normal,
    )
    if found is None and word.isascii() and word.isdigit() and len(word) < 18:
        found = reader.value("SELECT id FROM outgoing WHERE id = :id", id=int(word))
    return None if found is None else int(found)


def register_rows(reader: Reader, ids: Sequence[int]) -> Iterator[Record]:
    """The papers of `ids` in that order with unified number, validity, co-signing units and relations both ways.

    `forth` and `back` are JSON arrays of [kind, number, title] and [kind, number, title, day]. Gone papers are missing.
    """
    for at in range(0, len(ids), CHUNK):
        yield from reader.rows(_REGISTER, ids=json.dumps(list(ids[at : at + CHUNK])))


def publication_rows(reader: Reader, ids: Sequence[int]) -> Iterator[Record]:
    """The publication records of those papers of `ids` that have one, in that order."""
    sql = (
        f"SELECT number, title, {', '.join(PUBLICATION)} FROM json_each(:ids) j JOIN outgoing o ON o.id = j.value "
        f"WHERE {_RECORDED} <> '' ORDER BY j.key"
    )
    for at in range(0, len(ids), CHUNK):
        yield from reader.rows(sql, ids=json.dumps(list(ids[at : at + CHUNK])))


def seal_lines(reader: Reader, first: date, last: date, ids: Sequence[int] | None = None) -> list[Record]:
    """The seal register from `first` to `last` inclusive, of all papers or of those of `ids`, in the order of use."""
    papers = "" if ids is None else "AND outgoing_id IN (SELECT value FROM json_each(:ids)) "
    return reader.rows(
        f"SELECT * FROM seal_use WHERE used_on BETWEEN :first AND :last {papers}ORDER BY used_on, id",
        first=first.isoformat(),
        last=last.isoformat(),
        ids=json.dumps(list(ids or ())),
    )


def issued_between(reader: Reader, first: str, last: str) -> list[Record]:
    """Papers issued from day `first` to day `last` that are not void, the earliest first."""
    return reader.rows(
        f"SELECT {LIST_COLUMNS}, year, serial FROM outgoing WHERE issued_on >= :first AND issued_on <= :last "
        "AND state <> '作废' ORDER BY issued_on, id",
        first=first,
        last=last,
    )
