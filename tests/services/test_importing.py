"""Taking an old register in: verdicts, states, numbers, one batch, undo that leaves nothing."""

from collections.abc import Callable
from datetime import datetime

import pytest

from govtui.domain.refusal import Refusal, Stale
from govtui.services import journal
from govtui.services.desk import Desk
from govtui.services.documents import circulation, handling, importing, listing, registering, views
from govtui.services.documents.importing import DUPLICATE, NEW, REFUSED, SKIPPED, Preview, SourceRow, SourceSheet
from govtui.services.documents.rows import NewIncoming
from govtui.services.finding import find
from govtui.store import chain, numbers
from tests.offices import Office, small_office

ALL_FIELDS = frozenset({"number", "received_at", "sender", "sender_number", "title", "closed_at", "due_at", "holder"})
TABLES = ("incoming", "number_ledger", "movement", "handling", "route", "route_step", "import_run", "search_entry")


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


def row(line: int, **fields: object) -> SourceRow:
    whole = {"received_at": "2026-11-20", "sender": "市财政局", "title": f"关于第{line}件事的报告"} | fields
    return SourceRow(line, {k: v for k, v in whole.items() if v is not None}, tuple(whole.values()))


def sheet(*rows: SourceRow, name: str = "2026年", **more: object) -> SourceSheet:
    return SourceSheet(name, rows, more.pop("fields", ALL_FIELDS), **more)  # type: ignore[arg-type]


def judged(office: Office, *rows: SourceRow, **more: object) -> Preview:
    return importing.preview(office.desk, [sheet(*rows, **more)])


def taken(office: Office, *rows: SourceRow, **more: object) -> list[dict[str, object]]:
    importing.apply(office.desk, judged(office, *rows, **more), "登记簿.xlsx")
    with office.desk.reading() as reader:
        return [dict(one) for one in reader.rows("SELECT * FROM incoming ORDER BY id")]


def one(office: Office, **fields: object) -> dict[str, object]:
    papers = taken(office, row(1, **fields))
    assert len(papers) == 1
    return papers[0]


def whole_store(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    with desk.reading() as reader:
        return {table: [tuple(r) for r in reader.rows(f"SELECT * FROM {table} ORDER BY id")] for table in TABLES}


class TestNumbers:
    def test_papers_keep_their_own_number_and_year(self, office: Office) -> None:
        papers = taken(office, row(1, number="2025-0123", received_at="2025-3-5"), row(2, number="SW7"))
        assert [(p["year"], p["serial"], p["number"]) for p in papers] == [(2025, 123, "2025-123"), (2026, 7, "2026-7")]
        assert "原收文号：SW7" in str(papers[1]["note"])

    def test_without_a_number_they_get_the_next_ones_of_their_year(self, office: Office) -> None:
        papers = taken(office, row(1), row(2, number=5), row(3), row(4, received_at="2025-01-02"))
        assert [p["number"] for p in papers] == ["2026-6", "2026-5", "2026-7", "2025-1"]

    def test_numbers_go_into_the_ledger_as_imported_and_registering_goes_on_after_them(self, office: Office) -> None:
        taken(office, row(1, number=40))
        with office.desk.reading() as reader:
            assert reader.value("SELECT origin FROM number_ledger") == numbers.IMPORTED
        new = registering.register(office.desk, NewIncoming(sender="市教育局", title="关于经费的请示"))
        assert new.number == "2026-41"

    def test_the_sheets_year_comes_before_the_days_year(self, office: Office) -> None:
        papers = taken(office, row(1, number=900, received_at="2026-01-04"), name="2025年", year=2025)
        assert papers[0]["number"] == "2025-900"

    def test_a_number_that_another_paper_has_is_no_new_paper(self, office: Office) -> None:
        first = registering.register(office.desk, NewIncoming(sender="市教育局", title="关于校舍的请示"))
        found = judged(office, row(1, number=first.number))
        assert (found.rows[0].status, found.rows[0].reason) == (
            DUPLICATE,
            f"重复：收文号 {first.number} 已用于《关于校舍的请示》",
        )

    def test_a_serial_column_that_starts_again_counts_lines_only(self, office: Office) -> None:
        rows = [row(n, number=(n - 1) % 5 + 1) for n in range(1, 16)]
        found = judged(office, *rows, counter=True)
        assert found.imported == 15
        assert any("序号" in notice for notice in found.notices)
        assert judged(office, *rows).imported == 5

    def test_a_serial_column_without_a_clash_gives_the_numbers(self, office: Office) -> None:
        papers = taken(office, *(row(n, number=n) for n in range(1, 6)), counter=True)
        assert [p["serial"] for p in papers] == [1, 2, 3, 4, 5]


class TestVerdicts:
    def test_every_row_has_a_verdict(self, office: Office) -> None:
        blank = SourceRow(9, {}, (), "空行")
        found = judged(office, row(1), row(2, title=""), row(1), blank)
        assert [one.status for one in found.rows] == [NEW, REFUSED, DUPLICATE, SKIPPED]
        assert found.read == found.imported + found.rejected + found.skipped == 4

    def test_the_same_senders_number_is_the_same_paper_however_it_is_written(self, office: Office) -> None:
        found = judged(
            office,
            row(1, sender_number="青财〔2026〕15号"),
            row(2, sender_number="青财[2026]15号"),
            row(3, sender="市教育局", sender_number="青财〔2026〕15号"),
        )
        assert [one.status for one in found.rows] == [NEW, DUPLICATE, NEW]
        assert "第 1 行" in found.rows[1].reason

    def test_numbers_like_phone_call_do_not_make_papers_the_same(self, office: Office) -> None:
        found = judged(
            office, row(1, sender_number="电话通知"), row(2, sender_number="电话通知"), row(3, sender_number="无")
        )
        assert found.imported == 3

    def test_a_paper_of_the_register_is_found_again_by_its_senders_number(self, office: Office) -> None:
        registering.register(
            office.desk, NewIncoming(sender="市财政局", title="关于经费的请示", sender_number="青财〔2026〕15号")
        )
        found = judged(
            office,
            row(1, sender="财政局", sender_number="青财 [2026] 15 号"),
            row(2, sender="市财政局", sender_number="青财〔2026〕15号"),
        )
        assert found.rows[1].status == DUPLICATE
        assert "2026-1" in found.rows[1].reason

    def test_an_unknown_sender_stays_as_text_and_a_missing_one_waits_for_completion(self, office: Office) -> None:
        papers = taken(office, row(1, sender="省某某厅"), row(2, sender=None))
        assert (papers[0]["sender"], papers[0]["sender_id"], papers[0]["incomplete"]) == ("省某某厅", None, 0)
        assert (papers[1]["sender"], papers[1]["incomplete"]) == ("", 1)
        assert listing.PaperList(office.desk, "incomplete").count() == 1

    def test_a_known_sender_is_linked_with_the_section_that_serves_it(self, office: Office) -> None:
        paper = one(office)
        assert paper["sender_id"] == office.units["市财政局"]
        assert paper["section_id"] == office.units["文秘科"]

    @pytest.mark.parametrize(
        ("fields", "reason"),
        [
            ({"title": "  "}, "没有标题"),
            ({"received_at": "2026-2-30"}, "收文日期：2026年2月没有30日"),
            ({"number": "12-15"}, "收文号看不出顺序号"),
            ({"closed_at": "2026-13-1"}, "办结日期：没有这个月份"),
            ({"secrecy": "甲级"}, "密级只能填"),
        ],
    )
    def test_what_cannot_be_read_is_refused_with_the_reason(
        self, office: Office, fields: dict[str, object], reason: str
    ) -> None:
        found = judged(office, row(1, **fields))
        assert found.rows[0].status == REFUSED
        assert reason in found.rows[0].reason

    @pytest.mark.parametrize(
        "fields",
        [{"title": "关于某某行动的通知（机密）"}, {"secrecy": "秘密"}, {"note": "机密★20年"}, {"sender": "绝 密"}],
    )
    def test_a_classified_row_is_refused_and_its_text_stands_nowhere(
        self, office: Office, fields: dict[str, object]
    ) -> None:
        found = judged(office, row(1, **fields), row(2))
        assert found.rows[0].status == REFUSED
        assert "机要登记簿" in found.rows[0].reason
        assert found.rows[0].cells == ()
        assert found.rows[0].paper is None
        importing.apply(office.desk, found, "登记簿.xlsx")
        kept = office.desk.store.path.read_bytes()
        for text in fields.values():
            assert str(text).encode() not in kept

    def test_a_classified_register_gives_no_row(self, office: Office) -> None:
        found = judged(office, row(1), row(2), name="机密", classified=True)
        assert found.imported == 0
        assert {one.sheet for one in found.rows} == {"（名称不显示）"}
        with pytest.raises(Refusal, match="机要"):
            importing.apply(office.desk, judged(office, row(1)), "机密★登记簿.xlsx")


class TestDays:
    @pytest.mark.parametrize(
        ("cell", "day"),
        [
            ("2026年3月5日", "2026-03-05"),
            ("2026.3.5", "2026-03-05"),
            ("3.15", "2026-03-15"),
            ("３月５日", "2026-03-05"),
            (46086, "2026-03-05"),
            (datetime(2026, 3, 5, 14, 30), "2026-03-05"),
            ("20260305", "2026-03-05"),
        ],
    )
    def test_days_in_every_habit(self, office: Office, cell: object, day: str) -> None:
        assert str(one(office, received_at=cell, closed_at="已办结")["received_at"])[:10] == day

    def test_a_missing_day_is_the_row_befores_and_waits_for_completion(self, office: Office) -> None:
        papers = taken(office, row(1, received_at="2026-11-02"), row(2, received_at=None), row(3, received_at="〃"))
        assert [str(p["received_at"])[:10] for p in papers] == ["2026-11-02"] * 3
        assert [p["incomplete"] for p in papers] == [0, 1, 0]

    def test_without_any_year_this_one_is_assumed_and_said(self, office: Office) -> None:
        found = judged(office, row(1, received_at="3.15"), name="Sheet1")
        assert any("按 2026 年计" in notice for notice in found.notices)
        assert not judged(office, row(1, received_at="3.15"), name="x", year=2026).notices[1:]

    def test_without_any_day_or_year_the_paper_comes_in_today_and_never_twice(
        self, office: Office, desk_at: Callable[..., Desk]
    ) -> None:
        rows = [row(1, received_at=None), row(2, received_at=None)]
        papers = taken(office, *rows, name="Sheet1")
        assert [(str(p["received_at"])[:10], p["incomplete"]) for p in papers] == [("2026-11-23", 1)] * 2
        later = desk_at(datetime(2026, 12, 9, 9, 0))
        assert importing.preview(later, [sheet(*rows, name="Sheet1")]).imported == 0

    def test_a_closing_day_without_a_year_lies_after_the_receipt(self, office: Office) -> None:
        paper = one(office, received_at="2025-12-20", closed_at="1.5")
        assert str(paper["closed_at"])[:10] == "2026-01-05"


class TestStanding:
    def test_a_closing_day_closes(self, office: Office) -> None:
        paper = one(office, closed_at="2026-11-21")
        assert (paper["state"], paper["open"], str(paper["closed_at"])[:10]) == ("已办结", 0, "2026-11-21")

    def test_words_close_without_a_day_and_say_so(self, office: Office) -> None:
        paper = one(office, closed_at="√")
        assert (paper["state"], paper["closed_at"]) == ("已办结", paper["received_at"])
        assert "导入：无办结日期" in str(paper["note"])

    @pytest.mark.parametrize("where", ["沈清河", "沈清河副市长", "沈市长", "副市长 沈清河"])
    def test_a_leaders_name_puts_the_paper_with_the_leader(self, office: Office, where: str) -> None:
        paper = one(office, holder=where)
        assert (paper["state"], paper["holder"], paper["holder_id"]) == ("在领导处", "沈清河", office.people["沈清河"])
        assert paper["held_since"] == paper["received_at"]

    def test_a_paper_with_a_leader_can_be_taken_back_and_handed_on(self, office: Office) -> None:
        paper = one(office, holder="沈清河")
        circulation.take_back(office.desk, [int(str(paper["id"]))])
        circulation.hand_over(office.desk, [int(str(paper["id"]))], to=office.people["高远山"])
        assert views.one_row(office.desk, int(str(paper["id"]))).where == "高远山"

    def test_several_leaders_are_no_place(self, office: Office) -> None:
        paper = one(office, holder="高远山、沈清河")
        assert paper["state"] == "待拟办"
        assert paper["holder"] == "高远山、沈清河"

    def test_handling_units_hold_it_and_can_answer(self, office: Office) -> None:
        paper = one(office, lead_unit="市教育局、市林业局")
        assert (paper["state"], paper["holder"], paper["lead_unit_id"]) == (
            "在承办",
            "市教育局",
            office.units["市教育局"],
        )
        lines = views.detail(office.desk, int(str(paper["id"]))).handlings
        assert [(line.unit, line.lead) for line in lines] == [("市教育局", True), ("市林业局", False)]
        handling.answer(office.desk, lines[0].id, "已办")

    def test_back_in_the_office_it_waits_to_be_handed_on(self, office: Office) -> None:
        paper = one(office, lead_unit="市教育局", holder="文秘科")
        assert (paper["state"], paper["holder"]) == ("待送", "文秘科")

    def test_without_any_sign_it_waits_for_a_proposal_and_gets_the_rules_deadline(self, office: Office) -> None:
        paper = one(office)
        assert (paper["state"], paper["open"]) == ("待拟办", 1)
        assert paper["due_basis"]

    def test_a_given_due_day_stands_and_words_become_a_note(self, office: Office) -> None:
        papers = taken(office, row(1, due_at="2026-12-1"), row(2, due_at="尽快"))
        assert str(papers[0]["due_at"])[:10] == "2026-12-01"
        assert papers[0]["due_basis"] == ""
        assert "办结时限：尽快" in str(papers[1]["note"])
        assert papers[1]["due_basis"]

    def test_closed_papers_get_no_reckoned_deadline(self, office: Office) -> None:
        assert str(one(office, closed_at="2026-11-21")["due_at"]).startswith("9999")

    @pytest.mark.parametrize(
        ("where", "state"), [("作废", "作废"), ("已退文", "已退文"), ("已办结", "已办结"), ("归档", "已办结")]
    )
    def test_endings_that_the_place_tells(self, office: Office, where: str, state: str) -> None:
        paper = one(office, holder=where, number=3)
        assert (paper["state"], paper["open"]) == (state, 0)
        with office.desk.reading() as reader:
            assert (reader.value("SELECT state FROM number_ledger") == "作废") == (state == "作废")

    def test_old_papers_without_a_closing_day_light_no_lamps(self, office: Office) -> None:
        papers = taken(
            office,
            row(1, received_at="2024-3-5"),
            row(2, received_at="2024-3-5", holder="沈清河"),
            row(3, received_at="2024-3-5", due_at="2024-4-1"),
            row(4, received_at="2024-3-5", holder="市教育局"),
        )
        assert [p["open"] for p in papers] == [0, 1, 1, 0]

    def test_where_the_register_has_no_closing_column_a_due_day_opens_nothing(self, office: Office) -> None:
        fields = frozenset({"title", "sender", "received_at", "due_at"})
        papers = taken(office, row(1, received_at="2024-3-5", due_at="2024-4-1"), fields=fields)
        assert papers[0]["open"] == 0

    def test_the_preview_says_what_it_takes_for_closed(self, office: Office) -> None:
        found = judged(office, row(1, received_at="2024-3-5"), row(2, received_at="2024-3-6"))
        assert any("2 件没有办结日期" in notice for notice in found.notices)


class TestValues:
    def test_words_of_the_register_become_ours(self, office: Office) -> None:
        paper = one(
            office,
            title="关于商请支持道路建设的函",
            doc_class="阅件",
            urgency="特急件",
            copies="３份",
            secrecy="内部资料",
            channel="机要交换",
            sender_number="青财 [2026] 15号",
        )
        assert (paper["kind"], paper["doc_class"], paper["urgency"], paper["copies"]) == ("函", "阅知", "特急", 3)
        assert paper["secrecy"] == "内部"
        assert (paper["sender_number"], paper["sender_number_raw"]) == ("青财〔2026〕15号", "青财 [2026] 15号")
        assert "来文方式：机要交换" in str(paper["note"])

    def test_an_instruction_and_a_proposal_are_kept(self, office: Office) -> None:
        paper = one(office, instruction="请市财政局阅处", proposal="拟请阅示")
        told = views.detail(office.desk, int(str(paper["id"])))
        assert ("批示", "请市财政局阅处") in [(move.kind, move.sentence) for move in told.movements]
        assert (paper["proposal"], paper["state"]) == ("拟请阅示", "待送")

    def test_markup_and_control_bytes_are_only_text(self, office: Office) -> None:
        paper = one(office, title="通知[/b]\x1b[31m\n[@click=app.quit]", sender="=cmd()")
        assert "\x1b" not in str(paper["title"])
        assert "[/b]" in str(paper["title"])
        assert paper["sender"] == "=cmd()"


class TestOneBatch:
    def many(self) -> list[SourceRow]:
        holders = ["沈清河", "", "市教育局", "作废"]
        return [
            row(n, number=n if n % 3 else None, holder=holders[n % 4], lead_unit="市林业局" if n % 5 == 0 else "")
            for n in range(1, 60)
        ]

    def test_the_journal_has_one_batch_with_the_sentence(self, office: Office) -> None:
        before = journal.count_acts(office.desk)
        run = importing.apply(office.desk, judged(office, *self.many()), "登记簿.xlsx")
        assert journal.count_acts(office.desk) == before + 1
        assert journal.acts(office.desk, 0, 1)[0].sentence == run.sentence == "导入收文登记簿 登记簿.xlsx：59 件"

    def test_undo_takes_everything_back_as_it_was(self, office: Office) -> None:
        registering.register(office.desk, NewIncoming(sender="市教育局", title="关于校舍的请示"))
        before = whole_store(office.desk)
        importing.apply(office.desk, judged(office, *self.many()), "登记簿.xlsx")
        assert find(office.desk, "第31件")
        journal.undo(office.desk, journal.next_undo(office.desk).seq)
        assert whole_store(office.desk) == before
        assert not find(office.desk, "第31件")
        with office.desk.reading() as reader:
            assert chain.verify(reader._connection).first_bad is None

    def test_after_undo_the_same_register_comes_in_again_as_before(self, office: Office) -> None:
        def numbered(papers: list[dict[str, object]]) -> list[object]:
            return [paper["number"] for paper in papers]

        first = numbered(taken(office, *self.many()))
        journal.undo(office.desk, journal.next_undo(office.desk).seq)
        assert numbered(taken(office, *self.many())) == first

    def test_the_second_time_nothing_is_new(self, office: Office) -> None:
        taken(office, *self.many())
        again = judged(office, *self.many())
        assert (again.imported, again.rejected) == (0, 59)
        before = journal.count_acts(office.desk)
        assert importing.apply(office.desk, again, "登记簿.xlsx").id is None
        assert journal.count_acts(office.desk) == before

    def test_work_done_on_an_imported_paper_stands_in_the_way_of_undo(self, office: Office) -> None:
        papers = taken(office, row(1))
        circulation.hand_over(office.desk, [int(str(papers[0]["id"]))], to=office.people["高远山"])
        with pytest.raises(Refusal, match="后面还有操作"):
            journal.undo(office.desk, journal.next_undo(office.desk).seq - 1)

    def test_a_paper_registered_after_the_preview_stops_the_import(
        self, office: Office, desk_at: Callable[..., Desk]
    ) -> None:
        found = judged(office, row(1))
        registering.register(desk_at(name="小王"), NewIncoming(sender="市财政局", title="关于第1件事的报告"))
        with pytest.raises(Stale, match="重新预览"):
            importing.apply(office.desk, found, "登记簿.xlsx")
        assert judged(office, row(1, received_at="2026-11-23")).imported == 0

    @pytest.mark.parametrize("stop_at", [0, 1])
    def test_cancelling_leaves_nothing(self, office: Office, stop_at: int) -> None:
        rows = [row(n) for n in range(1, 700)]
        found, calls = judged(office, *rows), []
        before = whole_store(office.desk)

        def report(done: int, total: int) -> bool:
            calls.append((done, total))
            return len(calls) <= stop_at

        with pytest.raises(importing.Stopped):
            importing.apply(office.desk, found, "登记簿.xlsx", report)
        assert whole_store(office.desk) == before
        with pytest.raises(importing.Stopped):
            importing.preview(office.desk, [sheet(*rows)], lambda _done, _total: False)
