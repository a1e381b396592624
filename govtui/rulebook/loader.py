"""Opening a rule pack."""

from pathlib import Path

from govtui.rulebook.model import Rulebook


def load(source: str | Path) -> Rulebook:
    """The rule pack of this name or path."""
    raise NotImplementedError


def packs() -> tuple[str, ...]:
    """Names of the packs that come with the program."""
    return ()
