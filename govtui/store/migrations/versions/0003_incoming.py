"""Incoming papers, their routes and where they have been."""

import sqlalchemy as sa
from alembic import op

from govtui.store.schema import journal_triggers, plain

revision = "0003"
down_revision = "0002"

JOURNALED = ("incoming", "route", "route_step", "handling", "movement", "reminder")


def upgrade() -> None:
    """Make the tables, then the journal's triggers over them."""
    _make_tables()
    inspector = sa.inspect(op.get_bind())
    for table in JOURNALED:
        columns = [column["name"] for column in inspector.get_columns(table)]
        for sql in journal_triggers(table, columns):
            op.execute(plain(sql))


def _make_tables() -> None:
    op.create_table(
        "incoming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("received_at", sa.String(), nullable=False),
        sa.Column("sender_id", sa.Integer(), nullable=True),
        sa.Column("sender", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("sender_number_raw", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("sender_number", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("sender_prefix", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("title", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("kind", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("doc_class", sa.String(), server_default=sa.text("'阅知'"), nullable=False),
        sa.Column("secrecy", sa.String(), server_default=sa.text("'无'"), nullable=False),
        sa.Column("urgency", sa.String(), server_default=sa.text("'普通'"), nullable=False),
        sa.Column("major", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("copies", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("copy_no", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("attachments", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("channel", sa.String(), server_default=sa.text("'office'"), nullable=False),
        sa.Column("multi_sent", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("signer", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("signer_principal", sa.Boolean(), nullable=True),
        sa.Column("late_reason", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("state", sa.String(), server_default=sa.text("'待拟办'"), nullable=False),
        sa.Column("open", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("proposal", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("holder_kind", sa.String(), server_default=sa.text("'office'"), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("holder", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("held_since", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("due_at", sa.String(), server_default=sa.text("'9999-12-31T23:59:59+08:00'"), nullable=False),
        sa.Column("due_basis", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("due_provisional", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("lead_unit_id", sa.Integer(), nullable=True),
        sa.Column("lead_unit", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("answer_number", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("result", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("closed_at", sa.String(), nullable=True),
        sa.Column("failed_checks", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("return_code", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("return_reason", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("returned_at", sa.String(), nullable=True),
        sa.Column("resubmits_id", sa.Integer(), nullable=True),
        sa.Column("recall_state", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("signed_by", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("archive_no", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("incomplete", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("note", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["lead_unit_id"],
            ["unit.id"],
        ),
        sa.ForeignKeyConstraint(
            ["resubmits_id"],
            ["incoming.id"],
        ),
        sa.ForeignKeyConstraint(
            ["section_id"],
            ["unit.id"],
        ),
        sa.ForeignKeyConstraint(
            ["sender_id"],
            ["unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("year", "serial"),
    )
    op.create_index("ix_incoming_closed", "incoming", ["closed_at", "id"], unique=False)
    op.create_index("ix_incoming_holder", "incoming", ["holder_id", "state"], unique=False)
    op.create_index(op.f("ix_incoming_import_id"), "incoming", ["import_id"], unique=False)
    op.create_index("ix_incoming_incomplete", "incoming", ["incomplete", "id"], unique=False)
    op.create_index(op.f("ix_incoming_lead_unit_id"), "incoming", ["lead_unit_id"], unique=False)
    op.create_index("ix_incoming_open_due", "incoming", ["open", "due_at", "id"], unique=False)
    op.create_index("ix_incoming_recall", "incoming", ["recall_state", "id"], unique=False)
    op.create_index("ix_incoming_received", "incoming", ["received_at", "id"], unique=False)
    op.create_index(op.f("ix_incoming_resubmits_id"), "incoming", ["resubmits_id"], unique=False)
    op.create_index(op.f("ix_incoming_section_id"), "incoming", ["section_id"], unique=False)
    op.create_index(op.f("ix_incoming_sender_id"), "incoming", ["sender_id"], unique=False)
    op.create_index("ix_incoming_sender_number", "incoming", ["sender_number", "sender"], unique=False)
    op.create_index(op.f("ix_incoming_sender_prefix"), "incoming", ["sender_prefix"], unique=False)
    op.create_index("ix_incoming_state_closed", "incoming", ["state", "closed_at", "id"], unique=False)
    op.create_index("ix_incoming_state_due", "incoming", ["state", "due_at", "id"], unique=False)
    op.create_table(
        "route",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("incoming_id", sa.Integer(), nullable=False),
        sa.Column("doc_class", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.Column("reason", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(
            ["incoming_id"],
            ["incoming.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_route_incoming_id"), "route", ["incoming_id"], unique=False)
    op.create_table(
        "route_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("incoming_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("title", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("role", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("state", sa.String(), server_default=sa.text("'待送'"), nullable=False),
        sa.Column("sent_at", sa.String(), nullable=True),
        sa.Column("back_at", sa.String(), nullable=True),
        sa.Column("mark", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("meaning", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("opinion", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("opinion_on", sa.String(), nullable=True),
        sa.Column("note", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(
            ["incoming_id"],
            ["incoming.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["route_id"],
            ["route.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_route_step_incoming_id"), "route_step", ["incoming_id"], unique=False)
    op.create_index(op.f("ix_route_step_person_id"), "route_step", ["person_id"], unique=False)
    op.create_index(op.f("ix_route_step_route_id"), "route_step", ["route_id"], unique=False)
    op.create_table(
        "handling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("incoming_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("lead", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("assigned_at", sa.String(), nullable=False),
        sa.Column("due_at", sa.String(), nullable=True),
        sa.Column("replied_at", sa.String(), nullable=True),
        sa.Column("answer_number", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("result", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(
            ["incoming_id"],
            ["incoming.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_handling_incoming_id"), "handling", ["incoming_id"], unique=False)
    op.create_index(op.f("ix_handling_unit_id"), "handling", ["unit_id"], unique=False)
    op.create_table(
        "movement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("incoming_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("by", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(
            ["incoming_id"],
            ["incoming.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_movement_incoming_id"), "movement", ["incoming_id"], unique=False)
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("incoming_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("to_name", sa.String(), nullable=False),
        sa.Column("way", sa.String(), server_default=sa.text("'电话'"), nullable=False),
        sa.Column("text", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("by", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(
            ["incoming_id"],
            ["incoming.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_reminder_incoming_id"), "reminder", ["incoming_id"], unique=False)
