"""What SQLModel cannot say about the schema: the journal's triggers, as SQL text for the migrations."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import TextClause

SCHEMA_VERSION = 8
"""`PRAGMA user_version` after the newest migration; Alembic is imported only when a file is behind."""

_GROUP = 8


def plain(sql: str) -> "TextClause":
    """SQL text that runs as it stands (a colon is a colon, not a parameter)."""
    from sqlalchemy import text

    return text(sql.replace(":", "\\:"))


def journal_triggers(table: str, columns: list[str]) -> Iterator[str]:
    """The three triggers of one table: inserts keep what is not NULL, updates keep only what changed.

    The batch is read from `journal_now`; outside a unit of work it is NULL and the statement fails.
    """
    head = (
        "INSERT INTO journal_entry (batch, table_name, row_id, op, before, after) "
        f"VALUES ((SELECT batch FROM journal_now), '{table}'"
    )
    sides = {"insert": ("NULL", _filled("NEW", columns)), "delete": (_filled("OLD", columns), "NULL")}
    sides["update"] = (_changed("OLD", columns), _changed("NEW", columns))
    for op, (before, after) in sides.items():
        row = "NEW" if op == "insert" else "OLD"
        yield (
            f"CREATE TRIGGER journal_{table}_{op} AFTER {op.upper()} ON {table} BEGIN "
            f"{head}, {row}.id, '{op}', {before}, {after}); END"
        )


def _filled(side: str, columns: list[str]) -> str:
    return _object(f"ifnull(',\"{c}\":' || {_value(f'{side}.{c}')}, '')" for c in columns)


def _changed(side: str, columns: list[str]) -> str:
    return _object(
        f"CASE WHEN OLD.{c} IS NEW.{c} THEN '' ELSE ',\"{c}\":' || ifnull({_value(f'{side}.{c}')}, 'null') END"
        for c in columns
    )


def _value(column: str) -> str:
    text = f"""'"' || replace(replace({column}, '\\', '\\\\'), '"', '\\"') || '"'"""
    return f"CASE typeof({column}) WHEN 'text' THEN {text} ELSE {column} END"


def _object(pairs: Iterable[str]) -> str:
    # A JSON object built with plain text functions: SQLite's own JSON functions may not run in triggers of an
    # untrusted schema (trusted_schema = OFF). Joined in groups: one long chain would copy its beginning at every step.
    some = list(pairs)
    groups = (f"({' || '.join(some[start : start + _GROUP])})" for start in range(0, len(some), _GROUP))
    return f"('{{' || substr({' || '.join(groups)}, 2) || '}}')"
