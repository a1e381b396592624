"""Who sits where for one paper on one day: the people map as routes ask it."""

from collections.abc import Callable
from datetime import date

from govtui.domain.documents.routing import Away, Leader, RoutePlan, propose
from govtui.domain.people.directory import Directory
from govtui.domain.people.rows import UNRANKED
from govtui.services.desk import Desk
from govtui.services.people import directory


def route_plan(desk: Desk, sender_id: int | None, doc_class: str, major: bool, on: date | None = None) -> RoutePlan:
    """The reading order of a paper from `sender_id`, as of `on` (today): R48, R50d, R59c."""
    day = on or desk.today()
    return propose(desk.book, doc_class, major, seat_finder(desk, sender_id, day), away_finder(desk, day))


def seat_finder(desk: Desk, sender_id: int | None, on: date) -> Callable[[str], Leader | None]:
    """Who holds a slot for papers of a unit: 分管, 协管, or the one leader in a role."""
    people = directory(desk)

    def seat_of(slot: str) -> Leader | None:
        if slot in ("in_charge", "assisting"):
            answer = people.in_charge_of if slot == "in_charge" else people.assisting
            person = answer(sender_id, on) if sender_id else None
        else:
            person = people.person_in_role(slot, on)
        return _leader(people, person.person_id, on) if person else None

    return seat_of


def away_finder(desk: Desk, on: date) -> Callable[[int], Away | None]:
    """Whether a leader is away, until when, and who acts."""
    people = directory(desk)

    def away_of(person_id: int) -> Away | None:
        away = people.is_away(person_id, on)
        if away is None:
            return None
        return Away(away.absence.last_day, _leader(people, away.acting.id, on) if away.acting else None)

    return away_of


def leader_of(desk: Desk, person_id: int, on: date | None = None) -> Leader | None:
    """A person as routes name them: the post that stands furthest in front on that day; None without a post."""
    return _leader(directory(desk), person_id, on or desk.today())


def serving_section(desk: Desk, sender_id: int | None, on: date | None = None) -> tuple[int, str] | None:
    """The section that serves a unit: id and name."""
    found = directory(desk).serving_section(sender_id, on or desk.today()) if sender_id else None
    return None if found is None else (found.id, found.name)


def _leader(people: Directory, person_id: int, on: date) -> Leader | None:
    post, person = people.post_of(person_id, on), people.person(person_id)
    if post is None or person is None:
        return None
    rank = post.rank if post.rank != UNRANKED else UNRANKED + 1
    return Leader(person.id, person.name, people.title_of(person_id, on), post.role, rank)
