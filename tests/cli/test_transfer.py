"""`govtui export` and `govtui import` at the door: paths, JSON, exit codes; nothing of the screen is loaded."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from govtui.cli import main
from govtui.files.report import ImportReport
from govtui.services.desk import Desk
from govtui.store import tables

NOW = "2026-11-23T09:00"


@pytest.fixture
def stocked(desk: Desk, store_path: Path) -> Path:
    """A store with two papers of week 47."""
    at = "2026-11-17T09:00:00+08:00"
    same = {"received_at": at, "sender": "市财政局", "title": "关于某事的通知", "created_at": at, "created_by": "小李"}
    with desk.writing("test.papers") as uow:
        for serial in (1, 2):
            uow.add(tables.Incoming(year=2026, serial=serial, number=f"2026-{serial}", **same))
    return store_path


def run(*words: str, db: Path) -> int:
    return main([*words, "--db", str(db), "--now", NOW])


def answer(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_weekly_prints_the_files_it_wrote(stocked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "weekly", "--week", "2026-W47", db=stocked) == 0
    paths = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [path.name for path in paths] == ["公文办理周报-2026-W47.xlsx", "收文登记簿-2026-W47.xlsx"]
    assert all(path.is_file() and path.parent.name == "2026-W47" for path in paths)


def test_weekly_answers_in_json(stocked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "weekly", "--week", "2026-W47", "--out", str(tmp_path / "出"), "--json", db=stocked) == 0
    told = answer(capsys)
    assert told["rows"] == 2
    assert all(Path(path).is_relative_to(tmp_path / "出") for path in told["files"])


def test_weekly_without_a_week_is_this_week(stocked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "weekly", "--json", db=stocked) == 0
    assert "2026-W48" in answer(capsys)["files"][0]


@pytest.mark.parametrize("week", ["2026-W60", "下周", "2026-W52"])
def test_unknown_or_future_week_is_one_sentence_and_exit_1(
    stocked: Path, capsys: pytest.CaptureFixture[str], week: str
) -> None:
    assert run("export", "weekly", "--week", week, db=stocked) == 1
    out = capsys.readouterr()
    assert out.out == ""
    assert out.err.count("\n") == 1
    assert week in out.err


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ((), 2),
        (("--year", "2025"), 0),
        (("--week", "2026-W47"), 2),
        (("--from", "2026-11-17", "--to", "2026-11-17"), 2),
        (("--from", "2026-11-18"), 0),
        (("--ids", "2026-2"), 1),
        (("--ids", "2026-2,2026-1"), 2),
    ],
)
def test_incoming_selects(stocked: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], rows: int) -> None:
    assert run("export", "incoming", *words, "--json", db=stocked) == 0
    told = answer(capsys)
    assert told["rows"] == rows
    assert load_workbook(told["files"][0]).sheetnames == ["收文登记簿"]


def test_selections_cannot_be_mixed(stocked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "incoming", "--year", "2026", "--ids", "2026-1", db=stocked) == 1
    assert "只能用一种" in capsys.readouterr().err


def test_slips_by_number(stocked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "slip", "--ids", "2026-1", "2026-2", "--json", db=stocked) == 0
    told = answer(capsys)
    assert (told["rows"], Path(told["files"][0]).name) == (2, "文件处理笺-2026-1等2件.docx")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("slip",), "--ids"),
        (("slip", "--ids", "2026-9"), "没有收文号为 2026-9"),
        (("weekly", "--year", "2026"), "不用 --year"),
        (("people", "--from", "2026-01-01"), "不用 --from"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    stocked: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert run("export", *words, db=stocked) == 1
    assert sentence in capsys.readouterr().err


def test_wrong_usage_is_exit_2(stocked: Path) -> None:
    for words in (("export",), ("export", "天气"), ("export", "incoming", "--from", "昨天"), ("import", "incoming")):
        with pytest.raises(SystemExit) as left:
            run(*words, db=stocked)
        assert left.value.code == 2


def test_people(stocked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "people", "--json", db=stocked) == 0
    assert Path(answer(capsys)["files"][0]).name == "通讯录-2026-11-23.xlsx"


def test_export_never_loads_the_screen(stocked: Path) -> None:
    code = (
        "import sys; from govtui.cli import main;"
        f"code = main(['export', 'weekly', '--week', '2026-W47', '--db', {str(stocked)!r}, '--now', '{NOW}']);"
        "loaded = {'textual', 'rich', 'sqlmodel', 'sqlalchemy', 'openpyxl', 'alembic'} & set(sys.modules);"
        "sys.exit(f'{code} {sorted(loaded)}' if code or loaded else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


def test_import_hands_over_what_was_asked_and_reports(
    stocked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[Any] = []

    def importer(desk: Desk, path: Path, dry_run: bool, overrides: dict[str, str], report: Any) -> ImportReport:
        asked.extend((path, dry_run, overrides))
        report(1, 3)
        return ImportReport(3, 1, 1, 1, {"来文单位": "sender"}, Path("退回.xlsx"))

    monkeypatch.setattr("govtui.cli.transfer._importer", lambda what: importer)
    words = ("import", "incoming", "旧.xlsx", "--dry-run", "--map", "来文单位=sender", "--map", "a=b=title")
    assert run(*words, "--json", db=stocked) == 0
    assert asked == [Path("旧.xlsx"), True, {"来文单位": "sender", "a=b": "title"}]
    assert answer(capsys) == {
        "read": 3,
        "imported": 1,
        "rejected": 1,
        "skipped": 1,
        "mapping": {"来文单位": "sender"},
        "reject_file": "退回.xlsx",
    }
    assert run(*words, db=stocked) == 0
    assert "可导入 1 行，退回 1 行" in capsys.readouterr().out


def test_a_map_that_is_no_pair_is_one_sentence(stocked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", "people", "人.xlsx", "--map", "姓名", db=stocked) == 1
    assert "列名=字段" in capsys.readouterr().err
