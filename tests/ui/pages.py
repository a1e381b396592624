"""An app over a real desk with the pages under test, and how to wait for it."""

import asyncio
from collections.abc import Callable
from typing import Any

from govtui.services.desk import Desk
from govtui.ui.app import DeskApp
from govtui.ui.desk import ask_undo
from govtui.ui.pages import Page, lazy

PLACES = {
    "documents": ("f3", "公文", "documents.page:DocumentsPage"),
    "outgoing": ("", "发文", "outgoing.page:OutgoingPage"),
    "meetings": ("f4", "会议", "meetings.page:MeetingsPage"),
    "normative": ("", "规范性文件", "normative.page:NormativePage"),
    "reports": ("f7", "报表", "reports.page:ReportsPage"),
    "contacts": ("f8", "通讯录", "contacts.page:ContactsPage"),
    "calendar": ("ctrl+g", "日历", "calendar.page:CalendarPage"),
    "journal": ("ctrl+r", "操作日志", "journal:JournalPage"),
    "settings": ("", "设置", "settings:SettingsPage"),
}


def app_on(desk: Desk, first: str, **options: Any) -> DeskApp:
    """The app with every page, beginning with `first`."""
    names = sorted(PLACES, key=lambda name: name != first)
    pages = [
        Page(name, PLACES[name][0], PLACES[name][1], lazy(f"govtui.ui.screens.{PLACES[name][2]}")) for name in names
    ]
    return DeskApp(desk, pages, undo=lambda app: ask_undo(app, desk), data_dir=desk.store.folder(), **options)


async def until(pilot: Any, ready: Callable[[], bool], seconds: float = 8.0) -> None:
    """Wait for what a worker does in the background."""
    for _ in range(int(seconds / 0.02)):
        await pilot.pause()
        if ready():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not happen")


async def settled(pilot: Any) -> None:
    """Wait until no worker runs and the screen stands still."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()
