"""Correcting a registered paper: only what changes, and only while nobody else changed it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from govtui.domain.clock import from_stamp, to_stamp
from govtui.domain.documents.numbers import parse_number
from govtui.domain.documents.states import VOID
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.due import due_columns
from govtui.services.documents.registering import completed, number_columns
from govtui.services.documents.rows import NewIncoming, Outcome
from govtui.services.documents.seats import serving_section
from govtui.store.documents import incoming as store
from govtui.store.documents import papers

EDITABLE = (
    *("sender", "sender_id", "title", "kind", "urgency", "secrecy", "copies", "copy_no", "pages", "attachments"),
    *("channel", "multi_sent", "signer", "signer_principal", "late_reason", "signed_by", "note"),
)

LABELS = {
    "sender": "来文机关",
    "sender_number": "来文字号",
    "title": "标题",
    "kind": "文种",
    "urgency": "紧急程度",
    "secrecy": "密级",
    "copies": "份数",
    "copy_no": "份号",
    "pages": "页数",
    "attachments": "附件",
    "channel": "来文方式",
    "multi_sent": "多头报送",
    "signer": "签发人",
    "signer_principal": "主要负责人签发",
    "late_reason": "补登原因",
    "signed_by": "签收人",
    "note": "备注",
    "received_at": "收文时间",
    "due_at": "办结时限",
}


def as_entry(desk: Desk, incoming_id: int) -> tuple[NewIncoming, int]:
    """A registered paper as the form shows it, with the version it was read at."""
    with desk.reading() as reader:
        row = store.paper(reader, incoming_id)
    if row is None:
        raise Refusal("这件公文已不存在，请刷新列表。")
    values: dict[str, Any] = {name: row[name] for name in (*EDITABLE, "doc_class", "major")}
    values["multi_sent"], values["major"] = bool(values["multi_sent"]), bool(values["major"])
    values["signer_principal"] = None if row["signer_principal"] is None else bool(row["signer_principal"])
    values |= {"sender_number": row["sender_number_raw"], "received_at": from_stamp(row["received_at"])}
    values["failed_checks"] = tuple(row["failed_checks"].split())
    return NewIncoming(**values), int(row["version"])


def correct(desk: Desk, incoming_id: int, version: int, entry: NewIncoming, reason: str = "") -> Outcome:
    """Write the corrected fields. Raises Stale when somebody else changed the paper since `version`.

    Changed urgency or kind moves the deadline; the class changes through `change_class` alone (R50f).
    """
    entry = completed(desk, entry)
    if not entry.sender or not entry.title:
        raise Refusal("来文机关和标题不能为空。")
    with desk.writing("incoming.correct") as uow:
        paper = papers.fetch(uow, incoming_id, version)
        if paper.state == VOID:
            raise Refusal(f"{paper.number} 已作废，不能再改。")
        entry = replace(entry, doc_class=paper.doc_class)
        changed = _changes(desk, {name: getattr(paper, name) for name in _columns_of(desk, entry)}, entry)
        if not changed:
            return Outcome(0, f"{paper.number} 没有改动")
        uow.change(paper, **changed, incomplete=False)
        names = "、".join(LABELS[name] for name in changed if name in LABELS) or "内容"
        papers.note(uow, incoming_id, "更正", f"更正 {names}" + (f"：{reason}" if reason else ""))
        uow.say(f"{paper.number} 更正 {names}", "document", incoming_id)
    return Outcome(1, f"{paper.number} 已更正：{names}")


def _columns_of(desk: Desk, entry: NewIncoming) -> dict[str, Any]:
    section = serving_section(desk, entry.sender_id)
    columns: dict[str, Any] = {name: getattr(entry, name) for name in EDITABLE}
    columns |= number_columns(entry.sender_number, parse_number(entry.sender_number))
    columns["section_id"] = section[0] if section else None
    if entry.received_at is not None:
        columns["received_at"] = to_stamp(entry.received_at)
    return columns


def _changes(desk: Desk, before: Mapping[str, Any], entry: NewIncoming) -> dict[str, Any]:
    changed = {name: value for name, value in _columns_of(desk, entry).items() if value != before[name]}
    if changed.keys() & {"urgency", "kind", "received_at"} or entry.due is not None:
        received = entry.received_at or desk.now()
        changed |= due_columns(desk, received, entry.urgency, entry.kind, entry.doc_class, fixed=entry.due)
    return changed
