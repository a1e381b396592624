"""From stored rows to what screens and prints show of minutes, and their decisions for other papers."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from govtui.domain.clock import NEVER, from_stamp, stored_day
from govtui.domain.meetings.states import ISSUED
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean, cut
from govtui.domain.workdays import WorkCalendar
from govtui.services.desk import Desk
from govtui.services.documents.due import lamp_of
from govtui.services.meetings.minutes.reading import GONE, row_of
from govtui.services.meetings.rows import MinutesDetail, MinutesRow, ProposedRow
from govtui.services.workdays import current_calendar
from govtui.store.meetings import minutes as store
from govtui.store.reading import Record

_CHOICES = 30
_WIDEST = 60
"""Cells of a decision in a choice."""


def list_rows(desk: Desk, rows: Iterable[Record]) -> list[MinutesRow]:
    """Stored minutes as lists show them now."""
    calendar = current_calendar(desk)
    return [list_row(desk, row, calendar) for row in rows]


def rows_by_id(desk: Desk, ids: Sequence[int]) -> list[MinutesRow]:
    """The list lines of some minutes, in the order asked for; those that are gone are left out."""
    with desk.reading() as reader:
        found = {row.id: row for row in list_rows(desk, store.list_rows(reader, ids))}
    return [found[one] for one in ids if one in found]


def proposed_by_id(desk: Desk, ids: Sequence[int]) -> list[ProposedRow]:
    """Some proposed matters, in the order asked for."""
    with desk.reading() as reader:
        found = {row["id"]: proposed_row(row) for row in store.proposed_rows(reader, ids)}
    return [found[one] for one in ids if one in found]


def list_row(desk: Desk, row: Record, calendar: WorkCalendar | None = None) -> MinutesRow:
    """One stored line. The lamp is that of the issue, afterwards that of the publication while it is watched."""
    kind = desk.book.known_meeting_kind(row["kind"])
    due, publish = moment(row["due_at"]), moment(row["publish_due_at"]) if row["publish_open"] else None
    out = row["state"] == ISSUED
    watched, provisional = (publish, "publish_provisional") if out else (due, "due_provisional")
    done = out and publish is None
    lamp, left = (
        ("", "") if watched is None and not done else _lamp(desk, watched, bool(row[provisional]), done, calendar)
    )
    return MinutesRow(
        id=row["id"],
        version=row["version"],
        meeting_id=row["meeting_id"],
        kind_name=kind.name if kind else row["kind"],
        title=row["title"],
        number=row["number"],
        state=row["state"],
        due=due,
        lamp=lamp,
        left=left,
        signer=words_of(row["signer"], row["signer_for"]),
        signed=stored_day(row["signed_on"]),
        publicity=row["publicity"],
        publish_due=publish,
        published=stored_day(row["published_on"]),
    )


def one_row(desk: Desk, minutes_id: int) -> MinutesRow:
    """The list line of one meeting's minutes. Raises Refusal when they are gone."""
    with desk.reading() as reader:
        rows = store.list_rows(reader, [minutes_id])
    if not rows:
        raise Refusal(GONE)
    return list_row(desk, rows[0])


def detail(desk: Desk, minutes_id: int) -> MinutesDetail:
    """Minutes whole, with the reviews they need and what they proposed. Raises Refusal when they are gone."""
    from govtui.services.meetings.minutes.needs import needed_reviews

    with desk.reading() as reader:
        row = row_of(reader, minutes_id)
        stamps = store.stamps(reader, minutes_id)
        proposed = store.proposed(reader, minutes_id)
    return MinutesDetail(
        row=one_row(desk, minutes_id),
        fields=dict(row),
        reviews=needed_reviews(desk, minutes_id),
        stamps=tuple(_stamp(desk, one) for one in stamps),
        proposed=tuple(map(proposed_row, proposed)),
    )


def proposed_row(row: Record) -> ProposedRow:
    """A matter that minutes proposed to supervise."""
    return ProposedRow(
        id=row["id"],
        state=row["state"],
        source=row["source"],
        meeting_id=row["meeting_id"],
        text=row["text"],
        unit=row["unit"],
        lead=bool(row["lead"]),
        co_units=row["co_units"],
        leader=row["leader"],
        due=stored_day(row["due_on"]),
        due_words=row["due_words"],
        reason=row["reason"],
    )


def decision_choices(desk: Desk, typed: str = "") -> tuple[str, ...]:
    """Decisions of signed minutes in words, newest first, for papers that lean on one: 第3次常务会议 2026-11-20：…."""
    with desk.reading() as reader:
        rows = store.decided_lines(reader, clean(typed).split(), _CHOICES)
    return tuple(
        f"{row['name']} {row['starts_at'][:10]}：{cut(clean(row['text']), _WIDEST)}".replace(" ：", "：")
        for row in rows
    )


def words_of(name: str, acting_for: str) -> str:
    """A name as printed: 李某（代张某） where he acted for somebody."""
    return f"{name}（代{acting_for}）" if name and acting_for else name


def moment(stamp: str) -> datetime | None:
    """A stored moment; None for none."""
    return None if stamp in ("", NEVER) else from_stamp(stamp)


def _lamp(
    desk: Desk, due: datetime | None, provisional: bool, done: bool, calendar: WorkCalendar | None
) -> tuple[str, str]:
    return lamp_of(desk, due, provisional, done, calendar)


def _stamp(desk: Desk, row: Record) -> tuple[str, str, str, date, bool]:
    """A review or sign-off: (what for, who, opinion, day, in force)."""
    named = {review.id: review.matter for review in desk.book.minutes_reviews} | {"sign": "签发"}
    about = f"（{row['about']}）" if row["about"] else ""
    who = f"{row['title']}{words_of(row['person'], row['for_name'])}"
    on = date.fromisoformat(row["on_day"])
    return f"{named.get(row['step'], row['step'])}{about}", who, row["opinion"], on, bool(row["active"])
