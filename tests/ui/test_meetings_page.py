"""Meetings and topics through the keyboard: key budgets, gates in words, leaders' steps, planning, hostile texts."""

from typing import Any

import pytest
from textual.pilot import Pilot

from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents import registering
from govtui.services.documents.rows import NewIncoming
from govtui.services.meetings import agenda, calling, listing, views
from govtui.services.meetings.minutes import listing as minutes_listing
from govtui.services.meetings.topics import gating, reporting, stamping
from govtui.services.meetings.topics import listing as topic_listing
from govtui.services.meetings.topics import views as topics
from govtui.ui.desk import desk_app
from govtui.ui.screens.meetings.commands import MEETING_COMMANDS, NOUNS, offered
from govtui.ui.screens.meetings.minutes import MinutesScreen
from govtui.ui.screens.meetings.planning import PlanForm
from govtui.ui.screens.meetings.stamping import StampForm
from govtui.ui.screens.moments import typed_moment
from tests.offices import Office
from tests.services import held_meetings
from tests.services import meeting_rooms as rooms
from tests.ui.kit import control_bytes, screen_text
from tests.ui.nasty import NASTY
from tests.ui.pages import settled, until
from tests.ui.test_papers import Keys


@pytest.fixture
def office(desk: Desk) -> Office:
    return rooms.meeting_office(desk)


async def at(pilot: Pilot[Any], noun: str, row_id: int) -> Keys:
    """Keys pressed on the page of meetings, with the cursor on one thing."""
    keys = Keys(pilot)
    await keys.press("f4")
    pilot.app.screen.show_thing(noun, row_id)  # type: ignore[attr-defined]
    await keys.settle()
    keys.count = 0
    return keys


async def on_queue(pilot: Pilot[Any], queue: str) -> Keys:
    keys = Keys(pilot)
    await keys.press("f4")
    pilot.app.screen.show_queue(queue)  # type: ignore[attr-defined]
    await keys.settle()
    keys.count = 0
    return keys


def state(office: Office, topic: int) -> str:
    return topics.one_row(office.desk, topic).state


# -- budgets ----------------------------------------------------------------------------------------------------------


async def test_an_executive_meeting_of_ten_topics_takes_at_most_six_keys_a_topic(office: Office) -> None:
    ids = [rooms.gated(office, title=f"关于第{n}项工作的汇报") for n in range(10)]
    rooms.gated(office, title="关于另一项工作的汇报")
    meeting = rooms.planned_meeting(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await on_queue(pilot, "reported")
        rows = topic_listing.TopicList(office.desk, "reported").rows(0, 20)
        await keys.press(*["down" if row.id not in ids else "space" for row in rows], "s")
        assert {state(office, one) for one in ids} == {"审核中"}
        await keys.press("]")
        for _step in range(3):
            await keys.press("ctrl+a", "g", "ctrl+s")
        assert {state(office, one) for one in ids} == {"待上会"}
        await keys.press("]", *["space"] * 10, "a", "enter")
        assert {state(office, one) for one in ids} == {"已列入"}
        assert keys.count <= 6 * 10
    assert {one.topic_id for one in agenda.board(office.desk, meeting).items} == set(ids)


async def test_a_topic_takes_its_title_its_unit_and_one_key(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await on_queue(pilot, "reported")
        await keys.press("n")
        await keys.paste("关于全市2027年财政预算草案编制情况的汇报")
        await keys.press("enter", *"czj", "enter", "ctrl+s")
        assert keys.count <= 8
        assert "关于全市2027年财政预算草案" in screen_text(app)
    (row,) = topic_listing.TopicList(office.desk, "reported").rows(0, 9)
    assert (row.unit, row.kind_name, row.minutes, row.major) == ("市财政局", "常务会议", 15, True)


async def test_planning_a_meeting_whose_proposal_fits_takes_two_keys(office: Office) -> None:
    rooms.planned_meeting(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await on_queue(pilot, "coming")
        await keys.press("n", "ctrl+s")
        assert keys.count == 2
        assert "第2次常务会议" in screen_text(app)
    assert len(listing.MeetingList(office.desk, "coming").rows(0, 9)) == 2


# -- topics -----------------------------------------------------------------------------------------------------------


async def test_every_gate_stands_there_with_its_word_and_what_is_lacking(office: Office) -> None:
    topic = rooms.reported(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await at(pilot, "topic", topic)
        shown = "".join(app.screen.detail.text.split())  # type: ignore[attr-defined]
        assert "实质●未核“有实质内容”还没有核对" in shown
        assert "协调●未核市教育局" in shown
        assert "审定●未核上常务会议还缺：分管副市长协调审核" in shown


async def test_what_is_set_by_hand_is_not_guessed_again(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 36)) as pilot:
        keys = await on_queue(pilot, "reported")
        await keys.press("n")
        await keys.paste("关于全市2027年财政预算草案编制情况的汇报")
        await keys.press("enter")
        form = app.screen.form  # type: ignore[attr-defined]
        assert form.text("major") == "yes"
        form.focus_field("major")
        await keys.press("n")
        assert form.text("major") == "no"
        form.focus_field("title")
        await keys.press("end")
        await keys.paste("（修订）")
        await keys.press("enter", *"czj", "enter", "ctrl+s")
    (row,) = topic_listing.TopicList(office.desk, "reported").rows(0, 9)
    assert row.title.endswith("（修订）")
    assert not row.major


async def test_units_of_the_three_fields_are_consulted_and_attend_as_they_say(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await on_queue(pilot, "reported")
        await keys.press("n")
        await keys.paste("关于有关工作的汇报")
        form = app.screen.form  # type: ignore[attr-defined]
        for field, letters in (("unit", "czj"), ("units", "jyj"), ("guests", "lyj"), ("asked", "yxx")):
            form.focus_field(field)
            await keys.press(*letters, "enter")
        await keys.press("ctrl+s")
    (row,) = topic_listing.TopicList(office.desk, "reported").rows(0, 9)
    units = {
        one.unit: (one.consulted, one.attends, one.county) for one in reporting.topic_of(office.desk, row.id).units
    }
    assert units == {"市教育局": (True, True, False), "市林业局": (False, True, False), "云溪县": (True, False, True)}


async def test_revising_shows_what_is_stored_and_changes_only_what_is_typed(office: Office) -> None:
    topic = rooms.reported(office, units=("市教育局", "云溪县"), minutes=25, public=True, materials="附件一")
    before = reporting.topic_of(office.desk, topic)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "topic", topic)
        await keys.press("e", "end")
        await keys.paste("（二）")
        await keys.press("ctrl+s")
    after = reporting.topic_of(office.desk, topic)
    assert after.title == before.title + "（二）"
    assert {name for name in before.__slots__ if getattr(before, name) != getattr(after, name)} == {"title"}


async def test_a_topic_kept_as_a_draft_comes_back(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await on_queue(pilot, "reported")
        await keys.press("n")
        await keys.paste("写了一半的议题")
        await keys.press("escape", "n")
        assert "写了一半的议题" in screen_text(app)


async def test_what_was_set_by_hand_in_a_kept_draft_is_not_guessed_again(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 36)) as pilot:
        keys = await on_queue(pilot, "reported")
        await keys.press("n")
        await keys.paste("关于全市2027年财政预算草案编制情况的汇报")
        await keys.press("enter")
        app.screen.form.focus_field("major")  # type: ignore[attr-defined]
        await keys.press("n", "escape", "n", "enter", *"czj", "enter", "ctrl+s")
    (row,) = topic_listing.TopicList(office.desk, "reported").rows(0, 9)
    assert not row.major


async def test_a_paper_that_asks_for_a_meeting_becomes_a_topic(office: Office) -> None:
    entry = NewIncoming(
        sender="市教育局", sender_id=office.units["市教育局"], title="关于提请审议校舍安全方案的请示", major=True
    )
    paper = registering.register(office.desk, entry)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await on_queue(pilot, "reported")
        await keys.press("f9", *"ysw", "enter", *paper.number)
        await keys.settle()
        await keys.press("enter", "ctrl+s")
    (row,) = topic_listing.TopicList(office.desk, "reported").rows(0, 9)
    assert (row.unit, row.major) == ("市教育局", True)
    assert reporting.topic_of(office.desk, row.id).incoming_id == paper.id


async def test_all_silent_units_agree_with_two_keys(office: Office) -> None:
    topic = rooms.reported(office, units=("市教育局", "市林业局"))
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "topic", topic)
        await keys.press("u", "enter")
        assert keys.count == 2
    assert {one.opinion for one in topics.detail(office.desk, topic).units} == {"同意"}


async def test_one_unit_disagrees_with_its_grounds(office: Office) -> None:
    topic = rooms.reported(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "topic", topic)
        await keys.press("u", "2")
        form = app.screen.form  # type: ignore[attr-defined]
        for field, words in (("views", "补助标准偏高"), ("grounds", "省里的规定")):
            form.focus_field(field)
            await keys.paste(words)
        await keys.press("ctrl+s")
    (unit,) = topics.detail(office.desk, topic).units
    assert (unit.opinion, unit.views, unit.grounds) == ("不同意", "补助标准偏高", "省里的规定")


async def test_R42a_second_round_is_offered_after_a_failed_first_with_those_who_may_lead_it(office: Office) -> None:
    topic = rooms.reported(office)
    gating.coordinate(office.desk, topic, 1, False, result="有分歧")
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "topic", topic)
        await keys.press("o")
        form = app.screen.form  # type: ignore[attr-defined]
        assert form.text("level") == "2"
        form.focus_field("person")
        await keys.press(*"sym", "enter", "ctrl+s")
    last = topics.detail(office.desk, topic).coordinations[-1]
    assert (last.level, last.person, last.agreed) == (2, rooms.ASSISTING, True)


async def test_R42a_somebody_else_cannot_lead_the_second_round_unreleased(office: Office) -> None:
    topic = rooms.reported(office)
    gating.coordinate(office.desk, topic, 1, False, result="有分歧")
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "topic", topic)
        await keys.press("o")
        app.screen.form.focus_field("person")  # type: ignore[attr-defined]
        await keys.press(*"gcf", "enter", "ctrl+s")
        assert "为什么不能办" in screen_text(app)
        await keys.press("escape")
    assert len(topics.detail(office.desk, topic).coordinations) == 1


async def test_R42b_only_the_questions_that_apply_are_asked_and_no_closes_the_gate(office: Office) -> None:
    topic = rooms.reported(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "topic", topic)
        await keys.press("c")
        shown = screen_text(app)
        assert [one.question in shown for one in office.desk.book.checklist("topic")] == [True] * 3
        assert not any(one.question in shown for one in office.desk.book.checklist("matter"))
        await keys.press("down", "n", "ctrl+s")
    checks = {one.id: one.passed for one in topics.detail(office.desk, topic).checks}
    assert checks == {"topic_substance": True, "topic_opinion": False, "topic_coordinated": True}


async def test_questions_of_two_stages_are_asked_on_one_form_and_kept_apart(office: Office) -> None:
    topic = rooms.reported(office, major=True)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "topic", topic)
        await keys.press("c", "ctrl+s")
    found = topics.detail(office.desk, topic).checks
    assert {one.stage for one in found} == {"topic", "matter"}
    assert all(one.passed for one in found)


async def test_R23_a_step_that_does_not_apply_needs_its_reason_and_the_list_comes_back(office: Office) -> None:
    topic = rooms.reported(office, major=True)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "topic", topic)
        await keys.press("m", "enter", "2")
        app.screen.form.focus_field("reason")  # type: ignore[attr-defined]
        await keys.paste("上位规划已经完成")
        await keys.press("ctrl+s")
        assert "决策程序" in screen_text(app)
        await keys.press("escape")
    first = topics.detail(office.desk, topic).steps[0]
    assert (first.name, first.status, first.reason) == ("调查研究", "不适用", "上位规划已经完成")


async def test_only_what_was_changed_of_the_reviews_is_written(office: Office) -> None:
    topic = rooms.reported(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "topic", topic)
        await keys.press("l")
        app.screen.form.focus_field("risk_opinion")  # type: ignore[attr-defined]
        await keys.paste("低风险")
        await keys.press("ctrl+s")
    fields = topics.detail(office.desk, topic).fields
    assert (fields["risk_opinion"], fields["legal_opinion"], fields["legal_on"]) == ("低风险", "", None)


async def test_R41a_each_topic_takes_the_leader_whose_turn_it_is(office: Office) -> None:
    first, second = (rooms.gated(office, title=f"关于第{n}项工作的汇报") for n in (1, 2))
    reporting.submit(office.desk, [first, second])
    stamping.stamp(office.desk, [first], None)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await on_queue(pilot, "stamping")
        await keys.press("ctrl+a", "g")
        assert isinstance(app.screen, StampForm)
        shown = screen_text(app)
        assert rooms.SECRETARY in shown
        assert rooms.IN_CHARGE in shown
        await keys.press("ctrl+s")
    acts = [[stamp.words for stamp in topics.detail(office.desk, one).stamps] for one in (first, second)]
    assert acts == [["副市长沈清河", "秘书长陆知行"], ["副市长沈清河"]]


async def test_R41a_the_mayor_ahead_of_turn_is_said_before_saving_and_stopped(office: Office) -> None:
    topic = rooms.gated(office)
    reporting.submit(office.desk, [topic])
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "topic", topic)
        await keys.press("g", "ctrl+u", *"gys", "enter", "tab")
        assert "不在规定的人之中" in screen_text(app)
        await keys.press("ctrl+s")
        assert "为什么不能办" in screen_text(app)
    assert topics.detail(office.desk, topic).stamps == ()


async def test_a_leader_who_does_not_agree_sends_the_topic_back(office: Office) -> None:
    topic = rooms.gated(office)
    reporting.submit(office.desk, [topic])
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "topic", topic)
        await keys.press("g")
        form = app.screen.form  # type: ignore[attr-defined]
        form.focus_field("agreed")
        await keys.press("2", "enter", "ctrl+u")
        await keys.paste("请再研究")
        await keys.press("ctrl+s")
    row = topics.one_row(office.desk, topic)
    assert row.state == "退回"
    assert topics.detail(office.desk, topic).fields["return_reason"] == "请再研究"


async def test_a_returned_topic_is_reported_again_with_one_key(office: Office) -> None:
    topic = rooms.reported(office)
    reporting.return_topics(office.desk, [topic], "内容不充实")
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "topic", topic)
        await keys.press("s")
    assert state(office, topic) == "申报"


async def test_marked_topics_go_back_with_one_reason(office: Office) -> None:
    ids = [rooms.reported(office, title=f"关于第{n}项工作的汇报") for n in range(3)]
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await on_queue(pilot, "reported")
        await keys.press("ctrl+a", "x")
        await keys.paste("内容不充实")
        await keys.press("enter")
    assert {state(office, one) for one in ids} == {"退回"}


async def test_R42a_a_topic_that_was_not_coordinated_is_not_listed_from_the_pool(office: Office) -> None:
    topic = rooms.gated(office)
    reporting.submit(office.desk, [topic])
    rooms.stamp_all(office, topic)
    (unit,) = topics.detail(office.desk, topic).units
    gating.answer_unit(office.desk, unit.id, "不同意", views="标准偏高", grounds="省里的规定")
    rooms.planned_meeting(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "topic", topic)
        await keys.press("a", "enter")
        assert "为什么不能办" in screen_text(app)
    assert state(office, topic) == "待上会"


async def test_topics_are_offered_the_meeting_of_their_kind_first_and_none_says_so(office: Office) -> None:
    topic = rooms.ready_topic(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "topic", topic)
        await keys.press("a")
        assert "没有待开的会议" in screen_text(app)
        rooms.planned_meeting(office, "plenary")
        executive = rooms.planned_meeting(office)
        await keys.press("a", "enter")
    assert topics.one_row(office.desk, topic).meeting_id == executive


async def test_a_topic_on_a_frozen_agenda_asks_why_it_comes_late(office: Office) -> None:
    meeting, _ = rooms.listed_meeting(office)
    topic = rooms.ready_topic(office, title="关于临时事项的汇报")
    agenda.freeze(office.desk, meeting)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "topic", topic)
        await keys.press("a", "enter")
        assert state(office, topic) == "待上会"
        await keys.paste("防汛紧急事项")
        await keys.press("enter")
    late = [one for one in agenda.board(office.desk, meeting).items if one.late]
    assert [(one.topic_id, one.reason) for one in late] == [(topic, "防汛紧急事项")]


# -- meetings ---------------------------------------------------------------------------------------------------------


async def test_another_kind_is_proposed_anew_and_what_was_typed_stays(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 36)) as pilot:
        keys = await on_queue(pilot, "coming")
        await keys.press("n")
        form = app.screen
        assert isinstance(form, PlanForm)
        form.form.focus_field("room")
        await keys.press("ctrl+u")
        await keys.paste("第三会议室")
        form.form.focus_field("kind")
        await keys.press("3")
        await until(pilot, lambda: form.form.text("ordinal") == "")
        form.form.focus_field("subject")
        await keys.paste("城区内涝治理")
        await keys.press("ctrl+s")
        await until(pilot, lambda: app.screen is not form)
    (row,) = listing.MeetingList(office.desk, "coming").rows(0, 9)
    assert (row.name, row.room) == ("城区内涝治理专题会议", "第三会议室")


async def test_R7a_the_executive_vice_mayor_must_say_who_delegated(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await on_queue(pilot, "coming")
        await keys.press("n")
        form = app.screen
        assert isinstance(form, PlanForm)
        form.form.focus_field("chair")
        await keys.press("ctrl+u", *"lxn", "enter")
        await until(pilot, lambda: "须受委托" in screen_text(app))
        form.form.focus_field("chair_for")
        await keys.press(*"gys", "enter")
        await until(pilot, lambda: "须受委托" not in screen_text(app))
        await keys.paste("市长电话委托")
        await keys.press("ctrl+s")
        await until(pilot, lambda: app.screen is not form)
    (row,) = listing.MeetingList(office.desk, "coming").rows(0, 9)
    fields = views.detail(office.desk, row.id).fields
    assert (fields["chair"], fields["chair_for"], fields["chair_source"]) == ("林向南", "高远山", "市长电话委托")


async def test_a_room_and_leaders_that_are_taken_are_said_while_planning(office: Office) -> None:
    rooms.planned_meeting(office, "plenary")
    (there,) = listing.MeetingList(office.desk, "coming").rows(0, 9)
    assert there.starts is not None
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 36)) as pilot:
        keys = await on_queue(pilot, "coming")
        await keys.press("n")
        form = app.screen
        assert isinstance(form, PlanForm)
        for field, words in (("starts", f"{there.starts:%Y-%m-%d %H:%M}"), ("room", there.room)):
            form.form.focus_field(field)
            await keys.press("ctrl+u")
            await keys.paste(words)
            await keys.press("tab")
        await until(pilot, lambda: "同一时间已有会议" in screen_text(app))
        assert "高远山" in screen_text(app)
        assert "另有安排" in screen_text(app)


async def test_changing_a_meeting_shows_what_is_stored_and_changes_only_what_is_typed(office: Office) -> None:
    meeting = rooms.planned_meeting(office)
    before = calling.meeting_of(office.desk, meeting)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "meeting", meeting)
        await keys.press("e")
        form = app.screen
        assert isinstance(form, PlanForm)
        form.form.focus_field("starts")
        await keys.paste("15:30")
        await keys.press("ctrl+s")
        await until(pilot, lambda: app.screen is not form)
    after = calling.meeting_of(office.desk, meeting)
    assert before.starts is not None
    assert after.starts == before.starts.replace(hour=15, minute=30)
    assert {name for name in before.__slots__ if getattr(before, name) != getattr(after, name)} == {"starts"}


async def test_the_notice_is_marked_and_written_when_asked(office: Office) -> None:
    meeting = rooms.planned_meeting(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "meeting", meeting)
        await keys.press("t")
        assert views.one_row(office.desk, meeting).state == "已通知"
        await keys.press("y")
        assert "已写出" in screen_text(app)
    assert list(office.desk.exports.glob("*通知*.docx"))


async def test_a_notice_of_too_long_an_agenda_says_so_before_it_is_written(office: Office) -> None:
    meeting, items = rooms.listed_meeting(office, count=2)
    agenda.set_minutes(office.desk, items[0], 150)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "meeting", meeting)
        await keys.press("t")
        assert "议题合计比会议计划时长多 45 分钟" in screen_text(app)


async def test_a_meeting_opened_by_mistake_is_put_back_with_a_reason(office: Office) -> None:
    meeting, _ = rooms.running_meeting(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "meeting", meeting)
        app.screen.action_unopen()  # type: ignore[attr-defined]
        await settled(pilot)
        await keys.paste("点错了会议")
        await keys.press("enter")
        assert views.one_row(office.desk, meeting).state == "已通知"
        await keys.press(".")
        app.screen.action_unopen()  # type: ignore[attr-defined]
        await settled(pilot)
        assert "现在是“已通知”" in screen_text(app)
    assert "点错了会议" in str(views.detail(office.desk, meeting).history)


async def test_putting_an_opening_back_is_found_in_the_palette_of_running_meetings_only(office: Office) -> None:
    meeting, _ = rooms.running_meeting(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "meeting", meeting)
        await keys.press("f9")
        await keys.type("撤回开会")
        assert "误登记了开会" in screen_text(app)
    assert [queue for queue in NOUNS if offered("unopen", queue)] == ["running", "meetings"]


async def test_a_meeting_is_opened_and_cannot_be_closed_before_every_topic_has_its_result(office: Office) -> None:
    meeting, _ = rooms.listed_meeting(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "meeting", meeting)
        await keys.press("r", "ctrl+s")
        assert views.one_row(office.desk, meeting).state == "开会中"
        await keys.press(".", "r", "ctrl+s")
        assert views.one_row(office.desk, meeting).state == "开会中"
        assert "结果" in screen_text(app)


async def test_a_cancelled_meeting_gives_its_topics_back(office: Office) -> None:
    meeting, ids = rooms.listed_meeting(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "meeting", meeting)
        await keys.press("x")
        await keys.paste("主要领导外出")
        await keys.press("enter")
        assert views.one_row(office.desk, meeting).state == "取消"
        await keys.press(".")
        assert app.screen.current().id == meeting  # type: ignore[attr-defined]
    assert {state(office, one) for one in ids} == {"待上会"}


async def test_the_month_lists_meetings_by_day_and_counts_them(office: Office) -> None:
    rooms.planned_meeting(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await on_queue(pilot, "coming")
        await keys.press("v")
        shown = screen_text(app)
        assert "2026年11月会议" in shown
        assert "常务会议 2026年11月" in shown
        await keys.press("]")
        assert "2026年12月会议" in screen_text(app)
        await keys.press("escape")
        assert app.screen is app.screen_stack[0]


# -- everywhere -------------------------------------------------------------------------------------------------------


def test_every_key_means_one_thing_in_each_queue() -> None:
    for queue in NOUNS:
        keys = [key for one in MEETING_COMMANDS if offered(one.action, queue) for key in one.keys]
        assert len(keys) == len(set(keys)), queue


async def test_the_same_key_does_what_fits_the_queue(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await on_queue(pilot, "coming")
        await keys.press("n")
        assert "筹备会议" in screen_text(app)
        await keys.press("escape")
        pilot.app.screen.show_queue("ready")  # type: ignore[attr-defined]
        await keys.press("n")
        assert "申报议题" in screen_text(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_hostile_texts_are_shown_as_texts(office: Office, size: tuple[int, int]) -> None:
    for n, text in enumerate(NASTY):
        try:
            rooms.reported(office, title=f"{n} {text}", content=text, reporter=text, proposal=text)
        except Refusal:
            continue
    app = desk_app(office.desk)
    async with app.run_test(size=size) as pilot:
        keys = await on_queue(pilot, "reported")
        for _ in range(len(NASTY)):
            await keys.press("down")
            assert control_bytes(screen_text(app).replace("\n", "")) == []
        await keys.press("c", "escape", "e", "escape", "?")
        assert control_bytes(screen_text(app).replace("\n", "")) == []


async def test_what_the_search_finds_is_shown_where_it_stands(office: Office) -> None:
    topic = rooms.reported(office, title="关于石拱桥修缮的汇报")
    rooms.planned_meeting(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("ctrl+f")
        await keys.paste("石拱桥")
        await until(pilot, lambda: "石拱桥修缮" in screen_text(app))
        await keys.press("enter")
        await until(pilot, lambda: app.current_mode == "meetings")
        await keys.settle()
        assert app.screen.current().id == topic  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "near", "expected"),
    [
        ("11.26 9:00", "", "2026-11-26 09:00"),
        ("明天 15:30", "", "2026-11-24 15:30"),
        ("11月26日下午3点半", "", "2026-11-26 15:30"),
        ("11.26 1530", "", "2026-11-26 15:30"),
        ("15：30", "2026-11-26 09:00", "2026-11-26 15:30"),
        ("11.27", "2026-11-26 09:00", "2026-11-27 09:00"),
        ("2026-11-26 09:00", "", "2026-11-26 09:00"),
    ],
)
def test_a_moment_is_read_as_it_is_typed(desk: Desk, typed: str, near: str, expected: str) -> None:
    assert typed_moment(desk, typed, near) == expected


@pytest.mark.parametrize("typed", ["11.26", "9:00", "明天 25:00", "什么时候", "11.26 9:75"])
def test_half_a_moment_and_no_moment_are_refused(desk: Desk, typed: str) -> None:
    with pytest.raises(Refusal):
        typed_moment(desk, typed)


# -- minutes and what they gave to supervise --------------------------------------------------------------------------


async def test_minutes_are_begun_from_the_meeting_and_opened_the_next_time(office: Office) -> None:
    made = held_meetings.held(office)
    held_meetings.decided(made, "关于校舍安全的汇报")
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, "meeting", made.id)
        await keys.press("w")
        await until(pilot, lambda: isinstance(app.screen, MinutesScreen))
        await keys.press("escape", "w")
        assert isinstance(app.screen, MinutesScreen)
        await keys.press("escape", ".")
        assert app.screen.queue == "minutes"  # type: ignore[attr-defined]
    assert minutes_listing.MinutesList(office.desk).count() == 1


async def test_matters_are_put_aside_with_a_reason_and_back_again(office: Office) -> None:
    made = held_meetings.held(office)
    minutes = held_meetings.signed(made, held_meetings.VICE, ("市教育局", "市财政局"))
    (education, finance) = held_meetings.proposed(made, minutes)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await on_queue(pilot, "decided")
        await keys.press("ctrl+a", "x")
        await keys.paste("已经办结")
        await keys.press("enter")
        assert {one.id for one in held_meetings.proposed(made, minutes, "不立项")} == {education.id, finance.id}
        await keys.press("space", "r")
    assert len(held_meetings.proposed(made, minutes)) == 1


async def test_bringing_back_what_was_never_put_aside_says_so(office: Office) -> None:
    made = held_meetings.held(office)
    held_meetings.signed(made, held_meetings.VICE)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await on_queue(pilot, "decided")
        await keys.press("r")
        assert "没有不立项的" in screen_text(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_every_queue_opens_empty_and_full_and_tells_its_rows(office: Office, size: tuple[int, int]) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=size) as pilot:
        keys = await on_queue(pilot, "coming")
        for full in (False, True):
            if full:
                held_meetings.signed(held_meetings.held(office), held_meetings.VICE)
                rooms.running_meeting(office, "plenary")
                rooms.ready_topic(office)
                rooms.planned_meeting(office)
            for _queue in NOUNS:
                await keys.press("]", "enter", "escape", "?")
                await keys.press(*(["escape"] if app.screen is not app.screen_stack[0] else []))
                assert app.screen is app.screen_stack[0]
    assert app.return_code in (None, 0)
