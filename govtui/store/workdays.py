"""The office's corrections of the calendar, the notices they came from, and the deadlines that hang on them."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from govtui.domain.documents.states import OPEN_STATES
from govtui.domain.meetings.states import ISSUED
from govtui.domain.workdays import Correction
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)


def corrections(within: Reader | UnitOfWork) -> dict[date, Correction]:
    """Every corrected day."""
    rows = within.rows("SELECT day, off, name, reason FROM calendar_day")
    return {date.fromisoformat(row["day"]): Correction(bool(row["off"]), row["name"], row["reason"]) for row in rows}


def newest_batch(within: Reader | UnitOfWork) -> int:
    """The newest batch of the journal: it grows with every write by anybody."""
    return int(within.value("SELECT coalesce(max(seq), 0) FROM journal_batch"))


def notices(within: Reader | UnitOfWork) -> list[sqlite3.Row]:
    """The applied notices in the order they were applied, with how many days still stand by each."""
    return within.rows(
        "SELECT n.id, n.year, n.number, n.text, n.applied_at, "
        "(SELECT count(*) FROM calendar_day d WHERE d.notice_id = n.id) AS days FROM calendar_notice n ORDER BY n.id"
    )


def add_notice(uow: UnitOfWork, year: int, number: str, text: str) -> int:
    """Keep a notice whole; returns its id."""
    uow.execute(
        "INSERT INTO calendar_notice (version, year, number, text, applied_at) VALUES (1, :year, :number, :text, :at)",
        {"year": year, "number": number, "text": text, "at": uow.at},
    )
    return int(uow.value("SELECT max(id) FROM calendar_notice"))


def put_days(uow: UnitOfWork, days: Iterable[tuple[date, Correction]], notice_id: int | None) -> None:
    """Write corrected days; what stood there before is replaced (the journal keeps it)."""
    for day, correction in days:
        uow.execute(
            "INSERT INTO calendar_day (version, day, off, name, reason, notice_id) "
            "VALUES (1, :day, :off, :name, :reason, :notice) ON CONFLICT (day) DO UPDATE SET version = version + 1, "
            "off = excluded.off, name = excluded.name, reason = excluded.reason, notice_id = excluded.notice_id",
            {
                "day": day.isoformat(),
                "off": correction.off,
                "name": correction.name,
                "reason": correction.reason,
                "notice": notice_id,
            },
        )


def drop_day(uow: UnitOfWork, day: date) -> bool:
    """Take one correction away; False when there was none."""
    return uow.execute("DELETE FROM calendar_day WHERE day = :day", {"day": day.isoformat()}) > 0


@dataclass(frozen=True, slots=True)
class _Watched:
    """A table whose rows have a reckoned last day: the words that stand before its columns, and which rows are open."""

    table: str
    columns: tuple[str, str, str]
    open: str
    number: str = "number"
    title: str = "title"


_WATCHED = {
    "document": _Watched("incoming", ("due_at", "due_basis", "due_provisional"), f"state IN ({_OPEN})"),
    "outgoing": _Watched(
        "outgoing",
        ("publish_due_at", "publish_basis", "publish_provisional"),
        "publish_open = 1",
        title="'公开 ' || title",
    ),
    "minutes": _Watched(
        "minutes",
        ("due_at", "due_basis", "due_provisional"),
        f"state <> '{ISSUED}'",
        title="'印发 ' || title",
    ),
    "minutes.publication": _Watched(
        "minutes",
        ("publish_due_at", "publish_basis", "publish_provisional"),
        "publish_open = 1",
        title="'公开 ' || title",
    ),
    "filing": _Watched(
        "filing",
        ("due_at", "due_basis", "due_provisional"),
        "sent_on IS NULL",
        number="(SELECT coalesce(nullif(reg_number, ''), number) FROM normative_document WHERE id = normative_id)",
        title="'备案 ' || recipient || ' ' || (SELECT title FROM normative_document WHERE id = normative_id)",
    ),
}
"""What hangs on the calendar, by the noun that lists name."""


def open_deadlines(within: Reader | UnitOfWork) -> list[sqlite3.Row]:
    """Whatever is open and whose last day was reckoned, with how it was: papers, publications, filings, minutes."""
    parts = [
        f"SELECT '{noun}' AS noun, id, {one.number} AS number, {one.title} AS title, {one.columns[0]} AS due_at, "
        f"{one.columns[1]} AS due_basis, {one.columns[2]} AS due_provisional FROM {one.table} "
        f"WHERE {one.columns[1]} <> '' AND {one.open}"
        for noun, one in _WATCHED.items()
    ]
    return within.rows(f"{' UNION ALL '.join(parts)} ORDER BY due_at, noun, id")


def set_deadline(uow: UnitOfWork, noun: str, row_id: int, due_at: str, basis: str, provisional: bool) -> None:
    """Write a recomputed deadline."""
    one = _WATCHED[noun]
    due, kept, flag = one.columns
    uow.execute(
        f"UPDATE {one.table} SET {due} = :due, {kept} = :basis, {flag} = :provisional, version = version + 1 "
        "WHERE id = :id",
        {"due": due_at, "basis": basis, "provisional": provisional, "id": row_id},
    )


def due_counts(within: Reader | UnitOfWork, first: date, last: date) -> dict[date, int]:
    """How many open papers are due on each day from `first` to `last`."""
    rows = within.rows(
        f"SELECT substr(due_at, 1, 10) AS day, count(*) AS papers FROM incoming WHERE state IN ({_OPEN}) "
        "AND due_at >= :first AND due_at < :after GROUP BY 1",
        first=first.isoformat(),
        after=f"{last.isoformat()}U",
    )
    return {date.fromisoformat(row["day"]): int(row["papers"]) for row in rows}
