"""Planning, changing and cancelling meetings."""

import pytest

from govtui.services.meetings import calling, listing, views
from tests.offices import Office
from tests.services.meeting_rooms import meeting_office


@pytest.fixture
def office(desk) -> Office:
    return meeting_office(desk)


def test_a_planned_meeting_has_its_ordinal_chair_and_name(office):
    entry = calling.propose(office.desk, "executive")
    saved = calling.plan(office.desk, entry)
    row = views.one_row(office.desk, saved.id)
    assert (row.name, row.chair, row.state) == ("市人民政府第1次常务会议", "高远山", "筹备")
    assert [one.id for one in listing.MeetingList(office.desk, "coming").rows(0, 9)] == [saved.id]

