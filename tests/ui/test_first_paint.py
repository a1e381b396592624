"""The first screen stands without the ORM and the office formats: opening the desk in the morning must be quick."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

from govtui.domain.clock import CHINA
from govtui.services.desk import Desk
from govtui.services.documents.registering import register
from govtui.services.documents.rows import NewIncoming

HEAVY = ("sqlmodel", "sqlalchemy", "alembic", "openpyxl", "xlsxwriter", "docx", "pypinyin")

OPEN = """
import asyncio, sys
from govtui.cli import _options
from govtui.cli.desk import open_desk
from govtui.ui.desk import desk_app

async def first_paint(app):
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        before = sorted(set(sys.modules) & HEAVY)
        rows = app.screen.listing.count
        await pilot.press("down")
        print(rows, app.screen.listing.cursor, before, sorted(set(sys.modules) & HEAVY))

app = desk_app(open_desk(_options(sys.argv[1:])))
app.after_first_paint.clear()
asyncio.run(first_paint(app))
"""


def test_the_first_screen_and_a_key_need_none_of_the_heavy_libraries(desk: Desk, store_path: Path) -> None:
    for title in ("关于防汛的通知", "关于教育的报告", "关于财政的函"):
        register(desk, NewIncoming("市财政局", title, due=datetime(2026, 11, 2, 17, 30, tzinfo=CHINA)))
    code = f"HEAVY = set({HEAVY!r})\n{OPEN}"
    command = [sys.executable, "-c", code, "--db", str(store_path), "--now", "2026-11-23T09:00"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.stdout.strip() == "3 1 [] []", done.stdout + done.stderr
