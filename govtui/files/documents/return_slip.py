"""退文单 as Word: whose paper goes back, why by which article, who sent it back and when; one page a paper."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from govtui.domain.clock import long_day
from govtui.domain.refusal import Refusal
from govtui.files.exports import Exported, exports_folder
from govtui.files.sheets import safe_name
from govtui.files.word import Frame, box, close_page, new_document, put, save
from govtui.services.desk import Desk
from govtui.services.documents.returns import ReturnSlip, return_slips

NAME = "退文单"

_GRID = (30.0, 48.0, 30.0, 48.0)
_HALVES, _WHOLE = (1, 1, 1, 1), (1, 3)
_ROW, _TEXT_ROW = 12.0, 34.0
_REQUEST = "请按退文理由处理；需再报送的，请改正后按规定程序报送。"


def write_return_slips(
    path: Path, papers: Sequence[ReturnSlip], author: str = "", made_at: datetime | None = None
) -> None:
    """Write the sheets into one file, each on its own page. Raises Refusal: no paper, disk full, denied, file open."""
    if not papers:
        raise Refusal("没有选公文，打印不了退文单；请先标记已退文的公文。")
    document = new_document(f"{NAME} {papers[0].number}", author, made_at or papers[0].received)
    for at, slip in enumerate(papers):
        _page(document, slip, at > 0)
    close_page(document)
    save(document, path)


def export_return_slip(desk: Desk, ids: Sequence[int], out: Path | None = None) -> Exported:
    """The return slips of these papers in one file under `out` (the exports folder). Refusal for one not returned."""
    papers = return_slips(desk, ids)
    if not papers:
        raise Refusal("没有选公文，打印不了退文单；请先标记已退文的公文。")
    more = f"等{len(papers)}件" if len(papers) > 1 else ""
    path = (out or exports_folder(desk)) / safe_name(f"{NAME}-{papers[0].number}{more}", ".docx")
    write_return_slips(path, papers, desk.actor.name, desk.now())
    return Exported((path,), len(papers))


def _page(document: Any, slip: ReturnSlip, new_page: bool) -> None:
    heading = put(document.add_paragraph(), f"{slip.office}{NAME}", 22, "title", "center")
    heading.paragraph_format.page_break_before = new_page
    put(document.add_paragraph(), "（演示数据）" if slip.demonstration else " ", 10.5, "label", "center")
    table = Frame(document, _GRID)
    table.facts(_HALVES, [("来文机关", slip.sender), ("来文字号", slip.sender_number)], _ROW)
    table.facts(_WHOLE, [("标题", slip.title)], _ROW)
    table.facts(_HALVES, [("收文号", slip.number), ("收文日期", long_day(slip.received.date()))], _ROW)
    _text(table, "退文理由", [slip.reason, _rule(slip)])
    _text(table, "说明", [slip.text])
    _text(table, "处理", [_REQUEST])
    table.facts(_HALVES, [("经办人", slip.handler), ("日期", long_day(slip.returned))], _ROW)


def _rule(slip: ReturnSlip) -> str:
    return f"依据{slip.article}：{slip.says}。" if slip.article else ""


def _text(table: Frame, label: str, paragraphs: Sequence[str]) -> None:
    name_cell, text_cell = table.line(_WHOLE, _TEXT_ROW)
    box(name_cell, [(label, "center")], 12, "label", middle=True)
    box(text_cell, [(text, "left") for text in paragraphs if text] or [("", "left")], 14)
