"""误录处置 from the pages of meetings and of engagements: warned first, two people, nothing left."""

from datetime import datetime

import pytest

from govtui.domain.clock import CHINA
from govtui.services.desk import Desk
from govtui.services.finding import find
from govtui.services.meetings.engagements import requesting
from govtui.services.meetings.engagements import views as engagements
from govtui.services.meetings.engagements.rows import NewEngagement
from govtui.services.meetings.topics import views as topics
from govtui.ui.desk import desk_app
from tests.offices import Office
from tests.services.meeting_rooms import meeting_office, reported
from tests.ui.kit import screen_text
from tests.ui.test_blanking_outgoing import CLEARED, filled, on
from tests.ui.test_papers import Keys


@pytest.fixture
def office(desk: Desk) -> Office:
    return meeting_office(desk)


async def test_a_topic_is_blanked_from_the_menu_after_a_warning(office: Office) -> None:
    made = reported(office, title="关于鹮鼯工程的汇报")
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 36)) as pilot:
        keys = Keys(pilot)
        await on(app, keys, made, "topic")
        shown = screen_text(app).replace("\n", "")
        assert "不能撤销" in shown
        assert "号码作废" not in shown
        await filled(keys, "误录不应登记的内容")
        assert "鹮鼯" not in screen_text(app)
    assert topics.one_row(office.desk, made).title == CLEARED
    assert find(office.desk, "鹮鼯") == []


async def test_an_engagement_is_blanked_from_the_menu(office: Office) -> None:
    starts = datetime(2026, 11, 25, 9, tzinfo=CHINA)
    made = requesting.request(office.desk, NewEngagement("邀请", "鹮鼯现场会", unit="市林业局", starts=starts)).id
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await on(app, keys, made, "engagement")
        await filled(keys, "误录不应登记的内容")
        assert "鹮鼯" not in screen_text(app)
    assert engagements.one_row(office.desk, made).title == CLEARED
