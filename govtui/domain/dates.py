"""Days as registers have them: every habit of writing a date, read without guessing.

Calendar dates are Gregorian, moments are China Standard Time (GB/T 7408.1-2023 gives the plain form YYYY-MM-DD).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from govtui.domain.clock import in_china
from govtui.domain.text import halfwidth

FIRST_YEAR, LAST_YEAR = 1900, 2199
FIRST_SERIAL, LAST_SERIAL = 18264, 109574  # 1950-01-01 and 2199-12-31 counted as spreadsheets do
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
CENTURY_PIVOT = 70
LONGEST_TEXT = 80


@dataclass(frozen=True, slots=True)
class ReadDay:
    """What a cell says about time: its day, its moment when a time of day stands there too, or why neither.

    `reason` is None exactly when `day` is given. An empty cell has the reason 空白.
    """

    day: date | None
    moment: datetime | None = None
    reason: str | None = None


class _Unclear(Exception):
    """The cell gives no day; carries the sentence."""


def read_day(cell: object, default_year: int | None = None, epoch1904: bool = False) -> ReadDay:
    """The day that `cell` (text, number, date or datetime of a sheet) means. Never raises.

    `default_year` completes 3.15 or 3月5日; without it they are not read. `epoch1904`: the workbook counts from 1904.
    """
    try:
        if isinstance(cell, datetime):
            return _of_datetime(cell)
        if isinstance(cell, date):
            return _given(cell.year, cell.month, cell.day)
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return _of_number(cell, default_year, epoch1904)
        if cell is None or isinstance(cell, str):
            return _of_text(cell or "", default_year, epoch1904)
        return ReadDay(None, reason="这一格不是日期")
    except _Unclear as unclear:
        return ReadDay(None, reason=str(unclear))
    except (ValueError, OverflowError):
        return ReadDay(None, reason="认不出这个日期")


def _of_datetime(cell: datetime) -> ReadDay:
    moment = in_china(cell)
    bare = moment.timetz().replace(tzinfo=None) == time()
    return _given(moment.year, moment.month, moment.day, None if bare else moment.timetz().replace(tzinfo=None))


def _given(year: int, month: int, day: int, at: time | None = None) -> ReadDay:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _Unclear("年份不合理")
    if not 1 <= month <= 12:
        raise _Unclear("没有这个月份")
    try:
        found = date(year, month, day)
    except ValueError:
        raise _Unclear(f"{year}年{month}月没有{day}日" if 0 < day < 100 else "没有这一天") from None
    return ReadDay(found, in_china(datetime.combine(found, at)) if at is not None else None)


def _of_number(cell: float, default_year: int | None, epoch1904: bool) -> ReadDay:
    if cell == int(cell) and len(str(int(cell))) == 8:
        return _of_digits(str(int(cell)))
    if FIRST_SERIAL - 1462 * epoch1904 <= cell < LAST_SERIAL + 1:
        return _of_serial(cell, epoch1904)
    text = repr(cell)
    if re.fullmatch(r"1?[0-9]\.[123]", text) and not (text.endswith(".3") and cell < 3 and int(cell) == 2):
        raise _Unclear("单元格是数字，看不出是几日还是几十日，请改成文本")
    if re.fullmatch(r"1?[0-9]\.[0-9]{1,2}", text):
        return _of_text(text, default_year, epoch1904)
    raise _Unclear("这个数字不是日期")


def _of_serial(serial: float, epoch1904: bool) -> ReadDay:
    days = int(serial)
    seconds = round((serial - days) * 86400)
    if seconds == 86400:
        days, seconds = days + 1, 0
    day = (EPOCH_1904 if epoch1904 else EPOCH) + timedelta(days=days)
    at = (datetime.min + timedelta(seconds=seconds)).time() if seconds else None
    return _given(day.year, day.month, day.day, at)


def _of_digits(digits: str) -> ReadDay:
    return _given(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CHINESE = {char: str(n) for n, char in enumerate("零一二三四五六七八九")} | {"○": "0", "〇": "0", "Ｏ": "0", "◯": "0"}
_YEAR_WORDS = re.compile(r"([零一二三四五六七八九○〇◯]{4})\s*年")
_COUNT_WORDS = re.compile(
    r"([一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])\s*([月日号])"
)
_WEEK = re.compile(r"[\[(【〔]?\s*(?:星期|周|礼拜)\s*([一二三四五六日天])\s*[\])】〕]?")
_CLOCK = re.compile(
    r"(?:^|[\sT,，日号)])\s*(上午|下午|晚上?|中午|早上|凌晨)?\s*([0-9]{1,2})\s*[:时点]\s*([0-9]{1,2})?\s*(?:分|:\s*([0-9]{1,2})(?:\.[0-9]+)?)?"
    r"\s*(?:秒|整|许)?\s*(Z|[+-][0-9]{2}:?[0-9]{2})?\s*$"
)
_FULL = re.compile(r"([0-9]{4}|[0-9]{2})\s*(年|[-./、])\s*([0-9]{1,2})\s*(月|[-./、])\s*([0-9]{1,2})\s*(?:日|号)?")
_SHORT = re.compile(r"([0-9]{1,2})\s*(?:月|[-./])\s*([0-9]{1,2})\s*(?:日|号)?")
_PART_OF_DAY = re.compile(r"\s*(?:上午|下午|晚上?|中午|早上|凌晨|全天)$")


def _of_text(raw: str, default_year: int | None, epoch1904: bool) -> ReadDay:
    if len(raw.strip()) > LONGEST_TEXT:
        raise _Unclear("认不出这个日期")
    text = _plain(raw)
    if not text or text in {"-", "--", "—", "——", "/", "无"}:
        raise _Unclear("空白")
    weekday = _WEEK.search(text)
    text = _WEEK.sub(" ", text, count=1).strip() if weekday else text
    at, text = _clock(text)
    found = _day_of(_PART_OF_DAY.sub("", text).rstrip(" .。,，、;；T"), at, default_year, epoch1904)
    if weekday and found.day and "一二三四五六日".find(weekday[1].replace("天", "日")) != found.day.weekday():
        raise _Unclear("日期和星期对不上")
    return found


def _plain(raw: str) -> str:
    text = halfwidth(_INVISIBLE.sub("", raw)).strip().lstrip("'")
    text = _YEAR_WORDS.sub(lambda found: "".join(_CHINESE[char] for char in found[1]) + "年", text)
    return _COUNT_WORDS.sub(lambda found: f"{_count(found[1])}{found[2]}", text)


def _count(word: str) -> int:
    """三 → 3, 十 → 10, 二十一 → 21, 廿五 → 25, 卅一 → 31."""
    word = word.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = word.rpartition("十")
    return (int(_CHINESE[tens]) if tens else 1) * 10 * bool(ten) + (int(_CHINESE[ones]) if ones else 0)


def _clock(text: str) -> tuple[time | None, str]:
    found = _CLOCK.search(text)
    if not found:
        return None, text
    part, hour, minute, second, zone = found.groups()
    if zone and zone.replace(":", "") != "+0800":
        raise _Unclear("时刻不是北京时间")
    later = 12 if part in ("下午", "晚", "晚上") and int(hour) < 12 else 0
    try:
        at = time(int(hour) + later, int(minute or 0), int(second or 0))
    except ValueError:
        raise _Unclear("没有这个时刻") from None
    start = found.start() + (1 if text[found.start() : found.start() + 1] in tuple("日号)") else 0)
    return at, text[:start].strip()


def _day_of(text: str, at: time | None, default_year: int | None, epoch1904: bool) -> ReadDay:
    full = _FULL.fullmatch(text)
    if full:
        return _given(_year(full[1]), int(full[3]), int(full[5]), at)
    short = _SHORT.fullmatch(text)
    if short:
        if default_year is None:
            raise _Unclear("没有年份")
        return _given(default_year, int(short[1]), int(short[2]), at)
    if re.fullmatch(r"[0-9]{8}", text):
        day = _of_digits(text).day
        return _given(day.year, day.month, day.day, at) if day else ReadDay(None, reason="认不出这个日期")
    if re.fullmatch(r"[0-9]{5,6}(?:\.[0-9]+)?", text) and at is None and len(text.split(".")[0]) == 5:
        return _of_number(float(text), default_year, epoch1904)
    raise _Unclear(_why(text))


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < CENTURY_PIVOT else 1900)


def _why(text: str) -> str:
    if re.fullmatch(r"[0-9]{4}\s*[-./年]\s*[0-9]{1,2}\s*月?", text):
        return "只有年月，没有日"
    if re.fullmatch(r"[0-9]{4}\s*年?", text):
        return "只有年份"
    if re.fullmatch(r"[0-9]{6}", text):
        return "六位数字看不出年月日，请写成 2026-3-5 的样子"
    if re.search(r"[0-9]\s*[-—~～至到]+\s*[0-9]{1,2}[.月/]", text):
        return "这是一段时间，不是一天"
    return "认不出这个日期"
