"""The office's own corrections of the calendar and the notices they came from."""

from sqlmodel import Field

from govtui.store.tables.base import Row


class CalendarNotice(Row, table=True):
    """A holiday notice that was pasted and applied, kept whole."""

    __tablename__ = "calendar_notice"
    year: int = Field(index=True)
    number: str = ""
    text: str = ""
    applied_at: str


class CalendarDay(Row, table=True):
    """One corrected day: off or worked, by a notice or typed with a reason."""

    __tablename__ = "calendar_day"
    day: str = Field(unique=True)
    off: bool
    name: str = ""
    reason: str = ""
    notice_id: int | None = Field(default=None, foreign_key="calendar_notice.id", index=True)
