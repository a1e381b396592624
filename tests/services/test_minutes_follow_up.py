"""R25b: a major decision that gives nobody anything to do is told of before and when its minutes are signed."""

import pytest

from govtui.services.desk import Desk
from govtui.services.meetings.minutes import composing, deciding, explaining, signing
from tests.offices import Office, small_office
from tests.services.held_meetings import MAYOR, Held, held, unit
from tests.services.meeting_rooms import settle_steps

PLAN = "关于中长期规划"


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


def rules(made: Held, minutes: int) -> list[str]:
    return [one.rule for one in explaining.minutes_findings(made.desk, minutes)]


def minutes_of(made: Held, outcome: str) -> int:
    deciding.set_outcomes(made.desk, list(made.items.values()), outcome)
    minutes = composing.start(made.desk, made.id).id
    signing.send(made.desk, minutes)
    return minutes


def test_R25b_a_major_decision_without_a_unit_is_told_of_and_stops_nobody(office: Office) -> None:
    made = held(office, "executive", chair=MAYOR, major=True)
    minutes = minutes_of(made, "heard")
    assert rules(made, minutes) == []
    made = held(office, "plenary", chair=MAYOR, titles=(PLAN,), major=True)
    settle_steps(office, made.topics[PLAN])
    minutes = minutes_of(made, "passed")
    assert rules(made, minutes) == ["R25b"]
    told = signing.sign(office.desk, minutes, office.people[MAYOR], "同意")
    assert "R25b" in [one.rule for one in told.findings]


def test_R25b_trap_an_ordinary_topic_or_one_with_a_unit_is_not_told_of(office: Office) -> None:
    plain = held(office, "executive", chair=MAYOR)
    assert "R25b" not in rules(plain, minutes_of(plain, "passed"))
    worked = held(office, "plenary", chair=MAYOR, titles=(PLAN,), major=True)
    settle_steps(office, worked.topics[PLAN])
    deciding.add_decision(office.desk, worked.items[PLAN], "抓紧实施", [unit(worked, "市教育局", lead=True)])
    assert "R25b" not in rules(worked, minutes_of(worked, "passed"))
