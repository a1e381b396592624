"""The State Council's yearly holiday notice, pasted as text, and its supplements."""

import re
from collections import Counter
from collections.abc import Sequence

from govtui.domain.workdays.calendar import WorkCalendar, published_calendar
from govtui.domain.workdays.notices.model import Item, Notice
from govtui.domain.workdays.notices.reckoning import Reckoning, reckon, written_years
from govtui.domain.workdays.notices.statements import read_items
from govtui.domain.workdays.notices.wording import own_number, plain

_TITLE_YEAR = re.compile(
    r"(?<!\d)((?:19|20|21)\d\d)年?(?!\d)(?!\d{1,2}月)(?=[^,。;:/\-\n]{0,30}?(?:节假日|放假|假期|元旦|春节|清明|劳动|五一|十一|端午|中秋|国庆|纪念日|三月三|调休))"
)
_CANDIDATES = range(2004, 2061)
NOT_A_NOTICE = "这不是放假通知，或者没有写明哪天放假、哪天上班；请粘贴通知全文。"


def parse_notice(text: str, year: int | None = None, calendar: WorkCalendar | None = None) -> Notice:
    """The days that a holiday notice lists or implies, and what is wrong with it.

    `year` helps only where the text itself does not settle its year. `calendar` is asked where a holiday that the text
    extends had begun (the published calendar when left out). Never raises for any text: what cannot be read is in
    `problems`, one sentence each.
    """
    items = read_items(text)
    calendar = calendar or published_calendar()
    number = own_number(text)
    if not items:
        return Notice(year or 0, (), (NOT_A_NOTICE,), number)
    known = _title_year(text) or max(written_years(items), default=None)
    result = reckon(items, known, calendar) if known else _best(items, year, calendar)
    problems = list(dict.fromkeys(result.problems))
    days = result.days()
    if not days and not problems:
        problems = [NOT_A_NOTICE]
    return Notice(result.year, days, tuple(problems), number)


def _title_year(text: str) -> int | None:
    joined = re.sub(r"(?<=年)\n|\n(?=部分|年)", "", plain(text))
    joined = re.sub(r"(?<!\d)\d{4}(?=[\]〕)】-])", "", joined)
    years = Counter(int(found) for found in _TITLE_YEAR.findall(re.sub(r"\d{4}年\d{1,2}月", "", joined)))
    return max(years, key=lambda one: (years[one], one)) if years else None


def _best(items: Sequence[Item], hint: int | None, calendar: WorkCalendar) -> Reckoning:
    """The hinted year unless most of the text speaks against it; else the one that weekdays, lunar dates and festivals
    speak for, and among several the one whose published days agree whole."""
    if hint and (asked := reckon(items, hint, calendar)).denied <= asked.agreed + 1:
        return asked
    tried = [reckon(items, year, calendar) for year in _CANDIDATES]
    best = max(one.agreed - 3 * one.denied for one in tried)
    fitting = [one for one in tried if one.agreed - 3 * one.denied == best]
    agreeing = [one for one in fitting if one.year in calendar.published and _agrees(one, calendar)]
    if len(agreeing) == 1 or len(fitting) == 1:
        return (agreeing or fitting)[0]
    near = calendar.published[-1] if calendar.published else _CANDIDATES[0]
    result = min(agreeing or fitting, key=lambda one: (abs(one.year - near), -one.year))
    result.problems.append("通知里没有写明是哪一年，也推不出来；请补上年份再试。")
    return result


def _agrees(result: Reckoning, calendar: WorkCalendar) -> bool:
    off = all(not calendar.is_workday(day) for day in result.off)
    return off and all(calendar.is_workday(day) for day in result.worked)
