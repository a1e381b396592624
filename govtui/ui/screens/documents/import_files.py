"""Choosing the file to import: what lies near at hand, or a path typed with completion."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from govtui.domain.clock import CHINA
from govtui.domain.text import clean
from govtui.files.exports import exports_folder
from govtui.services.desk import Desk
from govtui.ui.dialogs.chooser import Chooser
from govtui.ui.widgets.choices import Choice, best
from govtui.ui.widgets.paging import Row

ENDINGS = (".xlsx", ".xlsm", ".csv")
MOST = 200
"""Files of one folder that are offered."""


class FilePick(Chooser[Path]):
    """Dismisses with the path of a sheet to import. A folder that is taken is opened."""

    def __init__(self, desk: Desk, register: str) -> None:
        self._near = [_choice(path) for path in _newest_first(_near_files(desk))]
        super().__init__(
            self._rows,
            title=f"导入{register}：选一个 Excel 或 CSV 文件",
            placeholder="文件名，或以 / ~ . 开头的路径",
            empty=f"附近没有表格文件，请输入路径，例如 /media/usb/{register}.xlsx",
            hint="回车选定，路径中的文件夹回车进入，Esc 取消",
        )

    def _rows(self, text: str) -> list[Row]:
        choices = _completions(text) if _is_path(text) else best(text, self._near)
        return [Row(choice.id, (choice.label, choice.detail), Path(choice.id)) for choice in choices]

    def action_take(self) -> None:
        """Enter: the line under the cursor, or the path as typed where nothing is offered."""
        if self.listing.current is None and self.box.value.strip():
            self._take(Path(self.box.value.strip()).expanduser())
            return
        super().action_take()

    def taken(self, row: Row) -> None:
        """A file closes the dialog, a folder is opened."""
        self._take(row.value)

    def _take(self, path: Path) -> None:
        if path.is_dir():
            self.box.set_text(f"{path}/")
            self._ask()
        else:
            self.dismiss(path)


def _near_files(desk: Desk) -> Iterator[Path]:
    exports = exports_folder(desk)
    folders = (Path.cwd(), exports.parent / "imports", exports, desk.store.folder(), Path.home())
    for folder in dict.fromkeys(folder.absolute() for folder in folders):
        yield from (path for path in _inside(folder) if path.suffix.lower() in ENDINGS)


def _inside(folder: Path) -> list[Path]:
    """What stands in a folder, hidden and lock files apart; nothing where it cannot be read."""
    try:
        found = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))
    except OSError:
        return []
    return found


def _newest_first(paths: Iterable[Path]) -> list[Path]:
    dated = sorted(((_changed(path), path) for path in paths), key=lambda one: (-one[0], str(one[1])))
    return [path for _, path in dated[:MOST]]


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _choice(path: Path) -> Choice:
    try:
        stat = path.stat()
    except OSError:
        return Choice(str(path), clean(path.name), clean(str(path.parent)))
    day = datetime.fromtimestamp(stat.st_mtime, CHINA)
    return Choice(
        str(path), clean(path.name), f"{day:%m-%d %H:%M}  {max(1, stat.st_size // 1024)} KB  {clean(str(path.parent))}"
    )


def _is_path(text: str) -> bool:
    return text.startswith(("/", "~", ".")) or "/" in text or "\\" in text


def _completions(text: str) -> Sequence[Choice]:
    """Folders and sheets whose path begins as typed."""
    typed = Path(text).expanduser()
    folder, start = (typed, "") if text.endswith(("/", "\\")) else (typed.parent, typed.name)
    found = [path for path in _inside(folder) if path.name.lower().startswith(start.lower())]
    folders = [Choice(str(path), f"{clean(path.name)}/", "文件夹") for path in found if path.is_dir()]
    return [*(_choice(path) for path in found if path.suffix.lower() in ENDINGS), *folders][:MOST]
