"""When the program itself fails: a numbered file for whoever repairs it, one sentence for whoever used it."""

import os
import traceback
from datetime import datetime
from pathlib import Path


def record(error: BaseException, folder: Path, now: datetime) -> str:
    """Write the traceback of `error` under `folder`/incidents, readable by its owner only; return the incident number.

    No local variables are written. Messages with Chinese text are left out, for they may quote what a clerk typed.
    A folder that cannot be written to costs the file, never the number.
    """
    number = f"{now:%m%d-%H%M%S}-{abs(hash((type(error).__name__, id(error)))) % 1000:03d}"
    try:
        place = folder / "incidents"
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(place / f"{number}.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{now.isoformat()}\n{report(error)}")
    except OSError:
        pass
    return number


def report(error: BaseException) -> str:
    """The chain of errors with their frames, without local variables and without quoted Chinese text."""
    parts: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        message = str(seen)
        said = message if message.isascii() else "(text left out)"
        parts.append("".join(traceback.format_tb(seen.__traceback__)) + f"{type(seen).__name__}: {said}\n")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(reversed(parts))


def sentence(number: str) -> str:
    """What the user reads."""
    return f"程序遇到意外，已停止这一步。已保存的内容没有丢失，正在填写的内容留有草稿。请把编号 {number} 告诉维护人员。"
