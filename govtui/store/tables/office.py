"""Settings, imports and the search index's own rows."""

from sqlmodel import Field, Index, SQLModel

from govtui.store.tables.base import Row


class Setting(Row, table=True):
    """One setting of this office."""

    __tablename__ = "setting"
    key: str = Field(unique=True)
    value: str = ""


class ImportRun(Row, table=True):
    """One import of a foreign register: what was read and what became of it."""

    __tablename__ = "import_run"
    noun: str
    file_name: str
    at: str
    read: int = 0
    imported: int = 0
    rejected: int = 0
    skipped: int = 0


class SearchEntry(SQLModel, table=True):
    """What search shows of a row, kept in step by the unit of work; `id` tells noun and row (store/searching.py)."""

    __tablename__ = "search_entry"
    __table_args__ = (Index("ix_search_entry_day", "day", "id"),)
    id: int | None = Field(default=None, primary_key=True)
    noun: str
    row_id: int
    number: str = ""
    title: str = ""
    detail: str = ""
    day: str = ""
    folded: str = ""
