"""Working time as one running count of minutes, so that a paper's life is addition."""

from bisect import bisect_right
from datetime import date, datetime, time, timedelta

from govtui.domain.clock import CHINA, from_stamp
from govtui.domain.workdays import WorkCalendar
from govtui.rulebook.papers import OfficeHours


class WorkingTime:
    """The working minutes from `first` up to `now`; minute 0 is the opening of the first working day.

    `now` is the last minute that has begun; moments after it do not exist yet.
    """

    def __init__(self, calendar: WorkCalendar, hours: OfficeHours, first: date, now: datetime) -> None:
        self._clock = [f"{_plus(start, n):%H:%M}" for start, end in hours.sessions for n in range(_minutes(start, end))]
        self.per_day = len(self._clock)
        self.days: list[date] = []
        day = calendar.next_workday(first)
        while day <= now.date():
            self.days.append(day)
            day = calendar.add_workdays(day, 1)
        self._minutes: dict[str, int] = {}
        self._times = [time.fromisoformat(text) for text in self._clock]
        self._texts = [day.isoformat() for day in self.days]
        self.now = self.minute_at(now)

    def minute_at(self, moment: datetime) -> int:
        """The last working minute that has begun at `moment` (-1 before the first one)."""
        place = bisect_right(self.days, moment.date()) - 1
        if place < 0:
            return -1
        begun = self.per_day
        if self.days[place] == moment.date():
            begun = bisect_right(self._clock, f"{moment:%H:%M}")
        return place * self.per_day + begun - 1

    def minute_of_stamp(self, stamp: str) -> int:
        """The last working minute that has begun at a moment of the store."""
        if stamp not in self._minutes:
            self._minutes[stamp] = self.minute_at(from_stamp(stamp))
        return self._minutes[stamp]

    def at_clock(self, place: int, minute_of_day: int) -> int:
        """The minute of day number `place` at a clock time in minutes since midnight, moved into office hours."""
        text = f"{minute_of_day // 60:02d}:{minute_of_day % 60:02d}"
        return place * self.per_day + max(0, bisect_right(self._clock, text) - 1)

    def stamp(self, minute: int) -> str:
        """The moment as the store writes it."""
        place, rest = divmod(minute, self.per_day)
        return f"{self._texts[place]}T{self._clock[rest]}:00+08:00"

    def moment(self, minute: int) -> datetime:
        """The moment as a datetime in China Standard Time."""
        place, rest = divmod(minute, self.per_day)
        return datetime.combine(self.days[place], self._times[rest], tzinfo=CHINA)

    def day_of(self, minute: int) -> date:
        """The day that a minute lies in."""
        return self.days[minute // self.per_day]


def _minutes(start: time, end: time) -> int:
    return (end.hour - start.hour) * 60 + end.minute - start.minute


def _plus(start: time, minutes: int) -> time:
    return (datetime.combine(date.min, start) + timedelta(minutes=minutes)).time()
