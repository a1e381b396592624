"""From statements to days of one year, and every way in which a notice contradicts itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from govtui.domain.workdays.calendar import WorkCalendar
from govtui.domain.workdays.facts import WEEKDAY_NAMES
from govtui.domain.workdays.notices.model import Act, Event, Item, NoticeDay, Span, WrittenDay
from govtui.domain.workdays.provisional import lunar_day, statutory_days

LONGEST = 20
"""A holiday longer than this many days is taken for a slip of the pen."""

_DAY = timedelta(days=1)
_LUNAR_MONTHS = "零正二三四五六七八九十冬腊"
_WAR_END = (9, 3)


@dataclass(slots=True)
class Reckoning:
    """Days off and worked with their festival, and what is wrong, when the notice is read as one for `year`.

    `agreed` and `denied` count the weekdays, lunar dates and festivals that fit the year or do not.
    """

    year: int
    off: dict[date, str] = field(default_factory=dict)
    worked: dict[date, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    agreed: int = 0
    denied: int = 0

    def days(self) -> tuple[NoticeDay, ...]:
        """All days in order."""
        both = [NoticeDay(day, True, name) for day, name in self.off.items()]
        both += [NoticeDay(day, False, name) for day, name in self.worked.items()]
        return tuple(sorted(both, key=lambda one: (one.date, one.off)))


def reckon(items: Sequence[Item], year: int, calendar: WorkCalendar | None = None) -> Reckoning:
    """Read `items` as a notice for `year`. `calendar` tells where a holiday that is being extended began."""
    result = Reckoning(year)
    moved: list[tuple[date, str]] = []
    for item in items:
        _Item(item, result, moved, calendar).run()
    for day, name in moved:
        if day not in result.off:
            result.worked.setdefault(day, name)
    _contradictions(result)
    return result


class _Item:
    """One item being reckoned; a day without a year stands near the day before it."""

    def __init__(
        self, item: Item, result: Reckoning, moved: list[tuple[date, str]], calendar: WorkCalendar | None
    ) -> None:
        self.item, self.result, self.moved, self.calendar = item, result, moved, calendar
        self.last: date | None = None
        self.item_off: set[date] = set()
        self.item_moved: list[date] = []
        self.extended: set[date] = set()

    def run(self) -> None:
        usual: set[date] = set()
        worked: list[date] = []
        for event in self.item.events:
            if event.act is Act.OFF:
                self._off(event)
            elif event.act is Act.WORK:
                days = self._days(event.spans)
                worked += days
                usual |= set(days) if event.usual else set()
            else:
                self._shift(event)
        name = self.item.name or self._own_name()
        self.result.off.update((day, name) for day in self.item_off if not self.result.off.get(day))
        self.moved += [(day, name) for day in self.item_moved]
        self._work(worked, usual, name)
        self._festival()

    def _own_name(self) -> str:
        """The festival whose statutory day lies among the days off, for text without headings."""
        names = [name for name, days in statutory_days(self.result.year) if self.item_off & set(days)]
        if any((day.month, day.day) == _WAR_END for day in self.item_off):
            names.append(f"抗日战争暨世界反法西斯战争胜利{self.result.year - 1945}周年纪念日")
        return "、".join(names[:2]) or "节假日"

    def _off(self, event: Event) -> None:
        days = self._days(event.spans)
        self.item_off |= set(days)
        if event.count is None or not days or event.count in (len(set(days)), len(self.item_off)):
            return
        single = all(span.end is None for span in event.spans)
        if (event.joined or single) and event.count == len(self._run_around(days)):
            return
        words = "、".join(_words(span) for span in event.spans)
        self.result.problems.append(f"{words}写的是共{event.count}天，数下来是{len(set(days))}天，请核对。")

    def _run_around(self, days: list[date]) -> list[date]:
        """The days together with the weekend days that touch them."""
        run = sorted(set(days))
        while (before := run[0] - _DAY).weekday() >= 5:
            run.insert(0, before)
        while (after := run[-1] + _DAY).weekday() >= 5:
            run.append(after)
        return run

    def _shift(self, event: Event) -> None:
        if event.act is Act.MOVE:
            self.item_moved += self._days(event.spans)
            self.item_off |= set(self._days(event.to))
        elif event.act is Act.SWAP:
            for day in self._days(event.spans):
                if day.weekday() >= 5:
                    self.item_moved.append(day)
                else:
                    self.item_off.add(day)
        else:
            self._extend(event)

    def _extend(self, event: Event) -> None:
        """延长…假期至…: the days after the holiday's own end, weekend days that were to be worked too."""
        for until in self._days(event.spans):
            day = self._end_of(self.item.name, until) + _DAY
            while day <= until:
                self.item_off.add(day)
                self.extended.add(day)
                self.result.worked.pop(day, None)
                self.moved[:] = [(other, name) for other, name in self.moved if other != day]
                day += _DAY

    def _end_of(self, name: str, until: date) -> date:
        """The last day of the holiday that is extended: by this text, else by the calendar, else by law."""
        earlier = [day for day, other in self.result.off.items() if other == name and day < until]
        if earlier:
            return max(earlier)
        days = [day for other, days in statutory_days(until.year) if other == name for day in days]
        if not days:
            return until - _DAY
        if self.calendar is None:
            return min(max(days), until)
        start = days[0]
        while not self.calendar.is_workday(start - _DAY):
            start -= _DAY
        # The usual length of the two long holidays; a calendar that knows the extension already shows a longer one.
        usual = 8 if name == "春节" and until.year >= 2025 else 7
        end = start
        while not self.calendar.is_workday(end + _DAY) and (end - start).days + 1 < usual:
            end += _DAY
        return min(end, until)

    def _work(self, days: list[date], usual: set[date], name: str) -> None:
        for day in (one for one in days if one not in self.extended):
            if day.weekday() < 5 and day not in usual and day not in self.item_off:
                self.result.problems.append(
                    f"{_long(day)}是{WEEKDAY_NAMES[day.weekday()]}，本来就是工作日，通知却写着调休上班，请核对。"
                )
            self.result.worked.setdefault(day, name)

    def _festival(self) -> None:
        for festival, days in statutory_days(self.result.year):
            if festival in self.item.name.split("、") and self.item_off:
                if self.item_off & set(days):
                    self.result.agreed += 1
                else:
                    self.result.denied += 1

    def _days(self, spans: Sequence[Span]) -> list[date]:
        return [day for span in spans for day in self._span(span)]

    def _span(self, span: Span) -> list[date]:
        start = self._place(span.start)
        end = self._place(span.end) if span.end else start
        if start is None or end is None:
            return []
        if span.length:
            end = start + (span.length - 1) * _DAY
        if not 0 <= (end - start).days < LONGEST:
            wrong = "结束在开始之前" if end < start else f"有{(end - start).days + 1}天之长"
            self.result.problems.append(f"{_words(span)}{wrong}，请核对。")
            return []
        return [start + i * _DAY for i in range((end - start).days + 1)]

    def _place(self, written: WrittenDay) -> date | None:
        year = written.year or self._year_of(written)
        try:
            day = date(year, written.month, written.day)
        except ValueError:
            self._problem(f"{year}年没有{written.month}月{written.day}日，请核对。")
            return None
        self.last = day
        self._check(day, written)
        return day

    def _year_of(self, written: WrittenDay) -> int:
        if self.last is None:
            year = self.item.year or self.result.year
            return year - 1 if written.month == 12 and "元旦" in self.item.name else year
        if written.month == 12 and self.last.month <= 2:
            return self.last.year - 1
        return self.last.year + (1 if written.month == 1 and self.last.month == 12 else 0)

    def _check(self, day: date, written: WrittenDay) -> None:
        if written.weekday is not None:
            right = written.weekday == day.weekday()
            self._count(right)
            if not right:
                said, real = WEEKDAY_NAMES[written.weekday], WEEKDAY_NAMES[day.weekday()]
                self._problem(f"{_long(day)}写的是{said}，实际是{real}，请核对。")
        if written.lunar is not None:
            right = _is_lunar(day, written.lunar)
            self._count(right)
            if not right:
                self._problem(f"{_long(day)}写的是农历{_lunar_words(written.lunar)}，与农历不符，请核对。")

    def _count(self, right: bool) -> None:
        self.result.agreed += right
        self.result.denied += not right

    def _problem(self, sentence: str) -> None:
        if sentence not in self.result.problems:
            self.result.problems.append(sentence)


def _contradictions(result: Reckoning) -> None:
    for day in sorted(set(result.off) & set(result.worked)):
        result.problems.append(f"{_long(day)}既写着放假又写着上班，请核对。")


def _is_lunar(day: date, lunar: tuple[int, int]) -> bool:
    """True also where the lunar tables end."""
    if lunar == (12, 30):
        return any(lunar_day(year, 1, 1) in (day + _DAY, None) for year in (day.year,))
    known = [found for year in (day.year, day.year - 1) if (found := lunar_day(year, *lunar))]
    return not known or day in known


def _lunar_words(lunar: tuple[int, int]) -> str:
    return "除夕" if lunar == (12, 30) else f"{_LUNAR_MONTHS[lunar[0]]}月第{lunar[1]}日"


def _words(span: Span) -> str:
    return span.start.words + (f"至{span.end.words}" if span.end else "")


def _long(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def written_years(items: Sequence[Item]) -> Iterator[int]:
    """The years that the items write out, in headings and days."""
    for item in items:
        if item.year:
            yield item.year
        for event in item.events:
            for span in [*event.spans, *event.to]:
                yield from (day.year for day in span.days() if day.year)
