"""A meeting with topics ready for the screens: planned, listed, opened as far as a test needs, and pushed on an app."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from textual.pilot import Pilot

from govtui.domain.clock import frozen
from govtui.services.desk import Desk
from govtui.services.meetings import agenda, calling
from govtui.services.meetings.minutes import deciding
from govtui.services.meetings.rows import NewMeeting, UnitDue
from govtui.ui.app import DeskApp
from govtui.ui.screens.meetings.screen import OneThing
from tests.offices import Office
from tests.services.meeting_rooms import meeting_office, ready_topics
from tests.ui.pages import app_on, settled
from tests.ui.test_papers import Keys

DAY = datetime(2026, 11, 26, 9, 0)
LATER = datetime(2026, 11, 26, 11, 0)
YEAR_END = date(2026, 12, 31)
EARLY = datetime(2026, 11, 26, 8, 50)


@dataclass
class Hall:
    """An office, one meeting of it, and its topics."""

    office: Office
    meeting: int
    topics: Sequence[int]

    @property
    def desk(self) -> Desk:
        return self.office.desk

    @property
    def items(self) -> dict[str, int]:
        """The items of the agenda by title, in order."""
        return {one.title: one.id for one in agenda.board(self.desk, self.meeting).items}

    def at(self, moment: datetime) -> "Hall":
        """The same at another moment."""
        desk = replace(self.desk, clock=frozen(moment))
        return Hall(replace(self.office, desk=desk), self.meeting, self.topics)


def hall(desk: Desk, count: int = 4, listed: int = 0, **more: Any) -> Hall:
    """An executive meeting of two hours on Thursday at nine with `count` ready topics, the first `listed` on it."""
    office = meeting_office(desk)
    topics = ready_topics(office, count)
    entry = NewMeeting(kind="executive", starts=DAY, minutes=120, room="第一会议室", **more)
    meeting = calling.plan(desk, entry).id
    if listed:
        agenda.add(desk, meeting, topics[:listed])
    return Hall(office, meeting, topics)


def running(desk: Desk, count: int = 4) -> Hall:
    """The same on its day, opened with every topic on the agenda."""
    found = hall(desk, count, listed=count).at(DAY)
    calling.open_meeting(found.desk, found.meeting)
    return found


def held(desk: Desk, count: int = 2, units: Sequence[str] = ("市财政局", "市教育局")) -> Hall:
    """The same closed at eleven: every topic passed, one decision each, the units with the end of the year as day."""
    found = running(desk, count).at(LATER)
    for title, item in found.items.items():
        deciding.set_outcomes(found.desk, [item], "passed")
        due = [UnitDue(found.office.units[unit], unit, lead=not at, due=YEAR_END) for at, unit in enumerate(units)]
        deciding.add_decision(found.desk, item, f"落实{title}", due)
    calling.close_meeting(found.desk, found.meeting)
    return found


def special(desk: Desk, chair: str, units: Sequence[str], delegator: str = "") -> Hall:
    """A special-topic meeting under this chair that gave work to these units, closed, without minutes."""
    office = meeting_office(desk)
    topics = ready_topics(office, 1, wanted="special", basis="")
    giver = office.people[delegator] if delegator else None
    entry = NewMeeting("special", DAY, 60, "森林防火", None, "第二会议室", office.people[chair], giver, "口头委托")
    found = Hall(office, calling.plan(desk, entry).id, topics).at(LATER)
    agenda.add(found.desk, found.meeting, topics)
    calling.open_meeting(found.desk, found.meeting, DAY)
    item = next(iter(found.items.values()))
    deciding.set_outcomes(found.desk, [item], "passed")
    due = [UnitDue(office.units[unit], unit, lead=not at, due=YEAR_END) for at, unit in enumerate(units)]
    deciding.add_decision(found.desk, item, "做好冬季森林防火", due)
    calling.close_meeting(found.desk, found.meeting)
    return found


def app_of(desk: Desk) -> DeskApp:
    """An app over the desk; screens are pushed on it."""
    return app_on(desk, "documents")


class OneByOne(Keys):
    """Keys as a clerk strikes them who looks at the screen: each after what the one before did."""

    def __init__(self, pilot: Pilot[Any], screen: OneThing) -> None:
        super().__init__(pilot)
        self._screen = screen

    async def press(self, *keys: str) -> None:
        for key in keys:
            await super().press(key)

    async def settle(self) -> None:
        await super().settle()
        while self._screen.acting:
            await super().settle()


async def shown(pilot: Pilot[Any], screen: OneThing) -> Keys:
    """Keys pressed on a screen just pushed."""
    pilot.app.push_screen(screen)
    await settled(pilot)
    return OneByOne(pilot, screen)
