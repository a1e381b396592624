"""Units and people, the calendar's corrections, the number ledger."""

import sqlalchemy as sa
from alembic import op

from govtui.store.migrations.columns import (
    flag,
    key,
    number,
    number_or_none,
    refers,
    refers_or_none,
    text,
    text_or_none,
)
from govtui.store.schema import journal_triggers, plain

revision = "0002"
down_revision = "0001"

JOURNALED = (
    "unit",
    "person",
    "post",
    "portfolio",
    "delegation",
    "absence",
    "calendar_notice",
    "calendar_day",
    "number_ledger",
    "number_start",
)
INDEXES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ix_unit_category", "unit", ("category",)),
    ("ix_unit_parent_id", "unit", ("parent_id",)),
    ("ix_person_name", "person", ("name",)),
    ("ix_person_unit_id", "person", ("unit_id",)),
    ("ix_post_person_id", "post", ("person_id",)),
    ("ix_post_role", "post", ("role",)),
    ("ix_post_unit_id", "post", ("unit_id",)),
    ("ix_portfolio_person_id", "portfolio", ("person_id",)),
    ("ix_portfolio_section_id", "portfolio", ("section_id",)),
    ("ix_portfolio_unit_id", "portfolio", ("unit_id",)),
    ("ix_delegation_from_person_id", "delegation", ("from_person_id",)),
    ("ix_delegation_to_person_id", "delegation", ("to_person_id",)),
    ("ix_absence_acting_person_id", "absence", ("acting_person_id",)),
    ("ix_absence_from_day", "absence", ("from_day",)),
    ("ix_absence_person_id", "absence", ("person_id",)),
    ("ix_calendar_notice_year", "calendar_notice", ("year",)),
    ("ix_calendar_day_notice_id", "calendar_day", ("notice_id",)),
)


def upgrade() -> None:
    """Make the tables, then the journal's triggers over them."""
    _unit()
    _person()
    _post()
    _portfolio()
    _delegation()
    _absence()
    _calendar_notice()
    _calendar_day()
    _number_ledger()
    _number_start()
    for name, table, columns in INDEXES:
        op.create_index(name, table, list(columns))
    inspector = sa.inspect(op.get_bind())
    for table in JOURNALED:
        names = [column["name"] for column in inspector.get_columns(table)]
        for sql in journal_triggers(table, names):
            op.execute(plain(sql))


def _unit() -> None:
    op.create_table(
        "unit",
        key(),
        number("version", 1),
        text("name"),
        text("short_name", ""),
        text("category", "部门"),
        text("number_prefix", ""),
        refers_or_none("parent_id", "unit.id"),
        number("sort_order", 0),
        flag("independent", False),
        text("phone", ""),
        text_or_none("closed_on"),
        text("note", ""),
        sa.UniqueConstraint("name"),
    )


def _person() -> None:
    op.create_table(
        "person",
        key(),
        number("version", 1),
        text("name"),
        refers_or_none("unit_id", "unit.id"),
        text("office_phone", ""),
        text("mobile", ""),
        text("note", ""),
        text_or_none("closed_on"),
    )


def _post() -> None:
    op.create_table(
        "post",
        key(),
        number("version", 1),
        refers("person_id", "person.id"),
        refers_or_none("unit_id", "unit.id"),
        text("role"),
        text("title", ""),
        number("rank", 9999),
        flag("principal", False),
        text("from_day", "0001-01-01"),
        text_or_none("to_day"),
    )


def _portfolio() -> None:
    op.create_table(
        "portfolio",
        key(),
        number("version", 1),
        refers("unit_id", "unit.id"),
        text("kind"),
        refers_or_none("person_id", "person.id"),
        refers_or_none("section_id", "unit.id"),
        text("from_day", "0001-01-01"),
        text_or_none("to_day"),
    )


def _delegation() -> None:
    op.create_table(
        "delegation",
        key(),
        number("version", 1),
        refers("from_person_id", "person.id"),
        refers("to_person_id", "person.id"),
        text("kind"),
        text("scope", ""),
        text("source", ""),
        text("from_day"),
        text_or_none("to_day"),
    )


def _absence() -> None:
    op.create_table(
        "absence",
        key(),
        number("version", 1),
        refers("person_id", "person.id"),
        text("kind", "出差"),
        text("place", ""),
        text("reason", ""),
        text("from_day"),
        text("to_day"),
        text_or_none("returned_on"),
        refers_or_none("acting_person_id", "person.id"),
    )


def _calendar_notice() -> None:
    op.create_table(
        "calendar_notice",
        key(),
        number("version", 1),
        number("year"),
        text("number", ""),
        text("text", ""),
        text("applied_at"),
    )


def _calendar_day() -> None:
    op.create_table(
        "calendar_day",
        key(),
        number("version", 1),
        text("day"),
        flag("off"),
        text("name", ""),
        text("reason", ""),
        refers_or_none("notice_id", "calendar_notice.id"),
        sa.UniqueConstraint("day"),
    )


def _number_ledger() -> None:
    op.create_table(
        "number_ledger",
        key(),
        number("version", 1),
        text("series"),
        number("year"),
        number("serial"),
        text("state", "已用"),
        text("reason", ""),
        text("noun", ""),
        number_or_none("row_id"),
        text("origin", "本机"),
        text("at"),
        sa.UniqueConstraint("series", "year", "serial"),
    )


def _number_start() -> None:
    op.create_table(
        "number_start",
        key(),
        number("version", 1),
        text("series"),
        number("year"),
        number("last"),
        text("reason", ""),
        sa.UniqueConstraint("series", "year"),
    )
