"""Import of a register against bare sqlite3 inserts of as many rows into as many tables.

The import reads the file, looks for duplicates, reckons deadlines, writes ledger, movements, journal and search index;
the bare statements write the same columns of the same papers, ledger rows and movements and nothing else.
"""

import sqlite3
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from govtui.domain.clock import frozen
from govtui.files.documents.register_import import import_register, preview_register, read_register
from govtui.files.sheets import Column, Properties, Sheet, write_workbook
from govtui.services import journal
from govtui.services.desk import Actor, Desk, load_rules
from govtui.store.store import create_store

ROWS = 10_000
_NOW = datetime(2026, 11, 23, 9, 0)
_HEADER = ("收文号", "收文日期", "来文单位", "来文字号", "文件标题", "密级", "份数", "承办单位", "办结日期", "备注")
_BARE = {
    "incoming": "SELECT * FROM incoming",
    "number_ledger": "SELECT * FROM number_ledger",
    "movement": "SELECT * FROM movement",
    "handling": "SELECT * FROM handling",
}


def register_file(path: Path, count: int = ROWS) -> None:
    """A plausible register of one year, dates as people type them."""
    columns = [Column(title, title, 12) for title in _HEADER]
    sheet = Sheet("2026年", "2026年收文登记簿", columns, (_line(n) for n in range(1, count + 1)))
    write_workbook(path, [sheet], Properties("收文登记簿", "小李", "市政府办公室", _NOW))


def _line(n: int) -> tuple[str | int | None, ...]:
    came = _NOW - timedelta(hours=n * 300 // ROWS * 24 + n % 9)
    day = (f"{came:%Y-%m-%d}", f"{came.month}.{came.day}", f"{came.year}年{came.month}月{came.day}日")[n % 3]
    closed = f"{came + timedelta(days=5):%Y.%m.%d}" if n % 4 else ""
    unit = ("市财政局", "市教育局", "省林业厅", "市水利局")[n % 4]
    return (f"2026-{n:05d}", day, unit, f"某财〔2026〕{n}号", f"关于做好第{n}项工作的通知", "无", 1, unit, closed, "")


def measure() -> list[tuple[str, float, str]]:
    """(what, number, unit): import over bare inserts, the parts of the import in seconds, and its undo."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "收文登记簿.xlsx"
        register_file(path)
        store = create_store(str(Path(folder) / "data" / "govtui.db"))
        desk = Desk(store, load_rules("chenzhou-2017"), Actor("li", "小李", "文秘科"), frozen(_NOW))
        begun = time.perf_counter()
        register = read_register(path)
        read = time.perf_counter()
        found = preview_register(desk, register)
        looked = time.perf_counter()
        report = import_register(desk, register, found)
        done = time.perf_counter()
        assert report.imported == ROWS, report
        bare = _bare_inserts(store.path, Path(folder) / "bare.db")
        again = time.perf_counter()
        journal.undo(desk, journal.next_undo(desk).seq)
        undone = time.perf_counter() - again
        store.close()
    whole = done - begun
    return [
        (f"导入收文登记簿 {ROWS:,} 行 ÷ 裸 sqlite3 写同样的行", whole / bare, "倍"),
        (f"写入 {ROWS:,} 件（查重、台账、日志、索引）÷ 裸 sqlite3", (done - looked) / bare, "倍"),
        ("导入全程用时", whole, "秒"),
        ("其中读表", read - begun, "秒"),
        ("其中预览", looked - read, "秒"),
        ("其中写入", done - looked, "秒"),
        ("整批撤销", undone, "秒"),
    ]


def _bare_inserts(source: Path, target: Path) -> float:
    """Seconds that plain executemany needs for the rows of `source`: same columns, one transaction, no triggers."""
    reading = sqlite3.connect(source)
    writing = sqlite3.connect(target)
    rows = {table: reading.execute(sql).fetchall() for table, sql in _BARE.items()}
    for table in _BARE:
        columns = ", ".join(str(row[1]) for row in reading.execute(f"PRAGMA table_info({table})"))
        writing.execute(f"CREATE TABLE {table} ({columns}, PRIMARY KEY (id))")
    writing.commit()
    begun = time.perf_counter()
    for table, some in rows.items():
        marks = ", ".join("?" * len(some[0])) if some else ""
        writing.executemany(f"INSERT INTO {table} VALUES ({marks})", some)
    writing.commit()
    seconds = time.perf_counter() - begun
    reading.close()
    writing.close()
    return seconds


if __name__ == "__main__":
    for what, number, unit in measure():
        print(f"{what}：{number:.2f} {unit}")
