"""为什么: every computed value names its rule, or says that the rules are silent."""

import pytest

from govtui.domain.explain import (
    SILENT,
    Release,
    explain_finding,
    explain_limit,
    explain_reading,
    explain_route,
    explain_rule,
)
from govtui.domain.findings import blocks, finding
from govtui.rulebook import Rulebook, load


@pytest.fixture(scope="module")
def book() -> Rulebook:
    """The pack that comes with the program."""
    return load("chenzhou-2017")


def test_a_finding_tells_article_strength_facts_remedy_and_who_may_release(book: Rulebook) -> None:
    found = finding(book, "R50e", "日期不完整", {"日期": "3.10"})
    why = explain_finding(book, found, Release("王五", "11-23 09:10", "已电话核实"))
    assert why.title == "日期不完整"
    assert why.article == "郴州市人民政府工作规则 第五十条第二款"
    assert (why.strength, why.effect) == ("应当", "拦下")
    assert why.facts == (("日期", "3.10"),)
    assert why.remedy == book.rule("R50e").remedy
    assert why.releaser == "秘书长"
    assert why.release is not None
    assert why.release.sentence == "11-23 09:10 王五 放行：已电话核实"
    assert blocks([found]) == (found,)


def test_a_warning_needs_no_release(book: Rulebook) -> None:
    why = explain_finding(book, finding(book, "R47a", "副局长签发", {"签发人": "副局长"}))
    assert (why.effect, why.releaser) == ("提醒", "")
    assert blocks([finding(book, "R47a", "副局长签发", {})]) == ()


def test_R60_nobody_releases_a_state_secret(book: Rulebook) -> None:
    assert explain_rule(book, "R60").releaser == "不可放行"


@pytest.mark.parametrize("rule_id", [None, "R999"])
def test_where_no_rule_speaks_it_says_so(book: Rulebook, rule_id: str | None) -> None:
    why = explain_rule(book, rule_id, {"来源": "秘书长主持的专题会议"}, title="督办主体")
    assert why.silent
    assert why.says == SILENT == "规则未明确"
    assert (why.article, why.strength, why.releaser) == ("", "", "")
    assert why.title == "督办主体"
    assert why.facts == (("来源", "秘书长主持的专题会议"),)


def test_R52_a_limit_says_that_the_number_is_practice(book: Rulebook) -> None:
    why = explain_limit(book, book.deadline_for("特提", "请示", "批办"), {"收文": "11-23 09:00"})
    assert why.article.endswith("第五十二条")
    assert why.strength == "原则上"
    assert "特提2小时内办理" in why.says
    assert "可由本机关修改" in why.source
    assert why.facts == (("收文", "11-23 09:00"),)


def test_R50d_R50f_reading_order_and_circle(book: Rulebook) -> None:
    assert ("顺序", "从后往前") in explain_reading(book, "批办").facts
    assert ("顺序", "从前往后") in explain_reading(book, "阅知").facts
    assert ("画圈表示", "已阅知") in explain_reading(book, "阅知").facts


def test_R48_route_names_the_leaders_by_title(book: Rulebook) -> None:
    why = explain_route(book, "批办", major=True)
    assert why.article.endswith("第四十八条")
    assert dict(why.facts)["呈送"].startswith("市长、负责常务工作的副市长、分管副市长")
