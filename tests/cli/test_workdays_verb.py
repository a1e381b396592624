"""`govtui calendar` answers with and without a store, in words and in JSON."""

import argparse
import json
import os
from datetime import date
from pathlib import Path

import pytest

from govtui.cli import calendar
from govtui.domain.refusal import Refusal

NOTICE = "某办关于2027年国庆节放假的通知\n10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。\n"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No default store in reach."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("GOVTUI_DB", raising=False)


def run(*arguments: str) -> int:
    """The verb alone, without the other verbs beside it."""
    common = argparse.ArgumentParser(add_help=False)
    for name in ("--db", "--now"):
        common.add_argument(name, default=argparse.SUPPRESS)
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser = argparse.ArgumentParser()
    calendar.add(parser.add_subparsers(), common)
    options = parser.parse_args(["calendar", *arguments, "--now", "2026-11-23T09:00"])
    code: int = options.run(options)
    return code


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert run(*arguments, "--json") == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(
    ("arguments", "due", "provisional"),
    [
        (("2026-09-30", "3"), "2026-10-10", False),
        (("2026-02-12", "3"), "2026-02-24", False),
        (("2026-12-29", "3"), "2027-01-04", True),
        (("2026-01-31", "1", "--unit", "month"), "2026-02-28", False),
        (("2026-09-26", "5", "--unit", "day"), "2026-10-08", False),
        (("2026-09-30T17:30", "24", "--unit", "hour"), "2026-10-01T17:30+08:00", False),
    ],
)
def test_due(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], due: str, provisional: bool) -> None:
    found = answer(capsys, "due", *arguments)
    assert (found["due"], found["provisional"]) == (due, provisional)


def test_due_lists_the_days_skipped(capsys: pytest.CaptureFixture[str]) -> None:
    skipped = answer(capsys, "due", "2026-09-30", "3")["skipped"]
    assert skipped == [[f"2026-10-0{day}", "国庆节"] for day in range(1, 8)]
    run("due", "2026-12-29", "3")
    assert "2027-01-04 周一 暂定" in capsys.readouterr().out


def test_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "day", "2026-10-10") == {
        "date": "2026-10-10",
        "kind": "makeup",
        "name": "国庆节",
        "source": "published",
    }
    assert answer(capsys, "day", "明天")["date"] == "2026-11-24"
    assert answer(capsys, "day", "2027-02-08")["source"] == "provisional"
    run("day", "2026-10-01")
    assert capsys.readouterr().out == "2026-10-01 周四：国庆节放假（已公布）\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("day", "2026-02-30"),
        ("day", "某天"),
        ("day", "3000-01-01"),
        ("due", "2026-09-30", "99999999"),
        ("due", "2026-09-30T25:00", "3", "--unit", "hour"),
        ("notice", "没有这个文件.txt"),
        ("notice", "."),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(arguments: tuple[str, ...]) -> None:
    with pytest.raises(Refusal) as refused:
        run(*arguments)
    assert refused.value.sentence.count("。") == 1
    assert refused.value.sentence.endswith("。")


def test_a_notice_is_read_without_a_store_in_any_encoding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        file = tmp_path / "通知.txt"
        file.write_text(NOTICE, encoding=encoding)
        found = answer(capsys, "notice", str(file))
        assert found["year"] == 2027
        assert found["problems"] == []
        days = found["days"]
        assert isinstance(days, list)
        assert len(days) == 8
        assert days[0] == {"date": "2027-10-01", "off": True, "name": "国庆节"}
        assert days[7] == {"date": "2027-10-09", "off": False, "name": "国庆节"}


def test_the_year_may_stand_in_the_file_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "2031-补充.txt"
    file.write_text("10月1日至7日放假。", encoding="utf-8")
    assert answer(capsys, "notice", str(file))["year"] == 2031


def test_a_notice_with_problems_is_shown_and_never_applied(
    tmp_path: Path, store_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "通知.txt"
    file.write_text(NOTICE.replace("共7天", "共8天"), encoding="utf-8")
    assert answer(capsys, "notice", str(file))["problems"]
    with pytest.raises(Refusal, match="没有采用"):
        run("notice", str(file), "--apply", "--json", "--db", str(store_path))
    assert json.loads(capsys.readouterr().out)["problems"]


def test_an_applied_notice_changes_the_answers_of_that_store(
    tmp_path: Path, store_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "通知.txt"
    file.write_text(NOTICE, encoding="utf-8")
    assert run("notice", str(file), "--apply", "--db", str(store_path)) == 0
    assert "已写入日历" in capsys.readouterr().out
    found = answer(capsys, "day", "2027-10-09", "--db", str(store_path))
    assert (found["kind"], found["source"]) == ("makeup", "corrected")
    assert answer(capsys, "day", "2027-10-09")["kind"] == "rest"
    with pytest.raises(Refusal, match="已经采用过"):
        run("notice", str(file), "--apply", "--db", str(store_path))


def test_applying_without_a_store_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "通知.txt"
    file.write_text(NOTICE, encoding="utf-8")
    with pytest.raises(Refusal, match="govtui init"):
        run("notice", str(file), "--apply")
    assert not os.listdir("."), date.today()


def test_years_cover_published_and_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("years") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("2004 已公布")
    assert any(line.startswith("2027 暂定") for line in lines)
