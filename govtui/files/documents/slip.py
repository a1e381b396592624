"""文件处理笺 as Word: head, boxes in the order of the route, hand-round grid; one page a paper where text allows."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from govtui.domain.clock import long_day
from govtui.domain.refusal import Refusal
from govtui.domain.text import cells
from govtui.files.exports import Exported, exports_folder
from govtui.files.sheets import safe_name
from govtui.files.word import TYPE_HEIGHT, TYPE_WIDTH, Frame, box, close_page, join, new_document, put, save, sink
from govtui.services.desk import Desk
from govtui.services.documents.slips import Handled, Opinion, Reading, Slip, slips

NAME = "文件处理笺"

_GRID = (24.0, 13.0, 13.0, 28.0, 24.0, 13.0, 13.0, 28.0)
_HALVES, _THIRDS, _WHOLE = (1, 3, 1, 3), (1, 2, 1, 1, 2, 1), (1, 7)
_NAMED, _EACH = (1, 2, 5), (1,) * 8
_LABEL, _NAME = 24.0, 26.0
_HEAD_ROW, _GRID_ROW, _HEADING = 8.5, 8.0, 17.0
_SPARE = 7.0
_SINKING = 0.75
_HAND_ROOM = 15.0
_POINT, _LINE = 0.36, 0.52
"""Millimetres that a point of type takes: a Chinese character's width, a line's height."""
_FEWEST_GRID_ROWS = 2
_LONG_TITLE = 54
_PLAIN, _SMALL = 12.0, 10.5
_BY_HAND = "年　　月　　日"
"""A leader signs with opinion, name and the full date: the empty box asks for it."""


def write_slip(path: Path, slip: Slip, author: str = "", made_at: datetime | None = None) -> None:
    """Write one slip. Raises Refusal: disk full, denied, file open."""
    write_slips(path, [slip], author, made_at)


def write_slips(path: Path, papers: Sequence[Slip], author: str = "", made_at: datetime | None = None) -> None:
    """Write several slips into one file, each on a new page. Raises Refusal as `write_slip` does, or for no paper."""
    if not papers:
        raise Refusal("没有选公文，打印不了文件处理笺；请先标记公文。")
    document = new_document(f"{NAME} {papers[0].number}", author, made_at or papers[0].received)
    for at, slip in enumerate(papers):
        _page(document, slip, at > 0)
    close_page(document)
    save(document, path)


def export_slips(desk: Desk, ids: Sequence[int], out: Path | None = None) -> Exported:
    """The slips of these papers in one file under `out` (the exports folder)."""
    papers = slips(desk, ids)
    if not papers:
        raise Refusal("没有选公文，打印不了文件处理笺；请先标记公文。")
    more = f"等{len(papers)}件" if len(papers) > 1 else ""
    path = (out or exports_folder(desk)) / safe_name(f"{NAME}-{papers[0].number}{more}", ".docx")
    write_slips(path, papers, desk.actor.name, desk.now())
    return Exported((path,), len(papers))


def _page(document: Any, slip: Slip, new_page: bool) -> None:
    heading = put(document.add_paragraph(), f"{slip.office}{NAME}", 22, "title", "center")
    heading.paragraph_format.page_break_before = new_page
    mark = "（演示数据）" if slip.demonstration else ""
    put(document.add_paragraph(), "　".join(filter(None, (slip.remark, mark))) or " ", 10.5, "label", "center")
    boxes = list(_boxes(slip))
    pairs = _grid_pairs(slip.readings)
    size, heights = _heights(slip, boxes, len(pairs))
    table = Frame(document, _GRID)
    _head(table, slip)
    _body(table, boxes, heights, size)
    _foot(table, slip, pairs)


def _head(table: Frame, slip: Slip) -> None:
    table.facts(_HALVES, [("收文号", slip.number), ("收文时间", _moment(slip.received))], _HEAD_ROW)
    table.facts(_HALVES, [("来文单位", slip.sender), ("来文字号", slip.sender_number)], _HEAD_ROW)
    three = [("密级", slip.secrecy), ("紧急程度", slip.urgency), ("份数／页", _copies(slip))]
    table.facts(_THIRDS, three, _HEAD_ROW)
    due = (_moment(slip.due) if slip.due else "规则未明确") + ("（暂定）" if slip.provisional else "")
    table.facts(
        _HALVES, [("类别文种", "　".join(filter(None, (slip.doc_class, slip.kind)))), ("办结时限", due)], _HEAD_ROW
    )
    size = 14 if cells(slip.title) <= _LONG_TITLE else 12
    table.facts(_WHOLE, [("标题", slip.title)], _title_height(slip), size)


Box = tuple[str, str, list[tuple[str, Any]], float]
"""Label, whose box it is, its paragraphs (text, place), its weight when room is shared out."""


def _boxes(slip: Slip) -> Iterator[Box]:
    signature = " ".join((slip.section, slip.proposer, _day(slip.proposed_on))).strip() if slip.proposed_on else ""
    yield "拟办意见", "", _signed(slip.proposal, signature), 1.6
    yield from _opinions("秘书长、副秘书长意见", slip.secretaries)
    yield from _opinions("领导批示", slip.leaders)
    yield "承办结果", "", _signed(_outcome(slip), _day(slip.closed)), 1.3


def _signed(text: str, signature: str) -> list[tuple[str, Any]]:
    """What stands in a box: the text where there is one, and the signature or the date to fill in by hand."""
    return [*([(text, "left")] if text else []), (signature or _BY_HAND, "right")]


def _opinions(label: str, opinions: Sequence[Opinion]) -> Iterator[Box]:
    for opinion in opinions or (Opinion("", ""),):
        note = f"（{opinion.note}）" if opinion.note else ""
        words = opinion.text or opinion.mark
        lines = _signed(
            "\n".join(filter(None, (words, note))), f"{opinion.name} {_day(opinion.on)}" if opinion.on else ""
        )
        yield label, f"{opinion.title}\n{opinion.name}".strip(), [(note, "left")] if opinion.skipped else lines, 1.0


def _outcome(slip: Slip) -> str:
    units = [_unit_words(unit) for unit in slip.handled]
    answer = f"复文号：{slip.answer_number}" if slip.answer_number else ""
    return "\n".join(filter(None, (*units, slip.result, answer)))


def _unit_words(unit: Handled) -> str:
    role = "（牵头）" if unit.lead else ""
    due = f"，{_day(unit.due)}前" if unit.due and not unit.replied else ""
    answer = "，".join(filter(None, (unit.result, unit.answer_number)))
    return f"{unit.unit}{role}{due}" + (f"：{answer}（{_day(unit.replied)}）" if unit.replied else "")


def _heights(slip: Slip, boxes: Sequence[Box], grid_rows: int) -> tuple[float, list[float]]:
    """The size of the text in the boxes, smaller where the page asks for it, and each box's height: need and share."""
    fixed = _HEADING + 4 * _HEAD_ROW + _title_height(slip) + (grid_rows + 1) * _GRID_ROW + _HEAD_ROW + _SPARE
    room, size = TYPE_HEIGHT - fixed, _PLAIN
    needs = _needs(boxes, size)
    if sum(needs) > room:
        size = _SMALL
        needs = _needs(boxes, size)
    left = max(room - sum(needs), 0)
    weights = sum(weight for *_, weight in boxes)
    return size, [need + left * weight / weights for need, (*_, weight) in zip(needs, boxes, strict=True)]


def _needs(boxes: Sequence[Box], size: float) -> list[float]:
    return [
        max(_written(lines, bool(who), size), _HAND_ROOM if lines == _signed("", "") else 0)
        for _, who, lines, _ in boxes
    ]


def _written(lines: Iterable[tuple[str, Any]], named: bool, size: float) -> float:
    """Millimetres that the paragraphs of a box take."""
    room = TYPE_WIDTH - _LABEL - (_NAME if named else 0) - 4
    per_line = int(room / (size * _POINT)) * 2
    rows = [part for text, _ in lines for part in text.split("\n")]
    return sum(max(1, -(-cells(part) // per_line)) for part in rows) * size * _LINE + 2.5


def _title_height(slip: Slip) -> float:
    wide = cells(slip.title)
    size, per_line = (5.2, 50) if wide <= _LONG_TITLE else (4.4, 58)
    return max(12.0, -(-wide // per_line) * size * 1.35 + 3)


def _body(table: Frame, boxes: Sequence[Box], heights: Sequence[float], size: float) -> None:
    above: Any = None
    for at, ((label, who, lines, _), height) in enumerate(zip(boxes, heights, strict=True)):
        made = table.line(_NAMED if who else _WHOLE, height)
        if above is not None and boxes[at - 1][0] == label:
            join(above, made[0])
        else:
            box(made[0], [(label, "center")], 12, "label", middle=True)
        above = made[0]
        if who:
            box(made[1], [(who, "center")], 12, middle=True)
        written = box(made[-1], lines, size)
        sink(written[-1], (height - _written(lines, bool(who), size)) * _SINKING)


def _foot(table: Frame, slip: Slip, pairs: Sequence[tuple[Reading | None, Reading | None]]) -> None:
    table.facts(_HALVES, [("归档号", slip.archive_no), ("办结日期", _day(slip.closed))], _HEAD_ROW)
    for cell, title in zip(table.line(_EACH, _GRID_ROW), ("阅知人", "送", "退", "圈阅／意见") * 2, strict=True):
        box(cell, [(title, "center")], 10.5, "label", middle=True)
    for pair in pairs:
        made = table.line(_EACH, _GRID_ROW)
        for side, reading in enumerate(pair):
            _grid_cells(made[side * 4 : side * 4 + 4], reading)


def _grid_cells(row: Sequence[Any], reading: Reading | None) -> None:
    words = ("", "", "", "")
    if reading is not None:
        words = (f"{reading.title}\n{reading.name}".strip(), _short(reading.sent), _short(reading.back), reading.mark)
    for cell, text in zip(row, words, strict=True):
        box(cell, [(text, "center")], 9, middle=True)


def _grid_pairs(readings: Sequence[Reading]) -> list[tuple[Reading | None, Reading | None]]:
    """Readers down the left half and on down the right one; at least a few rows to write in by hand."""
    count = max(_FEWEST_GRID_ROWS, -(-len(readings) // 2))
    padded: list[Reading | None] = [*readings, *([None] * (2 * count - len(readings)))]
    return list(zip(padded[:count], padded[count:], strict=True))


def _copies(slip: Slip) -> str:
    return f"{slip.copies}份" + (f"／{slip.pages}页" if slip.pages else "")


def _moment(moment: datetime) -> str:
    return f"{long_day(moment.date())} {moment:%H:%M}"


def _day(day: date | None) -> str:
    return "" if day is None else long_day(day)


def _short(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%m-%d}\n{moment:%H:%M}"
