"""Whether enough members are there: only members count, and only those who came themselves."""

from collections.abc import Iterable
from dataclasses import dataclass

from govtui.domain.meetings.attendees import MEMBER
from govtui.domain.meetings.states import DEPUTY
from govtui.rulebook.meetings import Quorum


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody on the list: in what part, whether signed in, and what was replied (代会: a deputy came)."""

    tier: str
    signed: bool
    reply: str

    @property
    def member(self) -> bool:
        """Whether this is a member's place."""
        return self.tier == MEMBER

    @property
    def counts(self) -> bool:
        """Whether a member is there in person; a deputy sits in and does not count."""
        return self.member and self.signed and self.reply != DEPUTY


def count(quorum: Quorum | None, people: Iterable[Presence]) -> tuple[int, int, int | None]:
    """Members expected, members present, and how many are needed: None where the rules set no number."""
    listed = tuple(people)
    members = sum(one.member for one in listed)
    return members, sum(one.counts for one in listed), quorum.needed(members) if quorum else None
