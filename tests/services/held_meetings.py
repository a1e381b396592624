"""Meetings that were held, for tests of minutes: rows as they stand when the chair has closed the meeting."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from govtui.services import journal, people
from govtui.services.desk import Desk
from govtui.services.meetings.minutes import composing, deciding, signing, views
from govtui.services.meetings.rows import MinutesDetail, ProposedRow, UnitDue
from govtui.services.people import DelegationValues
from govtui.store import numbers, tables
from tests.offices import Office

MAYOR, EXECUTIVE, VICE, OTHER, SECRETARY, DEPUTY = "高远山", "林向南", "沈清河", "顾长风", "陆知行", "苏一鸣"
"""Leaders of the small office: 沈清河 is in charge of the finance and education bureaus."""

DAY = date(2026, 11, 20)
TODAY = date(2026, 11, 23)


@dataclass
class Held:
    """A meeting with its items and topics by title."""

    office: Office
    id: int
    items: dict[str, int] = field(default_factory=dict)
    topics: dict[str, int] = field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        """The desk that it was written at."""
        return self.office.desk


def held(
    office: Office,
    kind: str = "special",
    chair: str = VICE,
    chair_for: str = "",
    titles: Sequence[str] = ("关于校舍安全的汇报",),
    state: str = "已结束",
    starts: str = "2026-11-20T09:00:00+08:00",
    **topic: Any,
) -> Held:
    """A meeting of this kind that is over, nothing decided yet; fields of the topics can be given."""
    known = next((one for one in office.desk.book.meeting_kinds if one.id == kind), None)
    name = known.named(6, 2026, 3, "校舍安全") if known else "协调会"
    with office.desk.writing("test.held") as uow:
        meeting: Any = tables.Meeting(kind=kind, state=state, name=name, created_at=uow.at, created_by="小李")
        meeting.term, meeting.year, meeting.room, meeting.recorder = 6, 2026, "第一会议室", "小李"
        meeting.ordinal = 3 if known and known.ordinal_per != "none" else None
        meeting.starts_at, meeting.ends_at, meeting.closed_at = starts, starts[:11] + "11:30:00+08:00", None
        meeting.closed_at = starts[:11] + "11:40:00+08:00" if state == "已结束" else None
        meeting.chair_id, meeting.chair = office.people[chair], chair
        meeting.chair_title = people.directory(office.desk).title_of(office.people[chair], DAY)
        if chair_for:
            meeting.chair_for_id, meeting.chair_for = office.people[chair_for], chair_for
        uow.add(meeting)
        made = Held(office, meeting.id)
        for place, title in enumerate(titles, 1):
            _item(uow, office, made, place, title, kind, topic)
        if known and known.numbered_by == "ordinal" and known.series:
            for _ in range(3 - numbers.last_serial(uow, known.series, 6)):
                numbers.reserve_next(uow, known.series, 6, name)
    return made


def _item(uow: Any, office: Office, made: Held, place: int, title: str, kind: str, topic: dict[str, Any]) -> None:
    fields = {"unit": "市教育局", "reporter": "严书华", "reporter_post": "局长"} | topic
    row: Any = tables.Topic(
        state="已列入", title=title, wanted=kind, meeting_id=made.id, created_at=uow.at, created_by="小李", **fields
    )
    uow.add(row)
    known = next((one for one in office.desk.book.meeting_kinds if one.id == kind), None)
    for step, due in enumerate(known.stamps if known else ()):
        stamp: Any = tables.TopicStamp(topic_id=row.id, step=step, slot=due.slot, person="领导", on_day=DAY.isoformat())
        uow.add(stamp)
    item: Any = tables.AgendaItem(meeting_id=made.id, topic_id=row.id, position=place)
    uow.add(item)
    made.topics[title], made.items[title] = row.id, item.id


def unit(made: Held, name: str, lead: bool = False, due: date | None = None, words: str = "") -> UnitDue:
    """A unit of a decision by name."""
    return UnitDue(made.office.units.get(name), name, lead, due, words)


def decided(
    made: Held, units: Sequence[str] = ("市教育局",), outcome: str = "passed", text: str = "校舍月底前排查完"
) -> int:
    """Every item with this outcome and one decision; the id of the last decision."""
    deciding.set_outcomes(made.desk, list(made.items.values()), outcome)
    for item in made.items.values():
        row = deciding.add_decision(made.desk, item, text, [unit(made, name, due=date(2026, 12, 31)) for name in units])
    return row.id


def drafted(made: Held, units: Sequence[str] = ("市教育局",), **more: Any) -> int:
    """The minutes of a meeting with one decision an item, as they were composed."""
    decided(made, units, **more)
    return composing.start(made.desk, made.id).id


def sent(made: Held, units: Sequence[str] = ("市教育局",), **more: Any) -> int:
    """Minutes that were sent round."""
    minutes = drafted(made, units, **more)
    signing.send(made.desk, minutes)
    return minutes


def signed(made: Held, signer: str, units: Sequence[str] = ("市教育局",), on: date | None = None) -> int:
    """Minutes that a leader signed."""
    minutes = sent(made, units)
    signing.sign(made.desk, minutes, made.office.people[signer], "同意", on)
    return minutes


def detail(made: Held, minutes: int) -> MinutesDetail:
    """The minutes whole."""
    return views.detail(made.desk, minutes)


def state(made: Held, minutes: int) -> str:
    """Where minutes stand."""
    return views.one_row(made.desk, minutes).state


def proposed(made: Held, minutes: int, state: str = "待立项") -> list[ProposedRow]:
    """The proposed matters in one state."""
    return [one for one in detail(made, minutes).proposed if one.state == state]


def edit(made: Held, minutes: int, **changes: Any) -> str:
    """Change the text as the editor does; the sentence."""
    fields = detail(made, minutes).fields
    values = {"title": fields["title"], "body": fields["body"], **changes}
    return composing.edit(made.desk, minutes, int(str(fields["version"])), **values).sentence


def delegate(office: Office, giver: str, actor: str, first: date, last: date, kind: str = "主持工作") -> None:
    """One leader gives another the work between two days."""
    values = DelegationValues(office.people[giver], office.people[actor], first, last, "批示", kind)
    people.add_delegation(office.desk, values)


def undo(desk: Desk) -> None:
    """Take the clerk's last act back."""
    last = journal.next_undo(desk)
    assert last is not None
    journal.undo(desk, last.seq)
