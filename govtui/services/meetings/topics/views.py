"""From stored rows to what screens and prints show of topics."""

from collections.abc import Iterable, Sequence
from datetime import date

from govtui.domain.clock import from_stamp, stored_day
from govtui.domain.meetings.decisions import NOTHING
from govtui.domain.meetings.gates import STAGES, Case, Gate, items_of, worst
from govtui.domain.meetings.states import LISTED, READY, REPORTED, RETURNED, STAMPING
from govtui.services.desk import Desk
from govtui.services.meetings.topics.cases import cases, gates_of, row_of, stamp_words
from govtui.services.meetings.topics.rows import (
    CheckRow,
    CoordinationRow,
    GateLamp,
    ListingRow,
    StampRow,
    StepRow,
    TopicDetail,
    TopicRow,
    TopicUnitRow,
)
from govtui.services.meetings.topics.stamping import plan_of
from govtui.services.workdays import current_calendar
from govtui.store.meetings import topics as store
from govtui.store.reading import Reader, Record
from govtui.store.unit_of_work import UnitOfWork

_WAITS = {REPORTED: "待送审", READY: "待列入", RETURNED: "申报单位修改"}


def list_rows(desk: Desk, rows: Sequence[Record], within: Reader | UnitOfWork | None = None) -> list[TopicRow]:
    """Stored topics (every column) as lists show them now."""
    if within is None:
        with desk.reading() as reader:
            return list_rows(desk, rows, reader)
    read = cases(within, desk.book, rows)
    names = store.meeting_names(within, {row["meeting_id"] for row in rows if row["meeting_id"]})
    return [_row(desk, row, read[row["id"]], names.get(row["meeting_id"] or 0, "")) for row in rows]


def rows_by_id(desk: Desk, ids: Iterable[int]) -> list[TopicRow]:
    """The list lines of some topics, in the order asked for; those that are gone are left out."""
    wanted = list(ids)
    with desk.reading() as reader:
        found = {row.id: row for row in list_rows(desk, store.topics(reader, wanted), reader)}
    return [found[one] for one in wanted if one in found]


def one_row(desk: Desk, topic_id: int) -> TopicRow:
    """The list line of one topic. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        return list_rows(desk, [row_of(reader, topic_id)], reader)[0]


def detail(desk: Desk, topic_id: int) -> TopicDetail:
    """Everything about one topic. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        row = row_of(reader, topic_id)
        belong = {
            table: store.belongings(reader, table, [topic_id])
            for table in ("topic_unit", "coordination", "topic_check", "topic_stamp", "decision_step", "topic_movement")
        }
        listed = store.listings(reader, topic_id)
        case = cases(reader, desk.book, [row])[topic_id]
        shown = list_rows(desk, [row], reader)[0]
    return TopicDetail(
        row=shown,
        fields=dict(row),
        units=tuple(map(unit_row, belong["topic_unit"])),
        coordinations=tuple(map(_coordination, belong["coordination"])),
        checks=tuple(_checks(desk, row["wanted"], case, belong["topic_check"])),
        stamps=tuple(map(_stamp, belong["topic_stamp"])),
        steps=tuple(_steps(desk, case)) if case.major else (),
        listings=tuple(map(_listing, listed)),
        history=tuple(
            (one["at"][:16].replace("T", " "), one["kind"], one["sentence"], one["by"])
            for one in belong["topic_movement"]
        ),
    )


def lamps_of(found: Iterable[Gate]) -> tuple[GateLamp, ...]:
    """Gates as lists show them."""
    return tuple(GateLamp(gate.id, gate.name, gate.word, gate.rule, gate.why) for gate in found)


def unit_row(row: Record) -> TopicUnitRow:
    """A stored unit of a topic as screens show it."""
    return TopicUnitRow(
        id=row["id"],
        unit_id=row["unit_id"],
        unit=row["unit"],
        county=bool(row["county"]),
        consulted=bool(row["consulted"]),
        attends=bool(row["attends"]),
        opinion=row["opinion"],
        person=row["person"],
        answered=stored_day(row["answered_on"]),
        views=row["views"],
        grounds=row["grounds"],
        adopted=row["adopted"],
    )


def _row(desk: Desk, row: Record, case: Case, meeting: str) -> TopicRow:
    kind = desk.book.known_meeting_kind(row["wanted"])
    lamps = lamps_of(gates_of(desk.book, case, row["wanted"], current_calendar(desk)))
    return TopicRow(
        id=row["id"],
        version=row["version"],
        title=row["title"],
        wanted=row["wanted"],
        kind_name=kind.name if kind else row["wanted"],
        unit=row["unit"],
        state=row["state"],
        basis=row["basis"],
        minutes=row["minutes"],
        major=bool(row["major"]),
        gate=worst(lamp.word for lamp in lamps),
        gates=lamps,
        waits=_waits(desk, row, case, meeting),
        requested=stored_day(row["requested_on"]),
        meeting_id=row["meeting_id"],
        meeting=meeting,
        deferred=row["deferred"],
    )


def _waits(desk: Desk, row: Record, case: Case, meeting: str) -> str:
    """Who or what a topic waits for."""
    kind = desk.book.known_meeting_kind(row["wanted"])
    if row["state"] == STAMPING and kind is not None:
        plan = plan_of(desk, kind, case.stamps, row["unit_id"], desk.today())
        if not plan.done:
            return plan.seats[0].label if plan.seats else f"没有{plan.missing}"
    return meeting if row["state"] == LISTED else _WAITS.get(row["state"], "")


def _coordination(row: Record) -> CoordinationRow:
    on = date.fromisoformat(row["on_day"])
    return CoordinationRow(row["id"], row["level"], row["person"], row["title"], on, bool(row["agreed"]), row["result"])


def _stamp(row: Record) -> StampRow:
    return StampRow(
        step=row["step"],
        act=row["act"],
        words=f"{row['title']}{stamp_words(row)}",
        agreed=bool(row["agreed"]),
        opinion=row["opinion"],
        on=date.fromisoformat(row["on_day"]),
        active=bool(row["active"]),
        ended=row["ended"],
    )


def _checks(desk: Desk, wanted: str, case: Case, rows: Sequence[Record]) -> Iterable[CheckRow]:
    """Every question that is asked of the topic, answered or not."""
    kind, notes = desk.book.known_meeting_kind(wanted), {(row["stage"], row["item"]): row["note"] for row in rows}
    for stage in STAGES if kind else ():
        assert kind is not None
        for item in items_of(desk.book, case, kind, stage):
            yield CheckRow(stage, item.id, item.question, case.answer(item.id), notes.get((stage, item.id), ""))


def _steps(desk: Desk, case: Case) -> Iterable[StepRow]:
    """Every step of a major decision, said of or not."""
    for step in desk.book.decision_steps:
        one = (case.steps or {}).get(step.id, NOTHING)
        terms = (step.id, step.name, step.optional, step.by_meeting, step.starts, step.ends)
        yield StepRow(*terms, one.status, one.reason, one.started, one.ended, one.document, one.responsible)


def _listing(row: Record) -> ListingRow:
    on = from_stamp(row["starts_at"]).date() if row["starts_at"] else None
    return ListingRow(row["meeting_id"], row["name"], on, row["state"], row["outcome"], row["reason"])
