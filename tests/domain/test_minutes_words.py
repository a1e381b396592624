"""How minutes read, and which changes touch what was signed."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.meetings.minutes import (
    Discussed,
    Duty,
    Line,
    Sitting,
    changed_substance,
    compose,
    duty_words,
    numeral,
)

END, MARCH = date(2026, 12, 31), date(2027, 3, 1)
FRAME = "会议听取了{reporter}关于{topic}的汇报，原则同意；由{unit}修改完善。"
SITTING = Sitting("市人民政府第3次常务会议", datetime(2026, 11, 20, 9), "第一会议室", "常务副市长林向南", "市长", ())


@pytest.mark.parametrize(
    ("duties", "expected"),
    [
        ((), ""),
        ((Duty("甲局", True, END),), "由甲局负责，于2026年12月31日前完成"),
        ((Duty("甲局", True),), "由甲局负责"),
        ((Duty("甲局", True, None, "长期坚持"),), "由甲局负责，长期坚持"),
        ((Duty("甲局", True, END), Duty("乙局"), Duty("丙局")), "由甲局牵头，乙局、丙局配合，于2026年12月31日前完成"),
        ((Duty("甲局", True, END), Duty("乙局", False, END)), "由甲局牵头，乙局配合，于2026年12月31日前完成"),
        (
            (Duty("甲局", True, END), Duty("乙局", False, MARCH)),
            "由甲局牵头，于2026年12月31日前完成；乙局配合，于2027年3月1日前完成",
        ),
        ((Duty("甲局", True), Duty("乙局", False, MARCH)), "由甲局牵头；乙局配合，于2027年3月1日前完成"),
    ],
)
def test_units_and_days_of_a_decision(duties, expected):
    assert duty_words(duties) == expected


def discussed(topic="关于校舍安全的汇报", **more):
    return Discussed(topic, "市教育局", "市教育局局长严书华", FRAME, **more)


def body(*items, **more):
    return compose(Sitting(**{name: getattr(SITTING, name) for name in SITTING.__slots__} | {"items": items, **more}))


def test_a_meeting_reads_from_its_opening_to_its_recorder():
    lines = (Line("月底前排查完毕。", (Duty("市教育局", True, END),)), Line("建立台账"))
    text = body(
        discussed(discussion="会议认为隐患要清零", lines=lines),
        discussed("冬季供暖"),
        present=("高远山", "林向南"),
        attending=("王某（代李某）",),
        on_leave=("顾长风",),
        recorder="小李",
    )
    assert text.splitlines() == [
        "2026年11月20日（星期五）上午，常务副市长林向南（受市长委托）在第一会议室主持召开市人民政府第3次常务会议。会议议定事项纪要如下：",
        "一、关于校舍安全的汇报",
        "会议听取了市教育局局长严书华关于校舍安全的汇报，原则同意；由市教育局修改完善。",
        "会议认为隐患要清零。",
        "会议议定：",
        "（一）月底前排查完毕。由市教育局负责，于2026年12月31日前完成。",
        "（二）建立台账。",
        "二、冬季供暖",
        "会议听取了市教育局局长严书华关于冬季供暖的汇报，原则同意；由市教育局修改完善。",
        "出席：高远山、林向南",
        "列席：王某（代李某）",
        "请假：顾长风",
        "记录：小李",
    ]


def test_R7a_a_chair_in_his_own_right_is_not_said_to_be_delegated():
    assert "委托" not in body(on_behalf_of="")
    assert "受市长委托" in body()


def test_R23b_dissent_and_the_chairs_reason_stand_in_the_text():
    text = body(discussed(dissent="有两人不赞成", chair_reason="工期不能再拖"))
    assert "讨论中的不同意见：有两人不赞成。" in text
    assert "会议主持人说明：工期不能再拖。" in text


def test_braces_in_a_topic_are_left_alone():
    assert "{unit}平台" in body(discussed("关于{unit}平台的汇报"))


@pytest.mark.parametrize(
    ("before", "after", "touched"),
    [
        ("一、校舍安全。", "一、校舍安全", ()),
        ("补助 300 万元，", "补助300万元", ()),
        ("补助3.5万元", "补助35万元", ("正文",)),
        ("由市教育局牵头", "由市财政局牵头", ("正文",)),
    ],
)
def test_what_touches_a_signature(before, after, touched):
    assert changed_substance({"body": before}, {"body": after}) == touched


def test_the_money_mark_is_substance_and_copies_are_not():
    assert changed_substance({"finance": False, "copies_to": ""}, {"finance": True, "copies_to": "各县"}) == (
        "财政收支标记",
    )


@given(st.integers(1, 99))
def test_numerals_count_up_without_repeating(number):
    assert numeral(number) not in [numeral(other) for other in range(1, number)]


@pytest.mark.parametrize(("number", "word"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")])
def test_numerals(number, word):
    assert numeral(number) == word
