"""F9: everything that can be done here, found by Chinese or by first letters."""

from collections.abc import Sequence
from typing import Any

from textual.screen import Screen

from govtui.ui.commands import Command, Offer
from govtui.ui.dialogs.chooser import Chooser
from govtui.ui.screen import Offering
from govtui.ui.widgets.choices import match
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.paging import Row


class Palette(Chooser[Any]):
    """The menu and palette in one: without letters it lists every command of the place, then the general ones."""

    COLUMNS = (
        Column("label", "", width=16),
        Column("help", "", flex=1, style="muted"),
        Column("key", "", width=12, align="right", style="accent"),
    )

    def __init__(self, offers: Sequence[Offer]) -> None:
        self._offers = [offer for offer in offers if offer.command.palette]
        super().__init__(self._fitting, title="菜单", hint="回车执行，Esc 关闭")

    @classmethod
    def here(cls, screen: Screen[Any]) -> "Palette":
        """The palette for what has the focus on a screen."""
        return cls(screen.offers() if isinstance(screen, Offering) else [])

    def _fitting(self, text: str) -> list[Row]:
        scored = [(-_score(text, one.command), place, one) for place, one in enumerate(self._offers)]
        return [_row(one) for score, _, one in sorted(scored, key=lambda item: item[:2]) if score]

    def taken(self, row: Row) -> None:
        """Close and do it where it was offered."""
        offer: Offer = row.value
        app = self.app
        self.dismiss(None)

        async def do() -> None:
            if offer.node.is_attached:
                await app.run_action(offer.command.action, offer.node)

        app.call_later(do)


def _score(text: str, command: Command) -> int:
    return (
        3 * match(text, command.label)
        or match(text, command.where + command.label)
        or (1 if len(text) > 1 and text in command.help else 0)
    )


def _row(offer: Offer) -> Row:
    command = offer.command
    return Row(command.id, (command.label, command.help, command.shown_keys), offer)
