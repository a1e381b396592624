"""Gates: blocking findings stop an act unless whoever the rulebook names lets it pass, with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govtui.domain.findings import Finding, blocks
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.releases import release
from govtui.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Permit:
    """A leader's word that one rule may be passed this time."""

    rule: str
    person_id: int
    reason: str


def pass_gates(
    desk: Desk, uow: UnitOfWork, findings: Iterable[Finding], permits: Sequence[Permit], noun: str, row_id: int | None
) -> tuple[Finding, ...]:
    """Let an act pass: every block needs a permit, which is recorded with its article; returns what is only warned of.

    Raises Refusal with the blocks that nobody released (`findings`), or when a permit is not good (see `release`).
    """
    found = tuple(findings)
    given = {permit.rule: permit for permit in permits}
    stopped = blocks(found)
    closed = tuple(one for one in stopped if one.rule not in given)
    if closed:
        raise Refusal(_sentence(desk, closed), closed)
    for one in stopped:
        permit = given[one.rule]
        release(desk, uow, one, permit.person_id, permit.reason, noun, row_id)
    return tuple(one for one in found if one not in stopped)


def _sentence(desk: Desk, closed: Sequence[Finding]) -> str:
    first = closed[0]
    more = f"（另有 {len(closed) - 1} 条规则不符）" if len(closed) > 1 else ""
    who = f"；确需例外的，由{desk.book.role(first.release_role).title}放行" if first.release_role else ""
    remedy = first.remedy.rstrip("。")
    return f"{first.sentence}（{first.article}）{more}：{remedy}{who}。"
