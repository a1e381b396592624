"""Signing papers: who may, what a signature must hold, what a leader lets pass, and taking one back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from govtui.domain.refusal import Refusal
from govtui.rulebook import load
from govtui.services import journal, people
from govtui.services.documents.outgoing.drafting import draft, draft_of, revise, submit
from govtui.services.documents.outgoing.prints import official_paper
from govtui.services.documents.outgoing.reviewing import review
from govtui.services.documents.outgoing.rows import NewDraft
from govtui.services.documents.outgoing.signing import (
    sign,
    signer_explanations,
    signer_line,
    signer_plan,
    unsign,
)
from govtui.services.documents.outgoing.views import detail, one_row
from govtui.services.gates import Permit
from govtui.services.people import AbsenceValues, DelegationValues
from govtui.store import tables
from govtui.store.documents.outgoing import lists, papers
from tests.offices import small_office

TODAY = date(2026, 11, 23)
YESTERDAY = date(2026, 11, 22)
OTHER = load(Path(__file__).parents[1] / "rulebook" / "linhe-2024.toml")
OPEN = "主动公开"


@pytest.fixture
def office(desk):
    """The small office, where 沈清河 has been in charge of the finance bureau since June."""
    made = small_office(desk)
    people.set_portfolio(desk, [made.units["市财政局"]], "分管", made.people["沈清河"], date(2026, 6, 1))
    return made


def waiting(office, desk=None, **fields):
    """The id of a paper that waits for its signer; an ordinary notice of the finance bureau unless told."""
    desk = desk or office.desk
    entry = NewDraft("关于做好年末清库工作的通知", series="gov_issue", kind="通知", direction="down", publicity=OPEN)
    entry = replace(entry, drafting_unit="市财政局", body="请各单位清点库存。", **fields)
    paper = draft(desk, entry).id
    submit(desk, [paper])
    review(desk, paper)
    return paper


def upward(office, **fields):
    return waiting(office, kind="请示", direction="up", **fields)


def delegate(office, first, last):
    """The mayor gives the executive vice mayor the work between two days."""
    mayor, executive = office.people["高远山"], office.people["林向南"]
    people.report_absence(office.desk, AbsenceValues(mayor, first, last, "出访"))
    people.add_delegation(office.desk, DelegationValues(mayor, executive, first, last, "市长批示"))


def stored(desk, paper):
    with desk.reading() as reader:
        return lists.paper(reader, paper)


def counted(desk):
    with desk.reading() as reader:
        names = ("signature", "rule_release", "outgoing_movement", "journal_batch")
        return [reader.value(f"SELECT count(*) FROM {name}") for name in names]


def blocked(desk, *args, **kwargs):
    """The rules that refuse a sign-off which writes nothing at all."""
    before = counted(desk)
    with pytest.raises(Refusal) as refused:
        sign(desk, *args, **kwargs)
    assert counted(desk) == before
    return refused.value


def rules(refusal):
    return [one.rule for one in refusal.findings]


def test_sign_off_writes_signature_paper_movement_and_journal(desk, office):
    paper = waiting(office)
    outcome = sign(desk, paper, office.people["沈清河"], " 同意。\n请抓紧印发 ", YESTERDAY)
    row, found = stored(desk, paper), detail(desk, paper)
    assert (row["state"], row["signed_on"], row["dated_on"]) == ("待复核", "2026-11-22", "2026-11-22")
    assert (row["signer"], row["signer_title"], row["sign_act"]) == ("沈清河", "副市长", "签发")
    assert (row["sign_opinion"], row["signer_id"]) == ("同意。\n请抓紧印发", office.people["沈清河"])
    (signature,) = found.signatures
    assert (signature.words, signature.rule, signature.active, signature.signed_on) == (
        "沈清河",
        "R50b",
        True,
        YESTERDAY,
    )
    assert outcome.sentence == "签发 《关于做好年末清库工作的通知》，沈清河：同意。 请抓紧印发"
    assert journal.acts_on(desk, "outgoing", paper)[-1].sentence == outcome.sentence
    assert (found.happenings[-1].kind, found.happenings[-1].sentence) == ("签发", "沈清河：同意。 请抓紧印发")


def test_sign_off_is_dated_today_unless_told_and_takes_any_full_writing(desk, office):
    first, second = waiting(office), waiting(office)
    sign(desk, first, office.people["沈清河"], "同意")
    sign(desk, second, office.people["沈清河"], "同意", "2026年11月20日")
    assert [one_row(desk, paper).signed_on for paper in (first, second)] == [TODAY, date(2026, 11, 20)]


def test_R50b_wrong_signer_is_refused_with_the_rule_and_its_facts(desk, office):
    refusal = blocked(desk, waiting(office), office.people["顾长风"], "同意")
    assert rules(refusal) == ["R50b"]
    assert "一般事项发文应由副市长沈清河签发，不能由副市长顾长风签发" in refusal.sentence
    assert "由市长放行" in refusal.sentence
    assert dict(refusal.findings[0].facts)["按哪个单位的分工"] == "市财政局"


def test_R50b_unit_in_charge_of_the_matter_decides_before_the_drafting_unit(desk, office):
    forestry, vice = office.units["市林业局"], office.people["顾长风"]
    people.set_portfolio(desk, [forestry], "分管", vice)
    paper = waiting(office, matter_unit_id=forestry)
    assert signer_plan(desk, paper).expected.name == "顾长风"
    sign(desk, paper, vice, "同意")
    assert one_row(desk, paper).signer == "顾长风"


def test_R8a_unit_without_a_portfolio_blocks_and_warns(desk, office):
    paper = waiting(office, matter_unit_id=office.units["市林业局"])
    assert [one.rule for one in signer_plan(desk, paper).findings] == ["R8a"]
    assert rules(blocked(desk, paper, office.people["沈清河"], "同意")) == ["R50b"]


def test_release_by_the_mayor_lets_pass_and_stays_in_the_record_and_the_journal(desk, office):
    paper = waiting(office)
    permit = Permit("R50b", office.people["高远山"], "沈清河住院，特批")
    sign(desk, paper, office.people["顾长风"], "同意", permits=(permit,))
    assert one_row(desk, paper).signer == "顾长风"
    with desk.reading() as reader:
        row = reader.row("SELECT rule, article, role, person, reason, noun, row_id FROM rule_release")
    expected = ("R50b", "第五十条第一款", "市长", "高远山", "沈清河住院，特批", "outgoing", paper)
    assert tuple(row) == expected
    act = journal.acts_on(desk, "outgoing", paper)[-1]
    assert "rule_release" in {change.table for change in journal.changes(desk, act.seq)}
    why = signer_explanations(desk, paper)[0]
    assert why.release.who == "高远山"


def test_release_by_somebody_else_or_without_reason_is_refused(desk, office):
    paper = waiting(office)
    for name, reason, words in (("林向南", "急", "只有市长能放行"), ("高远山", " ", "理由")):
        permit = Permit("R50b", office.people[name], reason)
        assert words in blocked(desk, paper, office.people["顾长风"], "同意", permits=(permit,)).sentence
    assert one_row(desk, paper).state == "待签发"


def test_release_of_one_rule_does_not_open_another(desk, office):
    paper = waiting(office, major=True)
    permit = Permit("R50b", office.people["高远山"], "特批")
    assert rules(blocked(desk, paper, office.people["顾长风"], "同意", permits=(permit,))) == ["R7b"]


def test_R10_delegate_signs_inside_the_dates_and_the_printed_paper_has_the_mark(desk, office):
    delegate(office, date(2026, 11, 20), date(2026, 11, 30))
    paper = upward(office)
    plan = signer_plan(desk, paper)
    assert plan.expected.label == "常务副市长林向南（代高远山）"
    outcome = sign(desk, paper, office.people["林向南"], "同意")
    assert "林向南（代高远山）：同意" in outcome.sentence
    assert official_paper(desk, paper).signers == ("林向南（代高远山）",)
    assert one_row(desk, paper).signer == signer_line(stored(desk, paper)) == "林向南（代高远山）"
    (signature,) = detail(desk, paper).signatures
    assert (signature.words, signature.for_) == ("林向南（代高远山）", "高远山")
    rule, acting = signer_explanations(desk, paper)
    assert ("已签", "常务副市长林向南（代高远山） 2026-11-23") in rule.facts
    assert acting.article.endswith("第十条")
    assert "依据：市长批示" in dict(acting.facts)["林向南代高远山"]


def test_R10_motions_signed_by_the_delegate_print_the_mark_under_the_text(desk, office):
    delegate(office, TODAY, TODAY)
    paper = waiting(office, series="gov_letter", kind="议案", direction="level")
    assert signer_plan(desk, paper).act == "签署"
    sign(desk, paper, office.people["林向南"], "同意")
    printed = official_paper(desk, paper)
    assert (printed.signature_title, printed.signature_name) == ("常务副市长", "林向南（代高远山）")


def test_R10_day_after_return_blocks_the_delegate_and_not_the_mayor(desk, office):
    delegate(office, date(2026, 11, 18), YESTERDAY)
    paper = upward(office)
    refusal = blocked(desk, paper, office.people["林向南"], "同意")
    assert rules(refusal) == ["R50a", "R10"]
    assert "委托期外不得代行" in refusal.findings[1].sentence
    sign(desk, paper, office.people["高远山"], "同意")
    assert official_paper(desk, paper).signers == ("高远山",)


def test_R10_date_of_the_sign_off_counts_and_not_the_day_it_is_entered(desk, office):
    delegate(office, date(2026, 11, 18), YESTERDAY)
    paper = upward(office)
    sign(desk, paper, office.people["林向南"], "同意", YESTERDAY)
    assert one_row(desk, paper).signer == "林向南（代高远山）"


def test_R50e_opinion_and_full_date_are_asked_for(desk, office):
    paper, signer = waiting(office), office.people["沈清河"]
    assert rules(blocked(desk, paper, signer, " ", TODAY)) == ["R50e"]
    assert rules(blocked(desk, paper, signer, "同意", "3.10")) == ["R50e"]
    assert rules(blocked(desk, paper, signer, "同意", "")) == ["R50e"]


def test_R50e_let_pass_still_needs_a_day_to_count_from(desk, office):
    permit = Permit("R50e", office.people["陆知行"], "原件如此")
    paper, signer = waiting(office), office.people["沈清河"]
    assert "年月日" in blocked(desk, paper, signer, "同意", "3.10", (permit,)).sentence
    sign(desk, paper, signer, "", TODAY, (permit,))
    assert one_row(desk, paper).state == "待复核"


def test_R7b_major_matter_waits_for_its_meeting(desk, office):
    paper = waiting(office, major=True)
    assert rules(blocked(desk, paper, office.people["林向南"], "同意")) == ["R7b"]
    decided = waiting(office, major=True, meeting_ref="市政府第12次常务会议")
    sign(desk, decided, office.people["林向南"], "同意")
    assert one_row(desk, decided).signer == "林向南"


def test_R24_hint_in_the_title_warns_and_lets_pass(desk, office):
    entry = NewDraft("关于2027年财政预算编制的通知", series="gov_issue", kind="通知", direction="down", publicity=OPEN)
    paper = draft(desk, replace(entry, drafting_unit="市财政局")).id
    submit(desk, [paper])
    review(desk, paper)
    outcome = sign(desk, paper, office.people["沈清河"], "同意")
    assert [one.rule for one in outcome.findings] == ["R24"]


def test_R29_gates_of_the_paper_itself_stand_at_the_sign_off(desk, office):
    paper = waiting(office, publicity="")
    assert rules(blocked(desk, paper, office.people["沈清河"], "同意")) == ["R29"]


def test_signer_must_be_in_the_address_book_and_the_day_past(desk, office):
    paper = waiting(office)
    for signer, on, words in (
        (None, TODAY, "请从通讯录里选"),
        (4711, TODAY, "请从通讯录里选"),
        (office.people["沈清河"], date(2026, 11, 24), "还没有到"),
        (office.people["沈清河"], "2026.12.1", "还没有到"),
    ):
        refusal = blocked(desk, paper, signer, "同意", on)
        assert words in refusal.sentence
        assert not refusal.findings


def test_paper_of_another_state_or_without_series_is_refused(desk, office):
    paper, signer = waiting(office), office.people["沈清河"]
    with desk.writing("test") as uow:
        uow.change(papers.fetch(uow, paper), series="")
    assert "发文字号序列" in blocked(desk, paper, signer, "同意").sentence
    with desk.writing("test") as uow:
        uow.change(papers.fetch(uow, paper), series="gov_issue")
    sign(desk, paper, signer, "同意")
    assert "现在是“待复核”，不能签发" in blocked(desk, paper, signer, "同意").sentence
    with pytest.raises(Refusal, match="已不存在"):
        signer_plan(desk, 4711)


def test_classified_opinion_is_refused_without_being_repeated(desk, office):
    refusal = blocked(desk, waiting(office), office.people["沈清河"], "同意，机密★一年")
    assert "涉密" in refusal.sentence
    assert "一年" not in refusal.sentence


def test_R50c_secretary_general_signs_where_another_pack_says_so(desk, office):
    there = replace(desk, book=OTHER)
    with desk.writing("test") as uow:
        row = tables.Outgoing(title="某事", state="待签发", created_at=uow.at, created_by="小李")
        row.series, row.kind = "office_issue", "函"
        paper = uow.add(row).id
    assert "R50c" in rules(blocked(desk, paper, office.people["陆知行"], "同意"))
    sign(there, paper, office.people["陆知行"], "同意")
    assert one_row(there, paper).signer == "陆知行"


def test_silent_rules_let_anybody_sign_and_say_so(desk, office):
    there = replace(desk, book=OTHER)
    with desk.writing("test") as uow:
        row = tables.Outgoing(title="某令", state="待签发", created_at=uow.at, created_by="小李")
        row.series, row.kind = "order", "命令"
        paper = uow.add(row).id
    (why,) = signer_explanations(there, paper)
    assert (why.silent, why.says) == (True, "规则未明确")
    outcome = sign(there, paper, office.people["顾长风"], "同意")
    assert outcome.sentence.endswith("（由谁签发规则未明确）")
    assert stored(desk, paper)["signer_title"] == "副市长"


def test_explanation_before_the_sign_off_names_rule_seats_and_who_may_release(desk, office):
    (why,) = signer_explanations(desk, waiting(office))
    assert (why.title, why.effect, why.releaser) == ("由谁签发", "拦下", "市长")
    assert dict(why.facts)["可以签发"] == "副市长沈清河"
    delegate(office, TODAY, TODAY)
    assert [one.title for one in signer_explanations(desk, upward(office))] == ["由谁签发", "林向南代高远山签发"]


def test_explanation_of_a_signed_paper_keeps_to_the_day_of_the_signature(desk, office):
    paper = waiting(office)
    sign(desk, paper, office.people["沈清河"], "同意", YESTERDAY)
    people.set_portfolio(desk, [office.units["市财政局"]], "分管", office.people["顾长风"], TODAY)
    assert signer_plan(desk, paper).expected.name == "沈清河"
    assert signer_plan(desk, paper, TODAY).expected.name == "顾长风"


def test_substantive_change_ends_the_signature_and_a_new_one_follows(desk, office):
    paper = waiting(office)
    sign(desk, paper, office.people["沈清河"], "同意", YESTERDAY)
    changed = replace(draft_of(desk, paper), body="请各单位清点库存并报送。")
    revise(desk, paper, one_row(desk, paper).version, changed)
    row = stored(desk, paper)
    assert (row["state"], row["signer"], row["signer_id"], row["signed_on"]) == ("待签发", "", None, None)
    sign(desk, paper, office.people["沈清河"], "同意修改稿")
    first, second = detail(desk, paper).signatures
    assert (first.active, second.active) == (False, True)
    assert "正文" in first.ended


def test_mistaken_sign_off_is_taken_back_with_a_reason(desk, office):
    paper = waiting(office)
    sign(desk, paper, office.people["沈清河"], "同意")
    with pytest.raises(Refusal, match="写明理由"):
        unsign(desk, paper, " ")
    outcome = unsign(desk, paper, "录错了文件")
    assert outcome.sentence == "撤回《关于做好年末清库工作的通知》的签发：录错了文件"
    row, (signature,) = stored(desk, paper), detail(desk, paper).signatures
    assert (row["state"], row["signer"], row["dated_on"]) == ("待签发", "", None)
    assert (signature.active, signature.ended) == (False, "录错了文件")
    with pytest.raises(Refusal, match="还没有签发"):
        unsign(desk, paper, "再撤一次")


def test_archived_paper_keeps_its_sign_off(desk, office):
    paper = waiting(office)
    sign(desk, paper, office.people["沈清河"], "同意")
    with desk.writing("test") as uow:
        papers.go_on(uow, papers.fetch(uow, paper), "已归档")
    with pytest.raises(Refusal, match="已归档"):
        unsign(desk, paper, "录错了")
    assert one_row(desk, paper).signer == "沈清河"
