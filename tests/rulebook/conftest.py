"""The shipped pack and an invented second one."""

from pathlib import Path

import pytest

from govtui.rulebook import Rulebook, load


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The pack that comes with the program."""
    return load("chenzhou-2017")


@pytest.fixture(scope="session")
def other() -> Rulebook:
    """Another government: a second file, the same code."""
    return load(Path(__file__).with_name("linhe-2024.toml"))
