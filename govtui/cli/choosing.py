"""How the options of `govtui export` choose, and what is said where they do not fit what is exported."""

import argparse
import re

from govtui.domain.refusal import Refusal

CHOOSING = ("week", "year", "first", "last", "ids", "meeting", "topic")
"""The options that choose, as argparse names them."""

_NUMBERS = re.compile(r"[0-9,，\s]+")


def only(options: argparse.Namespace, what: str, *names: str) -> None:
    """Refuse the ways to choose that this export has no use for."""
    shown = {"first": "--from", "last": "--to"}
    for name in CHOOSING:
        if name not in names and getattr(options, name) is not None:
            raise Refusal(f"export {what} 不用 {shown.get(name, '--' + name)}，请去掉它再试。")


def needed(options: argparse.Namespace, what: str, name: str, which: str, example: str) -> list[str]:
    """What must be named with the option `name`. Raises Refusal, asking `which`, where it is not."""
    only(options, what, name)
    words: list[str] | None = getattr(options, name)
    if not words:
        raise Refusal(f"请用 --{name} 写明{which}，例如 govtui export {what} --{name} {example}。")
    return words


def split(words: list[str]) -> list[str]:
    """Words that may be parted by commas, each on its own."""
    return [part for word in words for part in word.replace("，", ",").split(",") if part.strip()]


def names(words: list[str]) -> list[str]:
    """Numbers may be parted by commas; a name is kept whole, commas and all."""
    return [part for word in words for part in (split([word]) if _NUMBERS.fullmatch(word) else [word])]
