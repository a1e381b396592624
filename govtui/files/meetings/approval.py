"""议题审批表 as Word: what the topic is, what the units and reviewers said, and the boxes that leaders sign in."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from govtui.domain.clock import long_day
from govtui.domain.refusal import Refusal
from govtui.domain.text import cells
from govtui.files.documents.outgoing.layout import prepare
from govtui.files.documents.outgoing.pages import number_pages
from govtui.files.word import Frame, Place, box, close_page, new_document, put, save, sink
from govtui.services.meetings.sheets import Signature, TopicSheet
from govtui.services.meetings.topics.rows import CheckRow, CoordinationRow, GateLamp, TopicUnitRow

NAME = "议题审批表"

_GRID = (26.0, 13.0, 25.0, 14.0, 26.0, 14.0, 12.0, 26.0)
_HALVES, _WHOLE, _UNITS = (1, 3, 1, 3), (1, 7), (2, 1, 3, 2)
_ROW, _TITLE_ROW, _TEXT_ROW, _SIGN_ROW, _UNIT_ROW = 9.0, 13.0, 20.0, 26.0, 8.0
_PLAIN, _SMALL = 12.0, 10.5
_LONG_TITLE, _LONG_TEXT = 54, 240
_LINE_CELLS, _LINE_MM = 54, 6.2
_PAGE_LINES = 30
_BY_HAND = "年　　月　　日"
_ANSWERS = {True: "是", False: "否", None: "未核"}
_UNFIT = "不适用"
_STAGES = {"topic": "上会条件", "matter": "重大事项", "legislation": "立法程序"}


def write_topics(path: Path, topics: Sequence[TopicSheet], author: str = "", made_at: datetime | None = None) -> None:
    """Write the forms into one file, each on a new page. Raises Refusal: no topic, disk full, denied, file open."""
    if not topics:
        raise Refusal("没有选议题，打印不了议题审批表；请先标记议题。")
    made = made_at or datetime.combine(topics[0].requested or date(2000, 1, 1), datetime.min.time())
    document = new_document(f"{NAME} {topics[0].title}", author, made)
    prepare(document, grid=False)
    number_pages(document)
    for at, topic in enumerate(topics):
        _page(document, topic, at > 0)
    close_page(document)
    save(document, path)


def _page(document: Any, topic: TopicSheet, new_page: bool) -> None:
    heading = put(document.add_paragraph(), f"{topic.office}{NAME}", 22, "title", "center")
    heading.paragraph_format.page_break_before = new_page
    wanted = f"拟提请：{topic.kind_name}" if topic.kind_name else ""
    asked = f"申报日期：{long_day(topic.requested)}" if topic.requested else ""
    mark = "（演示数据）" if topic.demonstration else ""
    said = "　".join(filter(None, (wanted, asked, topic.mark, mark)))
    put(document.add_paragraph(), said or " ", _SMALL, "label", "center")
    table = Frame(document, _GRID)
    _facts(table, topic)
    _consulted(table, topic)
    _reviews(table, topic)
    _conditions(table, topic)
    _signatures(table, topic)
    _foot(table, topic)


def _facts(table: Frame, topic: TopicSheet) -> None:
    size = 14.0 if cells(topic.title) <= _LONG_TITLE else _PLAIN
    table.facts(_WHOLE, [("议题名称", topic.title)], _TITLE_ROW, size)
    table.facts(_HALVES, [("提报单位", topic.unit), ("主要负责人\n签字", topic.head_signed)], _ROW)
    table.facts(_WHOLE, [("依据", topic.basis)], _ROW)
    if topic.subject or topic.marks:
        table.facts(_HALVES, [("事项", topic.subject), ("属于", topic.marks)], _ROW)
    length = f"{topic.minutes}分钟" if topic.minutes else ""
    table.facts(_HALVES, [("汇报人", topic.reporter), ("汇报时长", length)], _ROW)
    table.facts(_WHOLE, [("建议列席\n单位", "、".join(topic.attending))], _ROW)
    _text(table, "主要内容", topic.content, _TEXT_ROW)
    _text(table, "意见建议", topic.proposal, _TEXT_ROW)


def _text(table: Frame, label: str, text: str, height: float) -> None:
    """A box for a text of any length; a long one is set smaller and may go over to the next page."""
    name_cell, text_cell = table.line(_WHOLE, height, _lines([text]) <= _PAGE_LINES)
    box(name_cell, [(label, "center")], _PLAIN, "label", middle=True)
    box(text_cell, [(text, "left")], _SMALL if cells(text) > _LONG_TEXT else _PLAIN)


def _consulted(table: Frame, topic: TopicSheet) -> None:
    """协商情况: who answered what, two blank lines where nobody was asked yet; then coordination by leaders."""
    heads = table.line(_UNITS, _UNIT_ROW)
    for cell, title in zip(heads, ("协商单位", "意见", "不同意见、理由和采纳情况", "签字、日期"), strict=True):
        box(cell, [(title, "center")], _SMALL, "label", middle=True)
    for row in [_unit_words(unit) for unit in topic.units] or [("", "", "", "")] * 2:
        made = table.line(_UNITS, _UNIT_ROW, all(_lines([text]) <= _PAGE_LINES for text in row))
        for cell, text in zip(made, row, strict=True):
            box(cell, [(text, "left")], _SMALL, middle=True)
    for one in topic.coordinations:
        table.facts(_WHOLE, [(f"第{one.level}层协调", _round(one))], _ROW, _SMALL)
    if topic.leaning:
        _text(table, "倾向性意见", topic.leaning, _ROW)


def _unit_words(unit: TopicUnitRow) -> tuple[str, str, str, str]:
    said = [unit.views, f"理由：{unit.grounds}" if unit.grounds else "", _adopted(unit)]
    who = "\n".join(filter(None, (unit.person, _day(unit.answered))))
    return unit.unit, unit.opinion, "；".join(filter(None, said)), who


def _adopted(unit: TopicUnitRow) -> str:
    return f"采纳情况：{unit.adopted}" if unit.adopted else ""


def _round(one: CoordinationRow) -> str:
    agreed = "达成一致" if one.agreed else "未达成一致"
    who = " ".join(filter(None, (f"{one.title}{one.person}", long_day(one.on))))
    return "，".join(filter(None, (who, agreed, one.result)))


def _reviews(table: Frame, topic: TopicSheet) -> None:
    for label, one in (("合法性审查", topic.legal), ("风险评估", topic.risk)):
        _sign_box(table, label, one, _ROW)
    _text(table, "财政意见", topic.fiscal, _ROW)


def _conditions(table: Frame, topic: TopicSheet) -> None:
    """Checklists, lamps and steps of a major decision, all in words; what does not apply is left out."""
    for label, lines in _condition_rows(topic):
        name_cell, text_cell = table.line(_WHOLE, _ROW, _lines(lines) <= _PAGE_LINES)
        box(name_cell, [(label, "center")], _PLAIN, "label", middle=True)
        box(text_cell, [(line, "left") for line in lines], _SMALL, middle=True)


def _condition_rows(topic: TopicSheet) -> Iterator[tuple[str, list[str]]]:
    stages = dict.fromkeys(check.stage for check in topic.checks)
    for stage in stages:
        lines = [_check(check) for check in topic.checks if check.stage == stage]
        yield f"核对：\n{_STAGES.get(stage, stage)}", lines
    if topic.steps:
        yield "重大决策\n程序", list(topic.steps)
    lamps = [_lamp(lamp) for lamp in topic.lamps if lamp.word != _UNFIT]
    if lamps:
        yield "上会条件\n核查", lamps


def _check(check: CheckRow) -> str:
    note = f"（{check.note}）" if check.note else ""
    return f"{check.question}　{_ANSWERS[check.passed]}{note}"


def _lamp(lamp: GateLamp) -> str:
    return f"{lamp.name}：{lamp.word}" + (f"（{lamp.why}）" if lamp.why and lamp.word != "通过" else "")


def _signatures(table: Frame, topic: TopicSheet) -> None:
    for one in topic.stamps:
        _sign_box(table, one.label, one, _SIGN_ROW)


def _sign_box(table: Frame, label: str, one: Signature, height: float) -> None:
    """Opinion, name and full date; room to write where there are none."""
    signature = " ".join(filter(None, (one.name, _day(one.on)))) or _BY_HAND
    lines: list[tuple[str, Place]] = [(one.opinion, "left"), (signature, "right")]
    name_cell, text_cell = table.line(_WHOLE, height, _lines([one.opinion]) <= _PAGE_LINES)
    box(name_cell, [(label, "center")], _PLAIN, "label", middle=True)
    written = box(text_cell, lines, _PLAIN)
    sink(written[-1], height - _LINE_MM * (_lines([one.opinion]) + 1) - 2)


def _foot(table: Frame, topic: TopicSheet) -> None:
    copies = f"{topic.material_copies}份" if topic.material_copies else ""
    table.facts(_HALVES, [("材料份数", copies), ("密级", topic.secrecy)], _ROW)
    table.facts(_WHOLE, [("附件", topic.materials)], _ROW)
    if topic.listings:
        table.facts(_WHOLE, [("上会记录", "\n".join(topic.listings))], _ROW, _SMALL)
    table.facts(_WHOLE, [("联系人\n电话", topic.contact)], _ROW)


def _lines(texts: Sequence[str]) -> int:
    """Lines that paragraphs take in the wide column."""
    return sum(max(1, -(-cells(line) // _LINE_CELLS)) for text in texts for line in text.split("\n"))


def _day(day: date | None) -> str:
    return long_day(day) if day else ""
