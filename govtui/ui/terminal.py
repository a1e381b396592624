"""What the terminal can do, asked before the screen opens: encoding, and how wide it draws box glyphs."""

import codecs
import locale
import os
import re
import select
import sys
import time
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


class KeyboardDecoder:
    """Decodes what the keyboard sends, so that nothing in it can end the program or take it over.

    A byte that is no UTF-8 (a GBK terminal, line noise) becomes U+FFFD. Inside a bracketed paste every control
    character but line breaks and tabs becomes U+FFFD too: Textual would take ESC for the start of a key, and
    scramble the rest of the paste.
    """

    BEGIN, END = "\x1b[200~", "\x1b[201~"
    _CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

    def __init__(self, name: str = "utf-8") -> None:
        self._decoder = codecs.getincrementaldecoder(name)(errors="replace")
        self._pasting = False
        self._kept = self._tail = ""

    def decode(self, data: bytes, final: bool = False) -> str:
        """The text of the bytes so far; the beginning of a paste's end mark is kept for the next call."""
        text, self._kept = self._kept + self._decoder.decode(data, final), ""
        out = []
        while text:
            piece, text = self._pasted(text, final) if self._pasting else self._typed(text)
            out.append(piece)
        return "".join(out)

    def _typed(self, text: str) -> tuple[str, str]:
        # A begin mark may come in two pieces; the first is handed on all the same, for it may be the Esc key.
        seen = self._tail + text
        at = seen.find(self.BEGIN)
        self._pasting = at >= 0
        end = at + len(self.BEGIN) - len(self._tail) if self._pasting else len(text)
        self._tail = "" if self._pasting else seen[-len(self.BEGIN) + 1 :]
        return text[:end], text[end:]

    def _pasted(self, text: str, final: bool) -> tuple[str, str]:
        inside, mark, after = text.partition(self.END)
        if not mark and not final:
            size = next((n for n in range(len(self.END) - 1, 0, -1) if inside.endswith(self.END[:n])), 0)
            inside, self._kept = inside[: len(inside) - size], inside[len(inside) - size :]
        self._pasting = not mark
        return self._CONTROL.sub("\ufffd", inside) + mark, after


def tolerate_bad_bytes() -> None:
    """Let Textual read the keyboard through `KeyboardDecoder`."""
    from textual.drivers import linux_driver

    vars(linux_driver)["getincrementaldecoder"] = lambda name: lambda: KeyboardDecoder(name)


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
