"""What only a real terminal shows: the caret for input methods, encodings, hang-ups, and what is left behind."""

import json
import os
import signal
import subprocess

import pytest

from tests.pty.terminal import Terminal

FIELD_X = 12
"""Column of the first cell inside the first field of the bench form."""


@pytest.fixture
def bench(tmp_path):
    with Terminal("bench.py", str(tmp_path)) as terminal:
        terminal.wait_for("标题")
        terminal.wait_for("退出")
        yield terminal


def field_row(terminal):
    return next(y for y, line in enumerate(terminal.text.split("\n")) if "标题" in line)


def test_the_cursor_stands_at_the_caret_at_the_end_of_the_text(bench):
    assert bench.caret == (FIELD_X, field_row(bench))
    bench.type("关于召开")
    assert bench.caret == (FIELD_X + 8, field_row(bench))


def test_the_cursor_stands_at_the_caret_inside_the_text(bench):
    bench.type("关于召开")
    bench.type("\x1b[D")
    assert bench.caret == (FIELD_X + 6, field_row(bench))


def test_the_cursor_follows_the_field_when_the_layout_shifts(bench):
    bench.type("关于")
    before = field_row(bench)
    bench.type("\x1b[15~")
    bench.wait_for("多出一行")
    assert field_row(bench) == before + 2
    assert bench.caret == (FIELD_X + 4, before + 2)


@pytest.mark.parametrize("how", ["typed", "set"])
def test_the_cursor_stands_right_behind_the_text_in_a_scrolled_field(bench, how):
    bench.type("通知" * 60 if how == "typed" else "\x1b[17~")
    bench.type("\x1b[F")
    x, y = bench.caret
    row = bench.screen.buffer[y]
    assert y == field_row(bench)
    assert row[x - 2].data in "通知"
    assert row[x].data.strip() == ""


def test_the_cursor_stands_in_the_next_field_after_enter(bench):
    bench.type("关于\r")
    x, y = bench.caret
    assert (x, y) == (FIELD_X, field_row(bench) + 2)


def test_bytes_of_a_gbk_terminal_do_not_end_the_program_and_it_says_so(bench):
    bench.type("关于")
    bench.type("收文".encode("gbk"))
    bench.wait_for("终端编码不是")
    bench.type("\r")
    bench.type("甲")
    assert "关于" in bench.text
    assert bench.status is None


@pytest.mark.parametrize("how", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_to_end_keeps_what_was_typed_and_restores_the_terminal(bench, tmp_path, how):
    bench.type("关于召开")
    bench.wait_for("关于召开")
    assert bench.end(how) == 0
    assert json.loads((tmp_path / "incoming").read_text(encoding="utf-8"))["title"] == "关于召开"
    assert b"\x1b[?1049l" in bench.raw
    assert b"Traceback" not in bench.raw


def test_a_closed_terminal_keeps_what_was_typed_and_the_next_start_brings_it_back(tmp_path):
    first = Terminal("bench.py", str(tmp_path))
    first.wait_for("标题")
    first.wait_for("退出")
    first.type("关于召开")
    os.close(first.fd)
    for _ in range(200):
        done, _status = os.waitpid(first.pid, os.WNOHANG)
        if done:
            break
        subprocess.run(["sleep", "0.05"], check=True)
    assert done
    with Terminal("bench.py", str(tmp_path)) as again:
        again.wait_for("关于召开")
        assert "已带出" in again.text


def test_a_kill_leaves_a_draft_not_older_than_a_moment(bench, tmp_path):
    bench.type("关于召开")
    bench.read(1.5)
    bench.end(signal.SIGKILL)
    assert json.loads((tmp_path / "incoming").read_text(encoding="utf-8"))["title"] == "关于召开"


def test_an_error_leaves_one_sentence_and_no_traceback_on_the_terminal(bench, tmp_path):
    bench.type("\x1b[18~")
    assert bench.wait() == 1
    (file,) = (tmp_path / "incidents").iterdir()
    left = bench.raw.split(b"\x1b[?1049l")[-1].decode()
    assert file.stem in left.replace("\r\n", "")
    assert "Traceback" not in left


def test_leaving_with_an_empty_form_ends_with_zero(bench):
    bench.type("\x1b[21~")
    assert bench.wait() == 0


@pytest.mark.parametrize(("reply", "wide"), [(b"\x1b[5;3R", "True"), (b"\x1b[5;2R", "False"), (None, "None")])
def test_the_probe_learns_how_wide_the_terminal_draws_box_glyphs(tmp_path, reply, wide):
    answer = {b"\x1b[6n": reply} if reply else {}
    with Terminal("bench.py", str(tmp_path), answer=answer) as terminal:
        terminal.wait_for("标题")
        assert (tmp_path / "wide").read_text(encoding="utf-8") == wide
        assert "[5;" not in terminal.text


@pytest.mark.parametrize("settings", [{"PYTHONIOENCODING": "gb18030"}, {"PYTHONIOENCODING": "latin-1"}])
def test_a_terminal_of_another_encoding_is_refused_with_a_sentence(tmp_path, settings):
    with Terminal("bench.py", str(tmp_path), **settings) as terminal:
        assert terminal.wait() == 1
        said = terminal.raw.decode("gb18030", errors="replace")
        assert "UTF-8 is required" in said
        assert "Traceback" not in said
        if settings["PYTHONIOENCODING"] == "gb18030":
            assert "请把终端的字符编码改为 UTF-8" in said.replace("\r\n", "")


def test_no_control_byte_of_a_pasted_text_reaches_the_terminal(bench):
    mark = b"\x1b]0;PWNED\x07"
    bench.type(b"\x1b[200~" + "甲".encode() + mark + "乙\n丙".encode() + b"\x1b[201~")
    assert b"PWNED\x07" not in bench.raw
    assert "乙 丙" in bench.text
