"""The door: `govtui` opens the desk; verbs run headless on the same services.

Exit codes: 0 done, 1 the request could not be done (one Chinese sentence on stderr), 2 wrong usage.
"""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from govtui import __version__
from govtui.domain.refusal import Refusal

VERBS = ("opening", "setup", "demo", "transfer", "calendar", "numbers", "finding", "rules")
"""The modules that each add their verbs with `add(verbs, common)`."""

_SELDOM = 20_000
"""New objects before the collector looks for garbage: modules and screens make many that stay, few that go."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; returns the exit code."""
    _speak_utf8()
    gc.set_threshold(_SELDOM)
    try:
        options = _options(arguments)
        code: int = options.run(options)
        return code
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 1
    except Exception as error:
        from govtui.cli.crash import crash_sentence

        print(crash_sentence(error), file=sys.stderr)
        return 1


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


_WORDS = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示这页说明",
    "show program's version number and exit": "显示版本",
    "expected one argument": "缺少一个值",
    "expected at least one argument": "至少要有一个值",
    "the following arguments are required: %s": "缺少 %s",
    "unrecognized arguments: %s": "不认识 %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)r，只有 %(choices)s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "invalid %(type)s value: %(value)r": "值 %(value)r 不对",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 不明确，可能是 %(matches)s",
    "not allowed with argument %s": "不能与 %s 同用",
}


def _speak_chinese() -> None:
    """argparse asks its module's gettext for every word it says."""
    vars(argparse)["_"] = lambda words: _WORDS.get(words, words)


class _Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in Chinese."""

    def error(self, message: str) -> "None":  # type: ignore[override]
        self.print_usage(sys.stderr)
        self.exit(2, f"用法不对：{message}。请用 {self.prog} --help 查看写法。\n")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The parsed command line; without a verb no verb's module is imported, so that the desk opens at once."""
    common = _common()
    options, rest = common.parse_known_args(arguments)
    if rest:
        return _parser(common).parse_args(arguments)
    options.run = _open
    return options


def _common() -> argparse.ArgumentParser:
    _speak_chinese()
    common = _Parser(prog="govtui", add_help=False)
    common.add_argument("--db", default=argparse.SUPPRESS, metavar="文件", help="数据库文件，默认 data/govtui.db")
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="用 JSON 回答")
    common.add_argument("--now", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return common


def _parser(common: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="govtui", description="政府办公室的桌面：不带参数即打开。本系统为非涉密系统。", parents=[common]
    )
    parser.add_argument("--version", action="version", version=f"govtui {__version__}", help="显示版本")
    verbs = parser.add_subparsers(title="命令", metavar="命令", parser_class=_Parser)
    for name in VERBS:
        import_module(f"govtui.cli.{name}").add(verbs, common)
    parser.set_defaults(run=_open)
    return parser


def _open(options: argparse.Namespace) -> int:
    from govtui.cli.opening import open_screen

    code: int = open_screen(options)
    return code
