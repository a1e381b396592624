"""The journal: batches chained by hash, entries by database triggers, releases of rules."""

from sqlmodel import Field, SQLModel

from govtui.store.tables.base import Row


class JournalBatch(SQLModel, table=True):
    """One write: who, when, what, in one sentence; `digest` chains it to the one before.

    The digest covers `said`, the salted digest of the sentence: sentence and salt can be blanked, the chain holds.
    """

    __tablename__ = "journal_batch"
    seq: int | None = Field(default=None, primary_key=True)
    at: str
    actor_id: str
    actor: str
    action: str = Field(index=True)
    sentence: str
    salt: str | None = None
    said: str = ""
    noun: str = ""
    row_id: int | None = None
    undoes: int | None = Field(default=None, index=True)
    entries: int = 0
    algorithm: str = "sha256"
    previous: str
    digest: str


class JournalEntry(SQLModel, table=True):
    """One changed row of a batch; `salt` and bodies can be blanked together, `digest` stays and the chain holds."""

    __tablename__ = "journal_entry"
    id: int | None = Field(default=None, primary_key=True)
    batch: int = Field(index=True)
    table_name: str
    row_id: int
    op: str
    before: str | None = None
    after: str | None = None
    salt: str | None = None
    digest: str | None = None


class Release(Row, table=True):
    """A blocking rule released by the role that the rulebook names, with the reason."""

    __tablename__ = "rule_release"
    rule: str = Field(index=True)
    article: str
    noun: str
    row_id: int | None = None
    role: str
    person: str
    reason: str
    at: str
