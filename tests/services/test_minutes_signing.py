"""Minutes: composed, reviewed, signed, changed after it, taken back (arts. 10, 44, 50)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from govtui.domain.refusal import Refusal, Stale
from govtui.rulebook import load
from govtui.services import people
from govtui.services.gates import Permit
from govtui.services.meetings.minutes import composing, deciding, explaining, signing, views
from tests.offices import small_office
from tests.services.held_meetings import (
    DAY,
    DEPUTY,
    EXECUTIVE,
    MAYOR,
    OTHER,
    SECRETARY,
    TODAY,
    VICE,
    delegate,
    detail,
    drafted,
    edit,
    held,
    proposed,
    sent,
    signed,
    state,
    undo,
    unit,
)

OTHER_PACK = load(Path(__file__).parents[1] / "rulebook" / "linhe-2024.toml")


@pytest.fixture
def office(desk):
    """沈清河 is in charge of finance and education, 顾长风 of forestry."""
    made = small_office(desk)
    people.set_portfolio(desk, [made.units["市林业局"]], "分管", made.people[OTHER], date(2026, 6, 1))
    return made


def blocked(made, minutes, signer, opinion="同意", on=None, permits=()):
    """The rules that refuse a sign-off, which then writes nothing."""
    before = counted(made.desk)
    with pytest.raises(Refusal) as refused:
        signing.sign(made.desk, minutes, made.office.people[signer], opinion, on, permits)
    assert counted(made.desk) == before
    return [one.rule for one in refused.value.findings]


def counted(desk):
    with desk.reading() as reader:
        names = ("minutes_stamp", "proposed_item", "rule_release", "meeting_movement", "journal_batch")
        return [reader.value(f"SELECT count(*) FROM {name}") for name in names]


def sign(made, minutes, signer, **more):
    return signing.sign(made.desk, minutes, made.office.people[signer], "同意", **more)


def review(made, minutes, who, step="", **more):
    return signing.review(made.desk, minutes, step, made.office.people[who], **more)


# -- composing --------------------------------------------------------------------------------------------------------


def test_minutes_are_composed_from_what_was_recorded(office):
    made = held(office, titles=("关于校舍安全的汇报", "关于冬季供暖的汇报"))
    first, second = made.items.values()
    deciding.decide(office.desk, first, "in_principle", discussion="隐患要清零", dissent="有人主张缓办")
    units = [unit(made, "市教育局", True, date(2026, 12, 31)), unit(made, "市财政局")]
    deciding.add_decision(office.desk, first, "排查校舍隐患", units)
    deciding.decide(office.desk, second, "deferred")
    row = composing.start(office.desk, made.id)
    body = detail(made, row.id).fields["body"]
    assert row.title == "校舍安全专题会议纪要"
    assert "2026年11月20日（星期五）上午，副市长沈清河在第一会议室主持召开校舍安全专题会议。" in body
    assert "会议听取了市教育局局长严书华关于校舍安全的汇报，原则同意；由市教育局按会议意见修改完善" in body
    assert "排查校舍隐患。由市教育局牵头，市财政局配合，于2026年12月31日前完成。" in body
    assert "讨论中的不同意见：有人主张缓办。" in body
    assert "二、关于冬季供暖的汇报" in body
    assert row.due is not None
    assert row.due.date() == date(2026, 11, 23)


def test_items_taken_off_are_not_mentioned(office):
    made = held(office, titles=("关于校舍安全的汇报", "关于冬季供暖的汇报"))
    first, second = made.items.values()
    deciding.decide(office.desk, first, "passed")
    with office.desk.writing("test.off") as uow:
        uow.execute("UPDATE agenda_item SET state = '撤下', version = version + 1 WHERE id = :id", {"id": second})
    assert "供暖" not in composing.compose(office.desk, made.id)


def test_a_chair_by_delegation_is_printed_so(office):
    made = held(office, "executive", EXECUTIVE, MAYOR)
    assert "常务副市长林向南（受市长委托）" in composing.compose(office.desk, made.id)
    made = held(office, "special", DEPUTY, VICE)
    assert "（受副市长沈清河委托）" in composing.compose(office.desk, made.id)


def test_who_was_there_comes_from_the_sign_in(office):
    made = held(office, "executive", MAYOR)
    rows = [
        ("高远山", "member", "2026-11-20T08:55:00+08:00", "", ""),
        ("林向南", "member", None, "", ""),
        ("严书华", "topic", "2026-11-20T08:58:00+08:00", "周平", ""),
    ]
    with office.desk.writing("test.there") as uow:
        columns = ("meeting_id", "name", "tier", "signed_at", "deputy", "note")
        uow.insert_many("meeting_attendee", columns, [(made.id, *row) for row in rows])
        uow.execute("UPDATE meeting_attendee SET reply = '请假', version = version + 1 WHERE name = '林向南'")
    lines = composing.compose(office.desk, made.id).splitlines()
    assert "出席：高远山" in lines
    assert "列席：周平（代严书华）" in lines
    assert "请假：林向南" in lines


def test_minutes_begin_once_and_only_after_the_meeting(office):
    running = held(office, state="开会中")
    with pytest.raises(Refusal, match="散会"):
        composing.start(office.desk, running.id)
    made = held(office)
    composing.start(office.desk, made.id)
    with pytest.raises(Refusal, match="已经有纪要"):
        composing.start(office.desk, made.id)


def test_R44c_money_is_marked_by_the_topic_or_by_words_of_decisions(office):
    marked = held(office, finance=True)
    assert detail(marked, drafted(marked)).fields["finance"] == 1
    worded = held(office)
    assert detail(worded, drafted(worded, text="安排补助资金")).fields["finance"] == 1
    plain = held(office)
    assert detail(plain, drafted(plain)).fields["finance"] == 0


def test_editing_is_stale_when_somebody_was_quicker(office):
    made = held(office)
    minutes = drafted(made)
    version = views.one_row(office.desk, minutes).version
    edit(made, minutes, body="改过的正文")
    with pytest.raises(Stale):
        composing.edit(office.desk, minutes, version, "题", "另一个正文")


# -- the signer -------------------------------------------------------------------------------------------------------


def test_R44a_executive_vice_chaired_with_delegation_and_still_the_mayor_signs(office):
    made = held(office, "executive", EXECUTIVE, MAYOR)
    minutes = sent(made)
    assert blocked(made, minutes, EXECUTIVE) == ["R44a"]
    sign(made, minutes, MAYOR)
    row = views.one_row(office.desk, minutes)
    assert (row.signer, row.state) == ("高远山", "待编号")


def test_R10_who_acts_for_the_mayor_signs_and_is_printed_so(office):
    delegate(office, MAYOR, EXECUTIVE, DAY, TODAY)
    made = held(office, "executive", EXECUTIVE, MAYOR)
    minutes = sent(made)
    sign(made, minutes, EXECUTIVE, on=TODAY)
    assert views.one_row(office.desk, minutes).signer == "林向南（代高远山）"
    assert any("林向南代高远山签发" in one.title for one in signing.explanations(office.desk, minutes))


def test_R10_R44a_the_day_after_the_delegation_ended_blocks(office):
    delegate(office, MAYOR, EXECUTIVE, DAY, date(2026, 11, 22))
    made = held(office, "executive", EXECUTIVE, MAYOR)
    minutes = sent(made)
    assert blocked(made, minutes, EXECUTIVE, on=TODAY) == ["R44a", "R10"]
    sign(made, minutes, EXECUTIVE, on=date(2026, 11, 22))


def test_R44b_a_delegated_deputys_minutes_are_signed_by_the_delegator_or_higher(office):
    for signer in (VICE, EXECUTIVE, MAYOR):
        made = held(office, "special", DEPUTY, VICE)
        minutes = sent(made, ("市水利局",))
        assert [blocked(made, minutes, wrong) for wrong in (DEPUTY, SECRETARY, OTHER)] == [["R44b"]] * 3
        sign(made, minutes, signer)


def test_R44d_a_delegator_reviews_what_is_raised_above_him(office):
    made = held(office, "special", DEPUTY, VICE)
    minutes = sent(made)
    assert state(made, minutes) == "待签发"
    assert blocked(made, minutes, MAYOR) == ["R44d"]
    review(made, minutes, VICE)
    sign(made, minutes, MAYOR)


def test_R44b_the_chair_left_the_post_before_signing_and_the_panel_says_so(office):
    made = held(office, "special", OTHER)
    minutes = sent(made, ("市林业局",))
    with office.desk.reading() as reader:
        post = reader.row("SELECT id, version FROM post WHERE person_id = :id", id=office.people[OTHER])
    people.end_post(office.desk, post["id"], post["version"], date(2026, 11, 22))
    assert "R44b" in blocked(made, minutes, OTHER)
    told = [fact for one in signing.explanations(office.desk, minutes) for fact in one.facts]
    assert any(label == "任职变动" and OTHER in value for label, value in told)
    sign(made, minutes, MAYOR)


def test_R50e_a_signature_has_opinion_and_full_date(office):
    made = held(office)
    minutes = sent(made)
    assert blocked(made, minutes, VICE, opinion="") == ["R50e"]
    assert blocked(made, minutes, VICE, on="11.23") == ["R50e"]
    signing.sign(office.desk, minutes, office.people[VICE], "同意", "2026年11月23日")


@pytest.mark.parametrize(("on", "why"), [(date(2026, 11, 19), "早于会议日期"), (date(2026, 11, 24), "还没有到")])
def test_a_signature_lies_between_the_meeting_and_today(office, on, why):
    made = held(office)
    with pytest.raises(Refusal, match=why):
        sign(made, sent(made), VICE, on=on)


def test_the_mayor_lets_somebody_else_sign_and_the_reason_stays(office):
    made = held(office, "executive", MAYOR)
    minutes = sent(made)
    permit = Permit("R44a", office.people[MAYOR], "市长口头同意")
    sign(made, minutes, EXECUTIVE, permits=[permit])
    released = [one.release for one in signing.explanations(office.desk, minutes) if one.release]
    assert released[0].reason == "市长口头同意"


def test_an_unknown_kind_of_meeting_stops_nobody(office):
    made = held(office, "unknown")
    minutes = sent(made)
    done = sign(made, minutes, DEPUTY)
    assert "规则未明确" in done.sentence
    assert state(made, minutes) == "待印发"


def test_another_pack_lets_the_secretary_general_sign_and_asks_no_reviews(desk):
    office = small_office(replace(desk, book=OTHER_PACK))
    made = held(office, "mayors_office", EXECUTIVE)
    deciding.decide(office.desk, made.items["关于校舍安全的汇报"], "agreed")
    minutes = composing.start(office.desk, made.id).id
    signing.send(office.desk, minutes)
    assert state(made, minutes) == "待签发"
    assert blocked(made, minutes, EXECUTIVE) == ["R44a"]
    sign(made, minutes, SECRETARY)
    assert state(made, minutes) == "待编号"


# -- reviews ----------------------------------------------------------------------------------------------------------


def test_R44d_another_leaders_unit_needs_that_leaders_review(office):
    made = held(office)
    minutes = sent(made, ("市教育局", "市林业局"))
    assert state(made, minutes) == "审核中"
    assert blocked(made, minutes, VICE) == ["R44d"]
    review(made, minutes, OTHER, "other_portfolio")
    assert state(made, minutes) == "待签发"
    sign(made, minutes, VICE)


def test_R44d_units_of_the_signer_alone_need_no_review(office):
    made = held(office)
    assert state(made, sent(made, ("市教育局", "市财政局"))) == "待签发"


def test_R44c_money_is_reviewed_by_the_finance_leader_unless_he_signs(office):
    made = held(office, chair=OTHER)
    minutes = sent(made, ("市林业局",), text="安排补助资金")
    assert blocked(made, minutes, OTHER) == ["R44c"]
    review(made, minutes, VICE, "finance")
    sign(made, minutes, OTHER)
    own = held(office, chair=VICE)
    minutes = sent(own, text="安排补助资金")
    (need,) = signing.needed_reviews(office.desk, minutes)
    assert (need.by_signature, need.done) == (True, True)
    sign(own, minutes, VICE)


def test_R44c_a_review_by_somebody_else_is_refused_with_the_rule(office):
    made = held(office, chair=OTHER)
    minutes = sent(made, ("市林业局",), text="安排补助资金")
    with pytest.raises(Refusal) as refused:
        review(made, minutes, SECRETARY, "finance")
    assert [one.rule for one in refused.value.findings] == ["R44c"]
    permit = Permit("R44c", office.people[MAYOR], "分管领导出访")
    review(made, minutes, SECRETARY, "finance", permits=[permit])
    assert state(made, minutes) == "待签发"


def test_one_act_gives_all_reviews_that_a_leader_owes(office):
    made = held(office, chair=OTHER)
    minutes = sent(made, ("市林业局", "市教育局"), text="安排补助资金")
    assert {need.step for need in signing.needed_reviews(office.desk, minutes)} == {"finance", "other_portfolio"}
    review(made, minutes, VICE)
    assert all(need.done for need in signing.needed_reviews(office.desk, minutes))
    with pytest.raises(Refusal, match="都已审核"):
        review(made, minutes, VICE)


def test_a_leader_who_does_not_agree_sends_the_minutes_back(office):
    made = held(office)
    minutes = sent(made, ("市林业局",))
    review(made, minutes, OTHER, opinion="时限太紧", agreed=False)
    assert state(made, minutes) == "起草"
    assert not any(need.done for need in signing.needed_reviews(office.desk, minutes))


def test_R44d_released_by_the_mayor_with_a_reason(office):
    made = held(office)
    minutes = sent(made, ("市林业局",))
    assert blocked(made, minutes, VICE, permits=[]) == ["R44d"]
    with pytest.raises(Refusal, match="理由"):
        sign(made, minutes, VICE, permits=[Permit("R44d", office.people[MAYOR], "")])
    with pytest.raises(Refusal, match="市长"):
        sign(made, minutes, VICE, permits=[Permit("R44d", office.people[SECRETARY], "急")])
    sign(made, minutes, VICE, permits=[Permit("R44d", office.people[MAYOR], "事急，事后补审")])


def test_R44d_a_review_dated_after_the_signature_does_not_count(office):
    made = held(office)
    minutes = sent(made, ("市林业局",))
    review(made, minutes, OTHER, on=TODAY)
    assert blocked(made, minutes, VICE, on=date(2026, 11, 22)) == ["R44d"]
    sign(made, minutes, VICE, on=TODAY)


def test_executive_minutes_need_no_reviews(office):
    made = held(office, "executive", MAYOR)
    assert signing.needed_reviews(office.desk, sent(made, ("市林业局",), text="安排补助资金")) == ()


def test_R44c_words_about_money_without_the_mark_warn_at_signing(office):
    made = held(office, chair=OTHER)
    minutes = drafted(made, ("市林业局",))
    edit(made, minutes, body="安排补助资金", finance=False)
    signing.send(office.desk, minutes)
    done = sign(made, minutes, OTHER)
    assert [one.rule for one in done.findings] == ["R44c"]


# -- changes afterwards -----------------------------------------------------------------------------------------------


def test_a_change_of_substance_after_a_review_ends_it(office):
    made = held(office)
    minutes = sent(made, ("市林业局",))
    review(made, minutes, OTHER)
    edit(made, minutes, body="完全不同的正文")
    assert state(made, minutes) == "起草"
    assert not any(need.done for need in signing.needed_reviews(office.desk, minutes))


def test_a_change_while_minutes_wait_for_their_signer_says_that_they_go_back(office):
    made = held(office)
    minutes = sent(made)
    assert state(made, minutes) == "待签发"
    assert "退回起草" in edit(made, minutes, body="由市财政局牵头")
    assert state(made, minutes) == "起草"
    assert "退回" not in edit(made, minutes, body="由市教育局牵头")


def test_blanks_and_commas_after_the_signature_change_nothing(office):
    made = held(office)
    minutes = signed(made, VICE)
    body = str(detail(made, minutes).fields["body"])
    told = edit(made, minutes, body=body.replace("。", "。 ") + "\n")
    assert "文字更正" in told or "没有改动" in told
    assert state(made, minutes) == "待编号"
    assert len(proposed(made, minutes)) == 1


def test_a_changed_body_after_the_signature_ends_it_and_withdraws_what_it_proposed(office):
    made = held(office)
    minutes = signed(made, VICE)
    told = edit(made, minutes, body="由市财政局牵头")
    assert "签发和审核失效" in told
    assert state(made, minutes) == "起草"
    row = detail(made, minutes)
    assert (row.fields["signed_on"], row.fields["signer"]) == (None, "")
    assert (len(proposed(made, minutes)), len(proposed(made, minutes, "撤回"))) == (0, 1)
    assert [in_force for *_, in_force in row.stamps] == [False]


@pytest.mark.parametrize("change", ["text", "drop", "add", "outcome"])
def test_changed_decisions_and_outcomes_end_the_signature(office, change):
    made = held(office)
    minutes = signed(made, VICE)
    (line,) = deciding.decisions(office.desk, made.id)
    item = made.items["关于校舍安全的汇报"]
    if change == "text":
        deciding.change_decision(office.desk, line.id, line.version, "另一件事", line.units)
    elif change == "drop":
        deciding.drop_decision(office.desk, line.id)
    elif change == "add":
        deciding.add_decision(office.desk, item, "又一件事", [])
    else:
        deciding.decide(office.desk, item, "in_principle")
    assert state(made, minutes) == "起草"
    assert proposed(made, minutes) == []


def test_unsigning_needs_a_reason_and_is_kept(office):
    made = held(office)
    minutes = signed(made, VICE)
    with pytest.raises(Refusal, match="理由"):
        signing.unsign(office.desk, minutes, "")
    signing.unsign(office.desk, minutes, "签错")
    assert state(made, minutes) == "待签发"
    with pytest.raises(Refusal, match="还没有签发"):
        signing.unsign(office.desk, minutes, "再来")


def test_a_signature_is_undone_whole(office):
    made = held(office)
    minutes = signed(made, VICE)
    undo(office.desk)
    assert state(made, minutes) == "待签发"
    assert detail(made, minutes).proposed == ()


def test_signing_twice_is_refused(office):
    made = held(office)
    minutes = signed(made, VICE)
    with pytest.raises(Refusal, match="已经签发"):
        sign(made, minutes, VICE)


def test_drafts_are_sent_before_they_are_signed(office):
    made = held(office)
    minutes = drafted(made)
    with pytest.raises(Refusal, match="送审"):
        sign(made, minutes, VICE)


def test_R8a_a_department_without_a_leader_only_warns(office):
    office.units["市水利局"] = people.add_unit(office.desk, people.UnitValues("市水利局", category="部门")).id
    made = held(office)
    minutes = sent(made, ("市水利局",))
    assert [one.rule for one in sign(made, minutes, VICE).findings] == ["R8a"]


def test_recomposing_takes_in_what_was_decided_since(office):
    made = held(office)
    minutes = drafted(made)
    deciding.add_decision(office.desk, made.items["关于校舍安全的汇报"], "补充一条", [])
    composing.recompose(office.desk, minutes)
    assert "补充一条" in detail(made, minutes).fields["body"]


def test_every_explanation_can_be_read(office):
    made = held(office)
    minutes = sent(made, ("市林业局",))
    titles = [one.title for one in explaining.explanations(office.desk, minutes)]
    assert "由谁签发" in titles
    assert any(title.startswith("审核：") for title in titles)
    assert "会议纪要印发" in titles
