"""Holiday notices written in the habits of many years, from published days: fixtures of our own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from govtui.domain.workdays.facts import YearTable
from govtui.domain.workdays.notices.model import NoticeDay
from govtui.domain.workdays.provisional import statutory_days
from govtui.domain.workdays.published import published_years

DAY = timedelta(days=1)
LONG = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
SHORT = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True)
class Holiday:
    """One item of a notice: its name, its runs of days off, its weekend days worked."""

    name: str
    runs: tuple[tuple[date, date], ...]
    worked: tuple[date, ...]

    def off(self) -> list[date]:
        return [start + i * DAY for start, end in self.runs for i in range((end - start).days + 1)]


def holidays(year: int) -> list[Holiday]:
    """The holidays of a published year as its notice would list them: New Year's reaches back into December."""
    off = {day: name for table in _tables(year) for day, name in table.off.items() if _of_notice(day, name) == year}
    made_up = {
        day: name for table in _tables(year) for day, name in table.worked.items() if _of_notice(day, name) == year
    }
    runs: list[list[date]] = []
    for day in sorted(off):
        near = runs and (day - runs[-1][-1]).days == 1
        if near:
            runs[-1].append(day)
        else:
            runs.append([day])
    items: dict[str, list[tuple[date, date]]] = {}
    for run in runs:
        names = list(dict.fromkeys(off[day] for day in run))
        items.setdefault("、".join(names), []).append((run[0], run[-1]))
    worked: dict[str, list[date]] = {}
    for day, name in sorted(made_up.items()):
        item = min(items, key=lambda one: (name not in one.split("、"), _gap(day, items[one])))
        worked.setdefault(item, []).append(day)
    return [Holiday(name, tuple(spans), tuple(worked.get(name, ()))) for name, spans in items.items()]


def _tables(year: int) -> list[YearTable]:
    return [published_years()[one] for one in (year - 1, year)]


def _of_notice(day: date, name: str) -> int:
    return day.year + (day.month == 12 and name == "元旦")


def _gap(day: date, spans: list[tuple[date, date]]) -> int:
    return min(abs((day - edge).days) for span in spans for edge in span)


def expected(year: int) -> set[tuple[date, bool]]:
    """Every day off and worked of `holidays(year)`."""
    return {(day, True) for one in holidays(year) for day in one.off()} | {
        (day, False) for one in holidays(year) for day in one.worked
    }


def found(days: tuple[NoticeDay, ...]) -> set[tuple[date, bool]]:
    return {(one.date, one.off) for one in days}


def _md(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _range(start: date, end: date, dash: str = "至") -> str:
    if start == end:
        return _md(start)
    return f"{_md(start)}{dash}{end.day}日" if start.month == end.month else f"{_md(start)}{dash}{_md(end)}"


def _count(start: date, end: date) -> int:
    return (end - start).days + 1


def moved_weekends(one: Holiday) -> str:
    """How notices wrote until 2009: statutory days, weekends kept, weekend days moved, then the days worked."""
    parts = []
    for start, end in one.runs:
        parts.append(f"{_range(start, end, '—')}放假，共{_count(start, end)}天。")
    legal = [day for _, days in statutory_days(one.runs[0][0].year) for day in days]
    first = [day for day in one.off() if day in legal]
    if first:
        parts.append("其中，" + "、".join(f"{_md(day)}（{LONG[day.weekday()]}）" for day in first) + "为法定节假日。")
    kept = [day for day in one.off() if day.weekday() >= 5 and day not in first]
    if kept:
        parts.append("、".join(f"{_md(day)}（{LONG[day.weekday()]}）" for day in kept) + "照常公休。")
    targets = [day for day in one.off() if day.weekday() < 5 and day not in first]
    if one.worked:
        sources = "、".join(f"{_md(day)}（{LONG[day.weekday()]}）" for day in one.worked)
        if len(targets) >= len(one.worked):
            to = "、".join(f"{_md(day)}（{LONG[day.weekday()]}）" for day in targets[-len(one.worked) :])
            parts.append(f"将{sources}公休日分别调至{to}，{sources}上班。")
        else:
            parts.append(f"{sources}上班。")
    return "".join(parts)


def month_once(one: Holiday) -> str:
    """A second workday of one month without its month: 2月20日（星期六）、21日（星期日）上班."""
    text = "，".join(f"{_range(start, end)}放假公休，共{_count(start, end)}天" for start, end in one.runs) + "。"
    if not one.worked:
        return text
    month = 0
    words = []
    for day in one.worked:
        words.append((f"{day.day}日" if day.month == month else _md(day)) + f"（{LONG[day.weekday()]}）")
        month = day.month
    return text + "、".join(words) + "上班。"


def given_back(one: Holiday) -> str:
    """Single days: 放假, 补休, 与周末连休; ranges 放假调休."""
    parts = []
    for i, (start, end) in enumerate(one.runs):
        if start != end:
            parts.append(f"{_range(start, end)}放假调休，共{_count(start, end)}天")
        elif i:
            parts.append(f"{_md(start)}({LONG[start.weekday()]})补休")
        else:
            near = start.weekday() in (0, 4) and len(one.runs) == 1
            parts.append(f"{_md(start)}放假" + ("，与周末连休" if near else ""))
    worked = "、".join(f"{_md(day)}({LONG[day.weekday()]})" for day in one.worked)
    return "，".join(parts) + "。" + (f"{worked}上班。" if worked else "")


def with_years(one: Holiday) -> str:
    """Every first day with its year, years on either end."""
    text = "，".join(
        f"{start.year}年{_md(start)}" + (f"至{end.year}年{_md(end)}" if end != start else "") + "放假调休"
        for start, end in one.runs
    )
    worked = "、".join(f"{day.year}年{_md(day)}（{LONG[day.weekday()]}）" for day in one.worked)
    return f"{text}。" + (f"{worked}上班。" if worked else "")


def short_weekdays(one: Holiday) -> str:
    """Weekdays beside every day, also before 至."""
    parts = []
    for start, end in one.runs:
        head = f"{_md(start)}（{SHORT[start.weekday()]}）"
        tail = f"{end.day}日" if end.month == start.month else _md(end)
        tail = f"至{tail}（{SHORT[end.weekday()]}）" if end != start else ""
        count = _count(start, end)
        parts.append(f"{head}{tail}放假" + ("1天，不调休" if count == 1 else f"，共{count}天"))
    worked = "、".join(f"{_md(day)}（{SHORT[day.weekday()]}）" for day in one.worked)
    return "；".join(parts) + "。" + (f"{worked}上班。" if worked else "")


def informal(one: Holiday) -> str:
    """Full-width digits, waves for dashes, weekdays as people say them."""
    text = "，".join(f"{_range(start, end, '～')}放假" for start, end in one.runs)
    worked = "、".join(f"{_md(day)}({'星期天' if day.weekday() == 6 else '星期六'})" for day in one.worked)
    return (text + "。" + (f"{worked}正常上班。" if worked else "")).translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    )


def spelled(one: Holiday) -> str:
    """Days in Chinese numerals, the range with 到."""
    text = "，".join(
        f"{_spell(start)}" + (f"到{_spell(end)}" if end != start else "") + "放假" for start, end in one.runs
    )
    return text + "。" + ("、".join(_spell(day) for day in one.worked) + "上班。" if one.worked else "")


def _spell(day: date) -> str:
    return f"{_numeral(day.month)}月{_numeral(day.day)}日"


def _numeral(n: int) -> str:
    tens, ones = divmod(n, 10)
    return ("" if tens < 2 else NUMERALS[tens]) + ("十" if tens else "") + (NUMERALS[ones] if ones else "")


WORDINGS: tuple[Callable[[Holiday], str], ...] = (
    moved_weekends,
    month_once,
    given_back,
    with_years,
    short_weekdays,
    informal,
    spelled,
)


def write(year: int, wording: Callable[[Holiday], str], titled: bool = True) -> str:
    """A whole notice of `year` in one wording."""
    names = {"劳动节": "“五一”国际劳动节"} if wording is moved_weekends else {}
    items = [
        f"{NUMERALS[i]}、{names.get(one.name, one.name)}：{wording(one)}"
        for i, one in enumerate(holidays(year), start=1)
    ]
    if not titled:
        return "\n".join(items)
    head = [
        f"某某办公厅关于{year}年",
        "部分节假日安排的通知",
        f"某办发明电〔{year - 1}〕7号",
        f"各部门：经批准，现将{year}年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节的放假安排通知如下。",
    ]
    tail = ["节假日期间，要安排好值班和安全工作，遇有突发事件及时报告。", "某某办公厅", f"{year - 1}年12月5日"]
    return "\n".join(head + items + tail)
