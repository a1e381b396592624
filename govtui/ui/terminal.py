"""What the terminal can do, asked before the screen opens: encoding, and how wide it draws box glyphs."""

import codecs
import locale
import os
import re
import select
import sys
import time
from functools import partial
from typing import Any

_REPORT = re.compile(rb"\x1b\[\d+;(\d+)R")


def encoding_problem(encoding: str | None = None) -> str | None:
    """None where the terminal speaks UTF-8; else the sentence that says what to do.

    The keyboard is always read as UTF-8, so under another encoding the first Chinese key would be lost.
    """
    found = encoding or _output_encoding()
    if codecs.lookup(found).name == "utf-8":
        return None
    return (
        f"终端编码是 {found}，本程序需要 UTF-8。请把终端的字符编码改为 UTF-8，并执行 export LANG=zh_CN.UTF-8 后再打开；"
        "如终端已是 UTF-8，可执行 export PYTHONUTF8=1。\n"
        f"The terminal encoding is {found}; UTF-8 is required. Try: export LANG=C.UTF-8  or  export PYTHONUTF8=1"
    )


def _output_encoding() -> str:
    stream: Any = sys.__stdout__
    if sys.flags.utf8_mode:
        return "utf-8"
    return getattr(stream, "encoding", None) or locale.getpreferredencoding(False)


def refuse_unless_utf8() -> int:
    """0 when the terminal is fit; 1 after telling the user (in bytes that any terminal can show) what to change."""
    problem = encoding_problem()
    if problem is None:
        return 0
    sys.stderr.buffer.write((problem + "\n").encode(_output_encoding(), errors="replace"))
    sys.stderr.flush()
    return 1


def tolerate_bad_bytes() -> None:
    """Let a byte that is no UTF-8 (a GBK terminal, line noise) become U+FFFD instead of ending the program."""
    from textual.drivers import linux_driver

    def lenient(name: str) -> Any:
        return partial(codecs.getincrementaldecoder(name), errors="replace")

    vars(linux_driver)["getincrementaldecoder"] = lenient


def ambiguous_is_wide(timeout: float = 0.3) -> bool | None:
    """True where box glyphs take two cells, False where one, None where the terminal does not say.

    Only asked when keyboard and screen are a terminal; call it before the screen opens.
    """
    if not (sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    try:
        column = _column_after("─", sys.stdin.fileno(), sys.stdout.fileno(), timeout)
    except OSError:
        return None
    return None if column is None else column >= 3


def _column_after(glyph: str, keyboard: int, screen: int, timeout: float) -> int | None:
    import termios
    import tty

    before = termios.tcgetattr(keyboard)
    try:
        tty.setraw(keyboard)
        os.write(screen, f"\r{glyph}\x1b[6n".encode())
        answer = _read_report(keyboard, timeout)
        os.write(screen, b"\r\x1b[K")
    finally:
        termios.tcsetattr(keyboard, termios.TCSANOW, before)
    return answer


def _read_report(keyboard: int, timeout: float) -> int | None:
    seen, end = b"", time.monotonic() + timeout
    while (left := end - time.monotonic()) > 0:
        if not select.select([keyboard], [], [], left)[0]:
            return None
        seen += os.read(keyboard, 64)
        if found := _REPORT.search(seen):
            return int(found.group(1))
    return None
