"""The journal, the search index and the office's settings."""

import sqlalchemy as sa
from alembic import op

from govtui.store.migrations.columns import key, number, number_or_none, text, text_or_none
from govtui.store.schema import journal_triggers, plain

revision = "0001"
down_revision = None

JOURNALED = ("setting", "rule_release", "import_run")
INDEXES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ix_journal_batch_action", "journal_batch", ("action",)),
    ("ix_journal_batch_undoes", "journal_batch", ("undoes",)),
    ("ix_journal_entry_batch", "journal_entry", ("batch",)),
    ("ix_search_entry_day", "search_entry", ("day", "id")),
    ("ix_rule_release_rule", "rule_release", ("rule",)),
)
FIXED_SQL = (
    # One row while a unit of work is open: a statement outside one meets NULL and is refused.
    "CREATE TABLE journal_now (one INTEGER PRIMARY KEY CHECK (one = 1), batch INTEGER NOT NULL)",
    "CREATE VIRTUAL TABLE search_fts USING fts5(words, content='', detail=none, "
    "tokenize='unicode61 remove_diacritics 0')",
    """CREATE TRIGGER journal_batch_order BEFORE INSERT ON journal_batch
       WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal_batch)
       BEGIN SELECT RAISE(ABORT, 'journal order'); END""",
    """CREATE TRIGGER journal_batch_fixed BEFORE UPDATE ON journal_batch
       WHEN NOT (NEW.sentence = '' AND NEW.salt IS NULL AND NEW.said IS OLD.said AND NEW.seq IS OLD.seq
            AND NEW.at IS OLD.at AND NEW.actor_id IS OLD.actor_id AND NEW.actor IS OLD.actor
            AND NEW.action IS OLD.action AND NEW.noun IS OLD.noun AND NEW.row_id IS OLD.row_id
            AND NEW.undoes IS OLD.undoes AND NEW.entries IS OLD.entries AND NEW.algorithm IS OLD.algorithm
            AND NEW.previous IS OLD.previous AND NEW.digest IS OLD.digest)
       BEGIN SELECT RAISE(ABORT, 'journal is fixed'); END""",
    """CREATE TRIGGER journal_batch_kept BEFORE DELETE ON journal_batch
       BEGIN SELECT RAISE(ABORT, 'journal is kept'); END""",
    """CREATE TRIGGER journal_entry_kept BEFORE DELETE ON journal_entry
       BEGIN SELECT RAISE(ABORT, 'journal is kept'); END""",
    # Once sealed an entry changes in one way only: its bodies and salt are blanked together, the digest stays.
    """CREATE TRIGGER journal_entry_fixed BEFORE UPDATE ON journal_entry
       WHEN OLD.digest IS NOT NULL AND NOT (
            NEW.before IS NULL AND NEW.after IS NULL AND NEW.salt IS NULL AND NEW.digest IS OLD.digest
            AND NEW.id IS OLD.id AND NEW.batch IS OLD.batch AND NEW.table_name IS OLD.table_name
            AND NEW.row_id IS OLD.row_id AND NEW.op IS OLD.op)
       BEGIN SELECT RAISE(ABORT, 'journal is fixed'); END""",
    "CREATE INDEX ix_journal_entry_row ON journal_entry (table_name, row_id, batch)",
)


def upgrade() -> None:
    """Make the tables, then the journal's triggers over them."""
    _journal_batch()
    _journal_entry()
    _search_entry()
    _setting()
    _rule_release()
    _import_run()
    for name, table, columns in INDEXES:
        op.create_index(name, table, list(columns))
    for sql in FIXED_SQL:
        op.execute(plain(sql))
    inspector = sa.inspect(op.get_bind())
    for table in JOURNALED:
        names = [column["name"] for column in inspector.get_columns(table)]
        for sql in journal_triggers(table, names):
            op.execute(plain(sql))


def _journal_batch() -> None:
    op.create_table(
        "journal_batch",
        key("seq"),
        text("at"),
        text("actor_id"),
        text("actor"),
        text("action"),
        text("sentence"),
        text_or_none("salt"),
        text("said", ""),
        text("noun", ""),
        number_or_none("row_id"),
        number_or_none("undoes"),
        number("entries", 0),
        text("algorithm", "sha256"),
        text("previous"),
        text("digest"),
    )


def _journal_entry() -> None:
    op.create_table(
        "journal_entry",
        key(),
        number("batch"),
        text("table_name"),
        number("row_id"),
        text("op"),
        text_or_none("before"),
        text_or_none("after"),
        text_or_none("salt"),
        text_or_none("digest"),
    )


def _search_entry() -> None:
    op.create_table(
        "search_entry",
        key(),
        text("noun"),
        number("row_id"),
        text("number", ""),
        text("title", ""),
        text("detail", ""),
        text("day", ""),
        text("folded", ""),
    )


def _setting() -> None:
    op.create_table(
        "setting",
        key(),
        number("version", 1),
        text("key"),
        text("value", ""),
        sa.UniqueConstraint("key"),
    )


def _rule_release() -> None:
    op.create_table(
        "rule_release",
        key(),
        number("version", 1),
        text("rule"),
        text("article"),
        text("noun"),
        number_or_none("row_id"),
        text("role"),
        text("person"),
        text("reason"),
        text("at"),
    )


def _import_run() -> None:
    op.create_table(
        "import_run",
        key(),
        number("version", 1),
        text("noun"),
        text("file_name"),
        text("at"),
        number("read", 0),
        number("imported", 0),
        number("rejected", 0),
        number("skipped", 0),
    )
