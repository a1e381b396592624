"""From stored rows to what screens and prints show of engagements."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from govtui.domain.clock import from_stamp, stored_moment
from govtui.domain.meetings import engagements as rules
from govtui.domain.meetings.conflicts import clashes as clashes_among
from govtui.domain.meetings.states import INSTEAD, PENDING, TO_LEADER
from govtui.services.desk import Desk
from govtui.services.meetings.engagements import judging, occupied
from govtui.services.meetings.engagements.occupied import NOUN
from govtui.services.meetings.engagements.rows import CitywideYear, EngagementDetail, EngagementRow, LeaderAnswer
from govtui.store.meetings import engagements as store
from govtui.store.reading import Record


def list_rows(desk: Desk, rows: Sequence[Record]) -> list[EngagementRow]:
    """Stored engagements as lists show them now; clashes are counted of what is still to come."""
    with desk.reading() as reader:
        return _rows(desk, reader, rows)


def rows_by_id(desk: Desk, ids: Sequence[int]) -> list[EngagementRow]:
    """The list lines of some engagements, in the order asked for; those that are gone are left out."""
    with desk.reading() as reader:
        found = {row.id: row for row in _rows(desk, reader, store.list_rows(reader, ids))}
    return [found[one] for one in ids if one in found]


def one_row(desk: Desk, engagement_id: int) -> EngagementRow:
    """The list line of one engagement. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        return _rows(desk, reader, [judging.stored(reader, engagement_id)])[0]


def detail(desk: Desk, engagement_id: int) -> EngagementDetail:
    """Everything about one engagement. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        row = judging.stored(reader, engagement_id)
        leaders = store.belongings(reader, "engagement_leader", engagement_id)
        stamps = store.belongings(reader, "engagement_stamp", engagement_id)
        movements = store.belongings(reader, "engagement_movement", engagement_id)
        there = judging.of_unit(store.citywide_in(reader, judging.year_of(row)), row)
        return EngagementDetail(
            row=_rows(desk, reader, [row])[0],
            fields=dict(row),
            leaders=tuple(map(_leader, leaders)),
            stamps=tuple(map(_stamp, stamps)),
            conflicts=occupied.conflict_rows(judging.clashes(desk, reader, row), NOUN, engagement_id),
            findings=judging.open_findings(desk, reader, row),
            year_count=len(there),
            history=tuple((one["at"], one["kind"], one["sentence"], one["by"]) for one in movements),
        )


def yearly(desk: Desk, year: int) -> tuple[CitywideYear, ...]:
    """Departments' city-wide meetings of a year by unit, most first (R45b)."""
    with desk.reading() as reader:
        rows = store.citywide_in(reader, year)
    by_unit: dict[object, list[Record]] = defaultdict(list)
    for row in rows:
        by_unit[row["unit_id"] or row["unit"]].append(row)
    limit = desk.book.department_meetings.per_year if desk.book.department_meetings else None
    lines = [
        CitywideYear(
            unit_id=held[0]["unit_id"],
            unit=held[0]["unit"],
            meetings=tuple((one["id"], one["title"], day_of(one)) for one in held),
            over=limit is not None and len(held) > limit,
        )
        for held in by_unit.values()
    ]
    return tuple(sorted(lines, key=lambda line: (-len(line.meetings), line.meetings[0][0])))


def leader_words(leader: Record) -> str:
    """One leader and the answer: 高远山 出席, 沈清河 改派顾长风."""
    answer = f"改派{leader['instead']}" if leader["answer"] == INSTEAD else leader["answer"]
    return f"{leader['name']} {answer}"


def day_of(row: Record) -> date | None:
    """The day of an engagement; None where it has no time yet."""
    return from_stamp(row["starts_at"]).date() if row["starts_at"] else None


def _rows(desk: Desk, within: store.Within, rows: Sequence[Record]) -> list[EngagementRow]:
    ids = [row["id"] for row in rows]
    leaders: dict[int, list[Record]] = defaultdict(list)
    for one in store.leaders_of(within, ids):
        leaders[one["engagement_id"]].append(one)
    taken = store.stamp_counts(within, ids)
    clashing = _clash_counts(desk, within, rows)
    return [
        _row(row, leaders[row["id"]], _waits(desk, row, leaders[row["id"]], taken.get(row["id"], 0)), clashing)
        for row in rows
    ]


def _row(row: Record, leaders: Sequence[Record], waits: str, clashing: Counter[int]) -> EngagementRow:
    return EngagementRow(
        id=row["id"],
        version=row["version"],
        kind=row["kind"],
        title=row["title"],
        unit=row["unit"],
        state=row["state"],
        starts=stored_moment(row["starts_at"]),
        ends=stored_moment(row["ends_at"]),
        place=row["place"],
        leaders="、".join(map(leader_words, leaders)),
        waits=waits,
        citywide=bool(row["citywide"]),
        county_heads=bool(row["county_heads"]),
        conflicts=clashing[row["id"]],
    )


def _waits(desk: Desk, row: Record, leaders: Sequence[Record], taken: int) -> str:
    """Who is next: the leader of the next step, leaders who have not answered, or that it can be settled."""
    if row["state"] == TO_LEADER:
        return "、".join(one["name"] for one in leaders if one["answer"] == PENDING)
    if row["state"] not in store.OPEN_STATES:
        return ""
    left = rules.steps_of(desk.book, row["kind"], bool(leaders))[taken:]
    if left:
        return f"{desk.book.slot_title(left[0].slot)}{left[0].act}"
    return "领导答复" if any(one["answer"] == PENDING for one in leaders) else "办公室定下"


def _clash_counts(desk: Desk, within: store.Within, rows: Iterable[Record]) -> Counter[int]:
    """How many clashes each of those rows has that are still to come."""
    now = desk.now()
    coming = [
        row for row in rows if row["starts_at"] and row["state"] not in judging.OVER and occupied.times(row)[1] > now
    ]
    found: Counter[int] = Counter()
    if not coming:
        return found
    stretch = [occupied.times(row) for row in coming]
    taken = occupied.spans(desk, within, min(one for one, _ in stretch), max(one for _, one in stretch))
    for clash in clashes_among(taken, occupied.gap(desk)):
        for one in (clash.first, clash.second):
            if one.noun == NOUN and one.row_id is not None:
                found[one.row_id] += 1
    return found


def _leader(row: Record) -> LeaderAnswer:
    return LeaderAnswer(
        id=row["id"],
        person_id=row["person_id"],
        name=row["name"],
        title=row["title"],
        part=row["part"],
        answer=row["answer"],
        instead=row["instead"],
        instead_id=row["instead_id"],
        answered=date.fromisoformat(row["answered_on"]) if row["answered_on"] else None,
    )


def _stamp(row: Record) -> tuple[str, str, bool, str, date]:
    ended = "" if row["active"] else "（已重报，作废）"
    on = date.fromisoformat(row["on_day"])
    return row["act"] + ended, row["person"], bool(row["agreed"]), row["opinion"], on
