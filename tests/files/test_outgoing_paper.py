"""The printed paper read back from Word, and measured on the pages that LibreOffice makes of it."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from govtui.domain.text import clean
from govtui.files.documents.outgoing.layout import _ORDER, WIDTH
from govtui.files.documents.outgoing.paper import paper_name, write_paper
from govtui.services.documents.outgoing.sheets import OfficialPaper
from tests.ui.nasty import NASTY

DAY = date(2026, 11, 22)
FULL_PAGES = "测" * 3000
NOTICE = OfficialPaper(
    head="某某市人民政府文件",
    number="某政发〔2026〕18号",
    title="某某市人民政府关于印发《某某市市级财政专项资金管理办法》的通知",
    addressees="各县市区人民政府，市政府各部门",
    body="现将办法印发给你们，请认真贯彻执行。",
    attachments=("目录清单", "自评表。"),
    organ="某某市人民政府",
    dated=DAY,
    copies_to="市委办公室，市人大常委会办公室",
    printer="某某市人民政府办公室",
    printed=date(2026, 1, 5),
)
REQUEST = replace(NOTICE, direction="up", signers=("张某", "（李某代）"), remark="联系人：李某，电话：0000-1234567")
LETTER = replace(NOTICE, form="letter", head="某某市人民政府办公室", number="某政办函〔2026〕31号", direction="level")
ORDER = OfficialPaper(
    form="order",
    head="某某市人民政府令",
    number="某某市人民政府令第3号",
    title="某某市电动自行车管理办法",
    body="《某某市电动自行车管理办法》已经通过，现予公布。",
    dated=DAY,
    signature_title="市　长",
    signature_name="（李某代）",
)
MINUTES = replace(NOTICE, form="minutes", head="某某市人民政府专题会议纪要", body="会议议定如下。\n出席：市财政局王某")


def tree(path: Path, part: str = "word/document.xml") -> Any:
    """A part of the file; what older programs read instead of a box is left out, it says the same once more."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read(part))
    for double in root.findall(".//{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"):
        double.getparent().remove(double)
    return root


def text_of(paragraph: Any) -> str:
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    nodes = (node for run in paragraph.findall(qn("w:r")) for node in run)
    return "".join(node.text or "" if node.tag == qn("w:t") else signs.get(node.tag, "") for node in nodes)


def lines(path: Path, part: str = "word/document.xml") -> list[str]:
    return [text_of(paragraph) for paragraph in tree(path, part).iter(qn("w:p"))]


def printed(tmp_path: Path, paper: OfficialPaper) -> str:
    write_paper(tmp_path / "a.docx", paper)
    return "\n".join(lines(tmp_path / "a.docx"))


def headers(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/header")]
    return "\n".join("".join(lines(path, name)) for name in names)


# ── measured on the page ──


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the PDFs, all made by one run of LibreOffice."""
    if not all(map(shutil.which, ("soffice", "pdftotext", "pdfinfo"))):
        pytest.skip("LibreOffice or poppler is not installed")
    folder = tmp_path_factory.mktemp("pages")
    many = "，".join(["市人大常委会办公室"] * 12)
    for name, paper in {
        "plain": OfficialPaper(body=FULL_PAGES),
        "headed": replace(NOTICE, body=FULL_PAGES),
        "short": NOTICE,
        "copies": replace(NOTICE, copies_to=many),
        "letter": LETTER,
        "order": ORDER,
        "long_letter": replace(LETTER, body=FULL_PAGES),
    }.items():
        write_paper(folder / f"{name}.docx", paper)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = sorted(map(str, folder.glob("*.docx")))
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=240)
    return folder


def page_count(folder: Path, name: str) -> int:
    said = subprocess.run(["pdfinfo", folder / f"{name}.pdf"], check=True, capture_output=True, text=True).stdout
    found = re.search(r"Pages:\s+(\d+)", said)
    assert found
    return int(found[1])


def page_lines(folder: Path, name: str, page: int) -> list[str]:
    command = ["pdftotext", "-layout", "-f", str(page), "-l", str(page), folder / f"{name}.pdf", "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [line.replace(" ", "") for line in said.replace("\f", "").split("\n") if line.strip()]


def page_words(folder: Path, name: str, page: int) -> list[tuple[str, float, float, float, float]]:
    """Each word with its left, top, right and bottom edge in points."""
    command = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), folder / f"{name}.pdf", "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', said)
    return [(word, *(float(edge) for edge in edges)) for *edges, word in found]  # type: ignore[misc]


def test_a_page_of_text_has_22_lines_of_28_characters(pages: Path) -> None:
    *first, foot = page_lines(pages, "plain", 1)
    assert [len(line) for line in first] == [26, *[28] * 21]
    assert foot == "—1—"
    *second, foot = page_lines(pages, "headed", 2)
    assert [len(line) for line in second] == [28] * 22
    assert foot == "—2—"


def test_text_stays_inside_the_type_area(pages: Path) -> None:
    left, right, top, bottom = 28 * 2.8346, 184 * 2.8346, 37 * 2.8346, 262 * 2.8346
    for name, page in (("plain", 1), ("plain", 2), ("headed", 1), ("headed", 2)):
        for word, x_min, y_min, x_max, y_max in page_words(pages, name, page):
            if word in ("—", str(page)):
                continue
            middle = (y_min + y_max) / 2
            assert left - 1 <= x_min, (name, word)
            assert x_max <= right + 1, (name, word)
            assert top <= middle <= bottom, (name, word)


def test_the_colophon_stands_at_the_foot_of_the_last_page(pages: Path) -> None:
    for name in ("short", "copies", "headed"):
        last = page_count(pages, name)
        middle = [(top + bottom) / 2 for word, _, top, _, bottom in page_words(pages, name, last) if "日印发" in word]
        assert [255 <= at / 2.8346 <= 262 for at in middle] == [True], name
        text = "".join(page_lines(pages, name, last))
        assert "抄送：" in text


def test_a_colophon_never_covers_the_text(pages: Path) -> None:
    for name in ("short", "copies", "headed"):
        words = page_words(pages, name, page_count(pages, name))
        begin = next(top for word, _, top, _, _ in words if word.startswith("抄送："))
        others = [bottom for word, _, top, _, bottom in words if top < begin and not word.startswith("抄送：")]
        assert all(bottom <= begin + 6 for bottom in others), name


def test_a_short_paper_takes_no_page_more_than_it_needs(pages: Path) -> None:
    assert (page_count(pages, "order"), page_count(pages, "short")) == (1, 2)


def test_the_first_page_shows_text(pages: Path) -> None:
    assert any("请认真贯彻执行。" in line for line in page_lines(pages, "short", 1))


def test_page_numbers_stand_outside_and_a_letter_begins_without_one(pages: Path) -> None:
    def number_at(name: str, page: int) -> float:
        return next(left for word, left, top, *_ in page_words(pages, name, page) if word == "—" and top > 740)

    assert number_at("plain", 1) > 400
    assert number_at("plain", 2) < 150
    assert not any(top > 740 for _, _, top, *_ in page_words(pages, "long_letter", 1))
    assert number_at("long_letter", 2) < 150


def test_the_red_heads_stand_where_the_standard_says(pages: Path) -> None:
    """35 mm under the type area's edge, an order's 20 mm; a letter's 30 mm under the page's edge."""
    for name, due, size in (("short", 72, 47.5), ("order", 57, 53), ("letter", 30, 48)):
        head = min((top, bottom) for word, _, top, _, bottom in page_words(pages, name, 1) if word.startswith("某某市"))
        glyph_top = (sum(head) / 2 - size / 2) / 2.8346
        assert abs(glyph_top - due) < 4, (name, glyph_top)


# ── what stands in the file ──


def test_the_page_is_the_standards(tmp_path: Path) -> None:
    write_paper(tmp_path / "a.docx", NOTICE, "李某", datetime(2026, 11, 23, 9))
    document = Document(str(tmp_path / "a.docx"))
    section = document.sections[0]
    sizes = [section.page_width, section.page_height, section.top_margin, section.left_margin, section.right_margin]
    assert [round(size.mm) for size in sizes if size is not None] == [210, 297, 37, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert round(WIDTH / (16 + int(grid.get(qn("w:charSpace"))) / 4096), 2) == 28.0
    assert int(637.8 * 20 / int(grid.get(qn("w:linePitch")))) == 22
    assert document.settings.odd_and_even_pages_header_footer
    core = document.core_properties
    assert (core.author, core.title) == ("李某", NOTICE.title)
    assert core.created is not None
    assert core.created.replace(tzinfo=None) == datetime(2026, 11, 23, 9)


def test_fonts_are_named_as_the_standard_says_and_have_stand_ins(tmp_path: Path) -> None:
    write_paper(tmp_path / "a.docx", REQUEST)
    fonts = {font.get(qn("w:name")): font for font in tree(tmp_path / "a.docx", "word/fontTable.xml")}
    for name in ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"):
        assert fonts[name].find(qn("w:altName")) is not None, name
    styles = {style.name: style for style in Document(str(tmp_path / "a.docx")).styles}
    used = {
        name: styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("公文正文", "公文标题", "公文一级标题", "公文二级标题", "公文三级标题")
    }
    assert list(used.values()) == ["仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"]


def test_a_notice_holds_every_element(tmp_path: Path) -> None:
    text = printed(tmp_path, replace(NOTICE, copy_no="000012", secrecy="内部", urgency="特急"))
    for element in (
        *("000012", "内部", "特急", "某某市人民政府文件", "某政发〔2026〕18号", "各县市区人民政府，市政府各部门："),
        *(
            "附件：1.\t目录清单",
            "2.\t自评表\n",
            "2026年11月22日",
            "抄送：市委办公室，市人大常委会办公室。",
            "2026年1月5日印发",
        ),
    ):
        assert element in text, element
    assert NOTICE.title in text.replace("\n", "")
    order = [
        text.index(words) for words in ("000012", "内部", "特急", "人民政府文件", "18号", "各县", "附件：", "抄送：")
    ]
    assert order == sorted(order)


def test_one_attachment_bears_no_number(tmp_path: Path) -> None:
    assert "附件：目录清单\n" in printed(tmp_path, replace(NOTICE, attachments=("目录清单",)))


def test_a_number_not_yet_given_leaves_its_place(tmp_path: Path) -> None:
    assert "〔　　〕　号" in printed(tmp_path, replace(NOTICE, number=""))
    assert "第　　号" in printed(tmp_path, replace(ORDER, number=""))


def test_a_day_not_yet_known_leaves_its_place(tmp_path: Path) -> None:
    text = printed(tmp_path, replace(NOTICE, dated=None, printed=None))
    assert "年　月　日" in text
    assert "年　月　日印发" in text


def test_R10_a_paper_that_goes_up_prints_its_signers_and_the_one_who_stands_in(tmp_path: Path) -> None:
    text = printed(tmp_path, REQUEST)
    assert "签发人：\t张某\t（李某代）" in text
    assert "（联系人：李某，电话：0000-1234567）" in text
    assert "签发人" in printed(tmp_path, replace(REQUEST, signers=()))


@pytest.mark.parametrize("direction", ["down", "level"])
def test_R10_trap_no_other_paper_prints_signers(tmp_path: Path, direction: Any) -> None:
    text = printed(tmp_path, replace(REQUEST, direction=direction))
    assert "签发人" not in text
    assert "李某代" not in text


def test_three_signers_stand_in_two_lines_with_the_number_in_the_last(tmp_path: Path) -> None:
    text = printed(tmp_path, replace(REQUEST, signers=("张某", "王某", "赵某")))
    assert "\t\t签发人：\t张某\t王某\n\t某政发〔2026〕18号\t\t赵某" in text


def test_R10_an_order_is_signed_by_name_with_its_stand_in(tmp_path: Path) -> None:
    text = printed(tmp_path, ORDER)
    assert "市　长　　（李某代）" in text
    assert "\n第3号\n" in text
    assert "某某市人民政府令第3号" not in text
    assert "某某市人民政府令\n" in text


def test_a_letter_names_no_printing_organ(tmp_path: Path) -> None:
    text = printed(tmp_path, LETTER)
    assert "印发" not in text.split("抄送：")[1]
    assert text.lstrip().startswith("某某市人民政府办公室\n")
    assert text.count("抄送：") == 1


def test_minutes_bear_organ_and_day_at_their_head_and_no_signature(tmp_path: Path) -> None:
    text = printed(tmp_path, MINUTES)
    assert "\t某某市人民政府\t2026年11月22日\n" in text
    assert text.count("2026年11月22日") == 1
    assert "\n\n出席：市财政局王某" in text


def test_a_draft_is_marked_on_every_page(tmp_path: Path) -> None:
    write_paper(tmp_path / "a.docx", replace(NOTICE, draft=True, demonstration=True))
    assert headers(tmp_path / "a.docx").count("送审稿（演示数据）") == 2
    write_paper(tmp_path / "b.docx", replace(LETTER, demonstration=True))
    assert headers(tmp_path / "b.docx").count("演示数据") == 3
    write_paper(tmp_path / "c.docx", NOTICE)
    assert headers(tmp_path / "c.docx").strip() == ""


def test_a_paper_without_red_head_begins_with_its_text(tmp_path: Path) -> None:
    assert printed(tmp_path, OfficialPaper(number="某政发〔2026〕18号", body="第一行")).startswith("第一行")


def test_the_box_at_the_foot_says_the_same_to_old_programs(tmp_path: Path) -> None:
    write_paper(tmp_path / "a.docx", NOTICE)
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    boxes = ["".join(box.itertext()) for box in root.iter(qn("w:txbxContent"))]
    assert len(boxes) == 2
    assert boxes[0] == boxes[1]
    choice = root.find(".//{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice")
    assert choice.get("Requires") in choice.nsmap


def test_properties_stand_in_the_order_that_word_demands(tmp_path: Path) -> None:
    rank = {qn(f"w:{name}"): at for at, name in enumerate(_ORDER)}
    body = "一、甲\n（一）乙。丙\n表1 名\n甲\t乙\n1\t2\n附件1\n题\n第一章 总则"
    for paper in (replace(REQUEST, body=body, draft=True), LETTER, ORDER, MINUTES):
        write_paper(tmp_path / "a.docx", paper)
        with zipfile.ZipFile(tmp_path / "a.docx") as archive:
            roots = [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")]
        for properties in (found for root in roots for found in root.iter(qn("w:pPr"))):
            if properties.getparent().tag == qn("w:p") or "Gw" in (properties.getparent().get(qn("w:styleId")) or ""):
                places = [rank[child.tag] for child in properties]
                assert places == sorted(places), etree.tostring(properties)


def test_annexes_begin_pages_of_their_own_after_the_signature(tmp_path: Path) -> None:
    text = printed(tmp_path, replace(NOTICE, body="正文。\n附件1\n清单\n内容。"))
    assert text.index("2026年11月22日") < text.index("附件1\n") < text.index("内容。") < text.index("抄送：")
    breaks = list(tree(tmp_path / "a.docx").iter(qn("w:pageBreakBefore")))
    assert len(breaks) == 1


def test_a_table_is_as_wide_as_the_type_area_and_repeats_its_head(tmp_path: Path) -> None:
    body = "序号\t任务\t单位\n" + "1\t建立项目库和绩效评价结果应用机制\t市发展和改革委员会、市审计局\n" * 3
    write_paper(tmp_path / "a.docx", OfficialPaper(body=body))
    table = tree(tmp_path / "a.docx").find(".//" + qn("w:tbl"))
    assert sum(int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))) == round(WIDTH * 20)
    heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.iter(qn("w:tr"))]
    assert heads == [True, False, False, False]


# ── what people type ──


def hostile() -> Iterator[str]:
    yield from NASTY
    yield from (
        "<w:p>&amp;]]>",
        "长" * 3000,
        "甲\t乙\n" * 3,
        "附件1\n附件2\n一、\n（一）",
        "表\n\t\n\t\n",
        "{width}{0}%s",
    )


@pytest.mark.parametrize("form", ["document", "letter", "order", "minutes"])
def test_nothing_that_people_type_breaks_the_file(tmp_path: Path, form: Any) -> None:
    names = [field.name for field in fields(OfficialPaper) if field.type is str]
    assert {"title", "body", "remark"} <= set(names)
    for text in hostile():
        paper = OfficialPaper(form=form, direction="up", **dict.fromkeys(names, text))
        paper = replace(paper, signers=(text,) * 3, attachments=(text,) * 2)
        said = printed(tmp_path, paper)
        Document(str(tmp_path / "a.docx"))
        for part in re.split(r"[\n\t\r]", text):
            assert clean(part)[:20] in said or form == "order", part


def test_fifty_thousand_characters_are_printed(tmp_path: Path) -> None:
    assert printed(tmp_path, replace(NOTICE, body="字" * 50_000)).count("字") == 50_000
    assert printed(tmp_path, replace(NOTICE, title="题" * 50_000)).count("题") == 50_000
    assert printed(tmp_path, replace(NOTICE, copies_to="抄，" * 25_000)).count("抄，") == 24_999


def test_a_paper_is_named_after_its_number_and_title() -> None:
    assert paper_name(ORDER) == "某某市人民政府令第3号-某某市电动自行车管理办法"
    assert paper_name(replace(ORDER, number="", draft=True)).startswith("送审稿-")
    assert paper_name(OfficialPaper()) == "公文"
    assert len((paper_name(replace(ORDER, title="长/" * 300)) + ".docx").encode()) <= 255
    assert "/" not in paper_name(replace(ORDER, title="长/" * 300))
