"""What an act did and what the rules say besides, in one line."""

from govtui.domain.findings import Finding
from govtui.domain.text import cut
from govtui.rulebook.terms import Effect
from govtui.ui.screens.deskpage import told

LACKING = Finding("R11c", "第十一条第三款", Effect.WARN, "会签有分歧，材料不全")


def test_a_warning_follows_what_was_done_where_the_line_holds_both():
    assert told("已会签", (LACKING,), 80) == ("已会签。提示：会签有分歧，材料不全（? 看依据）", "warn")
    assert told("已会签", (), 80) == ("已会签", "good")


def test_a_long_title_does_not_push_the_warning_off_the_line():
    sentence, tone = told("《关于开展城市排水防涝设施专项检查工作的…》澜宁市财政局会签：不同意", (LACKING,), 80)
    assert LACKING.sentence in cut(sentence, 78)
    assert tone == "warn"
