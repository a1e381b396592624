"""`govtui init` sets up without questions."""

import argparse
import json

import pytest

from govtui.cli import setup
from govtui.domain.refusal import Refusal


def run(*arguments):
    common = argparse.ArgumentParser(add_help=False)
    for name in ("--db", "--now"):
        common.add_argument(name, default=argparse.SUPPRESS)
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser = argparse.ArgumentParser()
    setup.add(parser.add_subparsers(), common)
    options = parser.parse_args(["init", *arguments, "--now", "2026-11-23T09:00"])
    return options.run(options)


def test_init_with_people_says_what_was_imported(tmp_path, capsys):
    people = tmp_path / "people.csv"
    people.write_text("姓名,职务\n周致远,市长\n,副市长\n", encoding="utf-8")
    db = tmp_path / "data" / "govtui.db"
    assert (
        run("--db", str(db), "--rulebook", "chenzhou-2017", "--people", str(people), "--office", "某办", "--json") == 0
    )
    answer = json.loads(capsys.readouterr().out)
    assert (answer["db"], answer["rulebook"], answer["office"]) == (str(db), "chenzhou-2017", "某办")
    assert (answer["people"]["read"], answer["people"]["imported"], answer["people"]["rejected"]) == (2, 1, 1)


def test_init_without_people_speaks_plainly(tmp_path, capsys):
    assert run("--db", str(tmp_path / "a.db")) == 0
    assert "已建立" in capsys.readouterr().out


def test_missing_people_file_leaves_no_half_made_office(tmp_path):
    with pytest.raises(Refusal):
        run("--db", str(tmp_path / "a.db"), "--people", str(tmp_path / "没有.xlsx"))
    assert not (tmp_path / "a.db").exists()
