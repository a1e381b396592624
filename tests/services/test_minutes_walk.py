"""From a unit's topic to proposed matters, through the services that clerks use."""

from datetime import date

import pytest

from govtui.domain.refusal import Refusal
from govtui.services.meetings import agenda, holding, signing_in
from govtui.services.meetings import views as meeting_views
from govtui.services.meetings.minutes import composing, deciding, issuing, proposed, signing, views
from govtui.services.meetings.rows import UnitDue
from govtui.services.meetings.topics import views as topic_views
from tests.services.held_meetings import undo
from tests.services.meeting_rooms import (
    IN_CHARGE,
    MAYOR,
    OTHER_VICE,
    items,
    meeting_office,
    planned_meeting,
    running_meeting,
)

END = date(2026, 12, 31)


@pytest.fixture
def office(desk):
    return meeting_office(desk)


def unit(office, name, lead=False):
    return UnitDue(office.units[name], name, lead, END)


def topic_of(office, meeting, item):
    return next(one.topic_id for one in agenda.board(office.desk, meeting).items if one.id == item)


def test_an_executive_meeting_from_its_topics_to_twelve_proposed_matters(office):
    desk = office.desk
    meeting, listed = running_meeting(office, "executive", 5)
    for person in [one for one in meeting_views.detail(desk, meeting).attendees if one.tier == "member"]:
        signing_in.sign_in(desk, person.id)
    with pytest.raises(Refusal, match="结果|处理"):
        holding.close_meeting(desk, meeting)
    deferred = topic_of(office, meeting, listed[-1])
    for item in listed[:4]:
        deciding.decide(desk, item, "passed")
        units = [unit(office, name, name == "市财政局") for name in ("市财政局", "市教育局", "市林业局")]
        deciding.add_decision(desk, item, "抓好落实", units)
    deciding.decide(desk, listed[-1], "deferred", discussion="方案还不成熟")
    holding.close_meeting(desk, meeting)

    minutes = composing.start(desk, meeting).id
    body = str(views.detail(desk, minutes).fields["body"])
    assert "市长高远山在第一会议室主持召开市人民政府第1次常务会议" in body
    assert "出席：" in body
    assert body.count("由市财政局牵头，市教育局、市林业局配合，于2026年12月31日前完成。") == 4
    signing.send(desk, minutes)
    done = signing.sign(desk, minutes, office.people[MAYOR], "同意")
    assert "提出 12 项待立项" in done.sentence
    assert proposed.ProposedList(desk).count() == 12
    issuing.number(desk, minutes)
    issuing.issue(desk, [minutes], copies=30)
    assert views.one_row(desk, minutes).number == "市人民政府第1次常务会议纪要"
    assert meeting_views.detail(desk, meeting).minutes_id == minutes

    assert topic_views.one_row(desk, deferred).state == "待上会"
    later = planned_meeting(office, "executive")
    assert agenda.add(desk, later, [deferred]).count == 1
    with pytest.raises(Refusal):
        deciding.decide(desk, listed[-1], "passed")
    told = topic_views.detail(desk, deferred)
    assert [one.outcome for one in told.listings] == ["deferred", ""]
    assert all(stamp.active for stamp in told.stamps)


def test_a_special_meeting_by_a_deputy_goes_to_the_delegator_after_the_other_leaders_review(office):
    desk = office.desk
    meeting, listed = running_meeting(
        office, "special", 1, chair="苏一鸣", chair_for=IN_CHARGE, chair_source="当面委托", subject="校舍安全"
    )
    deciding.decide(desk, listed[0], "in_principle")
    deciding.add_decision(desk, listed[0], "清点林场校舍", [unit(office, "市林业局"), unit(office, "市教育局")])
    holding.close_meeting(desk, meeting)
    minutes = composing.start(desk, meeting).id
    fields = views.detail(desk, minutes).fields
    assert "副秘书长苏一鸣（受副市长沈清河委托）" in str(fields["body"])
    composing.edit(desk, minutes, int(str(fields["version"])), str(fields["title"]), str(fields["body"]), finance=False)
    signing.send(desk, minutes)
    with pytest.raises(Refusal) as refused:
        signing.sign(desk, minutes, office.people["苏一鸣"], "同意")
    assert "R44b" in [one.rule for one in refused.value.findings]
    with pytest.raises(Refusal) as refused:
        signing.sign(desk, minutes, office.people[IN_CHARGE], "同意")
    assert [one.rule for one in refused.value.findings] == ["R44d"]
    signing.review(desk, minutes, "other_portfolio", office.people[OTHER_VICE])
    signing.sign(desk, minutes, office.people[IN_CHARGE], "同意")
    issuing.number(desk, minutes)
    assert views.one_row(desk, minutes).number == "郴政专纪〔2026〕1号"


def test_outcomes_recorded_by_one_act_are_undone_by_one(office):
    meeting, listed = running_meeting(office, "executive", 2)
    assert items(office, meeting) == listed
    deciding.set_outcomes(office.desk, listed, "heard")
    undo(office.desk)
    assert {one.outcome for one in agenda.board(office.desk, meeting).items} == {""}
