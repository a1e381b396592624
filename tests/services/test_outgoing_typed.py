"""What clerks type into the acts on papers that leave: days, words, counts; and undo of single acts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import journal
from govtui.services.desk import Desk
from govtui.services.documents import normative
from govtui.services.documents.outgoing import (
    cosigning,
    drafting,
    issuing,
    publishing,
    reviewing,
    signing,
    views,
)
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
    signed,
    state,
    to_sign,
    undo,
)

SECRET = "机密★10年 某某方案"
TOMORROW = date(2026, 11, 24)
LAST_WEEK = date(2026, 11, 16)


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


class TestDays:
    def test_no_step_is_dated_to_come(self, office: Office) -> None:
        outgoing = numbered(office)
        for act in (
            lambda: issuing.print_run(office.desk, outgoing, 10, issued_on=TOMORROW),
            lambda: (
                issuing.print_run(office.desk, outgoing, 10) and issuing.seal(office.desk, outgoing, used_on=TOMORROW)
            ),
            lambda: (
                issuing.seal(office.desk, outgoing)
                and issuing.distribute(office.desk, outgoing, [(None, "市财政局", 1)], sent_on=TOMORROW)
            ),
            lambda: (
                issuing.distribute(office.desk, outgoing, [(None, "市财政局", 1)])
                and issuing.receive(office.desk, [views.detail(office.desk, outgoing).distributions[0].id], on=TOMORROW)
            ),
            lambda: issuing.archive(office.desk, [outgoing], on=TOMORROW),
            lambda: publishing.publish(office.desk, [outgoing], registered_on=TOMORROW),
        ):
            with pytest.raises(Refusal, match="还没有到"):
                act()  # type: ignore[no-untyped-call]
        assert state(office, outgoing) == "待归档"

    def test_no_step_is_dated_before_the_one_it_follows(self, office: Office) -> None:
        outgoing = numbered(office)
        with pytest.raises(Refusal, match="签发日期"):
            issuing.print_run(office.desk, outgoing, 10, issued_on=LAST_WEEK)
        issuing.print_run(office.desk, outgoing, 10)
        with pytest.raises(Refusal, match="早于"):
            issuing.seal(office.desk, outgoing, used_on=LAST_WEEK)
        issuing.seal(office.desk, outgoing)
        with pytest.raises(Refusal, match="早于"):
            issuing.distribute(office.desk, outgoing, [(None, "市财政局", 1)], sent_on=LAST_WEEK)
        issuing.distribute(office.desk, outgoing, [(None, "市财政局", 1)])
        with pytest.raises(Refusal, match="早于"):
            issuing.archive(office.desk, [outgoing], on=LAST_WEEK)

    def test_a_unit_does_not_answer_tomorrow(self, office: Office) -> None:
        (one,) = asked(office, drafted(office), "市教育局")
        with pytest.raises(Refusal, match="还没有到"):
            cosigning.answer(office.desk, one, "同意", on=TOMORROW)
        with pytest.raises(Refusal, match="还没有到"):
            cosigning.answer_many(office.desk, [one], "同意", on=TOMORROW)


class TestNothingClassifiedByAnyDoor:
    @pytest.mark.parametrize(
        "act",
        [
            lambda desk, made, _: issuing.seal(desk, made, keeper=SECRET),
            lambda desk, made, _: issuing.seal(desk, made, handler=SECRET),
            lambda desk, made, _: issuing.seal(desk, made, skip_reason=SECRET),
            lambda desk, made, _: issuing.print_more(desk, made, 3, SECRET),
            lambda desk, made, _: publishing.publish(desk, [made], channel=SECRET),
            lambda desk, made, _: publishing.publish(desk, [made], index_number=SECRET),
            lambda desk, made, _: publishing.publish(desk, [made], owner_section=SECRET),
            lambda desk, made, _: publishing.set_publicity(desk, made, SECRET, permits=[Permit("R29", _, "理由")]),
            lambda desk, made, _: publishing.set_publicity(desk, made, "不公开", SECRET),
            lambda desk, made, _: signing.unsign(desk, made, SECRET),
            lambda desk, made, _: drafting.void(desk, made, SECRET),
        ],
    )
    def test_by_the_acts_on_a_printed_paper(self, office: Office, act: Callable[..., object]) -> None:
        outgoing = numbered(office)
        issuing.print_run(office.desk, outgoing, 10)
        self.refused(office, lambda: act(office.desk, outgoing, office.people["高远山"]))

    def test_by_distribution_and_archive(self, office: Office) -> None:
        outgoing = numbered(office)
        issuing.print_run(office.desk, outgoing, 10)
        issuing.seal(office.desk, outgoing)
        self.refused(office, lambda: issuing.distribute(office.desk, outgoing, [(None, SECRET, 1)]))
        self.refused(office, lambda: issuing.distribute(office.desk, outgoing, [(None, "市财政局", 1)], way=SECRET))
        issuing.distribute(office.desk, outgoing, [(None, "市财政局", 1)])
        line = views.detail(office.desk, outgoing).distributions[0].id
        self.refused(office, lambda: issuing.receive(office.desk, [line], SECRET))
        self.refused(office, lambda: issuing.archive(office.desk, [outgoing], SECRET))

    def test_by_co_signs(self, office: Office) -> None:
        outgoing = drafted(office)
        self.refused(office, lambda: cosigning.ask(office.desk, outgoing, [(None, SECRET)]))
        (one,) = asked(office, outgoing, "市教育局")
        self.refused(office, lambda: cosigning.drop(office.desk, one, SECRET))
        self.refused(office, lambda: cosigning.answer(office.desk, one, "同意", SECRET))

    def test_by_what_a_draft_does_to_older_papers(self, office: Office) -> None:
        entry = replace(ENTRY, relations=(("废止", SECRET),))
        self.refused(office, lambda: drafting.draft(office.desk, entry))

    def test_by_normative_documents(self, office: Office) -> None:
        desk = office.desk
        new = normative.NewNormative(title="某办法", issuer="市财政局", drafter="某甲")
        for one in (
            replace(new, issuer=SECRET),
            replace(new, drafter=SECRET),
            replace(new, co_issuers=(SECRET,)),
            replace(new, related_units=(SECRET,)),
        ):
            self.refused(office, partial(normative.open_document, desk, one))
        outgoing, document = normative_paper(office)
        self.refused(office, lambda: normative.check(desk, document, (), reviewer=SECRET))
        normative.register(desk, document)
        self.refused(office, lambda: normative.publish(desk, document, channel=SECRET))
        self.refused(office, lambda: normative.publish(desk, document, reason=SECRET))
        normative.publish(desk, document)
        filing = normative.one_row(desk, document).filings[0].id
        self.refused(office, lambda: normative.file(desk, filing, receipt=SECRET))
        self.refused(office, lambda: normative.repeal(desk, document, SECRET))
        known = normative.Published("", date(2024, 3, 1), channel=SECRET)
        self.refused(office, lambda: normative.record(desk, replace(new, organ="government", number="某令"), known))
        assert outgoing

    @staticmethod
    def refused(office: Office, act: Callable[[], object]) -> None:
        with office.desk.reading() as reader:
            before = reader.value("SELECT max(seq) FROM journal_batch")
        with pytest.raises(Refusal, match="涉密") as refused:
            act()
        assert "某某方案" not in refused.value.sentence
        with office.desk.reading() as reader:
            assert reader.value("SELECT max(seq) FROM journal_batch") == before


class TestSentences:
    def test_a_step_that_is_too_late_says_what_to_do_instead(self, office: Office) -> None:
        sent, void, done = issued(office), drafted(office), signed(office)
        drafting.void(office.desk, void, "重复")
        with pytest.raises(Refusal, match="请另行文修改或废止"):
            reviewing.return_draft(office.desk, sent, "改")
        with pytest.raises(Refusal, match="另行起草"):
            reviewing.return_draft(office.desk, void, "改")
        with pytest.raises(Refusal, match="请先撤回签发"):
            reviewing.return_draft(office.desk, done, "改")


class TestOddValues:
    def test_counts_below_one_are_refused(self, office: Office) -> None:
        outgoing = numbered(office)
        with pytest.raises(Refusal, match="页数"):
            issuing.print_run(office.desk, outgoing, 10, pages=-1)
        issuing.print_run(office.desk, outgoing, 10)
        with pytest.raises(Refusal, match="份数"):
            issuing.seal(office.desk, outgoing, copies=-3)

    def test_receipts_of_two_papers_are_not_mixed(self, office: Office) -> None:
        first, second = issued(office), issued(office)
        lines = [views.detail(office.desk, one).distributions[0].id for one in (first, second)]
        issuing.receive(office.desk, lines, "周某")
        for one in (first, second):
            assert views.detail(office.desk, one).happenings[-1].kind == "签收"

    def test_control_bytes_do_not_reach_the_store(self, office: Office) -> None:
        outgoing = numbered(office)
        issuing.print_run(office.desk, outgoing, 10)
        issuing.seal(office.desk, outgoing, keeper="王\x1b[31m姐\x00", handler="李\x07某")
        issuing.distribute(office.desk, outgoing, [(None, "市财\x1b]0;x\x07政局", 1)], way="机要\x00交换")
        publishing.publish(office.desk, [outgoing], channel="门户\x1b[2J网站")
        issuing.archive(office.desk, [outgoing], "2026\x1b[1m-1")
        found = views.detail(office.desk, outgoing)
        stored = repr((found.seals, found.distributions, found.fields, found.happenings))
        assert "\\x1b" not in stored
        assert "\\x00" not in stored

    def test_undo_of_a_draft_that_others_stand_on_is_refused_in_words(self, office: Office) -> None:
        outgoing = drafted(office, series="normative", normative=True)
        made = journal.next_undo(office.desk)
        assert made is not None
        normative.open_document(office.desk, normative.NewNormative(outgoing_id=outgoing))
        with pytest.raises(Refusal) as refused:
            journal.undo(office.desk, made.seq)
        assert "FOREIGN" not in refused.value.sentence
        assert state(office, outgoing) == "拟稿"

    def test_undo_of_a_dropped_co_sign_brings_the_unit_back(self, office: Office) -> None:
        outgoing = drafted(office)
        first, _ = asked(office, outgoing, "市教育局", "市林业局")
        cosigning.drop(office.desk, first, "职能无关")
        assert fields(office, outgoing)["cosigners"] == "市林业局（未回复）"
        undo(office.desk)
        assert fields(office, outgoing)["cosigners"] == "市教育局（未回复）、市林业局（未回复）"
        assert {one.unit for one in views.detail(office.desk, outgoing).cosigns} == {"市教育局", "市林业局"}

    def test_undo_of_a_sign_off_takes_its_release_with_it(self, office: Office) -> None:
        outgoing = to_sign(office)
        permit = Permit("R50c", office.people["高远山"], "分管领导出差")
        signing.sign(office.desk, outgoing, office.people["陆知行"], "同意", permits=[permit])
        undo(office.desk)
        found = views.detail(office.desk, outgoing)
        assert (found.row.state, found.row.signer, found.signatures) == ("待签发", "", ())
        with office.desk.reading() as reader:
            assert reader.value("SELECT count(*) FROM rule_release") == 0
