"""The life of an incoming paper on a real store: rules R8a R46 R47a R48 R50 R52 R59c R71 at work."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from govtui.domain.clock import CHINA
from govtui.domain.refusal import Refusal, Stale
from govtui.services import journal, people
from govtui.services.desk import Desk
from govtui.services.documents import circulation, editing, explaining, handling, listing, registering, views
from govtui.services.documents.handling import Assigned
from govtui.services.documents.rows import NewIncoming, Registered
from govtui.services.finding import find
from govtui.services.people import AbsenceValues
from govtui.store import chain, numbers
from tests.offices import Office, small_office


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


def paper(office: Office, title: str = "关于增加防汛经费的请示", unit: str = "市财政局", **more: object) -> Registered:
    entry = NewIncoming(sender=unit, sender_id=office.units.get(unit), title=title, **more)  # type: ignore[arg-type]
    return registering.register(office.desk, entry)


def reading(office: Office, **more: object) -> Registered:
    return paper(office, "关于2026年义务植树情况的报告", **more)


def names(office: Office, incoming_id: int) -> list[str]:
    return [step.person for step in views.detail(office.desk, incoming_id).steps if step.active]


class TestRegistering:
    def test_numbers_run_on_and_the_row_says_what_was_guessed(self, office: Office) -> None:
        first = paper(office, sender_number="青财〔2026〕15号")
        second = reading(office)
        assert second.row.number > first.row.number
        assert (first.row.kind, first.row.doc_class, first.row.where) == ("请示", "批办", "文秘科")
        assert second.row.doc_class == "阅知"
        with office.desk.reading() as reader:
            assert numbers.gaps(reader, "incoming", 2026) == []

    def test_the_senders_number_is_normalised_and_the_raw_one_kept(self, office: Office) -> None:
        done = paper(office, sender_number="青财 [2026] 15号")
        fields = views.detail(office.desk, done.id).fields
        assert fields["sender_number"] == "青财〔2026〕15号"
        assert fields["sender_number_raw"] == "青财 [2026] 15号"

    def test_a_twin_is_shown_and_refused_until_accepted(self, office: Office) -> None:
        paper(office, sender_number="青财〔2026〕15号")
        assert registering.twins(office.desk, "市财政局", "青财[2026]15号")[0].same == "文号"
        with pytest.raises(Refusal, match="已登记为"):
            paper(office, "另一件", sender_number="青财〔2026〕15号")
        assert paper(office, "另一件", sender_number="青财〔2026〕15号", accept_duplicate=True).id

    def test_the_same_number_from_another_sender_is_no_twin(self, office: Office) -> None:
        paper(office, sender_number="函〔2026〕3号")
        assert paper(office, "关于商请支持的函", "市教育局", sender_number="函〔2026〕3号").id

    def test_R46a_a_returned_paper_comes_back_linked_to_the_first(self, office: Office) -> None:
        first = paper(office, sender_number="青财〔2026〕15号")
        handling.send_back(office.desk, first.id, office.desk.book.return_reasons[0].code)
        again = paper(office, sender_number="青财〔2026〕15号")
        assert views.detail(office.desk, again.id).fields["resubmits_id"] == first.id

    @pytest.mark.parametrize("title", ["机密★1年 关于某事", "关于某事（绝密）", "秘 密 ★ 关于"])
    def test_a_classified_text_is_refused_and_stands_nowhere(self, office: Office, title: str) -> None:
        with pytest.raises(Refusal) as refused:
            paper(office, title)
        assert title not in refused.value.sentence
        assert "机要登记簿" in refused.value.sentence
        with office.desk.reading() as reader:
            assert reader.value("SELECT count(*) FROM incoming") == 0
            assert reader.value("SELECT count(*) FROM journal_entry WHERE after LIKE '%关于某事%'") == 0

    @pytest.mark.parametrize("grade", ["秘密", "机密", "绝密"])
    def test_a_grade_other_than_none_and_internal_is_refused(self, office: Office, grade: str) -> None:
        with pytest.raises(Refusal):
            paper(office, secrecy=grade)
        assert paper(office, secrecy="工作秘密").row.secrecy == "内部"

    @pytest.mark.parametrize(("sender", "title"), [("", "标题"), ("市财政局", ""), ("  ", "标题")])
    def test_sender_and_title_must_be_filled(self, desk: Desk, sender: str, title: str) -> None:
        with pytest.raises(Refusal, match="请填写"):
            registering.register(desk, NewIncoming(sender=sender, title=title))

    def test_two_clerks_share_no_number(self, office: Office, desk_at: Callable[..., Desk]) -> None:
        other = desk_at(name="小王")
        seen = [
            registering.register(
                desk, NewIncoming(sender="市林业局", title=f"关于{n}的通知", accept_duplicate=True)
            ).number
            for n in range(6)
            for desk in (office.desk, other)
        ]
        assert len(set(seen)) == 12

    def test_R46b_a_paper_sent_straight_to_a_leader_is_warned_of(self, office: Office) -> None:
        irregular = next(channel.id for channel in office.desk.book.channels if channel.irregular)
        assert "R46b" in {finding.rule for finding in paper(office, channel=irregular).findings}

    def test_R46b_trap_the_ordinary_way_in_is_not(self, office: Office) -> None:
        assert "R46b" not in {finding.rule for finding in paper(office).findings}

    def test_R46c_a_late_registration_wants_its_reason(self, office: Office) -> None:
        late = next(channel.id for channel in office.desk.book.channels if channel.late_registration)
        assert "R46c" in {finding.rule for finding in paper(office, channel=late).findings}
        told = paper(office, "另一件请示", channel=late, late_reason="紧急，领导先签批")
        assert "R46c" not in {finding.rule for finding in told.findings}

    def test_R47a_a_request_not_signed_by_the_principal_head_is_warned_of(self, office: Office) -> None:
        assert "R47a" in {finding.rule for finding in paper(office, signer_principal=False).findings}

    def test_R47a_trap_a_report_is_not_a_request(self, office: Office) -> None:
        assert "R47a" not in {finding.rule for finding in reading(office, signer_principal=False).findings}

    def test_R11b_a_matter_the_department_can_settle_goes_back_with_its_reason(self, office: Office) -> None:
        code = next(reason.code for reason in office.desk.book.return_reasons if reason.rule == "R11b")
        done = paper(office)
        handling.send_back(office.desk, done.id, code, "属部门职权")
        row = views.one_row(office.desk, done.id)
        assert (row.state, row.where) == ("已退文", "市财政局")

    def test_R11b_trap_a_returned_paper_keeps_its_row_and_number(self, office: Office) -> None:
        done = paper(office)
        handling.send_back(office.desk, done.id, office.desk.book.return_reasons[0].code)
        assert listing.PaperList(office.desk, "all").count() == 1
        with pytest.raises(Refusal, match="已退文"):
            circulation.hand_over(office.desk, [done.id])


class TestDeadlines:
    def test_R52_urgency_decides_the_limit(self, office: Office) -> None:
        plain, urgent = paper(office), paper(office, "关于抢险的请示", urgency="特急")
        assert plain.row.due is not None
        assert urgent.row.due is not None
        assert urgent.row.due < plain.row.due

    def test_R52_hours_run_through_the_night(self, office: Office, desk_at: Callable[..., Desk]) -> None:
        evening = desk_at(datetime(2026, 11, 23, 23, 30))
        done = registering.register(evening, NewIncoming(sender="省厅", title="关于灾情的通知", urgency="特提"))
        assert done.row.due == datetime(2026, 11, 24, 1, 30, tzinfo=CHINA)

    def test_R52_trap_a_date_in_an_unpublished_year_is_provisional_and_never_an_error(
        self, office: Office, desk_at: Callable[..., Desk]
    ) -> None:
        december = desk_at(datetime(2026, 12, 29, 10, 0))
        done = registering.register(december, NewIncoming(sender="省厅", title="关于工作的报告"))
        assert done.row.provisional
        assert done.row.due is not None

    def test_lamps_say_late_today_near_and_normal(self, office: Office, desk_at: Callable[..., Desk]) -> None:
        done = paper(office, due=datetime(2026, 11, 26, 17, 30, tzinfo=CHINA))
        lamps = [views.one_row(desk_at(datetime(2026, 11, day, 9, 0)), done.id).lamp for day in (23, 25, 26, 27)]
        assert lamps == ["正常", "临期", "今日", "超期"]


class TestRoute:
    def test_R50d_action_papers_go_from_the_back_to_the_front(self, office: Office) -> None:
        plan = circulation.proposed_route(office.desk, paper(office).id)
        ranks = [step.leader.rank for step in plan.steps]
        assert ranks == sorted(ranks, reverse=True)
        assert plan.steps[0].leader.name == "苏一鸣"
        assert plan.steps[-1].leader.name == "沈清河"

    def test_R50d_trap_papers_for_reading_go_from_the_front_to_the_back(self, office: Office) -> None:
        plan = circulation.proposed_route(office.desk, reading(office).id)
        ranks = [step.leader.rank for step in plan.steps]
        assert ranks == sorted(ranks)

    def test_R48_a_major_matter_goes_on_to_the_executive_vice_mayor_and_the_mayor(self, office: Office) -> None:
        plan = circulation.proposed_route(office.desk, paper(office, major=True).id)
        assert [step.leader.name for step in plan.steps][-2:] == ["林向南", "高远山"]

    def test_R48_trap_a_changed_portfolio_changes_only_later_proposals(
        self, office: Office, desk_at: Callable[..., Desk]
    ) -> None:
        done = paper(office)
        circulation.lay_route(office.desk, done.id)
        people.set_division(
            office.desk,
            office.units["市财政局"],
            office.people["顾长风"],
            office.people["苏一鸣"],
            office.units["文秘科"],
            date(2026, 12, 1),
        )
        assert "沈清河" in names(office, done.id)
        december = desk_at(datetime(2026, 12, 2, 9, 0))
        later = circulation.proposed_route(december, done.id)
        assert "顾长风" in [step.leader.name for step in later.steps]
        assert "沈清河" in names(office, done.id)

    def test_R8a_a_unit_without_portfolio_is_said_so(self, office: Office) -> None:
        plan = circulation.proposed_route(office.desk, paper(office, unit="市林业局").id)
        assert "R8a" in {finding.rule for finding in plan.findings}

    def test_R8a_trap_a_unit_with_portfolio_is_not(self, office: Office) -> None:
        plan = circulation.proposed_route(office.desk, paper(office).id)
        assert "R8a" not in {finding.rule for finding in plan.findings}

    def test_R59c_an_absent_leader_is_skipped_with_a_note(self, office: Office) -> None:
        values = AbsenceValues(office.people["苏一鸣"], date(2026, 11, 23), date(2026, 11, 25))
        people.report_absence(office.desk, values)
        plan = circulation.proposed_route(office.desk, paper(office).id)
        skipped = plan.steps[0]
        assert (skipped.leader.name, skipped.state) == ("苏一鸣", "跳过")
        assert "11-25" in skipped.note

    def test_R59c_trap_who_is_back_is_on_the_route_again(self, office: Office, desk_at: Callable[..., Desk]) -> None:
        values = AbsenceValues(office.people["苏一鸣"], date(2026, 11, 23), date(2026, 11, 25))
        people.report_absence(office.desk, values)
        done = paper(office)
        plan = circulation.proposed_route(desk_at(datetime(2026, 11, 26, 9, 0)), done.id)
        assert plan.steps[0].state == "待送"

    def test_a_changed_order_wants_a_reason_and_is_warned_of(self, office: Office) -> None:
        done = paper(office)
        order = [office.people["沈清河"], office.people["苏一鸣"]]
        with pytest.raises(Refusal, match="理由"):
            circulation.lay_route(office.desk, done.id, chosen=order)
        outcome = circulation.lay_route(office.desk, done.id, chosen=order, reason="副秘书长下午才到")
        assert "R50d" in {finding.rule for finding in outcome.findings}
        assert names(office, done.id) == ["沈清河", "苏一鸣"]


class TestGoingRound:
    def test_fifteen_papers_move_in_one_act(self, office: Office) -> None:
        ids = [paper(office, f"关于第{n}件事的请示").id for n in range(15)]
        circulation.hand_over(office.desk, ids)
        assert {views.one_row(office.desk, one).where for one in ids} == {"苏一鸣"}
        circulation.take_back(office.desk, ids[:9])
        assert listing.PaperList(office.desk, "leaders").count() == 6
        assert listing.where_is(office.desk, "第12件")[0].where == "苏一鸣"

    def test_either_every_paper_moves_or_none(self, office: Office) -> None:
        first, second = paper(office).id, reading(office).id
        circulation.hand_over(office.desk, [second])
        with pytest.raises(Refusal, match="请先收回"):
            circulation.hand_over(office.desk, [first, second])
        assert views.one_row(office.desk, first).state == "待拟办"

    def test_R50f_a_circle_means_agreed_on_an_action_paper(self, office: Office) -> None:
        done = paper(office)
        circulation.hand_over(office.desk, [done.id], office.people["沈清河"])
        circulation.take_back(office.desk, [done.id])
        step = next(s for s in views.detail(office.desk, done.id).steps if s.mark)
        assert (step.mark, step.meaning) == ("圈阅", "同意")

    def test_R50f_trap_a_circle_means_read_on_a_paper_for_reading_and_stays_so(self, office: Office) -> None:
        done = reading(office)
        circulation.hand_over(office.desk, [done.id])
        circulation.take_back(office.desk, [done.id])
        circulation.change_class(office.desk, done.id, "批办", "领导要求办理")
        marked = next(s for s in views.detail(office.desk, done.id).steps if s.mark)
        assert marked.meaning == "已阅知"
        assert not marked.active

    def test_R50g_a_bare_circle_by_the_first_approver_is_warned_of(self, office: Office) -> None:
        done = paper(office)
        circulation.hand_over(office.desk, [done.id])
        outcome = circulation.take_back(office.desk, [done.id])
        assert [finding.rule for finding in outcome.findings] == ["R50g"]

    def test_R50g_trap_with_an_opinion_or_for_reading_it_is_not(self, office: Office) -> None:
        action, read = paper(office), reading(office)
        circulation.hand_over(office.desk, [action.id, read.id])
        assert circulation.take_back(office.desk, [action.id], opinion="请财政局研究提出方案。").findings == ()
        assert circulation.take_back(office.desk, [read.id]).findings == ()

    def test_an_instruction_turns_a_paper_for_reading_into_one_for_action(self, office: Office) -> None:
        done = reading(office)
        circulation.hand_over(office.desk, [done.id])
        circulation.take_back(office.desk, [done.id], opinion="请林业局专题报告。")
        detail = views.detail(office.desk, done.id)
        assert (detail.row.doc_class, detail.row.state) == ("批办", "待拟办")
        old = [step for step in detail.steps if step.mark]
        assert [step.opinion for step in old] == ["请林业局专题报告。"]
        assert old[0].person not in names(office, done.id)

    def test_a_wrong_hand_over_is_taken_back_unread(self, office: Office) -> None:
        done = paper(office)
        circulation.hand_over(office.desk, [done.id])
        circulation.recall_hand(office.desk, [done.id])
        detail = views.detail(office.desk, done.id)
        assert detail.row.state == "待送"
        assert [step.mark for step in detail.steps] == [""] * len(detail.steps)

    def test_hours_in_hand_are_working_hours(self, office: Office, desk_at: Callable[..., Desk]) -> None:
        done = paper(office)
        circulation.hand_over(office.desk, [done.id])
        tomorrow = desk_at(datetime(2026, 11, 24, 9, 0))
        step = next(s for s in views.detail(tomorrow, done.id).steps if s.state == "在手")
        sessions = office.desk.book.office_hours.sessions
        day = sum((b.hour * 60 + b.minute) - (a.hour * 60 + a.minute) for a, b in sessions) / 60
        assert step.hours == pytest.approx(day)


class TestHandlingAndClosing:
    def test_units_answer_and_the_paper_comes_back(self, office: Office) -> None:
        done = paper(office)
        handling.assign(office.desk, done.id, [Assigned("市财政局", 1), Assigned("市教育局")])
        assert views.one_row(office.desk, done.id).where == "市财政局"
        lead, other = views.detail(office.desk, done.id).handlings
        assert (lead.lead, other.lead) == (True, False)
        handling.answer(office.desk, lead.id, "已办结", "青财函〔2026〕9号")
        assert views.one_row(office.desk, done.id).state == "待送"
        with pytest.raises(Refusal, match="市教育局"):
            handling.close(office.desk, [done.id])
        handling.close(office.desk, [done.id], "教育局无不同意见，已复")
        assert views.one_row(office.desk, done.id).lamp == "办结"

    def test_R71_an_action_paper_closes_only_with_a_result(self, office: Office) -> None:
        done = paper(office)
        with pytest.raises(Refusal, match="结果或复文号"):
            handling.close(office.desk, [done.id])

    def test_R71_trap_a_paper_for_reading_closes_without(self, office: Office) -> None:
        done = reading(office)
        handling.close(office.desk, [done.id])
        assert listing.PaperList(office.desk, "closed").count() == 1

    def test_a_void_number_never_comes_back(self, office: Office) -> None:
        done = paper(office)
        with pytest.raises(Refusal, match="理由"):
            handling.void(office.desk, done.id, " ")
        handling.void(office.desk, done.id, "重复登记")
        following = paper(office, "另一件请示")
        assert following.number != done.number
        with office.desk.reading() as reader:
            assert reader.value("SELECT reason FROM number_ledger WHERE state = '作废'") == "重复登记"

    def test_recall_goes_step_by_step(self, office: Office) -> None:
        done = reading(office)
        with pytest.raises(Refusal, match="不能改为"):
            handling.recall(office.desk, [done.id], "已销毁")
        handling.recall(office.desk, [done.id], "待清退")
        handling.recall(office.desk, [done.id], "已清退")
        handling.recall(office.desk, [done.id], "已销毁")

    def test_reminders_stand_on_the_paper(self, office: Office) -> None:
        done = paper(office)
        circulation.hand_over(office.desk, [done.id])
        handling.remind(office.desk, [done.id], text="请尽快批示")
        assert "苏一鸣" in views.detail(office.desk, done.id).reminders[0].sentence


class TestCorrectingAndUndoing:
    def test_a_second_editor_is_told_who_changed_what(self, office: Office, desk_at: Callable[..., Desk]) -> None:
        done = paper(office)
        entry, version = editing.as_entry(office.desk, done.id)
        other = desk_at(name="小王")
        theirs, their_version = editing.as_entry(other, done.id)
        editing.correct(other, done.id, their_version, _with(theirs, note="小王的备注"))
        with pytest.raises(Stale, match="小王"):
            editing.correct(office.desk, done.id, version, _with(entry, note="小李的备注"))
        assert views.detail(office.desk, done.id).fields["note"] == "小王的备注"

    def test_undo_puts_back_and_says_the_sentence(self, office: Office) -> None:
        done = paper(office)
        circulation.hand_over(office.desk, [done.id])
        act = journal.next_undo(office.desk)
        assert "送 苏一鸣" in act.sentence
        journal.undo(office.desk, act.seq)
        assert views.one_row(office.desk, done.id).state == "待拟办"
        with office.desk.reading() as reader:
            assert reader.value("SELECT count(*) FROM route_step") == 0

    def test_a_registration_is_voided_not_undone(self, office: Office) -> None:
        paper(office)
        with pytest.raises(Refusal, match="作废"):
            journal.next_undo(office.desk)

    def test_every_act_is_one_batch_and_the_chain_holds(self, office: Office) -> None:
        before = journal.count_acts(office.desk)
        done = paper(office)
        circulation.hand_over(office.desk, [done.id])
        circulation.take_back(office.desk, [done.id], opinion="同意。")
        assert journal.count_acts(office.desk) == before + 3
        verdict = chain.verify(office.desk.store._reader())
        assert verdict.first_bad is None
        assert [act.actor for act in journal.acts_on(office.desk, "document", done.id)] == ["小李"] * 3


class TestFindingAndWhy:
    def test_search_finds_words_numbers_and_initials(self, office: Office) -> None:
        done = paper(office, sender_number="青财〔2026〕15号")
        for words in ("防汛", "汛", "［2026］15", "fxjf", "财政 经费", "2026-1"):
            assert done.id in {hit.id for hit in find(office.desk, words) if hit.noun == "document"}, words
        assert find(office.desk, "不存在的词") == []

    def test_the_filter_of_a_queue_narrows_by_initials_too(self, office: Office) -> None:
        paper(office)
        reading(office)
        assert listing.PaperList(office.desk, "propose", "fxjf").count() == 1

    def test_why_names_the_article_the_facts_and_the_skipped_days(self, office: Office) -> None:
        done = paper(office)
        found = explaining.explanations(office.desk, done.id)
        text = "\n".join(f"{one.title} {one.says} {one.facts}" for one in found)
        assert "截止" in text
        assert "由后向前" in text
        assert any("五十条" in one.article for one in found)


def _with(entry: NewIncoming, **values: object) -> NewIncoming:
    from dataclasses import replace

    return replace(entry, **values)  # type: ignore[arg-type]
