"""Where an engagement stands after its leaders answered: settled once the rules let it, declined, or still open."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govtui.domain.findings import Finding
from govtui.domain.meetings.engagements import named, state_after
from govtui.domain.meetings.states import (
    DECLINED,
    ENGAGEMENT_NEXT,
    EVENT,
    GOES,
    INVITATION,
    PENDING,
    SETTLED,
    TO_LEADER,
    move,
)
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.gates import Permit, pass_gates
from govtui.services.meetings.engagements import judging
from govtui.services.meetings.engagements.occupied import NOUN
from govtui.store.meetings import engagements as store
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Engagement


def stand(
    desk: Desk, uow: UnitOfWork, row: "Engagement", act: str, permits: Sequence[Permit] = (), anew: bool = False
) -> tuple[Finding, ...]:
    """Put an engagement where its leaders' answers let it stand; what is only warned of is returned.

    Settling passes the gates (R45a): what was let pass for this engagement before counts again unless `anew`. Raises
    Refusal where a rule stands in the way, or where the state does not allow the act.
    """
    assert row.id is not None
    asked = store.asked_leaders(uow, row.id)
    if row.kind == INVITATION and not asked:
        raise Refusal(f"{named(row.title)}还没有写请哪位领导，请先修改补上。")
    to = state_after(one.answer for one in asked)
    _reach(row, to, act)
    if row.state == DECLINED != to:
        store.go_on(uow, row, TO_LEADER)
    stored, settling = judging.stored(uow, row.id), to == SETTLED
    found = judging.findings(desk, uow, stored, settling)
    if not settling:
        store.go_on(uow, row, to)
        return () if to == DECLINED else found
    if not anew:
        found = judging.open_findings(desk, uow, stored, True)
    warned = pass_gates(desk, uow, found, permits, NOUN, row.id)
    store.go_on(uow, row, SETTLED)
    return warned


def answer_for(uow: UnitOfWork, row: "Engagement", on: str) -> None:
    """An entry of the plan says itself who goes. Raises Refusal where leaders have yet to answer an invitation."""
    assert row.id is not None
    waiting = [one for one in store.asked_leaders(uow, row.id) if one.answer == PENDING]
    if waiting and row.kind != EVENT:
        names = "、".join(one.name for one in waiting)
        raise Refusal(f"{named(row.title)}还要等{names}答复，先登记领导答复。")
    for one in waiting:
        uow.change(one, answer=GOES, answered_on=on)


def _reach(row: "Engagement", to: str, act: str) -> None:
    """Raises Refusal where `to` cannot be reached: what was settled or declined is opened again on the way."""
    again = row.state in (SETTLED, DECLINED)
    if to not in (row.state, TO_LEADER if again else row.state):
        move(ENGAGEMENT_NEXT, named(row.title), TO_LEADER if again else row.state, to, act)
