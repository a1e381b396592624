"""A desk and an app for trying one widget or one page, and the screen read back as text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from textual.app import ComposeResult
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from govtui.domain.clock import CHINA
from govtui.ui.app import DeskApp
from govtui.ui.pages import Page
from govtui.ui.screen import DeskScreen


@dataclass
class FakeActor:
    name: str = "陈某"
    section: str = "文秘科"


class FakeDesk:
    """Enough of a desk for the kit; the clock stands still."""

    def __init__(self) -> None:
        self.actor, self.office = FakeActor(), "青川市人民政府办公室"

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)

    def today(self) -> date:
        return date(2026, 11, 23)


def page_of(*make: Callable[[], Widget]) -> type[DeskScreen[None]]:
    """A page that shows these widgets and focuses the first one that takes keys."""

    class Bench(DeskScreen[None]):
        AUTO_FOCUS = "*"

        def body(self) -> ComposeResult:
            for one in make:
                yield one()

    return Bench


def kit_app(*make: Callable[[], Widget], pages: Iterable[Callable[[], Screen[Any]]] = (), **options: Any) -> DeskApp:
    """An app with one bench page of the given widgets, or with the given pages on F2, F3 …"""
    makers = list(pages) or [page_of(*make)]
    shown = [Page(f"page{at}", f"f{at}", f"第{at}页", maker) for at, maker in enumerate(makers, 2)]
    return DeskApp(FakeDesk(), shown, **options)


def screen_lines(app: DeskApp) -> list[str]:
    """The whole screen as lines of text, as the compositor gives it to the terminal."""
    width, height = app.size
    strips = app.screen._compositor.render_strips(app.size)
    assert len(strips) == height
    assert Region(0, 0, width, height)
    return [strip.text for strip in strips]


def screen_text(app: DeskApp) -> str:
    """The same in one piece."""
    return "\n".join(screen_lines(app))


def control_bytes(text: str) -> list[str]:
    """Characters that must never reach a terminal from inside a text."""
    return [char for char in text if ord(char) < 32 or 127 <= ord(char) < 160 or 0xD800 <= ord(char) < 0xE000]


async def type_text(pilot: Any, text: str) -> None:
    """Type any characters as a terminal sends them (Pilot itself drops full-width signs)."""
    from textual import events
    from textual.keys import _character_to_key

    for char in text:
        pilot.app.post_message(events.Key(_character_to_key(char), char))
        await pilot.pause()
