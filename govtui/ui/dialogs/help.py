"""F1: what has the focus, what can be done here and by which keys; made from the registry."""

from typing import Any

from textual.dom import DOMNode
from textual.screen import Screen

from govtui.domain.text import cells, pad
from govtui.ui.commands import Offer, commands_of, offers
from govtui.ui.dialogs.reading import Reading
from govtui.ui.widgets.detail import Grid, Para, Part, Section

NOTES = (
    "中文输入法打开时字母键会进入输入法，可改用功能键、Ctrl 组合键或 F9 菜单。",
    "本程序为非涉密系统，不得录入国家秘密；涉密文件请在专用登记簿登记。",
)


class Help(Reading):
    """Help for one place."""

    @classmethod
    def about(cls, screen: Screen[Any]) -> "Help":
        """Help for what has the focus on `screen`."""
        focused = screen.focused
        chain = list(focused.ancestors_with_self) if focused is not None else [screen, screen.app]
        return cls("帮助", help_parts(chain, offers(chain)))


def help_parts(chain: list[DOMNode], offered: list[Offer]) -> list[Part | Section]:
    """The sections of a help text: the places from the nearest outwards, then keys by heading."""
    parts: list[Part | Section] = []
    words = [str(node.HELP) for node in chain if commands_of(node) and node.HELP]
    if words:
        parts.append(Section("这里", tuple(Para(word) for word in dict.fromkeys(words))))
    places: dict[str, list[tuple[str, str, str]]] = {}
    for offer in offered:
        command = offer.command
        keys = command.shown_keys or "F9"
        places.setdefault(command.where, []).append((keys, command.label, command.help))
    wide = [max((cells(row[at]) for rows in places.values() for row in rows), default=0) for at in (0, 1)]
    places = {place: [(pad(a, wide[0]), pad(b, wide[1]), c) for a, b, c in rows] for place, rows in places.items()}
    parts += [Section(place, (Grid(tuple(rows), ("accent", "strong")),)) for place, rows in places.items()]
    return [*parts, Section("提示", tuple(Para(note) for note in NOTES))]
