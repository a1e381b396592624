"""退文单 read back from Word: whose paper goes back, why by which article, and nothing that no rule says."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.table import _Cell

from govtui.cli import main
from govtui.domain.refusal import Refusal
from govtui.files.documents.return_slip import export_return_slip, write_return_slips
from govtui.services.desk import Desk
from govtui.services.documents import handling
from govtui.services.documents.returns import return_slip

Put = Callable[..., Any]


def printed(path: Path) -> str:
    document = Document(str(path))
    rows = [row for table in document.tables for row in table._tbl.tr_lst]
    cells = [_Cell(cell, document.tables[0]).text for row in rows for cell in row.tc_lst]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.fixture
def returned(office: Desk, paper: Put) -> int:
    made = int(paper(15, "2026-11-16 09:05", sender_number="财发〔2026〕47号", title="关于增加经费的请示"))
    handling.send_back(office, made, "wrong_kind", "应当用函")
    return made


def test_a_return_slip_holds_every_fact(office: Desk, returned: int, tmp_path: Path) -> None:
    done = export_return_slip(office, [returned], tmp_path)
    assert (done.files[0].name, done.rows) == ("退文单-2026-15.docx", 1)
    text = printed(done.files[0])
    rule = office.book.rule("R46a")
    for fact in (
        *("郴州市人民政府办公室退文单", "来文机关", "市财政局", "财发〔2026〕47号", "关于增加经费的请示", "2026-15"),
        *("2026年11月16日", "文种错误", rule.article_text, rule.says, "应当用函", "小李", "2026年11月23日"),
    ):
        assert fact in text, fact


def test_R46a_the_reason_stands_with_the_article_and_the_rules_own_words(office: Desk, returned: int) -> None:
    made = return_slip(office, returned)
    rule = office.book.rule("R46a")
    assert (made.reason, made.article, made.says) == ("文种错误", rule.article_text, rule.says)


def test_R52_trap_no_time_is_printed_that_no_rule_sets(office: Desk, returned: int, tmp_path: Path) -> None:
    text = printed(export_return_slip(office, [returned], tmp_path).files[0])
    assert "规则未明确" not in text
    assert "日内" not in text
    assert "请按退文理由处理" in text


def test_a_reason_without_remark_is_printed_once(office: Desk, paper: Put, tmp_path: Path) -> None:
    made = paper(1, "2026-11-16 09:00")
    handling.send_back(office, made, "no_contact")
    assert return_slip(office, made).text == ""
    assert printed(export_return_slip(office, [made], tmp_path).files[0]).count("缺联系人和电话") == 1


def test_a_reason_that_the_rules_do_not_know_is_printed_without_article(office: Desk, paper: Put) -> None:
    made = return_slip(office, paper(1, "2026-11-16 09:00", returned="2026-11-17 09:00", return_reason="纸张不合"))
    assert (made.reason, made.article, made.says, made.text) == ("纸张不合", "", "", "")


def test_a_paper_that_was_not_returned_has_no_return_slip(office: Desk, paper: Put, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="没有退文"):
        export_return_slip(office, [paper(1, "2026-11-16 09:00")], tmp_path)
    with pytest.raises(Refusal, match="先标记"):
        export_return_slip(office, [], tmp_path)


def test_several_slips_stand_on_pages_of_their_own(office: Desk, paper: Put, tmp_path: Path) -> None:
    ids = [paper(serial, "2026-11-16 09:00") for serial in (1, 2)]
    for one in ids:
        handling.send_back(office, one, "wrong_form")
    done = export_return_slip(office, ids, tmp_path)
    document = Document(str(done.files[0]))
    assert done.files[0].name == "退文单-2026-1等2件.docx"
    assert [p.paragraph_format.page_break_before for p in document.paragraphs if "退文单" in p.text] == [False, True]


@pytest.mark.parametrize("title", ["=1+1", "<w:p>&amp;", "甲\x1b[31m乙\x00", "长" * 300, "\ud800坏"])
def test_nasty_titles_are_printed(office: Desk, returned: int, tmp_path: Path, title: str) -> None:
    from govtui.domain.text import clean

    write_return_slips(tmp_path / "a.docx", [replace(return_slip(office, returned), title=title)])
    assert clean(title) in printed(tmp_path / "a.docx")


def test_the_verb_writes_the_slip(
    office: Desk, returned: int, store_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["export", "return-slip", "--ids", "2026-15", "--out", str(tmp_path), "--json", "--db", str(store_path)]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rows"] == 1
    assert Path(told["files"][0]).is_file()


def test_the_verb_refuses_without_papers_in_one_sentence(
    office: Desk, store_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "return-slip", "--db", str(store_path)]) == 1
    assert "--ids" in capsys.readouterr().err
