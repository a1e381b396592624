"""Our register export against plain XlsxWriter writing the same cells, in one run."""

import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from xlsxwriter import Workbook

from govtui.files.documents.register import COLUMNS
from govtui.files.sheets import Cell, Properties, Sheet, write_workbook

ROWS = 10_000
ROUNDS = 3
_START = datetime(2026, 1, 5, 8, 30)
_MATTERS = ("安全生产", "防汛抗旱", "项目建设", "招商引资", "营商环境", "乡村振兴", "教育经费", "医保基金")


def cells(count: int) -> Iterator[tuple[Cell, ...]]:
    """`count` register rows with the same content in every run."""
    dice = random.Random(47)
    for serial in range(1, count + 1):
        matter = "".join(dice.choices(_MATTERS, k=dice.randint(1, 4)))
        arrived = _START + timedelta(minutes=13 * serial)
        yield (
            f"2026-{serial}", arrived, f"市{matter[:4]}局", f"某政发〔2026〕{serial}号",
            f"关于进一步做好{matter}工作的通知", "通知", "阅知", "无", "普通", 1, "", "附件1份", "办公室",
            "文秘科", f"市{matter[:4]}局、市财政局",
            (arrived + timedelta(days=7)).date(), "在承办", None, "", "小李", "", "",
        )  # fmt: skip


def ours(path: Path, count: int) -> None:
    """The register as the desk exports it."""
    sheet = Sheet("收文登记簿", "收文登记簿", COLUMNS, cells(count), "2026年", "制表")
    write_workbook(path, [sheet], Properties("收文登记簿", "小李", "市政府办公室", _START))


def plain(path: Path, count: int) -> None:
    """The same cells with bare XlsxWriter: no widths, heights, frames or checks."""
    book = Workbook(str(path), {"constant_memory": True})
    page = book.add_worksheet()
    form = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for line, row in enumerate(cells(count)):
        for at, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(line, at, value)
            elif isinstance(value, int | float):
                page.write_number(line, at, value)
            elif value is not None:
                page.write_datetime(line, at, value, form)
    book.close()


def measure() -> list[tuple[str, float, str]]:
    """(what, number, unit): the ratio of ours to plain, best of interleaved rounds, and ours in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "register.xlsx"
        seconds = [(_seconds(ours, place), _seconds(plain, place)) for _ in range(ROUNDS)]
    own, bare = (min(column) for column in zip(*seconds, strict=True))
    return [
        (f"导出收文登记簿 {ROWS:,} 行 × {len(COLUMNS)} 列 ÷ 裸 XlsxWriter", own / bare, "倍"),
        ("其中本程序用时", own, "秒"),
    ]


def _seconds(write: Callable[[Path, int], None], path: Path) -> float:
    begun = time.process_time()
    write(path, ROWS)
    return time.process_time() - begun


def peak_memory() -> float:
    """Most memory of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    for what, number, unit in measure():
        print(f"{what}：{number:.2f} {unit}")
