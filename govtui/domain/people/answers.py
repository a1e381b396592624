"""What the directory answers with: a person at a post, and a person away."""

from dataclasses import dataclass
from datetime import date

from govtui.domain.people.rows import AbsenceRow, PersonRow, PostRow, UnitRow


@dataclass(frozen=True, slots=True)
class Holder:
    """A person at a post as of a day; `title` is the post as printed, `rank` its order number (1 is in front)."""

    person: PersonRow
    post: PostRow
    title: str

    @property
    def id(self) -> int:
        """The person's id."""
        return self.person.id

    @property
    def person_id(self) -> int:
        """The person's id."""
        return self.person.id

    @property
    def name(self) -> str:
        """The person's name."""
        return self.person.name

    @property
    def role(self) -> str:
        """The post's role in the rule pack."""
        return self.post.role

    @property
    def rank(self) -> int:
        """The order number in the ranked list."""
        return self.post.rank


@dataclass(frozen=True, slots=True)
class Away:
    """A person away; `acting` is who acts, `by` says on what ground: 委托 (a delegation) or 报备 (named on leaving)."""

    person: PersonRow
    absence: AbsenceRow
    acting: Holder | None = None
    by: str = ""

    @property
    def acting_person_id(self) -> int | None:
        """Who acts, by id."""
        return self.acting.person_id if self.acting else None

    @property
    def to_day(self) -> date:
        """The last day away as known now."""
        return self.absence.last_day


@dataclass(frozen=True, slots=True)
class Gap:
    """A unit that needs a portfolio and what it lacks: any of 分管, 协管, 服务."""

    unit: UnitRow
    missing: tuple[str, ...]
