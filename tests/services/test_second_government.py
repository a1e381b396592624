"""Another government meets by its own rules: a second rule pack file, the same program."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from govtui.domain.clock import CHINA
from govtui.domain.findings import blocks
from govtui.domain.refusal import Refusal
from govtui.rulebook import load
from govtui.services.desk import Desk
from govtui.services.meetings import agenda, attendance, calling, holding, leaving, signing_in, views
from govtui.services.meetings.minutes import composing, deciding, issuing, proposed, signing
from govtui.services.meetings.minutes import views as minutes_views
from govtui.services.meetings.rows import UnitDue
from govtui.services.meetings.topics import reporting
from govtui.services.meetings.topics import views as topic_views
from govtui.services.meetings.topics.rows import NewTopic
from tests.offices import Office, small_office

PACK = Path(__file__).parent.parent / "rulebook" / "linhe-2024.toml"
KIND = "mayors_office"
NINE = datetime(2026, 11, 23, 9, tzinfo=CHINA)
MAYOR, EXECUTIVE, VICE, SECRETARY = "高远山", "林向南", "沈清河", "陆知行"


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(replace(desk, book=load(PACK)))


def planned(office: Office, starts: datetime = NINE) -> int:
    return calling.plan(office.desk, replace(calling.propose(office.desk, KIND), starts=starts, minutes=60)).id


def attendee(office: Office, meeting: int, name: str) -> int:
    return next(one.id for one in attendance.attendees(office.desk, meeting) if one.name == name)


def ready(office: Office, title: str = "关于道路改造的汇报") -> int:
    topic = reporting.report(office.desk, NewTopic(title, KIND, unit="市财政局")).id
    reporting.submit(office.desk, [topic])
    return topic


def held(office: Office) -> int:
    meeting = planned(office)
    agenda.add(office.desk, meeting, [ready(office)])
    holding.open_meeting(office.desk, meeting, NINE)
    for one in attendance.attendees(office.desk, meeting):
        if one.tier == "member":
            signing_in.sign_in(office.desk, one.id, NINE)
    (item,) = agenda.board(office.desk, meeting).items
    deciding.add_decision(
        office.desk, item.id, "年底前完工", [UnitDue(office.units["市财政局"], "市财政局", True, date(2026, 12, 31))]
    )
    deciding.set_outcomes(office.desk, [item.id], "agreed")
    holding.close_meeting(office.desk, meeting, NINE)
    return meeting


def test_R37_a_kind_that_only_the_pack_names_is_planned_with_its_own_ordinal_and_members(office: Office) -> None:
    first, second = planned(office), planned(office, NINE.replace(day=30))
    assert [views.one_row(office.desk, one).name for one in (first, second)] == ["第1次市长办公会", "第2次市长办公会"]
    parts = {one.name: one.part for one in attendance.attendees(office.desk, first)}
    assert (parts[MAYOR], parts[VICE], parts[SECRETARY]) == ("出席", "出席", "固定列席")


def test_R41a_no_stamps_are_asked_where_the_pack_names_none(office: Office) -> None:
    assert topic_views.one_row(office.desk, ready(office)).state == "待上会"


def test_R39c_a_week_without_a_meeting_is_missed_and_one_with_is_not(office: Office) -> None:
    before = [one for one in calling.counts(office.desk, date(2026, 11, 22)) if one.kind == KIND]
    assert [one.finding is not None for one in before] == [True]
    meeting = planned(office)
    holding.open_meeting(office.desk, meeting, NINE)
    after = [one for one in calling.counts(office.desk, date(2026, 11, 29)) if one.kind == KIND]
    assert [(one.held, one.finding) for one in after] == [(1, None)]


def test_quorum_is_half_of_the_members_and_whoever_only_attends_does_not_count(office: Office) -> None:
    meeting = planned(office)
    signing_in.sign_in(office.desk, attendee(office, meeting, MAYOR), NINE)
    signing_in.sign_in(office.desk, attendee(office, meeting, SECRETARY), NINE)
    quorum = attendance.quorum(office.desk, meeting)
    assert (quorum.members, quorum.present, quorum.needed, quorum.reached) == (4, 1, 2, False)
    signing_in.sign_in(office.desk, attendee(office, meeting, VICE), NINE)
    assert attendance.quorum(office.desk, meeting).reached is True


def test_R43c_leave_is_granted_by_the_chair_and_by_nobody_else(office: Office) -> None:
    meeting = planned(office)
    who = attendee(office, meeting, VICE)
    assert [seat.name for seat in leaving.leave_plan(office.desk, who).approvers] == [MAYOR]
    with pytest.raises(Refusal) as refused:
        leaving.leave(office.desk, who, "出差", office.people[SECRETARY])
    assert [one.rule for one in refused.value.findings] == ["R43c"]
    leaving.leave(office.desk, who, "出差", office.people[MAYOR])
    assert [one.state for one in leaving.leaves(office.desk, meeting)] == ["批准"]


def test_R44a_the_secretary_general_signs_the_minutes_there_and_the_mayor_does_not(office: Office) -> None:
    meeting = held(office)
    minutes = composing.start(office.desk, meeting).id
    signing.send(office.desk, minutes)
    with pytest.raises(Refusal) as refused:
        signing.sign(office.desk, minutes, office.people[MAYOR], "同意")
    assert [one.rule for one in refused.value.findings] == ["R44a"]
    signing.sign(office.desk, minutes, office.people[SECRETARY], "同意")
    issuing.number(office.desk, minutes)
    assert minutes_views.one_row(office.desk, minutes).number == "临办纪〔2026〕1号"
    assert [(one.unit, one.due) for one in proposed.proposed(office.desk, minutes)] == [
        ("市财政局", date(2026, 12, 31))
    ]


def test_nothing_that_pack_does_not_say_stands_in_the_way(office: Office) -> None:
    meeting = planned(office)
    agenda.add(office.desk, meeting, [ready(office)])
    assert blocks(agenda.board(office.desk, meeting).findings) == ()
