"""The columns of outgoing papers and normative documents that the invented office fills."""

from typing import Any

from govtui.domain.clock import NEVER

COLUMNS: dict[str, dict[str, Any]] = {
    "outgoing": {
        **dict.fromkeys(("id", "drafting_unit_id", "signer_id", "year", "serial", "pages")),
        **dict.fromkeys(("drafted_on", "checked_on", "rechecked_on", "signed_on", "dated_on", "issued_on")),
        **dict.fromkeys(("numbered_at", "sealed_on", "sent_on", "archived_on", "published_on", "force_on")),
        **dict.fromkeys(("state", "held_since", "series", "direction", "kind", "title", "body", "attachments"), ""),
        **dict.fromkeys(("addressees", "copies_to", "urgency", "meeting_ref", "drafting_unit", "drafter", "phone"), ""),
        **dict.fromkeys(("checker", "rechecker", "cosigners", "signer", "signer_title", "signer_for", "sign_act"), ""),
        **dict.fromkeys(("sign_opinion", "number", "printer", "archive_no", "publicity", "publicity_reason"), ""),
        **dict.fromkeys(("publish_basis", "publish_channel", "force", "force_note", "void_reason"), ""),
        **dict.fromkeys(("created_at", "created_by"), ""),
        **dict.fromkeys(("major", "normative", "publish_open", "publish_provisional"), False),
        **{"open": True, "secrecy": "无", "print_copies": 0, "publish_due_at": NEVER},
    },
    "number_ledger": dict.fromkeys(("series", "year", "serial", "state", "reason", "noun", "row_id", "at"), ""),
    "number_start": dict.fromkeys(("series", "year", "last", "reason")),
    "signature": {
        **dict.fromkeys(("outgoing_id", "person_id", "person", "title", "acting_for_id")),
        **dict.fromkeys(("acting_for", "act", "opinion", "signed_on", "rule"), ""),
    },
    "co_sign": {
        **dict.fromkeys(("outgoing_id", "unit_id", "unit", "opinion", "asked_at", "answered_on")),
        **{**dict.fromkeys(("person", "views", "grounds", "proposal"), ""), "signed": False},
    },
    "paper_review": dict.fromkeys(("outgoing_id", "stage", "reviewer", "at")),
    "distribution": {
        **dict.fromkeys(("outgoing_id", "unit_id", "unit", "copies", "way", "sent_on", "received_on")),
        "receiver": "",
    },
    "seal_use": dict.fromkeys(
        ("outgoing_id", "used_on", "unit", "seal", "matter", "paper", "copies", "approver", "handler", "keeper")
    ),
    "paper_relation": dict.fromkeys(("outgoing_id", "kind", "target_id", "target_number", "target_title")),
    "outgoing_movement": dict.fromkeys(("outgoing_id", "at", "kind", "sentence", "by")),
    "normative_document": {
        **dict.fromkeys(("id", "outgoing_id", "issuer_unit_id", "reg_year", "reg_serial", "legal_reviewed_on")),
        **dict.fromkeys(("registered_on", "published_on", "effective_on", "valid_until", "review_on")),
        **dict.fromkeys(("type", "organ", "issuer", "issuer_code", "number", "title", "drafter", "state"), ""),
        **dict.fromkeys(("legal_reviewer", "legal_opinion", "reg_number", "channel", "created_at", "created_by"), ""),
        "checked": False,
    },
    "filing": {
        **dict.fromkeys(("normative_id", "recipient", "due_at", "due_basis", "due_provisional", "sent_on")),
        "receipt": "",
    },
}
"""Tables in the order that foreign keys ask for; their columns with what stands where nothing else is said."""
