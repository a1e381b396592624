"""The one registry of commands: bindings, footer, palette, help table and the manual's key page all come from it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.dom import DOMNode

FORBIDDEN_KEYS = frozenset({"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+space", "shift+space", "ctrl+@"})
"""Keys that terminals cannot tell from others, or that input methods take for themselves."""

_TWINS = {
    "question_mark": ("fullwidth_question_mark",),
    "slash": ("ideographic_comma", "fullwidth_solidus"),
    "full_stop": ("ideographic_full_stop",),
    "comma": ("fullwidth_comma",),
    "plus": ("fullwidth_plus_sign",),
    "minus": ("fullwidth_hyphen_minus",),
    "asterisk": ("fullwidth_asterisk",),
    "left_square_bracket": ("left_black_lenticular_bracket", "left_corner_bracket"),
    "right_square_bracket": ("right_black_lenticular_bracket", "right_corner_bracket"),
}
_SIGNS = {
    "?": "question_mark",
    "/": "slash",
    ".": "full_stop",
    ",": "comma",
    "+": "plus",
    "-": "minus",
    "*": "asterisk",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
}
_SHOWN = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "空格",
    "tab": "Tab",
    "up": "上",
    "down": "下",
    "left": "左",
    "right": "右",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "insert": "Ins",
    "backspace": "退格",
} | {name: sign for sign, name in _SIGNS.items()}


def key_name(key: str) -> str:
    """A key as the clerk reads it: `ctrl+s` → `Ctrl+S`, `space` → `空格`."""
    *modifiers, last = key.split("+")
    shown = _SHOWN.get(last) or (last.upper() if modifiers or last[:1] == "f" and last[1:].isdigit() else last)
    return "+".join([*(part.capitalize() for part in modifiers), shown])


def is_letter(key: str) -> bool:
    """True for keys that a Chinese input method swallows while it is on."""
    return len(key) == 1 and key.isalpha()


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a user can do by a key.

    `id` is also the binding's id, by which an office rebinds it. `keys` are Textual key names or plain signs (`/`);
    the first one is shown. `action` is a Textual action found on the widget or screen that declares the command.
    `where` is the heading under which help and manual list it. `footer` and `palette` say where it is offered.
    `priority` lets it through even while a field has the focus.
    """

    id: str
    label: str
    help: str
    keys: tuple[str, ...]
    action: str
    where: str = "通用"
    footer: bool = False
    palette: bool = True
    priority: bool = False

    @property
    def all_keys(self) -> tuple[str, ...]:
        """The keys with the full-width twins of every sign among them."""
        named = [_SIGNS.get(key, key) for key in self.keys]
        return tuple(dict.fromkeys(key for name in named for key in (name, *_TWINS.get(name, ()))))

    @property
    def shown_key(self) -> str:
        """The first key as the clerk reads it; empty for a command that has none."""
        return key_name(_SIGNS.get(self.keys[0], self.keys[0])) if self.keys else ""

    @property
    def shown_keys(self) -> str:
        """All keys but the twins, as the clerk reads them."""
        return " ".join(key_name(_SIGNS.get(key, key)) for key in self.keys)

    def binding(self) -> Binding:
        """The Textual binding, with the command's id."""
        keys = ",".join(self.all_keys)
        return Binding(keys, self.action, self.label, show=False, priority=self.priority, id=self.id)


class Registry:
    """Every command of the program, each under its id, in the order of declaration."""

    def __init__(self) -> None:
        self._commands: dict[str, Command] = {}

    def add(self, *commands: Command) -> None:
        """Take commands in; the same id with another meaning is a ValueError."""
        for command in commands:
            known = self._commands.setdefault(command.id, command)
            if known != command:
                raise ValueError(f"command id {command.id!r} stands for two commands")

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def __getitem__(self, command_id: str) -> Command:
        return self._commands[command_id]

    def __contains__(self, command_id: str) -> bool:
        return command_id in self._commands

    def by_place(self) -> dict[str, list[Command]]:
        """The commands under their headings."""
        places: dict[str, list[Command]] = {}
        for command in self:
            places.setdefault(command.where, []).append(command)
        return places

    def markdown(self) -> str:
        """The manual's key page. Import the screens first: a command is known once its class is."""
        parts = []
        for place, commands in self.by_place().items():
            rows = [f"| {c.shown_keys or 'F9 菜单'} | {c.label} | {c.help} | `{c.id}` |" for c in commands]
            parts.append("\n".join([f"### {place}", "", "| 键 | 做什么 | 说明 | 编号 |", "|---|---|---|---|", *rows]))
        return "\n\n".join(parts) + "\n"


REGISTRY = Registry()


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """Textual bindings of the commands that have a key."""
    return [command.binding() for command in commands if command.keys]


class Commanding:
    """Mixin for screens and widgets: what they list in `ACTIONS` is bound and registered.

    Put it before the Textual base class: `class Queue(Commanding, Widget)`.
    """

    ACTIONS: ClassVar[tuple[Command, ...]] = ()
    HELP: ClassVar[str | None] = None
    """One or two sentences for F1 about this place."""

    def __init_subclass__(cls, **options: Any) -> None:
        own: tuple[Command, ...] = cls.__dict__.get("ACTIONS", ())
        if own:
            REGISTRY.add(*own)
            bound: dict[str, Any] = {"BINDINGS": [*cls.__dict__.get("BINDINGS", []), *bindings(own)]}
            for name, value in bound.items():
                setattr(cls, name, value)
        super().__init_subclass__(**options)


def commands_of(node: object) -> tuple[Command, ...]:
    """The commands that a node declares, its own class's before those of its bases."""
    found: dict[str, Command] = {}
    for base in type(node).__mro__:
        for command in base.__dict__.get("ACTIONS", ()):
            found.setdefault(command.id, command)
    extra: tuple[Command, ...] = getattr(node, "more_commands", ())
    return (*found.values(), *extra)


@dataclass(frozen=True, slots=True)
class Offer:
    """A command that can be done now, and the node that does it."""

    command: Command
    node: DOMNode


def offers(nodes: Iterable[DOMNode]) -> list[Offer]:
    """What can be done along a chain of nodes (the focused widget first); a nearer node hides a further one's id."""
    found: dict[str, Offer] = {}
    for node in nodes:
        for command in commands_of(node):
            if command.id not in found and _allowed(node, command):
                found[command.id] = Offer(command, node)
    return list(found.values())


def _allowed(node: DOMNode, command: Command) -> bool:
    name = command.action.rpartition(".")[2].partition("(")[0]
    return bool(node.check_action(name, ()))


OPEN = Command("list.open", "打开", "打开光标所在的一行。", ("enter",), "open", "列表", footer=True)
MARK = Command(
    "list.mark", "标记", "标记或取消标记光标所在的一行，然后对所有标记的行一起办理。", ("space",), "mark", "列表"
)
BACK = Command("back", "返回", "回到上一处；正在填写的内容留作草稿。", ("escape",), "back", footer=True)
NEW = Command("new", "新建", "在当前画面新建一条。", ("ctrl+n", "n"), "new", footer=True)
SAVE = Command("save", "保存", "保存正在填写的内容，光标在哪一栏都可以。", ("ctrl+s",), "save", footer=True)
WHY = Command(
    "why", "为什么", "说明当前期限、路线或提示依据哪一条规定、用了哪些事实。", ("?", "ctrl+y"), "why", footer=True
)
EXPORT = Command("export", "导出", "把画面上的内容导出为 Excel 文件。", ("ctrl+e",), "export")
STANDARD = (OPEN, MARK, BACK, NEW, SAVE, WHY, EXPORT)
"""Commands that several screens share: put them into ACTIONS and write `action_<action>`."""
