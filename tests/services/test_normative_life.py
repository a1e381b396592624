"""Normative documents once published: filed, renewed, repealed, listed; and at the sign-off of their papers."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from govtui.domain.documents.normative.life import EXPIRING, LAPSED, PENDING, REPEALED
from govtui.domain.refusal import Refusal
from govtui.services import journal, workdays
from govtui.services.desk import Desk, load_rules
from govtui.services.documents import normative as services
from govtui.services.documents.normative import NewNormative, NormativeList, Published
from govtui.services.finding import find
from govtui.store import numbers, tables
from tests.offices import Office, small_office
from tests.services.normative_papers import (
    OPINION,
    RULE_PAPER,
    department,
    mayor,
    outgoing,
    published,
    registered,
)


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


class TestFiling:
    def test_R31b_a_filing_sent_in_time_leaves_the_queue(self, office: Office) -> None:
        made = published(office)
        first, second = services.one_row(office.desk, made).filings
        assert NormativeList(office.desk, "filing").count() == 1
        assert services.file(office.desk, first.id, receipt="收1").findings == ()
        services.file(office.desk, second.id)
        assert NormativeList(office.desk, "filing").count() == 0
        assert services.one_row(office.desk, made).filings[0].words == "省人民政府 2026-11-23"

    def test_R31b_trap_late_is_warned_of_before_and_after(self, office: Office, desk_at: Any) -> None:
        made = published(office)
        late = desk_at(datetime(2026, 12, 9, 9, 0))
        assert [one.rule for one in services.paper_findings(late, made)] == ["R31b", "R31b"]
        assert services.one_row(late, made).lamp == "超期"
        first = services.one_row(late, made).filings[0]
        assert [one.rule for one in services.file(late, first.id).findings] == ["R31b"]
        with pytest.raises(Refusal):
            services.file(late, first.id, date(2026, 11, 22))

    def test_R31b_a_corrected_calendar_moves_open_filings_only(self, office: Office) -> None:
        made = published(office)
        first = services.one_row(office.desk, made).filings[0]
        services.file(office.desk, first.id)
        moved = workdays.correct_day(office.desk, date(2026, 12, 8), True, "停电", "停电通知")
        assert [(one.number, one.after.date()) for one in moved] == [("CZCR-2026-07001", date(2026, 12, 9))]
        dues = {one.recipient: one.due.date() for one in services.one_row(office.desk, made).filings if one.due}
        assert dues == {"省人民政府": date(2026, 12, 8), "市人大常委会": date(2026, 12, 9)}


class TestEnding:
    OLD = Published("CZCR-2021-00005", date(2021, 10, 1), date(2021, 10, 1))

    def old(self, office: Office, **more: Any) -> int:
        new = NewNormative("城市犬类管理办法", organ="government", number="郴政规〔2021〕5号", drafter="钱多")
        known = Published(
            **{**{f: getattr(self.OLD, f) for f in ("reg_number", "published_on", "effective_on")}, **more}
        )
        return services.record(office.desk, new, known).id

    def test_R21d_five_years_after_publication_it_has_lapsed(self, desk_at: Any) -> None:
        office = small_office(desk_at(datetime(2026, 9, 30, 9)))
        made = self.old(office)
        assert services.one_row(office.desk, made).state == EXPIRING
        assert [one.rule for one in services.paper_findings(office.desk, made)] == ["R21d"]
        assert services.one_row(desk_at(datetime(2026, 10, 1, 9)), made).state == LAPSED
        assert NormativeList(desk_at(datetime(2026, 10, 1, 9)), "ended").count() == 1

    def test_R21d_renewal_makes_a_new_number_and_ends_the_old_one(self, desk_at: Any) -> None:
        office = small_office(desk_at(datetime(2026, 8, 3, 9)))
        old = self.old(office)
        new = services.renew(office.desk, old).id
        assert services.paper_findings(office.desk, old) == ()
        assert services.one_row(office.desk, old).state == EXPIRING
        with pytest.raises(Refusal, match="已经在办延续"):
            services.renew(office.desk, old)
        services.check(office.desk, new, reviewer="宋词", opinion=OPINION)
        services.register(office.desk, new)
        services.publish(office.desk, new, effective_on=date(2026, 9, 5))
        ended = services.one_row(desk_at(datetime(2026, 9, 5, 9)), old)
        assert (ended.state, ended.ended_on, ended.ended_by) == (LAPSED, date(2026, 9, 5), "由 CZCR-2026-00001 延续")
        assert services.one_row(desk_at(datetime(2026, 9, 4, 9)), old).state == EXPIRING
        assert [one.name for one in services.detail(office.desk, new).related] == ["CZCR-2021-00005"]

    def test_R21d_trap_lapsed_is_lapsed_and_cannot_be_renewed(self, office: Office) -> None:
        with pytest.raises(Refusal, match="作为新文件开立"):
            services.renew(office.desk, self.old(office))

    def test_an_old_number_is_the_paper_books_and_new_ones_go_on_after_it(self, office: Office) -> None:
        self.old(office, reg_number="CZCR-2026-00012", published_on=date(2026, 3, 2), effective_on=None)
        made = services.open_document(office.desk, NewNormative(outgoing_id=outgoing(office.desk))).id
        services.check(office.desk, made, reviewer="宋词", opinion=OPINION)
        assert services.register(office.desk, made).sentence == "已登记为 CZCR-2026-00013"
        with office.desk.reading() as reader:
            assert numbers.gaps(reader, "unified-00", 2026) == []
        with pytest.raises(Refusal, match="已经在册|已由本机编出"):
            services.record(
                office.desk, NewNormative("别的", organ="government"), Published("CZCR-2026-00013", date(2026, 3, 3))
            )

    def test_repeal_marks_with_day_and_ground(self, office: Office) -> None:
        made = published(office)
        services.repeal(office.desk, made, "青教发〔2026〕8号", date(2026, 12, 1))
        row = services.one_row(office.desk, made)
        assert (row.state, row.ended_on, row.ended_by) == (PENDING, date(2026, 12, 1), "由 青教发〔2026〕8号 废止")
        with pytest.raises(Refusal, match="不用再废止"):
            services.repeal(office.desk, made, "青教发〔2026〕8号", date(2026, 12, 1))

    def test_R73_a_paper_that_repeals_marks_the_old_document(self, office: Office) -> None:
        old = self.old(office, valid_until=date(2030, 1, 1))
        with office.desk.writing("test.repeal") as uow:
            assert services.mark_repealed(uow, "郴政规〔2021〕5号", "郴政规〔2026〕1号", "2026-11-20") == (old,)
            assert services.mark_repealed(uow, "郴政规〔2021〕5号", "郴政规〔2026〕2号", "2026-11-20") == ()
            assert services.mark_repealed(uow, "", "郴政规〔2026〕2号", "2026-11-20") == ()
        row = services.one_row(office.desk, old)
        assert (row.state, row.ended_by) == (REPEALED, "由 郴政规〔2026〕1号 废止")

    def test_an_evaluation_is_kept_and_needs_a_known_outcome(self, office: Office) -> None:
        made = self.old(office, valid_until=date(2027, 1, 1))
        assert services.one_row(office.desk, made).state == EXPIRING
        with pytest.raises(Refusal, match="评估结论"):
            services.evaluate(office.desk, made, outcome="很好")
        services.evaluate(office.desk, made, text="已无必要", outcome="到期失效")
        assert services.paper_findings(office.desk, made) == ()
        with pytest.raises(Refusal, match="还没有公布"):
            services.evaluate(office.desk, department(office), outcome="延续")

    def test_R20c_a_rule_long_in_force_is_in_the_list_of_evaluations(self, office: Office) -> None:
        new = NewNormative("城市停车管理规定", type="规章", organ="government", number="某令第3号")
        made = services.record(office.desk, new, Published("", date(2024, 3, 1))).id
        assert [one.rule for one in services.paper_findings(office.desk, made)] == ["R20c"]
        assert NormativeList(office.desk, "evaluate").count() == 1
        services.evaluate(office.desk, made, outcome="修改")
        assert services.paper_findings(office.desk, made) == ()
        assert NormativeList(office.desk, "evaluate").count() == 0


class TestLists:
    def test_every_document_stands_in_the_queue_of_what_waits(self, office: Office) -> None:
        department(office, title="甲办法")
        registered(office, title="乙办法")
        published(office, title="丙办法")
        services.record(office.desk, NewNormative("丁办法", issuer="市水利局"), Published("", date(2010, 1, 1)))
        services.record(office.desk, NewNormative("戊办法", issuer="市水利局"), Published("", date(2022, 1, 4)))
        counts = {one.id: one.count for one in services.queue_counts(office.desk)}
        assert counts == {
            "register": 1, "publish": 1, "filing": 1, "expiring": 1, "evaluate": 0, "valid": 2, "ended": 1, "all": 5,
        }  # fmt: skip
        for queue, count in counts.items():
            source = NormativeList(office.desk, queue)
            assert (source.count(), len(source.rows(0, 99))) == (count, count)
        assert {one.state for one in NormativeList(office.desk, "valid").rows(0, 9)} == {PENDING, EXPIRING}

    def test_words_and_initials_narrow_a_list_and_find_knows_the_number(self, office: Office) -> None:
        made = registered(office)
        registered(office, title="护林办法", unit="市林业局", code="09")
        for words in ("xcgl", "校车", "07001"):
            assert [one.id for one in NormativeList(office.desk, "all", words).rows(0, 9)] == [made]
        assert NormativeList(office.desk, "register", "校车").count() == 0
        assert [hit.id for hit in find(office.desk, "CZCR-2026-07001") if hit.noun == "normative"] == [made]

    def test_a_long_filing_queue_pages_by_its_earliest_due(self, office: Office, desk_at: Any) -> None:
        later = published(office, title="乙办法")
        earlier = services.record(
            office.desk, NewNormative("甲办法", issuer="市水利局"), Published("", date(2026, 1, 1))
        ).id
        with office.desk.writing("test.filing") as uow:
            uow.add(tables.Filing(normative_id=earlier, recipient="省人民政府", due_at="2026-01-16T17:30:00+08:00"))
        source = NormativeList(office.desk, "filing")
        assert [source.rows(at, 1)[0].id for at in (0, 1)] == [earlier, later]


class TestSignOff:
    def findings(self, office: Office, paper: int) -> dict[str, str]:
        with office.desk.reading() as reader:
            row = reader.row("SELECT * FROM outgoing WHERE id = :id", id=paper)
            found = services.outgoing_findings(office.desk, reader, row)
        return {one.rule: one.effect.value for one in found}

    def test_R21b_a_normative_paper_without_its_document_is_blocked_and_told_to_open_it(self, office: Office) -> None:
        paper = outgoing(office.desk)
        assert self.findings(office, paper) == {"R21b": "block", "R21e": "block"}
        with office.desk.reading() as reader:
            row = reader.row("SELECT * FROM outgoing WHERE id = :id", id=paper)
            assert "开立" in services.outgoing_findings(office.desk, reader, row)[0].remedy

    def test_R21b_R21e_a_reviewed_one_passes(self, office: Office) -> None:
        paper = outgoing(office.desk)
        made = services.open_document(office.desk, NewNormative(outgoing_id=paper)).id
        assert set(self.findings(office, paper)) == {"R21b", "R21e"}
        services.check(office.desk, made, reviewer="宋词", opinion=OPINION)
        assert self.findings(office, paper) == {}

    def test_R19b_R20a_stand_against_an_order_and_nothing_against_other_papers(self, office: Office) -> None:
        assert self.findings(office, outgoing(office.desk, **RULE_PAPER)) == {"R19b": "block", "R20a": "block"}
        plain = outgoing(office.desk, series="gov_issue", normative=False)
        assert self.findings(office, plain) == {}

    def test_a_release_for_the_document_counts_at_the_sign_off(self, office: Office) -> None:
        paper = outgoing(office.desk)
        made = services.open_document(office.desk, NewNormative(outgoing_id=paper)).id
        services.check(office.desk, made, reviewer="钱多", opinion=OPINION, permits=[mayor(office, "R21b")])
        assert self.findings(office, paper) == {}

    def test_the_office_needs_no_legal_office_and_departments_mark_their_own(self, office: Office) -> None:
        paper = outgoing(office.desk, series="office_issue")
        assert self.findings(office, paper) == {"R21b": "block"}


class TestWhy:
    def test_every_block_names_its_article_and_who_may_release(self, office: Office) -> None:
        made = services.open_document(office.desk, NewNormative(outgoing_id=outgoing(office.desk))).id
        found = {one.article.split()[-1]: one for one in services.explanations(office.desk, made)}
        assert found["第二十一条第二款"].releaser == "市长"
        assert found["第二十一条第四款"].remedy

    def test_a_published_document_tells_number_validity_and_filing(self, office: Office) -> None:
        titles = [one.title for one in services.explanations(office.desk, published(office))]
        assert titles[0] == "统一登记、编号、公布"
        assert titles[1] == "有效期"
        assert titles[2].startswith("备案期限")

    def test_a_pack_without_these_rules_refuses_in_words(self, office: Office) -> None:
        other = replace(
            office.desk, book=load_rules(str(Path(__file__).parent.parent / "rulebook" / "linhe-2024.toml"))
        )
        with pytest.raises(Refusal, match="规则包"):
            services.open_document(other, NewNormative("办法", issuer="甲局"))
        assert services.queue_counts(other) == ()


def test_undo_takes_a_publication_back_with_its_filings(office: Office) -> None:
    made = published(office)
    journal.undo(office.desk, journal.next_undo(office.desk).seq)
    row = services.one_row(office.desk, made)
    assert (row.state, row.filings, row.valid_until) == ("已登记", (), None)
