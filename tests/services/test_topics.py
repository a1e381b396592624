"""A topic's way from its unit to the pool of a meeting."""

import pytest

from govtui.services.desk import Desk
from govtui.services.meetings.topics import views
from tests.offices import Office
from tests.services.meeting_rooms import meeting_office, ready_topic


@pytest.fixture
def office(desk: Desk) -> Office:
    """An office that holds meetings."""
    return meeting_office(desk)


def test_topic_taken_all_the_way_waits_for_its_meeting(office: Office) -> None:
    topic = ready_topic(office)
    row = views.one_row(office.desk, topic)
    assert (row.state, row.gate, row.waits) == ("待上会", "通过", "待列入")
    assert [stamp.act for stamp in views.detail(office.desk, topic).stamps] == ["协调审核", "统筹安排", "审定"]
