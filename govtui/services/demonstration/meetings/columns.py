"""The columns of meetings, topics, minutes and engagements that the invented office fills."""

from typing import Any

from govtui.domain.clock import NEVER

COLUMNS: dict[str, dict[str, Any]] = {
    "meeting": {
        **dict.fromkeys(("id", "kind", "state", "term", "year", "ordinal", "name", "starts_at", "ends_at")),
        **dict.fromkeys(("chair_id", "chair_for_id", "notified_at", "frozen_at", "opened_at", "closed_at")),
        **dict.fromkeys(("subject", "room", "chair", "chair_title", "chair_for", "chair_source", "contact"), ""),
        **dict.fromkeys(("phone", "reply_by", "recorder", "created_at", "created_by"), ""),
        "open": False,
    },
    "topic": {
        **dict.fromkeys(("id", "unit_id", "legal_on", "risk_on", "requested_on", "meeting_id", "decided_on")),
        **dict.fromkeys(("state", "held_since", "wanted", "title", "unit", "head_signed", "reporter"), ""),
        **dict.fromkeys(("reporter_post", "basis", "content", "proposal", "leaning", "materials", "contact"), ""),
        **dict.fromkeys(("phone", "legal_reviewer", "legal_opinion", "risk_opinion", "fiscal_opinion"), ""),
        **dict.fromkeys(("outcome", "return_reason", "created_at", "created_by"), ""),
        **{"open": False, "minutes": 15, "material_copies": 30, "major": False, "finance": False, "deferred": 0},
    },
    "topic_unit": {
        **dict.fromkeys(("topic_id", "unit_id", "unit", "answered_on")),
        **{"opinion": "同意", "person": "", "views": "", "grounds": ""},
    },
    "coordination": {
        **dict.fromkeys(("topic_id", "level", "person_id", "on_day")),
        **{"person": "", "title": "", "agreed": True, "result": ""},
    },
    "topic_check": {**dict.fromkeys(("topic_id", "stage", "item")), "passed": True},
    "topic_stamp": {
        **dict.fromkeys(("topic_id", "step", "slot", "act", "person_id", "person", "title", "for_id", "on_day")),
        **{"for_name": "", "opinion": "同意"},
    },
    "decision_step": {
        **dict.fromkeys(("topic_id", "step", "status", "started_on", "ended_on")),
        **{"reason": "", "document": "", "responsible": ""},
    },
    "topic_movement": dict.fromkeys(("topic_id", "at", "kind", "sentence", "by")),
    "agenda_item": {
        **dict.fromkeys(("id", "meeting_id", "topic_id", "position", "minutes", "outcome_at")),
        **{"state": "列入", "late": False, "reason": "", "outcome": "", "discussion": ""},
    },
    "meeting_attendee": {
        **dict.fromkeys(("id", "meeting_id", "person_id", "unit_id", "seat", "replied_at", "signed_at")),
        **dict.fromkeys(("name", "title", "role", "unit", "rule", "deputy", "deputy_title"), ""),
        **{"tier": "topic", "whole": True, "reply": "未回复", "late": False},
    },
    "meeting_leave": {
        **dict.fromkeys(("meeting_id", "attendee_id", "person_id", "name", "approver_id", "approved_on")),
        **dict.fromkeys(("duty_filed_at",)),
        **dict.fromkeys(("reason", "asked_at", "approver", "approver_for", "duty_filed_by", "deputy"), ""),
        **{"deputy_title": "", "rule": "", "state": "批准"},
    },
    "meeting_movement": dict.fromkeys(("meeting_id", "at", "kind", "sentence", "by")),
    "decision": dict.fromkeys(("id", "item_id", "meeting_id", "position", "text")),
    "decision_unit": {**dict.fromkeys(("decision_id", "unit_id", "unit", "due_on")), "lead": True},
    "minutes": {
        **dict.fromkeys(("id", "meeting_id", "period", "serial", "signer_id", "signed_on", "issued_on")),
        **dict.fromkeys(("published_on",)),
        **dict.fromkeys(("state", "title", "body", "copies_to", "drafter", "series", "number", "signer"), ""),
        **dict.fromkeys(("signer_title", "signer_for", "sign_opinion", "publicity", "publicity_reason"), ""),
        **dict.fromkeys(("publish_basis", "publish_channel", "due_basis", "created_at", "created_by"), ""),
        **dict.fromkeys(("finance", "publish_open", "publish_provisional", "due_provisional"), False),
        **{"print_copies": 0, "publish_due_at": NEVER, "due_at": NEVER},
    },
    "minutes_stamp": {
        **dict.fromkeys(("minutes_id", "step", "person_id", "person", "title", "for_id", "on_day")),
        **{"for_name": "", "about": "", "opinion": "同意", "rule": ""},
    },
    "proposed_item": {
        **dict.fromkeys(("minutes_id", "meeting_id", "decision_id", "state", "text", "unit_id", "unit", "due_on")),
        **{"source": "", "leader": "", "co_units": "", "lead": True, "reason": "", "created_at": ""},
    },
    "number_ledger": {
        **dict.fromkeys(("series", "year", "serial", "row_id", "at")),
        **{"state": "已用", "reason": "", "noun": "minutes"},
    },
    "number_start": dict.fromkeys(("series", "year", "last", "reason")),
    "engagement": {
        **dict.fromkeys(("id", "kind", "state", "title", "unit_id", "unit", "starts_at", "ends_at", "place")),
        **dict.fromkeys(("heads_approver_id", "heads_approved_on", "requested_on")),
        **dict.fromkeys(("head_signed", "scope", "mode", "speech", "budget_source", "contact", "phone"), ""),
        **dict.fromkeys(("heads_approver", "result", "created_at", "created_by"), ""),
        **{"open": True, "people_count": 0, "citywide": False, "county_heads": False},
    },
    "engagement_leader": {
        **dict.fromkeys(("engagement_id", "person_id", "name", "title", "answered_on")),
        **{"part": "出席", "answer": "待定"},
    },
    "engagement_stamp": {
        **dict.fromkeys(("engagement_id", "step", "slot", "act", "person_id", "person", "on_day")),
        "opinion": "拟同意",
    },
    "engagement_movement": dict.fromkeys(("engagement_id", "at", "kind", "sentence", "by")),
}
"""Tables in the order that foreign keys ask for; their columns with what stands where nothing else is said."""
