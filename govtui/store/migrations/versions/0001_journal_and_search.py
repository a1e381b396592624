"""The journal, the search index and the office's settings."""

import sqlalchemy as sa
from alembic import op

from govtui.store.schema import journal_triggers, plain

revision = "0001"
down_revision = None

JOURNALED = ("setting", "rule_release", "import_run")
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
    _make_tables()
    for sql in FIXED_SQL:
        op.execute(plain(sql))
    inspector = sa.inspect(op.get_bind())
    for table in JOURNALED:
        columns = [column["name"] for column in inspector.get_columns(table)]
        for sql in journal_triggers(table, columns):
            op.execute(plain(sql))


def _make_tables() -> None:
    op.create_table(
        "journal_batch",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("said", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("noun", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("entries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("algorithm", sa.String(), server_default=sa.text("'sha256'"), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index(op.f("ix_journal_batch_action"), "journal_batch", ["action"], unique=False)
    op.create_index(op.f("ix_journal_batch_undoes"), "journal_batch", ["undoes"], unique=False)
    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("op", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_journal_entry_batch"), "journal_entry", ["batch"], unique=False)
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("title", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("detail", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("day", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("folded", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_search_entry_day", "search_entry", ["day", "id"], unique=False)
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "rule_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("noun", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_rule_release_rule"), "rule_release", ["rule"], unique=False)
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("noun", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("read", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("imported", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("rejected", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("skipped", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
