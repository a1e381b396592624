"""What each row of a foreign sheet is: data, or something that a register carries around its data."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from govtui.domain.text import fold, halfwidth
from govtui.files.columns import ColumnMap, Row, cell_text
from govtui.files.fields import FieldSpec
from govtui.files.workbooks import Sheet

REPEATED = 0.6


class RowKind(StrEnum):
    """What a row is; everything but DATA is skipped, and the value says why in Chinese."""

    DATA = "数据"
    BLANK = "空行"
    TOTAL = "合计行"
    HEADER = "表头"
    TITLE = "标题行"
    NOTE = "表注"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of the sheet: its number there, its kind, its cells, and field id → cell (empty unless DATA)."""

    number: int
    kind: RowKind
    cells: Row
    record: dict[str, object]


def sheet_rows(sheet: Sheet, mapping: ColumnMap, fields: Sequence[FieldSpec]) -> Iterator[SheetRow]:
    """Every row of `sheet` in order, told apart; none is left out, so that counts add up to the rows read."""
    serial = {spec.id for spec in fields if spec.content == "serial"}
    counters = {column for column, mapped in mapping.columns.items() if mapped in serial}
    required = [
        column for spec in fields if spec.required for column in [mapping.column_of(spec.id)] if column is not None
    ]
    for index, row in enumerate(sheet.rows):
        kind = _kind(index, row, mapping, counters, required)
        record = mapping.record(row) if kind is RowKind.DATA else {}
        yield SheetRow(sheet.row_number(index), kind, row, record)


def _kind(index: int, row: Row, mapping: ColumnMap, counters: set[int], required: Sequence[int]) -> RowKind:
    texts = {column: text for column, text in enumerate(map(cell_text, row)) if text}
    if not texts:
        return RowKind.BLANK
    if mapping.header_row is not None and index <= mapping.header_row:
        return RowKind.HEADER if index == mapping.header_row else RowKind.TITLE
    if _repeats_header(texts, mapping):
        return RowKind.HEADER
    first = next(iter(texts.values()))
    if _is_total(texts):
        return RowKind.TOTAL
    if _is_title(texts, mapping):
        return RowKind.TITLE
    if _NOTE.match(_squeezed(first)) and not any(column in texts for column in required if texts.get(column) != first):
        return RowKind.NOTE
    if set(texts) <= counters and len(mapping.columns) > len(counters) and all(map(_is_count, texts.values())):
        return RowKind.BLANK
    return RowKind.DATA


def _repeats_header(texts: dict[int, str], mapping: ColumnMap) -> bool:
    same = sum(fold(texts.get(column, "")) == fold(text) for column, text in mapping.headers.items())
    return same > 1 and same >= REPEATED * len(texts)


_TOTAL = re.compile(
    r"(?:本?[页月年季周日]|全[年月]|本期|[0-9]{1,4}年|[0-9]{1,2}月份?)?(?:合计|总计|小计|累计|合共|共计|总共|共(?=.*[0-9]))"
    r"(?:收文|来文|发文|登记|文件|人数|件数)?[:：]?[0-9]*[件份条人个页篇]?。?"
)
_COUNT = re.compile(r"[第]?[0-9]+(?:\.[0-9]+)?[件份条人个页篇号]?")
_NOTE = re.compile(
    r"(?:注|备注|说明|填表说明|制表|制表人|制表单位|制表时间|填表人?|填报人?|填报单位|审核|审核人|登记人|统计人|负责人|打印时间|打印日期|导出时间)[:：]"
    r"|第?[0-9]+页[,，/]?共[0-9]+页$"
)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", halfwidth(text))


def _is_count(text: str) -> bool:
    return bool(_COUNT.fullmatch(_squeezed(text)))


def _is_total(texts: dict[int, str]) -> bool:
    """合计 in front, in one cell or scattered over several (合 | 计), and nothing but counts after it."""
    cells = list(texts.values())
    words = list(takewhile(lambda text: not _is_count(text), cells))
    return bool(_TOTAL.fullmatch(_squeezed("".join(words)))) and all(map(_is_count, cells[len(words) :]))


def _is_title(texts: dict[int, str], mapping: ColumnMap) -> bool:
    """The register's title again, as on every printed page: the only text of its row."""
    distinct = {fold(text) for text in texts.values()}
    known = {fold(title) for title in mapping.titles}
    return len(distinct) == 1 and bool({re.sub("续$", "", text) for text in distinct} & known)
