"""Incoming papers, their routes and where they have been."""

import sqlalchemy as sa
from alembic import op

from govtui.store.migrations.columns import (
    flag,
    flag_or_none,
    key,
    number,
    number_or_none,
    refers,
    refers_or_none,
    text,
    text_or_none,
)
from govtui.store.schema import journal_triggers, plain

revision = "0003"
down_revision = "0002"

JOURNALED = ("incoming", "route", "route_step", "handling", "movement", "reminder")
INDEXES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ix_incoming_closed", "incoming", ("closed_at", "id")),
    ("ix_incoming_holder", "incoming", ("holder_id", "state")),
    ("ix_incoming_import_id", "incoming", ("import_id",)),
    ("ix_incoming_incomplete", "incoming", ("incomplete", "id")),
    ("ix_incoming_lead_unit_id", "incoming", ("lead_unit_id",)),
    ("ix_incoming_open_due", "incoming", ("open", "due_at", "id")),
    ("ix_incoming_recall", "incoming", ("recall_state", "id")),
    ("ix_incoming_received", "incoming", ("received_at", "id")),
    ("ix_incoming_resubmits_id", "incoming", ("resubmits_id",)),
    ("ix_incoming_section_id", "incoming", ("section_id",)),
    ("ix_incoming_sender_id", "incoming", ("sender_id",)),
    ("ix_incoming_sender_number", "incoming", ("sender_number", "sender")),
    ("ix_incoming_sender_prefix", "incoming", ("sender_prefix",)),
    ("ix_incoming_state_closed", "incoming", ("state", "closed_at", "id")),
    ("ix_incoming_state_due", "incoming", ("state", "due_at", "id")),
    ("ix_route_incoming_id", "route", ("incoming_id",)),
    ("ix_route_step_incoming_id", "route_step", ("incoming_id",)),
    ("ix_route_step_person_id", "route_step", ("person_id",)),
    ("ix_route_step_route_id", "route_step", ("route_id",)),
    ("ix_handling_incoming_id", "handling", ("incoming_id",)),
    ("ix_handling_unit_id", "handling", ("unit_id",)),
    ("ix_movement_incoming_id", "movement", ("incoming_id",)),
    ("ix_reminder_incoming_id", "reminder", ("incoming_id",)),
)


def upgrade() -> None:
    """Make the tables, then the journal's triggers over them."""
    _incoming()
    _route()
    _route_step()
    _handling()
    _movement()
    _reminder()
    for name, table, columns in INDEXES:
        op.create_index(name, table, list(columns))
    inspector = sa.inspect(op.get_bind())
    for table in JOURNALED:
        names = [column["name"] for column in inspector.get_columns(table)]
        for sql in journal_triggers(table, names):
            op.execute(plain(sql))


def _incoming() -> None:
    op.create_table(
        "incoming",
        key(),
        number("version", 1),
        number("year"),
        number("serial"),
        text("number"),
        text("received_at"),
        refers_or_none("sender_id", "unit.id"),
        text("sender", ""),
        text("sender_number_raw", ""),
        text("sender_number", ""),
        text("sender_prefix", ""),
        text("title", ""),
        text("kind", ""),
        text("doc_class", "阅知"),
        text("secrecy", "无"),
        text("urgency", "普通"),
        flag("major", False),
        number("copies", 1),
        text("copy_no", ""),
        number_or_none("pages"),
        text("attachments", ""),
        text("channel", "office"),
        flag("multi_sent", False),
        text("signer", ""),
        flag_or_none("signer_principal"),
        text("late_reason", ""),
        text("state", "待拟办"),
        flag("open", True),
        refers_or_none("section_id", "unit.id"),
        text("proposal", ""),
        text("holder_kind", "office"),
        number_or_none("holder_id"),
        text("holder", ""),
        text("held_since", ""),
        text("due_at", "9999-12-31T23:59:59+08:00"),
        text("due_basis", ""),
        flag("due_provisional", False),
        refers_or_none("lead_unit_id", "unit.id"),
        text("lead_unit", ""),
        text("answer_number", ""),
        text("result", ""),
        text_or_none("closed_at"),
        text("failed_checks", ""),
        text("return_code", ""),
        text("return_reason", ""),
        text_or_none("returned_at"),
        refers_or_none("resubmits_id", "incoming.id"),
        text("recall_state", ""),
        text("signed_by", ""),
        text("archive_no", ""),
        flag("incomplete", False),
        text("note", ""),
        refers_or_none("import_id", "import_run.id"),
        text("created_at"),
        text("created_by"),
        sa.UniqueConstraint("year", "serial"),
    )


def _route() -> None:
    op.create_table(
        "route",
        key(),
        number("version", 1),
        refers("incoming_id", "incoming.id"),
        text("doc_class"),
        text("made_at"),
        flag("active", True),
        text("reason", ""),
    )


def _route_step() -> None:
    op.create_table(
        "route_step",
        key(),
        number("version", 1),
        refers("route_id", "route.id"),
        refers("incoming_id", "incoming.id"),
        number("ordinal"),
        refers_or_none("person_id", "person.id"),
        text("person"),
        text("title", ""),
        text("role", ""),
        text("state", "待送"),
        text_or_none("sent_at"),
        text_or_none("back_at"),
        text("mark", ""),
        text("meaning", ""),
        text("opinion", ""),
        text_or_none("opinion_on"),
        text("note", ""),
    )


def _handling() -> None:
    op.create_table(
        "handling",
        key(),
        number("version", 1),
        refers("incoming_id", "incoming.id"),
        refers_or_none("unit_id", "unit.id"),
        text("unit"),
        flag("lead", False),
        text("assigned_at"),
        text_or_none("due_at"),
        text_or_none("replied_at"),
        text("answer_number", ""),
        text("result", ""),
    )


def _movement() -> None:
    op.create_table(
        "movement",
        key(),
        number("version", 1),
        refers("incoming_id", "incoming.id"),
        text("at"),
        text("kind"),
        text("sentence"),
        text("by", ""),
    )


def _reminder() -> None:
    op.create_table(
        "reminder",
        key(),
        number("version", 1),
        refers("incoming_id", "incoming.id"),
        text("at"),
        text("to_name"),
        text("way", "电话"),
        text("text", ""),
        text("by", ""),
    )
