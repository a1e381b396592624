"""What every row has in common."""

from sqlmodel import Field, SQLModel


class Row(SQLModel):
    """A row with its own id and a counter that grows with every change (a second editor is told, nothing is lost)."""

    id: int | None = Field(default=None, primary_key=True)
    version: int = 1
