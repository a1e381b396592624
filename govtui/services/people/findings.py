"""What the rules say about the people map today, in one list for 今日 and for 为什么."""

from datetime import date

from govtui.domain.findings import Finding
from govtui.domain.people import checks
from govtui.services.desk import Desk
from govtui.services.people.snapshot import directory


def people_findings(desk: Desk, on: date | None = None) -> tuple[Finding, ...]:
    """R6, R9, R4 and R8a over the whole office on a day, blocks first."""
    people, day = directory(desk), on or desk.today()
    return (
        *checks.all_order_findings(people, day),
        *checks.daily_findings(people, day),
        *checks.member_findings(people, day),
        *checks.portfolio_findings(people, day),
    )


def unit_findings(desk: Desk, unit_id: int, on: date | None = None) -> tuple[Finding, ...]:
    """R8a and R72 for one unit."""
    people, day = directory(desk), on or desk.today()
    unit = people.unit(unit_id)
    name = unit.name if unit else ""
    gaps = tuple(f for f in checks.portfolio_findings(people, day) if ("单位", name) in f.facts)
    return (*gaps, *checks.scope_findings(people, unit_id))
