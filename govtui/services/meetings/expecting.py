"""What a meeting's list is worked out from: its day, kind, chair and agenda, and the people of that day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from govtui.domain.clock import stored_moment
from govtui.domain.meetings.attendees import Expected, ItemUnits, Key, expected, key_of
from govtui.domain.meetings.leaves import CHAIR, Absentee, Sitting
from govtui.domain.meetings.states import CANCELLED
from govtui.domain.people import Directory
from govtui.domain.refusal import Refusal
from govtui.domain.signing import Seat
from govtui.rulebook.meetings import MeetingKind
from govtui.services.desk import Desk
from govtui.services.people import directory
from govtui.store.meetings import attendance as store
from govtui.store.meetings.attendance import Within
from govtui.store.reading import Record

GONE = "这个会议已不存在，请刷新列表。"


@dataclass(frozen=True, slots=True)
class Situation:
    """A meeting as its list sees it; `on` is its day (today until one is set), `expected` who should be there."""

    meeting: Record
    kind: MeetingKind | None
    people: Directory
    on: date
    starts: datetime | None
    items: tuple[ItemUnits, ...]
    expected: tuple[Expected, ...]

    @property
    def id(self) -> int:
        """The meeting's id."""
        return int(self.meeting["id"])

    @property
    def name(self) -> str:
        """The meeting's name in sentences."""
        return str(self.meeting["name"]) or (self.kind.name if self.kind else "会议")

    @property
    def kind_name(self) -> str:
        """The name of the kind; that of a kind which the pack does not know is 会议."""
        return self.kind.name if self.kind else "会议"

    @property
    def by_key(self) -> Mapping[Key, Expected]:
        """Who is expected, to compare with the lines of the list."""
        return {one.key: one for one in self.expected}

    @property
    def sitting(self) -> Sitting:
        """The meeting as leave is asked of it."""
        row, chair = self.meeting, None
        if row["chair_id"] is not None:
            chair = Seat(row["chair_id"], row["chair"], row["chair_title"], "", CHAIR)
        return Sitting(row["kind"], self.kind_name, self.on, chair)


def situation(desk: Desk, within: Within, meeting_id: int) -> Situation:
    """The meeting and who should be there as of its day. Raises Refusal where it is gone."""
    row = store.meeting(within, meeting_id)
    if row is None:
        raise Refusal(GONE)
    people, kind = directory(desk), desk.book.known_meeting_kind(row["kind"])
    starts = stored_moment(row["starts_at"])
    on, items = starts.date() if starts else desk.today(), _items(within, meeting_id)
    return Situation(row, kind, people, on, starts, items, expected(people, kind, items, on, row["chair_id"]))


def must_take_place(now: Situation) -> None:
    """Raises Refusal for a meeting that was called off."""
    if now.meeting["state"] == CANCELLED:
        raise Refusal(f"{now.name}已取消，不能再改名单。")


def row_key(row: Record) -> Key:
    """Who a stored line of the list is."""
    return key_of(row["person_id"], row["name"], row["unit_id"], row["unit"])


def label_of(row: Record) -> str:
    """How a line of the list is called: the name, or the unit that has not named anybody."""
    return str(row["name"] or row["unit"])


def absentee(row: Record) -> Absentee:
    """A line of the list as somebody who asks leave."""
    return Absentee(row["person_id"], f"{row['title']}{label_of(row)}", row["unit_id"], row["role"])


def _items(within: Within, meeting_id: int) -> tuple[ItemUnits, ...]:
    besides: dict[int, list[tuple[int | None, str]]] = {}
    for row in store.units_attending(within, meeting_id):
        besides.setdefault(row["topic_id"], []).append((row["unit_id"], row["unit"]))
    return tuple(
        ItemUnits(row["position"], row["minutes"], (*_reporting(row), *besides.get(row["topic_id"], ())))
        for row in store.agenda(within, meeting_id)
    )


def _reporting(row: Record) -> tuple[tuple[int | None, str], ...]:
    return ((row["unit_id"], row["unit"]),) if row["unit_id"] is not None or row["unit"] else ()
