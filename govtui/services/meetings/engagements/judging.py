"""What the rules say of one engagement, and why: heads of counties, the yearly count, steps, money, leaders' time."""

from collections.abc import Iterable
from datetime import date

from govtui.domain.clock import from_stamp
from govtui.domain.explain import Explanation, Release, explain_finding, explain_rule
from govtui.domain.findings import Finding, blocks
from govtui.domain.meetings import engagements as rules
from govtui.domain.meetings.conflicts import Clash
from govtui.domain.meetings.engagements import Asked
from govtui.domain.meetings.states import CANCELLED, DECLINED, EVENT, RETURNED, SETTLED, TO_LEADER
from govtui.domain.people import AbsenceRow
from govtui.domain.refusal import Refusal
from govtui.domain.text import fold
from govtui.rulebook.meetings import Stamp
from govtui.services.desk import Desk
from govtui.services.meetings.engagements import occupied
from govtui.services.meetings.engagements.occupied import NOUN
from govtui.services.people import directory
from govtui.services.releases import last_release
from govtui.store.meetings import engagements as store
from govtui.store.reading import Record

GONE = "这项活动已不存在，可能刚被撤销；请刷新列表。"
OVER = (CANCELLED, RETURNED, DECLINED)
"""States in which nothing is asked any more."""


def asked_of(row: Record) -> Asked:
    """What of a stored engagement the rules look at."""
    return Asked(
        kind=row["kind"],
        title=row["title"],
        unit=row["unit"],
        starts=from_stamp(row["starts_at"]) if row["starts_at"] else None,
        citywide=bool(row["citywide"]),
        in_city_name=bool(row["in_city_name"]),
        county_heads=bool(row["county_heads"]),
        heads_allowed=row["heads_approved_on"] is not None,
        mode=row["mode"],
        budget_source=row["budget_source"],
    )


def stored(within: store.Within, engagement_id: int) -> Record:
    """One engagement. Raises Refusal when it is gone."""
    row = store.engagement(within, engagement_id)
    if row is None:
        raise Refusal(GONE)
    return row


def missing_steps(desk: Desk, within: store.Within, row: Record) -> tuple[Stamp, ...]:
    """The office's steps that are still to be taken, in order."""
    asks = bool(store.leaders_of(within, [row["id"]]))
    taken = len(store.stamps(within, row["id"]))
    return rules.steps_of(desk.book, row["kind"], asks)[taken:]


def clashes(desk: Desk, within: store.Within, row: Record) -> tuple[Clash, ...]:
    """What an engagement clashes with; nothing where it has no time yet or is off."""
    if not row["starts_at"] or row["state"] in OVER:
        return ()
    (span,) = occupied.engagement_spans(within, [row])
    return occupied.clashes_with(desk, within, span)


def findings(desk: Desk, within: store.Within, row: Record, settling: bool | None = None) -> tuple[Finding, ...]:
    """All that the rules say of an engagement, what blocks it first; `settling`: as if it were settled now."""
    if row["state"] in OVER:
        return ()
    asked, book = asked_of(row), desk.book
    settling = row["state"] in (TO_LEADER, SETTLED) if settling is None else settling
    return (
        *rules.heads_findings(book, asked),
        *rules.step_findings(book, asked, missing_steps(desk, within, row) if settling else ()),
        *rules.clash_findings(book, NOUN, row["id"], clashes(desk, within, row)),
        *rules.away_findings(book, *_away(desk, within, row)),
        *rules.yearly_findings(book, asked, _earlier(within, row)),
        *rules.mode_findings(book, asked),
        *rules.budget_findings(book, asked),
    )


def engagement_findings(desk: Desk, engagement_id: int) -> tuple[Finding, ...]:
    """What stands against an engagement as it is, less what was let pass. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        return open_findings(desk, reader, stored(reader, engagement_id))


def open_findings(desk: Desk, within: store.Within, row: Record, settling: bool | None = None) -> tuple[Finding, ...]:
    """As `findings`, without the blocks that somebody released for this engagement."""
    passed = {one["rule"] for one in store.released(within, row["id"])}
    found = findings(desk, within, row, settling)
    stopped = blocks(found)
    return tuple(one for one in found if one not in stopped or one.rule not in passed)


def year_of(row: Record) -> int:
    """The calendar year that an engagement counts in."""
    return int((row["starts_at"] or row["created_at"])[:4])


def of_unit(rows: Iterable[Record], row: Record) -> list[Record]:
    """Those of the same unit."""
    return [one for one in rows if _same_unit(one, row)]


def explanations(desk: Desk, engagement_id: int) -> list[Explanation]:
    """Everything that can be asked about an engagement: what stands in the way, how it goes, what was let pass."""
    with desk.reading() as reader:
        row = stored(reader, engagement_id)
        passed = store.released(reader, engagement_id)
        taken = store.stamps(reader, engagement_id)
        asks = bool(store.leaders_of(reader, [engagement_id]))
    found = [_explained(desk, one, engagement_id) for one in engagement_findings(desk, engagement_id)]
    found += [*_procedure(desk, row["kind"], asks, taken), *_own_meeting(desk, row)]
    for one in passed:
        release = Release(one["person"], one["at"][:16].replace("T", " "), one["reason"])
        found.append(explain_rule(desk.book, one["rule"], (), title=f"{one['article']}已放行", release=release))
    return found


def _explained(desk: Desk, one: Finding, engagement_id: int) -> Explanation:
    last = last_release(desk, one.rule, NOUN, engagement_id)
    return explain_finding(desk.book, one, Release(*last) if last else None)


def _procedure(desk: Desk, kind: str, asks: bool, taken: list[Record]) -> list[Explanation]:
    """The steps of the office and which were taken; 规则未明确 where the pack has none."""
    if kind == EVENT or not asks:
        return []
    table, title = desk.book.invitations, "请领导出席的审批环节"
    if table is None:
        return [explain_rule(desk.book, None, (), title=title)]
    words = [f"{desk.book.slot_title(step.slot)}{step.act}" for step in table.steps]
    done = [f"{one['person']} {one['on_day']} {one['opinion']}".strip() for one in taken]
    facts = list(zip(words, [*done, *("未办" for _ in words[len(done) :])], strict=False))
    return [explain_rule(desk.book, table.rule, facts, title=title, source=table.source)]


def _own_meeting(desk: Desk, row: Record) -> list[Explanation]:
    table = desk.book.department_meetings
    if table is None or not asked_of(row).departments_own:
        return []
    heads, approver = rules.heads_title(desk.book), desk.book.slot_title(table.heads_approver)
    allowed = " ".join(filter(None, (row["heads_approver"], row["heads_approved_on"]))) or "没有"
    facts = [(f"请{heads}", "是" if row["county_heads"] else "否"), (f"{approver}批准", allowed)]
    facts += [("每个单位每年", f"{table.per_year} 次"), ("尽量用", "、".join(table.preferred))]
    return [explain_rule(desk.book, table.heads_rule, facts, title="部门召开全市性会议", source=table.source)]


def _earlier(within: store.Within, row: Record) -> list[tuple[str, date | None]]:
    """City-wide meetings of the unit in that year that were entered before this one."""
    there = of_unit(store.citywide_in(within, year_of(row)), row)
    return [(one["title"], _day(one)) for one in there if one["id"] < row["id"]]


def _same_unit(one: Record, other: Record) -> bool:
    if one["unit_id"] is not None and other["unit_id"] is not None:
        return bool(one["unit_id"] == other["unit_id"])
    return bool(one["unit"]) and fold(one["unit"]) == fold(other["unit"])


def _day(row: Record) -> date | None:
    return from_stamp(row["starts_at"]).date() if row["starts_at"] else None


def _away(desk: Desk, within: store.Within, row: Record) -> tuple[list[tuple[str, AbsenceRow]], date]:
    """Who of those expected is away on the day."""
    on = _day(row)
    if on is None:
        return [], desk.today()
    people = directory(desk)
    going = [occupied.goes(one) for one in store.leaders_of(within, [row["id"]])]
    found = [(name, people.is_away(person_id, on)) for person_id, name in going if person_id]
    return [(name, away.absence) for name, away in found if away is not None], on
