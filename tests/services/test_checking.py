"""初审: the questions of the initial check, what stays of the answers, and how the week counts them."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from govtui.domain.clock import CHINA
from govtui.domain.refusal import Refusal
from govtui.services import journal
from govtui.services.desk import Desk
from govtui.services.documents import checking, editing, explaining, handling, registering, views
from govtui.services.documents.irregular import irregular_papers
from govtui.services.documents.rows import NewIncoming, Registered
from govtui.services.documents.weekly import weekly_report
from govtui.services.workdays import apply_notice
from tests.offices import Office, small_office

TEXT = "关于增加防汛经费的请示"


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


def paper(office: Office, title: str = TEXT, **more: object) -> Registered:
    entry = NewIncoming(sender="市财政局", sender_id=office.units["市财政局"], title=title, **more)  # type: ignore[arg-type]
    return registering.register(office.desk, entry)


def rules(office: Office, incoming_id: int) -> set[str]:
    return {finding.rule for finding in explaining.paper_findings(office.desk, incoming_id)}


def answers(office: Office, incoming_id: int) -> dict[str, bool | None]:
    return {question.id: question.passed for question in checking.questions(office.desk, incoming_id)}


def test_a_request_is_asked_about_its_signer_and_a_report_is_not(office: Office) -> None:
    assert "principal_signer" in answers(office, paper(office).id)
    assert "principal_signer" not in answers(office, paper(office, "关于植树情况的报告").id)


def test_answers_stay_and_are_shown_again(office: Office) -> None:
    done = paper(office)
    assert set(answers(office, done.id).values()) == {None}
    checking.record_check(office.desk, done.id, ["complete", "consulted"])
    given = answers(office, done.id)
    assert [one for one, passed in given.items() if not passed] == ["consulted", "complete"]
    assert None not in given.values()
    movement = views.detail(office.desk, done.id).movements[-1]
    assert (movement.kind, movement.sentence) == ("初审", "不符合：未协商会签、附件不全")


def test_R46a_a_form_fault_answered_with_no_is_warned_of(office: Office) -> None:
    done = paper(office)
    outcome = checking.record_check(office.desk, done.id, ["kind_and_form"])
    assert "R46a" in {finding.rule for finding in outcome.findings}
    assert "R46a" in rules(office, done.id)


def test_R46a_trap_a_check_that_is_passed_or_not_yet_made_warns_of_nothing(office: Office) -> None:
    done = paper(office)
    assert "R46a" not in rules(office, done.id)
    checking.record_check(office.desk, done.id, [])
    assert "R46a" not in rules(office, done.id)


def test_R46a_trap_a_fault_put_right_is_gone_after_the_next_check(office: Office) -> None:
    done = paper(office)
    checking.record_check(office.desk, done.id, ["kind_and_form"])
    checking.record_check(office.desk, done.id, [])
    assert "R46a" not in rules(office, done.id)


def test_R47a_the_check_of_the_signer_says_what_the_form_says(office: Office) -> None:
    done = paper(office, signer_principal=False)
    assert answers(office, done.id)["principal_signer"] is False
    checking.record_check(office.desk, done.id, [])
    assert views.detail(office.desk, done.id).fields["signer_principal"] == 1
    assert "R47a" not in rules(office, done.id)
    checking.record_check(office.desk, done.id, ["principal_signer"])
    assert "R47a" in rules(office, done.id)


def test_R47a_trap_a_report_is_never_asked_about_its_signer(office: Office) -> None:
    done = paper(office, "关于植树情况的报告")
    checking.record_check(office.desk, done.id, [])
    assert views.detail(office.desk, done.id).fields["signer_principal"] is None
    with pytest.raises(Refusal, match="principal_signer"):
        checking.record_check(office.desk, done.id, ["principal_signer"])


def test_checks_failed_at_the_door_are_registered_with_the_paper(office: Office) -> None:
    done = paper(office, failed_checks=("ours",))
    assert "R46a" in {finding.rule for finding in done.findings}
    assert answers(office, done.id)["ours"] is False
    entry, version = editing.as_entry(office.desk, done.id)
    editing.correct(office.desk, done.id, version, NewIncoming(entry.sender, "关于增加抗旱经费的请示", entry.sender_id))
    assert answers(office, done.id)["ours"] is False


def test_a_paper_that_left_the_desk_is_not_checked_any_more(office: Office) -> None:
    done = paper(office)
    handling.send_back(office.desk, done.id, "wrong_kind")
    with pytest.raises(Refusal, match="已退文"):
        checking.record_check(office.desk, done.id, [])


def test_a_check_is_one_act_that_can_be_undone(office: Office) -> None:
    done = paper(office)
    checking.record_check(office.desk, done.id, ["ours"])
    act = journal.next_undo(office.desk)
    assert "初审不符合" in act.sentence
    journal.undo(office.desk, act.seq)
    assert set(answers(office, done.id).values()) == {None}


def test_the_week_counts_failed_checks_among_irregular_papers(office: Office) -> None:
    checked, clean = paper(office), paper(office, "关于植树情况的报告")
    checking.record_check(office.desk, checked.id, ["complete"])
    checking.record_check(office.desk, clean.id, [])
    found = irregular_papers(office.desk, "2026-W48")
    assert [(one.id, one.reasons) for one in found] == [(checked.id, ("附件不全",))]
    assert [(one.unit, one.reason, one.times) for one in weekly_report(office.desk, "2026-W48").irregular] == [
        ("市财政局", "附件不全", 1)
    ]


def test_R46a_a_paper_returned_for_the_failed_check_counts_once(office: Office) -> None:
    done = paper(office)
    checking.record_check(office.desk, done.id, ["complete"])
    handling.send_back(office.desk, done.id, "attachment_missing")
    assert [one.times for one in weekly_report(office.desk, "2026-W48").irregular] == [1]


def test_R52_a_reopened_paper_is_reckoned_on_the_calendar_of_that_day(
    office: Office, desk_at: Callable[..., Desk]
) -> None:
    december = office.desk = desk_at(datetime(2026, 12, 29, 10, 0))
    done = paper(office, "关于工作的报告")
    due, provisional = done.row.due, done.row.provisional
    assert provisional
    handling.close(december, [done.id])
    notice = "国务院办公厅关于2027年部分节假日安排的通知\n一、元旦：1月1日（周五）至5日（周二）放假，共5天。"
    apply_notice(december, notice, "国办发明电〔2026〕7号")
    assert views.one_row(december, done.id).due == due
    handling.reopen(december, done.id, "补充材料")
    moved = views.one_row(december, done.id).due
    assert moved is not None
    assert due is not None
    assert moved > due
    assert moved.date() > date(2027, 1, 5)


def test_R52_trap_a_limit_that_a_clerk_fixed_stays_when_the_paper_is_reopened(office: Office) -> None:
    fixed = datetime(2026, 12, 31, 12, 0, tzinfo=CHINA)
    done = paper(office, "关于工作的报告", due=fixed)
    handling.close(office.desk, [done.id])
    handling.reopen(office.desk, done.id, "补充材料")
    assert views.one_row(office.desk, done.id).due == fixed


def test_R60_a_paper_with_a_grade_mark_is_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="机要登记簿"):
        paper(office, "机密★1年 关于某事的通知")
    with pytest.raises(Refusal, match="机要登记簿"):
        paper(office, secrecy="秘密")
    with office.desk.reading() as reader:
        assert reader.value("SELECT count(*) FROM incoming") == 0


def test_R60_trap_an_internal_paper_and_one_about_secrecy_pass(office: Office) -> None:
    assert office.desk.book.rule("R60").effect == "block"
    assert paper(office, secrecy="内部").row.secrecy == "内部"
    assert paper(office, "关于加强商业秘密保护工作的通知").row.secrecy == "无"
