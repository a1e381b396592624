"""What a sign-off must hold, and which matters a meeting decides first."""

from datetime import date
from pathlib import Path

import pytest

from govtui.domain.documents.outgoing.signing import meeting_findings
from govtui.domain.signing import full_date, signature_findings
from govtui.rulebook import load
from govtui.rulebook.model import Effect

BOOK = load("chenzhou-2017")
OTHER = load(Path(__file__).parents[1] / "rulebook" / "linhe-2024.toml")


def rules(findings):
    return [one.rule for one in findings]


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22",
        "2026年11月22日",
        "2026.11.22",
        "2026/11/22",
        " ２０２６－１１－２２ ",
        "20261122",
        "二〇二六年十一月二十二日",
    ],
)
def test_R50e_full_dates_are_read(text):
    assert full_date(text) == date(2026, 11, 22)
    assert signature_findings(BOOK, "同意", "周致远", text) == ()


@pytest.mark.parametrize(
    "text", ["3.10", "11-22", "11月22日", "", "2026年11月", "2026", "2026-02-30", "26-11-22", "46348", "十一月二十二日"]
)
def test_R50e_a_date_without_its_year_month_or_day_blocks(text):
    assert full_date(text) is None
    (found,) = signature_findings(BOOK, "同意", "周致远", text)
    assert (found.rule, found.effect, found.sentence) == ("R50e", Effect.BLOCK, "签发缺完整日期")


def test_R50e_names_everything_that_is_missing_once():
    (found,) = signature_findings(BOOK, " ", "", "3.10")
    assert found.sentence == "签发缺意见、姓名、完整日期"
    assert dict(found.facts)["日期"] == "3.10"


def test_R50e_silent_pack_asks_for_nothing():
    assert signature_findings(OTHER, "", "", "") == ()


def test_R7b_major_matter_or_meeting_subject_without_a_decision_blocks():
    (major,) = meeting_findings(BOOK, True, "", "关于某事的决定", "")
    assert (major.rule, major.effect, major.release_role) == ("R7b", Effect.BLOCK, "mayor")
    (budget,) = meeting_findings(BOOK, False, "plan_budget", "关于某事的通知", " ")
    assert budget.rule == "R7b"
    assert "财政预算" in budget.sentence


def test_R7b_decision_in_words_is_enough_and_ordinary_papers_need_none():
    assert meeting_findings(BOOK, True, "plan_budget", "财政预算", "市政府第12次常务会议") == ()
    assert meeting_findings(BOOK, False, "", "关于放假安排的通知", "") == ()


def test_R7b_silent_pack_does_not_block():
    assert meeting_findings(OTHER, True, "plan_budget", "财政预算草案", "") == ()


def test_R24_title_that_hints_at_a_meeting_subject_warns_and_names_it():
    (found,) = meeting_findings(BOOK, False, "", "关于2027年财政预算草案的报告", "")
    assert (found.rule, found.effect) == ("R24", Effect.WARN)
    assert "国民经济和社会发展计划、财政预算及执行情况" in found.sentence
    assert dict(found.facts)["标题中的词"] == "财政预算、预算草案"


def test_R24_unknown_subject_counts_as_none():
    assert rules(meeting_findings(BOOK, False, "gone", "关于预算调整的通知", "")) == ["R24"]
    assert meeting_findings(BOOK, False, "gone", "关于开会的通知", "") == ()
