"""A choice on one line, and a field that finds people and units by the first letters of their names."""

from collections.abc import Sequence
from typing import Any

from textual import events
from textual.actions import SkipAction
from textual.geometry import Offset
from textual.reactive import reactive
from textual.strip import Strip

from govtui.domain.text import cells, spared
from govtui.ui.commands import Command, Commanding
from govtui.ui.widgets.choices import Choice, Source, match
from govtui.ui.widgets.inputs import CnInput, Edited
from govtui.ui.widgets.paint import Painted, Span, shown

_ANSWERS = {"y": "是", "n": "否"}
"""Keys that answer a question which has no other answers."""


class ChoiceInput(Commanding, Painted, can_focus=True):
    """One of a few values: left and right, a digit, or the first letters choose. All are seen where there is room."""

    ACTIONS = (
        Command("choice.left", "前一个", "选前一个值。", ("left",), "turn(-1)", "表单", palette=False),
        Command("choice.right", "后一个", "选后一个值。", ("right", "space"), "turn(1)", "表单", palette=False),
    )

    at: reactive[int] = reactive(0, init=False)

    def __init__(self, choices: Sequence[Choice], value: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.choices = tuple(choices)
        self._letters = ""
        self.set_reactive(ChoiceInput.at, self._index(value))

    def _index(self, value: str) -> int:
        return next((at for at, choice in enumerate(self.choices) if value in (choice.id, choice.label)), 0)

    @property
    def choice(self) -> Choice | None:
        """What is chosen."""
        return self.choices[self.at] if self.choices else None

    @property
    def value(self) -> str:
        """The chosen id."""
        return self.choice.id if self.choice else ""

    def set_text(self, text: str) -> None:
        """Choose by id or label, as the program does."""
        with self.prevent(Edited):
            self.at = self._index(text)

    def settle(self) -> None:
        """Forget the letters typed so far."""
        self._letters = ""

    def watch_at(self, before: int, now: int) -> None:
        """Tell the form."""
        if before != now and self.is_mounted:
            self.post_message(Edited(self))

    def action_turn(self, by: int) -> None:
        """The next or previous value."""
        if self.choices:
            self.at = (self.at + by) % len(self.choices)

    def on_key(self, event: events.Key) -> None:
        """A digit, letters of a label, or first letters of its pinyin choose at once."""
        typed = event.character or ""
        if not event.is_printable or typed.isspace() or typed in "?/？、":
            return
        event.stop()
        if typed.isdigit() and 0 < int(typed) <= len(self.choices) and not self._letters:
            self.at = int(typed) - 1
            return
        if typed in _ANSWERS and {one.label for one in self.choices} == set(_ANSWERS.values()):
            self.at = self._index(_ANSWERS[typed])
            return
        for letters in (self._letters + typed, typed):
            if (found := self._find(letters)) is not None:
                self.at, self._letters = found, letters
                return

    def _find(self, letters: str) -> int | None:
        scored = [(match(letters, choice.label), -at) for at, choice in enumerate(self.choices)]
        score, place = max(scored, default=(0, 0))
        return -place if score >= 2 else None

    def on_blur(self, _event: events.Blur) -> None:
        """Forget the letters typed so far."""
        self.settle()

    def on_click(self, event: events.Click) -> None:
        """A click on a value chooses it."""
        start = 0
        for at, choice in enumerate(self.choices if self._all_fit else ()):
            wide = cells(shown(choice.label)) + 1
            if start <= event.x < start + wide:
                self.at = at
            start += wide

    @property
    def _all_fit(self) -> bool:
        return sum(cells(shown(choice.label)) + 1 for choice in self.choices) < self.size.width

    @property
    def cursor_screen_offset(self) -> Offset:
        """The start of the field."""
        return self.content_region.offset

    def render_line(self, y: int) -> Strip:
        """All values with the chosen one marked, or the chosen one and its place."""
        if y or not self.choices:
            return self.line([], self.size.width)
        on = "cursor" if self.has_focus else "chip"
        if self._all_fit:
            return self.line(self._all(on), self.size.width)
        place = f" {self.at + 1}/{len(self.choices)}"
        label = self.fit(shown(self.choices[self.at].label), max(2, self.size.width - cells(place) - 4)).rstrip()
        return self.line([("<", "muted"), (f" {label} ", on), (">", "muted"), (place, "muted")], self.size.width)

    def _all(self, on: str) -> list[Span]:
        """Every value; the chosen one's ground takes in the blanks beside it."""
        spans: list[Span] = []
        for at, choice in enumerate(self.choices):
            spans += [
                (" ", on if at in (self.at, self.at + 1) else ""),
                (shown(choice.label), on if at == self.at else "muted"),
            ]
        return [*spans, (" ", on if self.at == len(self.choices) - 1 else "")]


class Suggestions(Painted):
    """The list under a picking field; never takes the focus."""

    MOST = 8

    def __init__(self) -> None:
        super().__init__()
        self.choices: tuple[Choice, ...] = ()
        self.at = 0
        self.display = False

    def offer(self, choices: Sequence[Choice], at: Offset, width: int) -> None:
        """Show the first choices below the field at `at`, or above it where there is no room."""
        self.choices, self.at = tuple(choices[: self.MOST]), 0
        self.display = bool(self.choices)
        wide = max([width, *(cells(shown(one.label)) + cells(shown(one.detail)) + 4 for one in self.choices)])
        wide = min(wide, self.app.size.width - 2)
        height = len(self.choices)
        below = at.y + 1 + height <= self.app.size.height - 1
        self.styles.width, self.styles.height = wide, height
        left = min(at.x, max(0, self.app.size.width - wide))
        self.styles.offset = (left, at.y + 1 if below else max(0, at.y - height))
        self.refresh(layout=True)

    def move(self, by: int) -> None:
        """Another line."""
        self.at = (self.at + by) % len(self.choices)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One choice."""
        if y >= len(self.choices):
            return self.line([], self.size.width)
        choice = self.choices[y]
        base = self.rich_style + (self.pen("cursor") if y == self.at else self.pen(""))
        borders = self._borders(y)
        # Borders under a form lie an even number of columns apart: one more blank in front and none is in the way.
        lead = "  " if borders and borders[0] % 2 == 0 else " "
        label = spared(lead + shown(choice.label) + "  ", 0, borders)
        detail = spared(shown(choice.detail), cells(label), borders)
        return self.line([(label, ""), (detail, "muted")], self.size.width, base)

    def _borders(self, y: int) -> list[int]:
        """Columns at which fields underneath begin or end: the screen is put together in pieces between them, and a
        wide character across one would be lost."""
        line, left, right = self.region.y + y, self.region.x, self.region.right
        cuts = self.screen._compositor.cuts
        return [cut - left for cut in cuts[line] if left < cut < right] if line < len(cuts) else []


class PickInput(Commanding, CnInput):
    """Finds people, units or anything by first letters of pinyin or by Chinese letters; Enter takes the first.

    `free` lets a text stand that is none of the choices. `many` takes several, written with 、 between them.
    """

    ACTIONS = (
        Command("pick.up", "上一条", "候选列表上移。", ("up",), "list_move(-1)", "表单", palette=False),
        Command("pick.down", "下一条", "候选列表下移。", ("down",), "list_move(1)", "表单", palette=False),
        Command(
            "pick.close", "收起候选", "收起候选列表，保留已输入的字。", ("escape",), "list_close", "表单", palette=False
        ),
    )

    def __init__(
        self,
        source: Source,
        value: str = "",
        *,
        free: bool = False,
        many: bool = False,
        placeholder: str = "",
        id: str | None = None,
    ) -> None:
        super().__init__(value, placeholder=placeholder, id=id)
        self.source, self.free, self.many = source, free, many
        self._known: dict[str, Choice] = {}
        self._list: Suggestions | None = None
        self._quiet = ""
        self._taken = ""

    # -- what was picked

    @property
    def picked(self) -> tuple[Choice, ...]:
        """The choices that the text names; with `free` also texts that name none, with an empty id."""
        found = []
        for part in self._parts():
            choice = self._known.get(part) or self._exact(part)
            if choice is not None:
                self._known[part] = choice
            if choice is not None or self.free:
                found.append(choice or Choice("", part))
        return tuple(found)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The parts of the text that name no choice."""
        return tuple(part for part in self._parts() if part not in self._known and self._exact(part) is None)

    def _parts(self) -> list[str]:
        text = self.value.strip()
        parts = text.replace("，", "、").replace(",", "、").split("、") if self.many else [text]
        return [part.strip() for part in parts if part.strip()]

    def _exact(self, text: str) -> Choice | None:
        return next((choice for choice in self.source(text) if choice.label == text), None)

    def pick(self, choice: Choice) -> None:
        """Take a choice: its label stands in the field (after the others, where several are taken)."""
        label = shown(choice.label)
        self._known[label] = choice
        head = self._head()
        self._quiet = f"{head}{label}"
        self.replace(self._quiet, 0, len(self.value))
        self._taken = self._quiet if self.many else ""
        self.close()

    def replace(self, text: str, start: int, end: int) -> None:
        """What is typed right behind a choice begins the next one, with the sign between them."""
        behind = bool(self._taken) and self.value == self._taken and start == end == len(self.value)
        super().replace(f"、{text}" if behind and text[:1].isalnum() else text, start, end)

    def set_picked(self, choices: Sequence[Choice]) -> None:
        """Fill the field, as the program does."""
        self._known.update({shown(choice.label): choice for choice in choices})
        self._quiet = "、".join(shown(choice.label) for choice in choices)
        self.set_text(self._quiet)

    def _head(self) -> str:
        """The part of the text before what is being typed."""
        return self.value[: len(self.value) - len(self._tail())] if self.many else ""

    def _tail(self) -> str:
        if not self.many:
            return self.value
        cut = max(self.value.rfind(sign) for sign in "、，,")
        return self.value[cut + 1 :]

    # -- the list

    @property
    def open(self) -> bool:
        """True while the list is seen."""
        return self._list is not None and bool(self._list.display)

    def watch_value(self, value: str) -> None:
        """Offer what fits the text."""
        super().watch_value(value)
        if self.is_mounted and self.has_focus and value != self._quiet:
            self._offer()
        elif not value or value == self._quiet:
            self.close()

    def _offer(self) -> None:
        tail = self._tail().strip()
        if not tail:
            self.close()
            return
        if self._list is None:
            self._list = Suggestions()
            self.screen.mount(self._list)
        x, y, width, _ = self.content_region
        self._list.offer(self.source(tail), Offset(x, y), min(width, 40))

    def close(self) -> None:
        """Hide the list."""
        if self._list is not None:
            self._list.display = False

    def action_list_move(self, by: int) -> None:
        """Another line of the list; without a list the key is the form's."""
        if not self.open or self._list is None:
            raise SkipAction
        self._list.move(by)

    def action_list_close(self) -> None:
        """Hide the list; without a list the key is the form's."""
        if not self.open:
            raise SkipAction
        self.close()

    async def action_submit(self) -> None:
        """Enter takes the chosen line; then, and without a list, it is the form's."""
        if self.open and self._list is not None and self._list.choices:
            self.pick(self._list.choices[self._list.at])
            if self.many:
                return
        raise SkipAction

    def settle(self) -> None:
        """Leaving: a text that can only mean one choice becomes it."""
        super().settle()
        self.close()
        if not self.free and not self.many and self.unknown and len(found := self.source(self.value)) == 1:
            with self.prevent(Edited):
                self.pick(found[0])

    def on_unmount(self) -> None:
        """The list goes with the field."""
        if self._list is not None and self._list.is_attached:
            self._list.remove()

    def picks(self) -> list[dict[str, Any]]:
        """What was picked, for a draft."""
        return [{"id": one.id, "label": one.label, "detail": one.detail} for one in self.picked if one.id]
