"""What the calendar says of one day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WEEKDAY_NAMES = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


class DayKind(StrEnum):
    """Working or not: plain workday, weekend rest, holiday (weekend days inside one too), weekend day worked."""

    WORKDAY = "workday"
    REST = "rest"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"


class DaySource(StrEnum):
    """Who says so: the State Council's published tables, our own reckoning, the office's corrections."""

    PUBLISHED = "published"
    PROVISIONAL = "provisional"
    CORRECTED = "corrected"


KIND_WORDS = {
    DayKind.WORKDAY: "工作日",
    DayKind.REST: "休息日",
    DayKind.HOLIDAY: "放假",
    DayKind.MAKEUP: "调休上班",
}
SOURCE_WORDS = {DaySource.PUBLISHED: "已公布", DaySource.PROVISIONAL: "暂定", DaySource.CORRECTED: "本机更正"}


@dataclass(frozen=True, slots=True)
class DayFact:
    """One day: its kind, its festival (weekday name on a weekend, empty on a plain workday), the source."""

    date: date
    kind: DayKind
    name: str
    source: DaySource

    @property
    def off(self) -> bool:
        """True when nobody works: rest or holiday."""
        return self.kind in (DayKind.REST, DayKind.HOLIDAY)

    @property
    def words(self) -> str:
        """The day as a clerk reads it: `10月1日（星期四）国庆节放假`."""
        what = (
            f"{self.name}{KIND_WORDS[self.kind]}"
            if self.kind in (DayKind.HOLIDAY, DayKind.MAKEUP)
            else KIND_WORDS[self.kind]
        )
        return f"{self.date.month}月{self.date.day}日（{WEEKDAY_NAMES[self.date.weekday()]}）{what}"


@dataclass(frozen=True, slots=True)
class Correction:
    """The office's own word on one day: off or worked, with the festival's name and where it comes from."""

    off: bool
    name: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class YearTable:
    """The days of one year that differ from a plain week: off with their festival, weekend days worked with theirs."""

    off: dict[date, str]
    worked: dict[date, str]
    source: DaySource
