"""The list of a meeting: computed from the posts of its day and its agenda, kept over changes."""

from datetime import timedelta

import pytest

from govtui.domain.clock import in_china
from govtui.domain.refusal import Refusal
from govtui.services import journal, people
from govtui.services.desk import Desk
from govtui.services.meetings import attendance, leaving
from govtui.services.people import AbsenceValues
from tests.services.sittings import (
    COUNTY,
    NINE,
    House,
    appoint,
    build_house,
    change,
    day,
    line,
    listed,
    put_on,
    sit,
    take_off,
)


@pytest.fixture
def house(desk: Desk) -> House:
    return build_house(desk)


def names(house: House, meeting: int, tier: str) -> list[str]:
    return [row.name for row in attendance.attendees(house.desk, meeting) if row.tier == tier]


def test_R38a_members_of_a_plenary_are_those_who_hold_a_post_on_its_day(house: House) -> None:
    members = names(house, sit(house, "plenary"), "member")
    assert members == ["高远山", "林向南", "沈清河", "顾长风", "陆知行", "魏长河", "唐雨眠"]


def test_R4_R38a_a_head_counts_from_the_first_day_of_the_post_and_not_before(house: House) -> None:
    appoint(house, "简一帆", "department_head", "局长", "市林业局", from_day=day(27))
    assert "简一帆" not in listed(house, sit(house, "plenary"))
    assert "简一帆" in names(house, sit(house, "plenary", NINE + timedelta(days=1)), "member")


def test_R38d_counties_are_arranged_and_groups_asked_as_needed_are_not(house: House) -> None:
    meeting = sit(house, "plenary")
    assert names(house, meeting, "arranged") == ["方既白"]
    assert names(house, meeting, "optional") == []


def test_R39a_R39d_an_executive_has_its_members_and_fixed_groups_but_no_counties(house: House) -> None:
    meeting = sit(house)
    assert names(house, meeting, "member") == ["高远山", "林向南", "沈清河", "顾长风", "陆知行"]
    assert names(house, meeting, "fixed") == ["苏一鸣", "雷震川"]
    assert "方既白" not in listed(house, meeting)


def test_R38d_a_missing_commander_is_warned_of_and_a_present_one_is_not(house: House) -> None:
    there = [one.sentence for one in attendance.findings(house.desk, sit(house, "plenary"))]
    assert not any("军分区司令员" in sentence for sentence in there)
    meeting = sit(house, "plenary")
    _end_post(house, "雷震川")
    (found,) = (one for one in attendance.findings(house.desk, meeting) if one.rule == "R38d")
    assert "军分区司令员" in found.sentence
    assert found.effect == "warn"


def test_R39d_who_is_taken_off_by_hand_is_warned_of_and_does_not_come_back(house: House) -> None:
    meeting = sit(house)
    attendance.remove_attendee(house.desk, [line(house, meeting, "雷震川")])
    put_on(house, meeting, "甲", "市财政局")
    assert "雷震川" not in listed(house, meeting)
    assert any("移出了军分区司令员雷震川" in one.sentence for one in attendance.findings(house.desk, meeting))
    attendance.add_attendee(house.desk, meeting, house.person("雷震川"))
    assert listed(house, meeting)["雷震川"].tier == "fixed"
    assert not any("雷震川" in one.sentence for one in attendance.findings(house.desk, meeting))


def test_R39a_members_cannot_be_taken_off_nor_added_by_hand(house: House) -> None:
    meeting = sit(house)
    with pytest.raises(Refusal, match="请登记请假"):
        attendance.remove_attendee(house.desk, [line(house, meeting, "沈清河")])
    with pytest.raises(Refusal, match="按当日任职产生"):
        attendance.add_attendee(house.desk, meeting, house.person("魏长河"), tier="member")


def test_R40_a_special_meeting_lists_its_chair_and_the_units_of_its_topics(house: House) -> None:
    meeting = sit(house, "special", chair="沈清河")
    put_on(house, meeting, "河道整治", "市财政局", COUNTY)
    assert [(row.name, row.part) for row in attendance.attendees(house.desk, meeting)] == [
        ("沈清河", "出席"),
        ("魏长河", "议题列席"),
        ("方既白", "议题列席"),
    ]


def test_units_wait_only_for_their_items_and_each_person_comes_once(house: House) -> None:
    meeting = sit(house)
    put_on(house, meeting, "甲", "市财政局", minutes=20)
    put_on(house, meeting, "乙", "市教育局", "市财政局", minutes=10)
    finance, school = listed(house, meeting)["魏长河"], listed(house, meeting)["唐雨眠"]
    assert (finance.items, school.items) == ((1, 2), (2,))
    assert (finance.enters, finance.leaves) == (in_china(NINE), in_china(NINE + timedelta(minutes=30)))
    assert school.enters == in_china(NINE + timedelta(minutes=20))
    assert attendance.waiting(house.desk, meeting)[2] == ("市财政局 魏长河", "市教育局 唐雨眠")


def test_who_is_there_the_whole_time_is_not_named_again_for_a_topic(house: House) -> None:
    meeting = sit(house, "plenary")
    put_on(house, meeting, "甲", "市财政局")
    (found,) = (row for row in attendance.attendees(house.desk, meeting) if row.name == "魏长河")
    assert (found.tier, found.whole, found.items) == ("member", True, ())


def test_a_unit_without_a_head_has_a_line_without_a_name_until_it_has_one(house: House) -> None:
    meeting = sit(house)
    put_on(house, meeting, "甲", "市林业局")
    unnamed = listed(house, meeting)["市林业局"]
    assert (unnamed.person_id, unnamed.warning) == (None, "没有查到主要负责人，请单位报名")
    attendance.reply(house.desk, [unnamed.id], "代会", "韩副局长")
    appoint(house, "简一帆", "department_head", "局长", "市林业局")
    attendance.compute(house.desk, meeting)
    named = listed(house, meeting)["简一帆"]
    assert (named.id, named.reply, named.deputy) == (unnamed.id, "代会", "韩副局长")


def test_a_head_who_is_away_that_day_is_marked(house: House) -> None:
    people.report_absence(house.desk, AbsenceValues(house.person("魏长河"), day(25), day(27), "出差", place="省城"))
    meeting = sit(house)
    put_on(house, meeting, "甲", "市财政局", "市教育局")
    assert listed(house, meeting)["魏长河"].warning == "出差至2026年11月27日"
    assert listed(house, meeting)["唐雨眠"].warning == ""


def test_a_topic_taken_off_lets_its_unit_go_unless_it_had_answered(house: House) -> None:
    meeting = sit(house)
    first, second = put_on(house, meeting, "甲", "市财政局"), put_on(house, meeting, "乙", "市教育局")
    attendance.reply(house.desk, [line(house, meeting, "唐雨眠")], "参加")
    take_off(house, meeting, first)
    take_off(house, meeting, second)
    assert "魏长河" not in listed(house, meeting)
    kept = listed(house, meeting)["唐雨眠"]
    assert (kept.reply, kept.warning) == ("参加", "没有要到会的议题了，可移出")


def test_R38a_a_member_who_left_office_does_not_count_any_more_but_is_not_lost(house: House) -> None:
    meeting = sit(house, "plenary")
    attendance.reply(house.desk, [line(house, meeting, "魏长河")], "参加")
    _end_post(house, "魏长河")
    attendance.compute(house.desk, meeting)
    assert listed(house, meeting)["魏长河"].tier == "optional"
    assert attendance.quorum(house.desk, meeting).members == 6


def test_people_added_by_hand_stay_over_every_change(house: House) -> None:
    meeting = sit(house)
    attendance.add_attendee(house.desk, meeting, name="钟律师", title="法律顾问", unit="律师事务所")
    put_on(house, meeting, "甲", "市财政局")
    attendance.compute(house.desk, meeting)
    added = listed(house, meeting)["钟律师"]
    assert (added.part, added.warning) == ("邀请列席", "")
    with pytest.raises(Refusal, match="已在名单里"):
        attendance.add_attendee(house.desk, meeting, name="钟律师", unit="律师事务所")


def test_seats_go_by_rank_and_stay_once_the_lists_are_out(house: House) -> None:
    meeting = sit(house)
    put_on(house, meeting, "甲", "市财政局")
    before = {name: row.seat for name, row in listed(house, meeting).items()}
    assert list(before) == ["高远山", "林向南", "沈清河", "顾长风", "陆知行", "苏一鸣", "雷震川", "魏长河"]
    assert list(before.values()) == list(range(1, 9))
    change(house, "meeting", meeting, meeting, state="已通知")
    attendance.add_attendee(house.desk, meeting, house.person("方既白"))
    after = {name: row.seat for name, row in listed(house, meeting).items()}
    assert after == before | {"方既白": 9}
    attendance.seats(house.desk, meeting)
    assert listed(house, meeting)["方既白"].seat == 8


def test_replies_are_noted_for_many_at_once_in_one_batch(house: House) -> None:
    meeting = sit(house)
    marked = [line(house, meeting, name) for name in ("沈清河", "顾长风", "陆知行", "苏一鸣")]
    done = attendance.reply(house.desk, marked, "参加")
    assert done.sentence.endswith("沈清河、顾长风、陆知行等 4 人参加")
    assert {row.reply for row in attendance.attendees(house.desk, meeting) if row.id in marked} == {"参加"}
    last = journal.next_undo(house.desk)
    assert last is not None
    journal.undo(house.desk, last.seq)
    assert {row.reply for row in attendance.attendees(house.desk, meeting)} == {"未回复"}


def test_R43a_of_many_who_answer_together_those_on_leave_stay_as_they_are_and_are_named(house: House) -> None:
    meeting = sit(house)
    marked = [line(house, meeting, name) for name in ("沈清河", "顾长风", "陆知行")]
    leaving.leave(house.desk, marked[1], "出差", house.person("高远山"))
    done = attendance.reply(house.desk, marked, "参加")
    assert done.sentence.endswith("沈清河、陆知行参加；顾长风已请假，没有改")
    told = {row.name: row.reply for row in attendance.attendees(house.desk, meeting) if row.id in marked}
    assert told == {"沈清河": "参加", "顾长风": "请假", "陆知行": "参加"}
    with pytest.raises(Refusal, match="顾长风已请假"):
        attendance.reply(house.desk, marked[1:2], "参加")


def test_a_deputy_must_have_a_name_and_secrets_are_refused(house: House) -> None:
    meeting = sit(house)
    with pytest.raises(Refusal, match="谁来"):
        attendance.reply(house.desk, [line(house, meeting, "苏一鸣")], "代会")
    with pytest.raises(Refusal):
        attendance.add_attendee(house.desk, meeting, name="机密★一年")


def test_R43a_an_answer_of_leave_without_a_leave_is_marked(house: House) -> None:
    meeting = sit(house)
    attendance.reply(house.desk, [line(house, meeting, "沈清河"), line(house, meeting, "雷震川")], "请假")
    assert listed(house, meeting)["沈清河"].warning == "没有登记请假"
    assert listed(house, meeting)["雷震川"].warning == ""


def test_a_meeting_called_off_takes_no_more_changes(house: House) -> None:
    meeting = sit(house)
    row = line(house, meeting, "苏一鸣")
    change(house, "meeting", meeting, meeting, state="取消")
    for act in (
        lambda: attendance.compute(house.desk, meeting),
        lambda: attendance.reply(house.desk, [row], "参加"),
        lambda: attendance.remove_attendee(house.desk, [row]),
        lambda: attendance.add_attendee(house.desk, meeting, name="钟律师"),
    ):
        with pytest.raises(Refusal, match="已取消"):
            act()


def _end_post(house: House, name: str) -> None:
    """The person's post ends before the meeting."""
    with house.desk.writing("post.end") as uow:
        uow.execute("UPDATE post SET to_day = '2026-11-20' WHERE person_id = :id", {"id": house.person(name)})
