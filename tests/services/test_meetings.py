"""Planning, changing, notifying, opening, closing and cancelling meetings."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from govtui.domain.clock import CHINA
from govtui.domain.refusal import Refusal, Stale
from govtui.rulebook.meetings import Quorum
from govtui.services import journal, numbers
from govtui.services.gates import Permit
from govtui.services.meetings import agenda, calling, listing, views
from govtui.services.meetings.engagements import requesting
from govtui.services.meetings.engagements.rows import LeaderAsked, NewEngagement
from govtui.services.meetings.minutes import deciding
from govtui.services.meetings.rows import MeetingSaved, NewMeeting
from govtui.services.people import AbsenceValues, DelegationValues, add_delegation, report_absence
from tests.offices import Office
from tests.services.meeting_rooms import (
    ASSISTING,
    EXECUTIVE,
    IN_CHARGE,
    MAYOR,
    NINE,
    SECRETARY,
    items,
    listed_meeting,
    meeting_office,
    planned_meeting,
    ready_topics,
    running_meeting,
    state,
)

MORNING = datetime(2026, 11, 23, 9, 0)
TODAY = MORNING.date()


@pytest.fixture
def office(desk) -> Office:
    return meeting_office(desk)


def row(office: Office, meeting: int):
    return views.one_row(office.desk, meeting)


def change(office: Office, meeting: int, **changes) -> MeetingSaved:
    entry = replace(calling.meeting_of(office.desk, meeting), **changes)
    return calling.change(office.desk, meeting, row(office, meeting).version, entry)


def delegated(office: Office, giver: str, taker: str, first: date = TODAY, last: date = TODAY, kind: str = "主持会议"):
    values = DelegationValues(office.people[giver], office.people[taker], first, last, "11月20日批示", kind=kind)
    return add_delegation(office.desk, values)


# -- planning ---------------------------------------------------------------------------------------------------------


def test_a_planned_meeting_has_its_ordinal_chair_and_name(office):
    saved = calling.plan(office.desk, calling.propose(office.desk, "executive"))
    found = row(office, saved.id)
    assert (found.name, found.chair, found.state) == ("市人民政府第1次常务会议", MAYOR, "筹备")
    assert found.starts is not None
    assert found.starts.date() == TODAY + timedelta(days=1)
    assert [one.id for one in listing.MeetingList(office.desk, "coming").rows(0, 9)] == [saved.id]
    assert journal.next_undo(office.desk).sentence == saved.sentence


def test_the_next_one_is_proposed_like_the_last(office):
    planned_meeting(office, room="第二会议室", minutes=90, demands="每个议题汇报不超过10分钟")
    entry = calling.propose(office.desk, "executive", date(2026, 12, 10))
    assert (entry.ordinal, entry.room, entry.minutes) == (2, "第二会议室", 90)
    assert entry.starts is not None
    assert (entry.starts.date(), entry.starts.hour) == (date(2026, 12, 10), 9)
    assert entry.demands.startswith("每个议题")


def test_R38a_R39a_who_sits_is_on_the_list_as_soon_as_a_meeting_is_planned(office):
    meeting = planned_meeting(office, "executive")
    members = {one.name for one in views.detail(office.desk, meeting).attendees if one.part == "出席"}
    assert members == {MAYOR, EXECUTIVE, IN_CHARGE, "顾长风", SECRETARY}


def test_a_meeting_needs_a_time_and_a_known_kind(office):
    with pytest.raises(Refusal, match="开会时间"):
        calling.plan(office.desk, NewMeeting("executive"))
    with pytest.raises(Refusal, match="没有“council”这种会议"):
        calling.plan(office.desk, NewMeeting("council", NINE))
    with pytest.raises(Refusal, match="时长"):
        calling.plan(office.desk, NewMeeting("executive", NINE, minutes=9999))


def test_a_text_that_looks_classified_is_refused(office):
    with pytest.raises(Refusal):
        planned_meeting(office, papers="机密★10年")


def test_a_special_meeting_is_called_by_its_subject_and_has_no_ordinal(office):
    meeting = planned_meeting(office, "special", subject="冬春农田水利")
    assert row(office, meeting).name == "冬春农田水利专题会议"
    assert calling.meeting_of(office.desk, meeting).ordinal is None


# -- ordinals ---------------------------------------------------------------------------------------------------------


def test_R1_the_first_of_two_terms_are_both_legal_one_twice_in_a_term_is_refused(office):
    entry = NewMeeting("plenary", NINE, ordinal=1, chair_id=office.people[MAYOR])
    fifth, sixth = (replace(office.desk, settings={numbers.TERM: term}) for term in "56")
    calling.plan(fifth, entry)
    with pytest.raises(Refusal, match="第5届已有第1次全体会议"):
        calling.plan(fifth, entry)
    first = calling.plan(sixth, entry)
    assert row(office, first.id).name == "市人民政府第1次全体会议"
    assert views.detail(office.desk, first.id).fields["term"] == 6


def test_R1_ordinals_of_two_kinds_do_not_meet(office):
    planned_meeting(office, "plenary", ordinal=1)
    assert row(office, planned_meeting(office, "executive", ordinal=1)).name == "市人民政府第1次常务会议"


def test_R1_ordinals_go_on_after_the_numbers_of_the_paper_book(office):
    numbers.set_start(office.desk, "executive_minutes", 1, 36, "接纸质簿")
    assert calling.propose(office.desk, "executive").ordinal == 37
    assert row(office, planned_meeting(office)).name == "市人民政府第37次常务会议"


def test_R1_a_cancelled_meeting_frees_its_ordinal(office):
    first, second = planned_meeting(office), planned_meeting(office)
    assert calling.propose(office.desk, "executive").ordinal == 3
    calling.cancel(office.desk, first, "改期另行通知")
    assert calling.propose(office.desk, "executive").ordinal == 1
    assert row(office, second).name == "市人民政府第2次常务会议"


def test_R1_an_ordinal_whose_number_was_set_aside_for_nothing_is_proposed_again(office):
    meeting = planned_meeting(office, starts=MORNING)
    calling.open_meeting(office.desk, meeting)
    calling.put_back(office.desk, meeting, "误操作")
    calling.cancel(office.desk, meeting, "不开了")
    assert calling.propose(office.desk, "executive").ordinal == 1


def test_changing_keeps_the_ordinal_and_another_kind_takes_its_own(office):
    meeting = planned_meeting(office)
    change(office, meeting, room="第三会议室")
    assert row(office, meeting).name == "市人民政府第1次常务会议"
    change(office, meeting, kind="plenary", ordinal=None)
    assert row(office, meeting).name == "市人民政府第1次全体会议"


# -- chairs -----------------------------------------------------------------------------------------------------------


def test_R7a_planning_under_the_executive_vice_mayor_only_warns(office):
    saved = calling.plan(office.desk, NewMeeting("executive", NINE, chair_id=office.people[EXECUTIVE]))
    assert [one.rule for one in saved.findings] == ["R7a"]
    assert [one.rule for one in agenda.board(office.desk, saved.id).findings] == ["R7a"]


def test_R7a_the_executive_vice_mayor_does_not_open_without_a_delegation(office):
    meeting = planned_meeting(office, starts=MORNING, chair=EXECUTIVE)
    with pytest.raises(Refusal, match="没有委托") as refused:
        calling.open_meeting(office.desk, meeting)
    assert [one.rule for one in refused.value.findings] == ["R7a"]
    assert row(office, meeting).state == "筹备"


def test_R7a_with_a_delegation_the_executive_vice_mayor_opens_and_it_is_printed(office):
    delegated(office, MAYOR, EXECUTIVE)
    meeting = planned_meeting(office, starts=MORNING, chair=EXECUTIVE)
    said = calling.open_meeting(office.desk, meeting).sentence
    assert row(office, meeting).chair == "林向南（受市长委托）"
    assert "林向南（受市长委托）主持" in said
    assert views.detail(office.desk, meeting).fields["chair_source"].startswith("通讯录登记的主持会议委托")


def test_R7a_the_mayors_own_chair_is_printed_without_a_delegation(office):
    delegated(office, MAYOR, EXECUTIVE)
    assert row(office, planned_meeting(office, starts=MORNING)).chair == MAYOR


def test_R7a_the_delegate_is_proposed_while_the_mayor_is_away(office):
    report_absence(office.desk, AbsenceValues(office.people[MAYOR], TODAY, TODAY, "出访"))
    delegated(office, MAYOR, EXECUTIVE, kind="主持工作")
    entry = calling.propose(office.desk, "executive", TODAY)
    assert (entry.chair_id, entry.chair_for_id) == (office.people[EXECUTIVE], office.people[MAYOR])
    assert calling.propose(office.desk, "executive", TODAY + timedelta(days=1)).chair_id == office.people[MAYOR]


def test_R7a_R10_a_meeting_put_off_beyond_the_delegation_does_not_open(office, desk_at):
    delegated(office, MAYOR, EXECUTIVE)
    meeting = planned_meeting(office, starts=MORNING, chair=EXECUTIVE)
    assert not agenda.board(office.desk, meeting).findings
    saved = change(office, meeting, starts=MORNING + timedelta(days=1))
    assert [one.rule for one in saved.findings] == ["R7a"]
    tomorrow = desk_at(MORNING + timedelta(days=1))
    with pytest.raises(Refusal, match="不在委托期限内"):
        calling.open_meeting(tomorrow, meeting)


def test_R7a_a_release_by_the_mayor_lets_the_meeting_begin_and_stays(office):
    meeting = planned_meeting(office, starts=MORNING, chair=EXECUTIVE)
    permit = Permit("R7a", office.people[MAYOR], "电话同意，委托随后补办")
    with pytest.raises(Refusal, match="只有市长能放行"):
        calling.open_meeting(office.desk, meeting, permits=[replace(permit, person_id=office.people[SECRETARY])])
    calling.open_meeting(office.desk, meeting, permits=[permit])
    (told, *_) = calling.explain_chair(office.desk, meeting)
    assert told.release is not None
    assert "电话同意" in told.release.reason


def test_R7a_what_was_released_at_planning_holds_for_that_chair_only(office):
    permit = Permit("R7a", office.people[MAYOR], "市长当面委托")
    entry = NewMeeting("executive", MORNING, room="一", chair_id=office.people[EXECUTIVE])
    saved = calling.plan(office.desk, entry, [permit])
    assert saved.findings == ()
    other = calling.plan(office.desk, replace(entry, ordinal=5), [permit])
    change(office, other.id, chair_id=office.people[MAYOR])
    change(office, other.id, chair_id=office.people[EXECUTIVE])
    with pytest.raises(Refusal, match="没有委托"):
        calling.open_meeting(office.desk, other.id)
    assert calling.open_meeting(office.desk, saved.id).count == 1


def test_R40_a_deputy_secretary_general_opens_only_on_a_leaders_word(office):
    meeting = planned_meeting(office, "special", starts=MORNING, chair=ASSISTING)
    with pytest.raises(Refusal, match="须受市长或") as refused:
        calling.open_meeting(office.desk, meeting)
    assert [one.rule for one in refused.value.findings] == ["R40"]
    change(office, meeting, chair_for_id=office.people[SECRETARY], chair_source="秘书长口头安排")
    with pytest.raises(Refusal, match="不能由秘书长陆知行委托"):
        calling.open_meeting(office.desk, meeting)
    assert any("不能由秘书长陆知行委托" in one.title for one in calling.explain_chair(office.desk, meeting))
    change(office, meeting, chair_for_id=office.people[IN_CHARGE], chair_source="副市长11月20日批示")
    calling.open_meeting(office.desk, meeting)
    assert row(office, meeting).chair == "苏一鸣（受副市长委托）"


def test_R40_a_vice_mayor_chairs_a_special_meeting_but_no_executive_one(office):
    calling.open_meeting(office.desk, planned_meeting(office, "special", starts=MORNING, chair=IN_CHARGE))
    with pytest.raises(Refusal, match="第三十九条"):
        calling.open_meeting(office.desk, planned_meeting(office, starts=MORNING, chair=IN_CHARGE))


def test_a_chair_plan_follows_the_day_of_the_form(office):
    delegated(office, MAYOR, EXECUTIVE)
    entry = NewMeeting("executive", MORNING, chair_id=office.people[EXECUTIVE], chair_for_id=office.people[MAYOR])
    plan = calling.chair_plan(office.desk, entry)
    assert plan.expected is not None
    assert (plan.expected.name, plan.source[:8]) == (MAYOR, "通讯录登记的主持")
    assert calling.chair_plan(office.desk, replace(entry, starts=NINE)).source == ""
    assert calling.chair_plan(office.desk, replace(entry, kind="special")).source == "", "in his own right"


# -- change, notice, cancel -------------------------------------------------------------------------------------------


def test_another_time_after_the_notice_is_told_anew(office):
    meeting = planned_meeting(office)
    calling.notify(office.desk, meeting)
    assert row(office, meeting).state == "已通知"
    change(office, meeting, note="带座签")
    assert row(office, meeting).state == "已通知"
    assert "需重新通知" in change(office, meeting, room="第二会议室").sentence
    assert row(office, meeting).state == "筹备"
    assert calling.notify(office.desk, meeting).sentence.startswith("通知")
    assert calling.notify(office.desk, meeting).sentence.startswith("再次通知")


def test_a_notice_tells_that_the_agenda_takes_longer_than_planned(office):
    meeting, items = listed_meeting(office, count=2)
    assert calling.notify(office.desk, meeting).findings == ()
    agenda.set_minutes(office.desk, items[0], 150)
    told = calling.notify(office.desk, meeting)
    assert [one.sentence for one in told.findings] == ["议题合计比会议计划时长多 45 分钟"]
    assert row(office, meeting).state == "已通知", "it warns and stops nobody"


def test_a_notice_needs_a_room(office):
    with pytest.raises(Refusal, match="还没有定会议室"):
        calling.notify(office.desk, planned_meeting(office, room=""))


def test_a_meeting_changed_by_somebody_else_is_not_overwritten(office):
    meeting = planned_meeting(office)
    entry, version = calling.meeting_of(office.desk, meeting), row(office, meeting).version
    calling.change(office.desk, meeting, version, replace(entry, room="甲"))
    with pytest.raises(Stale):
        calling.change(office.desk, meeting, version, replace(entry, room="乙"))


def test_a_cancelled_meeting_gives_its_topics_back(office):
    meeting, _ = listed_meeting(office, count=2)
    topics = [one.topic_id for one in agenda.board(office.desk, meeting).items]
    with pytest.raises(Refusal, match="理由"):
        calling.cancel(office.desk, meeting, " ")
    calling.cancel(office.desk, meeting, "主要领导外出")
    assert {state(office, topic) for topic in topics} == {"待上会"}
    assert [one.state for one in agenda.board(office.desk, meeting).taken_off] == ["撤下", "撤下"]
    other = planned_meeting(office)
    assert {one.id for one in agenda.pool(office.desk, other)} == set(topics)
    assert agenda.add(office.desk, other, topics).count == 2
    with pytest.raises(Refusal, match="已取消"):
        change(office, meeting, room="乙")


def test_cancelling_is_undone_with_the_topics(office):
    meeting, _ = listed_meeting(office, count=2)
    calling.cancel(office.desk, meeting, "误操作")
    journal.undo(office.desk, journal.next_undo(office.desk).seq)
    assert row(office, meeting).state == "筹备"
    assert len(items(office, meeting)) == 2


def test_the_kind_stays_while_topics_are_listed(office):
    meeting, _ = listed_meeting(office, count=1)
    with pytest.raises(Refusal, match="先把议题撤下"):
        change(office, meeting, kind="plenary", ordinal=None)


# -- the day ----------------------------------------------------------------------------------------------------------


def test_opening_sets_the_number_of_the_minutes_aside(office):
    meeting, _ = running_meeting(office, count=1)
    (number,) = numbers.book_rows(office.desk, "executive_minutes", 1)
    assert (number.serial, number.state) == (1, "预留")
    assert row(office, meeting).name in number.reason
    with pytest.raises(Refusal, match="现在是“开会中”"):
        calling.cancel(office.desk, meeting, "不开了")


def test_opening_out_of_turn_says_which_number_is_next(office):
    meeting = planned_meeting(office, starts=MORNING, ordinal=7)
    with pytest.raises(Refusal, match="第7次，而纪要编号下一个是第1次"):
        calling.open_meeting(office.desk, meeting)
    assert numbers.book_rows(office.desk, "executive_minutes", 1) == []


def test_opening_again_after_a_slip_keeps_the_same_number(office):
    meeting, _ = running_meeting(office, count=1)
    calling.put_back(office.desk, meeting, "还没到时间")
    assert row(office, meeting).state == "已通知"
    calling.open_meeting(office.desk, meeting)
    assert len(numbers.book_rows(office.desk, "executive_minutes", 1)) == 1


def test_a_special_meeting_opens_without_a_number(office):
    running_meeting(office, "special", count=1)
    assert numbers.book_rows(office.desk, "special_minutes", 2026) == []


def test_nothing_opens_before_its_time_or_without_a_chair(office):
    with pytest.raises(Refusal, match="还没有到"):
        calling.open_meeting(office.desk, planned_meeting(office), at=MORNING + timedelta(hours=1))


def test_a_meeting_closes_when_every_topic_has_its_result(office):
    meeting, (first, second) = running_meeting(office, count=2)
    deciding.decide(office.desk, first, "passed")
    with pytest.raises(Refusal, match="还有 1 个议题没有结果：“关于第2项工作的汇报”"):
        calling.close_meeting(office.desk, meeting)
    agenda.take_off(office.desk, [second], "材料当场撤回")
    calling.close_meeting(office.desk, meeting)
    assert row(office, meeting).state == "已结束"
    assert [one.id for one in listing.MeetingList(office.desk, "held").rows(0, 9)] == [meeting]
    with pytest.raises(Refusal, match="现在是“已结束”"):
        agenda.add(office.desk, meeting, ready_topics(office, 1))


def test_what_was_dealt_with_is_not_put_back(office):
    meeting, (first, *_) = running_meeting(office, count=2)
    deciding.decide(office.desk, first, "heard")
    with pytest.raises(Refusal, match="已有议题议过"):
        calling.put_back(office.desk, meeting, "误操作")


def test_who_chaired_and_when_is_not_changed_after_the_opening(office):
    meeting, _ = running_meeting(office, count=1)
    with pytest.raises(Refusal, match="主持人不能再改"):
        change(office, meeting, chair_id=office.people[EXECUTIVE])
    change(office, meeting, recorder="小李、小王")
    assert views.detail(office.desk, meeting).fields["recorder"] == "小李、小王"


def test_what_the_address_book_says_later_changes_nothing_of_a_meeting_that_was_opened(office):
    meeting = planned_meeting(office, starts=MORNING, chair=EXECUTIVE)
    calling.open_meeting(office.desk, meeting, permits=[Permit("R7a", office.people[MAYOR], "当面委托")])
    delegated(office, MAYOR, EXECUTIVE)
    change(office, meeting, recorder="小王")
    assert row(office, meeting).chair == EXECUTIVE


def test_R7a_whoever_chairs_in_his_own_right_acts_for_nobody(office):
    meeting = planned_meeting(office, chair=MAYOR, chair_for=MAYOR, chair_source="市长批示")
    assert row(office, meeting).chair == MAYOR
    special = planned_meeting(office, "special", chair=EXECUTIVE, chair_for=MAYOR, chair_source="市长批示")
    assert row(office, special).chair == EXECUTIVE


def test_an_opening_that_set_a_number_aside_is_put_back_not_undone(office):
    running_meeting(office, count=1)
    with pytest.raises(Refusal):
        journal.undo(office.desk, journal.next_undo(office.desk).seq)
    meeting, _ = running_meeting(office, "special", count=1)
    journal.undo(office.desk, journal.next_undo(office.desk).seq)
    assert row(office, meeting).state == "筹备"


def with_quorum(office: Office, rule: str) -> Office:
    """The same office under a pack whose special meetings need half of their members, by this rule."""
    kinds = [
        kind._replace(
            quorum=Quorum(1, 2, rule=rule), attendees=office.desk.book.meeting_kind("executive").tier("member")
        )
        if kind.id == "special"
        else kind
        for kind in office.desk.book.meeting_kinds
    ]
    book = replace(office.desk.book, meeting_kinds=tuple(kinds))
    return replace(office, desk=replace(office.desk, book=book))


def test_quorum_too_few_members_are_told_at_the_opening_and_stop_it_where_the_rule_does(office):
    warning, strict = with_quorum(office, "R39c"), with_quorum(office, "R42b")
    meeting = planned_meeting(warning, "special", starts=MORNING)
    with pytest.raises(Refusal, match="应到 5 人，实到 0 人，不足 3 人"):
        calling.open_meeting(strict.desk, meeting)
    done = calling.open_meeting(warning.desk, meeting)
    assert [one.rule for one in done.findings] == ["R39c"]
    assert dict(done.findings[0].facts)["须到"] == "3 人"


def test_quorum_where_the_pack_sets_none_nobody_is_counted(office):
    done = calling.open_meeting(office.desk, planned_meeting(office, starts=MORNING))
    assert done.findings == ()


# -- conflicts, counts, lists -----------------------------------------------------------------------------------------


def test_two_meetings_in_one_room_and_with_one_chair_are_conflicts(office):
    first = planned_meeting(office, minutes=120)
    second = planned_meeting(office, "special", chair=IN_CHARGE, subject="甲", starts=NINE + timedelta(hours=1))
    after = planned_meeting(office, "special", subject="乙", starts=NINE + timedelta(hours=2), room="第二会议室")
    found = calling.conflicts(office.desk, second)
    assert {one.what for one in found} == {"会议室 第一会议室", IN_CHARGE}
    assert {one.row_id for one in found} == {first}
    assert calling.conflicts(office.desk, after) == ()
    assert row(office, second).conflicts == 2
    calling.cancel(office.desk, first, "不开了")
    assert calling.conflicts(office.desk, second) == ()


def test_a_leader_asked_elsewhere_at_that_time_is_a_conflict(office):
    meeting = planned_meeting(office)
    entry = NewEngagement(
        kind="邀请",
        title="林业工作座谈会",
        unit="市林业局",
        starts=NINE + timedelta(minutes=30),
        leaders=(LeaderAsked(office.people[MAYOR], MAYOR),),
    )
    requested = requesting.request(office.desk, entry)
    (found,) = calling.conflicts(office.desk, meeting)
    assert (found.what, found.noun, found.row_id) == (MAYOR, "engagement", requested.id)


def test_a_deputy_secretary_general_who_sits_in_two_meetings_is_a_conflict(office):
    planned_meeting(office)
    meeting = planned_meeting(office, "special", chair=ASSISTING, subject="甲", room="别处")
    assert [one.what for one in calling.conflicts(office.desk, meeting)] == [ASSISTING]


def test_R39c_R38c_counts_tell_held_and_planned_and_what_falls_behind(office, desk_at):
    meeting, listed = running_meeting(office, count=1)
    deciding.decide(office.desk, listed[0], "passed")
    calling.close_meeting(office.desk, meeting)
    planned_meeting(office, "executive")
    found = {(one.kind, one.span): one for one in calling.counts(office.desk)}
    month = found["executive", "2026年11月"]
    assert (month.held, month.planned, month.usual, month.finding) == (1, 1, 2, None)
    assert found["plenary", "2026年"].finding.rule == "R38c"
    assert not any(one.kind == "special" for one in found.values())
    later = {(one.kind, one.span): one for one in calling.counts(office.desk, date(2026, 12, 1))}
    assert later["executive", "2026年11月"].finding.rule == "R39c"


def test_a_month_shows_its_meetings_by_time_without_cancelled_ones(office):
    second = planned_meeting(office)
    first = planned_meeting(office, "special", subject="甲", starts=NINE - timedelta(days=1))
    planned_meeting(office, "special", subject="乙", starts=datetime(2026, 12, 1, 9))
    calling.cancel(office.desk, planned_meeting(office, "plenary"), "不开了")
    found = calling.month(office.desk, date(2026, 11, 1), date(2026, 11, 30))
    assert [one.id for one in found] == [first, second]


def test_queues_count_what_their_lists_hold(office):
    listed_meeting(office, count=2)
    running_meeting(office, "special", count=1)
    ready_topics(office, 2)
    counts = {one.id: one.count for one in listing.queue_counts(office.desk)}
    assert {name: counts[name] for name in ("coming", "running", "held", "ready", "topics", "minutes")} == {
        "coming": 1,
        "running": 1,
        "held": 0,
        "ready": 2,
        "topics": 5,
        "minutes": 0,
    }
    for name in ("coming", "running", "held"):
        assert listing.MeetingList(office.desk, name).count() == counts[name]
    with pytest.raises(Refusal):
        listing.MeetingList(office.desk, "topics")


def test_words_narrow_a_list_of_meetings(office):
    planned_meeting(office)
    special = planned_meeting(office, "special", subject="农田水利", room="第二会议室")
    found = listing.MeetingList(office.desk, "coming", "水利")
    assert [one.id for one in found.rows(0, found.count())] == [special]


def test_R41b_what_the_office_prepares_is_told(office):
    from govtui.services.meetings.explaining import explanations

    meeting = planned_meeting(office, papers="汇报材料20份")
    (told,) = [one for one in explanations(office.desk, meeting) if one.title == "会议准备"]
    facts = dict(told.facts)
    assert (facts["会议室"], facts["会议通知"], facts["会议材料"]) == ("第一会议室", "未办", "汇报材料20份")
    assert "第四十一条" in told.article


def test_a_meeting_that_nobody_chairs_yet_says_so_and_where_leaders_come_from(desk):
    empty = calling.plan(desk, NewMeeting("executive", datetime(2026, 11, 24, 9, tzinfo=CHINA), 60))
    assert [one.sentence for one in empty.findings] == ["还没有主持人，通讯录里还没有领导"]
    assert "F8" in empty.findings[0].remedy
    with pytest.raises(Refusal, match="还没有定主持人"):
        calling.open_meeting(desk, empty.id)
