"""From stored rows to what screens and prints show of outgoing papers."""

from collections.abc import Iterable
from datetime import date

from govtui.domain.clock import from_stamp, stored_day, stored_moment
from govtui.domain.documents.outgoing.gates import Answer
from govtui.domain.refusal import Refusal
from govtui.domain.workdays import WorkCalendar
from govtui.rulebook import Rulebook
from govtui.services.desk import Desk
from govtui.services.documents.due import lamp_of
from govtui.services.documents.outgoing.rows import (
    CoSignRow,
    DistributionRow,
    Happening,
    OutgoingDetail,
    OutgoingRow,
    RelationRow,
    ReviewRow,
    SealRow,
    SignatureRow,
)
from govtui.services.workdays import current_calendar
from govtui.store.documents.outgoing import lists as store
from govtui.store.reading import Reader, Record

GONE = "这件发文已不存在，可能刚被撤销；请刷新列表。"


def list_rows(desk: Desk, rows: Iterable[Record]) -> list[OutgoingRow]:
    """Stored papers as lists show them now."""
    calendar = current_calendar(desk)
    return [list_row(desk, row, calendar) for row in rows]


def list_row(desk: Desk, row: Record, calendar: WorkCalendar | None = None) -> OutgoingRow:
    """One stored paper as lists show it now."""
    watched = bool(row["publish_open"])
    due = stored_moment(row["publish_due_at"]) if watched else None
    lamp, left = ("", "") if due is None else lamp_of(desk, due, bool(row["publish_provisional"]), False, calendar)
    return OutgoingRow(
        id=row["id"],
        version=row["version"],
        series=row["series"],
        series_name=series_name(desk.book, row["series"]),
        number=row["number"],
        title=row["title"],
        kind=row["kind"],
        direction=row["direction"],
        state=row["state"],
        unit=row["drafting_unit"],
        drafter=row["drafter"],
        signer=signer_words(row["signer"], row["signer_for"]),
        urgency=row["urgency"],
        secrecy=row["secrecy"],
        major=bool(row["major"]),
        publicity=row["publicity"],
        normative=bool(row["normative"]),
        force=row["force"],
        held_since=stored_moment(row["held_since"]),
        signed_on=stored_day(row["signed_on"]),
        issued_on=stored_day(row["issued_on"]),
        publish_due=due,
        provisional=bool(row["publish_provisional"]),
        lamp=lamp,
        left=left,
        incomplete=bool(row["incomplete"]),
    )


def one_row(desk: Desk, outgoing_id: int) -> OutgoingRow:
    """The list line of one paper. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        rows = store.list_rows(reader, [outgoing_id])
    if not rows:
        raise Refusal(GONE)
    return list_row(desk, rows[0])


def detail(desk: Desk, outgoing_id: int) -> OutgoingDetail:
    """Everything about one paper. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        row = store.paper(reader, outgoing_id)
        if row is None:
            raise Refusal(GONE)
        belong = {
            table: store.belongings(reader, table, outgoing_id)
            for table in ("signature", "co_sign", "paper_review", "distribution", "seal_use", "outgoing_movement")
        }
        related = relation_rows(reader, row)
        normative = reader.value("SELECT max(id) FROM normative_document WHERE outgoing_id = :id", id=outgoing_id)
    return OutgoingDetail(
        row=list_row(desk, row),
        fields=dict(row),
        signatures=tuple(map(_signature, belong["signature"])),
        cosigns=tuple(map(cosign_row, belong["co_sign"])),
        reviews=tuple(_review(desk.book, one) for one in belong["paper_review"]),
        distributions=tuple(map(_distribution, belong["distribution"])),
        seals=tuple(map(seal_row, belong["seal_use"])),
        relations=related,
        happenings=tuple(
            Happening(from_stamp(one["at"]), one["kind"], one["sentence"], one["by"])
            for one in belong["outgoing_movement"]
        ),
        normative_id=normative,
    )


def relation_rows(reader: Reader, row: Record) -> tuple[RelationRow, ...]:
    """What the paper does to older ones, then what newer ones did to it."""
    on = stored_day(row["issued_on"])
    forth = [
        RelationRow(one["kind"], one["number"], one["title"], on, one["target_id"], False)
        for one in store.relations(reader, row["id"])
    ]
    back = [
        RelationRow(one["kind"], one["number"], one["title"], stored_day(one["on_day"]), one["id"], True)
        for one in store.done_to(reader, row["id"])
    ]
    return (*forth, *back)


def answer_of(row: Record) -> Answer:
    """A stored co-sign as the gate reads it."""
    signed = bool(row["signed"])
    return Answer(row["unit"], row["opinion"], row["views"], row["grounds"], row["proposal"], signed)


def cosign_row(row: Record) -> CoSignRow:
    """A stored co-sign as screens show it."""
    return CoSignRow(
        id=row["id"],
        version=row["version"],
        unit_id=row["unit_id"],
        unit=row["unit"],
        person=row["person"],
        opinion=row["opinion"],
        asked_at=from_stamp(row["asked_at"]),
        answered_on=stored_day(row["answered_on"]),
        views=row["views"],
        grounds=row["grounds"],
        proposal=row["proposal"],
        signed=bool(row["signed"]),
        complete=not answer_of(row).missing,
    )


def _signature(row: Record) -> SignatureRow:
    return SignatureRow(
        id=row["id"],
        person_id=row["person_id"],
        person=row["person"],
        title=row["title"],
        for_=row["acting_for"],
        act=row["act"],
        opinion=row["opinion"],
        signed_on=date.fromisoformat(row["signed_on"]),
        rule=row["rule"],
        active=bool(row["active"]),
        ended=row["ended"],
    )


def _review(book: Rulebook, row: Record) -> ReviewRow:
    questions = {item.id: item.question for checklist in book.checklists for item in checklist.items}
    failed = tuple(questions.get(one, one) for one in row["failed"].split())
    return ReviewRow(row["stage"], row["reviewer"], from_stamp(row["at"]), bool(row["passed"]), failed, row["opinion"])


def _distribution(row: Record) -> DistributionRow:
    return DistributionRow(
        id=row["id"],
        version=row["version"],
        unit_id=row["unit_id"],
        unit=row["unit"],
        copies=row["copies"],
        way=row["way"],
        sent_on=date.fromisoformat(row["sent_on"]),
        receiver=row["receiver"],
        received_on=stored_day(row["received_on"]),
    )


def seal_row(row: Record) -> SealRow:
    """A line of the seal register."""
    names = ("unit", "seal", "matter", "paper", "copies", "approver", "handler", "keeper")
    return SealRow(row["id"], date.fromisoformat(row["used_on"]), *(row[name] for name in names))


def signer_words(signer: str, acted_for: str) -> str:
    """The signer as printed: 李某（代张某） where he acted for somebody (art. 10)."""
    return f"{signer}（代{acted_for}）" if signer and acted_for else signer


def series_name(book: Rulebook, series: str) -> str:
    """What a series is called; its id where the pack no longer knows it."""
    try:
        return book.series(series).name if series else ""
    except KeyError:
        return series
