"""`govtui init`: set up an office without questions."""

import argparse
from typing import TYPE_CHECKING

from govtui.cli.desk import clock_of, print_json, store_url, wants_json
from govtui.domain.clock import Clock

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

    pack = options.rulebook or DEFAULT_PACK
    desk, reports = set_up(store_url(options), pack, options.office, options.people, clock_of(options))
    _answer(options, desk, reports)
    desk.store.close()
    return 0


def set_up(
    url: str, pack: str, office: str | None, people: str | None, clock: Clock
) -> "tuple[Desk, list[ImportReport]]":
    """Make the store of an office, with its address book where a file is named; nothing stays behind on a Refusal."""
    from govtui.services.setup import init_office

    reports: list[ImportReport] = []

    def fill(desk: "Desk") -> None:
        from govtui.files.people import import_people

        reports.append(import_people(desk, people or ""))

    return init_office(url, pack, office, clock=clock, fill=fill if people else None), reports


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
