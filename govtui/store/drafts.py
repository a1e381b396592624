"""Half-filled forms on disk: one small file each, written whole or not at all, gone when the form is saved."""

import json
import os
import re
from pathlib import Path
from typing import Any

from govtui.domain.documents.secrecy import looks_classified

_NOT_A_NAME = re.compile(r"[^\w.-]+")


class Drafts:
    """The drafts of one clerk in one data folder; only the owner of the files can read them.

    Text that bears a state secret's mark is left out: what will be refused must not stand on the disk either.
    """

    def __init__(self, folder: Path, owner: str) -> None:
        self._folder = folder / "drafts"
        self._owner = _NOT_A_NAME.sub("_", owner) or "_"

    def save(self, form: str, values: dict[str, Any]) -> None:
        """Keep `values` of `form`, on the disk when this returns."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(form)
        part = path.with_suffix(f".{os.getpid()}.part")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(_fit_to_keep(values), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)

    def load(self, form: str) -> dict[str, Any] | None:
        """The kept values, or None (also when the file cannot be read)."""
        try:
            found = json.loads(self._path(form).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def drop(self, form: str) -> None:
        """Forget the draft: the form was saved or given up."""
        self._path(form).unlink(missing_ok=True)

    def wipe(self, form: str) -> tuple[Path, ...]:
        """Overwrite and remove every clerk's draft of `form`, half-written ones too; answers what would not go."""
        name = _NOT_A_NAME.sub("_", form)
        found = [*self._folder.glob(f"*.{name}.json"), *self._folder.glob(f"*.{name}.*.part")]
        return tuple(path for path in found if not _wiped(path))

    def _path(self, form: str) -> Path:
        return self._folder / f"{self._owner}.{_NOT_A_NAME.sub('_', form)}.json"


def _fit_to_keep(value: Any) -> Any:
    """`value` with every text that looks classified emptied, however deep it lies."""
    if isinstance(value, str):
        return "" if looks_classified(value) else value
    if isinstance(value, dict):
        return {key: _fit_to_keep(one) for key, one in value.items()}
    return [_fit_to_keep(one) for one in value] if isinstance(value, (list, tuple)) else value


def _wiped(path: Path) -> bool:
    try:
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
