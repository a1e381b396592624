"""发文稿纸 read back from Word: every fact of the draft, the signer exactly as given, the text under the form."""

from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from govtui.domain.text import clean
from govtui.files.documents.outgoing.draft_sheet import write_draft_sheet
from govtui.services.documents.outgoing.sheets import DraftCosign, DraftSheet
from tests.ui.nasty import NASTY

DAY = date(2026, 11, 22)
SHEET = DraftSheet(
    office="某某市人民政府办公室",
    number="某政发〔2026〕18号",
    series="政发",
    secrecy="内部",
    urgency="加急",
    title="某某市人民政府关于加强防汛工作的通知",
    kind="通知",
    addressees="各县市区人民政府",
    copies_to="市委办公室",
    attachments=("任务清单", "联系表"),
    drafting_unit="市水利局",
    drafter="钱某",
    phone="0000-1234567",
    drafted_on=date(2026, 11, 18),
    checker="王某",
    checked_on=date(2026, 11, 19),
    cosigns=(
        DraftCosign("市财政局", "吴某", "同意", date(2026, 11, 20)),
        DraftCosign("市应急管理局", "郑某", "不同意"),
        DraftCosign("市司法局"),
    ),
    sign_opinion="同意印发。",
    signer="李某（代）",
    signer_title="常务副市长",
    signed_on=DAY,
    rechecker="周某",
    rechecked_on=date(2026, 11, 23),
    copies=120,
    print_copies=150,
    publicity="不公开",
    publicity_reason="涉及内部管理",
    normative_number="XXCR-2026-00001",
    meeting_ref="市人民政府第8次常务会议",
    body="现就有关事项通知如下。\n一、提高认识\n项目\t金额\n堤防\t12",
)
FACTS = (
    *(
        "某某市人民政府办公室发文稿纸",
        "某政发〔2026〕18号",
        "政发　通知",
        "内部",
        "加急",
        "不公开",
        "涉及内部管理",
        SHEET.title,
    ),
    *(
        "各县市区人民政府",
        "市委办公室",
        "1. 任务清单\n2. 联系表",
        "市人民政府第8次常务会议",
        "XXCR-2026-00001",
        "市水利局",
    ),
    *("钱某 2026年11月18日", "王某 2026年11月19日", "周某 2026年11月23日", "0000-1234567", "120份", "150份"),
    *("市财政局：同意 吴某 2026年11月20日", "市应急管理局：不同意 郑某", "市司法局：", "同意印发。", "2026年11月22日"),
)
LABELS = (
    *("签发", "会签", "发文字号", "文种", "密级", "缓急", "公开", "标题", "主送", "抄送", "附件", "会议决定", "登记号"),
    *("拟稿单位", "拟稿", "核稿", "复核", "电话", "份数", "印数", "印刷", "校对"),
)


def written(tmp_path: Path, sheet: DraftSheet) -> Any:
    write_draft_sheet(tmp_path / "a.docx", sheet, "李某", datetime(2026, 11, 23, 9))
    return Document(str(tmp_path / "a.docx"))


def words(document: Any) -> str:
    """Every paragraph of the document, those in cells too."""
    from docx.text.paragraph import Paragraph

    return "\n".join(Paragraph(found, document._body).text for found in document.element.body.iter(qn("w:p")))


def test_a_sheet_holds_every_fact_and_label(tmp_path: Path) -> None:
    text = words(written(tmp_path, SHEET))
    for fact in (*FACTS, *LABELS):
        assert fact in text, fact


def test_R10_the_signer_is_printed_as_given(tmp_path: Path) -> None:
    assert "常务副市长 李某（代）" in words(written(tmp_path, SHEET))


def test_R50e_a_sheet_not_yet_signed_asks_for_the_full_date(tmp_path: Path) -> None:
    text = words(written(tmp_path, replace(SHEET, sign_opinion="", signer="", signer_title="", signed_on=None)))
    assert "年　　月　　日" in text
    assert "年　　月　　日" not in words(written(tmp_path, SHEET))


def test_rows_without_matter_are_left_out(tmp_path: Path) -> None:
    text = words(written(tmp_path, replace(SHEET, normative_number="", meeting_ref="", publicity_reason="")))
    assert not any(label in text for label in ("登记号", "会议决定", "公开说明"))
    assert "印数" in text


def test_the_text_stands_under_the_form_with_its_table(tmp_path: Path) -> None:
    document = written(tmp_path, SHEET)
    form, table = document.tables
    assert [cell.text for cell in table.rows[1].cells] == ["堤防", "12"]
    under = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert under[-3:] == ["现就有关事项通知如下。", "一、提高认识", "表1"]


def test_demonstration_is_marked(tmp_path: Path) -> None:
    assert "（演示数据）" in words(written(tmp_path, replace(SHEET, demonstration=True)))
    assert "演示数据" not in words(written(tmp_path, SHEET))


def test_many_cosigning_units_are_all_printed(tmp_path: Path) -> None:
    many = tuple(DraftCosign(f"第{at}局", "吴某", "同意", DAY) for at in range(40))
    text = words(written(tmp_path, replace(SHEET, cosigns=many)))
    assert all(f"第{at}局：同意 吴某" in text for at in range(40))


@pytest.mark.parametrize("text", [*NASTY, "<w:p>&amp;]]>", "长" * 50_000])
def test_nothing_that_people_type_breaks_the_sheet(tmp_path: Path, text: str) -> None:
    names = [field.name for field in fields(DraftSheet) if field.type is str]
    sheet = replace(DraftSheet(), **dict.fromkeys(names, text), cosigns=(DraftCosign(text, text, text),))
    said = words(written(tmp_path, sheet))
    for line in text.replace("\t", "\n").splitlines():
        assert clean(line)[:20] in said


def test_a_row_that_outgrows_a_page_may_be_split(tmp_path: Path) -> None:
    def split(title: str) -> bool:
        rows = written(tmp_path, replace(SHEET, title=title)).tables[0]._tbl.tr_lst
        return any(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None for row in rows)

    assert split("长" * 2000)
    assert not split("短题")
