"""`govtui init`: set up an office without questions."""

import argparse
from typing import TYPE_CHECKING

from govtui.cli.desk import clock_of, print_json, store_url, wants_json

if TYPE_CHECKING:
    from govtui.files.report import ImportReport
    from govtui.services.desk import Desk


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Add the verb `init`."""
    parser = verbs.add_parser("init", parents=[common], help="建立新的数据库：选规则包，导入通讯录")
    parser.add_argument("--rulebook", default=None, metavar="规则包", help="规则包的名称或 TOML 文件，默认随程序的一份")
    parser.add_argument("--people", default=None, metavar="文件", help="通讯录 xlsx：单位、人员、分工")
    parser.add_argument("--office", default=None, metavar="名称", help="办公室名称，默认用规则包里的")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Answer `init`."""
    from govtui.services.desk import DEFAULT_PACK
    from govtui.services.setup import init_office

    reports: list[ImportReport] = []

    def fill(desk: "Desk") -> None:
        from govtui.files.people import import_people

        reports.append(import_people(desk, options.people))

    desk = init_office(
        store_url(options),
        options.rulebook or DEFAULT_PACK,
        options.office,
        clock=clock_of(options),
        fill=fill if options.people else None,
    )
    _answer(options, desk, reports)
    desk.store.close()
    return 0


def _answer(options: argparse.Namespace, desk: "Desk", reports: "list[ImportReport]") -> None:
    report = reports[0] if reports else None
    if wants_json(options):
        made = {"db": str(desk.store.path), "rulebook": desk.book.id, "office": desk.office}
        print_json(made | {"people": report.as_json() if report else None})
        return
    print(f"已建立{desk.office}的数据库 {desk.store.path}，规则包《{desk.book.title}》。")
    if report:
        print(report.sentence())
    print("运行 govtui 打开。")
