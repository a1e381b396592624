"""How far a paper of an old register has come: closed, returned, with a leader, with a unit, or still in the office."""

from dataclasses import dataclass
from datetime import date, datetime

from govtui.domain.clock import to_stamp
from govtui.domain.documents.registers import says_closed, says_open, says_sent_back, says_void, split_names
from govtui.domain.documents.routing import Leader
from govtui.domain.documents.states import CLOSED, HANDLING, SENT_BACK, TO_HAND, TO_PROPOSE, VOID, WITH_LEADER
from govtui.domain.people import Directory, terms
from govtui.domain.people.rows import UNRANKED
from govtui.domain.text import fold
from govtui.services.documents.importing.cells import EMPTY_DAY, Cells
from govtui.services.documents.importing.rows import Rejected

OLD_DAYS = 90
"""A paper of an earlier year that came more than so many days ago counts as old."""

NO_CLOSING_DAY = "导入：无办结日期"
Units = tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """State and place of a paper; `closed` None while it is open. `note` says what was assumed."""

    state: str
    holder_kind: str = "none"
    holder: str = ""
    holder_id: int | None = None
    closed: datetime | None = None
    leader: Leader | None = None
    units: Units = ()
    note: str = ""

    def columns(self, received: datetime) -> dict[str, object]:
        """The columns that keep it; a paper is held since it came where the register does not say when."""
        ended = self.closed or received
        return {
            "state": self.state,
            "open": self.state not in (CLOSED, SENT_BACK, VOID),
            "holder_kind": self.holder_kind,
            "holder": self.holder,
            "holder_id": self.holder_id,
            "held_since": to_stamp(ended if self.closed else received),
            "closed_at": to_stamp(ended) if self.state == CLOSED else None,
            "returned_at": to_stamp(ended) if self.state == SENT_BACK else None,
            "lead_unit": self.units[0][0] if self.units else "",
            "lead_unit_id": self.units[0][1] if self.units else None,
        }


class Places:
    """Knows leaders and units by what registers call them."""

    def __init__(self, people: Directory, today: date, office: str) -> None:
        self._people, self._today, self.office = people, today, office
        self._leaders = [_leader(people, holder.person_id, today) for holder in people.leaders(today)]
        self._found: dict[str, Leader | None] = {}

    def leader(self, text: str) -> Leader | None:
        """The one leader that `text` names (沈清河, 沈清河副市长, 沈市长); None for nobody or several."""
        if text not in self._found:
            self._found[text] = self._look_up(fold(text))
        return self._found[text]

    def _look_up(self, key: str) -> Leader | None:
        if not key:
            return None
        found = [one for one in self._leaders if fold(one.name) in key] or [
            one for one in self._leaders if _called(key, one)
        ]
        return found[0] if len(found) == 1 else None

    def units(self, *cells: str) -> Units:
        """The units named in some cells, the first one leading; unknown names stay as they are."""
        named = [self.unit(name) for cell in cells for name in split_names(cell)]
        return tuple({name: (name, unit_id) for name, unit_id in named}.values())

    def unit(self, name: str) -> tuple[str, int | None]:
        """A unit's full name and id, or the name as written and None."""
        found = self._people.unit_named(name)
        return (found.name, found.id) if found else (name, None)

    def is_inside(self, name: str) -> bool:
        """Whether a place is the office itself or one of its sections."""
        found = self._people.unit_named(name)
        inside = found is not None and found.category == terms.SECTION
        return inside or fold(name) in (fold(self.office), "办公室") or name.endswith(("科", "科室"))

    def is_unit(self, name: str) -> bool:
        """Whether the address book knows a unit of this name."""
        return self._people.unit_named(name) is not None


def standing(cells: Cells, places: Places, received: datetime, today: date, closing_known: bool, due: bool) -> Standing:
    """Where a paper stands. Raises Rejected when the closing day cannot be read.

    `closing_known`: the register has a column for closing days, so an empty one means something; `due`: this row has
    its own due day. Old papers without a closing day are closed unless a leader holds them, or their due day stands
    beside an empty closing day: nobody wants ten thousand red lamps.
    """
    where = cells.text("holder")
    units = places.units(cells.text("lead_unit"), cells.text("co_units"))
    ended = _ended(cells, places, where, received, units)
    if ended is not None:
        return ended
    leader = places.leader(where)
    old = received.year < today.year and (today - received.date()).days > OLD_DAYS
    if old and leader is None and not (due and closing_known):
        return Standing(CLOSED, closed=received, units=units, note=NO_CLOSING_DAY)
    return _open(cells, places, where, leader, units)


def _ended(cells: Cells, places: Places, where: str, received: datetime, units: Units) -> Standing | None:
    closing = cells.text("closed_at")
    read = cells.day_after("closed_at", received.date())
    if says_void(where) or says_void(closing):
        return Standing(VOID, units=units)
    if says_sent_back(where) or says_sent_back(closing):
        return Standing(SENT_BACK, "sender", places.unit(cells.text("sender"))[0], units=units)
    if read.day is not None:
        at = read.moment or datetime.combine(read.day, received.timetz())
        early = "导入：办结日期早于收文日期" if read.day < received.date() else ""
        return Standing(CLOSED, closed=at, units=units, note=early)
    if says_closed(closing) or says_closed(where) or says_closed(cells.text("result")) or cells.text("archive_no"):
        return Standing(CLOSED, closed=received, units=units, note=NO_CLOSING_DAY)
    if read.reason != EMPTY_DAY and not says_open(closing):
        raise Rejected(f"办结日期：{read.reason}")
    return None


def _open(cells: Cells, places: Places, where: str, leader: Leader | None, units: Units) -> Standing:
    if leader is not None:
        return Standing(WITH_LEADER, "leader", leader.name, leader.person_id, leader=leader, units=units)
    inside = bool(where) and places.is_inside(where)
    if not units and where and not inside and places.is_unit(where):
        units = (places.unit(where),)
    if units and not inside:
        return Standing(HANDLING, "unit", units[0][0], units[0][1], units=units)
    state = TO_HAND if units or cells.text("proposal") or cells.text("instruction") else TO_PROPOSE
    return Standing(state, "office", where or places.office, units=units)


def _leader(people: Directory, person_id: int, today: date) -> Leader:
    person, post = people.person(person_id), people.post_of(person_id, today)
    assert person is not None
    assert post is not None
    rank = post.rank if post.rank != UNRANKED else UNRANKED + 1
    return Leader(person.id, person.name, people.title_of(person_id, today), post.role, rank)


def _called(key: str, leader: Leader) -> bool:
    """沈市长 for 副市长 沈清河: the surname and the end of the title."""
    for length in (1, 2):
        title = key[length:]
        if len(title) > 1 and leader.name.startswith(key[:length]) and leader.title.endswith(title):
            return True
    return False
