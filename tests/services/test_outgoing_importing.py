"""Taking an old register of outgoing papers in: numbers once, days apart, repeals linked whichever comes first."""

from datetime import datetime
from typing import Any

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import journal
from govtui.services.desk import Desk
from govtui.services.documents import importing
from govtui.services.documents.importing import DUPLICATE, NEW, REFUSED, SKIPPED, Preview, SourceRow, SourceSheet
from govtui.services.documents.outgoing import views
from govtui.services.documents.outgoing.importing import OUTGOING
from govtui.store import chain, tables
from tests.offices import Office, small_office

FIELDS = frozenset({"number", "title", "signed_on", "issued_on"})
AT = "2026-11-20T09:00:00+08:00"
TABLES = ("outgoing", "number_ledger", "outgoing_movement", "paper_relation", "normative_document", "import_run")
OLD, NEWER = "郴政发〔2007〕17号", "郴政发〔2017〕1号"


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


def row(line: int, **fields: object) -> SourceRow:
    whole = {"number": f"郴政发〔2016〕{line}号", "title": f"关于第{line}件事的通知"} | fields
    return SourceRow(line, {k: v for k, v in whole.items() if v is not None}, tuple(whole.values()))


def judged(desk: Desk, *rows: SourceRow, name: str = "发文", **more: Any) -> Preview:
    sheet = SourceSheet(name, rows, more.pop("fields", FIELDS), **more)
    return importing.preview(desk, [sheet], kind=OUTGOING)


def taken(desk: Desk, *rows: SourceRow, **more: Any) -> list[dict[str, Any]]:
    importing.apply(desk, judged(desk, *rows, **more), "登记簿.xlsx", kind=OUTGOING)
    return all_of(desk, "outgoing")


def one(desk: Desk, **fields: object) -> dict[str, Any]:
    (paper,) = taken(desk, row(1, **fields))
    return paper


def all_of(desk: Desk, table: str) -> list[dict[str, Any]]:
    with desk.reading() as reader:
        return [dict(one) for one in reader.rows(f"SELECT * FROM {table} ORDER BY id")]


def whole_store(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    return {table: all_of(desk, table) for table in TABLES}


def add(desk: Desk, table: str, **columns: Any) -> int:
    with desk.writing("test.row") as uow:
        made = uow.add(getattr(tables, table)(**columns))
        assert made.id is not None
        return int(made.id)


class TestNumbers:
    def test_writings_of_one_number_are_one_paper(self, desk: Desk) -> None:
        found = judged(desk, row(1), row(2, number="郴政发 [2016] 第 １ 号"), row(3, number="郴政办发〔2016〕1号"))
        assert [one.status for one in found.rows] == [NEW, DUPLICATE, NEW]
        assert "第 1 行" in found.rows[1].reason

    @pytest.mark.parametrize("state", ["预留", "作废", "已用"])
    def test_a_number_that_the_ledger_holds_is_given(self, desk: Desk, state: str) -> None:
        add(desk, "NumberRow", series="gov_issue", year=2016, serial=1, state=state, reason="某因", at=AT)
        found = judged(desk, row(1), row(2))
        assert [one.status for one in found.rows] == [DUPLICATE, NEW]
        assert found.rows[0].reason == f"重复：文号 郴政发〔2016〕1号 已用于号码台账（{state}）"

    def test_numbering_goes_on_after_the_imported_ones(self, desk: Desk) -> None:
        from govtui.store.numbers import next_serial

        taken(desk, row(41), row(7))
        with desk.reading() as reader:
            assert next_serial(reader, "gov_issue", 2016) == 42

    def test_orders_stand_in_the_one_book_that_never_starts_again(self, desk: Desk) -> None:
        paper = one(desk, number="郴州市人民政府令 第 15 号", signed_on="2019-05-06")
        (ledger,) = all_of(desk, "number_ledger")
        assert (paper["series"], paper["year"], paper["serial"]) == ("order", 0, 15)
        assert (ledger["series"], ledger["year"], ledger["serial"]) == ("order", 0, 15)

    def test_foreign_numbers_are_told_and_stay_out_of_the_ledger(self, desk: Desk) -> None:
        found = judged(desk, row(1, number="市委发〔2016〕3号"), row(2, number="电话"), row(3, number=None))
        assert [one.status for one in found.rows] == [NEW] * 3
        assert any(notice.startswith("2 件的文号不属于本机关") for notice in found.notices)
        importing.apply(desk, found, "登记簿.xlsx", kind=OUTGOING)
        assert all_of(desk, "number_ledger") == []
        assert [(p["number"], p["series"], p["incomplete"]) for p in all_of(desk, "outgoing")] == [
            ("市委发〔2016〕3号", "", 0),
            ("电话", "", 0),
            ("", "", 1),
        ]

    def test_papers_without_a_number_are_the_same_by_title_and_day(self, desk: Desk) -> None:
        same = {"number": None, "title": "关于放假的通知"}
        taken(desk, row(1, **same, issued_on="2016-01-01"))
        found = judged(desk, row(1, **same, issued_on="2016-01-01"), row(2, **same, issued_on="2016-05-01"))
        assert [one.status for one in found.rows] == [DUPLICATE, NEW]

    @pytest.mark.parametrize(
        ("fields", "reason"),
        [({"state": "作废"}, ""), ({"note": "此号作废，重号"}, "重号"), ({"archive_no": "作废：错号"}, "错号")],
    )
    def test_void_ones_are_void_in_register_and_ledger(self, desk: Desk, fields: dict[str, str], reason: str) -> None:
        paper = one(desk, **fields)
        (ledger,) = all_of(desk, "number_ledger")
        assert (paper["state"], paper["void_reason"], paper["archive_no"]) == ("作废", reason, "")
        assert (ledger["state"], ledger["reason"]) == ("作废", reason or "导入的登记簿注明作废")

    def test_a_living_paper_without_a_title_is_refused(self, desk: Desk) -> None:
        assert judged(desk, row(1, title=" ")).rows[0].reason == "没有标题"
        skipped = judged(desk, SourceRow(9, {}, (), "空行"))
        assert skipped.rows[0].status == SKIPPED


class TestDays:
    def test_no_day_stands_in_for_another(self, desk: Desk) -> None:
        names = ("passed_on", "signed_on", "dated_on", "issued_on", "registered_on", "published_on", "archived_on")
        for at, name in enumerate(names, 1):
            paper = taken(desk, row(at, **{name: f"2016-05-{at:02d}"}))[-1]
            assert {n: paper[n] for n in names if paper[n]} == {name: f"2016-05-{at:02d}"}
        assert {paper["publish_open"] for paper in all_of(desk, "outgoing")} == {0}

    @pytest.mark.parametrize(
        ("fields", "days"),
        [
            ({"signed_on": "12.30", "issued_on": "1.4"}, ("2016-12-30", "2017-01-04")),
            ({"signed_on": "3.8", "dated_on": "3.7", "issued_on": "3.9"}, ("2016-03-08", "2016-03-09")),
            ({"signed_on": "２０１６年３月８日", "issued_on": 42438}, ("2016-03-08", "2016-03-09")),
            ({"signed_on": datetime(2016, 3, 8, 15, 20), "issued_on": "20160309"}, ("2016-03-08", "2016-03-09")),
            ({"signed_on": "-", "issued_on": "三月九日"}, (None, "2016-03-09")),
        ],
    )
    def test_years_left_out_come_from_the_number_and_the_days_beside(
        self, desk: Desk, fields: dict[str, object], days: tuple[str | None, str]
    ) -> None:
        paper = one(desk, **fields)
        assert (paper["signed_on"], paper["issued_on"]) == days
        if "dated_on" in fields:
            assert paper["dated_on"] == "2016-03-07"

    def test_passed_at_the_end_of_the_year_before_and_filed_in_the_year_after(self, desk: Desk) -> None:
        paper = one(desk, passed_on="12.28", issued_on="1月5日", archived_on="1.4")
        assert (paper["passed_on"], paper["issued_on"]) == ("2015-12-28", "2016-01-05")
        assert paper["archived_on"] == "2017-01-04"

    def test_a_ditto_mark_repeats_the_same_column(self, desk: Desk) -> None:
        papers = taken(
            desk, row(1, signed_on="2016-3-1", issued_on="2016-3-4"), row(2, signed_on="〃", issued_on="同上")
        )
        assert (papers[1]["signed_on"], papers[1]["issued_on"]) == ("2016-03-01", "2016-03-04")

    def test_a_day_that_is_none_is_refused_by_the_name_of_its_column(self, desk: Desk) -> None:
        found = judged(desk, row(1, signed_on="2016-2-30"), row(2, registered_on="春天"))
        assert [one.reason for one in found.rows] == ["签发日期：2016年2月没有30日", "登记日期：认不出这个日期"]

    def test_a_year_that_nobody_tells_is_said(self, desk: Desk) -> None:
        found = judged(desk, row(1, number=None, issued_on="3.5"))
        assert "看不出年份，按 2026 年计" in found.notices[0]


class TestWords:
    @pytest.mark.parametrize(
        ("word", "stored"),
        [("主动公开", "主动公开"), ("公开", "主动公开"), ("依申请", "依申请公开"), ("不予公开", "不公开"), ("", "")],
    )
    def test_ways_of_publication(self, desk: Desk, word: str, stored: str) -> None:
        assert one(desk, publicity=word)["publicity"] == stored

    def test_words_that_mean_nothing_here_are_kept_as_a_note(self, desk: Desk) -> None:
        paper = one(desk, publicity="看情况", copies="若干", relations="见附件", note="原注")
        assert paper["note"] == "原注；份数：若干；公开方式：看情况；废止/修改关系：见附件"

    def test_a_signer_of_the_address_book_is_linked_with_whom_he_acted_for(self, office: Office) -> None:
        paper = one(office.desk, signer="林向南（代高远山）", drafting_unit="财政局")
        assert (paper["signer"], paper["signer_for"]) == ("林向南", "高远山")
        assert paper["signer_id"] == office.people["林向南"]

    def test_kinds_are_guessed_only_where_the_register_has_no_such_column(self, desk: Desk) -> None:
        assert one(desk)["kind"] == "通知"
        papers = taken(desk, row(2, kind=""), row(3, kind="贺信"), fields=FIELDS | {"kind"})
        assert [paper["kind"] for paper in papers[1:]] == ["", "贺信"]

    @pytest.mark.parametrize(
        "fields", [{"title": "关于某某行动的通知（机密）"}, {"secrecy": "秘密"}, {"note": "机密★20年"}]
    )
    def test_R60_a_classified_row_is_refused_and_its_text_stands_nowhere(
        self, desk: Desk, fields: dict[str, str]
    ) -> None:
        found = judged(desk, row(1, **fields), row(2))
        assert (found.rows[0].status, found.rows[0].cells, found.rows[0].paper) == (REFUSED, (), None)
        importing.apply(desk, found, "登记簿.xlsx", kind=OUTGOING)
        kept = desk.store.path.read_bytes()
        assert all(text.encode() not in kept for text in fields.values())

    def test_a_classified_register_gives_no_row(self, desk: Desk) -> None:
        assert judged(desk, row(1), row(2), name="机密", classified=True).imported == 0
        with pytest.raises(Refusal, match="机要"):
            importing.apply(desk, judged(desk, row(1)), "机密★登记簿.xlsx", kind=OUTGOING)


def repeal(desk: Desk) -> None:
    taken(desk, row(1, number=NEWER, issued_on="2017-03-10", relations=f"废止 {OLD}"))


def old_paper(desk: Desk, **fields: object) -> None:
    taken(desk, row(2, number=OLD, issued_on="2007-05-01", **fields))


class TestRepeals:
    """R73: the old paper says who repealed it, whichever of the two came in first, and from either one's line."""

    @pytest.mark.parametrize("order", [(repeal, old_paper), (old_paper, repeal)])
    def test_R73_in_either_order(self, desk: Desk, order: Any) -> None:
        for act in order:
            act(desk)
        papers = {paper["number"]: paper for paper in all_of(desk, "outgoing")}
        (relation,) = all_of(desk, "paper_relation")
        assert (relation["outgoing_id"], relation["target_id"]) == (papers[NEWER]["id"], papers[OLD]["id"])
        ends = [papers[OLD][name] for name in ("force", "force_on", "force_note")]
        assert ends == ["废止", "2017-03-10", f"2017-03-10 由 {NEWER} 废止"]
        assert papers[NEWER]["force"] == ""
        assert [one.sentence for one in views.detail(desk, papers[OLD]["id"]).relations] == [ends[2]]
        assert [one.sentence for one in views.detail(desk, papers[NEWER]["id"]).relations] == [f"废止 {OLD}"]

    @pytest.mark.parametrize("newer_first", [True, False])
    def test_R73_from_the_old_papers_line_alone(self, desk: Desk, newer_first: bool) -> None:
        lines = [row(1, number=NEWER, issued_on="2017-03-10"), row(2, number=OLD, relations=f"由 {NEWER} 废止")]
        for line in lines if newer_first else reversed(lines):
            taken(desk, line)
        papers = {paper["number"]: paper for paper in all_of(desk, "outgoing")}
        (relation,) = all_of(desk, "paper_relation")
        assert (relation["outgoing_id"], relation["target_id"]) == (papers[NEWER]["id"], papers[OLD]["id"])

    def test_R73_lines_that_tell_it_from_both_sides_make_one_relation(self, desk: Desk) -> None:
        taken(
            desk,
            row(1, number=NEWER, issued_on="2017-03-10", relations=f"废止 {OLD}"),
            row(2, number=OLD, relations=f"2017-03-10 由 {NEWER} 废止"),
        )
        assert len(all_of(desk, "paper_relation")) == 1

    def test_R73_a_paper_that_never_comes_in_keeps_its_number(self, desk: Desk) -> None:
        repeal(desk)
        taken(desk, row(2, relations="2016-01-01 由 市委发〔2016〕1号 修改"))
        (relation,) = all_of(desk, "paper_relation")
        assert (relation["target_id"], relation["target_number"]) == (None, OLD)
        other = all_of(desk, "outgoing")[-1]
        assert (other["force"], other["force_on"]) == ("修改", "2016-01-01")

    def test_R73_a_void_paper_repeals_nothing(self, desk: Desk) -> None:
        old_paper(desk)
        taken(desk, row(1, number=NEWER, relations=f"废止 {OLD}", state="作废"))
        assert all_of(desk, "outgoing")[0]["force"] == ""
        assert all_of(desk, "paper_relation") == []

    def test_R73_a_repeal_counts_more_than_an_amendment(self, desk: Desk) -> None:
        old_paper(desk)
        taken(
            desk,
            row(1, number=NEWER, issued_on="2017-03-10", relations=f"废止 {OLD}"),
            row(3, number="郴政发〔2019〕1号", issued_on="2019-03-10", relations=f"修改 {OLD}"),
        )
        old = all_of(desk, "outgoing")[0]
        assert (old["force"], old["force_on"]) == ("废止", "2017-03-10")

    def test_R73_a_draft_of_this_desk_is_linked_but_has_repealed_nothing(self, desk: Desk) -> None:
        draft = add(desk, "Outgoing", title="关于废止的通知", created_at=AT, created_by="小李")
        add(desk, "PaperRelation", outgoing_id=draft, kind="废止", target_number=OLD)
        old_paper(desk)
        old = all_of(desk, "outgoing")[1]
        assert all_of(desk, "paper_relation")[0]["target_id"] == old["id"]
        assert old["force"] == ""

    def test_undo_puts_the_older_paper_back_in_force(self, desk: Desk) -> None:
        old_paper(desk)
        before = whole_store(desk)
        repeal(desk)
        journal.undo(desk, journal.next_undo(desk).seq)
        after = whole_store(desk)
        assert after["outgoing"][0] | {"version": 1} == before["outgoing"][0] | {"version": 1}
        assert {name: after[name] for name in TABLES[1:]} == {name: before[name] for name in TABLES[1:]}
        with desk.reading() as reader:
            assert chain.verify(reader._connection).first_bad is None


class TestNormativeDocuments:
    LINE = {
        "number": "郴政规〔2021〕3号",
        "issued_on": "2021-04-01",
        "normative": "是",
        "reg_number": "CZCR-2021-00003",
    }

    def test_R21c_unified_numbers_stand_in_their_own_ledger(self, desk: Desk) -> None:
        paper = one(desk, **self.LINE, valid_until="2026-04-01")
        (document,) = all_of(desk, "normative_document")
        assert document["outgoing_id"] == paper["id"]
        assert (document["reg_number"], document["issuer_code"], document["reg_serial"]) == ("CZCR-2021-00003", "00", 3)
        assert (document["state"], document["published_on"]) == ("已公布", "2021-04-01")
        assert (document["valid_until"], document["review_on"]) == ("2026-04-01", "2025-10-01")
        ledger = {(row["series"], row["year"], row["serial"], row["noun"]) for row in all_of(desk, "number_ledger")}
        assert ledger == {("normative", 2021, 3, "outgoing"), ("unified-00", 2021, 3, "normative")}

    def test_R21c_a_unified_number_is_given_once(self, desk: Desk) -> None:
        taken(desk, row(1, **self.LINE))
        again = judged(desk, row(2, **{**self.LINE, "number": "郴政规〔2021〕4号"}))
        assert again.rows[0].reason == "重复：统一登记号 CZCR-2021-00003 已经在册"
        twice = judged(
            desk,
            row(2, number="郴政规〔2021〕5号", issued_on="2021-04-01", reg_number="CZCR-2021-00005"),
            row(3, number="郴政规〔2021〕6号", issued_on="2021-04-01", reg_number="czcr—2021—00005"),
        )
        assert [one.status for one in twice.rows] == [NEW, DUPLICATE]

    def test_R73_the_document_of_a_repealed_paper_has_ended(self, desk: Desk) -> None:
        taken(desk, row(1, **self.LINE))
        taken(desk, row(2, number="郴政规〔2023〕1号", issued_on="2023-05-01", relations="废止 郴政规〔2021〕3号"))
        (document,) = all_of(desk, "normative_document")
        assert (document["state"], document["ended_on"]) == ("已废止", "2023-05-01")

    def test_R21d_a_validity_that_is_blank_stays_blank(self, desk: Desk) -> None:
        one(desk, **self.LINE)
        assert all_of(desk, "normative_document")[0]["valid_until"] is None

    def test_an_internal_rule_is_no_normative_document(self, desk: Desk) -> None:
        assert one(desk, number=NEWER, issued_on="2017-03-10", normative="否")["normative"] == 0
        assert all_of(desk, "normative_document") == []
