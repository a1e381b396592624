"""The directory of a desk, read once and kept until somebody writes a people row."""

import threading
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from govtui.domain.people import Directory
from govtui.rulebook import Rulebook
from govtui.services.desk import Desk
from govtui.store import people as rows
from govtui.store.people import Within
from govtui.store.store import Store


@dataclass
class Snapshot:
    """A directory, the journal batch it is known to be good for, and what was worked out from it."""

    directory: Directory
    batch: int
    kept: dict[Any, Any] = field(default_factory=dict)


_kept: WeakKeyDictionary[Store, Snapshot] = WeakKeyDictionary()
_lock = threading.Lock()


def directory(desk: Desk) -> Directory:
    """Everybody and everything dated, as of now; ask it with a day. Papers written meanwhile do not re-read it."""
    return snapshot(desk).directory


def snapshot(desk: Desk) -> Snapshot:
    """The kept snapshot, read anew when a people row was written since, here or in another process."""
    with desk.reading() as reader:
        newest = rows.newest_batch(reader)
        with _lock:
            kept = _kept.get(desk.store)
        if kept is not None and kept.directory.book is desk.book:
            # A smaller number means another file in the old one's place: a restored backup.
            if newest == kept.batch:
                return kept
            if newest > kept.batch and not rows.changed_since(reader, kept.batch):
                kept.batch = newest
                return kept
        fresh = Snapshot(read_directory(reader, desk.book), newest)
    with _lock:
        _kept[desk.store] = fresh
    return fresh


def read_directory(within: Within, book: Rulebook) -> Directory:
    """The directory as it stands inside a transaction; writing services check against this one."""
    return Directory(
        book,
        {unit.id: unit for unit in rows.units(within)},
        {person.id: person for person in rows.people(within)},
        tuple(rows.posts(within)),
        tuple(rows.portfolios(within)),
        tuple(rows.delegations(within)),
        tuple(rows.absences(within)),
    )
