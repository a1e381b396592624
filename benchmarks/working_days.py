"""The n-th working day against chinese_calendar.find_workday and numpy.busday_offset, in one run."""

import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from importlib.util import find_spec
from statistics import median
from typing import Any

from govtui.domain.workdays import WorkCalendar, published_calendar

QUESTIONS = 20_000
SLOW_QUESTIONS = 60
ROUNDS = 5
TARGET = "≥ 200"

Question = tuple[date, int]


def questions(count: int) -> list[Question]:
    """Random (day, n) with answers inside the published years, the same in every run."""
    chance = random.Random(2026)
    first, days = date(2007, 1, 1), (date(2026, 9, 1) - date(2007, 1, 1)).days
    return [(first + timedelta(days=chance.randrange(days)), chance.randint(1, 60)) for _ in range(count)]


def find_workday(day: date, n: int) -> date:
    """chinese_calendar's answer with its off-by-one set right: from a day off it counts one too many."""
    from chinese_calendar import find_workday as find
    from chinese_calendar import is_workday

    found: date = find(n if is_workday(day) else n - 1, day)
    return found


def numpy_answer(calendar: WorkCalendar) -> Callable[[date, int], date] | None:
    """numpy's business days with every day off listed ; None without numpy."""
    if find_spec("numpy") is None:
        return None
    import numpy  # type: ignore[import-not-found, unused-ignore]

    first = date(2006, 1, 1)
    days = [first + timedelta(days=i) for i in range((date(2026, 12, 31) - first).days + 1)]
    off = [day for day in days if not calendar.is_workday(day)]
    business: Any = numpy.busdaycalendar(weekmask="1111111", holidays=off)

    def answer(day: date, n: int) -> date:
        found: date = numpy.busday_offset(day, n, roll="backward", busdaycal=business).astype(date)
        return found

    return answer


def seconds_each(answer: Callable[[date, int], date], asked: list[Question]) -> float:
    """Seconds a question."""
    start = time.perf_counter()
    for day, n in asked:
        answer(day, n)
    return (time.perf_counter() - start) / len(asked)


def measure() -> list[tuple[str, float, str]]:
    """(label, how many times faster than the peer, target), rounds interleaved; a peer that disagrees stops the run."""
    calendar = published_calendar()
    peers: list[tuple[str, Callable[[date, int], date], str, int]] = [
        ("第 n 个工作日：比 chinese_calendar.find_workday 快", find_workday, TARGET, SLOW_QUESTIONS)
    ]
    vector = numpy_answer(calendar)
    if vector is not None:
        peers.append(("第 n 个工作日：比 numpy.busday_offset 快", vector, "≥ 1", QUESTIONS))
    results = []
    for label, peer, target, count in peers:
        few, many = questions(count), questions(QUESTIONS)
        wrong = [asked for asked in few[:SLOW_QUESTIONS] if peer(*asked) != calendar.add_workdays(*asked)]
        if wrong:
            raise SystemExit(f"答案不一致：{wrong[:3]}")
        ratios = [seconds_each(peer, few) / seconds_each(calendar.add_workdays, many) for _ in range(ROUNDS)]
        results.append((label, median(ratios), target))
    return results


if __name__ == "__main__":
    for name, ratio, aim in measure():
        print(f"{name} {ratio:.0f} 倍（目标 {aim}）")
