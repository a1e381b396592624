"""What all meetings of the invented office share: people, calendar, rows, ids, and the time of the clock."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from random import Random

from govtui.domain.clock import CHINA, to_stamp
from govtui.domain.people import Directory, Holder
from govtui.domain.people.terms import DEPARTMENT
from govtui.domain.signing import Seat, slot_seats
from govtui.domain.workdays import WorkCalendar
from govtui.rulebook import Rulebook
from govtui.services.demonstration.meetings.columns import COLUMNS
from govtui.services.demonstration.people import Cast, Settled
from govtui.services.demonstration.rows import Rows
from govtui.services.desk import Desk
from govtui.services.people import directory
from govtui.services.workdays import current_calendar


class Office:
    """Rows and whatever gives them their values."""

    def __init__(self, desk: Desk, rng: Random, cast: Cast) -> None:
        self.desk, self.rng, self.cast, self.rows = desk, rng, cast, Rows(COLUMNS)
        self.people: Directory = directory(desk)
        self.calendar: WorkCalendar = current_calendar(desk)
        self.today, self.now = desk.today(), to_stamp(desk.now())
        self.phones = {row[0]: row[-1] for row in cast.rows["unit"]}
        led = [unit for unit in cast.of(DEPARTMENT) if unit.head and unit.body.topics and unit.body.field is not None]
        self.units: list[Settled] = led
        self._ids: Counter[str] = Counter()

    @property
    def book(self) -> Rulebook:
        """The rule pack."""
        return self.desk.book

    def new_id(self, table: str) -> int:
        """The next id of a table."""
        self._ids[table] += 1
        return self._ids[table]

    def clerk(self) -> str:
        """One of the clerks."""
        return self.rng.choice(self.cast.clerks)

    def day(self, start: date, by: int) -> date:
        """So many working days after (before) a day."""
        return self.calendar.add_workdays(start, by)

    def seat(self, slot: str, unit_id: int | None, on: date) -> Seat | None:
        """Who stamps at a slot on a day: acting where somebody acts."""
        return next(iter(slot_seats(self.people, slot, unit_id, on)), None)

    def there(self, holder: Holder | None, on: date) -> bool:
        """Whether somebody is known and not away on that day."""
        return holder is not None and self.people.is_away(holder.id, on) is None


def moment(day: date, hour: int, minute: int = 0, plus: int = 0) -> str:
    """A moment of a day as the store writes it, `plus` minutes later."""
    return to_stamp(datetime.combine(day, time(hour, minute), CHINA) + timedelta(minutes=plus))
