"""Topics with their gates, meetings with agenda, attendees and leave."""

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

revision = "0006"
down_revision = "0005"

JOURNALED = (
    "meeting",
    "topic",
    "topic_unit",
    "coordination",
    "topic_check",
    "topic_stamp",
    "decision_step",
    "topic_movement",
    "agenda_item",
    "meeting_attendee",
    "meeting_leave",
    "meeting_movement",
)
INDEXES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ix_meeting_chair_for_id", "meeting", ("chair_for_id",)),
    ("ix_meeting_chair_id", "meeting", ("chair_id",)),
    ("ix_meeting_kind", "meeting", ("kind", "year", "ordinal")),
    ("ix_meeting_section_id", "meeting", ("section_id",)),
    ("ix_meeting_starts", "meeting", ("starts_at", "id")),
    ("ix_meeting_state", "meeting", ("state", "id")),
    ("ix_topic_incoming_id", "topic", ("incoming_id",)),
    ("ix_topic_meeting_id", "topic", ("meeting_id",)),
    ("ix_topic_open", "topic", ("open", "id")),
    ("ix_topic_state", "topic", ("state", "id")),
    ("ix_topic_unit_id", "topic", ("unit_id",)),
    ("ix_topic_unit_topic_id", "topic_unit", ("topic_id",)),
    ("ix_topic_unit_unit_id", "topic_unit", ("unit_id",)),
    ("ix_coordination_person_id", "coordination", ("person_id",)),
    ("ix_coordination_topic_id", "coordination", ("topic_id",)),
    ("ix_topic_check_topic_id", "topic_check", ("topic_id",)),
    ("ix_topic_stamp_for_id", "topic_stamp", ("for_id",)),
    ("ix_topic_stamp_person_id", "topic_stamp", ("person_id",)),
    ("ix_topic_stamp_topic_id", "topic_stamp", ("topic_id",)),
    ("ix_decision_step_topic_id", "decision_step", ("topic_id",)),
    ("ix_topic_movement_topic_id", "topic_movement", ("topic_id",)),
    ("ix_agenda_item_order", "agenda_item", ("meeting_id", "position")),
    ("ix_agenda_item_topic_id", "agenda_item", ("topic_id",)),
    ("ix_meeting_attendee_person_id", "meeting_attendee", ("person_id",)),
    ("ix_meeting_attendee_seat", "meeting_attendee", ("meeting_id", "seat")),
    ("ix_meeting_attendee_unit_id", "meeting_attendee", ("unit_id",)),
    ("ix_meeting_leave_approver_id", "meeting_leave", ("approver_id",)),
    ("ix_meeting_leave_attendee_id", "meeting_leave", ("attendee_id",)),
    ("ix_meeting_leave_meeting_id", "meeting_leave", ("meeting_id",)),
    ("ix_meeting_leave_person_id", "meeting_leave", ("person_id",)),
    ("ix_meeting_movement_meeting_id", "meeting_movement", ("meeting_id",)),
)


def upgrade() -> None:
    """Make the tables, then the journal's triggers over them."""
    _meeting()
    _topic()
    _topic_unit()
    _coordination()
    _topic_check()
    _topic_stamp()
    _decision_step()
    _topic_movement()
    _agenda_item()
    _meeting_attendee()
    _meeting_leave()
    _meeting_movement()
    for name, table, columns in INDEXES:
        op.create_index(name, table, list(columns))
    inspector = sa.inspect(op.get_bind())
    for table in JOURNALED:
        names = [column["name"] for column in inspector.get_columns(table)]
        for sql in journal_triggers(table, names):
            op.execute(plain(sql))


def _meeting() -> None:
    op.create_table(
        "meeting",
        key(),
        number("version", 1),
        text("kind"),
        text("state", "筹备"),
        flag("open", True),
        number("term", 1),
        number("year", 0),
        number_or_none("ordinal"),
        text("name", ""),
        text("subject", ""),
        text("starts_at", ""),
        text("ends_at", ""),
        text("room", ""),
        refers_or_none("chair_id", "person.id"),
        text("chair", ""),
        text("chair_title", ""),
        refers_or_none("chair_for_id", "person.id"),
        text("chair_for", ""),
        text("chair_source", ""),
        refers_or_none("section_id", "unit.id"),
        text("contact", ""),
        text("phone", ""),
        text("reply_by", ""),
        text("papers", ""),
        text("demands", ""),
        text("recorder", ""),
        text_or_none("notified_at"),
        text_or_none("frozen_at"),
        text_or_none("opened_at"),
        text_or_none("closed_at"),
        text("cancel_reason", ""),
        text("note", ""),
        text("created_at"),
        text("created_by"),
    )


def _topic() -> None:
    op.create_table(
        "topic",
        key(),
        number("version", 1),
        text("state", "申报"),
        flag("open", True),
        text("held_since", ""),
        text("wanted", ""),
        text("title", ""),
        refers_or_none("unit_id", "unit.id"),
        text("unit", ""),
        text("head_signed", ""),
        text("reporter", ""),
        text("reporter_post", ""),
        number("minutes", 15),
        text("basis", ""),
        text("subject", ""),
        text("content", ""),
        text("proposal", ""),
        text("leaning", ""),
        text("materials", ""),
        number("material_copies", 0),
        text("contact", ""),
        text("phone", ""),
        text("secrecy", "无"),
        flag("major", False),
        flag("county", False),
        flag("public", False),
        flag("finance", False),
        text("legal_reviewer", ""),
        text("legal_opinion", ""),
        text_or_none("legal_on"),
        text("risk_opinion", ""),
        text_or_none("risk_on"),
        text("fiscal_opinion", ""),
        text_or_none("requested_on"),
        refers_or_none("incoming_id", "incoming.id"),
        refers_or_none("meeting_id", "meeting.id"),
        number("deferred", 0),
        text("outcome", ""),
        text_or_none("decided_on"),
        text("return_reason", ""),
        text("note", ""),
        text("created_at"),
        text("created_by"),
    )


def _topic_unit() -> None:
    op.create_table(
        "topic_unit",
        key(),
        number("version", 1),
        refers("topic_id", "topic.id"),
        refers_or_none("unit_id", "unit.id"),
        text("unit"),
        flag("county", False),
        flag("consulted", True),
        flag("attends", True),
        text("opinion", "未回复"),
        text("person", ""),
        text_or_none("answered_on"),
        text("views", ""),
        text("grounds", ""),
        text("adopted", ""),
    )


def _coordination() -> None:
    op.create_table(
        "coordination",
        key(),
        number("version", 1),
        refers("topic_id", "topic.id"),
        number("level"),
        refers_or_none("person_id", "person.id"),
        text("person", ""),
        text("title", ""),
        text("on_day"),
        flag("agreed", False),
        text("result", ""),
    )


def _topic_check() -> None:
    op.create_table(
        "topic_check",
        key(),
        number("version", 1),
        refers("topic_id", "topic.id"),
        text("stage"),
        text("item"),
        flag("passed", True),
        text("note", ""),
    )


def _topic_stamp() -> None:
    op.create_table(
        "topic_stamp",
        key(),
        number("version", 1),
        refers("topic_id", "topic.id"),
        number("step"),
        text("slot"),
        text("act", ""),
        refers_or_none("person_id", "person.id"),
        text("person"),
        text("title", ""),
        refers_or_none("for_id", "person.id"),
        text("for_name", ""),
        flag("agreed", True),
        text("opinion", ""),
        text("on_day"),
        flag("active", True),
        text("ended", ""),
    )


def _decision_step() -> None:
    op.create_table(
        "decision_step",
        key(),
        number("version", 1),
        refers("topic_id", "topic.id"),
        text("step"),
        text("status", ""),
        text("reason", ""),
        text_or_none("started_on"),
        text_or_none("ended_on"),
        text("document", ""),
        text("responsible", ""),
    )


def _topic_movement() -> None:
    op.create_table(
        "topic_movement",
        key(),
        number("version", 1),
        refers("topic_id", "topic.id"),
        text("at"),
        text("kind"),
        text("sentence"),
        text("by", ""),
    )


def _agenda_item() -> None:
    op.create_table(
        "agenda_item",
        key(),
        number("version", 1),
        refers("meeting_id", "meeting.id"),
        refers("topic_id", "topic.id"),
        number("position"),
        number("minutes", 15),
        text("state", "列入"),
        flag("late", False),
        text("reason", ""),
        text("outcome", ""),
        text_or_none("outcome_at"),
        text("discussion", ""),
        text("dissent", ""),
        text("chair_reason", ""),
    )


def _meeting_attendee() -> None:
    op.create_table(
        "meeting_attendee",
        key(),
        number("version", 1),
        refers("meeting_id", "meeting.id"),
        refers_or_none("person_id", "person.id"),
        text("name", ""),
        text("title", ""),
        text("role", ""),
        refers_or_none("unit_id", "unit.id"),
        text("unit", ""),
        text("tier", "topic"),
        text("rule", ""),
        flag("whole", True),
        number("seat", 0),
        text("reply", "未回复"),
        text_or_none("replied_at"),
        text("deputy", ""),
        text("deputy_title", ""),
        text_or_none("signed_at"),
        flag("late", False),
        flag("added", False),
        flag("removed", False),
        text("note", ""),
    )


def _meeting_leave() -> None:
    op.create_table(
        "meeting_leave",
        key(),
        number("version", 1),
        refers("meeting_id", "meeting.id"),
        refers("attendee_id", "meeting_attendee.id"),
        refers_or_none("person_id", "person.id"),
        text("name"),
        text("reason", ""),
        text("asked_at", ""),
        text("state", "申请"),
        refers_or_none("approver_id", "person.id"),
        text("approver", ""),
        text("approver_for", ""),
        text_or_none("approved_on"),
        text_or_none("duty_filed_at"),
        text("duty_filed_by", ""),
        text("deputy", ""),
        text("deputy_title", ""),
        text("rule", ""),
        flag("came", False),
    )


def _meeting_movement() -> None:
    op.create_table(
        "meeting_movement",
        key(),
        number("version", 1),
        refers("meeting_id", "meeting.id"),
        text("at"),
        text("kind"),
        text("sentence"),
        text("by", ""),
    )
