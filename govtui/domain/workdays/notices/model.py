"""Shapes of a holiday notice: what is read from the text, and what it comes to."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """One day that the notice names or implies: off, or worked although it is a weekend."""

    date: date
    off: bool
    name: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A parsed notice. `problems` are clear sentences; a notice with problems is shown, never applied.

    `days` are in order of date; `number` is the notice's own document number, None when the text has none.
    """

    year: int
    days: tuple[NoticeDay, ...]
    problems: tuple[str, ...]
    number: str | None


@dataclass(slots=True)
class WrittenDay:
    """A day as written: the year may be left out; the weekday and the lunar date are what the text says they are."""

    year: int | None
    month: int
    day: int
    weekday: int | None = None
    lunar: tuple[int, int] | None = None

    @property
    def words(self) -> str:
        """The day as the notice writes it."""
        return (f"{self.year}年" if self.year else "") + f"{self.month}月{self.day}日"


@dataclass(slots=True)
class Span:
    """One day, or a range when `end` is there; `length` for “from this day, n days”."""

    start: WrittenDay
    end: WrittenDay | None = None
    length: int | None = None

    def days(self) -> list[WrittenDay]:
        """The written days of it: one or two."""
        return [self.start] if self.end is None else [self.start, self.end]


class Act(StrEnum):
    """What the text says of some days."""

    OFF = "off"
    WORK = "work"
    MOVE = "move"
    SWAP = "swap"
    EXTEND = "extend"


@dataclass(slots=True)
class Event:
    """One statement: an act over spans; `to` for weekend days moved; `count` as written (共N天).

    `usual`: a reminder that work goes on as usual, which may name a plain workday. `joined`: the text says that the
    days join a weekend, so a count may include days that are not listed.
    """

    act: Act
    spans: list[Span]
    to: list[Span] = field(default_factory=list)
    count: int | None = None
    usual: bool = False
    joined: bool = False


@dataclass(slots=True)
class Item:
    """What one heading (or one unheaded passage) says; `year` when the heading names it."""

    name: str
    year: int | None = None
    events: list[Event] = field(default_factory=list)
