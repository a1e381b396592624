"""The rows of papers on their way to the store: one list a table, ids counted on."""

from typing import Any

from govtui.domain.clock import NEVER

INCOMING: dict[str, Any] = {
    "id": 0,
    "year": 0,
    "serial": 0,
    "number": "",
    "received_at": "",
    "sender_id": None,
    "sender": "",
    "sender_number_raw": "",
    "sender_number": "",
    "sender_prefix": "",
    "title": "",
    "kind": "",
    "doc_class": "",
    "secrecy": "无",
    "urgency": "普通",
    "major": False,
    "copies": 1,
    "copy_no": "",
    "pages": None,
    "attachments": "",
    "channel": "office",
    "multi_sent": False,
    "signer": "",
    "signer_principal": None,
    "late_reason": "",
    "state": "",
    "open": True,
    "section_id": None,
    "proposal": "",
    "holder_kind": "office",
    "holder_id": None,
    "holder": "",
    "held_since": "",
    "due_at": NEVER,
    "due_basis": "",
    "due_provisional": False,
    "lead_unit_id": None,
    "lead_unit": "",
    "answer_number": "",
    "result": "",
    "closed_at": None,
    "return_code": "",
    "return_reason": "",
    "returned_at": None,
    "resubmits_id": None,
    "recall_state": "",
    "signed_by": "",
    "archive_no": "",
    "incomplete": False,
    "note": "",
    "created_at": "",
    "created_by": "",
}
"""The columns of a paper that are written, with what stands where nothing else is said."""

_COLUMNS = {
    "incoming": tuple(INCOMING),
    "route": ("id", "incoming_id", "doc_class", "made_at", "active", "reason"),
    "route_step": (
        *("route_id", "incoming_id", "ordinal", "person_id", "person", "title", "role", "state", "sent_at", "back_at"),
        *("mark", "meaning", "opinion", "opinion_on", "note"),
    ),
    "handling": (
        *("incoming_id", "unit_id", "unit", "lead", "assigned_at", "due_at", "replied_at", "answer_number", "result"),
    ),
    "movement": ("incoming_id", "at", "kind", "sentence", "by"),
    "reminder": ("incoming_id", "at", "to_name", "way", "text", "by"),
    "number_ledger": ("series", "year", "serial", "state", "reason", "noun", "row_id", "at"),
}


class Sheets:
    """Rows by table, in the order that foreign keys ask for; `take` empties them."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _COLUMNS}
        self._routes = 0

    def add(self, table: str, *values: Any) -> None:
        """One row, its values in the order of the columns."""
        self._rows[table].append(values)

    def add_paper(self, columns: dict[str, Any]) -> None:
        """One paper: `columns` began as a copy of INCOMING."""
        self._rows["incoming"].append(tuple(columns.values()))

    def next_route(self) -> int:
        """The id of a new route."""
        self._routes += 1
        return self._routes

    def take(self) -> list[tuple[str, tuple[str, ...], list[tuple[Any, ...]]]]:
        """Table, columns and rows of everything added since the last time."""
        taken = [(table, _COLUMNS[table], rows) for table, rows in self._rows.items() if rows]
        self._rows = {table: [] for table in _COLUMNS}
        return taken
