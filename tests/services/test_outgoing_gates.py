"""Co-signs, publicity and need: what stops a paper on its way out, and what lets it pass."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.outgoing import (
    cosigning,
    drafting,
    explaining,
    listing,
    publishing,
    signing,
    views,
)
from govtui.services.documents.outgoing.rows import NewDraft
from govtui.services.gates import Permit
from govtui.services.workdays import correct_day
from tests.offices import Office, small_office
from tests.services.papers_out import ENTRY, asked, numbered, to_sign


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


def state(office: Office, outgoing: int) -> str:
    return views.one_row(office.desk, outgoing).state


def releases(office: Office) -> list[tuple[str, str]]:
    with office.desk.reading() as reader:
        return [
            (row["rule"], row["person"]) for row in reader.rows("SELECT rule, person FROM rule_release ORDER BY id")
        ]


class TestCoSigns:
    def test_R11c_a_disagreement_without_its_parts_blocks_and_a_complete_one_passes(self, office: Office) -> None:
        outgoing = to_sign(office)
        finance, school = asked(office, outgoing, "市林业局", "市教育局")
        assert state(office, outgoing) == "会签中"
        cosigning.answer(office.desk, school, "同意", "周某")
        warned = cosigning.answer(office.desk, finance, "不同意", "吴某", views="不宜列支", grounds="", proposal="缓办")
        assert warned.findings[0].rule == "R11c"
        with pytest.raises(Refusal, match="理由") as refused:
            cosigning.finish(office.desk, outgoing)
        assert refused.value.findings[0].article == "第十一条第三款"
        cosigning.answer(
            office.desk, finance, "不同意", "吴某", views="不宜列支", grounds="资金已定", proposal="缓办", signed=True
        )
        cosigning.finish(office.desk, outgoing)
        assert state(office, outgoing) == "待签发"
        assert views.detail(office.desk, outgoing).fields["cosigners"] == "市林业局（不同意）、市教育局"

    def test_R11c_no_reply_blocks_and_the_secretary_general_may_let_it_pass(self, office: Office) -> None:
        outgoing = to_sign(office)
        asked(office, outgoing, "市林业局")
        with pytest.raises(Refusal, match="还没有会签回复"):
            cosigning.finish(office.desk, outgoing)
        with pytest.raises(Refusal, match="只有秘书长"):
            cosigning.finish(office.desk, outgoing, [Permit("R11c", office.people["沈清河"], "急")])
        cosigning.finish(office.desk, outgoing, [Permit("R11c", office.people["陆知行"], "防汛急件，会后补签")])
        assert releases(office) == [("R11c", "陆知行")]
        assert any(
            "防汛急件" in (one.release.reason if one.release else "")
            for one in explaining.explanations(office.desk, outgoing)
        )

    def test_a_unit_is_asked_once_and_one_that_disagrees_cannot_be_dropped(self, office: Office) -> None:
        outgoing = to_sign(office)
        one = asked(office, outgoing, "市林业局")[0]
        assert cosigning.ask(office.desk, outgoing, [(None, "市林业局")]).count == 0
        cosigning.answer(office.desk, one, "不同意", views="一", grounds="二", proposal="三", signed=True)
        with pytest.raises(Refusal, match="有不同意见"):
            cosigning.drop(office.desk, one, "不等了")

    def test_plain_agreement_of_many_units_is_one_act(self, office: Office) -> None:
        outgoing = to_sign(office)
        ids = asked(office, outgoing, "市林业局", "市教育局")
        cosigning.answer_many(office.desk, ids, "同意")
        cosigning.finish(office.desk, outgoing)
        assert state(office, outgoing) == "待签发"


class TestPublicity:
    def test_R29_no_way_of_publication_blocks_the_signature(self, office: Office) -> None:
        outgoing = to_sign(office, publicity="")
        with pytest.raises(Refusal, match="公开方式") as refused:
            signing.sign(office.desk, outgoing, office.people["沈清河"], "同意")
        assert [one.rule for one in refused.value.findings] == ["R29"]
        publishing.set_publicity(office.desk, outgoing, "主动公开")
        signing.sign(office.desk, outgoing, office.people["沈清河"], "同意")
        assert state(office, outgoing) == "待复核"

    def test_R29_closed_without_a_reason_blocks_and_with_one_passes(self, office: Office) -> None:
        outgoing = to_sign(office, publicity="")
        with pytest.raises(Refusal, match="没有写理由"):
            publishing.set_publicity(office.desk, outgoing, "不公开")
        publishing.set_publicity(office.desk, outgoing, "不公开", "内部管理事项")
        assert views.one_row(office.desk, outgoing).publicity == "不公开"

    def test_R28_an_open_paper_is_watched_for_twenty_working_days_and_leaves_the_list_when_published(
        self, office: Office, desk_at: object
    ) -> None:
        outgoing = numbered(office)
        row = listing.OutgoingList(office.desk, "publish").rows(0, 1)[0]
        assert row.publish_due is not None
        assert row.publish_due.date() == date(2026, 12, 21)
        later = desk_at(datetime(2026, 12, 22, 9, 0))  # type: ignore[operator]
        assert [one.rule for one in explaining.paper_findings(later, outgoing)] == ["R28"]
        publishing.publish(later, [outgoing], channel="市政府门户网站", index_number="1/2026-1")
        assert listing.OutgoingList(later, "publish").count() == 0
        assert explaining.paper_findings(later, outgoing) == ()

    def test_R28_a_paper_on_request_or_closed_is_not_watched(self, office: Office) -> None:
        numbered(office, publicity="依申请公开")
        numbered(office, publicity="不公开", publicity_reason="内部管理事项")
        assert listing.OutgoingList(office.desk, "publish").count() == 0

    def test_a_calendar_correction_moves_the_day_by_which_a_paper_must_be_public(self, office: Office) -> None:
        numbered(office)
        moved = correct_day(office.desk, date(2026, 12, 1), True, "本地节日", "市政府通知")
        assert [(one.noun, one.after.date()) for one in moved] == [("outgoing", date(2026, 12, 22))]
        row = listing.OutgoingList(office.desk, "publish").rows(0, 1)[0]
        assert row.publish_due is not None
        assert row.publish_due.date() == date(2026, 12, 22)

    def test_R70_a_letter_of_congratulation_is_closed_by_itself_and_cannot_be_opened(self, office: Office) -> None:
        entry = drafting.guess(office.desk, NewDraft(title="致某研究会成立大会的贺信"))
        assert (entry.kind, entry.publicity) == ("贺信", "不公开")
        done = drafting.draft(office.desk, entry)
        assert [one.rule for one in done.findings] == ["R70"]
        with pytest.raises(Refusal, match="只能是不公开") as refused:
            publishing.set_publicity(office.desk, done.id, "主动公开")
        assert refused.value.findings[0].release_role is None

    def test_R70_with_a_special_reason_nothing_is_said(self, office: Office) -> None:
        entry = NewDraft(title="致某研究会成立大会的贺信", publicity_reason="市长批示同意")
        assert drafting.draft(office.desk, entry).findings == ()


class TestNeed:
    def test_R51_a_paper_that_need_not_be_is_warned_of_and_a_reason_settles_it(self, office: Office) -> None:
        warned = drafting.draft(office.desk, replace(ENTRY, need_failed=("not_department",)))
        assert [one.rule for one in warned.findings] == ["R51"]
        settled = drafting.draft(
            office.desk, replace(ENTRY, need_failed=("not_department",), need_reason="市长要求以市政府办名义部署")
        )
        assert settled.findings == ()

    def test_R51_all_questions_answered_with_yes_say_nothing(self, office: Office) -> None:
        assert drafting.draft(office.desk, ENTRY).findings == ()
