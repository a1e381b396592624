"""The store: one SQLite file, opened, checked and brought up to date."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from govtui.domain.refusal import Refusal
from govtui.store.engine import APPLICATION_ID, Writer, connect, hurry, path_of
from govtui.store.errors import plain_words
from govtui.store.reading import Reader
from govtui.store.schema import SCHEMA_VERSION
from govtui.store.unit_of_work import UnitOfWork


class Store:
    """An opened store. Safe to use from several threads: each thread reads on its own connection, writes queue up."""

    def __init__(self, path: Path, throwaway: bool = False, reader: sqlite3.Connection | None = None) -> None:
        """`throwaway`: a power cut may cost what this object writes, or the file; for stores that are made anew.

        `reader` is an open connection for this thread's reads: opening one means reading the whole schema.
        """
        self.path = path
        self._throwaway = throwaway
        self._local = threading.local()
        self._writer: Writer | None = None
        self._open: list[sqlite3.Connection] = []
        if reader is not None:
            self._local.connection = reader
            self._open.append(reader)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Read; several statements inside one `with` may see different moments unless nothing is written meanwhile."""
        try:
            yield Reader(self._reader())
        except sqlite3.Error as error:
            raise Refusal(plain_words(error, self.path)) from error

    def unit_of_work(self, actor: tuple[str, str], at: datetime, action: str) -> UnitOfWork:
        """The one way to write: `with store.unit_of_work((id, name), now, "incoming.register") as uow`."""
        return UnitOfWork(self._writing(), actor, at, action)

    def data_version(self) -> tuple[int, int]:
        """A value that changes whenever anybody, here or in another process, commits."""
        connection = self._reader()
        outside = int(connection.execute("PRAGMA data_version").fetchone()[0])
        inside = int(connection.execute("SELECT coalesce(max(seq), 0) FROM journal_batch").fetchone()[0])
        return outside, inside

    def folder(self) -> Path:
        """The data folder: drafts, backups and crash notes lie beside the file."""
        return self.path.parent

    def rewrite(self) -> bool:
        """Write the file anew without the space that changed rows left; False where other terminals kept it busy."""
        writer = self._writing()
        with writer.lock:
            try:
                writer.connection.execute("VACUUM")
            except sqlite3.OperationalError:
                return False
        return True

    def close(self) -> None:
        """Close every connection."""
        for connection in self._open:
            connection.close()
        self._open.clear()
        self._writer = None
        self._local = threading.local()

    def _writing(self) -> Writer:
        if self._writer is None:
            self._writer = Writer(self.path)
            if self._throwaway:
                hurry(self._writer.connection)
            self._open.append(self._writer.connection)
        return self._writer

    def _reader(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connection()
        return connection

    def _connection(self) -> sqlite3.Connection:
        connection = connect(self.path)
        self._open.append(connection)
        return connection


def open_store(url: str) -> Store:
    """Open an existing store; an older schema is backed up and brought up to date first.

    Raises Refusal with one sentence: missing, empty, damaged or foreign file, or a file of a newer program.
    """
    path = path_of(url)
    if path.is_dir():
        raise Refusal(f"{path} 是一个文件夹，请给出数据库文件，例如 {path / 'govtui.db'}。")
    if path.exists() and path.stat().st_size == 0:
        raise Refusal(f"{path} 是空文件，不是 govtui 的数据库；请删除它后运行 govtui init，或从备份恢复。")
    connection = connect(path)
    try:
        version = _checked_version(connection, path)
    except BaseException:
        connection.close()
        raise
    if version < SCHEMA_VERSION:
        connection.close()
        from govtui.store.migrating import upgrade

        upgrade(path, version)
        return Store(path)
    return Store(path, reader=connection)


def create_store(url: str, throwaway: bool = False) -> Store:
    """Make a new, empty store (by the same migrations that upgrade old ones). Raises Refusal when the file exists.

    `throwaway`: see `Store`; opened again, the file is as safe as any.
    """
    path = path_of(url)
    if path.exists():
        raise Refusal(f"{path} 已存在，不会覆盖；请换一个文件名，或直接打开它。")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"文件夹 {path.parent} 不能建立，请检查路径和权限。") from error
    from govtui.store.migrating import create

    create(path)
    return Store(path, throwaway)


def _checked_version(connection: sqlite3.Connection, path: Path) -> int:
    try:
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        raise Refusal(plain_words(error, path)) from error
    if owner != APPLICATION_ID:
        raise Refusal(f"{path} 不是 govtui 的数据库，请用 --db 指明正确的文件。")
    if version > SCHEMA_VERSION:
        raise Refusal(f"{path} 来自更新版本的 govtui，请先升级程序再打开。")
    return version
