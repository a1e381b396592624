"""Plain text files in the encodings that offices use."""

from pathlib import Path

from govtui.domain.refusal import Refusal
from govtui.domain.text import clean

MEGABYTE = 1024 * 1024
TEXT_LIMIT = 20 * MEGABYTE
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def shown_name(path: Path) -> str:
    """The file's name as a sentence may show it."""
    return clean(path.name) or "（无名文件）"


def read_bytes(path: Path, limit: int = TEXT_LIMIT) -> bytes:
    """The whole file, at most `limit` bytes. Raises Refusal when it is missing, unreadable or larger."""
    try:
        if path.is_dir():
            raise Refusal(f"“{shown_name(path)}”是文件夹，请指定其中的文件")
        if path.stat().st_size > limit:
            raise Refusal(f"文件过大（超过 {limit // MEGABYTE} MB）：{shown_name(path)}，请拆分后再试")
        return path.read_bytes()
    except FileNotFoundError:
        raise Refusal(f"找不到文件：{shown_name(path)}，请核对路径") from None
    except (OSError, ValueError):
        raise Refusal(f"读不了文件：{shown_name(path)}，请检查权限") from None


def decode(data: bytes, name: str) -> str:
    """`data` as UTF-8, else UTF-16 with its mark, else GB18030; raises Refusal, naming the file, when it is none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, (encoding,), name)
    return _decoded(data, ("utf-8", "gb18030"), name)


def _decoded(data: bytes, encodings: tuple[str, ...], name: str) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal(f"认不出文件的编码：{name}，请另存为 UTF-8 文本再试")


def read_text(path: Path, limit: int = TEXT_LIMIT) -> str:
    """The text of a file, whatever of UTF-8, UTF-16 or GB18030 it is in; raises Refusal as the two above."""
    return decode(read_bytes(path, limit), shown_name(path))
