"""`govtui demo` and `govtui` on the command line: what is made, kept, removed, refused."""

import io
import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from govtui.cli import main
from govtui.cli.opening import NO_STORE, NO_TERMINAL
from govtui.domain.refusal import Refusal

NOW = ("--now", "2026-11-23T09:30")


def test_keep_builds_once_and_uses_it_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["demo", "--size", "small", "--keep", str(tmp_path / "d"), "--no-open", "--json", *NOW]
    assert main(command) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["papers"] == 600
    before = Path(made["db"]).stat().st_mtime_ns
    assert main(command) == 0
    assert json.loads(capsys.readouterr().out) == made
    assert Path(made["db"]).stat().st_mtime_ns == before


def test_keep_refuses_a_folder_with_something_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "收文.xlsx").write_text("x")
    assert main(["demo", "--keep", str(tmp_path), "--no-open"]) == 1
    assert "空文件夹" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["收文.xlsx"]
    assert main(["demo", "--keep", str(tmp_path / "收文.xlsx"), "--no-open"]) == 1
    assert "是一个文件" in capsys.readouterr().err


def test_keep_refuses_a_real_store(store_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = store_path.read_bytes()
    assert main(["demo", "--keep", str(store_path.parent), "--no-open"]) == 1
    assert "不是演示数据" in capsys.readouterr().err
    assert store_path.read_bytes() == content


def test_without_a_terminal_one_sentence_and_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    for command in ([], ["demo"]):
        assert main(command) == 1
        assert capsys.readouterr().err.strip() == NO_TERMINAL


def test_no_open_needs_a_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--no-open"]) == 1
    assert "--keep" in capsys.readouterr().err


def test_without_a_store_says_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from argparse import Namespace

    from govtui.cli import opening

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GOVTUI_DB", raising=False)
    monkeypatch.setattr(opening, "must_be_terminal", lambda: None)
    monkeypatch.setattr("builtins.input", _no_more_input)
    with pytest.raises(Refusal) as refused:
        opening.open_screen(Namespace())
    assert refused.value.sentence == NO_STORE
    assert list(tmp_path.iterdir()) == []


def _no_more_input(_question: str) -> str:
    raise EOFError


def test_the_first_run_asks_two_questions_and_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from argparse import Namespace

    from govtui.cli import opening

    answers, opened = iter(["青川市人民政府办公室", ""]), []
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GOVTUI_DB", raising=False)
    monkeypatch.setattr(opening, "must_be_terminal", lambda: None)
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    monkeypatch.setattr(opening, "open_desk_screen", lambda desk: opened.append(desk.office) or 0)
    assert opening.open_screen(Namespace()) == 0
    assert opened == ["青川市人民政府办公室"]
    assert (tmp_path / "data" / "govtui.db").exists()


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_hang_up_while_building_leaves_nothing_behind(name: str, tmp_path: Path) -> None:
    keyboard, screen = pty.openpty()
    environment = {**os.environ, "TMPDIR": str(tmp_path), "TERM": "xterm"}
    command = [sys.executable, "-m", "govtui", "demo", "--size", "normal", *NOW]
    process = subprocess.Popen(command, stdin=screen, stdout=screen, stderr=screen, env=environment)
    seen, end = b"", time.monotonic() + 60
    while "件".encode() not in seen and time.monotonic() < end:
        if select.select([keyboard], [], [], 1)[0]:
            seen += os.read(keyboard, 4096)
    assert [path.name[:12] for path in tmp_path.iterdir()] == ["govtui-demo-"]
    process.send_signal(getattr(signal, name))
    assert process.wait(30) == 128 + getattr(signal, name)
    assert list(tmp_path.iterdir()) == []
    os.close(keyboard)
    os.close(screen)
