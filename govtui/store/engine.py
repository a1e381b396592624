"""The one place that opens the database: pragmas, and the engine for writes."""

import random
import sqlite3
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from govtui.domain.pinyin import matches_initials
from govtui.domain.refusal import Refusal
from govtui.store.errors import plain_words

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

APPLICATION_ID = 0x676F7674
"""`govt` in ASCII: says whose file this is (SQLite header, bytes 68-71)."""

BUSY_SECONDS = 5.0
"""How long a read, or the end of a write, waits for another clerk."""

WRITE_SECONDS = 12.0
"""How long a write waits for its turn before the clerk is told that another terminal is saving."""


def path_of(url: str) -> Path:
    """The file behind `url` (a path, or `sqlite:///path`); other databases are refused with a sentence."""
    if url.startswith("sqlite:///"):
        return Path(url.removeprefix("sqlite:///"))
    if "://" in url:
        raise Refusal("这一版只支持单文件数据库，请用 --db 给出文件路径，例如 --db data/govtui.db。")
    return Path(url)


def connect(path: Path, create: bool = False) -> sqlite3.Connection:
    """A connection with the house's pragmas; explicit transactions only. Refusal when the file cannot be used."""
    if not create and not path.exists():
        raise Refusal(f"找不到数据库 {path}，请先运行 govtui init，或用 --db 指明文件。")
    try:
        connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=SteeredConnection
        )
        _prepare(connection)
    except sqlite3.Error as error:
        raise Refusal(plain_words(error, path)) from error
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Durability as measured: DELETE + EXTRA loses no acknowledged write in a power cut."""
    connection.row_factory = sqlite3.Row
    for pragma in (
        "journal_mode=DELETE",
        "synchronous=EXTRA",
        "foreign_keys=ON",
        "secure_delete=ON",
        "recursive_triggers=ON",
        "trusted_schema=OFF",
        "cache_size=-16000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("reads_as", 2, matches_initials, deterministic=True)


def hurry(connection: sqlite3.Connection) -> None:
    """Trade safety for speed on this connection: a power cut may cost the file. Rollback still works."""
    for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "secure_delete=OFF", "cache_size=-64000"):
        connection.execute(f"PRAGMA {pragma}")


def begin_fairly(connection: sqlite3.Connection, patience: float = WRITE_SECONDS) -> None:
    """BEGIN IMMEDIATE, asking again every few milliseconds for `patience` seconds; then sqlite3.OperationalError.

    SQLite's own busy handler sleeps longer the longer it has waited, so that whoever comes last goes first; with
    several clerks saving at once somebody would be told “locked” for no good reason.
    """
    until = time.monotonic() + patience
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError:
                if time.monotonic() >= until:
                    raise
                time.sleep(random.uniform(0.001, 0.006))
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


class SteeredConnection(sqlite3.Connection):
    """A connection whose transactions only explicit BEGIN, COMMIT and ROLLBACK steer.

    SQLAlchemy rolls back when it first connects and when a session closes; here that must not end the unit of work.
    """

    def commit(self) -> None:
        """Nothing: the unit of work commits."""

    def rollback(self) -> None:
        """Nothing: the unit of work rolls back."""


class Writer:
    """The one writing connection of a store, its lock, and the ORM engine over it (made when first asked for)."""

    def __init__(self, path: Path) -> None:
        self.connection = connect(path)
        self.lock = threading.RLock()
        self._engine: Engine | None = None

    @property
    def engine(self) -> "Engine":
        """The SQLAlchemy engine over this connection."""
        if self._engine is None:
            self._engine = engine_over(self.connection)
        return self._engine


def engine_over(connection: sqlite3.Connection) -> "Engine":
    """A SQLAlchemy engine over one open connection whose transaction the caller steers."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    return create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
