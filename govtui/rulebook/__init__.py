"""The working rules as data, with article, strength and effect."""

from govtui.rulebook.loader import load, packs
from govtui.rulebook.model import Rulebook
from govtui.rulebook.terms import RulebookError

__all__ = ["Rulebook", "RulebookError", "load", "packs"]
