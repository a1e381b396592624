"""A look into an xlsx package before and beside the parser: sizes, entities, merged blocks, formulas without values.

Works on bytes in a stream; nothing is unpacked beyond the limits and no XML is parsed here.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from govtui.domain.refusal import Refusal

CHUNK = 1 << 18
OVERLAP = 1 << 12
RATIO_FLOOR = 2 << 20
MOST_BLOCKS = 20_000
MOST_UNCOMPUTED = 10_000
MOST_STRINGS = 1_000_000

_FORBIDDEN = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_STRING = re.compile(rb"<(?:\w+:)?si[\s/>]")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']")
_UNCOMPUTED = re.compile(
    rb"<(?:\w+:)?c\s[^<>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^<>]*>\s*"
    rb"<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass(frozen=True, slots=True)
class Scan:
    """What the read-only parser does not tell of a sheet: blocks merged over several rows as (top, left, bottom), and
    (row, column) of formulas without a computed value; all counted from 1."""

    blocks: tuple[tuple[int, int, int], ...] = ()
    uncomputed: tuple[tuple[int, int], ...] = ()


def check_package(package: zipfile.ZipFile, name: str, unpacked: int, ratio: int) -> None:
    """Refuses what should not be parsed: no workbook, encrypted, too large unpacked, packed too hard, entities."""
    parts = [part for part in package.infolist() if part.filename.endswith((".xml", ".rels", ".vml"))]
    names = {part.filename for part in parts}
    if "content.xml" in names:
        raise Refusal(f"“{name}”是 ods 格式，请另存为 xlsx 再导入")
    if not any(part.endswith("workbook.xml") for part in names):
        raise Refusal(f"不是有效的 Excel 文件：{name}，请用 WPS 或 Excel 打开后另存为 xlsx 再导入")
    if any(part.flag_bits & 1 for part in parts):
        raise Refusal(f"“{name}”加了密码，请去掉密码后再导入")
    size, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if size > unpacked or (size > RATIO_FLOOR and size > ratio * max(packed, 1)):
        raise Refusal(f"文件过大：{name}，解开后超出允许的大小，请删去多余内容或拆分后再导入")
    for part in parts:
        _check_part(package, part, name)


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    strings = 0
    for chunk, fresh in _chunks(package, part.filename):
        if _FORBIDDEN.search(chunk):
            raise Refusal(f"文件含不允许的内容：{name}，请另存为新的 xlsx 再导入")
        if part.filename.endswith("workbook.xml") and b"purl.oclc.org/ooxml" in chunk:
            raise Refusal(f"“{name}”是“严格 Open XML”格式，请另存为普通 xlsx 再导入")
        if part.filename.endswith("sharedStrings.xml"):
            strings += len(_STRING.findall(fresh))
    if strings > MOST_STRINGS:
        raise Refusal(f"文件过大：{name}，文字单元格太多，请拆分后再导入")


def _chunks(package: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, bytes]]:
    """(end of the last chunk + chunk, chunk): a pattern that lies across the cut is seen in the first."""
    tail = b""
    with package.open(part) as stream:
        while fresh := stream.read(CHUNK):
            yield tail + fresh, fresh
            tail = (tail + fresh)[-OVERLAP:]


def scan_sheet(package: zipfile.ZipFile, part: str) -> Scan:
    """Merged blocks and formulas without values of the sheet stored as `part`."""
    blocks: dict[tuple[int, int, int], None] = {}
    uncomputed: dict[tuple[int, int], None] = {}
    for chunk, _ in _chunks(package, part.lstrip("/")):
        if b"mergeCell" in chunk and len(blocks) < MOST_BLOCKS:
            blocks.update(dict.fromkeys(_blocks(chunk)))
        if len(uncomputed) < MOST_UNCOMPUTED:
            cells = ((int(found[2]), column(found[1])) for found in _UNCOMPUTED.finditer(chunk))
            uncomputed.update(dict.fromkeys(cells))
    return Scan(tuple(blocks), tuple(uncomputed))


def _blocks(chunk: bytes) -> Iterator[tuple[int, int, int]]:
    for left, top, _right, bottom in _MERGE.findall(chunk):
        if int(bottom) > int(top):
            yield int(top), column(left), int(bottom)


def column(letters: bytes) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
