"""Requests for leaders' presence and departments' meetings."""

import sqlalchemy as sa
from alembic import op

from govtui.store.migrations.columns import flag, key, number, refers, refers_or_none, text, text_or_none
from govtui.store.schema import journal_triggers, plain

revision = "0008"
down_revision = "0007"

JOURNALED = ("engagement", "engagement_leader", "engagement_stamp", "engagement_movement")
INDEXES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ix_engagement_heads_approver_id", "engagement", ("heads_approver_id",)),
    ("ix_engagement_incoming_id", "engagement", ("incoming_id",)),
    ("ix_engagement_starts", "engagement", ("starts_at", "id")),
    ("ix_engagement_state", "engagement", ("state", "id")),
    ("ix_engagement_unit_id", "engagement", ("unit_id",)),
    ("ix_engagement_leader_engagement_id", "engagement_leader", ("engagement_id",)),
    ("ix_engagement_leader_instead_id", "engagement_leader", ("instead_id",)),
    ("ix_engagement_leader_person_id", "engagement_leader", ("person_id",)),
    ("ix_engagement_stamp_engagement_id", "engagement_stamp", ("engagement_id",)),
    ("ix_engagement_stamp_person_id", "engagement_stamp", ("person_id",)),
    ("ix_engagement_movement_engagement_id", "engagement_movement", ("engagement_id",)),
)


def upgrade() -> None:
    """Make the tables, then the journal's triggers over them."""
    _engagement()
    _engagement_leader()
    _engagement_stamp()
    _engagement_movement()
    for name, table, columns in INDEXES:
        op.create_index(name, table, list(columns))
    inspector = sa.inspect(op.get_bind())
    for table in JOURNALED:
        names = [column["name"] for column in inspector.get_columns(table)]
        for sql in journal_triggers(table, names):
            op.execute(plain(sql))


def _engagement() -> None:
    op.create_table(
        "engagement",
        key(),
        number("version", 1),
        text("kind", "邀请"),
        text("state", "待处理"),
        flag("open", True),
        text("title", ""),
        refers_or_none("unit_id", "unit.id"),
        text("unit", ""),
        text("head_signed", ""),
        text("starts_at", ""),
        text("ends_at", ""),
        text("place", ""),
        text("scope", ""),
        number("people_count", 0),
        text("mode", ""),
        flag("citywide", False),
        flag("in_city_name", False),
        flag("county_heads", False),
        refers_or_none("heads_approver_id", "person.id"),
        text("heads_approver", ""),
        text_or_none("heads_approved_on"),
        text("speech", ""),
        flag("media", False),
        text("budget_source", ""),
        text("vehicle", ""),
        text("contact", ""),
        text("phone", ""),
        text("result", ""),
        text_or_none("requested_on"),
        refers_or_none("incoming_id", "incoming.id"),
        text("note", ""),
        text("created_at"),
        text("created_by"),
    )


def _engagement_leader() -> None:
    op.create_table(
        "engagement_leader",
        key(),
        number("version", 1),
        refers("engagement_id", "engagement.id"),
        refers_or_none("person_id", "person.id"),
        text("name"),
        text("title", ""),
        text("part", ""),
        text("answer", "待定"),
        refers_or_none("instead_id", "person.id"),
        text("instead", ""),
        text_or_none("answered_on"),
    )


def _engagement_stamp() -> None:
    op.create_table(
        "engagement_stamp",
        key(),
        number("version", 1),
        refers("engagement_id", "engagement.id"),
        number("step"),
        text("slot"),
        text("act", ""),
        refers_or_none("person_id", "person.id"),
        text("person"),
        flag("agreed", True),
        text("opinion", ""),
        text("on_day"),
        flag("active", True),
    )


def _engagement_movement() -> None:
    op.create_table(
        "engagement_movement",
        key(),
        number("version", 1),
        refers("engagement_id", "engagement.id"),
        text("at"),
        text("kind"),
        text("sentence"),
        text("by", ""),
    )
