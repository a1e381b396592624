"""How sentences call an outgoing paper."""

from typing import TYPE_CHECKING

from govtui.domain.text import cut

if TYPE_CHECKING:
    from govtui.store.tables import Outgoing

_WIDEST = 40
"""Cells of a title in a sentence."""


def name_of(paper: "Outgoing") -> str:
    """The number once it has one, else the title cut short in 《》."""
    return paper.number or f"《{cut(paper.title, _WIDEST)}》"
