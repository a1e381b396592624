"""What the services about minutes read alike: the row, its meeting, its decisions, how sentences call it."""

from datetime import date
from typing import TYPE_CHECKING

from govtui.domain.clock import from_stamp, stored_day
from govtui.domain.meetings.deciding import Carrier, Decided
from govtui.domain.meetings.reviews import Chair, WorkUnit
from govtui.domain.refusal import Refusal
from govtui.domain.text import cut
from govtui.services.desk import Desk
from govtui.services.meetings.rows import DecisionRow, UnitDue
from govtui.store.meetings import minutes as store
from govtui.store.reading import Reader, Record
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Minutes

NOUN = "minutes"
GONE = "这份纪要已不存在，可能刚被撤销；请刷新列表。"
NO_MEETING = "这个会议已不存在，可能刚被撤销；请刷新列表。"
_WIDEST = 48
"""Cells of a title in a sentence."""


def row_of(within: Reader | UnitOfWork, minutes_id: int) -> Record:
    """Minutes with their meeting. Raises Refusal when they are gone."""
    row = store.minutes(within, minutes_id)
    if row is None:
        raise Refusal(GONE)
    return row


def meeting_of(within: Reader | UnitOfWork, meeting_id: int) -> Record:
    """A meeting with every column. Raises Refusal when it is gone."""
    row = store.meeting(within, meeting_id)
    if row is None:
        raise Refusal(NO_MEETING)
    return row


def name_of(minutes: "Minutes | Record") -> str:
    """The number once they have one, else the title cut short in 《》."""
    number, title = (minutes["number"], minutes["title"]) if isinstance(minutes, Record) else _called(minutes)
    return number or f"《{cut(title, _WIDEST)}》"


def held_on(desk: Desk, starts_at: str) -> date:
    """The day of a meeting; today where nobody said when it was."""
    return from_stamp(starts_at).date() if starts_at else desk.today()


def chair_of(desk: Desk, row: Record) -> Chair:
    """Who sat in the chair of the meeting behind minutes."""
    return Chair(row["meeting_chair_id"], row["meeting_chair_for_id"], held_on(desk, row["meeting_starts_at"]))


def decision_rows(within: Reader | UnitOfWork, meeting_id: int) -> tuple[DecisionRow, ...]:
    """The decisions of a meeting in the order of its agenda."""
    units: dict[int, list[UnitDue]] = {}
    for one in store.decision_units(within, meeting_id):
        due = UnitDue(one["unit_id"], one["unit"], bool(one["lead"]), stored_day(one["due_on"]), one["due_words"])
        units.setdefault(one["decision_id"], []).append(due)
    return tuple(
        DecisionRow(
            one["id"], one["version"], one["item_id"], one["position"], one["text"], tuple(units.get(one["id"], ()))
        )
        for one in store.decisions(within, meeting_id)
    )


def decided(within: Reader | UnitOfWork, meeting_id: int) -> tuple[Decided, ...]:
    """The decisions of a meeting as proposals are made from them."""
    return tuple(
        Decided(one.id, one.text, tuple(Carrier(u.unit_id, u.unit, u.lead, u.due, u.due_words) for u in one.units))
        for one in decision_rows(within, meeting_id)
    )


def work_units(decisions: tuple[Decided, ...]) -> tuple[WorkUnit, ...]:
    """The units that decisions give work to, each once."""
    found = {one.key: WorkUnit(one.unit_id, one.unit) for decision in decisions for one in decision.carriers}
    return tuple(found.values())


def _called(minutes: "Minutes") -> tuple[str, str]:
    return minutes.number, minutes.title
