"""A mark of a state secret is refused, a topic only asked about, and no sentence repeats the text."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.documents.secrecy import CLASSIFIED, looks_classified, mentions_secrecy, read_grade
from govtui.domain.refusal import Refusal


@pytest.mark.parametrize(
    "text",
    [
        "机密★",
        "机密★10年",
        "秘密★10年 关于某事的通知",
        "绝密★长期",
        "机密 ★ 5年",
        "机 密★",
        "机\u200b密\u200b★",
        "秘密　★",
        "关于某事的通知 机密☆10年",
        "机密*10年",
        "★机密",
        "关于某事的通知★20年",
        "機密★10年",
        "密级：机密",
        "密级:秘密",
        "密 级　机密",
        "保密等级：绝密",
        "机密级",
        "机密级文件",
        "（机密）关于某事的通知",
        "【秘密】关于某事的通知",
        "(绝密)关于某事的通知",
        "关于某事的通知（秘密）",
        "[机 密]某事",
        "关于某事的通知（密）",
        "机密 关于某事的通知",
        "绝密：某事",
        "秘密关于某事的通知",
        "特急 机密 关于某事的通知",
        "机密 特急 关于某事的通知",
        "关于某事的通知 绝密",
        "机密",
        "机密10年",
        "秘密（5年）某事",
        "机密　",
        "第一行\n机密\n第三行",
        "商业秘密★5年",
    ],
)
def test_marked_text_is_refused_without_repeating_it(text):
    assert looks_classified(text) == CLASSIFIED
    assert not any(word in CLASSIFIED for word in ("机密", "秘密", "绝密", "★"))


@pytest.mark.parametrize(
    "text",
    [
        "关于加强商业秘密保护工作的通知",
        "关于学习保守国家秘密法的通知",
        "关于国家秘密定密管理的通知",
        "关于村委会换届秘密选举的通知",
        "关于绝密、机密、秘密三级管理培训的通知",
        "关于申请秘密级资质单位的函",
        "关于机密级计算机管理的通知",
        "关于侵犯商业秘密10年来案件情况的报告",
        "关于做好涉密人员管理的通知",
    ],
)
def test_secrets_as_a_topic_pass_and_are_asked_about(text):
    assert looks_classified(text) is None
    assert mentions_secrecy(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "关于防汛的通知",
        "密切配合工作的函",
        "五★级酒店评定",
        "★2025年工作要点",
        "精密机械园区的请示",
        "司机 密码管理",
    ],
)
def test_ordinary_text_passes_without_a_question(text):
    assert looks_classified(text) is None
    assert mentions_secrecy(text) is None


@pytest.mark.parametrize("text", ["", " ", "无", "普通", "公开", "　无　", "一般", "/", "—", "非密"])
def test_grade_none(text):
    assert read_grade(text) == "无"


@pytest.mark.parametrize(
    "text", ["内部", "工作秘密", "内部资料", "内部（工作秘密）", "内 部", "内\u200b部", "内部资料，注意保存"]
)
def test_grade_internal(text):
    assert read_grade(text) == "内部"


@pytest.mark.parametrize("text", ["机密", "秘密", "绝密★30年", "秘密级", "机　密", "密", "涉密", "★", "商密", "機密"])
def test_a_state_secret_grade_is_refused_with_the_sentence(text):
    with pytest.raises(Refusal) as refused:
        read_grade(text)
    assert refused.value.sentence == CLASSIFIED


def test_an_unknown_grade_is_refused_without_repeating_it():
    with pytest.raises(Refusal) as refused:
        read_grade("三级乙等甲")
    assert "三级" not in refused.value.sentence


@given(
    st.sampled_from(["绝密", "机密", "秘密"]),
    st.text(" \u3000\u200b\u200d\ufeff\t", max_size=3),
    st.text(" \u3000\u200b", max_size=3),
    st.text("关于某事的通知甲乙", max_size=8),
    st.sampled_from(["★", "☆", "★10年"]),
)
def test_a_starred_grade_is_found_wherever_it_stands(grade, inside, gap, around, star):
    text = f"{around}{grade[0]}{inside}{grade[1]}{gap}{star}{around}"
    assert looks_classified(text) == CLASSIFIED


@given(st.text())
def test_any_text_is_answered(text):
    looks_classified(text)
    mentions_secrecy(text)
    with contextlib.suppress(Refusal):
        assert read_grade(text) in ("无", "内部")
