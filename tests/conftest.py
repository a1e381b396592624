"""A desk on a fresh store with a clock that stands still."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from govtui.domain.clock import frozen
from govtui.services.desk import Actor, Desk, load_rules
from govtui.store.store import Store, create_store

MORNING = datetime(2026, 11, 23, 9, 0)


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A freshly made store file to copy from: migrations run once a session."""
    path = tmp_path_factory.mktemp("store") / "govtui.db"
    create_store(str(path)).close()
    return path


@pytest.fixture
def store_path(empty_store: Path, tmp_path: Path) -> Path:
    """A store of one's own."""
    path = tmp_path / "govtui.db"
    path.write_bytes(empty_store.read_bytes())
    return path


@pytest.fixture
def desk_at(store_path: Path) -> Iterator[Callable[..., Desk]]:
    """Make desks on one store: `desk_at(datetime, name)`."""
    stores: list[Store] = []

    def make(moment: datetime = MORNING, name: str = "小李") -> Desk:
        store = Store(store_path)
        stores.append(store)
        return Desk(store, load_rules("chenzhou-2017"), Actor(id=name, name=name, section="文秘科"), frozen(moment))

    yield make
    for store in stores:
        store.close()


@pytest.fixture
def desk(desk_at: Callable[..., Desk]) -> Desk:
    """The desk of clerk 小李 on Monday 2026-11-23, nine o'clock."""
    return desk_at()
