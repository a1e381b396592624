"""Normative documents and their filings."""

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

revision = "0005"
down_revision = "0004"

JOURNALED = ("normative_document", "filing")
INDEXES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ix_normative_document_issuer_unit_id", "normative_document", ("issuer_unit_id",)),
    ("ix_normative_document_outgoing_id", "normative_document", ("outgoing_id",)),
    ("ix_normative_document_reg_number", "normative_document", ("reg_number",)),
    ("ix_normative_document_renews_id", "normative_document", ("renews_id",)),
    ("ix_normative_document_valid", "normative_document", ("state", "valid_until", "id")),
    ("ix_filing_normative_id", "filing", ("normative_id",)),
    ("ix_filing_open", "filing", ("sent_on", "due_at", "id")),
)


def upgrade() -> None:
    """Make the tables, then the journal's triggers over them."""
    _normative_document()
    _filing()
    for name, table, columns in INDEXES:
        op.create_index(name, table, list(columns))
    inspector = sa.inspect(op.get_bind())
    for table in JOURNALED:
        names = [column["name"] for column in inspector.get_columns(table)]
        for sql in journal_triggers(table, names):
            op.execute(plain(sql))


def _normative_document() -> None:
    op.create_table(
        "normative_document",
        key(),
        number("version", 1),
        refers_or_none("outgoing_id", "outgoing.id"),
        text("type", "规范性文件"),
        text("organ", ""),
        refers_or_none("issuer_unit_id", "unit.id"),
        text("issuer", ""),
        text("co_issuers", ""),
        text("related_units", ""),
        text("issuer_code", ""),
        text("number", ""),
        text("title", ""),
        text("drafter", ""),
        text("legal_reviewer", ""),
        text_or_none("legal_reviewed_on"),
        text("legal_opinion", ""),
        text("failed", ""),
        flag("checked", False),
        text("steps_failed", ""),
        text_or_none("consulted_from"),
        text_or_none("consulted_to"),
        text("consult_exempt", ""),
        text("leaning", ""),
        number("release_mark", 0),
        text("fair_competition", ""),
        number_or_none("reg_year"),
        number_or_none("reg_serial"),
        text("reg_number", ""),
        text_or_none("registered_on"),
        text_or_none("published_on"),
        text("channel", ""),
        text_or_none("effective_on"),
        text("effective_reason", ""),
        flag("trial", False),
        text_or_none("valid_until"),
        text_or_none("review_on"),
        text_or_none("evaluated_on"),
        text("outcome", ""),
        text("evaluation", ""),
        text_or_none("evaluate_by"),
        text("state", "起草"),
        text_or_none("ended_on"),
        text("ended_by", ""),
        refers_or_none("renews_id", "normative_document.id"),
        text("note", ""),
        text("created_at"),
        text("created_by"),
        sa.UniqueConstraint("issuer_code", "reg_year", "reg_serial"),
    )


def _filing() -> None:
    op.create_table(
        "filing",
        key(),
        number("version", 1),
        refers("normative_id", "normative_document.id"),
        text("recipient"),
        text("due_at", "9999-12-31T23:59:59+08:00"),
        text("due_basis", ""),
        flag("due_provisional", False),
        text_or_none("sent_on"),
        text("receipt", ""),
    )
