"""What waits in the morning besides incoming papers: papers that leave, normative documents near their end, filings."""

from collections.abc import Mapping

from govtui.domain.documents.normative.life import LET_LAPSE, PUBLISHED, REPEAL
from govtui.domain.documents.outgoing.states import TO_NUMBER, TO_RECHECK, TO_SIGN
from govtui.store.reading import Reader, Record

_PAPERS = {
    "sign": (f"state = '{TO_SIGN}'", "id"),
    "number": (f"state IN ('{TO_RECHECK}', '{TO_NUMBER}')", "id"),
    "publish": ("publish_open = 1 AND publish_due_at <= :near", "publish_due_at, id"),
}
_DUE = "SELECT normative_id FROM filing WHERE sent_on IS NULL AND due_at <= :near"
_DOCUMENTS = {
    "lapse": (
        f"state = '{PUBLISHED}' AND review_on <= :today AND valid_until > :since AND ended_on IS NULL "
        f"AND outcome NOT IN ('{REPEAL}', '{LET_LAPSE}') "
        "AND NOT EXISTS (SELECT 1 FROM normative_document n WHERE n.renews_id = normative_document.id)",
        "valid_until, id",
    ),
    "filing": (f"id IN ({_DUE})", "(SELECT min(f.due_at) FROM filing f WHERE f.normative_id = id), id"),
}
"""For every list its condition and its order: `near` is a moment, `today` and `since` are days."""

PAPERS, DOCUMENTS = tuple(_PAPERS), tuple(_DOCUMENTS)
"""The lists of outgoing papers, and those of normative documents."""


def count(reader: Reader, days: Mapping[str, str], key: str) -> int:
    """How many stand in one of the lists."""
    table, (where, _) = _of(key)
    return int(reader.value(f"SELECT count(*) FROM {table} WHERE {where}", **days))


def rows(reader: Reader, days: Mapping[str, str], key: str, columns: str, limit: int) -> list[Record]:
    """The first of one of the lists, the most pressing first."""
    table, (where, order) = _of(key)
    return reader.rows(f"SELECT {columns} FROM {table} WHERE {where} ORDER BY {order} LIMIT {limit}", **days)


def _of(key: str) -> tuple[str, tuple[str, str]]:
    return ("outgoing", _PAPERS[key]) if key in _PAPERS else ("normative_document", _DOCUMENTS[key])
