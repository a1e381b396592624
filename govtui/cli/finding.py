"""`govtui find`: the same search as the desk."""

import argparse

from govtui.cli.desk import open_desk, print_json, wants_json


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Add the verb `find`."""
    parser = verbs.add_parser("find", parents=[common], help="按词、文号、单位、拼音首字母查找")
    parser.add_argument("words", nargs="+", metavar="词")
    parser.add_argument("--limit", type=int, default=50, metavar="件", help="最多列出多少条")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Answer `find`."""
    from govtui.services.finding import find

    hits = find(open_desk(options), " ".join(options.words), options.limit)
    if wants_json(options):
        print_json([{"noun": h.noun, "id": h.id, "number": h.number, "title": h.title, "where": h.where} for h in hits])
        return 0
    for hit in hits:
        print("\t".join(filter(None, (hit.number, hit.title, hit.where, hit.day))))
    if not hits:
        print("没有找到。")
    return 0
