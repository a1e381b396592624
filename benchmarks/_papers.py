"""The stores that the measurements share: the demonstration office in several sizes, each built once a run.

GOVTUI_BENCHMARKS may name a folder to keep them in for later runs.
"""

import atexit
import os
import shutil
import sys
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path

from govtui.domain.clock import frozen
from govtui.services.demonstration import make, reopen
from govtui.services.desk import Desk

NOW = datetime(2026, 11, 23, 9, 30)
"""The moment at which every measurement takes place."""

FEW = 50

_KEEP_FEW = (
    "UPDATE incoming SET resubmits_id = NULL WHERE resubmits_id IS NOT NULL",
    *(
        f"DELETE FROM {table} WHERE incoming_id NOT IN (SELECT id FROM incoming ORDER BY id DESC LIMIT {FEW})"
        for table in ("reminder", "movement", "handling", "route_step", "route")
    ),
    f"DELETE FROM incoming WHERE id NOT IN (SELECT id FROM incoming ORDER BY id DESC LIMIT {FEW})",
)


@cache
def place() -> Path:
    """Where the stores of this run lie."""
    if kept := os.environ.get("GOVTUI_BENCHMARKS"):
        return Path(kept)
    folder = Path(tempfile.mkdtemp(prefix="govtui-benchmarks-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def office(size: str) -> Desk:
    """A desk on the office with `few` (50), `small` (600), `normal` (8,000) or `100k` papers; built when missing."""
    folder = place() / size
    if not folder.exists():
        unfinished = folder.with_name(f"{size}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        print(f"  （正在生成 {size} 演示数据……）", file=sys.stderr)
        desk = make(unfinished, "small" if size == "few" else size, clock=frozen(NOW))
        if size == "few":
            _keep_few(desk)
        desk.store.close()
        unfinished.rename(folder)
    return reopen(folder, clock=frozen(NOW))


def _keep_few(desk: Desk) -> None:
    with desk.writing("demonstration.few") as uow:
        for sql in _KEEP_FEW:
            uow.execute(sql)
        uow.say(f"只留最近的 {FEW} 件")
