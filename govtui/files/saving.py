"""How a file reaches the disk: a safe name, written whole beside the old one, which then gives way; or not at all."""

import errno
import os
import shutil
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govtui.domain.refusal import Refusal
from govtui.domain.text import clean

_NAME_BYTES = 255
_WORKSHOP = ".govtui-"
_STALE_SECONDS = 86_400
# What Windows and network folders refuse, as the full-width twins that read the same.
_TWINS = str.maketrans('\\/:*?"<>|', "＼／：＊？＂＜＞｜")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}


def safe_name(text: str, ending: str = "") -> str:
    """`text` as one file name that every system takes: no folders, no reserved names, at most 255 bytes with `ending`.

    255 bytes are 85 Chinese characters. A text with nothing usable in it becomes 未命名.
    """
    stem = clean(text).translate(_TWINS).strip(" .")
    if stem.split(".")[0].strip().lower() in _DEVICES:
        stem = f"_{stem}"
    room = _NAME_BYTES - len(ending.encode())
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .")
    return (stem or "未命名") + ending


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A place to write the new file to; when all went well it stands at `path`, else the old file is untouched.

    Yields a path with the same ending in a hidden folder beside `path` (same disk: the change of place is atomic).
    Raises Refusal with one sentence: disk full, no permission, file open elsewhere, or not readable afterwards.
    """
    workshop: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=_WORKSHOP, dir=path.parent))
        fresh = workshop / f"new{path.suffix}"
        yield fresh
        _check(fresh)
        _sync(fresh)
        os.replace(fresh, path)
        _sync(path.parent)
    except Refusal:
        raise
    except Exception as error:
        cause = _system_error(error)
        if cause is None:
            raise
        raise Refusal(_sentence(cause, path)) from error
    finally:
        _tidy(path.parent, workshop)


def _check(fresh: Path) -> None:
    """Office files are zip archives: what does not open again never takes the place of one that does."""
    with zipfile.ZipFile(fresh) as archive:
        archive.read("[Content_Types].xml")


def _sync(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _tidy(folder: Path, workshop: Path | None) -> None:
    """Remove this workshop and those that a killed program left behind."""
    if workshop is not None:
        shutil.rmtree(workshop, ignore_errors=True)
    old = time.time() - _STALE_SECONDS
    for left in folder.glob(f"{_WORKSHOP}*") if folder.is_dir() else ():
        try:
            stale = left.stat().st_mtime < old
        except OSError:
            continue
        if stale:
            shutil.rmtree(left, ignore_errors=True)


def _system_error(error: BaseException) -> Exception | None:
    """The system's or the archive's error in `error` or in what it wraps; None for anything else."""
    seen: BaseException | None = error
    while seen is not None:
        for found in (seen, *seen.args):
            if isinstance(found, OSError | zipfile.BadZipFile):
                return found
        seen = seen.__cause__
    return None


def _sentence(error: Exception, path: Path) -> str:
    code = getattr(error, "errno", None)
    kept = "原文件没有改动" if path.exists() else "没有留下文件"
    if code in _FULL:
        return f"磁盘空间不足，{path.name} 没有写成，{kept}；请清理磁盘后再试。"
    if code in _DENIED or isinstance(error, PermissionError):
        return f"{path} 不能写入：没有权限，或文件正被别的程序打开；{kept}，请关闭该文件或换一个文件夹后再试。"
    if code == errno.EROFS:
        return f"{path.parent} 是只读的，{path.name} 没有写成；请用 --out 换一个文件夹。"
    if code in (errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ENOENT, errno.ENAMETOOLONG):
        return f"{path} 这个位置不能放文件，请换一个文件夹。"
    return f"{path.name} 没有写成，{kept}；请检查磁盘后再试。"
