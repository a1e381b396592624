"""Delegations: who acts for whom, within dates, on a named source (R10)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from govtui.domain.clock import long_day
from govtui.domain.findings import Finding, blocks
from govtui.domain.people import DelegationRow, Directory, checks, terms
from govtui.domain.people.rows import overlap
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.people import validation as valid
from govtui.services.people.snapshot import directory, read_directory
from govtui.store import tables
from govtui.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DelegationValues:
    """A delegation as the form is filled in; both dates and the source are required."""

    from_person_id: int
    to_person_id: int
    from_day: date
    to_day: date
    source: str
    kind: str = terms.PRESIDING
    scope: str = ""


def add_delegation(desk: Desk, values: DelegationValues, release_reason: str = "") -> DelegationRow:
    """Register a delegation.

    Raises Refusal: dates or source missing, unknown kind, to oneself, overlapping one of the same kind; with finding
    R10 where the mayor's work goes to somebody else than the executive vice mayor and no reason releases it.
    """
    with desk.writing("delegation.add") as uow:
        people = read_directory(uow, desk.book)
        found = checked_delegation(people, values)
        findings = checks.delegation_findings(people, found)
        if not release_reason.strip():
            valid.refuse_for(blocks(findings))
        row = uow.add(tables.Delegation(**_columns(found)))
        _release(desk, uow, blocks(findings), int(row.id or 0), release_reason)
        uow.say(_sentence(people, found), "person", found.from_person_id)
        return replace(found, id=int(row.id or 0))


def change_delegation(desk: Desk, delegation_id: int, version: int, values: DelegationValues) -> DelegationRow:
    """Change scope, source or dates of a delegation that was read at `version`."""
    with desk.writing("delegation.change") as uow:
        people = read_directory(uow, desk.book)
        row = uow.get(tables.Delegation, delegation_id, version)
        found = checked_delegation(people, values, delegation_id)
        valid.refuse_for(blocks(checks.delegation_findings(people, found)))
        uow.change(row, **_columns(found))
        uow.say(f"修改委托：{_sentence(people, found)}", "person", found.from_person_id)
        return replace(found, version=row.version)


def end_delegation(desk: Desk, delegation_id: int, version: int, last_day: date) -> None:
    """End a delegation early; `last_day` still counts."""
    with desk.writing("delegation.end") as uow:
        people = read_directory(uow, desk.book)
        row = uow.get(tables.Delegation, delegation_id, version)
        valid.span(date.fromisoformat(row.from_day), last_day, "委托")
        if row.to_day is not None and last_day.isoformat() > row.to_day:
            raise Refusal("提前结束的日期不能晚于原定截止日期；要延长请修改委托。")
        uow.change(row, to_day=valid.day_text(last_day))
        giver, taker = people.people[row.from_person_id].name, people.people[row.to_person_id].name
        uow.say(f"{giver}委托{taker}{row.kind}至{long_day(last_day)}止", "person", row.from_person_id)


def acting_findings(desk: Desk, actor_id: int, principal_id: int, on: date | None = None) -> tuple[Finding, ...]:
    """What R10 says when one leader acts for another on a day (today unless given): nothing inside a delegation."""
    return checks.acting_findings(directory(desk), actor_id, principal_id, on or desk.today())


def checked_delegation(people: Directory, values: DelegationValues, own_id: int = 0) -> DelegationRow:
    """The delegation as it would be written, checked against all others; `own_id`: itself when it exists."""
    valid.span(values.from_day, values.to_day, "委托")
    giver = valid.person_in(people, values.from_person_id, values.from_day)
    taker = valid.person_in(people, values.to_person_id, values.from_day)
    if giver.id == taker.id:
        raise Refusal("委托人和受托人是同一个人，请另选受托人。")
    if values.kind not in terms.DELEGATION_KINDS:
        raise Refusal(f"没有“{values.kind}”这种委托，可用的有：{'、'.join(terms.DELEGATION_KINDS)}。")
    for person in (giver, taker):
        if people.post_of(person.id, values.from_day) is None:
            raise Refusal(f"{person.name}在 {long_day(values.from_day)} 没有在任职务，不能登记委托。")
    found = DelegationRow(
        id=own_id,
        version=1,
        from_person_id=giver.id,
        to_person_id=taker.id,
        kind=values.kind,
        from_day=values.from_day,
        to_day=values.to_day,
        scope=valid.words(values.scope, "委托事项"),
        source=valid.words(valid.name_of(values.source, "委托依据（例如市长批示及日期）"), "委托依据"),
    )
    _refuse_overlap(people, found)
    return found


def _refuse_overlap(people: Directory, found: DelegationRow) -> None:
    for other in people.delegations:
        if other.id == found.id or (other.from_person_id, other.kind) != (found.from_person_id, found.kind):
            continue
        if found.kind != terms.PRESIDING and other.scope != found.scope:
            continue
        if overlap(found.from_day, found.to_day, other.from_day, other.to_day):
            taker = people.people[other.to_person_id].name
            until = long_day(other.to_day) if other.to_day else "未定"
            days = f"{long_day(other.from_day)}至{until}"
            raise Refusal(f"{days}已委托{taker}{other.kind}，日期重叠；请先结束那项委托或改日期。")


def _release(desk: Desk, uow: UnitOfWork, findings: tuple[Finding, ...], row_id: int, reason: str) -> None:
    for found in findings:
        uow.add(
            tables.Release(
                rule=found.rule,
                article=found.article,
                noun="delegation",
                row_id=row_id,
                role=found.release_role or "",
                person=desk.actor.name,
                reason=valid.words(reason, "放行理由"),
                at=uow.at,
            )
        )


def _sentence(people: Directory, found: DelegationRow) -> str:
    giver, taker = people.people[found.from_person_id].name, people.people[found.to_person_id].name
    until = long_day(found.to_day) if found.to_day else "未定"
    return f"{giver}委托{taker}{found.kind}（{long_day(found.from_day)}至{until}）"


def _columns(found: DelegationRow) -> dict[str, Any]:
    return {
        "from_person_id": found.from_person_id,
        "to_person_id": found.to_person_id,
        "kind": found.kind,
        "scope": found.scope,
        "source": found.source,
        "from_day": valid.day_text(found.from_day),
        "to_day": valid.end_text(found.to_day),
    }
