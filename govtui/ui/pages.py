"""The pages that F2 to F8 show, each made when it is first looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from textual.screen import Screen

from govtui.ui.commands import key_name


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the desk: `label` is its name in the second line, `make` builds its screen.

    A page whose `key` is an F-key always stands in that line; one behind another key, or behind none (it is then
    reached from the menu), stands there while it is shown. `beside` is the page that its key leads on to while it is
    itself shown.
    """

    id: str
    key: str
    label: str
    make: Callable[[], Screen[Any]]
    beside: str = ""

    @property
    def name(self) -> str:
        """Key and label as the second line shows them."""
        return f" {key_name(self.key)} {self.label} " if self.key else f" {self.label} "

    @property
    def always_named(self) -> bool:
        """True for the pages behind F-keys."""
        return self.key[:1] == "f" and self.key[1:].isdigit()


def lazy(place: str) -> Callable[[], Screen[Any]]:
    """A maker for `package.module:Class` that imports the module only when the page is first shown."""
    module, _, name = place.partition(":")

    def make() -> Screen[Any]:
        return cast(Screen[Any], getattr(import_module(module), name)())

    return make
