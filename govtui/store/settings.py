"""Settings of this office, kept in the store."""

from govtui.store import tables
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork


def read_settings(reader: Reader) -> dict[str, str]:
    """Every setting by key."""
    return {row["key"]: row["value"] for row in reader.rows("SELECT key, value FROM setting")}


def put_setting(uow: UnitOfWork, key: str, value: str) -> None:
    """Set one setting."""
    found = uow.value("SELECT id FROM setting WHERE key = :key", key=key)
    if found is None:
        uow.add(tables.Setting(key=key, value=value))
    else:
        uow.change(uow.get(tables.Setting, int(found)), value=value)
