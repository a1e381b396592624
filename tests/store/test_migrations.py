"""The migrations and the models say the same."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from govtui.store import tables
from govtui.store.schema import SCHEMA_VERSION
from govtui.store.store import Store


def test_a_new_store_has_exactly_the_columns_and_indexes_of_the_models(store_path: Path) -> None:
    assert tables.Incoming.__tablename__ == "incoming"
    ours = {"alembic_version", "journal_now"}

    def wanted(name: str | None, kind: str, _parents: object) -> bool:
        return not (kind == "table" and (name in ours or str(name).startswith("search_fts")))

    with create_engine(f"sqlite:///{store_path}").connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": wanted})
        differences = [
            one
            for one in compare_metadata(context, SQLModel.metadata)
            if not (one[0] == "remove_index" and one[1].name == "ix_journal_entry_row")
        ]
    assert differences == []


def test_every_table_but_the_journal_itself_is_journaled(store_path: Path) -> None:
    store = Store(store_path)
    with store.reading() as reader:
        triggers = reader.rows("SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'")
        triggered = {row[0] for row in triggers}
        names = {row[0] for row in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    store.close()
    silent = {"alembic_version", "journal_now", "search_entry", "sqlite_sequence"}
    assert {name for name in names if not name.startswith("search_fts")} - silent == triggered


def test_the_newest_migration_is_the_schema_version(store_path: Path) -> None:
    store = Store(store_path)
    with store.reading() as reader:
        assert reader.value("PRAGMA user_version") == SCHEMA_VERSION
        assert int(reader.value("SELECT version_num FROM alembic_version")) == SCHEMA_VERSION
    store.close()
