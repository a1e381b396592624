"""The number, issue and publication of minutes, and the days that hang on the calendar (R28)."""

from datetime import date, datetime

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import journal, workdays
from govtui.services.meetings.minutes import composing, explaining, issuing, listing, signing, views
from govtui.store import numbers
from tests.offices import small_office
from tests.services.held_meetings import MAYOR, VICE, detail, drafted, edit, held, sent, signed, state

NOW = datetime(2026, 11, 23, 9, 0)


@pytest.fixture
def office(desk):
    return small_office(desk)


def numbered(made, signer=VICE):
    minutes = signed(made, signer)
    issuing.number(made.desk, minutes)
    return minutes


def fields(made, minutes):
    return detail(made, minutes).fields


def ledger(desk, series, period):
    with desk.reading() as reader:
        sql = "SELECT * FROM number_ledger WHERE series = :s AND year = :y ORDER BY serial"
        rows = reader.rows(sql, s=series, y=period)
    return [(row["serial"], row["state"], row["noun"], row["row_id"]) for row in rows]


def test_executive_minutes_take_the_ordinal_that_was_reserved_when_the_meeting_opened(office):
    made = held(office, "executive", MAYOR)
    minutes = numbered(made, MAYOR)
    assert views.one_row(office.desk, minutes).number == "市人民政府第3次常务会议纪要"
    assert ledger(office.desk, "executive_minutes", 6)[-1] == (3, "已用", "minutes", minutes)
    assert state(made, minutes) == "待印发"


def test_an_ordinal_that_was_not_reserved_is_not_given(office):
    made = held(office, "executive", MAYOR)
    minutes = signed(made, MAYOR)
    with office.desk.writing("test.void") as uow:
        numbers.void(uow, "executive_minutes", 6, 3, "错号")
    with pytest.raises(Refusal, match="不是预留的号"):
        issuing.number(office.desk, minutes)


def test_special_minutes_count_in_the_ledger_by_the_year_of_the_signature(office):
    first, second = held(office), held(office)
    numbered(first)
    minutes = numbered(second)
    assert views.one_row(office.desk, minutes).number == "郴政专纪〔2026〕2号"


def test_the_year_is_that_of_the_signature_not_of_the_numbering(desk_at):
    later = small_office(desk_at(datetime(2027, 1, 5, 9, 0)))
    made = held(later, starts="2026-12-30T09:00:00+08:00")
    minutes = sent(made)
    signing.sign(later.desk, minutes, later.people[VICE], "同意", date(2026, 12, 31))
    issuing.number(later.desk, minutes)
    assert "〔2026〕1号" in views.one_row(later.desk, minutes).number


def test_signed_again_in_another_year_the_old_number_is_void(desk_at):
    office = small_office(desk_at(datetime(2026, 12, 31, 9, 0)))
    made = held(office)
    minutes = numbered(made)
    signing.unsign(office.desk, minutes, "签错")
    office.desk = desk_at(datetime(2027, 1, 4, 9, 0))
    done = signing.sign(office.desk, minutes, office.people[VICE], "同意")
    assert "原号 郴政专纪〔2026〕1号 作废" in done.sentence
    assert ledger(office.desk, "special_minutes", 2026)[0][1] == "作废"
    issuing.number(office.desk, minutes)
    assert "〔2027〕1号" in views.one_row(office.desk, minutes).number


def test_signed_again_in_the_same_year_the_number_stays(office):
    made = held(office)
    minutes = numbered(made)
    signing.unsign(office.desk, minutes, "签错")
    signing.sign(office.desk, minutes, office.people[VICE], "同意")
    assert (state(made, minutes), fields(made, minutes)["serial"]) == ("待印发", 1)
    with pytest.raises(Refusal, match="已经编号"):
        issuing.number(office.desk, minutes)


def test_a_number_is_not_given_before_the_signature_and_not_taken_back_by_undo(office):
    made = held(office)
    minutes = sent(made)
    with pytest.raises(Refusal, match="签发以后"):
        issuing.number(office.desk, minutes)
    signing.sign(office.desk, minutes, office.people[VICE], "同意")
    issuing.number(office.desk, minutes)
    with pytest.raises(Refusal, match="号码"):
        journal.next_undo(office.desk)


def test_a_kind_without_a_series_goes_out_without_a_number(office):
    made = held(office, "unknown")
    minutes = signed(made, VICE)
    assert state(made, minutes) == "待印发"
    issuing.issue(office.desk, [minutes], copies=20)
    assert (state(made, minutes), fields(made, minutes)["print_copies"]) == ("已印发", 20)


def test_issued_minutes_stand_as_they_are(office):
    made = held(office)
    minutes = numbered(made)
    issuing.issue(office.desk, [minutes])
    for act in (
        lambda: edit(made, minutes, body="别的"),
        lambda: edit(made, minutes, copies_to="各县"),
        lambda: signing.unsign(office.desk, minutes, "签错"),
    ):
        with pytest.raises(Refusal, match=r"已经印发.*另行文更正"):
            act()
    assert "没有改动" in composing.recompose(office.desk, minutes).sentence
    with pytest.raises(Refusal, match="不能印发"):
        issuing.issue(office.desk, [minutes])


def test_R29_issuing_says_that_nobody_chose_how_open_published_decisions_are(office):
    open_kind = signed(held(office, "executive", chair=MAYOR), MAYOR)
    issuing.number(office.desk, open_kind)
    told = issuing.issue(office.desk, [open_kind])
    assert ["公开方式" in one.sentence for one in told.findings] == [True]
    special = signed(held(office), VICE)
    issuing.number(office.desk, special)
    assert issuing.issue(office.desk, [special]).findings == ()


def test_several_are_issued_by_one_act_or_none(office):
    first, second = numbered(held(office)), signed(held(office), VICE)
    with pytest.raises(Refusal):
        issuing.issue(office.desk, [first, second])
    assert views.one_row(office.desk, first).state == "待印发"
    issuing.number(office.desk, second)
    assert issuing.issue(office.desk, [first, second]).count == 2


# -- publication ------------------------------------------------------------------------------------------------------


def test_R28_executive_minutes_are_watched_from_their_signature_until_they_are_published(office, desk_at):
    made = held(office, "executive", MAYOR)
    minutes = signed(made, MAYOR)
    row = views.one_row(office.desk, minutes)
    assert row.publish_due.date() == date(2026, 12, 21)
    assert listing.overdue(office.desk) == []
    late = desk_at(datetime(2026, 12, 22, 9, 0))
    assert [one.id for one in listing.overdue(late)] == [minutes]
    assert [one.rule for one in explaining.minutes_findings(late, minutes)] == ["R28"]
    issuing.number(late, minutes)
    issuing.publish(late, [minutes], channel="政府网站")
    assert listing.overdue(late) == []
    assert (fields(made, minutes)["published_on"], fields(made, minutes)["publicity"]) == ("2026-12-22", "主动公开")


def test_R28_special_minutes_are_not_watched(office):
    made = held(office)
    assert views.one_row(office.desk, signed(made, VICE)).publish_due is None


STATED = [("主动公开", "", True), ("依申请公开", "", False), ("不公开", "内部管理", False)]


@pytest.mark.parametrize(("publicity", "reason", "watched"), STATED)
def test_R28_what_was_said_of_publicity_ends_or_keeps_the_watch(office, publicity, reason, watched):
    made = held(office, "executive", MAYOR)
    minutes = signed(made, MAYOR)
    issuing.set_publicity(office.desk, minutes, publicity, reason)
    assert (views.one_row(office.desk, minutes).publish_due is not None) is watched
    signing.unsign(office.desk, minutes, "签错")
    assert views.one_row(office.desk, minutes).publish_due is None
    signing.sign(office.desk, minutes, office.people[MAYOR], "同意")
    assert (views.one_row(office.desk, minutes).publish_due is not None) is watched


def test_R29_closed_minutes_need_a_reason_and_are_not_published(office):
    made = held(office, "executive", MAYOR)
    minutes = numbered(made, MAYOR)
    with pytest.raises(Refusal) as refused:
        issuing.set_publicity(office.desk, minutes, "不公开")
    assert [one.rule for one in refused.value.findings] == ["R29"]
    issuing.set_publicity(office.desk, minutes, "不公开", "内部管理")
    with pytest.raises(Refusal, match="先改公开方式"):
        issuing.publish(office.desk, [minutes])


def test_minutes_are_published_once_numbered_and_then_cannot_be_unsigned(office):
    made = held(office, "executive", MAYOR)
    minutes = signed(made, MAYOR)
    with pytest.raises(Refusal, match="编号以后"):
        issuing.publish(office.desk, [minutes])
    issuing.number(office.desk, minutes)
    issuing.publish(office.desk, [minutes])
    with pytest.raises(Refusal, match="公开"):
        signing.unsign(office.desk, minutes, "签错")
    with pytest.raises(Refusal, match="不用再登记"):
        issuing.publish(office.desk, [minutes])


def test_a_corrected_day_moves_the_publication_and_nothing_of_issued_minutes(office):
    made = held(office, "executive", MAYOR)
    minutes = signed(made, MAYOR)
    moved = workdays.correct_day(office.desk, date(2026, 12, 1), True, "调休", "全市停电检修")
    assert ("minutes.publication", minutes, True) in [(one.noun, one.id, one.later) for one in moved]
    assert views.one_row(office.desk, minutes).publish_due.date() == date(2026, 12, 22)


def test_the_lamp_is_that_of_the_issue_then_of_the_publication(office):
    made = held(office, "executive", MAYOR)
    minutes = drafted(made)
    assert views.one_row(office.desk, minutes).lamp == "今日"
    signing.send(office.desk, minutes)
    signing.sign(office.desk, minutes, office.people[MAYOR], "同意")
    issuing.number(office.desk, minutes)
    issuing.issue(office.desk, [minutes])
    assert views.one_row(office.desk, minutes).lamp == "正常"
    issuing.publish(office.desk, [minutes])
    assert views.one_row(office.desk, minutes).lamp == "办结"


def test_the_list_of_minutes_is_found_by_words(office):
    made = held(office, "executive", MAYOR)
    first = numbered(made, MAYOR)
    second = drafted(held(office))
    assert [one.id for one in listing.MinutesList(office.desk).rows(0, 9)] == [second, first]
    assert [one.id for one in listing.MinutesList(office.desk, "常务会议").rows(0, 9)] == [first]
    assert listing.MinutesList(office.desk, "没有的").count() == 0
