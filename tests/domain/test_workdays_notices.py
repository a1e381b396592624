"""Holiday notices in the wordings of every year, and what makes one contradict itself."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.workdays import Correction, Notice, parse_notice, published_calendar
from govtui.domain.workdays.notices import NOT_A_NOTICE
from govtui.domain.workdays.notices.wording import chinese_number, own_number
from tests.domain.notice_writer import WORDINGS, Holiday, expected, found, holidays, informal, spelled, write

YEARS = range(2008, 2027)


def days(text: str, year: int | None = 2026) -> str:
    """The days of a text, short: `10-01+ 10-10-`."""
    notice = parse_notice(text, year)
    assert not notice.problems, notice.problems
    return _short(notice)


def _short(notice: Notice) -> str:
    return " ".join(f"{one.date:%m-%d}{'+' if one.off else '-'}" for one in notice.days)


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("year", YEARS)
def test_every_published_year_comes_back_from_every_wording(year: int, wording: Callable[[Holiday], str]) -> None:
    notice = parse_notice(write(year, wording))
    assert (notice.year, notice.problems) == (year, ())
    assert found(notice.days) == expected(year)
    assert notice.number == f"某办发明电〔{year - 1}〕7号"


@pytest.mark.parametrize(
    "wording", [one for one in WORDINGS if one not in (informal, spelled)], ids=lambda one: one.__name__
)
@pytest.mark.parametrize("year", YEARS)
def test_the_year_is_found_from_weekdays_and_festivals(year: int, wording: Callable[[Holiday], str]) -> None:
    notice = parse_notice(write(year, wording, titled=False))
    assert (notice.year, notice.problems) == (year, ())
    assert found(notice.days) == expected(year)


@pytest.mark.parametrize("year", YEARS)
def test_days_carry_the_festival_of_their_item(year: int) -> None:
    names = {one.name for one in parse_notice(write(year, WORDINGS[1])).days}
    assert {part for name in names for part in name.split("、")} >= {"元旦", "春节", "清明节", "劳动节", "国庆节"}
    assert names == {one.name.replace("中国人民抗日", "抗日") for one in holidays(year)}


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("国庆节：10月1日-3日放假三天。", "10-01+ 10-02+ 10-03+"),
        ("国庆节：10月1～3日放假。", "10-01+ 10-02+ 10-03+"),
        ("国庆节：10月1、2、3日放假，共3天。", "10-01+ 10-02+ 10-03+"),
        ("清明节：４月４日(星期六)至６日(星期一)放假，共３天。", "04-04+ 04-05+ 04-06+"),
        ("元旦：2026年12月31日至2027年1月2日放假。", "12-31+ 01-01+ 01-02+"),
        ("元旦：12月31日至1月2日放假，共3天。", "12-31+ 01-01+ 01-02+"),
        ("一、端午节：6月19日（周五）放假，与周末连休。", "06-19+"),
        ("一、端午节：6月19日（周五）放假，与周末连休，共3天。", "06-19+"),
        ("劳动节：5月3日（星期日）放假，5月4日（星期一）补休。", "05-03+ 05-04+"),
        ("国庆节：10月1日放假，10月2日、3日公休，共3天。", "10-01+ 10-02+ 10-03+"),
        ("从10月1日起放假7天。", "10-01+ 10-02+ 10-03+ 10-04+ 10-05+ 10-06+ 10-07+"),
        ("自10月1日起至10月3日止放假，共3天。", "10-01+ 10-02+ 10-03+"),
        ("国庆节放假3天：10月1日至3日。", "10-01+ 10-02+ 10-03+"),
        (
            "放假时间：2026年10月1日至10月3日，共3天。调休上班：9月20日（周日），10月10日（周六）。",
            "09-20- 10-01+ 10-02+ 10-03+ 10-10-",
        ),
        ("春节（2月15日至17日）放假3天。", "02-15+ 02-16+ 02-17+"),
        (
            "9月20日（星期日）、10月10日（星期六）公休日调至10月6日（星期二）、7日（星期三）。",
            "09-20- 10-06+ 10-07+ 10-10-",
        ),
        ("1月2日（星期五）与1月4日（星期日）对调。", "01-02+ 01-04-"),
        ("将10月10日（周六）调整为工作日。", "10-10-"),
        ("2月20日（星期五）、21日（星期六）放假，28日（星期六）上班。", "02-20+ 02-21+ 02-28-"),
        ("我市定于11月9日（星期一）放假1天，11月8日（星期日）上班。", "11-08- 11-09+"),
        ("2月24日（星期二）起正常上班。", "02-24-"),
        (
            "2026年9月3日全国放假1天。其中9月3日（星期四）放假，9月4日（星期五）调休，9月6日（星期日）上班。",
            "09-03+ 09-04+ 09-06-",
        ),
        ("各单位在9月28日前报送值班表，10月1日至3日放假。", "10-01+ 10-02+ 10-03+"),
    ],
)
def test_wordings_one_by_one(text: str, listed: str) -> None:
    assert days(text, 2027 if "1月2日放假" in text else 2026) == listed


@pytest.mark.parametrize(
    "advice",
    [
        "鼓励各单位结合带薪年休假，安排职工在除夕（2月9日）休息。",
        "建议2月9日安排职工休假。",
        "自2024年2月1日起，全体公民放假的假日增加2天。",
        "除个别特殊情形外，国庆节自10月1日起放假调休7天。",
        "4月30日下午放假半天。",
        "4月12日不放假。",
        "请于3月26日前报送值班表。",
    ],
)
def test_advice_principles_and_notes_are_no_days_off(advice: str) -> None:
    assert days(f"清明节：4月4日至6日放假调休，共3天。{advice}", 2024) == "04-04+ 04-05+ 04-06+"


def test_a_holiday_is_extended_and_the_makeup_day_within_it_falls_away() -> None:
    base = "关于2020年节假日的通知\n一、春节：1月24日至30日放假调休，共7天。1月19日（星期日）、2月1日（星期六）上班。\n"
    more = "现将2020年春节假期延长至2月2日（农历正月初九，星期日），2月3日（星期一）起恢复上班。"
    alone = parse_notice(more)
    assert _short(alone) == "01-31+ 02-01+ 02-02+ 02-03-"
    both = parse_notice(base + more)
    assert not both.problems
    assert {(one.date.day, one.off) for one in both.days if one.date.month == 2} == {(1, True), (2, True), (3, False)}


def test_an_extension_counts_from_the_holiday_that_the_calendar_knows() -> None:
    calendar = published_calendar({date(2027, 2, day): Correction(True, "春节") for day in range(5, 13)})
    notice = parse_notice("延长2027年春节假期至2月14日。", None, calendar)
    assert _short(notice) == "02-13+ 02-14+"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("清明节：4月4日（周六）至6日（周一）放假，共4天。", "共4天，数下来是3天"),
        ("清明节：4月4日至7日放假，共3天。", "共3天，数下来是4天"),
        ("元旦：1月1日（周五）放假1天。", "写的是星期五，实际是星期四"),
        ("国庆节：10月1日至7日放假。10月10日（星期日）上班。", "写的是星期日，实际是星期六"),
        ("元旦：1月1日至4日放假调休。1月4日（周日）上班。", "既写着放假又写着上班"),
        ("元旦：1月1日放假。1月5日（周一）上班。", "本来就是工作日"),
        ("国庆节：10月7日至1日放假。", "结束在开始之前"),
        ("端午节：6月31日放假。", "没有6月31日"),
        ("春节：2月15日（农历腊月二十九、周日）放假。", "与农历不符"),
        ("暑假：7月1日至8月31日放假。", "62天之长"),
    ],
)
def test_a_notice_that_contradicts_itself_says_where(text: str, problem: str) -> None:
    problems = parse_notice(text, 2026).problems
    assert len(problems) == 1
    assert problem in problems[0]
    assert problems[0].endswith("请核对。")


@pytest.mark.parametrize(
    "text", ["", "放假", "关于召开会议的通知：会议定于10月9日召开。", "今年春节不放假", "\n\n", "1月"]
)
def test_a_text_that_is_no_notice_is_called_so(text: str) -> None:
    notice = parse_notice(text)
    assert (notice.days, notice.problems) == ((), (NOT_A_NOTICE,))


def test_a_notice_without_any_year_asks_for_it_and_takes_it() -> None:
    text = "国庆节：10月1日至7日放假。"
    assert any("哪一年" in problem for problem in parse_notice(text).problems)
    assert parse_notice(text, 2031).problems == ()
    assert parse_notice(text, 2031).year == 2031


def test_the_title_is_stronger_than_a_hint() -> None:
    assert parse_notice("关于2026年国庆节放假的通知。10月1日至7日放假。", 2019).year == 2026


def test_lines_broken_anywhere_and_items_run_together_read_the_same() -> None:
    text = write(2026, WORDINGS[4])
    whole = found(parse_notice(text).days)
    broken = "\n".join(text[i : i + 17] for i in range(0, len(text), 17))
    assert found(parse_notice(text.replace("\n", "")).days) == whole
    assert found(parse_notice(broken, 2026).days) == whole


def test_a_cited_number_is_not_the_notices_own() -> None:
    cited = "根据《某办关于2026年部分节假日安排的通知》（某办发明电〔2025〕7号）精神，10月1日放假。"
    assert own_number(cited) is None
    assert own_number("某市府办发明电[2026]3号\n" + cited) == "某市府办发明电〔2026〕3号"


@pytest.mark.parametrize(
    ("text", "value"), [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("廿八", 28), ("7", 7)]
)
def test_chinese_numbers(text: str, value: int) -> None:
    assert chinese_number(text) == value


PIECES = st.sampled_from(
    [
        "10月",
        "1日",
        "至",
        "放假",
        "上班",
        "调至",
        "（周六）",
        "、",
        "，",
        "。",
        "共3天",
        "延长",
        "起",
        "春节：",
        "2026年",
        "13月45日",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_text_raises(text: str) -> None:
    notice = parse_notice(text, 2026)
    assert notice.days or notice.problems
    assert [one.date for one in notice.days] == sorted(one.date for one in notice.days)


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    notice = parse_notice(text)
    assert notice.days or notice.problems


def test_a_day_before_the_word_extend_is_not_where_the_holiday_ends() -> None:
    text = "某某办公厅2019年11月21日延长2020年春节假期的通知，现将2020年春节假期延长至2月2日。"
    assert _short(parse_notice(text)) == "01-31+ 02-01+ 02-02+"


@pytest.mark.parametrize("year", [2010, 2019, 2026])
@pytest.mark.parametrize("titled", [True, False])
def test_every_single_wrong_count_or_weekday_is_noticed(year: int, titled: bool) -> None:
    text = write(year, WORDINGS[4], titled)
    places = [(m.start(1), m.end(1)) for m in re.finditer(r"共(\d)天|（周([一二三四五六日])）", text) if m[1]]
    weekdays = [m.start(1) for m in re.finditer(r"（周([一二三四五六日])）", text)]
    assert not parse_notice(text).problems
    for start, end in places:
        wrong = text[:start] + str(int(text[start:end]) + 1) + text[end:]
        assert parse_notice(wrong).problems, wrong[start - 30 : end]
    for start in weekdays:
        other = "一二三四五六日"[("一二三四五六日".index(text[start]) + 1) % 7]
        assert parse_notice(text[:start] + other + text[start + 1 :]).problems, text[start - 10 : start]
