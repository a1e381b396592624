"""The desk: everything a use case needs, handed to it as its first argument."""

import getpass
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from govtui.domain.clock import Clock, wall_clock
from govtui.domain.refusal import Refusal
from govtui.rulebook import Rulebook, RulebookError, load
from govtui.store.drafts import Drafts
from govtui.store.reading import Reader
from govtui.store.settings import read_settings
from govtui.store.store import Store, open_store
from govtui.store.unit_of_work import UnitOfWork

DEFAULT_STORE = "data/govtui.db"
DEFAULT_PACK = "chenzhou-2017"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: login id, name as the journal prints it, section."""

    id: str
    name: str
    section: str = ""


@dataclass(frozen=True)
class Desk:
    """Store, rules, actor and clock of one session. `demonstration`: a throw-away store with invented data."""

    store: Store
    book: Rulebook
    actor: Actor
    clock: Clock
    settings: dict[str, str] = field(default_factory=dict)
    demonstration: bool = False

    @cached_property
    def drafts(self) -> Drafts:
        """This clerk's half-filled forms."""
        return Drafts(self.store.folder(), self.actor.id)

    @property
    def office(self) -> str:
        """The office's name as the header and prints show it."""
        return self.settings.get("office") or self.book.office

    @property
    def exports(self) -> Path:
        """Where exports lie: `exports` beside the data folder (in the store's own folder if that is not named data)."""
        folder = self.store.folder().absolute()
        return (folder.parent if folder.name == "data" else folder) / "exports"

    def now(self) -> datetime:
        """The present moment in China Standard Time."""
        return self.clock()

    def today(self) -> date:
        """Today in China Standard Time."""
        return self.clock().date()

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Read from the store."""
        with self.store.reading() as reader:
            yield reader

    def writing(self, action: str) -> UnitOfWork:
        """The one way to write: one transaction, one journal batch by this actor at this moment."""
        return self.store.unit_of_work((self.actor.id, self.actor.name), self.now(), action)

    def acting_as(self, actor: Actor) -> "Desk":
        """The same desk with another clerk at it."""
        return replace(self, actor=actor)


def open_desk(url: str = DEFAULT_STORE, actor: Actor | None = None, clock: Clock = wall_clock) -> Desk:
    """Open the desk on an existing store. Raises Refusal with one sentence: store or rule pack missing or wrong."""
    store = open_store(url)
    with store.reading() as reader:
        settings = read_settings(reader)
    book = load_rules(settings.get("rulebook", DEFAULT_PACK), store.folder())
    demonstration = settings.get("demonstration") == "1"
    return Desk(store, book, actor or login_actor(settings), clock, settings, demonstration)


def load_rules(source: str, folder: Path | None = None) -> Rulebook:
    """The rule pack by name or path (relative paths are tried beside the store too). Refusal when it is wrong."""
    beside = folder / source if folder is not None else None
    try:
        return load(beside if beside is not None and beside.is_file() else source)
    except RulebookError as error:
        raise Refusal(str(error)) from error


def login_actor(settings: Mapping[str, str] | None = None) -> Actor:
    """The person logged in to this computer; settings may name the person (`clerk.<login>.name`, `clerk.name`)."""
    settings = settings or {}
    try:
        login = getpass.getuser()
    except (OSError, KeyError):
        login = "本机"
    name, section = (
        settings.get(f"clerk.{login}.{what}") or settings.get(f"clerk.{what}") for what in ("name", "section")
    )
    return Actor(id=login, name=name or login, section=section or "")


def warm_up() -> None:
    """Import and set up beforehand what the first write of a session would wait for; writes nothing."""
    from govtui.store.warming import warm_up as warm_store

    warm_store()
