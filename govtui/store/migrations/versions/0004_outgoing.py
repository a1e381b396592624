"""Papers that leave, their signatures, reviews, seals and distribution."""

from typing import Any

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

revision = "0004"
down_revision = "0003"

JOURNALED = (
    "outgoing",
    "signature",
    "co_sign",
    "paper_review",
    "distribution",
    "seal_use",
    "paper_relation",
    "outgoing_movement",
)
INDEXES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ix_outgoing_answers_id", "outgoing", ("answers_id",)),
    ("ix_outgoing_drafting_unit_id", "outgoing", ("drafting_unit_id",)),
    ("ix_outgoing_import_id", "outgoing", ("import_id",)),
    ("ix_outgoing_issued", "outgoing", ("issued_on", "id")),
    ("ix_outgoing_ledger", "outgoing", ("series", "year", "serial")),
    ("ix_outgoing_matter_unit_id", "outgoing", ("matter_unit_id",)),
    ("ix_outgoing_number", "outgoing", ("number",)),
    ("ix_outgoing_open", "outgoing", ("open", "id")),
    ("ix_outgoing_publish", "outgoing", ("publish_open", "publish_due_at", "id")),
    ("ix_outgoing_signer_id", "outgoing", ("signer_id",)),
    ("ix_outgoing_state", "outgoing", ("state", "id")),
    ("ix_signature_acting_for_id", "signature", ("acting_for_id",)),
    ("ix_signature_outgoing_id", "signature", ("outgoing_id",)),
    ("ix_signature_person_id", "signature", ("person_id",)),
    ("ix_co_sign_outgoing_id", "co_sign", ("outgoing_id",)),
    ("ix_co_sign_unit_id", "co_sign", ("unit_id",)),
    ("ix_paper_review_outgoing_id", "paper_review", ("outgoing_id",)),
    ("ix_distribution_outgoing_id", "distribution", ("outgoing_id",)),
    ("ix_distribution_unit_id", "distribution", ("unit_id",)),
    ("ix_seal_use_outgoing_id", "seal_use", ("outgoing_id",)),
    ("ix_paper_relation_outgoing_id", "paper_relation", ("outgoing_id",)),
    ("ix_paper_relation_target_id", "paper_relation", ("target_id",)),
    ("ix_paper_relation_target_number", "paper_relation", ("target_number",)),
    ("ix_outgoing_movement_outgoing_id", "outgoing_movement", ("outgoing_id",)),
)


def upgrade() -> None:
    """Make the tables, then the journal's triggers over them."""
    _outgoing()
    _signature()
    _co_sign()
    _paper_review()
    _distribution()
    _seal_use()
    _paper_relation()
    _outgoing_movement()
    for name, table, columns in INDEXES:
        op.create_index(name, table, list(columns))
    inspector = sa.inspect(op.get_bind())
    for table in JOURNALED:
        names = [column["name"] for column in inspector.get_columns(table)]
        for sql in journal_triggers(table, names):
            op.execute(plain(sql))


def _outgoing() -> None:
    op.create_table("outgoing", *_paper(), *_life())


def _paper() -> list[sa.Column[Any]]:
    return [
        key(),
        number("version", 1),
        text("state", "拟稿"),
        flag("open", True),
        text("held_since", ""),
        text("series", ""),
        text("direction", "down"),
        text("kind", ""),
        text("title", ""),
        text("body", ""),
        text("attachments", ""),
        text("addressees", ""),
        text("copies_to", ""),
        text("remark", ""),
        text("secrecy", "无"),
        text("urgency", "普通"),
        flag("major", False),
        text("subject", ""),
        text("meeting_ref", ""),
        text_or_none("passed_on"),
        refers_or_none("drafting_unit_id", "unit.id"),
        text("drafting_unit", ""),
        text("drafter", ""),
        text("phone", ""),
        refers_or_none("matter_unit_id", "unit.id"),
        text_or_none("drafted_on"),
        text("need_failed", ""),
        text("need_reason", ""),
        refers_or_none("answers_id", "incoming.id"),
        text("checker", ""),
        text_or_none("checked_on"),
        text("rechecker", ""),
        text_or_none("rechecked_on"),
        text("cosigners", ""),
        refers_or_none("signer_id", "person.id"),
        text("signer", ""),
        text("signer_title", ""),
        text("signer_for", ""),
        text("sign_act", ""),
    ]


def _life() -> list[sa.Column[Any]]:
    return [
        text("sign_opinion", ""),
        text_or_none("signed_on"),
        number_or_none("year"),
        number_or_none("serial"),
        text("number", ""),
        text_or_none("numbered_at"),
        text_or_none("dated_on"),
        text_or_none("issued_on"),
        number("print_copies", 0),
        number_or_none("pages"),
        text("printer", ""),
        text_or_none("sealed_on"),
        text("seal_note", ""),
        text_or_none("sent_on"),
        text_or_none("archived_on"),
        text("archive_no", ""),
        text("publicity", ""),
        text("publicity_reason", ""),
        flag("publish_open", False),
        text("publish_due_at", "9999-12-31T23:59:59+08:00"),
        text("publish_basis", ""),
        flag("publish_provisional", False),
        text_or_none("published_on"),
        text("publish_channel", ""),
        text("index_number", ""),
        text_or_none("registered_on"),
        text("owner_section", ""),
        text("validity", ""),
        flag("normative", False),
        text("force", ""),
        text_or_none("force_on"),
        text("force_note", ""),
        text("note", ""),
        text("void_reason", ""),
        flag("incomplete", False),
        refers_or_none("import_id", "import_run.id"),
        text("created_at"),
        text("created_by"),
    ]


def _signature() -> None:
    op.create_table(
        "signature",
        key(),
        number("version", 1),
        refers("outgoing_id", "outgoing.id"),
        refers_or_none("person_id", "person.id"),
        text("person"),
        text("title", ""),
        refers_or_none("acting_for_id", "person.id"),
        text("acting_for", ""),
        text("act", "签发"),
        text("opinion", ""),
        text("signed_on"),
        text("rule", ""),
        flag("active", True),
        text("ended", ""),
    )


def _co_sign() -> None:
    op.create_table(
        "co_sign",
        key(),
        number("version", 1),
        refers("outgoing_id", "outgoing.id"),
        refers_or_none("unit_id", "unit.id"),
        text("unit"),
        text("person", ""),
        text("opinion", "未回复"),
        text("asked_at"),
        text_or_none("answered_on"),
        text("views", ""),
        text("grounds", ""),
        text("proposal", ""),
        flag("signed", False),
    )


def _paper_review() -> None:
    op.create_table(
        "paper_review",
        key(),
        number("version", 1),
        refers("outgoing_id", "outgoing.id"),
        text("stage"),
        text("reviewer"),
        text("at"),
        flag("passed", True),
        text("failed", ""),
        text("opinion", ""),
    )


def _distribution() -> None:
    op.create_table(
        "distribution",
        key(),
        number("version", 1),
        refers("outgoing_id", "outgoing.id"),
        refers_or_none("unit_id", "unit.id"),
        text("unit"),
        number("copies", 1),
        text("way", ""),
        text("sent_on"),
        text("receiver", ""),
        text_or_none("received_on"),
    )


def _seal_use() -> None:
    op.create_table(
        "seal_use",
        key(),
        number("version", 1),
        refers_or_none("outgoing_id", "outgoing.id"),
        text("used_on"),
        text("unit", ""),
        text("seal", ""),
        text("matter", ""),
        text("paper", ""),
        number("copies", 1),
        text("approver", ""),
        text("handler", ""),
        text("keeper", ""),
    )


def _paper_relation() -> None:
    op.create_table(
        "paper_relation",
        key(),
        number("version", 1),
        refers("outgoing_id", "outgoing.id"),
        text("kind"),
        refers_or_none("target_id", "outgoing.id"),
        text("target_number", ""),
        text("target_title", ""),
    )


def _outgoing_movement() -> None:
    op.create_table(
        "outgoing_movement",
        key(),
        number("version", 1),
        refers("outgoing_id", "outgoing.id"),
        text("at"),
        text("kind"),
        text("sentence"),
        text("by", ""),
    )
