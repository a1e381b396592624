"""文件处理笺: everything that is printed on the sheet that travels with a paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from govtui.domain.clock import from_stamp, stored_moment
from govtui.domain.documents.routing import INSTRUCTED, SKIPPED, TAKEN_BACK, WAITING, action_class
from govtui.domain.documents.states import SENT_BACK, VOID
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.store.documents import incoming as papers
from govtui.store.documents import reports as store
from govtui.store.reading import Reader, Record


@dataclass(frozen=True, slots=True)
class Opinion:
    """One box: whose it is, what was written (empty: room to write by hand), the mark, the day, a note.

    `skipped`: the paper does not go there, and the note says why (外出).
    """

    name: str
    title: str
    text: str = ""
    mark: str = ""
    on: date | None = None
    note: str = ""
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of the hand-round grid: who, sent, returned, what the circle said or what was written."""

    name: str
    title: str
    sent: datetime | None
    back: datetime | None
    mark: str


@dataclass(frozen=True, slots=True)
class Handled:
    """One handling unit with its own date and its answer."""

    unit: str
    lead: bool
    due: datetime | None
    replied: datetime | None
    result: str
    answer_number: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip, head to foot. Opinions stand in the order of the route; `remark` says 作废 or 退文 with the reason."""

    office: str
    number: str
    received: datetime
    sender: str
    sender_number: str
    secrecy: str
    urgency: str
    copies: int
    pages: int | None
    title: str
    kind: str
    doc_class: str
    due: datetime | None
    provisional: bool
    section: str
    proposal: str
    proposer: str
    proposed_on: date | None
    secretaries: tuple[Opinion, ...]
    leaders: tuple[Opinion, ...]
    handled: tuple[Handled, ...]
    result: str
    answer_number: str
    closed: datetime | None
    archive_no: str
    readings: tuple[Reading, ...]
    remark: str = ""
    demonstration: bool = False


def slips(desk: Desk, ids: Sequence[int]) -> tuple[Slip, ...]:
    """The slips of several papers in that order. Raises Refusal when one is gone."""
    return tuple(slip(desk, incoming_id) for incoming_id in ids)


def slip(desk: Desk, incoming_id: int) -> Slip:
    """The slip of one paper as it stands. Raises Refusal when the paper is gone."""
    with desk.reading() as reader:
        row = next(store.register_rows(reader, [incoming_id]), None)
        if row is None:
            raise Refusal("这件公文已不存在，可能刚被撤销；请刷新列表。")
        steps = _written(papers.steps(reader, incoming_id), store.route_classes(reader, incoming_id))
        handled = tuple(_handled(unit) for unit in store.handlings(reader, incoming_id))
        proposer = _proposer(reader, incoming_id)
    deciding = [step for step, doc_class in steps if doc_class == action_class(desk.book) or step["mark"] == INSTRUCTED]
    secretaries = set(desk.book.opinion_required_roles)
    return Slip(
        **_head(desk, row),
        proposal=row["proposal"],
        proposer=proposer[0],
        proposed_on=proposer[1],
        secretaries=tuple(_opinion(step) for step in deciding if step["role"] in secretaries),
        leaders=tuple(_opinion(step) for step in deciding if step["role"] not in secretaries),
        handled=handled,
        result=row["result"],
        answer_number=row["answer_number"],
        closed=stored_moment(row["closed_at"]),
        archive_no=row["archive_no"],
        readings=tuple(_reading(step) for step, doc_class in steps if doc_class != action_class(desk.book)),
        remark=_remark(row),
        demonstration=desk.demonstration,
    )


def _head(desk: Desk, row: Record) -> dict[str, Any]:
    same = ("number", "sender", "secrecy", "urgency", "copies", "pages", "title", "kind", "doc_class")
    return {
        **{name: row[name] for name in same},
        "office": desk.office,
        "received": from_stamp(row["received_at"]),
        "sender_number": row["sender_number"] or row["sender_number_raw"],
        "due": stored_moment(row["due_at"]),
        "provisional": bool(row["due_provisional"]),
        "section": row["section_name"] or "",
    }


def _written(steps: Iterable[Record], classes: dict[int, str]) -> list[tuple[Record, str]]:
    """The steps that belong on paper, with the class of their route: of older routes only what was done."""
    return [
        (step, classes[step["route_id"]])
        for step in steps
        if step["state"] != TAKEN_BACK and (step["active"] or step["state"] not in (WAITING, SKIPPED))
    ]


def _opinion(step: Record) -> Opinion:
    day = step["opinion_on"] or (step["back_at"] or "")[:10]
    return Opinion(
        name=step["person"],
        title=step["title"],
        text=step["opinion"],
        mark=step["meaning"] or step["mark"],
        on=date.fromisoformat(day) if day else None,
        note=step["note"],
        skipped=step["state"] == SKIPPED,
    )


def _reading(step: Record) -> Reading:
    words = step["opinion"] or step["meaning"] or step["mark"] or step["note"]
    return Reading(step["person"], step["title"], stored_moment(step["sent_at"]), stored_moment(step["back_at"]), words)


def _handled(row: Record) -> Handled:
    due, replied = stored_moment(row["due_at"]), stored_moment(row["replied_at"])
    return Handled(row["unit"], bool(row["lead"]), due, replied, row["result"], row["answer_number"])


def _proposer(reader: Reader, incoming_id: int) -> tuple[str, date | None]:
    found = store.proposer(reader, incoming_id)
    return (found["by"], from_stamp(found["at"]).date()) if found else ("", None)


def _remark(row: Record) -> str:
    if row["state"] == VOID:
        return f"此件已作废：{row['void_reason'] or '未写原因'}"
    return f"此件已退文：{row['return_reason']}" if row["state"] == SENT_BACK else ""
