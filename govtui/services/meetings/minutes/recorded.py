"""What was noted of the discussion of each topic, for the screen that takes it down."""

from collections.abc import Mapping
from dataclasses import dataclass

from govtui.services.desk import Desk
from govtui.store.meetings import minutes as store


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said of one item: the discussion, who did not agree, why the chair decided otherwise; the version of
    the item that it was read from."""

    discussion: str = ""
    dissent: str = ""
    chair_reason: str = ""
    version: int | None = None


def recorded(desk: Desk, meeting_id: int) -> Mapping[int, Talk]:
    """By id of the agenda item what was noted."""
    with desk.reading() as reader:
        rows = store.items(reader, meeting_id)
    return {row["id"]: Talk(row["discussion"], row["dissent"], row["chair_reason"], row["version"]) for row in rows}
