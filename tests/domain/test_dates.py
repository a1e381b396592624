"""Dates in every habit of a register; impossible ones get a reason, nothing raises."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.clock import CHINA
from govtui.domain.dates import EPOCH, EPOCH_1904, read_day

FIFTH = date(2026, 3, 5)


@pytest.mark.parametrize(
    "cell",
    [
        "2026.3.5",
        "2026.03.05",
        "2026年3月5日",
        "2026年03月05日",
        "2026 年 3 月 5 日",
        "2026年3月5号",
        "2026-3-5",
        "2026-03-05",
        "2026/3/5",
        "20260305",
        "２０２６．３．５",
        "２０２６年３月５日",
        " 2026.3.5。",
        "2026\u200b-3-5",
        "'2026-3-5",
        "26.3.5",
        "2026年3月5日（星期四）",
        "2026-3-5 周四",
        "2026年3月5日上午",
        "二〇二六年三月五日",
        "二○二六年三月五日",
        "二零二六年三月五日",
        20260305,
        46086,
        46086.0,
        "46086",
        date(2026, 3, 5),
        datetime(2026, 3, 5),
    ],
)
def test_one_day_in_every_habit(cell):
    read = read_day(cell)
    assert (read.day, read.moment, read.reason) == (FIFTH, None, None)


@pytest.mark.parametrize("cell", ["3.5", "3月5日", "3-5", "3/5", "03.05", "三月五日", 3.5, "3月5日（周四）"])
def test_a_day_without_a_year_needs_the_year_of_the_register(cell):
    assert read_day(cell, default_year=2026).day == FIFTH
    assert read_day(cell).day is None
    assert read_day(cell).reason == "没有年份"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二五年十二月三十一日", date(2025, 12, 31)),
        ("二〇二五年十月二十日", date(2025, 10, 20)),
        ("二〇二五年十一月十一日", date(2025, 11, 11)),
        ("二〇二五年一月廿五日", date(2025, 1, 25)),
        ("98.7.1", date(1998, 7, 1)),
        ("3.15", date(2026, 3, 15)),
        (3.15, date(2026, 3, 15)),
        (12.31, date(2026, 12, 31)),
        ("3.10", date(2026, 3, 10)),
        ("3.1", date(2026, 3, 1)),
    ],
)
def test_other_days(text, day):
    assert read_day(text, default_year=2026).day == day


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-05 14:30",
        "2026-03-05T14:30:00",
        "2026-03-05T14:30:00+08:00",
        "2026年3月5日14时30分",
        "2026年3月5日 14：30",
        "2026年3月5日下午2点30分",
        "2026.3.5 下午2:30",
        "20260305 14:30",
        "2026/3/5 14:30:00",
        "2026年3月5日（星期四）14:30",
        datetime(2026, 3, 5, 14, 30),
        datetime(2026, 3, 5, 6, 30, tzinfo=UTC),
        46086 + 14.5 / 24,
    ],
)
def test_time_of_day_gives_a_moment_in_china(cell):
    read = read_day(cell)
    assert read.day == FIFTH
    assert read.moment == datetime(2026, 3, 5, 14, 30, tzinfo=CHINA)


def test_the_1904_epoch_moves_serials_only():
    assert read_day(46086 - 1462, epoch1904=True).day == FIFTH
    assert read_day("2026.3.5", epoch1904=True).day == FIFTH


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("2026年2月30日", "2026年2月没有30日"),
        ("2.29", "2026年2月没有29日"),
        ("2026-13-1", "没有这个月份"),
        ("20261301", "没有这个月份"),
        ("2026-03-05 25:00", "没有这个时刻"),
        ("2026-03-05T14:30Z", "不是北京时间"),
        ("2026年3月5日（星期五）", "日期和星期对不上"),
        ("2026年3月", "没有日"),
        ("2026", "只有年份"),
        ("260305", "六位数字"),
        ("3.5-3.8", "一段时间"),
        ("5/3/2026", "认不出"),
        ("3026-3-5", "年份不合理"),
        ("待定", "认不出"),
        ("", "空白"),
        (None, "空白"),
        ("—", "空白"),
        (3.1, "请改成文本"),
        (15, "不是日期"),
        (2026, "不是日期"),
        (-1, "不是日期"),
        (1e300, "不是日期"),
        (True, "不是日期"),
        (time(14, 30), "不是日期"),
    ],
)
def test_what_is_no_day_gets_a_reason(cell, reason):
    read = read_day(cell, default_year=2026)
    assert (read.day, read.moment) == (None, None)
    assert reason in read.reason


FORMS = (
    "{0.year}.{0.month}.{0.day}",
    "{0.year}年{0.month}月{0.day}日",
    "{0:%Y-%m-%d}",
    "{0.year}/{0.month}/{0.day}",
    "{0:%Y%m%d}",
)
DAYS = st.dates(date(1950, 1, 1), date(2199, 12, 31))


@given(DAYS, st.sampled_from(FORMS), st.booleans())
def test_a_written_day_comes_back(day, form, wide):
    text = form.format(day)
    if wide:
        text = text.translate({ord(str(n)): 0xFF10 + n for n in range(10)})
    assert read_day(text).day == day


@given(DAYS, st.booleans())
def test_a_serial_comes_back(day, old):
    assert read_day((day - (EPOCH_1904 if old else EPOCH)).days, epoch1904=old).day == day


@given(DAYS.map(lambda day: datetime.combine(day, time())), st.integers(1, 86399))
def test_a_fraction_of_a_serial_is_the_time_of_day(start, seconds):
    moment = start + timedelta(seconds=seconds)
    serial = (moment.date() - EPOCH).days + seconds / 86400
    assert read_day(serial).moment == moment.replace(tzinfo=CHINA)


JUNK = st.text("0123456789.-/年月日号时分: 一二三十廿卅〇（）周四星期上午T+Z~") | st.text()


@given(
    st.one_of(
        JUNK, st.floats(), st.integers(), st.booleans(), st.none(), st.datetimes(), st.dates(), st.times(), st.binary()
    )
)
def test_any_cell_is_answered(cell):
    for year in (None, 2026, 0):
        read = read_day(cell, default_year=year)
        assert (read.day is None) == (read.reason is not None)
        assert read.moment is None or read.moment.date() == read.day
