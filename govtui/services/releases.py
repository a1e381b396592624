"""Blocking rules released by the role that the rulebook names, with a reason that stays."""

from govtui.domain.documents.secrecy import looks_classified
from govtui.domain.findings import Finding
from govtui.domain.refusal import Refusal
from govtui.domain.text import cells, clean
from govtui.services.desk import Desk
from govtui.services.people import directory
from govtui.store import tables
from govtui.store.unit_of_work import UnitOfWork

_LEAST = 4
"""Cells that a reason has at least: a key struck by mistake lets nothing pass."""


def release(
    desk: Desk, uow: UnitOfWork, finding: Finding, person_id: int, reason: str, noun: str, row_id: int | None
) -> None:
    """Record that `person_id` let a blocked act pass.

    Raises Refusal when nobody may release the rule, when the person does not hold the role today, for a reason that is
    none, or one that looks like a state secret.
    """
    if finding.release_role is None:
        raise Refusal(f"{finding.article}的这条规定不能放行：{finding.sentence}。")
    people, today = directory(desk), desk.today()
    title = desk.book.role(finding.release_role).title
    holders = {person.person_id for person in people.people_in_role(finding.release_role, today)}
    person = people.person(person_id)
    if person is None or person_id not in holders:
        raise Refusal(f"只有{title}能放行这一条，请换人签批。")
    if cells(clean(reason)) < _LEAST:
        raise Refusal("放行要写明理由。" if not clean(reason) else "放行的理由太短，请写清楚为什么例外。")
    if refused := looks_classified(reason):
        raise Refusal(refused)
    row = tables.Release(
        rule=finding.rule,
        article=finding.article,
        noun=noun,
        role=title,
        person=person.name,
        reason=clean(reason),
        at=uow.at,
    )
    row.row_id = row_id
    uow.add(row)


def last_release(desk: Desk, rule: str, noun: str = "", row_id: int | None = None) -> tuple[str, str, str] | None:
    """Who released a rule last, when and why: on this row if it ever was, else anywhere; None if never."""
    with desk.reading() as reader:
        found = reader.row(
            "SELECT person, at, reason FROM rule_release WHERE rule = :rule "
            "ORDER BY (noun = :noun AND row_id IS :row_id) DESC, id DESC LIMIT 1",
            rule=rule,
            noun=noun,
            row_id=row_id,
        )
    return None if found is None else (found["person"], found["at"][:16].replace("T", " "), found["reason"])
