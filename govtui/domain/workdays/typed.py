"""Days as people type them into a field: 3.15, 0315, 明天, +3, 下周三, 3月15日."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import partial

from govtui.domain.refusal import Refusal
from govtui.domain.text import halfwidth
from govtui.domain.workdays.calendar import FIRST_YEAR, LAST_YEAR, WorkCalendar

_WORDS = {
    "今天": 0,
    "今日": 0,
    "今": 0,
    "明天": 1,
    "明日": 1,
    "明": 1,
    "后天": 2,
    "大后天": 3,
    "昨天": -1,
    "昨日": -1,
    "前天": -2,
    "大前天": -3,
}
_WEEKS = {"上": -1, "上上": -2, "本": 0, "这": 0, "下": 1, "下下": 2}
_NUMERALS = {name: value for value, name in enumerate("零一二三四五六七八九十")} | {"两": 2}
_COUNTED = re.compile(
    r"([+-])(\d{1,4})(?:个?工作日)?"
    r"|(\d{1,4}|[一二两三四五六七八九十])(个?工作日|天|日|周|个?星期)([之以]?[后前])"
)
_SEPARATORS = r"[.\-/。、,年月]"


def parse_typed_day(text: str, today: date, calendar: WorkCalendar, gone: bool = False) -> date:
    """The day that `text` means, seen from `today`; `gone` for a day that cannot lie ahead.

    `3.15`, `0315`, `3月15日` without a year are the one nearest to today, or the last one when it is `gone`; `15日` is
    in this month. `+3`, `-3` are working days, `3天后` days. `周三` is the next one (today counts); `本周三`, `下周三`,
    `上周三` lie in weeks that begin on Monday. Full-width signs and 。 for a dot are read.
    Raises Refusal with one sentence otherwise.
    """
    typed = re.sub(r"\s+", "", halfwidth(text)).rstrip("。.")
    day = _counted(typed, today, calendar) or _full(typed)
    for reader in (_named, _weekday, partial(_of_year, gone=gone), _of_month):
        day = day or reader(typed, today)
    if day is not None:
        return day
    raise Refusal(f"看不懂日期“{text.strip()[:20]}”，可以写 3.15、0315、明天、+3（三个工作日后）、下周三、2026-03-15。")


def _named(typed: str, today: date) -> date | None:
    if typed in ("月底", "月末", "本月底", "本月末"):
        return today.replace(day=monthrange(today.year, today.month)[1])
    return today + timedelta(days=_WORDS[typed]) if typed in _WORDS else None


def _counted(typed: str, today: date, calendar: WorkCalendar) -> date | None:
    found = _COUNTED.fullmatch(typed)
    if found is None:
        return None
    if found[1]:
        return calendar.add_workdays(today, int(found[1] + found[2]))
    n = int(found[3]) if found[3].isdigit() else _NUMERALS[found[3]]
    n = -n if found[5].endswith("前") else n
    if "工作日" in found[4]:
        return calendar.add_workdays(today, n)
    return today + timedelta(days=n * (7 if found[4] not in ("天", "日") else 1))


def _weekday(typed: str, today: date) -> date | None:
    found = re.fullmatch(r"(上上|上|本|这|下下|下)?个?(?:周|星期|礼拜)([一二三四五六日天1-7])", typed)
    if found is None:
        return None
    weekday = int(found[2]) - 1 if found[2].isdigit() else "一二三四五六日".index(found[2].replace("天", "日"))
    if found[1] is None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=7 * _WEEKS[found[1]] + weekday)


def _full(typed: str) -> date | None:
    found = re.fullmatch(
        rf"(\d{{4}}){_SEPARATORS}(\d{{1,2}}){_SEPARATORS}(\d{{1,2}})[日号]?|(\d{{4}})(\d{{2}})(\d{{2}})", typed
    )
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part is not None)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(f"年份“{year}”不在{FIRST_YEAR}年至{LAST_YEAR}年之间，请核对。")
    return _real(year, month, day)


def _of_year(typed: str, today: date, gone: bool = False) -> date | None:
    """Month and day: the one nearest to today, the later of two equally near; not after today when it is gone."""
    found = re.fullmatch(rf"(今年|明年|去年)?(?:(\d{{1,2}}){_SEPARATORS}(\d{{1,2}})[日号]?|(\d{{2}})(\d{{2}}))", typed)
    if found is None:
        return None
    month, day = (int(part) for part in found.groups()[1:] if part is not None)
    if found[1]:
        return _real(today.year + ("去年", "今年", "明年").index(found[1]) - 1, month, day)
    near = [date(year, month, day) for year in range(today.year - 1, today.year + 2) if _exists(year, month, day)]
    near = [one for one in near if one <= today] or near if gone else near
    if not near:
        return _real(today.year, month, day)
    return min(near, key=lambda one: (abs(one - today), one < today))


def _of_month(typed: str, today: date) -> date | None:
    found = re.fullmatch(r"(上个?月|本月|这个月|下个?月)?(\d{1,2})[日号]", typed)
    if found is None:
        return None
    shift = {"上": -1, "下": 1}.get((found[1] or " ")[0], 0)
    year, month = divmod(today.year * 12 + today.month - 1 + shift, 12)
    return _real(year, month + 1, int(found[2]))


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _real(year: int, month: int, day: int) -> date:
    if not _exists(year, month, day):
        raise Refusal(f"{year}年没有{month}月{day}日，请核对。")
    return date(year, month, day)
