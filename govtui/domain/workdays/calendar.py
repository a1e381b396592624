"""The working calendar: published years, provisional years, corrections on top; one index for all."""

from array import array
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from govtui.domain.refusal import Refusal
from govtui.domain.workdays.facts import WEEKDAY_NAMES, Correction, DayFact, DayKind, DaySource, YearTable
from govtui.domain.workdays.provisional import provisional_year, statutory_days
from govtui.domain.workdays.published import published_years

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that the calendar answers for; beyond them it refuses with a sentence."""

NO_CORRECTIONS: Mapping[date, Correction] = MappingProxyType({})
_DAY = timedelta(days=1)


class WorkCalendar:
    """Which days are worked, and the n-th working day from any day.

    The index is two arrays over day ordinals: how many workdays lie before each day of a window, and the ordinals of
    all workdays in it. The window grows by whole years when a question reaches past it. Instances never change what
    they answer; new corrections make a new calendar.
    """

    def __init__(
        self, tables: Mapping[int, YearTable], corrections: Mapping[date, Correction] = NO_CORRECTIONS
    ) -> None:
        self._published = tables
        self.corrections = dict(corrections)
        self._settled = frozenset(_settled_years(tables, self.corrections))
        self._years: dict[int, YearTable] = {}
        known = sorted(tables) or [FIRST_YEAR]
        self._index(known[0], known[-1] + 1)

    def day(self, day: date) -> DayFact:
        """What the calendar says of `day`. Raises Refusal outside FIRST_YEAR–LAST_YEAR."""
        day = _plain(day)
        table, weekday = self._year(day.year), day.weekday()
        correction = self.corrections.get(day)
        source = DaySource.CORRECTED if correction else table.source
        weekend = weekday >= 5
        if correction is not None:
            name, off, worked = correction.name, correction.off, not correction.off
        else:
            off, worked = day in table.off, day in table.worked
            name = table.off.get(day) or table.worked.get(day, "")
        if off:
            return DayFact(day, DayKind.HOLIDAY, name, source)
        if weekend:
            kind = DayKind.MAKEUP if worked else DayKind.REST
            return DayFact(day, kind, name if worked else WEEKDAY_NAMES[weekday], source)
        return DayFact(day, DayKind.WORKDAY, "", source)

    def is_workday(self, day: date) -> bool:
        """True for plain workdays and weekend days worked."""
        return self._workday(_plain(day), self._year(day.year))

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day after `day`, not counted itself (民法典 201).

        Negative n counts backwards, 0 gives `day` itself. Raises Refusal where the answer leaves the calendar.
        """
        if n == 0:
            return _plain(day)
        at = day.toordinal() - self._first
        if at < 0 or at >= self._length:
            at = self._reach(day)
        rank = self._before[at + 1] + n - 1 if n > 0 else self._before[at] + n
        while not 0 <= rank < len(self._workdays):
            at, rank = self._grow_towards(day, n)
        return date.fromordinal(self._workdays[rank])

    def workdays_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; negative when `end` is earlier."""
        for day in (start, end):
            if not 0 <= day.toordinal() - self._first < self._length:
                self._reach(day)
        return self._before[end.toordinal() - self._first + 1] - self._before[start.toordinal() - self._first + 1]

    def is_provisional(self, start: date, end: date) -> bool:
        """True when a day after `start` up to `end` (either order) lies in a year that nobody has published yet."""
        start, end = min(_plain(start), _plain(end)), max(_plain(start), _plain(end))
        first = start + _DAY if start < end else start
        return any(self.year_source(year) is DaySource.PROVISIONAL for year in range(first.year, end.year + 1))

    def skipped(self, start: date, end: date) -> list[DayFact]:
        """The days off after `start` up to and including `end`."""
        start, end = _plain(start), _plain(end)
        days = (start + i * _DAY for i in range(1, (end - start).days + 1))
        return [self.day(day) for day in days if not self.is_workday(day)]

    def next_workday(self, day: date) -> date:
        """`day` itself when it is worked, else the first working day after it."""
        return _plain(day) if self.is_workday(day) else self.add_workdays(day, 1)

    def year_source(self, year: int) -> DaySource:
        """Where the days of `year` come from: published, or corrected by a whole notice, or provisional."""
        if year in self._published:
            return DaySource.PUBLISHED
        return DaySource.CORRECTED if year in self._settled else DaySource.PROVISIONAL

    @property
    def published(self) -> tuple[int, ...]:
        """Years with published tables, in order."""
        return tuple(sorted(self._published))

    def _year(self, year: int) -> YearTable:
        table = self._years.get(year)
        if table is None:
            table = self._years[year] = self._make_year(year)
        return table

    def _make_year(self, year: int) -> YearTable:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Refusal(f"日历只管{FIRST_YEAR}年至{LAST_YEAR}年，请核对年份“{year}”。")
        if year in self._published:
            return self._published[year]
        if year in self._settled:
            # The notice names every day off of its year: what the law alone would give back no longer counts.
            return YearTable({}, {}, DaySource.PUBLISHED)
        return provisional_year(year)

    def _workday(self, day: date, table: YearTable) -> bool:
        correction = self.corrections.get(day)
        if correction is not None:
            return not correction.off
        return day not in table.off if day.weekday() < 5 else day in table.worked

    def _index(self, first_year: int, last_year: int) -> None:
        start, end = date(first_year, 1, 1).toordinal(), date(last_year, 12, 31).toordinal()
        worked = array("i")
        before = array("i", [0])
        for year in range(first_year, last_year + 1):
            table = self._year(year)
            for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
                if self._workday(date.fromordinal(ordinal), table):
                    worked.append(ordinal)
                before.append(len(worked))
        self._window = (first_year, last_year)
        self._first, self._length = start, end - start + 1
        self._before, self._workdays = before, worked

    def _reach(self, day: date) -> int:
        """Grow the window until `day` is inside; returns its place."""
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self._make_year(day.year)
        first, last = self._window
        self._index(min(first, day.year), max(last, day.year))
        return day.toordinal() - self._first

    def _grow_towards(self, day: date, n: int) -> tuple[int, int]:
        """Grow the window in the direction of n by as many years as n workdays can take."""
        years = abs(n) // 200 + 1
        first, last = self._window
        if (n > 0 and last == LAST_YEAR) or (n < 0 and first == FIRST_YEAR):
            raise Refusal(f"算出的日期超出了日历的范围（{FIRST_YEAR}年至{LAST_YEAR}年），请核对天数“{n}”。")
        self._index(max(first - years, FIRST_YEAR) if n < 0 else first, min(last + years, LAST_YEAR) if n > 0 else last)
        at = day.toordinal() - self._first
        return at, (self._before[at + 1] + n - 1 if n > 0 else self._before[at] + n)


def published_calendar(corrections: Mapping[date, Correction] = NO_CORRECTIONS) -> WorkCalendar:
    """The national calendar with the office's corrections on top."""
    return WorkCalendar(published_years(), corrections)


def _plain(day: date) -> date:
    """A datetime's own day; dates as they are."""
    return day if type(day) is date else date(day.year, day.month, day.day)


def _settled_years(tables: Mapping[int, YearTable], corrections: Mapping[date, Correction]) -> set[int]:
    """Unpublished years whose corrections give a day off for every festival of the law: a whole notice was applied."""
    years = {day.year for day, correction in corrections.items() if correction.off} - set(tables)
    return {year for year in years if _whole(year, corrections)}


def _whole(year: int, corrections: Mapping[date, Correction]) -> bool:
    return all(any(day in corrections and corrections[day].off for day in days) for _, days in statutory_days(year))
