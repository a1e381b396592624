"""A program in a real pseudo-terminal, with pyte as the terminal that draws it."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pyte

ROOT = Path(__file__).parents[2]


class Terminal:
    """Runs `python script args` on a pty; `answer` maps what the program asks to what is replied."""

    def __init__(
        self, script: str, *args: str, columns: int = 80, lines: int = 24, answer: dict | None = None, **env: str
    ):
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.answer = answer or {}
        self.status: int | None = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            settings = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **env}
            os.execve(sys.executable, [sys.executable, str(Path(__file__).with_name(script)), *args], settings)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def read(self, seconds: float = 0.2) -> None:
        """Draw what comes until nothing comes for `seconds`."""
        while select.select([self.fd], [], [], seconds)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                return
            if not data:
                return
            self.raw += data
            for question, reply in self.answer.items():
                if question in data:
                    os.write(self.fd, reply)
            self.stream.feed(data)

    def wait_for(self, text: str, seconds: float = 20) -> None:
        """Draw until `text` is on the screen."""
        end = time.monotonic() + seconds
        while text not in self.text:
            assert time.monotonic() < end, f"{text!r} never appeared on:\n{self.text}"
            self.read(0.05)
        self.read()

    def type(self, text: str | bytes) -> None:
        """Send keys and draw the answer."""
        os.write(self.fd, text.encode() if isinstance(text, str) else text)
        self.read(0.4)

    @property
    def text(self) -> str:
        """The screen as lines; the second cell of a wide character is left out."""
        return "\n".join(
            "".join(self.screen.buffer[y][x].data for x in range(self.screen.columns)) for y in range(self.screen.lines)
        )

    @property
    def caret(self) -> tuple[int, int]:
        """Column and row of the terminal's own cursor."""
        return self.screen.cursor.x, self.screen.cursor.y

    def end(self, how: int = signal.SIGKILL) -> int:
        """Send a signal, wait, and answer the exit status (negative: killed by that signal)."""
        if self.status is None:
            os.kill(self.pid, how)
        return self.wait()

    def wait(self, seconds: float = 10) -> int:
        """Wait until the program has ended."""
        end = time.monotonic() + seconds
        while self.status is None and time.monotonic() < end:
            self.read(0.05)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.status = os.waitstatus_to_exitcode(status)
        assert self.status is not None, "the program did not end"
        return self.status

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_exc: object) -> None:
        if self.status is None:
            self.end()
        os.close(self.fd)
