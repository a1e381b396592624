"""Registers of outgoing papers imported from their files: each day in its own field, every number once, no secret."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from govtui.domain.refusal import Refusal
from govtui.files.documents.outgoing.register import export_register, of_papers
from govtui.files.documents.outgoing.register_import import OUTGOING, import_outgoing
from govtui.files.documents.register_import import import_register, preview_register, read_register
from govtui.files.workbooks import Cancelled
from govtui.services import journal
from govtui.services.desk import Desk
from govtui.services.documents.outgoing import views
from tests.files.outgoing_rows import Row, save, stored, table

HEADER = ["序号", "文号", "文件标题", "签发人", "签发日期", "发文日期", "主送单位", "密级", "归卷号", "备注"]
Saved = Callable[..., Path]


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    """Saves sheets as a workbook of the test's folder."""

    def write(
        sheets: dict[str, Sequence[Sequence[object]]],
        name: str = "发文登记簿.xlsx",
        change: Callable[..., None] | None = None,
    ) -> Path:
        return save(tmp_path / name, sheets, change)

    return write


def line(n: int, title: str | None = None, **more: object) -> list[object]:
    values = [n, f"郴政发〔2016〕{n}号", title or f"关于第{n}件事的通知", "李某", f"3.{n}", None, "", "无", "", ""]
    return list((dict(zip(HEADER, values, strict=True)) | more).values())


def cells_of(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return "\n".join(str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row if cell)


def by_number(desk: Desk) -> dict[str, Row]:
    return {row["number"]: row for row in stored(desk)}


class TestOwnHeader:
    """The publication record of the rules themselves: passed, issued and registered on three days, never signed."""

    HEADER = (
        *(
            "索引号",
            "文号",
            "统一登记号",
            "标题",
            "公开方式",
            "信息时效期",
            "通过日期",
            "签署日期",
            "登记日期",
            "发文日期",
        ),
        *("公开责任部门", "废止/修改关系"),
    )
    NEW = (
        *(
            "763261399/2017-819766",
            "郴政发〔2017〕1号",
            None,
            "关于印发《郴州市人民政府工作规则》的通知",
            "主动公开",
            None,
        ),
        *("2017年3月7日", None, datetime(2017, 3, 13), "2017-03-10", "市政府办文秘科", "废止 郴政发〔2007〕17号"),
    )
    OLD = (None, "郴政发[2007]17号", None, "关于印发《郴州市人民政府工作规则》的通知", *[None] * 8)

    @pytest.fixture(params=["new first", "old first"])
    def imported(self, desk: Desk, saved: Saved, request: pytest.FixtureRequest) -> Desk:
        rows = [self.NEW, self.OLD] if request.param == "new first" else [self.OLD, self.NEW]
        report = import_outgoing(desk, saved({"Sheet1": [self.HEADER, *rows]}))
        assert (report.imported, report.rejected) == (2, 0)
        return desk

    def test_four_days_stand_in_their_own_fields_and_blanks_stay_blank(self, imported: Desk) -> None:
        paper = by_number(imported)["郴政发〔2017〕1号"]
        days = {name: paper[name] for name in paper if name.endswith("_on")}
        assert {name: day for name, day in days.items() if day} == {
            "passed_on": "2017-03-07",
            "issued_on": "2017-03-10",
            "registered_on": "2017-03-13",
        }
        assert (paper["index_number"], paper["owner_section"]) == ("763261399/2017-819766", "市政府办文秘科")
        assert (paper["publicity"], paper["validity"], paper["normative"]) == ("主动公开", "", 0)
        assert (paper["state"], paper["publish_open"]) == ("已归档", 0)
        assert stored(imported, "normative_document") == []

    def test_the_old_paper_shows_who_repealed_it(self, imported: Desk, tmp_path: Path) -> None:
        old = by_number(imported)["郴政发〔2007〕17号"]
        words = "2017-03-10 由 郴政发〔2017〕1号 废止"
        assert (old["force"], old["force_on"], old["force_note"]) == ("废止", "2017-03-10", words)
        assert [one.sentence for one in views.detail(imported, old["id"]).relations] == [words]
        file = export_register(imported, of_papers(imported, [old["id"]]), tmp_path).files[0]
        assert table(file)[0]["废止/修改关系"] == words

    def test_exported_again_it_is_equal(self, imported: Desk, fresh: Callable[[], Desk], tmp_path: Path) -> None:
        ids = [row["id"] for row in stored(imported)]
        first = export_register(imported, of_papers(imported, ids), tmp_path / "一").files[0]
        other = fresh()
        assert import_outgoing(other, first).rejected == 0
        second = export_register(other, of_papers(other, [row["id"] for row in stored(other)]), tmp_path / "二").files[
            0
        ]
        assert (table(second), table(second, "公开信息")) == (table(first), table(first, "公开信息"))
        (record,) = table(second, "公开信息")
        assert (record["通过日期"], record["登记日期"]) == (datetime(2017, 3, 7), datetime(2017, 3, 13))


def messy(saved: Saved) -> Path:
    def merge(book: openpyxl.Workbook) -> None:
        book["2016年"].merge_cells("A1:J1")
        book["旧表"].sheet_state = "hidden"

    return saved(
        {
            "2016年": [
                ["青川市人民政府办公室2016年发文登记簿", *[None] * 9],
                ["登记单位：文秘科"],
                HEADER,
                line(1, 签发日期="２０１６年３月１日", 发文日期="3.5"),
                line(2, 签发日期=42432, 文号="郴政发 [2016] 第 ２ 号"),
                line(3, 签发人="李某（代张某）", 签发日期="2016年12月30日", 发文日期="1月4日"),
                [None] * 10,
                ["本页小计", None, None, None, None, None, None, None, None, 3],
                line(2, "关于另一件事的通知"),
                line(4, 密级="机密"),
                line(5, "关于某某会议的通知（秘密）"),
                line(6, 文件标题=None),
                line(7, 文件标题=None, 备注="作废"),
                line(8, 签发日期="2016-2-30"),
                HEADER,
                line(9, 归卷号="作废：重号"),
                line(10, 文号="市委发〔2016〕3号"),
                ["合计", None, None, None, None, None, None, None, None, 9],
            ],
            "政办函2015": [
                ["序", "发文号", "标题", "日期"],
                [1, 15, "关于节前检查的函", "12.30"],
                [2, 16, "关于节后检查的函", "12.31"],
            ],
            "旧表": [["标题"], ["不该读到的标题"]],
        },
        change=merge,
    )


class TestMessyRegister:
    def test_every_row_is_accounted_for(self, desk: Desk, saved: Saved) -> None:
        report = import_outgoing(desk, messy(saved))
        assert (report.read, report.imported, report.rejected, report.skipped) == (21, 8, 5, 8)

    def test_numbers_days_and_signers_are_read(self, desk: Desk, saved: Saved) -> None:
        import_outgoing(desk, messy(saved))
        papers = by_number(desk)
        assert list(papers) == [
            *(f"郴政发〔2016〕{n}号" for n in (1, 2, 3, 7, 9)),
            *("市委发〔2016〕3号", "郴政办函〔2015〕15号", "郴政办函〔2015〕16号"),
        ]
        days = [(row["signed_on"], row["issued_on"]) for row in papers.values()]
        assert days[:3] == [("2016-03-01", "2016-03-05"), ("2016-03-03", None), ("2016-12-30", "2017-01-04")]
        assert days[6:] == [(None, "2015-12-30"), (None, "2015-12-31")]
        signers = papers["郴政发〔2016〕3号"]
        assert (signers["signer"], signers["signer_for"]) == ("李某", "张某")

    def test_numbers_of_the_office_stand_in_the_ledger_as_imported(self, desk: Desk, saved: Saved) -> None:
        import_outgoing(desk, messy(saved))
        ledger = stored(desk, "number_ledger", "series, year, serial")
        assert {row["origin"] for row in ledger} == {"导入"}
        assert [(row["series"], row["year"], row["serial"], row["state"]) for row in ledger] == [
            *((("gov_issue", 2016, n, "已用")) for n in (1, 2, 3)),
            *((("gov_issue", 2016, n, "作废")) for n in (7, 9)),
            *((("office_letter", 2015, n, "已用")) for n in (15, 16)),
        ]
        assert [row["reason"] for row in ledger if row["state"] == "作废"] == ["导入的登记簿注明作废", "重号"]
        assert by_number(desk)["市委发〔2016〕3号"]["series"] == ""

    def test_a_void_number_needs_no_title(self, desk: Desk, saved: Saved) -> None:
        import_outgoing(desk, messy(saved))
        void = by_number(desk)["郴政发〔2016〕7号"]
        assert (void["state"], void["title"], void["open"]) == ("作废", "（空号）", 0)

    def test_rejected_rows_lie_in_a_sheet_with_the_reason_and_nothing_secret(self, desk: Desk, saved: Saved) -> None:
        report = import_outgoing(desk, messy(saved))
        assert report.reject_file is not None
        assert report.reject_file.name == "发文登记簿-未导入.xlsx"
        text = cells_of(report.reject_file)
        for words in (
            "重复：文号 郴政发〔2016〕2号 与“2016年”第 5 行相同",
            "没有标题",
            "2016年2月没有30日",
            "疑似涉密",
        ):
            assert words in text
        for secret in ("机密", "（秘密）", "某某会议", "关于第4件事"):
            assert secret not in text
        kept = desk.store.path.read_bytes()
        for secret in ("某某会议", "关于第4件事", "不该读到的标题"):
            assert secret.encode() not in kept

    def test_importing_twice_imports_nothing_the_second_time(self, desk: Desk, saved: Saved) -> None:
        path = messy(saved)
        import_outgoing(desk, path)
        before = stored(desk)
        again = import_outgoing(desk, path)
        assert (again.imported, again.rejected) == (0, 13)
        assert stored(desk) == before

    def test_a_dry_run_counts_and_writes_nothing(self, desk: Desk, saved: Saved) -> None:
        before = journal.count_acts(desk)
        report = import_outgoing(desk, messy(saved), dry_run=True)
        assert (report.imported, report.reject_file) == (8, None)
        assert (stored(desk), journal.count_acts(desk)) == ([], before)

    def test_undo_is_one_step_and_leaves_nothing(self, desk: Desk, saved: Saved) -> None:
        import_outgoing(desk, messy(saved))
        act = journal.next_undo(desk)
        assert act.sentence == "导入发文登记簿 发文登记簿.xlsx：8 件"
        journal.undo(desk, act.seq)
        for name in ("outgoing", "number_ledger", "outgoing_movement", "paper_relation", "import_run"):
            assert stored(desk, name) == []

    def test_stopping_leaves_nothing(self, desk: Desk, saved: Saved) -> None:
        path = saved({"2016年": [HEADER, *(line(n, 签发日期="2016-3-1") for n in range(1, 600))]})
        for stop_at in range(6):
            calls: list[int] = []

            def report(done: int, _total: int, calls: list[int] = calls, stop_at: int = stop_at) -> bool:
                calls.append(done)
                return len(calls) <= stop_at

            with pytest.raises(Cancelled):
                import_outgoing(desk, path, report=report)
            assert stored(desk) == []

    def test_overrides_have_the_last_word(self, desk: Desk, saved: Saved) -> None:
        path = saved({"2016年": [["甲", "乙", "文号"], ["关于经费的通知", "2016-3-5", "郴政发〔2016〕1号"]]})
        report = import_outgoing(desk, path, overrides={"甲": "title", "B": "签发日期"})
        assert report.mapping == {"甲": "title", "乙": "signed_on", "文号": "number"}
        assert stored(desk)[0]["signed_on"] == "2016-03-05"
        with pytest.raises(Refusal, match="没有“received_at”这个字段"):
            import_outgoing(desk, path, overrides={"甲": "received_at"})

    def test_a_file_that_shows_no_titles_is_one_sentence(self, desk: Desk, saved: Saved) -> None:
        with pytest.raises(Refusal, match="看不出哪一列是标题"):
            import_outgoing(desk, saved({"表": [["甲", "乙"], ["一", "二"]]}))

    def test_a_preview_that_is_overtaken_is_refused(self, desk: Desk, saved: Saved) -> None:
        register = read_register(saved({"2016年": [HEADER, line(1)]}), kind=OUTGOING)
        found = preview_register(desk, register)
        import_outgoing(desk, saved({"2016年": [HEADER, line(2)]}, name="另一本.xlsx"))
        with pytest.raises(Refusal, match="重新预览"):
            import_register(desk, register, found)
