"""Decisions of meetings, minutes, and the matters they propose to supervise."""

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

revision = "0007"
down_revision = "0006"

JOURNALED = ("decision", "decision_unit", "minutes", "minutes_stamp", "proposed_item")
INDEXES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ix_decision_item_id", "decision", ("item_id",)),
    ("ix_decision_meeting_id", "decision", ("meeting_id",)),
    ("ix_decision_unit_decision_id", "decision_unit", ("decision_id",)),
    ("ix_decision_unit_unit_id", "decision_unit", ("unit_id",)),
    ("ix_minutes_ledger", "minutes", ("series", "period", "serial")),
    ("ix_minutes_publish", "minutes", ("publish_open", "publish_due_at", "id")),
    ("ix_minutes_signer_id", "minutes", ("signer_id",)),
    ("ix_minutes_state", "minutes", ("state", "id")),
    ("ix_minutes_stamp_for_id", "minutes_stamp", ("for_id",)),
    ("ix_minutes_stamp_minutes_id", "minutes_stamp", ("minutes_id",)),
    ("ix_minutes_stamp_person_id", "minutes_stamp", ("person_id",)),
    ("ix_proposed_item_decision_id", "proposed_item", ("decision_id",)),
    ("ix_proposed_item_meeting_id", "proposed_item", ("meeting_id",)),
    ("ix_proposed_item_minutes_id", "proposed_item", ("minutes_id",)),
    ("ix_proposed_item_state", "proposed_item", ("state", "id")),
    ("ix_proposed_item_unit_id", "proposed_item", ("unit_id",)),
)


def upgrade() -> None:
    """Make the tables, then the journal's triggers over them."""
    _decision()
    _decision_unit()
    _minutes()
    _minutes_stamp()
    _proposed_item()
    for name, table, columns in INDEXES:
        op.create_index(name, table, list(columns))
    inspector = sa.inspect(op.get_bind())
    for table in JOURNALED:
        names = [column["name"] for column in inspector.get_columns(table)]
        for sql in journal_triggers(table, names):
            op.execute(plain(sql))


def _decision() -> None:
    op.create_table(
        "decision",
        key(),
        number("version", 1),
        refers("item_id", "agenda_item.id"),
        refers("meeting_id", "meeting.id"),
        number("position"),
        text("text"),
    )


def _decision_unit() -> None:
    op.create_table(
        "decision_unit",
        key(),
        number("version", 1),
        refers("decision_id", "decision.id"),
        refers_or_none("unit_id", "unit.id"),
        text("unit"),
        flag("lead", False),
        text_or_none("due_on"),
        text("due_words", ""),
    )


def _minutes() -> None:
    op.create_table(
        "minutes",
        key(),
        number("version", 1),
        refers("meeting_id", "meeting.id"),
        text("state", "起草"),
        text("title", ""),
        text("body", ""),
        text("copies_to", ""),
        text("drafter", ""),
        text("due_at", "9999-12-31T23:59:59+08:00"),
        text("due_basis", ""),
        flag("due_provisional", False),
        flag("finance", False),
        text("series", ""),
        number_or_none("period"),
        number_or_none("serial"),
        text("number", ""),
        refers_or_none("signer_id", "person.id"),
        text("signer", ""),
        text("signer_title", ""),
        text("signer_for", ""),
        text("sign_opinion", ""),
        text_or_none("signed_on"),
        text_or_none("issued_on"),
        number("print_copies", 0),
        text("publicity", ""),
        text("publicity_reason", ""),
        flag("publish_open", False),
        text("publish_due_at", "9999-12-31T23:59:59+08:00"),
        text("publish_basis", ""),
        flag("publish_provisional", False),
        text_or_none("published_on"),
        text("publish_channel", ""),
        text("created_at"),
        text("created_by"),
        sa.UniqueConstraint("meeting_id"),
    )


def _minutes_stamp() -> None:
    op.create_table(
        "minutes_stamp",
        key(),
        number("version", 1),
        refers("minutes_id", "minutes.id"),
        text("step"),
        refers_or_none("person_id", "person.id"),
        text("person"),
        text("title", ""),
        refers_or_none("for_id", "person.id"),
        text("for_name", ""),
        text("about", ""),
        text("opinion", ""),
        text("on_day"),
        text("rule", ""),
        flag("active", True),
        text("ended", ""),
    )


def _proposed_item() -> None:
    op.create_table(
        "proposed_item",
        key(),
        number("version", 1),
        refers("minutes_id", "minutes.id"),
        refers("meeting_id", "meeting.id"),
        refers_or_none("decision_id", "decision.id"),
        text("state", "待立项"),
        text("source", ""),
        text("text"),
        refers_or_none("unit_id", "unit.id"),
        text("unit", ""),
        flag("lead", True),
        text("co_units", ""),
        text("leader", ""),
        text_or_none("due_on"),
        text("due_words", ""),
        text("reason", ""),
        number_or_none("item_id"),
        text("created_at"),
    )
