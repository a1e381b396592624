"""`govtui` without a verb: the desk on the screen."""

import argparse
import sys
from typing import TYPE_CHECKING

from govtui.cli.desk import desk_or_none
from govtui.domain.refusal import Refusal

if TYPE_CHECKING:
    from govtui.services.desk import Desk

NO_TERMINAL = "打开桌面需要终端：请在终端窗口里直接运行，不要用管道或重定向；查找、导出等命令可以不用终端。"
NO_STORE = "还没有数据库：请运行 govtui init 建立，或运行 govtui demo 先看演示。"


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Add nothing: this is what happens without a verb."""


def open_screen(options: argparse.Namespace) -> int:
    """Open the desk on the store that the options name; returns the exit code. Refusal where there is none."""
    must_be_terminal()
    desk = desk_or_none(options)
    if desk is None:
        raise Refusal(NO_STORE)
    try:
        return open_desk_screen(desk)
    finally:
        desk.store.close()


def open_desk_screen(desk: "Desk") -> int:
    """Show an opened desk until the clerk leaves; returns the exit code. Refusal where there is no terminal."""
    must_be_terminal()
    from govtui.ui.terminal import ambiguous_is_wide, refuse_unless_utf8

    if refused := refuse_unless_utf8():
        return refused
    wide = ambiguous_is_wide()
    from govtui.ui.desk import desk_app

    app = desk_app(desk, ascii=bool(wide))
    app.run()
    return app.return_code or 0


def must_be_terminal() -> None:
    """Refusal where keyboard or screen is no terminal."""
    for stream in (sys.stdin, sys.stdout):
        if stream is None or not stream.isatty():
            raise Refusal(NO_TERMINAL)
