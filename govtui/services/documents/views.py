"""From stored rows to what screens and prints show: lamps, time left, hours in hand."""

from collections.abc import Iterable

from govtui.domain.clock import from_stamp, stored_moment
from govtui.domain.documents.states import FINAL_STATES
from govtui.domain.refusal import Refusal
from govtui.domain.workdays import WorkCalendar
from govtui.services.desk import Desk
from govtui.services.documents.due import hours_between, lamp_of
from govtui.services.documents.rows import HandlingRow, IncomingDetail, IncomingRow, MovementRow, StepRow
from govtui.services.workdays import current_calendar
from govtui.store.documents import incoming as store
from govtui.store.reading import Record


def list_rows(desk: Desk, rows: Iterable[Record]) -> list[IncomingRow]:
    """Stored papers as lists show them now."""
    calendar = current_calendar(desk)
    return [list_row(desk, row, calendar) for row in rows]


def list_row(desk: Desk, row: Record, calendar: WorkCalendar | None = None) -> IncomingRow:
    """One stored paper as lists show it now."""
    due, provisional = stored_moment(row["due_at"]), bool(row["due_provisional"])
    lamp, left = lamp_of(desk, due, provisional, row["state"] in FINAL_STATES, calendar)
    return IncomingRow(
        id=row["id"],
        version=row["version"],
        number=row["number"],
        received=from_stamp(row["received_at"]),
        sender=row["sender"],
        sender_number=row["sender_number"] or row["sender_number_raw"],
        title=row["title"],
        kind=row["kind"],
        doc_class=row["doc_class"],
        urgency=row["urgency"],
        secrecy=row["secrecy"],
        state=row["state"],
        where=row["holder"] or row["state"],
        held_since=stored_moment(row["held_since"]),
        due=due,
        provisional=provisional,
        lamp=lamp,
        left=left,
        incomplete=bool(row["incomplete"]),
    )


def one_row(desk: Desk, incoming_id: int) -> IncomingRow:
    """The list line of one paper. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        rows = store.list_rows(reader, [incoming_id])
    if not rows:
        raise Refusal("这件公文已不存在，可能刚被撤销；请刷新列表。")
    return list_row(desk, rows[0])


def detail(desk: Desk, incoming_id: int) -> IncomingDetail:
    """Everything about one paper. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        row = store.paper(reader, incoming_id)
        if row is None:
            raise Refusal("这件公文已不存在，可能刚被撤销；请刷新列表。")
        steps = store.steps(reader, incoming_id)
        handlings = store.belongings(reader, "handling", incoming_id)
        movements = store.belongings(reader, "movement", incoming_id)
        reminders = store.belongings(reader, "reminder", incoming_id)
    return IncomingDetail(
        row=list_row(desk, row),
        fields={key: row[key] for key in row.keys()},  # noqa: SIM118 - sqlite3.Row iterates values
        steps=tuple(_step(desk, step) for step in steps),
        handlings=tuple(_handling(h) for h in handlings),
        movements=tuple(MovementRow(from_stamp(m["at"]), m["kind"], m["sentence"], m["by"]) for m in movements),
        reminders=tuple(
            MovementRow(from_stamp(r["at"]), r["way"], f"催 {r['to_name']}：{r['text']}", r["by"]) for r in reminders
        ),
        due_basis=row["due_basis"],
    )


def _step(desk: Desk, row: Record) -> StepRow:
    sent, back = stored_moment(row["sent_at"]), stored_moment(row["back_at"])
    return StepRow(
        id=row["id"],
        ordinal=row["ordinal"],
        person_id=row["person_id"],
        person=row["person"],
        title=row["title"],
        role=row["role"],
        state=row["state"],
        sent_at=sent,
        back_at=back,
        mark=row["mark"],
        meaning=row["meaning"],
        opinion=row["opinion"],
        note=row["note"],
        hours=hours_between(desk, sent, back or desk.now()) if sent else None,
        route_id=row["route_id"],
        active=bool(row["active"]),
    )


def _handling(row: Record) -> HandlingRow:
    return HandlingRow(
        id=row["id"],
        version=row["version"],
        unit_id=row["unit_id"],
        unit=row["unit"],
        lead=bool(row["lead"]),
        assigned_at=from_stamp(row["assigned_at"]),
        due=stored_moment(row["due_at"]),
        replied_at=stored_moment(row["replied_at"]),
        answer_number=row["answer_number"],
        result=row["result"],
    )
