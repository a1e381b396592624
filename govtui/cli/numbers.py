"""`govtui number parse`: reads document numbers and gives their normal form."""

import argparse
import json
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from govtui.domain.documents.numbers import NumberStatus, ParsedNumber, parse_number
from govtui.domain.text import clean

STATUS_WORDS = {NumberStatus.STRICT: "规范", NumberStatus.NORMALISED: "已规范", NumberStatus.REJECTED: "不规范"}


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Adds `number parse TEXT… | --file F`."""
    number = verbs.add_parser("number", help="解析、规范文号", parents=[common])
    number.set_defaults(run=partial(_incomplete, number))
    parse = number.add_subparsers(title="命令", metavar="parse").add_parser(
        "parse", help="逐个解析文号，给出规范写法", parents=[common]
    )
    parse.add_argument("text", nargs="*", metavar="文号", help="一个或几个文号，有空格的加引号")
    parse.add_argument("--file", type=Path, metavar="文件", help="每行一个文号的文本文件（UTF-8 或 GB18030）")
    parse.set_defaults(run=partial(_parse, parse))


def _incomplete(parser: argparse.ArgumentParser, _options: argparse.Namespace) -> int:
    parser.error("请写 number parse 文号，或 number parse --file 文件")


def _parse(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    if bool(options.text) == bool(options.file):
        parser.error("文号和 --file 要给一样，且只给一样")
    show = _json_line if getattr(options, "json", False) else _plain_line
    for raw in _lines(options.file) if options.file else options.text:
        print(show(parse_number(raw)))
    return 0


def _lines(path: Path) -> Iterable[str]:
    """Every line of the file, blank ones too; only the line's end is taken off."""
    from govtui.files.texts import read_text

    text = read_text(path).replace("\r\n", "\n")
    return text.removesuffix("\n").split("\n") if text else ()


def _json_line(parsed: ParsedNumber) -> str:
    """One JSON object on one line; escaped where the terminal could not show a character, so that nothing is lost."""
    answer = {
        "raw": parsed.raw,
        "normal": parsed.normal,
        "prefix": parsed.prefix,
        "year": parsed.year,
        "serial": parsed.serial,
        "status": parsed.status.value,
        "changes": list(parsed.changes),
        "reason": parsed.reason,
    }
    line = json.dumps(answer, ensure_ascii=False)
    return line if _fits(line) else json.dumps(answer)


def _fits(line: str) -> bool:
    try:
        line.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeError, LookupError):
        return False
    return line.isprintable()


def _plain_line(parsed: ParsedNumber) -> str:
    words = "、".join(parsed.changes) or parsed.reason or ""
    shown = parsed.normal or clean(parsed.raw) or "（空白）"
    return "\t".join(word for word in (STATUS_WORDS[parsed.status], shown, words) if word)
