"""The frozen lines that lists about people show."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with who heads it, who is in charge of, assists with and serves it; `missing` names what it lacks."""

    id: int
    version: int
    name: str
    short_name: str
    category: str
    number_prefix: str
    parent: str
    head: str
    in_charge: str
    assisting: str
    section: str
    phone: str
    missing: tuple[str, ...]
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person of a unit; `post_id` and `post_version` are those of the foremost post, `away` says 出差至 11-25."""

    id: int
    version: int
    name: str
    title: str
    unit: str
    office_phone: str
    mobile: str
    post_id: int | None
    post_version: int
    away: str


@dataclass(frozen=True, slots=True)
class LeaderLine:
    """A place in the ranked list with the division of work: units by name, in list order."""

    person_id: int
    post_id: int
    post_version: int
    order: int
    name: str
    title: str
    role: str
    in_charge: tuple[str, ...]
    assisting: tuple[str, ...]
    office_phone: str
    mobile: str
    since: date | None
    away: str


@dataclass(frozen=True, slots=True)
class DelegationLine:
    """A delegation; `state` is 有效, 未到期 (not begun) or 已过期."""

    id: int
    version: int
    giver: str
    taker: str
    kind: str
    scope: str
    source: str
    from_day: date
    to_day: date | None
    state: str


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """An absence; `state` is 在外, 将外出, 未销假 (the end has passed without a return) or 已归."""

    id: int
    version: int
    person_id: int
    name: str
    title: str
    kind: str
    place: str
    reason: str
    from_day: date
    to_day: date
    returned_on: date | None
    acting: str
    by: str
    state: str


@dataclass(frozen=True, slots=True)
class GapLine:
    """A unit without a full portfolio; `missing` in the words of the list (分管副市长, 协管副秘书长, 对应科室)."""

    unit_id: int
    version: int
    name: str
    category: str
    head: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post in a person's history; `state` is 在任, 将任 or 已离任."""

    id: int
    version: int
    title: str
    unit: str
    role: str
    order: int | None
    from_day: date | None
    to_day: date | None
    state: str
