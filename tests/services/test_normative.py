"""Normative documents on a real store: opened, reviewed, registered, published."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from govtui.domain.documents.normative.life import PENDING
from govtui.domain.refusal import Refusal, Stale
from govtui.services import journal
from govtui.services import numbers as ledger
from govtui.services.desk import Desk
from govtui.services.documents import normative as services
from govtui.services.documents.normative import NewNormative
from govtui.services.gates import Permit
from govtui.store import numbers, tables
from tests.offices import Office, small_office
from tests.services.normative_papers import (
    OPINION,
    PAPER,
    RULE_PAPER,
    blocked,
    checked,
    department,
    mayor,
    outgoing,
    published,
    registered,
    row_of,
)


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


class TestOpening:
    def test_from_an_outgoing_paper_title_drafter_organ_and_type_are_copied(self, office: Office) -> None:
        made = services.open_document(office.desk, NewNormative(outgoing_id=outgoing(office.desk)))
        assert (made.row.title, made.row.type, made.row.organ) == (PAPER["title"], "规范性文件", "government")
        assert made.row.issuer == office.desk.book.government
        rule = services.open_document(office.desk, NewNormative(outgoing_id=outgoing(office.desk, **RULE_PAPER)))
        assert rule.row.type == "规章"

    def test_one_paper_has_one_document(self, office: Office) -> None:
        paper = outgoing(office.desk)
        assert [one.id for one in services.candidates(office.desk, "停车")] == [paper]
        services.open_document(office.desk, NewNormative(outgoing_id=paper))
        assert services.candidates(office.desk) == []
        with pytest.raises(Refusal, match="已开立"):
            services.open_document(office.desk, NewNormative(outgoing_id=paper))

    def test_a_departments_number_is_put_in_order_and_stands_once(self, office: Office) -> None:
        made = department(office, number="青教发[2026]3号")
        assert services.one_row(office.desk, made).number == "青教发〔2026〕3号"
        with pytest.raises(Refusal, match="已登记"):
            department(office, title="另一件", number="青教发〔2026〕03号")

    @pytest.mark.parametrize(
        "new", [NewNormative(issuer="市教育局"), NewNormative("办法"), NewNormative("办法", type="公告", issuer="甲")]
    )
    def test_what_cannot_stand_is_refused(self, office: Office, new: NewNormative) -> None:
        with pytest.raises(Refusal):
            services.open_document(office.desk, new)

    def test_state_secrets_are_refused_at_the_door(self, office: Office) -> None:
        with pytest.raises(Refusal) as refused:
            department(office, title="机密★关于某事的办法")
        assert "某事" not in refused.value.sentence

    def test_R21a_two_departments_and_one_issuer_are_warned_of(self, office: Office) -> None:
        unit = office.units["市教育局"]
        alone = NewNormative("校车办法", issuer_unit_id=unit, related_units=("市公安局",))
        joint = NewNormative("校车规定", issuer_unit_id=unit, related_units=("市公安局",), co_issuers=("市公安局",))
        assert [one.rule for one in services.open_document(office.desk, alone).findings] == ["R21a"]
        assert services.open_document(office.desk, joint).findings == ()

    def test_a_changed_title_must_be_reviewed_anew_and_an_old_version_is_stale(self, office: Office) -> None:
        made = checked(office)
        new, version = services.entry_of(office.desk, made)
        services.change(office.desk, made, version, replace(new, title="校车管理规定"))
        assert "R21b" in blocked(lambda: services.register(office.desk, made, "07"))
        with pytest.raises(Stale):
            services.change(office.desk, made, version, replace(new, title="校车管理细则"))

    def test_a_registered_document_keeps_its_title_and_may_change_its_note(self, office: Office) -> None:
        made = registered(office)
        new, version = services.entry_of(office.desk, made)
        with pytest.raises(Refusal, match="已经登记"):
            services.change(office.desk, made, version, replace(new, title="别的"))
        assert services.change(office.desk, made, version, replace(new, note="补充")).count == 1

    def test_R21d_trap_a_published_document_cannot_become_a_trial_one(self, office: Office) -> None:
        made = published(office)
        new, version = services.entry_of(office.desk, made)
        with pytest.raises(Refusal, match="不能再改"):
            services.change(office.desk, made, version, replace(new, trial=True))
        assert services.one_row(office.desk, made).valid_until == date(2031, 11, 23)


class TestReviewing:
    def test_R21b_a_review_by_another_person_lets_a_document_be_registered(self, office: Office) -> None:
        made = checked(office)
        assert services.register(office.desk, made, "07").count == 1

    def test_R21b_trap_the_drafter_as_reviewer_is_blocked_and_nothing_is_written(self, office: Office) -> None:
        made = department(office)
        assert blocked(lambda: services.check(office.desk, made, reviewer="钱 多")) == {"R21b"}
        assert not row_of(office.desk, made)["checked"]

    def test_R21b_trap_a_failed_review_is_kept_and_stands_against_registering(self, office: Office) -> None:
        made = department(office)
        outcome = services.check(office.desk, made, ["no_penalty"], "宋词")
        assert "R21b" in {one.rule for one in outcome.findings}
        assert [one.id for one in services.detail(office.desk, made).questions if one.passed is False] == ["no_penalty"]
        assert blocked(lambda: services.register(office.desk, made, "07")) == {"R21b"}
        services.check(office.desk, made, [], "宋词")
        assert services.register(office.desk, made, "07").count == 1

    def test_R21b_only_the_mayor_releases_and_the_journal_keeps_it(self, office: Office) -> None:
        made = department(office)
        services.check(office.desk, made, ["no_charge"], "宋词")
        vice = Permit("R21b", office.people["沈清河"], "情况紧急")
        with pytest.raises(Refusal, match="只有市长"):
            services.register(office.desk, made, "07", permits=[vice])
        services.register(office.desk, made, "07", permits=[mayor(office, "R21b")])
        with office.desk.reading() as reader:
            found = reader.row("SELECT rule, noun, row_id, person FROM rule_release")
        assert tuple(found) == ("R21b", "normative", made, "高远山")

    def test_a_release_holds_until_the_document_changes(self, office: Office) -> None:
        made = department(office)
        services.check(office.desk, made, reviewer="钱多", permits=[mayor(office, "R21b")])
        services.check(office.desk, made, ["no_charge"], "宋词")
        assert blocked(lambda: services.register(office.desk, made, "07")) == {"R21b"}
        services.check(office.desk, made, reviewer="钱多", permits=[mayor(office, "R21b")])
        services.register(office.desk, made, "07")
        assert services.publish(office.desk, made).count == 1

    def test_R21e_the_citys_draft_needs_the_legal_offices_opinion(self, office: Office) -> None:
        made = services.open_document(office.desk, NewNormative(outgoing_id=outgoing(office.desk))).id
        services.check(office.desk, made, reviewer="宋词")
        assert blocked(lambda: services.register(office.desk, made)) == {"R21e"}
        services.check(office.desk, made, reviewer="宋词", opinion=OPINION)
        assert services.register(office.desk, made).sentence == "已登记为 CZCR-2026-00001"

    def test_unknown_questions_and_days_to_come_are_refused(self, office: Office) -> None:
        made = department(office)
        with pytest.raises(Refusal, match="审查问题"):
            services.check(office.desk, made, ["researched"], "宋词")
        with pytest.raises(Refusal, match="还没有到"):
            services.check(office.desk, made, reviewer="宋词", on=date(2026, 11, 24))

    def test_R19b_R20a_a_rule_needs_its_steps_and_its_consultation(self, office: Office) -> None:
        paper = outgoing(office.desk, **RULE_PAPER, number="某令第9号")
        made = services.open_document(office.desk, NewNormative(outgoing_id=paper)).id
        assert blocked(lambda: services.publish(office.desk, made)) == {"R19b", "R20a"}
        services.consult(office.desk, made, date(2026, 8, 1), date(2026, 9, 1))
        services.check(office.desk, made, ["argued"], "宋词", opinion=OPINION)
        assert blocked(lambda: services.publish(office.desk, made)) == {"R19b"}
        services.check(office.desk, made, [], "宋词", opinion=OPINION)
        assert services.publish(office.desk, made).count == 1

    def test_R20b_a_dissent_in_the_co_signs_needs_grounds_and_a_leaning_opinion(self, office: Office) -> None:
        paper = outgoing(office.desk, **RULE_PAPER, number="某令第9号")
        made = services.open_document(office.desk, NewNormative(outgoing_id=paper)).id
        with office.desk.writing("test.cosign") as uow:
            uow.add(
                tables.CoSign(
                    outgoing_id=paper, unit="市林业局", opinion="不同意", grounds="有违上位法", asked_at=uow.at
                )
            )
        services.check(office.desk, made, [], "宋词", opinion=OPINION)
        services.consult(office.desk, made, date(2026, 8, 1), date(2026, 9, 1))
        assert blocked(lambda: services.publish(office.desk, made)) == {"R20b"}
        services.consult(office.desk, made, date(2026, 8, 1), date(2026, 9, 1), leaning="倾向保留")
        assert services.publish(office.desk, made).count == 1

    @pytest.mark.parametrize("days", [(None, None), (date(2026, 8, 1), None), (date(2026, 9, 1), date(2026, 8, 1))])
    def test_R20a_trap_half_a_consultation_is_refused(self, office: Office, days: tuple[Any, Any]) -> None:
        made = department(office)
        with pytest.raises(Refusal):
            services.consult(office.desk, made, *days)


class TestRegistering:
    def test_R21c_numbers_run_without_gaps_per_issuer_and_year(self, office: Office, desk_at: Any) -> None:
        first, second = registered(office), registered(office, title="学校用电办法")
        other = registered(office, "09", unit="市林业局", title="护林办法")
        old = registered(office, on=date(2025, 12, 31), title="去年的办法")
        found = [services.one_row(office.desk, one).reg_number for one in (first, second, other, old)]
        assert found == ["CZCR-2026-07001", "CZCR-2026-07002", "CZCR-2026-09001", "CZCR-2025-07001"]
        with office.desk.reading() as reader:
            assert numbers.gaps(reader, "unified-07", 2026) == []
            held = reader.rows(
                "SELECT serial, row_id, noun FROM number_ledger WHERE series = 'unified-07' AND year = 2026"
            )
        assert [tuple(one) for one in held] == [(1, first, "normative"), (2, second, "normative")]
        named = {book.series: book.name for book in ledger.ledger_books(office.desk)}
        assert named["unified-07"] == "统一登记号 " + services.one_row(office.desk, first).issuer
        assert named["unified-00"] == "统一登记号 市政府"

    def test_a_departments_code_is_asked_once_and_belongs_to_it_alone(self, office: Office) -> None:
        made = checked(office)
        with pytest.raises(Refusal, match="第一次登记"):
            services.register(office.desk, made)
        services.register(office.desk, made, "07")
        again = checked(office, title="学校用电办法")
        assert services.proposed_code(office.desk, again) == "07"
        services.register(office.desk, again)
        other = checked(office, title="护林办法", unit="市林业局")
        with pytest.raises(Refusal, match="市教育局"):
            services.register(office.desk, other, "07")
        with pytest.raises(Refusal, match="市政府"):
            services.register(office.desk, other, "00")

    def test_R21c_trap_a_refused_registration_takes_no_number(self, office: Office) -> None:
        made = department(office)
        assert blocked(lambda: services.register(office.desk, made, "07")) == {"R21b"}
        with office.desk.reading() as reader:
            assert reader.value("SELECT count(*) FROM number_ledger") == 0

    def test_nothing_is_registered_twice_and_laws_not_at_all(self, office: Office) -> None:
        with pytest.raises(Refusal, match="不用再登记"):
            services.register(office.desk, registered(office))
        law = department(office, title="城市停车条例（草案）", type="法规草案")
        with pytest.raises(Refusal, match="不编统一登记号"):
            services.register(office.desk, law, "07")

    def test_registering_gives_out_a_number_and_cannot_be_undone(self, office: Office) -> None:
        registered(office)
        with pytest.raises(Refusal):
            journal.undo(office.desk, journal.next_undo(office.desk).seq)


class TestPublishing:
    def test_R21c_publication_starts_force_validity_and_filings(self, office: Office) -> None:
        row = services.one_row(office.desk, published(office))
        assert (row.published_on, row.effective_on) == (date(2026, 11, 23), date(2026, 12, 23))
        assert (row.valid_until, row.state) == (date(2031, 11, 23), PENDING)
        assert [(one.recipient, one.due.date()) for one in row.filings if one.due] == [
            ("省人民政府", date(2026, 12, 8)),
            ("市人大常委会", date(2026, 12, 8)),
        ]

    def test_R21c_trap_without_the_unified_number_it_is_blocked_and_the_mayor_may_release(self, office: Office) -> None:
        made = checked(office)
        assert blocked(lambda: services.publish(office.desk, made)) == {"R21c"}
        services.publish(office.desk, made, permits=[mayor(office, "R21c")])
        assert services.one_row(office.desk, made).state == PENDING

    def test_R21c_trap_without_review_and_number_one_release_is_not_enough(self, office: Office) -> None:
        made = department(office)
        publish = lambda: services.publish(office.desk, made, permits=[mayor(office, "R21c")])  # noqa: E731
        assert blocked(publish) == {"R21b"}

    def test_R21c_early_force_is_warned_of_unless_there_is_a_reason(self, office: Office) -> None:
        today = office.desk.today()
        early = services.publish(office.desk, registered(office), effective_on=today)
        assert {one.rule for one in early.findings} == {"R21c"}
        reasoned = registered(office, title="学校用电办法")
        assert services.publish(office.desk, reasoned, effective_on=today, reason="涉及安全").findings == ()

    def test_R21c_trap_force_before_publication_is_refused(self, office: Office) -> None:
        made = registered(office)
        with pytest.raises(Refusal, match="早于公布日期"):
            services.publish(office.desk, made, effective_on=date(2026, 11, 22))

    def test_days_that_cannot_be_are_refused(self, office: Office) -> None:
        made = registered(office)
        for day in (date(2026, 11, 24), date(2026, 11, 22)):
            with pytest.raises(Refusal):
                services.publish(office.desk, made, day)
        services.publish(office.desk, made)
        with pytest.raises(Refusal, match="已于"):
            services.publish(office.desk, made)

    def test_the_citys_paper_must_bear_its_number_first(self, office: Office) -> None:
        paper = outgoing(office.desk)
        made = services.open_document(office.desk, NewNormative(outgoing_id=paper)).id
        services.check(office.desk, made, reviewer="宋词", opinion=OPINION)
        services.register(office.desk, made)
        with pytest.raises(Refusal, match="发文字号"):
            services.publish(office.desk, made)
        with office.desk.writing("test.number") as uow:
            numbered = uow.get(tables.Outgoing, paper)
            uow.change(numbered, number="郴政规〔2026〕5号", state="待印制")
            services.issue_outgoing(office.desk, uow, numbered)
        assert services.one_row(office.desk, made).number == "郴政规〔2026〕5号"
        services.publish(office.desk, made)

    def test_R31b_rules_are_filed_with_four_bodies_in_thirty_days(self, office: Office, desk_at: Any) -> None:
        september = desk_at(datetime(2026, 9, 10, 9, 0))
        paper = outgoing(september, **RULE_PAPER, number="某令第9号")
        made = services.open_document(september, NewNormative(outgoing_id=paper)).id
        services.check(september, made, [], "宋词", opinion=OPINION)
        services.consult(september, made, exempt="依法不公开")
        services.publish(september, made)
        row = services.one_row(september, made)
        assert {one.due.date() for one in row.filings if one.due} == {date(2026, 10, 10)}
        assert len(row.filings) == 4
        assert row.valid_until is None
        assert row_of(september, made)["evaluate_by"] == "2028-10-10"

    def test_R21d_a_trial_document_is_known_by_its_title(self, office: Office) -> None:
        row = services.one_row(office.desk, published(office, title="校车管理暂行办法"))
        assert (row.trial, row.valid_until) == (True, date(2028, 11, 23))
