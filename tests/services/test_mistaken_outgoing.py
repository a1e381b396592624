"""误录处置 of papers that leave and of normative documents: not a byte is left, and nobody else loses a word."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import journal
from govtui.services import numbers as ledger
from govtui.services.desk import Desk
from govtui.services.documents import mistaken, registering, views
from govtui.services.documents import normative as services
from govtui.services.documents.normative import NewNormative
from govtui.services.documents.outgoing import (
    cosigning,
    drafting,
    explaining,
    listing,
    numbering,
)
from govtui.services.documents.outgoing import views as papers
from govtui.services.documents.rows import NewIncoming
from govtui.services.finding import find
from govtui.services.gates import Permit
from govtui.store import tables
from tests.offices import Office, small_office
from tests.services.mistaken_papers import (
    CLEARED,
    EARLIER,
    NUMBER,
    OWN,
    TITLE,
    TRACES,
    Case,
    blank,
    blocks,
    left,
    one,
    secret_case,
    traces,
    verdict,
)
from tests.services.papers_out import asked, drafted, numbered, to_sign


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


@pytest.fixture
def secret(office: Office) -> Case:
    return secret_case(office)


def test_the_traces_are_there_before(office: Office, secret: Case) -> None:
    assert left(office) == set(TRACES)


class TestOutgoing:
    def test_nothing_is_left_but_the_number_on_the_row_itself(
        self, office: Office, secret: Case, desk_at: Callable[..., Desk]
    ) -> None:
        other = desk_at(name="小王")
        for form in ("outgoing.draft", f"outgoing.revise.{secret.id}", "normative.open"):
            other.drafts.save(form, {"title": TITLE[:9], "body": "貘獴"})
        other.drafts.save(f"outgoing.revise.{secret.older}", {"body": "别的文"})
        done = blank(office, secret.id)
        assert done.rewritten
        assert left(office) == OWN
        assert other.drafts.load(f"outgoing.revise.{secret.older}") == {"body": "别的文"}

    def test_the_number_stands_on_its_own_row_and_nowhere_else(self, office: Office, secret: Case) -> None:
        blank(office, secret.id)
        told = {}
        with office.desk.reading() as reader:
            names = [row[0] for row in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in names:
                rows = [dict(row) for row in reader.rows(f"SELECT * FROM {table}")]
                told[table] = sum(NUMBER in str(row) for row in rows)
        assert {table: count for table, count in told.items() if count} == {
            "outgoing": 1,
            "search_entry": 1,
            "journal_batch": 1,
        }

    def test_the_row_says_that_it_was_blanked_and_who_had_it_stays(self, office: Office, secret: Case) -> None:
        blank(office, secret.id)
        found = papers.detail(office.desk, secret.id)
        assert (found.row.title, found.row.state, found.row.number) == (CLEARED, "作废", NUMBER)
        assert {one.person for one in found.signatures} == {"高远山"}
        assert {one.opinion for one in found.signatures} == {""}
        assert [(one.unit, one.receiver) for one in found.distributions] == [("市财政局", "秦某")]
        assert {one.unit for one in found.cosigns} == {"市教育局", "市林业局"}
        assert [(one.paper, one.keeper) for one in found.seals] == [(CLEARED, "王姐")]
        assert [(relation.number, relation.id) for relation in found.relations] == [(CLEARED, None)]
        last = found.happenings[-1]
        assert (last.kind, last.sentence) == ("误录处置", "经办 小李，复核 陆知行：误录不应登记的文件")
        assert {one.sentence for one in found.happenings[:-1]} == {""}
        assert explaining.paper_findings(office.desk, secret.id) == ()
        explaining.explanations(office.desk, secret.id)

    def test_it_waits_in_no_queue(self, office: Office, secret: Case) -> None:
        blank(office, secret.id)
        waiting = {count.id: count.count for count in listing.queue_counts(office.desk) if count.id != "all"}
        assert waiting == {**dict.fromkeys(waiting, 0), "send": 1, "print": 0, **_of_others(office, secret)}

    def test_its_numbers_stay_in_the_ledger_as_void(self, office: Office, secret: Case) -> None:
        blank(office, secret.id)
        with office.desk.reading() as reader:
            rows = reader.rows(
                "SELECT series, year, serial, state, reason, noun FROM number_ledger "
                "WHERE series IN ('normative', 'unified-00') ORDER BY series, serial"
            )
        assert [tuple(row) for row in rows] == [
            ("normative", 2026, 1, "作废", "误录处置", "outgoing"),
            ("normative", 2026, 2, "预留", CLEARED, ""),
            ("unified-00", 2026, 1, "作废", "误录处置", "normative"),
        ]
        assert ledger.gap_report(office.desk) == ()

    def test_a_number_of_a_series_that_never_starts_again_becomes_void(self, office: Office) -> None:
        made = to_sign(office, title="蝾螈令", series="order", kind="命令", subject="", publicity="主动公开")
        with office.desk.writing("test.order") as uow:
            uow.change(uow.get(tables.Outgoing, made), state="待编号", signed_on="2026-11-23")
        numbering.number(office.desk, made, permits=_permits(office, made))
        blank(office, made)
        row = one(office.desk, "SELECT year, state, reason FROM number_ledger WHERE series = 'order'")
        assert tuple(row) == (0, "作废", "误录处置")

    def test_search_finds_it_by_its_number_only(self, office: Office, secret: Case) -> None:
        blank(office, secret.id)
        for words in ("鹮鼯", "蝾螈", "貘獴", "犰狳", "市财政局 鹮", "gyyf"):
            assert find(office.desk, words) == []
        found = {(hit.noun, hit.id) for hit in find(office.desk, NUMBER)}
        assert found == {("outgoing", secret.id)}
        assert ("outgoing", secret.id) not in {(hit.noun, hit.id) for hit in find(office.desk, "市财政局")}

    def test_papers_that_name_it_lose_the_words_and_keep_the_rest(self, office: Office, secret: Case) -> None:
        blank(office, secret.id)
        older, newer = papers.detail(office.desk, secret.older), papers.detail(office.desk, secret.newer)
        assert (older.row.force, older.fields["force_note"]) == ("修改", f"2026-11-23 由 {CLEARED} 修改")
        assert [one.number for one in newer.relations] == [CLEARED]
        assert "印 10 份" in newer.happenings[-1].sentence
        assert CLEARED in newer.happenings[-1].sentence
        asked_for = views.detail(office.desk, secret.asked).fields
        told = views.detail(office.desk, secret.told).fields
        assert (asked_for["answer_number"], told["answer_number"]) == ("", "")
        assert (told["result"], told["note"]) == (f"已由《{CLEARED}》答复", f"另见{CLEARED}")

    def test_the_repealing_paper_can_still_be_revised(self, office: Office, secret: Case) -> None:
        blank(office, secret.id)
        entry, row = drafting.draft_of(office.desk, secret.newer), papers.one_row(office.desk, secret.newer)
        drafting.revise(office.desk, secret.newer, row.version, replace(entry, relations=()))
        assert papers.detail(office.desk, secret.newer).relations == ()

    def test_the_chain_holds_and_what_is_tampered_afterwards_is_found(self, office: Office, secret: Case) -> None:
        blank(office, secret.id)
        assert verdict(office.desk).first_bad is None
        drafted(office)
        assert verdict(office.desk).first_bad is None
        with sqlite3.connect(office.desk.store.path) as connection:
            connection.execute("DROP TRIGGER journal_entry_fixed")
            connection.execute("UPDATE journal_entry SET after = '{}' WHERE id = (SELECT max(id) FROM journal_entry)")
        assert verdict(office.desk).first_bad is not None

    def test_other_papers_keep_their_journal(self, office: Office, secret: Case) -> None:
        desk = office.desk
        eleventh = numbered(office, title="关于植树的通知")
        with desk.writing("test.number") as uow:
            uow.change(uow.get(tables.Outgoing, eleventh), number="郴政规〔2026〕11号", note="见郴政规〔2026〕11号")
            uow.say("编号 郴政规〔2026〕11号", "outgoing", eleventh)
        count = journal.count_acts(desk)
        kept = journal.acts_on(desk, "outgoing", eleventh)
        blank(office, secret.id)
        assert journal.count_acts(desk) == count + 1
        assert journal.acts_on(desk, "outgoing", eleventh) == kept
        assert papers.detail(desk, eleventh).fields["note"] == "见郴政规〔2026〕11号"
        bodies = "SELECT count(*) FROM journal_entry WHERE table_name = 'outgoing' AND row_id = :id AND salt IS NULL"
        assert one(desk, bodies, id=eleventh)[0] == 0
        assert one(desk, bodies, id=secret.older)[0] > 0

    def test_releases_of_another_nouns_paper_with_the_same_id_stay(self, office: Office) -> None:
        made = to_sign(office, title="关于甲事项的通知")
        asked(office, made, "市林业局")
        cosigning.finish(office.desk, made, [Permit("R11c", office.people["陆知行"], "防汛急件")])
        for n in range(made):
            last = registering.register(office.desk, NewIncoming("市林业局", f"第{n}件乙事项的通知")).id
        assert last == made
        mistaken.blank(office.desk, made, office.people["陆知行"], "误录")
        row = one(office.desk, "SELECT reason FROM rule_release WHERE row_id = :id", id=made)
        entry = one(office.desk, "SELECT after FROM journal_entry WHERE table_name = 'rule_release'")
        assert (row["reason"], "防汛急件" in str(entry["after"])) == ("防汛急件", True)
        assert verdict(office.desk).first_bad is None

    def test_the_blanking_and_what_was_before_it_cannot_be_undone(self, office: Office, secret: Case) -> None:
        acts = [
            *journal.acts_on(office.desk, "outgoing", secret.id),
            *journal.acts_on(office.desk, "normative", secret.document),
        ]
        blank(office, secret.id)
        with pytest.raises(Refusal, match="误录处置"):
            journal.next_undo(office.desk)
        for act in acts:
            with pytest.raises(Refusal):
                journal.undo(office.desk, act.seq)
        assert left(office) == OWN

    def test_one_person_alone_is_refused(self, office: Office, secret: Case, desk_at: Callable[..., Desk]) -> None:
        alone = desk_at(name="陆 知行")
        with pytest.raises(Refusal, match="两个人"):
            mistaken.blank(alone, secret.id, office.people["陆知行"], "误录", "outgoing")
        assert papers.one_row(office.desk, secret.id).title == TITLE

    @pytest.mark.parametrize("reason", ["", f"误录{NUMBER}", "鹮鼯鹱麂 工程录错", "市财政局的件", "误录机密★1年"])
    def test_a_reason_that_is_missing_or_repeats_the_text_is_refused(
        self, office: Office, secret: Case, reason: str
    ) -> None:
        with pytest.raises(Refusal):
            blank(office, secret.id, reason=reason)
        assert papers.one_row(office.desk, secret.id).title == TITLE

    def test_a_draft_without_number_is_named_without_its_title(self, office: Office) -> None:
        made = drafted(office, title=EARLIER)
        done = blank(office, made)
        assert done.sentence.startswith("发文（2026-11-23 录入，未编号） 误录处置")
        assert "号码作废" not in done.sentence
        assert traces(office.desk.store.folder(), ("蝾螈",)) == set()

    def test_a_second_blanking_does_no_harm(self, office: Office, secret: Case) -> None:
        blank(office, secret.id)
        blank(office, secret.id, reason="再整理一次")
        assert verdict(office.desk).first_bad is None
        assert left(office) == OWN

    def test_papers_that_quote_it_in_their_own_text_are_named(self, office: Office, secret: Case) -> None:
        quoting = drafted(office, title="关于废止部分文件的通知", body="下列文件废止：郴政规（2026）1号")
        reply = registering.register(office.desk, NewIncoming("市教育局", f"关于转发《{TITLE}》的报告"))
        done = blank(office, secret.id)
        assert done.twins == (reply.number, "发文（2026-11-23 录入，未编号）")
        assert papers.one_row(office.desk, quoting).state == "拟稿"
        assert any(reply.number in sentence for sentence in done.advice())

    def test_a_sentence_that_cut_its_title_short_is_taken_too_but_not_one_another_title_shares(
        self, office: Office
    ) -> None:
        common = "关于印发郴州市人民政府二〇二六年度重点"
        other = drafted(office, title=f"{common}工作安排的通知")
        made = drafted(office, title=f"{common}鸬鹚蝾螈项目清单和责任分工的通知")
        for act, words in (("甲", f"{common}鸬鹚"), ("乙", common)):
            with office.desk.writing("test.said") as uow:
                uow.change(uow.get(tables.Outgoing, other), note=act)
                uow.say(f"另见《{words}…》", "outgoing", other)
        blank(office, made)
        acts = {act.sentence for act in journal.acts_on(office.desk, "outgoing", other)}
        assert f"另见《{common}…》" in acts
        assert not any("鸬鹚" in sentence for sentence in acts)

    def test_documents_and_co_signs_that_were_undone_go_too_and_whoever_has_their_ids_keeps_its_own(
        self, office: Office
    ) -> None:
        desk = office.desk
        made, other = drafted(office, title=EARLIER, normative=True), drafted(office, title="关于植树的通知")
        services.open_document(desk, NewNormative(outgoing_id=made, note="貘獴"))
        journal.undo(desk, journal.next_undo(desk).seq)
        cosigning.ask(desk, made, [(None, "犰狳专班")])
        journal.undo(desk, journal.next_undo(desk).seq)
        document = services.open_document(desk, NewNormative(outgoing_id=other, note="植树")).id
        asked(office, other, "市林业局")
        blank(office, made)
        assert left(office) == set()
        assert verdict(desk).first_bad is None
        opened = journal.acts_on(desk, "normative", document)[-1]
        assert "植树" in opened.sentence
        assert None not in {change.after for change in journal.changes(desk, opened.seq)}
        assert "送会签：市林业局" in journal.acts_on(desk, "outgoing", other)[-1].sentence

    def test_an_imported_paper_tells_its_file(self, office: Office) -> None:
        made = drafted(office)
        with office.desk.writing("test.import") as uow:
            run = uow.add(tables.ImportRun(noun="outgoing", file_name="发文簿.xlsx", at=uow.at))
            uow.change(uow.get(tables.Outgoing, made), import_id=run.id)
        assert blank(office, made).source == "发文簿.xlsx"


def _of_others(office: Office, secret: Case) -> dict[str, int]:
    """What waits because of the two other papers."""
    return {"archived": 0, "print": 1, "publish": 2}


def _permits(office: Office, made: int) -> list[Permit]:
    return [
        Permit(one.rule, office.people["高远山"], "紧急") for one in blocks(lambda: numbering.number(office.desk, made))
    ]
