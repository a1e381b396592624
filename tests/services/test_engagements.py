"""Invitations of leaders through the office: steps in order, answers, clashes, money, changes, giving up."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import people
from govtui.services.desk import Desk
from govtui.services.documents import registering
from govtui.services.documents.rows import NewIncoming
from govtui.services.meetings.engagements import handling, judging, listing, requesting, views
from govtui.services.meetings.engagements.rows import LeaderAsked, NewEngagement
from govtui.services.people import AbsenceValues, DelegationValues, PersonValues
from govtui.store.unit_of_work import Stale
from tests.offices import Office, small_office
from tests.services.engaged import (
    INVITATION,
    TUESDAY,
    asked,
    invited,
    leader_rows,
    meeting,
    planned_meeting,
    reviewed,
    rules_of,
    state,
)
from tests.services.papers_out import undo


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


def sentences(office: Office, engagement: int) -> str:
    return "；".join(one.sentence for one in views.detail(office.desk, engagement).findings)


def test_R66b_an_invitation_passes_the_section_and_the_secretary_general_before_the_leader(office: Office) -> None:
    found = invited(office)
    first = handling.stamp_plan(office.desk, found)
    assert (first.slot, first.act, first.step, first.missing) == ("serving_section", "提出意见", 0, "")
    handling.stamp(office.desk, [found], None, "拟同意，请审核")
    second = handling.stamp_plan(office.desk, found)
    assert ([one.name for one in second.seats], state(office, found)) == (["陆知行"], "审核中")
    done = handling.stamp(office.desk, [found], office.people["陆知行"])
    assert (state(office, found), done.findings) == ("待领导定", ())
    assert handling.stamp_plan(office.desk, found).done
    handling.answer(office.desk, leader_rows(office, found), "出席")
    detail = views.detail(office.desk, found)
    assert (detail.row.state, detail.row.leaders, rules_of(office, found)) == ("已定", "沈清河 出席", [])
    assert [(one[0], one[1], one[2]) for one in detail.stamps] == [("提出意见", "小李", True), ("审核", "陆知行", True)]


def test_R66b_anybody_of_the_serving_section_may_give_its_opinion(office: Office) -> None:
    clerk = people.add_person(office.desk, PersonValues("方小舟", unit_id=office.units["文秘科"])).id
    found = invited(office)
    assert [one.name for one in handling.stamp_plan(office.desk, found).seats] == ["方小舟"]
    assert handling.stamp(office.desk, [found], clerk).findings == ()
    assert views.detail(office.desk, found).stamps[0][1] == "方小舟"


def test_R66b_somebody_else_at_a_step_is_warned_of_and_not_stopped(office: Office) -> None:
    found = invited(office)
    handling.stamp(office.desk, [found], None)
    done = handling.stamp(office.desk, [found], office.people["苏一鸣"])
    assert [one.rule for one in done.findings] == ["R66b"]
    assert "应由秘书长陆知行审核" in done.findings[0].sentence
    assert state(office, found) == "待领导定"


def test_R10_who_acts_for_the_secretary_general_takes_the_step_only_within_the_delegation(office: Office) -> None:
    days = {"from_day": date(2026, 11, 20), "to_day": date(2026, 11, 22), "source": "办公室通知"}
    people.add_delegation(office.desk, DelegationValues(office.people["陆知行"], office.people["苏一鸣"], **days))
    in_time, late = invited(office), invited(office, "顾长风", place="别处")
    handling.stamp(office.desk, [in_time, late], None)
    within = handling.stamp(office.desk, [in_time], office.people["苏一鸣"], on=date(2026, 11, 22))
    assert within.findings == ()
    assert views.detail(office.desk, in_time).stamps[1][1] == "苏一鸣（代陆知行）"
    with pytest.raises(Refusal, match="期限内") as refused:
        handling.stamp(office.desk, [late], office.people["苏一鸣"], on=date(2026, 11, 23))
    assert {one.rule for one in refused.value.findings} == {"R10"}


def test_R66b_settled_without_its_steps_is_warned_of(office: Office) -> None:
    found = invited(office)
    done = handling.answer(office.desk, leader_rows(office, found), "出席")
    assert "没有经过对应协调服务科室提出意见、秘书长审核" in [one.sentence for one in done.findings]
    assert (state(office, found), rules_of(office, found)) == ("已定", ["R66b"])
    assert "没有经过" not in sentences(office, reviewed(office, "顾长风"))


def test_R66b_a_step_that_was_passed_over_is_made_up_for_and_changes_nothing_else(office: Office) -> None:
    found = invited(office)
    handling.answer(office.desk, leader_rows(office, found), "出席")
    with pytest.raises(Refusal, match="退回或取消"):
        handling.stamp(office.desk, [found], None, "不同意", agreed=False)
    first = handling.stamp(office.desk, [found], None, "拟同意")
    assert ["秘书长审核" in one.sentence for one in first.findings] == [True]
    handling.stamp(office.desk, [found], office.people["陆知行"])
    assert (state(office, found), rules_of(office, found)) == ("已定", [])


def test_a_pack_without_a_table_of_invitations_skips_the_steps_and_says_that_the_rules_are_silent(
    office: Office,
) -> None:
    desk = replace(office.desk, book=replace(office.desk.book, invitations=None))
    found = invited(office, budget_source="")
    assert handling.stamp_plan(desk, found).done
    assert handling.answer(desk, leader_rows(office, found), "出席").findings == ()
    assert any(one.silent for one in judging.explanations(desk, found))


def test_R66b_a_leader_wanted_twice_in_one_hour_is_told_with_both(office: Office) -> None:
    first = invited(office, title="甲活动")
    second = invited(office, title="乙活动", place="别处", starts=TUESDAY + timedelta(minutes=90))
    (told,) = (one for one in views.detail(office.desk, second).findings if one.rule == "R66b")
    assert told.sentence == "沈清河11-24 周二同一时间有两项：10:30《乙活动》、09:00《甲活动》"
    assert views.one_row(office.desk, first).conflicts == 1
    (conflict,) = views.detail(office.desk, first).conflicts
    assert (conflict.what, conflict.row_id) == ("沈清河", second)


@pytest.mark.parametrize("change", ["after", "other", "declined", "cancelled"])
def test_R66b_no_clash_with_what_is_later_or_off_or_declined(office: Office, change: str) -> None:
    first = invited(office, title="甲活动", place="别处")
    later = TUESDAY + timedelta(minutes=120 if change == "after" else 30)
    second = invited(office, "顾长风" if change == "other" else "沈清河", title="乙活动", starts=later)
    if change == "declined":
        handling.answer(office.desk, leader_rows(office, first), "婉拒")
    if change == "cancelled":
        handling.cancel(office.desk, [first], "不办了")
    assert rules_of(office, second) == []


def test_R66b_meetings_count_as_well_and_a_room_is_not_given_twice(office: Office) -> None:
    planned_meeting(office, TUESDAY, "高远山", "沈清河")
    found = invited(office, place="第一会议室")
    told = sentences(office, found)
    assert "沈清河11-24 周二同一时间有两项" in told
    assert "第一会议室11-24 周二同一时间两处占用" in told
    assert "第3次常务会议" in told


def test_R66b_a_member_on_leave_or_a_cancelled_meeting_takes_no_time(office: Office) -> None:
    with_leave = planned_meeting(office, TUESDAY, "高远山", "沈清河")
    planned_meeting(office, TUESDAY, "沈清河", state="取消")
    with office.desk.writing("meeting.leave") as uow:
        uow.execute("UPDATE meeting_attendee SET reply = '请假' WHERE name = '沈清河'")
        uow.say("请假", "meeting", with_leave)
    assert rules_of(office, invited(office)) == []


def test_R66b_a_leader_who_is_away_that_day_is_told(office: Office) -> None:
    away = AbsenceValues(office.people["沈清河"], date(2026, 11, 24), date(2026, 11, 25), place="省城")
    people.report_absence(office.desk, away)
    assert "沈清河11-24 周二外出（至11-25 周三）" in sentences(office, invited(office))
    assert "外出" not in sentences(office, invited(office, starts=datetime(2026, 11, 26, 9)))


def test_R66c_an_event_without_a_source_of_money_is_told(office: Office) -> None:
    assert rules_of(office, invited(office, budget_source=" ")) == ["R66c"]
    assert rules_of(office, meeting(office, budget_source="")) == ["R66c"]
    plan = requesting.request(office.desk, NewEngagement("活动", "调研", starts=TUESDAY))
    assert plan.findings == ()


def test_it_is_settled_when_all_leaders_answered_and_declined_when_nobody_comes(office: Office) -> None:
    found = reviewed(office, "沈清河", "顾长风")
    first, second = leader_rows(office, found)
    handling.answer(office.desk, [first], "婉拒")
    assert (state(office, found), views.one_row(office.desk, found).waits) == ("待领导定", "顾长风")
    handling.answer(office.desk, [second], "婉拒")
    assert state(office, found) == "婉拒"
    handling.answer(office.desk, [second], "出席")
    assert state(office, found) == "已定"
    handling.answer(office.desk, [second], "待定")
    assert state(office, found) == "待领导定"


def test_R66b_whoever_goes_instead_must_be_free(office: Office) -> None:
    invited(office, "顾长风", title="乙活动", place="别处")
    found = reviewed(office)
    done = handling.answer(office.desk, leader_rows(office, found), "改派", office.people["顾长风"])
    assert ["顾长风11-24 周二同一时间有两项" in one.sentence for one in done.findings] == [True]
    assert views.one_row(office.desk, found).leaders == "沈清河 改派顾长风"
    with pytest.raises(Refusal, match="请选别人"):
        handling.answer(office.desk, leader_rows(office, found), "改派", office.people["沈清河"])
    with pytest.raises(Refusal, match="通讯录"):
        handling.answer(office.desk, leader_rows(office, found), "改派")


def test_an_entry_of_the_plan_is_settled_at_once_and_its_leaders_go(office: Office) -> None:
    entry = NewEngagement("活动", "慰问走访", starts=TUESDAY, leaders=asked(office, "高远山"))
    found = requesting.request(office.desk, entry).id
    row = views.one_row(office.desk, found)
    assert (row.state, row.leaders, row.waits) == ("已定", "高远山 出席", "")
    undated = requesting.request(office.desk, replace(entry, starts=None)).id
    assert state(office, undated) == "待处理"
    handling.settle(office.desk, [undated])
    assert state(office, undated) == "已定"


def test_an_invitation_is_not_settled_over_the_heads_of_its_leaders(office: Office) -> None:
    with pytest.raises(Refusal, match="还要等沈清河答复"):
        handling.settle(office.desk, [reviewed(office)])
    nobody = requesting.request(office.desk, replace(INVITATION, unit="市林业局")).id
    with pytest.raises(Refusal, match="请哪位领导"):
        handling.settle(office.desk, [nobody])


def test_when_the_time_moves_leaders_are_asked_anew_and_other_changes_keep_their_answer(office: Office) -> None:
    found = reviewed(office)
    handling.answer(office.desk, leader_rows(office, found), "出席")

    def change(**values: object) -> str:
        entry = requesting.engagement_of(office.desk, found)
        version = views.one_row(office.desk, found).version
        return requesting.change(office.desk, found, version, replace(entry, **values)).sentence  # type: ignore[arg-type]

    change(place="新会场")
    assert views.one_row(office.desk, found).leaders == "沈清河 出席"
    assert "重新请示沈清河" in change(starts=TUESDAY + timedelta(days=1))
    row = views.one_row(office.desk, found)
    assert (row.state, row.leaders) == ("待领导定", "沈清河 待定")
    handling.answer(office.desk, leader_rows(office, found), "出席")
    assert "增请顾长风" in change(leaders=asked(office, "沈清河", "顾长风"))
    assert (state(office, found), views.one_row(office.desk, found).leaders) == (
        "待领导定",
        "沈清河 出席、顾长风 待定",
    )
    assert "不再请顾长风" in change(leaders=asked(office, "沈清河"))
    assert state(office, found) == "已定"


def test_what_the_form_shows_is_what_was_entered(office: Office) -> None:
    entry = replace(
        INVITATION,
        unit_id=office.units["市财政局"],
        unit="市财政局",
        scope="各县区\n有关部门",
        people_count=80,
        speech="致辞稿由主办单位起草",
        media=True,
        vehicle="中巴",
        contact="周某",
        phone="0000-1",
        requested_on=date(2026, 11, 20),
        leaders=(*asked(office, "沈清河"), LeaderAsked(None, "省厅某厅长", "致辞")),
    )
    found = requesting.request(office.desk, entry).id
    again = requesting.engagement_of(office.desk, found)
    assert again.starts is not None
    assert replace(again, starts=again.starts.replace(tzinfo=None)) == entry


def test_an_older_form_does_not_overwrite_a_newer_change(office: Office) -> None:
    found = invited(office)
    entry, version = requesting.engagement_of(office.desk, found), views.one_row(office.desk, found).version
    requesting.change(office.desk, found, version, replace(entry, place="一楼"))
    with pytest.raises(Stale):
        requesting.change(office.desk, found, version, replace(entry, place="二楼"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": " "}, "活动名称"),
        ({"kind": "饭局"}, "类别只能是"),
        ({"kind": "部门会议", "unit_id": None}, "哪个单位"),
        ({"minutes": -5}, "负数"),
        ({"starts": None}, "开始时间"),
        ({"note": "机密★三年"}, "涉密"),
        ({"requested_on": date(2026, 12, 1)}, "还没有到"),
    ],
)
def test_what_cannot_be_entered_is_refused_in_one_sentence(
    office: Office, changes: dict[str, object], words: str
) -> None:
    entry = replace(INVITATION, **{"unit_id": office.units["市财政局"], **changes})  # type: ignore[arg-type]
    with pytest.raises(Refusal, match=words):
        requesting.request(office.desk, entry)
    assert listing.EngagementList(office.desk).count() == 0


def test_a_returned_request_begins_its_steps_anew(office: Office) -> None:
    found = invited(office)
    handling.stamp(office.desk, [found], None)
    handling.stamp(office.desk, [found], office.people["陆知行"], "时间不合适", agreed=False)
    assert state(office, found) == "退回"
    with pytest.raises(Refusal, match="不能"):
        handling.answer(office.desk, leader_rows(office, found), "出席")
    handling.resubmit(office.desk, [found])
    assert (state(office, found), handling.stamp_plan(office.desk, found).step) == ("待处理", 0)


def test_giving_up_asks_for_a_reason_and_a_cancelled_one_stays_so(office: Office) -> None:
    found = reviewed(office)
    with pytest.raises(Refusal, match="理由"):
        handling.return_engagement(office.desk, [found], " ")
    handling.cancel(office.desk, [found], "改期另报")
    assert (state(office, found), rules_of(office, found)) == ("取消", [])
    version = views.one_row(office.desk, found).version
    with pytest.raises(Refusal, match="已取消"):
        requesting.change(office.desk, found, version, requesting.engagement_of(office.desk, found))
    for act in (handling.settle, handling.resubmit):
        with pytest.raises(Refusal):
            act(office.desk, [found])


def test_several_are_handled_in_one_act_or_none(office: Office) -> None:
    ready, wrong = [invited(office), invited(office, "顾长风")], reviewed(office, "高远山")
    with pytest.raises(Refusal, match="没有要办的审核环节"):
        handling.stamp(office.desk, [*ready, wrong], None)
    assert {state(office, one) for one in ready} == {"待处理"}
    done = handling.stamp(office.desk, ready, None)
    assert (done.count, {state(office, one) for one in ready}) == (2, {"审核中"})
    undo(office.desk)
    assert {state(office, one) for one in ready} == {"待处理"}


def test_an_invitation_begins_from_the_paper_that_asks_for_it(office: Office) -> None:
    paper = registering.register(
        office.desk, NewIncoming(sender="市财政局", sender_id=office.units["市财政局"], title="关于请领导出席的请示")
    )
    entry = requesting.from_paper(office.desk, paper.id)
    assert (entry.kind, entry.title, entry.unit_id, entry.requested_on, entry.incoming_id) == (
        "邀请",
        "关于请领导出席的请示",
        office.units["市财政局"],
        date(2026, 11, 23),
        paper.id,
    )
    assert listing.EngagementList(office.desk).count() == 0


def test_queues_hold_what_their_names_say(office: Office) -> None:
    todo, leader = invited(office), reviewed(office, "顾长风")
    settled = reviewed(office, "高远山", title="后天的活动", starts=TUESDAY + timedelta(days=1))
    over = reviewed(office, "林向南", title="上周的活动", starts=TUESDAY - timedelta(days=7))
    for one in (settled, over):
        handling.answer(office.desk, leader_rows(office, one), "出席")
    own = meeting(office)
    held = {
        one.id: [row.id for row in listing.EngagementList(office.desk, one.id).rows(0, 9)]
        for one in listing.queue_counts(office.desk)
    }
    assert held == {
        "todo": [todo, own],
        "leader": [leader],
        "settled": [settled],
        "departments": [own],
        "engagements": [own, over, settled, leader, todo],
    }
    assert {one.id: one.count for one in listing.queue_counts(office.desk)} == {k: len(v) for k, v in held.items()}
    assert [row.id for row in listing.EngagementList(office.desk, "engagements", "上周").rows(0, 9)] == [over]
