"""误录处置 of topics, meetings, minutes and engagements: nothing is left of them, and no column is forgotten."""

from typing import Any

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import journal
from govtui.services.desk import Desk
from govtui.services.meetings import agenda, calling
from govtui.services.meetings.minutes import composing, deciding
from govtui.services.meetings.rows import UnitDue
from govtui.services.meetings.topics import gating, reporting, views
from govtui.services.meetings.topics.listing import TopicList
from govtui.store.documents.holdings import NOUNS
from tests.offices import Office
from tests.services.meeting_rooms import (
    ASSISTING,
    gated,
    meeting_office,
    planned_meeting,
    ready_topic,
    reported,
    revise,
    stamp_all,
    unit_rows,
)
from tests.services.mistaken_papers import CLEARED, blank, left, one, verdict

TITLE = "关于鹮鼯鹱麂工程选址的汇报"


@pytest.fixture
def office(desk: Desk) -> Office:
    return meeting_office(desk)


def secret_topic(office: Office) -> int:
    """A topic with something to be found in every table that belongs to it, up to the pool."""
    desk = office.desk
    topic = gated(office, title="关于蝾螈工程的汇报", major=True, county=True, units=("市教育局", "云溪县"))
    revise(
        office, topic, title=TITLE, content="貘獴", proposal="犰狳", materials="鸬鹚.doc", note="𪚥𠔻", unit="蝾螈局"
    )
    revise(office, topic, unit="市财政局")
    school = unit_rows(office, topic)["市教育局"]
    gating.answer_unit(desk, school, "不同意", "严书华", views="貘獴意见", grounds="犰狳依据")
    gating.coordinate(desk, topic, 1, False, result="鸬鹚会上没谈拢")
    gating.coordinate(desk, topic, 2, False, office.people[ASSISTING], result="貘獴会上没谈拢")
    gating.set_leaning(desk, topic, "倾向蝾螈方案")
    gating.check(desk, topic, "topic", (), note="貘獴核对")
    gating.review_law(desk, topic, "周法宁", "犰狳合法")
    gating.assess_risk(desk, topic, "鸬鹚低风险")
    gating.fiscal(desk, topic, "☃¿")
    gating.set_step(desk, topic, "research", "已做", document="貘獴报告", responsible="犰狳组", reason="蝾螈")
    reporting.submit(desk, [topic])
    stamp_all(office, topic)
    return topic


def discussed(office: Office, *topics: int) -> int:
    """A meeting that dealt with topics, its minutes composed: outcomes, decisions, one of them dropped again."""
    desk = office.desk
    meeting = planned_meeting(office, starts=desk.now())
    agenda.add(desk, meeting, topics)
    items = [one.id for one in agenda.board(desk, meeting).items]
    calling.open_meeting(desk, meeting)
    for item, word in zip(items, ("貘獴", "植树"), strict=False):
        said: dict[str, Any] = {"discussion": f"与会同志建议{word}分两步走", "dissent": f"有的同志认为{word}不宜过急"}
        deciding.decide(desk, item, "passed", **said, chair_reason=f"主持人说明{word}的理由")
        gone = deciding.add_decision(
            desk, item, f"{word}先行实施方案一", [UnitDue(office.units["市财政局"], "市财政局")]
        )
        deciding.drop_decision(desk, gone.id)
        due = UnitDue(office.units["市财政局"], "市财政局", due_words=f"{word}一期工程完工以前")
        deciding.add_decision(desk, item, f"同意{word}按修改后的方案实施", [due])
    calling.close_meeting(desk, meeting)
    composing.start(desk, meeting)
    return meeting


class TestTopics:
    def test_nothing_of_the_topic_is_left_on_the_disk(self, office: Office) -> None:
        topic = secret_topic(office)
        discussed(office, topic, ready_topic(office, title="关于植树工作的汇报"))
        assert left(office) >= {"鹮鼯", "貘獴", "蝾螈", "犰狳", "鸬鹚", "𪚥𠔻", "☃¿"}
        done = blank(office, topic, "topic")
        assert done.sentence.startswith("议题（2026-11-23 录入） 误录处置")
        assert left(office) == set()
        assert verdict(office.desk).first_bad is None

    def test_what_was_said_of_other_topics_stays(self, office: Office) -> None:
        topic, other = secret_topic(office), ready_topic(office, title="关于植树工作的汇报")
        discussed(office, topic, other)
        kept = journal.acts_on(office.desk, "topic", other)
        blank(office, topic, "topic")
        minutes = one(office.desk, "SELECT body FROM minutes")["body"]
        assert "同意植树按修改后的方案实施" in minutes
        assert CLEARED in minutes
        texts = one(office.desk, "SELECT group_concat(text, '|') AS texts FROM decision")["texts"]
        assert texts == f"{CLEARED}|同意植树按修改后的方案实施"
        assert journal.acts_on(office.desk, "topic", other) == kept

    def test_it_leaves_its_agenda_and_takes_no_more_acts(self, office: Office) -> None:
        topic, meeting = secret_topic(office), planned_meeting(office)
        agenda.add(office.desk, meeting, [topic])
        blank(office, topic, "topic")
        row = views.one_row(office.desk, topic)
        assert (row.title, row.state, row.unit) == (CLEARED, "撤回", "")
        assert agenda.board(office.desk, meeting).items == ()
        assert {name: TopicList(office.desk, name).count() for name in ("reported", "ready", "topics")} == {
            "reported": 0,
            "ready": 0,
            "topics": 1,
        }
        assert TopicList(office.desk, "topics", "选址").count() == 0
        for act in (
            lambda: revise(office, topic, title="再来"),
            lambda: gating.set_leaning(office.desk, topic, "再来"),
            lambda: reporting.submit(office.desk, [topic]),
        ):
            with pytest.raises(Refusal):
                act()
        with pytest.raises(Refusal, match="误录处置"):
            self._undo(office)

    def _undo(self, office: Office) -> None:
        last = journal.next_undo(office.desk)
        assert last is not None
        journal.undo(office.desk, last.seq)

    def test_its_leaders_and_days_stay_to_be_answered_for(self, office: Office) -> None:
        topic = secret_topic(office)
        blank(office, topic, "topic")
        steps = [(step.words, step.opinion) for step in views.detail(office.desk, topic).stamps if step.active]
        assert steps == [("副市长沈清河", ""), ("秘书长陆知行", ""), ("市长高远山", "")]
        assert views.detail(office.desk, topic).history[-1][1] == "误录处置"

    def test_another_topic_of_the_same_title_is_named(self, office: Office) -> None:
        topic = reported(office, title=TITLE)
        reported(office, title=TITLE)
        assert blank(office, topic, "topic").twins == ("议题（2026-11-23 录入）",)

    def test_a_reason_that_repeats_the_title_is_refused(self, office: Office) -> None:
        topic = reported(office, title=TITLE)
        with pytest.raises(Refusal):
            blank(office, topic, "topic", "鹮鼯鹱麂工程录错")


def test_a_meeting_goes_with_its_minutes_and_from_the_minutes_with_it(office: Office) -> None:
    for noun in ("meeting", "minutes"):
        meeting = planned_meeting(
            office, "special", subject="鹮鼯鹱麂工程选址", demands="貘獴", starts=office.desk.now()
        )
        agenda.add(office.desk, meeting, [ready_topic(office, wanted="special", title="关于植树工作的汇报")])
        calling.open_meeting(office.desk, meeting)
        item = agenda.board(office.desk, meeting).items[0].id
        deciding.decide(office.desk, item, "passed", discussion="犰狳讨论")
        deciding.add_decision(office.desk, item, "蝾螈按方案实施", [UnitDue(office.units["市财政局"], "市财政局")])
        calling.close_meeting(office.desk, meeting)
        minutes = composing.start(office.desk, meeting).id
        assert left(office) >= {"鹮鼯", "貘獴", "犰狳", "蝾螈"}
        blank(office, {"meeting": meeting, "minutes": minutes}[noun], noun)
        assert left(office) == set()
        assert one(office.desk, "SELECT name FROM meeting WHERE id = :id", id=meeting)["name"] == CLEARED
        assert one(office.desk, "SELECT body FROM minutes WHERE id = :id", id=minutes)["body"] == ""


_HARMLESS = {
    *("id", "version", "state", "held_since", "wanted", "secrecy", "legal_on", "risk_on", "requested_on", "outcome"),
    *("decided_on", "created_at", "opinion", "answered_on", "on_day", "stage", "item", "slot", "act", "step", "status"),
    *("started_on", "ended_on", "at", "kind", "due_on", "starts_at", "ends_at", "reply_by", "notified_at", "frozen_at"),
    *("opened_at", "closed_at", "outcome_at", "tier", "role", "rule", "reply", "replied_at", "signed_at", "asked_at"),
    *("approved_on", "duty_filed_at", "due_at", "due_basis", "series", "number", "signed_on", "issued_on", "publicity"),
    *("publish_due_at", "publish_basis", "published_on", "heads_approved_on", "answer", "added_by", "code"),
}
_WHO_HAD_IT = {
    *("reporter", "legal_reviewer", "created_by", "unit", "person", "title", "for_name", "by", "chair", "chair_title"),
    *("chair_for", "recorder", "name", "deputy", "deputy_title", "approver", "approver_for", "duty_filed_by", "leader"),
    *("drafter", "signer", "signer_title", "signer_for", "heads_approver", "instead"),
}


@pytest.mark.parametrize("noun", ["topic", "meeting", "minutes", "engagement"])
def test_every_column_that_can_hold_words_is_emptied(office: Office, noun: str) -> None:
    """A column added later must be described, or stand in one of the two lists above."""
    forgotten = []
    for holding in NOUNS[noun].holdings:
        described = {*holding.words, *holding.notes, *holding.marks}
        with office.desk.reading() as reader:
            columns = reader.rows(f"SELECT name, type FROM pragma_table_info('{holding.table}')")
        words = {row["name"] for row in columns if "CHAR" in row["type"] or "TEXT" in row["type"]}
        forgotten += [(holding.table, name) for name in sorted(words - described - _HARMLESS - _WHO_HAD_IT)]
    assert forgotten == []
