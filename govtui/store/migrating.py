"""Alembic, imported only when a file is new or behind: one transaction, a backup first."""

import sqlite3
from pathlib import Path

from govtui.domain.refusal import Refusal
from govtui.store.engine import APPLICATION_ID, connect, engine_over
from govtui.store.errors import plain_words
from govtui.store.schema import SCHEMA_VERSION

_SCRIPTS = Path(__file__).parent / "migrations"


def create(path: Path) -> None:
    """Make the file and run every migration on it; on failure no file is left behind."""
    connection = connect(path, create=True)
    try:
        _migrate(connection)
    except BaseException:
        connection.close()
        path.unlink(missing_ok=True)
        raise
    connection.close()


def upgrade(path: Path, version: int) -> None:
    """Copy the file beside itself, then bring it up to date in one transaction."""
    copy = path.with_name(f"{path.stem}.before-{SCHEMA_VERSION}{path.suffix}")
    connection = connect(path)
    try:
        if not copy.exists():
            with sqlite3.connect(copy) as target:
                connection.backup(target)
        _migrate(connection)
    except sqlite3.Error as error:
        raise Refusal(
            f"数据库从第 {version} 版升级失败，原文件未改动，升级前备份在 {copy}：{plain_words(error, path)}"
        ) from error
    finally:
        connection.close()


def _migrate(connection: sqlite3.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    with engine_over(connection).connect() as engine_connection:
        config.attributes["connection"] = engine_connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            command.upgrade(config, "head")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
