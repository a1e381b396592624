"""Where people sit: how ranks fill a row of seats."""

from collections.abc import Sequence
from typing import TypeVar

One = TypeVar("One")


def place(rank: int) -> int:
    """How many seats from the middle somebody of this rank (0 is the foremost) sits; positive is his left hand.

    The foremost sits in the middle, the second at his left hand, the third at his right, and so on in turns. Source:
    custom of Chinese party and government meetings (左为上, left is the higher side for those who sit facing the hall);
    an office's working rules do not set it, so the sheet says that it may be changed.
    """
    away = (rank + 1) // 2
    return away if rank % 2 else -away


def abreast(people: Sequence[One], width: int) -> list[One | None]:
    """A row of `width` seats as seen from the hall, from left to right; `people` come by rank, foremost first.

    The foremost sits in the middle seat; seen from the hall his left hand is on the right. An even `width` has its
    extra seat there. Raises ValueError for more people than seats.
    """
    if len(people) > width:
        raise ValueError(f"{len(people)} people for {width} seats")
    seats: list[One | None] = [None] * width
    middle = (width - 1) // 2
    for rank, one in enumerate(people):
        seats[middle + place(rank)] = one
    return seats


def rows_of(people: Sequence[One], width: int) -> list[Sequence[One]]:
    """`people` by rank in rows of at most `width`, the foremost in front."""
    return [people[at : at + width] for at in range(0, len(people), width)]
