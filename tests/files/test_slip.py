"""文件处理笺 read back from Word: every fact of the paper, boxes in the order of the route, the standard's page."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from govtui.domain.refusal import Refusal
from govtui.files.documents.slip import export_slips, write_slip, write_slips
from govtui.services.desk import Desk
from govtui.services.documents.slips import Opinion, Slip, slip

Put = Callable[..., Any]
AT = "2026-11-16T10:00:00+08:00"
FACTS = (
    "郴州市人民政府办公室文件处理笺",
    "2026-15",
    "2026年11月16日 09:05",
    "市财政局",
    "财发〔2026〕47号",
    "无",
    "加急",
    "2份／13页",
    "批办　请示",
    "2026年11月25日 17:30",
    "关于第15件事的通知",
    "请分管领导阅批。",
    "文秘科 李某 2026年11月16日",
    "拟同意，请赵市长阅示。",
    "王某 2026年11月17日",
    "（外出至 11-25 周三，跳过）",
    "市水利局（牵头）：已落实",
    "档-1",
)
LABELS = (
    *("收文号", "收文时间", "来文单位", "来文字号", "密级", "紧急程度", "份数／页", "办结时限", "标题"),
    *("拟办意见", "秘书长、副秘书长意见", "领导批示", "承办结果", "归档号", "阅知人", "送", "退", "圈阅／意见"),
)


def step(ordinal: int, person: str, title: str, role: str, **more: Any) -> dict[str, Any]:
    return {"ordinal": ordinal, "person": person, "title": title, "role": role, **more}


@pytest.fixture
def decided(office: Desk, paper: Put, belonging: Put) -> int:
    """A 批办 paper: read first for information, then decided by a deputy secretary-general and a vice mayor."""
    marks = {"doc_class": "批办", "kind": "请示", "urgency": "加急", "copies": 2, "pages": 13, "archive_no": "档-1"}
    texts = {"proposal": "请分管领导阅批。", "sender_number": "财发〔2026〕47号"}
    made = int(paper(15, "2026-11-16 09:05", due="2026-11-25 17:30", **marks, **texts))
    belonging("Movement", incoming_id=made, at=AT, kind="拟办", sentence="拟送", by="李某")
    belonging("Route", id=1, incoming_id=made, doc_class="阅知", made_at=AT, active=False)
    belonging("Route", id=2, incoming_id=made, doc_class="批办", made_at=AT)
    read = step(1, "周某", "市长", "mayor", state="已退", sent_at=AT, back_at=AT, mark="圈阅", meaning="已阅知")
    unread = step(2, "吴某", "副市长", "vice_mayor", state="待送")
    deputy = step(1, "王某", "副秘书长", "deputy_secretary_general", state="已退", sent_at=AT, back_at=AT, mark="批示",
                  meaning="批示", opinion="拟同意，请赵市长阅示。", opinion_on="2026-11-17")  # fmt: skip
    away = step(2, "钱某", "秘书长", "secretary_general", state="跳过", note="外出至 11-25 周三，跳过")
    vice = step(3, "赵某", "副市长", "vice_mayor", state="待送")
    for route, steps in ((1, (read, unread)), (2, (deputy, away, vice))):
        for columns in steps:
            belonging("RouteStep", route_id=route, incoming_id=made, **columns)
    belonging("Handling", incoming_id=made, unit="市水利局", lead=True, assigned_at=AT, replied_at=AT, result="已落实",
              answer_number="水函〔2026〕9号")  # fmt: skip
    return made


def words(path: Path) -> list[str]:
    """The text of every cell, merged ones once."""
    found = []
    for table in Document(str(path)).tables:
        for row in table._tbl.tr_lst:
            for cell in row.tc_lst:
                found.append(
                    "\n".join("".join(run.text or "" for run in p.iter(qn("w:t"), qn("w:br"))) for p in cell.p_lst)
                )
    return found


def printed(path: Path) -> str:
    return "\n".join(words(path)) + "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def test_slip_splits_opinions_by_office_in_the_order_of_the_route(office: Desk, decided: int) -> None:
    made = slip(office, decided)
    assert made.secretaries == (
        Opinion("王某", "副秘书长", "拟同意，请赵市长阅示。", "批示", date(2026, 11, 17)),
        Opinion("钱某", "秘书长", note="外出至 11-25 周三，跳过", skipped=True),
    )
    assert made.leaders == (Opinion("赵某", "副市长"),)


def test_R50f_marks_of_an_older_route_keep_their_meaning_and_unread_steps_of_it_are_gone(
    office: Desk, decided: int
) -> None:
    assert [(reading.name, reading.mark) for reading in slip(office, decided).readings] == [("周某", "已阅知")]


def test_an_instruction_on_a_paper_for_reading_stands_among_the_leaders(
    office: Desk, paper: Put, belonging: Put
) -> None:
    made = paper(1, "2026-11-16 09:00")
    belonging("Route", id=1, incoming_id=made, doc_class="阅知", made_at=AT)
    marked = step(
        1, "周某", "市长", "mayor", state="已退", sent_at=AT, back_at=AT, mark="批示", opinion="请财政局阅处。"
    )
    belonging("RouteStep", route_id=1, incoming_id=made, **marked)
    found = slip(office, made)
    assert [opinion.text for opinion in found.leaders] == ["请财政局阅处。"]
    assert [reading.mark for reading in found.readings] == ["请财政局阅处。"]


def test_printed_slip_holds_every_fact(office: Desk, decided: int, tmp_path: Path) -> None:
    write_slip(tmp_path / "a.docx", slip(office, decided))
    text = printed(tmp_path / "a.docx")
    for fact in FACTS:
        assert fact in text, fact


def test_R50e_an_empty_box_asks_for_the_full_date(office: Desk, decided: int, tmp_path: Path) -> None:
    write_slip(tmp_path / "a.docx", slip(office, decided))
    cells = words(tmp_path / "a.docx")
    assert (
        cells[next(at for at, cell in enumerate(cells) if "赵某" in cell and "副市长" in cell) + 1] == "年　　月　　日"
    )


def test_head_stands_above_opinions_above_leaders_above_the_grid(office: Desk, decided: int, tmp_path: Path) -> None:
    write_slip(tmp_path / "a.docx", slip(office, decided))
    cells = words(tmp_path / "a.docx")
    places = [cells.index(label) for label in LABELS]
    assert places == sorted(places)


def test_page_is_the_standards_type_area(office: Desk, decided: int, tmp_path: Path) -> None:
    write_slip(tmp_path / "a.docx", slip(office, decided))
    section = Document(str(tmp_path / "a.docx")).sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 156
    assert round(section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm) == 225


def test_chinese_fonts_are_named_with_stand_ins(office: Desk, decided: int, tmp_path: Path) -> None:
    write_slip(tmp_path / "a.docx", slip(office, decided))
    with zipfile.ZipFile(tmp_path / "a.docx") as parts:
        body, fonts = parts.read("word/document.xml").decode(), parts.read("word/fontTable.xml").decode()
    for font in ("方正小标宋简体", "仿宋_GB2312", "黑体"):
        assert f'w:eastAsia="{font}"' in body
        assert f'<w:font w:name="{font}"><w:altName' in fonts


@pytest.mark.parametrize(
    "title",
    [
        "通知[/b]",
        "[@click=app.quit]退",
        "=1+1",
        "<w:p>&amp;",
        "一\n二",
        "甲\x1b[31m乙\x00",
        "😀" * 30,
        "\ud800坏",
        "长" * 200,
    ],
)
def test_nasty_titles_are_printed_and_the_box_keeps_its_width(
    office: Desk, decided: int, tmp_path: Path, title: str
) -> None:
    from govtui.domain.text import clean

    write_slip(tmp_path / "a.docx", replace(slip(office, decided), title=title))
    document = Document(str(tmp_path / "a.docx"))
    assert clean(title, multiline=True).replace("\n", "") in printed(tmp_path / "a.docx").replace("\n", "")
    layout = document.tables[0]._tbl.tblPr
    assert layout.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
    widths = [int(column.get(qn("w:w"))) for column in document.tables[0]._tbl.tblGrid]
    assert round(sum(widths) / 1440 * 25.4) == 156


def test_several_papers_stand_on_pages_of_their_own(office: Desk, paper: Put, tmp_path: Path) -> None:
    ids = [paper(serial, "2026-11-16 09:00") for serial in (1, 2, 3)]
    made = export_slips(office, ids, tmp_path)
    document = Document(str(made.files[0]))
    assert (made.files[0].name, made.rows) == ("文件处理笺-2026-1等3件.docx", 3)
    breaks = [
        paragraph.paragraph_format.page_break_before for paragraph in document.paragraphs if "处理笺" in paragraph.text
    ]
    assert breaks == [False, True, True]
    assert len(document.tables) == 3


def test_a_blank_slip_has_every_box_to_write_in(office: Desk, paper: Put, tmp_path: Path) -> None:
    write_slip(tmp_path / "a.docx", slip(office, paper(1, "2026-11-16 09:00")))
    cells = words(tmp_path / "a.docx")
    assert {"拟办意见", "秘书长、副秘书长意见", "领导批示", "承办结果"} <= set(cells)
    assert cells.count("年　　月　　日") == 4


def test_a_returned_paper_and_a_demonstration_say_so(office: Desk, paper: Put, tmp_path: Path) -> None:
    made = paper(1, "2026-11-16 09:00", returned="2026-11-16 10:00", return_reason="附件不全")
    write_slip(tmp_path / "a.docx", replace(slip(office, made), demonstration=True))
    assert "此件已退文：附件不全　（演示数据）" in printed(tmp_path / "a.docx")


def test_a_paper_that_is_gone_and_no_paper_are_refused(office: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="已不存在"):
        slip(office, 999)
    with pytest.raises(Refusal, match="没有选公文"):
        write_slips(tmp_path / "a.docx", [])


def test_a_failed_save_leaves_the_old_slip(
    office: Desk, decided: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: Slip = slip(office, decided)
    write_slip(tmp_path / "a.docx", made)
    before = (tmp_path / "a.docx").read_bytes()

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("docx.document.Document.save", full)
    with pytest.raises(Refusal, match="磁盘空间不足"):
        write_slip(tmp_path / "a.docx", made)
    assert (tmp_path / "a.docx").read_bytes() == before
    assert [path.name for path in tmp_path.glob("*.docx")] == ["a.docx"]
