"""`govtui export` and `govtui import`: registers, weekly files and slips out; foreign registers in."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from govtui.cli.desk import open_desk, print_json, wants_json
from govtui.domain.refusal import Refusal
from govtui.files.fields import INCOMING_FIELDS

if TYPE_CHECKING:
    from govtui.files.documents.register import Selection
    from govtui.files.exports import Exported
    from govtui.files.report import ImportReport
    from govtui.services.desk import Desk

Verbs = argparse._SubParsersAction
_IMPORTS = ("incoming", "people", "units")


def add(verbs: "Verbs[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Add the verbs `export` and `import`."""
    _add_export(verbs.add_parser("export", parents=[common], help="导出登记簿、周报、处理笺、退文单、通讯录"))
    _add_import(verbs.add_parser("import", parents=[common], help="导入已有的 Excel 登记簿、人员、单位"))


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=tuple(_EXPORTS),
        metavar="内容",
        help="weekly 公文办理周报，incoming 收文登记簿，slip 文件处理笺，return-slip 退文单，people 通讯录",
    )
    parser.add_argument("--week", metavar="周", help="哪一周，例如 2026-W47；weekly 不写就是本周")
    parser.add_argument("--year", type=int, metavar="年", help="哪一年的收文；不写就是今年")
    parser.add_argument("--from", dest="first", type=_day, metavar="日期", help="从哪天收到的，例如 2026-11-01")
    parser.add_argument("--to", dest="last", type=_day, metavar="日期", help="到哪天收到的（含当天）")
    parser.add_argument("--ids", nargs="+", metavar="收文号", help="只要这些件，写收文号或编号，空格或逗号分开")
    parser.add_argument("--out", type=Path, metavar="文件夹", help="放到哪里，默认数据文件夹旁的 exports")
    parser.set_defaults(run=run_export)


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=_IMPORTS, metavar="内容", help="incoming 收文，people 人员，units 单位")
    parser.add_argument("file", type=Path, metavar="文件", help="Excel 文件（.xlsx）")
    parser.add_argument("--dry-run", action="store_true", help="只看能不能导入，不写入")
    parser.add_argument("--map", action="append", default=[], metavar="列名=字段", help="指定某一列是什么，可写多次")
    parser.epilog = "收文的字段：" + "，".join(f"{field.id} {field.label}" for field in INCOMING_FIELDS)
    parser.set_defaults(run=run_import)


def run_export(options: argparse.Namespace) -> int:
    """Answer `export`."""
    exported = _EXPORTS[options.what](open_desk(options), options)
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


def _weekly(desk: "Desk", options: argparse.Namespace) -> "Exported":
    from govtui.domain.clock import week_name
    from govtui.files.documents.weekly import weekly_package

    _refuse(options, "weekly", "year", "first", "last", "ids")
    return weekly_package(desk, options.week or week_name(desk.today()), options.out)


def _incoming(desk: "Desk", options: argparse.Namespace) -> "Exported":
    from govtui.files.documents.register import export_register

    return export_register(desk, _selection(desk, options), options.out)


def _slip(desk: "Desk", options: argparse.Namespace) -> "Exported":
    from govtui.files.documents.slip import export_slips

    _refuse(options, "slip", "week", "year", "first", "last")
    if not options.ids:
        raise Refusal("请用 --ids 写明哪几件，例如 govtui export slip --ids 2026-15。")
    return export_slips(desk, _ids(desk, options.ids), options.out)


def _return_slip(desk: "Desk", options: argparse.Namespace) -> "Exported":
    from govtui.files.documents.return_slip import export_return_slip

    _refuse(options, "return-slip", "week", "year", "first", "last")
    if not options.ids:
        raise Refusal("请用 --ids 写明哪几件，例如 govtui export return-slip --ids 2026-15。")
    return export_return_slip(desk, _ids(desk, options.ids), options.out)


def _people(desk: "Desk", options: argparse.Namespace) -> "Exported":
    from govtui.files.phonebook import export_people

    _refuse(options, "people", "week", "year", "first", "last", "ids")
    return export_people(desk, options.out)


_EXPORTS: "dict[str, Callable[[Desk, argparse.Namespace], Exported]]" = {
    "weekly": _weekly,
    "incoming": _incoming,
    "slip": _slip,
    "return-slip": _return_slip,
    "people": _people,
}


def _selection(desk: "Desk", options: argparse.Namespace) -> "Selection":
    from govtui.files.documents import register
    from govtui.services.documents.weekly import parse_week

    ranged = options.first is not None or options.last is not None
    if sum((bool(options.ids), bool(options.week), options.year is not None, ranged)) > 1:
        raise Refusal("--ids、--week、--year 和 --from/--to 只能用一种。")
    if options.ids:
        return register.of_papers(desk, _ids(desk, options.ids))
    if options.week:
        week = parse_week(options.week, desk.now())
        return register.of_days(desk, week.monday, week.sunday, week.name)
    if ranged:
        first = options.first or date(desk.today().year, 1, 1)
        return register.of_days(desk, first, options.last or desk.today())
    return register.of_year(desk, desk.today().year if options.year is None else options.year)


def _ids(desk: "Desk", words: list[str]) -> list[int]:
    from govtui.files.documents.register import ids_of

    return ids_of(desk, [part for word in words for part in word.replace("，", ",").split(",") if part.strip()])


def _refuse(options: argparse.Namespace, what: str, *names: str) -> None:
    shown = {"first": "--from", "last": "--to"}
    for name in names:
        if getattr(options, name) is not None:
            raise Refusal(f"export {what} 不用 {shown.get(name, '--' + name)}，请去掉它再试。")


def _importer(what: str) -> "Callable[..., ImportReport]":
    if what == "incoming":
        from govtui.files.documents.register_import import import_incoming

        return import_incoming
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
