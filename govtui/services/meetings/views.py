"""From stored rows to what screens and prints show of meetings and their agendas."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from govtui.domain.clock import stored_day, stored_moment
from govtui.domain.meetings.agenda import windows
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.meetings import attendance, leaving
from govtui.services.meetings.clashing import clashes_among, conflicts
from govtui.services.meetings.kinds import GONE, kind_name
from govtui.services.meetings.rows import ItemRow, MeetingDetail, MeetingRow
from govtui.services.meetings.topics import views as topic_views
from govtui.services.meetings.topics.rows import TopicRow
from govtui.services.people import directory
from govtui.store.meetings import meetings as store
from govtui.store.meetings.meetings import Within
from govtui.store.reading import Record


def list_rows(desk: Desk, rows: Sequence[Record]) -> list[MeetingRow]:
    """Stored meetings (with their counts) as lists show them now."""
    with desk.reading() as reader:
        clashes = clashes_among(desk, reader, rows)
    return [_row(desk, row, len(clashes.get(row["id"], ()))) for row in rows]


def rows_by_id(desk: Desk, ids: Sequence[int]) -> list[MeetingRow]:
    """Meetings by id as lists show them now, in the order asked for; those that are gone are left out."""
    with desk.reading() as reader:
        found = {row["id"]: row for row in store.list_rows(reader, ids)}
    return list_rows(desk, [found[one] for one in ids if one in found])


def one_row(desk: Desk, meeting_id: int) -> MeetingRow:
    """The list line of one meeting. Raises Refusal when it is gone."""
    rows = rows_by_id(desk, [meeting_id])
    if not rows:
        raise Refusal(GONE)
    return rows[0]


def detail(desk: Desk, meeting_id: int) -> MeetingDetail:
    """Everything about one meeting. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        row = store.meeting(reader, meeting_id)
        if row is None:
            raise Refusal(GONE)
        items = item_rows(desk, reader, row, store.items(reader, meeting_id))
        history = tuple(
            (one["at"], one["kind"], one["sentence"], one["by"]) for one in store.movements(reader, meeting_id)
        )
        minutes_id = store.minutes_id(reader, meeting_id)
    return MeetingDetail(
        row=list_rows(desk, [row])[0],
        fields=dict(row),
        items=items,
        attendees=attendance.attendees(desk, meeting_id),
        leaves=leaving.leaves(desk, meeting_id),
        quorum=attendance.quorum(desk, meeting_id),
        conflicts=conflicts(desk, meeting_id),
        minutes_id=minutes_id,
        history=history,
    )


def chair_words(desk: Desk, row: Record) -> str:
    """The chair as printed: the name, and by whose delegation (受市长委托) with the title held on the day (art. 7)."""
    if row["chair_for_id"] is None:
        return str(row["chair"])
    on = stored_day(row["starts_at"]) or desk.today()
    giver = directory(desk).title_of(row["chair_for_id"], on) or row["chair_for"]
    return f"{row['chair']}（受{giver}委托）"


def item_rows(desk: Desk, within: Within, row: Record, items: Sequence[Record]) -> tuple[ItemRow, ...]:
    """The items of an agenda with running times; those taken off have none."""
    starts = stored_moment(row["starts_at"])
    times = windows(starts, [one["minutes"] for one in items])
    waiting = _waiting(within, items)
    gates = {one.id: one.gate for one in topic_rows(desk, within, [one["topic_id"] for one in items])}
    return tuple(
        _item(one, begin, end, waiting.get(one["topic_id"], ()), gates.get(one["topic_id"], ""))
        for one, (begin, end) in zip(items, times, strict=True)
    )


def topic_rows(desk: Desk, within: Within, ids: Iterable[int]) -> list[TopicRow]:
    """Topics by id as lists show them."""
    return topic_views.list_rows(desk, store.topics(within, ids), within)


def _waiting(within: Within, items: Sequence[Record]) -> dict[int, tuple[str, ...]]:
    """Who waits for each topic: the unit that reports, then those that attend."""
    found: dict[int, list[str]] = {one["topic_id"]: [one["unit"]] if one["unit"] else [] for one in items}
    for unit in store.attending_units(within, list(found)):
        found[unit["topic_id"]].append(unit["unit"])
    return {topic: tuple(dict.fromkeys(units)) for topic, units in found.items()}


def _item(one: Record, starts: datetime | None, ends: datetime | None, waiting: tuple[str, ...], gate: str) -> ItemRow:
    return ItemRow(
        id=one["id"],
        version=one["version"],
        topic_id=one["topic_id"],
        position=one["position"],
        title=one["title"],
        unit=one["unit"],
        reporter=one["reporter"],
        basis=one["basis"],
        minutes=one["minutes"],
        starts=starts,
        ends=ends,
        state=one["state"],
        late=bool(one["late"]),
        outcome=one["outcome"],
        decisions=one["decisions"],
        attendees=waiting,
        gate=gate,
        materials=one["materials"],
        reason=one["reason"],
    )


def _row(desk: Desk, row: Record, clashes: int) -> MeetingRow:
    return MeetingRow(
        id=row["id"],
        version=row["version"],
        kind=row["kind"],
        kind_name=kind_name(desk, row["kind"]),
        name=row["name"],
        state=row["state"],
        starts=stored_moment(row["starts_at"]),
        ends=stored_moment(row["ends_at"]),
        room=row["room"],
        chair=chair_words(desk, row),
        topics=row["topics"],
        expected=row["expected"],
        signed=row["signed"],
        frozen=row["frozen_at"] is not None,
        conflicts=clashes,
    )
