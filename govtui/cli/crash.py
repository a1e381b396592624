"""When our own code fails: one Chinese sentence with a number; the trace goes to a private file, without values."""

import os
import tempfile
import traceback
from pathlib import Path

from govtui.domain.clock import wall_clock


def crash_sentence(error: BaseException, folder: Path | None = None) -> str:
    """Write the trace of `error` to a file that only its owner can read; returns what to tell the user."""
    number = wall_clock().strftime("%m%d%H%M%S")
    folder = folder or Path(tempfile.gettempdir())
    path = folder / f"govtui-{number}.log"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.writelines(traceback.format_exception(error))
    except OSError:
        return f"程序内部出错（编号 {number}），已保存的内容不受影响；请重新打开。"
    return f"程序内部出错（编号 {number}），已保存的内容不受影响；请重新打开，并把 {path} 交给管理员。"
