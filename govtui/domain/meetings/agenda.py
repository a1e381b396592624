"""The agenda: running times, the order of items, what is left of the planned time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

LONGEST = 600
"""Minutes that one topic may take; more is a slip of the hand."""


def windows(starts: datetime | None, minutes: Sequence[int]) -> tuple[tuple[datetime | None, datetime | None], ...]:
    """When each item begins and ends, one after the other from `starts`; None while the meeting has no time."""
    found: list[tuple[datetime | None, datetime | None]] = []
    at = starts
    for length in minutes:
        until = None if at is None else at + timedelta(minutes=length)
        found.append((at, until))
        at = until
    return tuple(found)


def minutes_left(starts: datetime | None, ends: datetime | None, total: int) -> int | None:
    """Minutes between the end of the last item and the planned end; negative: too much for the time."""
    if starts is None or ends is None:
        return None
    return int((ends - starts).total_seconds() // 60) - total


def moved(order: Sequence[int], item: int, by: int, first: int = 1) -> tuple[int, ...]:
    """The order with `item` moved `by` places (up: negative), not past the ends, nor before place `first`."""
    rest = [one for one in order if one != item]
    place = order.index(item) + by
    at = max(first - 1, min(place, len(rest)))
    return (*rest[:at], item, *rest[at:])
