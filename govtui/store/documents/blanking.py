"""Blanking a mistaken paper: its rows without their words, and which acts of the journal speak of it.

保守国家秘密法 第三十一条: a state secret entered by mistake must not stay on a system that is not made for it.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass

from govtui.domain.text import fold
from govtui.store import numbers
from govtui.store.documents import echoes
from govtui.store.documents.holding import Holding, Noun
from govtui.store.documents.holdings import LEDGER, NOUNS, RELEASES, SHARED
from govtui.store.unit_of_work import UnitOfWork

CLEARED = echoes.CLEARED

Rows = dict[str, list[int]]
"""Row ids by table."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One row that is blanked: a paper, or the document that goes with it."""

    noun: Noun
    id: int


@dataclass(frozen=True, slots=True)
class Heading:
    """How a paper is named without its words, since when it is there, and the words that say where it comes from."""

    name: str
    created_at: str
    origins: frozenset[str]


def subjects(uow: UnitOfWork, noun: str, row_id: int) -> tuple[Subject, ...]:
    """The paper and the documents that go with it, the paper first, from whichever of them one starts."""
    lead = Subject(NOUNS[noun], row_id)
    if lead.noun.carried_by is not None:
        carrier, column = lead.noun.carried_by
        found = uow.value(f"SELECT {column} FROM {lead.noun.own.table} WHERE id = :id", id=row_id)
        if found is not None:
            return subjects(uow, carrier, int(found))
    if lead.noun.carries is None:
        return (lead,)
    carried, column = NOUNS[lead.noun.carries[0]], lead.noun.carries[1]
    ids = _ids(uow, f"SELECT id FROM {carried.own.table} WHERE {column} = :id", row_id)
    return (lead, *(Subject(carried, one) for one in ids))


def heading(uow: UnitOfWork, about: Iterable[Subject]) -> Heading | None:
    """How the first of the subjects is named, with where all of them come from; None when it is gone."""
    found = [(one.noun, uow.row(f"SELECT * FROM {one.noun.own.table} WHERE id = :id", id=one.id)) for one in about]
    noun, first = found[0]
    if first is None:
        return None
    origins = {str(row[column]) for kind, row in found if row is not None for column in kind.origins}
    return Heading(echoes.name_of(noun, first), first["created_at"], frozenset(origins - {""}))


def rows_of(uow: UnitOfWork, about: Iterable[Subject]) -> Rows:
    """Every row that belongs to the subjects, their numbers in the ledger and releases of rules for them included."""
    rows: Rows = {}
    for one in about:
        rows.setdefault(one.noun.own.table, []).append(one.id)
        for holding in one.noun.belongings:
            owners = _list(rows.get(holding.via, ())) if holding.via else str(one.id)
            found = uow.rows(f"SELECT id FROM {holding.table} WHERE {holding.owner} IN ({owners})")
            rows.setdefault(holding.table, []).extend(int(row[0]) for row in found)
        for holding in SHARED:
            sql = f"SELECT id FROM {holding.table} WHERE noun = '{one.noun.id}' AND {holding.owner} = :id"
            rows.setdefault(holding.table, []).extend(_ids(uow, sql, one.id))
    return rows


def born(uow: UnitOfWork, one: Subject) -> int:
    """The batch that wrote the row; ids of rows that an undo took away are given again, so older acts are not its."""
    return int(
        uow.value(
            "SELECT max(batch) FROM journal_entry WHERE table_name = :table AND row_id = :id AND op = 'insert'",
            table=one.noun.own.table,
            id=one.id,
        )
        or 0
    )


def words_of(uow: UnitOfWork, about: Iterable[Subject]) -> set[str]:
    """The titles and numbers that the subjects bear and ever bore."""
    words: set[str] = set()
    for one in about:
        table, telling = one.noun.own.table, one.noun.telling
        now = uow.row(f"SELECT {', '.join(telling)} FROM {table} WHERE id = :id", id=one.id)
        words |= {str(word) for word in now or ()}
        entries = uow.rows(
            "SELECT before, after FROM journal_entry WHERE table_name = :table AND row_id = :id AND batch >= :born",
            table=table,
            id=one.id,
            born=born(uow, one),
        )
        for body in (body for entry in entries for body in entry if body):
            kept = json.loads(body, strict=False)
            words |= {str(kept[name]) for name in telling if kept.get(name)}
        words |= _words_of_belongings(uow, one)
    return words - {"", CLEARED}


def _words_of_belongings(uow: UnitOfWork, one: Subject) -> set[str]:
    """What is told of the subject in rows of its own that sentences elsewhere repeat, as they are and ever were."""
    words: set[str] = set()
    births = _all_births(uow, one, born(uow, one))
    for holding in (holding for holding in one.noun.belongings if holding.telling):
        lives = [entry for row_id, birth in births[holding.table] for entry in _life(uow, holding.table, row_id, birth)]
        entries = uow.rows(f"SELECT before, after FROM journal_entry WHERE id IN ({_list(lives)})")
        for kept in (json.loads(body, strict=False) for entry in entries for body in entry if body):
            words |= {str(kept[name]) for name in holding.telling if kept.get(name)}
    return words


def reserved_for(uow: UnitOfWork, rows: Rows, words: Iterable[str]) -> set[str]:
    """Reasons for which the paper's numbers were set aside or made void, where they repeat a piece of its words."""
    ids = _list(rows[LEDGER.table])
    sql = f"SELECT before, after FROM journal_entry WHERE table_name = '{LEDGER.table}' AND row_id IN ({ids})"
    bodies = (json.loads(body, strict=False) for entry in uow.rows(sql) for body in entry if body)
    reasons = {str(kept["reason"]) for kept in bodies if kept.get("reason")}
    runs = {run for word in words for run in _runs(fold(word))}
    return {reason for reason in reasons if not runs.isdisjoint(_runs(fold(reason)))}


def acts_of(uow: UnitOfWork, about: Iterable[Subject], rows: Rows, needles: echoes.Needles) -> list[int]:
    """Batches so far whose sentence is about a subject or its number, takes back one that is, or holds its words."""
    told = echoes.acts_that_say(uow, needles)
    for one in about:
        acts = "SELECT seq FROM journal_batch WHERE noun = :noun AND row_id = :id AND seq >= :born"
        both = f"{acts} UNION SELECT seq FROM journal_batch WHERE undoes IN ({acts})"
        told |= {int(row[0]) for row in uow.rows(both, noun=one.noun.id, id=one.id, born=born(uow, one))}
    touched = f"SELECT batch FROM journal_entry WHERE table_name = '{LEDGER.table}' AND row_id IN "
    sql = f"SELECT seq FROM journal_batch WHERE noun = 'number' AND seq IN ({touched} ({_list(rows[LEDGER.table])}))"
    return sorted(told | {int(row[0]) for row in uow.rows(sql)})


def entries_of(uow: UnitOfWork, about: Iterable[Subject], rows: Rows, needles: echoes.Needles) -> list[int]:
    """The journal's entries so far, of this batch too, about `rows`, about rows of the subjects that are gone again,
    and about remarks of other papers that name them."""
    found = {one for table, ids in rows.items() for row_id in ids for one in _life(uow, table, row_id)}
    for one in about:
        for table, births in _all_births(uow, one, born(uow, one)).items():
            found |= {entry for birth in births for entry in _life(uow, table, *birth)}
    if _sweeps(about):
        found |= echoes.entries_that_say(uow, rows, needles)
    return sorted(found)


def _carried(noun: Noun) -> tuple[Holding, ...]:
    """The documents that went with a paper, as something that belongs to it."""
    return () if noun.carries is None else (Holding(NOUNS[noun.carries[0]].own.table, noun.carries[1]),)


def _all_births(uow: UnitOfWork, one: Subject, since: int) -> dict[str, list[tuple[int, int]]]:
    """Every row that was ever written for the subject since it was there, by table: ids, and the entries that wrote
    them. What belongs to a row of its own counts while that row was there."""
    found: dict[str, list[tuple[int, int]]] = {}
    for holding in (*one.noun.belongings, *_carried(one.noun), RELEASES):
        births = found.setdefault(holding.table, [])
        noun = one.noun.id if holding is RELEASES else ""
        if not holding.via:
            births += _births(uow, holding, noun, one.id, since)
        for owner, first in found[holding.via] if holding.via else ():
            last = _life(uow, holding.via, owner, first)[-1]
            later = _next_birth(uow, holding.via, owner, last)
            births += [birth for birth in _births(uow, holding, "", owner, since) if first < birth[1] < later]
    return found


def _next_birth(uow: UnitOfWork, table: str, row_id: int, entry: int) -> float:
    """The entry by which an id was given again; endless where it was not."""
    found = uow.value(
        "SELECT min(id) FROM journal_entry "
        "WHERE table_name = :table AND row_id = :id AND op = 'insert' AND id > :entry",
        table=table,
        id=row_id,
        entry=entry,
    )
    return math.inf if found is None else int(found)


def _births(uow: UnitOfWork, holding: Holding, noun: str, row_id: int, since: int) -> list[tuple[int, int]]:
    """Rows of a table written for the paper since it was there: their ids, and the entries that wrote them."""
    births = uow.rows(
        "SELECT id, row_id FROM journal_entry WHERE batch >= :since AND table_name = :table AND op = 'insert' "
        "AND (instr(after, :middle) > 0 OR instr(after, :last) > 0) AND instr(after, :noun) > 0",
        since=since,
        table=holding.table,
        middle=f'"{holding.owner}":{row_id},',
        last=f'"{holding.owner}":{row_id}}}',
        noun=f'"noun":"{noun}"' if noun else "{",
    )
    return [(int(birth["row_id"]), int(birth["id"])) for birth in births]


def _life(uow: UnitOfWork, table: str, row_id: int, birth: int | None = None) -> list[int]:
    """The entries of one row from its `birth` (the last one where none is named) until its id was given again."""
    entries = uow.rows(
        "SELECT id, op FROM journal_entry WHERE table_name = :table AND row_id = :row_id ORDER BY id",
        table=table,
        row_id=row_id,
    )
    births = [int(entry["id"]) for entry in entries if entry["op"] == "insert"]
    start = birth if birth is not None else max(births, default=0)
    end = min((one for one in births if one > start), default=None)
    return [int(entry["id"]) for entry in entries if start <= entry["id"] and (end is None or entry["id"] < end)]


def void_numbers(uow: UnitOfWork, rows: Rows, reason: str) -> int:
    """Make the numbers of the paper void, with nothing but this reason; returns how many there are."""
    sql = f"SELECT series, year, serial FROM {LEDGER.table} WHERE id IN ({_list(rows[LEDGER.table])})"
    found = uow.rows(sql)
    for row in found:
        numbers.void(uow, row["series"], row["year"], row["serial"], reason)
    return len(found)


def empty(uow: UnitOfWork, about: Iterable[Subject], rows: Rows, needles: echoes.Needles) -> None:
    """Take the words out of the rows, links to the paper out of others, and its words out of the remarks of others."""
    holdings = {holding.table: holding for one in about for holding in (*one.noun.holdings, RELEASES)}
    for holding in holdings.values():
        _empty_table(uow, holding, rows[holding.table])
    for one in about:
        for table, column in one.noun.pointers:
            sql = f"UPDATE {table} SET {column} = NULL, version = version + 1 WHERE {column} = :id"
            uow.execute(sql, {"id": one.id})
    if _sweeps(about):
        echoes.sweep(uow, rows, needles)


def _empty_table(uow: UnitOfWork, holding: Holding, ids: list[int]) -> None:
    sets = (
        *(f"{column} = ''" for column in (*holding.words, *holding.notes) if column not in holding.marks),
        *(f"{column} = :cleared" for column in holding.marks),
        *(f"{column} = NULL" for column in holding.links),
        *holding.sets,
        "version = version + 1",
    )
    sql = f"UPDATE {holding.table} SET {', '.join(sets)} WHERE id IN ({_list(ids)})"
    uow.execute(sql, {"cleared": CLEARED, "at": uow.at})


def note(uow: UnitOfWork, one: Subject, kind: str, sentence: str) -> None:
    """Add one line to what happened to the paper, where it has such lines."""
    if one.noun.past is not None:
        columns = (one.noun.past.owner, "at", "kind", "sentence", "by")
        uow.insert_many(one.noun.past.table, columns, [(one.id, uow.at, kind, sentence, uow.actor_name)])


def imported_from(uow: UnitOfWork, one: Subject) -> str:
    """The name of the register file that the paper came from; '' for one entered by hand."""
    if not one.noun.imported:
        return ""
    table = one.noun.own.table
    sql = f"SELECT r.file_name FROM {table} p JOIN import_run r ON r.id = p.import_id WHERE p.id = :id"
    return str(uow.value(sql, id=one.id) or "")


def _sweeps(about: Iterable[Subject]) -> bool:
    return any(one.noun.sweeps for one in about)


def _runs(folded: str) -> set[str]:
    size = echoes.SHORTEST
    return {folded[start : start + size] for start in range(len(folded) - size + 1)}


def _ids(uow: UnitOfWork, sql: str, row_id: int) -> list[int]:
    return [int(row[0]) for row in uow.rows(sql, id=row_id)]


def _list(ids: Iterable[int]) -> str:
    return ",".join(map(str, ids))
