"""The one write path: BEGIN IMMEDIATE, rows, journal, search index, COMMIT; or nothing at all."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from govtui.domain.clock import to_stamp
from govtui.domain.refusal import Refusal, Stale
from govtui.store import chain, searching
from govtui.store.engine import Writer, begin_fairly
from govtui.store.errors import plain_words

if TYPE_CHECKING:
    from sqlmodel import Session

    from govtui.store.tables.base import Row

    RowT = TypeVar("RowT", bound=Row)


class UnitOfWork:
    """One transaction and one journal batch.

    `say()` gives the journal its sentence; without any changed row nothing is written. Errors of the database leave as
    Refusal with one Chinese sentence; the transaction is then rolled back whole.
    """

    def __init__(self, writer: Writer, actor: tuple[str, str], at: datetime, action: str) -> None:
        self._writer, self._connection, self._lock = writer, writer.connection, writer.lock
        self._actor, self._at, self._action = actor, to_stamp(at), action
        self._sentence, self._noun = action, ""
        self._row_id: int | None = None
        self._undoes: int | None = None
        self._session: Session | None = None
        self._forgotten: tuple[list[int], list[int]] | None = None
        self.batch = 0

    def __enter__(self) -> "UnitOfWork":
        self._lock.acquire()
        try:
            begin_fairly(self._connection)
            self.batch = int(self.value("SELECT coalesce(max(seq), 0) + 1 FROM journal_batch"))
            self._connection.execute("INSERT INTO journal_now VALUES (1, ?)", (self.batch,))
        except sqlite3.Error as error:
            self._give_up()
            raise Refusal(plain_words(error)) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._flush()
                self._close_batch()
                self._connection.execute("COMMIT")
                self._end()
                return
        except Exception as failure:
            self._give_up()
            raise self._refusal(failure) from failure
        self._give_up()
        if _from_database(error):
            raise self._refusal(error) from error

    @property
    def at(self) -> str:
        """This moment as the store writes it."""
        return self._at

    @property
    def actor_name(self) -> str:
        """Who writes."""
        return self._actor[1]

    @property
    def session(self) -> "Session":
        """The ORM session of this transaction, opened when first asked for."""
        if self._session is None:
            from sqlmodel import Session

            self._session = Session(self._writer.engine, expire_on_commit=False, autoflush=False)
        return self._session

    def say(self, sentence: str, noun: str = "", row_id: int | None = None, undoes: int | None = None) -> None:
        """The sentence of this batch for the journal and for undo, and the row that it is about."""
        self._sentence, self._noun, self._row_id, self._undoes = sentence, noun, row_id, undoes

    def forget(self, entries: Iterable[int], batches: Iterable[int]) -> None:
        """Once this batch is sealed, blank these journal entries (its own too) and these batches' sentences for good.

        Only for lawful removal: the digests stay, so that the chain holds, and what was blanked can never be undone.
        """
        self._forgotten = (list(entries), list(batches))

    def add(self, row: "RowT") -> "RowT":
        """Write a new row; it has its id afterwards."""
        self.session.add(row)
        self._flush()
        return row

    def get(self, table: "type[RowT]", row_id: int, version: int | None = None) -> "RowT":
        """The row to change. Raises Stale when `version` is no longer the row's own, Refusal when the row is gone."""
        row = self.session.get(table, row_id)
        if row is None:
            raise Refusal("这条记录已不存在，可能刚被撤销；请刷新列表后再试。")
        if version is not None and row.version != version:
            raise Stale(self._who_changed(str(table.__tablename__), row_id))
        return row

    def change(self, row: "Row", **values: Any) -> None:
        """Set columns of a row and count its version up."""
        for name, value in values.items():
            setattr(row, name, value)
        row.version += 1
        self.session.add(row)
        self._flush()

    def delete(self, row: "Row") -> None:
        """Take a row away (the journal keeps it)."""
        self.session.delete(row)
        self._flush()

    def insert_many(self, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
        """Write many plain rows in one statement (journaled each); table and columns are the store's own names."""
        self._flush()
        marks = ", ".join("?" * len(columns))
        self._connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)

    def execute(self, sql: str, params: Mapping[str, Any] | None = None) -> int:
        """Run one statement with named parameters inside the transaction; returns how many rows it changed."""
        self._flush()
        return self._connection.execute(sql, params or {}).rowcount

    def rows(self, sql: str, **params: Any) -> list[sqlite3.Row]:
        """Read inside the transaction, what was written included."""
        self._flush()
        return self._connection.execute(sql, params).fetchall()

    def row(self, sql: str, **params: Any) -> sqlite3.Row | None:
        """The first row, or None."""
        rows = self.rows(sql, **params)
        return rows[0] if rows else None

    def value(self, sql: str, **params: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.row(sql, **params)
        return None if row is None else row[0]

    def _flush(self) -> None:
        if self._session is not None:
            self._session.flush()

    def _close_batch(self) -> None:
        connection = self._connection
        connection.execute("DELETE FROM journal_now")
        digests = chain.seal_entries(connection, self.batch)
        if not digests:
            return
        searching.refresh(connection, self.batch)
        previous = self.value("SELECT digest FROM journal_batch WHERE seq = :seq", seq=self.batch - 1) or chain.GENESIS
        salt = chain.new_salt()
        head: dict[str, object] = {
            "seq": self.batch,
            "at": self._at,
            "actor_id": self._actor[0],
            "actor": self._actor[1],
            "action": self._action,
            "sentence": self._sentence,
            "salt": salt,
            "said": chain.sentence_digest(salt, self._sentence),
            "noun": self._noun,
            "row_id": self._row_id,
            "undoes": self._undoes,
            "entries": len(digests),
        }
        head |= {"algorithm": "sha256", "previous": previous}
        head["digest"] = chain.batch_digest(previous, chain.head_words(head), digests)
        marks = ", ".join(f":{name}" for name in head)
        connection.execute(f"INSERT INTO journal_batch ({', '.join(head)}) VALUES ({marks})", head)
        if self._forgotten is not None:
            chain.blank(connection, *self._forgotten)
            searching.compact(connection)

    def _who_changed(self, table: str, row_id: int) -> str:
        row = self.row(
            "SELECT b.actor, b.at, b.sentence FROM journal_entry e JOIN journal_batch b ON b.seq = e.batch "
            "WHERE e.table_name = :table AND e.row_id = :row_id ORDER BY e.batch DESC LIMIT 1",
            table=table,
            row_id=row_id,
        )
        if row is None:
            return "这条记录刚被别人改过，请刷新后再试；您填写的内容还在。"
        change = f"{row['actor']} 于 {row['at'][11:16]} 修改（{row['sentence']}）"
        return f"这条记录已被 {change}，请刷新后再试；您填写的内容还在。"

    def _refusal(self, failure: BaseException) -> BaseException:
        return Refusal(plain_words(failure)) if _from_database(failure) else failure

    def _give_up(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._end()

    def _end(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
        self._lock.release()


def _from_database(error: BaseException | None) -> bool:
    return isinstance(error, sqlite3.Error) or isinstance(getattr(error, "orig", None), sqlite3.Error)
