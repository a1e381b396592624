"""Normative documents: reading lists and one document with all that belongs to it, fetching for change."""

import sqlite3
from typing import TYPE_CHECKING, Any

from govtui.domain.documents.normative.kinds import NORMATIVE, RULE
from govtui.domain.documents.normative.life import DRAFTED, REGISTERED, REPEALED, VOID
from govtui.domain.refusal import Refusal
from govtui.store import searching, tables
from govtui.store.listing import DENSE, Query
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Filing, NormativeDocument

Within = Reader | UnitOfWork

_STANDS = f"state <> '{VOID}'"
_ENDED = f"{_STANDS} AND (ended_on <= :today OR valid_until <= :today)"
_LIVING = (
    f"{_STANDS} AND published_on IS NOT NULL "
    "AND coalesce(ended_on, '9') > :today AND coalesce(valid_until, '9') > :today"
)
_OPEN = (
    f"{_STANDS} AND EXISTS (SELECT 1 FROM filing f WHERE f.normative_id = normative_document.id AND f.sent_on IS NULL)"
)
_NEXT_DUE = (
    "coalesce((SELECT min(due_at) FROM filing f WHERE f.normative_id = normative_document.id "
    "AND f.sent_on IS NULL), '9')"
)

_BLANKED = "这件规范性文件已按误录处置清除，不能再办。"

_QUEUES: dict[str, tuple[str, tuple[str, ...], bool]] = {
    "register": (f"state = '{DRAFTED}' AND type = '{NORMATIVE}'", ("id",), False),
    "publish": (f"published_on IS NULL AND (state = '{REGISTERED}' OR type = '{RULE}') AND {_STANDS}", ("id",), False),
    "filing": (_OPEN, (_NEXT_DUE, "id"), False),
    "expiring": (f"{_LIVING} AND review_on <= :today", ("valid_until", "id"), False),
    "evaluate": (f"{_LIVING} AND evaluated_on IS NULL AND evaluate_by <= :soon", ("evaluate_by", "id"), False),
    "valid": (_LIVING, ("coalesce(published_on, '')", "id"), True),
    "ended": (f"published_on IS NOT NULL AND {_ENDED}", ("coalesce(ended_on, valid_until, '')", "id"), True),
    "all": ("1", ("id",), True),
}
"""For every queue its condition, its order, and whether the order goes down."""


def queue_query(queue: str, today: str, soon: str, words: str = "") -> Query:
    """The list behind a queue as of `today`; evaluations due until `soon` count; `words` narrow it."""
    where, order, descending = _QUEUES[queue]
    params: dict[str, Any] = {"today": today, "soon": soon}
    asked = searching.wanted(words)
    if asked is None:
        return Query("*", "normative_document", where, order, descending, params)
    found, again = f"id IN ({asked.rows_of('normative')})", asked.checked("normative", "normative_document.id")
    return Query(
        "*",
        "normative_document",
        f"{where} AND {found} AND {again}",
        order,
        descending,
        params | asked.params(),
        hits=f"SELECT {DENSE + 1}",
        dense=f"{where} AND +{found} AND {again}",
        exact=not asked.again,
    )


def counts(reader: Reader, today: str, soon: str) -> dict[str, int]:
    """How many documents stand in each queue."""
    sums = ", ".join(f"total(({where})) AS '{queue}'" for queue, (where, _, _) in _QUEUES.items())
    row = reader.row(f"SELECT {sums} FROM normative_document", today=today, soon=soon)
    return {queue: int(row[queue]) for queue in _QUEUES} if row is not None else {}


def document(within: Within, normative_id: int) -> sqlite3.Row | None:
    """One document with every column."""
    return within.row("SELECT * FROM normative_document WHERE id = :id", id=normative_id)


def of_outgoing(within: Within, outgoing_id: int) -> sqlite3.Row | None:
    """The document opened for an outgoing paper."""
    sql = "SELECT * FROM normative_document WHERE outgoing_id = :id ORDER BY id DESC LIMIT 1"
    return within.row(sql, id=outgoing_id)


def outgoing_paper(within: Within, outgoing_id: int) -> sqlite3.Row | None:
    """What a document takes over from the paper that carries it."""
    return within.row(
        "SELECT id, title, kind, number, series, drafter, drafting_unit, normative, state, signed_on "
        "FROM outgoing WHERE id = :id",
        id=outgoing_id,
    )


def candidates(within: Within, series: tuple[str, ...]) -> list[sqlite3.Row]:
    """Outgoing papers that are marked normative, or in one of `series`, and have no document yet; newest first."""
    some = ", ".join(f"'{one}'" for one in series)
    return within.rows(
        f"SELECT id, number, title, drafting_unit, drafter FROM outgoing o WHERE (normative = 1 OR series IN ({some})) "
        "AND state <> '作废' AND NOT EXISTS (SELECT 1 FROM normative_document n WHERE n.outgoing_id = o.id) "
        "ORDER BY id DESC LIMIT 500"
    )


def filings(within: Within, ids: list[int]) -> list[sqlite3.Row]:
    """The filings of some documents, the earliest due first."""
    some = ",".join(str(int(one)) for one in ids)
    return within.rows(f"SELECT * FROM filing WHERE normative_id IN ({some}) ORDER BY due_at, id")


def sides(within: Within, outgoing_id: int | None) -> list[sqlite3.Row]:
    """What the co-signing units of the carrying paper said."""
    return within.rows("SELECT unit, opinion, grounds FROM co_sign WHERE outgoing_id = :id ORDER BY id", id=outgoing_id)


def renewals(within: Within, normative_id: int) -> list[sqlite3.Row]:
    """The documents that renew this one."""
    sql = "SELECT id, reg_number, number, title, published_on FROM normative_document WHERE renews_id = :id ORDER BY id"
    return within.rows(sql, id=normative_id)


def newest_release(within: Within) -> int:
    """The number of the newest release: those after it are about what stands now."""
    return int(within.value("SELECT coalesce(max(id), 0) FROM rule_release"))


def released(within: Within, row: sqlite3.Row, with_paper: bool) -> frozenset[str]:
    """Rules released for a document since it last changed, those released for its outgoing paper too if asked."""
    rows = within.rows(
        "SELECT DISTINCT rule FROM rule_release WHERE id > :mark AND ((noun = 'normative' AND row_id = :id) "
        "OR (:paper AND noun = 'outgoing' AND row_id = :outgoing_id))",
        mark=row["release_mark"],
        id=row["id"],
        outgoing_id=row["outgoing_id"],
        paper=with_paper,
    )
    return frozenset(one[0] for one in rows)


def last_code(within: Within, unit_id: int | None, issuer: str) -> str:
    """The issuer code that this unit's last document had; '' where it had none."""
    found = within.value(
        "SELECT issuer_code FROM normative_document WHERE issuer_code <> '' AND organ = '' "
        "AND (issuer_unit_id = :unit_id OR (issuer_unit_id IS NULL AND issuer = :issuer)) ORDER BY id DESC LIMIT 1",
        unit_id=unit_id,
        issuer=issuer,
    )
    return str(found or "")


def holder_of_code(within: Within, code: str, unit_id: int | None, issuer: str) -> str:
    """Another department that has this code; '' where nobody has."""
    found = within.value(
        "SELECT issuer FROM normative_document WHERE issuer_code = :code AND organ = '' AND issuer <> :issuer "
        "AND issuer <> '' AND (issuer_unit_id IS NULL OR issuer_unit_id IS NOT :unit_id) ORDER BY id DESC LIMIT 1",
        code=code,
        unit_id=unit_id,
        issuer=issuer,
    )
    return str(found or "")


def same_number(within: Within, number: str, except_id: int) -> sqlite3.Row | None:
    """Another document with this document number or unified number."""
    return within.row(
        "SELECT id, reg_number, title FROM normative_document WHERE :number <> '' AND id <> :except_id "
        "AND (number = :number OR reg_number = :number) LIMIT 1",
        number=number,
        except_id=except_id,
    )


def living_by_number(within: Within, number: str) -> list[int]:
    """Published documents of this number that nothing has ended yet."""
    rows = within.rows(
        f"SELECT id FROM normative_document WHERE :number <> '' AND (number = :number OR reg_number = :number) "
        f"AND published_on IS NOT NULL AND state NOT IN ('{REPEALED}', '{VOID}') AND ended_on IS NULL",
        number=number,
    )
    return [int(row[0]) for row in rows]


def repealed_by(within: Within, number: str, ground: str) -> list[int]:
    """Documents of this number that are repealed on exactly this ground."""
    rows = within.rows(
        "SELECT id FROM normative_document WHERE :number <> '' AND (number = :number OR reg_number = :number) "
        f"AND state = '{REPEALED}' AND ended_by = :ground",
        number=number,
        ground=ground,
    )
    return [int(row[0]) for row in rows]


def fetch(uow: UnitOfWork, normative_id: int, version: int | None = None) -> "NormativeDocument":
    """The document to change; Stale when somebody else changed it since `version`, Refusal when it was blanked."""
    row = uow.get(tables.NormativeDocument, normative_id, version)
    if row.state == VOID:
        raise Refusal(_BLANKED)
    return row


def fetch_filing(uow: UnitOfWork, filing_id: int) -> "Filing":
    """The filing to change. Raises Refusal when its document was blanked."""
    filing = uow.get(tables.Filing, filing_id)
    fetch(uow, filing.normative_id)
    return filing


def catalogue(within: Within, ids: list[int]) -> list[sqlite3.Row]:
    """Documents by id in the given order, with every column."""
    some = ",".join(str(int(one)) for one in ids)
    found = {row["id"]: row for row in within.rows(f"SELECT * FROM normative_document WHERE id IN ({some})")}
    return [found[one] for one in ids if one in found]
