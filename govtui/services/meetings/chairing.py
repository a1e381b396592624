"""What the chair rule says of a meeting as of a day, and what was let pass (arts. 7, 39, 40)."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from govtui.domain.clock import from_stamp
from govtui.domain.findings import Finding, blocks, practice
from govtui.domain.meetings.chairs import Chaired, chair_findings
from govtui.services.desk import Desk
from govtui.services.gates import Permit, pass_gates
from govtui.services.meetings.kinds import kind_of
from govtui.services.people import directory
from govtui.services.releases import release
from govtui.store.meetings import meetings as store
from govtui.store.meetings.meetings import Within
from govtui.store.reading import Record
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Meeting

NOUN = "meeting"


def said_on(desk: Desk, row: Record, on: date) -> tuple[Finding, ...]:
    """What the chair rule says of a stored meeting if it is held on `on`, whether it was released or not."""
    chaired = Chaired(row["chair_id"], row["chair_for_id"], row["chair_source"])
    return chair_findings(desk.book, directory(desk), kind_of(desk, row["kind"]), chaired, on)


def findings_on(desk: Desk, within: Within, row: Record, on: date) -> tuple[Finding, ...]:
    """The same without what was released for this chair."""
    found = said_on(desk, row, on)
    released = store.released_for_chair(within, row["id"]) if found else ()
    return tuple(one for one in found if one.rule not in released)


def chair_warnings(desk: Desk, uow: UnitOfWork, meeting: "Meeting", permits: Sequence[Permit]) -> tuple[Finding, ...]:
    """What the chair rule says of a meeting that is being planned: it warns; a permit for it is recorded."""
    found = _now(desk, uow, meeting, from_stamp(meeting.starts_at).date())
    given = {permit.rule: permit for permit in permits}
    for one in blocks(found):
        if one.rule in given:
            permit = given[one.rule]
            release(desk, uow, one, permit.person_id, permit.reason, NOUN, meeting.id)
    return (*(one for one in found if one.rule not in given), *_nobody(desk, meeting))


def _nobody(desk: Desk, meeting: "Meeting") -> tuple[Finding, ...]:
    """That nobody chairs yet; an address book without leaders has nobody to propose."""
    if meeting.chair_id is not None:
        return ()
    known = directory(desk).leaders(from_stamp(meeting.starts_at).date())
    remedy = "修改会议，填上主持人" if known else "先按 F8 在通讯录登记或导入领导，再填主持人"
    return (practice("还没有主持人" + ("" if known else "，通讯录里还没有领导"), remedy),)


def pass_chair(
    desk: Desk, uow: UnitOfWork, meeting: "Meeting", on: date, permits: Sequence[Permit]
) -> tuple[Finding, ...]:
    """Let a meeting begin on `on` under its chair. Raises Refusal where he may not chair and nobody released it."""
    return pass_gates(desk, uow, _now(desk, uow, meeting, on), permits, NOUN, meeting.id)


def _now(desk: Desk, uow: UnitOfWork, meeting: "Meeting", on: date) -> tuple[Finding, ...]:
    row = store.meeting(uow, int(meeting.id or 0))
    return findings_on(desk, uow, row, on) if row is not None else ()
