"""Settings of this office and of each clerk, kept in the store."""

from dataclasses import dataclass

from govtui.domain.refusal import Refusal
from govtui.domain.text import clean, halfwidth
from govtui.services.desk import Desk
from govtui.services.numbers import TERM, term
from govtui.store import settings as store

LONGEST = 500
_MOST_TERMS = 99


@dataclass(frozen=True, slots=True)
class Look:
    """How the screen looks to one clerk: the theme's name (empty: the usual one), plain characters for frames."""

    theme: str = ""
    ascii: bool = False


def read(desk: Desk) -> dict[str, str]:
    """Every setting by key, as it stands now."""
    with desk.reading() as reader:
        return store.read_settings(reader)


def put(desk: Desk, key: str, value: str, said: str) -> None:
    """Set one setting; `said` is what the journal says of it. Raises Refusal for an empty key or a value too long."""
    if not key or len(value) > LONGEST:
        raise Refusal(f"设置的内容最多 {LONGEST} 个字，请缩短。")
    with desk.writing("settings.put") as uow:
        store.put_setting(uow, key, clean(value))
        uow.say(said)
    desk.settings[key] = clean(value)


def look(desk: Desk) -> Look:
    """This clerk's look; what the clerk has not chosen is the office's."""
    theme = desk.settings.get(_own(desk, "theme")) or desk.settings.get("theme", "")
    plain = desk.settings.get(_own(desk, "ascii")) or desk.settings.get("ascii", "")
    return Look(theme, plain == "1")


def put_theme(desk: Desk, theme: str, name: str) -> None:
    """Keep this clerk's theme; `name` is what people call it."""
    put(desk, _own(desk, "theme"), theme, f"{desk.actor.name}的配色改为{name}")


def put_ascii(desk: Desk, plain: bool) -> None:
    """Keep whether this clerk's terminal needs plain characters for frames."""
    put(
        desk,
        _own(desk, "ascii"),
        "1" if plain else "0",
        f"{desk.actor.name}的框线改为{'普通字符' if plain else '线条'}",
    )


def put_term(desk: Desk, ordinal: str) -> None:
    """Say which term of the government runs: meetings and their minutes count from one in each (R1).

    Raises Refusal for what is no number from 1 to 99, and for a term before the one that runs.
    """
    text = halfwidth(clean(ordinal)).strip("第届 ")
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_TERMS:
        raise Refusal(f"届写成 1 到 {_MOST_TERMS} 的数字，例如 6。")
    now = term(desk)
    if int(text) < now:
        raise Refusal(f"现在是第 {now} 届，届只能往后改；写错的请按 Ctrl+Z 撤销。")
    put(desk, TERM, str(int(text)), f"届改为第 {int(text)} 届，会议次数重新排起")


def _own(desk: Desk, what: str) -> str:
    return f"clerk.{desk.actor.id}.{what}"
