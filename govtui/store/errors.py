"""What a database error means to a clerk."""

import sqlite3
from pathlib import Path

_WORDS = {
    "SQLITE_BUSY": "另一终端正在保存，请稍候再试；您填写的内容还在。",
    "SQLITE_LOCKED": "另一终端正在保存，请稍候再试；您填写的内容还在。",
    "SQLITE_FULL": "磁盘空间不足，本次没有保存；请清理磁盘后再试，草稿已留存。",
    "SQLITE_READONLY": "数据库只读，只能查询；请检查文件权限。",
    "SQLITE_CANTOPEN": "数据库 {path} 打不开，请检查路径和权限。",
    "SQLITE_NOTADB": "{path} 不是 govtui 的数据库，请用 --db 指明正确的文件。",
    "SQLITE_CORRUPT": "数据库 {path} 已损坏，已停止写入；请不要再操作，用最近的备份恢复。",
    "SQLITE_IOERR": "读写磁盘出错，本次没有保存；请检查磁盘，草稿已留存。",
}


def plain_words(error: BaseException, path: Path | str = "") -> str:
    """One Chinese sentence for a sqlite3 error (also when wrapped by SQLAlchemy), saying what to do."""
    inner = getattr(error, "orig", None) or error
    name = str(getattr(inner, "sqlite_errorname", ""))
    for key, words in _WORDS.items():
        if name.startswith(key):
            return words.format(path=path)
    if isinstance(inner, sqlite3.IntegrityError):
        return "有一处数据与已有记录冲突，本次没有保存；请核对编号和名称后再试。"
    return "数据库出错，本次没有保存；请退出后重新打开，如仍不行请用备份恢复。"
