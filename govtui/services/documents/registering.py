"""Registering an incoming paper: guess, check, number, write – one transaction."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from govtui.domain.clock import from_stamp, to_stamp
from govtui.domain.documents.intake import Arrival, intake_findings
from govtui.domain.documents.kinds import guess_class, guess_kind, guess_urgency
from govtui.domain.documents.numbers import ParsedNumber, parse_number
from govtui.domain.documents.secrecy import looks_classified, read_grade
from govtui.domain.documents.states import SENT_BACK, TO_PROPOSE
from govtui.domain.findings import Finding
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean, storable
from govtui.rulebook import Rulebook
from govtui.services.desk import Desk
from govtui.services.documents.due import due_columns
from govtui.services.documents.rows import Guess, NewIncoming, Registered, Twin
from govtui.services.documents.seats import serving_section
from govtui.services.documents.views import one_row
from govtui.store import numbers, tables
from govtui.store.documents import incoming as store
from govtui.store.unit_of_work import UnitOfWork

SERIES = "incoming"
PRINCIPAL_RULE = "R47a"
"""Requests are signed by the principal head: what the form asks of the signer answers this rule's checks too."""

_SAME_COLUMNS = (
    *("sender_id", "sender", "title", "kind", "doc_class", "urgency", "secrecy", "major", "copies", "copy_no", "pages"),
    *("attachments", "channel", "multi_sent", "signer", "signer_principal", "late_reason", "signed_by", "note"),
)


def guess(desk: Desk, entry: NewIncoming) -> Guess:
    """What title, number and sender tell; fields that the clerk filled stay as they are. Writes nothing."""
    whole = completed(desk, entry)
    parsed = parse_number(whole.sender_number)
    received = whole.received_at or desk.now()
    due = due_columns(desk, received, whole.urgency, whole.kind, whole.doc_class)
    section = serving_section(desk, whole.sender_id)
    kind = guess_kind(whole.title, _kinds(desk))
    return Guess(
        kind=whole.kind,
        doc_class=whole.doc_class,
        urgency=whole.urgency,
        sender_number=parsed.normal or whole.sender_number,
        number_status=parsed.status.value if whole.sender_number else "",
        changes=parsed.changes,
        due=from_stamp(due["due_at"]) if due["due_basis"] else None,
        section=section[1] if section else "",
        notes=tuple(filter(None, (kind.note if kind.irregular else "", parsed.reason or ""))) if whole.title else (),
    )


def completed(desk: Desk, entry: NewIncoming) -> NewIncoming:
    """`entry` cleaned, with kind, class, urgency, channel and grade guessed where the clerk left them open.

    Raises Refusal when anything looks like a state secret (the sentence never repeats the text).
    """
    entry = _cleaned(entry)
    for text in (entry.title, entry.sender_number, entry.sender, entry.note, entry.attachments):
        if refused := looks_classified(text):
            raise Refusal(refused)
    kind = entry.kind or guess_kind(entry.title, _kinds(desk)).kind or ""
    urgencies = [urgency.name for urgency in desk.book.urgencies]
    urgency = entry.urgency or guess_urgency(entry.title, entry.sender_number, urgencies).name or _plainest(desk)
    return replace(
        entry,
        kind=kind,
        doc_class=entry.doc_class or guess_class(entry.title, kind or None).doc_class,
        urgency=urgency,
        secrecy=read_grade(entry.secrecy),
        channel=entry.channel or desk.book.channels[0].id,
    )


def twins(desk: Desk, sender: str, sender_number: str, title: str = "") -> list[Twin]:
    """Earlier papers that may be the same one: shown the moment sender and number are known."""
    normal = parse_number(sender_number).normal or clean(sender_number)
    with desk.reading() as reader:
        rows = store.twins(reader, clean(sender), normal, clean(title))
    return [
        Twin(r["id"], r["number"], r["title"], r["state"], r["holder"], from_stamp(r["received_at"]), r["same"])
        for r in rows
    ]


def proposed_prefix(desk: Desk, sender: str) -> str:
    """The start of the number that this sender would use today: last prefix and this year, `某财发〔2026〕` (or '')."""
    with desk.reading() as reader:
        prefix = store.last_prefix(reader, clean(sender))
    return f"{prefix}〔{desk.today().year}〕" if prefix else ""


def register(desk: Desk, entry: NewIncoming) -> Registered:
    """Write a paper into the register with the next number of the year.

    Raises Refusal when sender or title is missing, when the paper looks classified, or when the same sender and number
    already stand there (unless `accept_duplicate`; a returned one is linked instead: R46a).
    """
    entry = completed(desk, entry)
    _must_be_filled(entry)
    parsed = parse_number(entry.sender_number)
    findings = arrival_findings(desk, entry)
    with desk.writing("incoming.register") as uow:
        earlier = _same_number(uow, entry, parsed)
        number = numbers.take(uow, SERIES, desk.today().year, "document")
        text = desk.book.series(SERIES).text(number.serial, number.year)
        row = uow.add(tables.Incoming(**_columns(desk, entry, parsed), **_place(desk, uow, number, text, earlier)))
        assert row.id is not None
        numbers.belongs_to(uow, number, row.id)
        uow.add(tables.Movement(incoming_id=row.id, at=uow.at, kind="登记", sentence="登记", by=uow.actor_name))
        uow.say(f"登记 {text} {entry.sender}《{entry.title}》", "document", row.id)
    return Registered(row.id, text, one_row(desk, row.id), findings)


def arrival_findings(desk: Desk, entry: NewIncoming) -> tuple[Finding, ...]:
    """What the intake rules say of a completed entry (R46a–c, R47a, R11b)."""
    failed = tuple(sorted(failed_checks(desk.book, entry)))
    return intake_findings(desk.book, Arrival(entry.kind, entry.channel, entry.multi_sent, entry.late_reason, failed))


def failed_checks(book: Rulebook, entry: NewIncoming) -> set[str]:
    """The checks that a paper does not pass: those answered with no, and the signer's where he is not the head."""
    return failed_answers(book, entry.failed_checks, entry.signer_principal)


def failed_answers(book: Rulebook, answered: Iterable[str], signer_principal: bool | None) -> set[str]:
    """The same from what is stored: ids of questions answered with no, and whether the head signed."""
    failed = set(answered)
    if signer_principal is False:
        failed |= {check.id for check in book.intake_checks if check.rule == PRINCIPAL_RULE}
    return failed


def number_columns(raw: str, parsed: ParsedNumber) -> dict[str, Any]:
    """The columns that keep a sender's number: the raw string always, the normal form where nothing was guessed."""
    return {
        "sender_number_raw": raw,
        "sender_number": parsed.normal or clean(raw),
        "sender_prefix": parsed.prefix or "",
    }


def _columns(desk: Desk, entry: NewIncoming, parsed: ParsedNumber) -> dict[str, Any]:
    received = entry.received_at or desk.now()
    section = serving_section(desk, entry.sender_id)
    columns: dict[str, Any] = {name: getattr(entry, name) for name in _SAME_COLUMNS}
    columns |= number_columns(entry.sender_number, parsed)
    columns |= due_columns(desk, received, entry.urgency, entry.kind, entry.doc_class, fixed=entry.due)
    columns["received_at"] = to_stamp(received)
    columns["section_id"] = section[0] if section else None
    columns["failed_checks"] = " ".join(entry.failed_checks)
    return columns


def _place(desk: Desk, uow: UnitOfWork, number: "tables.NumberRow", text: str, earlier: int | None) -> dict[str, Any]:
    return {
        "year": number.year,
        "serial": number.serial,
        "number": text,
        "state": TO_PROPOSE,
        "holder_kind": "office",
        "holder": desk.actor.section or "办公室",
        "held_since": uow.at,
        "resubmits_id": earlier,
        "created_at": uow.at,
        "created_by": uow.actor_name,
    }


def _same_number(uow: UnitOfWork, entry: NewIncoming, parsed: ParsedNumber) -> int | None:
    """The returned paper that this one resubmits; a living twin is refused unless the clerk accepts it."""
    normal = parsed.normal or clean(entry.sender_number)
    for twin in store.twins(uow, entry.sender, normal, "") if normal else []:
        if twin["state"] == SENT_BACK:
            return int(twin["id"])
        if not entry.accept_duplicate:
            there = f"{entry.sender} {normal} 已登记为 {twin['number']}《{twin['title']}》"
            raise Refusal(f"{there}，如确是另一件请再按一次保存。")
    return None


def _must_be_filled(entry: NewIncoming) -> None:
    if not entry.sender:
        raise Refusal("请填写来文机关。")
    if not entry.title:
        raise Refusal("请填写标题。")
    if entry.copies < 1:
        raise Refusal("份数至少为 1。")


def _cleaned(entry: NewIncoming) -> NewIncoming:
    texts: dict[str, Any] = {f.name: clean(v) for f in fields(entry) if isinstance(v := getattr(entry, f.name), str)}
    texts["sender_number"] = storable(entry.sender_number.strip("\r\n"))
    return replace(entry, **texts)


def _kinds(desk: Desk) -> list[str]:
    return [kind.name for kind in desk.book.document_kinds]


def _plainest(desk: Desk) -> str:
    return min(desk.book.urgencies, key=lambda urgency: urgency.rank).name
