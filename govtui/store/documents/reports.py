"""What prints and registers read of incoming papers: whole selections, in chunks that hold no cursor open."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from govtui.domain.documents.states import SENT_BACK, VOID
from govtui.store.reading import Reader, Record

CHUNK = 500

_REGISTER = """
SELECT i.*, s.name AS section_name,
  (SELECT group_concat(unit, '、') FROM
    (SELECT unit FROM handling WHERE incoming_id = i.id ORDER BY lead DESC, id)) AS units,
  (SELECT sentence FROM movement WHERE incoming_id = i.id AND kind = '作废' ORDER BY id DESC LIMIT 1) AS void_reason
FROM json_each(:ids) j JOIN incoming i ON i.id = j.value LEFT JOIN unit s ON s.id = i.section_id
ORDER BY j.key
"""

_WEEK = f"""
SELECT i.*, coalesce(u.category, '') AS category,
  s.name AS section_name,
  (SELECT count(*) FROM reminder r WHERE r.incoming_id = i.id AND r.at < :until) AS reminders,
  (SELECT group_concat(unit, '、') FROM
    (SELECT unit FROM handling WHERE incoming_id = i.id AND assigned_at < :until ORDER BY lead DESC, id)) AS units
FROM incoming i LEFT JOIN unit u ON u.id = i.sender_id LEFT JOIN unit s ON s.id = i.section_id
WHERE i.state <> '{VOID}' AND i.received_at < :until AND i.id IN (
  SELECT id FROM incoming WHERE received_at >= :start AND received_at < :until
  UNION SELECT id FROM incoming WHERE closed_at >= :start
  UNION SELECT id FROM incoming WHERE open = 1
  UNION SELECT id FROM incoming WHERE state = '{SENT_BACK}' AND returned_at >= :start)
ORDER BY i.year, i.serial
"""

_HANDS = f"""
SELECT s.person_id, s.person, s.title, s.sent_at, i.number,
  coalesce((SELECT min(p.rank) FROM post p WHERE p.person_id = s.person_id AND p.from_day <= :day
    AND (p.to_day IS NULL OR p.to_day >= :day)), 999999) AS rank
FROM route_step s JOIN incoming i ON i.id = s.incoming_id
WHERE i.state <> '{VOID}' AND s.sent_at IS NOT NULL AND s.sent_at < :until
  AND (s.back_at IS NULL OR s.back_at >= :until) AND (i.closed_at IS NULL OR i.closed_at >= :until)
ORDER BY rank, s.person, s.sent_at
"""


def ids_of_year(reader: Reader, year: int) -> list[int]:
    """Every paper with a number of this year, in the order of the numbers."""
    return _ids(reader.rows("SELECT id FROM incoming WHERE year = :year ORDER BY serial, id", year=year))


def ids_between(reader: Reader, first: date, last: date) -> list[int]:
    """Every paper received from `first` to `last` inclusive, in the order of the numbers."""
    rows = reader.rows(
        "SELECT id FROM incoming WHERE received_at >= :first AND received_at < :after ORDER BY year, serial, id",
        first=first.isoformat(),
        after=(last + timedelta(days=1)).isoformat(),
    )
    return _ids(rows)


def id_of(reader: Reader, word: str) -> int | None:
    """The paper with this register number, else with this row id; None when there is neither."""
    found = reader.value("SELECT id FROM incoming WHERE number = :word ORDER BY id DESC LIMIT 1", word=word)
    if found is None and word.isascii() and word.isdigit() and len(word) < 18:
        found = reader.value("SELECT id FROM incoming WHERE id = :id", id=int(word))
    return None if found is None else int(found)


def register_rows(reader: Reader, ids: Sequence[int]) -> Iterator[Record]:
    """The papers of `ids` in that order with section, handling units and reason of voiding; gone ones are left out."""
    for at in range(0, len(ids), CHUNK):
        yield from reader.rows(_REGISTER, ids=json.dumps(list(ids[at : at + CHUNK])))


def week_papers(reader: Reader, start: str, until: str) -> list[Record]:
    """Papers that matter to the days from stamp `start` up to `until`: received, closed or returned then, or open."""
    return reader.rows(_WEEK, start=start, until=until)


def in_hands(reader: Reader, until: str) -> list[Record]:
    """What each leader held at stamp `until`, leaders in rank order of that day, oldest first."""
    return reader.rows(_HANDS, until=until, day=until[:10])


def route_classes(reader: Reader, incoming_id: int) -> dict[int, str]:
    """The class that each route of a paper was laid for, by route id."""
    rows = reader.rows("SELECT id, doc_class FROM route WHERE incoming_id = :id", id=incoming_id)
    return {int(row["id"]): str(row["doc_class"]) for row in rows}


def handlings(reader: Reader, incoming_id: int) -> list[Record]:
    """The units that handle a paper, the lead first."""
    return reader.rows("SELECT * FROM handling WHERE incoming_id = :id ORDER BY lead DESC, id", id=incoming_id)


def proposer(reader: Reader, incoming_id: int) -> Record | None:
    """Who proposed the handling (拟办) last, and when: columns `by` and `at`."""
    return reader.row(
        "SELECT by, at FROM movement WHERE incoming_id = :id AND kind = '拟办' ORDER BY id DESC LIMIT 1", id=incoming_id
    )


def last_mover(reader: Reader, incoming_id: int, kind: str) -> str:
    """Who did the newest movement of this kind with a paper; '' where there is none."""
    sql = "SELECT by FROM movement WHERE incoming_id = :id AND kind = :kind ORDER BY id DESC LIMIT 1"
    return str(reader.value(sql, id=incoming_id, kind=kind) or "")


def journal_head(reader: Reader) -> tuple[int, str] | None:
    """Number and digest of the newest journal batch: printed on paper, it betrays a later change."""
    row = reader.row("SELECT seq, digest FROM journal_batch ORDER BY seq DESC LIMIT 1")
    return None if row is None else (int(row["seq"]), str(row["digest"]))


def _ids(rows: list[Record]) -> list[int]:
    return [int(row["id"]) for row in rows]
