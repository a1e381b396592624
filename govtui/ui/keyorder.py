"""Keys in the order they were typed: a key that leaves a field goes its whole way before the next one is heard.

Textual hands every key to the field that has the focus when it arrives, and moves the focus later. What is typed fast
behind Enter (or comes together with it over a slow line) would land in the field that was left.
"""

from typing import TYPE_CHECKING, Any

from textual import events

from govtui.ui.widgets.inputs import CnArea, CnInput

LEAVING = frozenset({"enter", "tab", "shift+tab", "up", "down"})
_LONGEST = 0.5
"""Seconds after which held keys go on whatever has become of the one before."""

if TYPE_CHECKING:
    from textual.app import App

    _Base = App[int]
else:
    _Base = object


class KeyOrder(_Base):
    """Mixin of the app: `held_back` and `followed` stand around the handling of a key."""

    _held: list[events.Event] | None = None
    _turn = 0

    def held_back(self, event: events.Event) -> bool:
        """Whether the event waits for an earlier key to end; it will be heard again then."""
        if self._held is None:
            return False
        self._held.append(event)
        return True

    def leaving(self, event: events.Key) -> Any:
        """The field that a key may leave; None for other keys and places."""
        field = self.focused
        return field if event.key in LEAVING and isinstance(field, (CnInput, CnArea)) else None

    def followed(self, field: Any) -> None:
        """Hold what comes until the key just handed to `field` has come to its end: word is sent the same way."""
        self._held, self._turn = [], self._turn + 1
        self._climb(field, self._turn)
        self.set_timer(_LONGEST, lambda turn=self._turn: self._let_go(turn))

    def _climb(self, node: Any, turn: int) -> None:
        """From widget to widget up to the app; there behind the key and the move of the focus it asked for."""
        if node is None or node is self or not node.is_running:
            self.call_later(self.call_later, self._let_go, turn)
        else:
            node.call_later(self._climb, node.parent, turn)

    async def _let_go(self, turn: int) -> None:
        if self._held is None or turn != self._turn:
            return
        held, self._held = self._held, None
        for event in held:
            await self.on_event(event)
