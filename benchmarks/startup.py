"""From the start of the process to the first screen that answers a key, against a bare Textual program, in one run."""

import compileall
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import govtui
from benchmarks._papers import NOW, office
from govtui.services import today

ROUNDS = 9
PATIENCE = 60.0
COLUMNS, LINES = 120, 36

HELLO = """
from textual.app import App
from textual.widgets import Static

class Hello(App):
    def compose(self):
        yield Static("hello")
    def on_key(self, event):
        self.query_one(Static).update("answered")

Hello().run()
"""


@dataclass(frozen=True)
class Started:
    """One start: seconds until the first content, seconds until a key was answered, resident memory in MiB then."""

    shown: float
    answered: float
    memory: float


def start(command: list[str], content: bytes, answer: bytes) -> Started:
    """Run a program in a pseudo-terminal until `content` is there, press ↓, and wait for `answer`."""
    begun = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        surroundings = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "GOVTUI_DB")}
        os.execve(command[0], command, surroundings | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    try:
        _until(terminal, content)
        shown = time.perf_counter() - begun
        os.write(terminal, b"\x1b[B")
        _until(terminal, answer)
        return Started(shown, time.perf_counter() - begun, _memory(pid))
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def _until(terminal: int, wanted: bytes) -> None:
    """Read like a terminal, which answers where its cursor stands, until `wanted` has come."""
    seen, end = b"", time.perf_counter() + PATIENCE
    while wanted not in seen:
        if time.perf_counter() > end or not select.select([terminal], [], [], PATIENCE)[0]:
            raise SystemExit(f"没有等到 {wanted.decode()}：{seen[-400:]!r}")
        data = os.read(terminal, 65536)
        if b"\x1b[6n" in data:
            os.write(terminal, b"\x1b[1;2R")
        seen += data


def _memory(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def measure() -> list[tuple[str, float, str]]:
    """(label, ratio, target): medians of interleaved starts, everything compiled beforehand."""
    desk = office("normal")
    papers = today.overview(desk).late_papers
    desk.store.close()
    compileall.compile_dir(str(Path(govtui.__file__).parent), quiet=2)
    ours = [sys.executable, "-m", "govtui", "--db", str(desk.store.path), "--now", NOW.isoformat()]
    bare = [sys.executable, "-c", HELLO]
    first, second = (f"{paper.number}　".encode() for paper in papers[:2])
    pairs = [(start(ours, first, second), start(bare, b"hello", b"answered")) for _ in range(ROUNDS + 1)][1:]

    def middle(place: int, name: str) -> float:
        return float(median(getattr(pair[place], name) for pair in pairs))

    return [
        ("启动到今日首屏并答一键 ÷ 裸 Textual", middle(0, "answered") / middle(1, "answered"), "≤ 2.5"),
        ("启动到今日首屏有内容 ÷ 裸 Textual", middle(0, "shown") / middle(1, "shown"), "≤ 2.5"),
        ("首屏内存，裸 Textual 之外", middle(0, "memory") - middle(1, "memory"), "MiB"),
    ]


if __name__ == "__main__":
    for name, ratio, aim in measure():
        print(f"{name} {ratio:.2f}（目标 {aim}）")
