"""The first line of the screen, and the little that the app itself asks of a desk."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


class ActorLike(Protocol):
    """Who works here."""

    @property
    def name(self) -> str:
        """The person's name."""

    @property
    def section(self) -> str:
        """The section the person belongs to."""


class DeskLike(Protocol):
    """What the app itself needs of a desk; screens use the whole `services.desk.Desk`."""

    @property
    def actor(self) -> ActorLike:
        """Who works here."""

    @property
    def office(self) -> str:
        """The office's name."""

    def now(self) -> datetime:
        """The present moment."""

    def today(self) -> date:
        """The present day."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The first line: `day` is `2026-11-23 周一 工作日`."""

    office: str
    day: str
    actor: str
    demonstration: bool
