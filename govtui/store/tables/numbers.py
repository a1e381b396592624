"""The number ledger: series × year; a number is a promise and never comes back."""

from sqlmodel import UniqueConstraint

from govtui.store.tables.base import Row


class NumberRow(Row, table=True):
    """One number: used, reserved or void with its reason. `origin`: issued here or imported."""

    __tablename__ = "number_ledger"
    __table_args__ = (UniqueConstraint("series", "year", "serial"),)
    series: str
    year: int
    serial: int
    state: str = "已用"
    reason: str = ""
    noun: str = ""
    row_id: int | None = None
    origin: str = "本机"
    at: str


class NumberStart(Row, table=True):
    """Where a running year starts: the last number that the paper book had given."""

    __tablename__ = "number_start"
    __table_args__ = (UniqueConstraint("series", "year"),)
    series: str
    year: int
    last: int
    reason: str = ""
