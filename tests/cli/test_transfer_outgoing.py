"""`govtui export` and `govtui import` of papers that leave: registers, prints and ledgers at the door."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from govtui.cli import main
from govtui.services.desk import Desk
from tests.files.outgoing_rows import add, issue, put, save, table

NOW = "2026-11-23T09:00"


@pytest.fixture
def stocked(desk: Desk, store_path: Path) -> Path:
    """A store with two numbered papers of March 2026, one draft, one seal line and one unit served."""
    first = issue(desk, 1, body="正文。", signed_on="2026-03-01", issued_on="2026-03-02")
    issue(desk, 2, signed_on="2026-03-08", issued_on="2026-03-09")
    put(desk, state="拟稿", body="正文。")
    add(desk, "SealUse", outgoing_id=first, used_on="2026-03-02", unit="市财政局", paper="某文")
    add(desk, "Distribution", outgoing_id=first, unit="市财政局", sent_on="2026-03-03")
    return store_path


def run(*words: str, db: Path) -> int:
    return main([*words, "--db", str(db), "--now", NOW])


def told(capsys: pytest.CaptureFixture[str], *words: str, db: Path) -> Any:
    """The JSON answer of a run that must succeed."""
    assert run(*words, "--json", db=db) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ((), 2),
        (("--year", "2025"), 0),
        (("--week", "2026-W10"), 1),
        (("--from", "2026-03-03"), 1),
        (("--from", "2026-03-01", "--to", "2026-03-09"), 2),
        (("--ids", "郴政发[2026]02号,1"), 2),
        (("--ids", "3"), 1),
    ],
)
def test_the_register_selects(
    stocked: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], rows: int
) -> None:
    answer = told(capsys, "export", "outgoing", *words, db=stocked)
    assert answer["rows"] == rows
    assert load_workbook(answer["files"][0]).sheetnames[:2] == ["发文登记簿", "文号台账"]


@pytest.mark.parametrize(
    ("words", "name", "rows"),
    [
        (("seals",), "用印登记簿-2026.xlsx", 1),
        (("seals", "--from", "2026-04-01"), "用印登记簿-2026-04-01至2026-11-23.xlsx", 0),
        (("ledger",), "文号台账-2026.xlsx", 2),
        (("ledger", "--year", "2025"), "文号台账-2025.xlsx", 0),
        (("receipts", "--ids", "郴政发〔2026〕1号"), "分发签收单-郴政发〔2026〕1号.xlsx", 1),
        (("draft-sheet", "--ids", "1", "2"), "发文稿纸-郴政发〔2026〕1号.docx", 2),
    ],
)
def test_what_else_leaves(
    stocked: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], name: str, rows: int
) -> None:
    answer = told(capsys, "export", *words, db=stocked)
    assert (Path(answer["files"][0]).name, answer["rows"]) == (name, rows)


def test_papers_and_catalogue(stocked: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (paper,) = told(capsys, "export", "paper", "--ids", "1", "--out", str(tmp_path / "出"), db=stocked)["files"]
    assert Path(paper).is_file()
    assert Path(paper).parent == tmp_path / "出"
    assert "规范性文件目录" in told(capsys, "export", "normative", db=stocked)["files"][0]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("paper",), "govtui export paper --ids"),
        (("receipts", "--year", "2026"), "不用 --year"),
        (("receipts", "--ids", "2"), "还没有分发"),
        (("ledger", "--from", "2026-01-01"), "不用 --from"),
        (("outgoing", "--ids", "郴政发〔2026〕9号"), "没有文号为 郴政发〔2026〕9号 的发文"),
        (("outgoing", "--ids", "1", "--year", "2026"), "只能用一种"),
        (("outgoing", "--year", "0"), "没有 0 年"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    stocked: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert run("export", *words, db=stocked) == 1
    out = capsys.readouterr()
    assert (out.out, out.err.count("\n")) == ("", 1)
    assert sentence in out.err


def test_an_old_register_comes_in_and_leaves_again(
    store_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = ["文号", "甲", "签发日期", "废止情况"]
    rows = [
        ["郴政发〔2016〕1号", "关于某事的通知", "2016-3-1", "废止 郴政发〔2015〕2号"],
        ["郴政发〔2016〕2号", None, None, None],
    ]
    old = save(tmp_path / "旧.xlsx", {"发文": [header, *rows]})
    asked = ("import", "outgoing", str(old), "--map", "甲=title")
    looked = told(capsys, *asked, "--dry-run", db=store_path)
    assert (looked["imported"], looked["rejected"], looked["reject_file"]) == (1, 1, None)
    done = told(capsys, *asked, db=store_path)
    assert (done["read"], done["imported"], done["rejected"], done["skipped"]) == (3, 1, 1, 1)
    assert done["mapping"] == {"文号": "number", "甲": "title", "签发日期": "signed_on", "废止情况": "relations"}
    assert Path(done["reject_file"]).is_file()
    file = told(capsys, "export", "outgoing", "--year", "2016", db=store_path)["files"][0]
    assert [row["废止/修改关系"] for row in table(Path(file))] == ["废止 郴政发〔2015〕2号"]


def test_the_help_names_everything_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    for verb, words in (
        ("export", ("发文登记簿", "分发签收单", "用印登记簿")),
        ("import", ("发文的字段", "signed_on")),
    ):
        with pytest.raises(SystemExit):
            main([verb, "--help"])
        shown = capsys.readouterr().out.replace("\n", "").replace(" ", "")
        assert all(word in shown for word in words)
