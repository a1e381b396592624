"""Leave of a meeting: who grants it, what it still lacks, what the list then says (art. 43)."""

from datetime import date, datetime

import pytest

from govtui.domain.clock import in_china
from govtui.domain.refusal import Refusal
from govtui.services import journal, people
from govtui.services.desk import Desk
from govtui.services.gates import Permit
from govtui.services.meetings import attendance, leaving
from govtui.services.people import DelegationValues
from tests.services.sittings import COUNTY, House, build_house, change, day, line, listed, put_on, sit

NOW = datetime(2026, 11, 23, 9, 0)


@pytest.fixture
def house(desk: Desk) -> House:
    return build_house(desk)


def asked(house: House, meeting: int, name: str) -> int:
    """A leave that somebody asks for: its id."""
    leaving.ask_leave(house.desk, line(house, meeting, name), "外出招商")
    return leaving.leaves(house.desk, meeting)[-1].id


def one_leave(house: House, meeting: int, leave: int) -> leaving.LeaveRow:
    return next(row for row in leaving.leaves(house.desk, meeting) if row.id == leave)


def test_R43a_the_mayor_grants_a_leaders_leave(house: House) -> None:
    meeting = sit(house)
    leave = asked(house, meeting, "沈清河")
    assert one_leave(house, meeting, leave).lacks == ("市长批准",)
    done = leaving.grant(house.desk, leave, house.person("高远山"), day(22))
    assert done.findings == ()
    assert done.sentence == "executive 会议：高远山批准沈清河请假"
    row, found = listed(house, meeting)["沈清河"], one_leave(house, meeting, leave)
    assert (row.reply, row.warning, found.state, found.approved, found.lacks) == ("请假", "", "批准", day(22), ())
    assert row.leave == found


def test_R43a_the_secretary_general_is_stopped_and_nothing_is_written(house: House) -> None:
    meeting = sit(house)
    leave = asked(house, meeting, "沈清河")
    before = journal.next_undo(house.desk)
    with pytest.raises(Refusal, match="不能由秘书长陆知行批准") as stopped:
        leaving.grant(house.desk, leave, house.person("陆知行"))
    assert [one.rule for one in stopped.value.findings] == ["R43a"]
    assert one_leave(house, meeting, leave).state == "申请"
    assert listed(house, meeting)["沈清河"].reply == "未回复"
    assert journal.next_undo(house.desk) == before


def test_R43a_the_mayor_may_let_it_pass_with_a_reason(house: House) -> None:
    meeting = sit(house)
    leave = asked(house, meeting, "沈清河")
    permit = Permit("R43a", house.person("高远山"), "市长电话同意")
    leaving.grant(house.desk, leave, house.person("陆知行"), permits=[permit])
    assert one_leave(house, meeting, leave).lacks == ()


def test_R43a_R10_who_acts_for_the_mayor_grants_it_until_the_delegation_ends(house: House) -> None:
    terms = DelegationValues(house.person("高远山"), house.person("林向南"), day(16), day(20), "市长批示")
    people.add_delegation(house.desk, terms)
    meeting = sit(house)
    leave = asked(house, meeting, "沈清河")
    with pytest.raises(Refusal) as stopped:
        leaving.grant(house.desk, leave, house.person("林向南"), day(21))
    assert [one.rule for one in stopped.value.findings] == ["R43a", "R10"]
    leaving.grant(house.desk, leave, house.person("林向南"), day(20))
    assert one_leave(house, meeting, leave).approver == "林向南（代高远山）"
    assert one_leave(house, meeting, leave).lacks == ()


def test_R43b_a_heads_leave_stays_incomplete_until_all_three_are_there(house: House) -> None:
    meeting = sit(house, "plenary")
    leave = asked(house, meeting, "魏长河")
    wrong = leaving.grant(house.desk, leave, house.person("陆知行"))
    assert {one.rule for one in wrong.findings} == {"R43b"}
    assert one_leave(house, meeting, leave).lacks == ("市长批准", "总值班室备案", "列席副职")
    assert listed(house, meeting)["魏长河"].warning == "请假还缺市长批准、总值班室备案、列席副职"
    leaving.grant(house.desk, leave, house.person("高远山"))
    leaving.file_with_duty(house.desk, leave, datetime(2026, 11, 23, 8, 30), "小陈")
    assert one_leave(house, meeting, leave).lacks == ("列席副职",)
    leaving.name_deputy(house.desk, leave, "韩副局长", "副局长")
    found, row = one_leave(house, meeting, leave), listed(house, meeting)["魏长河"]
    assert (found.lacks, found.duty_filed) == ((), in_china(datetime(2026, 11, 23, 8, 30)))
    assert (row.reply, row.deputy, row.warning) == ("代会", "韩副局长", "")


def test_R43b_county_heads_too_but_not_at_a_special_meeting(house: House) -> None:
    meeting = sit(house)
    put_on(house, meeting, "甲", COUNTY)
    plan = leaving.leave_plan(house.desk, line(house, meeting, "方既白"))
    assert (plan.rule, plan.approver_title, plan.duty_filing, plan.deputy) == ("R43b", "市长", True, True)
    special = sit(house, "special", chair="沈清河")
    put_on(house, special, "甲", COUNTY)
    other = leaving.leave_plan(house.desk, line(house, special, "方既白"))
    assert (other.rule, [seat.name for seat in other.approvers]) == ("R43c", ["沈清河"])
    assert (other.duty_filing, other.deputy, other.silent) == (False, False, False)


def test_R43c_only_the_chair_grants_leave_of_a_special_meeting(house: House) -> None:
    meeting = sit(house, "special", chair="沈清河")
    put_on(house, meeting, "甲", "市财政局")
    leave = asked(house, meeting, "魏长河")
    with pytest.raises(Refusal) as stopped:
        leaving.grant(house.desk, leave, house.person("高远山"))
    assert [one.rule for one in stopped.value.findings] == ["R43c"]
    leaving.grant(house.desk, leave, house.person("沈清河"))
    assert one_leave(house, meeting, leave).lacks == ()


def test_where_the_rules_are_silent_anybody_grants_it_and_why_says_so(house: House) -> None:
    meeting = sit(house)
    commander = line(house, meeting, "雷震川")
    assert leaving.leave_plan(house.desk, commander).silent
    assert leaving.explain_leave(house.desk, commander).silent
    assert leaving.leave(house.desk, commander, "演习", house.person("陆知行")).findings == ()
    assert listed(house, meeting)["雷震川"].leave is not None


def test_R43b_leave_in_one_act_holds_everything(house: House) -> None:
    meeting = sit(house, "plenary")
    head, mayor = line(house, meeting, "魏长河"), house.person("高远山")
    done = leaving.leave(house.desk, head, "招商", mayor, duty_filed=True, deputy="韩敬之", deputy_title="副局长")
    assert (done.findings, done.sentence) == (
        (),
        "executive 会议：高远山批准魏长河请假，副局长韩敬之代会".replace("executive", "plenary"),
    )
    (found,) = leaving.leaves(house.desk, meeting)
    assert (found.lacks, found.reason, found.rule) == ((), "招商", "R43b")
    last = journal.next_undo(house.desk)
    assert last is not None
    journal.undo(house.desk, last.seq)
    assert leaving.leaves(house.desk, meeting) == ()
    assert listed(house, meeting)["魏长河"].reply == "未回复"


def test_R43a_leave_in_one_act_that_is_stopped_leaves_nothing_behind(house: House) -> None:
    meeting = sit(house)
    with pytest.raises(Refusal, match="不能由"):
        leaving.leave(house.desk, line(house, meeting, "沈清河"), "出差", house.person("陆知行"))
    assert leaving.leaves(house.desk, meeting) == ()


def test_R43b_what_the_duty_room_was_not_told_of_is_listed(house: House) -> None:
    meeting, cancelled = sit(house, "plenary"), sit(house, "plenary")
    leave = asked(house, meeting, "魏长河")
    asked(house, meeting, "沈清河")
    asked(house, cancelled, "魏长河")
    change(house, "meeting", cancelled, cancelled, state="取消")
    (found,) = leaving.unfiled(house.desk)
    assert (found.leave.id, found.meeting_id, found.leave.person) == (leave, meeting, "魏长河")
    leaving.file_with_duty(house.desk, leave)
    assert leaving.unfiled(house.desk) == ()


def test_a_leave_refused_or_taken_back_means_that_the_person_is_expected(house: House) -> None:
    meeting = sit(house)
    first = asked(house, meeting, "沈清河")
    with pytest.raises(Refusal, match="理由"):
        leaving.refuse(house.desk, first, " ")
    leaving.refuse(house.desk, first, "议题由其汇报")
    assert one_leave(house, meeting, first).state == "不批"
    second = asked(house, meeting, "沈清河")
    leaving.grant(house.desk, second, house.person("高远山"))
    with pytest.raises(Refusal, match="已批准"):
        leaving.refuse(house.desk, second, "不同意")
    leaving.take_back(house.desk, second)
    assert listed(house, meeting)["沈清河"].reply == "未回复"
    with pytest.raises(Refusal, match="撤回"):
        leaving.grant(house.desk, second, house.person("高远山"))


def test_one_leave_at_a_time_and_granted_once(house: House) -> None:
    meeting = sit(house)
    leave = asked(house, meeting, "沈清河")
    with pytest.raises(Refusal, match="已经请过假"):
        leaving.ask_leave(house.desk, line(house, meeting, "沈清河"), "又请")
    leaving.grant(house.desk, leave, house.person("高远山"))
    with pytest.raises(Refusal, match="已由高远山批准"):
        leaving.grant(house.desk, leave, house.person("高远山"))


def test_who_has_leave_is_neither_answered_for_nor_removed(house: House) -> None:
    meeting = sit(house)
    leave = asked(house, meeting, "苏一鸣")
    leaving.grant(house.desk, leave, house.person("高远山"))
    row = line(house, meeting, "苏一鸣")
    with pytest.raises(Refusal, match="先撤回请假"):
        attendance.reply(house.desk, [row], "参加")
    with pytest.raises(Refusal, match="先撤回请假"):
        attendance.remove_attendee(house.desk, [row])
    attendance.reply(house.desk, [row], "代会", "韩敬之")
    assert one_leave(house, meeting, leave).deputy == "韩敬之"


def test_days_and_moments_to_come_people_unknown_and_secrets_are_refused(house: House) -> None:
    meeting = sit(house)
    leave = asked(house, meeting, "沈清河")
    for act in (
        lambda: leaving.grant(house.desk, leave, house.person("高远山"), date(2026, 11, 24)),
        lambda: leaving.grant(house.desk, leave, None),
        lambda: leaving.file_with_duty(house.desk, leave, datetime(2026, 11, 23, 9, 1)),
        lambda: leaving.name_deputy(house.desk, leave, ""),
        lambda: leaving.ask_leave(house.desk, line(house, meeting, "顾长风"), "机密★一年"),
    ):
        with pytest.raises(Refusal):
            act()
    assert one_leave(house, meeting, leave).state == "申请"


def test_a_leave_follows_the_list_over_changes_of_the_agenda(house: House) -> None:
    meeting = sit(house)
    item = put_on(house, meeting, "甲", "市财政局")
    leave = asked(house, meeting, "魏长河")
    leaving.grant(house.desk, leave, house.person("高远山"))
    change(house, "agenda_item", item, meeting, state="撤下")
    row = listed(house, meeting)["魏长河"]
    assert row.leave is not None
    assert row.reply == "请假"
    assert "没有要到会的议题了" in row.warning
