"""The journal's chain: whatever is altered is noticed, what may lawfully be blanked is not."""

import sqlite3
from collections.abc import Iterator

import pytest

from govtui.services.desk import Desk
from govtui.store.chain import verify
from tests.store.paper_rows import change_paper, put_paper

_BATCH = ("seq", "at", "actor_id", "actor", "action", "sentence", "noun", "row_id", "undoes", "entries", "previous")
_ENTRY = ("batch", "table_name", "row_id", "op", "before", "after", "salt", "digest")
_GUARDS = (
    "journal_batch_order",
    "journal_batch_fixed",
    "journal_batch_kept",
    "journal_entry_kept",
    "journal_entry_fixed",
)


@pytest.fixture
def journal(desk: Desk) -> Iterator[sqlite3.Connection]:
    """A journal of three batches, opened by somebody who has taken the guarding triggers away."""
    row_id = put_paper(desk, 1, title="甲")
    change_paper(desk, row_id, "更正 标题", title="乙")
    change_paper(desk, row_id, "更正 标题", title="丙")
    connection = sqlite3.connect(desk.store.path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    for trigger in _GUARDS:
        connection.execute(f"DROP TRIGGER {trigger}")
    yield connection
    connection.close()


def test_an_untouched_chain_holds(journal: sqlite3.Connection) -> None:
    verdict = verify(journal)
    assert (verdict.first_bad, verdict.batches, verdict.entries) == (None, 3, 3)
    assert verdict.head == journal.execute("SELECT digest FROM journal_batch WHERE seq = 3").fetchone()[0]


@pytest.mark.parametrize("column", [*_BATCH, "digest", "algorithm"])
def test_every_column_of_a_batch_is_guarded(journal: sqlite3.Connection, column: str) -> None:
    journal.execute(f"UPDATE journal_batch SET {column} = coalesce({column}, '') || '9' WHERE seq = 2")
    assert verify(journal).first_bad is not None


@pytest.mark.parametrize("column", _ENTRY)
def test_every_column_of_an_entry_is_guarded(journal: sqlite3.Connection, column: str) -> None:
    journal.execute(f"UPDATE journal_entry SET {column} = coalesce({column}, '') || '9' WHERE batch = 2")
    assert verify(journal).first_bad == 2


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM journal_entry WHERE batch = 2",
        "DELETE FROM journal_batch WHERE seq = 2",
        "INSERT INTO journal_entry (batch, table_name, row_id, op) VALUES (2, 'unit', 1, 'insert')",
        "INSERT INTO journal_entry (batch, table_name, row_id, op) VALUES (7, 'unit', 1, 'insert')",
        "UPDATE journal_entry SET before = NULL, after = NULL WHERE batch = 2",
        "UPDATE journal_entry SET salt = NULL WHERE batch = 2",
        "UPDATE journal_entry SET before = after, after = before WHERE batch = 2",
        "UPDATE journal_entry SET digest = NULL, salt = NULL, before = NULL, after = NULL WHERE batch = 2",
    ],
)
def test_rows_added_taken_or_half_blanked_are_noticed(journal: sqlite3.Connection, sql: str) -> None:
    journal.execute(sql)
    assert verify(journal).first_bad is not None


def test_blanking_salt_and_bodies_together_keeps_the_chain(journal: sqlite3.Connection) -> None:
    journal.execute("UPDATE journal_entry SET before = NULL, after = NULL, salt = NULL WHERE batch = 2")
    assert verify(journal).first_bad is None


def test_the_tail_can_only_be_cut_by_somebody_who_also_changes_the_printed_head(journal: sqlite3.Connection) -> None:
    head = verify(journal).head
    journal.execute("DELETE FROM journal_entry WHERE batch = 3")
    journal.execute("DELETE FROM journal_batch WHERE seq = 3")
    assert verify(journal).head != head


def test_the_database_itself_refuses_to_change_the_journal(desk: Desk) -> None:
    put_paper(desk, 1)
    connection = sqlite3.connect(desk.store.path, isolation_level=None)
    for sql in (
        "UPDATE journal_batch SET sentence = 'x'",
        "DELETE FROM journal_batch",
        "DELETE FROM journal_entry",
        "UPDATE journal_entry SET after = 'x'",
        "UPDATE journal_entry SET salt = NULL",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(sql)
    connection.execute("UPDATE journal_entry SET before = NULL, after = NULL, salt = NULL")
    connection.close()


def test_salts_differ_so_that_equal_bodies_have_different_digests(desk: Desk) -> None:
    with desk.writing("unit.add") as uow:
        uow.insert_many("unit", ("name",), [(f"{n}局",) for n in range(20)])
    with desk.reading() as reader:
        salts = {row[0] for row in reader.rows("SELECT salt FROM journal_entry")}
    assert len(salts) == 20
    assert all(len(salt) == 32 for salt in salts)
