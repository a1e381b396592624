"""The desk on the screen: pages, one keymap, one footer, and what happens when something goes wrong."""

import asyncio
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from rich.text import Text
from textual import events
from textual.app import App, SystemCommand
from textual.screen import ModalScreen, Screen

from govtui.domain.clock import WEEKDAYS
from govtui.domain.text import clean
from govtui.ui import crash, drafts
from govtui.ui.commands import Command, Commanding
from govtui.ui.heading import DeskLike, Heading
from govtui.ui.ime import CaretAnchor
from govtui.ui.keyorder import KeyOrder
from govtui.ui.pages import Page
from govtui.ui.terminal import tolerate_bad_bytes
from govtui.ui.themes import LIGHT, THEMES
from govtui.ui.work import Failed, Loaded

STYLES = Path(__file__).parent / "styles"

FIRST_KEYS_SECONDS = 0.8
"""How long the first screen stands before anything is read ahead: the first keys come first."""


class DeskApp(Commanding, CaretAnchor, KeyOrder, App[int], inherit_bindings=False):
    """The program's screen over a desk.

    `pages` are the screens behind F2 to F8, the first one is shown. `day_word(day)` answers 工作日, 休, 班 … for the
    heading. `find(app)` opens the search over everything, `undo(app)` the question before undoing. What is in
    `after_first_paint` runs in one background thread a moment after the first screen stands.
    `ascii` chooses the sheet for terminals that draw box glyphs two cells wide.
    """

    TITLE = "govtui"
    ENABLE_COMMAND_PALETTE = False
    ANIMATION_LEVEL = "none"
    HORIZONTAL_BREAKPOINTS = [(0, "-too-narrow"), (80, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-too-low"), (24, "-low"), (32, "-high")]
    ACTIONS = (
        Command("app.help", "帮助", "说明光标所在的地方和这里能用的键。", ("f1",), "help_here", "全局", priority=True),
        Command(
            "app.menu",
            "菜单",
            "列出现在能做的所有事；可输入汉字或拼音首字母查找。",
            ("f9", "ctrl+p"),
            "menu",
            "全局",
            footer=True,
            palette=False,
            priority=True,
        ),
        Command("app.find", "查找", "在所有登记内容里查找。", ("ctrl+f", "/"), "find", "全局", footer=True),
        Command("app.undo", "撤销", "说明上一次操作是什么，确认后撤销。", ("ctrl+z",), "undo", "全局"),
        Command("app.theme", "换配色", "在浅色、深色、高对比、16 色之间轮换。", (), "next_theme", "全局"),
        Command("app.mouse", "鼠标开关", "关闭鼠标后可用终端自己的选择和复制。", (), "toggle_mouse", "全局"),
        Command(
            "app.quit",
            "退出",
            "退出程序；有未保存的内容时先询问。",
            ("f10", "ctrl+q"),
            "leave",
            "全局",
            footer=True,
            priority=True,
        ),
    )

    def __init__(
        self,
        desk: DeskLike,
        pages: Sequence[Page],
        *,
        day_word: Callable[[date], str] | None = None,
        find: Callable[["DeskApp"], None] | None = None,
        undo: Callable[["DeskApp"], None] | None = None,
        demonstration: bool = False,
        ascii: bool = False,
        theme: str = LIGHT,
        keymap: Mapping[str, str] | None = None,
        data_dir: Path | None = None,
        after_first_paint: Iterable[Callable[[], object]] = (),
    ) -> None:
        self.pages = tuple(pages)
        self.DEFAULT_MODE = self.pages[0].id  # type: ignore[misc]
        self.ascii = ascii
        sheets = [STYLES / "desk.tcss", *([STYLES / "ascii.tcss"] if ascii else [])]
        tolerate_bad_bytes()
        super().__init__(css_path=[str(sheet) for sheet in sheets])
        self.desk, self.demonstration, self.data_dir = desk, demonstration, data_dir or Path("data")
        self._day_word, self._find, self._undo = day_word, find, undo
        self.after_first_paint: list[Callable[[], object]] = list(after_first_paint)
        self._heading: tuple[date, Heading] | None = None
        self._told_encoding = False
        self.more_commands = tuple(_page_command(page) for page in self.pages)
        for command, page in zip(self.more_commands, self.pages, strict=True):
            if page.key:
                self._bindings.key_to_bindings[page.key] = [command.binding()]
            self.add_mode(page.id, page.make)
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self.animation_level = "none"
        if keymap:
            self.set_keymap(keymap)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colour names, so that the style sheet reads before a theme of ours is set."""
        return dict(THEMES[0].variables)

    # -- the heading

    @property
    def heading(self) -> Heading:
        """Office, day and actor; made anew when the day changes."""
        today = self.desk.today()
        if self._heading is None or self._heading[0] != today:
            word = self._day_word(today) if self._day_word else ""
            day = f"{today:%Y-%m-%d} 周{WEEKDAYS[today.weekday()]} {word}".rstrip()
            actor = f"{self.desk.actor.section} {self.desk.actor.name}".strip()
            self._heading = (today, Heading(self.desk.office, day, actor, self.demonstration))
        return self._heading[1]

    def renew_heading(self) -> None:
        """The calendar or the actor changed."""
        self._heading = None
        self.screen.refresh()

    # -- coming and going

    def on_mount(self) -> None:
        """Hear the terminal go away; start the background imports once the first screen stands."""
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop = asyncio.get_running_loop()
            for name in ("SIGHUP", "SIGTERM"):
                loop.add_signal_handler(getattr(signal, name), self._hang_up)
        self.call_after_refresh(self._first_paint_done)

    def _first_paint_done(self) -> None:
        jobs = list(self.after_first_paint)
        if jobs:
            thread = threading.Thread(target=_quietly, args=(jobs,), daemon=True, name="preload")
            self.set_timer(FIRST_KEYS_SECONDS, thread.start)

    def _hang_up(self) -> None:
        drafts.flush_all()
        self.exit(return_code=0)

    def on_unmount(self) -> None:
        """Whatever ended the program: drafts first."""
        drafts.flush_all()
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop = asyncio.get_running_loop()
            for name in ("SIGHUP", "SIGTERM"):
                loop.remove_signal_handler(getattr(signal, name))

    def unsaved(self) -> list[Screen[Any]]:
        """Screens with something that is not saved, on every page."""
        stacks = self._screen_stacks.values()
        return [screen for stack in stacks for screen in stack if getattr(screen, "dirty", False)]

    def action_leave(self) -> None:
        """Leave; ask first where something is not saved."""
        if not self.unsaved():
            self.exit(0)
            return
        from govtui.ui.dialogs.ask import Answer, Ask

        answers = (Answer("留草稿退出", "keep"), Answer("丢弃后退出", "drop"), Answer("继续填写", "stay"))
        question = "有内容还没有保存。草稿会留着，下次打开同一张表时可以接着填。"
        self.push_screen(Ask(question, answers=answers, default="stay"), self._left)

    def _left(self, answer: str | None) -> None:
        if answer == "drop":
            for screen in self.unsaved():
                drop = getattr(screen, "drop_draft", None)
                if drop is not None:
                    drop()
        if answer in ("keep", "drop"):
            self.exit(0)

    # -- pages and dialogs

    def action_page(self, page_id: str) -> None:
        """Show another page; a form left open on this one stays as it is.

        The key of the page that is shown leads on to the page beside it.
        """
        shown = next((page for page in self.pages if page.id == page_id == self.current_mode), None)
        self.switch_mode(shown.beside if shown is not None and shown.beside else page_id)

    def action_help_here(self) -> None:
        """F1: help for what has the focus."""
        from govtui.ui.dialogs.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help.about(self.screen))

    def action_menu(self) -> None:
        """F9: everything that can be done here."""
        from govtui.ui.dialogs.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette.here(self.screen))

    def action_find(self) -> None:
        """Search everything."""
        if self._find is not None:
            self._find(self)

    def action_undo(self) -> None:
        """Undo the last act, after saying what it was."""
        if self._undo is not None:
            self._undo(self)

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Offer searching and undoing only where they are there, and no other page under a dialog."""
        if action == "find":
            return self._find is not None
        if action == "undo":
            return self._undo is not None
        if action == "page":
            return not isinstance(self.screen, ModalScreen)
        return True

    def action_next_theme(self) -> None:
        """The next look."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]

    def action_toggle_mouse(self) -> None:
        """Mouse reports off or on, so that the terminal's own selection works."""
        driver: Any = self._driver
        self._mouse_off = not self._mouse_off
        for name in ("_disable_mouse_support",) if self._mouse_off else ("_enable_mouse_support",):
            getattr(driver, name, lambda: None)()
        self.say("鼠标已交还终端，可直接拖选复制" if self._mouse_off else "鼠标已启用")

    _mouse_off = False

    def get_system_commands(self, _screen: Screen[Any]) -> Iterable[SystemCommand]:
        """None: no picture of the screen is written to disk behind the office's back."""
        return ()

    # -- saying things

    def say(self, sentence: str, tone: str = "") -> None:
        """Say something where the user looks: the status line of the page, or a note over a dialog."""
        speak: Callable[[str, str], None] | None = getattr(self.screen, "say", None)
        if speak is not None:
            speak(sentence, tone)
        else:
            severity: Any = {"bad": "error", "warn": "warning"}.get(tone, "information")
            self.notify(clean(sentence), severity=severity, timeout=8, markup=False)
        if tone == "bad":
            self.bell()

    def complain(self, sentence: str) -> None:
        """A refusal: in the status line when it fits there, else in a dialog that waits for a key."""
        from govtui.domain.text import cells

        if cells(sentence) + 2 <= self.size.width and hasattr(self.screen, "say"):
            self.say(sentence, "bad")
            return
        from govtui.ui.dialogs.message import Notice

        self.bell()
        self.push_screen(Notice(sentence))

    async def on_loaded(self, message: Loaded) -> None:
        """An answer nobody stopped on its way up: call its callback."""
        if message.on_done is not None:
            result = message.on_done(message.value)
            if asyncio.iscoroutine(result):
                await result

    async def on_failed(self, message: Failed) -> None:
        """A refusal nobody stopped on its way up: its own callback, or the sentence."""
        if message.on_failed is None:
            self.complain(message.sentence)
            return
        result = message.on_failed(message)
        if asyncio.iscoroutine(result):
            await result

    # -- keys

    async def on_event(self, event: events.Event) -> None:
        """Let no broken byte through as a letter; let an old sentence go; offer the keys of the new state."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded and self.held_back(event):
            return
        if isinstance(event, events.Key) and not event.is_forwarded:
            if event.character == "\ufffd":
                self._tell_encoding()
                return
            hush: Callable[[], None] | None = getattr(self.screen, "hush", None)
            if hush is not None:
                hush()
            field = self.leaving(event)
            await super().on_event(event)
            if field is not None:
                self.followed(field)
            renew: Callable[[], None] | None = getattr(self.screen, "renew_footer", None)
            if renew is not None:
                self.call_after_refresh(renew)
            return
        await super().on_event(event)

    def _tell_encoding(self) -> None:
        if not self._told_encoding:
            self._told_encoding = True
            self.complain("终端编码不是 UTF-8，刚才的输入无法识别。请把终端的字符编码改为 UTF-8 后再输入。")

    # -- when the program itself fails

    def incident(self, error: BaseException) -> str:
        """Write the error down; the sentence for the user."""
        return crash.sentence(crash.record(error, self.data_dir, self.desk.now()))

    def _fatal_error(self) -> None:
        error = self._exception
        with suppress(Exception):
            drafts.flush_all()
        said = self.incident(error) if error is not None else crash.sentence("0")
        self._exit_renderables.append(Text(said))
        self._close_messages_no_wait()

    def panic(self, *_renderables: Any) -> None:
        """The keyboard thread ended (the terminal is gone): save drafts and leave without a traceback."""
        with suppress(Exception):
            drafts.flush_all()
        self._return_code = 1
        self._exit_renderables.append(Text("终端连接中断，草稿已保存。"))
        self._close_messages_no_wait()


def _page_command(page: Page) -> Command:
    keys = (page.key,) if page.key else ()
    action = f"page('{page.id}')"
    return Command(f"page.{page.id}", page.label, f"显示{page.label}。", keys, action, "全局", priority=True)


def _quietly(jobs: Iterable[Callable[[], object]]) -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)  # imports hold the interpreter; a key pressed meanwhile must not wait for them
    for job in jobs:
        with suppress(Exception):  # what fails here will fail again where it is needed, and be told there
            job()
    sys.setswitchinterval(before)


def preload() -> tuple[Callable[[], object], ...]:
    """What is worth doing beforehand while the clerk reads the first screen: the first save and the first letters."""

    def writing() -> None:
        from govtui.services.desk import warm_up

        warm_up()

    def readings() -> object:
        from govtui.domain.pinyin import initials_of

        return initials_of("汉")

    return writing, readings
