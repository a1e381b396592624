"""`govtui` without a verb: the desk on the screen."""

import argparse
import sys
from typing import TYPE_CHECKING

from govtui.cli.desk import clock_of, desk_or_none, store_url
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
    desk = desk_or_none(options) or first_desk(options)
    try:
        return open_desk_screen(desk)
    finally:
        desk.store.close()


def first_desk(options: argparse.Namespace) -> "Desk":
    """The short set-up of the first run: the office's name, and the address book if there is one."""
    from govtui.cli.setup import set_up
    from govtui.rulebook import packs
    from govtui.services.desk import DEFAULT_PACK, load_rules

    print("第一次使用：两个问题，建好数据库就打开。（Ctrl+C 放弃；先看演示请用 govtui demo）")
    print("本系统为非涉密系统，严禁录入、处理、传输国家秘密。")
    pack = DEFAULT_PACK if DEFAULT_PACK in packs() else packs()[0]
    usual = load_rules(pack).office
    try:
        office = input(f"1. 办公室名称（直接回车用“{usual}”）：").strip()
        people = input("2. 通讯录 Excel 文件（没有就直接回车，以后可在 F8 通讯录导入）：").strip().strip("'\"")
    except EOFError as error:
        raise Refusal(NO_STORE) from error
    return set_up(store_url(options), pack, office or None, people or None, clock_of(options))[0]


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
