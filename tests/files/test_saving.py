"""A program killed while it exports leaves a file that opens, and its litter is swept up later."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from openpyxl import load_workbook

from govtui.files.saving import replacing

LOOP = """
import sys
from datetime import datetime
from pathlib import Path
from govtui.files.sheets import Column, Properties, Sheet, write_workbook
about = Properties("题", "小李", "办公室", datetime(2026, 11, 23))
while True:
    rows = ((str(n),) for n in range(300))
    write_workbook(Path(sys.argv[1]), [Sheet("表", "题", (Column("a", "甲"),), rows)], about)
    print("written", flush=True)
"""


def test_killed_at_any_moment_the_report_still_opens_whole(tmp_path: Path) -> None:
    path, dice = tmp_path / "周报.xlsx", random.Random(11)
    for _ in range(6):
        child = subprocess.Popen([sys.executable, "-c", LOOP, str(path)], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "written\n"
        time.sleep(dice.uniform(0, 0.05))
        child.kill()
        child.wait()
        child.stdout.close()
        assert load_workbook(path)["表"].max_row == 302


def test_what_a_killed_export_left_is_swept_up_a_day_later(tmp_path: Path) -> None:
    old, young = tmp_path / ".govtui-old", tmp_path / ".govtui-young"
    for folder in (old, young):
        folder.mkdir()
    os.utime(old, (time.time() - 90_000,) * 2)
    with replacing(tmp_path / "a.docx") as fresh:
        from docx import Document

        Document().save(str(fresh))
    assert not old.exists()
    assert young.exists()
    assert (tmp_path / "a.docx").is_file()
