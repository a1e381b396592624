"""文号: strict, normalised, rejected; the text as it came is never lost and nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.documents.numbers import NumberStatus, number_key, parse_number

NORMAL = "测政办〔2014〕16号"


@pytest.mark.parametrize(
    "raw", [NORMAL, "测政令〔2020〕1号", "ABC发〔2023〕120号", "测政发（电）〔2010〕7号", "测明电〔1986〕33号"]
)
def test_strict_form_comes_back_unchanged(raw):
    parsed = parse_number(raw)
    assert (parsed.status, parsed.normal, parsed.changes, parsed.reason) == (NumberStatus.STRICT, raw, (), None)


@pytest.mark.parametrize(
    ("raw", "change"),
    [
        ("测政办 〔2014〕16号", "去掉空白"),
        ("测政办〔 2014 〕16 号", "去掉空白"),
        ("测 政 办〔2014〕16号", "去掉空白"),
        ("测政办〔2014〕\n16号", "去掉空白"),
        (" 测政办〔2014〕16号\u3000", "去掉空白"),
        ("测政办[2014]16号", "年份括号改为〔〕"),
        ("测政办［2014］16号", "年份括号改为〔〕"),
        ("测政办【2014】16号", "年份括号改为〔〕"),
        ("测政办(2014)16号", "年份括号改为〔〕"),
        ("测政办（2014〕16号", "年份括号改为〔〕"),
        ("测政办﹝2014﹞16号", "年份括号改为〔〕"),
        ("测政办〔2014年〕16号", "去掉年份后的“年”"),
        ("测政办〔2014〕号16", "“号”移到顺序号后面"),
        ("测政办〔2014〕第16号", "去掉“第”"),
        ("测政办〔2014〕0016号", "去掉顺序号前面的零"),
        ("测政办〔2014〕16", "补上“号”"),
        ("测政办〔2014〕16號", "“號”改为“号”"),
        ("测政办〔２０１４〕１６号", "全角数字、字母改为半角"),
        ("\u200b测政办〔2014〕16号", "去掉零宽字符"),
        ("测政办〔20\u200d14〕16号\ufeff", "去掉零宽字符"),
        ("发文字号：测政办〔2014〕16号", "去掉前面的“文号”字样"),
        ("文号: 测政办〔2014〕16号", "去掉前面的“文号”字样"),
        ("来文字号测政办〔2014〕16号", "去掉前面的“文号”字样"),
        ("测政办〔2014〕16号文", "去掉末尾的“文”字样"),
        ("测政办〔2014〕16号〔〕", "去掉末尾的空括号"),
        ("测政办〔2014〕16号。", "去掉末尾的标点"),
        ("（测政办〔2014〕16号）", "去掉外层括号或引号"),
    ],
)
def test_a_habit_is_normalised_and_named(raw, change):
    parsed = parse_number(raw)
    assert (parsed.normal, parsed.status, parsed.raw) == (NORMAL, NumberStatus.NORMALISED, raw)
    assert parsed.changes == (change,)
    assert (parsed.prefix, parsed.year, parsed.serial) == ("测政办", 2014, 16)


def test_several_habits_at_once_are_all_named():
    parsed = parse_number("文号： 测政办(２０１４)第 ０16 号")
    assert parsed.normal == NORMAL
    assert set(parsed.changes) == {
        "去掉前面的“文号”字样",
        "全角数字、字母改为半角",
        "年份括号改为〔〕",
        "去掉“第”",
        "去掉空白",
        "去掉顺序号前面的零",
    }


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("", "没有文号"),
        ("  \u200b", "没有文号"),
        ("无", "没有文号"),
        ("15", "只有顺序号"),
        ("第219号", "只有顺序号"),
        ("〔2014〕16号", "缺机关代字"),
        ("测政办〔14〕16号", "年份不是四位数"),
        ("测政办〔1014〕16号", "年份不合理"),
        ("测政办〔2O14〕16号", "括号里不是年份"),
        ("测政办〔2014 16号", "括号不成对"),
        ("测政发2023-15号", "年份没有括号"),
        ("测政发2023年第15号", "年份没有括号"),
        ("测政办〔2014〕十六号", "不是阿拉伯数字"),
        ("测政办〔2014〕号", "缺顺序号"),
        ("测政办〔2014〕0号", "顺序号是零"),
        ("测政办〔2014〕16号、17号", "几个文号"),
        ("测政办〔2014〕16-18号", "几个文号"),
        ("测政办〔2014〕16号 测政办〔2014〕17号", "几个文号"),
        ("测政办〔2014〕16号附件1", "别的文字"),
        ("测政办〔2014〕16号关于开会的通知", "别的文字"),
        ("关于开会的通知测政办〔2014〕16号", "标题"),
        ("转发 测政办〔2014〕16号", "中间有空白"),
        ("（特急）测政办〔2014〕16号", "不该有的符号"),
        ("3测政办〔2014〕16号", "有数字"),
        ("2026.3.5", "日期"),
        ("2026年3月5日", "日期"),
        ("2026-03-05 14:30", "日期"),
        ("20260305", "日期"),
        ("测政办通知", "缺年份"),
    ],
)
def test_what_would_have_to_be_guessed_is_rejected_with_a_reason(raw, reason):
    parsed = parse_number(raw)
    assert (parsed.normal, parsed.status, parsed.raw, parsed.changes) == (None, NumberStatus.REJECTED, raw, ())
    assert reason in parsed.reason


@pytest.mark.parametrize("raw", ["测试市人民政府令第219号", "测试市人民政府令第 219 号"])
def test_an_order_keeps_its_parts_but_no_year_is_invented(raw):
    parsed = parse_number(raw)
    assert (parsed.status, parsed.normal) == (NumberStatus.REJECTED, None)
    assert (parsed.prefix, parsed.year, parsed.serial) == ("测试市人民政府令", None, 219)
    assert parsed.reason == "令只有流水号、没有年份，按原文登记"


def test_order_with_a_year_is_a_normal_number():
    assert parse_number("测政令〔2020〕第5号").normal == "测政令〔2020〕5号"


def test_numbers_sort_as_numbers():
    texts = ["测办〔2023〕100号", "测办〔2023〕9号", "测办〔2022〕200号", "测〔2023〕1号"]
    assert sorted(texts, key=number_key) == [
        "测〔2023〕1号",
        "测办〔2022〕200号",
        "测办〔2023〕9号",
        "测办〔2023〕100号",
    ]


def test_sort_key_refuses_what_is_no_normal_form():
    with pytest.raises(ValueError, match="number_key"):
        number_key("测办[2023]1号")


@pytest.mark.parametrize("raw", ["〔" + " " * 100_000 + "2014", "文号" + " " * 100_000 + "x", "测" * 100_000])
def test_a_very_long_text_is_answered_at_once(raw):
    assert parse_number(raw).reason == "文字太长，不是文号"


def test_reason_never_repeats_the_text():
    assert "绝密内容" not in parse_number("绝密内容〔2023〕7号附件").reason


PIECES = st.sampled_from(
    [
        *"测政办发函电第号號文年令〔〕［］【】()（）[]0127９ 、-:：\n\u200b\u3000\ufeff",
        "2014",
        "２０１４",
        "文号：",
        "〔2014〕",
        "(2014)",
        "关于",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=14).map("".join)))
def test_any_text_is_answered_and_kept_and_a_normal_form_is_strict(raw):
    parsed = parse_number(raw)
    assert parsed.raw == raw
    if parsed.normal is None:
        assert parsed.status is NumberStatus.REJECTED
        assert parsed.reason
    else:
        again = parse_number(parsed.normal)
        assert (again.status, again.normal) == (NumberStatus.STRICT, parsed.normal)
        assert (again.prefix, again.year, again.serial) == (parsed.prefix, parsed.year, parsed.serial)
        assert bool(parsed.changes) == (parsed.status is NumberStatus.NORMALISED)
        assert (parsed.normal == raw) == (parsed.status is NumberStatus.STRICT)


@given(
    st.text("测政办发函电AZ", min_size=1, max_size=6),
    st.integers(1949, 2099),
    st.integers(1, 999999),
    st.sampled_from(["〔〕", "[]", "［］", "【】", "()", "（）", "（〕", "{}"]),
    st.text(" \u3000\u200b", max_size=2),
)
def test_written_in_any_habit_it_is_the_same_number(prefix, year, serial, pair, gap):
    raw = f"{gap}{prefix}{gap}{pair[0]}{year}{gap}{pair[1]}{gap}第{serial:03d}{gap}号{gap}"
    assert parse_number(raw).normal == f"{prefix}〔{year}〕{serial}号"
