"""The pages that F2 to F8 show, each made when it is first looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from textual.screen import Screen


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the desk: `key` is its F-key, `label` its name in the second line, `make` builds its screen."""

    id: str
    key: str
    label: str
    make: Callable[[], Screen[Any]]


def lazy(place: str) -> Callable[[], Screen[Any]]:
    """A maker for `package.module:Class` that imports the module only when the page is first shown."""
    module, _, name = place.partition(":")

    def make() -> Screen[Any]:
        return cast(Screen[Any], getattr(import_module(module), name)())

    return make
