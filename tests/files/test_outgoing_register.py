"""发文登记簿, 用印登记簿 and 分发签收单 read back from the files of a few papers made by hand."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from govtui.domain.refusal import Refusal
from govtui.domain.text import clean
from govtui.files.documents.outgoing import register, seals
from govtui.files.documents.outgoing.exports import export_draft_sheets, export_papers
from govtui.files.documents.outgoing.receipts import export_receipts
from govtui.services.desk import Desk
from tests.files.outgoing_rows import AT, Row, add, headings, issue, put, table
from tests.ui.nasty import NASTY

HEADINGS = (
    "序 发文字号 标题 文种 拟稿单位 核稿 会签 签发人 签发日期 成文日期 印发日期 份数 主送 抄送 密级 公开方式 "
    "不公开理由 规范性 统一登记号 有效期至 废止/修改关系 用印 归档号"
)


def exported(desk: Desk, selection: register.Selection, folder: Path) -> list[Row]:
    return table(register.export_register(desk, selection, folder).files[0])


def numbers(rows: list[Row]) -> list[str]:
    return [row["发文字号"] for row in rows]


def test_register_has_the_columns_of_the_paper_book_in_their_order(desk: Desk, tmp_path: Path) -> None:
    issue(desk, 1)
    file = register.export_register(desk, register.of_year(desk, 2026), tmp_path).files[0]
    assert " ".join(headings(file)) == HEADINGS
    assert load_workbook(file).sheetnames == ["发文登记簿", "文号台账", "公开信息"]


def test_row_holds_real_dates_and_each_in_its_own_column(desk: Desk, tmp_path: Path) -> None:
    issue(
        desk,
        1,
        kind="通知",
        drafting_unit="市财政局",
        checker="王某",
        signer="李某",
        signer_for="张某",
        signed_on="2026-03-05",
        dated_on="2026-03-06",
        issued_on="2026-03-09",
        sealed_on="2026-03-10",
        print_copies=120,
        addressees="各县市区人民政府",
        copies_to="市委办公室",
        publicity="不公开",
        publicity_reason="内部管理",
        archive_no="2026-永久-3",
    )
    row = exported(desk, register.of_year(desk, 2026), tmp_path)[0]
    days = [row[name] for name in ("签发日期", "成文日期", "印发日期", "用印")]
    assert days == [datetime(2026, 3, day) for day in (5, 6, 9, 10)]
    assert (row["序"], row["份数"], row["签发人"]) == (1, 120, "李某（代张某）")
    assert (row["公开方式"], row["不公开理由"], row["规范性"], row["归档号"]) == (
        "不公开",
        "内部管理",
        "否",
        "2026-永久-3",
    )


def test_co_signing_units_stand_in_where_nobody_wrote_them_down(desk: Desk, tmp_path: Path) -> None:
    made = issue(desk, 1)
    issue(desk, 2, cosigners="市委办公室")
    for unit in ("市教育局", "市财政局"):
        add(desk, "CoSign", outgoing_id=made, unit=unit, asked_at=AT)
    rows = exported(desk, register.of_year(desk, 2026), tmp_path)
    assert [row["会签"] for row in rows] == ["市教育局、市财政局", "市委办公室"]


def test_normative_papers_show_unified_number_and_validity(desk: Desk, tmp_path: Path) -> None:
    made = issue(desk, 1, series="normative", normative=True)
    add(desk, "NormativeDocument", outgoing_id=made, reg_number="CZCR-2026-00001", valid_until="2031-04-01",
        created_at=AT, created_by="小李")  # fmt: skip
    row = exported(desk, register.of_year(desk, 2026), tmp_path)[0]
    assert (row["规范性"], row["统一登记号"], row["有效期至"]) == ("是", "CZCR-2026-00001", datetime(2031, 4, 1))


def test_lines_go_by_series_then_number_as_numbers_foreign_ones_last(desk: Desk, tmp_path: Path) -> None:
    put(desk, "市委发〔2026〕3号", year=2026, serial=3, signed_on="2026-03-01")
    for serial, series in ((10, "gov_letter"), (2, "gov_letter"), (100, "gov_issue"), (9, "gov_issue")):
        issue(desk, serial, series=series)
    issue(desk, 7, 0, series="order", signed_on="2026-05-01")
    rows = exported(desk, register.of_year(desk, 2026), tmp_path)
    assert numbers(rows) == [
        *("郴政发〔2026〕9号", "郴政发〔2026〕100号", "郴政函〔2026〕2号", "郴政函〔2026〕10号"),
        *("郴州市人民政府令第7号", "市委发〔2026〕3号"),
    ]
    assert [row["序"] for row in rows] == [1, 2, 3, 4, 5, 6]


def test_orders_stand_in_the_year_they_were_signed_in(desk: Desk) -> None:
    issue(desk, 7, 0, series="order", signed_on="2025-12-31", issued_on="2026-01-02")
    assert [len(register.of_year(desk, year).ids) for year in (2025, 2026)] == [1, 0]


def test_drafts_are_no_lines_of_a_year_but_stand_where_they_are_asked_for(desk: Desk, tmp_path: Path) -> None:
    draft = put(desk, state="拟稿", title="关于草稿的通知")
    second, first = issue(desk, 2), issue(desk, 1)
    assert register.of_year(desk, 2026).ids == (first, second)
    rows = exported(desk, register.of_papers(desk, [second, draft, first]), tmp_path)
    assert [row["标题"] for row in rows][1] == "关于草稿的通知"
    assert numbers(rows) == ["郴政发〔2026〕2号", "", "郴政发〔2026〕1号"]


def test_days_go_by_issue_and_without_it_by_signature(desk: Desk) -> None:
    issued = issue(desk, 1, signed_on="2026-02-27", issued_on="2026-03-02")
    signed = issue(desk, 2, signed_on="2026-03-03", issued_on=None)
    issue(desk, 3, signed_on="2026-03-03", issued_on="2026-04-01")
    assert register.of_days(desk, date(2026, 3, 1), date(2026, 3, 31)).ids == (issued, signed)
    with pytest.raises(Refusal, match="晚于截止日期"):
        register.of_days(desk, date(2026, 3, 2), date(2026, 3, 1))


def test_R73_both_papers_say_what_one_did_to_the_other(desk: Desk, tmp_path: Path) -> None:
    old = issue(desk, 17, 2007)
    new = issue(desk, 1, 2017, issued_on="2017-03-10", signed_on=None)
    add(desk, "PaperRelation", outgoing_id=new, kind="废止", target_id=old, target_number="郴政发〔2007〕17号")
    add(desk, "PaperRelation", outgoing_id=new, kind="修改", target_number="市委发〔2001〕3号")
    rows = exported(desk, register.of_papers(desk, [old, new]), tmp_path)
    assert [row["废止/修改关系"] for row in rows] == [
        "2017-03-10 由 郴政发〔2017〕1号 废止",
        "废止 郴政发〔2007〕17号；修改 市委发〔2001〕3号",
    ]


def test_R73_what_is_not_issued_yet_or_void_has_repealed_nothing(desk: Desk, tmp_path: Path) -> None:
    old = issue(desk, 17, 2007)
    for serial, columns in ((1, {"issued_on": None, "state": "待印制"}), (2, {"state": "作废"})):
        newer = issue(desk, serial, 2017, **columns)
        add(desk, "PaperRelation", outgoing_id=newer, kind="废止", target_id=old, target_number="郴政发〔2007〕17号")
    assert exported(desk, register.of_papers(desk, [old]), tmp_path)[0]["废止/修改关系"] == ""


def test_void_numbers_stay_lines_and_say_why(desk: Desk, tmp_path: Path) -> None:
    issue(desk, 1, state="作废", void_reason="重号")
    issue(desk, 2, seal_note="未用印：电报")
    rows = exported(desk, register.of_year(desk, 2026), tmp_path)
    assert [row["归档号"] for row in rows] == ["作废：重号", ""]
    assert rows[1]["用印"] == "未用印：电报"


def test_ledger_sheet_explains_every_number_of_the_year(desk: Desk, tmp_path: Path) -> None:
    issue(desk, 1)
    issue(desk, 1, series="office_issue")
    add(desk, "NumberRow", series="gov_issue", year=2026, serial=2, state="预留", reason="待签", at=AT)
    file = register.export_register(desk, register.of_year(desk, 2026), tmp_path).files[0]
    rows = [(row["序列"], row["号"], row["状态"], row["原因"]) for row in table(file, "文号台账")]
    assert rows == [("政发", 1, "已用", ""), ("政发", 2, "预留", "待签"), ("政办发", 1, "已用", "")]
    only = register.export_register(desk, register.of_papers(desk, [2]), tmp_path).files[0]
    assert [row["序列"] for row in table(only, "文号台账")] == ["政办发"]


def test_publication_records_stand_beside_the_register(desk: Desk, tmp_path: Path) -> None:
    issue(desk, 1)
    issue(desk, 2, passed_on="2026-03-07", registered_on="2026-03-13", index_number="763261399/2026-1")
    file = register.export_register(desk, register.of_year(desk, 2026), tmp_path).files[0]
    (row,) = table(file, "公开信息")
    assert (row["发文字号"], row["索引号"]) == ("郴政发〔2026〕2号", "763261399/2026-1")
    assert (row["通过日期"], row["登记日期"], row["公开日期"]) == (datetime(2026, 3, 7), datetime(2026, 3, 13), "")


def test_papers_are_named_by_number_in_any_writing_or_by_row(desk: Desk) -> None:
    first = issue(desk, 1, state="作废")
    again = put(desk, "郴政发〔2026〕1号")
    order = issue(desk, 7, 0, series="order")
    found = register.ids_of(desk, ["郴政发[2026]01号", str(first), "郴州市人民政府令第7号"])
    assert found == [again, first, order]
    with pytest.raises(Refusal, match="没有文号为 郴政发〔2026〕9号、甲 的发文"):
        register.ids_of(desk, ["郴政发〔2026〕9号", "甲"])


@pytest.mark.parametrize("text", [clean(text) or "无" for text in NASTY])
def test_hostile_text_is_written_as_text(desk: Desk, tmp_path: Path, text: str) -> None:
    made = issue(desk, 1, title=text, signer=text, addressees=text, publicity_reason=text)
    file = register.export_register(desk, register.of_papers(desk, [made]), tmp_path).files[0]
    row = table(file)[0]
    assert [row[name] for name in ("标题", "签发人", "主送", "不公开理由")] == [text] * 4
    assert all(cell.data_type != "f" for page in load_workbook(file) for line in page.iter_rows() for cell in line)


class TestSeals:
    def test_columns_and_lines_in_the_order_of_use(self, desk: Desk, tmp_path: Path) -> None:
        made = issue(desk, 1)
        for day, paper in (("2026-05-02", made), ("2026-03-01", None), ("2025-12-31", None)):
            add(desk, "SealUse", outgoing_id=paper, used_on=day, unit="市财政局", seal="市政府印章", matter="印发公文",
                paper="某文", copies=3, approver="李某", handler="小赵", keeper="小李")  # fmt: skip
        file = seals.export_seals(desk, seals.of_year(desk, 2026), tmp_path).files[0]
        assert " ".join(headings(file, "用印登记簿")) == "日期 用印单位 印章 事由 文件名 份数 批准人 经办人 监印人"
        rows = table(file, "用印登记簿")
        assert [row["日期"] for row in rows] == [datetime(2026, 3, 1), datetime(2026, 5, 2)]
        assert (rows[0]["份数"], rows[0]["监印人"]) == (3, "小李")
        assert seals.export_seals(desk, seals.of_papers(desk, [made]), tmp_path).rows == 1
        assert seals.export_seals(desk, seals.of_days(desk, date(2025, 1, 1), date(2026, 3, 1)), tmp_path).rows == 2


class TestPrints:
    def test_receipts_leave_room_for_who_has_not_signed(self, desk: Desk, tmp_path: Path) -> None:
        made = issue(desk, 1)
        for unit, copies, signed in (("市财政局", 2, "2026-03-05"), ("市教育局", 1, None)):
            add(desk, "Distribution", outgoing_id=made, unit=unit, copies=copies, way="交换", sent_on="2026-03-04",
                receiver="小钱" if signed else "", received_on=signed)  # fmt: skip
        exported = export_receipts(desk, [made], tmp_path)
        assert exported.files[0].name == "分发签收单-郴政发〔2026〕1号.xlsx"
        name = load_workbook(exported.files[0]).sheetnames[0]
        assert " ".join(headings(exported.files[0], name)) == "序 收文单位 份数 方式 送出 签收人 签收日期"
        rows = table(exported.files[0], name)
        assert [(row["收文单位"], row["签收人"]) for row in rows[:2]] == [("市财政局", "小钱"), ("市教育局", "")]
        assert rows[0]["签收日期"] == datetime(2026, 3, 5)
        assert (rows[2]["收文单位"], rows[2]["份数"]) == ("合计", 3)

    def test_receipts_of_what_was_sent_to_nobody_are_refused(self, desk: Desk, tmp_path: Path) -> None:
        with pytest.raises(Refusal, match="还没有分发"):
            export_receipts(desk, [issue(desk, 1)], tmp_path)
        with pytest.raises(Refusal, match="没有选公文"):
            export_receipts(desk, [], tmp_path)

    def test_papers_and_draft_sheets_each_get_a_file_of_their_own(self, desk: Desk, tmp_path: Path) -> None:
        same = [put(desk, state="拟稿", body="正文。"), put(desk, state="拟稿", body="正文。")]
        papers = export_papers(desk, [*same, issue(desk, 1, body="正文。")], tmp_path)
        assert (papers.rows, len(set(papers.files))) == (3, 3)
        assert all(path.is_file() for path in papers.files)
        assert "郴政发〔2026〕1号" in papers.files[2].name
        sheets = export_draft_sheets(desk, same, tmp_path)
        assert [path.name[:4] for path in sheets.files] == ["发文稿纸"] * 2
        with pytest.raises(Refusal, match="没有选公文"):
            export_papers(desk, [], tmp_path)
