"""Short words for the columns of a migration, so that a table reads like its list of columns."""

import sqlalchemy as sa


def key(name: str = "id") -> sa.Column[int]:
    """The row's own id."""
    return sa.Column(name, sa.Integer(), primary_key=True, nullable=False)


def text(name: str, default: str | None = None) -> sa.Column[str]:
    """Text that must be there, or that is `default` where nobody gives it."""
    given = None if default is None else sa.text(f"'{default}'")
    return sa.Column(name, sa.String(), server_default=given, nullable=False)


def text_or_none(name: str) -> sa.Column[str]:
    """Text that may be missing."""
    return sa.Column(name, sa.String(), nullable=True)


def number(name: str, default: int | None = None) -> sa.Column[int]:
    """A whole number that must be there, or that is `default`."""
    given = None if default is None else sa.text(str(default))
    return sa.Column(name, sa.Integer(), server_default=given, nullable=False)


def number_or_none(name: str) -> sa.Column[int]:
    """A whole number that may be missing."""
    return sa.Column(name, sa.Integer(), nullable=True)


def flag(name: str, default: bool | None = None) -> sa.Column[bool]:
    """Yes or no."""
    given = None if default is None else sa.text(str(int(default)))
    return sa.Column(name, sa.Boolean(), server_default=given, nullable=False)


def flag_or_none(name: str) -> sa.Column[bool]:
    """Yes, no, or not asked."""
    return sa.Column(name, sa.Boolean(), nullable=True)


def refers(name: str, target: str) -> sa.Column[int]:
    """The id of a row of another table (`unit.id`) that must be there."""
    return sa.Column(name, sa.Integer(), sa.ForeignKey(target), nullable=False)


def refers_or_none(name: str, target: str) -> sa.Column[int]:
    """The id of a row of another table, or nothing."""
    return sa.Column(name, sa.Integer(), sa.ForeignKey(target), nullable=True)
