"""`govtui export` and `govtui import`: registers, weekly files and prints out; foreign registers in."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from govtui.cli.desk import open_desk, print_json, wants_json
from govtui.cli.exporting import EXPORTS
from govtui.domain.refusal import Refusal
from govtui.files.fields import INCOMING_FIELDS, OUTGOING_FIELDS, FieldSpec

if TYPE_CHECKING:
    from govtui.files.report import ImportReport

Verbs = argparse._SubParsersAction
_IMPORTS = {"incoming": "收文", "outgoing": "发文", "people": "人员", "units": "单位"}


def add(verbs: "Verbs[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Add the verbs `export` and `import`."""
    _add_export(
        verbs.add_parser(
            "export", parents=[common], help="导出登记簿、台账、周报、印制件、处理笺、签收单、会议各表、通讯录"
        )
    )
    _add_import(verbs.add_parser("import", parents=[common], help="导入已有的 Excel 登记簿、人员、单位"))


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=tuple(EXPORTS),
        metavar="内容",
        help="，".join(f"{word} {name}" for word, (name, _) in EXPORTS.items()),
    )
    parser.add_argument("--week", metavar="周", help="哪一周，例如 2026-W47；weekly、week 不写就是本周")
    parser.add_argument("--year", type=int, metavar="年", help="哪一年的登记簿、台账；不写就是今年")
    parser.add_argument(
        "--from", dest="first", type=_day, metavar="日期", help="从哪天收到、印发或用印的，例如 2026-11-01"
    )
    parser.add_argument("--to", dest="last", type=_day, metavar="日期", help="到哪天收到、印发或用印的（含当天）")
    parser.add_argument(
        "--ids", nargs="+", metavar="号", help="只要这些件：收文写收文号，发文写文号，都可以写编号；空格或逗号分开"
    )
    parser.add_argument("--meeting", nargs="+", metavar="会议", help="哪次会议：编号或全称；decisions 不写就是全部")
    parser.add_argument("--topic", nargs="+", metavar="议题", help="哪个议题：编号或标题")
    parser.add_argument("--out", type=Path, metavar="文件夹", help="放到哪里，默认数据文件夹旁的 exports")
    parser.set_defaults(run=run_export)


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=tuple(_IMPORTS),
        metavar="内容",
        help="，".join(f"{word} {name}" for word, name in _IMPORTS.items()),
    )
    parser.add_argument("file", type=Path, metavar="文件", help="Excel 文件（.xlsx）")
    parser.add_argument("--dry-run", action="store_true", help="只看能不能导入，不写入")
    parser.add_argument("--map", action="append", default=[], metavar="列名=字段", help="指定某一列是什么，可写多次")
    parser.epilog = f"收文的字段：{_named(INCOMING_FIELDS)}。发文的字段：{_named(OUTGOING_FIELDS)}。"
    parser.set_defaults(run=run_import)


def _named(fields: Sequence[FieldSpec]) -> str:
    return "，".join(f"{field.id} {field.label}" for field in fields)


def run_export(options: argparse.Namespace) -> int:
    """Answer `export`."""
    _, export = EXPORTS[options.what]
    exported = export(open_desk(options), options)
    if wants_json(options):
        print_json({"files": [str(path) for path in exported.files], "rows": exported.rows})
    else:
        for path in exported.files:
            print(path)
    return 0


def run_import(options: argparse.Namespace) -> int:
    """Answer `import`; rejected rows are counted, not an error."""
    report = _importer(options.what)(open_desk(options), options.file, options.dry_run, _overrides(options.map), _told)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    if wants_json(options):
        print_json(report.as_json())
    else:
        print(report.sentence(options.dry_run))
    return 0


def _importer(what: str) -> "Callable[..., ImportReport]":
    if what == "incoming":
        from govtui.files.documents.register_import import import_incoming

        return import_incoming
    if what == "outgoing":
        from govtui.files.documents.outgoing.register_import import import_outgoing

        return import_outgoing
    from govtui.files.people import import_people, import_units

    return import_people if what == "people" else import_units


def _overrides(pairs: list[str]) -> dict[str, str]:
    """`列名=字段` as told by `--map`, several times."""
    overrides = {}
    for pair in pairs:
        column, sign, field = pair.rpartition("=")
        if not sign or not column.strip() or not field.strip():
            raise Refusal(f"--map 的“{pair}”看不懂，请写成 列名=字段，例如 来文单位=sender。")
        overrides[column.strip()] = field.strip()
    return overrides


def _told(done: int, total: int) -> bool:
    """Progress on the terminal; a pipe gets none."""
    if sys.stderr.isatty():
        print(f"\r已处理 {done}" + (f" / {total}" if total else "") + " 行", end="", file=sys.stderr, flush=True)
    return True


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-01") from error
