"""The life of a paper that leaves, from draft to archive."""

import sqlite3
from dataclasses import replace
from datetime import date, datetime

import pytest

from govtui.domain.refusal import Refusal, Stale
from govtui.services import journal
from govtui.services.desk import Desk
from govtui.services.documents import normative
from govtui.services.documents import views as incoming_views
from govtui.services.documents.outgoing import (
    drafting,
    issuing,
    listing,
    numbering,
    reviewing,
    signing,
    views,
)
from govtui.services.documents.outgoing.rows import NewDraft
from govtui.services.documents.registering import register
from govtui.services.documents.rows import NewIncoming
from govtui.services.finding import find
from govtui.services.gates import Permit
from govtui.store import chain
from tests.offices import Office, small_office
from tests.services.papers_out import ENTRY, drafted, issued, numbered, signed, to_sign


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


class TestLife:
    def test_a_paper_goes_from_draft_to_archive_and_the_journal_tells_it(self, office: Office) -> None:
        outgoing = drafted(office)
        states = [state(office, outgoing)]
        for act in (
            lambda: drafting.submit(office.desk, [outgoing]),
            lambda: reviewing.review(office.desk, outgoing),
            lambda: signing.sign(office.desk, outgoing, office.people["沈清河"], "同意", date(2026, 11, 23)),
            lambda: reviewing.recheck(office.desk, outgoing),
            lambda: numbering.number(office.desk, outgoing),
            lambda: issuing.print_run(office.desk, outgoing, 10),
            lambda: issuing.seal(office.desk, outgoing, keeper="王姐"),
            lambda: issuing.distribute(office.desk, outgoing, issuing.proposed_distribution(office.desk, outgoing)),
            lambda: issuing.archive(office.desk, [outgoing], "2026-文秘-3"),
        ):
            act()
            states.append(state(office, outgoing))
        assert states == [
            *("拟稿", "待核稿", "待签发", "待复核", "待编号", "待印制", "待用印", "待分发", "待归档", "已归档"),
        ]
        found = views.detail(office.desk, outgoing)
        assert found.row.number == "郴政办发〔2026〕1号"
        assert [one.unit for one in found.distributions] == ["市财政局", "市教育局", "市林业局"]
        assert found.seals[0].approver == "沈清河"
        assert found.fields["signed_on"] == found.fields["dated_on"] == "2026-11-23"
        kinds = [one.kind for one in found.happenings]
        assert kinds == ["拟稿", "送核", "核稿", "签发", "复核", "编号", "印制", "用印", "分发", "归档"]
        with sqlite3.connect(office.desk.store.path) as connection:
            connection.row_factory = sqlite3.Row
            assert chain.verify(connection).first_bad is None

    def test_a_step_out_of_turn_is_refused_with_the_state_named(self, office: Office) -> None:
        outgoing = drafted(office)
        for act in (
            lambda: reviewing.review(office.desk, outgoing),
            lambda: reviewing.recheck(office.desk, outgoing),
            lambda: numbering.number(office.desk, outgoing),
            lambda: issuing.print_run(office.desk, outgoing, 3),
            lambda: issuing.seal(office.desk, outgoing),
            lambda: issuing.distribute(office.desk, outgoing, [(None, "市财政局", 1)]),
            lambda: issuing.archive(office.desk, [outgoing]),
            lambda: signing.sign(office.desk, outgoing, office.people["高远山"], "同意"),
        ):
            with pytest.raises(Refusal, match="拟稿"):
                act()
        assert state(office, outgoing) == "拟稿"

    def test_title_kind_direction_and_series_are_guessed_from_the_title(self, office: Office) -> None:
        entry = drafting.guess(office.desk, NewDraft(title="关于请求支持农田水利建设的请示"))
        assert (entry.kind, entry.direction, entry.drafter) == ("请示", "up", "小李")
        letter = drafting.guess(office.desk, NewDraft(title="关于商请协助开展普查的函"))
        assert (letter.kind, letter.direction, letter.series) == ("函", "level", "gov_letter")
        order = drafting.guess(office.desk, NewDraft(title="关于公布某办法的命令"))
        assert order.series == "order"
        people = drafting.guess(office.desk, NewDraft(title="关于某同志任职的通知"))
        assert people.series == "personnel"

    def test_a_question_failed_in_review_sends_the_draft_back_with_the_question(self, office: Office) -> None:
        outgoing = drafted(office)
        drafting.submit(office.desk, [outgoing])
        done = reviewing.review(office.desk, outgoing, ["facts"], "第二段数字不对")
        assert state(office, outgoing) == "拟稿"
        assert "第二段数字不对" in done.sentence
        assert views.detail(office.desk, outgoing).reviews[0].failed[0].startswith("人名")

    def test_void_takes_the_number_with_it_and_the_next_paper_gets_the_next_number(self, office: Office) -> None:
        first = numbered(office)
        drafting.void(office.desk, first, "内容重复")
        second = numbered(office)
        assert views.one_row(office.desk, second).number == "郴政办发〔2026〕2号"
        with office.desk.reading() as reader:
            row = reader.row("SELECT state, reason FROM number_ledger WHERE series = 'office_issue' AND serial = 1")
        assert row is not None
        assert tuple(row) == ("作废", "内容重复")

    def test_nothing_classified_gets_in_by_any_field(self, office: Office) -> None:
        for field in ("title", "body", "addressees", "remark", "note", "attachments"):
            with pytest.raises(Refusal) as refused:
                drafting.draft(office.desk, replace(ENTRY, **{field: "机密★10年 某某方案"}))
            assert "某某方案" not in refused.value.sentence
        assert listing.OutgoingList(office.desk).count() == 0

    def test_a_pasted_table_keeps_its_tabs_and_loses_its_control_bytes(self, office: Office) -> None:
        outgoing = drafted(office, body="表1 经费\n单位\t金额\r\n市财政局\t1\x1b[31m0")
        body = drafting.draft_of(office.desk, outgoing).body
        assert body.split("\n")[1] == "单位\t金额"
        assert "\x1b" not in body

    def test_a_paper_that_answers_an_incoming_one_gives_it_its_number(self, office: Office) -> None:
        asked_ = register(office.desk, NewIncoming(sender="市教育局", title="关于校舍的请示"))
        numbered(office, answers_id=asked_.id, title="关于校舍有关事项的通知")
        assert incoming_views.detail(office.desk, asked_.id).fields["answer_number"] == "郴政办发〔2026〕1号"

    def test_search_finds_an_outgoing_paper_by_words_number_and_initials(self, office: Office) -> None:
        outgoing = numbered(office)
        for words in ("农田水利", "郴政办发〔2026〕1号", "ntsl"):
            assert ("outgoing", outgoing) in [(hit.noun, hit.id) for hit in find(office.desk, words)]
        assert listing.OutgoingList(office.desk, "all", "农田").count() == 1
        assert listing.OutgoingList(office.desk, "all", "林地").count() == 0

    def test_more_copies_than_were_printed_cannot_go_out(self, office: Office) -> None:
        outgoing = numbered(office)
        issuing.print_run(office.desk, outgoing, 2)
        issuing.seal(office.desk, outgoing)
        with pytest.raises(Refusal, match="共印 2 份"):
            issuing.distribute(office.desk, outgoing, [(None, "市财政局", 3)])
        issuing.print_more(office.desk, outgoing, 5, "补发")
        issuing.distribute(office.desk, outgoing, [(None, "市财政局", 3)])
        assert state(office, outgoing) == "待归档"

    def test_receipts_are_written_down_and_missing_ones_are_said_at_archiving(self, office: Office) -> None:
        outgoing = issued(office)
        lines = views.detail(office.desk, outgoing).distributions
        issuing.receive(office.desk, [lines[0].id, lines[1].id], "周某")
        done = issuing.archive(office.desk, [outgoing])
        assert "还有 1 个单位未签收" in done.sentence
        assert views.detail(office.desk, outgoing).distributions[0].receiver == "周某"

    def test_undo_takes_an_act_back_but_never_a_number(self, office: Office) -> None:
        outgoing = to_sign(office)
        act = journal.next_undo(office.desk)
        journal.undo(office.desk, act.seq)
        assert state(office, outgoing) == "待核稿"
        reviewing.review(office.desk, outgoing)
        signing.sign(office.desk, outgoing, office.people["沈清河"], "同意")
        reviewing.recheck(office.desk, outgoing)
        numbering.number(office.desk, outgoing)
        with pytest.raises(Refusal, match="号码"):
            journal.undo(office.desk, journal.next_undo(office.desk).seq)


class TestChangesAfterSigning:
    def test_a_substantive_change_ends_the_signature_and_goes_back_to_the_signer(self, office: Office) -> None:
        outgoing = signed(office)
        entry, row = drafting.draft_of(office.desk, outgoing), views.one_row(office.desk, outgoing)
        drafting.revise(office.desk, outgoing, row.version, replace(entry, title="关于做好秋冬农田水利工作的通知"))
        found = views.detail(office.desk, outgoing)
        assert found.row.state == "待签发"
        assert found.row.signer == ""
        assert [one.active for one in found.signatures] == [False]
        assert "标题" in found.signatures[0].ended

    def test_a_comma_does_not_but_a_decimal_point_does(self, office: Office) -> None:
        outgoing = signed(office, body="增长1.5%，完成任务")
        entry = drafting.draft_of(office.desk, outgoing)
        version = views.one_row(office.desk, outgoing).version
        drafting.revise(office.desk, outgoing, version, replace(entry, body="增长 1.5% 完成任务。"))
        assert state(office, outgoing) == "待复核"
        version = views.one_row(office.desk, outgoing).version
        drafting.revise(office.desk, outgoing, version, replace(entry, body="增长15%，完成任务"))
        assert state(office, outgoing) == "待签发"

    def test_wording_only_is_answered_for_by_the_clerk_and_covers_title_and_body_alone(self, office: Office) -> None:
        outgoing = signed(office)
        entry = drafting.draft_of(office.desk, outgoing)
        version = views.one_row(office.desk, outgoing).version
        done = drafting.revise(
            office.desk, outgoing, version, replace(entry, body="各单位：改错字。"), wording_only=True
        )
        assert "只改文字" in done.sentence
        assert state(office, outgoing) == "待复核"
        version = views.one_row(office.desk, outgoing).version
        with pytest.raises(Refusal, match="实质改动"):
            drafting.revise(office.desk, outgoing, version, replace(entry, series="gov_issue"), wording_only=True)

    def test_a_paper_that_has_its_number_keeps_it_through_a_new_signature(self, office: Office) -> None:
        outgoing = numbered(office)
        entry = drafting.draft_of(office.desk, outgoing)
        version = views.one_row(office.desk, outgoing).version
        drafting.revise(office.desk, outgoing, version, replace(entry, addressees="市林业局"))
        signing.sign(office.desk, outgoing, office.people["沈清河"], "同意")
        reviewing.recheck(office.desk, outgoing)
        row = views.one_row(office.desk, outgoing)
        assert (row.state, row.number) == ("待印制", "郴政办发〔2026〕1号")

    def test_a_change_found_at_the_recheck_goes_back_too(self, office: Office) -> None:
        outgoing = signed(office)
        reviewing.recheck(office.desk, outgoing, ["unchanged"])
        assert state(office, outgoing) == "待签发"

    def test_a_second_editor_is_told_and_nothing_is_overwritten(self, office: Office) -> None:
        outgoing = drafted(office)
        entry, version = drafting.draft_of(office.desk, outgoing), views.one_row(office.desk, outgoing).version
        drafting.revise(office.desk, outgoing, version, replace(entry, note="一"))
        with pytest.raises(Stale):
            drafting.revise(office.desk, outgoing, version, replace(entry, note="二"))
        assert drafting.draft_of(office.desk, outgoing).note == "一"


class TestRelations:
    def test_R73_a_repealed_paper_says_when_and_by_what(self, office: Office) -> None:
        old = issued(office)
        new = numbered(office, relations=(("废止", "郴政办发[2026]1号"),))
        assert views.one_row(office.desk, old).force == "有效"
        issuing.print_run(office.desk, new, 10)
        found = views.detail(office.desk, old)
        assert found.row.force == "废止"
        assert [one.sentence for one in found.relations] == ["2026-11-23 由 郴政办发〔2026〕2号 废止"]
        assert [one.sentence for one in views.detail(office.desk, new).relations] == ["废止 郴政办发〔2026〕1号"]

    def test_R73_an_amended_paper_stays_in_force_as_amended(self, office: Office) -> None:
        old = issued(office)
        new = numbered(office, relations=(("修改", "郴政办发〔2026〕1号"),))
        issuing.print_run(office.desk, new, 10)
        assert views.one_row(office.desk, old).force == "修改"

    def test_a_paper_that_is_not_here_stands_by_its_number_alone(self, office: Office) -> None:
        new = numbered(office, relations=(("废止", "郴政发〔2007〕17号"),))
        issuing.print_run(office.desk, new, 10)
        assert views.detail(office.desk, new).relations[0].number == "郴政发〔2007〕17号"

    def test_the_void_paper_repeals_nothing(self, office: Office) -> None:
        old = issued(office)
        new = numbered(office, relations=(("废止", "郴政办发〔2026〕1号"),))
        drafting.void(office.desk, new, "不发了")
        assert views.detail(office.desk, old).relations == ()


class TestNumbers:
    def test_the_second_of_two_who_number_a_paper_reads_that_it_has_one(self, office: Office) -> None:
        outgoing = numbered(office)
        with pytest.raises(Refusal, match="已经编号"):
            numbering.number(office.desk, outgoing)

    def test_the_year_is_that_of_the_signature_not_of_the_day_of_numbering(
        self, office: Office, desk_at: object
    ) -> None:
        december = desk_at(datetime(2026, 12, 31, 17, 0))  # type: ignore[operator]
        outgoing = signed(office, desk=december)
        january = desk_at(datetime(2027, 1, 4, 9, 0))  # type: ignore[operator]
        reviewing.recheck(january, outgoing)
        assert numbering.next_number(january, outgoing) == "郴政办发〔2026〕1号"
        numbering.number(january, outgoing)
        assert views.one_row(january, outgoing).number == "郴政办发〔2026〕1号"

    def test_R7b_a_major_matter_without_its_meeting_is_blocked_and_the_release_holds_at_issue(
        self, office: Office
    ) -> None:
        outgoing = to_sign(office, series="gov_issue", major=True)
        with pytest.raises(Refusal) as refused:
            signing.sign(office.desk, outgoing, office.people["高远山"], "同意")
        assert [one.rule for one in refused.value.findings] == ["R7b"]
        permit = Permit("R7b", office.people["高远山"], "汛情紧急，会议补议")
        signing.sign(office.desk, outgoing, office.people["高远山"], "同意", permits=[permit])
        reviewing.recheck(office.desk, outgoing)
        numbering.number(office.desk, outgoing)
        assert views.one_row(office.desk, outgoing).number == "郴政发〔2026〕1号"
        assert releases(office) == [("R7b", "高远山")]

    def test_R7b_with_the_meetings_decision_nothing_stops_it(self, office: Office) -> None:
        outgoing = to_sign(office, series="gov_issue", major=True, meeting_ref="五届第3次常务会议 2026-11-20")
        signing.sign(office.desk, outgoing, office.people["高远山"], "同意")
        assert state(office, outgoing) == "待复核"

    def test_nothing_is_written_where_a_gate_is_closed(self, office: Office) -> None:
        outgoing = to_sign(office, publicity="")
        with office.desk.reading() as reader:
            before = reader.value("SELECT max(seq) FROM journal_batch")
        with pytest.raises(Refusal):
            signing.sign(office.desk, outgoing, office.people["沈清河"], "同意")
        with office.desk.reading() as reader:
            assert reader.value("SELECT max(seq) FROM journal_batch") == before


class TestNormativePapers:
    def test_R21b_a_normative_paper_is_signed_after_its_review_and_public_with_its_registration(
        self, office: Office
    ) -> None:
        desk = office.desk
        outgoing = to_sign(office, series="normative", normative=True, title="关于规范犬只管理的通知")
        with pytest.raises(Refusal) as refused:
            signing.sign(desk, outgoing, office.people["沈清河"], "同意")
        assert {one.rule for one in refused.value.findings} == {"R21b", "R21e"}
        document = normative.open_document(desk, normative.NewNormative(outgoing_id=outgoing)).id
        normative.check(desk, document, (), reviewer="周法宁", opinion="同意")
        signing.sign(desk, outgoing, office.people["沈清河"], "同意")
        reviewing.recheck(desk, outgoing)
        numbering.number(desk, outgoing)
        normative.register(desk, document)
        normative.publish(desk, document, channel="市政府公报")
        found = views.detail(desk, outgoing)
        assert (found.row.number, found.normative_id) == ("郴政规〔2026〕1号", document)
        assert (found.fields["published_on"], found.fields["publish_open"]) == ("2026-11-23", 0)
        shown = normative.detail(desk, document)
        assert (shown.row.reg_number, shown.row.number) == ("CZCR-2026-00001", "郴政规〔2026〕1号")

    def test_R21b_the_drafter_cannot_review_his_own_document(self, office: Office) -> None:
        outgoing = drafted(office, series="normative", normative=True, drafter="周法宁")
        document = normative.open_document(office.desk, normative.NewNormative(outgoing_id=outgoing)).id
        with pytest.raises(Refusal) as refused:
            normative.check(office.desk, document, (), reviewer="周法宁", opinion="同意")
        assert [one.rule for one in refused.value.findings] == ["R21b"]
