"""`govtui demo`: an invented office to try everything on."""

import argparse
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from govtui.cli.desk import clock_of, print_json, wants_json
from govtui.domain.refusal import Refusal

if TYPE_CHECKING:
    from govtui.services.desk import Desk

_BAR = 30
_SIZES = ("small", "normal", "100k")


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Add the verb `demo`."""
    parser = verbs.add_parser("demo", parents=[common], help="打开演示：虚构的城市，一年的公文，退出后删除")
    parser.add_argument("--size", choices=_SIZES, default="normal", help="多少公文：约 600、8000 或 100000 件")
    parser.add_argument("--seed", type=int, default=None, metavar="数", help="同一个数、同一时刻生成同样的数据")
    parser.add_argument("--keep", type=Path, default=None, metavar="文件夹", help="演示数据留在这里，下次接着用")
    parser.add_argument("--no-open", action="store_true", help="只生成，不打开；与 --keep 一起用")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Answer `demo`."""
    if options.no_open and options.keep is None:
        raise Refusal("只生成不打开时，请用 --keep 指明放在哪个文件夹。")
    if not options.no_open:
        from govtui.cli.opening import must_be_terminal

        must_be_terminal()
    with _hang_up_leaves(), _folder(options.keep) as folder:
        desk = _desk(options, folder)
        try:
            return _built(options, desk) if options.no_open else _open(desk)
        finally:
            desk.store.close()


def _open(desk: "Desk") -> int:
    from govtui.cli.opening import open_desk_screen

    return open_desk_screen(desk)


def _built(options: argparse.Namespace, desk: "Desk") -> int:
    with desk.reading() as reader:
        tables = ("incoming", "outgoing", "meeting")
        papers, leaving, meetings = (int(reader.value(f"SELECT count(*) FROM {table}")) for table in tables)
    if wants_json(options):
        counts = {"papers": papers, "outgoing": leaving, "meetings": meetings}
        print_json({"db": str(desk.store.path), "office": desk.office, **counts})
    else:
        counted = f"收文 {papers} 件，发文 {leaving} 件，会议 {meetings} 次"
        print(f"演示数据在 {desk.store.path}：{desk.office}，{counted}。")
    return 0


def _desk(options: argparse.Namespace, folder: Path) -> "Desk":
    from govtui.services import demonstration

    clock = clock_of(options)
    if (folder / demonstration.FILE).exists():
        return demonstration.reopen(folder, clock)
    seed = demonstration.SEED if options.seed is None else options.seed
    with _progress() as report:
        return demonstration.make(folder, options.size, seed, clock, report)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """The folder to keep, or a throw-away one that is gone afterwards whatever happens."""
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="govtui-demo-", ignore_cleanup_errors=True) as made:
            yield Path(made)
        return
    from govtui.services.demonstration import FILE

    with suppress(FileNotFoundError):
        if keep.is_file():
            raise Refusal(f"{keep} 是一个文件，请给出文件夹。")
        if any(keep.iterdir()) and not (keep / FILE).exists():
            raise Refusal(f"{keep} 里已有别的内容，演示数据请放在空文件夹里。")
    yield keep


@contextmanager
def _hang_up_leaves() -> Iterator[None]:
    """Let a closed terminal or a polite kill end the program the ordinary way, so that the folder is removed."""

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    numbers = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    before = {number: signal.signal(number, leave) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], bool]]:
    """One line on a terminal's standard error that fills up, and is wiped at the end; elsewhere nothing."""
    shown = sys.stderr.isatty()

    def report(done: int, total: int) -> bool:
        if shown:
            full = _BAR * done // total
            print(
                f"\r生成演示数据 [{'#' * full}{'.' * (_BAR - full)}] {done}/{total} 件",
                end="",
                file=sys.stderr,
                flush=True,
            )
        return True

    try:
        if shown:
            print("\r生成演示数据 …", end="", file=sys.stderr, flush=True)
        yield report
    finally:
        if shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
