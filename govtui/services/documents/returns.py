"""退文单: everything that is printed on the sheet that goes back with a returned paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from govtui.domain.clock import from_stamp
from govtui.domain.documents.states import SENT_BACK
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.store.documents import reports as store
from govtui.store.reading import Record


@dataclass(frozen=True, slots=True)
class ReturnSlip:
    """One sheet. `article` and `says` are the rule behind the reason ('' where it has none), `text` the remark."""

    office: str
    sender: str
    sender_number: str
    title: str
    number: str
    received: datetime
    reason: str
    article: str
    says: str
    text: str
    handler: str
    returned: date
    demonstration: bool = False


def return_slips(desk: Desk, ids: Sequence[int]) -> tuple[ReturnSlip, ...]:
    """The sheets of several papers in that order. Raises Refusal when one is gone or was not returned."""
    return tuple(return_slip(desk, incoming_id) for incoming_id in ids)


def return_slip(desk: Desk, incoming_id: int) -> ReturnSlip:
    """The sheet of one returned paper. Raises Refusal when it is gone or was not returned."""
    with desk.reading() as reader:
        row = next(store.register_rows(reader, [incoming_id]), None)
        handler = store.last_mover(reader, incoming_id, "退文")
    if row is None:
        raise Refusal("这件公文已不存在，可能刚被撤销；请刷新列表。")
    if row["state"] != SENT_BACK or not row["returned_at"]:
        raise Refusal(f"{row['number']} 现在是“{row['state']}”，没有退文，打印不了退文单；请先退文。")
    reason, article, says = _reason(desk, row)
    return ReturnSlip(
        office=desk.office,
        sender=row["sender"],
        sender_number=row["sender_number"] or row["sender_number_raw"],
        title=row["title"],
        number=row["number"],
        received=from_stamp(row["received_at"]),
        reason=reason,
        article=article,
        says=says,
        text=row["return_reason"] if row["return_reason"] != reason else "",
        handler=handler,
        returned=from_stamp(row["returned_at"]).date(),
        demonstration=desk.demonstration,
    )


def _reason(desk: Desk, row: Record) -> tuple[str, str, str]:
    """Name of the reason, article and own words of its rule; of a reason that the rule pack does not know the text."""
    try:
        reason = desk.book.return_reason(row["return_code"])
    except KeyError:
        return row["return_reason"] or "退文", "", ""
    if reason.rule is None or not desk.book.holds(reason.rule):
        return reason.name, "", ""
    rule = desk.book.rule(reason.rule)
    return reason.name, rule.article_text, rule.says
