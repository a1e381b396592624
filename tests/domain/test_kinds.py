"""文种, 批办/阅知 and urgency as a title tells them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.documents.kinds import guess_class, guess_kind, guess_urgency

KINDS = (
    "决议",
    "决定",
    "命令（令）",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
    "其他",
)
URGENCIES = ("普通", "平急", "加急", "特急", "特提")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于拨付防汛资金的请示", "请示"),
        ("关于2025年工作情况的报告", "报告"),
        ("关于商请支持道路建设的函", "函"),
        ("关于同意设立园区的复函", "函"),
        ("关于印发《测试市请示报告制度》的通知", "通知"),
        ("转发省政府办公厅关于做好防汛工作意见的通知", "通知"),
        ("关于测试区扩容请示的批复", "批复"),
        ("测试市人民政府第12次常务会议纪要", "纪要"),
        ("测试市人民政府令", "命令（令）"),
        ("测试市人民政府令（第35号）", "命令（令）"),
        ("测试市人民政府令第35号", "命令（令）"),
        ("关于修改办法的决定（征求意见稿）", "决定"),
        ("关于开展检查的通知（代拟稿）。", "通知"),
        ("关于征求《办法》意见的函", "函"),
        ("反馈意见函", "函"),
        ("关于进一步做好稳岗工作的意见", "意见"),
        ("关于开展检查的通\u200b知 ", "通知"),
    ],
)
def test_kind_is_read_from_the_end_of_the_title(title, kind):
    guess = guess_kind(title, KINDS)
    assert (guess.kind, guess.irregular) == (kind, False)


@pytest.mark.parametrize("title", ["测试市2025年工作要点", "（加急）", "", "函件办理规定", "关于报告制度的若干规定"])
def test_a_title_without_a_kind_gets_none(title):
    assert guess_kind(title, KINDS).kind is None


@pytest.mark.parametrize(
    ("title", "seen"),
    [
        ("关于解决经费问题的请示报告", ("请示", "报告")),
        ("关于解决经费问题的报告请示", ("报告", "请示")),
        ("关于解决经费的请示和报告", ("请示", "报告")),
        ("关于开展检查的通知函", ("通知", "函")),
    ],
)
def test_R46a_two_kinds_in_one_title_are_irregular(title, seen):
    guess = guess_kind(title, KINDS)
    assert guess.irregular
    assert guess.seen == seen
    assert all(word in guess.note for word in seen)


@pytest.mark.parametrize(
    "title", ["关于测试区请示的批复", "关于印发请示报告制度的通知", "关于转发通知的通知", "通知通知", "征求意见通知"]
)
def test_R46a_a_kind_that_the_paper_is_about_is_not_irregular(title):
    assert not guess_kind(title, KINDS).irregular


def test_kinds_come_from_the_caller():
    assert guess_kind("关于开会的告知书", ("告知书",)).kind == "告知书"
    assert guess_kind("关于开会的通知", ("告知书",)).kind is None


@pytest.mark.parametrize(
    ("title", "kind", "doc_class"),
    [
        ("关于拨付资金的请示", "请示", "批办"),
        ("关于印发方案的请示", "请示", "批办"),
        ("关于报送2025年总结的报告", "报告", "阅知"),
        ("关于表彰先进的通报", "通报", "阅知"),
        ("关于印发实施方案的通知", "通知", "阅知"),
        ("关于印发《项目申请办法》的通知", "通知", "阅知"),
        ("关于报送安全生产总结的通知", "通知", "批办"),
        ("转发关于限期整改的通知", "通知", "批办"),
        ("关于召开全市防汛会议的通知", "通知", "批办"),
        ("关于征求《办法》意见的函", "函", "批办"),
        ("关于有关事项的函", "函", "批办"),
        ("关于有关事项的复函", "函", "阅知"),
        ("情况交流第3期", None, "阅知"),
    ],
)
def test_class_follows_kind_and_words(title, kind, doc_class):
    guess = guess_class(title, kind)
    assert guess.doc_class == doc_class
    assert guess.reason


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("（特急）关于防汛的通知", "特急"),
        ("【加急】关于防汛的通知", "加急"),
        ("特急 关于防汛的通知", "特急"),
        ("特提关于防汛的通知", "特提"),
        ("关于防汛的通知（加急）", "加急"),
        ("关于普通公路建设的通知", None),
        ("关于特急救援队伍的通知", None),
        ("关于防汛的紧急通知", None),
    ],
)
def test_urgency_mark_must_stand_by_itself(title, name):
    assert guess_urgency(title, "", URGENCIES).name == name


def test_telegram_is_seen_in_the_number_and_urgent_words_are_noted():
    assert guess_urgency("关于防汛的通知", "测政办发明电〔2026〕8号", URGENCIES).telegram
    assert not guess_urgency("关于防汛的通知", "测政办〔2026〕8号", URGENCIES).telegram
    assert "紧急" in guess_urgency("关于防汛的紧急通知", "", URGENCIES).note


@given(st.text() | st.text("关于的请示报告函令意见通知（）()《》第3号。 "))
def test_any_title_is_answered(title):
    guess = guess_kind(title, KINDS)
    assert guess.kind is None or guess.kind in KINDS
    assert guess_class(title, guess.kind).doc_class in ("阅知", "批办")
    guess_urgency(title, title, URGENCIES)
