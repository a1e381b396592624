"""What goes wrong with papers that leave when acts come late, twice, backwards, or with what does not belong there."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import numbers
from govtui.services.desk import Desk
from govtui.services.documents import normative
from govtui.services.documents import views as incoming_views
from govtui.services.documents.outgoing import (
    cosigning,
    drafting,
    issuing,
    listing,
    numbering,
    publishing,
    reviewing,
    signing,
    views,
)
from govtui.services.documents.registering import register
from govtui.services.documents.rows import NewIncoming
from govtui.services.gates import Permit
from tests.offices import Office, small_office
from tests.services.papers_out import (
    ENTRY,
    asked,
    drafted,
    fields,
    issued,
    normative_paper,
    numbered,
    revise,
    signed,
    state,
    to_sign,
    undo,
)

SECRET = "机密★10年 某某方案"
CHANGES: tuple[dict[str, Any], ...] = (
    {"body": "各有关单位：\n改过。"},
    {"body": ENTRY.body.replace("。", "")},
    {"title": "关于做好农田水利的通知"},
    {"copies_to": "市教育局"},
    {"publicity": "依申请公开"},
)
TOMORROW = date(2026, 11, 24)


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


def sign_again(office: Office, outgoing: int, signer: str = "沈清河", desk: Desk | None = None) -> None:
    signing.sign(desk or office.desk, outgoing, office.people[signer], "同意")
    reviewing.recheck(desk or office.desk, outgoing)


def ledger(office: Office, series: str, year: int) -> list[tuple[int, str]]:
    return [(row.serial, row.state) for row in numbers.book_rows(office.desk, series, year)]


class TestPapersThatWereIssued:
    def test_what_was_printed_is_not_changed_not_even_in_its_wording(self, office: Office) -> None:
        sent = issued(office)
        archived = issued(office)
        issuing.archive(office.desk, [archived])
        for outgoing in (sent, archived):
            for change in CHANGES:
                for wording_only in (False, True):
                    with pytest.raises(Refusal, match="另行文|另发"):
                        revise(office, outgoing, wording_only, **change)
        assert fields(office, sent)["body"] == ENTRY.body

    def test_a_remark_on_an_issued_paper_may_still_be_put_right(self, office: Office) -> None:
        outgoing = issued(office)
        revise(office, outgoing, note="电话核对过")
        assert (fields(office, outgoing)["note"], state(office, outgoing)) == ("电话核对过", "待归档")

    def test_wording_of_a_printed_paper_waits_for_a_new_print(self, office: Office) -> None:
        outgoing = numbered(office)
        issuing.print_run(office.desk, outgoing, 10)
        with pytest.raises(Refusal, match="印"):
            revise(office, outgoing, wording_only=True, body="各有关单位：\n错字。")

    def test_a_printed_paper_that_goes_back_is_no_longer_issued(self, office: Office) -> None:
        old = issued(office)
        new = numbered(office, relations=(("废止", "郴政办发〔2026〕1号"),))
        issuing.print_run(office.desk, new, 10)
        issuing.seal(office.desk, new)
        revise(office, new, body="各有关单位：\n改了。")
        found = fields(office, new)
        assert (found["issued_on"], found["force"], found["sealed_on"]) == (None, "", None)
        assert views.one_row(office.desk, old).force == "有效"
        sign_again(office, new)
        issuing.print_run(office.desk, new, 12)
        assert views.one_row(office.desk, old).force == "废止"
        assert fields(office, new)["print_copies"] == 12

    def test_taking_a_sign_off_back_says_what_to_do_when_copies_are_out(self, office: Office) -> None:
        outgoing = issued(office)
        with pytest.raises(Refusal, match="另行文"):
            signing.unsign(office.desk, outgoing, "签错了")


class TestWhatAPaperDoesToOthers:
    def test_R73_a_void_paper_gives_the_old_one_back(self, office: Office) -> None:
        old = issued(office)
        new = numbered(office, relations=(("废止", "郴政办发〔2026〕1号"),))
        issuing.print_run(office.desk, new, 10)
        drafting.void(office.desk, new, "印错了")
        found = views.detail(office.desk, old)
        assert (found.row.force, found.fields["force_on"], found.fields["force_note"]) == ("有效", None, "")
        undo(office.desk)
        assert views.one_row(office.desk, old).force == "废止"

    def test_R73_what_another_paper_did_stays(self, office: Office) -> None:
        old = issued(office)
        amending = numbered(office, relations=(("修改", "郴政办发〔2026〕1号"),))
        issuing.print_run(office.desk, amending, 10)
        repealing = numbered(office, relations=(("废止", "郴政办发〔2026〕1号"),))
        issuing.print_run(office.desk, repealing, 10)
        drafting.void(office.desk, repealing, "不发了")
        found = fields(office, old)
        assert (found["force"], found["force_note"]) == ("修改", "2026-11-23 由 郴政办发〔2026〕2号 修改")

    def test_R73_a_repealed_paper_does_not_come_to_life_by_an_amendment(self, office: Office) -> None:
        old = issued(office)
        for kind in ("废止", "修改"):
            new = numbered(office, relations=((kind, "郴政办发〔2026〕1号"),))
            issuing.print_run(office.desk, new, 10)
        assert views.one_row(office.desk, old).force == "废止"

    def test_R73_a_paper_repealed_before_its_print_run_is_issued_as_repealed(self, office: Office) -> None:
        old = numbered(office)
        new = numbered(office, relations=(("替代", "郴政办发〔2026〕1号"),))
        issuing.print_run(office.desk, new, 10)
        issuing.print_run(office.desk, old, 10)
        found = fields(office, old)
        assert (found["force"], found["force_note"]) == ("废止", "2026-11-23 由 郴政办发〔2026〕2号 替代")

    def test_R73_undo_of_the_print_run_gives_the_old_one_back(self, office: Office) -> None:
        old = issued(office)
        new = numbered(office, relations=(("替代", "郴政办发〔2026〕1号"),))
        issuing.print_run(office.desk, new, 10)
        undo(office.desk)
        assert (views.one_row(office.desk, old).force, state(office, new)) == ("有效", "待印制")
        assert views.detail(office.desk, old).relations == ()

    def test_what_a_signed_paper_repeals_is_part_of_what_was_signed(self, office: Office) -> None:
        issued(office)
        outgoing = signed(office)
        told = revise(office, outgoing, relations=(("废止", "郴政办发〔2026〕1号"),))
        assert "重新签发" in told
        assert state(office, outgoing) == "待签发"
        out = issued(office)
        with pytest.raises(Refusal, match="另行文"):
            revise(office, out, relations=(("废止", "郴政办发〔2026〕1号"),))

    def test_R73_a_document_of_the_old_book_is_repealed_by_its_number_alone(self, office: Office) -> None:
        known = normative.Published("", date(2024, 3, 1))
        old = normative.record(
            office.desk, normative.NewNormative(title="某办法", organ="government", number="郴政发〔2024〕17号"), known
        ).id
        new = numbered(office, relations=(("废止", "郴政发〔2024〕17号"),))
        issuing.print_run(office.desk, new, 10)
        assert normative.one_row(office.desk, old).ended_on == date(2026, 11, 23)
        drafting.void(office.desk, new, "印错了")
        assert normative.one_row(office.desk, old).ended_on is None
        assert normative.one_row(office.desk, old).state == "有效"

    def test_void_takes_the_number_out_of_the_line_that_it_answered(self, office: Office) -> None:
        asked_ = register(
            office.desk, NewIncoming("市财政局", "关于请求支持经费的请示", sender_number="青财〔2026〕3号")
        ).id
        outgoing = numbered(office, answers_id=asked_)
        drafting.void(office.desk, outgoing, "重复")
        assert incoming_views.detail(office.desk, asked_).fields["answer_number"] == ""
        numbered(office, answers_id=asked_)
        assert incoming_views.detail(office.desk, asked_).fields["answer_number"] == "郴政办发〔2026〕2号"


class TestOneNumberForOnePaper:
    def test_a_change_of_series_voids_the_number_and_the_paper_takes_one_of_its_own_series(
        self, office: Office
    ) -> None:
        outgoing = numbered(office)
        told = revise(office, outgoing, series="gov_issue")
        assert "郴政办发〔2026〕1号" in told
        assert "作废" in told
        assert ledger(office, "office_issue", 2026) == [(1, "作废")]
        sign_again(office, outgoing)
        assert state(office, outgoing) == "待编号"
        numbering.number(office.desk, outgoing)
        assert views.one_row(office.desk, outgoing).number == "郴政发〔2026〕1号"
        drafting.void(office.desk, outgoing, "不发了")
        assert ledger(office, "gov_issue", 2026) == [(1, "作废")]
        assert numbers.gap_report(office.desk) == ()

    def test_undo_of_the_change_gives_the_number_back(self, office: Office) -> None:
        outgoing = numbered(office)
        revise(office, outgoing, series="gov_issue")
        undo(office.desk)
        assert views.one_row(office.desk, outgoing).number == "郴政办发〔2026〕1号"
        assert ledger(office, "office_issue", 2026) == [(1, "已用")]

    def test_signed_anew_next_year_a_paper_takes_a_number_of_that_year(
        self, office: Office, desk_at: Callable[..., Desk]
    ) -> None:
        december = desk_at(datetime(2026, 12, 31, 17, 0))
        outgoing = signed(office, desk=december)
        reviewing.recheck(december, outgoing)
        numbering.number(december, outgoing)
        revise(office, outgoing, desk=december, addressees="市林业局")
        january = desk_at(datetime(2027, 1, 4, 9, 0))
        told = signing.sign(january, outgoing, office.people["沈清河"], "同意").sentence
        assert "郴政办发〔2026〕1号" in told
        reviewing.recheck(january, outgoing)
        numbering.number(january, outgoing)
        assert views.one_row(january, outgoing).number == "郴政办发〔2027〕1号"
        assert ledger(office, "office_issue", 2026) == [(1, "作废")]
        assert numbers.gap_report(january) == ()


class TestReleasesStayWithWhatTheyWereGivenFor:
    def test_R7b_a_release_for_the_first_signature_does_not_hold_for_the_second(self, office: Office) -> None:
        mayor = office.people["高远山"]
        outgoing = to_sign(office, series="gov_issue", major=True)
        signing.sign(office.desk, outgoing, mayor, "同意", permits=[Permit("R7b", mayor, "汛情紧急")])
        revise(office, outgoing, body="换了一件事。", meeting_ref="五届第3次常务会议 2026-11-20")
        sign_again(office, outgoing, "高远山")
        with office.desk.writing("test.forget") as uow:
            uow.execute("UPDATE outgoing SET meeting_ref = '' WHERE id = :id", {"id": outgoing})
        with pytest.raises(Refusal) as refused:
            numbering.number(office.desk, outgoing)
        assert [one.rule for one in refused.value.findings] == ["R7b"]

    def test_R7b_the_meetings_decision_cannot_be_taken_out_after_the_sign_off(self, office: Office) -> None:
        outgoing = to_sign(office, series="gov_issue", major=True, meeting_ref="五届第3次常务会议 2026-11-20")
        signing.sign(office.desk, outgoing, office.people["高远山"], "同意")
        told = revise(office, outgoing, meeting_ref="")
        assert "重新签发" in told
        assert state(office, outgoing) == "待签发"

    def test_R29_the_reason_why_a_paper_is_closed_cannot_be_taken_out_after_the_sign_off(self, office: Office) -> None:
        outgoing = numbered(office, publicity="不公开", publicity_reason="内部管理事项")
        revise(office, outgoing, publicity_reason="")
        assert state(office, outgoing) == "待签发"
        with pytest.raises(Refusal) as refused:
            signing.sign(office.desk, outgoing, office.people["沈清河"], "同意")
        assert [one.rule for one in refused.value.findings] == ["R29"]

    def test_R50c_a_release_for_one_signer_does_not_let_another_sign(self, office: Office) -> None:
        mayor = office.people["高远山"]
        outgoing = to_sign(office)
        permit = Permit("R50c", mayor, "分管领导出差")
        signing.sign(office.desk, outgoing, office.people["陆知行"], "同意", permits=[permit])
        signing.unsign(office.desk, outgoing, "登记错")
        for wrong in ("陆知行", "苏一鸣"):
            with pytest.raises(Refusal) as refused:
                signing.sign(office.desk, outgoing, office.people[wrong], "同意")
            assert [one.rule for one in refused.value.findings] == ["R50c"]
        other = to_sign(office)
        with pytest.raises(Refusal):
            signing.sign(office.desk, other, office.people["陆知行"], "同意")

    def test_R11c_a_release_for_a_silent_unit_does_not_cover_one_that_disagrees(self, office: Office) -> None:
        secretary = office.people["陆知行"]
        outgoing = drafted(office)
        (one,) = asked(office, outgoing, "市教育局")
        drafting.submit(office.desk, [outgoing])
        reviewing.review(office.desk, outgoing)
        permits = [Permit("R11c", secretary, "电话已同意")]
        cosigning.finish(office.desk, outgoing, permits=permits)
        signing.sign(office.desk, outgoing, office.people["沈清河"], "同意", permits=permits)
        with pytest.raises(Refusal, match="撤回签发"):
            cosigning.answer(office.desk, one, "不同意", "吴某", views="不宜")
        with pytest.raises(Refusal, match="签发"):
            cosigning.drop(office.desk, one, "不等了")
        cosigning.answer(office.desk, one, "同意", "吴某")
        with pytest.raises(Refusal, match="撤回签发"):
            cosigning.answer_many(office.desk, [one], "未回复")
        reviewing.recheck(office.desk, outgoing)
        numbering.number(office.desk, outgoing)

    def test_a_release_reason_that_looks_secret_is_refused(self, office: Office) -> None:
        outgoing = to_sign(office)
        permit = Permit("R50c", office.people["高远山"], SECRET)
        with pytest.raises(Refusal) as refused:
            signing.sign(office.desk, outgoing, office.people["陆知行"], "同意", permits=[permit])
        assert "某某方案" not in refused.value.sentence
        assert state(office, outgoing) == "待签发"


class TestReviewIsNeverPassedOver:
    def test_asking_units_during_the_review_does_not_skip_it(self, office: Office) -> None:
        outgoing = drafted(office)
        drafting.submit(office.desk, [outgoing])
        asked(office, outgoing, "市教育局")
        assert state(office, outgoing) == "待核稿"
        with pytest.raises(Refusal):
            cosigning.finish(office.desk, outgoing)
        reviewing.review(office.desk, outgoing)
        assert state(office, outgoing) == "会签中"


class TestPublication:
    def test_R28_a_paper_without_a_signature_is_neither_watched_nor_published(self, office: Office) -> None:
        outgoing = numbered(office)
        revise(office, outgoing, body="各有关单位：\n改了。")
        assert listing.OutgoingList(office.desk, "publish").count() == 0
        with pytest.raises(Refusal, match="签发"):
            publishing.publish(office.desk, [outgoing])
        publishing.set_publicity(office.desk, outgoing, "主动公开")
        assert listing.OutgoingList(office.desk, "publish").count() == 0

    def test_R28_the_watch_starts_anew_with_the_new_signature(
        self, office: Office, desk_at: Callable[..., Desk]
    ) -> None:
        outgoing = numbered(office)
        first = views.one_row(office.desk, outgoing).publish_due
        revise(office, outgoing, body="各有关单位：\n改了。")
        later = desk_at(datetime(2026, 12, 7, 9, 0))
        sign_again(office, outgoing, desk=later)
        row = listing.OutgoingList(later, "publish").rows(0, 1)[0]
        assert first is not None
        assert row.publish_due is not None
        assert row.publish_due.date() > first.date()

    def test_R28_a_paper_that_was_closed_before_it_was_signed_anew_is_not_watched(self, office: Office) -> None:
        outgoing = numbered(office)
        revise(office, outgoing, publicity="不公开", publicity_reason="内部管理事项")
        sign_again(office, outgoing)
        assert state(office, outgoing) == "待印制"
        assert listing.OutgoingList(office.desk, "publish").count() == 0

    def test_R28_a_void_paper_is_not_published(self, office: Office) -> None:
        outgoing = numbered(office)
        drafting.void(office.desk, outgoing, "不发了")
        with pytest.raises(Refusal, match="作废"):
            publishing.publish(office.desk, [outgoing])

    def test_R28_a_day_to_come_is_no_day_of_publication(self, office: Office) -> None:
        outgoing = numbered(office)
        with pytest.raises(Refusal, match="还没有到"):
            publishing.publish(office.desk, [outgoing], on=TOMORROW)

    def test_R28_undo_of_publication_starts_the_watch_again(self, office: Office) -> None:
        outgoing = numbered(office)
        publishing.publish(office.desk, [outgoing], channel="市政府门户网站")
        undo(office.desk)
        assert listing.OutgoingList(office.desk, "publish").count() == 1
        assert fields(office, outgoing)["published_on"] is None

    def test_R21c_a_normative_paper_is_published_with_its_registration_only(self, office: Office) -> None:
        outgoing, document = normative_paper(office)
        with pytest.raises(Refusal, match="规范性文件"):
            publishing.publish(office.desk, [outgoing])
        normative.register(office.desk, document)
        normative.publish(office.desk, document, channel="市政府公报")
        publishing.publish(office.desk, [outgoing], index_number="1/2026-1", registered_on=date(2026, 11, 23))
        assert fields(office, outgoing)["index_number"] == "1/2026-1"


class TestNormativePapersThatGoBack:
    def test_a_document_is_not_published_while_its_paper_is_void_or_unsigned(self, office: Office) -> None:
        outgoing, document = normative_paper(office)
        normative.register(office.desk, document)
        signing.unsign(office.desk, outgoing, "签错了")
        with pytest.raises(Refusal, match="签发"):
            normative.publish(office.desk, document)
        drafting.void(office.desk, outgoing, "不发了")
        with pytest.raises(Refusal, match="作废"):
            normative.publish(office.desk, document)
        assert normative.one_row(office.desk, document).number == ""

    def test_a_paper_whose_document_is_published_is_not_void_by_a_key(self, office: Office) -> None:
        outgoing, document = normative_paper(office)
        normative.register(office.desk, document)
        normative.publish(office.desk, document)
        with pytest.raises(Refusal, match="公布"):
            drafting.void(office.desk, outgoing, "不发了")
        with pytest.raises(Refusal, match="公布"):
            signing.unsign(office.desk, outgoing, "签错了")
        with pytest.raises(Refusal, match="公布"):
            revise(office, outgoing, body="改了。")

    def test_a_void_papers_document_gets_no_unified_number(self, office: Office) -> None:
        outgoing, document = normative_paper(office)
        drafting.void(office.desk, outgoing, "不发了")
        with pytest.raises(Refusal, match="作废"):
            normative.register(office.desk, document)
