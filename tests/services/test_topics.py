"""A topic's way from its unit to the pool of a meeting: reported, changed, sent back, withdrawn, found again."""

from dataclasses import replace
from datetime import date

import pytest

from govtui.domain.refusal import Refusal, Stale
from govtui.services.desk import Desk
from govtui.services.documents import registering
from govtui.services.documents.rows import NewIncoming
from govtui.services.meetings import agenda
from govtui.services.meetings.topics import gating, reporting, views
from govtui.services.meetings.topics.listing import TopicList
from govtui.services.meetings.topics.rows import NewTopic, TopicUnitEntry
from tests.offices import Office
from tests.services.meeting_rooms import (
    TOPIC,
    gated,
    meeting_office,
    planned_meeting,
    ready_topic,
    reported,
    revise,
    state,
    unit_rows,
)


@pytest.fixture
def office(desk: Desk) -> Office:
    """An office that holds meetings."""
    return meeting_office(desk)


def test_topic_taken_all_the_way_waits_for_its_meeting(office: Office) -> None:
    topic = ready_topic(office)
    row = views.one_row(office.desk, topic)
    assert (row.state, row.gate, row.waits) == ("待上会", "通过", "待列入")
    assert [stamp.act for stamp in views.detail(office.desk, topic).stamps] == ["协调审核", "统筹安排", "审定"]


def test_the_form_shows_again_what_was_entered(office: Office) -> None:
    topic = reported(office, minutes=0, note="第一行\n第二行", requested_on=date(2026, 11, 20), public=True)
    entry = reporting.topic_of(office.desk, topic)
    assert (entry.minutes, entry.note, entry.public, entry.unit) == (15, "第一行\n第二行", True, "市财政局")
    assert entry.units == (TopicUnitEntry(office.units["市教育局"], "市教育局"),)
    assert reporting.revise(office.desk, topic, 1, entry).sentence == f"修改议题《{TOPIC.title}》"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": "  "}, "题目"),
        ({"wanted": "weekly"}, "会议"),
        ({"subject": "nothing"}, "须上会事项"),
        ({"minutes": 601}, "汇报时间"),
        ({"minutes": -1}, "汇报时间"),
        ({"material_copies": -1}, "份数"),
        ({"requested_on": date(2026, 12, 1)}, "申报日期"),
    ],
)
def test_what_no_topic_may_be_is_refused(office: Office, change: dict[str, object], says: str) -> None:
    with pytest.raises(Refusal, match=says):
        reported(office, **change)


@pytest.mark.parametrize("field", ["title", "content", "proposal", "materials", "note", "reporter", "head_signed"])
def test_text_that_looks_like_a_state_secret_is_refused_without_being_repeated(office: Office, field: str) -> None:
    with pytest.raises(Refusal) as caught:
        reported(office, **{field: "绝密★10年 方案甲"})
    assert "方案甲" not in caught.value.sentence
    assert TopicList(office.desk).count() == 0


def test_secrets_are_kept_out_of_every_act(office: Office) -> None:
    topic, secret = reported(office), "机密★5年 方案甲"
    unit = unit_rows(office, topic)["市教育局"]
    acts = (
        lambda: gating.answer_unit(office.desk, unit, "不同意", grounds=secret),
        lambda: gating.answer_unit(office.desk, unit, "同意", person=secret),
        lambda: gating.coordinate(office.desk, topic, 1, False, result=secret),
        lambda: gating.set_leaning(office.desk, topic, secret),
        lambda: gating.check(office.desk, topic, "topic", (), note=secret),
        lambda: gating.review_law(office.desk, topic, "周法宁", secret),
        lambda: gating.assess_risk(office.desk, topic, secret),
        lambda: gating.fiscal(office.desk, topic, secret),
        lambda: gating.set_step(office.desk, topic, "research", "已做", document=secret),
        lambda: reporting.return_topics(office.desk, [topic], secret),
        lambda: reporting.withdraw(office.desk, [topic], secret),
        lambda: revise(office, topic, content=secret),
    )
    for act in acts:
        with pytest.raises(Refusal):
            act()
    with office.desk.reading() as reader:
        for table in ("topic", "topic_unit", "coordination", "topic_check", "decision_step", "topic_movement"):
            assert "方案甲" not in str([tuple(row) for row in reader.rows(f"SELECT * FROM {table}")])


def test_one_who_edits_an_older_version_is_told_who_changed_it(office: Office) -> None:
    topic = reported(office)
    entry = reporting.topic_of(office.desk, topic)
    reporting.revise(office.desk, topic, 1, replace(entry, phone="1"))
    with pytest.raises(Stale, match="小李"):
        reporting.revise(office.desk, topic, 1, replace(entry, phone="2"))


def test_R42a_a_unit_that_disagrees_cannot_be_dropped_to_get_past_it(office: Office) -> None:
    topic = reported(office)
    gating.answer_unit(office.desk, unit_rows(office, topic)["市教育局"], "不同意", grounds="经费不足")
    for units in ((), (TopicUnitEntry(None, "市教育局", consulted=False),), (TopicUnitEntry(None, "市教育局", True),)):
        with pytest.raises(Refusal, match="不同意见"):
            revise(office, topic, units=units)
    kept = revise(office, topic, units=(TopicUnitEntry(None, "市教育局"), TopicUnitEntry(None, "市林业局")))
    assert kept.id == topic
    assert [one.grounds for one in views.detail(office.desk, topic).units] == ["经费不足", ""]


def test_R42b_a_kind_without_leaders_steps_takes_a_topic_at_once(office: Office) -> None:
    topic = reported(office, wanted="special")
    reporting.submit(office.desk, [topic])
    assert state(office, topic) == "待上会"


def test_sent_back_with_a_reason_and_reported_again(office: Office) -> None:
    first, second = gated(office), ready_topic(office)
    with pytest.raises(Refusal, match="理由"):
        reporting.return_topics(office.desk, [first], " ")
    done = reporting.return_topics(office.desk, [first, second], "附件不全")
    assert (done.count, "附件不全" in done.sentence) == (2, True)
    assert [state(office, one) for one in (first, second)] == ["退回", "退回"]
    reporting.resubmit(office.desk, second)
    row = views.one_row(office.desk, second)
    assert (row.state, [lamp.word for lamp in row.gates if lamp.id in ("coordination", "stamps")]) == (
        "申报",
        ["通过", "未核"],
    )


def test_a_withdrawn_topic_stays_to_be_read_and_takes_no_more_acts(office: Office) -> None:
    topic = gated(office)
    reporting.withdraw(office.desk, [topic], "单位不再提请")
    for act in (
        lambda: reporting.submit(office.desk, [topic]),
        lambda: reporting.resubmit(office.desk, topic),
        lambda: revise(office, topic, title="改名"),
        lambda: gating.set_leaning(office.desk, topic, "按方案一"),
    ):
        with pytest.raises(Refusal, match="撤回"):
            act()
    assert [one[1] for one in views.detail(office.desk, topic).history][-1] == "撤回"


def test_a_listed_topic_is_taken_off_before_it_is_sent_back(office: Office) -> None:
    topic, meeting = ready_topic(office), planned_meeting(office)
    agenda.add(office.desk, meeting, [topic])
    for act in (reporting.return_topics, reporting.withdraw):
        with pytest.raises(Refusal, match="议程"):
            act(office.desk, [topic], "撤下")
    with pytest.raises(Refusal, match="议程"):
        revise(office, topic, wanted="special")


def test_R41a_a_listed_topic_that_changes_keeps_its_place_and_shows_its_missing_steps(office: Office) -> None:
    topic, meeting = ready_topic(office), planned_meeting(office)
    agenda.add(office.desk, meeting, [topic])
    done = revise(office, topic, content="另一个方案")
    row = views.one_row(office.desk, topic)
    assert (row.state, [one.rule for one in done.findings], row.gate) == ("已列入", ["R41a"], "未核")


def test_trap_10_a_topic_taken_off_an_agenda_keeps_its_steps_and_gates(office: Office) -> None:
    topic, meeting = ready_topic(office), planned_meeting(office)
    agenda.add(office.desk, meeting, [topic])
    item = agenda.board(office.desk, meeting).items[0].id
    agenda.take_off(office.desk, [item], "市长要求下次再议")
    row = views.one_row(office.desk, topic)
    assert (row.state, row.gate, gating.topic_findings(office.desk, topic)) == ("待上会", "通过", ())
    assert [(one.state, one.reason) for one in views.detail(office.desk, topic).listings] == [
        ("撤下", "市长要求下次再议")
    ]
    agenda.add(office.desk, meeting, [topic])
    assert state(office, topic) == "已列入"


def test_R24_words_in_the_title_fill_in_subject_marks_and_basis(office: Office) -> None:
    law = reporting.guess(office.desk, NewTopic(title="云溪县管理条例（草案）", wanted=""))
    assert (law.wanted, law.subject, law.basis, law.major, law.county) == (
        *("executive", "local_law", "39(五)", False),
        True,
    )
    budget = reporting.guess(office.desk, NewTopic(title="关于2027年财政预算草案的汇报", wanted=""))
    assert (budget.subject, budget.major, budget.finance, budget.basis) == ("plan_budget", True, True, "")
    plain = reporting.guess(office.desk, NewTopic(title="关于植树的汇报", wanted="special", major=True))
    assert (plain.wanted, plain.subject, plain.major, plain.finance) == ("special", "", True, False)
    assert TopicList(office.desk).count() == 0


def test_a_topic_from_an_incoming_paper(office: Office) -> None:
    paper = registering.register(office.desk, NewIncoming("市财政局", "关于审议补助方案的请示")).id
    entry = reporting.from_paper(office.desk, paper)
    assert (entry.title, entry.unit, entry.unit_id) == ("关于审议补助方案的请示", "市财政局", office.units["市财政局"])
    topic = reporting.report(office.desk, entry).id
    assert views.detail(office.desk, topic).fields["incoming_id"] == paper
    with pytest.raises(Refusal, match="收文"):
        reporting.from_paper(office.desk, 999)


def test_lists_by_state_and_by_words(office: Office) -> None:
    kept = reported(office, title="关于保障春运的汇报")
    ready = ready_topic(office, title="关于林长制的汇报")
    lists = {name: TopicList(office.desk, name) for name in ("reported", "stamping", "ready", "topics")}
    assert {name: one.count() for name, one in lists.items()} == {"reported": 1, "stamping": 0, "ready": 1, "topics": 2}
    assert [row.id for row in lists["topics"].rows(0, 10)] == [ready, kept]
    found = TopicList(office.desk, "topics", "春运")
    assert (found.count(), [row.id for row in found.rows(0, 10)]) == (1, [kept])
    assert TopicList(office.desk, "ready", "春运").count() == 0
    with pytest.raises(Refusal, match="队列"):
        TopicList(office.desk, "coming")


def test_R42a_what_will_stop_a_topic_before_the_meeting_is_told_when_it_goes_to_its_leaders(office):
    topic = reported(office)
    told = reporting.submit(office.desk, [topic])
    assert "R42a" in [one.rule for one in told.findings]
    assert "R41a" not in [one.rule for one in told.findings]
    assert state(office, topic) == "审核中"
    calm = reporting.submit(office.desk, [gated(office, title="关于另一件事的汇报")])
    assert [one.rule for one in calm.findings if one.effect.value == "block"] == []


def test_a_unit_that_disagrees_without_a_word_is_asked_for_its_grounds(office):
    topic = reported(office)
    (row,) = unit_rows(office, topic).values()
    bare = gating.answer_unit(office.desk, row, "不同意", views="推迟")
    assert [one.sentence for one in bare.findings] == ["市教育局不同意，还没有写依据"]
    assert gating.answer_unit(office.desk, row, "不同意", views="推迟", grounds="没有预算").findings == ()
    assert gating.answer_unit(office.desk, row, "同意").findings == ()
