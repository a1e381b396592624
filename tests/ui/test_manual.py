"""The manual tells the keys and the verbs that the program has."""

import argparse
import subprocess
import sys

import pytest

from govtui.cli import _common, _parser
from govtui.ui.commands import key_name
from govtui.ui.desk import PAGES
from tests.ui.write_manual import MANUAL


def manual() -> str:
    return MANUAL.read_text(encoding="utf-8")


def verbs() -> list[str]:
    """Every verb with its kinds: `calendar due`, `export weekly`, `find`."""
    top = next(a for a in _parser(_common())._actions if isinstance(a, argparse._SubParsersAction))
    found = []
    for name, parser in top.choices.items():
        kinds = next((a for a in parser._actions if isinstance(a, argparse._SubParsersAction)), None)
        found += [f"{name} {kind}" for kind in kinds.choices] if kinds else [name]
    return found


def test_the_key_page_is_what_the_registry_says():
    """Out of date? Run `python -m tests.ui.write_manual`. A process of its own: other tests declare commands too."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.write_manual", "--print"],
        capture_output=True,
        check=True,
        cwd=MANUAL.parents[1],
    )
    assert done.stdout.decode("utf-8") == manual()


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_stands_in_the_manual(verb):
    assert f"`govtui {verb}" in manual()


@pytest.mark.parametrize("what", ["weekly", "incoming", "slip", "return-slip", "people", "units"])
def test_every_export_and_import_stands_in_the_manual(what):
    assert f"`{what}`" in manual() or f" {what}" in manual()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_every_page_stands_in_the_manual_with_its_key(page):
    line = next(line for line in manual().splitlines() if line.startswith("各页："))
    assert f"`{key_name(page.key)}` {page.label}" in line if page.key else page.label in line
