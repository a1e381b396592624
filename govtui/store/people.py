"""Reading people rows as plain values; writes go through the unit of work with the tables of store/tables/people.py."""

from datetime import date
from sqlite3 import Row

from govtui.domain.people.rows import AbsenceRow, DelegationRow, PersonRow, PortfolioRow, PostRow, UnitRow
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

TABLES = ("unit", "person", "post", "portfolio", "delegation", "absence")
"""The tables that a directory is made of."""

Within = Reader | UnitOfWork


def units(within: Within) -> list[UnitRow]:
    """Every unit, closed ones too."""
    return [
        UnitRow(
            row["id"],
            row["version"],
            row["name"],
            row["short_name"],
            row["category"],
            row["number_prefix"],
            row["parent_id"],
            row["sort_order"],
            bool(row["independent"]),
            row["phone"],
            _open_day(row["closed_on"]),
            row["note"],
        )
        for row in within.rows("SELECT * FROM unit")
    ]


def people(within: Within) -> list[PersonRow]:
    """Everybody, those who have left too."""
    return [
        PersonRow(
            row["id"],
            row["version"],
            row["name"],
            row["unit_id"],
            row["office_phone"],
            row["mobile"],
            row["note"],
            _open_day(row["closed_on"]),
        )
        for row in within.rows("SELECT * FROM person")
    ]


def posts(within: Within) -> list[PostRow]:
    """Every post, ended ones too."""
    return [
        PostRow(
            row["id"],
            row["version"],
            row["person_id"],
            row["unit_id"],
            row["role"],
            row["title"],
            row["rank"],
            bool(row["principal"]),
            *_span(row),
        )
        for row in within.rows("SELECT * FROM post")
    ]


def portfolios(within: Within) -> list[PortfolioRow]:
    """Every entry of the division of work, ended ones too."""
    return [
        PortfolioRow(
            row["id"],
            row["version"],
            row["unit_id"],
            row["kind"],
            row["person_id"],
            row["section_id"],
            *_span(row),
        )
        for row in within.rows("SELECT * FROM portfolio")
    ]


def delegations(within: Within) -> list[DelegationRow]:
    """Every delegation, past ones too."""
    return [
        DelegationRow(
            row["id"],
            row["version"],
            row["from_person_id"],
            row["to_person_id"],
            row["kind"],
            date.fromisoformat(row["from_day"]),
            _open_day(row["to_day"]),
            row["scope"],
            row["source"],
        )
        for row in within.rows("SELECT * FROM delegation")
    ]


def absences(within: Within) -> list[AbsenceRow]:
    """Every absence, past ones too."""
    return [
        AbsenceRow(
            row["id"],
            row["version"],
            row["person_id"],
            row["kind"],
            date.fromisoformat(row["from_day"]),
            date.fromisoformat(row["to_day"]),
            row["place"],
            row["reason"],
            _open_day(row["returned_on"]),
            row["acting_person_id"],
        )
        for row in within.rows("SELECT * FROM absence")
    ]


def newest_batch(within: Within) -> int:
    """The journal batch that everything read now is part of."""
    return int(within.value("SELECT coalesce(max(seq), 0) FROM journal_batch"))


def changed_since(within: Within, batch: int) -> bool:
    """Whether any people row was written after that batch."""
    names = ", ".join(f"'{table}'" for table in TABLES)
    sql = f"SELECT 1 FROM journal_entry WHERE batch > :batch AND table_name IN ({names}) LIMIT 1"
    return within.value(sql, batch=batch) is not None


def papers_of_unit(within: Within, unit_id: int) -> int:
    """How many incoming papers name the unit as their sender."""
    return int(within.value("SELECT count(*) FROM incoming WHERE sender_id = :id", id=unit_id))


def _span(row: Row) -> tuple[date, date | None]:
    return date.fromisoformat(row["from_day"]), _open_day(row["to_day"])


def _open_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
